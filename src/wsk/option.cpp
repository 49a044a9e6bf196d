/* SPDX-License-Identifier: GPL-2.0 */
/*
 * WskControlSocket: options, the event callbacks, and control codes.
 */
#include "base/irql.hpp"
#include "linux/memory.h"
#include "wsk.hpp"

namespace ww {
namespace {

/* A control as the driver asks for it. */
struct Control {
	const CallSite &call;
	WskSocket &socket;
	WSK_CONTROL_SOCKET_TYPE type;
	ULONG code;
	ULONG level;
	const void *input;
	size_t input_bytes;
	void *output;
	size_t output_bytes;
};

struct Answer {
	NTSTATUS status;
	size_t bytes;
};

struct OptionName {
	ULONG level;
	ULONG code;
	ww_socket_option option;
};

constexpr OptionName options[] = {
	{ SOL_SOCKET, SO_REUSEADDR, WW_SOCKET_REUSE_ADDRESS },
	{ SOL_SOCKET, SO_KEEPALIVE, WW_SOCKET_KEEP_ALIVE },
	{ SOL_SOCKET, SO_BROADCAST, WW_SOCKET_BROADCAST },
	{ SOL_SOCKET, SO_SNDBUF, WW_SOCKET_SEND_BUFFER },
	{ SOL_SOCKET, SO_RCVBUF, WW_SOCKET_RECEIVE_BUFFER },
	{ IPPROTO_TCP, TCP_NODELAY, WW_SOCKET_NO_DELAY },
	{ IPPROTO_IPV6, IPV6_V6ONLY, WW_SOCKET_V6_ONLY },
};

NTSTATUS refuse_control(const Control &control, NTSTATUS status, const char *why)
{
	return refuse(control.call, control.socket.driver, status, "%s 0x%x of level 0x%x: %s",
		      control.type == WskIoctl ? "control code" : "option", control.code, control.level, why);
}

/* A BOOL or a number, which drivers also give as one byte. */
bool read_number(const Control &control, u32 &value)
{
	value = 0;
	if (!control.input || (control.input_bytes != 1 && control.input_bytes != sizeof(value)))
		return false;
	__builtin_memcpy(&value, control.input, control.input_bytes);
	return true;
}

Answer write_number(const Control &control, u32 value)
{
	const size_t bytes = control.output_bytes < sizeof(value) ? control.output_bytes : sizeof(value);

	if (!control.output || !bytes)
		return { refuse_control(control, STATUS_BUFFER_TOO_SMALL, "OutputBuffer is too small"), 0 };
	__builtin_memcpy(control.output, &value, bytes);
	return { STATUS_SUCCESS, bytes };
}

Answer write_size(const Control &control, size_t value)
{
	if (!control.output || control.output_bytes < sizeof(value))
		return { refuse_control(control, STATUS_BUFFER_TOO_SMALL, "OutputBuffer is too small"), 0 };
	__builtin_memcpy(control.output, &value, sizeof(value));
	return { STATUS_SUCCESS, sizeof(value) };
}

Answer set_option(const Control &control, ww_socket_option option)
{
	u32 value;

	if (!read_number(control, value))
		return { refuse_control(control, STATUS_INVALID_PARAMETER, "InputBuffer holds no number"), 0 };
	if (option == WW_SOCKET_NO_DELAY)
		control.socket.has_no_delay = value;
	return { wsk_status_of(ww_socket_ops()->set(control.socket.linux_socket, option, value)), 0 };
}

Answer get_option(const Control &control, ww_socket_option option)
{
	u32 value = 0;
	const s32 error = ww_socket_ops()->get(control.socket.linux_socket, option, &value);

	return error < 0 ? Answer{ wsk_status_of(error), 0 } : write_number(control, value);
}

Answer do_option(const Control &control)
{
	for (const OptionName &each : options) {
		if (each.level != control.level || each.code != control.code)
			continue;
		return control.type == WskSetOption ? set_option(control, each.option)
						    : get_option(control, each.option);
	}
	return { refuse_control(control, STATUS_NOT_SUPPORTED, "WinWork does not have it"), 0 };
}

/* ---- Control codes ---------------------------------------------------------------------- */

/* Datagrams go to that address if a call names none. The worker may be sending one. */
Answer fix_receiver(const Control &control, ww_socket_address &to)
{
	const size_t bytes = control.socket.family == AF_INET ? sizeof(SOCKADDR_IN) : sizeof(SOCKADDR_IN6);

	to = {};
	if (control.input_bytes && (!control.input || control.input_bytes < bytes ||
				    !wsk_address_take(static_cast<const SOCKADDR *>(control.input),
						      control.socket.family, to)))
		return { refuse_control(control, STATUS_INVALID_PARAMETER, "InputBuffer holds no address"), 0 };

	LockGuard guard(control.socket.lock);

	control.socket.fixed = to;
	return { STATUS_SUCCESS, 0 };
}

/* With its peer, Linux gives the socket an address of its own. */
s32 join(WskSocket &socket, const ww_socket_address &peer)
{
	if (!socket.own.family)
		ww_socket_ops()->name(socket.linux_socket, false, &socket.own);
	return ww_socket_ops()->connect(socket.linux_socket, &peer);
}

/* Linux gives back a port that it had chosen itself: the socket is bound to that again. */
s32 part(WskSocket &socket)
{
	const ww_socket_address own = socket.own;
	ww_socket_address now = {};

	ww_socket_ops()->reset(socket.linux_socket);
	socket.own = {};
	ww_socket_ops()->name(socket.linux_socket, false, &now);
	if (!socket.is_bound || !own.family || now.rest[0] || now.rest[1])
		return 0;
	return ww_socket_ops()->bind(socket.linux_socket, &own);
}

/* And datagrams of others are not received. */
Answer fix_peer(const Control &control)
{
	ww_socket_address to;
	const Answer answer = fix_receiver(control, to);

	if (!NT_SUCCESS(answer.status))
		return answer;
	return { wsk_status_of(to.family ? join(control.socket, to) : part(control.socket)), 0 };
}

Answer ask(const Control &control, ww_socket_option option)
{
	u32 value = 0;
	const s32 error = ww_socket_ops()->get(control.socket.linux_socket, option, &value);

	return error < 0 ? Answer{ wsk_status_of(error), 0 } : write_size(control, value);
}

Answer do_code(const Control &control)
{
	const bool is_datagram = control.socket.category.load() == WskCategory::datagram;
	ww_socket_address to;

	switch (control.code) {
	case static_cast<ULONG>(SIO_WSK_SET_SENDTO_ADDRESS):
		if (is_datagram)
			return fix_receiver(control, to);
		break;
	case static_cast<ULONG>(SIO_WSK_SET_REMOTE_ADDRESS):
		if (is_datagram)
			return fix_peer(control);
		break;
	case static_cast<ULONG>(SIO_WSK_QUERY_RECEIVE_BACKLOG):
		if (control.socket.is_connected)
			return ask(control, WW_SOCKET_UNREAD);
		break;
	case static_cast<ULONG>(SIO_WSK_QUERY_IDEAL_SEND_BACKLOG):
		if (control.socket.is_connected)
			return ask(control, WW_SOCKET_SEND_BUFFER);
		break;
	}
	return { refuse_control(control, STATUS_NOT_SUPPORTED, "WinWork does not have it for this socket"), 0 };
}

Answer do_control(const Control &control)
{
	if (!control.socket.linux_socket)
		return { STATUS_FILE_FORCED_CLOSED, 0 };
	return control.type == WskIoctl ? do_code(control) : do_option(control);
}

bool try_control(WskRequest &request)
{
	const Answer answer = do_control({ request.call, *request.socket, request.type, request.code, request.level,
					   request.input, request.input_bytes, request.output,
					   request.output_bytes });

	return wsk_done(request, answer.status, answer.bytes);
}

/* ---- SO_WSK_EVENT_CALLBACK -------------------------------------------------------------- */

bool is_npi(const NPIID *id)
{
	return id && !__builtin_memcmp(id, &NPI_WSK_INTERFACE_ID, sizeof(*id));
}

/* The events that the driver's dispatch table has. All, while the driver has not given one yet. */
u32 given_events(const WskSocket &socket)
{
	const void *const callbacks = socket.callbacks.load();
	u32 events = 0;

	if (!callbacks)
		return socket.is_connected ? ~0u : 0;
	if (socket.category.load() == WskCategory::connection) {
		const auto &own = *static_cast<const WSK_CLIENT_CONNECTION_DISPATCH *>(callbacks);

		events |= own.WskReceiveEvent ? WSK_EVENT_RECEIVE : 0;
		events |= own.WskDisconnectEvent ? WSK_EVENT_DISCONNECT : 0;
		events |= own.WskSendBacklogEvent ? WSK_EVENT_SEND_BACKLOG : 0;
		return events;
	}
	if (socket.category.load() == WskCategory::datagram)
		return static_cast<const WSK_CLIENT_DATAGRAM_DISPATCH *>(callbacks)->WskReceiveFromEvent
			       ? WSK_EVENT_RECEIVE_FROM
			       : 0;
	/* Those of connections have their table when they are accepted. */
	return ~0u;
}

Answer enable(const Control &control, u32 mask)
{
	const u32 known = wsk_events_of(control.socket.category.load());

	if (!mask || mask & ~known)
		return { refuse_control(control, STATUS_INVALID_PARAMETER,
					"EventMask has an event that the socket does not have"), 0 };
	if (mask & ~given_events(control.socket))
		return { refuse_control(control, STATUS_INVALID_PARAMETER,
					"EventMask has an event whose callback is NULL"), 0 };
	control.socket.events.fetch_or(mask);
	wsk_wake(control.socket);
	return { STATUS_SUCCESS, 0 };
}

/* No request of this lane is tried while a callback runs, so none runs any more. */
bool try_disabled(WskRequest &request)
{
	return wsk_done(request, STATUS_SUCCESS);
}

/* The driver waits for callbacks under way by an IRP; without one it learns of them. */
NTSTATUS disable(const Control &control, u32 mask, PIRP irp)
{
	control.socket.events.fetch_and(~mask);
	if (!irp)
		return control.socket.calling.load() & mask ? STATUS_EVENT_PENDING : STATUS_SUCCESS;

	WskRequest *const request =
		wsk_request_make(control.call, &control.socket, irp, kControlLane, try_disabled);

	return request ? wsk_request_submit(request)
		       : wsk_complete(control.call, irp, STATUS_INSUFFICIENT_RESOURCES);
}

NTSTATUS change_events(const Control &control, PIRP irp)
{
	const auto *const input = static_cast<const WSK_EVENT_CALLBACK_CONTROL *>(control.input);
	Answer answer;

	if (!input || control.input_bytes < sizeof(*input))
		answer = { refuse_control(control, STATUS_INVALID_PARAMETER,
					  "InputBuffer holds no WSK_EVENT_CALLBACK_CONTROL"), 0 };
	else if (!is_npi(input->NpiId))
		answer = { refuse_control(control, STATUS_NOT_SUPPORTED, "NpiId is not NPI_WSK_INTERFACE_ID"), 0 };
	else if (input->EventMask & WSK_EVENT_DISABLE)
		return disable(control, input->EventMask & ~WSK_EVENT_DISABLE, irp);
	else
		answer = enable(control, input->EventMask);
	return irp ? wsk_complete(control.call, irp, answer.status) : answer.status;
}

/* ---- The call --------------------------------------------------------------------------- */

NTSTATUS submit(const Control &control, PIRP irp)
{
	WskRequest *const request =
		wsk_request_make(control.call, &control.socket, irp, kControlLane, try_control);

	if (!request)
		return wsk_complete(control.call, irp, STATUS_INSUFFICIENT_RESOURCES);
	request->type = control.type;
	request->code = control.code;
	request->level = control.level;
	request->input = control.input;
	request->input_bytes = control.input_bytes;
	request->output = control.output;
	request->output_bytes = control.output_bytes;
	return wsk_request_submit(request);
}

/* Without an IRP the caller waits, so it is at PASSIVE_LEVEL. */
NTSTATUS do_at_once(const Control &control, SIZE_T *returned)
{
	if (!at_passive(control.call, &control.socket))
		return STATUS_INVALID_PARAMETER;

	const Answer answer = do_control(control);

	if (returned)
		*returned = answer.bytes;
	return answer.status;
}

} /* namespace */

NTSTATUS WSKAPI wsk_control_socket(PWSK_SOCKET socket, WSK_CONTROL_SOCKET_TYPE type, ULONG code, ULONG level,
				   SIZE_T input_bytes, PVOID input, SIZE_T output_bytes, PVOID output,
				   SIZE_T *returned, PIRP irp)
{
	const CallSite call = WW_CALL_SITE_OF("WskControlSocket");

	if (irp ? !wsk_check_irp(call, socket, irp) : !at_dispatch_or_below(call, socket))
		return STATUS_INVALID_PARAMETER;

	WskSocket *const own = wsk_socket_of(call, socket);

	if (!own)
		return irp ? wsk_complete(call, irp, STATUS_INVALID_PARAMETER) : STATUS_INVALID_PARAMETER;

	const Control control = { call, *own, type, code, level, input, input_bytes, output, output_bytes };

	if (type == WskSetOption && level == SOL_SOCKET && code == SO_WSK_EVENT_CALLBACK)
		return change_events(control, irp);
	return irp ? submit(control, irp) : do_at_once(control, returned);
}

} /* namespace ww */
