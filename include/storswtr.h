/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <storswtr.h>: levels and flags of the traces that storage drivers make with WPP. The flags are the
 * arguments of the trace functions; Windows's preprocessor defines them.
 */
#ifndef _stortrce_h_
#define _stortrce_h_

#include <stdarg.h>

#include "evntrace.h"

#define WPP_NORMAL_FLAGS						\
	WPP_DEFINE_BIT(TRACE_FLAG_GENERAL)				\
	WPP_DEFINE_BIT(TRACE_FLAG_PNP)					\
	WPP_DEFINE_BIT(TRACE_FLAG_POWER)				\
	WPP_DEFINE_BIT(TRACE_FLAG_RW)					\
	WPP_DEFINE_BIT(TRACE_FLAG_IOCTL)				\
	WPP_DEFINE_BIT(TRACE_FLAG_QUEUE)				\
	WPP_DEFINE_BIT(TRACE_FLAG_WMI)					\
	WPP_DEFINE_BIT(TRACE_FLAG_TIMER)				\
	WPP_DEFINE_BIT(TRACE_FLAG_INIT)					\
	WPP_DEFINE_BIT(TRACE_FLAG_LOCK)					\
	WPP_DEFINE_BIT(TRACE_FLAG_DEBUG1)				\
	WPP_DEFINE_BIT(TRACE_FLAG_DEBUG2)				\
	WPP_DEFINE_BIT(TRACE_FLAG_MCN)					\
	WPP_DEFINE_BIT(TRACE_FLAG_ISR)					\
	WPP_DEFINE_BIT(TRACE_FLAG_ENUM)					\
	WPP_DEFINE_BIT(TRACE_FLAG_LOGOTEST)				\
	WPP_DEFINE_BIT(TRACE_FLAG_DUMP)					\
	WPP_DEFINE_BIT(TRACE_FLAG_SCSI)
#define WPP_CONTROL_GUIDS_NORMAL_FLAGS(Guid) \
	WPP_DEFINE_CONTROL_GUID(wppCtlGuid, Guid, WPP_NORMAL_FLAGS)

#define WPP_LEVEL_FLAGS_ENABLED(Level, Flags) \
	(WPP_LEVEL_ENABLED(Flags) && WPP_CONTROL(WPP_BIT_##Flags).Level >= (Level))
#define WPP_LEVEL_FLAGS_LOGGER(Level, Flags) WPP_LEVEL_LOGGER(Flags)

#define DEBUG_USE_WPP

#endif /* _stortrce_h_ */
