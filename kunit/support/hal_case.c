/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The software device of the suites of registers and mappings, see hal_case.h.
 */
#include "hal_case.h"

struct hal_state hal;

static void record(bool is_write, ULONG range, ULONGLONG offset, ULONG bytes, ULONGLONG value)
{
	if (hal.accesses < ARRAY_SIZE(hal.last))
		hal.last[hal.accesses] = (struct hal_access){ is_write, range, offset, bytes, value };
	hal.accesses++;
	if (hal.in_access)
		hal.in_access();
}

static ULONGLONG read_register(PVOID context, ULONG range, ULONGLONG offset, ULONG bytes)
{
	ULONGLONG value = 0;

	memcpy(&value, &hal.store[range][offset], bytes);
	record(false, range, offset, bytes, value);
	return value;
}

static VOID write_register(PVOID context, ULONG range, ULONGLONG offset, ULONG bytes, ULONGLONG value)
{
	memcpy(&hal.store[range][offset], &value, bytes);
	record(true, range, offset, bytes, value);
}

static NTSTATUS prepare(WDFDEVICE device, WDFCMRESLIST raw, WDFCMRESLIST translated)
{
	ULONG i;

	for (i = 0; i < RANGES; i++)
		hal.start[i] = WdfCmResourceListGetDescriptor(translated, i)->u.Generic.Start;
	return STATUS_SUCCESS;
}

static NTSTATUS release(WDFDEVICE device, WDFCMRESLIST translated)
{
	if (hal.at_release)
		hal.at_release();
	return STATUS_SUCCESS;
}

static VOID cleanup(WDFOBJECT object)
{
	if (hal.at_cleanup)
		hal.at_cleanup();
}

static NTSTATUS made(WDFDEVICE device)
{
	WDF_OBJECT_ATTRIBUTES attributes;
	WDFOBJECT object;

	hal.device = device;
	WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
	attributes.ParentObject = device;
	attributes.EvtCleanupCallback = cleanup;
	return WdfObjectCreate(&attributes, &object);
}

int hal_init(struct kunit *test)
{
	const WINWORK_SOFT_DEVICE_CONFIG config = {
		.Size = sizeof(config),
		.RangeCount = RANGES,
		.Ranges = {
			[MEMORY] = { MEMORY_BYTES },
			[PORTS] = { PORT_BYTES, TRUE },
			[OTHER_MEMORY] = { MEMORY_BYTES },
		},
		.ReadRegister = read_register,
		.WriteRegister = write_register,
	};
	int error = wdf_init(test);

	if (error)
		return error;
	memset(&hal, 0, sizeof(hal));
	wdf.made = made;
	WDF_PNPPOWER_EVENT_CALLBACKS_INIT(&wdf.callbacks);
	wdf.callbacks.EvtDevicePrepareHardware = prepare;
	wdf.callbacks.EvtDeviceReleaseHardware = release;
	return WinworkSoftDevicePlug(fixture_of(test)->driver, &config, &hal.soft) == STATUS_SUCCESS
		       ? 0 : -ENODEV;
}

void hal_unplug(BOOLEAN surprise)
{
	if (hal.soft)
		WinworkSoftDeviceUnplug(hal.soft, surprise);
	hal.soft = NULL;
}

void hal_exit(struct kunit *test)
{
	if (hal.registers)
		hal_unmap();
	hal_unplug(FALSE);
	wdf.made = NULL;
	wdf_exit(test);
}

PHYSICAL_ADDRESS hal_address(int range, LONGLONG offset)
{
	PHYSICAL_ADDRESS address = hal.start[range];

	address.QuadPart += offset;
	return address;
}

void hal_map(struct kunit *test)
{
	hal.registers = MmMapIoSpace(hal.start[MEMORY], MEMORY_BYTES, MmNonCached);
	KUNIT_ASSERT_NOT_NULL(test, hal.registers);
}

void hal_unmap(void)
{
	MmUnmapIoSpace(hal.registers, MEMORY_BYTES);
	hal.registers = NULL;
}

void hal_forget(void)
{
	hal.accesses = 0;
}

void expect_accesses(struct kunit *test, int line, const struct hal_access *wanted, int count)
{
	int i;

	KUNIT_EXPECT_EQ_MSG(test, hal.accesses, count, "accesses, line %d", line);
	for (i = 0; i < min(hal.accesses, count); i++) {
		const struct hal_access *got = &hal.last[i];

		KUNIT_EXPECT_EQ_MSG(test, got->is_write, wanted[i].is_write, "access %d, line %d", i, line);
		KUNIT_EXPECT_EQ_MSG(test, got->range, wanted[i].range, "access %d, line %d", i, line);
		KUNIT_EXPECT_EQ_MSG(test, got->offset, wanted[i].offset, "access %d, line %d", i, line);
		KUNIT_EXPECT_EQ_MSG(test, got->bytes, wanted[i].bytes, "access %d, line %d", i, line);
		KUNIT_EXPECT_EQ_MSG(test, got->value, wanted[i].value, "access %d, line %d", i, line);
	}
	hal_forget();
}
