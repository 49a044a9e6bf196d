/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The attributes that each miniport of the suites registers its adapter with.
 */
#ifndef WINWORK_KUNIT_NDIS_REGISTRATION_H
#define WINWORK_KUNIT_NDIS_REGISTRATION_H

#include <ndis.h>

static inline NDIS_STATUS register_adapter(NDIS_HANDLE handle, NDIS_HANDLE context, ULONG flags,
					   ULONG check_seconds)
{
	NDIS_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES attributes = {
		.Header = {
			NDIS_OBJECT_TYPE_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES,
			NDIS_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES_REVISION_1,
			NDIS_SIZEOF_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES_REVISION_1,
		},
		.MiniportAdapterContext = context,
		.AttributeFlags = flags,
		.CheckForHangTimeInSeconds = check_seconds,
		.InterfaceType = NdisInterfaceInternal,
	};

	return NdisMSetMiniportAttributes(handle, (PNDIS_MINIPORT_ADAPTER_ATTRIBUTES)&attributes);
}

#endif /* WINWORK_KUNIT_NDIS_REGISTRATION_H */
