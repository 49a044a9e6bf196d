/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite io_error_log: entries of the error log, and the lines that they become.
 */
#include "support.h"

#define CODE ((NTSTATUS)0xE0040007)

#if HAVE_LOG_READER
#define EXPECT_LOG(test, text) KUNIT_EXPECT_TRUE_MSG(test, log_has(text), "not in the log: %s", text)
#define EXPECT_NOT_IN_LOG(test, text) KUNIT_EXPECT_FALSE_MSG(test, log_has(text), "in the log: %s", text)
#else
#define EXPECT_LOG(test, text) (void)(test)
#define EXPECT_NOT_IN_LOG(test, text) (void)(test)
#endif

static PIO_ERROR_LOG_PACKET entry_of(struct kunit *test, PVOID object, UCHAR bytes)
{
	PIO_ERROR_LOG_PACKET packet = IoAllocateErrorLogEntry(object, bytes);

	KUNIT_ASSERT_NOT_NULL(test, packet);
	return packet;
}

static void io_error_log_test_entry_becomes_a_line(struct kunit *test)
{
	static const WCHAR strings[] = L"first\0sec\x00f6nd";
	struct fixture *fixture = fixture_of(test);
	const UCHAR data = 2 * sizeof(ULONG);
	PIO_ERROR_LOG_PACKET packet =
		entry_of(test, fixture->device, sizeof(*packet) + data + sizeof(strings));

	packet->ErrorCode = CODE;
	packet->UniqueErrorValue = 0x4711;
	packet->FinalStatus = STATUS_DEVICE_NOT_READY;
	packet->MajorFunctionCode = IRP_MJ_DEVICE_CONTROL;
	packet->IoControlCode = 0x222004;
	packet->RetryCount = 3;
	packet->SequenceNumber = 5;
	packet->EventCategory = 6;
	packet->DeviceOffset.QuadPart = 0x123456789aLL;
	packet->DumpDataSize = data;
	packet->DumpData[0] = 0xdead0001;
	*(&packet->DumpData[0] + 1) = 0xdead0002;
	packet->NumberOfStrings = 2;
	packet->StringOffset = sizeof(*packet) + data;
	memcpy((char *)packet + packet->StringOffset, strings, sizeof(strings));
	KUNIT_EXPECT_EQ(test, references(fixture->device), (long)fixture->device_references + 1);
	IoWriteErrorLogEntry(packet);
	KUNIT_EXPECT_EQ(test, references(fixture->device), (long)fixture->device_references);
	EXPECT_LOG(test, "error log: device ");
	EXPECT_LOG(test, ": code 0xE0040007, unique value 0x4711, final status 0xC00000A3, "
			 "major function 0x0E, control code 0x00222004, 3 retries, request 5, category 6, "
			 "offset 0x123456789A, data DEAD0001 DEAD0002, strings \"first\" \"sec");
	EXPECT_NO_REPORT(test);
}

static void io_error_log_test_members_that_are_zero_are_left_out(struct kunit *test)
{
	struct fixture *fixture = fixture_of(test);
	PIO_ERROR_LOG_PACKET packet = entry_of(test, fixture->driver, sizeof(*packet));

	KUNIT_EXPECT_EQ(test, packet->UniqueErrorValue, 0u);
	packet->ErrorCode = (NTSTATUS)0x60040008;
	IoWriteErrorLogEntry(packet);
	EXPECT_LOG(test, "error log: driver ");
	EXPECT_LOG(test, ": code 0x60040008, unique value 0x0\n");
	EXPECT_NO_REPORT(test);
}

/* The counts of the driver are larger than the entry. */
static void io_error_log_test_line_stays_inside_the_entry(struct kunit *test)
{
	struct fixture *fixture = fixture_of(test);
	PIO_ERROR_LOG_PACKET packet = entry_of(test, fixture->device, ERROR_LOG_MAXIMUM_SIZE);

	memset(packet, 0xff, ERROR_LOG_MAXIMUM_SIZE);
	packet->ErrorCode = (NTSTATUS)0x60040009;
	packet->StringOffset = ERROR_LOG_MAXIMUM_SIZE - 4;
	((WCHAR *)packet)[ERROR_LOG_MAXIMUM_SIZE / 2 - 2] = 'x';
	((WCHAR *)packet)[ERROR_LOG_MAXIMUM_SIZE / 2 - 1] = '\n';
	IoWriteErrorLogEntry(packet);
	EXPECT_LOG(test, ": code 0x60040009, ");
	EXPECT_LOG(test, "strings \"x?\"");
	packet = entry_of(test, fixture->device, sizeof(*packet));
	packet->ErrorCode = (NTSTATUS)0x6004000a;
	packet->NumberOfStrings = 1;
	packet->StringOffset = sizeof(*packet);
	IoWriteErrorLogEntry(packet);
	EXPECT_NOT_IN_LOG(test, "0x6004000A, unique value 0x0, strings");
	EXPECT_NO_REPORT(test);
}

static void io_error_log_test_sizes(struct kunit *test)
{
	struct fixture *fixture = fixture_of(test);

	KUNIT_EXPECT_NULL(test, IoAllocateErrorLogEntry(fixture->device, sizeof(IO_ERROR_LOG_PACKET) - 1));
	KUNIT_EXPECT_NULL(test, IoAllocateErrorLogEntry(fixture->device, ERROR_LOG_MAXIMUM_SIZE + 1));
	IoFreeErrorLogEntry(entry_of(test, fixture->device, sizeof(IO_ERROR_LOG_PACKET)));
	IoFreeErrorLogEntry(entry_of(test, fixture->device, ERROR_LOG_MAXIMUM_SIZE));
	KUNIT_EXPECT_EQ(test, references(fixture->device), (long)fixture->device_references);
	EXPECT_NO_REPORT(test);
}

static void io_error_log_test_dispatch_level(struct kunit *test)
{
	struct fixture *fixture = fixture_of(test);
	PIO_ERROR_LOG_PACKET packet;
	KIRQL before;

	KeRaiseIrql(DISPATCH_LEVEL, &before);
	packet = IoAllocateErrorLogEntry(fixture->device, sizeof(*packet));
	if (packet) {
		packet->ErrorCode = (NTSTATUS)0x6004000b;
		IoWriteErrorLogEntry(packet);
	}
	KeLowerIrql(before);
	KUNIT_EXPECT_NOT_NULL(test, packet);
	EXPECT_LOG(test, ": code 0x6004000B,");
	EXPECT_NO_REPORT(test);
}

static void io_error_log_test_misuse(struct kunit *test)
{
	struct fixture *fixture = fixture_of(test);
	PIO_ERROR_LOG_PACKET packet = entry_of(test, fixture->device, sizeof(*packet));
	PVOID memory = case_alloc(test, 64);

	KUNIT_EXPECT_NULL(test, IoAllocateErrorLogEntry(memory, sizeof(*packet)));
	EXPECT_REPORT(test, "IoAllocateErrorLogEntry", BUGCHECK_REFERENCE_BY_POINTER, 0, memory, 0, 0, memory);
	IoFreeErrorLogEntry(packet);
	IoFreeErrorLogEntry(packet);
	EXPECT_REPORT(test, "IoFreeErrorLogEntry", BUGCHECK_BAD_POOL_CALLER, 0, packet, 0, 0, packet);
	IoWriteErrorLogEntry(memory);
	EXPECT_REPORT(test, "IoWriteErrorLogEntry", BUGCHECK_BAD_POOL_CALLER, 0, memory, 0, 0, memory);
}

static struct kunit_case io_error_log_cases[] = {
	KUNIT_CASE(io_error_log_test_entry_becomes_a_line),
	KUNIT_CASE(io_error_log_test_members_that_are_zero_are_left_out),
	KUNIT_CASE(io_error_log_test_line_stays_inside_the_entry),
	KUNIT_CASE(io_error_log_test_sizes),
	KUNIT_CASE(io_error_log_test_dispatch_level),
	KUNIT_CASE(io_error_log_test_misuse),
	{}
};

WINWORK_SUITE(io_error_log);
