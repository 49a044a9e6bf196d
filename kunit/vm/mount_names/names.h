/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Shared by the minifilter and the program of this test. Files of these names are the minifilter's own:
 *
 *	records		a read takes the records
 *	release		a read releases the name of the file "kept", and returns it as a record
 *	ask_held	a read asks for the name of the file object of "held", outside of its operations
 *	drop_held	a read drops the reference on that file object
 */
#ifndef WINWORK_KUNIT_VM_MOUNT_NAMES_H
#define WINWORK_KUNIT_VM_MOUNT_NAMES_H

#define TEXT_UNITS 160
#define RECORDS 64

/* Majors of records about the name that a rename or link gives, and about one beside the file. */
#define DESTINATION 0x80
#define BESIDE 0x81

/* Of is_folder: the file is not open. */
#define NO_FILE 2

/* What a callback was told. Lengths are in units. */
struct name_record {
	unsigned char major;
	unsigned char is_post;
	unsigned char is_folder;	/* FltIsDirectory */
	unsigned char is_agreed;	/* FltGetVolumeFrom* return the instance's volume */
	int status;			/* of the query method "default" */
	int cache_status;		/* of that which asks the cache alone */
	unsigned int length, volume, parent, final, extension, stream;
	unsigned short text[TEXT_UNITS];	/* a longer name is cut */
};

struct name_records {
	unsigned int count;		/* those that had no room are counted too */
	struct name_record record[RECORDS];
};

#endif
