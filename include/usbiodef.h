/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <usbiodef.h>: identifiers of USB control codes.
 */
#ifndef __USBIODEF_H__
#define __USBIODEF_H__

#include "ntddk.h"
#include "winwork/usb/control_identifiers.h"

#endif /* __USBIODEF_H__ */

#include "winwork/guids/usbiodef.h"
