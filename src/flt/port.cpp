/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Server ports and client ports: their names, connections and ends.
 */
#include "port.hpp"

#include "base/irql.hpp"
#include "base/report.hpp"
#include "ob/driver.hpp"
#include "ob/image.hpp"
#include "ob/names.hpp"

namespace ww {
namespace {

constinit Lock ports;

/* Links are in \DosDevices\FilterPort, whose nodes are in /dev/winwork/FilterPort. */
constexpr char kLinkFolder[] = "\\DosDevices\\FilterPort";

/* ---- lists; under the ports' lock ---------------------------------------------------------- */

template <typename Port>
void enter(Port *&first, Port &port)
{
	port.next = first;
	port.link = &first;
	if (first)
		first->link = &port.next;
	first = &port;
}

template <typename Port>
void leave(Port &port)
{
	*port.link = port.next;
	if (port.next)
		port.next->link = port.link;
	port.link = nullptr;
	port.filter = nullptr;
}

/* The filter of a port that has one, with rundown protection; or null, also once the filter ends. */
template <typename Port>
PFLT_FILTER filter_of(const Port &port)
{
	LockGuard guard(ports);

	return port.filter && object_try_reference_kept(port.filter) ? port.filter : nullptr;
}

/* ---- server ports -------------------------------------------------------------------------- */

void destroy_client(void *body)
{
	object_dereference_kept(static_cast<ClientPort *>(body)->server);
}

/* The names of a server port's link, and of what it leads to. */
class LinkNames {
public:
	explicit LinkNames(const ServerPort *server)
	{
		set(link, link_text_, kLinkFolder, server);
		set(target, target_text_, kPortDevice, server);
	}

	UNICODE_STRING link;
	UNICODE_STRING target;

private:
	static void set(UNICODE_STRING &unicode, WCHAR (&text)[kObjectName], const char *folder,
			const ServerPort *server)
	{
		char name[kObjectName];

		text_copy(name, sizeof(name), folder);
		text_append(name, sizeof(name), object_header(server)->name);
		name_to_unicode(unicode, text, name);
	}

	WCHAR link_text_[kObjectName];
	WCHAR target_text_[kObjectName];
};

/* Takes the server port from its filter. False if another call has. */
bool close_server(ServerPort *server)
{
	{
		LockGuard guard(ports);

		if (!server->filter)
			return false;
		leave(*server);
	}

	LinkNames names(server);

	object_header(server)->is_nameless.store(true);
	IoDeleteSymbolicLink(&names.link);
	return true;
}

NTSTATUS check_attributes(CallSite call, PFLT_FILTER filter, const OBJECT_ATTRIBUTES *attributes,
			  char (&name)[kObjectName])
{
	constexpr size_t kRoom = kObjectName - sizeof(kPortDevice);

	if (!attributes)
		return refuse(call, filter, STATUS_INVALID_PARAMETER, "ObjectAttributes is NULL");
	if (!(attributes->Attributes & OBJ_KERNEL_HANDLE))
		return refuse(call, filter, STATUS_INVALID_PARAMETER,
			      "ObjectAttributes->Attributes lacks OBJ_KERNEL_HANDLE");
	if (attributes->SecurityDescriptor && !is_security_descriptor(attributes->SecurityDescriptor))
		return refuse(call, filter, STATUS_UNKNOWN_REVISION,
			      "ObjectAttributes->SecurityDescriptor is no security descriptor");
	if (!attributes->ObjectName || !name_from_unicode(name, attributes->ObjectName) ||
	    name[0] != '\\' || !name[1] || text_length(name) >= kRoom)
		return refuse(call, filter, STATUS_OBJECT_NAME_INVALID,
			      "ObjectAttributes->ObjectName is no path of at most %zu characters",
			      kRoom - 1);
	return STATUS_SUCCESS;
}

struct NewServer {
	PFLT_CONNECT_NOTIFY connect;
	PFLT_DISCONNECT_NOTIFY disconnect;
	PFLT_MESSAGE_NOTIFY message;
	void *cookie;
	u32 most;
};

void init_server(void *body, const void *how)
{
	auto &server = *static_cast<ServerPort *>(body);
	const auto &wanted = *static_cast<const NewServer *>(how);

	server.connect = wanted.connect;
	server.disconnect = wanted.disconnect;
	server.message = wanted.message;
	server.cookie = wanted.cookie;
	server.most = wanted.most;
}

/* The caller has rundown protection on the filter. */
NTSTATUS create_server(PFLT_FILTER filter, const char *name, const NewServer &wanted, ServerPort *&result)
{
	bool taken = false;
	auto *const server = static_cast<ServerPort *>(object_create(
		{ .type = server_port_type, .bytes = sizeof(ServerPort), .driver = port_driver(),
		  .name = name, .taken = &taken, .init = init_server, .how = &wanted }));

	if (!server)
		return taken ? STATUS_OBJECT_NAME_COLLISION : STATUS_INSUFFICIENT_RESOURCES;
	{
		LockGuard guard(ports);

		server->filter = filter;
		enter(filter->servers, *server);
	}

	LinkNames names(server);

	/* Without the link only an administrator can connect, by the name of the device. */
	IoCreateSymbolicLink(&names.link, &names.target);
	result = server;
	return STATUS_SUCCESS;
}

/* ---- client ports -------------------------------------------------------------------------- */

ClientPort *create_client(ServerPort &server, PFLT_FILTER filter)
{
	auto *const port = static_cast<ClientPort *>(
		object_create(client_port_type, sizeof(ClientPort), port_driver(),
			      object_header(&server)->name));

	if (!port)
		return nullptr;
	object_reference_kept(&server);
	port->server = &server;
	port->maker = filter;
	ExInitializeRundownProtection(&port->calls);
	messages_init(*port);
	/* The file's; the creator's is the minifilter's. */
	object_reference_kept(port);
	return port;
}

/* Drops the minifilter's reference. False if another call has. */
bool drop_client(ClientPort &port)
{
	{
		LockGuard guard(ports);

		if (port.is_dropped)
			return false;
		port.is_dropped = true;
		if (port.state == PortState::over && port.link)
			leave(port);
	}
	object_dereference(&port);
	return true;
}

bool is_dropped(const ClientPort &port)
{
	LockGuard guard(ports);

	return port.is_dropped;
}

bool reserve_connection(ServerPort &server)
{
	if (server.connections.fetch_add(1) < server.most)
		return true;
	server.connections.fetch_sub(1);
	return false;
}

NTSTATUS call_connect(ServerPort &server, PFLT_FILTER filter, ClientPort *port, void *context, u32 bytes)
{
	const NTSTATUS status = server.connect(reinterpret_cast<PFLT_PORT>(port), server.cookie, context,
					       bytes, &port->cookie);

	driver_check_return(filter->driver, "ConnectNotifyCallback",
			    reinterpret_cast<const void *>(server.connect));
	return status;
}

/* The connection is over, and the minifilter has to drop it yet. */
void set_over(ClientPort &port, PFLT_FILTER filter) WW_REQUIRES(ports)
{
	port.state = PortState::over;
	if (!port.is_dropped)
		enter(filter->left_clients, port);
}

/* False if the filter has begun to end: then the connection is over, and the caller says so. */
bool set_connected(ClientPort &port, PFLT_FILTER filter)
{
	LockGuard guard(ports);

	if (is_closed(filter)) {
		set_over(port, filter);
		return false;
	}
	port.state = PortState::connected;
	port.filter = filter;
	enter(filter->clients, port);
	return true;
}

/* True for the one call that ends the connection. */
bool begin_end(ClientPort &port, PFLT_FILTER filter)
{
	LockGuard guard(ports);

	if (port.state != PortState::connected)
		return false;
	leave(port);
	set_over(port, filter);
	return true;
}

/* Once for a connection, by a caller that keeps the minifilter. */
void call_disconnect(ClientPort &port, PFLT_FILTER filter)
{
	ServerPort &server = *port.server;

	messages_end(port);
	ExWaitForRundownProtectionRelease(&port.calls);
	server.disconnect(port.cookie);
	driver_check_return(filter->driver, "DisconnectNotifyCallback",
			    reinterpret_cast<const void *>(server.disconnect));
}

/* The caller has rundown protection on the filter, and a place among the server's connections. */
NTSTATUS connect(PortFile &file, PFLT_FILTER filter, void *context, u32 bytes)
{
	ServerPort &server = *file.server;
	ClientPort *const port = create_client(server, filter);

	if (!port)
		return STATUS_INSUFFICIENT_RESOURCES;

	const NTSTATUS status = call_connect(server, filter, port, context, bytes);

	if (!NT_SUCCESS(status)) {
		messages_end(*port);
		drop_client(*port);
		object_dereference_kept(port);
		return status;
	}
	/* From now on the file has the reference. */
	file.client.store(port);
	if (set_connected(*port, filter))
		return STATUS_SUCCESS;
	call_disconnect(*port, filter);
	return STATUS_FLT_DELETING_OBJECT;
}

/* ---- the end of a filter ------------------------------------------------------------------- */

/* The first port of a list, with a reference; or null. */
template <typename Port>
Port *any_of(Port *const &first)
{
	LockGuard guard(ports);

	if (first)
		object_reference_kept(first);
	return first;
}

void report_left(CallSite call, PFLT_FILTER filter, const void *port, const char *what)
{
	report({ .code = BugCheck::driver_unloaded_without_cancelling_pending_operations,
		 .parameter = { address_of(port), 0, 0, 0 },
		 .call = call, .item = port, .owner = filter->driver },
	       "%s %s is left open", what, object_header(port)->name);
}

} /* namespace */

constinit const ObjectType server_port_type = { .name = "server port",
						.ended_by = "FltCloseCommunicationPort" };
constinit const ObjectType client_port_type = { .name = "client port", .destroy = destroy_client,
						.ended_by = "FltCloseClientPort" };

void ports_init()
{
	ports.init(WW_LOCK_FLT_PORTS);
}

ServerPort *server_port_find(const char *name)
{
	return static_cast<ServerPort *>(object_find(server_port_type, name, [](void *body) {
		return object_header(body)->references.try_acquire_kept();
	}));
}

ClientReference::ClientReference(CallSite call, ClientPort *port)
	: port_(check_type(call, port, client_port_type) && object_try_reference_kept(port) ? port : nullptr)
{
}

ClientReference::~ClientReference()
{
	if (port_)
		object_dereference_kept(port_);
}

NTSTATUS port_connect(PortFile &file, void *context, u32 bytes)
{
	ServerPort &server = *file.server;

	if (file.was_used.exchange(true))
		return STATUS_INVALID_DEVICE_REQUEST;

	const PFLT_FILTER filter = filter_of(server);

	if (!filter)
		return STATUS_FLT_DELETING_OBJECT;

	NTSTATUS status = STATUS_CONNECTION_COUNT_LIMIT;

	if (reserve_connection(server)) {
		status = connect(file, filter, context, bytes);
		if (!NT_SUCCESS(status))
			server.connections.fetch_sub(1);
	}
	object_dereference_kept(filter);
	return status;
}

void port_disconnect(ClientPort &port)
{
	const PFLT_FILTER filter = filter_of(port);

	messages_end(port);
	if (!filter)
		return;
	if (begin_end(port, filter)) {
		call_disconnect(port, filter);
		port.server->connections.fetch_sub(1);
	}
	object_dereference_kept(filter);
}

NTSTATUS port_send(ClientPort &port, void *in, u32 in_bytes, void *out, u32 out_bytes, u32 &returned)
{
	ServerPort &server = *port.server;
	ULONG length = 0;

	returned = 0;
	if (!server.message)
		return STATUS_INVALID_DEVICE_REQUEST;

	const PFLT_FILTER filter = is_dropped(port) ? nullptr : filter_of(port);

	if (!filter)
		return STATUS_PORT_DISCONNECTED;

	NTSTATUS status = STATUS_PORT_DISCONNECTED;

	if (ExAcquireRundownProtection(&port.calls)) {
		status = server.message(port.cookie, in, in_bytes, out, out_bytes, &length);
		driver_check_return(filter->driver, "MessageNotifyCallback",
				    reinterpret_cast<const void *>(server.message));
		ExReleaseRundownProtection(&port.calls);
	}
	if (length > out_bytes)
		refuse({ "MessageNotifyCallback", reinterpret_cast<const void *>(server.message) }, filter, 0,
		       "*ReturnOutputBufferLength is %u, and OutputBufferLength is %u", length, out_bytes);
	returned = length > out_bytes ? out_bytes : length;
	object_dereference_kept(filter);
	return status;
}

void ports_end(CallSite call, PFLT_FILTER filter)
{
	while (ServerPort *const server = any_of(filter->servers)) {
		if (close_server(server)) {
			report_left(call, filter, server, "the communication port");
			object_dereference(server);
		}
		object_dereference_kept(server);
	}
	while (ClientPort *const port = any_of(filter->clients)) {
		if (begin_end(*port, filter))
			call_disconnect(*port, filter);
		object_dereference_kept(port);
	}
}

void ports_forget(CallSite call, PFLT_FILTER filter)
{
	while (ClientPort *const port = any_of(filter->left_clients)) {
		report_left(call, filter, port, "the client port of");
		drop_client(*port);
		object_dereference_kept(port);
	}
}

} /* namespace ww */

using namespace ww;

extern "C" {

NTSTATUS FLTAPI FltCreateCommunicationPort(PFLT_FILTER Filter, PFLT_PORT *ServerPort,
					   POBJECT_ATTRIBUTES ObjectAttributes, PVOID ServerPortCookie,
					   PFLT_CONNECT_NOTIFY ConnectNotifyCallback,
					   PFLT_DISCONNECT_NOTIFY DisconnectNotifyCallback,
					   PFLT_MESSAGE_NOTIFY MessageNotifyCallback, LONG MaxConnections)
{
	const CallSite call = WW_CALL_SITE;
	char name[kObjectName];
	NTSTATUS status;

	if (!at_passive(call, Filter))
		return STATUS_INVALID_PARAMETER;
	if (const char *missing = first_missing({
			{ ServerPort != nullptr, "ServerPort" },
			{ ConnectNotifyCallback != nullptr, "ConnectNotifyCallback" },
			{ DisconnectNotifyCallback != nullptr, "DisconnectNotifyCallback" } }))
		return refuse(call, Filter, STATUS_INVALID_PARAMETER, "%s is NULL", missing);
	*ServerPort = nullptr;
	if (MaxConnections <= 0)
		return refuse(call, Filter, STATUS_INVALID_PARAMETER, "MaxConnections is %d", MaxConnections);
	if (!check_and_keep(call, Filter, filter_type, status))
		return status;
	status = check_attributes(call, Filter, ObjectAttributes, name);
	if (NT_SUCCESS(status)) {
		ww::ServerPort *server = nullptr;

		status = create_server(Filter, name,
				       { ConnectNotifyCallback, DisconnectNotifyCallback,
					 MessageNotifyCallback, ServerPortCookie,
					 static_cast<u32>(MaxConnections) },
				       server);
		*ServerPort = reinterpret_cast<PFLT_PORT>(server);
	}
	object_dereference_kept(Filter);
	return status;
}

VOID FLTAPI FltCloseCommunicationPort(PFLT_PORT ServerPort)
{
	const CallSite call = WW_CALL_SITE;
	auto *const server = reinterpret_cast<ww::ServerPort *>(ServerPort);

	if (!at_passive(call, ServerPort) || !check_type(call, server, server_port_type))
		return;
	if (close_server(server))
		object_dereference(server);
	else
		report_object(call, server, "the communication port is closed already");
}

VOID FLTAPI FltCloseClientPort(PFLT_FILTER Filter, PFLT_PORT *ClientPort)
{
	const CallSite call = WW_CALL_SITE;

	if (!at_passive(call, Filter) || !check_type(call, Filter, filter_type))
		return;
	if (!ClientPort) {
		refuse(call, Filter, 0, "ClientPort is NULL");
		return;
	}

	/* Of two calls at a time one closes the port. */
	auto *const port = reinterpret_cast<ww::ClientPort *>(
		__atomic_exchange_n(ClientPort, nullptr, __ATOMIC_ACQ_REL));

	if (!port)
		return;

	const ClientReference reference(call, port);

	if (!reference)
		return;
	if (port->maker != Filter) {
		refuse(call, Filter, 0, "ClientPort is of another filter");
		return;
	}
	messages_end(*port);
	if (!drop_client(*port))
		report_object(call, port, "the client port is closed already");
}

} /* extern "C" */
