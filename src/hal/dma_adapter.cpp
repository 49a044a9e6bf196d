/* SPDX-License-Identifier: GPL-2.0 */
/*
 * DMA adapters, their common buffers and their map registers.
 */
#include "dma_adapter.hpp"

#include "base/irql.hpp"
#include "linux/address.h"
#include "linux/dma.h"
#include "linux/memory.h"
#include "linux/print.h"
#include "linux/wait.h"

namespace ww {
namespace {

constinit PutAdapter put_adapter = nullptr;

/* No driver has more transfers than that on the way at a time. */
constexpr u32 kMostWaits = 1024;

void destroy(void *body);

} /* namespace */

constinit const ObjectType dma_adapter_type = { .name = "DMA adapter", .destroy = destroy,
						.ended_by = "PutDmaAdapter" };

/* ---- Checks ---------------------------------------------------------------------------------- */

Violation dma_violation(CallSite call, const DmaAdapter &adapter, DmaViolation which, uintptr_t second,
			uintptr_t third)
{
	return { .code = BugCheck::driver_verifier_dma_violation,
		 .parameter = { which, address_of(&adapter), second, third }, .call = call, .item = &adapter,
		 .owner = object_header(&adapter)->driver };
}

namespace {

/* False if the adapter is revoked, which waits for all that have begun before. */
bool begin_use(DmaAdapter &adapter)
{
	/* Its operations refuse another IRQL. */
	if (current_irql() > kDispatchLevel)
		return false;

	LockGuard guard(adapter.lock);

	if (adapter.is_revoked)
		return false;
	adapter.uses++;
	return true;
}

bool has_no_uses(void *argument)
{
	auto &adapter = *static_cast<DmaAdapter *>(argument);
	LockGuard guard(adapter.lock);

	return !adapter.uses;
}

/* No operation begins any more that touches the hardware, and those that run have ended. PASSIVE_LEVEL. */
void end_uses(DmaAdapter &adapter)
{
	{
		LockGuard guard(adapter.lock);

		adapter.is_revoked = true;
	}
	while (!ww_gate_wait(has_no_uses, &adapter))
		ww_print(WW_LEVEL_WARNING, "a device of %s waits for an operation of its DMA adapter",
			 object_header(object_header(&adapter)->driver)->name);
}

} /* namespace */

DmaUse::DmaUse(CallSite call, PDMA_ADAPTER pointer) : adapter_(nullptr), is_counted_(false)
{
	if (pointer && object_try_reference_kept(pointer)) {
		if (object_header(pointer)->type == &dma_adapter_type) {
			adapter_ = reinterpret_cast<DmaAdapter *>(pointer);
			is_counted_ = begin_use(*adapter_);
			return;
		}
		object_dereference_kept(pointer);
	}
	report_pointer({ .code = BugCheck::driver_verifier_dma_violation,
			 .parameter = { pointer ? kNoSuchAdapter : kNullAdapter, address_of(pointer), 0, 0 },
			 .call = call, .item = pointer },
		       pointer, "is no DMA adapter, or PutDmaAdapter has freed it");
}

void DmaUse::let_hardware_go()
{
	bool is_last;

	if (!is_counted_)
		return;
	is_counted_ = false;
	{
		LockGuard guard(adapter_->lock);

		is_last = !--adapter_->uses && adapter_->is_revoked;
	}
	if (is_last)
		ww_gate_wake();
}

DmaAdapter *DmaUse::keep()
{
	DmaAdapter *const kept = adapter_;

	adapter_ = nullptr;
	is_counted_ = false;
	return kept;
}

DmaUse::~DmaUse()
{
	let_hardware_go();
	if (adapter_)
		object_dereference_kept(adapter_);
}

namespace {

bool at_level(CallSite call, const DmaAdapter &adapter, u8 lowest, u8 highest)
{
	const u8 irql = current_irql();

	if (irql >= lowest && irql <= highest)
		return true;
	report(dma_violation(call, adapter, kDmaAtBadIrql, irql), "called at IRQL %u, the %s allowed is %u", irql,
	       irql < lowest ? "lowest" : "highest", irql < lowest ? lowest : highest);
	return false;
}

} /* namespace */

bool dma_at_dispatch(CallSite call, const DmaAdapter &adapter)
{
	return at_level(call, adapter, kDispatchLevel, kDispatchLevel);
}

bool dma_at_dispatch_or_below(CallSite call, const DmaAdapter &adapter)
{
	return at_level(call, adapter, kPassiveLevel, kDispatchLevel);
}

bool dma_at_passive(CallSite call, const DmaAdapter &adapter)
{
	return at_level(call, adapter, kPassiveLevel, kPassiveLevel);
}

bool dma_is_revoked(DmaAdapter &adapter)
{
	LockGuard guard(adapter.lock);

	return adapter.is_revoked;
}

bool dma_is_there(CallSite call, DmaAdapter &adapter)
{
	if (!dma_is_revoked(adapter))
		return true;
	report(dma_violation(call, adapter, kNoSuchAdapter), "the device has released its hardware");
	return false;
}

namespace {

constexpr int kResident = MDL_PAGES_LOCKED | MDL_SOURCE_IS_NONPAGED_POOL | MDL_PARTIAL;

bool check_mdl(CallSite call, const DmaAdapter &adapter, PMDL mdl)
{
	const bool is_readable = ww_is_readable(mdl) && ww_is_readable(&mdl->ByteOffset);

	if (is_readable && mdl->MdlFlags & MDL_IO_SPACE) {
		refuse(call, object_header(&adapter)->driver, STATUS_INVALID_PARAMETER,
		       "the MDL describes the memory of a device: Linux does not map it for another one");
		return false;
	}
	if (is_readable && mdl->MdlFlags & kResident)
		return true;
	report_pointer(dma_violation(call, adapter, kNotLocked, address_of(mdl)), mdl,
		       "is no MDL whose pages are locked");
	return false;
}

} /* namespace */

NTSTATUS dma_check_range(CallSite call, const DmaAdapter &adapter, PMDL mdl, const void *address, size_t bytes,
			 DmaRange &range)
{
	if (!check_mdl(call, adapter, mdl))
		return STATUS_INVALID_PARAMETER;

	const auto start = address_of(MmGetMdlVirtualAddress(mdl));
	size_t offset = address_of(address) - start;
	size_t left = bytes;

	range = { mdl, offset, bytes, 0 };
	if (!bytes) {
		report(dma_violation(call, adapter, kNoDmaBytes, address_of(mdl)), "the length is 0");
		return STATUS_INVALID_PARAMETER;
	}
	if (address_of(address) < start || offset >= mdl->ByteCount) {
		report(dma_violation(call, adapter, kOutsideMdl, address_of(address), address_of(mdl)),
		       "CurrentVa is not in the 0x%x bytes of the MDL", mdl->ByteCount);
		return STATUS_INVALID_PARAMETER;
	}
	for (; mdl && left; mdl = mdl->Next) {
		if (!check_mdl(call, adapter, mdl))
			return STATUS_INVALID_PARAMETER;

		const size_t here = mdl->ByteCount - offset;
		const size_t now = here < left ? here : left;

		range.registers += now ? dma_pages_of(mdl->ByteOffset + offset, now) : 0;
		left -= now;
		offset = 0;
	}
	if (!left)
		return STATUS_SUCCESS;
	report(dma_violation(call, adapter, kBeyondMdl, address_of(address), bytes),
	       "the MDLs have 0x%zx of the 0x%zx bytes", bytes - left, bytes);
	return STATUS_BUFFER_TOO_SMALL;
}

/* ---- Map registers --------------------------------------------------------------------------- */

namespace {

u64 mask_of(u32 registers)
{
	return registers >= kMostBounces ? ~0ull : (1ull << registers) - 1;
}

/* Bounce pages that follow one another. False if there are none now. */
bool take_bounces(DmaAdapter &adapter, DmaWait &wait) WW_REQUIRES(adapter.lock)
{
	const u64 mask = mask_of(wait.registers);

	for (u32 first = 0; first + wait.registers <= adapter.adapter.registers; first++) {
		if (adapter.used & mask << first)
			continue;
		adapter.used |= mask << first;
		wait.first = static_cast<s32>(first);
		return true;
	}
	return false;
}

/* False if it has to wait. */
bool take(DmaAdapter &adapter, DmaWait &wait) WW_REQUIRES(adapter.lock)
{
	if (wait.needs_channel && adapter.is_channel_taken)
		return false;
	if (adapter.row.memory && wait.registers && !take_bounces(adapter, wait))
		return false;
	adapter.is_channel_taken = adapter.is_channel_taken || wait.needs_channel;
	return true;
}

DmaWait *first_wait(DmaAdapter &adapter) WW_REQUIRES(adapter.lock)
{
	return IsListEmpty(&adapter.waits) ? nullptr
					   : CONTAINING_RECORD(adapter.waits.Flink, DmaWait, link);
}

void unlink(DmaAdapter &adapter, DmaWait &wait) WW_REQUIRES(adapter.lock)
{
	RemoveEntryList(&wait.link);
	adapter.wait_count--;
}

DmaWait *take_wait(DmaAdapter &adapter)
{
	LockGuard guard(adapter.lock);
	DmaWait *const wait = first_wait(adapter);

	if (wait)
		unlink(adapter, *wait);
	return wait;
}

/* The first that waits, if it has its registers now. Null: nothing can be served. */
DmaWait *next_served(DmaAdapter &adapter)
{
	LockGuard guard(adapter.lock);

	DmaWait *const wait = first_wait(adapter);

	if (wait && !adapter.is_revoked && take(adapter, *wait)) {
		unlink(adapter, *wait);
		return wait;
	}
	adapter.is_serving = false;
	return nullptr;
}

/* One thread at a time, so that the stack does not grow if a routine gives back what it has got. */
bool begin_serving(DmaAdapter &adapter)
{
	LockGuard guard(adapter.lock);

	if (adapter.is_serving)
		return false;
	adapter.is_serving = true;
	return true;
}

void serve(DmaAdapter &adapter)
{
	if (!begin_serving(adapter))
		return;

	const CallSite call = { "AdapterControl" };
	const u8 before = raise_irql(kDispatchLevel, call);

	while (DmaWait *wait = next_served(adapter))
		wait->run(*wait);
	lower_irql(before, call);
}

} /* namespace */

bool dma_registers_get(DmaAdapter &adapter, DmaWait &wait, bool &refused)
{
	LockGuard guard(adapter.lock);

	wait.first = -1;
	refused = adapter.is_revoked || adapter.wait_count >= kMostWaits;
	if (refused)
		return false;
	/* What needs nothing does not wait for those that wait for the channel. */
	if ((IsListEmpty(&adapter.waits) || (!adapter.row.memory && !wait.needs_channel)) && take(adapter, wait))
		return true;
	InsertTailList(&adapter.waits, &wait.link);
	adapter.wait_count++;
	return false;
}

void dma_registers_put(DmaAdapter &adapter, DmaWait &wait)
{
	if (wait.first < 0)
		return;
	{
		LockGuard guard(adapter.lock);

		adapter.used &= ~(mask_of(wait.registers) << wait.first);
		wait.first = -1;
	}
	serve(adapter);
}

void dma_channel_put(DmaAdapter &adapter)
{
	{
		LockGuard guard(adapter.lock);

		adapter.is_channel_taken = false;
		adapter.holder = nullptr;
	}
	serve(adapter);
}

BouncePage dma_first_bounce(const DmaAdapter &adapter, const DmaWait &wait)
{
	if (wait.first < 0)
		return {};

	const size_t offset = static_cast<size_t>(wait.first) * PAGE_SIZE;

	return { static_cast<char *>(adapter.row.memory) + offset, adapter.row.address + offset };
}

/* ---- Common buffers -------------------------------------------------------------------------- */

namespace {

/* False if the adapter is revoked. */
bool enter(DmaAdapter &adapter, DmaBuffer &buffer)
{
	LockGuard guard(adapter.lock);

	if (adapter.is_revoked)
		return false;
	adapter.buffers.insert(buffer);
	adapter.buffer_count++;
	return true;
}

void free_buffer(const DmaAdapter &adapter, DmaBuffer *buffer)
{
	ww_dma_free(adapter.adapter.device, buffer->bytes, buffer->memory, buffer->address);
	ww_free(buffer);
}

DmaBuffer *make_buffer(DmaAdapter &adapter, size_t bytes, CallSite call)
{
	auto *const buffer = static_cast<DmaBuffer *>(ww_zalloc_sleeping(sizeof(DmaBuffer)));

	if (!buffer)
		return nullptr;
	buffer->bytes = bytes;
	buffer->call = call;
	buffer->memory = ww_dma_alloc(adapter.adapter.device, bytes, &buffer->address, true);
	if (!buffer->memory) {
		ww_free(buffer);
		return nullptr;
	}
	if (enter(adapter, *buffer))
		return buffer;
	free_buffer(adapter, buffer);
	return nullptr;
}

PVOID NTAPI allocate_common(PDMA_ADAPTER pointer, ULONG bytes, PPHYSICAL_ADDRESS logical, BOOLEAN)
{
	return dma_common_allocate(WW_CALL_SITE_OF("AllocateCommonBuffer"), pointer, bytes, logical);
}

} /* namespace */

void *dma_common_allocate(CallSite call, PDMA_ADAPTER pointer, ULONG bytes, PPHYSICAL_ADDRESS logical)
{
	const DmaUse adapter(call, pointer);

	if (!adapter || !dma_at_passive(call, *adapter) || !dma_is_there(call, *adapter))
		return nullptr;
	if (!bytes || !logical) {
		refuse(call, object_header(&*adapter)->driver, STATUS_INVALID_PARAMETER, "%s: NULL is returned",
		       bytes ? "LogicalAddress is NULL" : "Length is 0");
		return nullptr;
	}

	const DmaBuffer *const buffer = make_buffer(*adapter, bytes, call);

	if (!buffer)
		return nullptr;
	logical->QuadPart = static_cast<LONGLONG>(buffer->address);
	return buffer->memory;
}

namespace {

/* Takes the buffer out. Null if there is none at @memory, or the driver names another one. */
DmaBuffer *take_out(DmaAdapter &adapter, const void *memory, u64 address, size_t bytes)
{
	LockGuard guard(adapter.lock);
	DmaBuffer *const buffer = adapter.buffers.find(address_of(memory));

	if (!buffer || buffer->address != address || buffer->bytes != bytes)
		return nullptr;
	adapter.buffers.remove(*buffer);
	adapter.buffer_count--;
	return buffer;
}

VOID NTAPI free_common(PDMA_ADAPTER pointer, ULONG bytes, PHYSICAL_ADDRESS logical, PVOID memory, BOOLEAN)
{
	dma_common_free(WW_CALL_SITE_OF("FreeCommonBuffer"), pointer, bytes, logical, memory);
}

} /* namespace */

namespace {

/* Null, after a report, for what is no buffer of the adapter. The revocation ends what is left. */
DmaBuffer *take_buffer(CallSite call, const DmaUse &adapter, ULONG bytes, PHYSICAL_ADDRESS logical, void *memory)
{
	if (!adapter.has_hardware())
		return nullptr;

	DmaBuffer *const buffer = take_out(*adapter, memory, static_cast<u64>(logical.QuadPart), bytes);

	if (!buffer && !dma_is_revoked(*adapter))
		report_pointer(dma_violation(call, *adapter, kBufferNotAllocated, address_of(memory), bytes), memory,
			       "is no common buffer of the adapter with that length and logical address");
	return buffer;
}

void free_later(struct ww_later *later)
{
	DmaBuffer *const buffer = CONTAINING_RECORD(later, DmaBuffer, later);
	const DmaUse adapter(buffer->adapter);

	free_buffer(*adapter, buffer);
}

} /* namespace */

void dma_common_free(CallSite call, PDMA_ADAPTER pointer, ULONG bytes, PHYSICAL_ADDRESS logical, void *memory)
{
	const DmaUse adapter(call, pointer);

	if (!adapter || !dma_at_passive(call, *adapter))
		return;
	if (DmaBuffer *buffer = take_buffer(call, adapter, bytes, logical, memory))
		free_buffer(*adapter, buffer);
}

void dma_common_free_soon(CallSite call, PDMA_ADAPTER pointer, ULONG bytes, PHYSICAL_ADDRESS logical, void *memory)
{
	DmaUse adapter(call, pointer);

	if (!adapter || !dma_at_dispatch_or_below(call, *adapter))
		return;

	DmaBuffer *const buffer = take_buffer(call, adapter, bytes, logical, memory);

	if (!buffer)
		return;
	/* Linux may have to unmap it, which may sleep. */
	buffer->adapter = adapter.keep();
	ww_later(&buffer->later, free_later);
}

namespace {

DmaBuffer *take_any(DmaAdapter &adapter)
{
	LockGuard guard(adapter.lock);
	DmaBuffer *const buffer = adapter.buffers.root();

	if (buffer) {
		adapter.buffers.remove(*buffer);
		adapter.buffer_count--;
	}
	return buffer;
}

void revoke_buffers(DmaAdapter &adapter)
{
	const u32 count = adapter.buffer_count;

	for (u32 i = 0; DmaBuffer *buffer = take_any(adapter); i++) {
		if (!i)
			report(dma_violation(buffer->call, adapter, kBuffersLeft, count),
			       "%u common buffers are left, and the hardware goes: they are freed", count);
		free_buffer(adapter, buffer);
	}
}

/* ---- The adapter ----------------------------------------------------------------------------- */

/* Reports what a driver has to free before PutDmaAdapter. Without it nothing new is made any more. */
bool has_left(CallSite call, DmaAdapter &adapter)
{
	u32 buffers, lists, registers;
	{
		LockGuard guard(adapter.lock);

		buffers = adapter.buffer_count;
		registers = adapter.registers_count;
		lists = adapter.list_count + adapter.wait_count;
		adapter.is_revoked = adapter.is_revoked || (!buffers && !registers && !lists);
	}
	if (!buffers && !registers && !lists)
		return false;
	report(dma_violation(call, adapter, lists ? kListsLeft : registers ? kRegistersLeft : kBuffersLeft,
			     lists ? lists : registers ? registers : buffers),
	       "%u lists, map registers of %u transfers and %u common buffers of the adapter are out: it stays until "
	       "its device goes", lists, registers, buffers);
	return true;
}

VOID NTAPI put(PDMA_ADAPTER pointer)
{
	dma_adapter_put(WW_CALL_SITE_OF("PutDmaAdapter"), pointer);
}

} /* namespace */

void dma_adapter_leave(CallSite call, PDMA_ADAPTER pointer)
{
	const DmaUse adapter(call, pointer);

	if (adapter)
		adapter->is_put = true;
}

void dma_adapter_put(CallSite call, PDMA_ADAPTER pointer)
{
	DmaUse adapter(call, pointer);

	if (!adapter || !dma_at_dispatch_or_below(call, *adapter))
		return;
	if (has_left(call, *adapter)) {
		adapter->is_put = true;
		return;
	}
	/* The end waits for the others. */
	adapter.let_hardware_go();
	if (!put_adapter(*adapter))
		report(dma_violation(call, *adapter, kNoSuchAdapter), "PutDmaAdapter was called before");
}

namespace {

ULONG NTAPI get_alignment(PDMA_ADAPTER pointer)
{
	const DmaUse adapter(WW_CALL_SITE_OF("GetDmaAlignment"), pointer);

	return adapter ? ww_dma_alignment() : 1;
}

/* Only a channel of a system DMA controller has a counter. */
ULONG NTAPI read_counter(PDMA_ADAPTER pointer)
{
	const DmaUse adapter(WW_CALL_SITE_OF("ReadDmaCounter"), pointer);

	return 0;
}

/* The caller may not be the only one. */
void free_row(DmaAdapter &adapter)
{
	BouncePage row;
	{
		LockGuard guard(adapter.lock);

		row = adapter.row;
		adapter.row = {};
	}
	if (row.memory)
		ww_dma_free(adapter.adapter.device, adapter.adapter.registers * PAGE_SIZE, row.memory, row.address);
}

/* The row is left only of one that no node has had. */
void destroy(void *body)
{
	free_row(*static_cast<DmaAdapter *>(body));
}

u32 width_of(const DEVICE_DESCRIPTION &description)
{
	if (description.Dma64BitAddresses)
		return 64;
	if (description.Dma32BitAddresses || (description.InterfaceType == PCIBus && description.ScatterGather))
		return 32;
	return 24;
}

/* Bounce pages for the largest transfer, or as many as there is memory for in one piece. */
bool make_row(DmaAdapter &adapter)
{
	u32 &registers = adapter.adapter.registers;

	if (registers > kMostBounces)
		registers = kMostBounces;
	for (; registers; registers /= 2) {
		adapter.row.memory = ww_dma_alloc(adapter.adapter.device, registers * PAGE_SIZE,
						  &adapter.row.address, true);
		if (adapter.row.memory)
			return true;
	}
	return false;
}

bool init(DmaAdapter &made, ww_dma_device *device, const DEVICE_DESCRIPTION &description)
{
	made.shown = { .Version = 1, .Size = sizeof(DMA_ADAPTER),
		       .DmaOperations = const_cast<PDMA_OPERATIONS>(&dma_operations) };
	made.is_in_one_piece = !description.ScatterGather;
	made.lock.init(WW_LOCK_DMA_ADAPTER);
	InitializeListHead(&made.of_node);
	InitializeListHead(&made.lists);
	InitializeListHead(&made.registers);
	InitializeListHead(&made.waits);

	const u32 width = ww_dma_width(device);

	if (!adapter_init(made.adapter, device, width_of(description), description.MaximumLength))
		return false;
	if ((made.adapter.is_narrow || made.is_in_one_piece) && !make_row(made)) {
		ww_dma_restore_width(device, made.adapter.width, width);
		return false;
	}
	/* The registers limit a transfer, and nothing else does. */
	made.adapter.maximum_length = static_cast<size_t>(made.adapter.registers) * PAGE_SIZE;
	return true;
}

} /* namespace */

DmaAdapter *dma_adapter_create(PDEVICE_OBJECT pdo, PDRIVER_OBJECT driver, ww_dma_device *device,
			       const DEVICE_DESCRIPTION &description)
{
	auto *const made = static_cast<DmaAdapter *>(
		object_create(dma_adapter_type, sizeof(DmaAdapter), driver));

	if (!made)
		return nullptr;
	made->pdo = pdo;
	if (init(*made, device, description))
		return made;
	object_destroy(made);
	return nullptr;
}

void dma_adapter_close(DmaAdapter &adapter)
{
	end_uses(adapter);
	free_row(adapter);
}

void dma_adapter_revoke(DmaAdapter &adapter)
{
	end_uses(adapter);
	while (DmaWait *wait = take_wait(adapter))
		wait->drop(*wait);
	dma_lists_revoke(adapter);
	dma_registers_revoke(adapter);
	revoke_buffers(adapter);
	free_row(adapter);
}

void dma_adapters_init(PutAdapter put)
{
	put_adapter = put;
}

constinit const DMA_OPERATIONS dma_operations = {
	.Size = sizeof(DMA_OPERATIONS),
	.PutDmaAdapter = put,
	.AllocateCommonBuffer = allocate_common,
	.FreeCommonBuffer = free_common,
	.AllocateAdapterChannel = dma_allocate_channel,
	.FlushAdapterBuffers = dma_flush,
	.FreeAdapterChannel = dma_free_channel,
	.FreeMapRegisters = dma_free_registers,
	.MapTransfer = dma_map_transfer,
	.GetDmaAlignment = get_alignment,
	.ReadDmaCounter = read_counter,
	.GetScatterGatherList = dma_get_list,
	.PutScatterGatherList = dma_put_list,
	.CalculateScatterGatherList = dma_calculate_list,
	.BuildScatterGatherList = dma_build_list,
	.BuildMdlFromScatterGatherList = dma_build_mdl,
};

} /* namespace ww */
