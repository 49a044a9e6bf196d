/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The usual way of a request: its memory, the call of the first driver, and its end. All of it is
 * inline, because a function call costs as much as most of these steps. request.cpp and call.cpp
 * have what is rare.
 */
#pragma once

#include "base/irql.hpp"
#include "base/preemption.hpp"
#include "call.hpp"
#include "file.hpp"
#include "linux/cpu.h"
#include "linux/trace_point.h"
#include "linux/thread.h"
#include "linux/user.h"
#include "ob/device.hpp"
#include "ob/driver.hpp"
#include "request.hpp"

namespace ww {

/* ---- Memory ----------------------------------------------------------------------------- */

/*
 * The blocks that a CPU keeps. Only threads of that CPU use it, with preemption off. The oldest one
 * is used first, and only when some others are free: so an IRP that a driver completes twice is
 * still recognised.
 */
class Blocks {
public:
	static constexpr u16 kBytes = 1024;

	void *take(u32 others = kFreeForLong)
	{
		return tail_ - head_ > others ? places_[head_++ % kMost] : nullptr;
	}

	/* Returns a block that it keeps no more, or null. */
	void *give(void *block)
	{
		void *surplus = tail_ - head_ == kMost ? take(0) : nullptr;

		places_[tail_++ % kMost] = block;
		return surplus;
	}

private:
	static constexpr u32 kFreeForLong = 8;
	static constexpr u32 kMost = 32;

	u32 head_;
	u32 tail_;
	void *places_[kMost];
};

extern constinit Blocks *request_blocks;	/* of all CPUs */

/*
 * Memory of a request with so many locations that no block is kept for it, or a new block. Or null.
 */
Request *request_allocate(CCHAR locations);
void request_free(Request *request);

constexpr size_t request_bytes(CCHAR locations)
{
	constexpr size_t kAlignment = 16;
	const size_t bytes = sizeof(Request) +
			     static_cast<size_t>(locations) * sizeof(IO_STACK_LOCATION);

	return (bytes + kAlignment - 1) & -kAlignment;
}

/* The most locations of a request in a block. */
constexpr CCHAR kBlockLocations = (Blocks::kBytes - sizeof(Request)) / sizeof(IO_STACK_LOCATION);

[[gnu::always_inline]] inline Request *request_take(CCHAR locations)
{
	if (locations <= kBlockLocations) [[likely]] {
		PreemptionGuard guard;

		if (void *block = request_blocks[ww_fast_call(ww_cpu)].take()) [[likely]]
			return static_cast<Request *>(block);
	}
	return request_allocate(locations);
}

/* Drops a use. After the last one the memory is free. A block is kept for a later request. */
[[gnu::always_inline]] inline void request_drop_use(Request *request)
{
	void *surplus = request;

	if (request->users.fetch_sub(1, Order::acq_rel) != 1)
		return;
	if (request->block_bytes) [[likely]] {
		PreemptionGuard guard;

		surplus = request_blocks[ww_fast_call(ww_cpu)].give(request);
	}
	if (surplus) [[unlikely]]
		request_free(static_cast<Request *>(surplus));
}

/*
 * Clears memory by one store for each word. The compiler leaves out those of words that are written
 * next, and would do neither with a loop or memset().
 */
template <size_t bytes>
[[gnu::always_inline]] inline void clear_words(void *memory)
{
	typedef u64 __attribute__((may_alias)) Word;

	static_assert(bytes % sizeof(Word) == 0);
	if constexpr (bytes != 0) {
		*static_cast<Word *>(memory) = 0;
		clear_words<bytes - sizeof(Word)>(static_cast<Word *>(memory) + 1);
	}
}

/* Fills in a request to @device, the one on top. */
[[gnu::always_inline]] inline void request_prepare(Request *request, FileState *file,
						   PDEVICE_OBJECT device, CCHAR locations,
						   UCHAR major, KPROCESSOR_MODE mode)
{
	void *const task = ww_fast_call(ww_current_task);
	/* A program's thread is none of PsCreateSystemThread. */
	const PETHREAD thread = mode == UserMode ? static_cast<PETHREAD>(task)
						 : PsGetCurrentThread();
	IRP &irp = request->irp;
	const PIO_STACK_LOCATION first = first_location(&irp);
	const PIO_STACK_LOCATION last = first + locations - 1;

	for (PIO_STACK_LOCATION location = first; location < last; location++)
		clear_words<sizeof(IO_STACK_LOCATION)>(location);
	clear_words<sizeof(IO_STACK_LOCATION)>(last);
	last->MajorFunction = major;
	last->FileObject = &file->object;

	clear_words<sizeof(Request) - __builtin_offsetof(Request, awaited)>(&request->awaited);
	irp_start(irp, IoSizeOfIrp(locations), locations);
	irp.AllocationFlags = kIrpOfSystem;
	irp.RequestorMode = mode;
	irp.Tail.Overlay.Thread = thread;
	irp.Tail.Overlay.OriginalFileObject = &file->object;

	request->file = file;
	request->device = device;
	request->hold = device == file->device ? TopHold::none : TopHold::activity;
	request->major = major;
	request->task = task;
	request->is_32bit = false;
	request->users.store(1, Order::release);
}

/* A system buffer, which is not cleared: behind the last location if it fits there. */
[[gnu::always_inline]] inline bool request_give_buffer(Request *request, u32 room)
{
	const size_t used = request_bytes(request->irp.StackCount);
	void *buffer = reinterpret_cast<char *>(request) + used;

	if (used + room > request->block_bytes)
		buffer = request->buffer = ww_user_buffer(room);
	request->irp.AssociatedIrp.SystemBuffer = buffer;
	return buffer;
}

/* request_create() */
[[gnu::always_inline]] inline Request *request_create_inline(FileState *file, UCHAR major,
							     KPROCESSOR_MODE mode, u32 room)
{
	const PDEVICE_OBJECT top = device_on_top(file);
	const CCHAR locations = top->StackSize;
	Request *request = request_take(locations);

	if (!request) [[unlikely]] {
		drop_device_on_top(file, top);
		return nullptr;
	}
	request_prepare(request, file, top, locations, major, mode);
	if (room && !request_give_buffer(request, room)) [[unlikely]] {
		request_end(request);
		return nullptr;
	}
	return request;
}

/* ---- The call of a driver --------------------------------------------------------------- */

/* The locations whose driver has an activity for the IRP, as bits. */
inline u64 *held_locations(PIRP irp)
{
	return reinterpret_cast<u64 *>(&irp->Tail.Overlay.IrpExtension);
}

/* More locations than any stack of devices has. Those above hold no activity. */
constexpr u32 kCountedLocations = 64;

/* The bit of location number @location, which begin at 1. */
inline u64 bit_of(s32 location)
{
	return static_cast<u32>(location - 1) < kCountedLocations ? 1ull << (location - 1) : 0;
}

/*
 * Begins an activity of @device for the current location, @location. Ends the one that the location
 * has from an earlier driver.
 */
[[gnu::always_inline]] inline void hold(PIRP irp, PIO_STACK_LOCATION location,
					PDEVICE_OBJECT device, Stripe stripe)
{
	const u64 bit = bit_of(irp->CurrentLocation);
	const PDEVICE_OBJECT before = location->DeviceObject;

	location->DeviceObject = device;
	if (!bit)
		return;
	device_enter(device, stripe);
	/* Skipped: the driver above passed its location on, and holds the IRP no more. */
	if (__atomic_fetch_or(held_locations(irp), bit, __ATOMIC_ACQ_REL) & bit)
		device_leave(before);
}

inline PDRIVER_DISPATCH dispatch_routine(PDEVICE_OBJECT device, UCHAR major)
{
	return major <= IRP_MJ_MAXIMUM_FUNCTION ? device->DriverObject->MajorFunction[major]
						: refuse_request;
}

/* The trace events of a call. The device is kept, the IRP of the second may be gone. */
void trace_dispatch(PDEVICE_OBJECT device, PIRP irp, PIO_STACK_LOCATION location);
void trace_pend(PDEVICE_OBJECT device, PIRP irp, NTSTATUS status);

/*
 * Calls the routine for the next location, which @device holds from now on. The caller, at IRQL
 * @before, keeps the device until this returns: the routine may complete the IRP, and then the
 * location holds nothing any more.
 */
[[gnu::always_inline]] inline NTSTATUS call_kept_driver(PDEVICE_OBJECT device, PIRP irp, u8 before,
							Stripe stripe)
{
	const PIO_STACK_LOCATION location = next_location(irp);

	irp->CurrentLocation--;
	irp->Tail.Overlay.CurrentStackLocation = location;
	hold(irp, location, device, stripe);

	const UCHAR major = location->MajorFunction;

	if (WW_IS_TRACED(irp_dispatch)) [[unlikely]]
		trace_dispatch(device, irp, location);

	const NTSTATUS status = dispatch_routine(device, major)(device, irp);

	if (WW_IS_TRACED(irp_pend)) [[unlikely]]
		trace_pend(device, irp, status);

	const u8 after = current_irql_quickly();

	if (after != before) [[unlikely]]
		repair_dispatch(device, irp, major, before, after);
	return status;
}

/*
 * Calls the first driver for a request that was created with @mode. A program's system call is at
 * PASSIVE_LEVEL. Its open file keeps the file's own device and the module, and the request keeps
 * another device on top.
 */
[[gnu::always_inline]] inline NTSTATUS request_call(Request *request, KPROCESSOR_MODE mode)
{
	IRP &irp = request->irp;

	return mode == UserMode
		       ? call_kept_driver(request->device, &irp, kPassiveLevel, stripe_here())
		       : call_first_driver(request->device, &irp, current_irql_quickly());
}

inline bool is_done(const Request *request)
{
	return request->awaited.load(Order::acquire) == Awaited::done;
}

/* Whether the IRP is complete, was not pended, and has the dispatch routine's status. */
inline bool came_back(const Request *request, NTSTATUS status)
{
	return is_done(request) && !request->was_marked(Order::relaxed) &&
	       status != STATUS_PENDING && status == request->irp.IoStatus.Status;
}

/* The rest of request_send() for an IRP that did not simply come back. */
Result wait_for_result(Request *request, Patience patience, NTSTATUS status);

/* request_send() */
[[gnu::always_inline]] inline Result request_send_inline(Request *request, KPROCESSOR_MODE mode,
							 Patience patience)
{
	const NTSTATUS status = request_call(request, mode);

	if (came_back(request, status)) [[likely]]
		return { .status = status, .io_status = status };
	return wait_for_result(request, patience, status);
}

/* ---- The end ---------------------------------------------------------------------------- */

/* Request::device is the file's own device from now on. */
void drop_other_top(Request *request);

inline void drop_top(Request *request)
{
	if (request->hold != TopHold::none) [[unlikely]]
		drop_other_top(request);
}

/* Any thread, PASSIVE_LEVEL. Most requests have none. */
[[gnu::always_inline]] inline void release_buffers(Request *request)
{
	drop_top(request);
	if (request->irp.MdlAddress) {
		request_mdls_release(request->irp.MdlAddress);
		request->irp.MdlAddress = nullptr;
	}
	for (RequestAlias &alias : request->aliases) {
		if (alias.address)
			request_alias_release(&alias);
	}
	if (request->buffer) {
		ww_user_buffer_free(request->buffer);
		request->buffer = nullptr;
	}
}

/* request_end() */
[[gnu::always_inline]] inline void request_end_inline(Request *request)
{
	release_buffers(request);
	request_drop_use(request);
}

} /* namespace ww */
