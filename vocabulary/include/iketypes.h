/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <iketypes.h>: the key exchanges of IPsec.
 */
#ifndef __iketypes_h__
#define __iketypes_h__

#include "fwptypes.h"
#include "winwork/wfp/ike.h"

#endif /* __iketypes_h__ */
