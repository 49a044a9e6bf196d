/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <windef.h>: types that kernel code shares with applications.
 */
#include "minwindef.h"
