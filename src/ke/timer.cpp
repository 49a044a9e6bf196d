/* SPDX-License-Identifier: GPL-2.0 */
/*
 * KTIMER: one-shot and periodic timers, with or without a DPC.
 *
 * There are two trees, one of timers with a relative due time and one of timers with an absolute
 * one. A timer that is set is a node of one of them. Each tree has an alarm, one Linux timer for
 * its earliest node. So a KTIMER is as small as on Windows, and setting it needs no memory. After a
 * cancellation or the last expiry nothing refers to it, and the driver may free it.
 *
 * The trees are treaps: heaps by due time, with the earliest timer as root, and binary search trees
 * by a hash of the DPC's address and then of the timer's. The hashes balance them as random numbers
 * would, and the timers of a DPC are found without a search of all. TimerListEntry holds a node's
 * children: Flink those with smaller hashes, Blink those with larger ones.
 *
 * timers_lock covers the trees and all fields of a timer except its header. An expiry holds it from
 * beginning to end. The order of locks: timers_lock, the timer's DispatcherGuard, the DPC queue's.
 */
#include "timer.hpp"

#include <wdm.h>

#include "base/cold.hpp"
#include "base/lock.hpp"
#include "base/mixed.hpp"
#include "base/near_code.hpp"
#include "base/report.hpp"
#include "dispatcher.hpp"
#include "dpc.hpp"
#include "linux/alarm.h"
#include "linux/time.h"
#include "linux/trace_point.h"
#include "time.hpp"

namespace ww {

constinit Lock timers_lock;

namespace {

using Node = LIST_ENTRY;

struct Tree {
	Node *root;
	s64 alarm;		/* the time that its Linux timer is set to; WW_FOREVER for none */
};

/*
 * An expiry in hard interrupt context signals no more timers than this. Then the interrupted code
 * and the DPCs have the CPU for a moment.
 */
constexpr u32 kMostAtOnce = kSimulated ? 2 : 64;
constexpr s64 kPause = 100000;		/* nanoseconds */

constinit u64 times_set WW_GUARDED_BY(timers_lock) = 0;	/* settings of all timers so far */
constinit Tree trees[WW_CLOCKS] WW_GUARDED_BY(timers_lock) = {
	{ nullptr, WW_FOREVER },
	{ nullptr, WW_FOREVER },
};

/*
 * KTIMER.Processor: the two low bits name the timer's tree, as its clock + 1. The others are the
 * near_code() that has set the timer. A timer in no tree has this.
 */
constexpr ULONG kInNoTree = 0;
constexpr unsigned int kTreeBits = 2;
constexpr ULONG kTreeMask = (1 << kTreeBits) - 1;

static_assert(WW_CLOCKS <= kTreeMask);

ULONG tree_and_setter(ww_clock clock, const void *setter)
{
	return static_cast<ULONG>(near_code<32 - kTreeBits>(setter)) << kTreeBits |
	       (1 + static_cast<ULONG>(clock));
}

const void *setter_of(const KTIMER &timer)
{
	return code_near(static_cast<s32>(timer.Processor) >> kTreeBits);
}

Tree &tree_of(const KTIMER &timer) WW_REQUIRES(timers_lock)
{
	return trees[(timer.Processor & kTreeMask) - 1];
}

KTIMER *timer_of(Node *node)
{
	return CONTAINING_RECORD(node, KTIMER, TimerListEntry);
}

/* Returns the due time in nanoseconds of the tree's clock. */
s64 due_of(Node *node)
{
	return static_cast<s64>(timer_of(node)->DueTime.QuadPart);
}

/* One-to-one. */
u64 hash_of(const void *address)
{
	return mixed_twice(address_of(address));
}

/* A node's place in the order of its tree. The place of no node comes first. */
struct Place {
	u64 dpc;
	u64 node;

	bool operator<(const Place &other) const
	{
		return dpc != other.dpc ? dpc < other.dpc : node < other.node;
	}
};

Place place_of(Node *node)
{
	return { hash_of(timer_of(node)->Dpc), hash_of(node) };
}

bool before(Node *a, Node *b)
{
	return place_of(a) < place_of(b);
}

/* The first node behind @place, or null. */
Node *next_of(const Tree &tree, const Place &place)
{
	Node *next = nullptr;

	for (Node *candidate = tree.root; candidate;) {
		if (place < place_of(candidate)) {
			next = candidate;
			candidate = candidate->Flink;
		} else {
			candidate = candidate->Blink;
		}
	}
	return next;
}

void insert(Tree &tree, Node *node)
{
	Node **link = &tree.root;

	while (*link && due_of(*link) <= due_of(node))
		link = before(node, *link) ? &(*link)->Flink : &(*link)->Blink;

	/* The subtree there is due later. Split it into the nodes before this one and those after. */
	Node *rest = *link;
	Node **smaller = &node->Flink;
	Node **larger = &node->Blink;

	*link = node;
	while (rest) {
		if (before(rest, node)) {
			*smaller = rest;
			smaller = &rest->Blink;
			rest = rest->Blink;
		} else {
			*larger = rest;
			larger = &rest->Flink;
			rest = rest->Flink;
		}
	}
	*smaller = nullptr;
	*larger = nullptr;
}

void remove(Tree &tree, Node *node)
{
	Node **link = &tree.root;

	while (*link != node)
		link = before(node, *link) ? &(*link)->Flink : &(*link)->Blink;

	Node *smaller = node->Flink;
	Node *larger = node->Blink;

	while (smaller && larger) {
		if (due_of(smaller) <= due_of(larger)) {
			*link = smaller;
			link = &smaller->Blink;
			smaller = smaller->Blink;
		} else {
			*link = larger;
			link = &larger->Flink;
			larger = larger->Flink;
		}
	}
	*link = smaller ? smaller : larger;
}

/* Removes the timer from its tree. Returns false if it is not set. */
bool stop(KTIMER *timer) WW_REQUIRES(timers_lock)
{
	timers_lock.assert_held();
	if (timer->Processor == kInNoTree)
		return false;
	remove(tree_of(*timer), &timer->TimerListEntry);
	timer->Processor = kInNoTree;
	return true;
}

/*
 * Makes the alarm come in time for the tree's earliest timer. A cancellation does not move the
 * alarm: it comes too early then, and is set again.
 */
void set_alarm(ww_clock clock) WW_REQUIRES(timers_lock)
{
	Tree &tree = trees[clock];

	if (!tree.root || due_of(tree.root) >= tree.alarm)
		return;
	tree.alarm = due_of(tree.root);
	ww_alarm_set(clock, tree.alarm);
}

/* Adds a timer that is in no tree to its tree. */
void start(KTIMER *timer, Deadline due, const void *setter) WW_REQUIRES(timers_lock)
{
	timers_lock.assert_held();
	timer->DueTime.QuadPart = static_cast<ULONGLONG>(due.when);
	timer->Processor = tree_and_setter(due.clock, setter);
	times_set++;
	insert(trees[due.clock], &timer->TimerListEntry);
	set_alarm(due.clock);
}

/* In nanoseconds; 0 for none. */
s64 period_of(const KTIMER &timer)
{
	constexpr s64 kNanosecondsPerMillisecond = 1000000;

	return timer.Period > 0 ? timer.Period * kNanosecondsPerMillisecond : -timer.Period * kNanosecondsPerUnit;
}

/* Of its DPC, for the trace events; or null. */
const void *traced_routine(const KTIMER &timer)
{
	return timer.Dpc ? dpc_code(*timer.Dpc) : nullptr;
}

/* Before it is in its tree: then its expiry comes later. */
WW_COLD void trace_set(const KTIMER &timer, Deadline due, const void *setter)
{
	ww_trace_timer_set(&timer, traced_routine(timer), setter, due.when - ww_time(due.clock), period_of(timer));
}

void start_next_period(KTIMER *timer, ww_clock clock, s64 due, const void *setter)
	WW_REQUIRES(timers_lock)
{
	const s64 now = ww_time(WW_CLOCK_MONOTONIC);
	const s64 period = period_of(*timer);
	s64 next = (clock == WW_CLOCK_MONOTONIC ? due : now) + period;

	/* Missed periods are skipped: a late expiry is followed by one period, not by several. */
	if (next <= now)
		next = now + period;
	start(timer, { WW_CLOCK_MONOTONIC, next }, setter);
}

/*
 * Signals the timer, starts its next period, and queues its DPC.
 *
 * The DPC comes last. It may run at once on another CPU, and its routine may free the timer, or
 * signal a thread that does. It is queued under the guard, which the timer's waiters take before
 * they return. So a waiter that flushes the DPCs before it frees the KDPC waits for this one.
 */
void expire(KTIMER *timer, ww_clock clock) WW_REQUIRES(timers_lock)
{
	const s64 due = due_of(&timer->TimerListEntry);
	KDPC *const dpc = timer->Dpc;
	const void *const setter = setter_of(*timer);
	DispatcherGuard guard(timer);

	stop(timer);
	if (timer->Period)
		start_next_period(timer, clock, due, setter);
	if (WW_IS_TRACED(timer_expire)) [[unlikely]]
		ww_trace_timer_expire(timer, traced_routine(*timer), setter, ww_time(clock) - due);
	timer->Header.SignalState = 1;
	wake_waiters(timer->Header);
	if (dpc)
		dpc_insert(dpc, nullptr, nullptr, setter);
}

/* Expires the first timer if it is due. Otherwise sets the alarm for it, and returns false. */
bool expire_first(ww_clock clock)
{
	LockGuard guard(timers_lock);
	Tree &tree = trees[clock];

	if (tree.root && due_of(tree.root) <= ww_time(clock)) {
		expire(timer_of(tree.root), clock);
		return true;
	}
	tree.alarm = WW_FOREVER;
	set_alarm(clock);
	return false;
}

/* Goes on with the expiries after a pause. */
void set_alarm_after_pause(ww_clock clock)
{
	LockGuard guard(timers_lock);

	trees[clock].alarm = ww_time(clock) + kPause;
	ww_alarm_set(clock, trees[clock].alarm);
}

bool belongs_to(KTIMER *timer, const _WINWORK_IMAGE &image)
{
	return image_contains(image, timer) || (timer->Dpc && dpc_belongs_to(*timer->Dpc, image));
}

/*
 * Visits the timers that are set. The lock is held for some of them at a time, so a timer that is
 * set meanwhile may be missed.
 */
class Walk {
public:
	/* The next timer for which wanted(timer) is true, under the lock; or null. */
	template <typename Wanted>
	KTIMER *next(Wanted wanted)
	{
		while (clock_ < WW_CLOCKS) {
			LockGuard guard(timers_lock);

			for (u32 i = 0; i < kMostAtOnce && clock_ < WW_CLOCKS; i++) {
				KTIMER *const timer = advance();

				if (timer && wanted(timer))
					return timer;
			}
		}
		return nullptr;
	}

private:
	/* Null at the end of a tree. */
	KTIMER *advance() WW_REQUIRES(timers_lock)
	{
		Node *const node = next_of(trees[clock_], at_);

		if (!node) {
			clock_++;
			at_ = {};
			return nullptr;
		}
		at_ = place_of(node);
		return timer_of(node);
	}

	u32 clock_ = 0;
	Place at_{};
};

bool names_tree(const KTIMER &timer)
{
	const ULONG tree = __atomic_load_n(&timer.Processor, __ATOMIC_RELAXED) & kTreeMask;

	return tree && tree <= WW_CLOCKS;
}

/* Whether memory that may be a timer is a node of a tree. */
bool is_set(KTIMER *timer)
{
	/* Rules out most memory before the lock is taken. */
	if (timer->Header.Type >= 32 || !(kTimers >> timer->Header.Type & 1) || !names_tree(*timer))
		return false;

	LockGuard guard(timers_lock);

	if (!names_tree(*timer))
		return false;

	Node *const wanted = &timer->TimerListEntry;
	Node *node = tree_of(*timer).root;

	while (node && node != wanted)
		node = before(wanted, node) ? node->Flink : node->Blink;
	return node;
}

void initialise(CallSite call, KTIMER *timer, TIMER_TYPE type)
{
	if (is_set(timer)) {
		report({ .code = BugCheck::timer_or_dpc_invalid,
			 .parameter = { kBadTimer, address_of(timer), 0, 0 }, .call = call,
			 .item = timer },
		       "the timer is set");
		return;
	}
	dispatcher_object_init(timer->Header,
			       type == NotificationTimer ? kTimerNotification
							 : kTimerSynchronization,
			       sizeof(*timer), 0);
	timer->DueTime.QuadPart = 0;
	timer->TimerListEntry = {};
	timer->Dpc = nullptr;
	timer->Processor = kInNoTree;
	timer->Period = 0;
}

bool is_of_set_timer(const KDPC *dpc)
{
	const Place before_all = { hash_of(dpc), 0 };
	LockGuard guard(timers_lock);

	for (const Tree &tree : trees) {
		Node *const node = next_of(tree, before_all);

		if (node && timer_of(node)->Dpc == dpc)
			return true;
	}
	return false;
}

/* Reports what keeps the memory at @at in use. */
bool reports_use(const FreedMemory &memory, uintptr_t at)
{
	auto *timer = reinterpret_cast<KTIMER *>(at);
	const auto *dpc = reinterpret_cast<const KDPC *>(at);
	const char *use = nullptr;
	const bool is_timer = is_set(timer);

	if (is_timer)
		use = "a timer that is set";
	else if (!is_dpc_type(dpc->Type))
		return false;
	else if (dpc_is_queued(dpc))
		use = "a DPC that is queued";
	else if (is_of_set_timer(dpc))
		use = "the DPC of a timer that is set";
	if (use)
		report(memory.violation(BugCheck::timer_or_dpc_invalid,
					is_timer ? kBadTimer : kBadDpc, timer, memory.owner),
		       "the memory holds %s", use);
	return use;
}

} /* namespace */

BOOLEAN timer_set(CallSite call, KTIMER *timer, LARGE_INTEGER due, LONG period, KDPC *dpc)
{
	if (!dispatcher_call_valid(call, &timer->Header, kTimers) || (dpc && !dpc_valid(call, dpc)))
		return FALSE;

	LockGuard guard(timers_lock);

	return timer_set(timer, due, period > 0 ? period : 0, dpc, call.caller);
}

BOOLEAN timer_cancel(CallSite call, KTIMER *timer)
{
	if (!dispatcher_call_valid(call, &timer->Header, kTimers))
		return FALSE;

	LockGuard guard(timers_lock);
	const bool was_set = stop(timer);

	if (WW_IS_TRACED(timer_cancel)) [[unlikely]] {
		if (was_set)
			ww_trace_timer_cancel(timer, traced_routine(*timer), call.caller);
	}
	return was_set;
}

bool timer_set(KTIMER *timer, LARGE_INTEGER due, LONG period, KDPC *dpc, const void *setter)
{
	const bool was_set = stop(timer);
	{
		DispatcherGuard object(timer);

		timer->Header.SignalState = 0;
	}
	timer->Dpc = dpc;
	timer->Period = period;

	const Deadline deadline = deadline_of(due.QuadPart);

	if (WW_IS_TRACED(timer_set)) [[unlikely]]
		trace_set(*timer, deadline, setter);
	start(timer, deadline, setter);
	return was_set;
}

bool timer_stop(KTIMER *timer)
{
	return stop(timer);
}

bool timer_is_set(const KTIMER *timer)
{
	timers_lock.assert_held();
	return timer->Processor != kInNoTree;
}

void timers_cancel_left(const _WINWORK_IMAGE &image, Timers which, const void *&reported)
{
	Walk walk;
	const void *routine = nullptr;
	const void *setter = nullptr;

	while (KTIMER *timer = walk.next([&image, which, &routine, &setter](KTIMER *each) {
		timers_lock.assert_held();
		if (which != Timers::all && !(each->Period && each->Dpc))
			return false;
		if (!timer_is_set(each) || !belongs_to(each, image))
			return false;
		routine = each->Dpc ? dpc_routine(*each->Dpc) : nullptr;
		setter = setter_of(*each);
		return stop(each);
	})) {
		if (timer == reported)
			continue;
		reported = timer;
		report({ .code = BugCheck::timer_or_dpc_invalid,
			 .parameter = { kBadTimer, address_of(timer), 0, 0 },
			 .call = { "DriverUnload", setter }, .item = timer, .owner = image.DriverObject,
			 .routine = routine, .caller_did = "set by" },
		       "the driver leaves a timer behind that is set%s", ShownVariable(timer).text);
	}
}

bool timers_pending(const _WINWORK_IMAGE &image, u64 &events)
{
	{
		LockGuard guard(timers_lock);

		events += times_set;
	}
	return Walk().next([&image](KTIMER *timer) { return belongs_to(timer, image); });
}

static_assert(sizeof(KTIMER) == sizeof(KDPC) && alignof(KTIMER) == alignof(KDPC));

bool timers_let_go(const FreedMemory &memory)
{
	return !memory.any(alignof(KTIMER), sizeof(KTIMER), [&memory](uintptr_t at) {
		return reports_use(memory, at);
	});
}

void timers_finish_expiry()
{
	LockGuard guard(timers_lock);
}

void timers_init()
{
	timers_lock.init(WW_LOCK_TIMERS);
	ww_alarms_init();
}

void timers_exit()
{
	ww_alarms_exit();
}

} /* namespace ww */

extern "C" {

void ww_alarm_expired(enum ww_clock clock)
{
	/* The lock is released between two timers, so that other CPUs can take it. */
	for (ww::u32 i = 0; i < ww::kMostAtOnce; i++) {
		if (!ww::expire_first(clock))
			return;
	}
	ww::set_alarm_after_pause(clock);
}

VOID NTAPI KeInitializeTimerEx(PKTIMER Timer, TIMER_TYPE Type)
{
	ww::initialise(WW_CALL_SITE, Timer, Type);
}

VOID NTAPI KeInitializeTimer(PKTIMER Timer)
{
	ww::initialise(WW_CALL_SITE, Timer, NotificationTimer);
}

BOOLEAN NTAPI KeSetTimer(PKTIMER Timer, LARGE_INTEGER DueTime, PKDPC Dpc)
{
	return ww::timer_set(WW_CALL_SITE, Timer, DueTime, 0, Dpc);
}

BOOLEAN NTAPI KeSetTimerEx(PKTIMER Timer, LARGE_INTEGER DueTime, LONG Period, PKDPC Dpc)
{
	return ww::timer_set(WW_CALL_SITE, Timer, DueTime, Period, Dpc);
}

/* TolerableDelay has no effect: an expiry in time is always within it. */
BOOLEAN NTAPI KeSetCoalescableTimer(PKTIMER Timer, LARGE_INTEGER DueTime, ULONG Period, ULONG,
				    PKDPC Dpc)
{
	/* A Period above MAXLONG means a one-shot timer, as a negative one does in KeSetTimerEx. */
	return ww::timer_set(WW_CALL_SITE, Timer, DueTime, static_cast<LONG>(Period), Dpc);
}

BOOLEAN NTAPI KeCancelTimer(PKTIMER Timer)
{
	return ww::timer_cancel(WW_CALL_SITE, Timer);
}

BOOLEAN NTAPI KeReadStateTimer(PKTIMER Timer)
{
	return __atomic_load_n(&Timer->Header.SignalState, __ATOMIC_ACQUIRE) > 0;
}

} /* extern "C" */
