/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The functions of the dispatch tables: each checks its parameters, and makes a request.
 */
#include "base/irql.hpp"
#include "linux/memory.h"
#include "wsk.hpp"

namespace ww {
namespace {

constexpr u32 of(WskCategory category)
{
	return 1u << static_cast<u32>(category);
}

constexpr u32 kConnections = of(WskCategory::connection) | of(WskCategory::stream);
constexpr u32 kListening = of(WskCategory::listening) | of(WskCategory::stream);
constexpr u32 kDatagrams = of(WskCategory::datagram);

const char *name_of(WskCategory category)
{
	static constexpr const char *names[] = { "basic", "listening", "connection-oriented", "datagram", "stream" };

	return names[static_cast<u32>(category)];
}

/*
 * What each function of a socket begins with. Without a request the call is over with the status, and its IRP is
 * completed if there is one.
 */
struct Begin {
	const CallSite &call;
	WSK_SOCKET *socket;
	PIRP irp;
	u32 categories;
	WskLane lane;
	bool (*attempt)(WskRequest &request);
};

WskRequest *begin(const Begin &wanted, NTSTATUS &status)
{
	status = STATUS_INVALID_PARAMETER;
	if (!wsk_check_irp(wanted.call, wanted.socket, wanted.irp))
		return nullptr;

	WskSocket *const socket = wsk_socket_of(wanted.call, wanted.socket);

	if (socket && wanted.categories & of(socket->category.load())) {
		WskRequest *const request =
			wsk_request_make(wanted.call, socket, wanted.irp, wanted.lane, wanted.attempt);

		if (request)
			return request;
		status = STATUS_INSUFFICIENT_RESOURCES;
	} else if (socket) {
		report({ .code = BugCheck::driver_verifier_detected_violation,
			 .parameter = { 0, address_of(socket), 0, 0 },
			 .call = wanted.call, .item = socket, .owner = socket->driver },
		       "the socket is a %s socket, which has no such function", name_of(socket->category.load()));
		status = STATUS_INVALID_DEVICE_REQUEST;
	}
	status = wsk_complete(wanted.call, wanted.irp, status);
	return nullptr;
}

/* The parameters are wrong: the IRP is completed. */
NTSTATUS give_up(WskRequest *request, NTSTATUS status, const char *why)
{
	const CallSite call = request->call;
	const PIRP irp = request->irp;

	refuse(call, request->socket->driver, status, "%s", why);
	ww_free(request);
	return wsk_complete(call, irp, status);
}

NTSTATUS refuse_call(const CallSite &call, PIRP irp, const char *why)
{
	if (!wsk_check_irp(call, nullptr, irp))
		return STATUS_INVALID_PARAMETER;
	refuse(call, nullptr, STATUS_NOT_SUPPORTED, "%s", why);
	return wsk_complete(call, irp, STATUS_NOT_SUPPORTED);
}

/* Null, or why the address of a driver is not taken. */
const char *take_address(WskRequest &request, const SOCKADDR *address)
{
	if (!address)
		return "the address is NULL";
	if (!wsk_address_take(address, request.socket->family, request.address))
		return "the address is not of the socket's family";
	request.has_address = true;
	return nullptr;
}

/* ---- Addresses and connections ---------------------------------------------------------- */

NTSTATUS WSKAPI bind(PWSK_SOCKET socket, PSOCKADDR address, ULONG, PIRP irp)
{
	const CallSite call = WW_CALL_SITE_OF("WskBind");
	NTSTATUS status;
	WskRequest *const request =
		begin({ call, socket, irp, kConnections | kListening | kDatagrams, kControlLane, wsk_try_bind }, status);

	if (!request)
		return status;
	if (const char *const why = take_address(*request, address))
		return give_up(request, STATUS_INVALID_PARAMETER, why);
	return wsk_request_submit(request);
}

NTSTATUS connect_with(const CallSite &call, PWSK_SOCKET socket, PSOCKADDR address, PIRP irp)
{
	NTSTATUS status;
	WskRequest *const request = begin({ call, socket, irp, kConnections, kConnectLane, wsk_try_connect }, status);

	if (!request)
		return status;
	if (const char *const why = take_address(*request, address))
		return give_up(request, STATUS_INVALID_PARAMETER, why);
	return wsk_request_submit(request);
}

NTSTATUS WSKAPI connect(PWSK_SOCKET socket, PSOCKADDR address, ULONG, PIRP irp)
{
	return connect_with(WW_CALL_SITE_OF("WskConnect"), socket, address, irp);
}

/* TCP Fast Open sends no data before the connection here. */
NTSTATUS WSKAPI connect_ex(PWSK_SOCKET socket, PSOCKADDR address, PWSK_BUF buffer, ULONG, PIRP irp)
{
	const CallSite call = WW_CALL_SITE_OF("WskConnectEx");

	if (buffer && buffer->Length)
		return refuse_call(call, irp, "Buffer is not empty: data before the connection are not sent");
	return connect_with(call, socket, address, irp);
}

NTSTATUS WSKAPI listen(PWSK_SOCKET socket, PIRP irp)
{
	const CallSite call = WW_CALL_SITE_OF("WskListen");
	NTSTATUS status;
	WskRequest *const request =
		begin({ call, socket, irp, kListening, kControlLane, wsk_try_listen }, status);

	return request ? wsk_request_submit(request) : status;
}

NTSTATUS WSKAPI accept(PWSK_SOCKET socket, ULONG, PVOID context, const WSK_CLIENT_CONNECTION_DISPATCH *callbacks,
		       PSOCKADDR local, PSOCKADDR remote, PIRP irp)
{
	const CallSite call = WW_CALL_SITE_OF("WskAccept");
	NTSTATUS status;
	WskRequest *const request =
		begin({ call, socket, irp, kListening, kReceiveLane, wsk_try_accept }, status);

	if (!request)
		return status;
	request->context = context;
	request->callbacks = callbacks;
	request->local = local;
	request->remote = remote;
	return wsk_request_submit(request);
}

NTSTATUS WSKAPI inspect_complete(PWSK_SOCKET, PWSK_INSPECT_ID, WSK_INSPECT_ACTION, PIRP irp)
{
	return refuse_call(WW_CALL_SITE_OF("WskInspectComplete"), irp,
			   "no connection is inspected: SO_CONDITIONAL_ACCEPT does not exist");
}

NTSTATUS WSKAPI local_address(PWSK_SOCKET socket, PSOCKADDR address, PIRP irp)
{
	const CallSite call = WW_CALL_SITE_OF("WskGetLocalAddress");
	NTSTATUS status;
	WskRequest *const request =
		begin({ call, socket, irp, kConnections | kListening | kDatagrams, kControlLane, wsk_try_name }, status);

	if (!request)
		return status;
	request->local = address;
	return address ? wsk_request_submit(request)
		       : give_up(request, STATUS_INVALID_PARAMETER, "LocalAddress is NULL");
}

NTSTATUS WSKAPI remote_address(PWSK_SOCKET socket, PSOCKADDR address, PIRP irp)
{
	const CallSite call = WW_CALL_SITE_OF("WskGetRemoteAddress");
	NTSTATUS status;
	WskRequest *const request = begin({ call, socket, irp, kConnections, kControlLane, wsk_try_name }, status);

	if (!request)
		return status;
	request->remote = address;
	return address ? wsk_request_submit(request)
		       : give_up(request, STATUS_INVALID_PARAMETER, "RemoteAddress is NULL");
}

/* ---- Data ------------------------------------------------------------------------------- */

NTSTATUS transfer(const Begin &wanted, const WSK_BUF *buffer, ULONG flags, ULONG known)
{
	NTSTATUS status;
	WskRequest *const request = begin(wanted, status);

	if (!request)
		return status;
	if (const char *const why = wsk_buffer_fault(buffer))
		return give_up(request, STATUS_INVALID_PARAMETER, why);
	if (flags & ~known)
		return give_up(request, STATUS_NOT_SUPPORTED, "Flags has one that this function does not know");
	request->buffer = *buffer;
	request->flags = flags;
	return wsk_request_submit(request);
}

NTSTATUS WSKAPI send(PWSK_SOCKET socket, PWSK_BUF buffer, ULONG flags, PIRP irp)
{
	const CallSite call = WW_CALL_SITE_OF("WskSend");

	return transfer({ call, socket, irp, kConnections, kSendLane, wsk_try_send }, buffer, flags, WSK_FLAG_NODELAY);
}

NTSTATUS WSKAPI send_ex(PWSK_SOCKET socket, PWSK_BUF buffer, ULONG flags, ULONG control_bytes, PCMSGHDR, PIRP irp)
{
	const CallSite call = WW_CALL_SITE_OF("WskSendEx");

	if (control_bytes)
		return refuse_call(call, irp, "ControlInfoLength is not 0: TCP has no control information here");
	return transfer({ call, socket, irp, kConnections, kSendLane, wsk_try_send }, buffer, flags, WSK_FLAG_NODELAY);
}

NTSTATUS receive_with(const CallSite &call, PWSK_SOCKET socket, PWSK_BUF buffer, ULONG flags, PIRP irp)
{
	constexpr ULONG both = WSK_FLAG_WAITALL | WSK_FLAG_DRAIN;

	/* One of them at most, and with WSK_FLAG_DRAIN no buffer. */
	if ((flags & both) == both || (flags & WSK_FLAG_DRAIN && buffer && buffer->Length))
		return refuse_call(call, irp, "WSK_FLAG_DRAIN goes with neither WSK_FLAG_WAITALL nor a buffer");
	return transfer({ call, socket, irp, kConnections, kReceiveLane, wsk_try_receive }, buffer, flags, both);
}

NTSTATUS WSKAPI receive(PWSK_SOCKET socket, PWSK_BUF buffer, ULONG flags, PIRP irp)
{
	return receive_with(WW_CALL_SITE_OF("WskReceive"), socket, buffer, flags, irp);
}

NTSTATUS WSKAPI receive_ex(PWSK_SOCKET socket, PWSK_BUF buffer, ULONG flags, PULONG control_bytes, PCMSGHDR,
			   PULONG control_flags, PIRP irp)
{
	if (control_bytes)
		*control_bytes = 0;
	if (control_flags)
		*control_flags = 0;
	return receive_with(WW_CALL_SITE_OF("WskReceiveEx"), socket, buffer, flags, irp);
}

NTSTATUS WSKAPI disconnect(PWSK_SOCKET socket, PWSK_BUF buffer, ULONG flags, PIRP irp)
{
	const CallSite call = WW_CALL_SITE_OF("WskDisconnect");
	const bool is_abortive = flags & WSK_FLAG_ABORTIVE;
	static constexpr WSK_BUF nothing = {};

	if (is_abortive && buffer && buffer->Length)
		return refuse_call(call, irp, "WSK_FLAG_ABORTIVE goes with no buffer");
	/* A reset does not wait for the sends before it. */
	return transfer({ call, socket, irp, kConnections, is_abortive ? kControlLane : kSendLane, wsk_try_disconnect },
			buffer ? buffer : &nothing, flags, WSK_FLAG_ABORTIVE);
}

/* ---- Datagrams -------------------------------------------------------------------------- */

const char *list_fault(const WSK_BUF_LIST *list)
{
	const char *why = list ? nullptr : "BufferList is NULL";

	for (; list && !why; list = list->Next)
		why = wsk_buffer_fault(&list->Buffer);
	return why;
}

struct Datagrams {
	const WSK_BUF *buffer;		/* one */
	WSK_BUF_LIST *list;		/* or several */
	bool is_list;
};

NTSTATUS send_datagrams(const Begin &wanted, const Datagrams &datagrams, const SOCKADDR *to, ULONG control_bytes)
{
	NTSTATUS status;
	WskRequest *const request = begin(wanted, status);

	if (!request)
		return status;

	const char *why = datagrams.is_list ? list_fault(datagrams.list) : wsk_buffer_fault(datagrams.buffer);

	if (!why && to)
		why = take_address(*request, to);
	if (why)
		return give_up(request, STATUS_INVALID_PARAMETER, why);
	if (control_bytes)
		return give_up(request, STATUS_NOT_SUPPORTED, "ControlInfoLength is not 0");
	if (datagrams.is_list)
		request->list = datagrams.list;
	else
		request->buffer = *datagrams.buffer;
	return wsk_request_submit(request);
}

NTSTATUS WSKAPI send_to(PWSK_SOCKET socket, PWSK_BUF buffer, ULONG, PSOCKADDR to, ULONG control_bytes, PCMSGHDR,
			PIRP irp)
{
	const CallSite call = WW_CALL_SITE_OF("WskSendTo");

	return send_datagrams({ call, socket, irp, kDatagrams, kSendLane, wsk_try_send_to },
			      { .buffer = buffer, .list = nullptr, .is_list = false }, to, control_bytes);
}

NTSTATUS WSKAPI send_messages(PWSK_SOCKET socket, PWSK_BUF_LIST list, ULONG, PSOCKADDR to, ULONG control_bytes,
			      PCMSGHDR, PIRP irp)
{
	const CallSite call = WW_CALL_SITE_OF("WskSendMessages");

	return send_datagrams({ call, socket, irp, kDatagrams, kSendLane, wsk_try_send_to },
			      { .buffer = nullptr, .list = list, .is_list = true }, to, control_bytes);
}

NTSTATUS WSKAPI receive_from(PWSK_SOCKET socket, PWSK_BUF buffer, ULONG, PSOCKADDR from, PULONG control_bytes,
			     PCMSGHDR, PULONG control_flags, PIRP irp)
{
	const CallSite call = WW_CALL_SITE_OF("WskReceiveFrom");
	NTSTATUS status;
	WskRequest *const request =
		begin({ call, socket, irp, kDatagrams, kReceiveLane, wsk_try_receive_from }, status);

	if (!request)
		return status;
	if (const char *const why = wsk_buffer_fault(buffer))
		return give_up(request, STATUS_INVALID_PARAMETER, why);
	request->buffer = *buffer;
	request->remote = from;
	request->control_length = control_bytes;
	request->control_flags = control_flags;
	return wsk_request_submit(request);
}

/* ---- The end ---------------------------------------------------------------------------- */

void report_retained(const CallSite &call, const WskSocket &socket)
{
	report({ .code = BugCheck::driver_verifier_detected_violation,
		 .parameter = { kLeak, address_of(&socket), 0, 0 },
		 .call = call, .item = &socket, .owner = socket.driver },
	       "the driver still keeps %d indications of the socket: WskRelease comes before WskCloseSocket",
	       socket.retained.load());
}

NTSTATUS WSKAPI close_socket(PWSK_SOCKET socket, PIRP irp)
{
	const CallSite call = WW_CALL_SITE_OF("WskCloseSocket");

	if (!wsk_check_irp(call, socket, irp))
		return STATUS_INVALID_PARAMETER;

	WskSocket *const own = wsk_socket_of(call, socket);

	if (!own || !wsk_close_claim(*own))
		return wsk_complete(call, irp, STATUS_INVALID_PARAMETER);
	if (own->retained.load() > 0)
		report_retained(call, *own);
	return wsk_close_submit(call, *own, irp);
}

} /* namespace */

constinit const WSK_PROVIDER_BASIC_DISPATCH wsk_basic_functions = { .WskControlSocket = wsk_control_socket,
								    .WskCloseSocket = close_socket };

constinit const WSK_PROVIDER_LISTEN_DISPATCH wsk_listen_functions = {
	.Basic = { .WskControlSocket = wsk_control_socket, .WskCloseSocket = close_socket },
	.WskBind = bind,
	.WskAccept = accept,
	.WskInspectComplete = inspect_complete,
	.WskGetLocalAddress = local_address,
};

constinit const WSK_PROVIDER_CONNECTION_DISPATCH wsk_connection_functions = {
	.Basic = { .WskControlSocket = wsk_control_socket, .WskCloseSocket = close_socket },
	.WskBind = bind,
	.WskConnect = connect,
	.WskGetLocalAddress = local_address,
	.WskGetRemoteAddress = remote_address,
	.WskSend = send,
	.WskReceive = receive,
	.WskDisconnect = disconnect,
	.WskRelease = wsk_release,
	.WskConnectEx = connect_ex,
	.WskSendEx = send_ex,
	.WskReceiveEx = receive_ex,
};

constinit const WSK_PROVIDER_DATAGRAM_DISPATCH wsk_datagram_functions = {
	.Basic = { .WskControlSocket = wsk_control_socket, .WskCloseSocket = close_socket },
	.WskBind = bind,
	.WskSendTo = send_to,
	.WskReceiveFrom = receive_from,
	.WskRelease = wsk_release_datagrams,
	.WskGetLocalAddress = local_address,
	.WskSendMessages = send_messages,
};

constinit const WSK_PROVIDER_STREAM_DISPATCH wsk_stream_functions = {
	.Basic = { .WskControlSocket = wsk_control_socket, .WskCloseSocket = close_socket },
	.WskBind = bind,
	.WskAccept = accept,
	.WskConnect = connect,
	.WskListen = listen,
	.WskSend = send,
	.WskReceive = receive,
	.WskDisconnect = disconnect,
	.WskRelease = wsk_release,
	.WskGetLocalAddress = local_address,
	.WskGetRemoteAddress = remote_address,
	.WskConnectEx = connect_ex,
	.WskSendEx = send_ex,
	.WskReceiveEx = receive_ex,
};

} /* namespace ww */
