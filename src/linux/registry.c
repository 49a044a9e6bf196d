// SPDX-License-Identifier: GPL-2.0
/*
 * The files of the registry: firmware to Linux, since that is its way to get a driver's data from
 * the disk.
 */
#include <linux/errno.h>
#include <linux/firmware.h>

#include "print.h"
#include "registry.h"

bool ww_registry_file_get(const char *name, struct ww_registry_file *file)
{
	const struct firmware *firmware;
	/* A kernel without CONFIG_FW_LOADER returns -EINVAL for each name. */
	const int error = firmware_request_nowarn(&firmware, name, NULL);

	if (error) {
		if (error != -ENOENT && IS_ENABLED(CONFIG_FW_LOADER))
			ww_print(WW_LEVEL_WARNING, "%s cannot be read: error %d", name, error);
		return false;
	}
	file->data = firmware->data;
	file->bytes = firmware->size;
	file->firmware = firmware;
	return true;
}

void ww_registry_file_put(const struct ww_registry_file *file)
{
	release_firmware(file->firmware);
}
