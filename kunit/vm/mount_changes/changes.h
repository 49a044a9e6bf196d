/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the minifilter tells the program, and what it does with a file whose name begins so.
 *
 *	infected	CREATE fails with STATUS_VIRUS_INFECTED
 *	no_access	CREATE loses the rights to delete and to write data and attributes
 *	alone		CREATE is completed with a success
 *	opened		CREATE becomes FILE_OPEN
 *	exclusive	CREATE becomes FILE_CREATE
 *	overwrite	CREATE becomes FILE_OVERWRITE
 *	refused		SET_INFORMATION fails with STATUS_CANNOT_DELETE
 *	full		SET_INFORMATION fails with STATUS_DISK_FULL
 *	late		SET_INFORMATION fails with STATUS_QUOTA_EXCEEDED on its way up
 *	swallowed	SET_INFORMATION is completed with a success
 *	kept		the disposition no longer removes the file; a new name no longer replaces one
 *	elsewhere	the new name becomes another one
 *	other_class	the class of the disposition becomes the other one
 *	no_class	the class becomes one that has nothing to do with the call
 *	smaller		the size becomes 3
 *	negative	the size becomes -1
 *	longer		Length is longer than the buffer
 *	shorter		Length is shorter than the structure
 *	deferred	a deferred I/O work item continues SET_INFORMATION, and CLEANUP
 *	cleanup		CLEANUP is completed with a success
 */
#ifndef WINWORK_KUNIT_VM_MOUNT_CHANGES_H
#define WINWORK_KUNIT_VM_MOUNT_CHANGES_H

/* CTL_CODE(FILE_DEVICE_UNKNOWN, 0x800, METHOD_BUFFERED, FILE_ANY_ACCESS) */
#define IOCTL_TAKE_RECORDS 0x222000

#define RECORDS 48

struct record {
	unsigned char major, is_post;
	unsigned char same_thread;	/* as the program's */
	unsigned char is_system_buffer;
	unsigned char delete_pending;	/* of the file object */
	unsigned int queried;		/* after a CLEANUP: what FltQueryInformationFile returns */
	unsigned char flags;		/* of the operation */
	unsigned char replaces;		/* ReplaceIfExists of the parameters */
	int status;
	unsigned int information;
	unsigned int access, options;	/* of a CREATE */
	unsigned int attributes;
	unsigned int class, length;	/* of SET_INFORMATION */
	unsigned long long value;	/* the first bytes of its structure, as many as the class has */
	const void *folder;		/* ParentOfTarget */
	char target[128];		/* FileName of a rename or link */
	const void *file;
	const void *stream;
	char name[64];
};

struct records {
	unsigned int count;		/* may be above RECORDS */
	struct record record[RECORDS];
};

#endif
