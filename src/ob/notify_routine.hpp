/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Routines that drivers register to be told of processes, threads and images.
 */
#pragma once

#include <wdm.h>

#include "base/call_site.hpp"
#include "routine_list.hpp"

namespace ww {

struct NotifyRoutine : ListedRoutine {
	const char *function;		/* that registered it */
	const char *type;		/* of the routine, for reports */
	u32 form;			/* which arguments it takes */
};

/* The functions that register routines for one kind of event. */
struct NotifyApi {
	RoutineFamily family;
	RoutineMatch is_same;		/* finds the routine to remove */
	bool takes_twice;		/* one routine can be registered again */
	u32 most;
	NTSTATUS full;			/* for one more */
	/* Has the events noticed; 0 or a negative errno. Sleeps. */
	int (*watch)();
};

struct NotifyRequest {
	CallSite call;
	const void *routine;
	const char *type;
	u32 form = 0;
};

void notify_routine_free(ListedRoutine *routine);
void notify_routine_report_left(const ListedRoutine &routine, const void *driver);

inline const NotifyRoutine &notify_routine(const ListedRoutine &routine)
{
	return static_cast<const NotifyRoutine &>(routine);
}

/* Whether both are the same code; and registered by the same function. */
bool notify_is_same_code(const ListedRoutine &routine, const void *wanted);
bool notify_is_same_registration(const ListedRoutine &routine, const void *wanted);

/*
 * While a routine is called, in whatever thread: its end checks what the routine left. A thread that has entered regions
 * or owns mutexes before keeps these, and those of the routine are not told from them.
 */
class NotifyCall {
public:
	explicit NotifyCall(const NotifyRoutine &routine);
	~NotifyCall();
	NotifyCall(const NotifyCall &) = delete;
	NotifyCall &operator=(const NotifyCall &) = delete;

private:
	const NotifyRoutine &routine_;
	const bool had_state_;		/* the thread */
};

/* A routine's call removes the routine itself. */
void notify_report_own_removal(CallSite call, const void *routine);

NTSTATUS notify_add(RoutineList &list, const NotifyApi &api, const NotifyRequest &request);
NTSTATUS notify_remove(const NotifyApi &api, const NotifyRequest &request);

} /* namespace ww */
