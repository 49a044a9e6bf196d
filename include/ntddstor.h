/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <ntddstor.h>: storage devices.
 */
#ifndef _NTDDSTOR_H_
#define _NTDDSTOR_H_

#include "ntddk.h"
#include "winwork/storage/device.h"
#if __has_include(<winwork/storage/device_management.h>)
#include <winwork/storage/device_management.h>
#endif

#endif /* _NTDDSTOR_H_ */

#include "winwork/guids/ntddstor.h"
