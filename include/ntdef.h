/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <ntdef.h>: types, annotations, lists.
 *
 * A source that also includes Linux's headers must include those first. In the other order old
 * annotations such as __out would change the definitions of Linux's headers.
 */
#ifndef _NTDEF_
#define _NTDEF_

#include "guiddef.h"
#include "sdkddkver.h"
#include "winwork/base/list.h"
#include "winwork/base/sal.h"
#include "winwork/base/types.h"

/* As in <wdm.h>: for a driver that mentions one of its names. */
#if __has_include(<winwork/needed_definitions.h>)
#include <winwork/needed_definitions.h>
#else
#include "winwork/base/definitions.h"
#endif

#endif /* _NTDEF_ */
