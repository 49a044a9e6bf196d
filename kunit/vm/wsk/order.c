/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What comes before what: requests of several kinds, the end of a socket, and events.
 */
#include "wsk_test.h"

#define BYTES 16

static UCHAR Bytes[BYTES];
static PMDL Mdl;
static CALL Other;

/* ---- A request that is made again as soon as it is completed ------------------------------------------------------ */

static PWSK_SOCKET Busy;
static LONG IsStopping;
static IO_COMPLETION_ROUTINE ReceivedNothing;

static VOID ReceiveNothing(PIRP Irp, PVOID Event)
{
	WSK_BUF Nothing = { NULL, 0, 0 };

	IoReuseIrp(Irp, STATUS_UNSUCCESSFUL);
	IoSetCompletionRoutine(Irp, ReceivedNothing, Event, TRUE, TRUE, TRUE);
	CONNECTION_OF(Busy)->WskReceive(Busy, &Nothing, 0, Irp);
}

static NTSTATUS ReceivedNothing(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
	UNREFERENCED_PARAMETER(DeviceObject);
	if (InterlockedCompareExchange(&IsStopping, 0, 0))
		KeSetEvent(Context, IO_NO_INCREMENT, FALSE);
	else
		ReceiveNothing(Irp, Context);
	return STATUS_MORE_PROCESSING_REQUIRED;
}

/* Sends and controls have their turns all the same. */
static VOID CheckTurns(CALL *Call)
{
	WSK_BUF Part = { Mdl, 0, BYTES };
	ULONG On = 1;

	Busy = ConnectTo(Call, IRP_PORT);
	if (!Busy)
		return;
	KeClearEvent(&Other.Done);
	ReceiveNothing(Other.Irp, &Other.Done);
	EXPECT_STATUS(RUN(Call, CONNECTION_OF(Busy)->WskSend(Busy, &Part, 0, Again(Call))), STATUS_SUCCESS);
	EXPECT_STATUS(RUN(Call, BASIC_OF(Busy)->WskControlSocket(Busy, WskSetOption, SO_KEEPALIVE, SOL_SOCKET, sizeof(On),
								 &On, 0, NULL, NULL, Again(Call))), STATUS_SUCCESS);
	InterlockedExchange(&IsStopping, 1);
	KeWaitForSingleObject(&Other.Done, Executive, KernelMode, FALSE, NULL);
	EXPECT_STATUS(CloseSocket(Call, Busy), STATUS_SUCCESS);
}

VOID CheckOrder(CALL *Call)
{
	Mdl = IoAllocateMdl(Bytes, BYTES, FALSE, FALSE, NULL);
	EXPECT(Mdl && NT_SUCCESS(MakeCall(&Other)));
	if (!Mdl || !Other.Irp)
		return;
	MmBuildMdlForNonPagedPool(Mdl);
	CheckTurns(Call);
	IoFreeIrp(Other.Irp);
	IoFreeMdl(Mdl);
}
