/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What WinWork offers beyond Windows's own functions: loading of ported drivers, and a view
 * of the reports for tests.
 */
#ifndef WINWORK_H
#define WINWORK_H

#include "winwork/image.h"
#include "winwork/object.h"

EXTERN_C_START

/* The last report about bad input, and how many there have been since the module was loaded. */
typedef struct _WINWORK_REPORT {
	ULONG Count;
	ULONG BugCheckCode;
	ULONG_PTR Parameter[4];
	const char *Function;
	PVOID Item;
	PVOID Owner;
} WINWORK_REPORT, *PWINWORK_REPORT;

/* Any IRQL. */
VOID NTAPI WinworkGetLastReport(_Out_ PWINWORK_REPORT Report);

/*
 * While TRUE was the last word, no worker of any driver takes an item off a queue: items stay
 * queued. For tests. IRQL <= DISPATCH_LEVEL.
 */
VOID NTAPI WinworkHoldWorkers(_In_ BOOLEAN Hold);

/* The references on a device, driver or thread object; 0 for anything else. For tests. Any IRQL. */
LONG_PTR NTAPI WinworkObjectReferenceCount(_In_ PVOID Object);

/*
 * Called by the glue in a ported driver's module: make the driver object and run @Entry; run
 * DriverUnload and wait until nothing of the driver can run. winwork_load_driver() returns 0
 * or a negative errno. PASSIVE_LEVEL.
 */
int winwork_load_driver(PWINWORK_IMAGE Image, PDRIVER_INITIALIZE Entry);
void winwork_unload_driver(PWINWORK_IMAGE Image);

EXTERN_C_END

#endif /* WINWORK_H */
