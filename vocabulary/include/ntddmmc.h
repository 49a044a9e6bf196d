/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <ntddmmc.h>: multimedia commands.
 */
#ifndef _NTDDMMC_
#define _NTDDMMC_

#include <ntddk.h>
#include "winwork/storage/multimedia.h"

#endif /* _NTDDMMC_ */
