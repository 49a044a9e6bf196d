/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <ucm/1.0/ucmcx.h>: USB connectors.
 */
#ifndef _UCMCX_H_
#define _UCMCX_H_

#include <wdf.h>
#include "../../winwork/ucm/connector.h"

#endif /* _UCMCX_H_ */
