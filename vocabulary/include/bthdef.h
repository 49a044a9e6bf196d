/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <bthdef.h>: Bluetooth.
 */
#ifndef __BTHDEF_H
#define __BTHDEF_H

#include <ntddk.h>
#include "winwork/bluetooth/definitions.h"

#endif /* __BTHDEF_H */

#include "winwork/guids/bthdef.h"
