/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The driver's memory for what it asks.
 */
#pragma once

#include <ntddk.h>

namespace ww {

struct Answer {
	void *to;
	ULONG room;
	ULONG bytes = 0;		/* that the answer has, or would have */

	Answer(void *memory, ULONG length) : to(memory), room(memory ? length : 0) {}

	bool fits() const { return bytes <= room; }

	/* For a class whose length must be the right one. */
	template <typename Value> NTSTATUS give(const Value &value)
	{
		bytes = sizeof(value);
		return room == bytes ? copy(value) : STATUS_INFO_LENGTH_MISMATCH;
	}

	/* For one that may have more room. */
	template <typename Value> NTSTATUS give_within(const Value &value)
	{
		bytes = sizeof(value);
		return fits() ? copy(value) : STATUS_INFO_LENGTH_MISMATCH;
	}

	/* For one of which a driver may ask the beginning. */
	template <typename Value> NTSTATUS give_start(const Value &value)
	{
		bytes = sizeof(value);
		if (room > bytes)
			return STATUS_INFO_LENGTH_MISMATCH;
		__builtin_memcpy(to, &value, room);
		return STATUS_SUCCESS;
	}

private:
	template <typename Value> NTSTATUS copy(const Value &value)
	{
		__builtin_memcpy(to, &value, sizeof(value));
		return STATUS_SUCCESS;
	}
};

} /* namespace ww */
