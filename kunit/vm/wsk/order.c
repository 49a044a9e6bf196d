/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What comes before what: requests of several kinds, the end of a socket, and events.
 */
#include "wsk_test.h"

#define BYTES 16

static UCHAR Bytes[BYTES];
static PMDL Mdl;
static CALL Other;

/* ---- A request that is made again as soon as it is completed ------------------------------------------------ */

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

/* ---- row 1409: a request that another thread cancels is completed before the close of its socket ----------- */

static KEVENT MayCancel, Cancelled;
static LONG IsOver;

static VOID NTAPI CancelOften(PVOID Context)
{
	UNREFERENCED_PARAMETER(Context);
	for (;;) {
		KeWaitForSingleObject(&MayCancel, Executive, KernelMode, FALSE, NULL);
		if (InterlockedCompareExchange(&IsOver, 0, 0))
			PsTerminateSystemThread(STATUS_SUCCESS);
		IoCancelIrp(Other.Irp);
		KeSetEvent(&Cancelled, IO_NO_INCREMENT, FALSE);
	}
}

static VOID CancelWhileClosing(CALL *Call)
{
	PWSK_SOCKET Socket = ConnectTo(Call, IRP_PORT);
	WSK_BUF Part = { Mdl, 0, BYTES };
	NTSTATUS Status;

	if (!Socket)
		return;
	Status = CONNECTION_OF(Socket)->WskReceive(Socket, &Part, 0, Again(&Other));
	KeSetEvent(&MayCancel, IO_NO_INCREMENT, FALSE);
	EXPECT_STATUS(CloseSocket(Call, Socket), STATUS_SUCCESS);
	EXPECT(KeReadStateEvent(&Other.Done));
	EXPECT_STATUS(Finish(&Other, Status), STATUS_CANCELLED);
	/* The IRP is not used again under the cancel. */
	KeWaitForSingleObject(&Cancelled, Executive, KernelMode, FALSE, NULL);
}

static VOID CheckClose(CALL *Call)
{
	HANDLE Thread;
	PVOID Object;
	int i;

	KeInitializeEvent(&MayCancel, SynchronizationEvent, FALSE);
	KeInitializeEvent(&Cancelled, SynchronizationEvent, FALSE);
	EXPECT_STATUS(PsCreateSystemThread(&Thread, THREAD_ALL_ACCESS, NULL, NULL, NULL, CancelOften, NULL),
		      STATUS_SUCCESS);
	EXPECT_STATUS(ObReferenceObjectByHandle(Thread, THREAD_ALL_ACCESS, *PsThreadType, KernelMode, &Object, NULL),
		      STATUS_SUCCESS);
	ZwClose(Thread);
	for (i = 0; i < 200; i++)
		CancelWhileClosing(Call);
	InterlockedExchange(&IsOver, 1);
	KeSetEvent(&MayCancel, IO_NO_INCREMENT, FALSE);
	KeWaitForSingleObject(Object, Executive, KernelMode, FALSE, NULL);
	ObDereferenceObject(Object);
}

/* ---- row 1427: a datagram that is not accepted -------------------------------------------------------------- */

static UCHAR Shown[4];
static LONG ShownCount;
static KEVENT WasShown;

static PWSK_SOCKET Showing;

/* Accepts all but the first. row 1413: WskRelease before the callback returns, whatever that is */
static NTSTATUS NTAPI ReceiveFrom(PVOID SocketContext, ULONG Flags, PWSK_DATAGRAM_INDICATION DataIndication)
{
	const LONG Number = InterlockedIncrement(&ShownCount);
	const UCHAR *Data = MmGetSystemAddressForMdlSafe(DataIndication->Buffer.Mdl, NormalPagePriority);

	UNREFERENCED_PARAMETER(SocketContext);
	UNREFERENCED_PARAMETER(Flags);
	EXPECT(Number <= 3);
	Shown[Number & 3] = Data[DataIndication->Buffer.Offset];
	if (Number > 1)
		EXPECT_STATUS(DATAGRAM_OF(Showing)->WskRelease(Showing, DataIndication), STATUS_SUCCESS);
	KeSetEvent(&WasShown, IO_NO_INCREMENT, FALSE);
	if (Number == 1)
		return STATUS_DATA_NOT_ACCEPTED;
	return Number == 2 ? STATUS_PENDING : STATUS_SUCCESS;
}

static const WSK_CLIENT_DATAGRAM_DISPATCH DatagramEvents = { ReceiveFrom };

static VOID SendByte(CALL *Call, PWSK_SOCKET Socket, UCHAR Value)
{
	SOCKADDR_IN Self = AddressOf(ORDER_PORT, FALSE);
	WSK_BUF Part = { Mdl, 0, 1 };

	Bytes[0] = Value;
	EXPECT_STATUS(RUN(Call, DATAGRAM_OF(Socket)->WskSendTo(Socket, &Part, 0, (PSOCKADDR)&Self, 0, NULL, Again(Call))),
		      STATUS_SUCCESS);
}

static VOID WaitUntilShown(LONG Number)
{
	while (InterlockedCompareExchange(&ShownCount, 0, 0) < Number)
		KeWaitForSingleObject(&WasShown, Executive, KernelMode, FALSE, NULL);
}

static VOID CheckNotAccepted(CALL *Call)
{
	PWSK_SOCKET Socket;
	ULONG On = 1;

	KeInitializeEvent(&WasShown, SynchronizationEvent, FALSE);
	EXPECT_STATUS(MakeSocket(Call, WSK_FLAG_DATAGRAM_SOCKET, NULL, &DatagramEvents, &Socket), STATUS_SUCCESS);
	if (!Socket)
		return;
	Showing = Socket;
	EXPECT_STATUS(EnableEvents(Socket, WSK_EVENT_RECEIVE_FROM), STATUS_SUCCESS);
	EXPECT_STATUS(BindTo(Call, Socket, ORDER_PORT), STATUS_SUCCESS);
	EXPECT_STATUS(RUN(Call, DATAGRAM_OF(Socket)->WskSendTo(Socket, NULL, 0, NULL, 0, NULL, Again(Call))),
		      STATUS_INVALID_PARAMETER);
	SendByte(Call, Socket, 1);
	WaitUntilShown(1);
	SendByte(Call, Socket, 2);
	/* This is served after the events of the turn that sent it. */
	EXPECT_STATUS(RUN(Call, BASIC_OF(Socket)->WskControlSocket(Socket, WskSetOption, SO_BROADCAST, SOL_SOCKET,
								   sizeof(On), &On, 0, NULL, NULL, Again(Call))),
		      STATUS_SUCCESS);
	EXPECT(ShownCount == 1);
	EXPECT_STATUS(EnableEvents(Socket, WSK_EVENT_RECEIVE_FROM), STATUS_SUCCESS);
	WaitUntilShown(3);
	EXPECT_STATUS(CloseSocket(Call, Socket), STATUS_SUCCESS);
	EXPECT(Shown[1] == 1 && Shown[2] == 1 && Shown[3] == 2);
}

/* ---- row 1417: a datagram socket with one peer, and then without it ------------------------------------------ */

static NTSTATUS FixPeer(CALL *Call, PWSK_SOCKET Socket, SOCKADDR_IN *Peer, SIZE_T Length)
{
	return RUN(Call, BASIC_OF(Socket)->WskControlSocket(Socket, WskIoctl, (ULONG)SIO_WSK_SET_REMOTE_ADDRESS, 0,
							    Length, Peer, 0, NULL, NULL, Again(Call)));
}

static SOCKADDR_IN OwnAddress(CALL *Call, PWSK_SOCKET Socket)
{
	SOCKADDR_IN Own;

	RtlZeroMemory(&Own, sizeof(Own));
	EXPECT_STATUS(RUN(Call, DATAGRAM_OF(Socket)->WskGetLocalAddress(Socket, (PSOCKADDR)&Own, Again(Call))),
		      STATUS_SUCCESS);
	return Own;
}

static NTSTATUS ReceiveFromAny(CALL *Call, PWSK_SOCKET Socket, WSK_BUF *Part)
{
	return RUN(Call, DATAGRAM_OF(Socket)->WskReceiveFrom(Socket, Part, 0, NULL, NULL, NULL, NULL, Again(Call)));
}

static VOID CheckPeer(CALL *Call)
{
	SOCKADDR_IN Peer = AddressOf(DATAGRAM_PORT, FALSE), First, Last;
	WSK_BUF Part = { Mdl, 0, BYTES };
	PWSK_SOCKET Socket;

	EXPECT_STATUS(MakeSocket(Call, WSK_FLAG_DATAGRAM_SOCKET, NULL, NULL, &Socket), STATUS_SUCCESS);
	if (!Socket)
		return;
	EXPECT_STATUS(BindTo(Call, Socket, 0), STATUS_SUCCESS);
	First = OwnAddress(Call, Socket);
	EXPECT_STATUS(FixPeer(Call, Socket, &Peer, sizeof(Peer) - 1), STATUS_INVALID_PARAMETER);
	EXPECT_STATUS(FixPeer(Call, Socket, &Peer, sizeof(Peer)), STATUS_SUCCESS);
	EXPECT_STATUS(RUN(Call, DATAGRAM_OF(Socket)->WskSendTo(Socket, &Part, 0, NULL, 0, NULL, Again(Call))),
		      STATUS_SUCCESS);
	EXPECT_STATUS(ReceiveFromAny(Call, Socket, &Part), STATUS_SUCCESS);
	EXPECT(Call->Irp->IoStatus.Information == BYTES);
	EXPECT_STATUS(FixPeer(Call, Socket, NULL, 0), STATUS_SUCCESS);
	Last = OwnAddress(Call, Socket);
	EXPECT(First.sin_port && RtlEqualMemory(&First, &Last, sizeof(First)));
	EXPECT_STATUS(CloseSocket(Call, Socket), STATUS_SUCCESS);
}

/* ---- rows 1405, 1415: chains of more MDLs than Linux takes at once ------------------------------------------- */

#define LINKS 40
#define LINK_BYTES 3

static UCHAR OutBytes[LINKS * LINK_BYTES], InBytes[LINKS * LINK_BYTES];

static VOID FreeChain(PMDL First)
{
	while (First) {
		PMDL Next = First->Next;

		IoFreeMdl(First);
		First = Next;
	}
}

/* Each MDL describes three bytes. */
static PMDL MakeChain(PUCHAR Memory)
{
	PMDL First = NULL;
	ULONG i;

	for (i = LINKS; i-- > 0;) {
		PMDL Link = IoAllocateMdl(Memory + i * LINK_BYTES, LINK_BYTES, FALSE, FALSE, NULL);

		EXPECT(Link);
		if (!Link)
			break;
		MmBuildMdlForNonPagedPool(Link);
		Link->Next = First;
		First = Link;
	}
	return First;
}

static VOID SendChains(CALL *Call, WSK_BUF *Out, WSK_BUF *In)
{
	SOCKADDR_IN Peer = AddressOf(DATAGRAM_PORT, FALSE);
	PWSK_SOCKET Stream = ConnectTo(Call, IRP_PORT), Socket;

	if (!Stream)
		return;
	EXPECT_STATUS(RUN(Call, CONNECTION_OF(Stream)->WskSend(Stream, Out, 0, Again(Call))), STATUS_SUCCESS);
	EXPECT(Call->Irp->IoStatus.Information == Out->Length);
	EXPECT_STATUS(RUN(Call, CONNECTION_OF(Stream)->WskReceive(Stream, In, WSK_FLAG_WAITALL, Again(Call))),
		      STATUS_SUCCESS);
	EXPECT(RtlEqualMemory(InBytes + In->Offset, OutBytes + Out->Offset, Out->Length));
	EXPECT_STATUS(CloseSocket(Call, Stream), STATUS_SUCCESS);
	RtlZeroMemory(InBytes, sizeof(InBytes));
	EXPECT_STATUS(MakeSocket(Call, WSK_FLAG_DATAGRAM_SOCKET, NULL, NULL, &Socket), STATUS_SUCCESS);
	if (!Socket)
		return;
	EXPECT_STATUS(BindTo(Call, Socket, 0), STATUS_SUCCESS);
	EXPECT_STATUS(RUN(Call, DATAGRAM_OF(Socket)->WskSendTo(Socket, Out, 0, (PSOCKADDR)&Peer, 0, NULL, Again(Call))),
		      STATUS_SUCCESS);
	EXPECT_STATUS(ReceiveFromAny(Call, Socket, In), STATUS_SUCCESS);
	EXPECT(Call->Irp->IoStatus.Information == Out->Length);
	EXPECT(RtlEqualMemory(InBytes + In->Offset, OutBytes + Out->Offset, Out->Length));
	EXPECT_STATUS(CloseSocket(Call, Socket), STATUS_SUCCESS);
}

static VOID CheckChains(CALL *Call)
{
	WSK_BUF Out = { MakeChain(OutBytes), 5, sizeof(OutBytes) - 7 };
	WSK_BUF In = { MakeChain(InBytes), 1, sizeof(InBytes) - 7 };
	ULONG i;

	for (i = 0; i < sizeof(OutBytes); i++)
		OutBytes[i] = (UCHAR)(i + 1);
	if (Out.Mdl && In.Mdl)
		SendChains(Call, &Out, &In);
	FreeChain(Out.Mdl);
	FreeChain(In.Mdl);
}

/* ---- row 1407: data that go with the end ---------------------------------------------------------------------- */

static VOID CheckLastData(CALL *Call)
{
	WSK_BUF Part = { Mdl, 0, BYTES };
	PWSK_SOCKET Socket = ConnectTo(Call, IRP_PORT);

	if (!Socket)
		return;
	RtlFillMemory(Bytes, BYTES, 0x5a);
	EXPECT_STATUS(RUN(Call, CONNECTION_OF(Socket)->WskDisconnect(Socket, &Part, 0, Again(Call))), STATUS_SUCCESS);
	RtlZeroMemory(Bytes, BYTES);
	EXPECT_STATUS(RUN(Call, CONNECTION_OF(Socket)->WskReceive(Socket, &Part, WSK_FLAG_WAITALL, Again(Call))),
		      STATUS_SUCCESS);
	EXPECT(Call->Irp->IoStatus.Information == BYTES && Bytes[0] == 0x5a && Bytes[BYTES - 1] == 0x5a);
	EXPECT_STATUS(RUN(Call, CONNECTION_OF(Socket)->WskReceive(Socket, &Part, 0, Again(Call))), STATUS_SUCCESS);
	EXPECT(Call->Irp->IoStatus.Information == 0);
	EXPECT_STATUS(CloseSocket(Call, Socket), STATUS_SUCCESS);
}

/* ---- A client of its own: static events, and WskDeregister with an open socket --------------------------------- */

static WSK_REGISTRATION OwnRegistration;
static WSK_PROVIDER_NPI OwnProvider;
static LONG IsDeregistered;
static KEVENT Begins;

static VOID NTAPI Deregister(PVOID Context)
{
	UNREFERENCED_PARAMETER(Context);
	KeSetEvent(&Begins, IO_NO_INCREMENT, FALSE);
	WskDeregister(&OwnRegistration);
	InterlockedExchange(&IsDeregistered, 1);
	PsTerminateSystemThread(STATUS_SUCCESS);
}

/* row 1402: it waits for the socket */
static VOID DeregisterBefore(CALL *Call, PWSK_SOCKET Socket)
{
	HANDLE Thread;
	PVOID Object;

	KeInitializeEvent(&Begins, NotificationEvent, FALSE);
	EXPECT_STATUS(PsCreateSystemThread(&Thread, THREAD_ALL_ACCESS, NULL, NULL, NULL, Deregister, NULL),
		      STATUS_SUCCESS);
	EXPECT_STATUS(ObReferenceObjectByHandle(Thread, THREAD_ALL_ACCESS, *PsThreadType, KernelMode, &Object, NULL),
		      STATUS_SUCCESS);
	ZwClose(Thread);
	KeWaitForSingleObject(&Begins, Executive, KernelMode, FALSE, NULL);
	SendByte(Call, Socket, 3);
	WaitUntilShown(3);
	EXPECT(!InterlockedCompareExchange(&IsDeregistered, 0, 0));
	EXPECT_STATUS(CloseSocket(Call, Socket), STATUS_SUCCESS);
	KeWaitForSingleObject(Object, Executive, KernelMode, FALSE, NULL);
	ObDereferenceObject(Object);
	EXPECT(IsDeregistered);
}

static NTSTATUS NTAPI ReceiveStatic(PVOID SocketContext, ULONG Flags, PWSK_DATAGRAM_INDICATION DataIndication)
{
	const LONG Number = InterlockedIncrement(&ShownCount);
	const UCHAR *Data = MmGetSystemAddressForMdlSafe(DataIndication->Buffer.Mdl, NormalPagePriority);

	UNREFERENCED_PARAMETER(SocketContext);
	UNREFERENCED_PARAMETER(Flags);
	EXPECT(Data[DataIndication->Buffer.Offset] == Number);
	KeSetEvent(&WasShown, IO_NO_INCREMENT, FALSE);
	return Number == 1 ? STATUS_DATA_NOT_ACCEPTED : STATUS_SUCCESS;
}

static PWSK_SOCKET MakeStatic(CALL *Call)
{
	static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
	static const WSK_CLIENT_DATAGRAM_DISPATCH Static = { ReceiveStatic };
	WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE_FROM };
	WSK_CLIENT_NPI Npi = { NULL, &Dispatch };

	EXPECT_STATUS(WskRegister(&Npi, &OwnRegistration), STATUS_SUCCESS);
	EXPECT_STATUS(WskCaptureProviderNPI(&OwnRegistration, WSK_NO_WAIT, &OwnProvider), STATUS_SUCCESS);
	EXPECT_STATUS(OwnProvider.Dispatch->WskControlClient(OwnProvider.Client, WSK_SET_STATIC_EVENT_CALLBACKS,
							     sizeof(Control), &Control, 0, NULL, NULL, NULL),
		      STATUS_SUCCESS);
	EXPECT_STATUS(RUN(Call, OwnProvider.Dispatch->WskSocket(OwnProvider.Client, AF_INET, SOCK_DGRAM, IPPROTO_UDP,
								WSK_FLAG_DATAGRAM_SOCKET, NULL, &Static, NULL, NULL, NULL,
								Again(Call))), STATUS_SUCCESS);
	return NT_SUCCESS(Call->Irp->IoStatus.Status) ? (PWSK_SOCKET)Call->Irp->IoStatus.Information : NULL;
}

/* row 1427: a static event goes on behind a datagram that was not accepted */
static VOID CheckStatic(CALL *Call)
{
	PWSK_SOCKET Socket = MakeStatic(Call);

	ShownCount = 0;
	KeClearEvent(&WasShown);
	if (Socket) {
		EXPECT_STATUS(BindTo(Call, Socket, ORDER_PORT), STATUS_SUCCESS);
		SendByte(Call, Socket, 1);
		WaitUntilShown(1);
		SendByte(Call, Socket, 2);
		WaitUntilShown(2);
	}
	WskReleaseProviderNPI(&OwnRegistration);
	if (Socket)
		DeregisterBefore(Call, Socket);
	else
		WskDeregister(&OwnRegistration);
}

VOID CheckOrder(CALL *Call)
{
	Mdl = IoAllocateMdl(Bytes, BYTES, FALSE, FALSE, NULL);
	EXPECT(Mdl && NT_SUCCESS(MakeCall(&Other)));
	if (!Mdl || !Other.Irp)
		return;
	MmBuildMdlForNonPagedPool(Mdl);
	CheckTurns(Call);
	CheckClose(Call);
	CheckNotAccepted(Call);
	CheckPeer(Call);
	CheckChains(Call);
	CheckLastData(Call);
	CheckStatic(Call);
	IoFreeIrp(Other.Irp);
	IoFreeMdl(Mdl);
}
