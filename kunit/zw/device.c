/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite zw_device: the Zw functions for files, on devices.
 */
#include "irp_case.h"

#include <ntifs.h>

#define CODE(method) CTL_CODE(FILE_DEVICE_UNKNOWN, 0x801, (method), FILE_READ_ACCESS | FILE_WRITE_ACCESS)
#define BYTES 32
#define DEVICE L"\\Device\\WinworkZw"
#define SYNCHRONOUS FILE_SYNCHRONOUS_IO_NONALERT
#define ASYNCHRONOUS 0

/* The next answer of a case's device, and the request that it saw. */
static struct {
	/* In. */
	NTSTATUS status, create_status;
	ULONG_PTR information;
	bool fills;
	bool pends;			/* and has a cancel routine */
	bool pends_and_completes;
	bool cleans;			/* completes what is pended in its cleanup */
	bool forgets;
	/* Out. */
	char order[16];
	int calls;
	PIRP irp;
	IO_STACK_LOCATION location, create;
	ACCESS_MASK access;
	ULONG options;
	long long allocation;
	KPROCESSOR_MODE mode, modes;	/* of the last one; of all */
	WCHAR name[32];
	USHORT name_length;
	BOOLEAN read_access, write_access;
	ULONG flags;
	PVOID thread, system_buffer, mdl_buffer, user_buffer;
	KIRQL irql;
	char input[BYTES];
	struct completion pended, closed;
} seen;

static const IO_STATUS_BLOCK untouched = { .Status = 0x5a5a5a5a, .Information = 0x1234 };

static void note(PIRP irp, char letter)
{
	if (seen.calls < (int)sizeof(seen.order) - 1)
		seen.order[seen.calls++] = letter;
	seen.mode = irp->RequestorMode;
	seen.modes |= irp->RequestorMode;
	seen.irql = KeGetCurrentIrql();
}

static NTSTATUS finish(PIRP irp, NTSTATUS status)
{
	finish_irp(irp, status, seen.information);
	return status;
}

static NTSTATUS NTAPI create(PDEVICE_OBJECT device, PIRP irp)
{
	PFILE_OBJECT file = IoGetCurrentIrpStackLocation(irp)->FileObject;

	note(irp, 'c');
	seen.create = *IoGetCurrentIrpStackLocation(irp);
	seen.access = seen.create.Parameters.Create.SecurityContext->DesiredAccess;
	seen.options = seen.create.Parameters.Create.Options;
	seen.allocation = irp->Overlay.AllocationSize.QuadPart;
	seen.read_access = file->ReadAccess;
	seen.write_access = file->WriteAccess;
	seen.name_length = file->FileName.Length;
	memcpy(seen.name, file->FileName.Buffer, min_t(size_t, seen.name_length, sizeof(seen.name)));
	return finish(irp, seen.create_status);
}

static NTSTATUS NTAPI cleanup(PDEVICE_OBJECT device, PIRP irp)
{
	note(irp, 'u');
	if (seen.cleans) {
		IoSetCancelRoutine(seen.irp, NULL);
		finish_irp(seen.irp, STATUS_CANCELLED, 0);
	}
	finish_irp(irp, STATUS_SUCCESS, 0);
	return STATUS_SUCCESS;
}

static NTSTATUS NTAPI close(PDEVICE_OBJECT device, PIRP irp)
{
	note(irp, 'x');
	finish_irp(irp, STATUS_SUCCESS, 0);
	complete(&seen.closed);
	return STATUS_SUCCESS;
}

static VOID NTAPI on_cancel(PDEVICE_OBJECT device, PIRP irp)
{
	IoReleaseCancelSpinLock(irp->CancelIrql);
	finish_irp(irp, STATUS_CANCELLED, 0);
}

/* The bytes of the request's input and output. */
static void lengths(const IO_STACK_LOCATION *location, ULONG *in, ULONG *out)
{
	*in = *out = 0;
	switch (location->MajorFunction) {
	case IRP_MJ_READ:
		*out = location->Parameters.Read.Length;
		break;
	case IRP_MJ_WRITE:
		*in = location->Parameters.Write.Length;
		break;
	case IRP_MJ_QUERY_INFORMATION:
		*out = location->Parameters.QueryFile.Length;
		break;
	case IRP_MJ_SET_INFORMATION:
		*in = location->Parameters.SetFile.Length;
		break;
	case IRP_MJ_DEVICE_CONTROL:
	case IRP_MJ_FILE_SYSTEM_CONTROL:
		*in = location->Parameters.DeviceIoControl.InputBufferLength;
		*out = location->Parameters.DeviceIoControl.OutputBufferLength;
	}
}

static bool is_control(const IO_STACK_LOCATION *location)
{
	return location->MajorFunction == IRP_MJ_DEVICE_CONTROL ||
	       location->MajorFunction == IRP_MJ_FILE_SYSTEM_CONTROL;
}

static PVOID buffer_of(PIRP irp, bool out)
{
	PIO_STACK_LOCATION location = IoGetCurrentIrpStackLocation(irp);

	if (irp->MdlAddress && (out || !is_control(location)))
		return seen.mdl_buffer;
	if (irp->AssociatedIrp.SystemBuffer)
		return irp->AssociatedIrp.SystemBuffer;
	return is_control(location) && !out ? location->Parameters.DeviceIoControl.Type3InputBuffer
					    : irp->UserBuffer;
}

static NTSTATUS NTAPI serve(PDEVICE_OBJECT device, PIRP irp)
{
	PIO_STACK_LOCATION location = IoGetCurrentIrpStackLocation(irp);
	ULONG in, out;

	note(irp, 'r');
	lengths(location, &in, &out);
	seen.irp = irp;
	seen.location = *location;
	seen.flags = irp->Flags;
	seen.thread = irp->Tail.Overlay.Thread;
	seen.system_buffer = irp->AssociatedIrp.SystemBuffer;
	seen.user_buffer = irp->UserBuffer;
	seen.mdl_buffer = irp->MdlAddress ? MmGetSystemAddressForMdlSafe(irp->MdlAddress, NormalPagePriority)
					  : NULL;
	if (in)
		memcpy(seen.input, buffer_of(irp, false), min_t(ULONG, in, BYTES));
	if (out && seen.fills)
		memset(buffer_of(irp, true), 'o', out);
	if (seen.forgets)
		return seen.status;
	if (seen.pends) {
		IoMarkIrpPending(irp);
		IoSetCancelRoutine(irp, on_cancel);
		complete(&seen.pended);
		return STATUS_PENDING;
	}
	if (seen.pends_and_completes) {
		IoMarkIrpPending(irp);
		finish(irp, seen.status);
		return STATUS_PENDING;
	}
	return finish(irp, seen.status);
}

static void clear(void)
{
	memset(&seen, 0, sizeof(seen));
	init_completion(&seen.pended);
	init_completion(&seen.closed);
}

static PDEVICE_OBJECT new_device(struct kunit *test, ULONG flags)
{
	PDRIVER_OBJECT driver = fixture_of(test)->driver;
	PDEVICE_OBJECT device;
	UNICODE_STRING name;
	int major;

	clear();
	for (major = 0; major <= IRP_MJ_MAXIMUM_FUNCTION; major++)
		driver->MajorFunction[major] = serve;
	driver->MajorFunction[IRP_MJ_CREATE] = create;
	driver->MajorFunction[IRP_MJ_CLEANUP] = cleanup;
	driver->MajorFunction[IRP_MJ_CLOSE] = close;
	RtlInitUnicodeString(&name, DEVICE);
	KUNIT_ASSERT_EQ(test, IoCreateDevice(driver, 0, &name, FILE_DEVICE_UNKNOWN, 0, FALSE, &device),
			STATUS_SUCCESS);
	device->Flags |= flags;
	device->Flags &= ~DO_DEVICE_INITIALIZING;
	return device;
}

/* Nothing is left of the files of the device. */
static void delete_device(struct kunit *test, PDEVICE_OBJECT device)
{
	KUNIT_EXPECT_EQ(test, device->ReferenceCount, 0);
	EXPECT_REFERENCES(test, device, 1);
	IoDeleteDevice(device);
	EXPECT_NO_REPORT(test);
}

static NTSTATUS open_name(PCWSTR text, HANDLE root, ULONG options, HANDLE *handle, IO_STATUS_BLOCK *iosb)
{
	OBJECT_ATTRIBUTES attributes;
	LARGE_INTEGER size = { .QuadPart = 0x123456789 };
	UNICODE_STRING name;

	RtlInitUnicodeString(&name, text);
	InitializeObjectAttributes(&attributes, &name, OBJ_KERNEL_HANDLE | OBJ_CASE_INSENSITIVE, root, NULL);
	return ZwCreateFile(handle, GENERIC_READ | SYNCHRONIZE, &attributes, iosb, &size,
			    FILE_ATTRIBUTE_HIDDEN, FILE_SHARE_WRITE, FILE_OPEN_IF, options, NULL, 0);
}

static HANDLE open(struct kunit *test, ULONG options)
{
	IO_STATUS_BLOCK iosb;
	HANDLE handle = NULL;

	KUNIT_ASSERT_EQ(test, open_name(DEVICE, NULL, options, &handle, &iosb), STATUS_SUCCESS);
	return handle;
}

static NTSTATUS control(HANDLE file, ULONG method, void *in, ULONG in_bytes, void *out, ULONG out_bytes,
			IO_STATUS_BLOCK *iosb)
{
	return ZwDeviceIoControlFile(file, NULL, NULL, NULL, iosb, CODE(method), in, in_bytes, out, out_bytes);
}

static PFILE_OBJECT object_of(struct kunit *test, HANDLE handle)
{
	PFILE_OBJECT file = NULL;

	KUNIT_ASSERT_EQ(test, ObReferenceObjectByHandle(handle, 0, *IoFileObjectType, KernelMode,
							(PVOID *)&file, NULL), STATUS_SUCCESS);
	return file;
}

/* ---- Opening and closing ---------------------------------------------------------------- */

/* row 331: the create that the driver gets, by the device's name and by a link's; cleanup, close */
static void zw_device_test_open_and_close(struct kunit *test)
{
	static const PCWSTR names[] = { L"\\device\\winworkzw", L"\\??\\WinworkZwLink",
					L"\\DosDevices\\WinworkZwLink\\a\\B", L"\\GLOBAL??\\winworkzwlink" };
	PDEVICE_OBJECT device = new_device(test, 0);
	UNICODE_STRING link, target;
	int i;

	RtlInitUnicodeString(&link, L"\\??\\WinworkZwLink");
	RtlInitUnicodeString(&target, DEVICE);
	KUNIT_ASSERT_EQ(test, IoCreateSymbolicLink(&link, &target), STATUS_SUCCESS);
	for (i = 0; i < (int)ARRAY_SIZE(names); i++) {
		IO_STATUS_BLOCK iosb = untouched;
		HANDLE handle = NULL;

		clear();
		seen.information = FILE_OPENED;
		KUNIT_ASSERT_EQ(test, open_name(names[i], NULL, SYNCHRONOUS | FILE_DELETE_ON_CLOSE, &handle, &iosb),
				STATUS_SUCCESS);
		KUNIT_EXPECT_NOT_NULL(test, handle);
		KUNIT_EXPECT_EQ(test, iosb.Status, STATUS_SUCCESS);
		KUNIT_EXPECT_EQ(test, iosb.Information, (ULONG_PTR)FILE_OPENED);
		KUNIT_EXPECT_STREQ(test, seen.order, "c");
		KUNIT_EXPECT_EQ(test, (int)seen.mode, (int)KernelMode);
		KUNIT_EXPECT_EQ(test, seen.access, (ACCESS_MASK)FILE_GENERIC_READ);
		KUNIT_EXPECT_TRUE(test, seen.read_access);
		KUNIT_EXPECT_FALSE(test, seen.write_access);
		KUNIT_EXPECT_EQ(test, seen.options,
				(ULONG)(FILE_OPEN_IF << 24 | SYNCHRONOUS | FILE_DELETE_ON_CLOSE));
		KUNIT_EXPECT_EQ(test, (int)seen.create.Parameters.Create.ShareAccess, FILE_SHARE_WRITE);
		KUNIT_EXPECT_EQ(test, (int)seen.create.Parameters.Create.FileAttributes, FILE_ATTRIBUTE_HIDDEN);
		KUNIT_EXPECT_EQ(test, seen.allocation, 0x123456789ll);
		KUNIT_EXPECT_EQ(test, (int)seen.name_length, i == 2 ? 8 : 0);
		KUNIT_EXPECT_EQ(test, device->ReferenceCount, 1);
		KUNIT_EXPECT_EQ(test, ZwClose(handle), STATUS_SUCCESS);
		KUNIT_EXPECT_STREQ(test, seen.order, "cux");
		KUNIT_EXPECT_EQ(test, (int)seen.modes, (int)KernelMode);
		KUNIT_EXPECT_EQ(test, ZwClose(handle), STATUS_INVALID_HANDLE);
	}
	KUNIT_EXPECT_EQ(test, IoDeleteSymbolicLink(&link), STATUS_SUCCESS);
	delete_device(test, device);
}

/* row 980: the device's name, and what was opened below it */
static void zw_device_test_name_of_file(struct kunit *test)
{
	static const WCHAR expected[] = L"\\Device\\WinworkZw\\a\\B";
	PDEVICE_OBJECT device = new_device(test, 0);
	struct {
		OBJECT_NAME_INFORMATION info;
		WCHAR text[64];
	} name;
	IO_STATUS_BLOCK iosb;
	PFILE_OBJECT file;
	HANDLE handle;
	ULONG needed = 0;

	KUNIT_ASSERT_EQ(test, open_name(L"\\DEVICE\\winworkzw\\a\\B", NULL, 0, &handle, &iosb), STATUS_SUCCESS);
	file = object_of(test, handle);
	KUNIT_EXPECT_EQ(test, ObQueryNameString(file, &name.info, sizeof(name), &needed), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, needed, (ULONG)(sizeof(name.info) + sizeof(expected)));
	KUNIT_EXPECT_EQ(test, wcscmp(name.info.Name.Buffer, expected), 0);
	ObDereferenceObject(file);
	ZwClose(handle);
	delete_device(test, device);
}

static void zw_device_test_open_file(struct kunit *test)
{
	PDEVICE_OBJECT device = new_device(test, 0);
	OBJECT_ATTRIBUTES attributes;
	IO_STATUS_BLOCK iosb;
	UNICODE_STRING name;
	HANDLE handle;

	RtlInitUnicodeString(&name, DEVICE);
	InitializeObjectAttributes(&attributes, &name, OBJ_KERNEL_HANDLE, NULL, NULL);
	KUNIT_ASSERT_EQ(test, ZwOpenFile(&handle, FILE_WRITE_DATA, &attributes, &iosb, FILE_SHARE_READ,
					 FILE_NON_DIRECTORY_FILE), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, seen.options, (ULONG)(FILE_OPEN << 24 | FILE_NON_DIRECTORY_FILE));
	KUNIT_EXPECT_EQ(test, (int)seen.create.Parameters.Create.ShareAccess, FILE_SHARE_READ);
	KUNIT_EXPECT_FALSE(test, seen.read_access);
	KUNIT_EXPECT_TRUE(test, seen.write_access);
	ZwClose(handle);
	delete_device(test, device);
}

/* row 331: opens that fail leave neither handle nor file object */
static void zw_device_test_opens_that_fail(struct kunit *test)
{
	PDEVICE_OBJECT device = new_device(test, 0);
	IO_STATUS_BLOCK iosb = untouched;
	HANDLE handle = &iosb, other;

	seen.create_status = STATUS_DEVICE_BUSY;
	seen.information = 77;
	KUNIT_EXPECT_EQ(test, open_name(DEVICE, NULL, 0, &handle, &iosb), STATUS_DEVICE_BUSY);
	KUNIT_EXPECT_NULL(test, handle);
	KUNIT_EXPECT_EQ(test, iosb.Status, STATUS_DEVICE_BUSY);
	KUNIT_EXPECT_EQ(test, iosb.Information, (ULONG_PTR)77);
	KUNIT_EXPECT_STREQ(test, seen.order, "c");
	KUNIT_EXPECT_EQ(test, device->ReferenceCount, 0);
	KUNIT_EXPECT_EQ(test, references(device), 1L);

	clear();
	KUNIT_EXPECT_EQ(test, open_name(L"\\Device\\WinworkNoZw", NULL, 0, &handle, &iosb),
			STATUS_OBJECT_NAME_NOT_FOUND);
	KUNIT_EXPECT_EQ(test, open_name(L"\\??\\WinworkNoZw", NULL, 0, &handle, &iosb),
			STATUS_OBJECT_NAME_NOT_FOUND);
	KUNIT_EXPECT_EQ(test, open_name(L"\\Device\\a\x01", NULL, 0, &handle, &iosb),
			STATUS_OBJECT_NAME_INVALID);
	KUNIT_EXPECT_EQ(test, open_name(DEVICE, NULL, FILE_SYNCHRONOUS_IO_ALERT | SYNCHRONOUS, &handle, &iosb),
			STATUS_INVALID_PARAMETER);
	device->Flags |= DO_DEVICE_INITIALIZING;
	KUNIT_EXPECT_EQ(test, open_name(DEVICE, NULL, 0, &handle, &iosb), STATUS_NO_SUCH_DEVICE);
	device->Flags &= ~DO_DEVICE_INITIALIZING;
	KUNIT_EXPECT_STREQ(test, seen.order, "");

	/* A folder must be one of drive C. */
	other = open(test, 0);
	KUNIT_EXPECT_EQ(test, open_name(L"a", other, 0, &handle, &iosb), STATUS_NOT_SUPPORTED);
	/* An exclusive device has one handle. */
	device->Flags |= DO_EXCLUSIVE;
	KUNIT_EXPECT_EQ(test, open_name(DEVICE L"\\tail", NULL, 0, &handle, &iosb), STATUS_ACCESS_DENIED);
	ZwClose(other);
	KUNIT_EXPECT_EQ(test, open_name(DEVICE L"\\tail", NULL, 0, &handle, &iosb), STATUS_SUCCESS);
	ZwClose(handle);
	delete_device(test, device);
}

/* row 331: the FILE_OBJECT of a handle; it outlives the handle, and then gets its close */
static void zw_device_test_file_object(struct kunit *test)
{
	PDEVICE_OBJECT device = new_device(test, 0);
	HANDLE handle = open(test, SYNCHRONOUS);
	PFILE_OBJECT file = object_of(test, handle);
	PVOID other = NULL;

	KUNIT_EXPECT_EQ(test, file->Type, (CSHORT)IO_TYPE_FILE);
	KUNIT_EXPECT_PTR_EQ(test, (void *)file->DeviceObject, (void *)device);
	KUNIT_EXPECT_PTR_EQ(test, (void *)file, (void *)seen.create.FileObject);
	KUNIT_EXPECT_TRUE(test, file->Flags & FO_SYNCHRONOUS_IO);
	KUNIT_EXPECT_PTR_EQ(test, (void *)IoGetRelatedDeviceObject(file), (void *)device);
	KUNIT_EXPECT_EQ(test, ObReferenceObjectByHandle(handle, 0, *PsThreadType, KernelMode, &other, NULL),
			STATUS_OBJECT_TYPE_MISMATCH);
	KUNIT_EXPECT_EQ(test, ObReferenceObjectByHandle(handle, 0, *IoFileObjectType, UserMode, &other, NULL),
			STATUS_INVALID_HANDLE);
	KUNIT_EXPECT_NULL(test, other);
	KUNIT_ASSERT_EQ(test, ObReferenceObjectByHandle(handle, 0, NULL, KernelMode, &other, NULL),
			STATUS_SUCCESS);
	KUNIT_EXPECT_PTR_EQ(test, other, (void *)file);
	ObDereferenceObject(other);
	KUNIT_EXPECT_STREQ(test, seen.order, "c");
	ZwClose(handle);
	KUNIT_EXPECT_STREQ(test, seen.order, "cu");
	KUNIT_EXPECT_TRUE(test, file->Flags & FO_CLEANUP_COMPLETE);
	KUNIT_EXPECT_EQ(test, device->ReferenceCount, 0);
	ObDereferenceObject(file);
	KUNIT_EXPECT_STREQ(test, seen.order, "cux");
	delete_device(test, device);
}

/* row 332: the reference of the handle, and that of the file on its device */
static void zw_device_test_too_many_dereferences(struct kunit *test)
{
	PDEVICE_OBJECT device = new_device(test, 0);
	HANDLE handle = open(test, SYNCHRONOUS);
	PFILE_OBJECT file = object_of(test, handle);

	ObDereferenceObject(file);
	ObDereferenceObject(file);
	EXPECT_REPORT(test, "ObDereferenceObject", BUGCHECK_REFERENCE_BY_POINTER, 0, file, 0, 1, file);
	ObDereferenceObject(device);
	EXPECT_REPORT(test, "ObDereferenceObject", BUGCHECK_REFERENCE_BY_POINTER, 0, device, 0, ANY, device);
	KUNIT_EXPECT_STREQ(test, seen.order, "c");
	ZwClose(handle);
	KUNIT_EXPECT_STREQ(test, seen.order, "cux");
	delete_device(test, device);
}

/* A driver that ends with a handle of its device open: the handle is none any more. */
static void zw_device_test_driver_ends_with_a_handle_open(struct kunit *test)
{
	HANDLE handle;

	new_device(test, 0);
	handle = open(test, SYNCHRONOUS);
	IoDeleteDevice(seen.create.DeviceObject);
	fixture_renew_driver(test);
	EXPECT_REPORT(test, "DriverUnload", BUGCHECK_REFERENCE_BY_POINTER, 0, seen.create.FileObject, 0, 1,
		      seen.create.FileObject);
	KUNIT_EXPECT_STREQ(test, seen.order, "c");
	KUNIT_EXPECT_EQ(test, ZwClose(handle), STATUS_INVALID_HANDLE);
}

/* row 318: each allocation of an open that can fail does so once, and nothing is left */
static void zw_device_test_open_without_memory(struct kunit *test)
{
	PDEVICE_OBJECT device = new_device(test, 0);
	NTSTATUS status = STATUS_UNSUCCESSFUL;
	IO_STATUS_BLOCK iosb;
	int nth;
	HANDLE handle;

	NEED_FAULT_INJECTION(test);
	for (nth = 1; nth < 20; nth++) {
		fail_allocation(nth);
		status = open_name(DEVICE, NULL, 0, &handle, &iosb);
		if (!allocation_was_attempted())
			break;
		/* The table of handles tries again. */
		if (status == STATUS_SUCCESS)
			ZwClose(handle);
		else
			KUNIT_EXPECT_NULL(test, handle);
		EXPECT_REFERENCES(test, device, 1);
		KUNIT_EXPECT_EQ(test, device->ReferenceCount, 0);
	}
	KUNIT_EXPECT_EQ(test, status, STATUS_SUCCESS);
	if (status == STATUS_SUCCESS)
		ZwClose(handle);
	delete_device(test, device);
}

/* ---- Data ------------------------------------------------------------------------------- */

static const ULONG file_kinds[] = { SYNCHRONOUS, ASYNCHRONOUS };

/* row 331: data both ways by each method, and what the IRP says */
static void zw_device_test_controls(struct kunit *test)
{
	static const char in[BYTES] = "the input of a control request", filled[BYTES] = "oooooooooooooooooooooooooooooooo";
	PDEVICE_OBJECT device = new_device(test, 0);
	int kind, method, is_fs;

	for (kind = 0; kind < 2; kind++) {
		HANDLE handle = open(test, file_kinds[kind]);
		PFILE_OBJECT file = object_of(test, handle);

		for (method = METHOD_BUFFERED; method <= METHOD_NEITHER; method++) {
			for (is_fs = 0; is_fs < 2; is_fs++) {
				char out[BYTES + 1] = { [BYTES] = 'g' };
				IO_STATUS_BLOCK iosb = untouched;
				NTSTATUS status;

				clear();
				seen.modes = 0;
				seen.fills = method != METHOD_IN_DIRECT;
				seen.information = 10;
				memset(out, 'x', BYTES);
				status = is_fs ? ZwFsControlFile(handle, NULL, NULL, NULL, &iosb, CODE(method),
								 (PVOID)in, BYTES, out, BYTES)
					       : control(handle, method, (PVOID)in, BYTES, out, BYTES, &iosb);
				KUNIT_EXPECT_EQ(test, status, STATUS_SUCCESS);
				KUNIT_EXPECT_EQ(test, (int)seen.location.MajorFunction,
						is_fs ? IRP_MJ_FILE_SYSTEM_CONTROL : IRP_MJ_DEVICE_CONTROL);
				KUNIT_EXPECT_EQ(test, (int)seen.location.MinorFunction, 0);
				KUNIT_EXPECT_EQ(test, seen.location.Parameters.DeviceIoControl.IoControlCode,
						(ULONG)CODE(method));
				KUNIT_EXPECT_PTR_EQ(test, (void *)seen.location.FileObject, (void *)file);
				KUNIT_EXPECT_EQ(test, (int)seen.mode, (int)KernelMode);
				KUNIT_EXPECT_EQ(test, (int)seen.irql, PASSIVE_LEVEL);
				KUNIT_EXPECT_PTR_EQ(test, seen.thread, (void *)PsGetCurrentThread());
				KUNIT_EXPECT_EQ(test, memcmp(seen.input, in, BYTES), 0);
				KUNIT_EXPECT_EQ(test, iosb.Status, STATUS_SUCCESS);
				KUNIT_EXPECT_EQ(test, iosb.Information, (ULONG_PTR)10);
				KUNIT_EXPECT_TRUE(test, KeReadStateEvent(&file->Event));
				KUNIT_EXPECT_EQ(test, (int)out[BYTES], 'g');
				KUNIT_EXPECT_EQ(test, !!seen.system_buffer, method != METHOD_NEITHER);
				KUNIT_EXPECT_EQ(test, !!seen.mdl_buffer,
						method == METHOD_IN_DIRECT || method == METHOD_OUT_DIRECT);
				if (method == METHOD_NEITHER)
					KUNIT_EXPECT_PTR_EQ(test, seen.user_buffer, (void *)out);
				if (method == METHOD_IN_DIRECT)
					KUNIT_EXPECT_EQ(test, (int)out[0], 'x');
				else
					KUNIT_EXPECT_EQ(test, memcmp(out, filled, method ? BYTES : 10), 0);
				if (method == METHOD_BUFFERED)
					KUNIT_EXPECT_EQ(test, (int)out[10], 'x');
			}
		}
		ObDereferenceObject(file);
		ZwClose(handle);
	}
	delete_device(test, device);
}

/* row 331: reads and writes by each method of the device */
static void zw_device_test_reads_and_writes(struct kunit *test)
{
	static const ULONG flags[] = { DO_BUFFERED_IO, DO_DIRECT_IO, 0 };
	int i, kind, is_write;

	for (i = 0; i < 3; i++) {
		PDEVICE_OBJECT device = new_device(test, flags[i]);

		for (kind = 0; kind < 2; kind++) {
			HANDLE handle = open(test, file_kinds[kind]);

			for (is_write = 0; is_write < 2; is_write++) {
				char data[BYTES + 1];
				LARGE_INTEGER offset = { .QuadPart = 0x1122334455 };
				IO_STATUS_BLOCK iosb = untouched;
				NTSTATUS status;

				clear();
				seen.fills = true;
				seen.information = BYTES;
				memset(data, 'd', sizeof(data));
				status = is_write ? ZwWriteFile(handle, NULL, NULL, NULL, &iosb, data, BYTES, &offset,
								NULL)
						  : ZwReadFile(handle, NULL, NULL, NULL, &iosb, data, BYTES, &offset,
							       NULL);
				KUNIT_EXPECT_EQ(test, status, STATUS_SUCCESS);
				KUNIT_EXPECT_EQ(test, (int)seen.location.MajorFunction,
						is_write ? IRP_MJ_WRITE : IRP_MJ_READ);
				KUNIT_EXPECT_EQ(test, (long long)seen.location.Parameters.Read.ByteOffset.QuadPart,
						offset.QuadPart);
				KUNIT_EXPECT_EQ(test, (int)seen.mode, (int)KernelMode);
				KUNIT_EXPECT_EQ(test, !!seen.system_buffer, flags[i] == DO_BUFFERED_IO);
				KUNIT_EXPECT_EQ(test, !!seen.mdl_buffer, flags[i] == DO_DIRECT_IO);
				if (!flags[i])
					KUNIT_EXPECT_PTR_EQ(test, seen.user_buffer, (void *)data);
				if (is_write)
					KUNIT_EXPECT_PTR_EQ(test, memchr_inv(seen.input, 'd', BYTES), NULL);
				else
					KUNIT_EXPECT_PTR_EQ(test, memchr_inv(data, 'o', BYTES), NULL);
				KUNIT_EXPECT_EQ(test, (int)data[BYTES], 'd');
				KUNIT_EXPECT_EQ(test, iosb.Status, STATUS_SUCCESS);
				KUNIT_EXPECT_EQ(test, iosb.Information, (ULONG_PTR)BYTES);
			}
			ZwClose(handle);
		}
		delete_device(test, device);
	}
}

/* row 331: the position of a synchronous file; an asynchronous one has none */
static void zw_device_test_position(struct kunit *test)
{
	PDEVICE_OBJECT device = new_device(test, DO_BUFFERED_IO);
	LARGE_INTEGER offset = { .QuadPart = 100 };
	FILE_POSITION_INFORMATION position;
	IO_STATUS_BLOCK iosb;
	char data[BYTES] = "";
	HANDLE handle = open(test, SYNCHRONOUS);

	seen.information = 8;
	KUNIT_EXPECT_EQ(test, ZwReadFile(handle, NULL, NULL, NULL, &iosb, data, BYTES, &offset, NULL),
			STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, ZwWriteFile(handle, NULL, NULL, NULL, &iosb, data, BYTES, NULL, NULL), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, (long long)seen.location.Parameters.Write.ByteOffset.QuadPart, 108ll);
	offset.HighPart = -1;
	offset.LowPart = FILE_USE_FILE_POINTER_POSITION;
	KUNIT_EXPECT_EQ(test, ZwReadFile(handle, NULL, NULL, NULL, &iosb, data, BYTES, &offset, NULL),
			STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, (long long)seen.location.Parameters.Read.ByteOffset.QuadPart, 116ll);
	/* The end is the driver's to know, and a failure moves nothing. */
	offset.LowPart = FILE_WRITE_TO_END_OF_FILE;
	KUNIT_EXPECT_EQ(test, ZwWriteFile(handle, NULL, NULL, NULL, &iosb, data, BYTES, &offset, NULL),
			STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, (long long)seen.location.Parameters.Write.ByteOffset.QuadPart, -1ll);
	KUNIT_EXPECT_EQ(test, ZwReadFile(handle, NULL, NULL, NULL, &iosb, data, BYTES, &offset, NULL),
			STATUS_INVALID_PARAMETER);
	seen.status = STATUS_DEVICE_NOT_READY;
	KUNIT_EXPECT_EQ(test, ZwReadFile(handle, NULL, NULL, NULL, &iosb, data, BYTES, NULL, NULL),
			STATUS_DEVICE_NOT_READY);
	seen.calls = 0;
	KUNIT_EXPECT_EQ(test, ZwQueryInformationFile(handle, &iosb, &position, sizeof(position),
						     FilePositionInformation), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, (long long)position.CurrentByteOffset.QuadPart, 124ll);
	KUNIT_EXPECT_EQ(test, iosb.Information, (ULONG_PTR)sizeof(position));
	position.CurrentByteOffset.QuadPart = 7;
	KUNIT_EXPECT_EQ(test, ZwSetInformationFile(handle, &iosb, &position, sizeof(position),
						   FilePositionInformation), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, ZwSetInformationFile(handle, &iosb, &position, sizeof(position) - 1,
						   FilePositionInformation), STATUS_INFO_LENGTH_MISMATCH);
	KUNIT_EXPECT_EQ(test, seen.calls, 0);
	seen.status = STATUS_SUCCESS;
	KUNIT_EXPECT_EQ(test, ZwReadFile(handle, NULL, NULL, NULL, &iosb, data, BYTES, NULL, NULL), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, (long long)seen.location.Parameters.Read.ByteOffset.QuadPart, 7ll);
	ZwClose(handle);

	handle = open(test, ASYNCHRONOUS);
	seen.calls = 0;
	KUNIT_EXPECT_EQ(test, ZwReadFile(handle, NULL, NULL, NULL, &iosb, data, BYTES, NULL, NULL),
			STATUS_INVALID_PARAMETER);
	KUNIT_EXPECT_EQ(test, seen.calls, 0);
	ZwClose(handle);
	delete_device(test, device);
}

/* row 331: a flush, a query and a change are requests, for which the call waits on any file */
static void zw_device_test_flush_and_information(struct kunit *test)
{
	PDEVICE_OBJECT device = new_device(test, 0);
	int kind;

	for (kind = 0; kind < 2; kind++) {
		HANDLE handle = open(test, file_kinds[kind]);
		FILE_STANDARD_INFORMATION standard;
		IO_STATUS_BLOCK iosb = untouched;

		clear();
		seen.pends_and_completes = true;
		KUNIT_EXPECT_EQ(test, ZwFlushBuffersFile(handle, &iosb), STATUS_SUCCESS);
		KUNIT_EXPECT_EQ(test, (int)seen.location.MajorFunction, IRP_MJ_FLUSH_BUFFERS);
		KUNIT_EXPECT_EQ(test, (int)seen.mode, (int)KernelMode);
		KUNIT_EXPECT_EQ(test, iosb.Status, STATUS_SUCCESS);
		seen.fills = true;
		seen.information = sizeof(standard);
		KUNIT_EXPECT_EQ(test, ZwQueryInformationFile(handle, &iosb, &standard, sizeof(standard),
							     FileStandardInformation), STATUS_SUCCESS);
		KUNIT_EXPECT_EQ(test, (int)seen.location.MajorFunction, IRP_MJ_QUERY_INFORMATION);
		KUNIT_EXPECT_EQ(test, (int)seen.location.Parameters.QueryFile.FileInformationClass,
				(int)FileStandardInformation);
		KUNIT_EXPECT_PTR_EQ(test, memchr_inv(&standard, 'o', sizeof(standard)), NULL);
		KUNIT_EXPECT_EQ(test, iosb.Information, (ULONG_PTR)sizeof(standard));
		seen.information = 0;
		memset(&standard, 's', sizeof(standard));
		KUNIT_EXPECT_EQ(test, ZwSetInformationFile(handle, &iosb, &standard, sizeof(standard),
							   FileEndOfFileInformation), STATUS_SUCCESS);
		KUNIT_EXPECT_EQ(test, (int)seen.location.MajorFunction, IRP_MJ_SET_INFORMATION);
		KUNIT_EXPECT_EQ(test, (int)seen.location.Parameters.SetFile.FileInformationClass,
				(int)FileEndOfFileInformation);
		KUNIT_EXPECT_PTR_EQ(test, memchr_inv(seen.input, 's', sizeof(standard)), NULL);
		ZwClose(handle);
	}
	delete_device(test, device);
}

/* ---- Results ---------------------------------------------------------------------------- */

/* row 331: by status, pended or not, what the caller, its status block and the event get */
static void zw_device_test_results(struct kunit *test)
{
	static const NTSTATUS statuses[] = {
		STATUS_SUCCESS, STATUS_NO_MORE_ENTRIES, STATUS_BUFFER_OVERFLOW, STATUS_INVALID_PARAMETER,
	};
	PDEVICE_OBJECT device = new_device(test, 0);
	int i, kind, pends;

	for (kind = 0; kind < 2; kind++) {
		HANDLE handle = open(test, file_kinds[kind]);
		PFILE_OBJECT file = object_of(test, handle);

		for (i = 0; i < (int)ARRAY_SIZE(statuses); i++) {
			for (pends = 0; pends < 2; pends++) {
				const bool is_error = statuses[i] == STATUS_INVALID_PARAMETER;
				const bool has_results = pends || !is_error;
				IO_STATUS_BLOCK iosb = untouched;
				char out[4] = "xxx";

				clear();
				seen.status = statuses[i];
				seen.information = 2;
				seen.fills = true;
				seen.pends_and_completes = pends;
				KUNIT_EXPECT_EQ(test, control(handle, METHOD_BUFFERED, NULL, 0, out, 4, &iosb),
						pends && file_kinds[kind] == ASYNCHRONOUS ? STATUS_PENDING
											  : statuses[i]);
				KUNIT_EXPECT_EQ(test, iosb.Status, has_results ? statuses[i] : untouched.Status);
				KUNIT_EXPECT_EQ(test, iosb.Information,
						has_results ? (ULONG_PTR)2 : untouched.Information);
				KUNIT_EXPECT_EQ(test, KeReadStateEvent(&file->Event) != 0, has_results);
				KUNIT_EXPECT_EQ(test, memcmp(out, is_error ? "xxx" : "oox", 3), 0);
			}
		}
		ObDereferenceObject(file);
		ZwClose(handle);
	}
	delete_device(test, device);
}

static void finish_when_pended(void *unused)
{
	if (in_time(&seen.pended)) {
		IoSetCancelRoutine(seen.irp, NULL);
		finish_irp(seen.irp, STATUS_SUCCESS, 3);
	}
}

static void finish_now(void *unused)
{
	IoSetCancelRoutine(seen.irp, NULL);
	finish_irp(seen.irp, STATUS_SUCCESS, 3);
}

/* row 331: a synchronous file: the call waits for a request that another thread completes */
static void zw_device_test_synchronous_file_waits(struct kunit *test)
{
	PDEVICE_OBJECT device = new_device(test, 0);
	HANDLE handle = open(test, SYNCHRONOUS);
	IO_STATUS_BLOCK iosb = untouched;
	char out[4] = "xxx";

	seen.pends = true;
	seen.fills = true;
	spawn(test, finish_when_pended, NULL);
	KUNIT_EXPECT_EQ(test, control(handle, METHOD_BUFFERED, NULL, 0, out, 4, &iosb), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, iosb.Status, STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, iosb.Information, (ULONG_PTR)3);
	KUNIT_EXPECT_EQ(test, memcmp(out, "ooo", 4), 0);
	join(test);
	ZwClose(handle);
	delete_device(test, device);
}

/*
 * row 331: an asynchronous file: STATUS_PENDING, nothing until the completion, which comes at
 * DISPATCH_LEVEL; then output, status block, event, by each method
 */
static void zw_device_test_asynchronous_file(struct kunit *test)
{
	PDEVICE_OBJECT device = new_device(test, 0);
	HANDLE handle = open(test, ASYNCHRONOUS);
	PFILE_OBJECT file = object_of(test, handle);
	int method;

	for (method = METHOD_BUFFERED; method <= METHOD_NEITHER; method++) {
		IO_STATUS_BLOCK iosb = untouched;
		char out[4] = "xxx";

		clear();
		seen.pends = true;
		seen.fills = method != METHOD_IN_DIRECT;
		KUNIT_EXPECT_EQ(test, control(handle, method, NULL, 0, out, 4, &iosb), STATUS_PENDING);
		KUNIT_EXPECT_EQ(test, iosb.Status, untouched.Status);
		KUNIT_EXPECT_FALSE(test, KeReadStateEvent(&file->Event));
		KUNIT_EXPECT_TRUE(test, run_in_softirq(finish_now, NULL));
		KUNIT_EXPECT_EQ(test, KeWaitForSingleObject(&file->Event, Executive, KernelMode, FALSE, NULL),
				STATUS_SUCCESS);
		KUNIT_EXPECT_EQ(test, iosb.Status, STATUS_SUCCESS);
		KUNIT_EXPECT_EQ(test, iosb.Information, (ULONG_PTR)3);
		if (method == METHOD_BUFFERED)
			KUNIT_EXPECT_EQ(test, memcmp(out, "ooo", 4), 0);
	}
	ObDereferenceObject(file);
	ZwClose(handle);
	delete_device(test, device);
}

/* A request that its driver forgets: the call returns what the driver returned, and writes nothing. */
static void zw_device_test_forgotten_request(struct kunit *test)
{
	PDEVICE_OBJECT device = new_device(test, 0);
	int kind;

	for (kind = 0; kind < 2; kind++) {
		HANDLE handle = open(test, file_kinds[kind]);
		IO_STATUS_BLOCK iosb = untouched;

		seen.forgets = true;
		seen.status = STATUS_DEVICE_NOT_READY;
		KUNIT_EXPECT_EQ(test, control(handle, METHOD_BUFFERED, NULL, 0, NULL, 0, &iosb),
				STATUS_DEVICE_NOT_READY);
		EXPECT_REPORT(test, "IRP_MJ_DEVICE_CONTROL", BUGCHECK_IO_VIOLATION, 0x226, ANY, ANY, ANY, ANY);
		KUNIT_EXPECT_EQ(test, iosb.Status, untouched.Status);
		ZwClose(handle);
		/* The driver remembers after all. */
		reinit_completion(&seen.closed);
		finish_irp(seen.irp, STATUS_SUCCESS, 0);
		ASSERT_IN_TIME(test, &seen.closed);
	}
	delete_device(test, device);
}

/* ---- Cancelling ------------------------------------------------------------------------- */

/* row 331: the close of a handle, with the driver's cleanup that completes the request or without one */
static void zw_device_test_close_cancels(struct kunit *test)
{
	PDEVICE_OBJECT device = new_device(test, 0);
	int cleans;

	for (cleans = 0; cleans < 2; cleans++) {
		HANDLE handle = open(test, ASYNCHRONOUS);
		PFILE_OBJECT file = object_of(test, handle);
		IO_STATUS_BLOCK iosb = untouched;

		clear();
		seen.pends = true;
		seen.cleans = cleans;
		KUNIT_EXPECT_EQ(test, control(handle, METHOD_BUFFERED, NULL, 0, NULL, 0, &iosb), STATUS_PENDING);
		KUNIT_EXPECT_EQ(test, ZwClose(handle), STATUS_SUCCESS);
		KUNIT_EXPECT_EQ(test, KeWaitForSingleObject(&file->Event, Executive, KernelMode, FALSE, NULL),
				STATUS_SUCCESS);
		KUNIT_EXPECT_EQ(test, iosb.Status, STATUS_CANCELLED);
		KUNIT_EXPECT_EQ(test, iosb.Information, (ULONG_PTR)0);
		KUNIT_EXPECT_STREQ(test, seen.order, "ru");
		ObDereferenceObject(file);
		ASSERT_IN_TIME(test, &seen.closed);
		KUNIT_EXPECT_STREQ(test, seen.order, "rux");
	}
	delete_device(test, device);
}

static HANDLE closed_by_thread;

static void close_when_pended(void *unused)
{
	if (in_time(&seen.pended))
		ZwClose(closed_by_thread);
}

/* row 331: the close ends the wait of another thread */
static void zw_device_test_close_cancels_a_waiting_call(struct kunit *test)
{
	PDEVICE_OBJECT device = new_device(test, 0);
	IO_STATUS_BLOCK iosb = untouched;

	closed_by_thread = open(test, SYNCHRONOUS);
	seen.pends = true;
	spawn(test, close_when_pended, NULL);
	KUNIT_EXPECT_EQ(test, control(closed_by_thread, METHOD_BUFFERED, NULL, 0, NULL, 0, &iosb),
			STATUS_CANCELLED);
	KUNIT_EXPECT_EQ(test, iosb.Status, STATUS_CANCELLED);
	join(test);
	ASSERT_IN_TIME(test, &seen.closed);
	delete_device(test, device);
}

/* A request that is out keeps the file; the close of its handle does not wait for it. */
static VOID NTAPI no_cancel(PDEVICE_OBJECT device, PIRP irp)
{
	IoReleaseCancelSpinLock(irp->CancelIrql);
}

static void zw_device_test_request_outlives_the_handle(struct kunit *test)
{
	PDEVICE_OBJECT device = new_device(test, 0);
	HANDLE handle = open(test, ASYNCHRONOUS);
	IO_STATUS_BLOCK iosb = untouched;

	seen.pends = true;
	KUNIT_EXPECT_EQ(test, control(handle, METHOD_BUFFERED, NULL, 0, NULL, 0, &iosb), STATUS_PENDING);
	IoSetCancelRoutine(seen.irp, no_cancel);
	KUNIT_EXPECT_EQ(test, ZwClose(handle), STATUS_SUCCESS);
	KUNIT_EXPECT_TRUE(test, seen.irp->Cancel);
	KUNIT_EXPECT_STREQ(test, seen.order, "cru");
	finish_irp(seen.irp, STATUS_SUCCESS, 0);
	ASSERT_IN_TIME(test, &seen.closed);
	KUNIT_EXPECT_STREQ(test, seen.order, "crux");
	KUNIT_EXPECT_EQ(test, iosb.Status, STATUS_SUCCESS);
	delete_device(test, device);
}

static struct {
	HANDLE file;
	IO_STATUS_BLOCK iosb;
	NTSTATUS returned;
} thread_side;

static VOID NTAPI send_and_end(PVOID context)
{
	thread_side.returned = control(thread_side.file, METHOD_BUFFERED, NULL, 0, NULL, 0, &thread_side.iosb);
	PsTerminateSystemThread(STATUS_SUCCESS);
}

/* row 331: the end of a system thread cancels its requests, and waits for them */
static void zw_device_test_end_of_a_thread_cancels(struct kunit *test)
{
	PDEVICE_OBJECT device = new_device(test, 0);
	PVOID thread;
	HANDLE handle;

	thread_side.file = open(test, ASYNCHRONOUS);
	thread_side.iosb = untouched;
	seen.pends = true;
	KUNIT_ASSERT_EQ(test, PsCreateSystemThread(&handle, THREAD_ALL_ACCESS, NULL, NULL, NULL, send_and_end,
						   NULL), STATUS_SUCCESS);
	KUNIT_ASSERT_EQ(test, ObReferenceObjectByHandle(handle, THREAD_ALL_ACCESS, *PsThreadType, KernelMode,
							&thread, NULL), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, KeWaitForSingleObject(thread, Executive, KernelMode, FALSE, NULL), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, thread_side.returned, STATUS_PENDING);
	KUNIT_EXPECT_EQ(test, thread_side.iosb.Status, STATUS_CANCELLED);
	ObDereferenceObject(thread);
	ZwClose(handle);
	ZwClose(thread_side.file);
	delete_device(test, device);
}

/* More than a walk visits with interrupts off at once. */
#define MANY 200

static struct {
	HANDLE file;
	IO_STATUS_BLOCK iosbs[2 * MANY];
	int sent;
} many;

static void send_many(void)
{
	const int end = many.sent + MANY;

	for (; many.sent < end; many.sent++) {
		many.iosbs[many.sent] = untouched;
		if (control(many.file, METHOD_BUFFERED, NULL, 0, NULL, 0, &many.iosbs[many.sent]) != STATUS_PENDING)
			break;
	}
}

static VOID NTAPI send_many_and_end(PVOID context)
{
	send_many();
	PsTerminateSystemThread(STATUS_SUCCESS);
}

/* row 331: each of many, and none of another thread's */
static void zw_device_test_end_of_a_thread_cancels_many(struct kunit *test)
{
	PDEVICE_OBJECT device = new_device(test, 0);
	PVOID thread;
	HANDLE handle;
	int i;

	many.sent = 0;
	many.file = open(test, ASYNCHRONOUS);
	seen.pends = true;
	send_many();
	KUNIT_ASSERT_EQ(test, many.sent, MANY);
	KUNIT_ASSERT_EQ(test, PsCreateSystemThread(&handle, THREAD_ALL_ACCESS, NULL, NULL, NULL,
						   send_many_and_end, NULL), STATUS_SUCCESS);
	KUNIT_ASSERT_EQ(test, ObReferenceObjectByHandle(handle, THREAD_ALL_ACCESS, *PsThreadType, KernelMode,
							&thread, NULL), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, KeWaitForSingleObject(thread, Executive, KernelMode, FALSE, NULL), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, many.sent, 2 * MANY);
	for (i = 0; i < many.sent; i++) {
		if (many.iosbs[i].Status != (i < MANY ? untouched.Status : STATUS_CANCELLED))
			break;
	}
	KUNIT_EXPECT_EQ(test, i, 2 * MANY);
	ObDereferenceObject(thread);
	ZwClose(handle);
	ZwClose(many.file);
	/* The file ends when the last request has its results. */
	ASSERT_IN_TIME(test, &seen.closed);
	for (i = 0; i < MANY; i++) {
		if (many.iosbs[i].Status != STATUS_CANCELLED)
			break;
	}
	KUNIT_EXPECT_EQ(test, i, MANY);
	delete_device(test, device);
}

/* ---- Bad calls -------------------------------------------------------------------------- */

static VOID NTAPI apc(PVOID context, PIO_STATUS_BLOCK iosb, ULONG reserved)
{
}

/* row 331: handles, buffers and parameters that are refused, and reach no driver */
static void zw_device_test_refusals(struct kunit *test)
{
	PDEVICE_OBJECT device = new_device(test, DO_BUFFERED_IO);
	HANDLE handle = open(test, SYNCHRONOUS), key = NULL;
	IO_STATUS_BLOCK iosb = untouched;
	OBJECT_ATTRIBUTES attributes;
	UNICODE_STRING name;
	char data[4];

	RtlInitUnicodeString(&name, L"\\Registry\\Machine");
	InitializeObjectAttributes(&attributes, &name, OBJ_KERNEL_HANDLE, NULL, NULL);
	KUNIT_ASSERT_EQ(test, ZwOpenKey(&key, KEY_READ, &attributes), STATUS_SUCCESS);
	seen.calls = 0;
	KUNIT_EXPECT_EQ(test, control((HANDLE)0x123454, METHOD_BUFFERED, NULL, 0, NULL, 0, &iosb),
			STATUS_INVALID_HANDLE);
	KUNIT_EXPECT_EQ(test, control(NULL, METHOD_BUFFERED, NULL, 0, NULL, 0, &iosb), STATUS_INVALID_HANDLE);
	KUNIT_EXPECT_EQ(test, control(key, METHOD_BUFFERED, NULL, 0, NULL, 0, &iosb), STATUS_OBJECT_TYPE_MISMATCH);
	KUNIT_EXPECT_EQ(test, control(handle, METHOD_BUFFERED, (PVOID)0x1000, 4, NULL, 0, &iosb),
			STATUS_ACCESS_VIOLATION);
	KUNIT_EXPECT_EQ(test, control(handle, METHOD_BUFFERED, NULL, 0, NULL, 4, &iosb), STATUS_ACCESS_VIOLATION);
	KUNIT_EXPECT_EQ(test, ZwReadFile(handle, NULL, NULL, NULL, &iosb, (PVOID)0x1000, 4, NULL, NULL),
			STATUS_ACCESS_VIOLATION);
	KUNIT_EXPECT_EQ(test, ZwReadFile(handle, NULL, NULL, NULL, NULL, data, 4, NULL, NULL),
			STATUS_INVALID_PARAMETER);
	KUNIT_EXPECT_EQ(test, ZwReadFile(handle, NULL, apc, NULL, &iosb, data, 4, NULL, NULL),
			STATUS_INVALID_PARAMETER);
	/* No descriptor of the process. */
	KUNIT_EXPECT_EQ(test, ZwReadFile(handle, (HANDLE)0x7ffffff0, NULL, NULL, &iosb, data, 4, NULL, NULL),
			STATUS_INVALID_HANDLE);
	KUNIT_EXPECT_EQ(test, iosb.Status, untouched.Status);
	KUNIT_EXPECT_EQ(test, seen.calls, 0);
	/* Buffers of no bytes may be anything. */
	KUNIT_EXPECT_EQ(test, ZwFsControlFile(handle, NULL, NULL, NULL, &iosb, CODE(METHOD_BUFFERED), NULL, 4, NULL, 4),
			STATUS_SUCCESS);
	KUNIT_EXPECT_NULL(test, seen.system_buffer);
	ZwClose(key);
	ZwClose(handle);
	delete_device(test, device);
}

/* row 331: above PASSIVE_LEVEL each function is reported, and does nothing */
static void zw_device_test_above_passive(struct kunit *test)
{
	PDEVICE_OBJECT device = new_device(test, 0);
	HANDLE handle = open(test, SYNCHRONOUS), other = NULL;
	IO_STATUS_BLOCK iosb;
	char data[4];
	KIRQL irql;

	seen.calls = 0;
	KeRaiseIrql(APC_LEVEL, &irql);
	KUNIT_EXPECT_EQ(test, open_name(DEVICE, NULL, 0, &other, &iosb), STATUS_UNSUCCESSFUL);
	EXPECT_REPORT(test, "ZwCreateFile", BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, ANY, APC_LEVEL, ANY, ANY, ANY);
	KUNIT_EXPECT_EQ(test, ZwReadFile(handle, NULL, NULL, NULL, &iosb, data, 4, NULL, NULL),
			STATUS_UNSUCCESSFUL);
	EXPECT_REPORT(test, "ZwReadFile", BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, ANY, APC_LEVEL, ANY, ANY, handle);
	KUNIT_EXPECT_EQ(test, ZwWriteFile(handle, NULL, NULL, NULL, &iosb, data, 4, NULL, NULL),
			STATUS_UNSUCCESSFUL);
	EXPECT_REPORT(test, "ZwWriteFile", BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, ANY, APC_LEVEL, ANY, ANY, handle);
	KUNIT_EXPECT_EQ(test, control(handle, METHOD_BUFFERED, NULL, 0, NULL, 0, &iosb), STATUS_UNSUCCESSFUL);
	EXPECT_REPORT(test, "ZwDeviceIoControlFile", BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, ANY, APC_LEVEL, ANY, ANY,
		      handle);
	KUNIT_EXPECT_EQ(test, ZwFsControlFile(handle, NULL, NULL, NULL, &iosb, 0, NULL, 0, NULL, 0),
			STATUS_UNSUCCESSFUL);
	EXPECT_REPORT(test, "ZwFsControlFile", BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, ANY, APC_LEVEL, ANY, ANY, handle);
	KUNIT_EXPECT_EQ(test, ZwFlushBuffersFile(handle, &iosb), STATUS_UNSUCCESSFUL);
	EXPECT_REPORT(test, "ZwFlushBuffersFile", BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, ANY, APC_LEVEL, ANY, ANY,
		      handle);
	KUNIT_EXPECT_EQ(test, ZwClose(handle), STATUS_UNSUCCESSFUL);
	EXPECT_REPORT(test, "ZwClose", BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, ANY, APC_LEVEL, ANY, ANY, handle);
	KeLowerIrql(irql);
	KUNIT_EXPECT_EQ(test, seen.calls, 0);
	ZwClose(handle);
	delete_device(test, device);
}

static struct kunit_case zw_device_cases[] = {
	KUNIT_CASE(zw_device_test_open_and_close),
	KUNIT_CASE(zw_device_test_name_of_file),
	KUNIT_CASE(zw_device_test_open_file),
	KUNIT_CASE(zw_device_test_opens_that_fail),
	KUNIT_CASE(zw_device_test_file_object),
	KUNIT_CASE(zw_device_test_too_many_dereferences),
	KUNIT_CASE(zw_device_test_driver_ends_with_a_handle_open),
	KUNIT_CASE(zw_device_test_open_without_memory),
	KUNIT_CASE(zw_device_test_controls),
	KUNIT_CASE(zw_device_test_reads_and_writes),
	KUNIT_CASE(zw_device_test_position),
	KUNIT_CASE(zw_device_test_flush_and_information),
	KUNIT_CASE(zw_device_test_results),
	KUNIT_CASE(zw_device_test_synchronous_file_waits),
	KUNIT_CASE(zw_device_test_asynchronous_file),
	KUNIT_CASE(zw_device_test_forgotten_request),
	KUNIT_CASE(zw_device_test_close_cancels),
	KUNIT_CASE(zw_device_test_close_cancels_a_waiting_call),
	KUNIT_CASE(zw_device_test_request_outlives_the_handle),
	KUNIT_CASE(zw_device_test_end_of_a_thread_cancels),
	KUNIT_CASE(zw_device_test_end_of_a_thread_cancels_many),
	KUNIT_CASE(zw_device_test_refusals),
	KUNIT_CASE(zw_device_test_above_passive),
	{}
};

WINWORK_SUITE(zw_device);
