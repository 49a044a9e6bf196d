/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <vhf.h>: virtual HID devices.
 */
#ifndef __VHF_H__
#define __VHF_H__

#include <ntddk.h>
#include "hidclass.h"
#include "winwork/hid/virtual.h"

#endif /* __VHF_H__ */
