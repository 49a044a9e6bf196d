/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <usbbusif.h>: interfaces of the USB bus.
 */
#ifndef __USBBUSIF_H__
#define __USBBUSIF_H__

#include <usb.h>
#include "winwork/usb/bus_interface.h"

#endif /* __USBBUSIF_H__ */

#include "winwork/guids/usbbusif.h"
