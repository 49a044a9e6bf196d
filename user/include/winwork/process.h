/* SPDX-License-Identifier: MIT */
/* <process.h>: threads as the C run-time library starts them. */
#ifndef WINWORK_USER_PROCESS_H
#define WINWORK_USER_PROCESS_H

#include <stdint.h>

#include "winwork_compiler.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Flags as for CreateThread(). 0 if the thread cannot be started, and errno tells why. */
WINWORK_USER_API uintptr_t _beginthreadex(void *security, unsigned stack_size,
					  unsigned(__stdcall *start)(void *), void *argument, unsigned flags,
					  unsigned *thread_id);
WINWORK_USER_API __attribute__((noreturn)) void _endthreadex(unsigned code);

#ifdef __cplusplus
}
#endif

#endif
