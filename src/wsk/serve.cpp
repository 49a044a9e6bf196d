/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The worker of a socket. WskSocket::wakes says whether it runs, and whether it has to look again: the call that finds
 * kIdle starts it, and it stops when none has come since it began to look. So no wake is lost, and no two workers serve
 * one socket.
 */
#include "linux/memory.h"
#include "linux/thread.h"
#include "wsk.hpp"

namespace ww {
namespace {

/* WskSocket::wakes. A socket that has ended is never idle again. */
constexpr u32 kIdle = 0;
constexpr u32 kRunning = 1;
constexpr u32 kAgain = 2;

void fail_all(WskSocket &socket)
{
	wsk_lanes_shut(socket);
	for (u32 lane = 0; lane < kLanes; lane++)
		wsk_lane_fail(socket, static_cast<WskLane>(lane), STATUS_CANCELLED);
}

/* No request is left, and no event callback runs. The memory stays until the driver has released its indications. */
void close(WskSocket &socket)
{
	WskClient &client = *socket.client;
	const PIRP irp = socket.close_irp;
	const CallSite call = socket.close_call;

	ww_delayed_stop(&socket.retry);
	if (socket.linux_socket)
		ww_socket_ops()->close(socket.linux_socket, true);
	socket.linux_socket = nullptr;
	wsk_held_free(socket);
	wsk_client_remove(client, socket);
	object_dereference(&socket);
	if (irp)
		wsk_close_done(call, irp);
	/* From here on WskDeregister may return. */
	wsk_client_leave(client);
}

/* False when the socket has ended. */
bool serve(WskSocket &socket)
{
	if (socket.is_abandoned.exchange(false) && socket.linux_socket)
		ww_socket_ops()->reset(socket.linux_socket);
	for (u32 lane = 0; lane < kLanes; lane++)
		wsk_lane_serve(socket, static_cast<WskLane>(lane));
	if (!socket.is_closing.load())
		wsk_events_serve(socket);
	if (!socket.is_closing.load())
		return true;
	fail_all(socket);
	/* Another thread completes one that it has cancelled. It wakes the worker again. */
	if (socket.requests.load())
		return true;
	close(socket);
	return false;
}

/* The driver of a disk may need the socket to write back memory. The activity, which keeps its code, ends last. */
void work(struct ww_later *later)
{
	WskSocket &socket = *CONTAINING_RECORD(later, WskSocket, work);
	const u32 former = ww_no_io_begin();
	u32 seen = kRunning;

	do {
		socket.wakes.exchange(kRunning);
		if (!serve(socket))
			break;
		ww_yield();
		seen = kRunning;
	} while (!socket.wakes.compare_exchange(seen, kIdle));
	ww_no_io_end(former);
	object_header(&socket)->references.release_activity(stripe_here());
}

void retry(struct ww_delayed *delayed)
{
	wsk_wake(*CONTAINING_RECORD(delayed, WskSocket, retry));
}

} /* namespace */

void wsk_serve_init(WskSocket &socket)
{
	ww_delayed_init(&socket.retry, retry);
}

void wsk_wake_later(WskSocket &socket)
{
	constexpr u32 kRetrySeconds = 1;	/* docs/scheduling.md, Constants */

	ww_delayed_start(&socket.retry, kRetrySeconds);
}

void wsk_wake(WskSocket &socket)
{
	if (socket.wakes.exchange(kAgain) != kIdle)
		return;
	object_header(&socket)->references.acquire_activity(stripe_here());
	ww_later(&socket.work, work);
}

bool wsk_close_claim(WskSocket &socket)
{
	return !socket.is_claimed.exchange(true);
}

void wsk_close_start(WskSocket &socket, const CallSite &call, PIRP irp)
{
	/* The worker may end it before the wake. */
	object_reference_kept(&socket);
	socket.close_irp = irp;
	socket.close_call = call;
	socket.is_closing.store(true);
	wsk_wake(socket);
	object_dereference_kept(&socket);
}

} /* namespace ww */
