/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <ntddser.h>: serial ports.
 */
#ifndef _NTDDSER_
#define _NTDDSER_

#include "ntddk.h"
#include "winwork/io/serial.h"

#endif /* _NTDDSER_ */

#include "winwork/guids/ntddser.h"
