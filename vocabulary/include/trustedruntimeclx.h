/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <trustedruntimeclx.h>: drivers of a trusted environment.
 */
#ifndef _TRUSTEDRUNTIMECLX_H_
#define _TRUSTEDRUNTIMECLX_H_

#include "trustedrt.h"
#include <wdf.h>
#include "winwork/tr/devices.h"

#endif /* _TRUSTEDRUNTIMECLX_H_ */
