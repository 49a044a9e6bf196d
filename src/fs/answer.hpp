/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The buffer of a query.
 */
#pragma once

#include <ntifs.h>

#include "base/types.hpp"

namespace ww {

/* A filter's buffer, and what is in it. */
struct Answer {
	u8 *buffer;
	size_t room;
	size_t done = 0;

	template <typename Structure> NTSTATUS give(const Structure &structure)
	{
		if (room < sizeof(structure))
			return STATUS_INFO_LENGTH_MISMATCH;
		__builtin_memcpy(buffer, &structure, sizeof(structure));
		done = sizeof(structure);
		return STATUS_SUCCESS;
	}

	/* A structure that ends with a text, which begins at @offset. It is cut if there is no room. */
	template <typename Structure>
	NTSTATUS give(const Structure &structure, size_t offset, const UNICODE_STRING &text)
	{
		const NTSTATUS status = give(structure);

		if (!NT_SUCCESS(status))
			return status;

		const size_t left = (room - offset) / sizeof(WCHAR) * sizeof(WCHAR);
		const size_t bytes = text.Length < left ? text.Length : left;

		__builtin_memcpy(buffer + offset, text.Buffer, bytes);
		done = offset + bytes;
		return bytes == text.Length ? STATUS_SUCCESS : STATUS_BUFFER_OVERFLOW;
	}
};

} /* namespace ww */
