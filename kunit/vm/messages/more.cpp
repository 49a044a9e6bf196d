/* SPDX-License-Identifier: GPL-2.0 */
#include <ntddk.h>
#include <TraceLoggingProvider.h>

#include "trace.h"
#include "more.tmh"

TRACELOGGING_DECLARE_PROVIDER(Provider);

EXTERN_C VOID Write();

VOID Write()
{
	TraceEvents(TRACE_LEVEL_CRITICAL, DBG_IO, "%!FUNC! in C++: %!STATUS!", STATUS_UNSUCCESSFUL);
	TraceLoggingWrite(Provider, "InCxx", TraceLoggingLevel(TRACE_LEVEL_ERROR), TraceLoggingValue(5UL, "five"),
			  TraceLoggingValue(L"wide", "wide"), TraceLoggingValue(-3, "three"));
}
