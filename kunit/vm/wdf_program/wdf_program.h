/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The controls of wdf_program.ko.
 */
#ifndef WDF_PROGRAM_H
#define WDF_PROGRAM_H

#define WDF_PROGRAM_CODE(number, method) ((0x22 << 16) | ((number) << 2) | (method))

/* Answers with the input, each byte plus one, from a work item. Buffered, direct and neither. */
#define WDF_ADD_BUFFERED WDF_PROGRAM_CODE(0x801, 0)
#define WDF_ADD_DIRECT WDF_PROGRAM_CODE(0x801, 2)
#define WDF_ADD_NEITHER WDF_PROGRAM_CODE(0x801, 3)
/* The same, but the buffers are those that a struct wdf_indirect names. */
#define WDF_ADD_INDIRECT WDF_PROGRAM_CODE(0x802, 3)
/* Waits until it is cancelled: in the driver, or in a manual queue. */
#define WDF_HOLD WDF_PROGRAM_CODE(0x803, 0)
#define WDF_QUEUE WDF_PROGRAM_CODE(0x804, 0)
/* Completes what waits in the manual queue. */
#define WDF_RELEASE WDF_PROGRAM_CODE(0x805, 0)
/* Fills in a struct wdf_counts. */
#define WDF_COUNTS WDF_PROGRAM_CODE(0x806, 0)

struct wdf_indirect {
	unsigned long long in, out;
	unsigned int length;
};

struct wdf_counts {
	int creates, cleanups, closes, canceled, requests_ended, process, user_mode;
};

#endif
