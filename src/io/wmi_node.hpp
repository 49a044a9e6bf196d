/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The nodes in the buffers of WMI's requests, as all providers write them.
 */
#pragma once

#include <wdm.h>
#include <winwork/etw/wmi_data.h>

#include "base/types.hpp"

namespace ww {

/* Whether a minor function of IRP_MJ_SYSTEM_CONTROL is one of WMI's. */
bool wmi_is_request(UCHAR minor);

/* Whether the request asks for data, behind the DataBlockOffset of its node. */
bool wmi_has_data(UCHAR minor);

ULONG wmi_offset_of_data(UCHAR minor, const void *node);

struct WmiEnd {
	NTSTATUS status;
	ULONG information;
};

/*
 * Ends the node of a request for data: @bytes were written, or are needed if @status is STATUS_BUFFER_TOO_SMALL.
 * Then the node says what one of the right size would have, and the request succeeds.
 */
WmiEnd wmi_end_data(UCHAR minor, void *node, NTSTATUS status, ULONG bytes);

/* What a provider says of all its blocks. */
struct WmiProviderTexts {
	UNICODE_STRING mof_resource;
	UNICODE_STRING registry_path;
	UNICODE_STRING base_name;	/* Buffer is null if there is none */
};

/*
 * Begins the node of IRP_MN_REGINFO with @count blocks, which the caller writes, and stores its bytes. If the buffer
 * has too few, the node tells how many it needs, and the result is null. @base_name is the offset of that text.
 */
WMIREGINFOW *wmi_begin_reginfo(void *buffer, ULONG size, ULONG count, const WmiProviderTexts &texts,
			       ULONG &information, ULONG &base_name);

} /* namespace ww */
