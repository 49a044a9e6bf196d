/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A minifilter with a communication port, which does what its program commands.
 */
#include <fltKernel.h>

#include "ports.h"

DRIVER_INITIALIZE DriverEntry;

#define TAG 'troP'

/* A message that a work item sends. */
struct question {
	struct command Command;
	struct client *Client;
};

struct client {
	PFLT_PORT Port;
	EX_RUNDOWN_REF Questions;
	struct result Result;
	KEVENT HasResult;
};

static PFLT_FILTER Filter;
static PFLT_PORT Server;
static LONG Connects, Disconnects, Status, LastContext;
static BOOLEAN Leaves;
static KEVENT Asking;

static NTSTATUS Send(struct client *Client, const struct command *Command, struct result *Result)
{
	LARGE_INTEGER Timeout;

	Timeout.QuadPart = Command->timeout;
	Result->bytes = Command->room;
	if (Command->tells)
		KeSetEvent(&Asking, IO_NO_INCREMENT, FALSE);
	Status = FltSendMessage(Filter, &Client->Port, (PVOID)Command->text, Command->bytes,
				Command->wants_reply ? Result->text : NULL,
				Command->wants_reply ? (PULONG)&Result->bytes : NULL,
				Command->has_timeout ? &Timeout : NULL);
	return Status;
}

static VOID AskInWorkItem(PFLT_GENERIC_WORKITEM Item, PVOID Object, PVOID Context)
{
	struct question *Question = Context;
	struct client *Client = Question->Client;

	UNREFERENCED_PARAMETER(Object);
	Client->Result.status = Send(Client, &Question->Command, &Client->Result);
	ExFreePoolWithTag(Question, TAG);
	FltFreeGenericWorkItem(Item);
	KeSetEvent(&Client->HasResult, IO_NO_INCREMENT, FALSE);
	ExReleaseRundownProtection(&Client->Questions);
}

static NTSTATUS Ask(struct client *Client, const struct command *Command)
{
	PFLT_GENERIC_WORKITEM Item = FltAllocateGenericWorkItem();
	struct question *Question = ExAllocatePoolWithTag(NonPagedPool, sizeof(*Question), TAG);
	NTSTATUS Result = STATUS_INSUFFICIENT_RESOURCES;

	if (Item && Question) {
		/* The callback of this message comes before that of the disconnection. */
		ExAcquireRundownProtection(&Client->Questions);
		Question->Command = *Command;
		Question->Client = Client;
		Result = FltQueueGenericWorkItem(Item, Filter, AskInWorkItem, DelayedWorkQueue, Question);
	}
	if (!NT_SUCCESS(Result)) {
		if (Item)
			FltFreeGenericWorkItem(Item);
		if (Question)
			ExFreePoolWithTag(Question, TAG);
		if (Item && Question)
			ExReleaseRundownProtection(&Client->Questions);
	}
	return Result;
}

static NTSTATUS Connect(PFLT_PORT Port, PVOID Cookie, PVOID Context, ULONG Bytes, PVOID *ClientCookie)
{
	struct client *Client;

	if (Cookie != &Server || KeGetCurrentIrql() != PASSIVE_LEVEL)
		return STATUS_INTERNAL_ERROR;
	LastContext = Bytes == sizeof(int) ? *(int *)Context : -1;
	if (LastContext == REFUSED_CONTEXT)
		return STATUS_ACCESS_DENIED;
	Client = ExAllocatePoolWithTag(NonPagedPool, sizeof(*Client), TAG);
	if (!Client)
		return STATUS_INSUFFICIENT_RESOURCES;
	RtlZeroMemory(Client, sizeof(*Client));
	Client->Port = Port;
	ExInitializeRundownProtection(&Client->Questions);
	KeInitializeEvent(&Client->HasResult, SynchronizationEvent, FALSE);
	*ClientCookie = Client;
	InterlockedIncrement(&Connects);
	return STATUS_SUCCESS;
}

static VOID Disconnect(PVOID Cookie)
{
	struct client *Client = Cookie;

	if (!Leaves)
		FltCloseClientPort(Filter, &Client->Port);
	ExWaitForRundownProtectionRelease(&Client->Questions);
	ExFreePoolWithTag(Client, TAG);
	InterlockedIncrement(&Disconnects);
}

static NTSTATUS Echo(const struct command *Command, char *Out, ULONG Room, PULONG Returned)
{
	ULONG i;

	if (Room < Command->bytes)
		return STATUS_BUFFER_TOO_SMALL;
	for (i = 0; i < Command->bytes; i++)
		Out[i] = Command->text[Command->bytes - 1 - i];
	*Returned = Command->bytes;
	return STATUS_SUCCESS;
}

static VOID Close(struct client *Client)
{
	PFLT_PORT Copy = Client->Port;

	FltCloseClientPort(Filter, &Client->Port);
	FltCloseClientPort(Filter, &Client->Port);
	FltCloseClientPort(Filter, &Copy);
}

static NTSTATUS Message(PVOID Cookie, PVOID In, ULONG InBytes, PVOID Out, ULONG Room, PULONG Returned)
{
	const struct command *Command = In;
	struct client *Client = Cookie;
	const struct state State = { (unsigned)Connects, (unsigned)Disconnects, Status, LastContext };
	struct result Result;

	if (InBytes != sizeof(*Command) || KeGetCurrentIrql() != PASSIVE_LEVEL)
		return STATUS_INVALID_PARAMETER;
	switch (Command->what) {
	case ECHO:
		return Echo(Command, Out, Room, Returned);
	case TOO_MUCH:
		*Returned = Room + 1;
		return STATUS_SUCCESS;
	case ASK:
		return Ask(Client, Command);
	case ASK_HERE:
		Send(Client, Command, &Result);
		return STATUS_SUCCESS;
	case ASKING:
		return KeWaitForSingleObject(&Asking, UserRequest, UserMode, FALSE, NULL);
	case RESULT:
		if (Room < sizeof(Client->Result))
			return STATUS_BUFFER_TOO_SMALL;
		KeWaitForSingleObject(&Client->HasResult, Executive, KernelMode, FALSE, NULL);
		RtlCopyMemory(Out, &Client->Result, sizeof(Client->Result));
		*Returned = sizeof(Client->Result);
		return STATUS_SUCCESS;
	case STATE:
		if (Room < sizeof(State))
			return STATUS_BUFFER_TOO_SMALL;
		RtlCopyMemory(Out, &State, sizeof(State));
		*Returned = sizeof(State);
		return STATUS_SUCCESS;
	case CLOSE:
		Close(Client);
		return STATUS_SUCCESS;
	case LEAVE:
		Leaves = TRUE;
		return STATUS_SUCCESS;
	default:
		return STATUS_NOT_SUPPORTED;
	}
}

static NTSTATUS Unload(FLT_FILTER_UNLOAD_FLAGS Flags)
{
	UNREFERENCED_PARAMETER(Flags);
	if (!Leaves)
		FltCloseCommunicationPort(Server);
	FltUnregisterFilter(Filter);
	DbgPrint("ports: %d connects, %d disconnects\n", (int)Connects, (int)Disconnects);
	return STATUS_SUCCESS;
}

static const FLT_REGISTRATION Registration = {
	.Size = sizeof(FLT_REGISTRATION),
	.Version = FLT_REGISTRATION_VERSION,
	.FilterUnloadCallback = Unload,
};

static NTSTATUS CreatePort(ULONG Attributes, PFLT_PORT *Port)
{
	UNICODE_STRING Name = RTL_CONSTANT_STRING(PORT_NAME);
	OBJECT_ATTRIBUTES Object;
	PSECURITY_DESCRIPTOR Descriptor;
	NTSTATUS Result = FltBuildDefaultSecurityDescriptor(&Descriptor, FLT_PORT_ALL_ACCESS);

	if (!NT_SUCCESS(Result))
		return Result;
	InitializeObjectAttributes(&Object, &Name, Attributes, NULL, Descriptor);
	Result = FltCreateCommunicationPort(Filter, Port, &Object, &Server, Connect, Disconnect, Message,
					    MOST_CONNECTIONS);
	FltFreeSecurityDescriptor(Descriptor);
	return Result;
}

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING RegistryPath)
{
	PFLT_PORT Second;
	NTSTATUS Result = FltRegisterFilter(Driver, &Registration, &Filter);

	KeInitializeEvent(&Asking, SynchronizationEvent, FALSE);
	UNREFERENCED_PARAMETER(RegistryPath);
	if (!NT_SUCCESS(Result))
		return Result;
	Result = CreatePort(OBJ_KERNEL_HANDLE | OBJ_CASE_INSENSITIVE, &Server);
	if (NT_SUCCESS(Result) &&
	    (CreatePort(OBJ_KERNEL_HANDLE, &Second) != STATUS_OBJECT_NAME_COLLISION || Second ||
	     CreatePort(0, &Second) != STATUS_INVALID_PARAMETER))
		Result = STATUS_INTERNAL_ERROR;
	if (NT_SUCCESS(Result))
		Result = FltStartFiltering(Filter);
	if (!NT_SUCCESS(Result)) {
		if (Server)
			FltCloseCommunicationPort(Server);
		FltUnregisterFilter(Filter);
	}
	return Result;
}
