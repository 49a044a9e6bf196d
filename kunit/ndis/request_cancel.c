/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite ndis_request_cancel: OID requests that are cancelled while they wait, on their way to a driver, and in its handler.
 */
#include "ndis_listener.h"
#include "ndis_sieve.h"

#define LETTERS "ksqe"		/* a sieve's: none is one of a wire or a listener */
#define FRAME 60
#define ROUNDS 300

/* ---- a miniport driver that keeps the requests, until they are cancelled or a case completes them ------------------ */

static DEFINE_SPINLOCK(lock);
static PNDIS_OID_REQUEST kept;		/* under the lock */
static struct completion came;
static atomic_t requests_seen, cancels;

static void keep_it(PNDIS_OID_REQUEST request)
{
	unsigned long flags;

	spin_lock_irqsave(&lock, flags);
	kept = request;
	spin_unlock_irqrestore(&lock, flags);
}

static NDIS_STATUS keep(struct wire *wire, PNDIS_OID_REQUEST request)
{
	atomic_inc(&requests_seen);
	keep_it(request);
	complete(&came);
	return NDIS_STATUS_PENDING;
}

/* The kept one, if it has the ID. */
static PNDIS_OID_REQUEST take_kept(PVOID id)
{
	PNDIS_OID_REQUEST taken = NULL;
	unsigned long flags;

	spin_lock_irqsave(&lock, flags);
	if (kept && kept->RequestId == id) {
		taken = kept;
		kept = NULL;
	}
	spin_unlock_irqrestore(&lock, flags);
	return taken;
}

static void end_kept(struct wire *wire, PVOID id, NDIS_STATUS status)
{
	PNDIS_OID_REQUEST taken = take_kept(id);

	if (taken)
		NdisMOidRequestComplete(wire->adapter, taken, status);
}

static void give_up(struct wire *wire, PVOID id)
{
	atomic_inc(&cancels);
	end_kept(wire, id, NDIS_STATUS_REQUEST_ABORTED);
}

static struct wire *keeping_wire(struct kunit *test)
{
	struct wire *wire = started_wire(test);

	init_completion(&came);
	atomic_set(&requests_seen, 0);
	atomic_set(&cancels, 0);
	kept = NULL;
	wire->on_request = keep;
	wire->on_cancel_request = give_up;
	return wire;
}

/* ---- senders --------------------------------------------------------------------------------------------------------- */

static void fill_query(PNDIS_OID_REQUEST request)
{
	memset(request, 0, sizeof(*request));
	request->Header = (NDIS_OBJECT_HEADER){
		NDIS_OBJECT_TYPE_OID_REQUEST, NDIS_OID_REQUEST_REVISION_1, NDIS_SIZEOF_OID_REQUEST_REVISION_1,
	};
	request->RequestType = NdisRequestQueryInformation;
	request->RequestId = request;
	request->DATA.QUERY_INFORMATION.Oid = OID_GEN_VENDOR_ID;
}

/* A request of no binding and no module. */
static void hold_the_driver(void *data)
{
	struct wire *wire = data;
	NDIS_OID_REQUEST request;

	fill_query(&request);
	request.RequestId = wire;
	KUNIT_EXPECT_EQ(wire->test, WinworkNdisOidRequest(wire->adapter, &request), NDIS_STATUS_SUCCESS);
}

static void begin_hold(struct wire *wire)
{
	spawn(wire->test, hold_the_driver, wire);
	ASSERT_IN_TIME(wire->test, &came);
}

static void end_hold(struct wire *wire)
{
	end_kept(wire, wire, NDIS_STATUS_SUCCESS);
	join(wire->test);
}

static void ask_vendor(struct listener_binding *binding, struct listener_request *request)
{
	KUNIT_EXPECT_EQ(binding->listener->test, NDIS_STATUS_PENDING,
			listener_request(binding, request, NdisRequestQueryInformation, OID_GEN_VENDOR_ID, NULL, 0));
}

static void ask_below(struct sieve *sieve, PNDIS_OID_REQUEST request)
{
	fill_query(request);
	KUNIT_EXPECT_EQ(sieve->test, NdisFOidRequest(sieve->module, request), NDIS_STATUS_PENDING);
}

/* Indicates a frame until the binding's packet filter admits it. */
static void await_filter(struct listener_binding *binding)
{
	struct listener *listener = binding->listener;
	PNET_BUFFER_LIST list = listener_list(listener, case_alloc(listener->test, FRAME), FRAME, 1);
	const unsigned long deadline = jiffies + DEADLINE_SECONDS * HZ;

	while (!binding->received && time_before(jiffies, deadline)) {
		NdisMIndicateReceiveNetBufferLists(listener->wire->adapter, list, NDIS_DEFAULT_PORT_NUMBER, 1,
						   NDIS_RECEIVE_FLAGS_RESOURCES);
		cond_resched();
	}
	KUNIT_EXPECT_GT(listener->test, binding->received, 0);
	listener_free(list);
}

/* ---- cases ----------------------------------------------------------------------------------------------------------- */

/*
 * rows 1154 and 1159: a binding's request for its packet filter is out of the queue, and waits for the driver, which has
 * another one. NDIS has stored the filter then.
 */
static void ndis_request_cancel_test_request_on_its_way(struct kunit *test)
{
	struct wire *wire = keeping_wire(test);
	struct listener *listener = started_listener(test, wire);
	struct listener_binding *binding = &listener->bindings[0];
	struct listener_request *request = case_alloc(test, sizeof(*request));
	ULONG filter = NDIS_PACKET_TYPE_PROMISCUOUS;

	begin_hold(wire);
	KUNIT_ASSERT_EQ(test, NDIS_STATUS_PENDING,
			listener_request(binding, request, NdisRequestSetInformation, OID_GEN_CURRENT_PACKET_FILTER,
					 &filter, sizeof(filter)));
	await_filter(binding);
	NdisCancelOidRequest(binding->handle, wire);
	KUNIT_EXPECT_FALSE(test, completion_done(&request->done));
	NdisCancelOidRequest(binding->handle, request);
	EXPECT_IN_TIME(test, &request->done);
	KUNIT_EXPECT_EQ(test, request->status, NDIS_STATUS_REQUEST_ABORTED);
	KUNIT_EXPECT_EQ(test, atomic_read(&cancels), 0);
	end_hold(wire);
	KUNIT_EXPECT_EQ(test, atomic_read(&wire->filters_set), 0);
	/* The driver has not got it. */
	listener_filter(binding, filter);
	KUNIT_EXPECT_EQ(test, atomic_read(&wire->filters_set), 1);
	KUNIT_EXPECT_EQ(test, wire->filters[0], filter);
	listener_end(listener);
	wire_end(wire);
	EXPECT_NO_REPORT(test);
}

/* row 1155: a module's own; one is in MiniportOidRequest, and two wait behind it */
static void ndis_request_cancel_test_requests_of_a_module(struct kunit *test)
{
	struct wire *wire = keeping_wire(test);
	struct sieve *sieve = started_sieve(wire, LETTERS);
	PNDIS_OID_REQUEST requests = case_alloc(test, 3 * sizeof(*requests));
	int i;

	for (i = 0; i < 3; i++)
		ask_below(sieve, &requests[i]);
	ASSERT_IN_TIME(test, &came);
	NdisFCancelOidRequest(sieve->module, NULL);
	KUNIT_EXPECT_EQ(test, atomic_read(&sieve->requests_done), 0);
	NdisFCancelOidRequest(sieve->module, &requests[1]);
	KUNIT_EXPECT_EQ(test, atomic_read(&sieve->requests_done), 1);
	KUNIT_EXPECT_EQ(test, sieve->request_status, NDIS_STATUS_REQUEST_ABORTED);
	KUNIT_EXPECT_EQ(test, atomic_read(&cancels), 0);
	ASSERT_IN_TIME(test, &sieve->request_done);
	NdisFCancelOidRequest(sieve->module, &requests[0]);
	ASSERT_IN_TIME(test, &sieve->request_done);
	KUNIT_EXPECT_PTR_EQ(test, wire->cancelled_request, (PVOID)&requests[0]);
	KUNIT_EXPECT_EQ(test, atomic_read(&cancels), 1);
	KUNIT_EXPECT_EQ(test, sieve->request_status, NDIS_STATUS_REQUEST_ABORTED);
	ASSERT_IN_TIME(test, &came);
	end_kept(wire, &requests[2], NDIS_STATUS_SUCCESS);
	ASSERT_IN_TIME(test, &sieve->request_done);
	KUNIT_EXPECT_EQ(test, sieve->request_status, NDIS_STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, atomic_read(&requests_seen), 2);
	sieve_stop(sieve);
	wire_end(wire);
	EXPECT_NO_REPORT(test);
}

/* rows 1154 and 1155: the driver has a request of another sender, so those of both wait */
static void ndis_request_cancel_test_waiting_for_another_sender(struct kunit *test)
{
	struct wire *wire = keeping_wire(test);
	struct sieve *sieve = new_sieve(wire, LETTERS);
	struct listener *listener;
	struct listener_request *request = case_alloc(test, sizeof(*request));
	PNDIS_OID_REQUEST own = case_alloc(test, sizeof(*own));
	int i;

	sieve->has_no_requests = true;
	sieve_start(sieve);
	listener = started_listener(test, wire);
	begin_hold(wire);
	for (i = 0; i < ROUNDS; i++) {
		ask_vendor(&listener->bindings[0], request);
		ask_below(sieve, own);
		NdisFCancelOidRequest(sieve->module, own);
		NdisCancelOidRequest(listener->bindings[0].handle, request);
		ASSERT_IN_TIME(test, &request->done);
		ASSERT_IN_TIME(test, &sieve->request_done);
		KUNIT_EXPECT_EQ(test, request->status, NDIS_STATUS_REQUEST_ABORTED);
		KUNIT_EXPECT_EQ(test, sieve->request_status, NDIS_STATUS_REQUEST_ABORTED);
	}
	end_hold(wire);
	KUNIT_EXPECT_EQ(test, atomic_read(&requests_seen), 1);
	KUNIT_EXPECT_EQ(test, atomic_read(&cancels), 0);
	listener_end(listener);
	sieve_stop(sieve);
	wire_end(wire);
	EXPECT_NO_REPORT(test);
}

static void set_something(struct listener_binding *binding, struct listener_request *request, bool is_list)
{
	static u8 list[] = { 1, 0, 0, 0, 0, 1 };
	static ULONG filter = NDIS_PACKET_TYPE_PROMISCUOUS;

	KUNIT_EXPECT_EQ(binding->listener->test, NDIS_STATUS_PENDING, is_list ?
			listener_request(binding, request, NdisRequestSetInformation, OID_802_3_MULTICAST_LIST, list,
					 sizeof(list)) :
			listener_request(binding, request, NdisRequestSetInformation, OID_GEN_CURRENT_PACKET_FILTER,
					 &filter, sizeof(filter)));
}

/* row 1154: the driver has a request for the interface's packet filter, so those for a binding's filter and list wait */
static void ndis_request_cancel_test_waiting_for_another_filter(struct kunit *test)
{
	struct wire *wire = keeping_wire(test);
	struct listener *listener = started_listener(test, wire);
	struct listener_binding *binding = &listener->bindings[0];
	struct listener_request *request = case_alloc(test, sizeof(*request));
	int i;

	wire->requests_pend = true;
	WinworkNdisPeerReceiveMode(wire->peer, NDIS_PACKET_TYPE_DIRECTED);
	ASSERT_IN_TIME(test, &wire->request_came);
	for (i = 0; i < ROUNDS; i++) {
		set_something(binding, request, i % 2);
		cond_resched();
		NdisCancelOidRequest(binding->handle, request);
		ASSERT_IN_TIME(test, &request->done);
		KUNIT_EXPECT_EQ(test, request->status, NDIS_STATUS_REQUEST_ABORTED);
	}
	wire->requests_pend = false;
	NdisMOidRequestComplete(wire->adapter, wire->request, NDIS_STATUS_SUCCESS);
	WinworkNdisPeerSettle(wire->peer);
	KUNIT_EXPECT_EQ(test, atomic_read(&wire->filters_set), 1);
	KUNIT_EXPECT_EQ(test, atomic_read(&requests_seen), 0);
	listener_end(listener);
	wire_end(wire);
	EXPECT_NO_REPORT(test);
}

/* row 1156: the lower module does not cancel requests; its copy is cancelled in the driver below */
static void ndis_request_cancel_test_driver_that_has_it_is_asked(struct kunit *test)
{
	struct wire *wire = keeping_wire(test);
	struct sieve *low = new_sieve(wire, LETTERS), *high;
	struct listener *listener;
	struct listener_binding *binding;
	struct listener_request *request = case_alloc(test, sizeof(*request));
	int seen_high, seen;

	low->has_no_request_cancel = true;
	sieve_start(low);
	high = started_sieve(wire, LETTERS);
	listener = started_listener(test, wire);
	binding = &listener->bindings[0];
	ask_vendor(binding, request);
	ASSERT_IN_TIME(test, &came);
	NdisCancelOidRequest(binding->handle, request);
	ASSERT_IN_TIME(test, &request->done);
	KUNIT_EXPECT_EQ(test, request->status, NDIS_STATUS_REQUEST_ABORTED);
	/* Twice if FilterOidRequest has not returned yet, as in the next case. */
	seen_high = atomic_read(&high->cancels);
	seen = atomic_read(&cancels);
	KUNIT_EXPECT_GE(test, seen_high, 1);
	KUNIT_EXPECT_GE(test, seen, 1);
	KUNIT_EXPECT_EQ(test, atomic_read(&low->cancels), 0);
	KUNIT_EXPECT_PTR_EQ(test, wire->cancelled_request, (PVOID)request);
	/* It keeps the request: no driver below is asked for one that it does not have. */
	low->requests = SIEVE_HOLDS;
	reinit_completion(&low->request_came);
	ask_vendor(binding, request);
	ASSERT_IN_TIME(test, &low->request_came);
	NdisCancelOidRequest(binding->handle, request);
	KUNIT_EXPECT_GT(test, atomic_read(&high->cancels), seen_high);
	KUNIT_EXPECT_EQ(test, atomic_read(&cancels), seen);
	NdisFOidRequestComplete(low->module, low->request, NDIS_STATUS_SUCCESS);
	ASSERT_IN_TIME(test, &request->done);
	KUNIT_EXPECT_EQ(test, request->status, NDIS_STATUS_SUCCESS);
	low->requests = SIEVE_PASSES;
	listener_end(listener);
	sieve_stop(high);
	sieve_stop(low);
	wire_end(wire);
	EXPECT_NO_REPORT(test);
}

static struct completion go;

/* The driver does not know the request before @go. */
static NDIS_STATUS keep_late(struct wire *wire, PNDIS_OID_REQUEST request)
{
	complete(&came);
	EXPECT_IN_TIME(wire->test, &go);
	keep_it(request);
	return NDIS_STATUS_PENDING;
}

static NDIS_STATUS keep_and_stay(struct wire *wire, PNDIS_OID_REQUEST request)
{
	keep_it(request);
	complete(&came);
	EXPECT_IN_TIME(wire->test, &go);
	return NDIS_STATUS_PENDING;
}

/* row 1157: the cancel handler is called while the handler runs, and again if that did not end the request */
static void ndis_request_cancel_test_handler_that_runs(struct kunit *test)
{
	struct wire *wire = keeping_wire(test);
	struct listener *listener = started_listener(test, wire);
	struct listener_binding *binding = &listener->bindings[0];
	struct listener_request *request = case_alloc(test, sizeof(*request));

	init_completion(&go);
	wire->on_request = keep_late;
	ask_vendor(binding, request);
	ASSERT_IN_TIME(test, &came);
	NdisCancelOidRequest(binding->handle, request);
	KUNIT_EXPECT_EQ(test, atomic_read(&cancels), 1);
	complete(&go);
	ASSERT_IN_TIME(test, &request->done);
	KUNIT_EXPECT_EQ(test, request->status, NDIS_STATUS_REQUEST_ABORTED);
	KUNIT_EXPECT_EQ(test, atomic_read(&cancels), 2);

	wire->on_request = keep_and_stay;
	ask_vendor(binding, request);
	ASSERT_IN_TIME(test, &came);
	NdisCancelOidRequest(binding->handle, request);
	KUNIT_EXPECT_EQ(test, atomic_read(&cancels), 3);
	complete(&go);
	ASSERT_IN_TIME(test, &request->done);
	KUNIT_EXPECT_EQ(test, request->status, NDIS_STATUS_REQUEST_ABORTED);
	KUNIT_EXPECT_EQ(test, atomic_read(&cancels), 3);
	listener_end(listener);
	wire_end(wire);
	EXPECT_NO_REPORT(test);
}

static struct completion cancel_came;

static void stay_in_cancel(struct wire *wire, PVOID id)
{
	give_up(wire, id);
	complete(&cancel_came);
	EXPECT_IN_TIME(wire->test, &go);
}

struct canceller {
	struct listener_binding *binding;
	PVOID id;
};

static void cancel(void *data)
{
	struct canceller *canceller = data;

	NdisCancelOidRequest(canceller->binding->handle, canceller->id);
}

/* row 1158: the driver gets no other request before its cancel handler has returned */
static void ndis_request_cancel_test_next_request_waits_for_the_cancel(struct kunit *test)
{
	struct wire *wire = keeping_wire(test);
	struct listener *listener = started_listener(test, wire);
	struct listener_binding *binding = &listener->bindings[0];
	struct listener_request *requests = case_alloc(test, 2 * sizeof(*requests));
	/* A thread uses it, also when the case has failed. */
	struct canceller *canceller = case_alloc(test, sizeof(*canceller));

	*canceller = (struct canceller){ binding, &requests[0] };
	init_completion(&go);
	init_completion(&cancel_came);
	wire->on_cancel_request = stay_in_cancel;
	ask_vendor(binding, &requests[0]);
	ask_vendor(binding, &requests[1]);
	ASSERT_IN_TIME(test, &came);
	spawn(test, cancel, canceller);
	ASSERT_IN_TIME(test, &cancel_came);
	EXPECT_THREAD_WAITS(test);
	KUNIT_EXPECT_FALSE(test, completion_done(&requests[0].done));
	KUNIT_EXPECT_EQ(test, atomic_read(&requests_seen), 1);
	complete(&go);
	join(test);
	ASSERT_IN_TIME(test, &requests[0].done);
	KUNIT_EXPECT_EQ(test, requests[0].status, NDIS_STATUS_REQUEST_ABORTED);
	ASSERT_IN_TIME(test, &came);
	end_kept(wire, &requests[1], NDIS_STATUS_SUCCESS);
	ASSERT_IN_TIME(test, &requests[1].done);
	listener_end(listener);
	wire_end(wire);
	EXPECT_NO_REPORT(test);
}

struct race {
	struct sieve *sieve;
	PNDIS_OID_REQUEST request;
	int ended;
};

/* Requests of the module's own. */
static void race_below(void *data)
{
	struct race *race = data;
	struct sieve *sieve = race->sieve;

	while (race->ended < ROUNDS) {
		ask_below(sieve, race->request);
		NdisFCancelOidRequest(sieve->module, race->request);
		if (!in_time(&sieve->request_done) || sieve->request_status != NDIS_STATUS_REQUEST_ABORTED)
			return;
		race->ended++;
	}
}

/*
 * rows 1154, 1155, 1156 and 1157: the driver ends no request that is not cancelled, so each cancel counts, wherever the
 * request is. Those of the binding pass a module, and those of another module meet them at the driver.
 */
static void ndis_request_cancel_test_race(struct kunit *test)
{
	struct wire *wire = keeping_wire(test);
	struct sieve *low = new_sieve(wire, LETTERS), *high;
	struct listener *listener;
	struct listener_request *request = case_alloc(test, sizeof(*request));
	struct race *race = case_alloc(test, sizeof(*race));
	KIRQL before;
	int i;

	*race = (struct race){ low, case_alloc(test, sizeof(NDIS_OID_REQUEST)) };
	low->has_no_requests = true;
	sieve_start(low);
	high = started_sieve(wire, LETTERS);
	listener = started_listener(test, wire);
	spawn(test, race_below, race);
	for (i = 0; i < ROUNDS; i++) {
		ask_vendor(&listener->bindings[0], request);
		KeRaiseIrql(DISPATCH_LEVEL, &before);
		NdisCancelOidRequest(listener->bindings[0].handle, request);
		KeLowerIrql(before);
		ASSERT_IN_TIME(test, &request->done);
		KUNIT_EXPECT_EQ(test, request->status, NDIS_STATUS_REQUEST_ABORTED);
	}
	join(test);
	KUNIT_EXPECT_EQ(test, race->ended, ROUNDS);
	listener_end(listener);
	sieve_stop(high);
	sieve_stop(low);
	wire_end(wire);
	EXPECT_NO_REPORT(test);
}

static struct kunit_case ndis_request_cancel_cases[] = {
	KUNIT_CASE(ndis_request_cancel_test_request_on_its_way),
	KUNIT_CASE(ndis_request_cancel_test_requests_of_a_module),
	KUNIT_CASE(ndis_request_cancel_test_waiting_for_another_sender),
	KUNIT_CASE(ndis_request_cancel_test_waiting_for_another_filter),
	KUNIT_CASE(ndis_request_cancel_test_driver_that_has_it_is_asked),
	KUNIT_CASE(ndis_request_cancel_test_handler_that_runs),
	KUNIT_CASE(ndis_request_cancel_test_next_request_waits_for_the_cancel),
	KUNIT_CASE(ndis_request_cancel_test_race),
	{}
};

WINWORK_SUITE(ndis_request_cancel);
