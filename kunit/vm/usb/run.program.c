/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Talks to QEMU's USB devices through usb_test: run MODE DEVICE [UNPLUG]. A write of UNPLUG's second word to
 * the file that is its first takes the device away.
 */
#include "../program.h"
#include "usb_test.h"

#define USBD_STATUS_STALL_PID ((int)0xc0000004)
#define USBD_STATUS_CANCELED ((int)0xc0010000)
#define USBD_STATUS_INVALID_PIPE_HANDLE ((int)0x80000600)
#define USBD_STATUS_INVALID_URB_FUNCTION ((int)0x80000200)
#define STATUS_IO_TIMEOUT ((int)0xC00000B5)
#define STATUS_NOT_SUPPORTED ((int)0xC00000BB)
#define STATUS_INVALID_BUFFER_SIZE ((int)0xC0000206)
#define STATUS_INVALID_DEVICE_STATE ((int)0xC0000184)

static int device;

static struct usb_result make(struct usb_call call)
{
	struct usb_result result = { .status = -1 };

	EQUAL(control(device, USB_CALL, &call, sizeof(call), &result, sizeof(result)), 0);
	return result;
}

static int status_of(enum usb_what what, unsigned int pipe, unsigned int number)
{
	return make((struct usb_call){ .what = what, .pipe = pipe, .number = number }).status;
}

static struct usb_result counts(void)
{
	return make((struct usb_call){ .what = CALL_COUNTS });
}

static struct usb_result setup(unsigned char type, unsigned char request, unsigned short value,
			       unsigned int length)
{
	struct usb_call call = { .what = CALL_CONTROL_TRANSFER, .length = length };

	call.setup[0] = type;
	call.setup[1] = request;
	call.setup[2] = value;
	call.setup[3] = value >> 8;
	return make(call);
}

static struct usb_result read_pipe(unsigned int pipe, unsigned int length, unsigned int timeout)
{
	return make((struct usb_call){ .what = CALL_READ, .pipe = pipe, .length = length, .timeout = timeout });
}

static struct usb_result write_pipe(unsigned int pipe, const void *data, unsigned int length)
{
	struct usb_call call = { .what = CALL_WRITE, .pipe = pipe, .length = length };

	memcpy(call.data, data, length);
	return make(call);
}

/* row 846: the descriptors; row 847: the strings */
static struct usb_result check_device(unsigned int vendor, unsigned int product, const char *name)
{
	struct usb_result found = make((struct usb_call){ .what = CALL_DEVICE });
	struct usb_result text = make((struct usb_call){ .what = CALL_STRING });

	EQUAL(found.status, STATUS_SUCCESS);
	EQUAL(found.device.vendor, vendor);
	EQUAL(found.device.product, product);
	EQUAL(found.device.too_small, 1);
	EQUAL(text.status, STATUS_SUCCESS);
	EQUAL(text.bytes, strlen(name));
	CHECK(!memcmp(text.data, name, strlen(name)));
	EQUAL(status_of(CALL_CONNECTED, 0, 0), STATUS_SUCCESS);
	EQUAL(status_of(CALL_FRAME, 0, 0), STATUS_SUCCESS);
	return found;
}

/* ---- The tablet: control transfers, an interrupt pipe ------------------------------------------- */

/* The tablet repeats its report each four milliseconds, or sends nothing. */
static void let_tablet_send(bool sends)
{
	EQUAL(setup(0x21, 0x0a, sends ? 0x0100 : 0, 0).status, STATUS_SUCCESS);
}

static void test_control(void)
{
	struct usb_result answer = setup(0xa1, 0x02, 0, 1);

	/* GET_IDLE */
	EQUAL(answer.status, STATUS_SUCCESS);
	EQUAL(answer.bytes, 1);
	EQUAL(answer.data[0], 0);
	let_tablet_send(true);
	answer = setup(0xa1, 0x02, 0, 1);
	EQUAL(answer.data[0], 1);
	let_tablet_send(false);
	/* row 849: a request that the device does not know */
	EQUAL(setup(0xc0, 0x55, 0, 8).status, STATUS_UNSUCCESSFUL);
	EQUAL(setup(0xa1, 0x02, 0, 1).status, STATUS_SUCCESS);
}

/* What the tablet had to say is read, so that a read waits. */
static void drain(void)
{
	while (read_pipe(0, 8, 300).status == STATUS_SUCCESS)
		;
}

static void test_interrupt(void)
{
	struct usb_result answer;

	drain();
	/* row 851: a timeout */
	answer = read_pipe(0, 8, 50);
	EQUAL(answer.status, STATUS_IO_TIMEOUT);
	EQUAL(answer.usbd_status, USBD_STATUS_CANCELED);
	let_tablet_send(true);
	/* row 848: a short packet */
	answer = read_pipe(0, 8, 0);
	EQUAL(answer.status, STATUS_SUCCESS);
	EQUAL(answer.bytes, 6);
	answer = read_pipe(0, 16, 0);
	EQUAL(answer.bytes, 6);
	let_tablet_send(false);
	drain();
}

/* row 852: a request of the program on its way to the pipe ends by a signal, an abort, a reset */
static int wait_error;

static void nothing(int number)
{
	(void)number;
}

static void *wait_for_data(void *unused)
{
	char data[8];

	(void)unused;
	wait_error = read(device, data, sizeof(data)) < 0 ? errno : 0;
	return NULL;
}

static pthread_t begin_read(void)
{
	pthread_t thread;

	wait_error = -1;
	pthread_create(&thread, NULL, wait_for_data, NULL);
	while (!counts().counts.pending)
		;
	return thread;
}

static void end_read(pthread_t thread)
{
	pthread_join(thread, NULL);
	EQUAL(counts().counts.pending, 0);
}

static void test_cancel(void)
{
	struct sigaction action = { .sa_handler = nothing };
	pthread_t thread = begin_read();

	sigaction(SIGUSR1, &action, NULL);
	pthread_kill(thread, SIGUSR1);
	end_read(thread);
	EQUAL(wait_error, EINTR);
	EQUAL(counts().counts.last_status, STATUS_CANCELLED);
	EQUAL(counts().counts.last_usbd_status, USBD_STATUS_CANCELED);

	thread = begin_read();
	EQUAL(status_of(CALL_ABORT_PIPE, 0, 0), STATUS_SUCCESS);
	end_read(thread);
	CHECK(wait_error > 0);
	EQUAL(counts().counts.last_usbd_status, USBD_STATUS_CANCELED);

	thread = begin_read();
	EQUAL(status_of(CALL_RESET_PORT, 0, 0), STATUS_SUCCESS);
	end_read(thread);
	CHECK(wait_error > 0);
	EQUAL(status_of(CALL_CONNECTED, 0, 0), STATUS_SUCCESS);
	drain();

	thread = begin_read();
	EQUAL(status_of(CALL_READER_STOP, 0, 0), STATUS_SUCCESS);
	end_read(thread);
	CHECK(wait_error > 0);
	/* A stopped target keeps the request; that of a synchronous call, too. */
	EQUAL(read_pipe(0, 8, 50).status, STATUS_IO_TIMEOUT);
}

/* row 853: the continuous reader reads until it is stopped, and again */
static void test_reader(void)
{
	struct usb_result before, now;
	int round;

	let_tablet_send(true);
	for (round = 0; round < 3; round++) {
		before = counts();
		EQUAL(status_of(CALL_READER_START, 0, 1), STATUS_SUCCESS);
		do {
			now = counts();
		} while (now.counts.reads < before.counts.reads + 20);
		EQUAL(now.counts.last_bytes, 6);
		EQUAL(now.counts.failures, before.counts.failures);
		EQUAL(status_of(CALL_READER_STOP, 0, 0), STATUS_SUCCESS);
		now = counts();
		read_pipe(0, 8, 50);
		EQUAL(counts().counts.reads, now.counts.reads);
	}
	let_tablet_send(false);
}

static void test_misuse(void)
{
	struct usb_result answer;

	EQUAL(status_of(CALL_MISUSE, 0, 0), STATUS_SUCCESS);
	/* rows 850 and 855: buffers and URBs that no pipe takes */
	EQUAL(read_pipe(0, 7, 0).status, STATUS_INVALID_BUFFER_SIZE);
	EQUAL(write_pipe(0, "12345678", 8).status, STATUS_INVALID_DEVICE_REQUEST);
	answer = make((struct usb_call){ .what = CALL_URB, .number = 0x7f });
	EQUAL(answer.status, STATUS_NOT_SUPPORTED);
	EQUAL(answer.usbd_status, USBD_STATUS_INVALID_URB_FUNCTION);
	answer = make((struct usb_call){ .what = CALL_URB, .number = 0x1e, .pipe = 99 });
	EQUAL(answer.status, STATUS_INVALID_PARAMETER);
	EQUAL(answer.usbd_status, USBD_STATUS_INVALID_PIPE_HANDLE);
}

static void test_tablet(void)
{
	struct usb_result found = check_device(0x0627, 0x0001, "QEMU USB Tablet");

	EQUAL(found.device.interfaces, 1);
	EQUAL(found.device.pipes, 1);
	EQUAL(found.device.pipe[0].type, 4);
	EQUAL(found.device.pipe[0].address, 0x81);
	EQUAL(found.device.pipe[0].is_in, 1);
	EQUAL(found.device.pipe[0].packet, 8);
	test_control();
	test_interrupt();
	test_misuse();
	test_cancel();
	test_reader();
}

/* ---- The serial port: a tablet of Wacom's is connected to it ------------------------------------ */

static void test_serial(void)
{
	static const char question[] = "~#\r", answer[] = "~#CT-0045R";
	struct usb_result found = check_device(0x0403, 0x6001, "QEMU USB SERIAL");
	char data[64] = "", text[256] = "";
	unsigned int length = 0;

	EQUAL(found.device.pipes, 2);
	EQUAL(found.device.pipe[0].type, 3);
	EQUAL(found.device.pipe[0].is_in, 1);
	EQUAL(found.device.pipe[1].type, 3);
	EQUAL(found.device.pipe[1].is_in, 0);
	/* The baud rate 9600 */
	EQUAL(setup(0x40, 0x03, 0x4138, 0).status, STATUS_SUCCESS);
	/* row 844: bytes go out, and others come, each packet behind two bytes of status */
	EQUAL(write(device, question, 3), 3);
	while (length < sizeof(answer) - 1) {
		const ssize_t bytes = read(device, data, sizeof(data));

		CHECK(bytes >= 2);
		if (bytes < 2 || length + (size_t)bytes > sizeof(text))
			break;
		memcpy(text + length, data + 2, bytes - 2);
		length += bytes - 2;
	}
	CHECK(!memcmp(text, answer, sizeof(answer) - 1));
	EQUAL(write_pipe(1, "", 0).status, STATUS_SUCCESS);
}

/* ---- The disk: stalls --------------------------------------------------------------------------- */

struct wrapper {
	uint32_t signature, tag, bytes;
	uint8_t flags, unit, command_bytes, command[16];
} __attribute__((packed));

/* row 849: a stall, and the pipe after its reset */
static void test_stall(void)
{
	const struct wrapper inquiry = { .signature = 0x43425355, .tag = 7, .bytes = 36, .flags = 0x80,
					 .command_bytes = 6, .command = { 0x12, 0, 0, 0, 36 } };
	struct usb_result answer;

	answer = write_pipe(1, "This is not a command of a disk.", 31);
	EQUAL(answer.status, STATUS_UNSUCCESSFUL);
	EQUAL(answer.usbd_status, USBD_STATUS_STALL_PID);
	EQUAL(status_of(CALL_RESET_PIPE, 1, 0), STATUS_SUCCESS);
	answer = write_pipe(1, &inquiry, sizeof(inquiry));
	EQUAL(answer.status, STATUS_SUCCESS);
	EQUAL(answer.bytes, 31);
	/* row 855: an URB of the driver's own resets the pipe as well */
	answer = make((struct usb_call){ .what = CALL_URB, .number = 0x1e });
	EQUAL(answer.status, STATUS_SUCCESS);
}

/* row 854: reads of the continuous reader fail */
static void test_failing_reader(void)
{
	struct usb_result now, before = counts();

	EQUAL(status_of(CALL_READER_START, 0, 1), STATUS_SUCCESS);
	do {
		now = counts();
	} while (now.counts.failures < before.counts.failures + 3);
	EQUAL(now.counts.last_status, STATUS_UNSUCCESSFUL);
	EQUAL(now.counts.last_usbd_status, USBD_STATUS_STALL_PID);
	EQUAL(status_of(CALL_READER_STOP, 0, 0), STATUS_SUCCESS);
	now = counts();
	EQUAL(status_of(CALL_READER_STOP, 0, 0), STATUS_SUCCESS);
	EQUAL(counts().counts.failures, now.counts.failures);

	/* The driver does not want to go on, until it starts the target. */
	EQUAL(status_of(CALL_READER_START, 0, 0), STATUS_SUCCESS);
	do {
		before = counts();
	} while (before.counts.failures < now.counts.failures + 1);
	EQUAL(status_of(CALL_RESET_PIPE, 0, 0), STATUS_SUCCESS);
	EQUAL(counts().counts.failures, before.counts.failures);
	EQUAL(status_of(CALL_READER_STOP, 0, 0), STATUS_SUCCESS);
	EQUAL(status_of(CALL_READER_START, 0, 0), STATUS_SUCCESS);
	do {
		now = counts();
	} while (now.counts.failures < before.counts.failures + 1);
	EQUAL(status_of(CALL_READER_STOP, 0, 0), STATUS_SUCCESS);
}

static void test_disk(void)
{
	struct usb_result found = check_device(0x46f4, 0x0001, "QEMU USB HARDDRIVE");

	EQUAL(found.device.pipes, 2);
	EQUAL(found.device.pipe[0].is_in, 1);
	test_stall();
	test_failing_reader();
}

/* ---- One interface of several, with two settings ------------------------------------------------ */

/* rows 843 and 856 */
static void test_part(void)
{
	struct usb_result found = check_device(0x0525, 0xa4a2, "RNDIS/QEMU USB Network Device");

	EQUAL(found.device.interfaces, 1);
	EQUAL(found.device.number, 1);
	EQUAL(found.device.settings, 2);
	EQUAL(found.device.setting, 0);
	EQUAL(found.device.endpoints, 0);
	EQUAL(found.device.pipes, 0);
	/* A configuration, its interface with two settings, two endpoints */
	EQUAL(found.device.configuration_bytes, 9 + 2 * 9 + 2 * 7);
	EQUAL(status_of(CALL_SELECT, 0, 1), STATUS_SUCCESS);
	found = make((struct usb_call){ .what = CALL_DEVICE });
	EQUAL(found.device.setting, 1);
	EQUAL(found.device.pipes, 2);
	EQUAL(read_pipe(0, 64, 50).status, STATUS_IO_TIMEOUT);
	/* The pipe goes with its reader. */
	EQUAL(status_of(CALL_READER_START, 0, 2), STATUS_INVALID_DEVICE_STATE);
	EQUAL(status_of(CALL_SELECT, 0, 0), STATUS_SUCCESS);
	EQUAL(make((struct usb_call){ .what = CALL_DEVICE }).device.pipes, 0);
	EQUAL(status_of(CALL_SELECT, 0, 5), STATUS_INVALID_PARAMETER);
}

/* ---- The device goes ---------------------------------------------------------------------------- */

static void unplug(const char *file, const char *text)
{
	const int control_file = open(file, O_WRONLY);

	EQUAL(write(control_file, text, strlen(text)), strlen(text));
	close(control_file);
}

/* row 857: with a read pending, or with the reader on */
static void test_unplug(const char *file, const char *text, bool with_reader)
{
	pthread_t thread = 0;

	if (with_reader) {
		let_tablet_send(true);
		EQUAL(status_of(CALL_READER_START, 0, 1), STATUS_SUCCESS);
		while (!counts().counts.reads)
			;
	} else {
		drain();
		thread = begin_read();
	}
	unplug(file, text);
	if (!with_reader) {
		pthread_join(thread, NULL);
		CHECK(wait_error > 0);
	}
	EQUAL(write(device, "x", 1) < 0 ? errno : 0, ENODEV);
}

/* The reader reads when the program has gone. */
static void leave_reader_on(void)
{
	let_tablet_send(true);
	EQUAL(status_of(CALL_READER_START, 0, 1), STATUS_SUCCESS);
	while (!counts().counts.reads)
		;
}

/* row 858: the reads go on after a sleep of the machine */
static void test_reads_come(void)
{
	struct usb_result before = counts();

	/* The device may have lost what it was told. */
	let_tablet_send(true);
	while (counts().counts.reads < before.counts.reads + 20)
		;
}

int main(int count, char **values)
{
	const char *const mode = values[1];

	device = count > 2 ? open(values[2], O_RDWR) : -1;
	CHECK(device >= 0);
	if (device < 0)
		return 1;
	if (!strcmp(mode, "serial"))
		test_serial();
	else if (!strcmp(mode, "tablet"))
		test_tablet();
	else if (!strcmp(mode, "disk"))
		test_disk();
	else if (!strcmp(mode, "part"))
		test_part();
	else if (!strcmp(mode, "reader"))
		leave_reader_on();
	else if (!strcmp(mode, "reads"))
		test_reads_come();
	else if (!strcmp(mode, "cycle"))
		EQUAL(status_of(CALL_CYCLE_PORT, 0, 0), STATUS_SUCCESS);
	else if (!strncmp(mode, "unplug", 6) && count > 4)
		test_unplug(values[3], values[4], !strcmp(mode, "unplug-reader"));
	else
		CHECK(!"a mode");
	return checks_failed != 0;
}
