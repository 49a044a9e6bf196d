/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <devguid.h>: the GUIDs of device setup classes.
 */

#include "winwork/guids/devguid.h"
