/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The client of the servers.
 */
#include "wsk_test.h"

#define ROOM 65536

static UCHAR *Out, *In;
static PMDL OutMdl, InMdl;
static CALL Second;

/* ---- Sockets of the client ---------------------------------------------------------------- */

PWSK_SOCKET ConnectTo(CALL *Call, USHORT Port)
{
	SOCKADDR_IN Own = AddressOf(0, TRUE), Peer = AddressOf(Port, FALSE);
	const NTSTATUS Status = RUN(Call, Provider.Dispatch->WskSocketConnect(
		Provider.Client, SOCK_STREAM, IPPROTO_TCP, (PSOCKADDR)&Own, (PSOCKADDR)&Peer, 0, NULL, NULL, NULL,
		NULL, NULL, Again(Call)));

	EXPECT(Status == STATUS_SUCCESS);
	return Status == STATUS_SUCCESS ? (PWSK_SOCKET)Call->Irp->IoStatus.Information : NULL;
}

static NTSTATUS Send(CALL *Call, PWSK_SOCKET Socket, ULONG Offset, SIZE_T Length, ULONG Flags)
{
	WSK_BUF Buffer = { OutMdl, Offset, Length };
	const NTSTATUS Status = RUN(Call, CONNECTION_OF(Socket)->WskSend(Socket, &Buffer, Flags, Again(Call)));

	EXPECT(!NT_SUCCESS(Status) || Call->Irp->IoStatus.Information == Length);
	return Status;
}

static NTSTATUS BeginReceive(CALL *Call, PWSK_SOCKET Socket, SIZE_T Length, ULONG Flags)
{
	WSK_BUF Buffer = { InMdl, 0, Length };

	return CONNECTION_OF(Socket)->WskReceive(Socket, &Buffer, Flags, Again(Call));
}

static NTSTATUS Disconnect(CALL *Call, PWSK_SOCKET Socket, ULONG Flags)
{
	return RUN(Call, CONNECTION_OF(Socket)->WskDisconnect(Socket, NULL, Flags, Again(Call)));
}

/* ---- rows 1405, 1406, 1407: data there and back, from MDLs with an offset, and the end of data ------------- */

static VOID CheckEcho(CALL *Call, USHORT Port)
{
	PWSK_SOCKET Socket = ConnectTo(Call, Port);
	SIZE_T i;

	if (!Socket)
		return;
	EXPECT_STATUS(Send(Call, Socket, 5, 1000, WSK_FLAG_NODELAY), STATUS_SUCCESS);
	EXPECT_STATUS(RUN(Call, BeginReceive(Call, Socket, 1000, WSK_FLAG_WAITALL)), STATUS_SUCCESS);
	EXPECT(Call->Irp->IoStatus.Information == 1000 && RtlEqualMemory(In, Out + 5, 1000));
	/* The send is longer than what fits before the echo is read: both at once. */
	for (i = 0; i < 40; i++) {
		const NTSTATUS Status = BeginReceive(Call, Socket, ROOM, WSK_FLAG_WAITALL);

		RtlZeroMemory(In, ROOM);
		EXPECT_STATUS(Send(&Second, Socket, 0, ROOM, 0), STATUS_SUCCESS);
		EXPECT_STATUS(Finish(Call, Status), STATUS_SUCCESS);
		EXPECT(Call->Irp->IoStatus.Information == ROOM && RtlEqualMemory(In, Out, ROOM));
	}
	EXPECT_STATUS(Disconnect(Call, Socket, 0), STATUS_SUCCESS);
	EXPECT_STATUS(RUN(Call, BeginReceive(Call, Socket, ROOM, 0)), STATUS_SUCCESS);
	EXPECT(Call->Irp->IoStatus.Information == 0);
	EXPECT_STATUS(CloseSocket(Call, Socket), STATUS_SUCCESS);
}

/* ---- row 1408: a receive that is cancelled, and one that pends when its socket is closed --------------------- */

static VOID CheckCancel(CALL *Call)
{
	PWSK_SOCKET Socket = ConnectTo(Call, IRP_PORT);
	NTSTATUS Status;

	if (!Socket)
		return;
	Status = BeginReceive(Call, Socket, ROOM, 0);
	EXPECT(Status == STATUS_PENDING);
	EXPECT(IoCancelIrp(Call->Irp));
	EXPECT_STATUS(Finish(Call, Status), STATUS_CANCELLED);
	/* The connection works all the same. */
	EXPECT_STATUS(Send(Call, Socket, 0, 100, 0), STATUS_SUCCESS);
	EXPECT_STATUS(RUN(Call, BeginReceive(Call, Socket, 100, WSK_FLAG_WAITALL)), STATUS_SUCCESS);
	/* One that is cancelled before it is sent. */
	Again(Call);
	IoCancelIrp(Call->Irp);
	{
		WSK_BUF Buffer = { InMdl, 0, ROOM };

		EXPECT_STATUS(RUN(Call, CONNECTION_OF(Socket)->WskReceive(Socket, &Buffer, 0, Call->Irp)),
			      STATUS_CANCELLED);
	}
	/* row 1409: the close completes the receive, and then its own IRP */
	Status = BeginReceive(Call, Socket, ROOM, 0);
	EXPECT(Status == STATUS_PENDING);
	EXPECT_STATUS(CloseSocket(&Second, Socket), STATUS_SUCCESS);
	EXPECT(KeReadStateEvent(&Call->Done));
	EXPECT_STATUS(Finish(Call, Status), STATUS_CANCELLED);
}

/* ---- rows 1403, 1410, 1411: states, addresses, and an abortive end -------------------------------------------- */

static VOID CheckConnect(CALL *Call)
{
	SOCKADDR_IN Peer = AddressOf(EVENT_PORT, FALSE), Found;
	SOCKADDR_IN Nobody = AddressOf(1, FALSE);
	SOCKADDR_IN6 Other = { .sin6_family = AF_INET6 };
	PWSK_SOCKET Socket;

	EXPECT_STATUS(MakeSocket(Call, WSK_FLAG_CONNECTION_SOCKET, NULL, NULL, &Socket), STATUS_SUCCESS);
	if (!Socket)
		return;
	EXPECT_STATUS(RUN(Call, CONNECTION_OF(Socket)->WskConnect(Socket, (PSOCKADDR)&Peer, 0, Again(Call))),
		      STATUS_INVALID_DEVICE_STATE);
	EXPECT_STATUS(Send(Call, Socket, 0, 1, 0), STATUS_INVALID_DEVICE_STATE);
	EXPECT_STATUS(RUN(Call, CONNECTION_OF(Socket)->WskBind(Socket, (PSOCKADDR)&Other, 0, Again(Call))),
		      STATUS_INVALID_PARAMETER);
	EXPECT_STATUS(BindTo(Call, Socket, EVENT_PORT), STATUS_ADDRESS_ALREADY_EXISTS);
	EXPECT_STATUS(BindTo(Call, Socket, 0), STATUS_SUCCESS);
	EXPECT_STATUS(RUN(Call, CONNECTION_OF(Socket)->WskConnect(Socket, (PSOCKADDR)&Nobody, 0, Again(Call))),
		      STATUS_CONNECTION_REFUSED);
	EXPECT_STATUS(CloseSocket(Call, Socket), STATUS_SUCCESS);

	Socket = ConnectTo(Call, EVENT_PORT);
	if (!Socket)
		return;
	RtlZeroMemory(&Found, sizeof(Found));
	EXPECT_STATUS(RUN(Call, CONNECTION_OF(Socket)->WskGetRemoteAddress(Socket, (PSOCKADDR)&Found, Again(Call))),
		      STATUS_SUCCESS);
	EXPECT(RtlEqualMemory(&Found, &Peer, sizeof(Peer)));
	EXPECT_STATUS(RUN(Call, CONNECTION_OF(Socket)->WskGetLocalAddress(Socket, (PSOCKADDR)&Found, Again(Call))),
		      STATUS_SUCCESS);
	EXPECT(Found.sin_family == AF_INET && Found.sin_port && Found.sin_addr.s_addr == Peer.sin_addr.s_addr);
	EXPECT_STATUS(Disconnect(Call, Socket, WSK_FLAG_ABORTIVE), STATUS_SUCCESS);
	EXPECT_STATUS(Send(Call, Socket, 0, 1, 0), STATUS_CONNECTION_ABORTED);
	EXPECT_STATUS(CloseSocket(Call, Socket), STATUS_SUCCESS);
}

/* ---- row 1414: an indication that is not accepted ------------------------------------------------------------- */

static LONG Indicated;
static KEVENT WasIndicated;

/* Accepts three bytes, then nothing, then all. */
static NTSTATUS NTAPI Receive(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication,
			      SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
{
	const UCHAR *Bytes = MmGetSystemAddressForMdlSafe(DataIndication->Buffer.Mdl, NormalPagePriority);

	UNREFERENCED_PARAMETER(SocketContext);
	UNREFERENCED_PARAMETER(Flags);
	switch (InterlockedIncrement(&Indicated)) {
	case 1:
		EXPECT(BytesIndicated == 10 && Bytes[DataIndication->Buffer.Offset] == Out[0]);
		*BytesAccepted = 3;
		KeSetEvent(&WasIndicated, IO_NO_INCREMENT, FALSE);
		return STATUS_SUCCESS;
	case 2:
		EXPECT(BytesIndicated == 7 && Bytes[DataIndication->Buffer.Offset] == Out[3]);
		KeSetEvent(&WasIndicated, IO_NO_INCREMENT, FALSE);
		return STATUS_DATA_NOT_ACCEPTED;
	}
	EXPECT(BytesIndicated == 2 && Bytes[DataIndication->Buffer.Offset] == Out[8]);
	KeSetEvent(&WasIndicated, IO_NO_INCREMENT, FALSE);
	return STATUS_SUCCESS;
}

static const WSK_CLIENT_CONNECTION_DISPATCH Events = { Receive, NULL, NULL };

static VOID WaitUntilIndicated(LONG Number)
{
	KeWaitForSingleObject(&WasIndicated, Executive, KernelMode, FALSE, NULL);
	EXPECT(Indicated == Number);
}

static VOID CheckIndications(CALL *Call)
{
	SOCKADDR_IN Peer = AddressOf(IRP_PORT, FALSE);
	PWSK_SOCKET Socket;

	KeInitializeEvent(&WasIndicated, SynchronizationEvent, FALSE);
	EXPECT_STATUS(MakeSocket(Call, WSK_FLAG_CONNECTION_SOCKET, NULL, &Events, &Socket), STATUS_SUCCESS);
	if (!Socket)
		return;
	EXPECT_STATUS(EnableEvents(Socket, WSK_EVENT_DISCONNECT), STATUS_INVALID_PARAMETER);
	EXPECT_STATUS(EnableEvents(Socket, WSK_EVENT_ACCEPT), STATUS_INVALID_PARAMETER);
	EXPECT_STATUS(EnableEvents(Socket, WSK_EVENT_RECEIVE), STATUS_SUCCESS);
	EXPECT_STATUS(BindTo(Call, Socket, 0), STATUS_SUCCESS);
	EXPECT_STATUS(RUN(Call, CONNECTION_OF(Socket)->WskConnect(Socket, (PSOCKADDR)&Peer, 0, Again(Call))),
		      STATUS_SUCCESS);
	EXPECT_STATUS(Send(Call, Socket, 0, 10, 0), STATUS_SUCCESS);
	WaitUntilIndicated(1);
	/* No bytes: the events go on. */
	EXPECT_STATUS(RUN(Call, BeginReceive(Call, Socket, 0, 0)), STATUS_SUCCESS);
	WaitUntilIndicated(2);
	/* What was not accepted comes first. */
	EXPECT_STATUS(RUN(Call, BeginReceive(Call, Socket, 5, 0)), STATUS_SUCCESS);
	EXPECT(Call->Irp->IoStatus.Information == 5 && RtlEqualMemory(In, Out + 3, 5));
	WaitUntilIndicated(3);
	EXPECT_STATUS(CloseSocket(Call, Socket), STATUS_SUCCESS);
}

/* ---- rows 1415, 1416: datagrams -------------------------------------------------------------------------------- */

static VOID CheckDatagrams(CALL *Call, USHORT Port)
{
	SOCKADDR_IN Peer = AddressOf(Port, FALSE), From;
	WSK_BUF OutPart = { OutMdl, 7, 1200 }, InPart = { InMdl, 0, ROOM };
	PWSK_SOCKET Socket;
	ULONG Flags = ~0u;
	SIZE_T i;

	EXPECT_STATUS(MakeSocket(Call, WSK_FLAG_DATAGRAM_SOCKET, NULL, NULL, &Socket), STATUS_SUCCESS);
	if (!Socket)
		return;
	EXPECT_STATUS(BindTo(Call, Socket, 0), STATUS_SUCCESS);
	EXPECT_STATUS(RUN(Call, DATAGRAM_OF(Socket)->WskSendTo(Socket, &OutPart, 0, NULL, 0, NULL, Again(Call))),
		      STATUS_INVALID_PARAMETER);
	for (i = 0; i < 20; i++) {
		RtlZeroMemory(In, ROOM);
		RtlZeroMemory(&From, sizeof(From));
		EXPECT_STATUS(RUN(Call, DATAGRAM_OF(Socket)->WskSendTo(Socket, &OutPart, 0, (PSOCKADDR)&Peer, 0, NULL,
								       Again(Call))), STATUS_SUCCESS);
		EXPECT_STATUS(RUN(Call, DATAGRAM_OF(Socket)->WskReceiveFrom(Socket, &InPart, 0, (PSOCKADDR)&From, NULL,
									    NULL, &Flags, Again(Call))),
			      STATUS_SUCCESS);
		EXPECT(Call->Irp->IoStatus.Information == 1200 && RtlEqualMemory(In, Out + 7, 1200) && !Flags);
		EXPECT(RtlEqualMemory(&From, &Peer, sizeof(Peer)));
	}
	EXPECT_STATUS(CloseSocket(Call, Socket), STATUS_SUCCESS);
}

/* ---- row 1417: options ------------------------------------------------------------------------------------------ */

static VOID CheckOptions(CALL *Call)
{
	PWSK_SOCKET Socket;
	ULONG On = 1, Found = 0;

	EXPECT_STATUS(MakeSocket(Call, WSK_FLAG_CONNECTION_SOCKET, NULL, NULL, &Socket), STATUS_SUCCESS);
	if (!Socket)
		return;
	EXPECT_STATUS(RUN(Call, BASIC_OF(Socket)->WskControlSocket(Socket, WskSetOption, TCP_NODELAY, IPPROTO_TCP,
								   sizeof(On), &On, 0, NULL, NULL, Again(Call))),
		      STATUS_SUCCESS);
	EXPECT_STATUS(RUN(Call, BASIC_OF(Socket)->WskControlSocket(Socket, WskGetOption, TCP_NODELAY, IPPROTO_TCP, 0,
								   NULL, sizeof(Found), &Found, NULL, Again(Call))),
		      STATUS_SUCCESS);
	EXPECT(Found == 1 && Call->Irp->IoStatus.Information == sizeof(Found));
	EXPECT_STATUS(BASIC_OF(Socket)->WskControlSocket(Socket, WskSetOption, SO_KEEPALIVE, SOL_SOCKET, sizeof(On), &On,
							 0, NULL, NULL, NULL), STATUS_SUCCESS);
	EXPECT_STATUS(RUN(Call, BASIC_OF(Socket)->WskControlSocket(Socket, WskSetOption, SO_CONDITIONAL_ACCEPT,
								   SOL_SOCKET, sizeof(On), &On, 0, NULL, NULL,
								   Again(Call))), STATUS_NOT_SUPPORTED);
	EXPECT_STATUS(CloseSocket(Call, Socket), STATUS_SUCCESS);
}

/* ---- rows 1418, 1419: names, and the client -------------------------------------------------------------------- */

static VOID Resolve(CALL *Call, PCWSTR Name, NTSTATUS Expected, int Family, PCWSTR Text)
{
	UNICODE_STRING Node, Service = RTL_CONSTANT_STRING(L"8080"), Found;
	PADDRINFOEXW List = NULL;
	WCHAR Buffer[80];

	RtlInitUnicodeString(&Node, Name);
	EXPECT_STATUS(RUN(Call, Provider.Dispatch->WskGetAddressInfo(Provider.Client, &Node, &Service, 0, NULL, NULL,
								     &List, NULL, NULL, Again(Call))), Expected);
	if (!List)
		return;
	EXPECT(List->ai_family == Family && ((PSOCKADDR_IN)List->ai_addr)->sin_port == RtlUshortByteSwap(8080));
	Found.Buffer = Buffer;
	Found.MaximumLength = sizeof(Buffer);
	EXPECT_STATUS(RUN(Call, Provider.Dispatch->WskGetNameInfo(Provider.Client, (PSOCKADDR)List->ai_addr,
								  (ULONG)List->ai_addrlen, &Found, NULL, 0, NULL, NULL,
								  Again(Call))), STATUS_SUCCESS);
	RtlInitUnicodeString(&Node, Text);
	EXPECT(RtlEqualUnicodeString(&Found, &Node, FALSE));
	Provider.Dispatch->WskFreeAddressInfo(Provider.Client, List);
}

static VOID CheckNames(CALL *Call)
{
	WSK_TRANSPORT Transports[8];
	SIZE_T Bytes = 0;

	Resolve(Call, L"127.0.0.1", STATUS_SUCCESS, AF_INET, L"127.0.0.1");
	Resolve(Call, L"fe80::1:2%7", STATUS_SUCCESS, AF_INET6, L"fe80::1:2%7");
	Resolve(Call, L"1:2:3:4:5:6:7:8", STATUS_SUCCESS, AF_INET6, L"1:2:3:4:5:6:7:8");
	Resolve(Call, L"::ffff:10.0.0.1", STATUS_SUCCESS, AF_INET6, L"::ffff:10.0.0.1");
	Resolve(Call, L"LocalHost", STATUS_SUCCESS, AF_INET6, L"::1");
	Resolve(Call, L"1.2.3", STATUS_NO_MATCH, 0, NULL);
	Resolve(Call, L"1:2::3::4", STATUS_NO_MATCH, 0, NULL);
	Resolve(Call, L"1:2:3:4:5:6:7:8:", STATUS_NO_MATCH, 0, NULL);
	Resolve(Call, L"::1:", STATUS_NO_MATCH, 0, NULL);
	Resolve(Call, L"1::", STATUS_SUCCESS, AF_INET6, L"1::");
	Resolve(Call, L"no.such.host", STATUS_NO_MATCH, 0, NULL);
	EXPECT_STATUS(Provider.Dispatch->WskControlClient(Provider.Client, WSK_TRANSPORT_LIST_QUERY, 0, NULL, 0, NULL,
							  &Bytes, NULL), STATUS_BUFFER_OVERFLOW);
	EXPECT(Bytes == 4 * sizeof(Transports[0]));
	EXPECT_STATUS(Provider.Dispatch->WskControlClient(Provider.Client, WSK_TRANSPORT_LIST_QUERY, 0, NULL,
							  sizeof(Transports), Transports, &Bytes, NULL),
		      STATUS_SUCCESS);
	EXPECT(Transports[0].AddressFamily == AF_INET && Transports[0].Protocol == IPPROTO_TCP);
}

/* ---- rows 1420, 1421, 1422, 1423: what is reported ------------------------------------------------------------ */

static VOID CheckMisuse(CALL *Call)
{
	WSK_BUF Long = { InMdl, 0, ROOM + 1 };
	PWSK_SOCKET Socket;
	KIRQL Irql;

	/* row 1420: a basic socket has no more than two functions, and another table does not help */
	EXPECT_STATUS(MakeSocket(Call, WSK_FLAG_BASIC_SOCKET, NULL, NULL, &Socket), STATUS_SUCCESS);
	if (!Socket)
		return;
	{
		PWSK_SOCKET Stream = ConnectTo(Call, IRP_PORT);
		WSK_BUF Buffer = { InMdl, 0, 1 };

		if (!Stream)
			return;
		EXPECT_STATUS(RUN(Call, CONNECTION_OF(Stream)->WskSend(Socket, &Buffer, 0, Again(Call))),
			      STATUS_INVALID_DEVICE_REQUEST);
		EXPECT_STATUS(RUN(Call, CONNECTION_OF(Stream)->WskReceive(Stream, &Long, 0, Again(Call))),
			      STATUS_INVALID_PARAMETER);
		EXPECT_STATUS(CONNECTION_OF(Stream)->WskReceive(Stream, &Buffer, 0, NULL), STATUS_INVALID_PARAMETER);
		/* row 1421: no free stack location */
		Again(Call);
		IoSetNextIrpStackLocation(Call->Irp);
		EXPECT_STATUS(CONNECTION_OF(Stream)->WskReceive(Stream, &Buffer, 0, Call->Irp),
			      STATUS_INVALID_PARAMETER);
		KeRaiseIrql(HIGH_LEVEL, &Irql);
		EXPECT_STATUS(CONNECTION_OF(Stream)->WskReceive(Stream, &Buffer, 0, Call->Irp),
			      STATUS_INVALID_PARAMETER);
		KeLowerIrql(Irql);
		EXPECT_STATUS(CloseSocket(Call, Stream), STATUS_SUCCESS);
	}
	/* row 1422: a socket that is closed */
	{
		const WSK_PROVIDER_BASIC_DISPATCH *Functions = BASIC_OF(Socket);

		EXPECT_STATUS(CloseSocket(Call, Socket), STATUS_SUCCESS);
		EXPECT_STATUS(RUN(Call, Functions->WskCloseSocket(Socket, Again(Call))), STATUS_INVALID_PARAMETER);
	}
	/* row 1423: the provider is released once too often: the capture of the driver goes with it */
	WskReleaseProviderNPI(&Registration);
	WskReleaseProviderNPI(&Registration);
	EXPECT_STATUS(WskCaptureProviderNPI(&Registration, WSK_NO_WAIT, &Provider), STATUS_SUCCESS);
}

static BOOLEAN MakeBuffers(VOID)
{
	ULONG i;

	Out = ExAllocatePoolWithTag(NonPagedPoolNx, ROOM, TAG);
	In = ExAllocatePoolWithTag(NonPagedPoolNx, ROOM, TAG);
	if (!Out || !In)
		return FALSE;
	for (i = 0; i < ROOM; i++)
		Out[i] = (UCHAR)(i * 7 + (i >> 8));
	OutMdl = IoAllocateMdl(Out, ROOM, FALSE, FALSE, NULL);
	InMdl = IoAllocateMdl(In, ROOM, FALSE, FALSE, NULL);
	if (!OutMdl || !InMdl)
		return FALSE;
	MmBuildMdlForNonPagedPool(OutMdl);
	MmBuildMdlForNonPagedPool(InMdl);
	return NT_SUCCESS(MakeCall(&Second));
}

VOID Check(CALL *Call)
{
	if (!MakeBuffers()) {
		EXPECT(!"memory");
		return;
	}
	CheckEcho(Call, EVENT_PORT);
	CheckEcho(Call, IRP_PORT);
	CheckCancel(Call);
	CheckConnect(Call);
	CheckIndications(Call);
	CheckDatagrams(Call, DATAGRAM_PORT);
	CheckDatagrams(Call, DATAGRAM_EVENT_PORT);
	CheckOptions(Call);
	CheckNames(Call);
	CheckMisuse(Call);
	IoFreeIrp(Second.Irp);
	IoFreeMdl(OutMdl);
	IoFreeMdl(InMdl);
	ExFreePoolWithTag(Out, TAG);
	ExFreePoolWithTag(In, TAG);
}
