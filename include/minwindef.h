/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <minwindef.h>: types that kernel code shares with applications.
 */
#include "ntdef.h"

#ifndef MAX_PATH
#define MAX_PATH 260
#endif
