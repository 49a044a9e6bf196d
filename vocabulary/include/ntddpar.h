/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <ntddpar.h>: parallel ports.
 */
#ifndef _NTDDPAR_
#define _NTDDPAR_

#include <ntddk.h>
#include "winwork/io/parallel.h"

#endif /* _NTDDPAR_ */

#include "winwork/guids/ntddpar.h"
