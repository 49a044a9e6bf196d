/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The parts of the fuzzer's driver.
 *
 *	main.c		devices, files, dispatch, the books
 *	later.c		the acts that complete a request later
 *	memory.c	the acts that use buffers
 */
#ifndef FUZZ_DRIVER_H
#define FUZZ_DRIVER_H

#include <ntddk.h>
#include <csq.h>

#include "fuzz.h"

#define TAG 'zzuF'

/* A request that the driver has seen and not ended. A timer may keep the record longer. */
typedef struct _RECORD {
	LIST_ENTRY Entry;		/* in the books */
	LIST_ENTRY Waiting;		/* of a request with the driver's own cancel routine */
	BOOLEAN IsWaiting;
	LONG References;
	PIRP Irp;
	PDEVICE_OBJECT Device;
	PFILE_OBJECT File;
	ULONG Process;			/* of the requester */
	struct order Order;
	ULONG Seed;
	PIO_WORKITEM Item;
	LONG Left;			/* runs of the item */
	KDPC Dpc;
	KTIMER Timer;
	PMDL Mdl;
} RECORD, *PRECORD;

/* Errors in the books. The log's line counts as a complaint of the kernel. */
VOID Wrong(PCSTR What, PVOID Which);

/* The next of a sequence of numbers. */
ULONG Random(PULONG Seed);

/* Ends the request, and returns @Status. The record is gone if that was the last reference. */
NTSTATUS End(PRECORD Record, NTSTATUS Status, ULONG_PTR Information);
VOID Release(PRECORD Record);

/* Fills the output, and ends the request with success. */
NTSTATUS Succeed(PRECORD Record);

/* later.c */
VOID LaterInit(VOID);
NTSTATUS Later(PRECORD Record, enum act Act);
VOID SetEnd(PRECORD Record, ULONG Milliseconds);	/* a timer ends the request */
VOID Wake(ULONG Most);
VOID CancelQueued(PFILE_OBJECT File);
BOOLEAN IsQueueEmpty(VOID);
NTSTATUS QueueRecord(PRECORD Record);

/* memory.c */
PVOID InputOf(PIRP Irp, PULONG Length);
PVOID OutputOf(PIRP Irp, PULONG Length);
NTSTATUS Memory(PRECORD Record, enum act Act);

#endif
