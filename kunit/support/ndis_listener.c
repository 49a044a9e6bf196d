/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The driver of ndis_listener.h.
 */
#include "ndis_listener.h"

atomic_t listener_binds_complete;

static void note(struct listener *listener, char event)
{
	struct wire *wire = listener->wire;
	size_t length = strlen(wire->events);

	if (length < sizeof(wire->events) - 1)
		wire->events[length] = event;
}

NDIS_STATUS listener_open(struct listener_binding *binding, PNDIS_STRING name)
{
	UINT selected = 99;
	NDIS_OPEN_PARAMETERS parameters = {
		.Header = {
			NDIS_OBJECT_TYPE_OPEN_PARAMETERS, NDIS_OPEN_PARAMETERS_REVISION_1,
			NDIS_SIZEOF_OPEN_PARAMETERS_REVISION_1,
		},
		.AdapterName = name,
		.MediumArray = &binding->listener->medium,
		.MediumArraySize = 1,
		.SelectedMediumIndex = &selected,
	};

	binding->open_status = NdisOpenAdapterEx(binding->listener->protocol, binding, &parameters,
						 binding->bind_context, &binding->handle);
	if (binding->open_status == NDIS_STATUS_SUCCESS)
		KUNIT_EXPECT_EQ(binding->listener->test, selected, 0u);
	return binding->open_status;
}

void listener_close(struct listener_binding *binding)
{
	const NDIS_HANDLE handle = binding->handle;

	KUNIT_EXPECT_EQ(binding->listener->test, NdisCloseAdapterEx(handle), NDIS_STATUS_SUCCESS);
	binding->handle = NULL;
}

static NDIS_STATUS listener_bind(NDIS_HANDLE driver_context, NDIS_HANDLE bind_context,
				 PNDIS_BIND_PARAMETERS parameters)
{
	struct listener *listener = driver_context;
	struct listener_binding *binding = &listener->bindings[listener->count];

	KUNIT_EXPECT_EQ(listener->test, KeGetCurrentIrql(), PASSIVE_LEVEL);
	if (listener->count == LISTENER_BINDINGS)
		return NDIS_STATUS_RESOURCES;
	listener->count++;
	note(listener, 'b');
	binding->listener = listener;
	binding->bind_context = bind_context;
	if (listener->on_bind)
		listener->on_bind(binding, parameters);
	if (listener->binds_pend) {
		complete(&listener->bind_came);
		return NDIS_STATUS_PENDING;
	}
	if (!listener->opens_nothing && listener_open(binding, parameters->AdapterName))
		return binding->open_status;
	return listener->bind_status;
}

static NDIS_STATUS listener_unbind(NDIS_HANDLE unbind_context, NDIS_HANDLE context)
{
	struct listener_binding *binding = context;
	struct listener *listener = binding->listener;

	KUNIT_EXPECT_EQ(listener->test, KeGetCurrentIrql(), PASSIVE_LEVEL);
	note(listener, 'u');
	binding->unbind_context = unbind_context;
	if (listener->on_unbind)
		listener->on_unbind(binding);
	if (listener->unbinds_pend) {
		complete(&listener->unbind_came);
		return NDIS_STATUS_PENDING;
	}
	if (!listener->never_closes)
		listener_close(binding);
	return NDIS_STATUS_SUCCESS;
}

static NDIS_STATUS listener_event(NDIS_HANDLE context, PNET_PNP_EVENT_NOTIFICATION event)
{
	struct listener_binding *binding = context;
	struct listener *listener;

	/* This one event has no binding. */
	if (event->NetPnPEvent.NetEvent == NetEventBindsComplete) {
		atomic_inc(&listener_binds_complete);
		return binding ? NDIS_STATUS_FAILURE : NDIS_STATUS_SUCCESS;
	}
	listener = binding->listener;
	KUNIT_EXPECT_EQ(listener->test, KeGetCurrentIrql(), PASSIVE_LEVEL);
	switch (event->NetPnPEvent.NetEvent) {
	case NetEventRestart:
		KUNIT_EXPECT_EQ(listener->test, event->NetPnPEvent.BufferLength,
				(ULONG)sizeof(NDIS_PROTOCOL_RESTART_PARAMETERS));
		note(listener, 'r');
		break;
	case NetEventPause:
		KUNIT_EXPECT_GE(listener->test, event->NetPnPEvent.BufferLength,
				(ULONG)NDIS_SIZEOF_PROTOCOL_PAUSE_PARAMETERS_REVISION_1);
		note(listener, 'p');
		if (listener->on_pause)
			listener->on_pause(binding);
		break;
	default:
		note(listener, '?');
		return NDIS_STATUS_NOT_SUPPORTED;
	}
	binding->event = event;
	if (!listener->events_pend)
		return NDIS_STATUS_SUCCESS;
	complete(&listener->event_came);
	return NDIS_STATUS_PENDING;
}

static VOID listener_sent(NDIS_HANDLE context, PNET_BUFFER_LIST chain, ULONG flags)
{
	struct listener_binding *binding = context;

	KUNIT_EXPECT_EQ(binding->listener->test, flags & NDIS_SEND_COMPLETE_FLAGS_DISPATCH_LEVEL,
			KeGetCurrentIrql() == DISPATCH_LEVEL ? NDIS_SEND_COMPLETE_FLAGS_DISPATCH_LEVEL
							     : 0u);
	binding->back_calls++;
	for (; chain && binding->back_count < LISTENER_LISTS; chain = chain->Next)
		binding->back[binding->back_count++] = chain;
}

static void look_at(struct listener_binding *binding, PNET_BUFFER_LIST list)
{
	PNET_BUFFER buffer = list->FirstNetBuffer;
	void *data;

	binding->data_bytes = buffer->DataLength;
	binding->nbl_flags = list->NblFlags;
	data = NdisGetDataBuffer(buffer, min_t(ULONG, buffer->DataLength, sizeof(binding->data)),
				 binding->data, 1, 0);
	if (data && data != binding->data)
		memcpy(binding->data, data, min_t(ULONG, buffer->DataLength, sizeof(binding->data)));
}

static VOID listener_receive(NDIS_HANDLE context, PNET_BUFFER_LIST chain, NDIS_PORT_NUMBER port, ULONG count,
			     ULONG flags)
{
	struct listener_binding *binding = context;
	struct listener *listener = binding->listener;
	PNET_BUFFER_LIST each, last = NULL;
	ULONG found = 0;

	binding->receive_flags = flags;
	for (each = chain; each; last = each, each = each->Next, found++)
		look_at(binding, each);
	KUNIT_EXPECT_EQ(listener->test, found, count);
	binding->received += found;
	if (flags & NDIS_RECEIVE_FLAGS_RESOURCES) {
		binding->lent += found;
	} else if (listener->keeps) {
		last->Next = binding->kept;
		binding->kept = chain;
	} else {
		NdisReturnNetBufferLists(binding->handle, chain, 0);
	}
}

void listener_return(struct listener_binding *binding)
{
	const PNET_BUFFER_LIST kept = binding->kept;

	binding->kept = NULL;
	if (kept)
		NdisReturnNetBufferLists(binding->handle, kept, 0);
}

static VOID listener_answered(NDIS_HANDLE context, PNDIS_OID_REQUEST asked, NDIS_STATUS status)
{
	struct listener_binding *binding = context;
	struct listener_request *request = container_of(asked, struct listener_request, request);

	request->status = status;
	request->place = atomic_inc_return(&binding->listener->requests_done);
	complete(&request->done);
}

static VOID listener_status(NDIS_HANDLE context, PNDIS_STATUS_INDICATION indication)
{
	struct listener_binding *binding = context;

	binding->status = indication->StatusCode;
	binding->statuses++;
}

NDIS_STATUS listener_request(struct listener_binding *binding, struct listener_request *request,
			     NDIS_REQUEST_TYPE type, NDIS_OID oid, void *buffer, ULONG bytes)
{
	memset(request, 0, sizeof(*request));
	init_completion(&request->done);
	request->request.Header = (NDIS_OBJECT_HEADER){
		NDIS_OBJECT_TYPE_OID_REQUEST, NDIS_OID_REQUEST_REVISION_1,
		NDIS_SIZEOF_OID_REQUEST_REVISION_1,
	};
	request->request.RequestType = type;
	request->request.RequestId = request;
	request->request.DATA.QUERY_INFORMATION.Oid = oid;
	request->request.DATA.QUERY_INFORMATION.InformationBuffer = buffer;
	request->request.DATA.QUERY_INFORMATION.InformationBufferLength = bytes;
	return NdisOidRequest(binding->handle, &request->request);
}

NDIS_STATUS listener_ask(struct listener_binding *binding, NDIS_REQUEST_TYPE type, NDIS_OID oid, void *buffer,
			 ULONG bytes, ULONG *written)
{
	struct listener_request request;
	const NDIS_STATUS status = listener_request(binding, &request, type, oid, buffer, bytes);

	if (status != NDIS_STATUS_PENDING)
		return status;
	wait_for_completion(&request.done);
	if (written)
		*written = request.request.DATA.QUERY_INFORMATION.BytesWritten;
	return request.status;
}

NDIS_STATUS listener_takes_all(struct wire *wire, PNDIS_OID_REQUEST request)
{
	return NDIS_STATUS_SUCCESS;
}

void listener_filter(struct listener_binding *binding, ULONG filter)
{
	KUNIT_EXPECT_EQ(binding->listener->test, NDIS_STATUS_SUCCESS,
			listener_ask(binding, NdisRequestSetInformation, OID_GEN_CURRENT_PACKET_FILTER, &filter,
				     sizeof(filter), NULL));
}

static void make_pools(struct listener *listener)
{
	NET_BUFFER_LIST_POOL_PARAMETERS lists = {
		.Header = {
			NDIS_OBJECT_TYPE_DEFAULT, NET_BUFFER_LIST_POOL_PARAMETERS_REVISION_1,
			NDIS_SIZEOF_NET_BUFFER_LIST_POOL_PARAMETERS_REVISION_1,
		},
		.fAllocateNetBuffer = TRUE,
		.PoolTag = 'tsiL',
	};
	NET_BUFFER_POOL_PARAMETERS buffers = {
		.Header = {
			NDIS_OBJECT_TYPE_DEFAULT, NET_BUFFER_POOL_PARAMETERS_REVISION_1,
			NDIS_SIZEOF_NET_BUFFER_POOL_PARAMETERS_REVISION_1,
		},
		.PoolTag = 'tsiL',
	};

	listener->pool = NdisAllocateNetBufferListPool(NULL, &lists);
	listener->buffer_pool = NdisAllocateNetBufferPool(NULL, &buffers);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(listener->test, listener->pool);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(listener->test, listener->buffer_pool);
}

PNET_BUFFER_LIST listener_list(struct listener *listener, void *data, ULONG bytes, int buffers)
{
	PMDL mdl = IoAllocateMdl(data, bytes, FALSE, FALSE, NULL);
	PNET_BUFFER_LIST list;
	PNET_BUFFER *end;

	KUNIT_ASSERT_NOT_ERR_OR_NULL(listener->test, mdl);
	MmBuildMdlForNonPagedPool(mdl);
	list = NdisAllocateNetBufferAndNetBufferList(listener->pool, 0, 0, mdl, 0, bytes);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(listener->test, list);
	for (end = &list->FirstNetBuffer->Next; --buffers; end = &(*end)->Next) {
		*end = NdisAllocateNetBuffer(listener->buffer_pool, mdl, 0, bytes);
		KUNIT_ASSERT_NOT_ERR_OR_NULL(listener->test, *end);
	}
	return list;
}

void listener_free(PNET_BUFFER_LIST list)
{
	PNET_BUFFER each = list->FirstNetBuffer->Next;

	IoFreeMdl(list->FirstNetBuffer->MdlChain);
	list->FirstNetBuffer->Next = NULL;
	while (each) {
		PNET_BUFFER next = each->Next;

		NdisFreeNetBuffer(each);
		each = next;
	}
	NdisFreeNetBufferList(list);
}

struct listener *new_listener(struct kunit *test, struct wire *wire)
{
	struct listener *listener = case_alloc_type(test, struct listener);

	listener->test = test;
	listener->wire = wire;
	listener->medium = NdisMedium802_3;
	init_completion(&listener->bind_came);
	init_completion(&listener->unbind_came);
	init_completion(&listener->event_came);
	make_pools(listener);
	return listener;
}

NDIS_STATUS listener_start(struct listener *listener)
{
	NDIS_PROTOCOL_DRIVER_CHARACTERISTICS characteristics = {
		.Header = {
			NDIS_OBJECT_TYPE_PROTOCOL_DRIVER_CHARACTERISTICS,
			NDIS_PROTOCOL_DRIVER_CHARACTERISTICS_REVISION_2,
			NDIS_SIZEOF_PROTOCOL_DRIVER_CHARACTERISTICS_REVISION_2,
		},
		.MajorNdisVersion = 6,
		.MinorNdisVersion = 30,
		.Name = NDIS_STRING_CONST("listener"),
		.BindAdapterHandlerEx = listener_bind,
		.UnbindAdapterHandlerEx = listener_unbind,
		.NetPnPEventHandler = listener_event,
		.SendNetBufferListsCompleteHandler = listener_sent,
		.ReceiveNetBufferListsHandler = listener_receive,
		.OidRequestCompleteHandler = listener_answered,
		.StatusHandlerEx = listener_status,
	};

	return NdisRegisterProtocolDriver(listener, &characteristics, &listener->protocol);
}

struct listener *started_listener(struct kunit *test, struct wire *wire)
{
	struct listener *listener = new_listener(test, wire);

	KUNIT_ASSERT_EQ(test, listener_start(listener), NDIS_STATUS_SUCCESS);
	return listener;
}

void listener_deregister(struct listener *listener)
{
	NdisDeregisterProtocolDriver(listener->protocol);
	listener->protocol = NULL;
}

void listener_end(struct listener *listener)
{
	if (listener->protocol)
		listener_deregister(listener);
	NdisFreeNetBufferListPool(listener->pool);
	NdisFreeNetBufferPool(listener->buffer_pool);
}
