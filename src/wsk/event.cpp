/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The event callbacks of drivers. The worker calls them at PASSIVE_LEVEL, one at a time for a socket, when they are
 * enabled and no request waits for the same.
 *
 * What is indicated is a copy in an indication. Its driver may keep that, until WskRelease. What it does not accept
 * stays with the socket, and comes first for WskReceive and for the next indication.
 */
#include "base/irql.hpp"
#include "linux/memory.h"
#include "mm/mdl.hpp"
#include "ob/driver.hpp"
#include "wsk.hpp"

namespace ww {

struct WskIndication {
	union {
		WSK_DATA_INDICATION data;
		WSK_DATAGRAM_INDICATION datagram;
	};
	WskSocket *socket;		/* whose driver has it */
	Atomic<u32> use;		/* by the driver: kUnused and its relatives */
	ww_socket_address from;
	size_t first;			/* byte that is not accepted */
	size_t bytes;
	alignas(16) u8 content[];
};

namespace {

constexpr CallSite kIndicate = { "WSK" };
constexpr size_t kMostIndicated = 16384;	/* docs/scheduling.md, Constants */
constexpr size_t kLeastIndicated = 1024;
constexpr size_t kMostDatagram = 65536;
/* A peer that sends without end lets requests and other sockets have their turn. */
constexpr u32 kMostEvents = 64;

/* ---- Indications ------------------------------------------------------------------------ */

WskIndication *make_indication(size_t &room)
{
	auto *indication = static_cast<WskIndication *>(ww_alloc(sizeof(WskIndication) + room));

	if (!indication) {
		room = kLeastIndicated;
		indication = static_cast<WskIndication *>(ww_alloc_waiting(sizeof(WskIndication) + room));
	}
	__builtin_memset(static_cast<void *>(indication), 0, sizeof(*indication));
	return indication;
}

void free_indication(WskIndication *indication)
{
	if (indication->data.Buffer.Mdl)
		mdl_free(kIndicate, indication->data.Buffer.Mdl);
	ww_free(indication);
}

/* Describes what is not accepted by an MDL. False without memory. */
bool describe(WskIndication &indication)
{
	const size_t left = indication.bytes - indication.first;
	MDL *&mdl = indication.data.Buffer.Mdl;

	if (mdl)
		mdl_free(kIndicate, mdl);
	mdl = mdl_allocate({ kIndicate, indication.content + indication.first, left ? left : 1, true });
	if (!mdl || !mdl_describe_nonpaged(kIndicate, mdl))
		return false;
	indication.data.Buffer.Offset = 0;
	indication.data.Buffer.Length = left;
	return true;
}

/* WskIndication::use. The driver may release what it has before its callback returns: then the worker frees it. */
constexpr u32 kUnused = 0;
constexpr u32 kLent = 1;		/* to the callback */
constexpr u32 kKept = 2;		/* after STATUS_PENDING */
constexpr u32 kReleased = 3;		/* in the callback */

void lend(WskSocket &socket, WskIndication &indication)
{
	object_reference_kept(&socket);
	indication.socket = &socket;
	indication.use.store(kLent);
}

/* The callback has returned. True if the indication is the worker's: it was neither kept nor released. */
bool take_back(WskIndication &indication, WskSocket &socket, NTSTATUS status)
{
	u32 use = kLent;

	if (status == STATUS_PENDING && indication.use.compare_exchange(use, kKept)) {
		socket.retained.fetch_add(1);
		return false;
	}
	use = indication.use.exchange(kUnused);
	object_dereference_kept(&socket);
	if (use == kReleased)
		free_indication(&indication);
	return use != kReleased;
}

/* False if it is not the driver's. */
bool end_use(WskIndication &indication, WskSocket &socket)
{
	u32 lent = kLent, kept = kKept;

	if (indication.socket != &socket)
		return false;
	if (indication.use.compare_exchange(lent, kReleased))
		return true;
	if (!indication.use.compare_exchange(kept, kUnused))
		return false;
	free_indication(&indication);
	socket.retained.fetch_sub(1);
	object_dereference_kept(&socket);
	return true;
}

/* ---- Calls ------------------------------------------------------------------------------ */

/* The routine of an event that is enabled, is being called until the end of this. */
class Calling {
public:
	Calling(WskSocket &socket, u32 event) : socket_(socket)
	{
		socket.calling.store(event);
		is_enabled_ = socket.events.load() & event && !socket.is_closing.load();
	}
	~Calling() { socket_.calling.store(0); }
	Calling(const Calling &) = delete;
	Calling &operator=(const Calling &) = delete;

	bool is_enabled() const { return is_enabled_; }

private:
	WskSocket &socket_;
	bool is_enabled_;
};

template <typename Routine, typename... Arguments>
NTSTATUS call(const WskSocket &socket, const char *name, Routine *routine, Arguments... arguments)
{
	const NTSTATUS status = routine(socket.context, arguments...);

	driver_check_return(socket.driver, name, reinterpret_cast<const void *>(routine));
	return status;
}

void report_status(const WskSocket &socket, const char *name, NTSTATUS status)
{
	report({ .code = BugCheck::driver_verifier_detected_violation,
		 .parameter = { 0, address_of(&socket), static_cast<u32>(status), 0 },
		 .call = { name }, .item = &socket, .owner = socket.driver },
	       "the routine returned status 0x%08X, which it may not", static_cast<u32>(status));
}

/* ---- WskReceiveEvent -------------------------------------------------------------------- */

/* What was not accepted, or else what Linux has; null for neither. */
WskIndication *next_data(WskSocket &socket)
{
	if (WskIndication *const held = socket.held) {
		socket.held = nullptr;
		return held;
	}

	u32 unread = 0;

	ww_socket_ops()->get(socket.linux_socket, WW_SOCKET_UNREAD, &unread);
	if (!unread)
		return nullptr;

	size_t room = unread < kMostIndicated ? unread : kMostIndicated;
	WskIndication *const indication = make_indication(room);
	const ww_socket_part part = { indication->content, room };
	const s64 result = ww_socket_ops()->receive(socket.linux_socket, &part, 1, nullptr);

	if (result > 0) {
		indication->bytes = static_cast<size_t>(result);
		return indication;
	}
	free_indication(indication);
	if (result < 0 && result != WW_SOCKET_LATER) {
		wsk_break(socket, result);
		wsk_wake_later(socket);
	}
	return nullptr;
}

void hold(WskSocket &socket, WskIndication *indication)
{
	socket.held = indication;
	socket.is_paused.store(true);
}

/* The driver has not kept the indication. */
void settle_data(WskSocket &socket, WskIndication *indication, NTSTATUS status, SIZE_T accepted)
{
	const size_t left = indication->bytes - indication->first;

	if (status == STATUS_SUCCESS && accepted <= left) {
		indication->first += accepted;
		if (accepted == left)
			free_indication(indication);
		else
			hold(socket, indication);
		return;
	}
	if (status == STATUS_SUCCESS)
		report({ .code = BugCheck::driver_verifier_detected_violation,
			 .parameter = { 0, address_of(&socket), accepted, left },
			 .call = { "WskReceiveEvent" }, .item = &socket, .owner = socket.driver },
		       "the routine accepted %llu bytes of %llu", static_cast<unsigned long long>(accepted),
		       static_cast<unsigned long long>(left));
	else if (status != STATUS_DATA_NOT_ACCEPTED)
		report_status(socket, "WskReceiveEvent", status);
	hold(socket, indication);
}

void indicate_data(WskSocket &socket, WskIndication *indication, PFN_WSK_RECEIVE_EVENT routine)
{
	const size_t left = indication->bytes - indication->first;
	SIZE_T accepted = left;

	if (!describe(*indication)) {
		socket.held = indication;
		wsk_wake_later(socket);
		return;
	}
	lend(socket, *indication);

	const NTSTATUS status = call(socket, "WskReceiveEvent", routine, 0u, &indication->data, left, &accepted);

	if (take_back(*indication, socket, status))
		settle_data(socket, indication, status, accepted);
}

/* False if there was nothing to call. */
bool serve_data(WskSocket &socket, const WSK_CLIENT_CONNECTION_DISPATCH &callbacks)
{
	if (!callbacks.WskReceiveEvent || socket.is_paused.load() || !wsk_lane_is_empty(socket, kReceiveLane))
		return false;

	const Calling calling(socket, WSK_EVENT_RECEIVE);
	WskIndication *const indication = calling.is_enabled() ? next_data(socket) : nullptr;

	if (!indication)
		return false;
	indicate_data(socket, indication, callbacks.WskReceiveEvent);
	return true;
}

/* ---- WskDisconnectEvent, WskSendBacklogEvent -------------------------------------------- */

/* The peer's end is told behind its data, and a reset at once. */
void serve_end(WskSocket &socket, const WSK_CLIENT_CONNECTION_DISPATCH &callbacks)
{
	if (socket.is_ended || !callbacks.WskDisconnectEvent)
		return;

	const Calling calling(socket, WSK_EVENT_DISCONNECT);

	if (!calling.is_enabled())
		return;

	const u32 state = ww_socket_ops()->state(socket.linux_socket);
	const bool is_reset = socket.broken || state & WW_SOCKET_BROKEN;
	u32 unread = 0;

	ww_socket_ops()->get(socket.linux_socket, WW_SOCKET_UNREAD, &unread);
	if (!is_reset && (!(state & WW_SOCKET_ENDED) || socket.held || unread > 1))
		return;
	socket.is_ended = true;
	call(socket, "WskDisconnectEvent", callbacks.WskDisconnectEvent, is_reset ? WSK_FLAG_ABORTIVE : 0u);
}

void serve_backlog(WskSocket &socket, const WSK_CLIENT_CONNECTION_DISPATCH &callbacks)
{
	const Calling calling(socket, WSK_EVENT_SEND_BACKLOG);
	u32 size = 0;

	if (!callbacks.WskSendBacklogEvent || !calling.is_enabled())
		return;
	ww_socket_ops()->get(socket.linux_socket, WW_SOCKET_SEND_BUFFER, &size);
	if (size == socket.backlog)
		return;
	socket.backlog = size;
	call(socket, "WskSendBacklogEvent", callbacks.WskSendBacklogEvent, static_cast<SIZE_T>(size));
}

void serve_connection(WskSocket &socket)
{
	const auto *const callbacks = static_cast<const WSK_CLIENT_CONNECTION_DISPATCH *>(socket.callbacks.load());
	u32 events = 0;

	if (!callbacks || !socket.is_connected)
		return;
	while (serve_data(socket, *callbacks)) {
		if (++events == kMostEvents) {
			wsk_wake(socket);
			return;
		}
	}
	serve_end(socket, *callbacks);
	serve_backlog(socket, *callbacks);
}

/* ---- WskAcceptEvent --------------------------------------------------------------------- */

void offer(WskSocket &listening, WskSocket &made, PFN_WSK_ACCEPT_EVENT routine)
{
	ww_socket_address local = {}, remote = {};
	const WSK_CLIENT_CONNECTION_DISPATCH *callbacks = nullptr;
	PVOID context = nullptr;

	ww_socket_ops()->name(made.linux_socket, false, &local);
	ww_socket_ops()->name(made.linux_socket, true, &remote);
	if (!wsk_accepted_release(made))
		return;

	const NTSTATUS status = call(listening, "WskAcceptEvent", routine, 0u,
				     reinterpret_cast<PSOCKADDR>(&local), reinterpret_cast<PSOCKADDR>(&remote),
				     &made.self, &context, &callbacks);

	if (status == STATUS_SUCCESS) {
		wsk_accepted_give(made, context, callbacks);
		return;
	}
	if (status != STATUS_REQUEST_NOT_ACCEPTED)
		report_status(listening, "WskAcceptEvent", status);
	wsk_close_without_irp(made, kIndicate);
}

bool serve_accept(WskSocket &socket, const WSK_CLIENT_LISTEN_DISPATCH &callbacks)
{
	if (!callbacks.WskAcceptEvent || !wsk_lane_is_empty(socket, kReceiveLane))
		return false;

	const Calling calling(socket, WSK_EVENT_ACCEPT);
	NTSTATUS status;
	WskSocket *const made = calling.is_enabled() ? wsk_accept(socket, status) : nullptr;

	if (!made)
		return false;
	offer(socket, *made, callbacks.WskAcceptEvent);
	object_dereference_kept(made);
	return true;
}

void serve_listening(WskSocket &socket)
{
	const auto *const callbacks = static_cast<const WSK_CLIENT_LISTEN_DISPATCH *>(socket.callbacks.load());
	u32 events = 0;

	if (!callbacks || !socket.is_bound)
		return;
	while (serve_accept(socket, *callbacks)) {
		if (++events == kMostEvents) {
			wsk_wake(socket);
			return;
		}
	}
}

/* ---- WskReceiveFromEvent ---------------------------------------------------------------- */

WskIndication *next_datagram(WskSocket &socket)
{
	ww_socket_received received = {};

	if (WskIndication *const held = socket.held) {
		socket.held = nullptr;
		return held;
	}
	if (!socket.scratch)
		socket.scratch = ww_zalloc_large(kMostDatagram);
	if (!socket.scratch) {
		wsk_wake_later(socket);
		return nullptr;
	}

	const ww_socket_part part = { socket.scratch, kMostDatagram };
	const s64 result = wsk_receive_datagram(socket, &part, 1, received);

	if (result < 0) {
		if (result != WW_SOCKET_LATER)
			wsk_wake_later(socket);
		return nullptr;
	}

	auto *const indication = static_cast<WskIndication *>(
		ww_alloc(sizeof(WskIndication) + static_cast<size_t>(result)));

	/* A datagram is lost, as others are. More may be there. */
	if (!indication) {
		wsk_wake_later(socket);
		return nullptr;
	}
	__builtin_memset(static_cast<void *>(indication), 0, sizeof(*indication));
	indication->bytes = static_cast<size_t>(result);
	indication->from = received.from;
	__builtin_memcpy(indication->content, socket.scratch, indication->bytes);
	return indication;
}

/* The event is disabled, and the datagram comes first when it is enabled again. One that is always enabled goes on. */
void refuse_datagram(WskSocket &socket, WskIndication *indication)
{
	if (socket.client->static_events.load() & WSK_EVENT_RECEIVE_FROM) {
		free_indication(indication);
		return;
	}
	socket.held = indication;
	socket.events.fetch_and(~static_cast<u32>(WSK_EVENT_RECEIVE_FROM));
}

bool serve_datagram(WskSocket &socket, PFN_WSK_RECEIVE_FROM_EVENT routine)
{
	if (!routine || !wsk_lane_is_empty(socket, kReceiveLane))
		return false;

	const Calling calling(socket, WSK_EVENT_RECEIVE_FROM);
	WskIndication *const indication = calling.is_enabled() ? next_datagram(socket) : nullptr;

	if (!indication)
		return false;
	if (!describe(*indication)) {
		free_indication(indication);
		return true;
	}
	indication->datagram.RemoteAddress = reinterpret_cast<PSOCKADDR>(&indication->from);
	lend(socket, *indication);

	const NTSTATUS status = call(socket, "WskReceiveFromEvent", routine, 0u, &indication->datagram);

	if (!take_back(*indication, socket, status))
		return true;
	if (status == STATUS_SUCCESS) {
		free_indication(indication);
		return true;
	}
	if (status != STATUS_DATA_NOT_ACCEPTED)
		report_status(socket, "WskReceiveFromEvent", status);
	refuse_datagram(socket, indication);
	return true;
}

void serve_datagrams(WskSocket &socket)
{
	const auto *const callbacks = static_cast<const WSK_CLIENT_DATAGRAM_DISPATCH *>(socket.callbacks.load());
	u32 events = 0;

	if (!callbacks || !socket.is_bound)
		return;
	while (serve_datagram(socket, callbacks->WskReceiveFromEvent)) {
		if (++events == kMostEvents) {
			wsk_wake(socket);
			return;
		}
	}
}

NTSTATUS release(const CallSite &call, WSK_SOCKET *socket, WskIndication *indication)
{
	if (!at_dispatch_or_below(call, socket))
		return STATUS_INVALID_PARAMETER;
	if (object_type(socket) != &wsk_socket_type)
		return wsk_socket_of(call, socket) ? STATUS_SUCCESS : STATUS_INVALID_PARAMETER;

	WskSocket &own = *reinterpret_cast<WskSocket *>(socket);

	if (!is_kernel_address(indication) || !end_use(*indication, own)) {
		report_pointer({ .code = BugCheck::reference_by_pointer,
				 .parameter = { 0, address_of(indication), 0, 0 },
				 .call = call, .item = indication, .owner = own.driver },
			       indication, "is no indication that the driver keeps of this socket");
		return STATUS_INVALID_PARAMETER;
	}
	return STATUS_SUCCESS;
}

} /* namespace */

void wsk_events_serve(WskSocket &socket)
{
	if (!socket.linux_socket || !socket.events.load())
		return;
	switch (socket.category.load()) {
	case WskCategory::connection:
		serve_connection(socket);
		break;
	case WskCategory::listening:
		serve_listening(socket);
		break;
	case WskCategory::datagram:
		serve_datagrams(socket);
		break;
	default:
		break;
	}
}

size_t wsk_held_take(WskSocket &socket, WskRequest &request)
{
	WskIndication *const held = socket.held;
	size_t taken = 0;

	while (held && held->first < held->bytes && request.bytes + taken < request.buffer.Length) {
		const size_t moved = wsk_buffer_fill(request.buffer, request.bytes + taken,
						     held->content + held->first, held->bytes - held->first);

		if (!moved)
			break;
		held->first += moved;
		taken += moved;
	}
	if (held && held->first == held->bytes)
		wsk_held_free(socket);
	return taken;
}

/* The datagram that was indicated and not accepted. */
bool wsk_held_datagram(WskSocket &socket, WskRequest &request)
{
	WskIndication *const held = socket.held;
	const size_t bytes = held->bytes < request.buffer.Length ? held->bytes : request.buffer.Length;

	while (request.bytes < bytes) {
		const size_t moved = wsk_buffer_fill(request.buffer, request.bytes, held->content + request.bytes,
						     bytes - request.bytes);

		if (!moved)
			return wsk_done(request, STATUS_INSUFFICIENT_RESOURCES);
		request.bytes += moved;
	}
	wsk_address_give(held->from, request.remote);
	if (request.control_length)
		*request.control_length = 0;
	if (request.control_flags)
		*request.control_flags = bytes < held->bytes ? MSG_TRUNC : 0;
	wsk_done(request, bytes < held->bytes ? STATUS_BUFFER_OVERFLOW : STATUS_SUCCESS, bytes);
	wsk_held_free(socket);
	return true;
}

bool wsk_copied_datagram(WskSocket &socket, WskRequest &request)
{
	socket.held = next_datagram(socket);
	return socket.held && wsk_held_datagram(socket, request);
}

void wsk_held_free(WskSocket &socket)
{
	if (socket.held)
		free_indication(socket.held);
	socket.held = nullptr;
}

NTSTATUS WSKAPI wsk_release(PWSK_SOCKET socket, PWSK_DATA_INDICATION indication)
{
	return release(WW_CALL_SITE_OF("WskRelease"), socket, reinterpret_cast<WskIndication *>(indication));
}

NTSTATUS WSKAPI wsk_release_datagrams(PWSK_SOCKET socket, PWSK_DATAGRAM_INDICATION indication)
{
	return release(WW_CALL_SITE_OF("WskRelease"), socket, reinterpret_cast<WskIndication *>(indication));
}

} /* namespace ww */
