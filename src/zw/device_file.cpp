/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Files of devices: opens by drivers, and their requests.
 *
 * The thread of a synchronous file waits for its request, and takes the result. So does each thread
 * that flushes a file or asks for what is known of it. On any other file a request that is not
 * complete when the dispatch routine has returned becomes a Pended. A worker takes the result when
 * the IRP is complete (request_submit()).
 *
 *  1. A Pended is in the list until its finisher has taken the result. It has references on the
 *     file and the event, and an activity of the caller's image. That driver owns the buffers and
 *     the status block.
 *  2. Pended::request is not null until the finisher begins. The end of a thread finds it under the
 *     lock, holds the request, and cancels it without the lock.
 *  3. The finisher copies the output, writes the status block, and sets the event last. The driver
 *     may free all three from then on.
 */
#include "device_file.hpp"

#include "base/address.hpp"
#include "base/irql.hpp"
#include "base/lock.hpp"
#include "base/report.hpp"
#include "base/unicode.hpp"
#include "io/call.hpp"
#include "io/names.hpp"
#include "io/operation.hpp"
#include "io/request.hpp"
#include "io/walk.hpp"
#include "linux/memory.h"
#include "linux/print.h"
#include "linux/thread.h"
#include "linux/wait.h"
#include "ob/device.hpp"
#include "ob/handle.hpp"
#include "ob/image.hpp"
#include "base/turn.hpp"

namespace ww {
namespace {

struct Pended {
	WalkEntry entry;		/* in the list of all */
	Request *request;
	const void *task;		/* for comparison */
	bool is_cancelled;		/* by the end of its thread */
	bool is_abandoned;		/* its thread is gone, and with it the memory for results */
	FileState *file;
	KEVENT *event;			/* or null */
	PIO_STATUS_BLOCK iosb;
	_WINWORK_IMAGE *image;		/* or null */
	struct ww_io io;
	FileOperation operation;
};

/* Covers the list, and request, is_cancelled and is_abandoned of each Pended. */
constinit Lock lock;
constinit LIST_ENTRY all WW_GUARDED_BY(lock){};

Pended *pended_of(WalkEntry *entry)
{
	return CONTAINING_RECORD(entry, Pended, entry);
}

bool is_synchronous(const FileState *file)
{
	return file->object.Flags & FO_SYNCHRONOUS_IO;
}

/* ---- Opening ---------------------------------------------------------------------------- */

/* The name in UTF-8, in memory that the caller frees; null for no name, or without memory. */
NTSTATUS narrow(PCUNICODE_STRING name, char *&narrowed)
{
	const size_t count = name && name->Buffer ? name->Length / sizeof(WCHAR) : 0;

	if (!count)
		return STATUS_OBJECT_NAME_INVALID;

	auto *units = reinterpret_cast<const u16 *>(name->Buffer);
	const size_t room = 3 * count + 1;
	auto *text = static_cast<char *>(ww_zalloc_large(room));

	if (!text)
		return STATUS_INSUFFICIENT_RESOURCES;

	const size_t length = encode_text(units, units + count, text, room);

	if (length == kNoText || has_controls(text, length)) {
		ww_free_large(text);
		return STATUS_OBJECT_NAME_INVALID;
	}
	narrowed = text;
	return STATUS_SUCCESS;
}

NTSTATUS open_target(FileRequest &request, const struct ww_target &target, HANDLE *handle)
{
	const PDRIVER_OBJECT driver = driver_of_address(request.call.caller);
	Open open = open_of_driver(target, request.access, driver);
	FileState *file = nullptr;

	open.share = request.share;
	open.options = request.options;
	open.disposition = request.disposition;
	open.attributes = request.attributes;
	open.allocation = request.allocation;

	const NTSTATUS status = file_open(open, &file);

	request.information = open.information;
	if (!NT_SUCCESS(status))
		return status;
	*handle = file_give_handle(file, driver);
	if (*handle)
		return status;
	file_abandon_handle(file);
	return STATUS_INSUFFICIENT_RESOURCES;
}

/* ---- Results ---------------------------------------------------------------------------- */

/* The event of a handle, reset, with a reference. */
NTSTATUS take_event(CallSite call, HANDLE handle, KEVENT *&event)
{
	const auto *type = reinterpret_cast<const ObjectType *>(*ExEventObjectType);
	void *body = nullptr;

	if (!handle)
		return STATUS_SUCCESS;

	const NTSTATUS status = handle_reference_from(call, handle, *type, KernelMode, body);

	event = static_cast<KEVENT *>(body);
	if (event)
		KeClearEvent(event);
	return status;
}

void put_event(KEVENT *event)
{
	if (event)
		object_dereference_kept(event);
}

/* The return value alone tells of an error that was not pended. */
bool has_results(const Result &result)
{
	return !result.was_given_up() && (!NT_ERROR(result.io_status) || result.was_pended());
}

/* Ends the request, once it has its result. */
void end_request(FileOperation &operation, struct ww_io &io, const Result &result, bool is_abandoned)
{
	if (result.was_given_up()) {
		operation.leave();
		return;
	}
	if (!is_abandoned)
		operation.take(result);
	if (!NT_ERROR(result.io_status))
		operation.advance(io.information);
	operation.drop();
}

void give_results(FileState *file, KEVENT *event, PIO_STATUS_BLOCK iosb, const struct ww_io &io,
		  const Result &result)
{
	iosb->Status = result.io_status;
	iosb->Information = static_cast<ULONG_PTR>(io.information);
	if (is_synchronous(file))
		file->object.FinalStatus = result.io_status;
	if (!event || is_synchronous(file))
		KeSetEvent(&file->object.Event, IO_NO_INCREMENT, FALSE);
	if (event)
		KeSetEvent(event, IO_NO_INCREMENT, FALSE);
}

NTSTATUS make(DeviceRequest &wanted, FileOperation &operation, struct ww_io &io, KEVENT *event)
{
	operation.init(wanted.file, &io, KernelMode);

	const NTSTATUS status = operation.make(true);

	if (!NT_SUCCESS(status)) {
		operation.drop();
		return status;
	}

	IRP &irp = operation.request()->irp;

	irp.UserIosb = wanted.iosb;
	irp.UserEvent = event;
	KeClearEvent(&wanted.file->object.Event);
	return STATUS_SUCCESS;
}

/* ---- Waiting ---------------------------------------------------------------------------- */

NTSTATUS send_and_wait(DeviceRequest &wanted, KEVENT *event)
{
	/* The requests of a synchronous file take turns. */
	TurnGuard turn(is_synchronous(wanted.file) ? &wanted.file->turn : nullptr);
	FileOperation operation;
	NTSTATUS status = make(wanted, operation, wanted.io, event);

	if (!NT_SUCCESS(status))
		return status;

	const Result result = request_send(operation.request(), Patience::until_complete);

	end_request(operation, wanted.io, result, false);
	if (has_results(result))
		give_results(wanted.file, event, wanted.iosb, wanted.io, result);
	return result.status;
}

/* ---- The others ------------------------------------------------------------------------- */

void enter(Pended *pended)
{
	LockGuard guard(lock);

	pended->request = pended->operation.request();
	InsertHeadList(&all, &pended->entry.link);
}

void take_out(Pended *pended)
{
	LockGuard guard(lock);

	RemoveEntryList(&pended->entry.link);
}

/* From now on no canceller finds the request. True if the result is not wanted any more. */
bool begin_finish(Pended *pended)
{
	LockGuard guard(lock);

	pended->request = nullptr;
	return pended->is_abandoned;
}

/* The references that a Pended has, but the image's. */
void put_references(Pended *pended)
{
	put_event(pended->event);
	object_dereference_kept(pended->file);
}

void finish(Pended *pended, const Result &result)
{
	const bool is_abandoned = begin_finish(pended);
	_WINWORK_IMAGE *image = pended->image;

	end_request(pended->operation, pended->io, result, is_abandoned);
	if (has_results(result) && !is_abandoned)
		give_results(pended->file, pended->event, pended->iosb, pended->io, result);
	take_out(pended);
	/* For the end of the thread. */
	ww_gate_wake();
	put_references(pended);
	ww_free(pended);
	/* Its code may be gone from now on. */
	if (image)
		image_dereference(image);
}

/* In a worker. */
void finish_request(Request *request, const Result &result)
{
	finish(static_cast<Pended *>(request->finish_context), result);
}

/* Takes @event over. */
NTSTATUS submit(DeviceRequest &wanted, KEVENT *event)
{
	auto *pended = static_cast<Pended *>(ww_zalloc_sleeping(sizeof(Pended)));

	if (!pended) {
		put_event(event);
		return STATUS_INSUFFICIENT_RESOURCES;
	}
	object_reference_kept(wanted.file);
	pended->file = wanted.file;
	pended->event = event;
	pended->iosb = wanted.iosb;
	pended->io = wanted.io;
	pended->task = ww_current_task();

	const NTSTATUS status = make(wanted, pended->operation, pended->io, event);

	if (!NT_SUCCESS(status)) {
		put_references(pended);
		ww_free(pended);
		return status;
	}

	Request *request = pended->operation.request();
	Result result;

	request->finish = finish_request;
	request->finish_context = pended;
	pended->image = image_reference_of_address(wanted.call.caller);
	enter(pended);
	if (!request_submit(request, result))
		return STATUS_PENDING;
	finish(pended, result);
	/* A request that was pended says so, although it is complete. */
	return result.was_pended() ? STATUS_PENDING : result.status;
}

/* ---- The end of a thread ---------------------------------------------------------------- */

/* A walk through the pended requests. PASSIVE_LEVEL. */
class PendedWalk {
public:
	/* The next request of the thread that is not cancelled yet, held; or null. */
	Request *next_uncancelled(const void *task)
	{
		return next([task](Pended *pended) {
			if (pended->task != task || pended->is_cancelled)
				return false;
			pended->is_cancelled = true;
			return true;
		});
	}

	/* The next request that code of the image has sent, held; or null. */
	Request *next_sent(const _WINWORK_IMAGE &image)
	{
		return next([&image](Pended *pended) { return pended->image == &image; });
	}

private:
	/* Of those whose finisher has not begun. */
	template <typename Wants> Request *next(Wants wants)
	{
		Request *found = nullptr;

		walk_.find([&](WalkEntry *entry) {
			Pended *const pended = pended_of(entry);

			if (!pended->request || !wants(pended))
				return false;
			found = pended->request;
			request_hold(found);
			return true;
		});
		return found;
	}

	/* Without the lock: no member of the list is touched. */
	static LIST_ENTRY &list() WW_UNCHECKED { return all; }

	ListWalk walk_{ lock, list() };
};

bool has_none(void *task)
{
	LockGuard guard(lock);

	return !find_member(all, [task](WalkEntry *entry) {
		const Pended *pended = pended_of(entry);

		return pended->task == task && !pended->is_abandoned;
	});
}

void abandon(const void *task)
{
	LockGuard guard(lock);

	find_member(all, [task](WalkEntry *entry) {
		Pended *const pended = pended_of(entry);

		if (pended->task == task && pended->request)
			pended->is_abandoned = true;
		return false;
	});
}

} /* namespace */

NTSTATUS device_open(FileRequest &request, PCUNICODE_STRING name, HANDLE *handle)
{
	struct ww_target target;
	char *narrowed = nullptr;
	NTSTATUS status = narrow(name, narrowed);

	if (!NT_SUCCESS(status))
		return status;
	status = target_find(narrowed, target);
	ww_free_large(narrowed);
	if (!NT_SUCCESS(status))
		return status;
	status = open_target(request, target, handle);
	ww_target_put(&target);
	return status;
}

NTSTATUS device_send(DeviceRequest &wanted)
{
	KEVENT *event = nullptr;

	if (wanted.file->is_cleaned.load())
		return STATUS_FILE_CLOSED;

	NTSTATUS status = take_event(wanted.call, wanted.event, event);

	if (!NT_SUCCESS(status))
		return status;
	if (!is_synchronous(wanted.file) && !wanted.waits)
		return submit(wanted, event);
	status = send_and_wait(wanted, event);
	put_event(event);
	return status;
}

bool device_offset(CallSite call, const FileState *file, const LARGE_INTEGER *offset, bool is_write,
		   s64 &place)
{
	constexpr s64 kPosition = static_cast<s64>(0xffffffff00000000 |
						   FILE_USE_FILE_POINTER_POSITION);
	constexpr s64 kEnd = static_cast<s64>(0xffffffff00000000 | FILE_WRITE_TO_END_OF_FILE);
	const bool is_position = !offset || offset->QuadPart == kPosition;
	const bool is_end = is_write && offset && offset->QuadPart == kEnd;

	if (is_position && !is_synchronous(file)) {
		refuse(call, nullptr, STATUS_INVALID_PARAMETER,
		       "ByteOffset is needed: the file has no position without "
		       "FILE_SYNCHRONOUS_IO_NONALERT");
		return false;
	}
	if (!is_position && !is_end && offset->QuadPart < 0) {
		refuse(call, nullptr, STATUS_INVALID_PARAMETER,
		       "ByteOffset is %lld", offset->QuadPart);
		return false;
	}
	place = is_position ? kPosition : offset->QuadPart;
	return true;
}

NTSTATUS device_query_position(FileState *file, void *out, ULONG room, ULONG_PTR &done)
{
	const FILE_POSITION_INFORMATION position = {
		.CurrentByteOffset = file->object.CurrentByteOffset,
	};

	if (room < sizeof(position))
		return STATUS_INFO_LENGTH_MISMATCH;
	__builtin_memcpy(out, &position, sizeof(position));
	done = sizeof(position);
	return STATUS_SUCCESS;
}

NTSTATUS device_set_position(FileState *file, const void *data, ULONG bytes)
{
	FILE_POSITION_INFORMATION position;

	if (bytes < sizeof(position))
		return STATUS_INFO_LENGTH_MISMATCH;
	__builtin_memcpy(&position, data, sizeof(position));
	if (position.CurrentByteOffset.QuadPart < 0)
		return STATUS_INVALID_PARAMETER;
	file->object.CurrentByteOffset = position.CurrentByteOffset;
	return STATUS_SUCCESS;
}

void device_requests_describe(const _WINWORK_IMAGE &image)
{
	constexpr u32 kEnough = 16;	/* docs/scheduling.md, Constants */
	PendedWalk walk;

	for (u32 i = 0; i < kEnough; i++) {
		Request *request = walk.next_sent(image);

		if (!request)
			return;
		request_describe(request, "  sent:");
		request_put(request);
	}
}

void device_requests_of_thread_end(const void *task)
{
	constexpr u32 kStep = 10;	/* of ww_gate_wait() */
	u32 waited = 0;

	{
		PendedWalk walk;

		while (Request *request = walk.next_uncancelled(task)) {
			cancel_irp({ "IoCancelIrp", nullptr }, &request->irp);
			request_put(request);
		}
	}
	while (!ww_gate_wait(has_none, const_cast<void *>(task))) {
		waited += kStep;
		ww_print(WW_LEVEL_WARNING,
			 "a system thread that ends waits for its requests to devices: %u s",
			 waited);
		if (waited >= ww_cancel_timeout)
			abandon(task);
	}
}

void device_requests_init()
{
	lock.init(WW_LOCK_DRIVER_REQUESTS);

	LockGuard guard(lock);

	InitializeListHead(&all);
}

} /* namespace ww */
