/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Processes. A PEPROCESS is a value that stands for a program's process, or the address of
 * system_process for the threads of the kernel. It can be compared, but it is no object. Code that
 * keeps a task can also use the PEPROCESS when the process has ended.
 */
#pragma once

#include <wdm.h>

#include "base/types.hpp"

namespace ww {

/* What drivers call the process of the threads of the kernel. */
extern u8 system_process;

/* Any pointer. */
bool is_process(const void *process);

/* A process of the program with the id, or the system process; null for none. */
PEPROCESS process_with_id(HANDLE id);

/* The process of a task that is kept. Any IRQL. */
PEPROCESS process_of(const void *task);

/* An id as drivers see it. All threads of the kernel belong to the system process. */
constexpr u32 kSystemProcessId = 4;
inline HANDLE id_of(u32 id)
{
	return reinterpret_cast<HANDLE>(static_cast<uintptr_t>(id));
}

/* Its session, which is a login of Linux: 0 for a program of no login, kNoSession for a thread of the kernel. */
constexpr ULONG kNoSession = ~0u;
ULONG session_of(const void *task);

/* The system time that is so many nanoseconds behind the start of the machine. */
LONGLONG time_since_boot(s64 nanoseconds);

/* The process of a handle, or of NtCurrentProcess(). PASSIVE_LEVEL. */
NTSTATUS process_of_handle(HANDLE handle, PEPROCESS &process);

void processes_init();

} /* namespace ww */
