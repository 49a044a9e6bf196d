/* SPDX-License-Identifier: GPL-2.0 */
/*
 * KTIMER: one-shot and periodic timers, with or without a DPC.
 *
 * A set timer is a node of one of two trees, of the times relative to the setting and of the
 * absolute ones, and each tree has one Linux timer for its earliest node. So a KTIMER stays as
 * small as it is on Windows, setting it needs no memory, and once it is cancelled or expired
 * nothing refers to it: it may be freed.
 *
 * The trees are treaps: binary search trees by due time, and heaps by a number that the node's
 * address yields, which balances them as random numbers would. A node's children are the two
 * pointers of TimerListEntry.
 *
 * timers_lock covers the trees and every field of a timer but its header, and is held through
 * an expiry. The order is timers_lock, the timer's DispatcherGuard, the DPC queue's lock.
 */
#include "timer.hpp"

#include <wdm.h>

#include "base/irql.hpp"
#include "base/lock.hpp"
#include "base/report.hpp"
#include "dispatcher.hpp"
#include "dpc.hpp"
#include "linux/alarm.h"
#include "linux/time.h"
#include "time.hpp"

namespace ww {

constinit Lock timers_lock;

namespace {

using Node = LIST_ENTRY;

struct Tree {
	Node *root;
	s64 alarm;		/* when its Linux timer will expire at the latest */
};

constinit u64 times_set = 0;
constinit Tree trees[WW_CLOCKS] = { { nullptr, WW_FOREVER }, { nullptr, WW_FOREVER } };

/* What Windows keeps in Processor nobody needs; here it tells the tree a timer is in. */
constexpr ULONG kInNoTree = 0;

KTIMER *timer_of(Node *node)
{
	return CONTAINING_RECORD(node, KTIMER, TimerListEntry);
}

/* Nanoseconds of the tree's clock. */
s64 due_of(Node *node)
{
	return static_cast<s64>(timer_of(node)->DueTime.QuadPart);
}

u64 weight_of(const Node *node)
{
	constexpr u64 kGoldenRatio = 0x61c8864680b583eb;

	return (reinterpret_cast<uintptr_t>(node) * kGoldenRatio) ^
	       (reinterpret_cast<uintptr_t>(node) * kGoldenRatio >> 32);
}

bool before(Node *a, Node *b)
{
	const s64 due_a = due_of(a);
	const s64 due_b = due_of(b);

	return due_a != due_b ? due_a < due_b : a < b;
}

Node *first_of(const Tree &tree)
{
	Node *node = tree.root;

	while (node && node->Flink)
		node = node->Flink;
	return node;
}

Node *next_of(const Tree &tree, Node *node)
{
	Node *next = nullptr;

	for (Node *candidate = tree.root; candidate;) {
		if (before(node, candidate)) {
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

	while (*link && weight_of(*link) >= weight_of(node))
		link = before(node, *link) ? &(*link)->Flink : &(*link)->Blink;

	/* What hangs there is lighter: split it into what is before the node and what is after. */
	Node *rest = *link;
	Node **earlier = &node->Flink;
	Node **later = &node->Blink;

	*link = node;
	while (rest) {
		if (before(rest, node)) {
			*earlier = rest;
			earlier = &rest->Blink;
			rest = rest->Blink;
		} else {
			*later = rest;
			later = &rest->Flink;
			rest = rest->Flink;
		}
	}
	*earlier = nullptr;
	*later = nullptr;
}

void remove(Tree &tree, Node *node)
{
	Node **link = &tree.root;

	while (*link != node)
		link = before(node, *link) ? &(*link)->Flink : &(*link)->Blink;

	Node *earlier = node->Flink;
	Node *later = node->Blink;

	while (earlier && later) {
		if (weight_of(earlier) >= weight_of(later)) {
			*link = earlier;
			link = &earlier->Blink;
			earlier = earlier->Blink;
		} else {
			*link = later;
			link = &later->Flink;
			later = later->Flink;
		}
	}
	*link = earlier ? earlier : later;
}

void start(KTIMER *timer, ww_clock clock, s64 due)
{
	timer->DueTime.QuadPart = static_cast<ULONGLONG>(due);
	timer->Processor = kInNoTree + 1 + clock;
	times_set++;
	insert(trees[clock], &timer->TimerListEntry);
}

bool stop(KTIMER *timer)
{
	if (timer->Processor == kInNoTree)
		return false;
	remove(trees[timer->Processor - 1 - kInNoTree], &timer->TimerListEntry);
	timer->Processor = kInNoTree;
	return true;
}

/* An alarm that comes too early because its timer was cancelled sets the right one then. */
void set_alarm(ww_clock clock)
{
	Tree &tree = trees[clock];
	Node *first = first_of(tree);

	if (!first || due_of(first) >= tree.alarm)
		return;
	tree.alarm = due_of(first);
	ww_alarm_set(clock, tree.alarm);
}

void start_next_period(KTIMER *timer, ww_clock clock, s64 due)
{
	constexpr s64 kNanosecondsPerMillisecond = 1000000;
	const s64 now = ww_time(WW_CLOCK_MONOTONIC);
	const s64 period = timer->Period > 0 ? timer->Period * kNanosecondsPerMillisecond
					     : -timer->Period * kNanosecondsPerUnit;
	s64 next = (clock == WW_CLOCK_MONOTONIC ? due : now) + period;

	/* Periods that were missed altogether are not made up for. */
	if (next <= now)
		next = now + period;
	start(timer, WW_CLOCK_MONOTONIC, next);
	set_alarm(WW_CLOCK_MONOTONIC);
}

/*
 * The DPC comes last, as it may run at once on another CPU, and its routine, or a thread that the
 * routine signals, may free the timer. Under the guard, which the timer's waiters pass before they
 * return: one that flushes the DPCs and frees the block finds the DPC queued.
 */
void expire(KTIMER *timer, ww_clock clock)
{
	const s64 due = due_of(&timer->TimerListEntry);
	KDPC *const dpc = timer->Dpc;
	DispatcherGuard guard(timer);

	stop(timer);
	if (timer->Period)
		start_next_period(timer, clock, due);
	timer->Header.SignalState = 1;
	wake_waiters(timer->Header);
	if (dpc)
		dpc_insert(dpc, nullptr, nullptr);
}

/* One timer that is due; false when there is none, and the alarm is set for the next. */
bool expire_first(ww_clock clock)
{
	LockGuard guard(timers_lock);
	Tree &tree = trees[clock];
	Node *first = first_of(tree);

	if (first && due_of(first) <= ww_time(clock)) {
		expire(timer_of(first), clock);
		return true;
	}
	tree.alarm = WW_FOREVER;
	set_alarm(clock);
	return false;
}

BOOLEAN set(CallSite call, KTIMER *timer, LARGE_INTEGER due, LONG period, KDPC *dpc)
{
	if (!at_dispatch_or_below(call, timer) ||
	    !dispatcher_object_known(call, &timer->Header, kTimers))
		return FALSE;

	LockGuard guard(timers_lock);

	return timer_set(timer, due, period, dpc);
}

bool belongs_to(KTIMER *timer, const _WINWORK_IMAGE &image)
{
	return image_contains(image, timer) || (timer->Dpc && dpc_belongs_to(*timer->Dpc, image));
}

/* One of the image's timers that is set, or null. Under the lock. */
KTIMER *find_one_of(const _WINWORK_IMAGE &image, Timers which)
{
	for (const Tree &tree : trees) {
		for (Node *node = first_of(tree); node; node = next_of(tree, node)) {
			KTIMER *timer = timer_of(node);

			if (which == Timers::periodic_with_dpc && !(timer->Period && timer->Dpc))
				continue;
			if (belongs_to(timer, image))
				return timer;
		}
	}
	return nullptr;
}

KTIMER *stop_one_of(const _WINWORK_IMAGE &image, Timers which)
{
	LockGuard guard(timers_lock);
	KTIMER *timer = find_one_of(image, which);

	if (timer)
		stop(timer);
	return timer;
}

} /* namespace */

bool timer_set(KTIMER *timer, LARGE_INTEGER due, LONG period, KDPC *dpc)
{
	const bool was_set = stop(timer);
	{
		DispatcherGuard object(timer);

		timer->Header.SignalState = 0;
	}
	timer->Dpc = dpc;
	timer->Period = period;
	if (due.QuadPart < 0) {
		start(timer, WW_CLOCK_MONOTONIC, relative_deadline(due.QuadPart));
		set_alarm(WW_CLOCK_MONOTONIC);
	} else {
		start(timer, WW_CLOCK_REAL, absolute_deadline(due.QuadPart));
		set_alarm(WW_CLOCK_REAL);
	}
	return was_set;
}

bool timer_stop(KTIMER *timer)
{
	return stop(timer);
}

bool timer_is_set(const KTIMER *timer)
{
	return timer->Processor != kInNoTree;
}

void timers_cancel_left(const _WINWORK_IMAGE &image, Timers which, const void *&reported)
{
	constexpr uintptr_t kTimer = 0;

	while (KTIMER *timer = stop_one_of(image, which)) {
		if (timer == reported)
			continue;
		reported = timer;
		report({ .code = BugCheck::timer_or_dpc_invalid,
			 .parameter = { kTimer, address_of(timer), 0, 0 },
			 .function = "DriverUnload", .item = timer, .owner = image.DriverObject },
		       "the driver leaves a timer behind that is set");
	}
}

bool timers_pending(const _WINWORK_IMAGE &image, u64 &events)
{
	LockGuard guard(timers_lock);

	events += times_set;
	return find_one_of(image, Timers::all);
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
	/* The lock is let go of between two timers, so that other CPUs get at it. */
	while (ww::expire_first(clock))
		;
}

VOID NTAPI KeInitializeTimerEx(PKTIMER Timer, TIMER_TYPE Type)
{
	ww::dispatcher_object_init(Timer->Header,
				   Type == NotificationTimer ? ww::kTimerNotification
							     : ww::kTimerSynchronization,
				   sizeof(*Timer), 0);
	Timer->DueTime.QuadPart = 0;
	Timer->TimerListEntry = {};
	Timer->Dpc = nullptr;
	Timer->Processor = ww::kInNoTree;
	Timer->Period = 0;
}

VOID NTAPI KeInitializeTimer(PKTIMER Timer)
{
	KeInitializeTimerEx(Timer, NotificationTimer);
}

BOOLEAN NTAPI KeSetTimer(PKTIMER Timer, LARGE_INTEGER DueTime, PKDPC Dpc)
{
	return ww::set(WW_CALL_SITE, Timer, DueTime, 0, Dpc);
}

BOOLEAN NTAPI KeSetTimerEx(PKTIMER Timer, LARGE_INTEGER DueTime, LONG Period, PKDPC Dpc)
{
	return ww::set(WW_CALL_SITE, Timer, DueTime, Period > 0 ? Period : 0, Dpc);
}

/* The delay that is tolerable is not made use of: expiring in time is always right. */
BOOLEAN NTAPI KeSetCoalescableTimer(PKTIMER Timer, LARGE_INTEGER DueTime, ULONG Period, ULONG,
				    PKDPC Dpc)
{
	/* Beyond a LONG it is none, as a negative one of KeSetTimerEx. */
	const LONG period = static_cast<LONG>(Period);

	return ww::set(WW_CALL_SITE, Timer, DueTime, period > 0 ? period : 0, Dpc);
}

BOOLEAN NTAPI KeCancelTimer(PKTIMER Timer)
{
	const ww::CallSite call = WW_CALL_SITE;

	if (!ww::at_dispatch_or_below(call, Timer) ||
	    !ww::dispatcher_object_known(call, &Timer->Header, ww::kTimers))
		return FALSE;

	ww::LockGuard guard(ww::timers_lock);

	return ww::stop(Timer);
}

BOOLEAN NTAPI KeReadStateTimer(PKTIMER Timer)
{
	return __atomic_load_n(&Timer->Header.SignalState, __ATOMIC_ACQUIRE) > 0;
}

} /* extern "C" */
