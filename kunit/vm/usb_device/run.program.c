/* SPDX-License-Identifier: GPL-2.0 */
/*
 * USB devices of the program's own: run parts; run lies ROUNDS.
 */
#include "emulator.h"

#include "usb_device_test.h"

#define USBD_STATUS_DEV_NOT_RESPONDING ((int)0xc0000005)
#define USBD_STATUS_INVALID_PARAMETER ((int)0x80000300)
#define STATUS_NOT_SUPPORTED ((int)0xC00000BB)
#define RESET_PIPE 8			/* WdfUsbRequestTypePipeReset */
#define ABORT_PIPE 7			/* WdfUsbRequestTypePipeAbort */

static const unsigned char parts_device[18] = { 18, 1, 0, 2, 0xef, 2, 1, 64, 0x66, 0x66, 1, 0, 0, 1, 1, 2, 0, 1 };
static const unsigned char parts[] = {
	9, 2, 102, 0, 3, 1, 0, 0x80, 50,
	8, 11, 0, 2, 2, 2, 0, 0,			/* an association of the interfaces 0 and 1 */
	9, 4, 0, 0, 1, 2, 2, 0, 0,
	7, 5, 0x81, 3, 16, 0, 4,
	9, 4, 1, 0, 0, 10, 0, 0, 0,
	9, 4, 1, 1, 2, 10, 0, 0, 0,
	7, 5, 0x82, 2, 0, 2, 0,
	7, 5, 0x02, 2, 0, 2, 0,
	9, 4, 2, 0, 4, 255, 0, 0, 0,
	7, 5, 0x83, 2, 0, 2, 0,
	7, 5, 0x03, 2, 0, 2, 0,
	7, 5, 0x84, 5, 16, 0, 1,
	7, 5, 0x04, 5, 16, 0, 1,
};

static struct usb_result make(int file, struct usb_call call)
{
	struct usb_result result = { .status = -1 };

	EQUAL(control(file, USB_CALL, &call, sizeof(call), &result, sizeof(result)), 0);
	return result;
}

static void test_echo(int file, unsigned int interface)
{
	struct usb_call call = { .what = CALL_WRITE, .interface = interface, .pipe = 1 };
	struct usb_result result;

	memset(call.data, 'a' + interface, sizeof(call.data));
	result = make(file, call);
	EQUAL(result.status, STATUS_SUCCESS);
	EQUAL(result.bytes, sizeof(call.data));
	call.what = CALL_READ;
	call.pipe = 0;
	memset(call.data, 0, sizeof(call.data));
	result = make(file, call);
	EQUAL(result.status, STATUS_SUCCESS);
	EQUAL(result.bytes, sizeof(call.data));
	EQUAL(result.data[0], 'a' + interface);
	EQUAL(result.data[sizeof(call.data) - 1], 'a' + interface);
}

/* ---- Interfaces and settings -------------------------------------------------------------------- */

static void check_selection(const struct usb_result *result, int status, unsigned int setting, unsigned int pipes0,
			    unsigned int pipes1)
{
	EQUAL(result->status, status);
	EQUAL(result->interface[1].setting, setting);
	EQUAL(result->interface[0].pipes, pipes0);
	EQUAL(result->interface[1].pipes, pipes1);
}

static void test_selection(int joined, struct emulator *device)
{
	struct usb_result result = make(joined, (struct usb_call){ .what = CALL_SELECT, .how = SELECT_ALL_INTERFACES });

	EQUAL(result.interfaces, 2);
	EQUAL(result.interface[0].number, 0);
	EQUAL(result.interface[1].number, 1);
	EQUAL(result.configured, 2);
	check_selection(&result, STATUS_SUCCESS, 0, 1, 0);
	EQUAL(device->settings[1], 1);

	result = make(joined, (struct usb_call){ .what = CALL_SELECT, .how = SELECT_PAIRS, .setting = 1 });
	EQUAL(result.configured, 2);
	check_selection(&result, STATUS_SUCCESS, 1, 1, 2);
	EQUAL(device->settings[1], 2);

	result = make(joined, (struct usb_call){ .what = CALL_SELECT, .how = SELECT_PAIRS, .setting = 99 });
	EQUAL(result.configured, 0);
	EQUAL(result.status, STATUS_INVALID_PARAMETER);

	result = make(joined, (struct usb_call){ .what = CALL_SELECT, .how = SELECT_DESCRIPTORS });
	check_selection(&result, STATUS_SUCCESS, 0, 1, 0);
	EQUAL(device->settings[1], 1);

	result = make(joined, (struct usb_call){ .what = CALL_SETTING, .interface = 1, .setting = 1 });
	check_selection(&result, STATUS_SUCCESS, 1, 1, 2);
	EQUAL(device->settings[1], 2);

	result = make(joined, (struct usb_call){ .what = CALL_SELECT, .how = SELECT_NOTHING });
	check_selection(&result, STATUS_SUCCESS, 1, 0, 0);

	/* row 1318 */
	result = make(joined, (struct usb_call){ .what = CALL_SELECT, .how = SELECT_BY_URB });
	check_selection(&result, STATUS_SUCCESS, 1, 1, 2);
	test_echo(joined, 1);
	result = make(joined, (struct usb_call){ .what = CALL_SETTING, .how = SELECT_BY_URB, .interface = 1 });
	check_selection(&result, STATUS_SUCCESS, 0, 1, 0);
	EQUAL(device->settings[1], 1);

	result = make(joined, (struct usb_call){ .what = CALL_SELECT, .how = SELECT_SINGLE });
	EQUAL(result.status, STATUS_SUCCESS);
	EQUAL(result.interface[0].pipes, 1);
	EQUAL(device->settings[2], 0);
}

/* ---- Transfers ---------------------------------------------------------------------------------- */

static struct winwork_request send_setup(int file, const unsigned char *setup, const void *data,
					 unsigned int bytes, void *out, unsigned int out_bytes)
{
	struct { struct usb_call call; unsigned char data[32]; } in = { .call.what = SEND_CONTROL };
	struct winwork_request request =
		control_of(USB_SEND, &in, sizeof(in.call) + bytes, out, out_bytes);

	memcpy(in.call.setup, setup, 8);
	memcpy(in.data, data, bytes);
	control_full(file, &request);
	return request;
}

static void test_control(int file, struct emulator *device)
{
	static const unsigned char write[8] = { 0x40, 0x5b },
				   read[8] = { 0xc0, 0x5c }, unknown[8] = { 0x40, 0x77 };
	unsigned char data[48] = "";
	struct winwork_request request = send_setup(file, write, "abcdefgh", 8, NULL, 0);

	EQUAL(request.status, STATUS_SUCCESS);
	EQUAL(request.information, 8);
	EQUAL(device->vendor_bytes, 8);
	CHECK(!memcmp(device->vendor_data, "abcdefgh", 8));
	request = send_setup(file, read, NULL, 0, data, sizeof(data));
	EQUAL(request.status, STATUS_SUCCESS);
	EQUAL(request.information, 8);
	CHECK(!memcmp(data, "abcdefgh", 8));
	/* Without a buffer there is no direction. */
	request = send_setup(file, read, NULL, 0, NULL, 0);
	EQUAL(request.status, STATUS_SUCCESS);
	request = send_setup(file, unknown, "x", 1, NULL, 0);
	EQUAL(request.status, STATUS_UNSUCCESSFUL);
}

static void test_string(int file)
{
	struct usb_call call = { .what = SEND_STRING, .setting = 2 };
	unsigned char data[64] = "";
	struct winwork_request request = control_of(USB_SEND, &call, sizeof(call), data, sizeof(data));

	EQUAL(control_full(file, &request), 0);
	EQUAL(request.status, STATUS_SUCCESS);
	/* A descriptor of eight characters. */
	EQUAL(request.information, 18);
	EQUAL(data[0], 18);
	EQUAL(data[1], 3);
	EQUAL(data[2], 's');
	EQUAL(data[16], '2');
}

static void test_at_dispatch(int file, struct emulator *device)
{
	const unsigned int before = device->halts_cleared;
	struct usb_result result = make(file, (struct usb_call){ .what = CALL_AT_DISPATCH, .how = RESET_PIPE });

	EQUAL(result.status, STATUS_SUCCESS);
	EQUAL(result.usbd_status, 0);
	EQUAL(result.bytes, RESET_PIPE);
	EQUAL(device->halts_cleared, before + 1);
	result = make(file, (struct usb_call){ .what = CALL_AT_DISPATCH, .how = ABORT_PIPE });
	EQUAL(result.status, STATUS_SUCCESS);
	EQUAL(result.bytes, ABORT_PIPE);
	test_echo(file, 0);
}

/* Of each function the setup packet that the device gets. */
static const struct {
	unsigned int function;
	unsigned char setup[8];
} urbs[] = {
	{ 0x0b, { 0x80, 6, 3, 3, 9, 4, 20, 0 } },	/* descriptors */
	{ 0x28, { 0x81, 6, 0, 0x22, 1, 0, 40, 0 } },
	{ 0x24, { 0x82, 6, 0, 0x23, 2, 0, 4, 0 } },
	{ 0x0c, { 0x00, 7, 1, 2, 3, 4, 5, 0 } },
	{ 0x29, { 0x01, 7, 1, 2, 3, 4, 6, 0 } },
	{ 0x25, { 0x02, 7, 1, 2, 3, 4, 7, 0 } },
	{ 0x13, { 0x80, 0, 0, 0, 0, 0, 2, 0 } },	/* states */
	{ 0x14, { 0x81, 0, 0, 0, 1, 0, 2, 0 } },
	{ 0x15, { 0x82, 0, 0, 0, 0x82, 0, 2, 0 } },
	{ 0x21, { 0x83, 0, 0, 0, 7, 1, 2, 0 } },
	{ 0x0d, { 0x00, 3, 1, 0, 0, 0, 0, 0 } },	/* features */
	{ 0x0e, { 0x01, 3, 2, 1, 1, 0, 0, 0 } },
	{ 0x0f, { 0x02, 3, 3, 0, 2, 0, 0, 0 } },
	{ 0x23, { 0x03, 3, 4, 0, 5, 6, 0, 0 } },
	{ 0x10, { 0x00, 1, 1, 0, 0, 0, 0, 0 } },
	{ 0x11, { 0x01, 1, 2, 0, 1, 0, 0, 0 } },
	{ 0x12, { 0x02, 1, 3, 0, 2, 0, 0, 0 } },
	{ 0x22, { 0x03, 1, 4, 0, 5, 0, 0, 0 } },
	{ 0x17, { 0x40, 9, 1, 2, 3, 4, 10, 0 } },	/* of vendors and classes */
	{ 0x17, { 0xd0, 9, 1, 2, 3, 4, 10, 0 } },
	{ 0x18, { 0xc1, 10, 1, 2, 3, 4, 0, 1 } },
	{ 0x19, { 0x42, 11, 1, 2, 3, 4, 0, 0 } },
	{ 0x20, { 0xc3, 12, 1, 2, 3, 4, 1, 0 } },
	{ 0x1a, { 0xa0, 13, 1, 2, 3, 4, 1, 0 } },
	{ 0x1b, { 0x21, 14, 1, 2, 3, 4, 1, 0 } },
	{ 0x1c, { 0xa2, 15, 1, 2, 3, 4, 1, 0 } },
	{ 0x1f, { 0xa3, 16, 1, 2, 3, 4, 0, 0 } },
	{ 0x27, { 0x81, 10, 0, 0, 1, 0, 1, 0 } },	/* the setting, the configuration */
	{ 0x26, { 0x80, 8, 0, 0, 0, 0, 1, 0 } },
};

static struct usb_result send_urb(int file, unsigned int function, const unsigned char *setup,
				  unsigned int length)
{
	struct usb_call call = { .what = CALL_URB, .how = function, .length = length };

	memcpy(call.setup, setup, sizeof(call.setup));
	return make(file, call);
}

/* row 855: each function, and the memory of an URB that a request has */
static void test_urbs(int file, struct emulator *device)
{
	struct usb_call call = { .what = CALL_PIPE_URB, .pipe = 1, .data = "by an URB" };
	struct usb_result result;
	unsigned int i, sync;

	for (i = 0; i < sizeof(urbs) / sizeof(urbs[0]); i++) {
		result = send_urb(file, urbs[i].function, urbs[i].setup,
				  urbs[i].setup[6] | urbs[i].setup[7] << 8);
		EQUAL(result.status, STATUS_SUCCESS);
		EQUAL(result.usbd_status, 0);
		for (sync = 0; sync < 8; sync++)
			EQUAL(device->last_setup[sync] << 8 | i, urbs[i].setup[sync] << 8 | i);
	}
	EQUAL(send_urb(file, 7, urbs[0].setup, 0).status, STATUS_SUCCESS);
	EQUAL(send_urb(file, 0x17, urbs[19].setup, 0x10000).status, STATUS_INVALID_PARAMETER);
	EQUAL(send_urb(file, 0x2a, urbs[0].setup, 0).status, STATUS_NOT_SUPPORTED);
	for (sync = 0; sync < 2; sync++) {
		call.setting = sync;
		call.pipe = 1;
		EQUAL(make(file, call).status, STATUS_SUCCESS);
		call.pipe = 0;
		result = make(file, call);
		EQUAL(result.status, STATUS_SUCCESS);
		EQUAL(result.bytes, sizeof(call.data));
		CHECK(!strcmp((char *)result.data, "by an URB"));
	}
	call.how = 4;
	EQUAL(make(file, call).status, STATUS_INVALID_PARAMETER);
}

/* row 864 */
static void test_packets(int file, struct emulator *device)
{
	static const unsigned char read[24] = { 0, 0, 0, 0, 0, 0, 0, 0, 0xee, 0xee, 0xee, 0xee, 0xee, 0xee,
						2, 2, 2, 2, 2, 0xee, 0xee, 0xee, 0xee, 0xee };
	struct usb_call call = { .what = CALL_PACKETS, .pipe = 2, .data = "of eight, of six, of ten" };
	struct usb_result result = make(file, call);

	EQUAL(result.status, STATUS_SUCCESS);
	EQUAL(result.usbd_status, 0);
	EQUAL(result.errors, 1);
	EQUAL(result.frame, 77);
	EQUAL(result.packet[0].bytes, 8);
	EQUAL(result.packet[0].status, 0);
	EQUAL(result.packet[1].bytes, 0);
	EQUAL(result.packet[1].status, USBD_STATUS_DEV_NOT_RESPONDING);
	EQUAL(result.packet[2].bytes, 5);
	EQUAL(result.packet[2].status, 0);
	CHECK(!memcmp(result.data, read, sizeof(read)));
	call.pipe = 3;
	EQUAL(make(file, call).status, STATUS_SUCCESS);
	CHECK(!memcmp(device->packet_data, call.data, 24));
	EQUAL(be32toh(device->packets[1].offset), 8);
	EQUAL(be32toh(device->packets[2].bytes), 10);
	for (call.how = NO_PACKETS; call.how <= LARGE_PACKETS; call.how++) {
		result = make(file, call);
		EQUAL((unsigned int)result.status << 4 | call.how, (unsigned int)STATUS_INVALID_PARAMETER << 4 | call.how);
		EQUAL(result.usbd_status, USBD_STATUS_INVALID_PARAMETER);
	}
	/* A bulk pipe has no packets, and this one nothing but packets. */
	call.how = RIGHT_PACKETS;
	call.pipe = 0;
	EQUAL(make(file, call).status, STATUS_INVALID_PARAMETER);
	EQUAL(make(file, (struct usb_call){ .what = CALL_PIPE_URB, .pipe = 2 }).status, STATUS_INVALID_PARAMETER);
}

/* A read waits when the device goes. */
struct reader {
	int file;
	struct usb_result result;
};

static void *read_one(void *context)
{
	struct reader *reader = context;

	reader->result = make(reader->file, (struct usb_call){ .what = CALL_READ });
	return NULL;
}

static bool waits_for_read(struct emulator *device)
{
	bool waits = false;
	unsigned int i;

	pthread_mutex_lock(&device->lock);
	for (i = 0; i < WAITING; i++)
		waits = waits || device->waiting[i].command;
	pthread_mutex_unlock(&device->lock);
	return waits;
}

static void test_parts(void)
{
	struct emulator device = { .device_descriptor = parts_device, .configuration = parts,
				   .configuration_bytes = sizeof(parts) };
	struct reader reader;
	pthread_t thread;
	int joined;

	plug(&device, 0);
	settle(&device);
	joined = open("/dev/winwork/UsbDevice10", O_RDWR);
	reader.file = open("/dev/winwork/UsbDevice12", O_RDWR);
	CHECK(joined >= 0 && reader.file >= 0);
	/* row 877: an association is one function, and its second interface none of its own */
	CHECK(access("/dev/winwork/UsbDevice11", F_OK) < 0);
	CHECK(file_has("/sys/kernel/debug/usb/devices", "Driver=usb_device_test"));
	test_selection(joined, &device);
	make(joined, (struct usb_call){ .what = CALL_SETTING, .interface = 1, .setting = 1 });
	test_echo(joined, 1);
	EQUAL(make(reader.file, (struct usb_call){ .what = CALL_SELECT, .how = SELECT_SINGLE }).interfaces, 1);
	test_echo(reader.file, 0);
	test_control(joined, &device);
	test_string(reader.file);
	test_at_dispatch(reader.file, &device);
	test_urbs(reader.file, &device);
	test_packets(reader.file, &device);

	pthread_create(&thread, NULL, read_one, &reader);
	while (!waits_for_read(&device))
		;
	unplug(&device);
	pthread_join(thread, NULL);
	CHECK(reader.result.status < 0);
}

/* ---- Lies --------------------------------------------------------------------------------------- */

static unsigned int seed;

static unsigned int some(unsigned int below)
{
	seed = seed * 1103515245 + 12345;
	return (seed >> 8) % below;
}

static const unsigned char lying_device[18] = { 18, 1, 0, 2, 0, 0, 0, 64, 0x66, 0x66, 2, 0, 0, 1, 1, 2, 3, 1 };

/* Some bytes of the right descriptors are others, but for the lengths that Linux's core does not accept. */
static unsigned int lie(unsigned char *to)
{
	unsigned int changes = 1 + some(6);

	memcpy(to, parts, sizeof(parts));
	while (changes--)
		to[9 + some(sizeof(parts) - 9)] = some(3) ? some(4) * 85 : some(256);
	return sizeof(parts);
}

static void tell_lies(int rounds)
{
	unsigned char configuration[sizeof(parts)], string[40];
	int round, started = 0;

	for (round = 0; round < rounds; round++) {
		struct emulator device = { .device_descriptor = lying_device, .configuration = configuration,
					   .string = string };
		struct usb_call call = { .what = CALL_ALL };
		struct usb_result result;
		unsigned int i;
		int file;

		seed = 1000 + round;
		device.configuration_bytes = lie(configuration);
		if (!round) {
			/* row 879: an endpoint whose packets have no bytes */
			memcpy(configuration, parts, sizeof(parts));
			configuration[9 + 8 + 9 + 4] = 0;
			configuration[sizeof(parts) - 28 + 5] = 0;
		}
		for (i = 0; i < sizeof(string); i++)
			string[i] = some(256);
		device.string_bytes = 1 + some(sizeof(string));
		plug(&device, 0);
		settle(&device);
		/* Linux may have refused it, or the driver. */
		file = open("/dev/winwork/UsbDevice20", O_RDWR);
		if (file >= 0) {
			started++;
			control(file, USB_CALL, &call, sizeof(call), &result, sizeof(result));
			close(file);
		}
		unplug(&device);
	}
	printf("usb_device: %d of %d devices started\n", started, rounds);
	CHECK(started > 0);
}

int main(int count, char **values)
{
	if (count > 1 && !strcmp(values[1], "parts"))
		test_parts();
	else if (count > 2 && !strcmp(values[1], "lies"))
		tell_lies(atoi(values[2]));
	else
		CHECK(!"a mode");
	return checks_failed != 0;
}
