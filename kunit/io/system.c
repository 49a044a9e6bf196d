/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite io_system: questions to the system: versions, counts of devices, functions by name, and the kind
 * of a request.
 */
#include "support.h"

#include <ntifs.h>
#include <ntverp.h>

static void io_system_test_versions(struct kunit *test)
{
	UNICODE_STRING pack = { 7, 7, NULL };
	ULONG major = 0, minor = 7, build = 0;

	KUNIT_EXPECT_FALSE(test, PsGetVersion(&major, &minor, &build, &pack));
	KUNIT_EXPECT_EQ(test, major, 10u);
	KUNIT_EXPECT_EQ(test, minor, 0u);
	KUNIT_EXPECT_EQ(test, build, (ULONG)VER_PRODUCTBUILD);
	KUNIT_EXPECT_EQ(test, (int)pack.Length, 0);
	KUNIT_EXPECT_NOT_NULL(test, pack.Buffer);
	KUNIT_EXPECT_FALSE(test, PsGetVersion(NULL, NULL, NULL, NULL));

	KUNIT_EXPECT_TRUE(test, IoIsWdmVersionAvailable(1, 0x30));
	KUNIT_EXPECT_TRUE(test, IoIsWdmVersionAvailable(6, 0));
	KUNIT_EXPECT_FALSE(test, IoIsWdmVersionAvailable(6, 1));
	KUNIT_EXPECT_FALSE(test, IoIsWdmVersionAvailable(7, 0));
}

static void io_system_test_configuration(struct kunit *test)
{
	PCONFIGURATION_INFORMATION counts = IoGetConfigurationInformation();

	KUNIT_ASSERT_NOT_NULL(test, counts);
	KUNIT_EXPECT_EQ(test, counts->Version, (ULONG)sizeof(*counts));
	counts->TapeCount++;
	KUNIT_EXPECT_EQ(test, IoGetConfigurationInformation()->TapeCount, 1u);
	counts->TapeCount--;
}

static PVOID routine(const WCHAR *name)
{
	UNICODE_STRING text;

	RtlInitUnicodeString(&text, name);
	return MmGetSystemRoutineAddress(&text);
}

static void io_system_test_functions_by_name(struct kunit *test)
{
	KIRQL before;
	PVOID found;

	KUNIT_EXPECT_PTR_EQ(test, routine(L"IoCreateDevice"), (PVOID)IoCreateDevice);
	KUNIT_EXPECT_PTR_EQ(test, routine(L"MmGetSystemRoutineAddress"), (PVOID)MmGetSystemRoutineAddress);
	KUNIT_EXPECT_PTR_EQ(test, routine(L"PsThreadType"), (PVOID)&PsThreadType);
	KUNIT_EXPECT_NULL(test, routine(L"iocreatedevice"));
	KUNIT_EXPECT_NULL(test, routine(L"IoCreateDeviceNoSuch"));
	KUNIT_EXPECT_NULL(test, routine(L""));
	KUNIT_EXPECT_NULL(test, routine(L"WinworkHoldWorkers"));
	KUNIT_EXPECT_NULL(test, routine(L"winwork_load_driver"));
	KUNIT_EXPECT_NULL(test, routine(L"printk"));
	KUNIT_EXPECT_NULL(test, MmGetSystemRoutineAddress(NULL));
	EXPECT_NO_REPORT(test);
	KeRaiseIrql(APC_LEVEL, &before);
	found = routine(L"IoCreateDevice");
	KeLowerIrql(before);
	KUNIT_EXPECT_NULL(test, found);
	EXPECT_REPORT(test, "MmGetSystemRoutineAddress", BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, ANY, ANY, ANY, ANY,
		      ANY);
}

static void io_system_test_driver_verifier(struct kunit *test)
{
	struct fixture *fixture = fixture_of(test);

	KUNIT_EXPECT_FALSE(test, MmIsDriverVerifying(fixture->driver));
	KUNIT_EXPECT_FALSE(test, MmIsDriverVerifyingByAddress((PVOID)routine));
	EXPECT_NO_REPORT(test);
	KUNIT_EXPECT_FALSE(test, MmIsDriverVerifying((PDRIVER_OBJECT)fixture->device));
	EXPECT_REPORT(test, "MmIsDriverVerifying", BUGCHECK_REFERENCE_BY_POINTER, 0, fixture->device, 0, 0,
		      fixture->device);
}

static void io_system_test_threads(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, (int)IoIsSystemThread(PsGetCurrentThread()),
			(int)PsIsSystemThread(PsGetCurrentThread()));
	KUNIT_EXPECT_PTR_EQ(test, (PVOID)IoThreadToProcess(PsGetCurrentThread()), (PVOID)IoGetCurrentProcess());
	EXPECT_NO_REPORT(test);
	KUNIT_EXPECT_FALSE(test, IoIsSystemThread(NULL));
	EXPECT_REPORT(test, "IoIsSystemThread", BUGCHECK_KMODE_EXCEPTION, ANY, ANY, ANY, ANY, 0);
}

static void io_system_test_synchronous_requests(struct kunit *test)
{
	PIRP irp = IoAllocateIrp(1, FALSE);
	FILE_OBJECT *file = case_alloc_type(test, FILE_OBJECT);
	PIO_STACK_LOCATION location;

	KUNIT_ASSERT_NOT_NULL(test, irp);
	IoSetNextIrpStackLocation(irp);
	location = IoGetCurrentIrpStackLocation(irp);
	location->MajorFunction = IRP_MJ_READ;
	KUNIT_EXPECT_FALSE(test, IoIsOperationSynchronous(irp));
	location->FileObject = file;
	KUNIT_EXPECT_FALSE(test, IoIsOperationSynchronous(irp));
	file->Flags = FO_SYNCHRONOUS_IO;
	KUNIT_EXPECT_TRUE(test, IoIsOperationSynchronous(irp));
	/* Paging I/O comes first. */
	irp->Flags = IRP_PAGING_IO;
	KUNIT_EXPECT_FALSE(test, IoIsOperationSynchronous(irp));
	irp->Flags = IRP_PAGING_IO | IRP_SYNCHRONOUS_PAGING_IO;
	KUNIT_EXPECT_TRUE(test, IoIsOperationSynchronous(irp));
	file->Flags = 0;
	irp->Flags = IRP_SYNCHRONOUS_API;
	KUNIT_EXPECT_TRUE(test, IoIsOperationSynchronous(irp));
	irp->Flags = 0;
	location->MajorFunction = IRP_MJ_DEVICE_CONTROL;
	location->Parameters.DeviceIoControl.IoControlCode =
		CTL_CODE(FILE_DEVICE_UNKNOWN, 0x800, METHOD_BUFFERED, FILE_ANY_ACCESS);
	KUNIT_EXPECT_TRUE(test, IoIsOperationSynchronous(irp));
	location->Parameters.DeviceIoControl.IoControlCode =
		CTL_CODE(FILE_DEVICE_UNKNOWN, 0x800, METHOD_NEITHER, FILE_ANY_ACCESS);
	KUNIT_EXPECT_FALSE(test, IoIsOperationSynchronous(irp));
	location->MajorFunction = IRP_MJ_FILE_SYSTEM_CONTROL;
	location->Parameters.FileSystemControl.FsControlCode =
		CTL_CODE(FILE_DEVICE_FILE_SYSTEM, 0x800, METHOD_BUFFERED, FILE_ANY_ACCESS);
	KUNIT_EXPECT_TRUE(test, IoIsOperationSynchronous(irp));
	location->FileObject = NULL;
	IoFreeIrp(irp);
	EXPECT_NO_REPORT(test);
}

static struct kunit_case io_system_cases[] = {
	KUNIT_CASE(io_system_test_versions),
	KUNIT_CASE(io_system_test_configuration),
	KUNIT_CASE(io_system_test_functions_by_name),
	KUNIT_CASE(io_system_test_driver_verifier),
	KUNIT_CASE(io_system_test_threads),
	KUNIT_CASE(io_system_test_synchronous_requests),
	{}
};

WINWORK_SUITE(io_system);
