/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Functions that Windows does not have. They load ported drivers, and give tests access to reports
 * and workers.
 */
#ifndef WINWORK_H
#define WINWORK_H

#include "winwork/image.h"
#include "winwork/io/device_object.h"
#include "winwork/io/work_item.h"

EXTERN_C_START

/* The last report about bad input, and the number of reports since winwork.ko was loaded. */
typedef struct _WINWORK_REPORT {
	ULONG Count;
	ULONG BugCheckCode;
	ULONG_PTR Parameter[4];
	const char *Function;
	PVOID Item;
	PVOID Owner;
} WINWORK_REPORT, *PWINWORK_REPORT;

/**
 * WinworkGetLastReport - return the last report, and the number of reports
 * @Report: receives the report; all zero if there has been no report since winwork.ko was loaded
 *
 * The number includes the reports of all drivers, also those that the log only counts and does not
 * print. Item and Owner identify the object of the report. The object may no longer exist: compare
 * the pointers, but do not follow them.
 *
 * IRQL: any.
 */
VOID NTAPI WinworkGetLastReport(_Out_ PWINWORK_REPORT Report);

/**
 * WinworkHoldWorkers - prevent all workers from taking items, for tests
 * @Hold: TRUE to hold, FALSE to release
 *
 * While the workers are held, no worker of any driver takes an item off a queue, and
 * IoTryQueueWorkItem returns FALSE. Running routines continue. An item that was queued before the
 * call may still begin, if it has already been handed to an idle worker. Holds do not nest: the
 * last call decides. A driver with queued items cannot unload while the workers are held.
 *
 * IRQL: <= DISPATCH_LEVEL.
 */
VOID NTAPI WinworkHoldWorkers(_In_ BOOLEAN Hold);

/**
 * WinworkBytesPerProcessor - return the memory of the module for each possible processor, for
 *	measurements
 *
 * The number includes the bytes that were allocated when winwork.ko was loaded: the processor's
 * work queues with their workers, and its share of the module's per-CPU data. It does not include
 * the shared workers, up to 256 free items that a processor keeps, and the memory of Linux's
 * workqueues.
 *
 * IRQL: any.
 * Return: the bytes.
 */
SIZE_T NTAPI WinworkBytesPerProcessor(VOID);

/**
 * WinworkParkedWorkers - return the number of parked workers, for tests
 * @QueueType: selects the class of priority: CriticalWorkQueue and above, or the others
 *
 * There is at most one for each processor. The number may be out of date.
 *
 * IRQL: any.
 * Return: the number; 0 for an invalid type.
 */
ULONG NTAPI WinworkParkedWorkers(_In_ WORK_QUEUE_TYPE QueueType);

/**
 * WinworkReapWorkers - return unused parked workers to Linux, for tests
 *
 * Unparks the workers whose queue began no item since the last call. The module does the same
 * once a second while any worker is parked.
 *
 * IRQL: <= DISPATCH_LEVEL.
 */
VOID NTAPI WinworkReapWorkers(VOID);

/**
 * WinworkSharedWorkers - return the number of shared workers in use, for tests
 *
 * Each queue has workers of its own, and takes a shared worker when all of these are in use. The
 * number may be out of date.
 *
 * IRQL: any.
 * Return: the number.
 */
ULONG NTAPI WinworkSharedWorkers(VOID);

/**
 * WinworkSuspendStallDetection - keep the stall timer from arming workers, for tests
 * @Suspend: TRUE to suspend, FALSE to resume
 *
 * The stall timer arms an unbound worker for a queue whose items make no progress. While the timer
 * is suspended, a routine that spins delays the items behind it. A routine that sleeps does not.
 *
 * IRQL: <= DISPATCH_LEVEL.
 */
VOID NTAPI WinworkSuspendStallDetection(_In_ BOOLEAN Suspend);

/**
 * WinworkPretendMemory - give the events for memory another number of available bytes, for tests
 * @Available: the bytes; MAXULONGLONG for the number that Linux has
 *
 * The events \KernelObjects\LowMemoryCondition and its like follow within a second while one of them
 * is open, and at once when one is opened.
 *
 * IRQL: any.
 */
VOID NTAPI WinworkPretendMemory(_In_ ULONGLONG Available);

/**
 * WinworkObjectReferenceCount - return the number of references on an object, for tests
 * @Object: an object that ObReferenceObject takes; any other pointer is OK
 *
 * IRQL: any.
 * Return: the number, including the creator's reference and those of queued and running items; 0
 *	if @Object is no live object.
 */
LONG_PTR NTAPI WinworkObjectReferenceCount(_In_ PVOID Object);

/**
 * winwork_load_driver - make a driver object for a module and run its DriverEntry
 * @Image: the image of the calling module; filled in
 * @Entry: DriverEntry
 *
 * The glue that scripts/Kbuild.driver compiles into a ported driver calls this at insmod. When
 * @Entry fails, the function waits for the driver's running code, and removes everything that it
 * left.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: 0 or a negative errno; -EEXIST if a driver of that name is loaded.
 */
int winwork_load_driver(PWINWORK_IMAGE Image, PDRIVER_INITIALIZE Entry);

/**
 * winwork_unload_driver - run DriverUnload, and wait until none of the driver's code can run
 * @Image: the image that winwork_load_driver returned 0 for
 *
 * The same glue calls this at rmmod. It may take as long as the driver's routines do.
 *
 * IRQL: PASSIVE_LEVEL.
 */
void winwork_unload_driver(PWINWORK_IMAGE Image);

EXTERN_C_END

#endif /* WINWORK_H */
