/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the minifilter flt_first tells the program of the kernel's lists.
 */
#ifndef WINWORK_VM_FLT_CONTROL_LISTS_H
#define WINWORK_VM_FLT_CONTROL_LISTS_H

#define LISTS_PORT L"\\FltLists"
#define MOST_VOLUMES 8
#define VOLUME_UNITS 64

struct lists {
	unsigned int filters, volumes;
	/* Of each volume: its name, and how many instances are on it. */
	struct {
		unsigned int instances;
		unsigned short name[VOLUME_UNITS];
	} volume[MOST_VOLUMES];
};

#endif
