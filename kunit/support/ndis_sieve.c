/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The filter driver of ndis_sieve.h.
 */
#include "ndis_sieve.h"

static bool is_own(const struct sieve *sieve, PNET_BUFFER_LIST list)
{
	return list->SourceHandle == sieve->module;
}

static void hold(struct sieve *sieve, PNET_BUFFER_LIST *held, PNET_BUFFER_LIST chain)
{
	unsigned long flags;

	spin_lock_irqsave(&sieve->lock, flags);
	while (chain) {
		PNET_BUFFER_LIST next = chain->Next;

		chain->Next = *held;
		*held = chain;
		chain = next;
	}
	spin_unlock_irqrestore(&sieve->lock, flags);
}

/* In the order of their coming. */
static PNET_BUFFER_LIST take(struct sieve *sieve, PNET_BUFFER_LIST *held)
{
	PNET_BUFFER_LIST all, ordered = NULL;
	unsigned long flags;

	spin_lock_irqsave(&sieve->lock, flags);
	all = *held;
	*held = NULL;
	spin_unlock_irqrestore(&sieve->lock, flags);
	while (all) {
		PNET_BUFFER_LIST next = all->Next;

		all->Next = ordered;
		ordered = all;
		all = next;
	}
	return ordered;
}

static void count_chain(atomic_t *count, PNET_BUFFER_LIST chain)
{
	for (; chain; chain = chain->Next)
		atomic_inc(count);
}

static void end_sends(struct sieve *sieve, PNET_BUFFER_LIST chain, NDIS_STATUS status)
{
	PNET_BUFFER_LIST each;

	for (each = chain; each; each = each->Next)
		each->Status = status;
	if (chain)
		NdisFSendNetBufferListsComplete(sieve->module, chain, 0);
}

/* ---- states -------------------------------------------------------------------------------- */

static NDIS_STATUS sieve_attach(NDIS_HANDLE module, NDIS_HANDLE context,
				PNDIS_FILTER_ATTACH_PARAMETERS parameters)
{
	struct sieve *sieve = context;
	NDIS_FILTER_ATTRIBUTES attributes = {
		.Header = {
			NDIS_OBJECT_TYPE_FILTER_ATTRIBUTES, NDIS_FILTER_ATTRIBUTES_REVISION_1,
			NDIS_SIZEOF_FILTER_ATTRIBUTES_REVISION_1,
		},
	};

	wire_note(sieve->wire, sieve->letters[0]);
	sieve->module = module;
	if (sieve->on_attach)
		sieve->on_attach(sieve, parameters);
	if (!sieve->sets_no_attributes)
		KUNIT_EXPECT_EQ(sieve->test, NDIS_STATUS_SUCCESS, NdisFSetAttributes(module, sieve, &attributes));
	return sieve->attach_status;
}

static VOID sieve_detach(NDIS_HANDLE context)
{
	struct sieve *sieve = context;

	if (sieve->on_detach)
		sieve->on_detach(sieve);
	wire_note(sieve->wire, sieve->letters[3]);
}

static NDIS_STATUS sieve_options(NDIS_HANDLE context)
{
	struct sieve *sieve = context;

	if (sieve->on_options)
		sieve->on_options(sieve);
	if (!sieve->options)
		return sieve->options_status;
	return NdisSetOptionalHandlers(sieve->module, (PNDIS_DRIVER_OPTIONAL_HANDLERS)sieve->options);
}

static NDIS_STATUS sieve_restart(NDIS_HANDLE context, PNDIS_FILTER_RESTART_PARAMETERS parameters)
{
	struct sieve *sieve = context;

	wire_note(sieve->wire, sieve->letters[1]);
	KUNIT_EXPECT_EQ(sieve->test, KeGetCurrentIrql(), PASSIVE_LEVEL);
	KUNIT_EXPECT_EQ(sieve->test, (int)parameters->MiniportMediaType, (int)sieve->wire->medium);
	if (sieve->on_restart)
		sieve->on_restart(sieve);
	complete(&sieve->restarted);
	return sieve->restart_status;
}

static NDIS_STATUS sieve_pause(NDIS_HANDLE context, PNDIS_FILTER_PAUSE_PARAMETERS parameters)
{
	struct sieve *sieve = context;

	wire_note(sieve->wire, sieve->letters[2]);
	complete(&sieve->pausing);
	if (!sieve->keeps)
		sieve_give_up(sieve);
	return sieve->pause_status;
}

/* ---- frames -------------------------------------------------------------------------------- */

static VOID sieve_send(NDIS_HANDLE context, PNET_BUFFER_LIST chain, NDIS_PORT_NUMBER port, ULONG flags)
{
	struct sieve *sieve = context;

	count_chain(&sieve->sends_seen, chain);
	if (sieve->sends == SIEVE_HOLDS)
		hold(sieve, &sieve->sent, chain);
	else if (sieve->sends == SIEVE_ENDS)
		end_sends(sieve, chain, NDIS_STATUS_FAILURE);
	else
		NdisFSendNetBufferLists(sieve->module, chain, port, flags);
}

static VOID sieve_sent(NDIS_HANDLE context, PNET_BUFFER_LIST chain, ULONG flags)
{
	struct sieve *sieve = context;
	PNET_BUFFER_LIST others = NULL, *last = &others, next;

	for (; chain; chain = next) {
		next = chain->Next;
		sieve->completion_status = chain->Status;
		chain->Next = NULL;
		if (is_own(sieve, chain)) {
			atomic_inc(&sieve->own_back);
			continue;
		}
		atomic_inc(&sieve->completions_seen);
		*last = chain;
		last = &chain->Next;
	}
	if (others)
		NdisFSendNetBufferListsComplete(sieve->module, others, flags);
}

static VOID sieve_cancel_send(NDIS_HANDLE context, PVOID id)
{
	struct sieve *sieve = context;

	atomic_inc(&sieve->cancels);
	end_sends(sieve, take(sieve, &sieve->sent), NDIS_STATUS_SEND_ABORTED);
	NdisFCancelSendNetBufferLists(sieve->module, id);
}

static VOID sieve_receive(NDIS_HANDLE context, PNET_BUFFER_LIST chain, NDIS_PORT_NUMBER port, ULONG count,
			  ULONG flags)
{
	struct sieve *sieve = context;

	count_chain(&sieve->receives_seen, chain);
	sieve->receive_flags = flags;
	if (sieve->on_receive)
		sieve->on_receive(sieve, chain, flags);
	else if (sieve->receives == SIEVE_HOLDS)
		hold(sieve, &sieve->received, chain);
	else if (sieve->receives == SIEVE_PASSES)
		NdisFIndicateReceiveNetBufferLists(sieve->module, chain, port, count, flags);
	else if (!(flags & NDIS_RECEIVE_FLAGS_RESOURCES))
		NdisFReturnNetBufferLists(sieve->module, chain, 0);
}

static VOID sieve_returned(NDIS_HANDLE context, PNET_BUFFER_LIST chain, ULONG flags)
{
	struct sieve *sieve = context;

	if (is_own(sieve, chain)) {
		count_chain(&sieve->own_back, chain);
		return;
	}
	count_chain(&sieve->returns_seen, chain);
	NdisFReturnNetBufferLists(sieve->module, chain, flags);
}

/* At the IRQL that the wire's driver knows. */
void sieve_send_lists(struct sieve *sieve, PNET_BUFFER_LIST chain)
{
	KIRQL before;

	KeRaiseIrql(DISPATCH_LEVEL, &before);
	NdisFSendNetBufferLists(sieve->module, chain, NDIS_DEFAULT_PORT_NUMBER, NDIS_SEND_FLAGS_DISPATCH_LEVEL);
	KeLowerIrql(before);
}

void sieve_release(struct sieve *sieve)
{
	PNET_BUFFER_LIST sent = take(sieve, &sieve->sent), received = take(sieve, &sieve->received);

	if (sent)
		sieve_send_lists(sieve, sent);
	if (received)
		NdisFIndicateReceiveNetBufferLists(sieve->module, received, NDIS_DEFAULT_PORT_NUMBER, 1, 0);
}

void sieve_give_up(struct sieve *sieve)
{
	PNET_BUFFER_LIST received = take(sieve, &sieve->received);

	end_sends(sieve, take(sieve, &sieve->sent), NDIS_STATUS_PAUSED);
	if (received)
		NdisFReturnNetBufferLists(sieve->module, received, 0);
}

/* ---- requests, status, events -------------------------------------------------------------- */

static NDIS_STATUS sieve_request(NDIS_HANDLE context, PNDIS_OID_REQUEST request)
{
	struct sieve *sieve = context;
	PNDIS_OID_REQUEST clone;

	atomic_inc(&sieve->requests_seen);
	sieve->oid = request->DATA.SET_INFORMATION.Oid;
	if (sieve->requests == SIEVE_ENDS)
		return NDIS_STATUS_SUCCESS;
	sieve->request = request;
	complete(&sieve->request_came);
	if (sieve->requests == SIEVE_HOLDS)
		return NDIS_STATUS_PENDING;
	KUNIT_ASSERT_EQ(sieve->test, NdisAllocateCloneOidRequest(sieve->module, request, 'vieS', &clone),
			NDIS_STATUS_SUCCESS);
	*(PNDIS_OID_REQUEST *)clone->SourceReserved = request;
	return NdisFOidRequest(sieve->module, clone);
}

static VOID sieve_request_done(NDIS_HANDLE context, PNDIS_OID_REQUEST request, NDIS_STATUS status)
{
	struct sieve *sieve = context;
	PNDIS_OID_REQUEST origin = *(PNDIS_OID_REQUEST *)request->SourceReserved;

	sieve->request_status = status;
	atomic_inc(&sieve->requests_done);
	if (origin) {
		NdisFreeCloneOidRequest(sieve->module, request);
		NdisFOidRequestComplete(sieve->module, origin, status);
	}
	complete(&sieve->request_done);
}

static VOID sieve_cancel_request(NDIS_HANDLE context, PVOID id)
{
	struct sieve *sieve = context;

	atomic_inc(&sieve->cancels);
	if (sieve->requests == SIEVE_HOLDS)
		NdisFOidRequestComplete(sieve->module, sieve->request, NDIS_STATUS_REQUEST_ABORTED);
	else
		NdisFCancelOidRequest(sieve->module, id);
}

static VOID sieve_status(NDIS_HANDLE context, PNDIS_STATUS_INDICATION indication)
{
	struct sieve *sieve = context;

	atomic_inc(&sieve->statuses_seen);
	if (sieve->statuses == SIEVE_PASSES)
		NdisFIndicateStatus(sieve->module, indication);
}

static NDIS_STATUS sieve_net_event(NDIS_HANDLE context, PNET_PNP_EVENT_NOTIFICATION event)
{
	struct sieve *sieve = context;

	atomic_inc(&sieve->net_events);
	return NdisFNetPnPEvent(sieve->module, event);
}

static VOID sieve_device_event(NDIS_HANDLE context, PNET_DEVICE_PNP_EVENT event)
{
	struct sieve *sieve = context;

	atomic_inc(&sieve->device_events);
	NdisFDevicePnPEventNotify(sieve->module, event);
}

/* ---- for cases ----------------------------------------------------------------------------- */

struct sieve *new_sieve(struct wire *wire, const char *letters)
{
	struct sieve *sieve = case_alloc_type(wire->test, struct sieve);

	sieve->test = wire->test;
	sieve->wire = wire;
	sieve->letters = letters;
	spin_lock_init(&sieve->lock);
	init_completion(&sieve->request_came);
	init_completion(&sieve->request_done);
	init_completion(&sieve->restarted);
	init_completion(&sieve->pausing);
	return sieve;
}

NDIS_STATUS sieve_register(struct sieve *sieve)
{
	NDIS_FILTER_DRIVER_CHARACTERISTICS characteristics = {
		.Header = {
			NDIS_OBJECT_TYPE_FILTER_DRIVER_CHARACTERISTICS, NDIS_FILTER_CHARACTERISTICS_REVISION_2,
			NDIS_SIZEOF_FILTER_DRIVER_CHARACTERISTICS_REVISION_2,
		},
		.MajorNdisVersion = 6,
		.MinorNdisVersion = 20,
		.Flags = sieve->flags,
		.FriendlyName = RTL_CONSTANT_STRING(L"sieve"),
		.UniqueName = RTL_CONSTANT_STRING(L"{5cbf81bd-5055-47cd-9055-a76b2b4e3697}"),
		.AttachHandler = sieve_attach,
		.DetachHandler = sieve_detach,
		.RestartHandler = sieve_restart,
		.PauseHandler = sieve_pause,
		.SetFilterModuleOptionsHandler = sieve_options,
		.SendNetBufferListsCompleteHandler = sieve_sent,
		.ReturnNetBufferListsHandler = sieve_returned,
		.OidRequestCompleteHandler = sieve_request_done,
	};

	if (!sieve->has_no_send) {
		characteristics.SendNetBufferListsHandler = sieve_send;
		characteristics.CancelSendNetBufferListsHandler = sieve_cancel_send;
	}
	if (!sieve->has_no_receive)
		characteristics.ReceiveNetBufferListsHandler = sieve_receive;
	if (!sieve->has_no_requests) {
		characteristics.OidRequestHandler = sieve_request;
		if (!sieve->has_no_request_cancel)
			characteristics.CancelOidRequestHandler = sieve_cancel_request;
	}
	if (!sieve->has_no_status)
		characteristics.StatusHandler = sieve_status;
	if (!sieve->has_no_events) {
		characteristics.NetPnPEventHandler = sieve_net_event;
		characteristics.DevicePnPEventNotifyHandler = sieve_device_event;
	}
	return NdisFRegisterFilterDriver(fixture_of(sieve->test)->driver, sieve, &characteristics, &sieve->driver);
}

void sieve_start(struct sieve *sieve)
{
	KUNIT_ASSERT_EQ(sieve->test, sieve_register(sieve), NDIS_STATUS_SUCCESS);
	WinworkNdisStartFilter(sieve->driver);
}

struct sieve *started_sieve(struct wire *wire, const char *letters)
{
	struct sieve *sieve = new_sieve(wire, letters);

	sieve_start(sieve);
	return sieve;
}

void sieve_stop(struct sieve *sieve)
{
	NdisFDeregisterFilterDriver(sieve->driver);
}

struct own_list *new_own_list(struct sieve *sieve)
{
	struct own_list *own = case_alloc_type(sieve->test, struct own_list);

	own->mdl = IoAllocateMdl(case_alloc(sieve->test, 60), 60, FALSE, FALSE, NULL);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(sieve->test, own->mdl);
	MmBuildMdlForNonPagedPool(own->mdl);
	own->buffer.MdlChain = own->buffer.CurrentMdl = own->mdl;
	own->buffer.DataLength = 60;
	own->list.FirstNetBuffer = &own->buffer;
	own->list.SourceHandle = sieve->module;
	return own;
}
