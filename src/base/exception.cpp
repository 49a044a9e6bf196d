/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The frames of each context, and the way of an exception from one to the next.
 */
#include "exception.hpp"

#include <winwork.h>
#include <winwork/rtl/exception.h>

#include "atomic.hpp"
#include "device_lock.hpp"
#include "digital_tree.hpp"
#include "irql.hpp"
#include "linux/exception.h"
#include "linux/spinlock.h"
#include "lock.hpp"
#include "report.hpp"

namespace ww {
namespace {

struct TryFrame;

/*
 * The innermost frame of one context. Only that context writes a slot with its id, so it needs no
 * lock to find the slot and to use it.
 */
struct Slot {
	Atomic<uintptr_t> context;	/* an id of ww_execution_id(); 0: free */
	TryFrame *innermost;
};

struct SpareSlot : Slot {
	u64 number() const { return context.load(Order::relaxed); }

	SpareSlot *child[2];
};

/* None can be continued, and none has parameters. */
struct Exception {
	s32 code;
	CallSite raised;
};

enum class Kind : u8 {
	except,
	finally,
};

struct TryFrame {
	ww_try_state state;		/* first: WinworkTryEnter() writes it */
	TryFrame *outer;
	Slot *slot;			/* null when the frame is not linked */
	const void *caller;		/* in the function with the __try */
	Exception exception;		/* the one that it has got */
	u32 locks;			/* spin locks held, and the IRQL, when the __try began */
	u8 irql;
	Kind kind;
	bool unwinding;			/* it has got an exception */

	/* Of the outermost frame of a context for which its bucket has no slot. */
	SpareSlot spare;
};

static_assert(sizeof(TryFrame) <= sizeof(WINWORK_TRY) && alignof(TryFrame) <= alignof(WINWORK_TRY));

constexpr u32 kBucketBits = 6;
constexpr u32 kSlots = 4;		/* a cache line */

struct alignas(64) Bucket {
	Slot slot[kSlots];
};

constinit Bucket buckets[1 << kBucketBits]{};

/* The spare slots in use. Entering cannot fail, and their number has no bound. */
constinit Lock lock;
constinit DigitalTree<SpareSlot> spares WW_GUARDED_BY(lock){};
constinit Atomic<u32> spares_in_use;

Bucket &bucket_of(uintptr_t context)
{
	return buckets[mixed(context) >> (64 - kBucketBits)];
}

Slot *find_spare(uintptr_t context)
{
	LockGuard guard(lock);

	return spares.find(context);
}

/* The slot of the context, or null if no __try is entered in it. */
Slot *find(uintptr_t context)
{
	for (Slot &slot : bucket_of(context).slot) {
		if (slot.context.load(Order::relaxed) == context)
			return &slot;
	}
	return spares_in_use.load(Order::relaxed) ? find_spare(context) : nullptr;
}

Slot *claim_spare(uintptr_t context, SpareSlot &spare)
{
	LockGuard guard(lock);

	spare.context.store(context, Order::relaxed);
	spares.insert(spare);
	spares_in_use.fetch_add(1, Order::relaxed);
	return &spare;
}

/* A slot for the context, whose outermost frame is @frame. */
Slot *claim(uintptr_t context, TryFrame &frame)
{
	for (Slot &slot : bucket_of(context).slot) {
		uintptr_t free = 0;

		if (!slot.context.load(Order::relaxed) &&
		    slot.context.compare_exchange(free, context, Order::acquire))
			return &slot;
	}
	return claim_spare(context, frame.spare);
}

bool is_spare(const Slot *slot)
{
	const uintptr_t at = reinterpret_cast<uintptr_t>(slot);
	const uintptr_t begin = reinterpret_cast<uintptr_t>(buckets);

	return at - begin >= sizeof(buckets);
}

void give_back(Slot *slot)
{
	if (!is_spare(slot)) {
		slot->context.store(0, Order::release);
		return;
	}

	LockGuard guard(lock);

	spares.remove(static_cast<SpareSlot &>(*slot));
	spares_in_use.fetch_sub(1, Order::relaxed);
}

/* Unlinks the innermost frame. */
void pop(TryFrame &frame)
{
	Slot *slot = frame.slot;

	slot->innermost = frame.outer;
	if (!frame.outer)
		give_back(slot);
	frame.slot = nullptr;
}

/* Does any frame, from this one outward, have a filter? */
bool has_filter(const TryFrame *frame)
{
	while (frame && frame->kind != Kind::except)
		frame = frame->outer;
	return frame;
}

/* On Windows the machine stops before a __finally runs. */
WW_COLD void stop_unhandled(const Exception &exception, Slot *slot)
{
	const CallSite &raised = exception.raised;

	if (slot)
		give_back(slot);
	report({ .code = BugCheck::kmode_exception_not_handled,
		 .parameter = { static_cast<uintptr_t>(exception.code), address_of(raised.caller),
				0, 0 },
		 .call = raised },
	       "the exception 0x%08X has no __except that handles it",
	       static_cast<u32>(exception.code));
	ww_stop_context();
}

/* Gives the exception to the innermost frame. */
void dispatch(const Exception &exception)
{
	Slot *slot = find(ww_execution_id());
	TryFrame *frame = slot ? slot->innermost : nullptr;

	if (!has_filter(frame)) {
		stop_unhandled(exception, slot);
		return;
	}
	pop(*frame);
	frame->exception = exception;
	frame->unwinding = true;
	ww_try_resume(&frame->state);
}

/* An __except runs with the IRQL and the spin locks of its __try. */
void restore_irql(const TryFrame &frame)
{
	const u8 irql = current_irql();
	u32 locks = ww_spin_held();

	if (irql <= frame.irql && locks <= frame.locks) [[likely]]
		return;
	/* The __try began with no lock of an interrupt. */
	if (frame.irql <= kDispatchLevel)
		locks += device_locks_release_above(nullptr);
	if (locks > frame.locks) {
		for (u32 raised = ww_spin_release_held(frame.locks); raised; raised--)
			ww_bottom_halves_enable();
	}
	if (current_irql() > frame.irql)
		lower_irql(frame.irql, { "__except", frame.caller });
	report({ .code = BugCheck::irql_unexpected_value,
		 .parameter = { uintptr_t(irql) << 16 | uintptr_t(frame.irql) << 8, locks,
				frame.locks, 0 },
		 .call = { "__except", frame.caller } },
	       "the exception 0x%08X of %s came at IRQL %u, holding %u spin locks, and the __try began at "
	       "IRQL %u, holding %u", static_cast<u32>(frame.exception.code),
	       frame.exception.raised.function,
	       irql, locks, frame.irql, frame.locks);
}

TryFrame &frame_of(WINWORK_TRY *storage)
{
	return *reinterpret_cast<TryFrame *>(storage);
}

const TryFrame &frame_of(const WINWORK_TRY *storage)
{
	return *reinterpret_cast<const TryFrame *>(storage);
}

} /* namespace */

void exceptions_init()
{
	lock.init(WW_LOCK_EXCEPTIONS);
}

void raise_exception(s32 status, const CallSite &call)
{
	dispatch({ status, call });
}

void raise_if_guarded(s32 status, const CallSite &call)
{
	const Slot *slot = find(ww_execution_id());

	if (slot && has_filter(slot->innermost))
		dispatch({ status, call });
}

} /* namespace ww */

using namespace ww;

extern "C" void ww_exception_enter(void *storage, int is_finally, const void *caller)
{
	TryFrame &frame = frame_of(static_cast<WINWORK_TRY *>(storage));
	const uintptr_t context = ww_execution_id();
	Slot *slot = find(context);

	frame.outer = slot ? slot->innermost : nullptr;
	frame.slot = slot ? slot : claim(context, frame);
	frame.caller = caller;
	frame.kind = is_finally ? Kind::finally : Kind::except;
	frame.unwinding = false;
	frame.irql = current_irql();
	frame.locks = ww_spin_held();
	frame.slot->innermost = &frame;
}

extern "C" VOID WinworkTryLeave(WINWORK_TRY *Try)
{
	TryFrame &frame = frame_of(Try);

	if (frame.slot)
		pop(frame);
}

extern "C" BOOLEAN WinworkTryFilter(WINWORK_TRY *Try, LONG Value)
{
	TryFrame &frame = frame_of(Try);

	if (Value < 0)
		dispatch({ STATUS_NONCONTINUABLE_EXCEPTION, frame.exception.raised });
	if (Value <= 0)
		return FALSE;
	restore_irql(frame);
	return TRUE;
}

extern "C" VOID WinworkTryFinally(WINWORK_TRY *Try)
{
	WinworkTryLeave(Try);
}

extern "C" BOOLEAN WinworkTryUnwinding(const WINWORK_TRY *Try)
{
	return frame_of(Try).unwinding;
}

extern "C" VOID WinworkTrySearch(WINWORK_TRY *Try)
{
	dispatch(frame_of(Try).exception);
}

extern "C" NTSTATUS WinworkTryCode(const WINWORK_TRY *Try)
{
	return frame_of(Try).exception.code;
}

extern "C" PEXCEPTION_POINTERS WinworkTryInformation(const WINWORK_TRY *Try,
						     WINWORK_TRY_INFORMATION *Information)
{
	const Exception &exception = frame_of(Try).exception;
	EXCEPTION_RECORD &record = Information->Record;

	record = {};
	record.ExceptionCode = exception.code;
	record.ExceptionFlags = EXCEPTION_NONCONTINUABLE;
	record.ExceptionAddress = const_cast<void *>(exception.raised.caller);
	Information->Pointers = { &record, nullptr };
	return &Information->Pointers;
}

extern "C" VOID NTAPI WinworkRaiseException(NTSTATUS Status, const char *Function)
{
	raise_exception(Status, { Function, __builtin_return_address(0) });
}
