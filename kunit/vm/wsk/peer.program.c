// SPDX-License-Identifier: GPL-2.0
/*
 * A peer of the driver's servers.
 *
 * Usage: peer stream PORT CONNECTIONS BYTES	that many at the same time; what comes back is compared
 *	peer datagram PORT COUNT
 *	peer reset PORT		sends, reads a little, and resets the connection
 *	peer hold PORT		prints "connected", and returns when the driver has ended the connection
 *	peer stuff PORT		the same, with so much sent and not read that the driver's sends wait
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <err.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define MOST 200

struct connection {
	int end;
	long sent, received;
};

static struct connection connections[MOST];

static unsigned char byte_of(int connection, long place)
{
	return connection * 37 + place * 11 + (place >> 9);
}

static int connect_to(const char *port, int type)
{
	struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons(atoi(port)),
				       .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	int end = socket(AF_INET, type, 0);

	if (end < 0 || connect(end, (void *)&address, sizeof(address)))
		err(1, "port %s", port);
	return end;
}

static void send_some(int number, long bytes)
{
	struct connection *each = &connections[number];
	unsigned char buffer[8192];
	long length = bytes - each->sent;
	long i;

	if (length > (long)sizeof(buffer))
		length = sizeof(buffer);
	for (i = 0; i < length; i++)
		buffer[i] = byte_of(number, each->sent + i);
	length = send(each->end, buffer, length, MSG_DONTWAIT);
	if (length > 0)
		each->sent += length;
	if (each->sent == bytes && length > 0 && shutdown(each->end, SHUT_WR))
		err(1, "shutdown");
}

/* Returns 0 at the end of data. */
static int receive_some(int number)
{
	struct connection *each = &connections[number];
	unsigned char buffer[8192];
	const long length = recv(each->end, buffer, sizeof(buffer), 0);
	long i;

	if (length < 0)
		err(1, "connection %d after %ld bytes", number, each->received);
	for (i = 0; i < length; i++) {
		if (buffer[i] != byte_of(number, each->received + i))
			errx(1, "connection %d: byte %ld is wrong", number, each->received + i);
	}
	each->received += length;
	return length > 0;
}

static void stream(const char *port, int count, long bytes)
{
	static struct pollfd waits[MOST];
	int left = count, i;

	for (i = 0; i < MOST; i++)
		waits[i].fd = -1;
	for (i = 0; i < count; i++)
		connections[i].end = waits[i].fd = connect_to(port, SOCK_STREAM);
	while (left) {
		for (i = 0; i < count; i++)
			waits[i].events = POLLIN | (connections[i].sent < bytes ? POLLOUT : 0);
		if (poll(waits, MOST, 60000) <= 0)
			errx(1, "nothing comes for a minute");
		for (i = 0; i < count; i++) {
			if (waits[i].fd >= 0 && waits[i].revents & POLLOUT)
				send_some(i, bytes);
			if (waits[i].fd < 0 || !(waits[i].revents & (POLLIN | POLLHUP | POLLERR)) || receive_some(i))
				continue;
			if (connections[i].received != bytes)
				errx(1, "connection %d has %ld bytes", i, connections[i].received);
			close(waits[i].fd);
			waits[i].fd = -1;
			left--;
		}
	}
}

static void datagrams(const char *port, int count)
{
	const int end = connect_to(port, SOCK_DGRAM);
	struct pollfd wait = { .fd = end, .events = POLLIN };
	char asked[1400], answer[2048];
	int i;

	for (i = 0; i < count; i++) {
		const long length = 1 + i * 13 % (long)sizeof(asked);

		memset(asked, i, sizeof(asked));
		/* One that is lost is sent again. */
		do {
			if (send(end, asked, length, 0) != length)
				err(1, "send");
		} while (poll(&wait, 1, 1000) != 1);
		if (recv(end, answer, sizeof(answer), 0) != length || memcmp(asked, answer, length))
			errx(1, "answer %d is wrong", i);
	}
}

/* The server has room for 2048 bytes. */
static void cut(const char *port)
{
	const int end = connect_to(port, SOCK_DGRAM);
	struct pollfd wait = { .fd = end, .events = POLLIN };
	char asked[3000], answer[3000];
	int i;

	for (i = 0; i < (int)sizeof(asked); i++)
		asked[i] = i * 3;
	do {
		if (send(end, asked, sizeof(asked), 0) != sizeof(asked))
			err(1, "send");
	} while (poll(&wait, 1, 1000) != 1);
	if (recv(end, answer, sizeof(answer), 0) != 2048 || memcmp(asked, answer, 2048))
		errx(1, "the answer is not what has room");
}

static void reset(const char *port)
{
	const struct linger at_once = { .l_onoff = 1 };
	const int end = connect_to(port, SOCK_STREAM);
	char buffer[3000] = { 0 };

	if (write(end, buffer, sizeof(buffer)) != sizeof(buffer) || read(end, buffer, 1) != 1)
		err(1, "before the reset");
	setsockopt(end, SOL_SOCKET, SO_LINGER, &at_once, sizeof(at_once));
	close(end);
}

/* The driver resets, or closes. */
static void wait_for_end(int end)
{
	char buffer[65536];

	while (read(end, buffer, sizeof(buffer)) > 0)
		;
}

static void hold(const char *port, int is_stuffed)
{
	const int end = connect_to(port, SOCK_STREAM);
	struct pollfd wait = { .fd = end, .events = POLLOUT };
	static char buffer[65536];
	long left = 32 << 20, sent;
	int quiet = 0;

	if (write(end, buffer, 1) != 1 || read(end, buffer, 1) != 1)
		err(1, "port %s", port);
	/* More than the buffers of both directions hold. The driver that keeps what it has not sent takes all. */
	while (is_stuffed && left > 0 && quiet < 2) {
		quiet = poll(&wait, 1, 500) ? 0 : quiet + 1;
		sent = quiet ? 0 : send(end, buffer, sizeof(buffer), MSG_DONTWAIT);
		left -= sent > 0 ? sent : 0;
	}
	puts("connected");
	fflush(stdout);
	wait.events = POLLRDHUP;
	poll(&wait, 1, 60000);
	wait_for_end(end);
}

int main(int count, char **arguments)
{
	const char *what = count > 2 ? arguments[1] : "";

	if (!strcmp(what, "stream") && count == 5 && atoi(arguments[3]) <= MOST)
		stream(arguments[2], atoi(arguments[3]), atol(arguments[4]));
	else if (!strcmp(what, "datagram") && count == 4)
		datagrams(arguments[2], atoi(arguments[3]));
	else if (!strcmp(what, "cut"))
		cut(arguments[2]);
	else if (!strcmp(what, "reset"))
		reset(arguments[2]);
	else if (!strcmp(what, "hold") || !strcmp(what, "stuff"))
		hold(arguments[2], what[0] == 's');
	else
		errx(2, "usage: see the source");
	return 0;
}
