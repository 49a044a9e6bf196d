/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A USB device in a thread of the program. Linux's vhci-hcd is its host controller, and speaks the protocol of
 * USB/IP on a socket. Each endpoint but the default one echoes: an IN endpoint sends what was written to
 * the OUT endpoint of its number, or waits for that. One of isochronous transfers answers at once: see
 * answer_packets().
 */
#ifndef USB_DEVICE_EMULATOR_H
#define USB_DEVICE_EMULATOR_H

#include "../program.h"

#include <endian.h>
#include <semaphore.h>
#include <sys/socket.h>

#define CONTROLLER "/sys/devices/platform/vhci_hcd.0"
#define HIGH_SPEED 3

enum { SUBMIT = 1, UNLINK, SUBMITTED, UNLINKED };

/* Big endian, but for the setup packet. */
struct message {
	uint32_t command, number, device, is_in, endpoint;
	union {
		struct {
			uint32_t flags, bytes, frame, packets, interval;
			uint8_t setup[8];
		} submit;
		struct {
			int32_t status;
			uint32_t bytes, frame, packets, errors;
		} done;
		uint32_t unlinked;
		uint8_t room[28];
	};
};

struct packet {
	uint32_t offset, bytes, done;
	int32_t status;
};

#define PACKETS 8
#define WAITING 64
#define DATA 1024

struct emulator {
	const unsigned char *device_descriptor, *configuration;
	unsigned int configuration_bytes;
	/* Of each string; NULL: the text "string 1" and so on. */
	const unsigned char *string;
	unsigned int string_bytes;
	/* Shared with the program. */
	pthread_mutex_t lock;
	unsigned char vendor_data[64];
	unsigned int vendor_bytes;
	unsigned int settings[4];		/* by interface, plus 1: what SET_INTERFACE selected; 0 before */
	unsigned int halts_cleared;
	unsigned char last_setup[8];
	struct packet packets[PACKETS];		/* of the last isochronous transfer, and its data */
	unsigned char packet_data[256];
	sem_t called;				/* since the controller's first message */
	/* Of the thread. */
	int socket, controllers_socket;
	unsigned int port;
	pthread_t thread;
	struct message waiting[WAITING];	/* reads; command 0: none */
	unsigned char echo[16][DATA];
	unsigned int echo_bytes[16];
};

static bool exchange(ssize_t (*function)(int, void *, size_t), int socket, void *data, size_t bytes)
{
	size_t done = 0;

	while (done < bytes) {
		const ssize_t now = function(socket, (char *)data + done, bytes - done);

		if (now <= 0)
			return false;
		done += now;
	}
	return true;
}

static ssize_t read_bytes(int socket, void *data, size_t bytes)
{
	return read(socket, data, bytes);
}

/* MSG_NOSIGNAL: the controller may have gone. */
static ssize_t send_bytes(int socket, void *data, size_t bytes)
{
	return send(socket, data, bytes, MSG_NOSIGNAL);
}

static void answer(struct emulator *device, const struct message *to, int status, const void *data,
		   unsigned int bytes)
{
	struct message message = { .command = htobe32(SUBMITTED), .number = to->number };

	message.done.status = htobe32(status);
	message.done.bytes = htobe32(bytes);
	exchange(send_bytes, device->socket, &message, sizeof(message));
	if (to->is_in && bytes)
		exchange(send_bytes, device->socket, (void *)data, bytes);
}

/* At most what was asked for. */
static void answer_read(struct emulator *device, const struct message *to, const void *data, unsigned int bytes)
{
	const unsigned int room = be32toh(to->submit.bytes);

	answer(device, to, 0, data, bytes < room ? bytes : room);
}

/* ---- Control transfers -------------------------------------------------------------------------- */

static void answer_string(struct emulator *device, const struct message *to, unsigned int index)
{
	unsigned char descriptor[64] = { 4, 3, 0x09, 0x04 };
	char text[16];
	unsigned int i;

	if (device->string) {
		answer_read(device, to, device->string, device->string_bytes);
		return;
	}
	if (index) {
		descriptor[0] = 2 + 2 * snprintf(text, sizeof(text), "string %u", index);
		for (i = 0; text[i]; i++)
			descriptor[2 + 2 * i] = text[i], descriptor[3 + 2 * i] = 0;
	}
	answer_read(device, to, descriptor, descriptor[0]);
}

static void answer_descriptor(struct emulator *device, const struct message *to)
{
	const uint8_t *setup = to->submit.setup;

	if (setup[3] == 1)
		answer_read(device, to, device->device_descriptor, 18);
	else if (setup[3] == 2)
		answer_read(device, to, device->configuration, device->configuration_bytes);
	else if (setup[3] == 3)
		answer_string(device, to, setup[2]);
	else
		answer(device, to, -EPIPE, NULL, 0);
}

static void answer_control(struct emulator *device, const struct message *to, const unsigned char *data,
			   unsigned int bytes)
{
	const uint8_t *setup = to->submit.setup;
	static const unsigned char zeroes[8];

	memcpy(device->last_setup, setup, 8);
	if (setup[0] == 0x40 && setup[1] == 0x5b) {
		device->vendor_bytes = bytes < sizeof(device->vendor_data) ? bytes : sizeof(device->vendor_data);
		memcpy(device->vendor_data, data, device->vendor_bytes);
		answer(device, to, 0, NULL, bytes);
	} else if (setup[0] == 0xc0 && setup[1] == 0x5c) {
		answer_read(device, to, device->vendor_data, device->vendor_bytes);
	} else if (setup[0] == 0x80 && setup[1] == 6) {
		answer_descriptor(device, to);
	} else if (setup[1] == 0x77) {
		answer(device, to, -EPIPE, NULL, 0);
	} else if (setup[0] & 0x80) {
		answer_read(device, to, zeroes, 2);
	} else {
		if (setup[0] == 1 && setup[1] == 11)
			device->settings[setup[4] & 3] = setup[2] + 1;
		device->halts_cleared += setup[0] == 2 && setup[1] == 1 && !setup[2];
		answer(device, to, 0, NULL, bytes);
	}
}

/* ---- The other endpoints ------------------------------------------------------------------------ */

static void echo(struct emulator *device, unsigned int endpoint)
{
	unsigned int i;

	for (i = 0; i < WAITING && device->echo_bytes[endpoint]; i++) {
		if (device->waiting[i].command && be32toh(device->waiting[i].endpoint) == endpoint) {
			answer_read(device, &device->waiting[i], device->echo[endpoint],
				    device->echo_bytes[endpoint]);
			device->waiting[i].command = 0;
			device->echo_bytes[endpoint] = 0;
		}
	}
}

static void wait_for_echo(struct emulator *device, const struct message *message)
{
	unsigned int i = 0;

	while (i < WAITING && device->waiting[i].command)
		i++;
	if (i == WAITING)
		answer(device, message, -EPIPE, NULL, 0);
	else
		device->waiting[i] = *message;
}

/*
 * Packet 1 is lost, and packet 2 half of what fits. What is sent of each is its number. On the socket the
 * data has no gaps, and is in front of the packets.
 */
static void answer_packets(struct emulator *device, const struct message *to, unsigned int count)
{
	struct message message = { .command = htobe32(SUBMITTED), .number = to->number };
	unsigned char data[256];
	unsigned int i, total = 0;

	for (i = 0; i < count; i++) {
		struct packet *packet = &device->packets[i];
		const unsigned int bytes = be32toh(packet->bytes) / (i == 2 ? 2 : 1);

		packet->done = i == 1 ? 0 : htobe32(bytes);
		packet->status = i == 1 ? htobe32(-EPROTO) : 0;
		memset(data + total, i, be32toh(packet->done));
		total += be32toh(packet->done);
	}
	message.done.bytes = htobe32(total);
	message.done.frame = htobe32(77);
	message.done.packets = htobe32(count);
	message.done.errors = htobe32(count > 1);
	exchange(send_bytes, device->socket, &message, sizeof(message));
	if (to->is_in)
		exchange(send_bytes, device->socket, data, total);
	exchange(send_bytes, device->socket, device->packets, count * sizeof(struct packet));
}

static void take_packets(struct emulator *device, const struct message *message, unsigned int bytes)
{
	const unsigned int count = be32toh(message->submit.packets);

	CHECK(count <= PACKETS && bytes <= sizeof(device->packet_data));
	exchange(read_bytes, device->socket, device->packet_data, bytes);
	exchange(read_bytes, device->socket, device->packets, count * sizeof(struct packet));
	answer_packets(device, message, count);
}

static void transfer(struct emulator *device, const struct message *message, const unsigned char *data,
		     unsigned int bytes)
{
	const unsigned int endpoint = be32toh(message->endpoint) & 15;

	if (!endpoint) {
		answer_control(device, message, data, bytes);
		return;
	}
	if (message->is_in) {
		wait_for_echo(device, message);
	} else {
		memcpy(device->echo[endpoint], data, bytes);
		device->echo_bytes[endpoint] = bytes;
		answer(device, message, 0, NULL, bytes);
	}
	echo(device, endpoint);
}

static void unlink_one(struct emulator *device, const struct message *message)
{
	struct message done = { .command = htobe32(UNLINKED), .number = message->number };
	unsigned int i;

	for (i = 0; i < WAITING; i++) {
		if (device->waiting[i].command && device->waiting[i].number == message->unlinked) {
			device->waiting[i].command = 0;
			done.done.status = htobe32(-ECONNRESET);
		}
	}
	exchange(send_bytes, device->socket, &done, sizeof(done));
}

/* ---- Its life ----------------------------------------------------------------------------------- */

static void *serve(void *context)
{
	struct emulator *device = context;
	bool is_first = true;
	unsigned char data[DATA];
	struct message message;

	while (exchange(read_bytes, device->socket, &message, sizeof(message))) {
		const unsigned int bytes = message.is_in ? 0 : be32toh(message.submit.bytes);

		if (is_first)
			sem_post(&device->called);
		is_first = false;
		pthread_mutex_lock(&device->lock);
		if (be32toh(message.command) == UNLINK) {
			unlink_one(device, &message);
		} else if (be32toh(message.endpoint) && be32toh(message.submit.packets) + 1 > 1) {
			take_packets(device, &message, bytes);
		} else {
			CHECK(bytes <= sizeof(data));
			if (exchange(read_bytes, device->socket, data, bytes))
				transfer(device, &message, data, bytes);
		}
		pthread_mutex_unlock(&device->lock);
	}
	return NULL;
}

static void plug(struct emulator *device, unsigned int port)
{
	const int file = open(CONTROLLER "/attach", O_WRONLY);
	int sockets[2], length;
	char text[64];

	pthread_mutex_init(&device->lock, NULL);
	sem_init(&device->called, 0, 0);
	EQUAL(socketpair(AF_UNIX, SOCK_STREAM, 0, sockets), 0);
	device->socket = sockets[0];
	device->controllers_socket = sockets[1];
	device->port = port;
	memset(device->waiting, 0, sizeof(device->waiting));
	memset(device->echo_bytes, 0, sizeof(device->echo_bytes));
	pthread_create(&device->thread, NULL, serve, device);
	length = snprintf(text, sizeof(text), "%u %d %u %u", port, sockets[1], 0x10002 + port, HIGH_SPEED);
	EQUAL(write(file, text, length), length);
	close(file);
}

/* Waits until Linux has offered the device to the drivers, or given up. The hub is locked until then. */
static void settle(struct emulator *device)
{
	char text[8];
	int file;

	sem_wait(&device->called);
	file = open(CONTROLLER "/usb1/bConfigurationValue", O_RDONLY);
	CHECK(read(file, text, sizeof(text)) > 0);
	close(file);
}

/* Waits until the controller is free for another device. */
static void unplug(struct emulator *device)
{
	char wanted[32], line[256];
	bool is_free = false;

	shutdown(device->socket, SHUT_RDWR);
	pthread_join(device->thread, NULL);
	close(device->socket);
	close(device->controllers_socket);
	snprintf(wanted, sizeof(wanted), "hs  %04u 004", device->port);
	while (!is_free) {
		FILE *status = fopen(CONTROLLER "/status", "r");

		while (status && fgets(line, sizeof(line), status))
			is_free = is_free || !strncmp(line, wanted, strlen(wanted));
		if (status)
			fclose(status);
	}
}

#endif
