/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The pools themselves: how they are made and freed, and reports of those that a driver leaves.
 */
#include "pool.hpp"

#include "base/irql.hpp"
#include "ob/image.hpp"

namespace ww {
namespace {

/* Parameter 1 of BUGCODE_NDIS_DRIVER; behind it: the pool, the buffers that are out. */
constexpr uintptr_t kBuffersOut = 0x27;

constexpr HeaderRule kListRule = {
	"NET_BUFFER_LIST_POOL_PARAMETERS", NDIS_OBJECT_TYPE_DEFAULT,
	{ NDIS_SIZEOF_NET_BUFFER_LIST_POOL_PARAMETERS_REVISION_1,
	  NDIS_SIZEOF_NET_BUFFER_LIST_POOL_PARAMETERS_REVISION_2 }
};
constexpr HeaderRule kBufferRule = {
	"NET_BUFFER_POOL_PARAMETERS", NDIS_OBJECT_TYPE_DEFAULT,
	{ NDIS_SIZEOF_NET_BUFFER_POOL_PARAMETERS_REVISION_1,
	  NDIS_SIZEOF_NET_BUFFER_POOL_PARAMETERS_REVISION_2 }
};

constinit const ObjectType *const owners[] = {
	&ndis_adapter_type, &ndis_miniport_driver_type, &ndis_filter_driver_type,
	&ndis_filter_module_type, &ndis_protocol_driver_type,
};

/* The driver that a pool belongs to: that of @handle, or the one that calls. False after a report. */
bool find_driver(CallSite call, NDIS_HANDLE handle, void *&driver)
{
	if (!handle) {
		driver = driver_of_address(call.caller);
		return true;
	}
	if (!ndis_try_reference(handle, owners)) {
		ndis_report_not_handle(call, handle, "NDIS adapter or driver");
		return false;
	}
	driver = object_header(handle)->driver;
	object_dereference(handle);
	return true;
}

/* Null after a report, or without memory. */
BufferPool *make_pool(CallSite call, NDIS_HANDLE handle, const NDIS_OBJECT_HEADER &header,
		      const HeaderRule &rule, const ObjectType &type)
{
	void *driver;

	if (!at_dispatch_or_below(call, handle) || !find_driver(call, handle, driver) ||
	    ndis_check_header(call, header, rule, driver) != NDIS_STATUS_SUCCESS)
		return nullptr;

	auto *pool = static_cast<BufferPool *>(object_create(type, sizeof(BufferPool), driver));

	if (pool)
		pool->owner = handle;
	return pool;
}

bool check_list_parameters(CallSite call, const NET_BUFFER_LIST_POOL_PARAMETERS &parameters)
{
	if (parameters.ContextSize % MEMORY_ALLOCATION_ALIGNMENT) {
		refuse(call, nullptr, NDIS_STATUS_INVALID_PARAMETER,
		       "NET_BUFFER_LIST_POOL_PARAMETERS.ContextSize is %u, no multiple of %u",
		       parameters.ContextSize, MEMORY_ALLOCATION_ALIGNMENT);
		return false;
	}
	if (parameters.DataSize && !parameters.fAllocateNetBuffer) {
		refuse(call, nullptr, NDIS_STATUS_INVALID_PARAMETER,
		       "NET_BUFFER_LIST_POOL_PARAMETERS.DataSize is %u, and fAllocateNetBuffer is FALSE",
		       parameters.DataSize);
		return false;
	}
	return true;
}

void free_pool(CallSite call, NDIS_HANDLE handle, const ObjectType &type, const char *things)
{
	const HandleReference reference(call, handle, type, at_dispatch_or_below);

	if (!reference)
		return;
	/* Beside that of the creator and the one of this function. */
	const u32 out = object_count(handle) - 2;

	if (out)
		report({ .code = BugCheck::bugcode_ndis_driver,
			 .parameter = { kBuffersOut, address_of(handle), out, 0 },
			 .call = call, .item = handle, .owner = handle },
		       "%u %s of the pool are not freed: it ends with the last of them", out, things);
	ndis_close(call, handle);
}

/* A pool of @owner that is not freed and not reported, with a reference; or null. */
BufferPool *find_left(const void *owner)
{
	const void *const driver = object_header(owner)->driver;
	const auto is_left = [owner](void *body) {
		auto *pool = static_cast<BufferPool *>(body);

		return pool->owner == owner && !pool->reported.exchange(true);
	};
	void *const lists = ndis_find_open(driver, ndis_list_pool_type, is_left);

	return static_cast<BufferPool *>(lists ? lists : ndis_find_open(driver, ndis_buffer_pool_type, is_left));
}

const char *made_by(const BufferPool &pool)
{
	return object_header(&pool)->type == &ndis_list_pool_type ? "NdisAllocateNetBufferListPool"
								   : "NdisAllocateNetBufferPool";
}

} /* namespace */

constinit const ObjectType ndis_list_pool_type = { .name = "NDIS pool of NET_BUFFER_LISTs",
						   .ended_by = "NdisFreeNetBufferListPool" };
constinit const ObjectType ndis_buffer_pool_type = { .name = "NDIS pool of NET_BUFFERs",
						     .ended_by = "NdisFreeNetBufferPool" };

BufferPool *pool_reference(CallSite call, NDIS_HANDLE handle, const ObjectType &type)
{
	return static_cast<BufferPool *>(ndis_reference(call, handle, type));
}

void pools_report_left(const void *adapter)
{
	while (BufferPool *left = find_left(adapter)) {
		report({ .code = BugCheck::driver_verifier_detected_violation,
			 .parameter = { kLeak, address_of(left), address_of(adapter), 0 },
			 .call = { made_by(*left) }, .item = left, .owner = adapter },
		       "the adapter has ended, and a pool of it is not freed");
		object_dereference(left);
	}
}

} /* namespace ww */

using namespace ww;

extern "C" {

NDIS_HANDLE NTAPI NdisAllocateNetBufferListPool(NDIS_HANDLE NdisHandle,
						PNET_BUFFER_LIST_POOL_PARAMETERS Parameters)
{
	const CallSite call = WW_CALL_SITE;

	if (!ndis_not_null(call, { { Parameters != nullptr, "Parameters" } }))
		return nullptr;

	BufferPool *pool = make_pool(call, NdisHandle, Parameters->Header, kListRule,
				     ndis_list_pool_type);

	if (!pool)
		return nullptr;
	if (!check_list_parameters(call, *Parameters)) {
		ndis_close(call, pool);
		return nullptr;
	}
	pool->data_bytes = Parameters->DataSize;
	pool->context_bytes = Parameters->ContextSize;
	pool->protocol = Parameters->ProtocolId;
	pool->has_buffers = Parameters->fAllocateNetBuffer;
	return pool;
}

VOID NTAPI NdisFreeNetBufferListPool(NDIS_HANDLE PoolHandle)
{
	free_pool(WW_CALL_SITE, PoolHandle, ndis_list_pool_type, "lists");
}

NDIS_HANDLE NTAPI NdisAllocateNetBufferPool(NDIS_HANDLE NdisHandle,
					    PNET_BUFFER_POOL_PARAMETERS Parameters)
{
	const CallSite call = WW_CALL_SITE;

	if (!ndis_not_null(call, { { Parameters != nullptr, "Parameters" } }))
		return nullptr;

	BufferPool *pool = make_pool(call, NdisHandle, Parameters->Header, kBufferRule,
				     ndis_buffer_pool_type);

	if (pool)
		pool->data_bytes = Parameters->DataSize;
	return pool;
}

VOID NTAPI NdisFreeNetBufferPool(NDIS_HANDLE PoolHandle)
{
	free_pool(WW_CALL_SITE, PoolHandle, ndis_buffer_pool_type, "buffers");
}

} /* extern "C" */
