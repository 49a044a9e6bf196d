/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The functions of WSK_PROVIDER_DISPATCH that make sockets, and those of a client.
 */
#include "base/irql.hpp"
#include "linux/memory.h"
#include "wsk.hpp"

namespace ww {
namespace {

bool is_family(u16 family)
{
	return family == AF_INET || family == AF_INET6;
}

/* What each socket of a type has for a protocol. */
bool is_transport(USHORT type, ULONG protocol)
{
	return (type == SOCK_STREAM && (!protocol || protocol == IPPROTO_TCP)) ||
	       (type == SOCK_DGRAM && (!protocol || protocol == IPPROTO_UDP));
}

/* Null, or why the flags are not those of one category, which is stored. */
const char *take_category(ULONG flags, USHORT type, WskCategory &category)
{
	const bool is_datagram = type == SOCK_DGRAM;

	switch (flags) {
	case WSK_FLAG_BASIC_SOCKET:
		category = WskCategory::basic;
		return nullptr;
	case WSK_FLAG_LISTEN_SOCKET:
		category = WskCategory::listening;
		break;
	case WSK_FLAG_CONNECTION_SOCKET:
		category = WskCategory::connection;
		break;
	case WSK_FLAG_STREAM_SOCKET:
		category = WskCategory::stream;
		break;
	case WSK_FLAG_DATAGRAM_SOCKET:
		category = WskCategory::datagram;
		return is_datagram ? nullptr : "WSK_FLAG_DATAGRAM_SOCKET needs SOCK_DGRAM";
	default:
		return "Flags is not one of the flags of categories";
	}
	return is_datagram ? "Flags needs SOCK_STREAM" : nullptr;
}

/* A request with a new socket, which it makes; or null, and the IRP is completed with the status. */
WskRequest *make_request(const CallSite &call, const WskMaking &making, PIRP irp, WskLane lane,
			 bool (*attempt)(WskRequest &request), NTSTATUS &status)
{
	WskSocket *const socket = wsk_socket_make(making);
	WskRequest *const request = socket ? wsk_request_make(call, socket, irp, lane, attempt) : nullptr;

	if (request) {
		request->makes_socket = true;
		return request;
	}
	if (socket)
		wsk_socket_drop(*socket);
	status = wsk_complete(call, irp, STATUS_INSUFFICIENT_RESOURCES);
	return nullptr;
}

NTSTATUS refuse_irp(const CallSite &call, const WskClient &client, PIRP irp, NTSTATUS status, const char *why)
{
	refuse(call, client.driver, status, "%s", why);
	return wsk_complete(call, irp, status);
}

NTSTATUS open(const CallSite &call, WskClient &client, WskRequest &wanted, ULONG flags, ADDRESS_FAMILY family,
	      PIRP irp)
{
	WskMaking making = { .client = &client, .category = WskCategory::basic, .is_stream = false, .family = family,
			     .context = wanted.context, .callbacks = wanted.callbacks };
	NTSTATUS status;

	if (!is_family(family) || !is_transport(wanted.socket_type, wanted.protocol))
		return refuse_irp(call, client, irp, STATUS_NOT_SUPPORTED,
				  "AddressFamily, SocketType and Protocol are not TCP or UDP over IPv4 or IPv6");
	if (const char *const why = take_category(flags, wanted.socket_type, making.category))
		return refuse_irp(call, client, irp, STATUS_INVALID_PARAMETER, why);
	making.is_stream = making.category == WskCategory::stream;

	WskRequest *const request = make_request(call, making, irp, kControlLane, wsk_try_open, status);

	if (!request)
		return status;
	request->socket_type = wanted.socket_type;
	request->protocol = wanted.protocol;
	return wsk_request_submit_new(request);
}

NTSTATUS WSKAPI socket(PWSK_CLIENT client, ADDRESS_FAMILY family, USHORT type, ULONG protocol, ULONG flags,
		       PVOID context, const VOID *callbacks, PEPROCESS, PETHREAD, PSECURITY_DESCRIPTOR descriptor,
		       PIRP irp)
{
	const CallSite call = WW_CALL_SITE_OF("WskSocket");
	auto *const own = static_cast<WskClient *>(client);
	WskRequest wanted = {};

	if (!wsk_check_irp(call, client, irp))
		return STATUS_INVALID_PARAMETER;
	if (!wsk_client_enter(call, own))
		return wsk_complete(call, irp, STATUS_INVALID_PARAMETER);
	wanted.socket_type = type;
	wanted.protocol = protocol;
	wanted.context = context;
	wanted.callbacks = callbacks;

	const NTSTATUS status =
		descriptor ? refuse_irp(call, *own, irp, STATUS_NOT_SUPPORTED,
					"SecurityDescriptor is not NULL: no address is shared by one")
			   : open(call, *own, wanted, flags, family, irp);

	wsk_client_leave(*own);
	return status;
}

NTSTATUS open_connected(const CallSite &call, WskClient &client, const WskMaking &making, WskRequest &wanted,
			PSOCKADDR local, PSOCKADDR remote, PIRP irp)
{
	ww_socket_address from, to;
	NTSTATUS status;

	if (wanted.socket_type != SOCK_STREAM || !is_transport(wanted.socket_type, wanted.protocol))
		return refuse_irp(call, client, irp, STATUS_NOT_SUPPORTED, "SocketType and Protocol are not TCP");
	if (!wsk_address_take(local, making.family, from) || !wsk_address_take(remote, making.family, to))
		return refuse_irp(call, client, irp, STATUS_INVALID_PARAMETER,
				  "LocalAddress and RemoteAddress are not both IPv4, or IPv6");

	WskRequest *const request = make_request(call, making, irp, kConnectLane, wsk_try_open_connected, status);

	if (!request)
		return status;
	request->socket_type = wanted.socket_type;
	request->protocol = wanted.protocol;
	request->address = from;
	request->socket->fixed = to;
	return wsk_request_submit_new(request);
}

NTSTATUS WSKAPI socket_connect(PWSK_CLIENT client, USHORT type, ULONG protocol, PSOCKADDR local, PSOCKADDR remote,
			       ULONG, PVOID context, const WSK_CLIENT_CONNECTION_DISPATCH *callbacks, PEPROCESS,
			       PETHREAD, PSECURITY_DESCRIPTOR, PIRP irp)
{
	const CallSite call = WW_CALL_SITE_OF("WskSocketConnect");
	auto *const own = static_cast<WskClient *>(client);
	WskRequest wanted = {};

	if (!wsk_check_irp(call, client, irp))
		return STATUS_INVALID_PARAMETER;
	if (!wsk_client_enter(call, own))
		return wsk_complete(call, irp, STATUS_INVALID_PARAMETER);
	wanted.socket_type = type;
	wanted.protocol = protocol;

	NTSTATUS status;

	if (!local || !remote) {
		status = refuse_irp(call, *own, irp, STATUS_INVALID_PARAMETER, "an address is NULL");
	} else {
		const WskMaking making = { .client = own, .category = WskCategory::connection, .is_stream = false,
					   .family = local->sa_family, .context = context, .callbacks = callbacks };

		status = open_connected(call, *own, making, wanted, local, remote, irp);
	}
	wsk_client_leave(*own);
	return status;
}

/* ---- WskControlClient ------------------------------------------------------------------- */

struct ClientControl {
	const CallSite &call;
	WskClient &client;
	const void *input;
	size_t input_bytes;
	void *output;
	size_t output_bytes;
	SIZE_T *returned;
};

constexpr WSK_TRANSPORT transports[] = {
	{ 0, SOCK_STREAM, IPPROTO_TCP, AF_INET, {} },
	{ 0, SOCK_DGRAM, IPPROTO_UDP, AF_INET, {} },
	{ 0, SOCK_STREAM, IPPROTO_TCP, AF_INET6, {} },
	{ 0, SOCK_DGRAM, IPPROTO_UDP, AF_INET6, {} },
};

NTSTATUS list_transports(const ClientControl &control)
{
	if (control.returned)
		*control.returned = sizeof(transports);
	if (!control.output || control.output_bytes < sizeof(transports))
		return STATUS_BUFFER_OVERFLOW;
	__builtin_memcpy(control.output, transports, sizeof(transports));
	return STATUS_SUCCESS;
}

NTSTATUS enable_events(const ClientControl &control)
{
	const auto *const input = static_cast<const WSK_EVENT_CALLBACK_CONTROL *>(control.input);
	const u32 all = wsk_events_of(WskCategory::stream) | wsk_events_of(WskCategory::datagram);

	if (!input || control.input_bytes < sizeof(*input) || !input->EventMask || input->EventMask & ~all)
		return refuse(control.call, control.client.driver, STATUS_INVALID_PARAMETER,
			      "InputBuffer holds no WSK_EVENT_CALLBACK_CONTROL with events to enable");
	control.client.static_events.fetch_or(input->EventMask);
	return STATUS_SUCCESS;
}

NTSTATUS control_client_with(const ClientControl &control, ULONG code)
{
	switch (code) {
	case WSK_TRANSPORT_LIST_QUERY:
		return list_transports(control);
	case WSK_SET_STATIC_EVENT_CALLBACKS:
		return enable_events(control);
	/* There are no transports of TDI, so sockets go past TDI anyway. */
	case WSK_TDI_DEVICENAME_MAPPING:
	case WSK_TDI_BEHAVIOR:
		return STATUS_SUCCESS;
	default:
		return refuse(control.call, control.client.driver, STATUS_NOT_SUPPORTED,
			      "WinWork does not have the control code %u", code);
	}
}

NTSTATUS WSKAPI control_client(PWSK_CLIENT client, ULONG code, SIZE_T input_bytes, PVOID input, SIZE_T output_bytes,
			       PVOID output, SIZE_T *returned, PIRP irp)
{
	const CallSite call = WW_CALL_SITE_OF("WskControlClient");
	auto *const own = static_cast<WskClient *>(client);
	SIZE_T bytes = 0;

	if (irp ? !wsk_check_irp(call, client, irp) : !at_dispatch_or_below(call, client))
		return STATUS_INVALID_PARAMETER;
	if (!wsk_client_enter(call, own))
		return irp ? wsk_complete(call, irp, STATUS_INVALID_PARAMETER) : STATUS_INVALID_PARAMETER;

	const NTSTATUS status =
		control_client_with({ call, *own, input, input_bytes, output, output_bytes, &bytes }, code);

	wsk_client_leave(*own);
	if (returned)
		*returned = bytes;
	return irp ? wsk_complete(call, irp, status, status == STATUS_SUCCESS ? bytes : 0) : status;
}

} /* namespace */

constinit const WSK_PROVIDER_DISPATCH wsk_provider = {
	.Version = MAKE_WSK_VERSION(1, 0),
	.Reserved = 0,
	.WskSocket = socket,
	.WskSocketConnect = socket_connect,
	.WskControlClient = control_client,
	.WskGetAddressInfo = wsk_get_address_info,
	.WskFreeAddressInfo = wsk_free_address_info,
	.WskGetNameInfo = wsk_get_name_info,
};

} /* namespace ww */
