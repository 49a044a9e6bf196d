/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Attempts of the requests that make sockets, and give them addresses and peers.
 */
#include "wsk.hpp"

namespace ww {
namespace {

constexpr NTSTATUS kWrongState = STATUS_INVALID_DEVICE_STATE;

s32 open(WskSocket &socket, const WskRequest &request)
{
	ww_socket *made = nullptr;
	const s32 error = ww_socket_ops()->create(socket.family, request.socket_type, request.protocol, &made);

	if (error >= 0)
		wsk_socket_start(socket, made);
	return error;
}

s32 bind(WskSocket &socket, const ww_socket_address &address)
{
	const s32 error = ww_socket_ops()->bind(socket.linux_socket, &address);

	if (error >= 0)
		socket.is_bound = true;
	return error;
}

/* A stream socket is one of the two from now on. */
void become(WskSocket &socket, WskCategory category)
{
	const auto *const callbacks = static_cast<const WSK_CLIENT_STREAM_DISPATCH *>(socket.callbacks.load());

	if (socket.category.load() != WskCategory::stream)
		return;
	if (!callbacks)
		socket.callbacks.store(nullptr);
	else if (category == WskCategory::listening)
		socket.callbacks.store(callbacks->Listen);
	else
		socket.callbacks.store(callbacks->Connect);
	socket.category.store(category);
}

/* True when the request is done. */
bool connect(WskRequest &request, const ww_socket_address &address)
{
	WskSocket &socket = *request.socket;
	const s32 error = ww_socket_ops()->connect(socket.linux_socket, &address);

	if (error == WW_SOCKET_LATER)
		return false;
	if (error < 0)
		return wsk_done(request, wsk_status_of(error));
	socket.is_connected = true;
	return wsk_done(request, STATUS_SUCCESS);
}

bool wrong_state(WskRequest &request, const char *why)
{
	return wsk_done(request, refuse(request.call, request.socket->driver, kWrongState, "the socket is %s", why));
}

} /* namespace */

bool wsk_try_open(WskRequest &request)
{
	const s32 error = open(*request.socket, request);

	return wsk_done(request, wsk_status_of(error),
			error < 0 ? 0 : reinterpret_cast<uintptr_t>(&request.socket->self));
}

/* WskSocketConnect: its local address is in the request's, and that of the peer in fixed. */
bool wsk_try_open_connected(WskRequest &request)
{
	WskSocket &socket = *request.socket;
	s32 error = 0;

	if (!request.is_begun) {
		error = open(socket, request);
		if (error >= 0)
			error = bind(socket, request.address);
		if (error < 0)
			return wsk_done(request, wsk_status_of(error));
		request.is_begun = true;
	}
	if (!connect(request, socket.fixed))
		return false;
	if (NT_SUCCESS(request.status))
		request.information = reinterpret_cast<uintptr_t>(&socket.self);
	return true;
}

bool wsk_try_bind(WskRequest &request)
{
	WskSocket &socket = *request.socket;
	s32 error;

	if (socket.is_bound)
		return wrong_state(request, "bound already");
	error = bind(socket, request.address);
	if (error >= 0 && socket.category.load() == WskCategory::listening)
		error = ww_socket_ops()->listen(socket.linux_socket);
	return wsk_done(request, wsk_status_of(error));
}

bool wsk_try_listen(WskRequest &request)
{
	WskSocket &socket = *request.socket;

	if (!socket.is_bound)
		return wrong_state(request, "not bound");
	if (socket.category.load() == WskCategory::connection)
		return wrong_state(request, "connected");
	become(socket, WskCategory::listening);
	return wsk_done(request, wsk_status_of(ww_socket_ops()->listen(socket.linux_socket)));
}

bool wsk_try_connect(WskRequest &request)
{
	WskSocket &socket = *request.socket;

	if (!socket.is_bound)
		return wrong_state(request, "not bound");
	if (socket.is_connected || socket.broken)
		return wrong_state(request, "connected already, or was");
	if (socket.category.load() == WskCategory::listening)
		return wrong_state(request, "listening");
	become(socket, WskCategory::connection);
	request.is_begun = true;
	return connect(request, request.address);
}

WskSocket *wsk_accept(WskSocket &listening, NTSTATUS &status)
{
	ww_socket *made = nullptr;
	const s32 error = ww_socket_ops()->accept(listening.linux_socket, &made);

	status = error == WW_SOCKET_LATER ? STATUS_PENDING : wsk_status_of(error);
	if (error < 0) {
		/* The connections that wait are not told of again. */
		if (error != WW_SOCKET_LATER)
			wsk_wake_later(listening);
		return nullptr;
	}

	const WskMaking making = { .client = listening.client, .category = WskCategory::connection,
				   .is_stream = listening.is_stream, .family = listening.family, .context = nullptr,
				   .callbacks = nullptr, .is_claimed = true };
	WskSocket *const socket = wsk_socket_make(making);

	status = STATUS_INSUFFICIENT_RESOURCES;
	if (!socket) {
		ww_socket_ops()->close(made, true);
		wsk_wake_later(listening);
		return nullptr;
	}
	object_reference_kept(socket);
	socket->is_bound = true;
	socket->is_connected = true;
	socket->events.fetch_or(listening.events.load() & wsk_events_of(WskCategory::connection));
	wsk_socket_start(*socket, made);
	status = STATUS_SUCCESS;
	return socket;
}

/* The end of the driver, which looks once for the sockets that are left, sees the claim or is seen here. */
bool wsk_accepted_release(WskSocket &made)
{
	made.is_claimed.store(false);
	if (!made.client->is_leaving.load())
		return true;
	wsk_close_without_irp(made, { "WskAccept" });
	return false;
}

void wsk_accepted_give(WskSocket &made, void *context, const WSK_CLIENT_CONNECTION_DISPATCH *callbacks)
{
	made.context = context;
	made.callbacks.store(callbacks);
	wsk_wake(made);
}

/* The connection may have been reset by the time that it is accepted. Its addresses are known all the same. */
bool wsk_try_accept(WskRequest &request)
{
	WskSocket &listening = *request.socket;
	ww_socket_address address = {};
	NTSTATUS status;

	if (!listening.is_bound)
		return wrong_state(request, "not bound");
	if (listening.category.load() == WskCategory::stream)
		return wrong_state(request, "not listening");

	WskSocket *const made = wsk_accept(listening, status);

	if (!made)
		return status != STATUS_PENDING && wsk_done(request, status);
	if (request.local && ww_socket_ops()->name(made->linux_socket, false, &address) >= 0)
		wsk_address_give(address, request.local);
	if (request.remote && ww_socket_ops()->name(made->linux_socket, true, &address) >= 0)
		wsk_address_give(address, request.remote);

	const bool is_given = wsk_accepted_release(*made);

	if (is_given)
		wsk_accepted_give(*made, request.context,
				  static_cast<const WSK_CLIENT_CONNECTION_DISPATCH *>(request.callbacks));
	object_dereference_kept(made);
	return is_given && wsk_done(request, STATUS_SUCCESS, reinterpret_cast<uintptr_t>(&made->self));
}

bool wsk_try_name(WskRequest &request)
{
	WskSocket &socket = *request.socket;
	ww_socket_address address = {};
	const bool is_peer = request.remote;
	s32 error;

	if (!is_peer && !socket.is_bound)
		return wrong_state(request, "not bound");
	error = ww_socket_ops()->name(socket.linux_socket, is_peer, &address);
	if (error >= 0)
		wsk_address_give(address, is_peer ? request.remote : request.local);
	return wsk_done(request, wsk_status_of(error));
}

} /* namespace ww */
