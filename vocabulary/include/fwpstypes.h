/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <fwpstypes.h>: what callouts and the filter engine share.
 */
#ifndef __fwpstypes_h__
#define __fwpstypes_h__

#include "fwptypes.h"
#include <ndis.h>
#include "winwork/wfp/callouts.h"

#endif /* __fwpstypes_h__ */
