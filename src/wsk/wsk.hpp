/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Winsock Kernel: sockets of drivers, over those of Linux (linux/socket.h).
 *
 *	WskClient	a registration of a driver's; WSK_PROVIDER_NPI.Client
 *	WskSocket	a socket, which begins with the WSK_SOCKET of its driver
 *	WskRequest	an IRP of a driver's, from the call until it is completed
 *
 * A call gives its IRP to WinWork's own driver \Driver\AFD like any other, so its stack location, its completion
 * routine and the unload of its driver are checked and counted as everywhere (request.cpp). The IRP waits in a lane of
 * its socket. One worker at a time serves a socket (serve.cpp): it tries the first request of each lane, calls that do
 * not block, until Linux has nothing more to do; then it calls the driver's event callbacks. Linux's ready(), and each
 * new request, wake it.
 */
#pragma once

#include <wsk.h>

#include "base/atomic.hpp"
#include "base/call_site.hpp"
#include "base/lock.hpp"
#include "base/report.hpp"
#include "linux/done.h"
#include "linux/socket.h"
#include "ob/object.hpp"

namespace ww {

struct WskRequest;
struct WskIndication;

/* What waits for what: the requests of a lane are done one after the other. */
enum WskLane : u32 {
	kControlLane,			/* all that Linux does at once */
	kConnectLane,
	kSendLane,
	kReceiveLane,			/* datagrams, and connections to accept, as well */
	kLanes,
};

struct WskQueue {
	WskRequest *first;
	WskRequest **end;
};

struct WskClient {
	WSK_REGISTRATION *registration;
	PDRIVER_OBJECT driver;
	USHORT version;			/* that the driver asks for */
	Atomic<u32> captures;
	Atomic<u32> uses;		/* sockets, and calls of the provider's functions under way */
	Atomic<bool> is_leaving;
	Atomic<u32> static_events;	/* WSK_EVENT_, of each new socket */
	LIST_ENTRY sockets;		/* under the lock of all clients */
};

/* WSK_FLAG_ of WskSocket. */
enum class WskCategory : u8 {
	basic,
	listening,
	connection,
	datagram,
	stream,				/* before it listens or connects */
};

struct WskSocket {
	WSK_SOCKET self;		/* first: what its driver has */
	WskClient *client;
	LIST_ENTRY link;		/* of the client's */
	PDRIVER_OBJECT driver;
	Atomic<WskCategory> category;
	bool is_stream;			/* its dispatch table is that of stream sockets, also when it listens or connects */
	u16 family;
	void *context;
	Atomic<const void *> callbacks;	/* WSK_CLIENT_..._DISPATCH of the category, or null */
	struct ww_later work;
	Atomic<u32> wakes;
	struct ww_delayed retry;	/* wakes the worker when it was short of memory */
	Atomic<u32> events;		/* WSK_EVENT_ that are enabled */
	Atomic<u32> calling;		/* the one that is being called */
	Atomic<bool> is_claimed;	/* by the call that closes it */
	Atomic<bool> is_abandoned;	/* a WskConnect was cancelled: the worker ends what it has begun */
	Atomic<bool> is_closing;	/* the worker ends it */
	PIRP close_irp;			/* or null at the end of the driver */
	CallSite close_call;
	Lock lock;
	WskQueue lanes[kLanes] WW_GUARDED_BY(lock);
	bool is_shut WW_GUARDED_BY(lock);	/* the lanes take no more */
	Atomic<u32> requests;		/* that are not completed: their driver's routines may run */
	Atomic<s32> retained;		/* indications that the driver keeps; -1 while one is released as it is counted */
	/* Of the worker alone. */
	ww_socket *linux_socket;
	bool is_bound;
	bool is_connected;
	bool is_ended;			/* WskDisconnectEvent was called, or needs not be */
	bool has_no_delay;		/* by TCP_NODELAY */
	Atomic<bool> is_paused;		/* an indication was not accepted: no more until WskReceive */
	NTSTATUS broken;		/* why the connection is over; 0 while it is not */
	u32 backlog;			/* that WskSendBacklogEvent has told */
	WskIndication *held;		/* data that were indicated and not accepted */
	void *scratch;			/* for datagrams */
	ww_socket_address fixed;	/* to which datagrams go, under the lock; family 0 for none */
	ww_socket_address own;		/* before SIO_WSK_SET_REMOTE_ADDRESS; family 0 for none */
};

enum class WskState : u8 {
	queued,
	tried,				/* by the worker */
	done,				/* its cancel routine completes it */
};

struct WskRequest {
	WskRequest *next;
	WskRequest **place;		/* the pointer to it, in its lane */
	WskSocket *socket;
	PIRP irp;
	CallSite call;
	/* Of the worker. True when the request is done: then status and information are set. */
	bool (*attempt)(WskRequest &request);
	WskLane lane;
	WskState state;			/* under the socket's lock */
	bool is_cancelled;		/* likewise */
	bool is_begun;
	bool makes_socket;		/* which nobody has unless it succeeds */
	NTSTATUS status;
	uintptr_t information;
	ULONG flags;
	WSK_BUF buffer;
	size_t bytes;			/* that are sent or received */
	bool has_address;
	ww_socket_address address;
	SOCKADDR *local;		/* to fill, or null */
	SOCKADDR *remote;
	ULONG *control_length;
	ULONG *control_flags;
	void *context;			/* of the socket that is accepted */
	const void *callbacks;
	WSK_BUF_LIST *list;		/* of WskSendMessages: what is left */
	/* Of WskControlSocket. */
	WSK_CONTROL_SOCKET_TYPE type;
	ULONG code;
	ULONG level;
	const void *input;
	size_t input_bytes;
	void *output;
	size_t output_bytes;
	/* Of WskSocket and WskSocketConnect. */
	u16 socket_type;
	u32 protocol;
};

extern constinit const ObjectType wsk_client_type;
extern constinit const ObjectType wsk_socket_type;

/* ---- request.cpp ------------------------------------------------------------------------ */

/* A zeroed request, or null without memory. <= DISPATCH_LEVEL. */
WskRequest *wsk_request_make(const CallSite &call, WskSocket *socket, PIRP irp, WskLane lane,
			     bool (*attempt)(WskRequest &request));

/* Puts it in its lane. Returns what the function of WSK returns. <= DISPATCH_LEVEL. */
NTSTATUS wsk_request_submit(WskRequest *request);
/* The same for one that makes its socket. */
NTSTATUS wsk_request_submit_new(WskRequest *request);

/* Completes an IRP for which there is no request. Returns @status. */
NTSTATUS wsk_complete(const CallSite &call, PIRP irp, NTSTATUS status, uintptr_t information = 0);

/* Closes a socket that is claimed. This needs no request: the IRP is pending until wsk_close_done(). */
NTSTATUS wsk_close_submit(const CallSite &call, WskSocket &socket, PIRP irp);
void wsk_close_done(const CallSite &call, PIRP irp);

/* Serves a lane as far as Linux lets it. Of the worker. */
void wsk_lane_serve(WskSocket &socket, WskLane lane);
/* No request comes any more. */
void wsk_lanes_shut(WskSocket &socket);
/* Completes all that wait there. Of the worker. */
void wsk_lane_fail(WskSocket &socket, WskLane lane, NTSTATUS status);
bool wsk_lane_is_empty(WskSocket &socket, WskLane lane);

inline bool wsk_done(WskRequest &request, NTSTATUS status, uintptr_t information = 0)
{
	request.status = status;
	request.information = information;
	return true;
}

/* What both functions of a call check: true, or an IRP that is refused, after a report. */
bool wsk_check_irp(const CallSite &call, const void *item, PIRP irp);

/* ---- serve.cpp -------------------------------------------------------------------------- */

/* Has the worker look at the socket. <= DISPATCH_LEVEL. */
void wsk_wake(WskSocket &socket);
/* The same after a second, for a step that had no memory: nothing else may tell of what waits. Of the worker. */
void wsk_wake_later(WskSocket &socket);
/* For a new socket. */
void wsk_serve_init(WskSocket &socket);
/* True for the one call that closes the socket. */
bool wsk_close_claim(WskSocket &socket);
/* Has the worker end the socket, and then complete @irp if there is one. */
void wsk_close_start(WskSocket &socket, const CallSite &call, PIRP irp);

inline void wsk_close_without_irp(WskSocket &socket, const CallSite &call)
{
	if (wsk_close_claim(socket))
		wsk_close_start(socket, call, nullptr);
}

/* ---- socket.cpp ------------------------------------------------------------------------- */

struct WskMaking {
	WskClient *client;
	WskCategory category;
	bool is_stream;
	u16 family;
	void *context;
	const void *callbacks;
	bool is_claimed = false;	/* by who makes it */
};

/* A socket without one of Linux, which holds its client; or null. <= DISPATCH_LEVEL. */
WskSocket *wsk_socket_make(const WskMaking &making);
/* The Linux socket is there: events may come. Of the worker. */
void wsk_socket_start(WskSocket &socket, ww_socket *linux_socket);
/* Drops a socket that its driver never gets. */
void wsk_socket_drop(WskSocket &socket);
/* The socket of a pointer that a driver passed, or null after a report. */
WskSocket *wsk_socket_of(const CallSite &call, WSK_SOCKET *socket);

/* The events that a socket of this category has. */
u32 wsk_events_of(WskCategory category);

/* ---- transfer.cpp ----------------------------------------------------------------------- */

/* Attempts of requests. */
bool wsk_try_send(WskRequest &request);
bool wsk_try_receive(WskRequest &request);
bool wsk_try_send_to(WskRequest &request);
bool wsk_try_receive_from(WskRequest &request);
bool wsk_try_disconnect(WskRequest &request);

/* A negative errno for want of memory, or of something to do: the same call may succeed later. */
bool wsk_is_shortage(s64 error);

/* The next datagram. What one that was sent has met is not for those that come: Linux tells of it in between. */
s64 wsk_receive_datagram(WskSocket &socket, const ww_socket_part *parts, u32 count, ww_socket_received &received);

/* Copies to the buffer behind its first @skip bytes. Returns how many bytes. */
size_t wsk_buffer_fill(const WSK_BUF &buffer, size_t skip, const void *from, size_t bytes);

/* Whether the MDLs are as long as the buffer says. Null, or what is wrong. */
const char *wsk_buffer_fault(const WSK_BUF *buffer);
/* The connection is over. Returns the status. Of the worker. */
NTSTATUS wsk_break(WskSocket &socket, s64 error);

/* ---- event.cpp -------------------------------------------------------------------------- */

/* Calls what is enabled and due. Of the worker. */
void wsk_events_serve(WskSocket &socket);
/* Takes bytes that were indicated and not accepted. Returns how many. Of the worker. */
size_t wsk_held_take(WskSocket &socket, WskRequest &request);
/* The attempt of a request that gets the datagram which was not accepted. */
bool wsk_held_datagram(WskSocket &socket, WskRequest &request);
/* The attempt of one whose buffer has more parts than Linux fills. */
bool wsk_copied_datagram(WskSocket &socket, WskRequest &request);
void wsk_held_free(WskSocket &socket);

/* ---- client.cpp ------------------------------------------------------------------------- */

/* A call of the provider's functions begins: false, after a report, for what is no client. */
bool wsk_client_enter(const CallSite &call, WskClient *client);
void wsk_client_leave(WskClient &client);
void wsk_client_add(WskClient &client, WskSocket &socket);
void wsk_client_remove(WskClient &client, WskSocket &socket);

NTSTATUS WSKAPI wsk_release(PWSK_SOCKET socket, PWSK_DATA_INDICATION indication);
NTSTATUS WSKAPI wsk_release_datagrams(PWSK_SOCKET socket, PWSK_DATAGRAM_INDICATION indication);

/* ---- connect.cpp ------------------------------------------------------------------------ */

/* Attempts of requests. */
bool wsk_try_open(WskRequest &request);
bool wsk_try_open_connected(WskRequest &request);
bool wsk_try_bind(WskRequest &request);
bool wsk_try_listen(WskRequest &request);
bool wsk_try_connect(WskRequest &request);
bool wsk_try_accept(WskRequest &request);
bool wsk_try_name(WskRequest &request);

/*
 * The next connection of a listening socket, with a reference, and claimed; or null, and the status, STATUS_PENDING for
 * none. Of the worker.
 */
WskSocket *wsk_accept(WskSocket &listening, NTSTATUS &status);
/* Its driver may close it from now on. False if that is leaving: the socket is closed. */
bool wsk_accepted_release(WskSocket &made);
/* From now on its events are called. */
void wsk_accepted_give(WskSocket &made, void *context, const WSK_CLIENT_CONNECTION_DISPATCH *callbacks);

/* ---- option.cpp, name.cpp, status.cpp --------------------------------------------------- */

NTSTATUS WSKAPI wsk_control_socket(PWSK_SOCKET socket, WSK_CONTROL_SOCKET_TYPE type, ULONG code, ULONG level,
				   SIZE_T input_bytes, PVOID input, SIZE_T output_bytes, PVOID output,
				   SIZE_T *returned, PIRP irp);
NTSTATUS WSKAPI wsk_get_address_info(PWSK_CLIENT client, PUNICODE_STRING node, PUNICODE_STRING service,
				     ULONG name_space, GUID *provider, PADDRINFOEXW hints, PADDRINFOEXW *result,
				     PEPROCESS process, PETHREAD thread, PIRP irp);
VOID WSKAPI wsk_free_address_info(PWSK_CLIENT client, PADDRINFOEXW info);
NTSTATUS WSKAPI wsk_get_name_info(PWSK_CLIENT client, PSOCKADDR address, ULONG bytes, PUNICODE_STRING node,
				  PUNICODE_STRING service, ULONG flags, PEPROCESS process, PETHREAD thread, PIRP irp);

/* The status of Windows for a negative errno. */
NTSTATUS wsk_status_of(s64 error);

/* Copies an address from a driver. False if its family is not that of @family, or 0 for any. */
bool wsk_address_take(const SOCKADDR *from, u16 family, ww_socket_address &to);
void wsk_address_give(const ww_socket_address &from, SOCKADDR *to);

extern const WSK_PROVIDER_DISPATCH wsk_provider;
extern const WSK_PROVIDER_BASIC_DISPATCH wsk_basic_functions;
extern const WSK_PROVIDER_LISTEN_DISPATCH wsk_listen_functions;
extern const WSK_PROVIDER_CONNECTION_DISPATCH wsk_connection_functions;
extern const WSK_PROVIDER_DATAGRAM_DISPATCH wsk_datagram_functions;
extern const WSK_PROVIDER_STREAM_DISPATCH wsk_stream_functions;

int wsk_device_init();
void wsk_device_exit();
void wsk_clients_init();

} /* namespace ww */
