/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What a protocol driver is told of an adapter: its names, numbers and attributes.
 */
#pragma once

#include "bindings.hpp"
#include "ob/object.hpp"

namespace ww {

/* The text \DEVICE\{GUID}, and room for its 0. */
struct AdapterName {
	explicit AdapterName(const Adapter &adapter);

	UNICODE_STRING string;
	WCHAR text[kObjectName];
};

/* BindParameters of ProtocolBindAdapterEx, valid during the bind. */
struct BindParameters {
	NDIS_BIND_PARAMETERS value;
	AdapterName name;
	UNICODE_STRING section;
	WCHAR section_text[2 * kObjectName];
};

/* Null without memory. PASSIVE_LEVEL. */
BindParameters *bind_parameters_create(const Adapter &adapter, const ProtocolDriver &protocol);
void bind_parameters_free(BindParameters *parameters);

bool adapter_has_name(const Adapter &adapter, const UNICODE_STRING &name);

/* What is shown to users, in memory that NdisFreeMemory frees. */
NDIS_STATUS adapter_instance_name(CallSite call, const Adapter &adapter, NDIS_STRING &name);

NET_IFINDEX adapter_number(const Adapter &adapter);
NET_LUID adapter_luid(const Adapter &adapter);

} /* namespace ww */
