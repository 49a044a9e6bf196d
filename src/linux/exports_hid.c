// SPDX-License-Identifier: GPL-2.0
/*
 * The exports for HID minidrivers.
 */
#include <linux/export.h>
#include <linux/module.h>

#include <hidport.h>

EXPORT_SYMBOL_GPL(HidRegisterMinidriver);
