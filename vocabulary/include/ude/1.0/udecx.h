/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <ude/1.0/udecx.h>: USB device emulation.
 */
#ifndef _UDECX_H_
#define _UDECX_H_

#include "udecxtypes.h"
#include "udecxwdfdevice.h"
#include "udecxusbdevice.h"
#include "udecxusbendpoint.h"
#include "udecxurb.h"

#endif /* _UDECX_H_ */
