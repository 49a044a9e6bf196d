/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <ucmtcpci/1.0/ucmtcpcicx.h>: controllers of USB Type-C ports.
 */
#ifndef _UCMTCPCICX_H_
#define _UCMTCPCICX_H_

#include <wdf.h>
#include <usbspec.h>
#include "../../winwork/ucm/port_controller.h"

#endif /* _UCMTCPCICX_H_ */
