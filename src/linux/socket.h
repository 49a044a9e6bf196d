/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Sockets of Linux, of the first network namespace, for code that does not wait: no function sleeps until a peer does
 * something, and ready() says when it is worth another call. Addresses and families have the form of Windows.
 */
#ifndef WINWORK_LINUX_SOCKET_H
#define WINWORK_LINUX_SOCKET_H

#include "types.h"

WW_C_BEGIN

struct ww_socket;

/* Numbers of Windows, for families and types. */
#define WW_SOCKET_INET 2
#define WW_SOCKET_INET6 23
#define WW_SOCKET_STREAM 1
#define WW_SOCKET_DATAGRAM 2

/* What a call has to wait for, as a negative errno: EAGAIN. */
#define WW_SOCKET_LATER (-11)

/* SOCKADDR_IN, or SOCKADDR_IN6. Only the family has a form of its own on Linux. */
struct ww_socket_address {
	ww_u16 family;
	ww_u8 rest[26];
};

/* Memory that is sent, or received to. */
struct ww_socket_part {
	void *address;
	ww_size bytes;
};

/* One call moves that many parts at most. */
#define WW_SOCKET_PARTS 16

/* What is true of a socket now. */
enum ww_socket_state {
	WW_SOCKET_READABLE = 1,		/* data, the end of data, or a connection to accept */
	WW_SOCKET_WRITABLE = 2,
	WW_SOCKET_ENDED = 4,		/* the peer sends no more */
	WW_SOCKET_BROKEN = 8,		/* no more comes, and nothing can be sent: a reset, or an error */
};

enum ww_socket_option {
	WW_SOCKET_REUSE_ADDRESS,
	WW_SOCKET_KEEP_ALIVE,
	WW_SOCKET_BROADCAST,
	WW_SOCKET_SEND_BUFFER,		/* bytes */
	WW_SOCKET_RECEIVE_BUFFER,	/* likewise */
	WW_SOCKET_NO_DELAY,		/* of TCP */
	WW_SOCKET_V6_ONLY,
	WW_SOCKET_UNREAD,		/* bytes that wait; cannot be set */
};

struct ww_socket_watch {
	/* The state may have changed. With bottom halves off, also with locks of Linux: it must not call these functions. */
	void (*ready)(void *context);
	void *context;
};

/* What happened to a datagram that was received. */
struct ww_socket_received {
	struct ww_socket_address from;
	bool is_cut;			/* it was longer than the parts */
};

/*
 * All functions but ready() sleep. They return 0 or more, or a negative errno. Calls for one socket come one after the
 * other.
 */
struct ww_socket_ops {
	/* An IPv6 socket has IPv6 alone, and a stream takes an address that old connections still have, as on Windows. */
	ww_s32 (*create)(ww_u16 family, ww_u16 type, ww_u32 protocol, struct ww_socket **result);
	/* After it no ready() runs. A connection that is not closed in both directions is reset if @is_abortive. */
	void (*close)(struct ww_socket *socket, bool is_abortive);
	void (*watch)(struct ww_socket *socket, const struct ww_socket_watch *watch);
	ww_s32 (*bind)(struct ww_socket *socket, const struct ww_socket_address *address);
	ww_s32 (*listen)(struct ww_socket *socket);
	/* WW_SOCKET_LATER while it connects: call it again. */
	ww_s32 (*connect)(struct ww_socket *socket, const struct ww_socket_address *address);
	/* The new one has no watch. */
	ww_s32 (*accept)(struct ww_socket *socket, struct ww_socket **result);
	/* Returns the bytes that were taken. @to: of a datagram; NULL for a connected one. */
	ww_s64 (*send)(struct ww_socket *socket, const struct ww_socket_part *parts, ww_u32 count,
		       const struct ww_socket_address *to);
	/* Returns the bytes, 0 at the end of data. */
	ww_s64 (*receive)(struct ww_socket *socket, const struct ww_socket_part *parts, ww_u32 count,
			  struct ww_socket_received *received);
	/* The own address, or that of the peer. */
	ww_s32 (*name)(struct ww_socket *socket, bool is_peer, struct ww_socket_address *address);
	/*
	 * Nothing more is sent behind what was. WW_SOCKET_LATER until the peer has acknowledged that: call it again, with
	 * @is_begun.
	 */
	ww_s32 (*end_sending)(struct ww_socket *socket, bool is_begun);
	/* Resets the connection. */
	void (*reset)(struct ww_socket *socket);
	/* enum ww_socket_state. A datagram socket is always readable and writable. */
	ww_u32 (*state)(struct ww_socket *socket);
	ww_s32 (*set)(struct ww_socket *socket, enum ww_socket_option option, ww_u32 value);
	ww_s32 (*get)(struct ww_socket *socket, enum ww_socket_option option, ww_u32 *value);
};

/* NULL for a kernel without CONFIG_INET. */
const struct ww_socket_ops *ww_socket_ops(void);

WW_C_END

#endif /* WINWORK_LINUX_SOCKET_H */
