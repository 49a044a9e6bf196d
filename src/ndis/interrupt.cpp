/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Interrupts of adapters, by a line or by messages: the driver's MiniportInterrupt runs at the device's level, and
 * its DPCs for each processor that it chooses.
 *
 * A DPC belongs to a message and a processor. All are there from the start, as an interrupt cannot wait for memory.
 */
#include "hardware.hpp"

#include "base/irql.hpp"
#include "hal/interrupt.hpp"
#include "ke/dpc.hpp"
#include "ke/processor.hpp"
#include "linux/cpu.h"
#include "linux/memory.h"
#include "pnp/connection.hpp"

namespace ww {
namespace {

/* What a DPC may indicate before others have their turn. */
constexpr ULONG kMostFrames = 256;
constexpr u32 kMostMessages = 32;

constexpr HeaderRule kInterruptRule = {
	"NDIS_MINIPORT_INTERRUPT_CHARACTERISTICS", NDIS_OBJECT_TYPE_MINIPORT_INTERRUPT,
	{ NDIS_SIZEOF_MINIPORT_INTERRUPT_CHARACTERISTICS_REVISION_1 }, NDIS_STATUS_BAD_VERSION
};

struct AdapterInterrupt;

struct InterruptDpc {
	KDPC dpc;
	AdapterInterrupt *interrupt;
	u32 message;
};

struct AdapterInterrupt {
	Adapter *adapter;		/* referenced */
	void *context;
	NDIS_MINIPORT_INTERRUPT_CHARACTERISTICS handlers;
	IO_CONNECT_INTERRUPT_PARAMETERS parameters;
	void *connection;		/* an interrupt, or a table of messages */
	const void *caller;
	Atomic<bool> is_closed;
	InterruptDpc *dpcs;		/* of each message, and each processor */
	u32 messages;			/* that have DPCs; 1 for a line */

	bool has_messages() const { return parameters.Version == CONNECT_MESSAGE_BASED; }
	InterruptDpc &dpc(u32 message, u32 cpu) { return dpcs[message * ww_cpu_count() + cpu]; }
};

void destroy(void *body)
{
	auto &interrupt = *static_cast<AdapterInterrupt *>(body);

	ww_free(interrupt.dpcs);
	object_dereference(interrupt.adapter);
}

void call_dpc(AdapterInterrupt &interrupt, u32 message, void *context, NDIS_RECEIVE_THROTTLE_PARAMETERS &limits)
{
	if (interrupt.has_messages())
		interrupt.handlers.MessageInterruptDpcHandler(interrupt.context, message, context, &limits, nullptr);
	else
		interrupt.handlers.InterruptDpcHandler(interrupt.context, context, &limits, nullptr);
}

/* With frames left the driver's routine gets another turn, and has its context again. */
VOID NTAPI run_dpc(PKDPC, PVOID owner, PVOID context, PVOID)
{
	auto &dpc = *static_cast<InterruptDpc *>(owner);
	NDIS_RECEIVE_THROTTLE_PARAMETERS limits = { .MaxNblsToIndicate = kMostFrames, .MoreNblsPending = 0 };

	call_dpc(*dpc.interrupt, dpc.message, context, limits);
	if (limits.MoreNblsPending && !dpc.interrupt->is_closed.load())
		dpc_insert(&dpc.dpc, context, nullptr);
}

bool insert(AdapterInterrupt &interrupt, u32 message, u32 cpu, void *context)
{
	return !interrupt.is_closed.load() && dpc_insert(&interrupt.dpc(message, cpu).dpc, context, nullptr);
}

/* Bit n of @processors is processor @first + n. Returns those whose DPC was queued. */
u64 insert_all(AdapterInterrupt &interrupt, u32 message, u32 first, u64 processors, void *context)
{
	u64 queued = 0;

	for (u32 bit = 0; bit < kGroupSize && first + bit < ww_cpu_count(); bit++) {
		if (processors >> bit & 1 && insert(interrupt, message, first + bit, context))
			queued |= 1ull << bit;
	}
	return queued;
}

/* What MiniportInterrupt wants: the DPC of this processor, or those that it names. */
void queue(AdapterInterrupt &interrupt, u32 message, bool is_default, ULONG processors)
{
	if (is_default)
		insert(interrupt, message, ww_cpu(), nullptr);
	else if (processors)
		insert_all(interrupt, message, 0, processors, nullptr);
}

BOOLEAN NTAPI serve_line(PKINTERRUPT, PVOID context)
{
	auto &interrupt = *static_cast<AdapterInterrupt *>(context);
	BOOLEAN is_default = FALSE;
	ULONG processors = 0;
	const BOOLEAN is_own = interrupt.handlers.InterruptHandler(interrupt.context, &is_default, &processors);

	queue(interrupt, 0, is_default, processors);
	return is_own;
}

BOOLEAN NTAPI serve_message(PKINTERRUPT, PVOID context, ULONG message)
{
	auto &interrupt = *static_cast<AdapterInterrupt *>(context);
	BOOLEAN is_default = FALSE;
	ULONG processors = 0;
	const BOOLEAN is_own = interrupt.handlers.MessageInterruptHandler(interrupt.context, message, &is_default,
									  &processors);

	queue(interrupt, message, is_default, processors);
	return is_own;
}

bool make_dpcs(AdapterInterrupt &interrupt)
{
	const u32 cpus = ww_cpu_count();

	interrupt.dpcs = static_cast<InterruptDpc *>(
		ww_zalloc_sleeping(static_cast<size_t>(interrupt.messages) * cpus * sizeof(InterruptDpc)));
	for (u32 i = 0; interrupt.dpcs && i < interrupt.messages * cpus; i++) {
		InterruptDpc &each = interrupt.dpcs[i];

		each.interrupt = &interrupt;
		each.message = i / cpus;
		KeInitializeDpc(&each.dpc, run_dpc, &each);
		each.dpc.Number = static_cast<USHORT>(i % cpus + 1);
	}
	return interrupt.dpcs;
}

u32 count_messages(const Adapter &adapter)
{
	const u32 count = count_resources(adapter, [](const CM_PARTIAL_RESOURCE_DESCRIPTOR &each) {
		return each.Type == CmResourceTypeInterrupt && each.Flags & CM_RESOURCE_INTERRUPT_MESSAGE;
	});

	return count < kMostMessages ? count : kMostMessages;
}

/* The version is known before the first interrupt, whose DPC goes by it. */
NTSTATUS connect(CallSite call, AdapterInterrupt &interrupt)
{
	IO_CONNECT_INTERRUPT_PARAMETERS &parameters = interrupt.parameters;

	if (interrupt.has_messages()) {
		parameters.MessageBased.PhysicalDeviceObject = interrupt.adapter->pdo;
		parameters.MessageBased.ConnectionContext.Generic = &interrupt.connection;
		parameters.MessageBased.MessageServiceRoutine = serve_message;
		parameters.MessageBased.ServiceContext = &interrupt;
	} else {
		parameters.LineBased.PhysicalDeviceObject = interrupt.adapter->pdo;
		parameters.LineBased.InterruptObject = reinterpret_cast<PKINTERRUPT *>(&interrupt.connection);
		parameters.LineBased.ServiceRoutine = serve_line;
		parameters.LineBased.ServiceContext = &interrupt;
	}
	return interrupts_connect(call, parameters);
}

AdapterInterrupt *make(CallSite call, Adapter &adapter, void *context,
		       const NDIS_MINIPORT_INTERRUPT_CHARACTERISTICS &handlers)
{
	const u32 messages = handlers.MsiSupported ? count_messages(adapter) : 0;
	auto *const interrupt = static_cast<AdapterInterrupt *>(
		object_create(ndis_interrupt_type, sizeof(AdapterInterrupt), object_header(&adapter)->driver,
			      object_header(&adapter)->name));

	if (!interrupt)
		return nullptr;
	object_reference(&adapter);
	interrupt->adapter = &adapter;
	interrupt->context = context;
	interrupt->handlers = handlers;
	interrupt->caller = call.caller;
	/* A driver of messages gets the line of a device without any. */
	interrupt->parameters.Version = messages ? CONNECT_MESSAGE_BASED : CONNECT_LINE_BASED;
	interrupt->messages = messages ? messages : 1;
	if (make_dpcs(*interrupt))
		return interrupt;
	object_destroy(interrupt);
	return nullptr;
}

/* No routine of the driver's runs when this returns. */
void close(CallSite call, AdapterInterrupt &interrupt)
{
	interrupt.is_closed.store(true);
	if (interrupt.connection)
		interrupts_disconnect(call, interrupt.parameters.Version, interrupt.connection);
	/* One that runs may not have seen that it is closed, and queue itself behind the first flush. */
	dpcs_flush(call);
	dpcs_flush(call);
}

bool end(CallSite call, void *interrupt)
{
	if (!object_begin_rundown(interrupt))
		return false;
	close(call, *static_cast<AdapterInterrupt *>(interrupt));
	object_dereference(interrupt);
	return true;
}

NDIS_STATUS check(CallSite call, const Adapter &adapter, const NDIS_MINIPORT_INTERRUPT_CHARACTERISTICS &given)
{
	const NDIS_STATUS status = ndis_check_header(call, given.Header, kInterruptRule, &adapter);

	if (status != NDIS_STATUS_SUCCESS)
		return status;

	const char *const missing = first_missing({
		{ given.InterruptHandler != nullptr, "InterruptHandler" },
		{ given.InterruptDpcHandler != nullptr, "InterruptDpcHandler" },
		{ !given.MsiSupported || given.MessageInterruptHandler, "MessageInterruptHandler" },
		{ !given.MsiSupported || given.MessageInterruptDpcHandler, "MessageInterruptDpcHandler" },
	});

	if (missing)
		return refuse(call, &adapter, NDIS_STATUS_BAD_CHARACTERISTICS, "%s.%s is NULL: it is required",
			      kInterruptRule.structure, missing);
	return hardware_check(call, adapter);
}

NDIS_STATUS add(CallSite call, Adapter &adapter, void *context, NDIS_MINIPORT_INTERRUPT_CHARACTERISTICS &given,
		NDIS_HANDLE &handle)
{
	AdapterInterrupt *const interrupt = make(call, adapter, context, given);

	if (!interrupt)
		return NDIS_STATUS_RESOURCES;
	/* The driver may use the handle in the first interrupt. */
	handle = interrupt;

	const NTSTATUS status = connect(call, *interrupt);

	if (!NT_SUCCESS(status)) {
		handle = nullptr;
		interrupt->connection = nullptr;
		end(call, interrupt);
		return status == STATUS_INSUFFICIENT_RESOURCES ? NDIS_STATUS_RESOURCES : NDIS_STATUS_RESOURCE_CONFLICT;
	}
	given.InterruptType = interrupt->has_messages() ? NDIS_CONNECT_MESSAGE_BASED : NDIS_CONNECT_LINE_BASED;
	given.MessageInfoTable = interrupt->has_messages()
					 ? static_cast<PIO_INTERRUPT_MESSAGE_INFO>(interrupt->connection) : nullptr;
	return NDIS_STATUS_SUCCESS;
}

/* A line has no messages: what its driver names does not count. False, after a report, if there is no such message. */
bool find_message(CallSite call, const AdapterInterrupt &interrupt, ULONG &message)
{
	if (!interrupt.has_messages())
		message = 0;
	if (message < interrupt.messages)
		return true;
	report({ .code = BugCheck::bugcode_ndis_driver,
		 .parameter = { kNoSuchMessage, address_of(&interrupt), message, interrupt.messages },
		 .call = call, .item = &interrupt, .owner = &interrupt },
	       "MessageId is %u, and the interrupt has %u messages", message, interrupt.messages);
	return false;
}

/* The interrupt object of a message, or that of the line. */
Interrupt *object_of(const AdapterInterrupt &interrupt, ULONG message)
{
	return interrupt.has_messages()
		? static_cast<PIO_INTERRUPT_MESSAGE_INFO>(interrupt.connection)->MessageInfo[message].InterruptObject
		: static_cast<Interrupt *>(interrupt.connection);
}

} /* namespace */

constinit const ObjectType ndis_interrupt_type = { .name = "NDIS interrupt",
						   .destroy = destroy,
						   .ended_by = "NdisMDeregisterInterruptEx" };

void interrupts_end_left(const Adapter &adapter)
{
	ndis_end_left<AdapterInterrupt>(&adapter, ndis_interrupt_type, [&adapter](AdapterInterrupt &left) {
		const CallSite call = { "NdisMRegisterInterruptEx", left.caller };

		report({ .code = BugCheck::bugcode_ndis_driver,
			 .parameter = { kInterruptLeft, address_of(&left), address_of(&adapter), 0 },
			 .call = call, .item = &left, .owner = &adapter },
		       "the adapter has ended, and an interrupt of it is not deregistered");
		end(call, &left);
	});
}

} /* namespace ww */

using namespace ww;

extern "C" {

NDIS_STATUS NTAPI NdisMRegisterInterruptEx(NDIS_HANDLE MiniportAdapterHandle, NDIS_HANDLE MiniportInterruptContext,
					   PNDIS_MINIPORT_INTERRUPT_CHARACTERISTICS MiniportInterruptCharacteristics,
					   PNDIS_HANDLE NdisInterruptHandle)
{
	const CallSite call = WW_CALL_SITE;

	if (!ndis_not_null(call, {
		{ MiniportInterruptCharacteristics != nullptr, "MiniportInterruptCharacteristics" },
		{ NdisInterruptHandle != nullptr, "NdisInterruptHandle" },
	}))
		return NDIS_STATUS_FAILURE;
	*NdisInterruptHandle = nullptr;

	const HandleReference reference(call, MiniportAdapterHandle, ndis_adapter_type, at_passive);

	if (!reference)
		return NDIS_STATUS_FAILURE;

	Adapter &adapter = reference.as<Adapter>();
	const NDIS_STATUS status = check(call, adapter, *MiniportInterruptCharacteristics);

	return status != NDIS_STATUS_SUCCESS
		       ? status : add(call, adapter, MiniportInterruptContext, *MiniportInterruptCharacteristics,
				      *NdisInterruptHandle);
}

VOID NTAPI NdisMDeregisterInterruptEx(NDIS_HANDLE NdisInterruptHandle)
{
	const CallSite call = WW_CALL_SITE;
	const HandleReference reference(call, NdisInterruptHandle, ndis_interrupt_type, at_passive);

	if (reference && !end(call, NdisInterruptHandle))
		ndis_report_handle(call, NdisInterruptHandle, "is being deregistered already");
}

BOOLEAN NTAPI NdisMSynchronizeWithInterruptEx(NDIS_HANDLE NdisInterruptHandle, ULONG MessageId,
					      PVOID SynchronizeFunction, PVOID SynchronizeContext)
{
	const CallSite call = WW_CALL_SITE;

	if (!ndis_not_null(call, { { SynchronizeFunction != nullptr, "SynchronizeFunction" } }))
		return FALSE;

	const HandleReference reference(call, NdisInterruptHandle, ndis_interrupt_type);

	if (!reference)
		return FALSE;

	const AdapterInterrupt &interrupt = reference.as<AdapterInterrupt>();

	return find_message(call, interrupt, MessageId) &&
	       interrupt_synchronize(call, object_of(interrupt, MessageId),
				     reinterpret_cast<PKSYNCHRONIZE_ROUTINE>(SynchronizeFunction), SynchronizeContext);
}

ULONG NTAPI NdisMQueueDpc(NDIS_HANDLE NdisInterruptHandle, ULONG MessageId, ULONG TargetProcessors,
			  PVOID MiniportDpcContext)
{
	const CallSite call = WW_CALL_SITE;
	const HandleReference reference(call, NdisInterruptHandle, ndis_interrupt_type);

	if (!reference || !find_message(call, reference.as<AdapterInterrupt>(), MessageId))
		return 0;
	return static_cast<ULONG>(insert_all(reference.as<AdapterInterrupt>(), MessageId, 0, TargetProcessors,
					     MiniportDpcContext));
}

KAFFINITY NTAPI NdisMQueueDpcEx(NDIS_HANDLE NdisInterruptHandle, ULONG MessageId, PGROUP_AFFINITY TargetProcessors,
				PVOID MiniportDpcContext)
{
	const CallSite call = WW_CALL_SITE;

	if (!ndis_not_null(call, { { TargetProcessors != nullptr, "TargetProcessors" } }))
		return 0;

	const HandleReference reference(call, NdisInterruptHandle, ndis_interrupt_type);

	if (!reference || !find_message(call, reference.as<AdapterInterrupt>(), MessageId))
		return 0;
	return insert_all(reference.as<AdapterInterrupt>(), MessageId, TargetProcessors->Group * kGroupSize,
			  TargetProcessors->Mask, MiniportDpcContext);
}

} /* extern "C" */
