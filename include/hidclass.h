/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <hidclass.h>: the HID class driver.
 */
#ifndef __HIDCLASS_H__
#define __HIDCLASS_H__

#include <ntddk.h>
#include "hidpi.h"
#include "winwork/hid/class.h"

#endif /* __HIDCLASS_H__ */

#include "winwork/guids/hidclass.h"
