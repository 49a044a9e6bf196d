/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <dontuse.h>: on Windows, warnings of the C library's functions without bounds. None are given
 * here.
 */
