/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <lkmdtel.h>: dumps of a running kernel.
 */
#ifndef _LKMDTEL_H_
#define _LKMDTEL_H_

#include <ntddk.h>
#include "winwork/io/live_dump.h"

#endif /* _LKMDTEL_H_ */
