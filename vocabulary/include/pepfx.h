/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <pepfx.h>: plug-ins of the power engine.
 */
#ifndef PEPFX
#define PEPFX

#include <ntddk.h>
#include "acpiioct.h"
#include "winwork/po/engine_plugin.h"

#endif /* PEPFX */

#include "winwork/guids/pepfx.h"
