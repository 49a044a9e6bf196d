/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <fwptypes.h>: the types that all parts of the Filtering Platform share.
 */
#ifndef __fwptypes_h__
#define __fwptypes_h__

#include <ntddk.h>
#include "winwork/wfp/types.h"

#endif /* __fwptypes_h__ */
