/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The key of an adapter in the registry, and the values of it that Windows's setup writes:
 *
 *	Control\Class\{4d36e972-e325-11ce-bfc1-08002be10318}\NNNN
 *		NetCfgInstanceId	the adapter's GUID, as text
 *		DriverDesc		the text of the INF, or the driver's name
 *		*IfType, *MediaType	6 and 0, unless the INF says something else
 *
 * with the values of the INF's model. The key stays when the adapter goes. An adapter without hardware finds it
 * again by its GUID, which depends on the driver's name and the adapter's number alone. That of a device of Plug and
 * Play is the driver key of the device, whose name makes its GUID.
 */
#pragma once

#include <ndis.h>

#include "base/types.hpp"

namespace ww {

struct AdapterKey {
	char instance[39];		/* the GUID, in braces, in capitals */
	char name[52];			/* {CLASS}\\NNNN */
	char description[64];		/* DriverDesc; a longer one is cut */
};

/* Makes the key of the adapter of @driver that has this index, or finds it. PASSIVE_LEVEL. */
NTSTATUS adapter_key_make(AdapterKey &key, PDRIVER_OBJECT driver, u32 index);

/* The same for the adapter of a device: @pdo has its driver key. */
NTSTATUS adapter_key_take(AdapterKey &key, PDRIVER_OBJECT driver, PDEVICE_OBJECT pdo);

/* Opens it. */
NTSTATUS adapter_key_open(const AdapterKey &key, HANDLE *handle);

} /* namespace ww */
