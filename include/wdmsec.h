/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <wdmsec.h>: security descriptors of devices.
 */
#ifndef _WDMSEC_H_
#define _WDMSEC_H_

#include "ntddk.h"
#include "winwork/se/device_security.h"

#endif /* _WDMSEC_H_ */
