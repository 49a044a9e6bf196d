/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite io_file: file objects of drivers, and the names of devices.
 */
#include "irp_case.h"

/* The record of a case's dispatch routines. */
static struct {
	char order[16];
	int calls;
	NTSTATUS create_status;
	KIRQL close_irql;
	WCHAR name[32];
	USHORT name_length;
	KPROCESSOR_MODE mode;
	PIRP irp;
	bool frees;
	NTSTATUS link_status;
	struct completion closed;
} seen;

static void note(char letter)
{
	if (seen.calls < (int)sizeof(seen.order) - 1)
		seen.order[seen.calls++] = letter;
}

static NTSTATUS NTAPI create(PDEVICE_OBJECT device, PIRP irp)
{
	PFILE_OBJECT file = IoGetCurrentIrpStackLocation(irp)->FileObject;
	const NTSTATUS status = seen.create_status;

	note('c');
	seen.name_length = file->FileName.Length;
	memcpy(seen.name, file->FileName.Buffer, min_t(size_t, seen.name_length, sizeof(seen.name)));
	seen.mode = irp->RequestorMode;
	seen.irp = irp;
	if (seen.frees)
		IoFreeIrp(irp);
	finish_irp(irp, status, 0);
	return status;
}

static NTSTATUS NTAPI cleanup(PDEVICE_OBJECT device, PIRP irp)
{
	note('u');
	finish_irp(irp, STATUS_SUCCESS, 0);
	return STATUS_SUCCESS;
}

static NTSTATUS NTAPI close(PDEVICE_OBJECT device, PIRP irp)
{
	note('x');
	seen.close_irql = KeGetCurrentIrql();
	finish_irp(irp, STATUS_SUCCESS, 0);
	complete(&seen.closed);
	return STATUS_SUCCESS;
}

static PDEVICE_OBJECT new_device(struct kunit *test, PCWSTR name, BOOLEAN exclusive)
{
	PDRIVER_OBJECT driver = fixture_of(test)->driver;
	PDEVICE_OBJECT device;
	UNICODE_STRING string;

	memset(&seen, 0, sizeof(seen));
	init_completion(&seen.closed);
	driver->MajorFunction[IRP_MJ_CREATE] = create;
	driver->MajorFunction[IRP_MJ_CLEANUP] = cleanup;
	driver->MajorFunction[IRP_MJ_CLOSE] = close;
	RtlInitUnicodeString(&string, name);
	KUNIT_ASSERT_EQ(test, IoCreateDevice(driver, 0, &string, FILE_DEVICE_UNKNOWN, 0, exclusive, &device),
			STATUS_SUCCESS);
	device->Flags &= ~DO_DEVICE_INITIALIZING;
	return device;
}

static NTSTATUS get(PCWSTR name, PFILE_OBJECT *file, PDEVICE_OBJECT *device)
{
	UNICODE_STRING string;

	RtlInitUnicodeString(&string, name);
	return IoGetDeviceObjectPointer(&string, FILE_READ_DATA, file, device);
}

static NTSTATUS link(PCWSTR name, PCWSTR target)
{
	UNICODE_STRING string, target_string;

	RtlInitUnicodeString(&string, name);
	RtlInitUnicodeString(&target_string, target);
	return IoCreateSymbolicLink(&string, &target_string);
}

static NTSTATUS unlink_name(PCWSTR name)
{
	UNICODE_STRING string;

	RtlInitUnicodeString(&string, name);
	return IoDeleteSymbolicLink(&string);
}

/* row 217: create and cleanup at once, and close with the last reference */
static void io_file_test_device_object_pointer(struct kunit *test)
{
	PDEVICE_OBJECT device = new_device(test, L"\\Device\\WinworkFile", FALSE), found;
	PFILE_OBJECT file;

	KUNIT_ASSERT_EQ(test, get(L"\\device\\winworkfile", &file, &found), STATUS_SUCCESS);
	KUNIT_EXPECT_PTR_EQ(test, (void *)found, (void *)device);
	KUNIT_EXPECT_PTR_EQ(test, (void *)file->DeviceObject, (void *)device);
	KUNIT_EXPECT_EQ(test, file->Type, (CSHORT)IO_TYPE_FILE);
	KUNIT_EXPECT_TRUE(test, file->ReadAccess);
	KUNIT_EXPECT_FALSE(test, file->WriteAccess);
	KUNIT_EXPECT_STREQ(test, seen.order, "cu");
	KUNIT_EXPECT_EQ(test, (int)seen.mode, (int)KernelMode);
	KUNIT_EXPECT_EQ(test, device->ReferenceCount, 0);
	KUNIT_EXPECT_EQ(test, references(device), 2L);
	ObReferenceObject(file);
	ObDereferenceObject(file);
	KUNIT_EXPECT_STREQ(test, seen.order, "cu");
	ObDereferenceObject(file);
	KUNIT_EXPECT_STREQ(test, seen.order, "cux");
	KUNIT_EXPECT_EQ(test, references(device), 1L);
	KUNIT_EXPECT_EQ(test, get(L"\\Device\\WinworkNoFile", &file, &found),
			STATUS_OBJECT_NAME_NOT_FOUND);
	KUNIT_EXPECT_PTR_EQ(test, (void *)file, NULL);
	IoDeleteDevice(device);
	EXPECT_NO_REPORT(test);
}

static void dereference(void *file)
{
	ObDereferenceObject(file);
}

/* The close comes at PASSIVE_LEVEL, whatever the level of the last dereference is. */
static void io_file_test_close_comes_at_passive_level(struct kunit *test)
{
	PDEVICE_OBJECT device = new_device(test, L"\\Device\\WinworkFile", FALSE), found;
	PFILE_OBJECT file;

	KUNIT_ASSERT_EQ(test, get(L"\\Device\\WinworkFile", &file, &found), STATUS_SUCCESS);
	KUNIT_EXPECT_TRUE(test, run_in_softirq(dereference, file));
	ASSERT_IN_TIME(test, &seen.closed);
	KUNIT_EXPECT_STREQ(test, seen.order, "cux");
	KUNIT_EXPECT_EQ(test, (int)seen.close_irql, PASSIVE_LEVEL);
	EXPECT_REFERENCES(test, device, 1);
	IoDeleteDevice(device);
	EXPECT_NO_REPORT(test);
}

/* row 201: a create that fails gets neither cleanup nor close */
static void io_file_test_create_that_fails(struct kunit *test)
{
	PDEVICE_OBJECT device = new_device(test, L"\\Device\\WinworkFile", FALSE), found;
	PFILE_OBJECT file;

	seen.create_status = STATUS_DEVICE_BUSY;
	KUNIT_EXPECT_EQ(test, get(L"\\Device\\WinworkFile", &file, &found), STATUS_DEVICE_BUSY);
	KUNIT_EXPECT_STREQ(test, seen.order, "c");
	KUNIT_EXPECT_EQ(test, device->ReferenceCount, 0);
	KUNIT_EXPECT_EQ(test, references(device), 1L);
	fixture_of(test)->driver->MajorFunction[IRP_MJ_CREATE] =
		fixture_of(test)->driver->MajorFunction[IRP_MJ_PNP];
	KUNIT_EXPECT_EQ(test, get(L"\\Device\\WinworkFile", &file, &found),
			STATUS_INVALID_DEVICE_REQUEST);
	KUNIT_EXPECT_STREQ(test, seen.order, "c");
	IoDeleteDevice(device);
	EXPECT_NO_REPORT(test);
}

/* rows 207, 211: the rest of the name; a device that is not ready, and one that is deleted */
static void io_file_test_names(struct kunit *test)
{
	PDEVICE_OBJECT device = new_device(test, L"\\Device\\WinworkFile", FALSE), found;
	PFILE_OBJECT file;

	KUNIT_ASSERT_EQ(test, get(L"\\Device\\WinworkFile\\a\\B", &file, &found), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, (int)seen.name_length, 8);
	KUNIT_EXPECT_EQ(test, memcmp(seen.name, L"\\a\\B", 8), 0);
	ObDereferenceObject(file);
	KUNIT_ASSERT_EQ(test, get(L"\\Device\\WinworkFile", &file, &found), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, (int)seen.name_length, 0);
	/* The file keeps the device, which no new open finds. */
	IoDeleteDevice(device);
	KUNIT_EXPECT_EQ(test, references(device), 1L);
	seen.calls = 0;
	KUNIT_EXPECT_EQ(test, get(L"\\Device\\WinworkFile", (PFILE_OBJECT *)&found, &found),
			STATUS_NO_SUCH_DEVICE);
	ObDereferenceObject(file);
	KUNIT_EXPECT_EQ(test, references(device), 0L);

	device = new_device(test, L"\\Device\\WinworkFile", FALSE);
	device->Flags |= DO_DEVICE_INITIALIZING;
	KUNIT_EXPECT_EQ(test, get(L"\\Device\\WinworkFile", &file, &found), STATUS_NO_SUCH_DEVICE);
	KUNIT_EXPECT_EQ(test, seen.calls, 0);
	IoDeleteDevice(device);
	EXPECT_NO_REPORT(test);
}

static NTSTATUS NTAPI create_opens_again(PDEVICE_OBJECT device, PIRP irp)
{
	PDEVICE_OBJECT found;
	PFILE_OBJECT file;

	seen.link_status = get(L"\\Device\\WinworkFile\\tail", &file, &found);
	finish_irp(irp, STATUS_SUCCESS, 0);
	return STATUS_SUCCESS;
}

/* row 210: one handle of an exclusive device, whatever trails the name */
static void io_file_test_exclusive_device(struct kunit *test)
{
	PDEVICE_OBJECT device = new_device(test, L"\\Device\\WinworkFile", TRUE), found;
	PFILE_OBJECT file, second;

	fixture_of(test)->driver->MajorFunction[IRP_MJ_CREATE] = create_opens_again;
	KUNIT_ASSERT_EQ(test, get(L"\\Device\\WinworkFile", &file, &found), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, seen.link_status, STATUS_ACCESS_DENIED);
	/* The handle is closed, although the file is referenced. */
	fixture_of(test)->driver->MajorFunction[IRP_MJ_CREATE] = create;
	KUNIT_EXPECT_EQ(test, get(L"\\Device\\WinworkFile", &second, &found), STATUS_SUCCESS);
	ObDereferenceObject(second);
	ObDereferenceObject(file);
	IoDeleteDevice(device);
	EXPECT_NO_REPORT(test);
}

/* row 204: four directories are one, and upper and lower case are alike */
static void io_file_test_links(struct kunit *test)
{
	PDEVICE_OBJECT device = new_device(test, L"\\Device\\WinworkFile", FALSE), found;
	PFILE_OBJECT file;

	KUNIT_EXPECT_EQ(test, link(L"\\DosDevices\\WinworkA", L"\\Device\\WinworkFile"), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, link(L"\\??\\winworka", L"\\Device\\Other"), STATUS_OBJECT_NAME_COLLISION);
	KUNIT_EXPECT_EQ(test, link(L"\\GLOBAL??\\WINWORKA", L"\\Device\\Other"),
			STATUS_OBJECT_NAME_COLLISION);
	KUNIT_EXPECT_EQ(test, link(L"\\DosDevices\\Global\\WinworkA", L"\\Device\\Other"),
			STATUS_OBJECT_NAME_COLLISION);
	KUNIT_EXPECT_EQ(test, link(L"\\Elsewhere\\WinworkA", L"\\Device\\Other"),
			STATUS_OBJECT_NAME_INVALID);
	KUNIT_EXPECT_EQ(test, link(L"\\??\\WinworkB", L"\\??\\WinworkA"), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, get(L"\\??\\winworkB\\more", &file, &found), STATUS_SUCCESS);
	KUNIT_EXPECT_PTR_EQ(test, (void *)found, (void *)device);
	KUNIT_EXPECT_EQ(test, (int)seen.name_length, 10);
	ObDereferenceObject(file);
	/* A link to itself ends. */
	KUNIT_EXPECT_EQ(test, link(L"\\??\\WinworkC", L"\\??\\WinworkC"), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, get(L"\\??\\WinworkC", &file, &found), STATUS_OBJECT_NAME_NOT_FOUND);
	KUNIT_EXPECT_EQ(test, unlink_name(L"\\DosDevices\\winworkc"), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, unlink_name(L"\\??\\WinworkC"), STATUS_OBJECT_NAME_NOT_FOUND);
	KUNIT_EXPECT_EQ(test, unlink_name(L"\\??\\WinworkB"), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, unlink_name(L"\\??\\WinworkA"), STATUS_SUCCESS);
	IoDeleteDevice(device);
	EXPECT_NO_REPORT(test);
}

/* The I/O manager frees its own IRPs. */
/* There is no mount manager. */
static void io_file_test_no_drive_letter(struct kunit *test)
{
	UNICODE_STRING name = { 4, 8, (PWSTR)test };

	KUNIT_EXPECT_EQ(test, IoVolumeDeviceToDosName(fixture_of(test)->device, &name),
			STATUS_OBJECT_NAME_NOT_FOUND);
	KUNIT_EXPECT_EQ(test, name.Length, (USHORT)0);
	KUNIT_EXPECT_NULL(test, name.Buffer);
	EXPECT_NO_REPORT(test);
	KUNIT_EXPECT_EQ(test, IoVolumeDeviceToDosName(test, &name), STATUS_INVALID_PARAMETER);
	EXPECT_REPORT(test, "IoVolumeDeviceToDosName", BUGCHECK_REFERENCE_BY_POINTER, ANY, test, ANY, ANY, test);
}

static void io_file_test_irp_of_the_system_is_not_freed(struct kunit *test)
{
	PDEVICE_OBJECT device = new_device(test, L"\\Device\\WinworkFile", FALSE), found;
	PFILE_OBJECT file;

	seen.frees = true;
	KUNIT_EXPECT_EQ(test, get(L"\\Device\\WinworkFile", &file, &found), STATUS_SUCCESS);
	EXPECT_REPORT(test, "IoFreeIrp", BUGCHECK_IO_VIOLATION, 2, seen.irp, ANY, ANY, seen.irp);
	ObDereferenceObject(file);
	IoDeleteDevice(device);
}

/* row 318: each allocation of an open fails once, and nothing is left */
static void io_file_test_open_without_memory(struct kunit *test)
{
	PDEVICE_OBJECT device = new_device(test, L"\\Device\\WinworkFile", FALSE), found;
	PFILE_OBJECT file;
	NTSTATUS status;
	int nth;

	NEED_FAULT_INJECTION(test);
	for (nth = 1; nth < 20; nth++) {
		fail_allocation(nth);
		status = get(L"\\Device\\WinworkFile", &file, &found);
		if (!allocation_was_attempted())
			break;
		KUNIT_EXPECT_EQ(test, status, STATUS_INSUFFICIENT_RESOURCES);
		KUNIT_EXPECT_EQ(test, references(device), 1L);
		KUNIT_EXPECT_EQ(test, device->ReferenceCount, 0);
	}
	KUNIT_EXPECT_EQ(test, status, STATUS_SUCCESS);
	if (status == STATUS_SUCCESS)
		ObDereferenceObject(file);
	IoDeleteDevice(device);
	EXPECT_NO_REPORT(test);
}

static struct kunit_case io_file_cases[] = {
	KUNIT_CASE(io_file_test_device_object_pointer),
	KUNIT_CASE(io_file_test_close_comes_at_passive_level),
	KUNIT_CASE(io_file_test_create_that_fails),
	KUNIT_CASE(io_file_test_names),
	KUNIT_CASE(io_file_test_exclusive_device),
	KUNIT_CASE(io_file_test_links),
	KUNIT_CASE(io_file_test_no_drive_letter),
	KUNIT_CASE(io_file_test_irp_of_the_system_is_not_freed),
	KUNIT_CASE(io_file_test_open_without_memory),
	{}
};

WINWORK_SUITE(io_file);
