/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <fwpmtypes.h>: the objects of the base filtering engine.
 */
#ifndef __fwpmtypes_h__
#define __fwpmtypes_h__

#include "fwptypes.h"
#include "iketypes.h"
#include "ipsectypes.h"
#include "winwork/wfp/management.h"

#endif /* __fwpmtypes_h__ */
