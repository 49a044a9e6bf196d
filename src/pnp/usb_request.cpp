/* SPDX-License-Identifier: GPL-2.0 */
/*
 * URBs and other requests that reach the PDO of a USB device.
 *
 * An IRP with a transfer has three users: the thread that sends it, Linux's end of the transfer, and the
 * cancel routine. The last one completes the IRP. Linux ends a transfer in any context, so a DPC goes on.
 */
#include "usb.hpp"

#include <usb.h>
#include <usbioctl.h>

#include "base/errno.hpp"
#include "base/irql.hpp"
#include "io/call.hpp"
#include "irp.hpp"
#include "linux/done.h"
#include "linux/memory.h"
#include "linux/usb.h"
#include "node.hpp"
#include "ob/device.hpp"
#include "usb_descriptors.hpp"
#include "usb_urb.hpp"

namespace ww {
namespace {

NTSTATUS complete(PIRP irp, NTSTATUS status, ULONG_PTR information = 0)
{
	irp->IoStatus.Status = status;
	irp->IoStatus.Information = information;
	complete_irp(kManager, irp);
	return status;
}

/* By enum ww_usb_status. */
constexpr UsbResult results[] = {
	{ USBD_STATUS_SUCCESS, STATUS_SUCCESS },
	{ USBD_STATUS_ERROR_SHORT_TRANSFER, STATUS_UNSUCCESSFUL },
	{ USBD_STATUS_STALL_PID, STATUS_UNSUCCESSFUL },
	{ USBD_STATUS_CANCELED, STATUS_CANCELLED },
	{ USBD_STATUS_DEVICE_GONE, STATUS_DEVICE_NOT_CONNECTED },
	{ USBD_STATUS_BUFFER_OVERRUN, STATUS_UNSUCCESSFUL },
	{ USBD_STATUS_DEV_NOT_RESPONDING, STATUS_UNSUCCESSFUL },
	{ USBD_STATUS_INSUFFICIENT_RESOURCES, STATUS_INSUFFICIENT_RESOURCES },
	{ USBD_STATUS_INVALID_PIPE_HANDLE, STATUS_INVALID_PARAMETER },
	{ USBD_STATUS_INVALID_PARAMETER, STATUS_INVALID_PARAMETER },
	{ USBD_STATUS_ISOCH_REQUEST_FAILED, STATUS_UNSUCCESSFUL },
};

static_assert(sizeof(results) / sizeof(results[0]) == WW_USB_NO_PACKET + 1);

NTSTATUS complete_urb(PIRP irp, URB &urb, ww_usb_status how, ULONG_PTR bytes = 0)
{
	urb.UrbHeader.Status = results[how].usbd;
	return complete(irp, results[how].status, bytes);
}

/* The URB is another request's, which goes on. */
NTSTATUS refuse_used(PIRP irp, const URB &urb)
{
	const PDEVICE_OBJECT pdo = IoGetCurrentIrpStackLocation(irp)->DeviceObject;

	report({ .code = BugCheck::bugcode_usb3_driver,
		 .parameter = { kUrbInUse, address_of(irp), address_of(&urb), address_of(pdo) },
		 .call = { "IOCTL_INTERNAL_USB_SUBMIT_URB" },
		 .item = &urb,
		 .owner = driver_of_files(pdo) },
	       "the URB is sent while the bus has it");
	return complete(irp, STATUS_INVALID_PARAMETER);
}

/* ---- Transfers ------------------------------------------------------------------------------ */

struct Transfer {
	KDPC dpc;
	UrbUse use;
	PIRP irp;
	URB *urb;
	ww_usb_transfer *transfer;
	Atomic<u32> users;
	Atomic<bool> is_cancelled;
	ww_usb_status refusal;		/* it has not begun */
	u32 packets;			/* of an isochronous one */
};

constexpr u32 kUsers = 3;

/* Each packet has a result of its own. An URB none of whose packets has arrived has failed. */
ww_usb_status finish_packets(const Transfer &transfer, _URB_ISOCH_TRANSFER &urb)
{
	urb.ErrorCount = 0;
	urb.StartFrame = ww_usb_transfer_frame(transfer.transfer);
	for (u32 i = 0; i < transfer.packets; i++) {
		u32 bytes;
		const ww_usb_status how = ww_usb_transfer_packet(transfer.transfer, i, &bytes);

		urb.IsoPacket[i].Length = bytes;
		urb.IsoPacket[i].Status = results[how].usbd;
		urb.ErrorCount += how != WW_USB_DONE;
	}
	return urb.ErrorCount < transfer.packets ? WW_USB_DONE : WW_USB_NO_PACKET;
}

void finish(Transfer &transfer)
{
	const PIRP irp = transfer.irp;
	URB &urb = *transfer.urb;
	ww_usb_status how = transfer.refusal;
	u32 bytes = 0;

	if (how == WW_USB_DONE)
		how = ww_usb_transfer_result(transfer.transfer, &bytes);
	if (how == WW_USB_DONE && transfer.packets)
		how = finish_packets(transfer, urb.UrbIsochronousTransfer);
	ww_usb_transfer_free(transfer.transfer);
	urb_leave(transfer.use);
	ww_free(&transfer);
	/* Of a control transfer the same member. */
	urb.UrbBulkOrInterruptTransfer.TransferBufferLength = bytes;
	complete_urb(irp, urb, how, bytes);
}

static_assert(__builtin_offsetof(_URB_CONTROL_TRANSFER, TransferBufferLength) ==
		      __builtin_offsetof(_URB_BULK_OR_INTERRUPT_TRANSFER, TransferBufferLength) &&
	      __builtin_offsetof(_URB_CONTROL_TRANSFER_EX, TransferBufferLength) ==
		      __builtin_offsetof(_URB_BULK_OR_INTERRUPT_TRANSFER, TransferBufferLength) &&
	      __builtin_offsetof(_URB_ISOCH_TRANSFER, TransferBufferLength) ==
		      __builtin_offsetof(_URB_BULK_OR_INTERRUPT_TRANSFER, TransferBufferLength));

void drop(Transfer &transfer, u32 users)
{
	if (transfer.users.fetch_sub(users, Order::acq_rel) == users)
		finish(transfer);
}

/* The cancel routine is not called any more, or is on its way. */
void ended(Transfer &transfer)
{
	drop(transfer, IoSetCancelRoutine(transfer.irp, nullptr) ? 2 : 1);
}

VOID NTAPI ended_dpc(PKDPC, PVOID context, PVOID, PVOID)
{
	ended(*static_cast<Transfer *>(context));
}

VOID NTAPI cancel(PDEVICE_OBJECT, PIRP irp)
{
	auto &transfer = *static_cast<Transfer *>(irp->Tail.Overlay.DriverContext[0]);

	transfer.is_cancelled.store(true);
	IoReleaseCancelSpinLock(irp->CancelIrql);
	ww_usb_transfer_cancel(transfer.transfer);
	drop(transfer, 1);
}

/* False if the IRP is cancelled already, and its cancel routine is not called. */
bool set_cancel_routine(PIRP irp)
{
	IoSetCancelRoutine(irp, cancel);
	return !irp->Cancel || !IoSetCancelRoutine(irp, nullptr);
}

NTSTATUS send(Transfer &transfer)
{
	const PIRP irp = transfer.irp;

	irp->Tail.Overlay.DriverContext[0] = &transfer;
	IoMarkIrpPending(irp);
	if (!set_cancel_routine(irp)) {
		transfer.refusal = WW_USB_CANCELLED;
		drop(transfer, kUsers);
		return STATUS_PENDING;
	}
	transfer.refusal = ww_usb_transfer_begin(transfer.transfer);
	if (transfer.refusal != WW_USB_DONE)
		ended(transfer);
	else if (transfer.is_cancelled.load())
		ww_usb_transfer_cancel(transfer.transfer);
	drop(transfer, 1);
	return STATUS_PENDING;
}

/* The driver's buffer in the kernel's memory; false if its pages cannot be mapped. */
bool find_buffer(const _URB_BULK_OR_INTERRUPT_TRANSFER &urb, ww_usb_request &request)
{
	request.buffer = urb.TransferBuffer;
	if (request.bytes && !request.buffer && urb.TransferBufferMDL)
		request.buffer = MmGetSystemAddressForMdlSafe(urb.TransferBufferMDL,
							      NormalPagePriority);
	return request.buffer || !request.bytes;
}

NTSTATUS transfer(ww_usb *function, PIRP irp, URB &urb, ww_usb_request &request)
{
	auto *const made = static_cast<Transfer *>(ww_zalloc(sizeof(Transfer)));

	if (!made)
		return complete_urb(irp, urb, WW_USB_NO_MEMORY);
	if (!urb_enter(made->use, urb)) {
		ww_free(made);
		return refuse_used(irp, urb);
	}
	request.context = made;

	const ww_usb_status status = find_buffer(urb.UrbBulkOrInterruptTransfer, request)
					     ? ww_usb_transfer_create(function, &request,
								      &made->transfer)
					     : WW_USB_NO_MEMORY;

	if (status != WW_USB_DONE) {
		urb_leave(made->use);
		ww_free(made);
		return complete_urb(irp, urb, status);
	}
	KeInitializeDpc(&made->dpc, ended_dpc, made);
	made->irp = irp;
	made->urb = &urb;
	made->packets = request.packet_count;
	made->users.store(kUsers, Order::relaxed);
	return send(*made);
}

/* The endpoint of a pipe's handle; false for a value that is none. */
bool find_endpoint(PVOID handle, u32 &endpoint)
{
	const auto value = reinterpret_cast<uintptr_t>(handle);

	endpoint = value & 0xff;
	return (value & ~0xfful) == 0x100;
}

/* An URB of a control transfer has these members at the same places. */
void set_length(const URB &urb, ww_usb_request &request)
{
	request.bytes = urb.UrbBulkOrInterruptTransfer.TransferBufferLength;
	request.may_be_short = urb.UrbBulkOrInterruptTransfer.TransferFlags & USBD_SHORT_TRANSFER_OK;
}

NTSTATUS bulk_or_interrupt(ww_usb *function, PIRP irp, URB &urb)
{
	ww_usb_request request{};

	if (!find_endpoint(urb.UrbBulkOrInterruptTransfer.PipeHandle, request.endpoint) ||
	    !(request.endpoint & 0xf))
		return complete_urb(irp, urb, WW_USB_NO_ENDPOINT);
	set_length(urb, request);
	return transfer(function, irp, urb, request);
}

/* ---- Isochronous transfers ------------------------------------------------------------------ */

/* The URB's packets, one behind the other: each ends where the next one begins, the last one with the buffer. */
bool find_packets(const _URB_ISOCH_TRANSFER &urb, ww_usb_packet *packets)
{
	const u32 last = urb.NumberOfPackets - 1;

	for (u32 i = 0; i <= last; i++) {
		const u32 begin = urb.IsoPacket[i].Offset;
		const u32 end = i < last ? urb.IsoPacket[i + 1].Offset : urb.TransferBufferLength;

		if (begin > end || end > urb.TransferBufferLength)
			return false;
		packets[i] = { begin, end - begin };
	}
	return true;
}

bool has_packets(const _URB_ISOCH_TRANSFER &urb)
{
	const u32 count = urb.NumberOfPackets;

	return count && count <= WW_USB_PACKETS &&
	       urb.Hdr.Length >= __builtin_offsetof(_URB_ISOCH_TRANSFER, IsoPacket) +
					 count * sizeof(USBD_ISO_PACKET_DESCRIPTOR);
}

NTSTATUS isochronous(ww_usb *function, PIRP irp, URB &urb)
{
	const _URB_ISOCH_TRANSFER &isochronous = urb.UrbIsochronousTransfer;
	ww_usb_request request{};

	if (!has_packets(isochronous))
		return complete_urb(irp, urb, WW_USB_REFUSED);
	if (!find_endpoint(isochronous.PipeHandle, request.endpoint))
		return complete_urb(irp, urb, WW_USB_NO_ENDPOINT);

	auto *const packets = static_cast<ww_usb_packet *>(
		ww_zalloc(isochronous.NumberOfPackets * sizeof(ww_usb_packet)));
	NTSTATUS status;

	set_length(urb, request);
	request.packets = packets;
	request.packet_count = isochronous.NumberOfPackets;
	if (!packets)
		status = complete_urb(irp, urb, WW_USB_NO_MEMORY);
	else if (!find_packets(isochronous, packets))
		status = complete_urb(irp, urb, WW_USB_REFUSED);
	else
		status = transfer(function, irp, urb, request);
	ww_free(packets);
	return status;
}

/* ---- Control transfers ---------------------------------------------------------------------- */

/* Without a pipe's handle it is one of the default pipe. */
NTSTATUS control(ww_usb *function, PIRP irp, URB &urb, const UCHAR (&setup)[8])
{
	const PVOID handle = urb.UrbControlTransfer.PipeHandle;
	ww_usb_request request{};

	if (handle && !find_endpoint(handle, request.endpoint))
		return complete_urb(irp, urb, WW_USB_NO_ENDPOINT);
	RtlCopyMemory(request.setup, setup, sizeof(setup));
	set_length(urb, request);
	return transfer(function, irp, urb, request);
}

/* Whether the descriptor is one that a function of a device with others sees in part. */
bool is_of_part(const ww_usb *function, const URB &urb)
{
	ww_usb_identity identity;

	if (urb.UrbHeader.Function != URB_FUNCTION_GET_DESCRIPTOR_FROM_DEVICE ||
	    urb.UrbControlDescriptorRequest.DescriptorType != USB_CONFIGURATION_DESCRIPTOR_TYPE)
		return false;
	ww_usb_identify(function, &identity);
	return identity.is_part;
}

NTSTATUS describe_part(const ww_usb *function, PIRP irp, URB &urb)
{
	USB_CONFIGURATION_DESCRIPTOR *configuration;
	ULONG &bytes = urb.UrbControlDescriptorRequest.TransferBufferLength;
	ww_usb_request request{};

	request.bytes = bytes;
	if (!find_buffer(urb.UrbBulkOrInterruptTransfer, request) ||
	    usb_read_configuration(function, configuration))
		return complete_urb(irp, urb, WW_USB_NO_MEMORY);
	if (bytes > configuration->wTotalLength)
		bytes = configuration->wTotalLength;
	RtlCopyMemory(request.buffer, configuration, bytes);
	ww_free(configuration);
	return complete_urb(irp, urb, WW_USB_DONE, bytes);
}

/* A request of chapter 9, of a class or of a vendor. */
NTSTATUS control_without_setup(ww_usb *function, PIRP irp, URB &urb)
{
	ww_usb_request request{};

	if (is_of_part(function, urb))
		return describe_part(function, irp, urb);
	urb.UrbHeader.Status = usb_setup_of(urb, request.setup);
	if (urb.UrbHeader.Status)
		return complete(irp, urb.UrbHeader.Status == USBD_STATUS_INVALID_URB_FUNCTION
					     ? STATUS_NOT_SUPPORTED : STATUS_INVALID_PARAMETER);
	request.bytes = request.setup[6] | static_cast<u32>(request.setup[7]) << 8;
	request.may_be_short = true;
	return transfer(function, irp, urb, request);
}

NTSTATUS frame_number(ww_usb *function, PIRP irp, URB &urb)
{
	const s32 frame = ww_usb_frame(function);

	if (frame < 0)
		return complete_urb(irp, urb, WW_USB_GONE);
	urb.UrbGetCurrentFrameNumber.FrameNumber = static_cast<ULONG>(frame);
	return complete_urb(irp, urb, WW_USB_DONE);
}

/* ---- What sleeps ---------------------------------------------------------------------------- */

struct Job;
using Act = UsbResult (*)(const Job &job);

struct Job {
	struct ww_later later;
	PIRP irp;
	URB *urb; /* or null */
	UrbUse use; /* of the URB */
	ww_usb *function;		/* referenced */
	u32 endpoint;
	Act act;
};

UsbResult result_of(s32 error)
{
	return { error ? USBD_STATUS_REQUEST_FAILED : USBD_STATUS_SUCCESS, usb_status_of(error) };
}

UsbResult abort_pipe(const Job &job)
{
	ww_usb_abort(job.function, job.endpoint);
	return result_of(0);
}

UsbResult reset_pipe(const Job &job)
{
	return result_of(ww_usb_clear_halt(job.function, job.endpoint));
}

UsbResult clear_stall(const Job &job)
{
	return result_of(ww_usb_clear_device_halt(job.function, job.endpoint));
}

UsbResult reset_pipe_here(const Job &job)
{
	return result_of(ww_usb_reset_endpoint(job.function, job.endpoint));
}

UsbResult select_configuration(const Job &job)
{
	return usb_select_configuration(job.function, *job.urb);
}

UsbResult select_interface(const Job &job)
{
	return usb_select_interface(job.function, *job.urb);
}

UsbResult reset_port(const Job &job)
{
	return result_of(ww_usb_reset(job.function));
}

UsbResult cycle_port(const Job &job)
{
	return result_of(ww_usb_cycle(job.function));
}

NTSTATUS run(Job &job)
{
	const UsbResult result = job.act(job);
	const PIRP irp = job.irp;

	if (job.urb) {
		job.urb->UrbHeader.Status = result.usbd;
		urb_leave(job.use);
	}
	ww_usb_dereference(job.function);
	ww_free(&job);
	return complete(irp, result.status);
}

void run_later(struct ww_later *later)
{
	run(*CONTAINING_RECORD(later, Job, later));
}

/* Now at PASSIVE_LEVEL: the device may be starting, and this thread hold Linux's lock of it. */
NTSTATUS begin(ww_usb *function, PIRP irp, URB *urb, u32 endpoint, Act act)
{
	auto *const job = static_cast<Job *>(ww_zalloc(sizeof(Job)));

	if (!job)
		return complete(irp, STATUS_INSUFFICIENT_RESOURCES);
	if (urb && !urb_enter(job->use, *urb)) {
		ww_free(job);
		return refuse_used(irp, *urb);
	}
	ww_usb_reference(function);
	job->irp = irp;
	job->urb = urb;
	job->function = function;
	job->endpoint = endpoint;
	job->act = act;
	if (KeGetCurrentIrql() == PASSIVE_LEVEL)
		return run(*job);
	IoMarkIrpPending(irp);
	ww_later_patiently(&job->later, run_later);
	return STATUS_PENDING;
}

NTSTATUS pipe_request(ww_usb *function, PIRP irp, URB &urb, Act act)
{
	u32 endpoint;

	if (!find_endpoint(urb.UrbPipeRequest.PipeHandle, endpoint))
		return complete_urb(irp, urb, WW_USB_NO_ENDPOINT);
	return begin(function, irp, &urb, endpoint, act);
}

/* ---- Requests ------------------------------------------------------------------------------- */

NTSTATUS submit(ww_usb *function, PIRP irp, URB *urb)
{
	if (!urb)
		return complete(irp, STATUS_INVALID_PARAMETER);
	switch (urb->UrbHeader.Function) {
	case URB_FUNCTION_CONTROL_TRANSFER:
		return control(function, irp, *urb, urb->UrbControlTransfer.SetupPacket);
	case URB_FUNCTION_CONTROL_TRANSFER_EX:
		return control(function, irp, *urb, urb->UrbControlTransferEx.SetupPacket);
	case URB_FUNCTION_BULK_OR_INTERRUPT_TRANSFER:
		return bulk_or_interrupt(function, irp, *urb);
	case URB_FUNCTION_ISOCH_TRANSFER:
		return isochronous(function, irp, *urb);
	case URB_FUNCTION_ABORT_PIPE:
		return pipe_request(function, irp, *urb, abort_pipe);
	case URB_FUNCTION_SYNC_RESET_PIPE_AND_CLEAR_STALL:
		return pipe_request(function, irp, *urb, reset_pipe);
	case URB_FUNCTION_SYNC_RESET_PIPE:
		return pipe_request(function, irp, *urb, reset_pipe_here);
	case URB_FUNCTION_SYNC_CLEAR_STALL:
		return pipe_request(function, irp, *urb, clear_stall);
	case URB_FUNCTION_SELECT_CONFIGURATION:
		return begin(function, irp, urb, 0, select_configuration);
	case URB_FUNCTION_SELECT_INTERFACE:
		return begin(function, irp, urb, 0, select_interface);
	case URB_FUNCTION_GET_CURRENT_FRAME_NUMBER:
		return frame_number(function, irp, *urb);
	default:
		return control_without_setup(function, irp, *urb);
	}
}

NTSTATUS port_status(ww_usb *function, PIRP irp, ULONG *status)
{
	if (!status)
		return complete(irp, STATUS_INVALID_PARAMETER);
	*status = ww_usb_is_connected(function) ? USBD_PORT_ENABLED | USBD_PORT_CONNECTED : 0;
	return complete(irp, STATUS_SUCCESS);
}

/* Each hub on the way to the device has one port in the path; that of the root counts as well. */
NTSTATUS hub_count(ww_usb *function, PIRP irp, ULONG *count)
{
	ww_usb_identity identity;

	if (!count)
		return complete(irp, STATUS_INVALID_PARAMETER);
	ww_usb_identify(function, &identity);
	*count = 1;
	for (const char *at = identity.path; *at; at++)
		*count += *at == '.';
	return complete(irp, STATUS_SUCCESS);
}

} /* namespace */

NTSTATUS usb_status_of(s32 error)
{
	if (!error)
		return STATUS_SUCCESS;
	switch (-error) {
	case kNoDevice: return STATUS_DEVICE_NOT_CONNECTED;
	case kNoMemory: return STATUS_INSUFFICIENT_RESOURCES;
	case kInvalid: return STATUS_INVALID_PARAMETER;
	default: return STATUS_UNSUCCESSFUL;
	}
}

NTSTATUS usb_control(Node &node, PIRP irp)
{
	const IO_STACK_LOCATION &location = *IoGetCurrentIrpStackLocation(irp);
	PVOID const argument = location.Parameters.Others.Argument1;
	const UsbFunction function(node);

	if (!function)
		return complete(irp, STATUS_NO_SUCH_DEVICE);
	switch (location.Parameters.DeviceIoControl.IoControlCode) {
	case IOCTL_INTERNAL_USB_SUBMIT_URB:
		return submit(function.get(), irp, static_cast<URB *>(argument));
	case IOCTL_INTERNAL_USB_RESET_PORT:
		return begin(function.get(), irp, nullptr, 0, reset_port);
	case IOCTL_INTERNAL_USB_CYCLE_PORT:
		return begin(function.get(), irp, nullptr, 0, cycle_port);
	case IOCTL_INTERNAL_USB_GET_PORT_STATUS:
		return port_status(function.get(), irp, static_cast<ULONG *>(argument));
	case IOCTL_INTERNAL_USB_GET_HUB_COUNT:
		return hub_count(function.get(), irp, static_cast<ULONG *>(argument));
	default:
		return complete(irp, STATUS_INVALID_DEVICE_REQUEST);
	}
}

} /* namespace ww */

using namespace ww;

extern "C" {

void ww_usb_done(void *context)
{
	auto &transfer = *static_cast<Transfer *>(context);

	KeInsertQueueDpc(&transfer.dpc, nullptr, nullptr);
}

} /* extern "C" */
