/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Messages, traces and numbers as Microsoft's compiler accepts them.
 */
#pragma once

#include <NtDDK.h>

#define LOG(format, ...) DbgPrint("dialect: " __FUNCTION__ ": " format "\n", __VA_ARGS__)
#define SECOND 10000000ui64

/*
 * begin_wpp config
 * FUNC Trace{FLAG=ALL}(LEVEL, MSG, ...);
 * end_wpp
 */

EXTERN_C NTSTATUS finish(unsigned __int64 value);
