/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Files of Linux, below the folder that stands for the drive C. All functions are for
 * PASSIVE_LEVEL, and use the credentials and the root folder of the kernel, in any thread.
 *
 * Results are 0 or a negative errno, if nothing else is said.
 */
#ifndef WINWORK_LINUX_DISK_H
#define WINWORK_LINUX_DISK_H

#include "file_facts.h"
#include "file_open.h"

WW_C_BEGIN

#define WW_DISK_END ((ww_s64)-1)

int ww_disk_init(void);
void ww_disk_exit(void);

/* Returns -EXDEV if the path leads out of the folder, and -ENODEV if there is no such folder. */
ww_s32 ww_disk_open(struct ww_file_open *open);
void ww_disk_close(void *file);
/* Return the bytes. A read returns 0 at the end of the file. */
ww_s64 ww_disk_read(void *file, void *data, ww_size bytes, ww_s64 offset);
/*
 * @offset is that of the first byte, or WW_DISK_END. It becomes the offset behind the last byte.
 * Writes to the end through several files do not overwrite each other.
 */
ww_s64 ww_disk_write(void *file, const void *data, ww_size bytes, ww_s64 *offset);
ww_s32 ww_disk_flush(void *file);
ww_s32 ww_disk_set_length(void *file, ww_s64 bytes);
ww_s32 ww_disk_facts(void *file, struct ww_file_facts *facts);
/*
 * What is behind the folder in the path of the open file, from the slash on; NULL for a file elsewhere. Each room
 * has @bytes.
 */
const char *ww_disk_below(const void *file, char *room, char *folder_room, ww_size bytes);
/* The name of the folder: the parameter drive_c. */
const char *ww_disk_folder(void);

WW_C_END

#endif /* WINWORK_LINUX_DISK_H */
