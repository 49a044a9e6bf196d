/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The UDP servers.
 */
#include "wsk_test.h"

#define ROOM 2048

/* The one by IRPs: one datagram at a time. */
static PWSK_SOCKET Servers[2];
static PIRP Irp;
static PMDL Mdl;
static UCHAR Buffer[ROOM];
static SOCKADDR_IN From;
static ULONG ControlFlags;
static LONG IsSending;
static LONG Count = 1;			/* requests, and the driver itself */
static KEVENT NoneLeft;

static IO_COMPLETION_ROUTINE Done, Sent;

static VOID Leave(VOID)
{
	if (!InterlockedDecrement(&Count))
		KeSetEvent(&NoneLeft, IO_NO_INCREMENT, FALSE);
}

static VOID Next(SIZE_T Length)
{
	const WSK_PROVIDER_DATAGRAM_DISPATCH *Functions = DATAGRAM_OF(Servers[0]);
	WSK_BUF Part = { Mdl, 0, Length };

	IoReuseIrp(Irp, STATUS_UNSUCCESSFUL);
	IoSetCompletionRoutine(Irp, Done, NULL, TRUE, TRUE, TRUE);
	if (IsSending)
		Functions->WskSendTo(Servers[0], &Part, 0, (PSOCKADDR)&From, 0, NULL, Irp);
	else
		Functions->WskReceiveFrom(Servers[0], &Part, 0, (PSOCKADDR)&From, NULL, NULL, &ControlFlags, Irp);
}

static NTSTATUS Done(PDEVICE_OBJECT DeviceObject, PIRP Own, PVOID Context)
{
	const NTSTATUS Status = Own->IoStatus.Status;

	UNREFERENCED_PARAMETER(DeviceObject);
	UNREFERENCED_PARAMETER(Context);
	if (!NT_SUCCESS(Status) && Status != STATUS_BUFFER_OVERFLOW) {
		EXPECT(Status == STATUS_CANCELLED);
		Leave();
		return STATUS_MORE_PROCESSING_REQUIRED;
	}
	/* row 1416: a datagram that is longer than the buffer is cut */
	if (!IsSending)
		EXPECT(!!(ControlFlags & MSG_TRUNC) == (Status == STATUS_BUFFER_OVERFLOW));
	IsSending = !IsSending;
	Next(IsSending ? Own->IoStatus.Information : ROOM);
	return STATUS_MORE_PROCESSING_REQUIRED;
}


static NTSTATUS Sent(PDEVICE_OBJECT DeviceObject, PIRP Own, PVOID Context)
{
	UNREFERENCED_PARAMETER(DeviceObject);
	EXPECT_STATUS(DATAGRAM_OF(Servers[1])->WskRelease(Servers[1], Context), STATUS_SUCCESS);
	IoFreeIrp(Own);
	Leave();
	return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS NTAPI Receive(PVOID SocketContext, ULONG Flags, PWSK_DATAGRAM_INDICATION DataIndication)
{
	PIRP Own = IoAllocateIrp(1, FALSE);

	UNREFERENCED_PARAMETER(SocketContext);
	UNREFERENCED_PARAMETER(Flags);
	EXPECT(Own && DataIndication && DataIndication->RemoteAddress->sa_family == AF_INET);
	if (!Own)
		return STATUS_SUCCESS;
	InterlockedIncrement(&Count);
	IoSetCompletionRoutine(Own, Sent, DataIndication, TRUE, TRUE, TRUE);
	DATAGRAM_OF(Servers[1])->WskSendTo(Servers[1], &DataIndication->Buffer, 0, DataIndication->RemoteAddress, 0,
					   NULL, Own);
	return STATUS_PENDING;
}

static const WSK_CLIENT_DATAGRAM_DISPATCH Events = { Receive };

NTSTATUS StartDatagrams(CALL *Call)
{
	NTSTATUS Status;

	KeInitializeEvent(&NoneLeft, NotificationEvent, FALSE);
	Irp = IoAllocateIrp(1, FALSE);
	Mdl = IoAllocateMdl(Buffer, ROOM, FALSE, FALSE, NULL);
	if (!Irp || !Mdl)
		return STATUS_INSUFFICIENT_RESOURCES;
	MmBuildMdlForNonPagedPool(Mdl);
	Status = MakeSocket(Call, WSK_FLAG_DATAGRAM_SOCKET, NULL, NULL, &Servers[0]);
	if (NT_SUCCESS(Status))
		Status = BindTo(Call, Servers[0], DATAGRAM_PORT);
	if (NT_SUCCESS(Status))
		Status = MakeSocket(Call, WSK_FLAG_DATAGRAM_SOCKET, NULL, &Events, &Servers[1]);
	if (NT_SUCCESS(Status))
		Status = BindTo(Call, Servers[1], DATAGRAM_EVENT_PORT);
	if (NT_SUCCESS(Status))
		Status = EnableEvents(Servers[1], WSK_EVENT_RECEIVE_FROM);
	if (!NT_SUCCESS(Status))
		return Status;
	InterlockedIncrement(&Count);
	Next(ROOM);
	return STATUS_SUCCESS;
}

/* No callback runs any more, and no send is out, when the socket is closed. */
VOID StopDatagrams(CALL *Call)
{
	WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE_FROM | WSK_EVENT_DISABLE };

	if (Servers[1])
		EXPECT_STATUS(RUN(Call, BASIC_OF(Servers[1])->WskControlSocket(
			Servers[1], WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control, 0, NULL,
			NULL, Again(Call))), STATUS_SUCCESS);
	if (Servers[0])
		EXPECT_STATUS(CloseSocket(Call, Servers[0]), STATUS_SUCCESS);
	Leave();
	KeWaitForSingleObject(&NoneLeft, Executive, KernelMode, FALSE, NULL);
	if (Servers[1])
		EXPECT_STATUS(CloseSocket(Call, Servers[1]), STATUS_SUCCESS);
	if (Irp)
		IoFreeIrp(Irp);
	if (Mdl)
		IoFreeMdl(Mdl);
}
