/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What WinWork offers beyond Windows's own functions: loading of ported drivers, and a view
 * of the reports for tests.
 */
#ifndef WINWORK_H
#define WINWORK_H

#include "winwork/image.h"
#include "winwork/object.h"
#include "winwork/workitem.h"

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

/**
 * WinworkGetLastReport - the newest report, and how many there have been
 * @Report: receives it; all zero when there has been none since winwork.ko was loaded
 *
 * The report stays the last one until the next. Reports of all drivers count, and so does each of
 * those that the log tells only the number of. Item and Owner tell which object it was about, and
 * may be gone by now: they are to compare, not to follow.
 *
 * IRQL: any.
 */
VOID NTAPI WinworkGetLastReport(_Out_ PWINWORK_REPORT Report);

/**
 * WinworkHoldWorkers - keep queued items queued, for tests
 * @Hold: TRUE to hold, FALSE to let go
 *
 * While held no worker of any driver takes an item off a queue. Routines that run already go on, and
 * an item that was queued before may begin when it has been given to an idle worker already;
 * and IoTryQueueWorkItem returns FALSE. Holds do not nest: the last word counts. A held system
 * cannot unload a driver that has items queued.
 *
 * IRQL: <= DISPATCH_LEVEL.
 */
VOID NTAPI WinworkHoldWorkers(_In_ BOOLEAN Hold);

/**
 * WinworkBytesPerProcessor - what the module takes for each possible processor, for measurements
 *
 * Returns the bytes that were set aside when it was loaded: the processor's work queues with their
 * workers, and its share of the module's per-CPU data. What is not counted: further workers, which
 * all processors share; up to 256 free items that a processor keeps; and what Linux's workqueues
 * take themselves.
 *
 * IRQL: any.
 * Return: the bytes.
 */
SIZE_T NTAPI WinworkBytesPerProcessor(VOID);

/**
 * WinworkParkedWorkers - how many workers are parked, for tests
 * @QueueType: tells the class of priority, of which there are two: CriticalWorkQueue and above, and
 *             the others
 *
 * There is one at most for each processor. Returns 0 for a bad type. The figure may have changed when
 * the caller sees it.
 *
 * IRQL: any.
 * Return: how many; 0 for a bad type.
 */
ULONG NTAPI WinworkParkedWorkers(_In_ WORK_QUEUE_TYPE QueueType);

/**
 * WinworkReapWorkers - have unused parked workers return to Linux, for tests
 *
 * Unparks the workers whose queue began no item since the last call. The module does the same once a
 * second while any worker is parked.
 *
 * IRQL: <= DISPATCH_LEVEL.
 */
VOID NTAPI WinworkReapWorkers(VOID);

/**
 * WinworkSharedWorkers - how many of the workers that any queue may take are in use, for tests
 *
 * Each queue has workers of its own, and takes one of these when its own are all in use. The figure
 * may have changed when the caller sees it.
 *
 * IRQL: any.
 * Return: how many.
 */
ULONG NTAPI WinworkSharedWorkers(VOID);

/**
 * WinworkSuspendStallDetection - keep the stall timer from arming workers, for tests
 * @Suspend: TRUE to suspend, FALSE to resume
 *
 * The stall timer gives a queue whose items make no progress a worker that is bound to no processor.
 * While it is suspended a routine that spins delays the items behind it. One that sleeps does not.
 *
 * IRQL: <= DISPATCH_LEVEL.
 */
VOID NTAPI WinworkSuspendStallDetection(_In_ BOOLEAN Suspend);

/**
 * WinworkObjectReferenceCount - references on an object, for tests
 * @Object: a device, driver or thread object; any other pointer is OK
 *
 * IRQL: any.
 * Return: the count, that of the creator and those of queued and running items included; 0 for
 *	what is no live object.
 */
LONG_PTR NTAPI WinworkObjectReferenceCount(_In_ PVOID Object);

/**
 * winwork_load_driver - make a driver object for a module and run its DriverEntry
 * @Image: the calling module's; filled in
 * @Entry: DriverEntry
 *
 * Called by the glue that scripts/Kbuild.driver compiles into a ported driver, at insmod. When
 * @Entry fails, what it left is waited for and removed before this returns.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: 0 or a negative errno; EEXIST if a driver of that name is loaded.
 */
int winwork_load_driver(PWINWORK_IMAGE Image, PDRIVER_INITIALIZE Entry);

/**
 * winwork_unload_driver - run DriverUnload, and wait until nothing of the driver can run
 * @Image: as given to winwork_load_driver, which returned 0
 *
 * Called by the same glue at rmmod. May take as long as the driver's routines do.
 *
 * IRQL: PASSIVE_LEVEL.
 */
void winwork_unload_driver(PWINWORK_IMAGE Image);

EXTERN_C_END

#endif /* WINWORK_H */
