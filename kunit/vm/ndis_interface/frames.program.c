// SPDX-License-Identifier: GPL-2.0
/*
 * Sends frames of each length from one interface, and receives them from another one, which may be in the network
 * namespace of another process: each comes once, in order, and with its bytes. Then the same backwards.
 *
 * Usage: frames FROM TO PROCESS MOST [STEP]
 *
 *	frames heard FROM TO PROCESS ADDRESS	whether a frame to this address comes: the exit code
 *	frames permanent NAME			prints the permanent address
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <err.h>
#include <fcntl.h>
#include <linux/ethtool.h>
#include <linux/if_packet.h>
#include <linux/sockios.h>
#include <net/if.h>
#include <netinet/ether.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#define HEADER 14
#define TYPE 0x88b5		/* for experiments */
#define WINDOW 200		/* frames on their way: fewer than any queue takes */
#define ROOM (64 << 20)

static unsigned char sent[1 << 16], received[1 << 16];

static int open_end(const char *name)
{
	struct sockaddr_ll address = { .sll_family = AF_PACKET, .sll_protocol = htons(TYPE) };
	int room = ROOM;
	int end = socket(AF_PACKET, SOCK_RAW, htons(TYPE));

	address.sll_ifindex = if_nametoindex(name);
	if (end < 0 || !address.sll_ifindex || bind(end, (void *)&address, sizeof(address)))
		err(1, "%s", name);
	if (setsockopt(end, SOL_SOCKET, SO_RCVBUFFORCE, &room, sizeof(room)))
		err(1, "the buffer of %s", name);
	return end;
}

static int open_far_end(const char *name, const char *process)
{
	char path[64];
	int near = open("/proc/self/ns/net", O_RDONLY), far, end;

	snprintf(path, sizeof(path), "/proc/%s/ns/net", process);
	far = open(path, O_RDONLY);
	if (near < 0 || far < 0 || setns(far, CLONE_NEWNET))
		err(1, "%s", path);
	end = open_end(name);
	if (setns(near, CLONE_NEWNET))
		err(1, "back");
	return end;
}

/* Broadcast, and bytes that differ between frames and within one. */
static void make(unsigned char *frame, int length)
{
	const unsigned int number = length * 2654435761u;
	int i;

	memset(frame, 0xff, 6);
	memset(frame + 6, 2, 6);
	frame[12] = TYPE >> 8;
	frame[13] = TYPE & 0xff;
	for (i = HEADER; i < length; i++)
		frame[i] = (number + i * 40503u) >> 7;
}

/* The next frame that has come from elsewhere. */
static ssize_t receive_any(int end)
{
	struct sockaddr_ll from;
	socklen_t bytes = sizeof(from);
	ssize_t done;

	do
		done = recvfrom(end, received, sizeof(received), 0, (void *)&from, &bytes);
	while (done >= 0 && from.sll_pkttype == PACKET_OUTGOING);
	return done;
}

static void receive(int end, int length)
{
	const ssize_t done = receive_any(end);

	make(sent, length);
	if (done != length)
		errx(1, "the frame of %d bytes came with %zd", length, done);
	if (memcmp(sent, received, length))
		errx(1, "the frame of %d bytes came with others", length);
}

static int cross(int from, int to, int most, int step)
{
	int length, waits = HEADER + 1, count = 0;

	for (length = waits; length <= most; length += step) {
		make(sent, length);
		if (send(from, sent, length, 0) != length)
			err(1, "the frame of %d bytes", length);
		if (++count >= WINDOW) {
			receive(to, waits);
			waits += step;
		}
	}
	for (; waits <= most; waits += step)
		receive(to, waits);
	return count;
}

/* A broadcast follows the frame, and comes without it if nobody wants that. */
static int hears(int from, int to, const char *address)
{
	const struct ether_addr *wanted = ether_aton(address);

	if (!wanted)
		errx(2, "%s is no address", address);
	make(sent, 100);
	memcpy(sent, wanted, 6);
	if (send(from, sent, 100, 0) != 100)
		err(1, "the frame");
	make(sent, 200);
	if (send(from, sent, 200, 0) != 200)
		err(1, "the broadcast");
	if (receive_any(to) == 200)
		return 1;
	if (memcmp(received, wanted, 6) || receive_any(to) != 200)
		errx(2, "other frames came");
	return 0;
}

static int print_permanent(const char *name)
{
	struct { struct ethtool_perm_addr head; unsigned char address[6]; } asked = {
		.head = { .cmd = ETHTOOL_GPERMADDR, .size = 6 },
	};
	struct ifreq request = { .ifr_data = (void *)&asked };

	strncpy(request.ifr_name, name, IFNAMSIZ - 1);
	if (ioctl(socket(AF_INET, SOCK_DGRAM, 0), SIOCETHTOOL, &request))
		err(1, "%s", name);
	puts(ether_ntoa((void *)asked.address));
	return 0;
}

static void stay_on_first_processor(void)
{
	cpu_set_t first;

	/* Linux takes the queue of the processor, and frames of two queues have no order. */
	CPU_ZERO(&first);
	CPU_SET(0, &first);
	if (sched_setaffinity(0, sizeof(first), &first))
		err(1, "the processor");
}

int main(int count, char **arguments)
{
	int near, far, most, step, crossed;

	if (count == 3 && !strcmp(arguments[1], "permanent"))
		return print_permanent(arguments[2]);
	if (count < 5)
		errx(2, "usage: frames FROM TO PROCESS MOST [STEP]");
	stay_on_first_processor();
	if (count == 6 && !strcmp(arguments[1], "heard"))
		return hears(open_end(arguments[2]), open_far_end(arguments[3], arguments[4]),
			     arguments[5]);
	near = open_end(arguments[1]);
	far = open_far_end(arguments[2], arguments[3]);
	most = atoi(arguments[4]);
	step = count > 5 ? atoi(arguments[5]) : 1;
	crossed = cross(near, far, most, step);
	crossed += cross(far, near, most, step);
	printf("%d frames crossed\n", crossed);
	return 0;
}
