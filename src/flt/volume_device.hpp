/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The devices of the volume of a mount.
 */
#pragma once

#include "filter_manager.hpp"

namespace ww {

/* With a kept reference; null if the device is that of no volume, or that of one which is going. */
PFLT_VOLUME volume_of_device(PDEVICE_OBJECT device);

/* At the end of the volume. Drivers may have references on them for longer. */
void volume_devices_delete(PFLT_VOLUME volume);

int volume_devices_init();		/* 0 or a negative errno */
void volume_devices_exit();

} /* namespace ww */
