/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Processes. A PEPROCESS is a value that stands for a program's process, or the address of
 * system_process for the threads of the kernel. It can be compared, but it is no object. Code that
 * keeps a task can also use the PEPROCESS when the process has ended.
 */
#pragma once

#include <wdm.h>

namespace ww {

/* The process of a task that is kept. Any IRQL. */
PEPROCESS process_of(const void *task);

/* Its session, which is a login of Linux: 0 for a program of no login, kNoSession for a thread of the kernel. */
constexpr ULONG kNoSession = ~0u;
ULONG session_of(const void *task);

} /* namespace ww */
