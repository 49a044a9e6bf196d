/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite ndis_protocol_filter: protocol drivers above filter modules.
 */
#include "ndis_listener.h"
#include "ndis_sieve.h"

#define FRAME 60
#define LETTERS "ksqe"		/* a sieve's: none is one of a wire or a listener */

static struct own_list *new_frame(struct sieve *sieve, NDIS_HANDLE source)
{
	struct own_list *frame = new_own_list(sieve);

	frame->list.SourceHandle = source;
	return frame;
}

static void indicate(struct wire *wire, struct own_list *frame, ULONG flags)
{
	NdisMIndicateReceiveNetBufferLists(wire->adapter, &frame->list, NDIS_DEFAULT_PORT_NUMBER, 1, flags);
}

static void send(struct listener_binding *binding, PNET_BUFFER_LIST chain)
{
	NdisSendNetBufferLists(binding->handle, chain, NDIS_DEFAULT_PORT_NUMBER, 0);
}

/* Sends a list that is to come back in the call, and returns its status. */
static NDIS_STATUS send_one(struct listener_binding *binding)
{
	PNET_BUFFER_LIST list = listener_list(binding->listener, binding->data, sizeof(binding->data), 1);
	const int before = binding->back_count;
	NDIS_STATUS status;
	KIRQL level;

	list->Status = NDIS_STATUS_PENDING;
	/* The wire's driver says so in its completion. */
	KeRaiseIrql(DISPATCH_LEVEL, &level);
	NdisSendNetBufferLists(binding->handle, list, NDIS_DEFAULT_PORT_NUMBER, NDIS_SEND_FLAGS_DISPATCH_LEVEL);
	KeLowerIrql(level);
	KUNIT_ASSERT_EQ(binding->listener->test, binding->back_count, before + 1);
	KUNIT_EXPECT_PTR_EQ(binding->listener->test, binding->back[before], list);
	status = list->Status;
	listener_free(list);
	return status;
}

/* ---- frames -------------------------------------------------------------------------------- */

/* row 1107: down and back, beside a frame of the interface */
static void ndis_protocol_filter_test_sends_pass_the_modules(struct kunit *test)
{
	struct wire_frame *frame = case_alloc(test, sizeof(*frame));
	struct wire *wire = started_wire(test);
	struct sieve *low = started_sieve(wire, LETTERS), *high = started_sieve(wire, LETTERS);
	struct listener *listener = started_listener(test, wire), *second = started_listener(test, wire);
	struct listener_binding *binding = &listener->bindings[0];
	u8 *data = case_alloc(test, FRAME);
	PNET_BUFFER_LIST lists[2] = {
		listener_list(listener, data, FRAME, 2), listener_list(second, data, FRAME, 1),
	};

	wire->sends = WIRE_HOLDS;
	send(binding, lists[0]);
	KUNIT_ASSERT_TRUE(test, wire_send(wire, frame, data, FRAME));
	send(&second->bindings[0], lists[1]);
	KUNIT_EXPECT_EQ(test, atomic_read(&high->sends_seen), 3);
	KUNIT_EXPECT_EQ(test, atomic_read(&low->sends_seen), 3);
	KUNIT_EXPECT_PTR_EQ(test, wire->first, lists[0]);
	KUNIT_EXPECT_EQ(test, binding->back_count, 0);
	wire_complete_all(wire, NDIS_STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, atomic_read(&low->completions_seen), 3);
	KUNIT_EXPECT_EQ(test, atomic_read(&high->completions_seen), 3);
	KUNIT_ASSERT_EQ(test, binding->back_count, 1);
	KUNIT_EXPECT_PTR_EQ(test, binding->back[0], lists[0]);
	KUNIT_ASSERT_EQ(test, second->bindings[0].back_count, 1);
	KUNIT_EXPECT_PTR_EQ(test, second->bindings[0].back[0], lists[1]);
	KUNIT_EXPECT_EQ(test, atomic_read(&frame->times), 1);
	/* One that a module completes goes no further. */
	high->sends = SIEVE_ENDS;
	KUNIT_EXPECT_EQ(test, send_one(binding), NDIS_STATUS_FAILURE);
	KUNIT_EXPECT_EQ(test, atomic_read(&low->sends_seen), 3);
	listener_free(lists[0]);
	listener_free(lists[1]);
	listener_end(second);
	listener_end(listener);
	sieve_stop(high);
	sieve_stop(low);
	wire_end(wire);
	EXPECT_NO_REPORT(test);
}

/* row 1107: up and back, kept, lent, and of a module's own */
static void ndis_protocol_filter_test_receives_pass_the_modules(struct kunit *test)
{
	struct wire *wire = started_wire(test);
	struct sieve *low = started_sieve(wire, LETTERS), *high = started_sieve(wire, LETTERS);
	struct listener *listener = started_listener(test, wire);
	struct listener_binding *binding = &listener->bindings[0];
	struct own_list *frame = new_frame(low, NULL), *own = new_own_list(high);

	listener->keeps = true;
	listener_filter(binding, NDIS_PACKET_TYPE_PROMISCUOUS);
	indicate(wire, frame, 0);
	KUNIT_EXPECT_EQ(test, atomic_read(&low->receives_seen), 1);
	KUNIT_EXPECT_EQ(test, atomic_read(&high->receives_seen), 1);
	KUNIT_EXPECT_PTR_EQ(test, binding->kept, &frame->list);
	KUNIT_EXPECT_EQ(test, atomic_read(&high->returns_seen), 0);
	listener_return(binding);
	KUNIT_EXPECT_EQ(test, atomic_read(&high->returns_seen), 1);
	KUNIT_EXPECT_EQ(test, atomic_read(&low->returns_seen), 1);
	KUNIT_EXPECT_EQ(test, atomic_read(&wire->returned), 1);

	indicate(wire, frame, NDIS_RECEIVE_FLAGS_RESOURCES);
	KUNIT_EXPECT_EQ(test, binding->lent, 1);
	KUNIT_EXPECT_EQ(test, atomic_read(&wire->returned), 1);

	NdisFIndicateReceiveNetBufferLists(high->module, &own->list, NDIS_DEFAULT_PORT_NUMBER, 1, 0);
	KUNIT_EXPECT_PTR_EQ(test, binding->kept, &own->list);
	KUNIT_EXPECT_EQ(test, atomic_read(&high->own_back), 0);
	listener_return(binding);
	KUNIT_EXPECT_EQ(test, atomic_read(&high->own_back), 1);
	KUNIT_EXPECT_EQ(test, binding->received, 3);
	IoFreeMdl(frame->mdl);
	IoFreeMdl(own->mdl);
	listener_end(listener);
	sieve_stop(high);
	sieve_stop(low);
	wire_end(wire);
	EXPECT_NO_REPORT(test);
}

/* ---- requests, status, events -------------------------------------------------------------- */

/* row 1107 */
static void ndis_protocol_filter_test_requests_pass_the_modules(struct kunit *test)
{
	struct wire *wire = started_wire(test);
	struct sieve *sieve = started_sieve(wire, LETTERS);
	struct listener *listener = started_listener(test, wire);
	struct listener_binding *binding = &listener->bindings[0];
	struct listener_request request;
	ULONG lookahead = 128;

	listener_filter(binding, NDIS_PACKET_TYPE_BROADCAST);
	KUNIT_EXPECT_EQ(test, atomic_read(&sieve->requests_seen), 1);
	KUNIT_EXPECT_EQ(test, sieve->oid, (NDIS_OID)OID_GEN_CURRENT_PACKET_FILTER);
	KUNIT_ASSERT_EQ(test, atomic_read(&wire->filters_set), 1);
	KUNIT_EXPECT_EQ(test, wire->filters[0], (ULONG)NDIS_PACKET_TYPE_BROADCAST);
	/* One that a module has is cancelled there. */
	sieve->requests = SIEVE_HOLDS;
	reinit_completion(&sieve->request_came);
	KUNIT_ASSERT_EQ(test, NDIS_STATUS_PENDING,
			listener_request(binding, &request, NdisRequestSetInformation, OID_GEN_CURRENT_LOOKAHEAD,
					 &lookahead, sizeof(lookahead)));
	ASSERT_IN_TIME(test, &sieve->request_came);
	KUNIT_EXPECT_EQ(test, sieve->oid, (NDIS_OID)OID_GEN_CURRENT_LOOKAHEAD);
	NdisCancelOidRequest(binding->handle, &request);
	ASSERT_IN_TIME(test, &request.done);
	KUNIT_EXPECT_EQ(test, request.status, NDIS_STATUS_REQUEST_ABORTED);
	KUNIT_EXPECT_EQ(test, atomic_read(&sieve->cancels), 1);
	KUNIT_EXPECT_PTR_EQ(test, wire->cancelled_request, NULL);
	sieve->requests = SIEVE_PASSES;
	listener_end(listener);
	sieve_stop(sieve);
	wire_end(wire);
	EXPECT_NO_REPORT(test);
}

/* row 1107 */
static void ndis_protocol_filter_test_status_passes_the_modules(struct kunit *test)
{
	NDIS_STATUS_INDICATION indication = {
		.Header = {
			NDIS_OBJECT_TYPE_STATUS_INDICATION, NDIS_STATUS_INDICATION_REVISION_1,
			NDIS_SIZEOF_STATUS_INDICATION_REVISION_1,
		},
		.StatusCode = NDIS_STATUS_MEDIA_DISCONNECT,
	};
	struct wire *wire = started_wire(test);
	struct sieve *sieve = started_sieve(wire, LETTERS);
	struct listener *listener = started_listener(test, wire);
	struct listener_binding *binding = &listener->bindings[0];

	sieve->statuses = SIEVE_ENDS;
	NdisMIndicateStatusEx(wire->adapter, &indication);
	KUNIT_EXPECT_EQ(test, atomic_read(&sieve->statuses_seen), 1);
	KUNIT_EXPECT_EQ(test, binding->statuses, 0);
	sieve->statuses = SIEVE_PASSES;
	NdisMIndicateStatusEx(wire->adapter, &indication);
	KUNIT_EXPECT_EQ(test, binding->statuses, 1);
	KUNIT_EXPECT_EQ(test, binding->status, NDIS_STATUS_MEDIA_DISCONNECT);
	listener_end(listener);
	sieve_stop(sieve);
	wire_end(wire);
	EXPECT_NO_REPORT(test);
}

/* row 1109 */
static void ndis_protocol_filter_test_events_reach_the_bindings(struct kunit *test)
{
	NET_PNP_EVENT_NOTIFICATION event = {
		.Header = {
			NDIS_OBJECT_TYPE_DEFAULT, NET_PNP_EVENT_NOTIFICATION_REVISION_1,
			NDIS_SIZEOF_NET_PNP_EVENT_NOTIFICATION_REVISION_1,
		},
		.NetPnPEvent = { .NetEvent = NetEventPortActivation },
	};
	struct wire *wire = started_wire(test);
	struct sieve *sieve = started_sieve(wire, LETTERS);
	struct listener *listener;

	KUNIT_EXPECT_EQ(test, NdisFNetPnPEvent(sieve->module, &event), NDIS_STATUS_SUCCESS);
	listener = started_listener(test, wire);
	KUNIT_EXPECT_EQ(test, NdisFNetPnPEvent(sieve->module, &event), NDIS_STATUS_NOT_SUPPORTED);
	KUNIT_EXPECT_STREQ(test, wire->events, "IR+PkRsbr?");
	listener_end(listener);
	sieve_stop(sieve);
	wire_end(wire);
	EXPECT_NO_REPORT(test);
}

/* ---- a pause of the stack ------------------------------------------------------------------ */

/* What sends while a sieve attaches. */
static struct listener_binding *sender;

static void send_in_pause(struct sieve *sieve, PNDIS_FILTER_ATTACH_PARAMETERS parameters)
{
	KUNIT_EXPECT_EQ(sieve->test, send_one(sender), NDIS_STATUS_PAUSED);
}

/* row 1106 */
static void ndis_protocol_filter_test_bindings_pause_for_a_filter(struct kunit *test)
{
	struct wire *wire = started_wire(test);
	struct listener *listener = started_listener(test, wire);
	struct listener *second = started_listener(test, wire);
	struct sieve *sieve = new_sieve(wire, LETTERS);

	sender = &listener->bindings[0];
	sieve->on_attach = send_in_pause;
	KUNIT_EXPECT_EQ(test, send_one(sender), NDIS_STATUS_SUCCESS);
	sieve_start(sieve);
	KUNIT_EXPECT_STREQ(test, wire->events, "IR+brbrppPkRsrr");
	KUNIT_EXPECT_EQ(test, atomic_read(&sieve->sends_seen), 0);
	KUNIT_EXPECT_EQ(test, send_one(sender), NDIS_STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, atomic_read(&sieve->sends_seen), 1);
	sieve_stop(sieve);
	KUNIT_EXPECT_STREQ(test, wire->events, "IR+brbrppPkRsrrppqPeRrr");
	KUNIT_EXPECT_EQ(test, send_one(sender), NDIS_STATUS_SUCCESS);
	listener_end(second);
	listener_end(listener);
	wire_end(wire);
	EXPECT_NO_REPORT(test);
}

static struct listener *late;

static void bind_in_pause(struct sieve *sieve, PNDIS_FILTER_ATTACH_PARAMETERS parameters)
{
	KUNIT_ASSERT_EQ(sieve->test, listener_start(late), NDIS_STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(sieve->test, send_one(&late->bindings[0]), NDIS_STATUS_PAUSED);
}

/* row 1106: what is bound while the stack is paused runs with the others */
static void ndis_protocol_filter_test_bound_in_a_pause(struct kunit *test)
{
	struct wire *wire = started_wire(test);
	struct sieve *sieve = new_sieve(wire, LETTERS);

	late = new_listener(test, wire);
	sieve->on_attach = bind_in_pause;
	sieve_start(sieve);
	KUNIT_EXPECT_STREQ(test, wire->events, "IR+PkbRsr");
	KUNIT_EXPECT_EQ(test, send_one(&late->bindings[0]), NDIS_STATUS_SUCCESS);
	listener_end(late);
	sieve_stop(sieve);
	wire_end(wire);
	EXPECT_NO_REPORT(test);
}

static void start(void *data)
{
	sieve_start(data);
}

static struct completion paused;

static void note_pause(struct wire *wire)
{
	complete(&paused);
}

/* row 1108: a list goes back by the modules that it came by */
static void ndis_protocol_filter_test_pause_waits_for_received_lists(struct kunit *test)
{
	struct wire *wire = started_wire(test);
	struct listener *listener = started_listener(test, wire);
	struct listener_binding *binding = &listener->bindings[0];
	struct sieve *sieve = new_sieve(wire, LETTERS);
	struct own_list *frame = new_frame(sieve, NULL);

	init_completion(&paused);
	wire->on_pause = note_pause;
	listener->keeps = true;
	listener_filter(binding, NDIS_PACKET_TYPE_PROMISCUOUS);
	indicate(wire, frame, 0);
	spawn(test, start, sieve);
	ASSERT_IN_TIME(test, &paused);
	EXPECT_THREAD_WAITS(test);
	KUNIT_EXPECT_STREQ(test, wire->events, "IR+brpP");
	listener_return(binding);
	join(test);
	KUNIT_EXPECT_STREQ(test, wire->events, "IR+brpPkRsr");
	KUNIT_EXPECT_EQ(test, atomic_read(&wire->returned), 1);
	KUNIT_EXPECT_EQ(test, atomic_read(&sieve->returns_seen), 0);
	IoFreeMdl(frame->mdl);
	listener_end(listener);
	sieve_stop(sieve);
	wire_end(wire);
	EXPECT_NO_REPORT(test);
}

/* row 1151: a binding's list, at the module that has it */
static void ndis_protocol_filter_test_a_kept_send_is_the_modules(struct kunit *test)
{
	struct wire *wire = started_wire(test);
	struct sieve *sieve = started_sieve(wire, LETTERS);
	struct listener *listener = started_listener(test, wire);
	struct listener_binding *binding = &listener->bindings[0];
	PNET_BUFFER_LIST list = listener_list(listener, binding->data, sizeof(binding->data), 1);

	sieve->sends = SIEVE_HOLDS;
	send(binding, list);
	wire_pass_time(wire, 3);
	KUNIT_EXPECT_TRUE(test, WinworkNdisPeerPassTime(wire->peer));
	EXPECT_REPORT(test, "FilterSendNetBufferLists", BUGCHECK_VERIFIER, 0x9200f, list, sieve->module, 1, list);
	sieve_release(sieve);
	KUNIT_EXPECT_EQ(test, binding->back_count, 1);
	listener_free(list);
	listener_end(listener);
	sieve_stop(sieve);
	wire_end(wire);
	EXPECT_NO_REPORT(test);
}

static struct kunit_case ndis_protocol_filter_cases[] = {
	KUNIT_CASE(ndis_protocol_filter_test_a_kept_send_is_the_modules),
	KUNIT_CASE(ndis_protocol_filter_test_sends_pass_the_modules),
	KUNIT_CASE(ndis_protocol_filter_test_receives_pass_the_modules),
	KUNIT_CASE(ndis_protocol_filter_test_requests_pass_the_modules),
	KUNIT_CASE(ndis_protocol_filter_test_status_passes_the_modules),
	KUNIT_CASE(ndis_protocol_filter_test_events_reach_the_bindings),
	KUNIT_CASE(ndis_protocol_filter_test_bindings_pause_for_a_filter),
	KUNIT_CASE(ndis_protocol_filter_test_bound_in_a_pause),
	KUNIT_CASE(ndis_protocol_filter_test_pause_waits_for_received_lists),
	{}
};

WINWORK_SUITE(ndis_protocol_filter);
