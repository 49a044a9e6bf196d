/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Requests for USB targets: each is an IRP with an URB, which the PDO takes.
 */
#include <usb.h>
#include <usbioctl.h>

#include "base/irql.hpp"
#include "create.hpp"
#include "handle.hpp"
#include "linux/memory.h"
#include "pnp/usb.hpp"
#include "usb.hpp"

namespace ww::wdf {

struct UsbRequest {
	URB urb;
	URB *sent;			/* @urb, or one of the driver's */
	WDF_USB_REQUEST_TYPE type;
	UCHAR string_index;
	USHORT language;
	WDF_USB_REQUEST_COMPLETION_PARAMS params;	/* of the last completion */
};

namespace {

bool is_control(WDF_USB_REQUEST_TYPE type)
{
	return type == WdfUsbRequestTypeDeviceControlTransfer || type == WdfUsbRequestTypeDeviceString;
}

bool reads(const UsbOperation &operation)
{
	return is_control(operation.type) ? operation.setup.Packet.bm.Request.Dir
					  : operation.type == WdfUsbRequestTypePipeRead;
}

NTSTATUS check_pipe(const UsbOperation &operation, const UsbPipe &pipe, size_t bytes)
{
	const WDF_USB_PIPE_INFORMATION &information = pipe.information;
	const bool is_in = USB_ENDPOINT_DIRECTION_IN(information.EndpointAddress);

	if (operation.type != WdfUsbRequestTypePipeRead && operation.type != WdfUsbRequestTypePipeWrite)
		return STATUS_SUCCESS;
	if (information.PipeType != WdfUsbPipeTypeBulk && information.PipeType != WdfUsbPipeTypeInterrupt)
		return refuse(operation.call, &pipe, STATUS_INVALID_DEVICE_REQUEST,
			      "the WDFUSBPIPE is not one of bulk or interrupt transfers");
	if (is_in != reads(operation))
		return refuse(operation.call, &pipe, STATUS_INVALID_DEVICE_REQUEST,
			      "the WDFUSBPIPE is %s", is_in ? "read from" : "written to");
	if (is_in && !usb_has_whole_packets(pipe, bytes))
		return refuse(operation.call, &pipe, STATUS_INVALID_BUFFER_SIZE,
			      "the buffer has %zu bytes, not a multiple of the packet's %u", bytes,
			      information.MaximumPacketSize);
	return STATUS_SUCCESS;
}

bool is_urb(WDF_USB_REQUEST_TYPE type)
{
	return type == WdfUsbRequestTypeDeviceUrb || type == WdfUsbRequestTypePipeUrb;
}

NTSTATUS check_urb(const UsbOperation &operation, const Target &target, const Span &span)
{
	const auto *const urb = reinterpret_cast<const URB *>(span.start);

	if (!check_not_null(operation.call, urb, "Urb"))
		return STATUS_INVALID_PARAMETER;
	if (span.bytes >= sizeof(urb->UrbHeader) && urb->UrbHeader.Length >= sizeof(urb->UrbHeader) &&
	    urb->UrbHeader.Length <= span.bytes)
		return STATUS_SUCCESS;
	return refuse(operation.call, &target, STATUS_INVALID_PARAMETER,
		      "the URB's Length is %u, of %zu bytes",
		      span.bytes >= sizeof(urb->UrbHeader.Length) ? urb->UrbHeader.Length : 0u, span.bytes);
}

NTSTATUS check(const UsbOperation &operation, const Target &target, const Span &span)
{
	const size_t bytes = span.bytes;

	if (is_urb(operation.type))
		return check_urb(operation, target, span);
	if (!is_control(operation.type))
		return check_pipe(operation, static_cast<const UsbPipe &>(target), bytes);
	return bytes <= 0xffff ? STATUS_SUCCESS
			       : refuse(operation.call, &target, STATUS_INVALID_BUFFER_SIZE,
					"a control transfer has at most 65535 bytes");
}

bool allocate(Request &request)
{
	if (!request.usb)
		request.usb = static_cast<UsbRequest *>(ww_zalloc(sizeof(UsbRequest)));
	return request.usb;
}

/* ---- URBs ----------------------------------------------------------------------------------- */

ULONG flags_of(const UsbOperation &operation)
{
	return reads(operation) ? USBD_TRANSFER_DIRECTION_IN | USBD_SHORT_TRANSFER_OK
				: USBD_TRANSFER_DIRECTION_OUT;
}

void fill_control(const UsbOperation &operation, URB &urb, const Span &span)
{
	_URB_CONTROL_TRANSFER &control = urb.UrbControlTransfer;
	WDF_USB_CONTROL_SETUP_PACKET setup = operation.setup;

	setup.Packet.wLength = static_cast<USHORT>(span.bytes);
	control.Hdr.Function = URB_FUNCTION_CONTROL_TRANSFER;
	control.Hdr.Length = sizeof(control);
	control.TransferFlags = flags_of(operation) | USBD_DEFAULT_PIPE_TRANSFER;
	control.TransferBuffer = span.start;
	control.TransferBufferLength = static_cast<ULONG>(span.bytes);
	RtlCopyMemory(control.SetupPacket, &setup, sizeof(setup));
}

void fill_transfer(const UsbOperation &operation, URB &urb, PVOID pipe, const Span &span)
{
	UsbBuildInterruptOrBulkTransferRequest(&urb, sizeof(_URB_BULK_OR_INTERRUPT_TRANSFER), pipe, span.start,
					       nullptr, static_cast<ULONG>(span.bytes),
					       flags_of(operation), nullptr);
}

void fill_pipe(URB &urb, USHORT function, PVOID pipe)
{
	urb.UrbPipeRequest.Hdr.Function = function;
	urb.UrbPipeRequest.Hdr.Length = sizeof(urb.UrbPipeRequest);
	urb.UrbPipeRequest.PipeHandle = pipe;
}

void fill(const UsbOperation &operation, URB &urb, const Target &target, const Span &span)
{
	urb = {};
	if (is_control(operation.type))
		return fill_control(operation, urb, span);

	const PVOID pipe =
		usb_pipe_handle(static_cast<const UsbPipe &>(target).information.EndpointAddress);

	switch (operation.type) {
	case WdfUsbRequestTypePipeAbort:
		return fill_pipe(urb, URB_FUNCTION_ABORT_PIPE, pipe);
	case WdfUsbRequestTypePipeReset:
		return fill_pipe(urb, URB_FUNCTION_SYNC_RESET_PIPE_AND_CLEAR_STALL, pipe);
	default:
		return fill_transfer(operation, urb, pipe, span);
	}
}

NTSTATUS format(const Formatter &formatter, Request &request, Target &target)
{
	return usb_format(static_cast<const UsbOperation &>(formatter), request, target);
}

} /* namespace */

UsbOperation usb_operation(CallSite call, WDF_USB_REQUEST_TYPE type, const WDF_MEMORY_DESCRIPTOR *buffer)
{
	return { { format }, call, type, buffer, {}, 0, 0 };
}

UsbOperation usb_string_operation(CallSite call, const WDF_MEMORY_DESCRIPTOR *buffer, UCHAR index,
				  USHORT language)
{
	UsbOperation operation = usb_operation(call, WdfUsbRequestTypeDeviceString, buffer);

	operation.setup.Packet.bm.Request.Dir = BmRequestDeviceToHost;
	operation.setup.Packet.bRequest = USB_REQUEST_GET_DESCRIPTOR;
	operation.setup.Packet.wValue.Value =
		static_cast<USHORT>(USB_STRING_DESCRIPTOR_TYPE << 8 | index);
	operation.setup.Packet.wIndex.Value = language;
	operation.string_index = index;
	operation.language = language;
	return operation;
}

NTSTATUS usb_format(const UsbOperation &operation, Request &request, Target &target)
{
	PIO_STACK_LOCATION location = nullptr;
	Span span{};
	NTSTATUS status = span_of(operation.call, target, operation.buffer, span);

	if (!status)
		status = check(operation, target, span);
	if (!status && !allocate(request))
		status = STATUS_INSUFFICIENT_RESOURCES;
	if (!status)
		status = format_begin(operation.call, request, target, IRP_MJ_INTERNAL_DEVICE_CONTROL,
				      location);
	if (status) {
		span_drop(span);
		return status;
	}

	UsbRequest &usb = *request.usb;

	usb.type = operation.type;
	usb.string_index = operation.string_index;
	usb.language = operation.language;
	usb.sent = is_urb(operation.type) ? reinterpret_cast<URB *>(span.start) : &usb.urb;
	if (usb.sent == &usb.urb)
		fill(operation, usb.urb, target, span);
	request.format->type = WdfRequestTypeUsb;
	(reads(operation) ? request.format->output : request.format->input) = span;
	location->Parameters.Others.Argument1 = usb.sent;
	location->Parameters.DeviceIoControl.IoControlCode = IOCTL_INTERNAL_USB_SUBMIT_URB;
	request.is_formatted = true;
	return STATUS_SUCCESS;
}

USBD_STATUS usb_result_of(const Request &request)
{
	const USBD_STATUS usbd = request.usb->sent->UrbHeader.Status;
	const NTSTATUS status = request.irp->IoStatus.Status;

	/* An URB that has not reached the bus says nothing. */
	if (NT_SUCCESS(status) || usbd)
		return usbd;
	return status == STATUS_CANCELLED || status == STATUS_IO_TIMEOUT ? USBD_STATUS_CANCELED
									  : USBD_STATUS_DEVICE_GONE;
}

void usb_describe(const Request &request, WDF_REQUEST_COMPLETION_PARAMS &params)
{
	UsbRequest &usb = *request.usb;
	const Format &format = *request.format;
	const Span &span = format.output.start ? format.output : format.input;
	const WDFMEMORY memory = span.memory ? handle_of<WDFMEMORY>(*span.memory) : nullptr;
	const auto bytes = request.irp->IoStatus.Information;

	usb.params = {};
	usb.params.UsbdStatus = usb_result_of(request);
	usb.params.Type = usb.type;
	params.Parameters.Usb.Completion = &usb.params;
	switch (usb.type) {
	case WdfUsbRequestTypeDeviceString:
		usb.params.Parameters.DeviceString = { memory, usb.language, usb.string_index,
						       bytes ? span.start[0] : static_cast<UCHAR>(0) };
		break;
	case WdfUsbRequestTypeDeviceControlTransfer:
		usb.params.Parameters.DeviceControlTransfer.Buffer = memory;
		usb.params.Parameters.DeviceControlTransfer.Length = static_cast<ULONG>(bytes);
		RtlCopyMemory(&usb.params.Parameters.DeviceControlTransfer.SetupPacket,
			      usb.urb.UrbControlTransfer.SetupPacket, sizeof(WDF_USB_CONTROL_SETUP_PACKET));
		break;
	case WdfUsbRequestTypePipeWrite:
		usb.params.Parameters.PipeWrite = { memory, bytes, span.offset };
		break;
	case WdfUsbRequestTypePipeRead:
		usb.params.Parameters.PipeRead = { memory, bytes, span.offset };
		break;
	case WdfUsbRequestTypeDeviceUrb:
		usb.params.Parameters.DeviceUrb.Buffer = memory;
		break;
	case WdfUsbRequestTypePipeUrb:
		usb.params.Parameters.PipeUrb.Buffer = memory;
		break;
	default:
		break;
	}
}

void usb_request_free(Request &request)
{
	ww_free(request.usb);
	request.usb = nullptr;
}

NTSTATUS usb_pipe_reset(CallSite call, UsbPipe &pipe)
{
	return send_formatted(call, pipe, nullptr, nullptr, WDF_REQUEST_SEND_OPTION_IGNORE_TARGET_STATE,
			      usb_operation(call, WdfUsbRequestTypePipeReset, nullptr), nullptr);
}

namespace {

/* ---- The functions of drivers --------------------------------------------------------------- */

/* For a driver that sends the request itself. T is the class of the target. */
template <typename T>
NTSTATUS format_only(const UsbOperation &operation, WDFOBJECT handle, WDFREQUEST request_handle)
{
	auto *const target = object_at_dispatch_or_below<T>(operation.call, handle);
	Request *const request = target ? request_to_send(operation.call, request_handle) : nullptr;

	return request ? usb_format(operation, *request, *target) : STATUS_INVALID_PARAMETER;
}

template <typename T>
NTSTATUS send_now(const UsbOperation &operation, WDFOBJECT handle, WDFREQUEST request,
		  const WDF_REQUEST_SEND_OPTIONS *options, ULONG *bytes, ULONG more_flags = 0)
{
	auto *const target = object_at_passive<T>(operation.call, handle);
	ULONG_PTR transferred = 0;

	if (bytes)
		*bytes = 0;
	if (!target)
		return STATUS_INVALID_PARAMETER;

	const NTSTATUS status = send_formatted(operation.call, *target, request, options, more_flags,
					       operation, &transferred);

	if (bytes)
		*bytes = static_cast<ULONG>(transferred);
	return status;
}

WDF_MEMORY_DESCRIPTOR describe(WDFMEMORY memory, PWDFMEMORY_OFFSET part)
{
	WDF_MEMORY_DESCRIPTOR descriptor;

	WDF_MEMORY_DESCRIPTOR_INIT_HANDLE(&descriptor, memory, part);
	return descriptor;
}

/* The header of a bare URB tells its length. */
WDF_MEMORY_DESCRIPTOR describe_urb(PURB urb)
{
	WDF_MEMORY_DESCRIPTOR descriptor;

	WDF_MEMORY_DESCRIPTOR_INIT_BUFFER(&descriptor, urb, urb ? urb->UrbHeader.Length : 0);
	return descriptor;
}

UsbOperation control_operation(CallSite call, const WDF_USB_CONTROL_SETUP_PACKET &setup,
			       const WDF_MEMORY_DESCRIPTOR *buffer)
{
	UsbOperation operation = usb_operation(call, WdfUsbRequestTypeDeviceControlTransfer, buffer);

	operation.setup = setup;
	return operation;
}

} /* namespace */
} /* namespace ww::wdf */

using namespace ww;
using namespace ww::wdf;

extern "C" {

NTSTATUS NTAPI WdfUsbTargetDeviceSendControlTransferSynchronously(
	WDFUSBDEVICE UsbDevice, WDFREQUEST Request, PWDF_REQUEST_SEND_OPTIONS RequestOptions,
	PWDF_USB_CONTROL_SETUP_PACKET SetupPacket, PWDF_MEMORY_DESCRIPTOR MemoryDescriptor,
	PULONG BytesTransferred)
{
	const CallSite call = WW_CALL_SITE;

	if (!check_not_null(call, SetupPacket, "SetupPacket"))
		return STATUS_INVALID_PARAMETER;
	return send_now<wdf::UsbDevice>(control_operation(call, *SetupPacket, MemoryDescriptor), UsbDevice,
					Request, RequestOptions, BytesTransferred);
}

NTSTATUS NTAPI WdfUsbTargetDeviceFormatRequestForControlTransfer(
	WDFUSBDEVICE UsbDevice, WDFREQUEST Request, PWDF_USB_CONTROL_SETUP_PACKET SetupPacket,
	WDFMEMORY TransferMemory, PWDFMEMORY_OFFSET TransferOffset)
{
	const CallSite call = WW_CALL_SITE;
	const WDF_MEMORY_DESCRIPTOR buffer = describe(TransferMemory, TransferOffset);

	if (!check_not_null(call, SetupPacket, "SetupPacket"))
		return STATUS_INVALID_PARAMETER;
	return format_only<wdf::UsbDevice>(control_operation(call, *SetupPacket, &buffer), UsbDevice, Request);
}

NTSTATUS NTAPI WdfUsbTargetDeviceFormatRequestForString(WDFUSBDEVICE UsbDevice, WDFREQUEST Request,
							WDFMEMORY Memory, PWDFMEMORY_OFFSET Offset,
							UCHAR StringIndex, USHORT LangID)
{
	const CallSite call = WW_CALL_SITE;
	const WDF_MEMORY_DESCRIPTOR buffer = describe(Memory, Offset);

	return format_only<wdf::UsbDevice>(usb_string_operation(call, &buffer, StringIndex, LangID),
					   UsbDevice, Request);
}

NTSTATUS NTAPI WdfUsbTargetPipeReadSynchronously(WDFUSBPIPE Pipe, WDFREQUEST Request,
						 PWDF_REQUEST_SEND_OPTIONS RequestOptions,
						 PWDF_MEMORY_DESCRIPTOR MemoryDescriptor, PULONG BytesRead)
{
	return send_now<UsbPipe>(usb_operation(WW_CALL_SITE, WdfUsbRequestTypePipeRead, MemoryDescriptor),
				 Pipe, Request, RequestOptions, BytesRead);
}

NTSTATUS NTAPI WdfUsbTargetPipeWriteSynchronously(WDFUSBPIPE Pipe, WDFREQUEST Request,
						  PWDF_REQUEST_SEND_OPTIONS RequestOptions,
						  PWDF_MEMORY_DESCRIPTOR MemoryDescriptor,
						  PULONG BytesWritten)
{
	return send_now<UsbPipe>(usb_operation(WW_CALL_SITE, WdfUsbRequestTypePipeWrite, MemoryDescriptor),
				 Pipe, Request, RequestOptions, BytesWritten);
}

NTSTATUS NTAPI WdfUsbTargetPipeFormatRequestForRead(WDFUSBPIPE Pipe, WDFREQUEST Request,
						    WDFMEMORY ReadMemory, PWDFMEMORY_OFFSET ReadOffset)
{
	const WDF_MEMORY_DESCRIPTOR buffer = describe(ReadMemory, ReadOffset);

	return format_only<UsbPipe>(usb_operation(WW_CALL_SITE, WdfUsbRequestTypePipeRead, &buffer), Pipe,
				    Request);
}

NTSTATUS NTAPI WdfUsbTargetPipeFormatRequestForWrite(WDFUSBPIPE Pipe, WDFREQUEST Request,
						     WDFMEMORY WriteMemory, PWDFMEMORY_OFFSET WriteOffset)
{
	const WDF_MEMORY_DESCRIPTOR buffer = describe(WriteMemory, WriteOffset);

	return format_only<UsbPipe>(usb_operation(WW_CALL_SITE, WdfUsbRequestTypePipeWrite, &buffer), Pipe,
				    Request);
}

NTSTATUS NTAPI WdfUsbTargetPipeAbortSynchronously(WDFUSBPIPE Pipe, WDFREQUEST Request,
						  PWDF_REQUEST_SEND_OPTIONS RequestOptions)
{
	return send_now<UsbPipe>(usb_operation(WW_CALL_SITE, WdfUsbRequestTypePipeAbort, nullptr), Pipe,
				 Request, RequestOptions, nullptr,
				 WDF_REQUEST_SEND_OPTION_IGNORE_TARGET_STATE);
}

NTSTATUS NTAPI WdfUsbTargetPipeResetSynchronously(WDFUSBPIPE Pipe, WDFREQUEST Request,
						  PWDF_REQUEST_SEND_OPTIONS RequestOptions)
{
	return send_now<UsbPipe>(usb_operation(WW_CALL_SITE, WdfUsbRequestTypePipeReset, nullptr), Pipe,
				 Request, RequestOptions, nullptr,
				 WDF_REQUEST_SEND_OPTION_IGNORE_TARGET_STATE);
}

NTSTATUS NTAPI WdfUsbTargetPipeFormatRequestForAbort(WDFUSBPIPE Pipe, WDFREQUEST Request)
{
	return format_only<UsbPipe>(usb_operation(WW_CALL_SITE, WdfUsbRequestTypePipeAbort, nullptr), Pipe,
				    Request);
}

NTSTATUS NTAPI WdfUsbTargetPipeFormatRequestForReset(WDFUSBPIPE Pipe, WDFREQUEST Request)
{
	return format_only<UsbPipe>(usb_operation(WW_CALL_SITE, WdfUsbRequestTypePipeReset, nullptr), Pipe,
				    Request);
}

NTSTATUS NTAPI WdfUsbTargetDeviceFormatRequestForUrb(WDFUSBDEVICE UsbDevice, WDFREQUEST Request,
						     WDFMEMORY UrbMemory, PWDFMEMORY_OFFSET UrbMemoryOffset)
{
	const WDF_MEMORY_DESCRIPTOR urb = describe(UrbMemory, UrbMemoryOffset);

	return format_only<wdf::UsbDevice>(usb_operation(WW_CALL_SITE, WdfUsbRequestTypeDeviceUrb, &urb),
					   UsbDevice, Request);
}

NTSTATUS NTAPI WdfUsbTargetPipeFormatRequestForUrb(WDFUSBPIPE Pipe, WDFREQUEST Request,
						   WDFMEMORY UrbMemory, PWDFMEMORY_OFFSET UrbMemoryOffset)
{
	const WDF_MEMORY_DESCRIPTOR urb = describe(UrbMemory, UrbMemoryOffset);

	return format_only<UsbPipe>(usb_operation(WW_CALL_SITE, WdfUsbRequestTypePipeUrb, &urb), Pipe,
				    Request);
}

NTSTATUS NTAPI WdfUsbTargetDeviceSendUrbSynchronously(WDFUSBDEVICE UsbDevice, WDFREQUEST Request,
						      PWDF_REQUEST_SEND_OPTIONS RequestOptions, PURB Urb)
{
	const WDF_MEMORY_DESCRIPTOR urb = describe_urb(Urb);

	return send_now<wdf::UsbDevice>(usb_operation(WW_CALL_SITE, WdfUsbRequestTypeDeviceUrb, &urb),
					UsbDevice, Request, RequestOptions, nullptr);
}

NTSTATUS NTAPI WdfUsbTargetPipeSendUrbSynchronously(WDFUSBPIPE Pipe, WDFREQUEST Request,
						    PWDF_REQUEST_SEND_OPTIONS RequestOptions, PURB Urb)
{
	const WDF_MEMORY_DESCRIPTOR urb = describe_urb(Urb);

	return send_now<UsbPipe>(usb_operation(WW_CALL_SITE, WdfUsbRequestTypePipeUrb, &urb), Pipe, Request,
				 RequestOptions, nullptr);
}

} /* extern "C" */
