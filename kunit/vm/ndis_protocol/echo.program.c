// SPDX-License-Identifier: GPL-2.0
/*
 * Sends frames of type 0x88b5 from an interface, and waits for the answer to each, which has type 0x88b6 and the same bytes.
 * One that is lost is sent again: the driver that answers has room for one.
 *
 * Usage: echo INTERFACE COUNT
 */
#include <arpa/inet.h>
#include <err.h>
#include <linux/if_packet.h>
#include <net/if.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

#define ASKED 0x88b5
#define ANSWERED 0x88b6

static unsigned char own[6], asked[1514], answer[2048];

static int open_end(const char *name)
{
	struct sockaddr_ll address = { .sll_family = AF_PACKET, .sll_protocol = htons(ANSWERED) };
	struct ifreq request = { 0 };
	int end = socket(AF_PACKET, SOCK_RAW, htons(ANSWERED));

	address.sll_ifindex = if_nametoindex(name);
	if (end < 0 || !address.sll_ifindex || bind(end, (void *)&address, sizeof(address)))
		err(1, "%s", name);
	strncpy(request.ifr_name, name, IFNAMSIZ - 1);
	if (ioctl(end, SIOCGIFHWADDR, &request))
		err(1, "the address of %s", name);
	memcpy(own, request.ifr_hwaddr.sa_data, 6);
	return end;
}

static void make(int number, int length)
{
	int i;

	memset(asked, 0xff, 6);
	memcpy(asked + 6, own, 6);
	asked[12] = ASKED >> 8;
	asked[13] = ASKED & 0xff;
	for (i = 14; i < length; i++)
		asked[i] = number * 31 + i * 7;
}

static int is_answer(ssize_t length, int wanted)
{
	return length == wanted && !memcmp(answer, own, 6) && memcmp(answer + 6, own, 6) &&
	       answer[12] == ANSWERED >> 8 && answer[13] == (ANSWERED & 0xff) &&
	       !memcmp(answer + 14, asked + 14, wanted - 14);
}

/* Those of frames that were sent again may still come. */
static int answer_comes(int end, int length)
{
	struct pollfd wait = { .fd = end, .events = POLLIN };

	while (poll(&wait, 1, 1000) == 1) {
		if (is_answer(recv(end, answer, sizeof(answer), 0), length))
			return 1;
	}
	return 0;
}

int main(int count, char **arguments)
{
	int end, number;

	if (count != 3)
		errx(2, "usage: echo INTERFACE COUNT");
	end = open_end(arguments[1]);
	for (number = 0; number < atoi(arguments[2]); number++) {
		const int length = 60 + number * 37 % 1400;

		make(number, length);
		do {
			if (send(end, asked, length, 0) != length)
				err(1, "send");
		} while (!answer_comes(end, length));
	}
	printf("%d answers\n", number);
	return 0;
}
