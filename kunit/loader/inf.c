/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite loader_inf: what a driver's INF says is there before DriverEntry.
 */
#include "registry_case.h"

/* A driver beside that of this module. Its service key lives as long as winwork.ko. */
static WINWORK_IMAGE image;

/* What DriverEntry found. */
static struct {
	ULONG depth, size, colour, gone;
	NTSTATUS status;
} seen;

static VOID do_nothing(PDRIVER_OBJECT driver)
{
}

static NTSTATUS look(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
	OBJECT_ATTRIBUTES attributes;
	HANDLE service, parameters;

	driver->DriverUnload = do_nothing;
	InitializeObjectAttributes(&attributes, path, OBJ_KERNEL_HANDLE, NULL, NULL);
	seen.status = ZwOpenKey(&service, KEY_ALL_ACCESS, &attributes);
	if (!NT_SUCCESS(seen.status))
		return seen.status;
	seen.status = open_key(&parameters, service, L"Parameters");
	seen.depth = number_of(service, L"Depth");
	seen.gone = number_of(service, L"Gone");
	if (NT_SUCCESS(seen.status)) {
		seen.size = number_of(parameters, L"Size");
		seen.colour = number_of(parameters, L"Colour");
		/* For the next load. */
		set_number(parameters, L"Size", 77);
		set_number(parameters, L"Colour", 78);
		set_number(service, L"Gone", 79);
		ZwClose(parameters);
	}
	ZwClose(service);
	return seen.status;
}

static void load(struct kunit *test, const WINWORK_INF *inf, const char *parameter)
{
	memset(&image, 0, sizeof(image));
	memset(&seen, 0, sizeof(seen));
	image.Name = "winwork-inf";
	image.Inf = inf;
	image.Registry = parameter;
	KUNIT_ASSERT_EQ(test, winwork_load_driver(&image, look), 0);
	winwork_unload_driver(&image);
	STATUS_IS(test, seen.status, STATUS_SUCCESS);
}

/* row 405: the values of the service key, below them the parameter, and what stays for the next load */
static void loader_inf_test_service_values(struct kunit *test)
{
	static const WINWORK_INF inf = {
		.Service = "winwork-inf",
		.ServiceKey = "\"Depth\"=dword:5\n\"Gone\"=-\n[Parameters]\n\"Size\"=dword:6\n"
			      "\"Colour\"?=dword:7\n[HKLM\\Software\\WinWork case]\n\"All\"=dword:8\n",
	};
	static const WINWORK_INF none = { .Service = "winwork-inf" };

	load(test, &inf, NULL);
	KUNIT_EXPECT_EQ(test, seen.depth, 5u);
	KUNIT_EXPECT_EQ(test, seen.size, 6u);
	KUNIT_EXPECT_EQ(test, seen.colour, 7u);
	KUNIT_EXPECT_EQ(test, seen.gone, 0xdeadu);
	KUNIT_EXPECT_EQ(test, number_of(case_key, L"All"), 8u);
	/* The next load is an installation again, but for the value that is only set where there is none. */
	load(test, &inf, NULL);
	KUNIT_EXPECT_EQ(test, seen.depth, 5u);
	KUNIT_EXPECT_EQ(test, seen.size, 6u);
	KUNIT_EXPECT_EQ(test, seen.colour, 78u);
	KUNIT_EXPECT_EQ(test, seen.gone, 0xdeadu);
	/* The parameter comes behind the INF. */
	load(test, &inf, "[Parameters];\"Size\"=dword:9");
	KUNIT_EXPECT_EQ(test, seen.size, 9u);
	/* Without values in the INF there is what the driver left. */
	load(test, &none, NULL);
	KUNIT_EXPECT_EQ(test, seen.depth, 5u);
	KUNIT_EXPECT_EQ(test, seen.size, 77u);
	KUNIT_EXPECT_EQ(test, seen.gone, 79u);
	EXPECT_NO_REPORT(test);
}

static struct kunit_case loader_inf_cases[] = {
	KUNIT_CASE(loader_inf_test_service_values),
	{}
};

REGISTRY_SUITE(loader_inf);
