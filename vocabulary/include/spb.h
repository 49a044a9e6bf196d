/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <spb.h>: simple peripheral buses, such as I2C and SPI.
 */
#ifndef _SPB_H_
#define _SPB_H_

#include <ntddk.h>
#include <winapifamily.h>
#include "winwork/bus/spb.h"

#endif /* _SPB_H_ */
