/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What a request has for its target, until the target has completed it.
 */
#pragma once

#include "memory.hpp"
#include "target.hpp"

namespace ww::wdf {

/* A part of a buffer of the driver's. */
struct Span {
	Memory *memory;			/* referenced by a Format; null for a bare buffer, or for none */
	u8 *start;
	size_t bytes;
	size_t offset;			/* in @memory */
};

struct Format {
	WDF_REQUEST_TYPE type;
	ULONG code;			/* of a control */
	Span input;
	Span output;
	Span other;			/* the third argument of an internal control */
	/* A copy of @input, and room for @output, in one block; or null. */
	u8 *buffer;
	PMDL mdl;
	/* What the IRP had. */
	PVOID system_buffer;
	PMDL own_mdl;
	PVOID user_buffer;
	ULONG device_flags;		/* of the target */
};

/* The buffer that @descriptor describes; none without one. A status after a refusal. <= DISPATCH_LEVEL. */
NTSTATUS span_of(CallSite call, const Object &owner, const WDF_MEMORY_DESCRIPTOR *descriptor, Span &span);
void span_drop(const Span &span);

/* The format of the request, with what its IRP has now; and its location for the target. */
NTSTATUS format_begin(CallSite call, Request &request, Target &target, UCHAR major,
		      PIO_STACK_LOCATION &location);

/* Formats a request; the beginning of a structure with what it is formatted for. */
struct Formatter {
	NTSTATUS (*format)(const Formatter &formatter, Request &request, Target &target);
};

/*
 * Formats and sends the request of the driver, or one of its own without one, and waits. Returns the status
 * of the request, and its information in @bytes, which may be null. @more_flags are of send options.
 * PASSIVE_LEVEL.
 */
NTSTATUS send_formatted(CallSite call, Target &target, WDFREQUEST handle,
			const WDF_REQUEST_SEND_OPTIONS *wanted, ULONG more_flags,
			const Formatter &formatter, ULONG_PTR *bytes);

} /* namespace ww::wdf */
