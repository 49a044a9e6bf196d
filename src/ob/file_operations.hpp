/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the Zw functions do with a file that is no device's: its operations are complete when they return.
 */
#pragma once

#include <ntifs.h>

#include "base/call_site.hpp"

namespace ww {

/* @offset is null for the position. @done receives the bytes. PASSIVE_LEVEL. */
struct FileOperations {
	NTSTATUS (*read)(CallSite call, void *file, void *data, ULONG bytes, const LARGE_INTEGER *offset,
			 ULONG_PTR &done);
	NTSTATUS (*write)(CallSite call, void *file, const void *data, ULONG bytes, const LARGE_INTEGER *offset,
			  ULONG_PTR &done);
	NTSTATUS (*flush)(CallSite call, void *file);
	NTSTATUS (*query)(CallSite call, void *file, void *out, ULONG room, FILE_INFORMATION_CLASS information,
			  ULONG_PTR &done);
	NTSTATUS (*set)(CallSite call, void *file, const void *data, ULONG bytes,
			FILE_INFORMATION_CLASS information);
};

} /* namespace ww */
