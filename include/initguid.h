/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <initguid.h>: makes DEFINE_GUID define GUIDs, not only declare them. One source of a driver
 * includes this before the headers with its GUIDs.
 */
#ifndef INITGUID
#define INITGUID
#endif
#include "guiddef.h"
