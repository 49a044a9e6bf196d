/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The Zw functions for files. A handle is one of a file of Linux, whose transfers are complete when
 * their calls return, or one of a device, whose driver gets IRPs.
 */
#include <ntifs.h>

#include "base/address.hpp"
#include "base/irql.hpp"
#include "base/report.hpp"
#include "device_file.hpp"
#include "disk_file.hpp"
#include "linux/memory.h"
#include "ob/file_operations.hpp"
#include "ob/handle.hpp"
#include "ob/image.hpp"

namespace ww {
namespace {

/* Options that mean nothing for Linux's files, or have no effect that a driver could notice. */
constexpr ULONG kOptions =
	FILE_DIRECTORY_FILE | FILE_WRITE_THROUGH | FILE_SEQUENTIAL_ONLY |
	FILE_NO_INTERMEDIATE_BUFFERING | FILE_SYNCHRONOUS_IO_ALERT | FILE_SYNCHRONOUS_IO_NONALERT |
	FILE_NON_DIRECTORY_FILE | FILE_NO_EA_KNOWLEDGE | FILE_RANDOM_ACCESS |
	FILE_OPEN_FOR_BACKUP_INTENT | FILE_NO_COMPRESSION;

/* The file of a handle, with a reference until the end of the scope. */
class OpenFile {
public:
	explicit OpenFile(HANDLE handle) : body_(handle_reference(handle))
	{
		const ObjectType *type = body_ ? object_type(body_) : nullptr;

		operations_ = type ? type->file_operations : nullptr;
		if (!body_)
			status_ = STATUS_INVALID_HANDLE;
		else if (type != &file_type && !operations_)
			status_ = STATUS_OBJECT_TYPE_MISMATCH;
	}
	~OpenFile()
	{
		if (body_)
			object_dereference_kept(body_);
	}
	OpenFile(const OpenFile &) = delete;
	OpenFile &operator=(const OpenFile &) = delete;

	NTSTATUS status() const { return status_; }
	/* Null for a device's file. */
	const FileOperations *operations() const { return operations_; }
	void *body() const { return body_; }
	FileState *device() const { return static_cast<FileState *>(body_); }

	/* Null if it is no file of drive C. */
	DiskFile *disk() const
	{
		return object_type(body_) == &disk_file_type ? static_cast<DiskFile *>(body_) : nullptr;
	}

private:
	void *body_;
	const FileOperations *operations_;
	NTSTATUS status_ = STATUS_SUCCESS;
};

/* ---- Opening ---------------------------------------------------------------------------- */

/* The path below the folder of drive C. Null in @path for a name that is on no drive. */
NTSTATUS find_path(const FileRequest &request, const OBJECT_ATTRIBUTES &attributes, char *&path)
{
	if (!attributes.RootDirectory)
		return disk_path(attributes.ObjectName, nullptr, path);

	const OpenFile root(attributes.RootDirectory);

	if (!NT_SUCCESS(root.status()))
		return root.status();
	if (!root.disk())
		return refuse(request.call, nullptr, STATUS_NOT_SUPPORTED,
			      "ObjectAttributes->RootDirectory is no folder of drive C");
	return disk_path(attributes.ObjectName, root.disk(), path);
}

/* Takes @path over. */
NTSTATUS open_disk(FileRequest &request, char *path, HANDLE *handle)
{
	DiskFile *file = nullptr;

	if (request.options & ~kOptions) {
		ww_free_large(path);
		return refuse(request.call, nullptr,
			      STATUS_NOT_SUPPORTED, "the CreateOptions 0x%X do not exist here",
			      request.options & ~kOptions);
	}

	const NTSTATUS status = disk_open(request, path, file);

	if (!NT_SUCCESS(status))
		return status;
	*handle = handle_create(file);
	if (*handle)
		return status;
	object_dereference_kept(file);
	return STATUS_INSUFFICIENT_RESOURCES;
}

/*
 * A driver may look for another one by its device. So a name in \Device that is not there is no
 * mistake.
 */
bool is_device_name(PCUNICODE_STRING name)
{
	UNICODE_STRING folder = RTL_CONSTANT_STRING(L"\\Device\\");

	return name && RtlPrefixUnicodeString(&folder, name, TRUE);
}

NTSTATUS open_device(FileRequest &request, PCUNICODE_STRING name, HANDLE *handle)
{
	constexpr ULONG kSynchronous = FILE_SYNCHRONOUS_IO_ALERT | FILE_SYNCHRONOUS_IO_NONALERT;

	if (request.options & ~FILE_VALID_OPTION_FLAGS ||
	    (request.options & kSynchronous) == kSynchronous)
		return refuse(request.call, nullptr,
			      STATUS_INVALID_PARAMETER, "CreateOptions is 0x%X", request.options);

	const NTSTATUS status = device_open(request, name, handle);

	if (status == STATUS_OBJECT_NAME_INVALID)
		return refuse(request.call, nullptr, status,
			      "ObjectAttributes->ObjectName is empty, or no text");
	if (status == STATUS_OBJECT_NAME_NOT_FOUND && !is_device_name(name))
		return refuse(request.call, nullptr, status,
			      "ObjectAttributes->ObjectName is neither on drive C nor the "
			      "name of a device or a link");
	return status;
}

NTSTATUS open(FileRequest &request, const OBJECT_ATTRIBUTES *attributes, PIO_STATUS_BLOCK iosb,
	      HANDLE *handle)
{
	const CallSite &call = request.call;
	const void *const driver = driver_of_address(call.caller);
	char *path = nullptr;

	if (!at_passive(call, nullptr))
		return STATUS_UNSUCCESSFUL;

	const char *const missing = first_missing({ { handle != nullptr, "FileHandle" },
						    { attributes != nullptr, "ObjectAttributes" },
						    { iosb != nullptr, "IoStatusBlock" } });

	if (missing)
		return refuse(call, driver, STATUS_INVALID_PARAMETER, "%s is NULL", missing);
	*handle = nullptr;
	if (request.disposition > FILE_OVERWRITE_IF)
		return refuse(call, driver, STATUS_INVALID_PARAMETER, "CreateDisposition is %u",
			      request.disposition);

	NTSTATUS status = find_path(request, *attributes, path);

	if (NT_SUCCESS(status))
		status = path ? open_disk(request, path, handle)
			      : open_device(request, attributes->ObjectName, handle);
	iosb->Status = status;
	iosb->Information = request.information;
	return status;
}

/* ---- Requests --------------------------------------------------------------------------- */

/* The parameters that all functions for open files share. */
struct Transfer {
	CallSite call;
	HANDLE handle;
	PIO_STATUS_BLOCK iosb;
	HANDLE event = nullptr;
	bool has_apc = false;		/* APCs do not exist */
	bool waits = false;		/* also for a file that is not synchronous */
};

struct Buffer {
	const void *address = nullptr;
	ULONG bytes = 0;
};

/* STATUS_SUCCESS for parameters that may be right. */
NTSTATUS check(const Transfer &transfer, Buffer first = {}, Buffer second = {})
{
	const CallSite &call = transfer.call;

	if (!at_passive(call, transfer.handle))
		return STATUS_UNSUCCESSFUL;
	if (!transfer.iosb)
		return refuse(call, nullptr, STATUS_INVALID_PARAMETER, "IoStatusBlock is NULL");
	if (transfer.has_apc)
		return refuse(call, nullptr, STATUS_INVALID_PARAMETER,
			      "ApcRoutine must be NULL: there are no APCs here");
	if ((first.bytes && !is_kernel_address(first.address)) ||
	    (second.bytes && !is_kernel_address(second.address)))
		return refuse(call, nullptr, STATUS_ACCESS_VIOLATION,
			      "the buffer is no memory of the kernel");
	return STATUS_SUCCESS;
}

/* Calls work(operations, body, done) for a file that is no device's, and stores what it returns. */
template <typename Work>
NTSTATUS perform(const Transfer &transfer, const OpenFile &file, Work work)
{
	ULONG_PTR done = 0;

	if (transfer.event)
		return refuse(transfer.call, nullptr, STATUS_INVALID_PARAMETER,
			      "Event must be NULL: a file that is no device's has none here");

	const NTSTATUS status = work(*file.operations(), file.body(), done);

	transfer.iosb->Status = status;
	transfer.iosb->Information = done;
	return status;
}

NTSTATUS send(const Transfer &transfer, FileState *file, const struct ww_io &io)
{
	DeviceRequest request = { .call = transfer.call, .file = file, .event = transfer.event,
				  .iosb = transfer.iosb, .waits = transfer.waits, .io = io };

	return device_send(request);
}

/* @out is also the buffer of a transfer. */
struct ww_io io_of(UCHAR major, Buffer out, u32 code = 0, Buffer in = {})
{
	struct ww_io io{};

	io.major = major;
	io.code = code;
	io.in = address_of(in.address);
	io.out = address_of(out.address);
	io.in_length = in.bytes;
	io.out_length = out.bytes;
	return io;
}

/* ZwReadFile and ZwWriteFile. */
NTSTATUS read_or_write(const Transfer &transfer, UCHAR major, Buffer buffer,
		       const LARGE_INTEGER *offset)
{
	NTSTATUS status = check(transfer, buffer);

	if (!NT_SUCCESS(status))
		return status;

	const OpenFile file(transfer.handle);

	if (!NT_SUCCESS(file.status()))
		return file.status();
	if (file.operations())
		return perform(transfer, file, [&](const FileOperations &how, void *body, ULONG_PTR &done) {
			if (major == IRP_MJ_WRITE)
				return how.write(transfer.call, body, buffer.address, buffer.bytes,
						 offset, done);
			return how.read(transfer.call, body, const_cast<void *>(buffer.address),
					buffer.bytes, offset, done);
		});

	struct ww_io io = io_of(major, buffer);

	if (!device_offset(transfer.call, file.device(), offset, major == IRP_MJ_WRITE, io.offset))
		return STATUS_INVALID_PARAMETER;
	return send(transfer, file.device(), io);
}

/* ZwDeviceIoControlFile and ZwFsControlFile. */
NTSTATUS control(const Transfer &transfer, UCHAR major, ULONG code, Buffer in, Buffer out)
{
	NTSTATUS status = check(transfer, in, out);

	if (!NT_SUCCESS(status))
		return status;

	const OpenFile file(transfer.handle);

	if (!NT_SUCCESS(file.status()))
		return file.status();
	if (file.operations())
		return refuse(transfer.call, nullptr, STATUS_INVALID_DEVICE_REQUEST,
			      "FileHandle is no device's, and other files have no controls here");
	return send(transfer, file.device(), io_of(major, out, code, in));
}

/* ZwQueryInformationFile and ZwSetInformationFile. */
NTSTATUS information(const Transfer &transfer, UCHAR major,
		     FILE_INFORMATION_CLASS information_class, Buffer buffer)
{
	void *const out = const_cast<void *>(buffer.address);
	const bool sets = major == IRP_MJ_SET_INFORMATION;
	NTSTATUS status = check(transfer, buffer);

	if (!NT_SUCCESS(status))
		return status;

	const OpenFile file(transfer.handle);

	if (!NT_SUCCESS(file.status()))
		return file.status();
	if (file.operations())
		return perform(transfer, file, [&](const FileOperations &how, void *body, ULONG_PTR &done) {
			return sets ? how.set(transfer.call, body, buffer.address, buffer.bytes,
					      information_class)
				    : how.query(transfer.call, body, out, buffer.bytes,
						information_class, done);
		});
	/* The I/O manager has the position of a synchronous file. */
	if (information_class == FilePositionInformation &&
	    file.device()->object.Flags & FO_SYNCHRONOUS_IO) {
		ULONG_PTR done = 0;

		status = sets ? device_set_position(file.device(), buffer.address, buffer.bytes)
			      : device_query_position(file.device(), out, buffer.bytes, done);
		transfer.iosb->Status = status;
		transfer.iosb->Information = done;
		return status;
	}
	return send(transfer, file.device(),
		    io_of(major, buffer, static_cast<u32>(information_class)));
}

/* ZwQueryDirectoryFile. */
NTSTATUS list(const Transfer &transfer, const FolderList &wanted)
{
	const NTSTATUS status = check(transfer, { wanted.out, wanted.room });

	if (!NT_SUCCESS(status))
		return status;

	const OpenFile file(transfer.handle);

	if (!NT_SUCCESS(file.status()))
		return file.status();
	if (!file.operations() || !file.operations()->list)
		return refuse(transfer.call, nullptr, STATUS_INVALID_DEVICE_REQUEST,
			      "FileHandle is no folder of a mount, and others have no listings here");
	return perform(transfer, file, [&](const FileOperations &how, void *body, ULONG_PTR &done) {
		return how.list(transfer.call, body, wanted, done);
	});
}

} /* namespace */
} /* namespace ww */

using namespace ww;

extern "C" {

NTSTATUS NTAPI ZwCreateFile(PHANDLE FileHandle, ACCESS_MASK DesiredAccess,
			    POBJECT_ATTRIBUTES ObjectAttributes, PIO_STATUS_BLOCK IoStatusBlock,
			    PLARGE_INTEGER AllocationSize, ULONG FileAttributes, ULONG ShareAccess,
			    ULONG CreateDisposition, ULONG CreateOptions, PVOID EaBuffer,
			    ULONG EaLength)
{
	FileRequest request = { .call = WW_CALL_SITE, .access = DesiredAccess,
				.share = ShareAccess, .attributes = FileAttributes,
				.disposition = CreateDisposition, .options = CreateOptions,
				.allocation = AllocationSize };

	if (EaBuffer || EaLength)
		return refuse(request.call, nullptr, STATUS_NOT_SUPPORTED,
			      "EaBuffer: there are no extended attributes here");
	return open(request, ObjectAttributes, IoStatusBlock, FileHandle);
}

NTSTATUS NTAPI ZwOpenFile(PHANDLE FileHandle, ACCESS_MASK DesiredAccess,
			  POBJECT_ATTRIBUTES ObjectAttributes, PIO_STATUS_BLOCK IoStatusBlock,
			  ULONG ShareAccess, ULONG OpenOptions)
{
	FileRequest request = { .call = WW_CALL_SITE, .access = DesiredAccess,
				.share = ShareAccess, .attributes = 0, .disposition = FILE_OPEN,
				.options = OpenOptions };

	return open(request, ObjectAttributes, IoStatusBlock, FileHandle);
}

NTSTATUS NTAPI ZwReadFile(HANDLE FileHandle, HANDLE Event, PIO_APC_ROUTINE ApcRoutine, PVOID,
			  PIO_STATUS_BLOCK IoStatusBlock, PVOID Buffer, ULONG Length,
			  PLARGE_INTEGER ByteOffset, PULONG)
{
	return read_or_write({ .call = WW_CALL_SITE, .handle = FileHandle, .iosb = IoStatusBlock,
			       .event = Event, .has_apc = ApcRoutine != nullptr },
			     IRP_MJ_READ, { Buffer, Length }, ByteOffset);
}

NTSTATUS NTAPI ZwWriteFile(HANDLE FileHandle, HANDLE Event, PIO_APC_ROUTINE ApcRoutine, PVOID,
			   PIO_STATUS_BLOCK IoStatusBlock, PVOID Buffer, ULONG Length,
			   PLARGE_INTEGER ByteOffset, PULONG)
{
	return read_or_write({ .call = WW_CALL_SITE, .handle = FileHandle, .iosb = IoStatusBlock,
			       .event = Event, .has_apc = ApcRoutine != nullptr },
			     IRP_MJ_WRITE, { Buffer, Length }, ByteOffset);
}

NTSTATUS NTAPI ZwQueryDirectoryFile(HANDLE FileHandle, HANDLE Event, PIO_APC_ROUTINE ApcRoutine, PVOID,
				    PIO_STATUS_BLOCK IoStatusBlock, PVOID FileInformation, ULONG Length,
				    FILE_INFORMATION_CLASS FileInformationClass, BOOLEAN ReturnSingleEntry,
				    PUNICODE_STRING FileName, BOOLEAN RestartScan)
{
	return list({ .call = WW_CALL_SITE, .handle = FileHandle, .iosb = IoStatusBlock, .event = Event,
		      .has_apc = ApcRoutine != nullptr },
		    { FileInformation, Length, FileInformationClass, FileName, ReturnSingleEntry != FALSE,
		      RestartScan != FALSE });
}

NTSTATUS NTAPI ZwDeviceIoControlFile(HANDLE FileHandle, HANDLE Event, PIO_APC_ROUTINE ApcRoutine,
				     PVOID, PIO_STATUS_BLOCK IoStatusBlock, ULONG IoControlCode,
				     PVOID InputBuffer, ULONG InputBufferLength, PVOID OutputBuffer,
				     ULONG OutputBufferLength)
{
	return control({ .call = WW_CALL_SITE, .handle = FileHandle, .iosb = IoStatusBlock,
			 .event = Event, .has_apc = ApcRoutine != nullptr },
		       IRP_MJ_DEVICE_CONTROL, IoControlCode, { InputBuffer, InputBufferLength },
		       { OutputBuffer, OutputBufferLength });
}

NTSTATUS NTAPI ZwFsControlFile(HANDLE FileHandle, HANDLE Event, PIO_APC_ROUTINE ApcRoutine, PVOID,
			       PIO_STATUS_BLOCK IoStatusBlock, ULONG FsControlCode,
			       PVOID InputBuffer, ULONG InputBufferLength, PVOID OutputBuffer,
			       ULONG OutputBufferLength)
{
	return control({ .call = WW_CALL_SITE, .handle = FileHandle, .iosb = IoStatusBlock,
			 .event = Event, .has_apc = ApcRoutine != nullptr },
		       IRP_MJ_FILE_SYSTEM_CONTROL, FsControlCode,
		       { InputBuffer, InputBuffer ? InputBufferLength : 0 },
		       { OutputBuffer, OutputBuffer ? OutputBufferLength : 0 });
}

NTSTATUS NTAPI ZwFlushBuffersFile(HANDLE FileHandle, PIO_STATUS_BLOCK IoStatusBlock)
{
	const Transfer transfer = { .call = WW_CALL_SITE, .handle = FileHandle,
				    .iosb = IoStatusBlock, .waits = true };
	NTSTATUS status = check(transfer);

	if (!NT_SUCCESS(status))
		return status;

	const OpenFile file(FileHandle);

	if (!NT_SUCCESS(file.status()))
		return file.status();
	if (file.operations())
		return perform(transfer, file, [&](const FileOperations &how, void *body, ULONG_PTR &) {
			return how.flush(transfer.call, body);
		});
	return send(transfer, file.device(), io_of(IRP_MJ_FLUSH_BUFFERS, {}));
}

NTSTATUS NTAPI ZwQueryInformationFile(HANDLE FileHandle, PIO_STATUS_BLOCK IoStatusBlock,
				      PVOID FileInformation, ULONG Length,
				      FILE_INFORMATION_CLASS FileInformationClass)
{
	return information({ .call = WW_CALL_SITE, .handle = FileHandle, .iosb = IoStatusBlock,
			     .waits = true },
			   IRP_MJ_QUERY_INFORMATION, FileInformationClass,
			   { FileInformation, Length });
}

NTSTATUS NTAPI ZwSetInformationFile(HANDLE FileHandle, PIO_STATUS_BLOCK IoStatusBlock,
				    PVOID FileInformation, ULONG Length,
				    FILE_INFORMATION_CLASS FileInformationClass)
{
	return information({ .call = WW_CALL_SITE, .handle = FileHandle, .iosb = IoStatusBlock,
			     .waits = true },
			   IRP_MJ_SET_INFORMATION, FileInformationClass,
			   { FileInformation, Length });
}

} /* extern "C" */
