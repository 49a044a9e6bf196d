/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Files of Linux: the machine has none.
 */
#include "linux/disk.h"

#include <cstdlib>

int ww_disk_init()
{
	return 0;
}

void ww_disk_exit()
{
}

ww_s32 ww_disk_open(struct ww_file_open *)
{
	abort();
}

void ww_disk_close(void *)
{
	abort();
}

ww_s64 ww_disk_read(void *, void *, ww_size, ww_s64)
{
	abort();
}

ww_s64 ww_disk_write(void *, const void *, ww_size, ww_s64 *)
{
	abort();
}

ww_s32 ww_disk_flush(void *)
{
	abort();
}

ww_s32 ww_disk_set_length(void *, ww_s64)
{
	abort();
}

ww_s32 ww_disk_facts(void *, struct ww_file_facts *)
{
	abort();
}

const char *ww_disk_below(const void *, char *, char *, ww_size)
{
	abort();
}

const char *ww_disk_folder()
{
	return "";
}
