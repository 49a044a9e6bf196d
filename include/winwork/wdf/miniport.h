/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The framework in a driver of another port driver.
 */
#ifndef WINWORK_WDF_MINIPORT_H
#define WINWORK_WDF_MINIPORT_H

#include "device.h"
#include "object.h"
#include "types.h"
#include "../../guiddef.h"
#include "../ex/lookaside.h"
#include "../ex/resource.h"
#include "../ex/slist.h"
#include "../ke/dispatcher.h"
#include "../ex/push_lock.h"
#include "../cm/registry.h"
#include "../etw/trace.h"
#include "../ex/executive.h"
#include "../io/devices.h"
#include "../io/dma.h"
#include "../io/file_information.h"
#include "../io/interrupt.h"
#include "../io/pci.h"
#include "../io/pnp.h"
#include "../io/requests.h"
#include "../io/resources.h"
#include "../ke/kernel.h"
#include "../mm/memory.h"
#include "../ob/objects.h"
#include "../po/power.h"
#include "../ps/process.h"
#include "../rtl/runtime.h"
#include "../se/security.h"
#include "handles.h"

EXTERN_C_START

WINWORK_ABSENT NTSTATUS NTAPI WdfDeviceMiniportCreate(_In_ WDFDRIVER Driver,
						      _In_opt_ PWDF_OBJECT_ATTRIBUTES Attributes,
						      _In_ PDEVICE_OBJECT DeviceObject,
						      _In_opt_ PDEVICE_OBJECT AttachedDeviceObject,
						      _In_opt_ PDEVICE_OBJECT Pdo,
						      _Out_ WDFDEVICE *Device);

EXTERN_C_END

#endif /* WINWORK_WDF_MINIPORT_H */
