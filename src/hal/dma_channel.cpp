/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Channels and map registers of WDM drivers. AllocateAdapterChannel waits until the one channel of the adapter is free,
 * and until it gets map registers. Then it calls AdapterControl, whose MapRegisterBase is an object: the registers.
 * What AdapterControl returns says what the driver keeps:
 *
 *	KeepObject			both, until FreeAdapterChannel
 *	DeallocateObject		none
 *	DeallocateObjectKeepRegisters	the registers, until FreeMapRegisters
 *
 * The driver may free them before AdapterControl returns, in another thread: so start() has a reference.
 */
#include "base/irql.hpp"
#include "dma_adapter.hpp"
#include "ob/device.hpp"

namespace ww {

struct DmaRegisters {
	DmaWait wait;			/* first */
	LIST_ENTRY link;		/* of the adapter's, while the driver has them; under its lock */
	bool is_out;			/* likewise */
	DmaAdapter *adapter;
	Transfer transfer;
	SCATTER_GATHER_LIST list;	/* of the transfer's: one element */
	PDEVICE_OBJECT device;
	PIRP irp;
	PDRIVER_CONTROL routine;
	void *context;
	const void *caller;
};

namespace {

constinit const ObjectType registers_type = { .name = "map registers", .destroy = nullptr,
					      .ended_by = "FreeMapRegisters" };

/* ---- Making and ending ---------------------------------------------------------------------- */

/* False if the adapter is revoked. */
bool enter(DmaRegisters &registers)
{
	DmaAdapter &adapter = *registers.adapter;
	LockGuard guard(adapter.lock);

	if (adapter.is_revoked)
		return false;
	InsertTailList(&adapter.registers, &registers.link);
	adapter.registers_count++;
	registers.is_out = true;
	adapter.holder = &registers;
	return true;
}

void unlink(DmaRegisters &registers) WW_REQUIRES(registers.adapter->lock)
{
	RemoveEntryList(&registers.link);
	registers.adapter->registers_count--;
	registers.is_out = false;
	if (registers.adapter->holder == &registers)
		registers.adapter->holder = nullptr;
}

/* True for the caller that ends them. */
bool take_out(DmaRegisters &registers)
{
	LockGuard guard(registers.adapter->lock);
	const bool was_out = registers.is_out;

	if (was_out)
		unlink(registers);
	return was_out;
}

bool are_out(DmaRegisters &registers)
{
	LockGuard guard(registers.adapter->lock);

	return registers.is_out;
}

void end(DmaRegisters &registers)
{
	registers.transfer.unmap(0);
	registers.transfer.exit();
	dma_registers_put(*registers.adapter, registers.wait);
	object_dereference(&registers);
}

void end_if_out(DmaRegisters &registers)
{
	if (take_out(registers))
		end(registers);
}

/* AdapterControl has returned. */
void apply(DmaRegisters &registers, IO_ALLOCATION_ACTION action)
{
	const CallSite control = { "AdapterControl", reinterpret_cast<const void *>(registers.routine) };

	switch (action) {
	case KeepObject:
		return;
	case DeallocateObjectKeepRegisters:
		break;
	default:
		refuse(control, registers.device, STATUS_INVALID_PARAMETER,
		       "the routine returned %d, which is no IO_ALLOCATION_ACTION: nothing is kept",
		       static_cast<int>(action));
		[[fallthrough]];
	case DeallocateObject:
		end_if_out(registers);
	}
	dma_channel_put(*registers.adapter);
}

/* It has the channel and its registers. False, and it has ended, if the adapter is revoked. */
bool start(DmaRegisters &registers)
{
	DmaAdapter &adapter = *registers.adapter;

	registers.transfer.use_row(dma_first_bounce(adapter, registers.wait), false);
	if (!enter(registers)) {
		end(registers);
		dma_channel_put(adapter);
		return false;
	}
	object_reference_kept(&registers);
	apply(registers, registers.routine(registers.device, registers.irp, &registers, registers.context));
	object_dereference_kept(&registers);
	return true;
}

DmaRegisters &registers_of(DmaWait &wait)
{
	return reinterpret_cast<DmaRegisters &>(wait);
}

struct Wanted {
	CallSite call;
	PDEVICE_OBJECT device;
	u32 registers;
	PDRIVER_CONTROL routine;
	void *context;
};

DmaRegisters *make(DmaAdapter &adapter, const Wanted &wanted)
{
	auto *const made = static_cast<DmaRegisters *>(
		object_create(registers_type, sizeof(DmaRegisters), object_header(&adapter)->driver));

	if (!made)
		return nullptr;
	made->wait.needs_channel = true;
	made->wait.registers = wanted.registers;
	made->wait.first = -1;
	made->wait.run = [](DmaWait &wait) { start(registers_of(wait)); };
	made->wait.drop = [](DmaWait &wait) { end(registers_of(wait)); };
	made->adapter = &adapter;
	made->device = wanted.device;
	made->irp = wanted.device->CurrentIrp;
	made->routine = wanted.routine;
	made->context = wanted.context;
	made->caller = wanted.call.caller;
	if (made->transfer.init(adapter.adapter, wanted.registers ? wanted.registers : 1, &made->list))
		return made;
	end(*made);
	return nullptr;
}

NTSTATUS allocate(DmaAdapter &adapter, const Wanted &wanted)
{
	bool is_refused;

	if (!dma_at_dispatch(wanted.call, adapter) || !dma_is_there(wanted.call, adapter) ||
	    !check_type(wanted.call, wanted.device, device_type))
		return STATUS_INVALID_PARAMETER;
	if (!wanted.routine)
		return refuse(wanted.call, wanted.device, STATUS_INVALID_PARAMETER, "ExecutionRoutine is NULL");
	if (wanted.registers > adapter.adapter.registers)
		return refuse(wanted.call, wanted.device, STATUS_INSUFFICIENT_RESOURCES,
			      "NumberOfMapRegisters is %u, and the adapter has %u", wanted.registers,
			      adapter.adapter.registers);

	DmaRegisters *const made = make(adapter, wanted);

	if (!made)
		return STATUS_INSUFFICIENT_RESOURCES;
	if (dma_registers_get(adapter, made->wait, is_refused))
		return start(*made) ? STATUS_SUCCESS : STATUS_INSUFFICIENT_RESOURCES;
	if (is_refused)
		end(*made);
	return is_refused ? STATUS_INSUFFICIENT_RESOURCES : STATUS_SUCCESS;
}

/* ---- Using ---------------------------------------------------------------------------------- */

/* The registers that a driver passes, with a kept reference for the time of the call. */
class Use {
public:
	/* Reports others than those of the adapter that are out. The driver may have freed them in AdapterControl. */
	Use(CallSite call, DmaAdapter &adapter, PVOID base) : registers_(nullptr)
	{
		if (base && object_try_reference_kept(base)) {
			auto *const registers = static_cast<DmaRegisters *>(base);

			if (object_header(base)->type == &registers_type && registers->adapter == &adapter &&
			    are_out(*registers)) {
				registers_ = registers;
				return;
			}
			object_dereference_kept(base);
		}
		if (!dma_is_revoked(adapter))
			report_pointer(dma_violation(call, adapter, kNoRegisters, address_of(base)), base,
				       "is no MapRegisterBase of the adapter that is out");
	}
	~Use()
	{
		if (registers_)
			object_dereference_kept(registers_);
	}
	Use(const Use &) = delete;
	Use &operator=(const Use &) = delete;

	explicit operator bool() const { return registers_; }
	DmaRegisters &operator*() const { return *registers_; }

private:
	DmaRegisters *registers_;
};

/* Maps what is in one piece from the beginning of the range on. Returns its bytes, 0 without success. */
size_t map(CallSite call, DmaRegisters &registers, const DmaRange &range, bool to_device)
{
	DmaAdapter &adapter = *registers.adapter;
	NTSTATUS status;

	if (!registers.wait.registers) {
		report(dma_violation(call, adapter, kTooManyRegisters, 0),
		       "no page is mapped: NumberOfMapRegisters was 0");
		return 0;
	}
	registers.transfer.use_row(dma_first_bounce(adapter, registers.wait),
				   adapter.is_in_one_piece && range.registers > 1);

	const size_t done = registers.transfer.map_more(range.mdl, range.offset, range.bytes, 1, to_device, status);

	if (done)
		return done;
	if (registers.transfer.is_full())
		report(dma_violation(call, adapter, kTooManyRegisters, registers.wait.registers),
		       "no page is mapped: the driver has %u map registers, which are in use", registers.wait.registers);
	else
		refuse(call, registers.device, status, "no page is mapped: Linux has no address for it");
	return 0;
}

PHYSICAL_ADDRESS map(CallSite call, DmaAdapter &adapter, PMDL mdl, PVOID base, PVOID address, PULONG length,
		     bool to_device)
{
	const ULONG wanted = *length;
	DmaRange range;

	/* Drivers call it until all is mapped. The device does not read or write memory any more. */
	if (!dma_is_there(call, adapter))
		return {};
	*length = 0;
	if (!dma_at_dispatch_or_below(call, adapter))
		return {};

	const Use registers(call, adapter, base);

	if (!registers || !NT_SUCCESS(dma_check_range(call, adapter, mdl, address, wanted, range)))
		return {};
	*length = static_cast<ULONG>(map(call, *registers, range, to_device));
	return *length ? (*registers).list.Elements[0].Address : PHYSICAL_ADDRESS{};
}

bool flush(CallSite call, const DmaUse &adapter, PMDL mdl, PVOID base, PVOID address, ULONG length)
{
	if (!dma_at_dispatch_or_below(call, *adapter) || !adapter.has_hardware())
		return false;

	const Use registers(call, *adapter, base);
	DmaRange range;

	if (!registers || !NT_SUCCESS(dma_check_range(call, *adapter, mdl, address, length, range)))
		return false;
	if ((*registers).transfer.flush(range.offset, range.bytes))
		return true;
	report_pointer(dma_violation(call, *adapter, kNotMapped, address_of(address), length), address,
		       "is mapped by no MapTransfer of these map registers");
	return false;
}

/* Reports what the driver has mapped and not flushed. */
void check_flushed(CallSite call, const DmaRegisters &registers)
{
	if (registers.transfer.is_unflushed())
		report(dma_violation(call, *registers.adapter, kFreedMapped, address_of(&registers)),
		       "a transfer was mapped, and not flushed: its bytes may not be in memory");
}

/* The registers that the holder of the channel keeps with it, if any, and the channel. False: nobody has it. */
bool take_channel(DmaAdapter &adapter, DmaRegisters *&kept)
{
	LockGuard guard(adapter.lock);

	kept = adapter.holder;
	if (kept)
		unlink(*kept);
	return adapter.is_channel_taken;
}

} /* namespace */

NTSTATUS NTAPI dma_allocate_channel(PDMA_ADAPTER pointer, PDEVICE_OBJECT device, ULONG registers,
				    PDRIVER_CONTROL routine, PVOID context)
{
	const CallSite call = WW_CALL_SITE_OF("AllocateAdapterChannel");
	const DmaUse adapter(call, pointer);

	return adapter ? allocate(*adapter, { call, device, registers, routine, context })
		       : STATUS_INVALID_PARAMETER;
}

PHYSICAL_ADDRESS NTAPI dma_map_transfer(PDMA_ADAPTER pointer, PMDL mdl, PVOID base, PVOID address, PULONG length,
					BOOLEAN to_device)
{
	const CallSite call = WW_CALL_SITE_OF("MapTransfer");
	const DmaUse adapter(call, pointer);

	if (!adapter)
		return {};
	if (length)
		return map(call, *adapter, mdl, base, address, length, to_device);
	refuse(call, object_header(&*adapter)->driver, STATUS_INVALID_PARAMETER, "Length is NULL");
	return {};
}

BOOLEAN NTAPI dma_flush(PDMA_ADAPTER pointer, PMDL mdl, PVOID base, PVOID address, ULONG length, BOOLEAN)
{
	const CallSite call = WW_CALL_SITE_OF("FlushAdapterBuffers");
	const DmaUse adapter(call, pointer);

	return adapter && flush(call, adapter, mdl, base, address, length);
}

VOID NTAPI dma_free_channel(PDMA_ADAPTER pointer)
{
	const CallSite call = WW_CALL_SITE_OF("FreeAdapterChannel");
	const DmaUse adapter(call, pointer);
	DmaRegisters *kept = nullptr;

	if (!adapter || !dma_at_dispatch(call, *adapter) || !adapter.has_hardware())
		return;
	if (!take_channel(*adapter, kept)) {
		report(dma_violation(call, *adapter, kNoChannel), "the driver has no channel of the adapter");
		return;
	}
	if (kept) {
		check_flushed(call, *kept);
		end(*kept);
	}
	dma_channel_put(*adapter);
}

VOID NTAPI dma_free_registers(PDMA_ADAPTER pointer, PVOID base, ULONG count)
{
	const CallSite call = WW_CALL_SITE_OF("FreeMapRegisters");
	const DmaUse adapter(call, pointer);

	if (!adapter || !dma_at_dispatch(call, *adapter) || !adapter.has_hardware())
		return;

	const Use registers(call, *adapter, base);

	if (!registers)
		return;
	if (count != (*registers).wait.registers) {
		report(dma_violation(call, *adapter, kNoRegisters, address_of(base), count),
		       "NumberOfMapRegisters is %u, and the driver has %u: they stay", count,
		       (*registers).wait.registers);
		return;
	}
	check_flushed(call, *registers);
	end_if_out(*registers);
}

/* ---- The end of the hardware ---------------------------------------------------------------- */

namespace {

DmaRegisters *take_first(DmaAdapter &adapter)
{
	LockGuard guard(adapter.lock);

	if (IsListEmpty(&adapter.registers))
		return nullptr;

	DmaRegisters *const registers = CONTAINING_RECORD(adapter.registers.Flink, DmaRegisters, link);

	unlink(*registers);
	return registers;
}

} /* namespace */

void dma_registers_revoke(DmaAdapter &adapter)
{
	const u32 count = adapter.registers_count;

	for (u32 i = 0; DmaRegisters *registers = take_first(adapter); i++) {
		if (!i)
			report(dma_violation({ "AllocateAdapterChannel", registers->caller }, adapter,
					     kRegistersLeft, count),
			       "map registers of %u transfers are out, and the hardware goes: they are unmapped",
			       count);
		end(*registers);
	}
}

} /* namespace ww */
