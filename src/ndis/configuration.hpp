/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Configuration handles: an open key of the registry, and the memory of what was read through it, which
 * ends with the handle.
 */
#pragma once

#include "objects.hpp"

namespace ww {

extern const ObjectType ndis_configuration_type;

/* Memory of a handle. */
struct ConfigurationNote {
	ConfigurationNote *next;
	NDIS_CONFIGURATION_PARAMETER parameter;
	alignas(8) u8 data[];
};

struct Configuration {
	HANDLE key;
	const void *owner;		/* the handle that it was opened for */
	Atomic<ConfigurationNote *> notes;
};

/* A note with @bytes of data, and nulls behind them. Null without memory. PASSIVE_LEVEL. */
ConfigurationNote *configuration_note(Configuration &configuration, size_t bytes);

/*
 * The beginning of a function whose result is *@status, which is that of a failure from now on. False, after a report,
 * when @status or one of the other parameters is NULL.
 */
template <size_t Count>
bool configuration_begin(CallSite call, PNDIS_STATUS status, const Required (&required)[Count])
{
	if (!ndis_not_null(call, { { status != nullptr, "Status" } }))
		return false;
	*status = NDIS_STATUS_FAILURE;
	return ndis_not_null(call, required);
}

/* The status of NDIS for one of the registry. */
NDIS_STATUS configuration_status(NTSTATUS status);

/* At the end of an adapter, reports the handles that were opened for it and are not closed. */
void configurations_report_left(const void *adapter);

} /* namespace ww */
