/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite pnp_device_key: the keys of a device, and what the driver's INF puts into them.
 */
#include "registry_case.h"

#include <winwork/io/pnp.h>
#include <winwork/pnp_port.h>

#define CASE_CLASS "{78a1c341-4539-11d3-b88d-00c04fad5171}"

/* A driver beside that of this module. Its devices' keys live as long as winwork.ko. */
static WINWORK_IMAGE image;

/* What AddDevice found. */
static struct {
	unsigned int calls;
	ULONG depth, colour, speed;
	WCHAR driver_key[64];
	NTSTATUS opened[2];
	void (*more)(struct kunit *test, PDEVICE_OBJECT pdo);
	struct kunit *test;
} seen;

/* It makes no device. That is enough to see the keys. */
static NTSTATUS NTAPI add_device(PDRIVER_OBJECT driver, PDEVICE_OBJECT pdo)
{
	HANDLE parameters, own;
	ULONG length;

	seen.calls++;
	seen.opened[0] = IoOpenDeviceRegistryKey(pdo, PLUGPLAY_REGKEY_DEVICE, KEY_ALL_ACCESS, &parameters);
	seen.opened[1] = IoOpenDeviceRegistryKey(pdo, PLUGPLAY_REGKEY_DRIVER, KEY_ALL_ACCESS, &own);
	if (!NT_SUCCESS(seen.opened[0]) || !NT_SUCCESS(seen.opened[1]))
		return STATUS_UNSUCCESSFUL;
	seen.depth = number_of(parameters, L"Depth");
	seen.colour = number_of(parameters, L"Colour");
	seen.speed = number_of(own, L"Speed");
	/* For the next arrival. */
	set_number(parameters, L"Depth", 77);
	set_number(parameters, L"Colour", 78);
	set_number(own, L"Speed", 79);
	ZwClose(parameters);
	ZwClose(own);
	IoGetDeviceProperty(pdo, DevicePropertyDriverKeyName, sizeof(seen.driver_key), seen.driver_key,
			    &length);
	if (seen.more)
		seen.more(seen.test, pdo);
	return STATUS_SUCCESS;
}

static VOID do_nothing(PDRIVER_OBJECT driver)
{
}

static NTSTATUS enter(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
	driver->DriverUnload = do_nothing;
	driver->DriverExtension->AddDevice = add_device;
	return STATUS_SUCCESS;
}

static void arrive(struct kunit *test, const WINWORK_INF *inf,
		   void (*more)(struct kunit *test, PDEVICE_OBJECT pdo))
{
	memset(&image, 0, sizeof(image));
	memset(&seen, 0, sizeof(seen));
	seen.test = test;
	seen.more = more;
	image.Name = "winwork-device-key";
	image.Inf = inf;
	KUNIT_ASSERT_EQ(test, winwork_load_driver(&image, enter), 0);
	winwork_unload_driver(&image);
	KUNIT_ASSERT_EQ(test, seen.calls, 1U);
	OK(test, seen.opened[0]);
	OK(test, seen.opened[1]);
}

static const WINWORK_INF_MODEL model = {
	.Id = "ROOT\\WINWORK_CASE",
	.HardwareKey = "\"Depth\"=dword:5\n\"Colour\"?=dword:6\n",
	.DriverKey = "\"Speed\"=dword:7\n",
};

static const WINWORK_INF inf = {
	.Class = "Case", .ClassGuid = CASE_CLASS, .Service = "winwork-device-key", .ServiceKey = "",
	.ModelCount = 1, .Models = &model,
};

static bool is_of_class(const WCHAR *key, const char *class)
{
	while (*class && *key == (WCHAR)*class) {
		class++;
		key++;
	}
	return !*class && *key == '\\' && key[1] >= '0' && key[1] <= '9';
}

/* rows 405, 596: the values are there before AddDevice, and the device finds its keys again */
static void pnp_device_key_test_values_of_the_inf(struct kunit *test)
{
	static const WCHAR hardware[] = L"\\Registry\\Machine\\System\\CurrentControlSet\\Enum\\"
					L"ROOT\\WINWORK_CASE\\0000\\Device Parameters";
	WCHAR first[ARRAY_SIZE(seen.driver_key)];
	HANDLE key;

	arrive(test, &inf, NULL);
	KUNIT_EXPECT_EQ(test, seen.depth, 5u);
	KUNIT_EXPECT_EQ(test, seen.speed, 7u);
	KUNIT_EXPECT_TRUE(test, is_of_class(seen.driver_key, CASE_CLASS));
	MUST(test, open_key(&key, NULL, hardware));
	KUNIT_EXPECT_EQ(test, number_of(key, L"Depth"), 77u);
	OK(test, ZwClose(key));
	memcpy(first, seen.driver_key, sizeof(first));
	/* The next arrival is an installation again, but for the value that is only set where there is none. */
	arrive(test, &inf, NULL);
	KUNIT_EXPECT_EQ(test, seen.depth, 5u);
	KUNIT_EXPECT_EQ(test, seen.colour, 78u);
	KUNIT_EXPECT_EQ(test, seen.speed, 7u);
	KUNIT_EXPECT_EQ(test, memcmp(first, seen.driver_key, sizeof(first)), 0);
	EXPECT_NO_REPORT(test);
}

/* row 596: without an INF the driver's name is the device's, and the class is zero */
static void pnp_device_key_test_without_an_inf(struct kunit *test)
{
	static const WCHAR hardware[] = L"\\Registry\\Machine\\System\\CurrentControlSet\\Enum\\"
					L"ROOT\\winwork-device-key\\0000";
	HANDLE key;

	arrive(test, NULL, NULL);
	KUNIT_EXPECT_EQ(test, seen.depth, 0xdeadu);
	KUNIT_EXPECT_TRUE(test, is_of_class(seen.driver_key, "{00000000-0000-0000-0000-000000000000}"));
	MUST(test, open_key(&key, NULL, hardware));
	/* A value that somebody has written leads nowhere else. */
	OK(test, set_value(key, L"Driver", REG_SZ, L"..\\..\\Services", sizeof(L"..\\..\\Services")));
	OK(test, ZwClose(key));
	arrive(test, NULL, NULL);
	KUNIT_EXPECT_EQ(test, seen.depth, 77u);
	KUNIT_EXPECT_TRUE(test, is_of_class(seen.driver_key, "{00000000-0000-0000-0000-000000000000}"));
	/* So it has a new driver key. */
	KUNIT_EXPECT_EQ(test, seen.speed, 0xdeadu);
	EXPECT_NO_REPORT(test);
}

static void ask_wrongly(struct kunit *test, PDEVICE_OBJECT pdo)
{
	HANDLE key = test;

	STATUS_IS(test, IoOpenDeviceRegistryKey(pdo, PLUGPLAY_REGKEY_DEVICE | PLUGPLAY_REGKEY_CURRENT_HWPROFILE,
						KEY_READ, &key), STATUS_INVALID_PARAMETER);
	KUNIT_EXPECT_PTR_EQ(test, key, (HANDLE)NULL);
	STATUS_IS(test, IoOpenDeviceRegistryKey(pdo, 0, KEY_READ, &key), STATUS_INVALID_PARAMETER);
	STATUS_IS(test, IoOpenDeviceRegistryKey(pdo, PLUGPLAY_REGKEY_DEVICE | PLUGPLAY_REGKEY_DRIVER,
						KEY_READ, &key), STATUS_INVALID_PARAMETER);
	STATUS_IS(test, IoOpenDeviceRegistryKey(pdo, PLUGPLAY_REGKEY_DEVICE, KEY_READ, NULL),
		  STATUS_INVALID_PARAMETER);
	EXPECT_NO_REPORT(test);
}

/* row 596 */
static void pnp_device_key_test_misuse(struct kunit *test)
{
	PDEVICE_OBJECT device;
	HANDLE key = NULL;

	arrive(test, &inf, ask_wrongly);
	MUST(test, IoCreateDevice(fixture_of(test)->driver, 0, NULL, FILE_DEVICE_UNKNOWN, 0, FALSE, &device));
	STATUS_IS(test, IoOpenDeviceRegistryKey(device, PLUGPLAY_REGKEY_DEVICE, KEY_READ, &key),
		  STATUS_INVALID_DEVICE_REQUEST);
	EXPECT_REPORT(test, "IoOpenDeviceRegistryKey", 0xca, 2, device, 0, 0, device);
	IoDeleteDevice(device);
}

static struct kunit_case pnp_device_key_cases[] = {
	KUNIT_CASE(pnp_device_key_test_values_of_the_inf),
	KUNIT_CASE(pnp_device_key_test_without_an_inf),
	KUNIT_CASE(pnp_device_key_test_misuse),
	{}
};

REGISTRY_SUITE(pnp_device_key);
