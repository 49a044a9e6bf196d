// SPDX-License-Identifier: GPL-2.0
/*
 * The exports for HID minidrivers and for sources of virtual HID devices.
 */
#include <linux/export.h>
#include <linux/module.h>

#include <hidport.h>
#include <vhf.h>

EXPORT_SYMBOL_GPL(HidRegisterMinidriver);
EXPORT_SYMBOL_GPL(VhfAsyncOperationComplete);
EXPORT_SYMBOL_GPL(VhfCreate);
EXPORT_SYMBOL_GPL(VhfDelete);
EXPORT_SYMBOL_GPL(VhfReadReportSubmit);
EXPORT_SYMBOL_GPL(VhfStart);
