// SPDX-License-Identifier: GPL-2.0
/*
 * The exports for drivers of the Kernel-Mode Driver Framework.
 */
#include <linux/export.h>
#include <linux/module.h>

#include <wdf.h>
#include <winwork/wdf_port.h>

EXPORT_SYMBOL_GPL(WinworkWdfObjectCreate);
EXPORT_SYMBOL_GPL(WdfObjectDelete);
EXPORT_SYMBOL_GPL(WdfObjectReferenceActual);
EXPORT_SYMBOL_GPL(WdfObjectDereferenceActual);
EXPORT_SYMBOL_GPL(WdfObjectGetTypedContextWorker);
EXPORT_SYMBOL_GPL(WdfObjectAllocateContext);
EXPORT_SYMBOL_GPL(WdfObjectContextGetObject);

EXPORT_SYMBOL_GPL(WinworkWdfDriverCreate);
EXPORT_SYMBOL_GPL(WinworkWdfGetDriver);
EXPORT_SYMBOL_GPL(WdfDriverMiniportUnload);
EXPORT_SYMBOL_GPL(WdfDriverWdmGetDriverObject);

EXPORT_SYMBOL_GPL(WdfDeviceInitSetPnpPowerEventCallbacks);
EXPORT_SYMBOL_GPL(WdfDeviceInitSetDeviceType);
EXPORT_SYMBOL_GPL(WdfDeviceInitSetCharacteristics);
EXPORT_SYMBOL_GPL(WdfDeviceInitSetExclusive);
EXPORT_SYMBOL_GPL(WdfDeviceInitSetIoType);
EXPORT_SYMBOL_GPL(WdfDeviceInitAssignName);
EXPORT_SYMBOL_GPL(WdfDeviceInitFree);
EXPORT_SYMBOL_GPL(WdfControlDeviceInitAllocate);
EXPORT_SYMBOL_GPL(WdfControlFinishInitializing);
EXPORT_SYMBOL_GPL(WdfDeviceCreate);
EXPORT_SYMBOL_GPL(WdfDeviceWdmGetDeviceObject);
EXPORT_SYMBOL_GPL(WdfDeviceGetDriver);

EXPORT_SYMBOL_GPL(WdfWorkItemCreate);
EXPORT_SYMBOL_GPL(WdfWorkItemEnqueue);
EXPORT_SYMBOL_GPL(WdfWorkItemGetParentObject);
EXPORT_SYMBOL_GPL(WdfWorkItemFlush);

EXPORT_SYMBOL_GPL(WinworkWdfSpinLockCreate);
EXPORT_SYMBOL_GPL(WdfSpinLockAcquire);
EXPORT_SYMBOL_GPL(WdfSpinLockRelease);
EXPORT_SYMBOL_GPL(WinworkWdfWaitLockCreate);
EXPORT_SYMBOL_GPL(WdfWaitLockAcquire);
EXPORT_SYMBOL_GPL(WdfWaitLockRelease);
EXPORT_SYMBOL_GPL(WdfObjectAcquireLock);
EXPORT_SYMBOL_GPL(WdfObjectReleaseLock);

EXPORT_SYMBOL_GPL(WinworkWdfAddDevice);
EXPORT_SYMBOL_GPL(WinworkWdfRemoveDevice);
