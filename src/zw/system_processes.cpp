/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The processes and threads that ZwQuerySystemInformation lists.
 */
#include <ntifs.h>

#include "base/file_name.hpp"
#include "ke/time.hpp"
#include "linux/cpu.h"
#include "linux/process.h"
#include "linux/process_list.h"
#include "linux/system.h"
#include "linux/thread.h"
#include "ps/process.hpp"
#include "ps/thread.hpp"
#include "system_information.hpp"

namespace ww {
namespace {

constexpr size_t kNameRoom = 256;
constexpr ULONG kEntryAlignment = 8;

enum ThreadState : ULONG { kReady = 1, kRunning = 2, kWaiting = 5 };

struct SystemThread {
	LONGLONG kernel_time;
	LONGLONG user_time;
	LONGLONG create_time;
	ULONG wait_time;
	PVOID start_address;
	CLIENT_ID id;
	KPRIORITY priority;
	LONG base_priority;
	ULONG context_switches;
	ULONG state;
	ULONG wait_reason;
};
static_assert(sizeof(SystemThread) == 0x50);

struct SystemProcess {
	ULONG next_entry_offset;
	ULONG threads;
	LONGLONG private_working_set;
	ULONG hard_faults;
	ULONG most_threads;
	ULONGLONG cycles;
	LONGLONG create_time;
	LONGLONG user_time;
	LONGLONG kernel_time;
	UNICODE_STRING image_name;
	KPRIORITY base_priority;
	HANDLE id;
	HANDLE parent;
	ULONG handles;
	ULONG session;
	ULONG_PTR key;
	SIZE_T peak_virtual_size;
	SIZE_T virtual_size;
	ULONG page_faults;
	SIZE_T peak_working_set;
	SIZE_T working_set;
	SIZE_T quotas[4];		/* of paged and nonpaged pool: peak and usage */
	SIZE_T pagefile_usage;
	SIZE_T peak_pagefile_usage;
	SIZE_T private_bytes;
	ULONGLONG reads, writes, others;
	ULONGLONG bytes_read, bytes_written, other_bytes;

	SystemThread *thread() { return reinterpret_cast<SystemThread *>(this + 1); }
};
static_assert(sizeof(SystemProcess) == 0x100);

/* Writes the entries as far as there is room, and counts their bytes. */
class ProcessWriter {
public:
	explicit ProcessWriter(Answer &answer) : answer_(answer) {}

	/* An entry with its name, and with zeros; null without room. */
	SystemProcess *add(ULONG threads, const char *name)
	{
		const size_t units = *name ? file_name_units(name) : 0;
		const size_t before_name = sizeof(SystemProcess) + threads * sizeof(SystemThread);
		const size_t bytes = before_name + (units + 1) * sizeof(WCHAR);
		char *at = static_cast<char *>(answer_.to) + answer_.bytes;

		answer_.bytes += static_cast<ULONG>((bytes + kEntryAlignment - 1) & ~size_t{ kEntryAlignment - 1 });
		if (!answer_.fits())
			return nullptr;
		__builtin_memset(at, 0, bytes);
		link(at);
		last_->threads = last_->most_threads = threads;
		if (units)
			write_name(name, units, at + before_name);
		return last_;
	}

private:
	void link(char *at)
	{
		if (last_)
			last_->next_entry_offset = static_cast<ULONG>(at - reinterpret_cast<char *>(last_));
		last_ = reinterpret_cast<SystemProcess *>(at);
	}

	void write_name(const char *name, size_t units, char *to)
	{
		const auto bytes = static_cast<USHORT>(units * sizeof(WCHAR));

		last_->image_name = { bytes, static_cast<USHORT>(bytes + sizeof(WCHAR)), reinterpret_cast<WCHAR *>(to) };
		file_name_from_path(name, last_->image_name.Buffer);
	}

	Answer &answer_;
	SystemProcess *last_ = nullptr;
};

LONGLONG units_of(u64 nanoseconds)
{
	return static_cast<LONGLONG>(nanoseconds / kNanosecondsPerUnit);
}

ULONG state_of(ww_thread_state state)
{
	switch (state) {
	case WW_THREAD_READY:
		return kReady;
	case WW_THREAD_RUNNING:
		return kRunning;
	default:
		return kWaiting;
	}
}

void fill(SystemThread &thread, const void *task, HANDLE process)
{
	ww_thread_numbers numbers;

	ww_thread_count(task, &numbers);
	thread.kernel_time = units_of(numbers.kernel);
	thread.user_time = units_of(numbers.user);
	thread.create_time = time_since_boot(numbers.began);
	thread.id = { process, id_of(ww_task_id(task)) };
	thread.priority = thread.base_priority = priority_of_nice(ww_task_nice(task));
	thread.context_switches = numbers.switches;
	thread.state = state_of(numbers.state);
	thread.wait_reason = numbers.state == WW_THREAD_STOPPED ? Suspended : Executive;
}

void fill_threads(SystemProcess &process, void *const *tasks)
{
	for (ULONG i = 0; i < process.threads; i++)
		fill(process.thread()[i], tasks[i], process.id);
}

/* The peak of swapped memory is not counted. */
void fill_memory(SystemProcess &process, const ww_process_numbers &numbers)
{
	process.private_working_set = static_cast<LONGLONG>(numbers.anonymous);
	process.peak_virtual_size = numbers.largest_size;
	process.virtual_size = numbers.size;
	process.peak_working_set = numbers.most_in_memory;
	process.working_set = numbers.in_memory;
	process.pagefile_usage = process.peak_pagefile_usage = numbers.swapped;
	process.private_bytes = numbers.writable;
}

void fill_counts(SystemProcess &process, const ww_process_numbers &numbers)
{
	process.create_time = time_since_boot(numbers.began);
	process.user_time = units_of(numbers.user);
	process.kernel_time = units_of(numbers.kernel);
	process.hard_faults = static_cast<ULONG>(numbers.faults_with_reads);
	process.page_faults = static_cast<ULONG>(numbers.faults);
	process.handles = numbers.files;
	process.reads = numbers.reads;
	process.writes = numbers.writes;
	process.bytes_read = numbers.bytes_read;
	process.bytes_written = numbers.bytes_written;
}

/* It has a thread for each processor. */
void add_idle(ProcessWriter &writer)
{
	const ULONG processors = KeQueryActiveProcessorCountEx(ALL_PROCESSOR_GROUPS);
	SystemProcess *process = writer.add(processors, "");
	u32 cpu = 0;

	for (ULONG i = 0; process && i < processors; i++) {
		SystemThread &thread = process->thread()[i];

		cpu = ww_cpu_next_active(i ? cpu : ~0u);
		thread.kernel_time = units_of(static_cast<u64>(ww_cpu_idle_time(cpu)));
		thread.create_time = time_since_boot(0);
		thread.state = kRunning;
		process->kernel_time += thread.kernel_time;
	}
	if (process)
		process->create_time = time_since_boot(0);
}

void add_system(ProcessWriter &writer, const ww_task_list &list)
{
	SystemProcess *process = writer.add(list.of_kernel, "System");

	if (!process)
		return;
	process->id = id_of(kSystemProcessId);
	process->base_priority = kNormalPriority;
	process->create_time = time_since_boot(0);
	fill_threads(*process, list.task);
	for (ULONG i = 0; i < process->threads; i++)
		process->kernel_time += process->thread()[i].kernel_time;
}

void add_program(ProcessWriter &writer, void *const *tasks, ULONG threads)
{
	const PEPROCESS of = process_of(tasks[0]);
	char name[kNameRoom];
	ww_process_numbers numbers;
	ww_process_facts facts{};

	ww_process_name(tasks[0], name, sizeof(name));

	SystemProcess *process = writer.add(threads, name);

	if (!process)
		return;
	process->id = PsGetProcessId(of);
	/* First: so no thread has more than its process. */
	fill_threads(*process, tasks);
	ww_process_count(tasks[0], &numbers);
	ww_process_read(of, &facts);
	process->parent = id_of(facts.parent);
	process->session = facts.login;
	process->base_priority = kNormalPriority;
	fill_counts(*process, numbers);
	fill_memory(*process, numbers);
}

/* How many tasks from @first on are of its process. */
u32 threads_from(const ww_task_list &list, u32 first)
{
	u32 end = first + 1;

	while (end < list.count && process_of(list.task[end]) == process_of(list.task[first]))
		end++;
	return end - first;
}

} /* namespace */

NTSTATUS give_processes(Answer &answer)
{
	ww_task_list *list = ww_tasks_now();
	ProcessWriter writer(answer);

	if (!list)
		return STATUS_INSUFFICIENT_RESOURCES;
	add_idle(writer);
	add_system(writer, *list);
	for (u32 i = list->of_kernel, threads; i < list->count; i += threads) {
		threads = threads_from(*list, i);
		add_program(writer, list->task + i, threads);
	}
	ww_tasks_free(list);
	return answer.fits() ? STATUS_SUCCESS : STATUS_INFO_LENGTH_MISMATCH;
}

} /* namespace ww */
