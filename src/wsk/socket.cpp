/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The objects of sockets.
 */
#include "linux/memory.h"
#include "wsk.hpp"

namespace ww {
namespace {

const void *functions_of(WskCategory category, bool is_stream)
{
	if (is_stream)
		return &wsk_stream_functions;
	switch (category) {
	case WskCategory::listening:
		return &wsk_listen_functions;
	case WskCategory::connection:
		return &wsk_connection_functions;
	case WskCategory::datagram:
		return &wsk_datagram_functions;
	default:
		return &wsk_basic_functions;
	}
}

void ready(void *context)
{
	wsk_wake(*static_cast<WskSocket *>(context));
}

/* The driver has not released all that was indicated to it. */
void destroy(void *body)
{
	const WskSocket &socket = *static_cast<const WskSocket *>(body);

	ww_free_large(socket.scratch);
}

} /* namespace */

constinit const ObjectType wsk_socket_type = { .name = "WSK socket", .destroy = destroy,
					       .ended_by = "WskCloseSocket" };

u32 wsk_events_of(WskCategory category)
{
	constexpr u32 connection = WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT | WSK_EVENT_SEND_BACKLOG;

	switch (category) {
	/* Those of connections are for the sockets that it accepts. */
	case WskCategory::listening:
	case WskCategory::stream:
		return connection | WSK_EVENT_ACCEPT;
	case WskCategory::connection:
		return connection;
	case WskCategory::datagram:
		return WSK_EVENT_RECEIVE_FROM;
	default:
		return 0;
	}
}

WskSocket *wsk_socket_make(const WskMaking &making)
{
	auto *const socket = static_cast<WskSocket *>(
		object_create(wsk_socket_type, sizeof(WskSocket), making.client->driver));

	if (!socket)
		return nullptr;
	socket->self.Dispatch = functions_of(making.category, making.is_stream);
	socket->client = making.client;
	socket->driver = making.client->driver;
	socket->category.store(making.category);
	socket->is_stream = making.is_stream;
	socket->family = making.family;
	socket->context = making.context;
	socket->callbacks.store(making.callbacks);
	socket->is_claimed.store(making.is_claimed);
	wsk_serve_init(*socket);
	socket->lock.init(WW_LOCK_SOCKETS);
	{
		LockGuard guard(socket->lock);

		for (WskQueue &queue : socket->lanes)
			queue.end = &queue.first;
	}
	socket->events.store(making.client->static_events.load() & wsk_events_of(making.category));
	wsk_client_add(*making.client, *socket);
	return socket;
}

void wsk_socket_start(WskSocket &socket, ww_socket *linux_socket)
{
	const ww_socket_watch watch = { .ready = ready, .context = &socket };

	socket.linux_socket = linux_socket;
	ww_socket_ops()->watch(linux_socket, &watch);
}

void wsk_socket_drop(WskSocket &socket)
{
	WskClient &client = *socket.client;

	wsk_client_remove(client, socket);
	object_dereference(&socket);
	wsk_client_leave(client);
}

WskSocket *wsk_socket_of(const CallSite &call, WSK_SOCKET *socket)
{
	if (object_type(socket) != &wsk_socket_type) {
		report_pointer({ .code = BugCheck::reference_by_pointer,
				 .parameter = { 0, address_of(socket), 0, 0 },
				 .call = call, .item = socket },
			       socket, "is no socket of WSK");
		return nullptr;
	}

	auto *const own = reinterpret_cast<WskSocket *>(socket);

	if (!own->is_claimed.load())
		return own;
	report({ .code = BugCheck::reference_by_pointer, .parameter = { 0, address_of(socket), 0, 0 },
		 .call = call, .item = socket, .owner = own->driver },
	       "the socket is closed, or WskCloseSocket closes it");
	return nullptr;
}

} /* namespace ww */
