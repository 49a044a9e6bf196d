/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Handles of emulated USB devices.
 */
#ifndef WINWORK_UDE_TYPES_H
#define WINWORK_UDE_TYPES_H

#include "../wdf/device.h"
#include "../wdf/devices.h"
#include "../wdf/handles.h"
#include "../wdf/memory.h"
#include "../wdf/object.h"
#include "../wdf/queues.h"
#include "../wdf/requests.h"
#include "../wdf/resources.h"
#include "../wdf/types.h"
#include "../usb/requests.h"
#include "../wdf/usb.h"

EXTERN_C_START

DECLARE_HANDLE(UDECXUSBDEVICE);
DECLARE_HANDLE(UDECXUSBENDPOINT);

typedef struct _UDECXUSBDEVICE_INIT *PUDECXUSBDEVICE_INIT;
typedef struct _UDECXUSBENDPOINT_INIT *PUDECXUSBENDPOINT_INIT;

EXTERN_C_END

#endif /* WINWORK_UDE_TYPES_H */
