/* SPDX-License-Identifier: GPL-2.0 */
/*
 * WDFMEMORY: buffers of pool, of the driver and of requests; and WDFLOOKASIDE, a kind of memory
 * object that a driver has described once. Linux's allocator keeps freed memory as a list would.
 */
#include "memory.hpp"

#include "create.hpp"
#include "driver.hpp"
#include "mm/pool.hpp"

namespace ww::wdf {
namespace {

/* Of blocks whose tag the driver does not name: "WWdf". */
constexpr u32 kTag = 0x66645757;

void free_buffer(Object &object)
{
	auto &memory = static_cast<Memory &>(object);

	if (memory.owner == Memory::Owner::memory && memory.buffer)
		pool_free({ "WdfObjectDelete", nullptr }, memory.buffer, kAnyTag);
}

/* Gives a new object its buffer, for object_create(). */
struct PoolBuffer {
	const PoolRequest &request;

	NTSTATUS operator()(Memory &made) const
	{
		made.buffer = pool_allocate(request);
		made.bytes = request.bytes;
		/* Paged pool is freed at PASSIVE_LEVEL. */
		if (request.paged)
			made.level = WdfExecutionLevelPassive;
		return made.buffer ? STATUS_SUCCESS : STATUS_INSUFFICIENT_RESOURCES;
	}
};

struct DriverBuffer {
	void *buffer;
	size_t bytes;

	NTSTATUS operator()(Memory &made) const
	{
		made.buffer = buffer;
		made.bytes = bytes;
		made.owner = Memory::Owner::driver;
		return STATUS_SUCCESS;
	}
};

struct Lookaside : Object {
	static const Class kClass;

	size_t bytes;
	POOL_TYPE pool;
	ULONG tag;
	bool has_attributes;
	WDF_OBJECT_ATTRIBUTES attributes;	/* of the memory objects */
};

constinit const Class Lookaside::kClass = {
	{ "WDFLOOKASIDE", object_finalise, "WdfObjectDelete" }, nullptr, nullptr, nullptr, false
};

struct LookasideInit {
	size_t bytes;
	POOL_TYPE pool;
	ULONG tag;
	const WDF_OBJECT_ATTRIBUTES *attributes;

	NTSTATUS operator()(Lookaside &made) const
	{
		made.bytes = bytes;
		made.pool = pool;
		made.tag = tag;
		made.has_attributes = attributes;
		if (attributes)
			made.attributes = *attributes;
		return STATUS_SUCCESS;
	}
};

/* Creates a memory object with a buffer of pool. */
NTSTATUS create_of_pool(CallSite call, WDF_OBJECT_ATTRIBUTES *attributes, POOL_TYPE pool, ULONG tag,
			size_t bytes, WDFMEMORY *handle, _WINWORK_IMAGE *image)
{
	const PoolRequest request = pool_request(call, pool, bytes, tag ? tag : kTag);

	return wdf::object_create<Memory>(call, attributes, kDefaultsOnly, handle, image,
					  PoolBuffer{ request });
}

/* A part of a memory object that is to be copied, or a status. */
NTSTATUS check_part(const Memory &memory, size_t offset, size_t bytes, NTSTATUS too_small)
{
	if (!bytes)
		return STATUS_INVALID_PARAMETER;
	return offset < memory.bytes && bytes <= memory.bytes - offset ? STATUS_SUCCESS : too_small;
}

} /* namespace */

Memory *memory_create(Object &parent, const WDF_OBJECT_ATTRIBUTES *attributes, size_t bytes)
{
	Object *const named = attributes ? static_cast<Object *>(attributes->ParentObject) : nullptr;
	auto *const memory = object_allocate<Memory>(parent.driver_object(), attributes);

	if (!memory)
		return nullptr;
	memory->buffer = pool_allocate(pool_request({ "WdfMemoryCreate" }, NonPagedPoolNx, bytes, kTag));
	memory->bytes = bytes;
	memory->may_be_deleted = true;
	if (memory->buffer && object_add_child(named ? *named : parent, *memory))
		return memory;
	object_discard(*memory);
	return nullptr;
}

Memory *memory_of(CallSite call, WDFMEMORY handle)
{
	auto *const memory = object_at_dispatch_or_below<Memory>(call, handle);

	if (!memory || memory->buffer)
		return memory;
	report(violation_of(call, kObjectError, memory),
	       "the request that the WDFMEMORY belongs to is complete");
	return nullptr;
}

constinit const Class Memory::kClass = {
	{ "WDFMEMORY", object_finalise, "WdfObjectDelete" }, nullptr, nullptr, free_buffer, false
};

Memory *memory_of_request(Object &request, void *buffer, size_t bytes, bool is_read_only)
{
	auto *const memory = object_allocate<Memory>(request.driver_object(), nullptr);

	if (!memory)
		return nullptr;
	memory_fill(*memory, buffer, bytes, is_read_only);
	memory->owner = Memory::Owner::request;
	memory->may_be_deleted = false;
	object_reference(memory);
	if (object_add_child(request, *memory))
		return memory;
	object_discard(*memory);
	object_discard(*memory);
	return nullptr;
}

void memory_end(Memory &memory)
{
	if (memory.references.load() & ~Object::kTree)
		report(violation_of({ "WdfRequestComplete", nullptr }, kVerifierFatalError,
				    &memory),
		       "the request is complete, and the driver has references on its WDFMEMORY");
	memory.buffer = nullptr;
}

void memory_fill(Memory &memory, void *buffer, size_t bytes, bool is_read_only)
{
	memory.bytes = bytes;
	memory.is_read_only = is_read_only;
	memory.buffer = buffer;
}

} /* namespace ww::wdf */

using namespace ww;
using namespace ww::wdf;

extern "C" {

NTSTATUS NTAPI WinworkWdfMemoryCreate(PWDF_OBJECT_ATTRIBUTES Attributes, POOL_TYPE PoolType,
				      ULONG PoolTag, size_t BufferSize, WDFMEMORY *Memory,
				      PVOID *Buffer, PWINWORK_IMAGE Image)
{
	const CallSite call = WW_CALL_SITE_OF("WdfMemoryCreate");

	if (!at_dispatch_or_below(call, nullptr) ||
	    !check_not_null(call, Memory, "the address for the handle"))
		return STATUS_INVALID_PARAMETER;
	*Memory = nullptr;
	if (!BufferSize)
		return refuse(call, nullptr, STATUS_INVALID_PARAMETER, "BufferSize is 0");

	const NTSTATUS status = create_of_pool(call, Attributes, PoolType, PoolTag, BufferSize,
					       Memory, Image);

	if (!status && Buffer)
		*Buffer = WdfMemoryGetBuffer(*Memory, nullptr);
	return status;
}

NTSTATUS NTAPI WinworkWdfMemoryCreatePreallocated(PWDF_OBJECT_ATTRIBUTES Attributes, PVOID Buffer,
						  size_t BufferSize, WDFMEMORY *Memory,
						  PWINWORK_IMAGE Image)
{
	const CallSite call = WW_CALL_SITE_OF("WdfMemoryCreatePreallocated");

	if (!check_not_null(call, Buffer, "Buffer") ||
	    !check_not_null(call, Memory, "the address for the handle"))
		return STATUS_INVALID_PARAMETER;
	*Memory = nullptr;
	if (!BufferSize)
		return refuse(call, nullptr, STATUS_INVALID_PARAMETER, "BufferSize is 0");
	return wdf::object_create<wdf::Memory>(call, Attributes, kDefaultsOnly, Memory, Image,
					       DriverBuffer{ Buffer, BufferSize });
}

NTSTATUS NTAPI WinworkWdfLookasideListCreate(PWDF_OBJECT_ATTRIBUTES LookasideAttributes,
					     size_t BufferSize, POOL_TYPE PoolType,
					     PWDF_OBJECT_ATTRIBUTES MemoryAttributes,
					     ULONG PoolTag, WDFLOOKASIDE *Lookaside,
					     PWINWORK_IMAGE Image)
{
	const CallSite call = WW_CALL_SITE_OF("WdfLookasideListCreate");

	if (!check_not_null(call, Lookaside, "the address for the handle"))
		return STATUS_INVALID_PARAMETER;
	*Lookaside = nullptr;
	if (!BufferSize)
		return refuse(call, nullptr, STATUS_INVALID_PARAMETER, "BufferSize is 0");
	if (const NTSTATUS status = check_attributes(call, MemoryAttributes, kDefaultsOnly,
						     nullptr))
		return status;
	return wdf::object_create<wdf::Lookaside>(
		call, LookasideAttributes, kDefaultsOnly, Lookaside, Image,
		LookasideInit{ BufferSize, PoolType, PoolTag, MemoryAttributes });
}

NTSTATUS NTAPI WdfMemoryCreateFromLookaside(WDFLOOKASIDE Lookaside, WDFMEMORY *Memory)
{
	const CallSite call = WW_CALL_SITE;
	auto *const lookaside = object_at_dispatch_or_below<wdf::Lookaside>(call, Lookaside);

	if (!lookaside || !check_not_null(call, Memory, "the address for the handle"))
		return STATUS_INVALID_PARAMETER;
	*Memory = nullptr;

	const Driver *const driver = driver_of(lookaside->driver_object());

	return create_of_pool(call, lookaside->has_attributes ? &lookaside->attributes : nullptr,
			      lookaside->pool, lookaside->tag, lookaside->bytes, Memory,
			      driver ? driver->image : nullptr);
}

NTSTATUS NTAPI WdfMemoryAssignBuffer(WDFMEMORY Memory, PVOID Buffer, size_t BufferSize)
{
	const CallSite call = WW_CALL_SITE;
	auto *const memory = object_at_dispatch_or_below<wdf::Memory>(call, Memory);

	if (!memory || !check_not_null(call, Buffer, "Buffer"))
		return STATUS_INVALID_PARAMETER;
	if (memory->owner != wdf::Memory::Owner::driver) {
		report(violation_of(call, kInvalidHandle, memory),
		       "the WDFMEMORY is not of WdfMemoryCreatePreallocated");
		return STATUS_INVALID_PARAMETER;
	}
	if (!BufferSize)
		return refuse(call, memory, STATUS_INVALID_PARAMETER, "BufferSize is 0");
	memory->buffer = Buffer;
	memory->bytes = BufferSize;
	return STATUS_SUCCESS;
}

PVOID NTAPI WdfMemoryGetBuffer(WDFMEMORY Memory, size_t *BufferSize)
{
	const auto *const memory = memory_of(WW_CALL_SITE, Memory);

	if (BufferSize)
		*BufferSize = memory ? memory->bytes : 0;
	return memory ? memory->buffer : nullptr;
}

NTSTATUS NTAPI WdfMemoryCopyToBuffer(WDFMEMORY SourceMemory, size_t SourceOffset, PVOID Buffer,
				     size_t NumBytesToCopyTo)
{
	const CallSite call = WW_CALL_SITE;
	const auto *const memory = memory_of(call, SourceMemory);

	if (!memory || !check_not_null(call, Buffer, "Buffer"))
		return STATUS_INVALID_PARAMETER;
	if (const NTSTATUS status = check_part(*memory, SourceOffset, NumBytesToCopyTo,
					       STATUS_BUFFER_TOO_SMALL))
		return status;
	RtlCopyMemory(Buffer, static_cast<const char *>(memory->buffer) + SourceOffset,
		      NumBytesToCopyTo);
	return STATUS_SUCCESS;
}

NTSTATUS NTAPI WdfMemoryCopyFromBuffer(WDFMEMORY DestinationMemory, size_t DestinationOffset,
				       PVOID Buffer, size_t NumBytesToCopyFrom)
{
	const CallSite call = WW_CALL_SITE;
	const auto *const memory = memory_of(call, DestinationMemory);

	if (!memory || !check_not_null(call, Buffer, "Buffer"))
		return STATUS_INVALID_PARAMETER;
	if (memory->is_read_only && NumBytesToCopyFrom) {
		report(violation_of(call, kObjectError, memory),
		       "the WDFMEMORY is input of a request, which may not be written");
		return STATUS_ACCESS_VIOLATION;
	}
	if (const NTSTATUS status = check_part(*memory, DestinationOffset, NumBytesToCopyFrom,
					       STATUS_INVALID_BUFFER_SIZE))
		return status;
	RtlCopyMemory(static_cast<char *>(memory->buffer) + DestinationOffset, Buffer,
		      NumBytesToCopyFrom);
	return STATUS_SUCCESS;
}

} /* extern "C" */
