/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <memory.h>: memory, for drivers instead of the C library's.
 */
#include "winwork/crt.h"
