// SPDX-License-Identifier: GPL-2.0
/*
 * What ported drivers may call. Exported from C, where MODVERSIONS can read the prototypes.
 */
#include <linux/export.h>
#include <linux/module.h>

#include <ntddk.h>
#include <winwork.h>

/* Io and Ex work items */
EXPORT_SYMBOL_GPL(IoAllocateWorkItem);
EXPORT_SYMBOL_GPL(IoFreeWorkItem);
EXPORT_SYMBOL_GPL(IoInitializeWorkItem);
EXPORT_SYMBOL_GPL(IoUninitializeWorkItem);
EXPORT_SYMBOL_GPL(IoSizeofWorkItem);
EXPORT_SYMBOL_GPL(IoQueueWorkItem);
EXPORT_SYMBOL_GPL(IoQueueWorkItemEx);
EXPORT_SYMBOL_GPL(IoTryQueueWorkItem);
EXPORT_SYMBOL_GPL(WinworkQueueExWorkItem);

/* drivers, devices, references */
EXPORT_SYMBOL_GPL(IoCreateDevice);
EXPORT_SYMBOL_GPL(IoDeleteDevice);
EXPORT_SYMBOL_GPL(IoCreateDriver);
EXPORT_SYMBOL_GPL(IoDeleteDriver);
EXPORT_SYMBOL_GPL(ObfReferenceObject);
EXPORT_SYMBOL_GPL(ObfDereferenceObject);
EXPORT_SYMBOL_GPL(winwork_load_driver);
EXPORT_SYMBOL_GPL(winwork_unload_driver);

/* IRQL */
EXPORT_SYMBOL_GPL(KeGetCurrentIrql);
EXPORT_SYMBOL_GPL(KfRaiseIrql);
EXPORT_SYMBOL_GPL(KeRaiseIrqlToDpcLevel);
EXPORT_SYMBOL_GPL(KeLowerIrql);

/* tests and diagnostics */
EXPORT_SYMBOL_GPL(WinworkGetLastReport);
EXPORT_SYMBOL_GPL(WinworkHoldWorkers);
EXPORT_SYMBOL_GPL(WinworkObjectReferenceCount);
