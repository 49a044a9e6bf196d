/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <ipsectypes.h>: policies and security associations of IPsec.
 */
#ifndef __ipsectypes_h__
#define __ipsectypes_h__

#include "fwptypes.h"
#include "iketypes.h"
#include "winwork/wfp/ipsec.h"

#endif /* __ipsectypes_h__ */
