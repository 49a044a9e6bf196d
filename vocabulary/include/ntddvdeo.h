/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <ntddvdeo.h>: video adapters.
 */
#ifndef _NTDDVDEO_
#define _NTDDVDEO_

#include <ntddk.h>
#include "winwork/video/control_codes.h"

#endif /* _NTDDVDEO_ */

#include "winwork/guids/ntddvdeo.h"
