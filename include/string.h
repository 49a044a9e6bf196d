/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <string.h>: memory and text, for drivers instead of the C library's.
 */
#include "winwork/crt.h"
