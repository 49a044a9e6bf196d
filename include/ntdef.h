/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <ntdef.h>: types, annotations, lists.
 */
#ifndef _NTDEF_
#define _NTDEF_

#include "winwork/list.h"
#include "winwork/sal.h"
#include "winwork/types.h"

#endif /* _NTDEF_ */
