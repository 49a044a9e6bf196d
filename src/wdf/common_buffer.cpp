/* SPDX-License-Identifier: GPL-2.0 */
/*
 * WDFCOMMONBUFFER: memory that a device and its driver see alike.
 */
#include "create.hpp"
#include "dma.hpp"
#include "linux/dma.h"

namespace ww::wdf {

struct CommonBuffer : Object {
	static const Class kClass;

	Enabler *enabler;
	CommonBuffer *next;		/* of the enabler; under dma_lock */
	void *memory;			/* null: it is freed */
	u64 address;			/* that the device sees */
	size_t room;			/* bytes of the memory */
	size_t bytes;			/* that the driver asked for */
	size_t offset;			/* of the aligned beginning */
};

namespace {

/* Returns false when the enabler's are revoked, and it takes none. */
bool enter(Enabler &enabler, CommonBuffer &made)
{
	LockGuard guard(dma_lock);

	if (enabler.is_revoked)
		return false;
	made.next = enabler.buffers;
	enabler.buffers = &made;
	return true;
}

/* True for the caller that takes it out of the list. */
bool take_out(CommonBuffer &buffer)
{
	LockGuard guard(dma_lock);
	CommonBuffer **at = &buffer.enabler->buffers;

	while (*at && *at != &buffer)
		at = &(*at)->next;
	if (!*at)
		return false;
	*at = buffer.next;
	return true;
}

void revoke(CommonBuffer &buffer)
{
	void *const memory = buffer.memory;

	buffer.memory = nullptr;
	ww_dma_free(buffer.enabler->adapter.device, buffer.room, memory, buffer.address);
}

/* The enabler is its parent, and so still there. */
void run_down(Object &object)
{
	auto &buffer = static_cast<CommonBuffer &>(object);

	if (take_out(buffer))
		revoke(buffer);
}

bool allocate(CommonBuffer &made, const Enabler &enabler, size_t bytes, size_t alignment)
{
	/* Linux's pieces are aligned to their pages, and to no more behind an IOMMU. */
	made.room = alignment < PAGE_SIZE ? bytes : bytes + alignment;
	made.bytes = bytes;
	if (made.room < bytes)
		return false;
	made.memory = ww_dma_alloc(enabler.adapter.device, made.room, &made.address, true);
	if (made.memory)
		made.offset = static_cast<size_t>(-made.address & alignment);
	return made.memory;
}

/* @alignment: as in DEVICE_OBJECT.AlignmentRequirement, one less than a power of two. */
NTSTATUS create(CallSite call, WDFDMAENABLER handle, size_t bytes, ULONG alignment,
		const WDF_OBJECT_ATTRIBUTES *attributes, WDFCOMMONBUFFER *created)
{
	auto *const enabler = object_at_passive<Enabler>(call, handle);

	if (!enabler || !check_not_null(call, created, "CommonBuffer"))
		return STATUS_INVALID_PARAMETER;
	*created = nullptr;
	if (!bytes)
		return refuse(call, enabler, STATUS_INVALID_PARAMETER, "Length is 0");
	if (alignment & (alignment + 1))
		return refuse(call, enabler, STATUS_INVALID_PARAMETER,
			      "AlignmentRequirement is 0x%x, not one less than a power of two",
			      alignment);
	if (const NTSTATUS status = check_attributes(call, attributes, kNoParent, enabler))
		return status;

	auto *const made = object_allocate<CommonBuffer>(enabler->driver_object(), attributes);

	if (!made)
		return STATUS_INSUFFICIENT_RESOURCES;
	made->enabler = enabler;
	if (!allocate(*made, *enabler, bytes, alignment)) {
		object_discard(*made);
		return STATUS_INSUFFICIENT_RESOURCES;
	}
	if (!enter(*enabler, *made)) {
		revoke(*made);
		object_discard(*made);
		return STATUS_DELETE_PENDING;
	}
	if (!object_add_child(*enabler, *made)) {
		run_down(*made);
		object_discard(*made);
		return STATUS_DELETE_PENDING;
	}
	*created = handle_of<WDFCOMMONBUFFER>(*made);
	return STATUS_SUCCESS;
}

const CommonBuffer *buffer_of(CallSite call, WDFCOMMONBUFFER handle)
{
	return object_at_dispatch_or_below<CommonBuffer>(call, handle);
}

} /* namespace */

constinit const Class CommonBuffer::kClass = {
	{ "WDFCOMMONBUFFER", object_finalise, "WdfObjectDelete" }, nullptr, run_down, nullptr, true
};

void common_buffers_revoke(Enabler &enabler)
{
	while (CommonBuffer *buffer = take_first(enabler, &Enabler::buffers))
		revoke(*buffer);
}

} /* namespace ww::wdf */

using namespace ww;
using namespace ww::wdf;

extern "C" {

NTSTATUS NTAPI WdfCommonBufferCreate(WDFDMAENABLER DmaEnabler, size_t Length,
				     PWDF_OBJECT_ATTRIBUTES Attributes,
				     WDFCOMMONBUFFER *CommonBuffer)
{
	const CallSite call = WW_CALL_SITE;
	const auto *const enabler = object_at_passive<Enabler>(call, DmaEnabler);

	if (!enabler)
		return STATUS_INVALID_PARAMETER;
	return create(call, DmaEnabler, Length, enabler->device->wdm->AlignmentRequirement,
		      Attributes, CommonBuffer);
}

NTSTATUS NTAPI WdfCommonBufferCreateWithConfig(WDFDMAENABLER DmaEnabler, size_t Length,
					       PWDF_COMMON_BUFFER_CONFIG Config,
					       PWDF_OBJECT_ATTRIBUTES Attributes,
					       WDFCOMMONBUFFER *CommonBuffer)
{
	const CallSite call = WW_CALL_SITE;

	if (!check_not_null(call, Config, "Config"))
		return STATUS_INVALID_PARAMETER;
	if (const NTSTATUS status = check_size(call, "WDF_COMMON_BUFFER_CONFIG", Config->Size,
					       sizeof(*Config), nullptr))
		return status;
	return create(call, DmaEnabler, Length, Config->AlignmentRequirement, Attributes,
		      CommonBuffer);
}

PVOID NTAPI WdfCommonBufferGetAlignedVirtualAddress(WDFCOMMONBUFFER CommonBuffer)
{
	const auto *const buffer = buffer_of(WW_CALL_SITE, CommonBuffer);

	return buffer && buffer->memory ? static_cast<char *>(buffer->memory) + buffer->offset
					: nullptr;
}

PHYSICAL_ADDRESS NTAPI WdfCommonBufferGetAlignedLogicalAddress(WDFCOMMONBUFFER CommonBuffer)
{
	const auto *const buffer = buffer_of(WW_CALL_SITE, CommonBuffer);
	PHYSICAL_ADDRESS address{};

	if (buffer)
		address.QuadPart = static_cast<LONGLONG>(buffer->address + buffer->offset);
	return address;
}

size_t NTAPI WdfCommonBufferGetLength(WDFCOMMONBUFFER CommonBuffer)
{
	const auto *const buffer = buffer_of(WW_CALL_SITE, CommonBuffer);

	return buffer ? buffer->bytes : 0;
}

} /* extern "C" */
