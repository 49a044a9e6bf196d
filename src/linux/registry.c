// SPDX-License-Identifier: GPL-2.0
/*
 * The files of the registry: firmware to Linux, since that is its way to get a driver's data from
 * the disk.
 */
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/fcntl.h>
#include <linux/file.h>
#include <linux/firmware.h>
#include <linux/fs.h>
#include <linux/limits.h>
#include <linux/slab.h>
#include <linux/utsname.h>

#include "print.h"
#include "registry.h"
#include "root_path.h"

/* Whether the administrator has added a folder to the firmware folders. */
static bool has_added_folder(void)
{
	struct path path;
	struct file *file;
	loff_t position = 0;
	char first = '\n';

	if (ww_find_from_root("/sys/module/firmware_class/parameters/path", 0, &path))
		return false;
	file = ww_file_open_root(&path, "", O_RDONLY, 0);
	path_put(&path);
	if (IS_ERR(file))
		return true;
	kernel_read(file, &first, sizeof(first), &position);
	fput(file);
	return first != '\n';
}

static bool exists(const char *path)
{
	struct path found;

	if (ww_find_from_root(path, LOOKUP_FOLLOW, &found))
		return false;
	path_put(&found);
	return true;
}

/*
 * Whether there may be such a file. Most drivers have none, and Debian's kernels print an error for
 * each file that is asked for and missing, whatever the caller wishes.
 */
static bool may_exist(const char *name)
{
	static const char *const folders[] = {
		"/lib/firmware/updates/%s/%s%s", "/lib/firmware/updates%.0s/%s%s",
		"/lib/firmware/%s/%s%s", "/lib/firmware%.0s/%s%s",
	};
	static const char *const suffixes[] = { "", ".xz", ".zst" };
	bool found = has_added_folder();
	size_t i;
	char *path = kmalloc(PATH_MAX, GFP_KERNEL);

	if (!path)
		return true;
	for (i = 0; i < ARRAY_SIZE(folders) * ARRAY_SIZE(suffixes) && !found; i++) {
		snprintf(path, PATH_MAX, folders[i / ARRAY_SIZE(suffixes)], utsname()->release,
			 name, suffixes[i % ARRAY_SIZE(suffixes)]);
		found = exists(path);
	}
	kfree(path);
	return found;
}

bool ww_registry_file_get(const char *name, struct ww_registry_file *file)
{
	const struct firmware *firmware;
	int error;

	if (!may_exist(name))
		return false;
	/* A kernel without CONFIG_FW_LOADER returns -EINVAL for each name. */
	error = firmware_request_nowarn(&firmware, name, NULL);
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
