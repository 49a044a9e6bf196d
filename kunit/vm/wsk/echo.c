/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The TCP servers. A connection has a reference for its peer, and one for each send or receive. It is closed when the
 * last one is dropped.
 */
#include "wsk_test.h"

#define ROOM 4096

typedef struct _CONNECTION {
	LIST_ENTRY Link;
	PWSK_SOCKET Socket;
	LONG References;
	LONG IsEnding;
	PIRP Irp;			/* of its own requests, one at a time, and of its end */
	PMDL Mdl;
	UCHAR Buffer[ROOM];
} CONNECTION, *PCONNECTION;

static PWSK_SOCKET Servers[2];
static LIST_ENTRY Connections;
static KSPIN_LOCK ConnectionsLock;
static LONG Count = 1;			/* connections, and the driver itself */
static KEVENT NoneLeft;
static PIRP AcceptIrp;

static IO_COMPLETION_ROUTINE Closed, Sent, OwnDone, Disconnected, Accepted;

/* ---- A connection ------------------------------------------------------------------------ */

static VOID Leave(VOID)
{
	if (!InterlockedDecrement(&Count))
		KeSetEvent(&NoneLeft, IO_NO_INCREMENT, FALSE);
}

static NTSTATUS Closed(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
	PCONNECTION Connection = Context;

	UNREFERENCED_PARAMETER(DeviceObject);
	EXPECT(Irp->IoStatus.Status == STATUS_SUCCESS);
	IoFreeIrp(Irp);
	IoFreeMdl(Connection->Mdl);
	ExFreePoolWithTag(Connection, TAG);
	Leave();
	return STATUS_MORE_PROCESSING_REQUIRED;
}

static VOID Dereference(PCONNECTION Connection)
{
	KIRQL Irql;

	if (InterlockedDecrement(&Connection->References))
		return;
	KeAcquireSpinLock(&ConnectionsLock, &Irql);
	RemoveEntryList(&Connection->Link);
	KeReleaseSpinLock(&ConnectionsLock, Irql);
	IoReuseIrp(Connection->Irp, STATUS_UNSUCCESSFUL);
	IoSetCompletionRoutine(Connection->Irp, Closed, Connection, TRUE, TRUE, TRUE);
	BASIC_OF(Connection->Socket)->WskCloseSocket(Connection->Socket, Connection->Irp);
}

static NTSTATUS Disconnected(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
	UNREFERENCED_PARAMETER(DeviceObject);
	IoFreeIrp(Irp);
	Dereference(Context);
	return STATUS_MORE_PROCESSING_REQUIRED;
}

/* Ends the connection, once: after the sends before, or at once. */
static VOID End(PCONNECTION Connection, ULONG Flags)
{
	PIRP Irp;

	if (InterlockedExchange(&Connection->IsEnding, 1))
		return;
	Irp = IoAllocateIrp(1, FALSE);
	if (!Irp) {
		Dereference(Connection);
		return;
	}
	IoSetCompletionRoutine(Irp, Disconnected, Connection, TRUE, TRUE, TRUE);
	CONNECTION_OF(Connection->Socket)->WskDisconnect(Connection->Socket, NULL, Flags, Irp);
}

static PCONNECTION MakeConnection(PWSK_SOCKET Socket)
{
	PCONNECTION Connection = ExAllocatePoolWithTag(NonPagedPoolNx, sizeof(*Connection), TAG);

	if (!Connection)
		return NULL;
	RtlZeroMemory(Connection, sizeof(*Connection));
	Connection->Socket = Socket;
	Connection->References = 1;
	Connection->Irp = IoAllocateIrp(1, FALSE);
	Connection->Mdl = IoAllocateMdl(Connection->Buffer, ROOM, FALSE, FALSE, NULL);
	if (!Connection->Irp || !Connection->Mdl) {
		if (Connection->Irp)
			IoFreeIrp(Connection->Irp);
		if (Connection->Mdl)
			IoFreeMdl(Connection->Mdl);
		ExFreePoolWithTag(Connection, TAG);
		return NULL;
	}
	MmBuildMdlForNonPagedPool(Connection->Mdl);
	InterlockedIncrement(&Count);
	ExInterlockedInsertTailList(&Connections, &Connection->Link, &ConnectionsLock);
	return Connection;
}

/* ---- By events ---------------------------------------------------------------------------- */

typedef struct _ECHO {
	PCONNECTION Connection;
	PWSK_DATA_INDICATION Indication;
} ECHO, *PECHO;

static NTSTATUS Sent(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
	PECHO Echo = Context;

	UNREFERENCED_PARAMETER(DeviceObject);
	EXPECT(!NT_SUCCESS(Irp->IoStatus.Status) || Irp->IoStatus.Information == Echo->Indication->Buffer.Length);
	EXPECT_STATUS(CONNECTION_OF(Echo->Connection->Socket)->WskRelease(Echo->Connection->Socket, Echo->Indication),
		      STATUS_SUCCESS);
	IoFreeIrp(Irp);
	Dereference(Echo->Connection);
	ExFreePoolWithTag(Echo, TAG);
	return STATUS_MORE_PROCESSING_REQUIRED;
}

/* row 1413: the driver keeps the indication until it has sent it back */
static NTSTATUS NTAPI Receive(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication,
			      SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
{
	PCONNECTION Connection = SocketContext;
	PECHO Echo;
	PIRP Irp;

	UNREFERENCED_PARAMETER(Flags);
	UNREFERENCED_PARAMETER(BytesAccepted);
	EXPECT(DataIndication && DataIndication->Buffer.Length == BytesIndicated && !DataIndication->Next);
	Echo = ExAllocatePoolWithTag(NonPagedPoolNx, sizeof(*Echo), TAG);
	Irp = IoAllocateIrp(1, FALSE);
	if (!Echo || !Irp) {
		EXPECT(!"memory");
		return STATUS_SUCCESS;
	}
	InterlockedIncrement(&Connection->References);
	Echo->Connection = Connection;
	Echo->Indication = DataIndication;
	IoSetCompletionRoutine(Irp, Sent, Echo, TRUE, TRUE, TRUE);
	CONNECTION_OF(Connection->Socket)->WskSend(Connection->Socket, &DataIndication->Buffer, 0, Irp);
	return STATUS_PENDING;
}

static NTSTATUS NTAPI Disconnect(PVOID SocketContext, ULONG Flags)
{
	DbgPrint("wsk: disconnected with flags %x\n", Flags);
	End(SocketContext, Flags & WSK_FLAG_ABORTIVE);
	return STATUS_SUCCESS;
}

static const WSK_CLIENT_CONNECTION_DISPATCH ConnectionEvents = { Receive, Disconnect, NULL };

static NTSTATUS NTAPI Accept(PVOID SocketContext, ULONG Flags, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
			     PWSK_SOCKET AcceptSocket, PVOID *AcceptSocketContext,
			     const WSK_CLIENT_CONNECTION_DISPATCH **AcceptSocketDispatch)
{
	UNREFERENCED_PARAMETER(Flags);
	EXPECT(SocketContext == &Servers[0]);
	EXPECT(((PSOCKADDR_IN)LocalAddress)->sin_port == RtlUshortByteSwap(EVENT_PORT));
	EXPECT(((PSOCKADDR_IN)RemoteAddress)->sin_addr.s_addr == RtlUlongByteSwap(INADDR_LOOPBACK));
	*AcceptSocketContext = MakeConnection(AcceptSocket);
	*AcceptSocketDispatch = &ConnectionEvents;
	return *AcceptSocketContext ? STATUS_SUCCESS : STATUS_REQUEST_NOT_ACCEPTED;
}

static const WSK_CLIENT_LISTEN_DISPATCH ListenEvents = { Accept, NULL, NULL };

/* row 1412: events of connections that are enabled on the listening socket are those of its connections */
static NTSTATUS StartByEvents(CALL *Call)
{
	NTSTATUS Status = MakeSocket(Call, WSK_FLAG_LISTEN_SOCKET, &Servers[0], &ListenEvents, &Servers[0]);

	if (!NT_SUCCESS(Status))
		return Status;
	Status = EnableEvents(Servers[0], WSK_EVENT_ACCEPT | WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT);
	return NT_SUCCESS(Status) ? BindTo(Call, Servers[0], EVENT_PORT) : Status;
}

/* ---- By IRPs ------------------------------------------------------------------------------ */

static VOID ReceiveMore(PCONNECTION Connection)
{
	WSK_BUF Buffer = { Connection->Mdl, 0, ROOM };

	IoReuseIrp(Connection->Irp, STATUS_UNSUCCESSFUL);
	IoSetCompletionRoutine(Connection->Irp, OwnDone, Connection, TRUE, TRUE, TRUE);
	Connection->Irp->Tail.Overlay.DriverContext[1] = NULL;
	CONNECTION_OF(Connection->Socket)->WskReceive(Connection->Socket, &Buffer, 0, Connection->Irp);
}

static VOID SendBack(PCONNECTION Connection, SIZE_T Length)
{
	WSK_BUF Buffer = { Connection->Mdl, 0, Length };

	IoReuseIrp(Connection->Irp, STATUS_UNSUCCESSFUL);
	IoSetCompletionRoutine(Connection->Irp, OwnDone, Connection, TRUE, TRUE, TRUE);
	Connection->Irp->Tail.Overlay.DriverContext[1] = Connection;
	CONNECTION_OF(Connection->Socket)->WskSend(Connection->Socket, &Buffer, 0, Connection->Irp);
}

static NTSTATUS OwnDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
	PCONNECTION Connection = Context;
	const BOOLEAN WasSent = Irp->Tail.Overlay.DriverContext[1] != NULL;

	UNREFERENCED_PARAMETER(DeviceObject);
	if (!NT_SUCCESS(Irp->IoStatus.Status) || !Irp->IoStatus.Information) {
		End(Connection, NT_SUCCESS(Irp->IoStatus.Status) ? 0 : WSK_FLAG_ABORTIVE);
		Dereference(Connection);
	} else if (WasSent) {
		ReceiveMore(Connection);
	} else {
		SendBack(Connection, Irp->IoStatus.Information);
	}
	return STATUS_MORE_PROCESSING_REQUIRED;
}

static VOID AcceptNext(VOID)
{
	IoReuseIrp(AcceptIrp, STATUS_UNSUCCESSFUL);
	IoSetCompletionRoutine(AcceptIrp, Accepted, NULL, TRUE, TRUE, TRUE);
	LISTEN_OF(Servers[1])->WskAccept(Servers[1], 0, NULL, NULL, NULL, NULL, AcceptIrp);
}

static NTSTATUS Accepted(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
	PCONNECTION Connection;

	UNREFERENCED_PARAMETER(DeviceObject);
	UNREFERENCED_PARAMETER(Context);
	if (!NT_SUCCESS(Irp->IoStatus.Status)) {
		EXPECT(Irp->IoStatus.Status == STATUS_CANCELLED);
		Leave();
		return STATUS_MORE_PROCESSING_REQUIRED;
	}
	Connection = MakeConnection((PWSK_SOCKET)Irp->IoStatus.Information);
	EXPECT(Connection);
	AcceptNext();
	if (Connection) {
		InterlockedIncrement(&Connection->References);
		ReceiveMore(Connection);
	}
	return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS StartByIrps(CALL *Call)
{
	NTSTATUS Status = MakeSocket(Call, WSK_FLAG_LISTEN_SOCKET, NULL, NULL, &Servers[1]);

	if (!NT_SUCCESS(Status))
		return Status;
	Status = BindTo(Call, Servers[1], IRP_PORT);
	AcceptIrp = IoAllocateIrp(1, FALSE);
	if (!AcceptIrp)
		return STATUS_INSUFFICIENT_RESOURCES;
	if (!NT_SUCCESS(Status))
		return Status;
	InterlockedIncrement(&Count);
	AcceptNext();
	return STATUS_SUCCESS;
}

NTSTATUS StartEcho(CALL *Call)
{
	NTSTATUS Status;

	InitializeListHead(&Connections);
	KeInitializeSpinLock(&ConnectionsLock);
	KeInitializeEvent(&NoneLeft, NotificationEvent, FALSE);
	Status = StartByEvents(Call);
	return NT_SUCCESS(Status) ? StartByIrps(Call) : Status;
}

/* A connection whose end has not begun, with a reference; or NULL. */
static PCONNECTION FindOne(VOID)
{
	PCONNECTION Found = NULL;
	PLIST_ENTRY Entry;
	KIRQL Irql;

	KeAcquireSpinLock(&ConnectionsLock, &Irql);
	for (Entry = Connections.Flink; Entry != &Connections && !Found; Entry = Entry->Flink) {
		PCONNECTION Connection = CONTAINING_RECORD(Entry, CONNECTION, Link);

		if (!Connection->IsEnding) {
			InterlockedIncrement(&Connection->References);
			Found = Connection;
		}
	}
	KeReleaseSpinLock(&ConnectionsLock, Irql);
	return Found;
}

VOID StopEcho(CALL *Call)
{
	PCONNECTION Connection;
	int i;

	for (i = 0; i < 2; i++) {
		if (Servers[i])
			EXPECT_STATUS(CloseSocket(Call, Servers[i]), STATUS_SUCCESS);
	}
	while ((Connection = FindOne()) != NULL) {
		End(Connection, WSK_FLAG_ABORTIVE);
		Dereference(Connection);
	}
	Leave();
	KeWaitForSingleObject(&NoneLeft, Executive, KernelMode, FALSE, NULL);
	if (AcceptIrp)
		IoFreeIrp(AcceptIrp);
}
