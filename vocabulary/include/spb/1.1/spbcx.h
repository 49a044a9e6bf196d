/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <spb/1.1/spbcx.h>: controllers of simple peripheral buses.
 */
#ifndef _SPBCX_H_
#define _SPBCX_H_

#include <wdf.h>
#include "../../spb.h"
#include "../../winwork/bus/spb_controller.h"

#endif /* _SPBCX_H_ */
