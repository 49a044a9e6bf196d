/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <wdmguid.h>: the GUIDs of Plug and Play events and bus interfaces.
 */

#include "winwork/guids/wdmguid.h"
