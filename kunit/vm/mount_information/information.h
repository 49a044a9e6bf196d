/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the program and the minifilters tell each other, by the files "wanted" and "answer".
 */
#ifndef MOUNT_INFORMATION_H
#define MOUNT_INFORMATION_H

enum misuse {
	NONE, NO_BUFFER, HIGH_IRQL, TOP_LEVEL, NO_APCS, INVENTED_FILE, NO_FILE, NO_INSTANCE,
	/* The same with FltReadFile. */
	READ_TOP_LEVEL, READ_NO_APCS,
};

/* The query at the next open or read of a file whose name begins with "q_". */
struct wanted {
	unsigned int kind;		/* FILE_INFORMATION_CLASS */
	unsigned int length;
	unsigned int misuse;
};

struct answer {
	unsigned int status;
	unsigned int length;
	int lower_queries;		/* that the lower filter has seen */
	int upper_queries;		/* that the asking filter has seen: none */
	int wrong;			/* of those in the lower filter */
	_Alignas(8) unsigned char bytes[512];	/* 0xee where nothing is written */
};

#endif
