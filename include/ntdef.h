/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <ntdef.h>: types, annotations, lists.
 *
 * A source that includes Linux's headers too includes them first. What they define is left as it
 * is then; the other way round, old annotations such as __out would get into them.
 */
#ifndef _NTDEF_
#define _NTDEF_

#include "guiddef.h"
#include "sdkddkver.h"
#include "winwork/list.h"
#include "winwork/sal.h"
#include "winwork/types.h"

#endif /* _NTDEF_ */
