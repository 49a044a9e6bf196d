/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <hidpi.h>: the parser of HID reports.
 */
#ifndef __HIDPI_H__
#define __HIDPI_H__

#include <ntddk.h>
#include "hidusage.h"
#include "winwork/hid/parser.h"

#endif /* __HIDPI_H__ */
