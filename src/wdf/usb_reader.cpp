/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The continuous reader of a pipe: it has some reads under way, and calls the driver with the data of each.
 *
 *	state		its reads				left by
 *	stopped		none, or they are being cancelled	WdfIoTargetStart
 *	running		each is sent again when it ends		WdfIoTargetStop, a read that fails
 *	failed		are being cancelled; then the driver	WdfIoTargetStop; the driver wants to go on,
 *			is asked				and the pipe is reset; WdfIoTargetStart
 *
 * The target's lock covers the state, the number of reads, and is_recovering. A read counts until the
 * driver's callback has returned, so that callback and EvtUsbTargetPipeReadersFailed exclude each other.
 */
#include "base/irql.hpp"
#include "base/task.hpp"
#include "create.hpp"
#include "deletion.hpp"
#include "handle.hpp"
#include "linux/done.h"
#include "linux/memory.h"
#include "linux/print.h"
#include "linux/wait.h"
#include "usb.hpp"

namespace ww::wdf {

struct Reader {
	enum class State : u8 { stopped, running, failed };

	struct Read {
		Reader *reader;
		Request *request;	/* a child of the pipe */
		Memory *memory;		/* of the next read, or null */
	};

	UsbPipe *pipe;
	WDF_USB_CONTINUOUS_READER_CONFIG config;
	bool has_attributes;
	WDF_OBJECT_ATTRIBUTES attributes;	/* of the buffers */
	State state;
	bool is_recovering;
	u32 pending;
	NTSTATUS status;		/* of the read that failed */
	USBD_STATUS usbd_status;
	struct ww_later recovery;
	u32 count;
	Read reads[];
};

namespace {

using State = Reader::State;

constexpr CallSite kReads = { "the continuous reader" };
constexpr u32 kDefaultReads = 2;

bool is_running(Reader &reader)
{
	LockGuard guard(reader.pipe->lock);

	return reader.state == State::running;
}

bool is_quiet(void *argument)
{
	auto &reader = *static_cast<Reader *>(argument);
	LockGuard guard(reader.pipe->lock);

	return !reader.pending && !reader.is_recovering;
}

bool has_no_reads(void *argument)
{
	auto &reader = *static_cast<Reader *>(argument);
	LockGuard guard(reader.pipe->lock);

	return !reader.pending;
}

void cancel_and_wait(Reader &reader, bool (*condition)(void *argument))
{
	for (u32 i = 0; i < reader.count; i++)
		request_cancel_sent(*reader.reads[i].request);
	while (!ww_gate_wait(condition, &reader))
		ww_print(WW_LEVEL_WARNING, "the continuous reader of the WDFUSBPIPE %p waits for its reads",
			 reader.pipe);
}

void recover(struct ww_later *later);

/* ---- Reads ---------------------------------------------------------------------------------- */

bool begin_read(Reader &reader)
{
	LockGuard guard(reader.pipe->lock);

	if (reader.state != State::running)
		return false;
	reader.pending++;
	return true;
}

void end_read(Reader &reader)
{
	{
		LockGuard guard(reader.pipe->lock);

		reader.pending--;
	}
	ww_gate_wake();
}

/* The first read that fails stops the others. */
void fail(Reader &reader, NTSTATUS status, USBD_STATUS usbd_status)
{
	bool is_first;
	{
		LockGuard guard(reader.pipe->lock);

		is_first = reader.state == State::running;
		if (is_first) {
			reader.state = State::failed;
			reader.is_recovering = true;
			reader.status = status;
			reader.usbd_status = usbd_status;
		}
	}
	if (is_first) {
		object_reference(reader.pipe);
		ww_later_patiently(&reader.recovery, recover);
	}
	end_read(reader);
}

size_t buffer_bytes(const Reader &reader)
{
	return reader.config.HeaderLength + reader.config.TransferLength + reader.config.TrailerLength;
}

NTSTATUS prepare(Reader &reader, Reader::Read &read)
{
	WDFMEMORY_OFFSET part = { reader.config.HeaderLength, reader.config.TransferLength };
	WDF_MEMORY_DESCRIPTOR buffer;

	if (!read.memory)
		read.memory = memory_create(*reader.pipe,
					    reader.has_attributes ? &reader.attributes : nullptr,
					    buffer_bytes(reader));
	if (!read.memory)
		return STATUS_INSUFFICIENT_RESOURCES;
	WDF_MEMORY_DESCRIPTOR_INIT_HANDLE(&buffer, handle_of<WDFMEMORY>(*read.memory), &part);
	IoReuseIrp(read.request->irp, STATUS_NOT_SUPPORTED);
	return usb_format(usb_operation(kReads, WdfUsbRequestTypePipeRead, &buffer), *read.request,
			  *reader.pipe);
}

void delete_buffer(Memory &memory)
{
	if (object_begin_delete(memory))
		object_delete(memory);
}

VOID NTAPI came(WDFREQUEST, WDFIOTARGET, PWDF_REQUEST_COMPLETION_PARAMS params, WDFCONTEXT context);

/* Sends the read, if the reader still runs. */
void send(Reader::Read &read)
{
	Reader &reader = *read.reader;
	bool was_sent = false;

	if (!begin_read(reader))
		return;

	NTSTATUS status = prepare(reader, read);

	if (!status) {
		read.request->completion = came;
		read.request->completion_context = &read;
		status = request_send(kReads, *read.request, *reader.pipe,
				      { WDF_REQUEST_SEND_OPTION_IGNORE_TARGET_STATE, 0 }, was_sent);
	}
	/* The thread that stops the reader may have found nothing to cancel. */
	if (!was_sent)
		fail(reader, status, USBD_STATUS_INSUFFICIENT_RESOURCES);
	else if (!is_running(reader))
		request_cancel_sent(*read.request);
}

VOID NTAPI came(WDFREQUEST, WDFIOTARGET, PWDF_REQUEST_COMPLETION_PARAMS params, WDFCONTEXT context)
{
	auto &read = *static_cast<Reader::Read *>(context);
	Reader &reader = *read.reader;
	const WDF_USB_REQUEST_COMPLETION_PARAMS &usb = *params->Parameters.Usb.Completion;

	if (!NT_SUCCESS(params->IoStatus.Status)) {
		fail(reader, params->IoStatus.Status, usb.UsbdStatus);
		return;
	}

	Memory &memory = *read.memory;

	read.memory = nullptr;
	reader.config.EvtUsbTargetPipeReadComplete(handle_of<WDFUSBPIPE>(*reader.pipe),
						   handle_of<WDFMEMORY>(memory),
						   usb.Parameters.PipeRead.Length,
						   reader.config.EvtUsbTargetPipeReadCompleteContext);
	delete_buffer(memory);
	end_read(reader);
	send(read);
}

void send_all(Reader &reader)
{
	for (u32 i = 0; i < reader.count; i++)
		send(reader.reads[i]);
}

/* ---- After a failure ------------------------------------------------------------------------ */

bool wants_to_go_on(const Reader &reader)
{
	const auto failed = reader.config.EvtUsbTargetPipeReadersFailed;

	return !failed || failed(handle_of<WDFUSBPIPE>(*reader.pipe), reader.status, reader.usbd_status);
}

/* The failure is dealt with. True if the reads go on. */
bool settle(Reader &reader, bool goes_on)
{
	LockGuard guard(reader.pipe->lock);

	reader.is_recovering = false;
	if (!goes_on || reader.state != State::failed)
		return false;
	reader.state = State::running;
	return true;
}

void recover(struct ww_later *later)
{
	const SystemTask system;
	Reader &reader = *CONTAINING_RECORD(later, Reader, recovery);
	UsbPipe &pipe = *reader.pipe;

	cancel_and_wait(reader, has_no_reads);

	const bool goes_on = wants_to_go_on(reader) && NT_SUCCESS(usb_pipe_reset(kReads, pipe));

	if (settle(reader, goes_on))
		send_all(reader);
	ww_gate_wake();
	object_dereference(&pipe);
}

/* ---- Making one ----------------------------------------------------------------------------- */

NTSTATUS check(CallSite call, const UsbPipe &pipe, const WDF_USB_CONTINUOUS_READER_CONFIG &config)
{
	const WDF_USB_PIPE_INFORMATION &information = pipe.information;

	if (const NTSTATUS status = check_size(call, "WDF_USB_CONTINUOUS_READER_CONFIG", config.Size,
					       sizeof(config), &pipe))
		return status;
	if (!check_not_null(call, reinterpret_cast<const void *>(config.EvtUsbTargetPipeReadComplete),
			    "EvtUsbTargetPipeReadComplete"))
		return STATUS_INVALID_PARAMETER;
	if (!USB_ENDPOINT_DIRECTION_IN(information.EndpointAddress) ||
	    (information.PipeType != WdfUsbPipeTypeBulk && information.PipeType != WdfUsbPipeTypeInterrupt))
		return refuse(call, &pipe, STATUS_INVALID_DEVICE_REQUEST,
			      "the WDFUSBPIPE is not read from, or not one of bulk or interrupt transfers");
	if (pipe.reader)
		return refuse(call, &pipe, STATUS_INVALID_DEVICE_STATE,
			      "the WDFUSBPIPE has a continuous reader already");
	if (!config.TransferLength || !usb_has_whole_packets(pipe, config.TransferLength))
		return refuse(call, &pipe, STATUS_INVALID_BUFFER_SIZE,
			      "TransferLength is %zu, not a multiple of the packet's %u bytes",
			      config.TransferLength, information.MaximumPacketSize);
	if (config.TransferLength > ~0u || config.HeaderLength > ~0u || config.TrailerLength > ~0u)
		return refuse(call, &pipe, STATUS_INTEGER_OVERFLOW, "the buffer is larger than any memory");
	return check_attributes(call, config.BufferAttributes, kNoParent, &pipe);
}

NTSTATUS make(UsbPipe &pipe, const WDF_USB_CONTINUOUS_READER_CONFIG &config)
{
	const u32 count = config.NumPendingReads ? config.NumPendingReads : kDefaultReads;
	auto *const reader = static_cast<Reader *>(
		ww_zalloc(sizeof(Reader) + count * sizeof(Reader::Read)));

	if (!reader)
		return STATUS_INSUFFICIENT_RESOURCES;
	reader->pipe = &pipe;
	reader->config = config;
	reader->has_attributes = config.BufferAttributes;
	if (config.BufferAttributes)
		reader->attributes = *config.BufferAttributes;
	/* They end with the pipe, also if one of them is missing. */
	while (reader->count < count) {
		Request *const request = request_create_own(pipe, &pipe, nullptr);

		if (!request) {
			reader_free(reader);
			return STATUS_INSUFFICIENT_RESOURCES;
		}
		request->may_be_deleted = false;
		reader->reads[reader->count++] = { reader, request, nullptr };
	}
	pipe.reader = reader;
	return STATUS_SUCCESS;
}

} /* namespace */

void reader_start(Reader &reader)
{
	{
		LockGuard guard(reader.pipe->lock);

		if (reader.state == State::running || reader.is_recovering)
			return;
		reader.state = State::running;
	}
	send_all(reader);
}

void reader_stop(Reader &reader)
{
	{
		LockGuard guard(reader.pipe->lock);

		reader.state = State::stopped;
	}
	cancel_and_wait(reader, is_quiet);
}

void reader_free(Reader *reader)
{
	ww_free(reader);
}

} /* namespace ww::wdf */

using namespace ww;
using namespace ww::wdf;

extern "C" {

NTSTATUS NTAPI WdfUsbTargetPipeConfigContinuousReader(WDFUSBPIPE Pipe,
						      PWDF_USB_CONTINUOUS_READER_CONFIG Config)
{
	const CallSite call = WW_CALL_SITE;
	auto *const pipe = object_at_dispatch_or_below<UsbPipe>(call, Pipe);

	if (!pipe || !check_not_null(call, Config, "Config"))
		return STATUS_INVALID_PARAMETER;
	if (const NTSTATUS status = check(call, *pipe, *Config))
		return status;
	return make(*pipe, *Config);
}

} /* extern "C" */
