/* SPDX-License-Identifier: MIT */
/*
 * Interrupts: the chip's causes are kept for the DPC, which handles them. A change of the link goes on to
 * a work item.
 */
#include "e1000e.hpp"

namespace {

constexpr ULONG kMostAtOnce = 64;	/* frames of a DPC, if NDIS has no limit */

/* True if the chip has interrupted. It interrupts no more until allow_interrupts(). */
bool take_causes(Adapter *adapter)
{
	const ULONG causes = chip_read(adapter, Register::icr);

	/* All bits are one where no chip is, or none that has power. */
	if (causes == ~0u || !(causes & kCauses))
		return false;
	chip_write(adapter, Register::imc, ~0u);
	chip_write(adapter, Register::icr, causes);
	InterlockedOr(&adapter->causes, static_cast<LONG>(causes));
	return true;
}

void allow_interrupts(Adapter *adapter)
{
	NdisDprAcquireSpinLock(&adapter->lock);
	if (adapter->running)
		chip_write(adapter, Register::ims, kCauses);
	NdisDprReleaseSpinLock(&adapter->lock);
}

void indicate_link(Adapter *adapter, bool is_up)
{
	NDIS_LINK_STATE link = {
		.Header = { NDIS_OBJECT_TYPE_DEFAULT, NDIS_LINK_STATE_REVISION_1, NDIS_SIZEOF_LINK_STATE_REVISION_1 },
		.MediaConnectState = is_up ? MediaConnectStateConnected : MediaConnectStateDisconnected,
		.MediaDuplexState = MediaDuplexStateFull,
		.XmitLinkSpeed = kGigabit,
		.RcvLinkSpeed = kGigabit,
		.PauseFunctions = NdisPauseFunctionsUnsupported,
		.AutoNegotiationFlags = 0,
	};
	NDIS_STATUS_INDICATION status = {};

	status.Header = { NDIS_OBJECT_TYPE_STATUS_INDICATION, NDIS_STATUS_INDICATION_REVISION_1,
			  NDIS_SIZEOF_STATUS_INDICATION_REVISION_1 };
	status.SourceHandle = adapter->handle;
	status.StatusCode = NDIS_STATUS_LINK_STATE;
	status.StatusBuffer = &link;
	status.StatusBufferSize = sizeof(link);
	NdisMIndicateStatusEx(adapter->handle, &status);
}

/* A later change queues the item again. */
VOID look_at_link(PVOID context, NDIS_HANDLE)
{
	auto *const adapter = static_cast<Adapter *>(context);

	NdisAcquireSpinLock(&adapter->lock);
	adapter->item_queued = false;
	NdisReleaseSpinLock(&adapter->lock);
	indicate_link(adapter, chip_read(adapter, Register::status) & kStatusLinkUp);
	unuse(adapter, 1);
}

void queue_look(Adapter *adapter)
{
	NdisDprAcquireSpinLock(&adapter->lock);

	const bool queue = adapter->running && !adapter->item_queued;

	if (queue) {
		adapter->item_queued = true;
		adapter->users++;
	}
	NdisDprReleaseSpinLock(&adapter->lock);
	if (queue)
		NdisQueueIoWorkItem(adapter->item, look_at_link, adapter);
}

BOOLEAN isr(NDIS_HANDLE context, PBOOLEAN queue_dpc, PULONG processors)
{
	*queue_dpc = take_causes(static_cast<Adapter *>(context));
	*processors = 0;
	return *queue_dpc;
}

VOID dpc(NDIS_HANDLE context, PVOID, PVOID throttle, PVOID)
{
	auto *const adapter = static_cast<Adapter *>(context);
	auto *const limits = static_cast<PNDIS_RECEIVE_THROTTLE_PARAMETERS>(throttle);
	const ULONG most = limits->MaxNblsToIndicate < kMostAtOnce ? limits->MaxNblsToIndicate : kMostAtOnce;
	const LONG causes = InterlockedExchange(&adapter->causes, 0);

	if (causes & static_cast<LONG>(kCauseLink | kCauseOther))
		queue_look(adapter);
	take_sent(adapter);
	/* With more NDIS queues the DPC again. */
	limits->MoreNblsPending = take_received(adapter, most);
	if (!limits->MoreNblsPending)
		allow_interrupts(adapter);
}

/* The chip's only message. */
BOOLEAN message_isr(NDIS_HANDLE context, ULONG, PBOOLEAN queue_dpc, PULONG processors)
{
	return isr(context, queue_dpc, processors);
}

VOID message_dpc(NDIS_HANDLE context, ULONG, PVOID dpc_context, PVOID throttle, PVOID reserved)
{
	dpc(context, dpc_context, throttle, reserved);
}

VOID disable_interrupt(NDIS_HANDLE context)
{
	chip_write(static_cast<Adapter *>(context), Register::imc, ~0u);
}

VOID enable_interrupt(NDIS_HANDLE context)
{
	chip_write(static_cast<Adapter *>(context), Register::ims, kCauses);
}

VOID disable_message(NDIS_HANDLE context, ULONG)
{
	disable_interrupt(context);
}

VOID enable_message(NDIS_HANDLE context, ULONG)
{
	enable_interrupt(context);
}

} /* namespace */

NDIS_STATUS make_interrupt(Adapter *adapter)
{
	NDIS_MINIPORT_INTERRUPT_CHARACTERISTICS characteristics = {};

	characteristics.Header = { NDIS_OBJECT_TYPE_MINIPORT_INTERRUPT, NDIS_MINIPORT_INTERRUPT_REVISION_1,
				   NDIS_SIZEOF_MINIPORT_INTERRUPT_CHARACTERISTICS_REVISION_1 };
	characteristics.InterruptHandler = isr;
	characteristics.InterruptDpcHandler = dpc;
	characteristics.DisableInterruptHandler = disable_interrupt;
	characteristics.EnableInterruptHandler = enable_interrupt;
	characteristics.MsiSupported = TRUE;
	characteristics.MessageInterruptHandler = message_isr;
	characteristics.MessageInterruptDpcHandler = message_dpc;
	characteristics.DisableMessageInterruptHandler = disable_message;
	characteristics.EnableMessageInterruptHandler = enable_message;

	const NDIS_STATUS status = NdisMRegisterInterruptEx(adapter->handle, adapter, &characteristics,
							    &adapter->interrupt);

	adapter->has_messages = characteristics.InterruptType == NDIS_CONNECT_MESSAGE_BASED;
	return status;
}
