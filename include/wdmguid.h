/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <wdmguid.h>: on Windows, the GUIDs of Plug and Play events and bus interfaces. There are none of
 * those here, so a driver that names one of the GUIDs does not build.
 */
#include "guiddef.h"
