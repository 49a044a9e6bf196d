/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Device interfaces: classes, named by a GUID, that programs find devices by.
 */
#pragma once

#include <wdm.h>

namespace ww {

/* The device is being deleted: forgets its interfaces. <= APC_LEVEL. */
void interfaces_forget(PDEVICE_OBJECT device);

void interfaces_init();

} /* namespace ww */
