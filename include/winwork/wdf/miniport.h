/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The framework in a driver of another port driver.
 */
#ifndef WINWORK_WDF_MINIPORT_H
#define WINWORK_WDF_MINIPORT_H

#include "device.h"
#include "object.h"
#include "../../guiddef.h"
#include "../io/dma.h"
#include "../io/pci.h"
#include "../po/power.h"

EXTERN_C_START

WINWORK_ABSENT NTSTATUS NTAPI WdfDeviceMiniportCreate(_In_ WDFDRIVER Driver,
						      _In_opt_ PWDF_OBJECT_ATTRIBUTES Attributes,
						      _In_ PDEVICE_OBJECT DeviceObject,
						      _In_opt_ PDEVICE_OBJECT AttachedDeviceObject,
						      _In_opt_ PDEVICE_OBJECT Pdo,
						      _Out_ WDFDEVICE *Device);

EXTERN_C_END

#endif /* WINWORK_WDF_MINIPORT_H */
