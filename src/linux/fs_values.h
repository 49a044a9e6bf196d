/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Values of Windows that a CREATE of a mount has, and that a filter may change.
 */
#ifndef WINWORK_LINUX_FS_VALUES_H
#define WINWORK_LINUX_FS_VALUES_H

#define FILE_READ_DATA 0x1
#define FILE_LIST_DIRECTORY 0x1
#define FILE_WRITE_DATA 0x2
#define FILE_ADD_FILE 0x2
#define FILE_APPEND_DATA 0x4
#define FILE_ADD_SUBDIRECTORY 0x4
#define FILE_READ_EA 0x8
#define FILE_WRITE_EA 0x10
#define FILE_EXECUTE 0x20
#define FILE_READ_ATTRIBUTES 0x80
#define FILE_WRITE_ATTRIBUTES 0x100
#define DELETE 0x10000
#define WRITE_DAC 0x40000
#define WRITE_OWNER 0x80000
#define SYNCHRONIZE 0x100000
#define FILE_GENERIC_READ 0x120089
#define FILE_GENERIC_WRITE 0x120116

#define FILE_SUPERSEDE 0
#define FILE_OPEN 1
#define FILE_CREATE 2
#define FILE_OPEN_IF 3
#define FILE_OVERWRITE 4
#define FILE_OVERWRITE_IF 5

#define FILE_DIRECTORY_FILE 0x1
#define FILE_WRITE_THROUGH 0x2
#define FILE_NO_INTERMEDIATE_BUFFERING 0x8
#define FILE_SYNCHRONOUS_IO_NONALERT 0x20
#define FILE_NON_DIRECTORY_FILE 0x40
#define FILE_OPEN_REPARSE_POINT 0x200000
#define FILE_OPEN_FOR_BACKUP_INTENT 0x4000

#define FILE_OPENED 1
#define FILE_CREATED 2
#define FILE_OVERWRITTEN 3
#define FILE_EXISTS 4
#define FILE_DOES_NOT_EXIST 5

#define FILE_ATTRIBUTE_READONLY 0x1
#define FILE_ATTRIBUTE_DIRECTORY 0x10
#define FILE_ATTRIBUTE_NORMAL 0x80

static inline bool ww_overwrites(u32 disposition)
{
	return disposition == FILE_SUPERSEDE || disposition == FILE_OVERWRITE ||
	       disposition == FILE_OVERWRITE_IF;
}

static inline bool ww_creates(u32 disposition)
{
	return disposition != FILE_OPEN && disposition != FILE_OVERWRITE;
}

#endif /* WINWORK_LINUX_FS_VALUES_H */
