// SPDX-License-Identifier: GPL-2.0
/*
 * Sockets: socket.h. Linux calls sk_data_ready() and its relatives, which only tell the owner to look. The owner's
 * worker then makes calls that do not block.
 *
 * A connection inherits the listening socket's functions, but not its sk_user_data: as long as that is NULL, they do
 * nothing. Nobody sleeps at such a socket.
 */
#include <linux/build_bug.h>
#include <linux/in.h>
#include <linux/in6.h>
#include <linux/net.h>
#include <linux/poll.h>
#include <linux/slab.h>
#include <linux/tcp.h>
#include <net/net_namespace.h>
#include <net/sock.h>
#include <net/tcp.h>

#include "compat.h"
#include "fault.h"
#include "socket.h"

struct ww_socket {
	struct socket *socket;
	struct ww_socket_watch watch;
	bool is_accepted;
	void (*data_ready)(struct sock *sk);
	void (*write_space)(struct sock *sk);
	void (*state_change)(struct sock *sk);
	void (*error_report)(struct sock *sk);
};

static_assert(sizeof(struct sockaddr_in6) == sizeof(struct ww_socket_address));
static_assert(WW_SOCKET_LATER == -EAGAIN);

/* ---- What Linux calls --------------------------------------------------------------------- */

enum event {
	DATA_READY,
	WRITE_SPACE,
	STATE_CHANGE,
	ERROR_REPORT,
};

static void call_former(const struct ww_socket *socket, struct sock *sk, enum event event)
{
	if (event == DATA_READY)
		socket->data_ready(sk);
	else if (event == WRITE_SPACE)
		socket->write_space(sk);
	else if (event == STATE_CHANGE)
		socket->state_change(sk);
	else
		socket->error_report(sk);
}

/* Linux tells of each datagram that has left. It clears the bit for streams alone. */
static bool has_waited_for_space(struct sock *sk)
{
	if (!sk->sk_socket)
		return false;
	return sk->sk_type == SOCK_DGRAM ? test_and_clear_bit(SOCK_NOSPACE, &sk->sk_socket->flags) :
					   test_bit(SOCK_NOSPACE, &sk->sk_socket->flags);
}

/* The owner may be closing the socket: end_watch() waits for the lock. Linux wants its pointer read under RCU. */
static void tell(struct sock *sk, enum event event)
{
	struct ww_socket *socket;
	bool is_wanted;

	rcu_read_lock();
	read_lock_bh(&sk->sk_callback_lock);
	socket = rcu_dereference_sk_user_data(sk);
	if (socket) {
		is_wanted = event != WRITE_SPACE || has_waited_for_space(sk);
		call_former(socket, sk, event);
		if (is_wanted)
			socket->watch.ready(socket->watch.context);
	}
	read_unlock_bh(&sk->sk_callback_lock);
	rcu_read_unlock();
}

static void data_ready(struct sock *sk)
{
	tell(sk, DATA_READY);
}

static void write_space(struct sock *sk)
{
	tell(sk, WRITE_SPACE);
}

static void state_change(struct sock *sk)
{
	tell(sk, STATE_CHANGE);
}

static void error_report(struct sock *sk)
{
	tell(sk, ERROR_REPORT);
}

/* The pointer is not for the connections of a listening socket. */
static void set_user_data(struct sock *sk, struct ww_socket *socket)
{
	rcu_assign_pointer(__sk_user_data(sk), (void *)((uintptr_t)socket | SK_USER_DATA_NOCOPY));
}

static void begin_watch(struct ww_socket *socket, const struct ww_socket_watch *watch)
{
	struct sock *sk = socket->socket->sk;

	socket->watch = *watch;
	write_lock_bh(&sk->sk_callback_lock);
	/* A connection has the functions above from its listening socket, and what they replaced from accept_one(). */
	if (sk->sk_data_ready != data_ready) {
		socket->data_ready = sk->sk_data_ready;
		socket->write_space = sk->sk_write_space;
		socket->state_change = sk->sk_state_change;
		socket->error_report = sk->sk_error_report;
	}
	set_user_data(sk, socket);
	sk->sk_data_ready = data_ready;
	sk->sk_write_space = write_space;
	sk->sk_state_change = state_change;
	sk->sk_error_report = error_report;
	write_unlock_bh(&sk->sk_callback_lock);
}

/* Linux may keep the struct sock for minutes, and calls no code of this module then. */
static void end_watch(struct ww_socket *socket)
{
	struct sock *sk = socket->socket->sk;

	write_lock_bh(&sk->sk_callback_lock);
	rcu_assign_sk_user_data(sk, NULL);
	if (sk->sk_data_ready == data_ready) {
		sk->sk_data_ready = socket->data_ready;
		sk->sk_write_space = socket->write_space;
		sk->sk_state_change = socket->state_change;
		sk->sk_error_report = socket->error_report;
	}
	write_unlock_bh(&sk->sk_callback_lock);
}

/* ---- Addresses ---------------------------------------------------------------------------- */

/* Returns the length for Linux, or 0 for a family that it is not. */
static int to_linux(const struct ww_socket_address *address, struct sockaddr_storage *storage)
{
	const bool is_v4 = address->family == WW_SOCKET_INET;

	memset(storage, 0, sizeof(*storage));
	if (!is_v4 && address->family != WW_SOCKET_INET6)
		return 0;
	memcpy(storage, address, sizeof(*address));
	storage->ss_family = is_v4 ? AF_INET : AF_INET6;
	return is_v4 ? sizeof(struct sockaddr_in) : sizeof(struct sockaddr_in6);
}

static void from_linux(const struct sockaddr_storage *storage, struct ww_socket_address *address)
{
	memset(address, 0, sizeof(*address));
	memcpy(address, storage,
	       storage->ss_family == AF_INET ? sizeof(struct sockaddr_in) : sizeof(struct sockaddr_in6));
	address->family = storage->ss_family == AF_INET ? WW_SOCKET_INET : WW_SOCKET_INET6;
}

/* ---- The life of a socket ----------------------------------------------------------------- */

/* A driver of disks may need the socket to write back memory: its allocations wait for no I/O. */
static void settle(struct sock *sk)
{
	sk->sk_allocation = GFP_NOIO;
}

static void set_as_on_windows(struct sock *sk)
{
	lock_sock(sk);
	if (sk->sk_type == SOCK_STREAM)
		sk->sk_reuse = SK_CAN_REUSE;
#if IS_ENABLED(CONFIG_IPV6)
	if (sk->sk_family == AF_INET6)
		sk->sk_ipv6only = 1;
#endif
	release_sock(sk);
}

static ww_s32 create(ww_u16 family, ww_u16 type, ww_u32 protocol, struct ww_socket **result)
{
	struct ww_socket *socket = ww_fault(sizeof(*socket)) ? NULL : kzalloc(sizeof(*socket), GFP_KERNEL);
	int error;

	if (!socket)
		return -ENOMEM;
	error = sock_create_kern(&init_net, family == WW_SOCKET_INET ? AF_INET : AF_INET6,
				 type == WW_SOCKET_STREAM ? SOCK_STREAM : SOCK_DGRAM, protocol, &socket->socket);
	if (error) {
		kfree(socket);
		return error;
	}
	settle(socket->socket->sk);
	set_as_on_windows(socket->socket->sk);
	*result = socket;
	return 0;
}

/* Both directions are closed, or there is no connection. */
static bool is_over(struct sock *sk)
{
	return (1 << sk->sk_state) & (TCPF_CLOSE | TCPF_TIME_WAIT | TCPF_LAST_ACK | TCPF_CLOSING | TCPF_LISTEN);
}

static void close_socket(struct ww_socket *socket, bool is_abortive)
{
	struct sock *sk = socket->socket->sk;

	end_watch(socket);
	if (is_abortive && sk->sk_type == SOCK_STREAM && !is_over(sk))
		sock_no_linger(sk);
	sock_release(socket->socket);
	kfree(socket);
}

static ww_s32 accept_one(struct ww_socket *listening, struct ww_socket **result)
{
	struct ww_socket *socket = kzalloc(sizeof(*socket), GFP_KERNEL);
	int error;

	if (!socket)
		return -ENOMEM;
	error = kernel_accept(listening->socket, &socket->socket, O_NONBLOCK);
	if (error) {
		kfree(socket);
		return error;
	}
	socket->is_accepted = true;
	socket->data_ready = listening->data_ready;
	socket->write_space = listening->write_space;
	socket->state_change = listening->state_change;
	socket->error_report = listening->error_report;
	settle(socket->socket->sk);
	*result = socket;
	return 0;
}

/* ---- What is done with it ----------------------------------------------------------------- */

static ww_s32 bind_socket(struct ww_socket *socket, const struct ww_socket_address *address)
{
	struct sockaddr_storage storage;
	const int length = to_linux(address, &storage);

	return length ? kernel_bind(socket->socket, ww_sockaddr(&storage), length) : -EAFNOSUPPORT;
}

static ww_s32 start_listening(struct ww_socket *socket)
{
	return kernel_listen(socket->socket, SOMAXCONN);
}

static ww_s32 connect_socket(struct ww_socket *socket, const struct ww_socket_address *address)
{
	struct sockaddr_storage storage;
	const int length = to_linux(address, &storage);
	int error;

	if (!length)
		return -EAFNOSUPPORT;
	error = kernel_connect(socket->socket, ww_sockaddr(&storage), length, O_NONBLOCK);
	return error == -EINPROGRESS || error == -EALREADY ? WW_SOCKET_LATER : error;
}

static size_t fill(struct kvec *vectors, const struct ww_socket_part *parts, ww_u32 count)
{
	size_t bytes = 0;
	u32 i;

	for (i = 0; i < count; i++) {
		vectors[i].iov_base = parts[i].address;
		vectors[i].iov_len = parts[i].bytes;
		bytes += parts[i].bytes;
	}
	return bytes;
}

static bool has_space_again(struct sock *sk)
{
	smp_mb();
	return sk->sk_type == SOCK_DGRAM && sk_wmem_alloc_get(sk) < READ_ONCE(sk->sk_sndbuf);
}

static ww_s64 send_parts(struct ww_socket *socket, const struct ww_socket_part *parts, ww_u32 count,
			 const struct ww_socket_address *to)
{
	struct msghdr message = { .msg_flags = MSG_DONTWAIT | MSG_NOSIGNAL };
	struct kvec vectors[WW_SOCKET_PARTS];
	struct sockaddr_storage storage;
	int result;

	if (to) {
		message.msg_name = &storage;
		message.msg_namelen = to_linux(to, &storage);
		if (!message.msg_namelen)
			return -EAFNOSUPPORT;
	}
	result = kernel_sendmsg(socket->socket, &message, vectors, count, fill(vectors, parts, count));
	/* The datagrams before it may have left before Linux set the bit that has_waited_for_space() looks at. */
	if (result == -EAGAIN && has_space_again(socket->socket->sk))
		result = kernel_sendmsg(socket->socket, &message, vectors, count, fill(vectors, parts, count));
	return result;
}

static ww_s64 receive_parts(struct ww_socket *socket, const struct ww_socket_part *parts, ww_u32 count,
			    struct ww_socket_received *received)
{
	struct sockaddr_storage storage;
	struct msghdr message = { .msg_name = received ? &storage : NULL };
	struct kvec vectors[WW_SOCKET_PARTS];
	const size_t bytes = fill(vectors, parts, count);
	int result;

	memset(&storage, 0, sizeof(storage));
	result = kernel_recvmsg(socket->socket, &message, vectors, count, bytes, MSG_DONTWAIT);
	if (received && result >= 0) {
		from_linux(&storage, &received->from);
		received->is_cut = message.msg_flags & MSG_TRUNC;
	}
	return result;
}

/* For getname(): the peer of a connection that was accepted has a name also when it has reset that. */
static int kind_of_name(const struct ww_socket *socket, bool is_peer)
{
	if (!is_peer)
		return 0;
	return socket->is_accepted ? 2 : 1;
}

static ww_s32 name_of(struct ww_socket *socket, bool is_peer, struct ww_socket_address *address)
{
	struct sockaddr_storage storage;
	int length;

	memset(&storage, 0, sizeof(storage));
	length = socket->socket->ops->getname(socket->socket, (struct sockaddr *)&storage,
					      kind_of_name(socket, is_peer));
	if (length < 0)
		return length;
	from_linux(&storage, address);
	return 0;
}

/* The peer has not acknowledged all data and their end. */
#define UNACKNOWLEDGED (TCPF_FIN_WAIT1 | TCPF_CLOSING | TCPF_LAST_ACK)

static ww_s32 end_sending(struct ww_socket *socket, bool is_begun)
{
	struct sock *sk = socket->socket->sk;
	int error = 0;

	if (!is_begun)
		error = kernel_sock_shutdown(socket->socket, SHUT_WR);
	/* A reset, or no answer for too long: the data may be lost. */
	if (READ_ONCE(sk->sk_state) == TCP_CLOSE && READ_ONCE(sk->sk_err))
		return sock_error(sk);
	if (error)
		return error;
	return (1 << READ_ONCE(sk->sk_state)) & UNACKNOWLEDGED ? WW_SOCKET_LATER : 0;
}

/* To connect to no family ends a connection, by a reset if it was there. */
static void reset_connection(struct ww_socket *socket)
{
	struct sockaddr_storage storage = { .ss_family = AF_UNSPEC };

	kernel_connect(socket->socket, ww_sockaddr(&storage), sizeof(struct sockaddr), O_NONBLOCK);
}

/* The poll of a stream looks without a table, and waits for nothing. That of a datagram socket needs a file. */
static ww_u32 state_of(struct ww_socket *socket)
{
	__poll_t mask;
	u32 state = 0;

	if (socket->socket->sk->sk_type != SOCK_STREAM)
		return WW_SOCKET_READABLE | WW_SOCKET_WRITABLE;
	mask = socket->socket->ops->poll(NULL, socket->socket, NULL);
	if (mask & EPOLLIN)
		state |= WW_SOCKET_READABLE;
	if (mask & EPOLLOUT)
		state |= WW_SOCKET_WRITABLE;
	if (mask & EPOLLRDHUP)
		state |= WW_SOCKET_ENDED;
	if (mask & EPOLLERR)
		state |= WW_SOCKET_BROKEN;
	return state;
}

/* ---- Options ------------------------------------------------------------------------------ */

static ww_s32 set_by_number(struct ww_socket *socket, int level, int number, ww_u32 value)
{
	int input = value;

	if (level == SOL_SOCKET)
		return sock_setsockopt(socket->socket, level, number, KERNEL_SOCKPTR(&input), sizeof(input));
	return socket->socket->ops->setsockopt(socket->socket, level, number, KERNEL_SOCKPTR(&input),
					       sizeof(input));
}

static ww_s32 write_option(struct ww_socket *socket, enum ww_socket_option option, ww_u32 value)
{
	switch (option) {
	case WW_SOCKET_REUSE_ADDRESS:
		return set_by_number(socket, SOL_SOCKET, SO_REUSEADDR, value);
	case WW_SOCKET_KEEP_ALIVE:
		return set_by_number(socket, SOL_SOCKET, SO_KEEPALIVE, value);
	case WW_SOCKET_BROADCAST:
		return set_by_number(socket, SOL_SOCKET, SO_BROADCAST, value);
	case WW_SOCKET_SEND_BUFFER:
		return set_by_number(socket, SOL_SOCKET, SO_SNDBUF, value);
	case WW_SOCKET_RECEIVE_BUFFER:
		return set_by_number(socket, SOL_SOCKET, SO_RCVBUF, value);
	case WW_SOCKET_NO_DELAY:
		return set_by_number(socket, IPPROTO_TCP, TCP_NODELAY, value);
	case WW_SOCKET_V6_ONLY:
		return set_by_number(socket, IPPROTO_IPV6, IPV6_V6ONLY, value);
	case WW_SOCKET_UNREAD:
		break;
	}
	return -ENOPROTOOPT;
}

/* Bytes of data that wait: of a stream, or of the first datagram. */
static u32 unread_of(struct sock *sk)
{
	const struct tcp_sock *tcp;
	struct sk_buff *first;
	u32 bytes;

	if (sk->sk_type == SOCK_STREAM) {
		tcp = tcp_sk(sk);
		return sk->sk_state == TCP_LISTEN ? 0 : READ_ONCE(tcp->rcv_nxt) - READ_ONCE(tcp->copied_seq);
	}
	spin_lock_bh(&sk->sk_receive_queue.lock);
	first = skb_peek(&sk->sk_receive_queue);
	bytes = first ? first->len : 0;
	spin_unlock_bh(&sk->sk_receive_queue.lock);
	return bytes;
}

/* Linux counts twice what was set for a buffer, for what it has beside the data. */
static ww_s32 read_option(struct ww_socket *socket, enum ww_socket_option option, ww_u32 *value)
{
	struct sock *sk = socket->socket->sk;

	switch (option) {
	case WW_SOCKET_REUSE_ADDRESS:
		*value = sk->sk_reuse != 0;
		return 0;
	case WW_SOCKET_KEEP_ALIVE:
		*value = sock_flag(sk, SOCK_KEEPOPEN);
		return 0;
	case WW_SOCKET_BROADCAST:
		*value = sock_flag(sk, SOCK_BROADCAST);
		return 0;
	case WW_SOCKET_SEND_BUFFER:
		*value = READ_ONCE(sk->sk_sndbuf) / 2;
		return 0;
	case WW_SOCKET_RECEIVE_BUFFER:
		*value = READ_ONCE(sk->sk_rcvbuf) / 2;
		return 0;
	case WW_SOCKET_NO_DELAY:
		if (sk->sk_type != SOCK_STREAM)
			return -ENOPROTOOPT;
		*value = (tcp_sk(sk)->nonagle & TCP_NAGLE_OFF) != 0;
		return 0;
	case WW_SOCKET_V6_ONLY:
		*value = sk->sk_ipv6only;
		return sk->sk_family == AF_INET6 ? 0 : -ENOPROTOOPT;
	case WW_SOCKET_UNREAD:
		*value = unread_of(sk);
		return 0;
	}
	return -ENOPROTOOPT;
}

static const struct ww_socket_ops operations = {
	.create = create,
	.close = close_socket,
	.watch = begin_watch,
	.bind = bind_socket,
	.listen = start_listening,
	.connect = connect_socket,
	.accept = accept_one,
	.send = send_parts,
	.receive = receive_parts,
	.name = name_of,
	.end_sending = end_sending,
	.reset = reset_connection,
	.state = state_of,
	.set = write_option,
	.get = read_option,
};

const struct ww_socket_ops *ww_socket_ops(void)
{
	return &operations;
}
