/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The routines that are notified of processes.
 *
 * A process of Windows begins with an execve, and ends with the next one or with the end of its last
 * thread. execve waits for the routines of the creation. The routines of the exit are called by the
 * next execve of the process, or by a drainer, which is a work of Linux.
 *
 * A Process stands for one whose creation was announced. Exactly one code takes it out of the tree,
 * under the lock, and then ends it: the next execve, or the end of its last thread, which puts it
 * into the list of the ended ones for the drainers. The memory of a Process counts for its program. If
 * the list is long because a routine is slow, each execve first ends one of them: so programs do not
 * make it longer.
 */
#include "notify.hpp"

#include <ntifs.h>

#include "base/digital_tree.hpp"
#include "base/errno.hpp"
#include "base/irql.hpp"
#include "base/lock.hpp"
#include "base/report.hpp"
#include "linux/disk.h"
#include "linux/done.h"
#include "linux/exec.h"
#include "linux/memory.h"
#include "linux/thread.h"
#include "linux/user.h"
#include "ob/image.hpp"
#include "ob/notify_routine.hpp"
#include "command_line.hpp"
#include "process.hpp"

namespace ww {
namespace {

constexpr u32 kMostRoutines = 64;	/* as on Windows */
constexpr u32 kDrainers = 8;		/* docs/scheduling.md, Constants */
constexpr u32 kMostEnded = 64;		/* likewise */

/* ---- Routines --------------------------------------------------------------------------- */

constexpr u32 kPlain = 0;		/* the forms of routines */
constexpr u32 kExtended = 1;

constinit RoutineList routines{};

int watch_execs()
{
	ww_execs_watch();
	return 0;
}

constexpr NotifyApi api{
	.family = { .free = notify_routine_free, .report_left = notify_routine_report_left },
	.is_same = notify_is_same_registration,
	.takes_twice = false,
	.most = kMostRoutines,
	.full = STATUS_INVALID_PARAMETER,
	.watch = watch_execs,
};

/* ---- Processes -------------------------------------------------------------------------- */

/* The lock of the tree and of the ended processes. */
constinit Lock lock;

struct Process {
	struct ww_process_watch watch;
	Process *child[2];		/* of the tree; under the lock */
	LIST_ENTRY link;		/* of the ended ones, or of those whose end is told; under the lock */
	PEPROCESS body;
	u32 id;
	u32 parent;
	bool is_running;		/* it is in the tree; under the lock */

	u64 number() const { return id; }
};

constinit DigitalTree<Process> running WW_GUARDED_BY(lock){};
constinit LIST_ENTRY ended WW_GUARDED_BY(lock){};
constinit LIST_ENTRY told WW_GUARDED_BY(lock){};	/* their end is told to routines */
constinit u32 ended_count WW_GUARDED_BY(lock) = 0;

struct Drainer {
	struct ww_later later;
	bool is_busy;			/* under the lock */
};

constinit Drainer drainers[kDrainers] WW_GUARDED_BY(lock){};

/* False for one that other code has taken. */
bool take_running(Process &process) WW_REQUIRES(lock)
{
	lock.assert_held();
	if (!process.is_running)
		return false;
	running.remove(process);
	process.is_running = false;
	return true;
}

/* One of more than @least ended processes, or null. */
Process *take_ended(u32 least) WW_REQUIRES(lock)
{
	lock.assert_held();
	if (ended_count <= least)
		return nullptr;
	ended_count--;
	return CONTAINING_RECORD(RemoveHeadList(&ended), Process, link);
}

HANDLE parent_of(const Process &process)
{
	return process.parent ? id_of(process.parent) : id_of(kSystemProcessId);
}

/* ---- Calls ------------------------------------------------------------------------------ */

struct Event {
	const Process &process;
	PPS_CREATE_NOTIFY_INFO creation;	/* null at the exit */
};

void call(ListedRoutine &listed, void *argument)
{
	const NotifyRoutine &routine = notify_routine(listed);
	const Event &event = *static_cast<const Event *>(argument);
	const HANDLE id = id_of(event.process.id);
	void *const code = const_cast<void *>(routine.routine);
	const NotifyCall call(routine);

	if (routine.form == kPlain)
		reinterpret_cast<PCREATE_PROCESS_NOTIFY_ROUTINE>(code)(parent_of(event.process), id,
								       event.creation != nullptr);
	else
		reinterpret_cast<PCREATE_PROCESS_NOTIFY_ROUTINE_EX>(code)(event.process.body, id, event.creation);
}

void announce(const Process &process, PPS_CREATE_NOTIFY_INFO creation)
{
	Event event = { process, creation };

	routines_call(routines, call, &event);
}

void enter_told(Process &process)
{
	LockGuard guard(lock);

	InsertTailList(&told, &process.link);
}

void leave_told(Process &process)
{
	LockGuard guard(lock);

	RemoveEntryList(&process.link);
}

void end(Process *process)
{
	enter_told(*process);
	announce(*process, nullptr);
	leave_told(*process);
	ww_process_watch_end(&process->watch);
	ww_user_buffer_free(process);
}

/* The next ended process for a drainer, which ends if there is none. */
Process *take_for(Drainer &drainer)
{
	LockGuard guard(lock);
	Process *process = take_ended(0);

	drainer.is_busy = process;
	return process;
}

void drain(struct ww_later *later)
{
	Drainer &drainer = *CONTAINING_RECORD(later, Drainer, later);

	while (Process *process = take_for(drainer))
		end(process);
}

Drainer *claim_drainer() WW_REQUIRES(lock)
{
	lock.assert_held();
	for (Drainer &drainer : drainers) {
		if (!drainer.is_busy) {
			drainer.is_busy = true;
			return &drainer;
		}
	}
	return nullptr;
}

/* ---- Creation --------------------------------------------------------------------------- */

constexpr u32 kMostPath = 4096;			/* Linux's limit for a path */
constexpr u32 kMostArguments = 64 << 10;	/* bytes; a longer command line is cut */
constexpr u32 kMostUnits = 0x7fff;		/* that a UNICODE_STRING takes */

/* The beginnings of ImageFileName: of a file on drive C, and of any other. docs/files.md */
constexpr char kDriveC[] = "\\??\\C:";
constexpr char kUnix[] = "\\??\\unix";

/* The texts of a creation. They are too large for the stack. */
struct Texts {
	char path[kMostPath];
	char folder[kMostPath];
	char arguments[kMostArguments];
	WCHAR image[sizeof(kUnix) + kMostPath];
	WCHAR command[kMostUnits];
};

UNICODE_STRING image_name(Texts &texts, const struct ww_exec *exec)
{
	const char *below = ww_disk_below(ww_exec_file(exec), texts.path, texts.folder, sizeof(texts.folder));
	const char *path = below ? below : ww_exec_path(exec, texts.path, sizeof(texts.path));
	size_t length = encode_text(below ? kDriveC : kUnix, texts.image);

	if (!below && path[0] != '/')
		texts.image[length++] = '\\';

	WCHAR *const begin = texts.image + length;

	length += encode_text(path, begin);
	texts.image[length] = 0;
	for (WCHAR *at = begin; *at; at++) {
		if (*at == '/')
			*at = '\\';
	}

	const auto bytes = static_cast<USHORT>(length * sizeof(WCHAR));

	return { bytes, static_cast<USHORT>(bytes + sizeof(WCHAR)), texts.image };
}

/* 0, or a negative errno. */
s64 command_line(Texts &texts, const struct ww_exec *exec, UNICODE_STRING &command)
{
	const s64 bytes = ww_exec_arguments(exec, texts.arguments, sizeof(texts.arguments));
	CommandLine line(texts.command, kMostUnits);
	const char *at = texts.arguments;

	if (bytes < 0)
		return bytes;

	const char *const all = at + bytes;

	while (at != all) {
		const char *end = at;

		while (end != all && *end)
			end++;
		line.add(at, end);
		at = end == all ? end : end + 1;
	}
	command = line.text();
	return 0;
}

/* Calls the routines. 0, or the errno (above 0) that they or the execve fail with. */
int create(Process &process, Texts &texts, const struct ww_exec *exec)
{
	UNICODE_STRING command;
	const UNICODE_STRING image = image_name(texts, exec);

	if (const s64 error = command_line(texts, exec, command))
		return static_cast<int>(-error);

	PS_CREATE_NOTIFY_INFO creation = {};

	creation.Size = sizeof(creation);
	creation.FileOpenNameAvailable = TRUE;
	creation.ParentProcessId = parent_of(process);
	creation.CreatingThreadId = { id_of(process.id), id_of(ww_task_id(ww_current_task())) };
	creation.ImageFileName = &image;
	creation.CommandLine = &command;
	creation.CreationStatus = STATUS_SUCCESS;
	announce(process, &creation);
	if (NT_SUCCESS(creation.CreationStatus))
		return 0;
	/* It was announced, so it ends. */
	announce(process, nullptr);
	return errno_of(creation.CreationStatus);
}

Process *new_process()
{
	const void *task = ww_current_task();
	auto *process = static_cast<Process *>(ww_user_buffer(sizeof(Process)));

	if (!process)
		return nullptr;
	process->body = static_cast<PEPROCESS>(ww_task_process(task));
	process->id = ww_task_process_id(task);
	process->parent = ww_parent_process_id();
	process->is_running = false;
	return process;
}

void enter(Process &process, const struct ww_exec *exec)
{
	ww_process_watch_begin(&process.watch, exec);

	LockGuard guard(lock);

	process.is_running = true;
	running.insert(process);
}

int begin(const struct ww_exec *exec)
{
	Process *process = new_process();
	auto *texts = static_cast<Texts *>(ww_user_buffer(sizeof(Texts)));
	const int error = process && texts ? create(*process, *texts, exec) : kNoMemory;

	ww_user_buffer_free(texts);
	if (error)
		ww_user_buffer_free(process);
	else
		enter(*process, exec);
	return error;
}

void end_one_of_many()
{
	Process *process;

	{
		LockGuard guard(lock);

		process = take_ended(kMostEnded);
	}
	if (process)
		end(process);
}

/* Ends what the current process was before. False if that began in this very execve. */
bool end_previous(const struct ww_exec *exec)
{
	Process *process;

	{
		LockGuard guard(lock);

		process = running.find(ww_task_process_id(ww_current_task()));
		if (process && ww_process_watch_is_of(&process->watch, exec))
			return false;
		if (process)
			take_running(*process);
	}
	if (process)
		end(process);
	return true;
}

/* ---- Registration ----------------------------------------------------------------------- */

NTSTATUS set(const NotifyRequest &request, bool removes)
{
	return removes ? notify_remove(api, request) : notify_add(routines, api, request);
}

NTSTATUS set_extended(CallSite call, const void *routine, bool removes)
{
	return set({ call, routine, "PCREATE_PROCESS_NOTIFY_ROUTINE_EX", kExtended }, removes);
}

/* Any process that is announced, taken out of the tree; null without one. */
Process *take_any()
{
	LockGuard guard(lock);
	Process *process = running.root();

	if (process)
		take_running(*process);
	return process;
}

} /* namespace */

void *announced_process(PEPROCESS body)
{
	LockGuard guard(lock);

	for (const LIST_ENTRY *entry = told.Flink; entry != &told; entry = entry->Flink) {
		const Process *const process = CONTAINING_RECORD(entry, Process, link);

		if (process->body == body) {
			void *const task = ww_process_watch_task(&process->watch);

			ww_task_get(task);
			return task;
		}
	}
	return nullptr;
}

void process_routines_init()
{
	lock.init(WW_LOCK_PROCESSES);
	routine_list_init(routines);

	LockGuard guard(lock);

	InitializeListHead(&ended);
	InitializeListHead(&told);
}

/* No routine is left. A process that is not in the tree any more has a drainer, which ends before ww_later_exit(). */
void process_routines_exit()
{
	ww_execs_unwatch();
	while (Process *process = take_any())
		end(process);
}

} /* namespace ww */

using namespace ww;

extern "C" {

/* A process without a routine to tell of it needs no Process. */
int ww_exec_begins(struct ww_exec *exec)
{
	end_one_of_many();
	if (!end_previous(exec) || !routine_list_has_any(routines))
		return 0;
	return begin(exec);
}

/* Under the lock also begins the drainer: so process_routines_exit() is behind all of them when the tree is empty. */
void ww_process_ended(struct ww_process_watch *watch)
{
	LockGuard guard(lock);
	Process *process = CONTAINING_RECORD(watch, Process, watch);

	if (!take_running(*process))
		return;
	InsertTailList(&ended, &process->link);
	ended_count++;
	if (Drainer *drainer = claim_drainer())
		ww_later_patiently(&drainer->later, drain);
}

NTSTATUS NTAPI PsSetCreateProcessNotifyRoutine(PCREATE_PROCESS_NOTIFY_ROUTINE NotifyRoutine, BOOLEAN Remove)
{
	return set({ WW_CALL_SITE, reinterpret_cast<const void *>(NotifyRoutine),
		     "PCREATE_PROCESS_NOTIFY_ROUTINE", kPlain }, Remove);
}

NTSTATUS NTAPI PsSetCreateProcessNotifyRoutineEx(PCREATE_PROCESS_NOTIFY_ROUTINE_EX NotifyRoutine,
						 BOOLEAN Remove)
{
	return set_extended(WW_CALL_SITE, reinterpret_cast<const void *>(NotifyRoutine), Remove);
}

NTSTATUS NTAPI PsSetCreateProcessNotifyRoutineEx2(PSCREATEPROCESSNOTIFYTYPE NotifyType,
						  PVOID NotifyInformation, BOOLEAN Remove)
{
	const CallSite call = WW_CALL_SITE;

	if (NotifyType != PsCreateProcessNotifySubsystems)
		return refuse(call, driver_of_address(call.caller), STATUS_INVALID_PARAMETER,
			      "NotifyType is %d", NotifyType);
	return set_extended(call, NotifyInformation, Remove);
}

} /* extern "C" */
