/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <hidport.h>: HID minidrivers.
 */
#ifndef __HIDPORT_H__
#define __HIDPORT_H__

#include <ntddk.h>
#include "hidclass.h"
#include "winwork/hid/minidriver.h"

#endif /* __HIDPORT_H__ */
