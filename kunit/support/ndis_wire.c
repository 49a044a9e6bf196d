/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The driver and the peer of ndis_wire.h.
 */
#include "ndis_wire.h"
#include "ndis_registration.h"

static const u8 wire_address[6] = { 0x02, 0x57, 0x57, 0, 0, 1 };
static const u8 wire_permanent_address[6] = { 0x02, 0x57, 0x57, 0, 0, 2 };

void wire_note(struct wire *wire, char event)
{
	size_t length = strlen(wire->events);

	if (length < sizeof(wire->events) - 1)
		wire->events[length] = event;
}

/* ---- the peer ------------------------------------------------------------------------------ */

static VOID NTAPI peer_added(PVOID context, const WINWORK_NDIS_PEER_ATTRIBUTES *attributes)
{
	struct wire *wire = context;

	wire->attributes = *attributes;
	wire_note(wire, '+');
}

static VOID NTAPI peer_removed(PVOID context)
{
	wire_note(context, '-');
}

static VOID NTAPI peer_sent(PVOID context, PVOID data, ULONG bytes, WINWORK_NDIS_PEER_RESULT result)
{
	struct wire *wire = context;
	struct wire_frame *frame = data;

	frame->result = result;
	KUNIT_EXPECT_EQ(wire->test, bytes, frame->bytes);
	atomic_inc(&frame->times);
	atomic_inc(&wire->sent);
}

static VOID NTAPI peer_wake(PVOID context, ULONG queue)
{
	struct wire *wire = context;

	atomic_inc(&wire->wakes);
}

static VOID NTAPI peer_received(PVOID context, const VOID *data, ULONG bytes)
{
	struct wire *wire = context;

	if (wire->data && bytes <= 65536)
		memcpy(wire->data, data, bytes);
	wire->data_bytes = bytes;
	if (wire->on_received)
		wire->on_received(wire);
	atomic_inc(&wire->received);
}

static VOID NTAPI peer_bad_length(PVOID context)
{
	struct wire *wire = context;

	atomic_inc(&wire->bad_lengths);
}

static VOID NTAPI peer_link(PVOID context, BOOLEAN is_up, ULONG64 speed, BOOLEAN is_full_duplex)
{
	struct wire *wire = context;

	if (wire->on_link)
		wire->on_link(wire);
	wire->is_up = is_up;
	wire->speed = speed;
	wire->is_full_duplex = is_full_duplex;
	atomic_inc(&wire->links);
}

static const WINWORK_NDIS_PEER_CALLBACKS callbacks = {
	peer_added, peer_removed, peer_sent, peer_wake, peer_received, peer_bad_length, peer_link,
};

/* ---- the driver ---------------------------------------------------------------------------- */

static void set_general(struct wire *wire)
{
	NDIS_MINIPORT_ADAPTER_GENERAL_ATTRIBUTES attributes = {
		.Header = {
			NDIS_OBJECT_TYPE_MINIPORT_ADAPTER_GENERAL_ATTRIBUTES,
			NDIS_MINIPORT_ADAPTER_GENERAL_ATTRIBUTES_REVISION_1,
			NDIS_SIZEOF_MINIPORT_ADAPTER_GENERAL_ATTRIBUTES_REVISION_1,
		},
		.MediaType = wire->medium,
		.MtuSize = WIRE_MTU,
		.XmitLinkSpeed = 1000000000,
		.MediaConnectState = wire->connected,
		.MediaDuplexState = MediaDuplexStateFull,
		.SupportedPacketFilters = NDIS_PACKET_TYPE_DIRECTED | NDIS_PACKET_TYPE_MULTICAST |
					  NDIS_PACKET_TYPE_BROADCAST | NDIS_PACKET_TYPE_PROMISCUOUS,
		.MaxMulticastListSize = WIRE_MULTICAST,
		.MacAddressLength = sizeof(wire_address),
	};

	memcpy(attributes.CurrentMacAddress, wire_address, sizeof(wire_address));
	memcpy(attributes.PermanentMacAddress, wire_permanent_address, sizeof(wire_address));
	KUNIT_EXPECT_EQ(wire->test, NDIS_STATUS_SUCCESS,
			NdisMSetMiniportAttributes(wire->adapter,
				(PNDIS_MINIPORT_ADAPTER_ATTRIBUTES)&attributes));
}

static NDIS_STATUS wire_initialize(NDIS_HANDLE handle, NDIS_HANDLE driver_context,
				   PNDIS_MINIPORT_INIT_PARAMETERS parameters)
{
	struct wire *wire = driver_context;

	wire_note(wire, 'I');
	wire->adapter = handle;
	if (wire->before_attributes)
		wire->before_attributes(wire);
	KUNIT_EXPECT_EQ(wire->test, NDIS_STATUS_SUCCESS,
			register_adapter(handle, wire, wire->attribute_flags, 1));
	if (!wire->has_no_attributes)
		set_general(wire);
	if (!wire->has_no_peer)
		KUNIT_EXPECT_EQ(wire->test, NDIS_STATUS_SUCCESS,
				WinworkNdisOpenPeer(handle, &callbacks, wire, &wire->peer));
	if (wire->on_initialize)
		wire->on_initialize(wire, parameters);
	return wire->initialize_status;
}

static VOID wire_halt(NDIS_HANDLE context, NDIS_HALT_ACTION action)
{
	struct wire *wire = context;

	wire_note(wire, 'H');
	wire->halt_action = action;
}

static VOID wire_device_event(NDIS_HANDLE context, PNET_DEVICE_PNP_EVENT event)
{
	struct wire *wire = context;

	KUNIT_EXPECT_EQ(wire->test, KeGetCurrentIrql(), PASSIVE_LEVEL);
	wire_note(wire, event->DevicePnPEvent == NdisDevicePnPEventSurpriseRemoved ? 'S' : '?');
}

static NDIS_STATUS wire_restart(NDIS_HANDLE context, PNDIS_MINIPORT_RESTART_PARAMETERS parameters)
{
	struct wire *wire = context;

	wire_note(wire, 'R');
	if (wire->on_restart)
		wire->on_restart(wire);
	return wire->restart_status;
}

static NDIS_STATUS wire_pause(NDIS_HANDLE context, PNDIS_MINIPORT_PAUSE_PARAMETERS parameters)
{
	struct wire *wire = context;

	wire_note(wire, 'P');
	if (wire->on_pause)
		wire->on_pause(wire);
	return wire->pause_status;
}

static NDIS_STATUS wire_request(NDIS_HANDLE context, PNDIS_OID_REQUEST request)
{
	struct wire *wire = context;
	int set;

	KUNIT_EXPECT_EQ(wire->test, KeGetCurrentIrql(), PASSIVE_LEVEL);
	if (wire->on_request &&
	    (request->RequestType != NdisRequestSetInformation ||
	     request->DATA.SET_INFORMATION.Oid != OID_GEN_CURRENT_PACKET_FILTER))
		return wire->on_request(wire, request);
	KUNIT_EXPECT_EQ(wire->test, (int)request->RequestType, (int)NdisRequestSetInformation);
	KUNIT_EXPECT_EQ(wire->test, request->DATA.SET_INFORMATION.Oid,
			(NDIS_OID)OID_GEN_CURRENT_PACKET_FILTER);
	KUNIT_EXPECT_EQ(wire->test, request->DATA.SET_INFORMATION.InformationBufferLength, 4u);
	set = atomic_read(&wire->filters_set);
	if (set < WIRE_EVENTS)
		wire->filters[set] = *(ULONG *)request->DATA.SET_INFORMATION.InformationBuffer;
	atomic_inc(&wire->filters_set);
	if (!wire->requests_pend)
		return NDIS_STATUS_SUCCESS;
	wire->request = request;
	complete(&wire->request_came);
	return NDIS_STATUS_PENDING;
}

static VOID wire_cancel_request(NDIS_HANDLE context, PVOID id)
{
	struct wire *wire = context;

	wire->cancelled_request = id;
	if (wire->on_cancel_request)
		wire->on_cancel_request(wire, id);
}

static void hold(struct wire *wire, PNET_BUFFER_LIST chain)
{
	unsigned long flags;

	spin_lock_irqsave(&wire->lock, flags);
	*wire->last = chain;
	while (*wire->last)
		wire->last = &(*wire->last)->Next;
	spin_unlock_irqrestore(&wire->lock, flags);
}

static VOID wire_send_lists(NDIS_HANDLE context, PNET_BUFFER_LIST chain, NDIS_PORT_NUMBER port,
			    ULONG flags)
{
	struct wire *wire = context;
	PNET_BUFFER_LIST each;

	wire->send_flags = flags;
	wire->send_irql = KeGetCurrentIrql();
	atomic_inc(&wire->sends_called);
	if (wire->on_send)
		wire->on_send(wire, chain);
	if (wire->sends == WIRE_HOLDS) {
		hold(wire, chain);
		return;
	}
	for (each = chain; each; each = each->Next)
		each->Status = wire->send_status;
	NdisMSendNetBufferListsComplete(wire->adapter, chain,
					NDIS_SEND_COMPLETE_FLAGS_DISPATCH_LEVEL);
}

static VOID wire_return(NDIS_HANDLE context, PNET_BUFFER_LIST chain, ULONG flags)
{
	struct wire *wire = context;

	wire->return_flags = flags;
	atomic_inc(&wire->return_calls);
	for (; chain; chain = chain->Next)
		atomic_inc(&wire->returned);
}

static VOID wire_cancel(NDIS_HANDLE context, PVOID id)
{
	struct wire *wire = context;

	wire_note(wire, 'C');
	wire->cancel_id = id;
	if (!wire->cancel_does_nothing)
		wire_complete_all(wire, NDIS_STATUS_SEND_ABORTED);
}

static BOOLEAN wire_check(NDIS_HANDLE context)
{
	struct wire *wire = context;
	const BOOLEAN hangs = atomic_add_unless(&wire->hangs, -1, 0);

	wire->check_irql = KeGetCurrentIrql();
	complete(&wire->checked);
	return hangs;
}

static NDIS_STATUS wire_reset(NDIS_HANDLE context, PBOOLEAN is_addressing_reset)
{
	struct wire *wire = context;
	const NDIS_STATUS status = wire->reset_status;

	wire_note(wire, 'X');
	wire->reset_irql = KeGetCurrentIrql();
	*is_addressing_reset = wire->is_addressing_reset;
	if (wire->on_reset)
		wire->on_reset(wire);
	complete(&wire->reset_came);
	return status;
}

static VOID wire_shut_down(NDIS_HANDLE context, NDIS_SHUTDOWN_ACTION action)
{
	struct wire *wire = context;

	wire_note(wire, 'Q');
	wire->shutdown_action = action;
	wire->shutdown_irql = KeGetCurrentIrql();
}

static VOID wire_unload(PDRIVER_OBJECT driver)
{
}

static void register_driver(struct wire *wire)
{
	PDRIVER_OBJECT driver = fixture_of(wire->test)->driver;
	NDIS_MINIPORT_DRIVER_CHARACTERISTICS characteristics = {
		.Header = {
			NDIS_OBJECT_TYPE_MINIPORT_DRIVER_CHARACTERISTICS,
			NDIS_MINIPORT_DRIVER_CHARACTERISTICS_REVISION_2,
			NDIS_SIZEOF_MINIPORT_DRIVER_CHARACTERISTICS_REVISION_2,
		},
		.MajorNdisVersion = 6,
		.MinorNdisVersion = 20,
		.InitializeHandlerEx = wire_initialize,
		.HaltHandlerEx = wire_halt,
		.UnloadHandler = wire_unload,
		.PauseHandler = wire_pause,
		.RestartHandler = wire_restart,
		.OidRequestHandler = wire_request,
		.CancelOidRequestHandler = wire_cancel_request,
		.SendNetBufferListsHandler = wire_send_lists,
		.ReturnNetBufferListsHandler = wire->has_no_return ? NULL : wire_return,
		.CancelSendHandler = wire_cancel,
		.CheckForHangHandlerEx = wire->is_checked ? wire_check : NULL,
		.ResetHandlerEx = wire->has_no_reset ? NULL : wire_reset,
		.DevicePnPEventNotifyHandler = wire_device_event,
		.ShutdownHandlerEx = wire->has_no_shutdown ? NULL : wire_shut_down,
	};

	KUNIT_ASSERT_EQ(wire->test, NDIS_STATUS_SUCCESS,
			NdisMRegisterMiniportDriver(driver, &driver->DriverName, wire,
						    &characteristics, &wire->miniport));
}

/* ---- for cases ----------------------------------------------------------------------------- */

struct wire *new_wire(struct kunit *test)
{
	struct wire *wire = case_alloc_type(test, struct wire);

	wire->test = test;
	wire->medium = NdisMedium802_3;
	wire->connected = MediaConnectStateConnected;
	wire->last = &wire->first;
	spin_lock_init(&wire->lock);
	init_completion(&wire->request_came);
	init_completion(&wire->checked);
	init_completion(&wire->reset_came);
	return wire;
}

static void close_peer(struct wire *wire)
{
	if (wire->peer)
		WinworkNdisClosePeer(wire->peer);
	wire->peer = NULL;
}

NDIS_STATUS wire_start(struct wire *wire)
{
	NDIS_HANDLE adapter;
	NDIS_STATUS status;

	register_driver(wire);
	status = WinworkNdisAddAdapter(wire->miniport, &adapter);
	if (status != NDIS_STATUS_SUCCESS)
		close_peer(wire);
	wire->adapter = adapter;
	return status;
}

NTSTATUS wire_plug(struct wire *wire, const WINWORK_SOFT_DEVICE_CONFIG *config)
{
	NTSTATUS status;

	if (!wire->miniport)
		register_driver(wire);
	status = WinworkSoftDevicePlug(fixture_of(wire->test)->driver, config, &wire->device);
	if (!wire->device) {
		close_peer(wire);
		wire->adapter = NULL;
	}
	return status;
}

void wire_unplug(struct wire *wire, bool surprise)
{
	WinworkSoftDeviceUnplug(wire->device, surprise);
	wire->device = NULL;
	wire->adapter = NULL;
	close_peer(wire);
}

struct wire *started_wire(struct kunit *test)
{
	struct wire *wire = new_wire(test);

	KUNIT_ASSERT_EQ(test, wire_start(wire), NDIS_STATUS_SUCCESS);
	return wire;
}

void wire_end(struct wire *wire)
{
	if (wire->device)
		wire_unplug(wire, false);
	else if (wire->adapter)
		WinworkNdisHaltAdapter(wire->adapter);
	close_peer(wire);
	NdisMDeregisterMiniportDriver(wire->miniport);
}

bool wire_send(struct wire *wire, struct wire_frame *frame, void *data, ULONG bytes)
{
	const WINWORK_NDIS_PEER_PART part = { data, bytes };
	const WINWORK_NDIS_PEER_FRAME burst = { frame, &part, 1 };

	frame->bytes = bytes;
	return WinworkNdisPeerSend(wire->peer, 0, &burst, 1) == 1;
}

PNET_BUFFER_LIST wire_take(struct wire *wire, unsigned int count)
{
	PNET_BUFFER_LIST chain, *end = &chain;
	unsigned long flags;

	spin_lock_irqsave(&wire->lock, flags);
	chain = wire->first;
	do {
		if (!*end)
			break;
		end = &(*end)->Next;
	} while (--count);
	wire->first = *end;
	*end = NULL;
	if (!wire->first)
		wire->last = &wire->first;
	spin_unlock_irqrestore(&wire->lock, flags);
	return chain;
}

void wire_complete_all(struct wire *wire, NDIS_STATUS status)
{
	PNET_BUFFER_LIST chain = wire_take(wire, 0), each;

	for (each = chain; each; each = each->Next)
		each->Status = status;
	if (chain)
		NdisMSendNetBufferListsComplete(wire->adapter, chain, 0);
}

void wire_pass_time(struct wire *wire, int looks)
{
	while (looks--) {
		KUNIT_EXPECT_TRUE(wire->test, WinworkNdisPeerPassTime(wire->peer));
		EXPECT_NO_REPORT(wire->test);
	}
}
