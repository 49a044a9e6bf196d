/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <ntiologc.h>: codes of the event log.
 */
#ifndef _NTIOLOGC_
#define _NTIOLOGC_

#include "ntdef.h"
#include "winwork/io/log_codes.h"

#endif /* _NTIOLOGC_ */
