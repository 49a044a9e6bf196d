/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <wpprecorder.h>: the in-flight recorder of traces. There is no recorder here: statements write to Linux's
 * tracers alone.
 *
 * Page: wpprecorder.h, the names
 */
#ifndef _WPPRECORDER_H_
#define _WPPRECORDER_H_

#include "evntrace.h"
#include "wdm.h"

DECLARE_HANDLE(RECORDER_LOG);

#define WppRecorderIsDefaultLogAvailable() (FALSE)
#define WppRecorderLogGetDefault() ((RECORDER_LOG)NULL)

#endif /* _WPPRECORDER_H_ */
