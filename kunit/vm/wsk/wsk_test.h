/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A driver with sockets: two TCP servers and two UDP servers that send back what they get, once by IRPs and once by
 * event callbacks; and a client of them, which checks what it is given.
 */
#ifndef WINWORK_VM_WSK_TEST_H
#define WINWORK_VM_WSK_TEST_H

#include <ntddk.h>
#include <wsk.h>

#include "../expect.h"

#define TAG 'ksWT'

#define EVENT_PORT 7001
#define IRP_PORT 7002
#define DATAGRAM_PORT 7003
#define DATAGRAM_EVENT_PORT 7004
#define ORDER_PORT 7006

extern WSK_REGISTRATION Registration;
extern WSK_PROVIDER_NPI Provider;

/* A call that its thread waits for. */
typedef struct _CALL {
	KEVENT Done;
	PIRP Irp;
} CALL;

NTSTATUS MakeCall(CALL *Call);
/* The IRP for the next call. */
PIRP Again(CALL *Call);
/* Waits for what the call has returned. */
NTSTATUS Finish(CALL *Call, NTSTATUS Status);

#define RUN(Call, Expression) Finish((Call), (Expression))

#define CONNECTION_OF(Socket) ((const WSK_PROVIDER_CONNECTION_DISPATCH *)(Socket)->Dispatch)
#define LISTEN_OF(Socket) ((const WSK_PROVIDER_LISTEN_DISPATCH *)(Socket)->Dispatch)
#define DATAGRAM_OF(Socket) ((const WSK_PROVIDER_DATAGRAM_DISPATCH *)(Socket)->Dispatch)
#define BASIC_OF(Socket) ((const WSK_PROVIDER_BASIC_DISPATCH *)(Socket)->Dispatch)

/* Address 127.0.0.1, or with @Any all of them. */
SOCKADDR_IN AddressOf(USHORT Port, BOOLEAN Any);
NTSTATUS MakeSocket(CALL *Call, ULONG Flags, PVOID Context, const VOID *Dispatch, PWSK_SOCKET *Socket);
NTSTATUS BindTo(CALL *Call, PWSK_SOCKET Socket, USHORT Port);
NTSTATUS EnableEvents(PWSK_SOCKET Socket, ULONG Mask);
NTSTATUS CloseSocket(CALL *Call, PWSK_SOCKET Socket);

/* A stream that is connected to a server, or NULL. */
PWSK_SOCKET ConnectTo(CALL *Call, USHORT Port);

NTSTATUS StartEcho(CALL *Call);
VOID StopEcho(CALL *Call);
NTSTATUS StartDatagrams(CALL *Call);
VOID StopDatagrams(CALL *Call);
VOID Check(CALL *Call);
VOID CheckSix(CALL *Call);
VOID CheckOrder(CALL *Call);

#endif /* WINWORK_VM_WSK_TEST_H */
