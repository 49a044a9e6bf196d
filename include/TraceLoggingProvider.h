/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <TraceLoggingProvider.h>: events that describe themselves.
 *
 * Here: there are no trace sessions. A provider can be registered, but is never enabled. A macro
 * that writes an event does nothing, and does not evaluate its arguments. On Windows: the arguments
 * are evaluated only while a session listens.
 *
 * Page: traceloggingprovider.h, the names of the macros
 */
#ifndef _TRACELOGGINGPROVIDER_
#define _TRACELOGGINGPROVIDER_

#include "wdm.h"

typedef struct _tlgProvider_t *TraceLoggingHProvider;

#define TRACELOGGING_DECLARE_PROVIDER(Provider) EXTERN_C TraceLoggingHProvider Provider
#define TRACELOGGING_DEFINE_PROVIDER(Provider, Name, Id, ...) \
	EXTERN_C TraceLoggingHProvider Provider;		\
	TraceLoggingHProvider Provider = NULL
#define TRACELOGGING_DEFINE_PROVIDER_STORAGE(Provider, Name, Id, ...) \
	static struct _tlgProvider_t *Provider

#define TraceLoggingRegister(Provider) ((void)(Provider), STATUS_SUCCESS)
#define TraceLoggingRegisterEx(Provider, Callback, Context) ((void)(Provider), STATUS_SUCCESS)
#define TraceLoggingUnregister(Provider) ((void)(Provider))
#define TraceLoggingProviderEnabled(Provider, Level, Keyword) (FALSE)
#define TraceLoggingProviderId(Provider, Id) ((void)0)

#define TraceLoggingWrite(Provider, ...) ((void)0)
#define TraceLoggingWriteEx(Provider, ...) ((void)0)
#define TraceLoggingWriteActivity(Provider, ...) ((void)0)
#define TraceLoggingWriteStart(Activity, ...) ((void)0)
#define TraceLoggingWriteStop(Activity, ...) ((void)0)
#define TraceLoggingWriteTagged(Activity, ...) ((void)0)

#define TRACE_LEVEL_NONE 0
#define TRACE_LEVEL_CRITICAL 1
#define TRACE_LEVEL_FATAL 1
#define TRACE_LEVEL_ERROR 2
#define TRACE_LEVEL_WARNING 3
#define TRACE_LEVEL_INFORMATION 4
#define TRACE_LEVEL_VERBOSE 5

#define WINEVENT_LEVEL_LOG_ALWAYS 0
#define WINEVENT_LEVEL_CRITICAL 1
#define WINEVENT_LEVEL_ERROR 2
#define WINEVENT_LEVEL_WARNING 3
#define WINEVENT_LEVEL_INFO 4
#define WINEVENT_LEVEL_VERBOSE 5

#endif /* _TRACELOGGINGPROVIDER_ */
