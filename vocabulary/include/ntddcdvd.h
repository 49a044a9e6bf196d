/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <ntddcdvd.h>: DVD drives.
 */
#ifndef _NTDDCDVD_
#define _NTDDCDVD_

#include <ntddstor.h>
#include "winwork/storage/dvd.h"

#endif /* _NTDDCDVD_ */
