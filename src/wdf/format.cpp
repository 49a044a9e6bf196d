/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Formatting requests for targets: the IRP's next stack location, and its buffers, as the target's device
 * wants them. The IRP of a queue has buffers of its own, which it gets back at its completion.
 */
#include "base/irql.hpp"
#include "create.hpp"
#include "deletion.hpp"
#include "format.hpp"
#include "handle.hpp"
#include "linux/memory.h"
#include "memory.hpp"
#include "target.hpp"
#include "usb.hpp"

namespace ww::wdf {

void span_drop(const Span &span)
{
	if (span.memory)
		object_dereference(span.memory);
}

namespace {

/* ---- Buffers of the driver ------------------------------------------------------------------ */

/* The part of a memory object. All of it without @part. */
NTSTATUS span_of_memory(CallSite call, WDFMEMORY handle, const WDFMEMORY_OFFSET *part, Span &span)
{
	if (!handle)
		return STATUS_SUCCESS;

	Memory *const memory = memory_of(call, handle);

	if (!memory)
		return STATUS_INVALID_PARAMETER;

	const size_t offset = part ? part->BufferOffset : 0;

	if (offset > memory->bytes)
		return refuse(call, memory, STATUS_INTEGER_OVERFLOW,
			      "BufferOffset is behind the end of the WDFMEMORY");

	const size_t bytes = part && part->BufferLength ? part->BufferLength : memory->bytes - offset;

	if (bytes > memory->bytes - offset || bytes > ~0u)
		return refuse(call, memory, STATUS_INVALID_BUFFER_SIZE,
			      "BufferLength is beyond the end of the WDFMEMORY");
	object_reference(memory);
	span = { memory, static_cast<u8 *>(memory->buffer) + offset, bytes, offset };
	return STATUS_SUCCESS;
}

NTSTATUS span_of_mdl(PMDL mdl, ULONG bytes, Span &span)
{
	span.start = static_cast<u8 *>(MmGetSystemAddressForMdlSafe(mdl, NormalPagePriority));
	span.bytes = bytes;
	if (!span.start)
		return STATUS_INSUFFICIENT_RESOURCES;
	return bytes <= MmGetMdlByteCount(mdl) ? STATUS_SUCCESS : STATUS_BUFFER_TOO_SMALL;
}

} /* namespace */

NTSTATUS span_of(CallSite call, const Object &owner, const WDF_MEMORY_DESCRIPTOR *descriptor, Span &span)
{
	span = {};
	if (!descriptor)
		return STATUS_SUCCESS;

	const auto &u = descriptor->u;

	switch (descriptor->Type) {
	case WdfMemoryDescriptorTypeHandle:
		return span_of_memory(call, u.HandleType.Memory, u.HandleType.Offsets, span);
	case WdfMemoryDescriptorTypeBuffer:
		span.start = static_cast<u8 *>(u.BufferType.Buffer);
		span.bytes = u.BufferType.Length;
		return STATUS_SUCCESS;
	case WdfMemoryDescriptorTypeMdl:
		return span_of_mdl(u.MdlType.Mdl, u.MdlType.BufferLength, span);
	default:
		return refuse(call, &owner, STATUS_INVALID_PARAMETER,
			      "WDF_MEMORY_DESCRIPTOR.Type is %u", descriptor->Type);
	}
}

/* ---- The IRP -------------------------------------------------------------------------------- */

NTSTATUS format_begin(CallSite call, Request &request, Target &target, UCHAR major,
		      PIO_STACK_LOCATION &location)
{
	const PIRP irp = request.irp;

	if (request.state.load() != Request::State::delivered) {
		report(violation_of(call, kRequestFatalError, &request),
		       "the WDFREQUEST is sent, or is not the driver's: it cannot be formatted");
		return STATUS_INVALID_DEVICE_REQUEST;
	}
	if (irp->CurrentLocation <= 1)
		return refuse(call, &request, STATUS_REQUEST_NOT_ACCEPTED,
			      "the IRP has no stack location left");

	const TargetFacts facts = target_facts(target);

	if (!facts.wdm)
		return refuse(call, &target, STATUS_INVALID_DEVICE_STATE, "the WDFIOTARGET is closed");
	format_discard(request);
	request.format = static_cast<Format *>(ww_zalloc(sizeof(Format)));
	if (!request.format)
		return STATUS_INSUFFICIENT_RESOURCES;
	request.format->system_buffer = irp->AssociatedIrp.SystemBuffer;
	request.format->own_mdl = irp->MdlAddress;
	request.format->user_buffer = irp->UserBuffer;
	request.format->device_flags = facts.flags;
	location = IoGetNextIrpStackLocation(irp);
	RtlZeroMemory(location, sizeof(*location));
	location->MajorFunction = major;
	location->FileObject = facts.file;
	return STATUS_SUCCESS;
}

namespace {

NTSTATUS map(Format &format, IRP &irp, const Span &span)
{
	if (!span.bytes)
		return STATUS_SUCCESS;
	format.mdl = IoAllocateMdl(span.start, static_cast<ULONG>(span.bytes), FALSE, FALSE, nullptr);
	if (!format.mdl)
		return STATUS_INSUFFICIENT_RESOURCES;
	MmBuildMdlForNonPagedPool(format.mdl);
	irp.MdlAddress = format.mdl;
	return STATUS_SUCCESS;
}

/* One block for the input and the output of a buffered control, unless only one of them is there. */
NTSTATUS share(Format &format, IRP &irp)
{
	const Span &input = format.input;
	const Span &output = format.output;

	if (!input.bytes || !output.bytes) {
		irp.AssociatedIrp.SystemBuffer = input.bytes ? input.start : output.start;
		return STATUS_SUCCESS;
	}

	const size_t bytes = input.bytes > output.bytes ? input.bytes : output.bytes;

	format.buffer = static_cast<u8 *>(ww_zalloc(bytes));
	if (!format.buffer)
		return STATUS_INSUFFICIENT_RESOURCES;
	RtlCopyMemory(format.buffer, input.start, input.bytes);
	irp.AssociatedIrp.SystemBuffer = format.buffer;
	return STATUS_SUCCESS;
}

/* ---- The three kinds ------------------------------------------------------------------------ */

/* What is sent: the parameters of the functions. Few parameters, since objtool of 6.1 refuses long names. */
struct Operation {
	CallSite call;
	WDFIOTARGET target;
	WDFREQUEST request;
	UCHAR major;
	ULONG code;			/* of a control */
	const LONGLONG *offset;		/* of a read or write */
	/* Input and output; the one buffer of a read or write; or three arguments. Each may be null. */
	const WDF_MEMORY_DESCRIPTOR *buffers[3];
	bool has_arguments;
};

NTSTATUS fill_transfer(const Operation &operation, Request &request, IO_STACK_LOCATION &location,
		       const Span &span)
{
	Format &format = *request.format;
	IRP &irp = *request.irp;
	const bool writes = operation.major == IRP_MJ_WRITE;

	format.type = writes ? WdfRequestTypeWrite : WdfRequestTypeRead;
	(writes ? format.input : format.output) = span;
	/* Read and Write have the same members. */
	location.Parameters.Read.Length = static_cast<ULONG>(span.bytes);
	location.Parameters.Read.ByteOffset.QuadPart = operation.offset ? *operation.offset : 0;
	if (format.device_flags & DO_BUFFERED_IO)
		irp.AssociatedIrp.SystemBuffer = span.start;
	else if (format.device_flags & DO_DIRECT_IO)
		return map(format, irp, span);
	else
		irp.UserBuffer = span.start;
	return STATUS_SUCCESS;
}

NTSTATUS fill_control(const Operation &operation, Request &request, IO_STACK_LOCATION &location,
		      const Span &input, const Span &output)
{
	Format &format = *request.format;
	IRP &irp = *request.irp;
	auto &control = location.Parameters.DeviceIoControl;

	format.input = input;
	format.output = output;
	control.InputBufferLength = static_cast<ULONG>(input.bytes);
	control.OutputBufferLength = static_cast<ULONG>(output.bytes);
	control.IoControlCode = operation.code;
	switch (METHOD_FROM_CTL_CODE(operation.code)) {
	case METHOD_BUFFERED:
		return share(format, irp);
	case METHOD_NEITHER:
		control.Type3InputBuffer = input.start;
		irp.UserBuffer = output.start;
		return STATUS_SUCCESS;
	default:
		irp.AssociatedIrp.SystemBuffer = input.start;
		return map(format, irp, output);
	}
}

/* The buffers are arguments as they are. */
NTSTATUS fill_arguments(const Operation &operation, Request &request, IO_STACK_LOCATION &location,
			const Span (&spans)[3])
{
	Format &format = *request.format;
	auto &others = location.Parameters.Others;

	format.input = spans[0];
	format.output = spans[1];
	format.other = spans[2];
	others.Argument1 = spans[0].start;
	others.Argument2 = spans[1].start;
	location.Parameters.DeviceIoControl.IoControlCode = operation.code;
	others.Argument4 = spans[2].start;
	return STATUS_SUCCESS;
}

NTSTATUS fill(const Operation &operation, Request &request, IO_STACK_LOCATION &location,
	      const Span (&spans)[3])
{
	if (operation.major == IRP_MJ_READ || operation.major == IRP_MJ_WRITE)
		return fill_transfer(operation, request, location, spans[0]);
	request.format->code = operation.code;
	request.format->type = operation.major == IRP_MJ_DEVICE_CONTROL
				       ? WdfRequestTypeDeviceControl
				       : WdfRequestTypeDeviceControlInternal;
	if (operation.has_arguments)
		return fill_arguments(operation, request, location, spans);
	return fill_control(operation, request, location, spans[0], spans[1]);
}

NTSTATUS format(const Operation &operation, Request &request, Target &target)
{
	PIO_STACK_LOCATION location = nullptr;
	Span spans[3]{};
	NTSTATUS status = STATUS_SUCCESS;

	for (u32 i = 0; i < 3 && !status; i++)
		status = span_of(operation.call, target, operation.buffers[i], spans[i]);
	if (!status)
		status = format_begin(operation.call, request, target, operation.major, location);
	if (status) {
		for (const Span &span : spans)
			span_drop(span);
		return status;
	}
	/* From here on the format has the references. */
	status = fill(operation, request, *location, spans);
	if (status)
		format_discard(request);
	request.is_formatted = !status;
	return status;
}

} /* namespace */

void format_end(Request &request)
{
	Format *const format = request.format;

	if (!format)
		return;

	IRP &irp = *request.irp;
	const size_t returned = irp.IoStatus.Information;

	if (format->buffer && !NT_ERROR(irp.IoStatus.Status))
		RtlCopyMemory(format->output.start, format->buffer,
			      returned < format->output.bytes ? returned : format->output.bytes);
	format_discard(request);
}

void format_discard(Request &request)
{
	Format *const format = request.format;

	request.is_formatted = false;
	if (!format)
		return;
	request.format = nullptr;
	if (request.irp) {
		request.irp->AssociatedIrp.SystemBuffer = format->system_buffer;
		request.irp->MdlAddress = format->own_mdl;
		request.irp->UserBuffer = format->user_buffer;
	}
	if (format->mdl)
		IoFreeMdl(format->mdl);
	ww_free(format->buffer);
	span_drop(format->input);
	span_drop(format->output);
	span_drop(format->other);
	ww_free(format);
}

void format_describe(const Request &request, WDF_REQUEST_COMPLETION_PARAMS &params)
{
	const Format *const format = request.format;
	const IO_STATUS_BLOCK &result = request.irp->IoStatus;
	const auto handle = [](const Span &span) {
		return span.memory ? handle_of<WDFMEMORY>(*span.memory) : nullptr;
	};

	params = {};
	params.Size = sizeof(params);
	params.Type = format ? format->type : WdfRequestTypeNoFormat;
	params.IoStatus = result;
	if (!format)
		return;
	switch (format->type) {
	case WdfRequestTypeRead:
		params.Parameters.Read = { handle(format->output), result.Information,
					   format->output.offset };
		break;
	case WdfRequestTypeUsb:
		usb_describe(request, params);
		break;
	case WdfRequestTypeWrite:
		params.Parameters.Write = { handle(format->input), result.Information,
					    format->input.offset };
		break;
	default:
		params.Parameters.Ioctl = { format->code,
					    { handle(format->input), format->input.offset },
					    { handle(format->output), format->output.offset,
					      result.Information } };
		break;
	}
}

NTSTATUS send_formatted(CallSite call, Target &target, WDFREQUEST handle,
			const WDF_REQUEST_SEND_OPTIONS *wanted, ULONG more_flags,
			const Formatter &formatter, ULONG_PTR *bytes)
{
	SendOptions options;

	if (const NTSTATUS status = check_options(call, target, wanted, options))
		return status;
	if (options.flags & WDF_REQUEST_SEND_OPTION_SEND_AND_FORGET)
		return refuse(call, &target, STATUS_INVALID_PARAMETER,
			      "a request that is sent synchronously cannot be forgotten");
	options.flags |= WDF_REQUEST_SEND_OPTION_SYNCHRONOUS | more_flags;

	Request *const own = handle ? nullptr : request_create_own(target, &target, nullptr);
	Request *const request = handle ? request_to_send(call, handle) : own;

	if (!request)
		return handle ? STATUS_INVALID_PARAMETER : STATUS_INSUFFICIENT_RESOURCES;

	NTSTATUS status = formatter.format(formatter, *request, target);
	bool was_sent = false;

	if (!status)
		status = request_send(call, *request, target, options, was_sent);
	if (was_sent && bytes)
		*bytes = request->irp->IoStatus.Information;
	if (own)
		request_delete_own(*own);
	return status;
}

namespace {

/* ---- The functions of drivers --------------------------------------------------------------- */

/* For a driver that sends the request itself. */
NTSTATUS format_only(const Operation &operation)
{
	auto *const target = object_at_dispatch_or_below<Target>(operation.call, operation.target);
	Request *const request = target ? request_to_send(operation.call, operation.request) : nullptr;

	return request ? format(operation, *request, *target) : STATUS_INVALID_PARAMETER;
}

struct OperationFormatter : Formatter {
	const Operation &operation;
};

NTSTATUS format_operation(const Formatter &formatter, Request &request, Target &target)
{
	return format(static_cast<const OperationFormatter &>(formatter).operation, request, target);
}

/* Sends the request of the driver, or one of its own without one. Returns the status of the request. */
NTSTATUS send_now(const Operation &operation, const WDF_REQUEST_SEND_OPTIONS *wanted, ULONG_PTR *bytes)
{
	auto *const target = object_at_passive<Target>(operation.call, operation.target);
	const OperationFormatter formatter = { { format_operation }, operation };

	if (bytes)
		*bytes = 0;
	return target ? send_formatted(operation.call, *target, operation.request, wanted, 0, formatter,
				       bytes)
		      : STATUS_INVALID_PARAMETER;
}

/* A memory object and its part, as the other functions have them. */
WDF_MEMORY_DESCRIPTOR describe(WDFMEMORY memory, PWDFMEMORY_OFFSET part)
{
	WDF_MEMORY_DESCRIPTOR descriptor;

	WDF_MEMORY_DESCRIPTOR_INIT_HANDLE(&descriptor, memory, part);
	return descriptor;
}

} /* namespace */
} /* namespace ww::wdf */

using namespace ww;
using namespace ww::wdf;

extern "C" {

NTSTATUS NTAPI WdfIoTargetFormatRequestForRead(WDFIOTARGET IoTarget, WDFREQUEST Request,
					       WDFMEMORY OutputBuffer,
					       PWDFMEMORY_OFFSET OutputBufferOffset,
					       PLONGLONG DeviceOffset)
{
	const WDF_MEMORY_DESCRIPTOR buffer = describe(OutputBuffer, OutputBufferOffset);

	return format_only({ .call = WW_CALL_SITE, .target = IoTarget, .request = Request,
			     .major = IRP_MJ_READ, .code = 0, .offset = DeviceOffset,
			     .buffers = { &buffer, nullptr, nullptr }, .has_arguments = false });
}

NTSTATUS NTAPI WdfIoTargetFormatRequestForWrite(WDFIOTARGET IoTarget, WDFREQUEST Request,
						WDFMEMORY InputBuffer,
						PWDFMEMORY_OFFSET InputBufferOffset,
						PLONGLONG DeviceOffset)
{
	const WDF_MEMORY_DESCRIPTOR buffer = describe(InputBuffer, InputBufferOffset);

	return format_only({ .call = WW_CALL_SITE, .target = IoTarget, .request = Request,
			     .major = IRP_MJ_WRITE, .code = 0, .offset = DeviceOffset,
			     .buffers = { &buffer, nullptr, nullptr }, .has_arguments = false });
}

NTSTATUS NTAPI WdfIoTargetFormatRequestForIoctl(WDFIOTARGET IoTarget, WDFREQUEST Request,
						ULONG IoctlCode, WDFMEMORY InputBuffer,
						PWDFMEMORY_OFFSET InputBufferOffset,
						WDFMEMORY OutputBuffer,
						PWDFMEMORY_OFFSET OutputBufferOffset)
{
	const WDF_MEMORY_DESCRIPTOR input = describe(InputBuffer, InputBufferOffset);
	const WDF_MEMORY_DESCRIPTOR output = describe(OutputBuffer, OutputBufferOffset);

	return format_only({ .call = WW_CALL_SITE, .target = IoTarget, .request = Request,
			     .major = IRP_MJ_DEVICE_CONTROL, .code = IoctlCode, .offset = nullptr,
			     .buffers = { &input, &output, nullptr }, .has_arguments = false });
}

NTSTATUS NTAPI WdfIoTargetFormatRequestForInternalIoctl(WDFIOTARGET IoTarget, WDFREQUEST Request,
							ULONG IoctlCode, WDFMEMORY InputBuffer,
							PWDFMEMORY_OFFSET InputBufferOffset,
							WDFMEMORY OutputBuffer,
							PWDFMEMORY_OFFSET OutputBufferOffset)
{
	const WDF_MEMORY_DESCRIPTOR input = describe(InputBuffer, InputBufferOffset);
	const WDF_MEMORY_DESCRIPTOR output = describe(OutputBuffer, OutputBufferOffset);

	return format_only({ .call = WW_CALL_SITE, .target = IoTarget, .request = Request,
			     .major = IRP_MJ_INTERNAL_DEVICE_CONTROL, .code = IoctlCode, .offset = nullptr,
			     .buffers = { &input, &output, nullptr }, .has_arguments = false });
}

NTSTATUS NTAPI WdfIoTargetFormatRequestForInternalIoctlOthers(
	WDFIOTARGET IoTarget, WDFREQUEST Request, ULONG IoctlCode, WDFMEMORY OtherArg1,
	PWDFMEMORY_OFFSET OtherArg1Offset, WDFMEMORY OtherArg2, PWDFMEMORY_OFFSET OtherArg2Offset,
	WDFMEMORY OtherArg4, PWDFMEMORY_OFFSET OtherArg4Offset)
{
	const WDF_MEMORY_DESCRIPTOR first = describe(OtherArg1, OtherArg1Offset);
	const WDF_MEMORY_DESCRIPTOR second = describe(OtherArg2, OtherArg2Offset);
	const WDF_MEMORY_DESCRIPTOR fourth = describe(OtherArg4, OtherArg4Offset);

	return format_only({ .call = WW_CALL_SITE, .target = IoTarget, .request = Request,
			     .major = IRP_MJ_INTERNAL_DEVICE_CONTROL, .code = IoctlCode,
			     .offset = nullptr, .buffers = { &first, &second, &fourth },
			     .has_arguments = true });
}

NTSTATUS NTAPI WdfIoTargetSendReadSynchronously(WDFIOTARGET IoTarget, WDFREQUEST Request,
						PWDF_MEMORY_DESCRIPTOR OutputBuffer,
						PLONGLONG DeviceOffset,
						PWDF_REQUEST_SEND_OPTIONS RequestOptions,
						PULONG_PTR BytesRead)
{
	return send_now({ .call = WW_CALL_SITE, .target = IoTarget, .request = Request,
			  .major = IRP_MJ_READ, .code = 0, .offset = DeviceOffset,
			  .buffers = { OutputBuffer, nullptr, nullptr }, .has_arguments = false },
			RequestOptions, BytesRead);
}

NTSTATUS NTAPI WdfIoTargetSendWriteSynchronously(WDFIOTARGET IoTarget, WDFREQUEST Request,
						 PWDF_MEMORY_DESCRIPTOR InputBuffer,
						 PLONGLONG DeviceOffset,
						 PWDF_REQUEST_SEND_OPTIONS RequestOptions,
						 PULONG_PTR BytesWritten)
{
	return send_now({ .call = WW_CALL_SITE, .target = IoTarget, .request = Request,
			  .major = IRP_MJ_WRITE, .code = 0, .offset = DeviceOffset,
			  .buffers = { InputBuffer, nullptr, nullptr }, .has_arguments = false },
			RequestOptions, BytesWritten);
}

NTSTATUS NTAPI WdfIoTargetSendIoctlSynchronously(WDFIOTARGET IoTarget, WDFREQUEST Request,
						 ULONG IoctlCode, PWDF_MEMORY_DESCRIPTOR InputBuffer,
						 PWDF_MEMORY_DESCRIPTOR OutputBuffer,
						 PWDF_REQUEST_SEND_OPTIONS RequestOptions,
						 PULONG_PTR BytesReturned)
{
	return send_now({ .call = WW_CALL_SITE, .target = IoTarget, .request = Request,
			  .major = IRP_MJ_DEVICE_CONTROL, .code = IoctlCode, .offset = nullptr,
			  .buffers = { InputBuffer, OutputBuffer, nullptr }, .has_arguments = false },
			RequestOptions, BytesReturned);
}

NTSTATUS NTAPI WdfIoTargetSendInternalIoctlSynchronously(WDFIOTARGET IoTarget, WDFREQUEST Request,
							 ULONG IoctlCode,
							 PWDF_MEMORY_DESCRIPTOR InputBuffer,
							 PWDF_MEMORY_DESCRIPTOR OutputBuffer,
							 PWDF_REQUEST_SEND_OPTIONS RequestOptions,
							 PULONG_PTR BytesReturned)
{
	return send_now({ .call = WW_CALL_SITE, .target = IoTarget, .request = Request,
			  .major = IRP_MJ_INTERNAL_DEVICE_CONTROL, .code = IoctlCode, .offset = nullptr,
			  .buffers = { InputBuffer, OutputBuffer, nullptr }, .has_arguments = false },
			RequestOptions, BytesReturned);
}

NTSTATUS NTAPI WdfIoTargetSendInternalIoctlOthersSynchronously(
	WDFIOTARGET IoTarget, WDFREQUEST Request, ULONG IoctlCode, PWDF_MEMORY_DESCRIPTOR OtherArg1,
	PWDF_MEMORY_DESCRIPTOR OtherArg2, PWDF_MEMORY_DESCRIPTOR OtherArg4,
	PWDF_REQUEST_SEND_OPTIONS RequestOptions, PULONG_PTR BytesReturned)
{
	return send_now({ .call = WW_CALL_SITE, .target = IoTarget, .request = Request,
			  .major = IRP_MJ_INTERNAL_DEVICE_CONTROL, .code = IoctlCode, .offset = nullptr,
			  .buffers = { OtherArg1, OtherArg2, OtherArg4 }, .has_arguments = true },
			RequestOptions, BytesReturned);
}

} /* extern "C" */
