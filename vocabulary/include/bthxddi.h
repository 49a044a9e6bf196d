/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <bthxddi.h>: Bluetooth controllers that are not on USB.
 */
#ifndef __BTHXDDI_H__
#define __BTHXDDI_H__

#include <ntddk.h>
#include "winwork/bluetooth/transport.h"

#endif /* __BTHXDDI_H__ */
