/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <wmiguid.h>: the GUIDs of trace providers of the kernel and of management data.
 */

#include "winwork/guids/wmiguid.h"
