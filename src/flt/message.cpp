/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Messages from a minifilter to its program, and the replies.
 *
 * A message is in the stack of the thread that sends it. The states of that thread's wait:
 *
 *	queued		until a program's IRP takes it
 *	held		while another thread copies it, or its reply: it ends the wait, or passes the message on
 *	unanswered	in the port's tree, until the reply
 *	done		the event is signalled next, and then nothing touches the message any more
 *
 * When the sender's time is over it takes out a message that is queued or unanswered. In any other state it
 * waits for the event, which comes soon.
 */
#include "port.hpp"

#include "base/irql.hpp"
#include "base/report.hpp"

namespace ww {

enum class MessageState : u8 {
	queued,
	held,
	unanswered,
	done,
};

/* All but the constant members under the port's lock. */
struct Message {
	u64 number() const { return id; }

	LIST_ENTRY link;		/* of those that are queued */
	Message *child[2];		/* of the port's tree */
	u64 id;				/* unique in the machine */
	const void *data;
	u32 bytes;
	void *reply;			/* or null */
	u32 room;			/* there */
	u32 replied;			/* bytes of it */
	MessageState state;
	NTSTATUS status;		/* once it is done */
	KEVENT event;
};

namespace {

constinit Atomic<u64> last_id;

Message *message_at(LIST_ENTRY *link)
{
	return CONTAINING_RECORD(link, Message, link);
}

size_t room_of(PIRP irp)
{
	return IoGetCurrentIrpStackLocation(irp)->Parameters.DeviceIoControl.OutputBufferLength;
}

bool has_room(PIRP irp, const Message &message)
{
	return room_of(irp) >= sizeof(FILTER_MESSAGE_HEADER) + message.bytes;
}

/* ---- IRPs that wait for a message --------------------------------------------------------- */

VOID NTAPI cancel_get(PDEVICE_OBJECT, PIRP irp)
{
	ClientPort &port = *client_of(irp);

	IoReleaseCancelSpinLock(irp->CancelIrql);
	{
		LockGuard guard(port.lock);

		/* It is in the list, or in none. */
		RemoveEntryList(&irp->Tail.Overlay.ListEntry);
	}
	port_complete(irp, STATUS_CANCELLED);
}

/* The oldest one that nobody cancels, or null. */
PIRP take_get(ClientPort &port) WW_REQUIRES(port.lock)
{
	while (!IsListEmpty(&port.gets)) {
		LIST_ENTRY *const link = RemoveHeadList(&port.gets);
		const PIRP irp = CONTAINING_RECORD(link, IRP, Tail.Overlay.ListEntry);

		if (IoSetCancelRoutine(irp, nullptr))
			return irp;
		InitializeListHead(link);
	}
	return nullptr;
}

/* False if it is cancelled already: the caller completes it. */
bool keep_get(ClientPort &port, PIRP irp) WW_REQUIRES(port.lock)
{
	InsertTailList(&port.gets, &irp->Tail.Overlay.ListEntry);
	IoSetCancelRoutine(irp, cancel_get);
	if (!irp->Cancel || !IoSetCancelRoutine(irp, nullptr))
		return true;
	RemoveEntryList(&irp->Tail.Overlay.ListEntry);
	return false;
}

/* ---- The way of a message ------------------------------------------------------------------ */

/* The message is held, or in no list. */
void finish(ClientPort &port, Message &message, NTSTATUS status)
{
	{
		LockGuard guard(port.lock);

		message.status = status;
		message.state = MessageState::done;
	}
	KeSetEvent(&message.event, IO_NO_INCREMENT, FALSE);
}

/* Returns false if the message ends here: without a reply, or with the connection. */
bool wait_for_reply(ClientPort &port, Message &message)
{
	LockGuard guard(port.lock);

	if (!message.reply || port.is_over)
		return false;
	message.state = MessageState::unanswered;
	port.unanswered.insert(message);
	return true;
}

/* Copies the message, which is held, to the IRP's buffer, which has room for it. */
void deliver(ClientPort &port, PIRP irp, Message &message)
{
	auto *const header = static_cast<FILTER_MESSAGE_HEADER *>(irp->AssociatedIrp.SystemBuffer);
	const size_t bytes = sizeof(*header) + message.bytes;

	*header = {};
	if (message.reply)
		header->ReplyLength = static_cast<ULONG>(sizeof(FILTER_REPLY_HEADER) + message.room);
	header->MessageId = message.id;
	__builtin_memcpy(header + 1, message.data, message.bytes);
	/* The reply may come as soon as the IRP is complete, and then the message may be gone. */
	if (!wait_for_reply(port, message))
		finish(port, message, message.reply ? STATUS_PORT_DISCONNECTED : STATUS_SUCCESS);
	port_complete(irp, STATUS_SUCCESS, bytes);
}

/*
 * Puts the message into the queue, or gives it to @irp, which waited for it. @small: the IRPs without room for
 * it. False if the connection is over.
 */
bool enqueue(ClientPort &port, Message &message, PIRP &irp, LIST_ENTRY &small)
{
	LockGuard guard(port.lock);

	irp = nullptr;
	if (port.is_over)
		return false;
	while ((irp = take_get(port)) != nullptr && !has_room(irp, message))
		InsertTailList(&small, &irp->Tail.Overlay.ListEntry);
	message.state = irp ? MessageState::held : MessageState::queued;
	if (!irp)
		InsertTailList(&port.queued, &message.link);
	return true;
}

/* False if the connection is over. */
bool send(ClientPort &port, Message &message)
{
	LIST_ENTRY small;
	PIRP irp;

	InitializeListHead(&small);

	const bool is_sent = enqueue(port, message, irp, small);

	if (irp)
		deliver(port, irp, message);
	while (!IsListEmpty(&small))
		port_complete(CONTAINING_RECORD(RemoveHeadList(&small), IRP, Tail.Overlay.ListEntry),
			 STATUS_BUFFER_TOO_SMALL);
	return is_sent;
}

/* The sender's time is over. Returns false if another thread has the message, and ends the wait. */
bool take_back(ClientPort &port, Message &message)
{
	LockGuard guard(port.lock);

	switch (message.state) {
	case MessageState::queued:
		RemoveEntryList(&message.link);
		return true;
	case MessageState::unanswered:
		port.unanswered.remove(message);
		return true;
	default:
		return false;
	}
}

NTSTATUS wait(ClientPort &port, Message &message, PLARGE_INTEGER timeout)
{
	const NTSTATUS status = KeWaitForSingleObject(&message.event, UserRequest, UserMode, FALSE, timeout);

	if (status == STATUS_SUCCESS)
		return message.status;
	if (take_back(port, message))
		return status == STATUS_TIMEOUT ? STATUS_TIMEOUT : STATUS_THREAD_IS_TERMINATING;
	KeWaitForSingleObject(&message.event, Executive, KernelMode, FALSE, nullptr);
	return message.status;
}

/* Any message that waits for an IRP or a reply, held by the caller; or null. */
Message *take_any(ClientPort &port)
{
	LockGuard guard(port.lock);
	Message *message = port.unanswered.root();

	if (message)
		port.unanswered.remove(*message);
	else if (!IsListEmpty(&port.queued))
		message = message_at(RemoveHeadList(&port.queued));
	if (message)
		message->state = MessageState::held;
	return message;
}

PIRP take_any_get(ClientPort &port)
{
	LockGuard guard(port.lock);

	return take_get(port);
}

/* The message with that number whose reply is awaited, held by the caller; or null. */
Message *take_unanswered(ClientPort &port, u64 id)
{
	LockGuard guard(port.lock);
	Message *const message = port.unanswered.find(id);

	if (message) {
		port.unanswered.remove(*message);
		message->state = MessageState::held;
	}
	return message;
}

/*
 * What becomes of an IRP for a message: it gets the oldest one, which the caller holds then; it waits, with
 * STATUS_PENDING; or it fails.
 */
NTSTATUS take_or_wait(ClientPort &port, PIRP irp, Message *&message)
{
	LockGuard guard(port.lock);

	message = nullptr;
	if (port.is_over)
		return STATUS_PORT_DISCONNECTED;
	if (IsListEmpty(&port.queued))
		return keep_get(port, irp) ? STATUS_PENDING : STATUS_CANCELLED;

	Message *const oldest = message_at(port.queued.Flink);

	if (!has_room(irp, *oldest))
		return STATUS_BUFFER_TOO_SMALL;
	RemoveEntryList(&oldest->link);
	oldest->state = MessageState::held;
	message = oldest;
	return STATUS_SUCCESS;
}

} /* namespace */

void messages_init(ClientPort &port)
{
	port.lock.init(WW_LOCK_FLT_PORT);

	LockGuard guard(port.lock);

	InitializeListHead(&port.gets);
	InitializeListHead(&port.queued);
}

void message_get(ClientPort &port, PIRP irp)
{
	Message *message;
	const NTSTATUS status = take_or_wait(port, irp, message);

	if (message)
		deliver(port, irp, *message);
	else if (status != STATUS_PENDING)
		port_complete(irp, status);
}

NTSTATUS message_reply(ClientPort &port, const void *reply, u32 bytes)
{
	const auto *const header = static_cast<const FILTER_REPLY_HEADER *>(reply);

	if (bytes < sizeof(*header))
		return STATUS_INVALID_PARAMETER;

	const u32 given = bytes - static_cast<u32>(sizeof(*header));
	Message *const message = take_unanswered(port, header->MessageId);

	if (!message)
		return STATUS_FLT_NO_WAITER_FOR_REPLY;

	const bool fits = given <= message->room;

	message->replied = fits ? given : message->room;
	__builtin_memcpy(message->reply, header + 1, message->replied);
	finish(port, *message, fits ? header->Status : STATUS_BUFFER_OVERFLOW);
	return STATUS_SUCCESS;
}

void messages_end(ClientPort &port)
{
	{
		LockGuard guard(port.lock);

		port.is_over = true;
	}
	while (Message *const message = take_any(port))
		finish(port, *message, STATUS_PORT_DISCONNECTED);
	while (const PIRP irp = take_any_get(port))
		port_complete(irp, STATUS_PORT_DISCONNECTED);
}

} /* namespace ww */

using namespace ww;

extern "C" {

NTSTATUS FLTAPI FltSendMessage(PFLT_FILTER Filter, PFLT_PORT *ClientPort, PVOID SenderBuffer,
			       ULONG SenderBufferLength, PVOID ReplyBuffer, PULONG ReplyLength,
			       PLARGE_INTEGER Timeout)
{
	const CallSite call = WW_CALL_SITE;

	if (!at_apc_or_below(call, Filter) || !check_type(call, Filter, filter_type))
		return STATUS_INVALID_PARAMETER;
	if (const char *missing = first_missing({ { ClientPort != nullptr, "ClientPort" },
						  { SenderBuffer != nullptr, "SenderBuffer" },
						  { !ReplyBuffer || ReplyLength, "ReplyLength" } }))
		return refuse(call, Filter, STATUS_INVALID_PARAMETER, "%s is NULL", missing);

	/* FltCloseClientPort has set it to NULL, in another thread perhaps. */
	auto *const port = reinterpret_cast<ww::ClientPort *>(__atomic_load_n(ClientPort, __ATOMIC_RELAXED));

	if (!port)
		return STATUS_PORT_DISCONNECTED;

	const ClientReference reference(call, port);

	if (!reference)
		return STATUS_INVALID_PARAMETER;
	if (port->maker != Filter)
		return refuse(call, Filter, STATUS_INVALID_PARAMETER, "ClientPort is of another filter");

	Message message{};

	KeInitializeEvent(&message.event, NotificationEvent, FALSE);
	message.id = last_id.fetch_add(1, Order::relaxed) + 1;
	message.data = SenderBuffer;
	message.bytes = SenderBufferLength;
	message.reply = ReplyBuffer;
	message.room = ReplyBuffer ? *ReplyLength : 0;
	if (!send(*port, message))
		return STATUS_PORT_DISCONNECTED;

	const NTSTATUS status = wait(*port, message, Timeout);

	if (ReplyBuffer && status != STATUS_TIMEOUT)
		*ReplyLength = message.replied;
	return status;
}

} /* extern "C" */
