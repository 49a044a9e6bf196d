/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <initguid.h>: from here on DEFINE_GUID defines. One source of a driver includes this before the
 * headers with its GUIDs.
 */
#ifndef INITGUID
#define INITGUID
#endif
#include "guiddef.h"
