/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A USB device of the program's own, for a WDM driver.
 */
#include "../usb_device/emulator.h"

#include "usb_wdm_test.h"

static const unsigned char device_descriptor[18] = { 18,   1, 0, 2, 0xef, 2, 1, 64, 0x66,
						     0x66, 1, 0, 0, 1,	  1, 2, 0,  1 };
static const unsigned char
	configuration
		[] = {
			9,  2, 102, 0, 3, 1,	0,    0x80, 50,	 8, 11, 0,    2, 2,    2,
			0,  0, /* an association of the interfaces 0 and 1 */
			9,  4, 0,   0, 1, 2,	2,    0,    0,	 7, 5,	0x81, 3, 16,   0,
			4,  9, 4,   1, 0, 0,	10,   0,    0,	 0, 9,	4,    1, 1,    2,
			10, 6, 7,   0, 7, 5,	0x82, 2,    0,	 2, 0,	7,    5, 0x02, 2,
			0,  2, 0,   9, 4, 2,	0,    4,    255, 0, 0,	0,    7, 5,    0x83,
			2,  0, 2,   0, 7, 5,	0x03, 2,    0,	 2, 0,	7,    5, 0x84, 5,
			16, 0, 1,   7, 5, 0x04, 5,    16,   0,	 1,
		};

/*
 * The same with a descriptor at its end that makes it as long as a block of Linux's memory. It says that it is much
 * longer. Behind the block are bytes that look like a descriptor, by slub_debug=Z.
 */
static unsigned char claiming[128];

static void make_claim(void)
{
	memcpy(claiming, configuration, sizeof(configuration));
	claiming[2] = 0;
	claiming[3] = 0x40;
	claiming[sizeof(configuration)] = sizeof(claiming) - sizeof(configuration);
	claiming[sizeof(configuration) + 1] = 0xff;
}

static void test(int file, unsigned int part)
{
	EQUAL(control(file, part, NULL, 0, NULL, 0), 0);
}

int main(void)
{
	static struct emulator device = { .device_descriptor = device_descriptor,
					  .configuration = configuration,
					  .configuration_bytes = sizeof(configuration) };
	int joined, alone;

	plug(&device, 0);
	settle(&device);
	joined = open("/dev/winwork/UsbWdm0", O_RDWR);
	alone = open("/dev/winwork/UsbWdm2", O_RDWR);
	CHECK(joined >= 0 && alone >= 0);
	test(joined, TEST_HANDLE);

	/* rows 1312, 1313 and 1314: what the device was told */
	test(joined, TEST_SELECTION);
	EQUAL(device.settings[1], 2);
	test(joined, TEST_SETTING);
	EQUAL(device.settings[1], 1);
	EQUAL(device.settings[2], 0);
	test(joined, TEST_OLD);

	/* row 1316: the device knows nothing of Linux's half */
	test(alone, TEST_PIPES);
	EQUAL(device.halts_cleared, 0);
	test(alone, CLEAR_STALL);
	EQUAL(device.halts_cleared, 1);
	EQUAL(device.last_setup[4], 0x03);
	test(alone, RESET_PIPE);
	EQUAL(device.halts_cleared, 1);

	test(alone, TEST_MISUSE);
	test(alone, LEAVE);
	close(joined);
	close(alone);
	unplug(&device);
	/* row 1319: it comes again */
	plug(&device, 0);
	settle(&device);
	unplug(&device);
	/* row 1388: and once more, as one that sends less than it claims */
	make_claim();
	device.configuration = claiming;
	device.configuration_bytes = sizeof(claiming);
	plug(&device, 0);
	settle(&device);
	alone = open("/dev/winwork/UsbWdm2", O_RDWR);
	CHECK(alone >= 0);
	test(alone, TEST_CLAIM);
	close(alone);
	unplug(&device);
	return checks_failed != 0;
}
