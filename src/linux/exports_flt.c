// SPDX-License-Identifier: GPL-2.0
/*
 * What minifilters may call.
 */
#include <linux/export.h>
#include <linux/module.h>

#include <fltKernel.h>

/* work items */
EXPORT_SYMBOL_GPL(FltAllocateGenericWorkItem);
EXPORT_SYMBOL_GPL(FltFreeGenericWorkItem);
EXPORT_SYMBOL_GPL(FltQueueGenericWorkItem);
EXPORT_SYMBOL_GPL(FltAllocateDeferredIoWorkItem);
EXPORT_SYMBOL_GPL(FltFreeDeferredIoWorkItem);
EXPORT_SYMBOL_GPL(FltQueueDeferredIoWorkItem);
