/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The Zw functions for files. Each transfer is complete when its call returns.
 */
#include <ntifs.h>

#include "base/address.hpp"
#include "base/irql.hpp"
#include "base/report.hpp"
#include "disk_file.hpp"
#include "linux/memory.h"
#include "ob/handle.hpp"
#include "ob/image.hpp"

namespace ww {
namespace {

/* What has no meaning on Linux's files, or no effect that a driver could notice. */
constexpr ULONG kOptions =
	FILE_DIRECTORY_FILE | FILE_WRITE_THROUGH | FILE_SEQUENTIAL_ONLY |
	FILE_NO_INTERMEDIATE_BUFFERING | FILE_SYNCHRONOUS_IO_ALERT | FILE_SYNCHRONOUS_IO_NONALERT |
	FILE_NON_DIRECTORY_FILE | FILE_NO_EA_KNOWLEDGE | FILE_RANDOM_ACCESS |
	FILE_OPEN_FOR_BACKUP_INTENT | FILE_NO_COMPRESSION;

/* The file of a handle, with a reference until the end of the scope. */
class OpenFile {
public:
	explicit OpenFile(HANDLE handle)
	{
		void *body = nullptr;

		status_ = handle_reference(handle, disk_file_type, body);
		file_ = static_cast<DiskFile *>(body);
	}
	~OpenFile()
	{
		if (file_)
			object_dereference(file_);
	}
	OpenFile(const OpenFile &) = delete;
	OpenFile &operator=(const OpenFile &) = delete;

	NTSTATUS status() const { return status_; }
	DiskFile *get() const { return file_; }

private:
	DiskFile *file_ = nullptr;
	NTSTATUS status_;
};

NTSTATUS refuse_parameter(CallSite call, NTSTATUS status, const char *why)
{
	return refuse(call, driver_of_address(call.caller), status, "%s", why);
}

NTSTATUS open(FileRequest &request, const OBJECT_ATTRIBUTES *attributes, PIO_STATUS_BLOCK iosb,
	      HANDLE *handle)
{
	const CallSite &call = request.call;
	const void *const driver = driver_of_address(call.caller);
	DiskFile *file = nullptr;
	char *path = nullptr;
	NTSTATUS status;

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
	if (request.options & ~kOptions)
		return refuse(call, driver, STATUS_NOT_SUPPORTED,
			      "the CreateOptions 0x%X do not exist here",
			      request.options & ~kOptions);
	if (attributes->RootDirectory) {
		const OpenFile root(attributes->RootDirectory);

		status = root.status();
		if (NT_SUCCESS(status))
			status = disk_path(attributes->ObjectName, root.get(), path);
	} else {
		status = disk_path(attributes->ObjectName, nullptr, path);
		if (NT_SUCCESS(status) && !path)
			status = refuse_parameter(call, STATUS_OBJECT_NAME_NOT_FOUND,
						  "ObjectAttributes->ObjectName is not on drive C");
	}
	if (NT_SUCCESS(status))
		status = disk_open(request, path, file);
	if (NT_SUCCESS(status)) {
		*handle = handle_create(file);
		if (!*handle) {
			object_dereference(file);
			status = STATUS_INSUFFICIENT_RESOURCES;
		}
	}
	iosb->Status = status;
	iosb->Information = request.information;
	return status;
}

/* A transfer or a query of an open file. */
struct Transfer {
	CallSite call;
	HANDLE handle;
	PIO_STATUS_BLOCK iosb;
	const void *buffer;
	ULONG bytes;
	bool is_awaited = false;	/* by an event or an APC, which do not exist */
};

/* Calls work(file, done) and stores what it returns. */
template <typename Work>
NTSTATUS perform(const Transfer &transfer, Work work)
{
	const CallSite &call = transfer.call;
	ULONG_PTR done = 0;

	if (!at_passive(call, transfer.handle))
		return STATUS_UNSUCCESSFUL;
	if (!transfer.iosb)
		return refuse_parameter(call, STATUS_INVALID_PARAMETER, "IoStatusBlock is NULL");
	if (transfer.is_awaited)
		return refuse_parameter(call, STATUS_INVALID_PARAMETER,
					"Event and ApcRoutine must be NULL: a file has neither here");
	if (transfer.bytes && !is_kernel_address(transfer.buffer))
		return refuse_parameter(call, STATUS_ACCESS_VIOLATION,
					"the buffer is no memory of the kernel");

	const OpenFile file(transfer.handle);

	if (!NT_SUCCESS(file.status()))
		return file.status();

	const NTSTATUS status = work(file.get(), done);

	transfer.iosb->Status = status;
	transfer.iosb->Information = done;
	return status;
}

} /* namespace */
} /* namespace ww */

using namespace ww;

extern "C" {

NTSTATUS NTAPI ZwCreateFile(PHANDLE FileHandle, ACCESS_MASK DesiredAccess,
			    POBJECT_ATTRIBUTES ObjectAttributes, PIO_STATUS_BLOCK IoStatusBlock,
			    PLARGE_INTEGER, ULONG FileAttributes, ULONG ShareAccess,
			    ULONG CreateDisposition, ULONG CreateOptions, PVOID EaBuffer, ULONG EaLength)
{
	FileRequest request = { .call = WW_CALL_SITE, .access = DesiredAccess,
				.share = ShareAccess, .attributes = FileAttributes,
				.disposition = CreateDisposition, .options = CreateOptions };

	if (EaBuffer || EaLength)
		return refuse_parameter(request.call, STATUS_NOT_SUPPORTED,
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
	const CallSite call = WW_CALL_SITE;

	return perform({ .call = call, .handle = FileHandle, .iosb = IoStatusBlock,
			 .buffer = Buffer, .bytes = Length, .is_awaited = Event || ApcRoutine },
		       [=](DiskFile *file, ULONG_PTR &done) {
		return disk_read(call, file, Buffer, Length, ByteOffset, done);
	});
}

NTSTATUS NTAPI ZwWriteFile(HANDLE FileHandle, HANDLE Event, PIO_APC_ROUTINE ApcRoutine, PVOID,
			   PIO_STATUS_BLOCK IoStatusBlock, PVOID Buffer, ULONG Length,
			   PLARGE_INTEGER ByteOffset, PULONG)
{
	const CallSite call = WW_CALL_SITE;

	return perform({ .call = call, .handle = FileHandle, .iosb = IoStatusBlock,
			 .buffer = Buffer, .bytes = Length, .is_awaited = Event || ApcRoutine },
		       [=](DiskFile *file, ULONG_PTR &done) {
		return disk_write(call, file, Buffer, Length, ByteOffset, done);
	});
}

NTSTATUS NTAPI ZwFlushBuffersFile(HANDLE FileHandle, PIO_STATUS_BLOCK IoStatusBlock)
{
	return perform({ .call = WW_CALL_SITE, .handle = FileHandle, .iosb = IoStatusBlock,
			 .buffer = nullptr, .bytes = 0 },
		       [](DiskFile *file, ULONG_PTR &) { return disk_flush(file); });
}

NTSTATUS NTAPI ZwQueryInformationFile(HANDLE FileHandle, PIO_STATUS_BLOCK IoStatusBlock,
				      PVOID FileInformation, ULONG Length,
				      FILE_INFORMATION_CLASS FileInformationClass)
{
	const CallSite call = WW_CALL_SITE;

	return perform({ .call = call, .handle = FileHandle, .iosb = IoStatusBlock,
			 .buffer = FileInformation, .bytes = Length },
		       [=](DiskFile *file, ULONG_PTR &done) {
		return disk_query(call, file, FileInformation, Length, FileInformationClass, done);
	});
}

NTSTATUS NTAPI ZwSetInformationFile(HANDLE FileHandle, PIO_STATUS_BLOCK IoStatusBlock,
				    PVOID FileInformation, ULONG Length,
				    FILE_INFORMATION_CLASS FileInformationClass)
{
	const CallSite call = WW_CALL_SITE;

	return perform({ .call = call, .handle = FileHandle, .iosb = IoStatusBlock,
			 .buffer = FileInformation, .bytes = Length },
		       [=](DiskFile *file, ULONG_PTR &) {
		return disk_set(call, file, FileInformation, Length, FileInformationClass);
	});
}

} /* extern "C" */
