/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <sdport.h>: miniports of SD host controllers.
 */
#ifndef _SDPORT_
#define _SDPORT_

#include <ntddk.h>
#include "winwork/bus/sd_port.h"

#endif /* _SDPORT_ */
