/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <wdfminiport.h>: the framework in a miniport driver of another class of drivers.
 */
#ifndef _WDFMINIPORT_H_
#define _WDFMINIPORT_H_

#include "wdf.h"
#include "winwork/wdf/miniport.h"

#endif /* _WDFMINIPORT_H_ */
