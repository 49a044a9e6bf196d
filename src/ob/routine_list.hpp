/* SPDX-License-Identifier: GPL-2.0 */
/*
 * RoutineList: routines that drivers register, and that are called one after the other.
 *
 * One lock covers all lists, in routine_list.cpp. A routine is called without it:
 *
 *  - RoutineCall stands for one call of a routine, on the stack of its caller. While a routine has
 *    one, it stays in its list, so the caller finds the next one from there. The removal waits for
 *    the calls, and so does the unload of the module, which removes the routines that are left.
 *  - A routine that is removed has no new call. Whichever comes last frees it: its removal, or the
 *    last of its calls.
 *  - A routine that removes itself cannot wait for itself. Its module stays until its last call has
 *    ended.
 *  - ToldRoutines remembers the routines that were told of an operation's begin, for its end. It holds their memory, and
 *    neither their place in the list nor their module.
 */
#pragma once

#include <wdm.h>

#include "base/call_site.hpp"
#include "base/types.hpp"

struct _WINWORK_IMAGE;
struct ww_done;

namespace ww {

struct ListedRoutine;

/* A call of a routine. */
struct RoutineCall {
	const void *task;
	LIST_ENTRY link;		/* of the routine's; under the lock */
};

/* The routines of one API. */
struct RoutineFamily {
	void (*free)(ListedRoutine *routine);
	/* Reports that @driver is unloaded, and has not removed the routine. */
	void (*report_left)(const ListedRoutine &routine, const void *driver);
};

struct RoutineList {
	LIST_ENTRY entries;		/* under the lock; in the order of the calls */
};

/* The base of an API's registration. All that changes is under the lock. */
struct ListedRoutine {
	LIST_ENTRY link;		/* of the list */
	ListedRoutine *next_of_all;	/* in any list */
	const RoutineFamily *family;
	const void *routine;
	_WINWORK_IMAGE *image;		/* the module that contains the routine, or null */
	LIST_ENTRY running;		/* its calls */
	u32 references;			/* to the memory: of the list, and of each ToldRoutine */
	struct ww_done *last_call;	/* set when a removed one has no call any more */
	bool is_removed;
	bool is_orphan;			/* removed by its own routine: the last call frees it */
};

using RoutineMatch = bool (*)(const ListedRoutine &routine, const void *wanted);

/* Matches the registration at the address @wanted, which may be any pointer. */
bool routine_is(const ListedRoutine &routine, const void *wanted);

void routine_list_init(RoutineList &list);

enum class Admission {
	admitted,
	full,
	duplicate,
};

/*
 * Enters @routine, which is the list's from then on, behind those that are there. A list that has
 * @most, or one for which is_same(it, @routine) is true, takes no more; is_same may be null.
 */
Admission routine_enter(RoutineList &list, const RoutineFamily &family, ListedRoutine *routine,
			u32 most, RoutineMatch is_same);

/* The same, in front of the first routine for which is_behind(it, @routine) is true. */
Admission routine_enter_sorted(RoutineList &list, const RoutineFamily &family, ListedRoutine *routine,
			       RoutineMatch is_same, RoutineMatch is_behind);

/* Any IRQL. False as soon as each routine that was entered is removed. */
bool routine_list_has_any(RoutineList &list);

/* Calls @call for each routine, at the caller's IRQL, which is DISPATCH_LEVEL at most. */
void routines_call(RoutineList &list, void (*call)(ListedRoutine &routine, void *argument),
		   void *argument);

struct ToldRoutine {
	ToldRoutine *next;
	ListedRoutine *routine;
	void *call_context;		/* of the routine, from the begin to the end */
};

/* The routines that were told of the begin of an operation. Of one thread. */
class ToldRoutines {
public:
	ToldRoutines() = default;
	~ToldRoutines();
	ToldRoutines(const ToldRoutines &) = delete;
	ToldRoutines &operator=(const ToldRoutines &) = delete;

	/* Enters a routine that is being called. Null without memory. Sleeps. */
	ToldRoutine *enter(ListedRoutine &routine);

	/* Takes out the last one. */
	void leave();

	/* Calls @call for each routine that is not removed meanwhile, the last one first. */
	void call_again(void (*call)(ListedRoutine &routine, void *call_context, void *argument), void *argument);

private:
	ToldRoutine *last_ = nullptr;
};

enum class RoutineRemoval {
	unknown,			/* no routine of the family matches */
	done,
	own_routine,			/* the caller is the routine: its last call frees it */
};

/* Removes the routine for which matches(it, @wanted) is true, and waits for its calls. */
RoutineRemoval routine_remove(CallSite call, const RoutineFamily &family, RoutineMatch matches,
			      const void *wanted);

/* Reports and removes the routines that a module leaves. Waits for their calls. PASSIVE_LEVEL. */
void routines_report_left(const _WINWORK_IMAGE &image);

void routine_lists_init();

} /* namespace ww */
