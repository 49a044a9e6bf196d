/* SPDX-License-Identifier: GPL-2.0 */
/*
 * WDFMEMORY: a buffer with a handle.
 */
#pragma once

#include "object.hpp"

namespace ww::wdf {

struct Memory : Object {
	static const Class kClass;

	enum class Owner : u8 {
		memory,			/* a block of pool, which is freed with the object */
		driver,			/* WdfMemoryCreatePreallocated */
		request,		/* it ends with the request */
	};

	void *buffer;			/* null once the request is complete */
	size_t bytes;
	Owner owner;
	bool is_read_only;
};

/*
 * A WDFMEMORY for a buffer of @request. It is the request's child, and has one more reference,
 * which the caller drops. Null without memory, or if the request ends. <= DISPATCH_LEVEL.
 */
Memory *memory_of_request(Object &request, void *buffer, size_t bytes, bool is_read_only);

/*
 * A WDFMEMORY of @bytes of nonpaged pool, whose parent is @parent unless @attributes, which are checked, name
 * one. Null without memory, or if the parent ends. <= DISPATCH_LEVEL.
 */
Memory *memory_create(Object &parent, const WDF_OBJECT_ATTRIBUTES *attributes, size_t bytes);

/* The memory object behind @handle, which has a buffer; null after a report. <= DISPATCH_LEVEL. */
Memory *memory_of(CallSite call, WDFMEMORY handle);

/* Gives one of a request its buffer. */
void memory_fill(Memory &memory, void *buffer, size_t bytes, bool is_read_only);

/* The request is complete: its buffer is gone. Reports references of the driver. */
void memory_end(Memory &memory);

} /* namespace ww::wdf */
