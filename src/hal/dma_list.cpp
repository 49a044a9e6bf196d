/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Scatter-gather lists of WDM drivers. Each has a record, which is an object. A list that WinWork has memory for is
 * the beginning of its record. One in a buffer of the driver's has the address of its record in a member that is
 * reserved for the system.
 */
#include "base/irql.hpp"
#include "dma_adapter.hpp"
#include "linux/address.h"
#include "linux/memory.h"
#include "ob/device.hpp"

namespace ww {
namespace {

struct DmaList {
	DmaWait wait;			/* first */
	LIST_ENTRY link;		/* of the adapter's, while the driver has it; under its lock */
	bool is_out;			/* likewise */
	DmaAdapter *adapter;
	PSCATTER_GATHER_LIST shown;
	Transfer transfer;
	DmaRange range;
	bool to_device;
	PDEVICE_OBJECT device;
	PIRP irp;
	PDRIVER_LIST_CONTROL routine;
	void *context;
	const char *function;
	const void *caller;
};

constexpr const char *kPut = "PutScatterGatherList";

constinit const ObjectType own_type = { .name = "scatter-gather list", .destroy = nullptr, .ended_by = kPut };
constinit const ObjectType built_type = { .name = "built scatter-gather list", .destroy = nullptr,
					  .ended_by = kPut };

/* The record is the end of its object. */
DmaList *record_of(void *body)
{
	return reinterpret_cast<DmaList *>(static_cast<char *>(body) + object_header(body)->bytes) - 1;
}

void *object_of(DmaList &list)
{
	return object_type(list.shown) == &own_type ? static_cast<void *>(list.shown) : &list;
}

/* What a driver asks for. */
struct Wanted {
	CallSite call;
	PDEVICE_OBJECT device;
	PDRIVER_LIST_CONTROL routine;
	void *context;
	bool to_device;
	PSCATTER_GATHER_LIST buffer;	/* of the driver's, or null */
	size_t room;			/* bytes of it */
};

/* ---- Making and ending ---------------------------------------------------------------------- */

/* False if the adapter is revoked. */
bool enter(DmaList &list)
{
	LockGuard guard(list.adapter->lock);

	if (list.adapter->is_revoked)
		return false;
	InsertTailList(&list.adapter->lists, &list.link);
	list.adapter->list_count++;
	list.is_out = true;
	return true;
}

/* True for the caller that ends it. */
bool take_out(DmaList &list)
{
	LockGuard guard(list.adapter->lock);
	const bool was_out = list.is_out;

	if (was_out) {
		RemoveEntryList(&list.link);
		list.adapter->list_count--;
	}
	list.is_out = false;
	return was_out;
}

/* Of one that has been taken out, or was not entered. @done: the bytes that the device may have moved. */
void end(DmaList &list, size_t done)
{
	DmaAdapter &adapter = *list.adapter;

	list.transfer.unmap(done);
	list.transfer.exit();
	dma_registers_put(adapter, list.wait);
	object_dereference(object_of(list));
}

/* No page of a row is beyond the reach: with all pages copied there, Linux maps none. */
bool map(DmaList &list)
{
	const BouncePage row = dma_first_bounce(*list.adapter, list.wait);
	const DmaRange &range = list.range;
	NTSTATUS status;

	for (bool all = list.adapter->is_in_one_piece && range.registers > 1;; all = true) {
		list.transfer.use_row(row, all);
		if (list.transfer.map(range.mdl, range.offset, range.bytes, range.registers, list.to_device,
				      status) == range.bytes)
			return true;
		list.transfer.unmap(0);
		if (!row.memory || all)
			return false;
	}
}

/*
 * It has its map registers. The routine may put the list, or the driver does so later: nothing of it is touched any
 * more. False, and it has ended, if it cannot be mapped, or the adapter is revoked.
 */
bool start(DmaList &list)
{
	if (!map(list) || !enter(list)) {
		end(list, 0);
		return false;
	}
	list.routine(list.device, list.irp, list.shown, list.context);
	return true;
}

DmaList &list_of(DmaWait &wait)
{
	return reinterpret_cast<DmaList &>(wait);
}

DmaList *make(DmaAdapter &adapter, const Wanted &wanted, const DmaRange &range)
{
	const bool is_own = !wanted.buffer;
	void *const body = object_create(is_own ? own_type : built_type,
					 (is_own ? list_bytes(range.registers) : 0) + sizeof(DmaList),
					 object_header(&adapter)->driver);

	if (!body)
		return nullptr;

	DmaList &list = *record_of(body);

	list.wait.registers = range.registers;
	list.wait.first = -1;
	list.wait.run = [](DmaWait &wait) { start(list_of(wait)); };
	list.wait.drop = [](DmaWait &wait) { end(list_of(wait), 0); };
	list.adapter = &adapter;
	list.shown = is_own ? static_cast<PSCATTER_GATHER_LIST>(body) : wanted.buffer;
	list.range = range;
	list.to_device = wanted.to_device;
	list.device = wanted.device;
	list.irp = wanted.device->CurrentIrp;
	list.routine = wanted.routine;
	list.context = wanted.context;
	list.function = wanted.call.function;
	list.caller = wanted.call.caller;
	if (!list.transfer.init(adapter.adapter, range.registers, list.shown)) {
		end(list, 0);
		return nullptr;
	}
	list.shown->NumberOfElements = 0;
	list.shown->Reserved = address_of(&list);
	return &list;
}

/* ---- Getting -------------------------------------------------------------------------------- */

NTSTATUS check(const Wanted &wanted, DmaAdapter &adapter, const DmaRange &range)
{
	if (!wanted.routine)
		return refuse(wanted.call, wanted.device, STATUS_INVALID_PARAMETER, "ExecutionRoutine is NULL");
	if (range.registers > adapter.adapter.registers)
		return refuse(wanted.call, wanted.device, STATUS_INSUFFICIENT_RESOURCES,
			      "the buffer has %u pages, and the adapter %u map registers", range.registers,
			      adapter.adapter.registers);
	if (wanted.buffer && list_bytes(range.registers) > wanted.room)
		return refuse(wanted.call, wanted.device, STATUS_BUFFER_TOO_SMALL,
			      "ScatterGatherLength is %zu, and the list may have %zu bytes", wanted.room,
			      list_bytes(range.registers));
	return STATUS_SUCCESS;
}

NTSTATUS get(DmaAdapter &adapter, const Wanted &wanted, PMDL mdl, const void *address, size_t bytes)
{
	DmaRange range;
	bool is_refused;

	if (!dma_at_dispatch(wanted.call, adapter) || !dma_is_there(wanted.call, adapter) ||
	    !check_type(wanted.call, wanted.device, device_type))
		return STATUS_INVALID_PARAMETER;
	if (const NTSTATUS status = dma_check_range(wanted.call, adapter, mdl, address, bytes, range))
		return status;
	if (const NTSTATUS status = check(wanted, adapter, range))
		return status;

	DmaList *const list = make(adapter, wanted, range);

	if (!list)
		return STATUS_INSUFFICIENT_RESOURCES;
	/* From here on another thread may serve it. */
	if (dma_registers_get(adapter, list->wait, is_refused))
		return start(*list) ? STATUS_SUCCESS : STATUS_INSUFFICIENT_RESOURCES;
	if (is_refused)
		end(*list, 0);
	return is_refused ? STATUS_INSUFFICIENT_RESOURCES : STATUS_SUCCESS;
}

/* ---- Putting -------------------------------------------------------------------------------- */

/* The record of a list that a driver passes, with a kept reference; or null. */
DmaList *find(PSCATTER_GATHER_LIST shown)
{
	void *body = shown;

	static constexpr const ObjectType *types[] = { &own_type, &built_type };

	for (const ObjectType *type : types) {
		if (body && object_try_reference_kept(body)) {
			DmaList *const list = object_header(body)->type == type ? record_of(body) : nullptr;

			if (list && list->shown == shown)
				return list;
			object_dereference_kept(body);
		}
		body = shown ? reinterpret_cast<void *>(ww_read_word(&shown->Reserved)) : nullptr;
	}
	return nullptr;
}

/* The same if it is one of the adapter's; a report if not. */
DmaList *check_list(CallSite call, DmaAdapter &adapter, PSCATTER_GATHER_LIST shown)
{
	DmaList *const list = find(shown);

	if (list && list->adapter == &adapter)
		return list;
	if (list)
		object_dereference_kept(object_of(*list));
	if (!dma_is_revoked(adapter))
		report_pointer(dma_violation(call, adapter, kListNotAllocated, address_of(shown)), shown,
			       "is no list of the adapter that is out");
	return nullptr;
}

} /* namespace */

NTSTATUS dma_list_get(CallSite call, PDMA_ADAPTER pointer, const DmaListRequest &request)
{
	const DmaUse adapter(call, pointer);

	if (!adapter)
		return STATUS_INVALID_PARAMETER;
	return get(*adapter,
		   { call, request.device, request.routine, request.context, request.to_device,
		     static_cast<PSCATTER_GATHER_LIST>(request.buffer), request.room },
		   request.mdl, request.address, request.bytes);
}

NTSTATUS NTAPI dma_get_list(PDMA_ADAPTER pointer, PDEVICE_OBJECT device, PMDL mdl, PVOID address, ULONG bytes,
			    PDRIVER_LIST_CONTROL routine, PVOID context, BOOLEAN to_device)
{
	return dma_list_get(WW_CALL_SITE_OF("GetScatterGatherList"), pointer,
			    { device, mdl, address, bytes, routine, context, to_device != 0, nullptr, 0 });
}

NTSTATUS NTAPI dma_build_list(PDMA_ADAPTER pointer, PDEVICE_OBJECT device, PMDL mdl, PVOID address, ULONG bytes,
			      PDRIVER_LIST_CONTROL routine, PVOID context, BOOLEAN to_device, PVOID buffer,
			      ULONG room)
{
	const CallSite call = WW_CALL_SITE_OF("BuildScatterGatherList");

	if (!buffer)
		return refuse(call, device, STATUS_INVALID_PARAMETER, "ScatterGatherBuffer is NULL");
	return dma_list_get(call, pointer, { device, mdl, address, bytes, routine, context, to_device != 0, buffer, room });
}

VOID NTAPI dma_put_list(PDMA_ADAPTER pointer, PSCATTER_GATHER_LIST shown, BOOLEAN)
{
	dma_list_put(WW_CALL_SITE_OF("PutScatterGatherList"), pointer, shown);
}

void dma_list_put(CallSite call, PDMA_ADAPTER pointer, PSCATTER_GATHER_LIST shown)
{
	const DmaUse adapter(call, pointer);

	/* The revocation ends what is left. */
	if (!adapter || !dma_at_dispatch(call, *adapter) || !adapter.has_hardware())
		return;

	DmaList *const list = check_list(call, *adapter, shown);

	if (!list)
		return;

	void *const body = object_of(*list);

	if (take_out(*list)) {
		list->shown->Reserved = 0;
		end(*list, list->range.bytes);
	}
	object_dereference_kept(body);
}

NTSTATUS NTAPI dma_calculate_list(PDMA_ADAPTER pointer, PMDL mdl, PVOID address, ULONG length, PULONG bytes,
				  PULONG registers)
{
	const CallSite call = WW_CALL_SITE_OF("CalculateScatterGatherList");
	const DmaUse adapter(call, pointer);
	DmaRange range = { nullptr, 0, length, dma_pages_of(address_of(address), length) };

	if (!adapter)
		return STATUS_INVALID_PARAMETER;
	if (!bytes)
		return refuse(call, object_header(&*adapter)->driver, STATUS_INVALID_PARAMETER,
			      "ScatterGatherListSize is NULL");
	if (mdl) {
		if (const NTSTATUS status = dma_check_range(call, *adapter, mdl, address, length, range))
			return status;
	}
	if (range.registers > adapter->adapter.registers)
		return STATUS_INSUFFICIENT_RESOURCES;
	*bytes = static_cast<ULONG>(list_bytes(range.registers));
	if (registers)
		*registers = range.registers;
	return STATUS_SUCCESS;
}

NTSTATUS NTAPI dma_build_mdl(PDMA_ADAPTER pointer, PSCATTER_GATHER_LIST shown, PMDL original, PMDL *target)
{
	const CallSite call = WW_CALL_SITE_OF("BuildMdlFromScatterGatherList");
	const DmaUse adapter(call, pointer);

	if (!adapter || !dma_at_dispatch_or_below(call, *adapter) || !original || !target)
		return STATUS_INVALID_PARAMETER;

	DmaList *const list = check_list(call, *adapter, shown);

	if (!list)
		return STATUS_INVALID_PARAMETER;

	const bool has_copies = list->transfer.has_bounces();

	object_dereference_kept(object_of(*list));
	if (has_copies)
		return refuse(call, object_header(&*adapter)->driver, STATUS_INSUFFICIENT_RESOURCES,
			      "the list has copies of pages, and no MDL is made of them");
	*target = original;
	return STATUS_SUCCESS;
}

/* ---- The end of the hardware ---------------------------------------------------------------- */

namespace {

DmaList *take_first(DmaAdapter &adapter)
{
	LockGuard guard(adapter.lock);

	if (IsListEmpty(&adapter.lists))
		return nullptr;

	DmaList *const list = CONTAINING_RECORD(adapter.lists.Flink, DmaList, link);

	RemoveEntryList(&list->link);
	adapter.list_count--;
	list->is_out = false;
	return list;
}

} /* namespace */

/* Their pages may be unlocked, and belong to others: nothing is copied there. */
void dma_lists_revoke(DmaAdapter &adapter)
{
	const u32 count = adapter.list_count;

	for (u32 i = 0; DmaList *list = take_first(adapter); i++) {
		if (!i)
			report(dma_violation({ list->function, list->caller }, adapter, kListsLeft, count),
			       "%u lists are out, and the hardware goes: they are unmapped", count);
		end(*list, 0);
	}
}

} /* namespace ww */
