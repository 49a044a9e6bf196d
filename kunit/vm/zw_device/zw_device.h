/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The program's orders to the two drivers.
 */
#ifndef WINWORK_KUNIT_VM_ZW_DEVICE_H
#define WINWORK_KUNIT_VM_ZW_DEVICE_H

#define ZW_CODE(function) (0x220000 | (function) << 2)	/* METHOD_BUFFERED, FILE_ANY_ACCESS */

/* Of both drivers: zw_user passes them on, on its synchronous file. */
#define ZW_LOOK ZW_CODE(0x800)		/* struct look */
#define ZW_HOLD ZW_CODE(0x801)		/* waits for ZW_RELEASE; then struct look */
/* Of zw_below. */
#define ZW_RELEASE ZW_CODE(0x802)
/* Of zw_user. */
#define ZW_SUBMIT ZW_CODE(0x803)	/* ZW_HOLD on the asynchronous file; int: an eventfd, or -1 */
#define ZW_RESULT ZW_CODE(0x804)	/* struct result */
#define ZW_AWAIT ZW_CODE(0x807)		/* waits for FILE_OBJECT.Event; struct result */
#define ZW_OPEN_OWN ZW_CODE(0x805)	/* opens zw_user's own device, and never closes it */
#define ZW_CLOSE ZW_CODE(0x806)		/* closes the two files of zw_below */

struct look {
	unsigned int requestor_mode, process;
};

struct result {
	int status, iosb_status;
	unsigned long long information;
	struct look look;
};

#endif
