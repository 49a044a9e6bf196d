/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <string.h>: the functions for memory and text that a driver may use, in place of the C library's
 * header.
 */
#include "winwork/crt/functions.h"
