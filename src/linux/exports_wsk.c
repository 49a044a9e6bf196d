// SPDX-License-Identifier: GPL-2.0
/*
 * The exports for drivers that use sockets. Their header needs an extension of Microsoft's compiler: Kbuild.
 */
#include <linux/export.h>
#include <linux/module.h>

/* Names of Linux that the headers of sockets have with values of Windows. */
#undef IOC_IN
#undef IOC_INOUT
#undef IOC_OUT
#undef _IO
#undef _IOR
#undef _IOW

#include <wsk.h>

EXPORT_SYMBOL_GPL(NPI_WSK_INTERFACE_ID);
EXPORT_SYMBOL_GPL(WskCaptureProviderNPI);
EXPORT_SYMBOL_GPL(WskDeregister);
EXPORT_SYMBOL_GPL(WskQueryProviderCharacteristics);
EXPORT_SYMBOL_GPL(WskRegister);
EXPORT_SYMBOL_GPL(WskReleaseProviderNPI);
