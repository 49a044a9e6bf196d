/* SPDX-License-Identifier: MIT */
/*
 * A volume with some traffic on it. On Windows the I/O manager and the file systems are there; the
 * minifilter itself, filter.c, knows nothing of this.
 */
#pragma once

#include <fltKernel.h>

#define WRITES 64

/* A volume, and a thread that writes WRITES times to it; every fourth is paging I/O. */
NTSTATUS VolumeStart(VOID);

/* Waits for the writes, and takes the volume away. */
VOID VolumeStop(VOID);
