/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The buffers of requests, as addresses, WDFMEMORY objects and MDLs.
 *
 *	kind			input			output
 *	read			none			SystemBuffer, MdlAddress, or UserBuffer
 *	write			the same		none
 *	control			SystemBuffer		SystemBuffer, or MdlAddress (direct)
 *	control, neither	Type3InputBuffer	UserBuffer
 *
 * Flags of the device choose between the three of a read or write. The last one of these, and
 * controls with METHOD_NEITHER, are only for requests of other drivers: a program's addresses are
 * for EvtIoInCallerContext.
 */
#include "base/irql.hpp"
#include "base/task.hpp"
#include "linux/memory.h"
#include "linux/thread.h"
#include "mm/request_buffer.hpp"
#include "handle.hpp"
#include "memory.hpp"
#include "queue.hpp"

namespace ww::wdf {

/* A program's buffer that the driver has locked for one request. */
struct LockedBuffer {
	LockedBuffer *next;
	Memory *memory;
	PMDL mdl;			/* null for an alias, which the request keeps */
};

namespace {

enum class Direction { input, output };

/* Where a buffer lies, or why there is none. */
struct Buffer {
	NTSTATUS status;
	void *address;
	size_t bytes;
	PMDL mdl;			/* the requester's pages; null: the address is all */
	bool is_read_only;
};

Buffer none(NTSTATUS status)
{
	return { status, nullptr, 0, nullptr, false };
}

Buffer at(void *address, size_t bytes, bool is_read_only)
{
	return { STATUS_SUCCESS, address, bytes, nullptr, is_read_only };
}

Buffer of_mdl(PMDL mdl, size_t bytes, bool is_read_only)
{
	if (!mdl)
		return none(STATUS_BUFFER_TOO_SMALL);

	void *const address = MmGetSystemAddressForMdlSafe(mdl, NormalPagePriority);

	return { address ? STATUS_SUCCESS : STATUS_INSUFFICIENT_RESOURCES, address, bytes, mdl,
		 is_read_only };
}

bool is_of_driver(const IRP &irp, const IO_STACK_LOCATION &location)
{
	return irp.RequestorMode == KernelMode ||
	       location.MajorFunction == IRP_MJ_INTERNAL_DEVICE_CONTROL;
}

/* Length has the same place in the parameters of a read and of a write. */
Buffer of_transfer(const Request &request, const IO_STACK_LOCATION &location)
{
	const IRP &irp = *request.irp;
	const ULONG flags = request.device->wdm->Flags;
	const size_t bytes = location.Parameters.Read.Length;
	const bool is_write = location.MajorFunction == IRP_MJ_WRITE;

	if (!bytes)
		return none(STATUS_BUFFER_TOO_SMALL);
	if (flags & DO_DIRECT_IO)
		return of_mdl(irp.MdlAddress, bytes, is_write);
	if (flags & DO_BUFFERED_IO)
		return at(irp.AssociatedIrp.SystemBuffer, bytes, is_write);
	return is_of_driver(irp, location) ? at(irp.UserBuffer, bytes, is_write)
					   : none(STATUS_INVALID_DEVICE_REQUEST);
}

Buffer of_control(const Request &request, const IO_STACK_LOCATION &location, Direction direction)
{
	const IRP &irp = *request.irp;
	const auto &control = location.Parameters.DeviceIoControl;
	const ULONG method = METHOD_FROM_CTL_CODE(control.IoControlCode);
	const bool is_input = direction == Direction::input;
	const size_t bytes = is_input ? control.InputBufferLength : control.OutputBufferLength;

	if (!bytes)
		return none(STATUS_BUFFER_TOO_SMALL);
	if (method == METHOD_NEITHER) {
		if (!is_of_driver(irp, location))
			return none(STATUS_INVALID_DEVICE_REQUEST);
		return at(is_input ? control.Type3InputBuffer : irp.UserBuffer, bytes, false);
	}
	if (method == METHOD_BUFFERED)
		return at(irp.AssociatedIrp.SystemBuffer, bytes, false);
	return is_input ? at(irp.AssociatedIrp.SystemBuffer, bytes, true)
			: of_mdl(irp.MdlAddress, bytes, false);
}

Buffer buffer_of(const Request &request, Direction direction)
{
	const IO_STACK_LOCATION &location = *IoGetCurrentIrpStackLocation(request.irp);

	switch (location.MajorFunction) {
	case IRP_MJ_READ:
		return direction == Direction::output ? of_transfer(request, location)
						      : none(STATUS_INVALID_DEVICE_REQUEST);
	case IRP_MJ_WRITE:
		return direction == Direction::input ? of_transfer(request, location)
						     : none(STATUS_INVALID_DEVICE_REQUEST);
	case IRP_MJ_DEVICE_CONTROL:
	case IRP_MJ_INTERNAL_DEVICE_CONTROL:
		return of_control(request, location, direction);
	default:
		return none(STATUS_INVALID_DEVICE_REQUEST);
	}
}

/* A status that the driver did not have to expect is explained in the log. */
NTSTATUS refuse_kind(CallSite call, const Request &request, NTSTATUS status)
{
	return status == STATUS_INVALID_DEVICE_REQUEST
		       ? refuse(call, &request, status,
				"a request of this kind or method has no such buffer")
		       : status;
}

NTSTATUS retrieve_buffer(CallSite call, WDFREQUEST handle, Direction direction, size_t least,
			 PVOID *address, size_t *bytes)
{
	auto *const request = request_of_driver(call, handle);

	if (!check_not_null(call, address, "Buffer"))
		return STATUS_INVALID_PARAMETER;
	*address = nullptr;
	if (bytes)
		*bytes = 0;
	if (!request)
		return STATUS_INTERNAL_ERROR;

	const Buffer buffer = buffer_of(*request, direction);

	if (buffer.status)
		return refuse_kind(call, *request, buffer.status);
	if (buffer.bytes < least)
		return STATUS_BUFFER_TOO_SMALL;
	*address = buffer.address;
	if (bytes)
		*bytes = buffer.bytes;
	return STATUS_SUCCESS;
}

/* ---- WDFMEMORY ----------------------------------------------------------------------------- */

NTSTATUS retrieve_memory(CallSite call, WDFREQUEST handle, Direction direction, WDFMEMORY *memory)
{
	auto *const request = request_of_driver(call, handle);

	if (!check_not_null(call, memory, "Memory"))
		return STATUS_INVALID_PARAMETER;
	*memory = nullptr;
	if (!request)
		return STATUS_INTERNAL_ERROR;

	Atomic<Memory *> &kept = direction == Direction::input ? request->input : request->output;
	const Buffer buffer = buffer_of(*request, direction);
	Memory *found = kept.load();

	if (buffer.status)
		return refuse_kind(call, *request, buffer.status);
	/* That of a reserved request: several threads write the same. */
	if (found && !found->buffer)
		memory_fill(*found, buffer.address, buffer.bytes, buffer.is_read_only);
	if (!found) {
		Memory *const made = memory_of_request(*request, buffer.address, buffer.bytes,
						       buffer.is_read_only);

		if (!made)
			return STATUS_INSUFFICIENT_RESOURCES;
		/* If another thread was first, this one stays the request's child, unused. */
		if (kept.compare_exchange(found, made))
			found = made;
		else
			object_dereference(made);
	}
	*memory = handle_of<WDFMEMORY>(*found);
	return STATUS_SUCCESS;
}

/* ---- MDLs ---------------------------------------------------------------------------------- */

/* The MDL of the system buffer, which both directions share, is made for the longer one. */
NTSTATUS mdl_of_system_buffer(Request &request, const Buffer &buffer, PMDL *mdl)
{
	const auto &control = IoGetCurrentIrpStackLocation(request.irp)->Parameters.DeviceIoControl;
	const UCHAR major = IoGetCurrentIrpStackLocation(request.irp)->MajorFunction;
	size_t bytes = buffer.bytes;
	PMDL found = request.mdl.load();

	if (major == IRP_MJ_DEVICE_CONTROL || major == IRP_MJ_INTERNAL_DEVICE_CONTROL)
		bytes = METHOD_FROM_CTL_CODE(control.IoControlCode) == METHOD_BUFFERED &&
					control.OutputBufferLength > control.InputBufferLength
				? control.OutputBufferLength : control.InputBufferLength;
	if (!found) {
		const PMDL made = IoAllocateMdl(buffer.address, static_cast<ULONG>(bytes), FALSE,
						FALSE, nullptr);

		if (!made)
			return STATUS_INSUFFICIENT_RESOURCES;
		MmBuildMdlForNonPagedPool(made);
		if (request.mdl.compare_exchange(found, made))
			found = made;
		else
			IoFreeMdl(made);
	}
	*mdl = found;
	return STATUS_SUCCESS;
}

NTSTATUS retrieve_mdl(CallSite call, WDFREQUEST handle, Direction direction, PMDL *mdl)
{
	auto *const request = request_of_driver(call, handle);

	if (!check_not_null(call, mdl, "Mdl"))
		return STATUS_INVALID_PARAMETER;
	*mdl = nullptr;
	if (!request)
		return STATUS_INTERNAL_ERROR;

	const Buffer buffer = buffer_of(*request, direction);

	if (buffer.status)
		return refuse_kind(call, *request, buffer.status);
	if (buffer.address != request->irp->AssociatedIrp.SystemBuffer && !buffer.mdl)
		return refuse_kind(call, *request, STATUS_INVALID_DEVICE_REQUEST);
	if (!buffer.mdl)
		return mdl_of_system_buffer(*request, buffer, mdl);
	*mdl = buffer.mdl;
	return STATUS_SUCCESS;
}

/* ---- A program's addresses ----------------------------------------------------------------- */

/* In EvtIoInCallerContext, in the thread of the program. */
bool is_in_its_thread(const Request &request)
{
	return request.is_in_caller_context &&
	       request.irp->Tail.Overlay.Thread == static_cast<PETHREAD>(ww_current_task());
}

NTSTATUS retrieve_unsafe(CallSite call, WDFREQUEST handle, Direction direction, size_t least,
			 PVOID *address, size_t *bytes)
{
	auto *const request = request_of_driver(call, handle);
	size_t length;
	void *buffer;

	if (!check_not_null(call, address, "the address for the buffer"))
		return STATUS_INVALID_PARAMETER;
	*address = nullptr;
	if (bytes)
		*bytes = 0;
	if (!request)
		return STATUS_INTERNAL_ERROR;
	if (!is_in_its_thread(*request))
		return refuse(call, request, STATUS_INVALID_DEVICE_REQUEST,
			      "not called in EvtIoInCallerContext");

	const IRP &irp = *request->irp;
	const IO_STACK_LOCATION &location = *IoGetCurrentIrpStackLocation(request->irp);
	const auto &control = location.Parameters.DeviceIoControl;
	const bool is_input = direction == Direction::input;

	switch (location.MajorFunction) {
	case IRP_MJ_DEVICE_CONTROL:
		if (METHOD_FROM_CTL_CODE(control.IoControlCode) != METHOD_NEITHER)
			return refuse_kind(call, *request, STATUS_INVALID_DEVICE_REQUEST);
		length = is_input ? control.InputBufferLength : control.OutputBufferLength;
		buffer = is_input ? control.Type3InputBuffer : irp.UserBuffer;
		break;
	case IRP_MJ_READ:
	case IRP_MJ_WRITE:
		if (is_input != (location.MajorFunction == IRP_MJ_WRITE) ||
		    request->device->wdm->Flags & (DO_BUFFERED_IO | DO_DIRECT_IO))
			return refuse_kind(call, *request, STATUS_INVALID_DEVICE_REQUEST);
		length = location.Parameters.Read.Length;
		buffer = irp.UserBuffer;
		break;
	default:
		return refuse_kind(call, *request, STATUS_INVALID_DEVICE_REQUEST);
	}
	if (!length || length < least)
		return STATUS_BUFFER_TOO_SMALL;
	*address = buffer;
	if (bytes)
		*bytes = length;
	return STATUS_SUCCESS;
}

/* An alias of the request's own buffer is locked already. */
NTSTATUS lock_pages(const RequesterRange &range, LockedBuffer &locked, void *&address)
{
	if (request_alias_covers(range.address, range.bytes, range.access)) {
		address = range.address;
		return STATUS_SUCCESS;
	}
	if (const NTSTATUS status = request_mdl_create(range, &locked.mdl))
		return status;
	address = MmGetSystemAddressForMdlSafe(locked.mdl, NormalPagePriority);
	return address ? STATUS_SUCCESS : STATUS_INSUFFICIENT_RESOURCES;
}

void unlock(LockedBuffer *locked)
{
	if (locked->memory) {
		memory_end(*locked->memory);
		object_dereference(locked->memory);
	}
	request_mdls_release(locked->mdl);
	ww_free(locked);
}

NTSTATUS probe_and_lock(CallSite call, WDFREQUEST handle, PVOID buffer, size_t bytes,
			BufferAccess access, WDFMEMORY *memory)
{
	if (!at_passive(call, handle))
		return STATUS_INVALID_DEVICE_REQUEST;

	auto *const request = request_of_driver(call, handle);
	void *address;

	if (!request || !check_not_null(call, memory, "MemoryObject"))
		return STATUS_INVALID_PARAMETER;
	*memory = nullptr;
	if (!bytes || bytes > ~u32{ 0 })
		return refuse(call, request, STATUS_INVALID_USER_BUFFER, "Length is %zu", bytes);
	if (!is_in_its_thread(*request))
		return refuse(call, request, STATUS_ACCESS_VIOLATION,
			      "not called in EvtIoInCallerContext");

	auto *const locked = static_cast<LockedBuffer *>(ww_zalloc_sleeping(sizeof(LockedBuffer)));

	if (!locked)
		return STATUS_INSUFFICIENT_RESOURCES;

	NTSTATUS status = lock_pages({ buffer, static_cast<u32>(bytes), UserMode, access }, *locked,
				     address);

	if (!status) {
		locked->memory = memory_of_request(*request, address, bytes,
						   access == BufferAccess::read);
		if (!locked->memory)
			status = STATUS_INSUFFICIENT_RESOURCES;
	}
	if (status) {
		unlock(locked);
		return status;
	}
	/* Only this thread adds. */
	locked->next = request->locked.load();
	request->locked.store(locked);
	*memory = handle_of<WDFMEMORY>(*locked->memory);
	return STATUS_SUCCESS;
}

} /* namespace */

/* A reserved request keeps the object, for its next IRP. */
static void end_memory(const Request &request, const Atomic<Memory *> &kept)
{
	Memory *const memory = kept.load();

	if (!memory)
		return;
	memory_end(*memory);
	if (!request.home)
		object_dereference(memory);
}

void request_end_buffers(Request &request)
{
	for (LockedBuffer *locked = request.locked.load(); locked;) {
		LockedBuffer *const next = locked->next;

		unlock(locked);
		locked = next;
	}
	request.locked.store(nullptr);
	end_memory(request, request.input);
	end_memory(request, request.output);
	if (PMDL mdl = request.mdl.exchange(nullptr))
		IoFreeMdl(mdl);
}

} /* namespace ww::wdf */

using namespace ww;
using namespace ww::wdf;

extern "C" {

NTSTATUS NTAPI WdfRequestRetrieveInputBuffer(WDFREQUEST Request, size_t MinimumRequiredLength,
					     PVOID *Buffer, size_t *Length)
{
	return retrieve_buffer(WW_CALL_SITE, Request, Direction::input, MinimumRequiredLength,
			       Buffer, Length);
}

NTSTATUS NTAPI WdfRequestRetrieveOutputBuffer(WDFREQUEST Request, size_t MinimumRequiredSize,
					      PVOID *Buffer, size_t *Length)
{
	return retrieve_buffer(WW_CALL_SITE, Request, Direction::output, MinimumRequiredSize, Buffer,
			       Length);
}

NTSTATUS NTAPI WdfRequestRetrieveInputMemory(WDFREQUEST Request, WDFMEMORY *Memory)
{
	return retrieve_memory(WW_CALL_SITE, Request, Direction::input, Memory);
}

NTSTATUS NTAPI WdfRequestRetrieveOutputMemory(WDFREQUEST Request, WDFMEMORY *Memory)
{
	return retrieve_memory(WW_CALL_SITE, Request, Direction::output, Memory);
}

NTSTATUS NTAPI WdfRequestRetrieveInputWdmMdl(WDFREQUEST Request, PMDL *Mdl)
{
	return retrieve_mdl(WW_CALL_SITE, Request, Direction::input, Mdl);
}

NTSTATUS NTAPI WdfRequestRetrieveOutputWdmMdl(WDFREQUEST Request, PMDL *Mdl)
{
	return retrieve_mdl(WW_CALL_SITE, Request, Direction::output, Mdl);
}

NTSTATUS NTAPI WdfRequestRetrieveUnsafeUserInputBuffer(WDFREQUEST Request,
						       size_t MinimumRequiredLength,
						       PVOID *InputBuffer, size_t *Length)
{
	return retrieve_unsafe(WW_CALL_SITE, Request, Direction::input, MinimumRequiredLength,
			       InputBuffer, Length);
}

NTSTATUS NTAPI WdfRequestRetrieveUnsafeUserOutputBuffer(WDFREQUEST Request,
							size_t MinimumRequiredLength,
							PVOID *OutputBuffer, size_t *Length)
{
	return retrieve_unsafe(WW_CALL_SITE, Request, Direction::output, MinimumRequiredLength,
			       OutputBuffer, Length);
}

NTSTATUS NTAPI WdfRequestProbeAndLockUserBufferForRead(WDFREQUEST Request, PVOID Buffer,
						       size_t Length, WDFMEMORY *MemoryObject)
{
	return probe_and_lock(WW_CALL_SITE, Request, Buffer, Length, BufferAccess::read,
			      MemoryObject);
}

NTSTATUS NTAPI WdfRequestProbeAndLockUserBufferForWrite(WDFREQUEST Request, PVOID Buffer,
							size_t Length, WDFMEMORY *MemoryObject)
{
	return probe_and_lock(WW_CALL_SITE, Request, Buffer, Length, BufferAccess::write,
			      MemoryObject);
}

} /* extern "C" */
