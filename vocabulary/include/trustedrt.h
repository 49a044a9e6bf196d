/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <trustedrt.h>: services of a trusted environment.
 */
#ifndef _TRUSTEDRT_H_
#define _TRUSTEDRT_H_

#include <ntddk.h>
#include "winwork/tr/services.h"

#endif /* _TRUSTEDRT_H_ */

#include "winwork/guids/trustedrt.h"
