/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <hidusage.h>: usages of HID.
 */
#ifndef __HIDUSAGE_H__
#define __HIDUSAGE_H__

#include <ntddk.h>
#include "winwork/hid/usages.h"

#endif /* __HIDUSAGE_H__ */
