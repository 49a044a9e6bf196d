/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <evntprov.h>: what a provider of events writes. Its functions for programs (EventRegister and its kin)
 * have kernel counterparts in <wdm.h>.
 */
#ifndef _EVNTPROV_
#define _EVNTPROV_

#include "wdm.h"
#include "winwork/etw/provider.h"

#endif /* _EVNTPROV_ */
