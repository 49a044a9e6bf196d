/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Stream sockets, of which one listens and the other connects, and datagrams; both over IPv6.
 */
#include "wsk_test.h"

#define PORT 7005
#define BYTES 64

#define STREAM_OF(Socket) ((const WSK_PROVIDER_STREAM_DISPATCH *)(Socket)->Dispatch)

static UCHAR Sent[BYTES], Received[BYTES];
static PMDL SentMdl, ReceivedMdl;

static SOCKADDR_IN6 LoopbackSix(USHORT Port)
{
	SOCKADDR_IN6 Address;

	RtlZeroMemory(&Address, sizeof(Address));
	Address.sin6_family = AF_INET6;
	Address.sin6_port = RtlUshortByteSwap(Port);
	Address.sin6_addr.u.Byte[15] = 1;
	return Address;
}

/* A socket at a port of the loopback address, or NULL. */
static PWSK_SOCKET MakeSix(CALL *Call, ULONG Flags, USHORT Port)
{
	const BOOLEAN IsDatagram = Flags == WSK_FLAG_DATAGRAM_SOCKET;
	SOCKADDR_IN6 Address = LoopbackSix(Port);
	PWSK_SOCKET Socket;
	NTSTATUS Status;

	EXPECT_STATUS(RUN(Call, Provider.Dispatch->WskSocket(
		Provider.Client, AF_INET6, IsDatagram ? SOCK_DGRAM : SOCK_STREAM, IsDatagram ? IPPROTO_UDP : IPPROTO_TCP,
		Flags, NULL, NULL, NULL, NULL, NULL, Again(Call))), STATUS_SUCCESS);
	if (!NT_SUCCESS(Call->Irp->IoStatus.Status))
		return NULL;
	Socket = (PWSK_SOCKET)Call->Irp->IoStatus.Information;
	Status = RUN(Call, LISTEN_OF(Socket)->WskBind(Socket, (PSOCKADDR)&Address, 0, Again(Call)));
	EXPECT_STATUS(Status, STATUS_SUCCESS);
	return Socket;
}

/* What one end sends arrives at the other. */
static VOID CheckStream(CALL *Call, PWSK_SOCKET From, PWSK_SOCKET To)
{
	WSK_BUF Out = { SentMdl, 0, BYTES }, In = { ReceivedMdl, 0, BYTES };

	RtlZeroMemory(Received, BYTES);
	EXPECT_STATUS(RUN(Call, STREAM_OF(From)->WskSend(From, &Out, 0, Again(Call))), STATUS_SUCCESS);
	EXPECT_STATUS(RUN(Call, STREAM_OF(To)->WskReceive(To, &In, WSK_FLAG_WAITALL, Again(Call))), STATUS_SUCCESS);
	EXPECT(Call->Irp->IoStatus.Information == BYTES && RtlEqualMemory(Received, Sent, BYTES));
}

/* The connection has the same table as the sockets that made it. */
static VOID CheckAccepted(CALL *Call, PWSK_SOCKET Client, PWSK_SOCKET Accepted, const SOCKADDR_IN6 *Peer)
{
	SOCKADDR_IN6 Own;

	EXPECT(Accepted->Dispatch == Client->Dispatch);
	RtlZeroMemory(&Own, sizeof(Own));
	EXPECT_STATUS(RUN(Call, STREAM_OF(Client)->WskGetLocalAddress(Client, (PSOCKADDR)&Own, Again(Call))),
		      STATUS_SUCCESS);
	EXPECT(RtlEqualMemory(&Own, Peer, sizeof(Own)));
	CheckStream(Call, Client, Accepted);
	CheckStream(Call, Accepted, Client);
	EXPECT_STATUS(RUN(Call, STREAM_OF(Accepted)->WskListen(Accepted, Again(Call))), STATUS_INVALID_DEVICE_REQUEST);
	EXPECT_STATUS(RUN(Call, STREAM_OF(Client)->WskDisconnect(Client, NULL, 0, Again(Call))), STATUS_SUCCESS);
	EXPECT_STATUS(CloseSocket(Call, Accepted), STATUS_SUCCESS);
}

/* row 1403: a stream socket listens or connects */
static VOID CheckStreams(CALL *Call)
{
	SOCKADDR_IN6 Address = LoopbackSix(PORT), Local, Peer;
	PWSK_SOCKET Server = MakeSix(Call, WSK_FLAG_STREAM_SOCKET, PORT);
	PWSK_SOCKET Client = MakeSix(Call, WSK_FLAG_STREAM_SOCKET, 0);

	EXPECT(Server && Client);
	if (!Server || !Client)
		return;
	EXPECT_STATUS(RUN(Call, STREAM_OF(Server)->WskAccept(Server, 0, NULL, NULL, NULL, NULL, Again(Call))),
		      STATUS_INVALID_DEVICE_STATE);
	EXPECT_STATUS(RUN(Call, STREAM_OF(Server)->WskListen(Server, Again(Call))), STATUS_SUCCESS);
	EXPECT_STATUS(RUN(Call, STREAM_OF(Client)->WskConnect(Client, (PSOCKADDR)&Address, 0, Again(Call))),
		      STATUS_SUCCESS);
	EXPECT_STATUS(RUN(Call, STREAM_OF(Server)->WskAccept(Server, 0, NULL, NULL, (PSOCKADDR)&Local,
							     (PSOCKADDR)&Peer, Again(Call))), STATUS_SUCCESS);
	EXPECT(RtlEqualMemory(&Local, &Address, sizeof(Local)));
	if (NT_SUCCESS(Call->Irp->IoStatus.Status))
		CheckAccepted(Call, Client, (PWSK_SOCKET)Call->Irp->IoStatus.Information, &Peer);
	EXPECT_STATUS(CloseSocket(Call, Client), STATUS_SUCCESS);
	EXPECT_STATUS(CloseSocket(Call, Server), STATUS_SUCCESS);
}

/* row 1415: one that a socket sends to itself */
static VOID CheckDatagram(CALL *Call)
{
	SOCKADDR_IN6 Address = LoopbackSix(PORT), From;
	WSK_BUF Out = { SentMdl, 0, BYTES }, In = { ReceivedMdl, 0, BYTES };
	PWSK_SOCKET Socket = MakeSix(Call, WSK_FLAG_DATAGRAM_SOCKET, PORT);

	if (!Socket)
		return;
	RtlZeroMemory(Received, BYTES);
	RtlZeroMemory(&From, sizeof(From));
	EXPECT_STATUS(RUN(Call, DATAGRAM_OF(Socket)->WskSendTo(Socket, &Out, 0, (PSOCKADDR)&Address, 0, NULL,
							       Again(Call))), STATUS_SUCCESS);
	EXPECT_STATUS(RUN(Call, DATAGRAM_OF(Socket)->WskReceiveFrom(Socket, &In, 0, (PSOCKADDR)&From, NULL, NULL, NULL,
								    Again(Call))), STATUS_SUCCESS);
	EXPECT(Call->Irp->IoStatus.Information == BYTES && RtlEqualMemory(Received, Sent, BYTES));
	EXPECT(RtlEqualMemory(&From, &Address, sizeof(From)));
	EXPECT_STATUS(CloseSocket(Call, Socket), STATUS_SUCCESS);
}

VOID CheckSix(CALL *Call)
{
	ULONG i;

	for (i = 0; i < BYTES; i++)
		Sent[i] = (UCHAR)(i + 1);
	SentMdl = IoAllocateMdl(Sent, BYTES, FALSE, FALSE, NULL);
	ReceivedMdl = IoAllocateMdl(Received, BYTES, FALSE, FALSE, NULL);
	EXPECT(SentMdl && ReceivedMdl);
	if (SentMdl && ReceivedMdl) {
		MmBuildMdlForNonPagedPool(SentMdl);
		MmBuildMdlForNonPagedPool(ReceivedMdl);
		CheckStreams(Call);
		CheckDatagram(Call);
	}
	if (SentMdl)
		IoFreeMdl(SentMdl);
	if (ReceivedMdl)
		IoFreeMdl(ReceivedMdl);
}
