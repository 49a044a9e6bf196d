/* SPDX-License-Identifier: GPL-2.0 */
/*
 * IoBuildDeviceIoControlRequest, IoBuildSynchronousFsdRequest, IoBuildAsynchronousFsdRequest.
 */
#include "build.hpp"

#include "base/address.hpp"
#include "base/irql.hpp"
#include "base/lock.hpp"
#include "base/major_name.hpp"
#include "base/report.hpp"
#include "call.hpp"
#include "linux/memory.h"
#include "linux/print.h"
#include "linux/request.h"
#include "linux/thread.h"
#include "linux/user.h"
#include "linux/wait.h"
#include "mm/pool.hpp"
#include "mm/request_buffer.hpp"
#include "ob/device.hpp"
#include "ob/image.hpp"
#include "walk.hpp"

namespace ww {
namespace {

constexpr ULONG kBufferTag = 'B' << 24 | 'S' << 16 | 'o' << 8 | 'I';

/* An IRP of a thread, with what the system knows about it. */
struct alignas(16) Built {
	WalkEntry entry;		/* in the list of all */
	void *task;			/* referenced */
	CallSite call;			/* of the builder */
	const void *stack;		/* of its thread, where event and block may lie */
	_WINWORK_IMAGE *image;		/* of the caller, with an activity while the IRP is out */
	u32 users;			/* the IRP itself, and threads that cancel it */
	bool is_out;			/* sent and not completed */
	bool is_cancelled;		/* by the end of its thread */
	bool is_abandoned;		/* its thread is gone, and with it the memory for results */
	bool was_pended;		/* its sender waits: the routine returned STATUS_PENDING */
	PDEVICE_OBJECT device;		/* that it was sent to, for reports */
	UCHAR major;			/* likewise */
	void *buffer;			/* the system buffer */
	void *output;			/* the caller's */
	u32 output_bytes;
	IRP irp;			/* its locations follow */
};

/* A completion that still writes to memory of a thread that is @task. On the completer's stack. */
struct Finishing {
	Finishing *next;
	const void *task;
};

/*
 * Covers the lists, and is_out, is_cancelled, is_abandoned, was_pended and users of each Built. An
 * IRP is in the list from its building until its completion begins. The completion enters its
 * Finishing in the same step, and takes it out when it has set the event. So a thread without an
 * entry in both lists has no results to come. One that is_abandoned has no Finishing.
 */
constinit Lock lock;
constinit LIST_ENTRY all WW_GUARDED_BY(lock){};
constinit Finishing *first_finishing WW_GUARDED_BY(lock) = nullptr;
constinit Sending *first_sending WW_GUARDED_BY(lock) = nullptr;

Built *built_of(PIRP irp)
{
	return reinterpret_cast<Built *>(reinterpret_cast<char *>(irp) -
					 __builtin_offsetof(Built, irp));
}

Built *built_of(WalkEntry *entry)
{
	return CONTAINING_RECORD(entry, Built, entry);
}

void enter(Built *built)
{
	LockGuard guard(lock);

	InsertHeadList(&all, &built->entry.link);
}

void take_out(Built *built) WW_REQUIRES(lock)
{
	lock.assert_held();
	RemoveEntryList(&built->entry.link);
}

/* A walk through all of them. PASSIVE_LEVEL. */
class BuiltWalk {
public:
	/* The next one of which wants(built) is true, or null. It is called under the lock. */
	template <typename Wants> Built *next(Wants wants)
	{
		Built *found = nullptr;

		walk_.find([&](WalkEntry *entry) {
			Built *const built = built_of(entry);

			if (wants(built))
				found = built;
			return found != nullptr;
		});
		return found;
	}

private:
	/* Without the lock: no member of the list is touched. */
	static LIST_ENTRY &list() WW_UNCHECKED { return all; }

	ListWalk walk_{ lock, list() };
};

bool drop_user(Built *built)
{
	LockGuard guard(lock);

	return --built->users == 0;
}

void put(Built *built)
{
	if (!drop_user(built))
		return;
	ww_task_put(built->task);
	ww_free(built);
}

/* <= DISPATCH_LEVEL. */
void release_buffers(Built *built)
{
	request_mdls_release(built->irp.MdlAddress);
	ww_free(built->buffer);
	built->buffer = nullptr;
}

/* ---- Building --------------------------------------------------------------------------- */

/* The request that the driver asks for. */
struct Wanted {
	CallSite call;
	PDEVICE_OBJECT device;
	PKEVENT event;
	PIO_STATUS_BLOCK iosb;
};

bool is_allowed(const Wanted &wanted)
{
	return at_apc_or_below(wanted.call, wanted.device) &&
	       check_type(wanted.call, wanted.device, device_type);
}

/* Fills in what all of them have in common. */
void start(const Wanted &wanted, IRP &irp, CCHAR locations, UCHAR flags, UCHAR major)
{
	irp_start(irp, IoSizeOfIrp(locations), locations);
	irp.AllocationFlags = flags;
	irp.RequestorMode = KernelMode;
	irp.UserEvent = wanted.event;
	irp.UserIosb = wanted.iosb;
	irp.Tail.Overlay.Thread = PsGetCurrentThread();
	IoGetNextIrpStackLocation(&irp)->MajorFunction = major;
}

Built *make(const Wanted &wanted, UCHAR major)
{
	const CCHAR locations = wanted.device->StackSize;
	auto *built = static_cast<Built *>(ww_zalloc_sleeping(
		sizeof(Built) + static_cast<size_t>(locations) * sizeof(IO_STACK_LOCATION)));

	if (!built)
		return nullptr;
	start(wanted, built->irp, locations, kIrpOfThread, major);
	built->users = 1;
	built->call = wanted.call;
	built->stack = ww_current_stack();
	built->task = ww_current_task();
	ww_task_get(built->task);
	return built;
}

/* The IRP, once it has its buffers; null without @is_complete. */
PIRP finish(Built *built, bool is_complete)
{
	if (!is_complete) {
		release_buffers(built);
		put(built);
		return nullptr;
	}
	enter(built);
	return &built->irp;
}

/*
 * A completion copies at any IRQL, in any thread. So the buffers of buffered I/O are the kernel's.
 * False, with a line in the log, for any other.
 */
bool is_of_kernel(const Wanted &wanted, const void *buffer, u32 bytes)
{
	if (!bytes || is_kernel_address(buffer))
		return true;
	refuse(wanted.call, wanted.device, STATUS_ACCESS_VIOLATION,
	       "the buffer of a request with buffered I/O is not in memory of the kernel");
	return false;
}

bool lock_pages(IRP &irp, void *buffer, u32 bytes, BufferAccess access)
{
	return NT_SUCCESS(request_mdl_create({ buffer, bytes, KernelMode, access },
					     &irp.MdlAddress));
}

/* A cleared system buffer of a thread's IRP, with the caller's input. */
bool add_buffer(Built *built, const void *input, u32 input_bytes, u32 room)
{
	if (!room)
		return true;
	built->buffer = ww_zalloc_sleeping(room);
	if (!built->buffer)
		return false;
	__builtin_memcpy(built->buffer, input, input_bytes);
	built->irp.AssociatedIrp.SystemBuffer = built->buffer;
	built->irp.Flags |= IRP_BUFFERED_IO | IRP_DEALLOCATE_BUFFER;
	return true;
}

void expect_output(Built *built, void *output, u32 bytes)
{
	built->irp.UserBuffer = output;
	if (!bytes)
		return;
	built->irp.Flags |= IRP_INPUT_OPERATION;
	built->output = output;
	built->output_bytes = bytes;
}

struct Control {
	ULONG code;
	PVOID in;
	ULONG in_length;
	PVOID out;
	ULONG out_length;
};

bool add_control(const Wanted &wanted, Built *built, const Control &control)
{
	const ULONG method = METHOD_FROM_CTL_CODE(control.code);
	const ULONG longest = control.in_length > control.out_length ? control.in_length
								     : control.out_length;
	auto &parameters = IoGetNextIrpStackLocation(&built->irp)->Parameters.DeviceIoControl;

	parameters.IoControlCode = control.code;
	parameters.InputBufferLength = control.in_length;
	parameters.OutputBufferLength = control.out_length;
	switch (method) {
	case METHOD_NEITHER:
		parameters.Type3InputBuffer = control.in;
		built->irp.UserBuffer = control.out;
		return true;
	case METHOD_BUFFERED:
		if (!is_of_kernel(wanted, control.in, control.in_length) ||
		    !is_of_kernel(wanted, control.out, control.out_length) ||
		    !add_buffer(built, control.in, control.in_length, longest))
			return false;
		expect_output(built, control.out, control.out_length);
		return true;
	default:
		return is_of_kernel(wanted, control.in, control.in_length) &&
		       add_buffer(built, control.in, control.in_length, control.in_length) &&
		       lock_pages(built->irp, control.out, control.out_length,
				  method == METHOD_IN_DIRECT ? BufferAccess::read
							     : BufferAccess::write);
	}
}

/* A read, a write, or a request without data. */
struct Transfer {
	ULONG major;
	PVOID buffer;
	ULONG bytes;
	const LARGE_INTEGER *offset;

	bool is_read() const { return major == IRP_MJ_READ; }
	bool has_data() const { return is_read() || major == IRP_MJ_WRITE; }
	BufferAccess access() const { return is_read() ? BufferAccess::write : BufferAccess::read; }

	/* The parameters of a read and of a write lie at the same place. */
	void fill_in(IRP &irp) const
	{
		auto &read = IoGetNextIrpStackLocation(&irp)->Parameters.Read;

		read.Length = bytes;
		if (offset)
			read.ByteOffset = *offset;
	}
};

bool is_allowed(const Wanted &wanted, ULONG major)
{
	if (!is_allowed(wanted))
		return false;
	if (major <= IRP_MJ_MAXIMUM_FUNCTION)
		return true;
	refuse(wanted.call, wanted.device, STATUS_INVALID_PARAMETER, "MajorFunction is 0x%x",
	       major);
	return false;
}

bool add_transfer(const Wanted &wanted, Built *built, const Transfer &transfer)
{
	const ULONG flags = wanted.device->Flags;

	if (!transfer.has_data())
		return true;
	transfer.fill_in(built->irp);
	if (flags & DO_BUFFERED_IO) {
		if (!is_of_kernel(wanted, transfer.buffer, transfer.bytes) ||
		    !add_buffer(built, transfer.buffer, transfer.is_read() ? 0 : transfer.bytes,
				transfer.bytes))
			return false;
		if (transfer.is_read())
			expect_output(built, transfer.buffer, transfer.bytes);
		return true;
	}
	if (flags & DO_DIRECT_IO)
		return lock_pages(built->irp, transfer.buffer, transfer.bytes, transfer.access());
	built->irp.UserBuffer = transfer.buffer;
	return true;
}

/* The system buffer is pool, which a driver that keeps the IRP frees itself. */
bool add_asynchronous(const Wanted &wanted, IRP &irp, const Transfer &transfer)
{
	const ULONG flags = wanted.device->Flags;

	if (!transfer.has_data())
		return true;
	transfer.fill_in(irp);
	if (flags & DO_BUFFERED_IO) {
		if (!transfer.bytes)
			return true;
		if (!is_of_kernel(wanted, transfer.buffer, transfer.bytes))
			return false;

		void *buffer = pool_allocate({ .call = wanted.call,
					       .bytes = transfer.bytes,
					       .tag = kBufferTag,
					       .zero = true,
					       .may_sleep = true });

		if (!buffer)
			return false;
		irp.AssociatedIrp.SystemBuffer = buffer;
		irp.Flags |= IRP_BUFFERED_IO | IRP_DEALLOCATE_BUFFER;
		irp.UserBuffer = transfer.buffer;
		/* The location is cleared when the IRP is complete. */
		irp.Overlay.AllocationSize.QuadPart = transfer.bytes;
		if (transfer.is_read())
			irp.Flags |= IRP_INPUT_OPERATION;
		else
			__builtin_memcpy(buffer, transfer.buffer, transfer.bytes);
		return true;
	}
	if (flags & DO_DIRECT_IO)
		return lock_pages(irp, transfer.buffer, transfer.bytes, transfer.access());
	irp.UserBuffer = transfer.buffer;
	return true;
}

/* ---- The end ---------------------------------------------------------------------------- */

/*
 * An error that was not pended is told by the return value alone.
 */
bool has_results(const IRP &irp)
{
	return !NT_ERROR(irp.IoStatus.Status) || irp.PendingReturned;
}

/*
 * A dispatch routine that returns STATUS_PENDING has its caller wait for the event. Windows does
 * not set it for an error, if the IRP was not marked, and the caller waits for ever.
 */
WW_COLD void report_not_marked(PDEVICE_OBJECT device, const void *irp, UCHAR major)
{
	report({ .code = BugCheck::driver_verifier_iomanager_violation,
		 .parameter = { kPendingNotMarked, 0, address_of(irp), address_of(device) },
		 .call = { major_name(major) }, .item = irp, .owner = device },
	       "the routine returned STATUS_PENDING for an IRP that is not marked; its sender gets the result");
}

/* The call that sends the IRP, or null. Afterwards there is none. */
Sending *take_sending(const IRP &irp) WW_REQUIRES(lock)
{
	Sending *sending = first_sending;

	lock.assert_held();
	while (sending && sending->irp != &irp)
		sending = sending->next;
	if (sending)
		sending->irp = nullptr;
	return sending;
}

/* The IRP completes with an error while its first dispatch routine may still run. */
void note_error(const Built &built) WW_REQUIRES(lock)
{
	const IRP &irp = built.irp;
	Sending *sending = take_sending(irp);

	if (!sending || has_results(irp) || built.is_abandoned)
		return;
	sending->has_error = true;
	sending->error = irp.IoStatus;
	sending->iosb = irp.UserIosb;
	sending->event = irp.UserEvent;
}

void copy_output(const IRP &irp, const void *buffer, void *output, ULONG_PTR bytes)
{
	const ULONG_PTR information = irp.IoStatus.Information;

	if (!NT_ERROR(irp.IoStatus.Status) && irp.Flags & IRP_INPUT_OPERATION && buffer)
		__builtin_memcpy(output, buffer, information < bytes ? information : bytes);
}

/*
 * Whether @event is one that KeInitializeEvent made. For memory that may hold anything now, or be
 * no memory.
 */
bool is_event(const KEVENT *event)
{
	KEVENT now;

	if (!ww_read_any(&now, event, sizeof(now)))
		return false;

	const DISPATCHER_HEADER &header = now.Header;

	return header.Type <= SynchronizationEvent && !header.Absolute && !header.Inserted &&
	       header.Size == sizeof(now) / sizeof(LONG) &&
	       static_cast<u32>(header.SignalState) <= 1 &&
	       !address_fault(header.WaitListHead.Flink, alignof(LIST_ENTRY)) &&
	       !address_fault(header.WaitListHead.Blink, alignof(LIST_ENTRY));
}

/* Where a completion stores its results. What lay on a stack that has gone is null, and reported. */
class Results {
public:
	explicit Results(const Built &built) : built_(built)
	{
		event_ = usable(built.irp.UserEvent, kEventOnOldStack, "event");
		iosb_ = usable(built.irp.UserIosb, kBlockOnOldStack, "I/O status block");
		output_ = built.output_bytes ? usable(built.output, kOutputOnOldStack, "buffer")
					     : nullptr;
	}

	PKEVENT event() const { return event_; }
	PIO_STATUS_BLOCK iosb() const { return iosb_; }
	void *output() const { return output_; }

private:
	bool has_gone(const void *address) const
	{
		return ww_frame_has_gone(built_.task, built_.stack, address);
	}

	/* A function has returned, and others use its frame: they have written over the event. */
	bool has_gone(const KEVENT *event) const
	{
		return has_gone(static_cast<const void *>(event)) ||
		       (ww_is_on_stack(built_.stack, event) && !is_event(event));
	}

	template <typename T>
	T *usable(T *address, IoViolation violation, const char *what)
	{
		if (!address || !(has_gone(address) ||
				  (is_old_ && ww_is_on_stack(built_.stack, address))))
			return address;
		is_old_ = true;
		report({ .code = BugCheck::driver_verifier_iomanager_violation,
			 .parameter = { violation, address_of(address), 0, 0 },
			 .call = built_.call, .item = &built_.irp },
		       "the %s at %p was on a stack, and the function with it has returned; it is not written",
		       what, address);
		return nullptr;
	}

	const Built &built_;
	bool is_old_ = false;		/* the event has gone, and with it what lay beside it */
	PKEVENT event_;
	PIO_STATUS_BLOCK iosb_;
	void *output_;
};

/* Takes the IRP out of the list, and enters @finishing if its thread is there. */
bool begin_finish(Built *built, Finishing &finishing)
{
	LockGuard guard(lock);

	take_out(built);
	built->is_out = false;
	note_error(*built);
	if (built->is_abandoned)
		return false;
	finishing.task = built->task;
	finishing.next = first_finishing;
	first_finishing = &finishing;
	return true;
}

void end_finish(const Finishing &finishing)
{
	{
		LockGuard guard(lock);
		Finishing **at = &first_finishing;

		while (*at != &finishing)
			at = &(*at)->next;
		*at = finishing.next;
	}
	ww_gate_wake();
}

/* ---- The end of a thread ---------------------------------------------------------------- */

/* The next one of the walk that the thread has sent and that is not cancelled yet, with a use. */
Built *next_uncancelled(BuiltWalk &walk, const void *task)
{
	return walk.next([task](Built *built) {
		if (built->task != task || !built->is_out || built->is_cancelled)
			return false;
		built->is_cancelled = true;
		built->users++;
		return true;
	});
}

/* Whether the thread has no results to come. */
bool has_none_out(void *task)
{
	LockGuard guard(lock);

	for (const Finishing *each = first_finishing; each; each = each->next) {
		if (each->task == task)
			return false;
	}
	return !find_member(all, [task](WalkEntry *entry) {
		const Built *built = built_of(entry);

		return built->task == task && built->is_out && !built->is_abandoned;
	});
}

void abandon(const void *task)
{
	LockGuard guard(lock);

	find_member(all, [task](WalkEntry *entry) {
		Built *const built = built_of(entry);

		built->is_abandoned = built->is_abandoned || (built->task == task && built->is_out);
		return false;
	});
}

/* The record of an IRP that is out. */
struct Sent {
	PDEVICE_OBJECT device;
	UCHAR major;
	const void *caller;
};

/* The next IRP that code of the image has out. False when there are no more. */
bool next_sent(BuiltWalk &walk, const _WINWORK_IMAGE &image, Sent &sent)
{
	return walk.next([&](const Built *built) {
		if (!built->is_out || built->image != &image)
			return false;
		sent = { built->device, built->major, built->call.caller };
		return true;
	});
}

/* The next IRP that code of the image has built and not sent; taken out of the list. */
Built *take_left(BuiltWalk &walk, const _WINWORK_IMAGE &image)
{
	return walk.next([&image](Built *built) WW_UNCHECKED {
		const bool is_left = !built->is_out && image.Contains &&
				     image.Contains(built->call.caller);

		if (is_left)
			take_out(built);
		return is_left;
	});
}

} /* namespace */

bool irp_of_thread_sent(PIRP irp, PDEVICE_OBJECT device, Sending &sending)
{
	Built *built = built_of(irp);

	if (built->is_out)
		return false;
	built->image = image_reference_of_address(built->call.caller);
	built->device = device;
	built->major = next_location(irp)->MajorFunction;
	sending.irp = irp;
	sending.device = device;
	sending.major = built->major;
	sending.has_error = false;

	LockGuard guard(lock);

	built->is_out = true;
	sending.next = first_sending;
	first_sending = &sending;
	return true;
}

void irp_of_thread_send_returned(Sending &sending, NTSTATUS status)
{
	{
		LockGuard guard(lock);
		Sending **at = &first_sending;

		while (*at != &sending)
			at = &(*at)->next;
		*at = sending.next;
		if (sending.irp)
			built_of(sending.irp)->was_pended = status == STATUS_PENDING;
	}
	if (status != STATUS_PENDING || !sending.has_error)
		return;
	report_not_marked(sending.device, nullptr, sending.major);
	if (sending.iosb)
		*sending.iosb = sending.error;
	if (sending.event)
		KeSetEvent(sending.event, IO_NO_INCREMENT, FALSE);
}

namespace {

/* Returns the event to set, or null. */
PKEVENT store_results(const Built &built)
{
	const Results results(built);

	if (results.output())
		copy_output(built.irp, built.buffer, results.output(), built.output_bytes);
	if (results.iosb())
		*results.iosb() = built.irp.IoStatus;
	return results.event();
}

/* Of an asynchronous IRP. Its thread may have ended, and with it the stack with the block. */
void store_status(IRP &irp)
{
	if (ww_is_readable(irp.UserIosb)) [[likely]]
		*irp.UserIosb = irp.IoStatus;
	else
		report({ .code = BugCheck::driver_verifier_iomanager_violation,
			 .parameter = { kBlockOnOldStack, address_of(irp.UserIosb), 0, 0 },
			 .call = { "IoBuildAsynchronousFsdRequest", pool_caller(&irp, kIrpTag) },
			 .item = &irp },
		       "the I/O status block at %p is in no memory any more; it is not written",
		       irp.UserIosb);
}

} /* namespace */

void irp_of_thread_completed(PIRP irp)
{
	Built *built = built_of(irp);
	_WINWORK_IMAGE *image = built->image;
	Finishing finishing;
	const bool has_thread = begin_finish(built, finishing);
	PKEVENT event = nullptr;

	if (has_thread) {
		const bool is_waited_for = built->was_pended && !has_results(*irp);

		if (is_waited_for)
			report_not_marked(built->device, irp, built->major);
		if (is_waited_for || has_results(*irp))
			event = store_results(*built);
	}
	release_buffers(built);
	put(built);
	if (event)
		KeSetEvent(event, IO_NO_INCREMENT, FALSE);
	if (has_thread)
		end_finish(finishing);
	if (image)
		image_dereference(image);
}

void irp_asynchronous_completed(PIRP irp)
{
	const CallSite call = { "IoCompleteRequest", nullptr };
	void *const buffer = irp->Flags & IRP_DEALLOCATE_BUFFER ? irp->AssociatedIrp.SystemBuffer
								: nullptr;

	copy_output(*irp, buffer, irp->UserBuffer,
		    static_cast<ULONG_PTR>(irp->Overlay.AllocationSize.QuadPart));
	if (has_results(*irp) && irp->UserIosb)
		store_status(*irp);
	request_mdls_release(irp->MdlAddress);
	if (buffer)
		pool_free(call, buffer, kBufferTag);
	pool_free(call, irp, kIrpTag);
}

const void *task_of_irp(const IRP *irp)
{
	return irp->AllocationFlags & kIrpOfThread ? built_of(const_cast<PIRP>(irp))->task
						   : nullptr;
}

bool irp_of_thread_freed(PIRP irp)
{
	_WINWORK_IMAGE *image = nullptr;
	Built *built = nullptr;

	{
		LockGuard guard(lock);

		if (!find_member(all, [&](WalkEntry *entry) {
			built = built_of(entry);
			return &built->irp == irp;
		}))
			return false;
		/* A driver below has it. */
		if (irp->CurrentLocation <= irp->StackCount)
			return true;
		take_out(built);
		if (built->is_out)
			image = built->image;
		built->is_out = false;
		take_sending(built->irp);
	}
	release_buffers(built);
	put(built);
	ww_gate_wake();
	if (image)
		image_dereference(image);
	return true;
}

void irps_of_thread_end(const void *task)
{
	constexpr u32 kStep = 10;	/* of ww_gate_wait() */
	u32 waited = 0;

	{
		BuiltWalk walk;

		while (Built *built = next_uncancelled(walk, task)) {
			cancel_irp({ "IoCancelIrp", nullptr }, &built->irp);
			put(built);
		}
	}
	while (!ww_gate_wait(has_none_out, const_cast<void *>(task))) {
		waited += kStep;
		ww_print(WW_LEVEL_WARNING,
			 "a system thread that ends waits for the IRPs that it has sent: %u s",
			 waited);
		if (waited >= ww_cancel_timeout)
			abandon(task);
	}
}

void irps_built_describe(const _WINWORK_IMAGE &image)
{
	constexpr u32 kEnough = 16;	/* docs/scheduling.md, Constants */
	char device[2 * kObjectName];
	BuiltWalk walk;
	Sent sent;

	for (u32 i = 0; i < kEnough && next_sent(walk, image, sent); i++) {
		if (!object_describe(sent.device, device, sizeof(device)))
			ww_format(device, sizeof(device), "a device that is deleted");
		ww_print(WW_LEVEL_WARNING, "  sent: %s to %s, built by %s", major_name(sent.major),
			 device, ShownCode(sent.caller).text);
	}
}

void irps_built_report_left(const _WINWORK_IMAGE &image)
{
	BuiltWalk walk;

	while (Built *built = take_left(walk, image)) {
		report({ .code = BugCheck::driver_unloaded_without_cancelling_pending_operations,
			 .parameter = { address_of(&built->irp), 0, 0, 0 },
			 .call = { "DriverUnload", built->call.caller }, .item = &built->irp,
			 .owner = image.DriverObject },
		       "the driver has built an IRP and never sent it");
		release_buffers(built);
		put(built);
	}
}

void irps_built_init()
{
	lock.init(WW_LOCK_BUILT_IRPS);

	LockGuard guard(lock);

	InitializeListHead(&all);
}

} /* namespace ww */

using namespace ww;

extern "C" {

PIRP NTAPI IoBuildDeviceIoControlRequest(ULONG IoControlCode, PDEVICE_OBJECT DeviceObject,
					 PVOID InputBuffer, ULONG InputBufferLength,
					 PVOID OutputBuffer, ULONG OutputBufferLength,
					 BOOLEAN InternalDeviceIoControl, PKEVENT Event,
					 PIO_STATUS_BLOCK IoStatusBlock)
{
	const Wanted wanted = { WW_CALL_SITE, DeviceObject, Event, IoStatusBlock };

	if (!is_allowed(wanted))
		return nullptr;

	Built *built = make(wanted, InternalDeviceIoControl ? IRP_MJ_INTERNAL_DEVICE_CONTROL
							    : IRP_MJ_DEVICE_CONTROL);

	if (!built)
		return nullptr;
	return finish(built, add_control(wanted, built,
					 { IoControlCode, InputBuffer, InputBufferLength,
					   OutputBuffer, OutputBufferLength }));
}

PIRP NTAPI IoBuildSynchronousFsdRequest(ULONG MajorFunction, PDEVICE_OBJECT DeviceObject,
					PVOID Buffer, ULONG Length, PLARGE_INTEGER StartingOffset,
					PKEVENT Event, PIO_STATUS_BLOCK IoStatusBlock)
{
	const Wanted wanted = { WW_CALL_SITE, DeviceObject, Event, IoStatusBlock };

	if (!is_allowed(wanted, MajorFunction))
		return nullptr;

	Built *built = make(wanted, static_cast<UCHAR>(MajorFunction));

	if (!built)
		return nullptr;
	return finish(built, add_transfer(wanted, built,
					  { MajorFunction, Buffer, Length, StartingOffset }));
}

PIRP NTAPI IoBuildAsynchronousFsdRequest(ULONG MajorFunction, PDEVICE_OBJECT DeviceObject,
					 PVOID Buffer, ULONG Length, PLARGE_INTEGER StartingOffset,
					 PIO_STATUS_BLOCK IoStatusBlock)
{
	const Wanted wanted = { WW_CALL_SITE, DeviceObject, nullptr, IoStatusBlock };

	if (!is_allowed(wanted, MajorFunction))
		return nullptr;

	const CCHAR locations = DeviceObject->StackSize;
	auto *irp = static_cast<IRP *>(pool_allocate({ .call = wanted.call,
						       .bytes = IoSizeOfIrp(locations),
						       .tag = kIrpTag,
						       .zero = true,
						       .may_sleep = true }));

	if (!irp)
		return nullptr;
	start(wanted, *irp, locations, kIrpAsynchronous, static_cast<UCHAR>(MajorFunction));
	if (!add_asynchronous(wanted, *irp, { MajorFunction, Buffer, Length, StartingOffset })) {
		pool_free(wanted.call, irp, kIrpTag);
		return nullptr;
	}
	return irp;
}

} /* extern "C" */
