/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <memory.h>: the memory functions that a driver may use, in place of the C library's header.
 */
#include "winwork/crt/functions.h"
