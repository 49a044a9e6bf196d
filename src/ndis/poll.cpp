/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Poll objects: a DPC calls the driver's NdisPoll as long as it has frames.
 *
 * Poll::state has three bits:
 *
 *	busy	the DPC is queued or runs. Who sets it queues the DPC, which alone clears it
 *	again	a poll was requested meanwhile. The DPC clears it before it stops
 *	closed	the driver is called no more. Who sets it waits for the end of the DPC
 *
 * So one thread at a time calls the driver, and a request is never lost: either it queues the DPC, or the DPC sees it
 * before it stops.
 */
#include "adapter.hpp"
#include "path.hpp"
#include "poll.hpp"

#include "base/irql.hpp"
#include "ke/dpc.hpp"

namespace ww {
namespace {

constexpr u32 kBusy = 1, kAgain = 2, kClosed = 4;

/* Frames of a call, and calls of a DPC, which is queued again for more. */
constexpr ULONG kMostFrames = 64;
constexpr u32 kMostCalls = 4;

constexpr HeaderRule kPollRule = {
	"NDIS_POLL_CHARACTERISTICS", NDIS_OBJECT_TYPE_DEFAULT,
	{ NDIS_SIZEOF_NDIS_POLL_CHARACTERISTICS_REVISION_1 }, NDIS_STATUS_INVALID_PARAMETER
};

struct Poll {
	Adapter *adapter;		/* referenced */
	void *context;
	NDIS_POLL_CHARACTERISTICS handlers;
	KDPC dpc;
	Atomic<u32> state;
	KEVENT ended;			/* closed, and not busy */
	/* The DPC's: */
	bool is_polling;		/* the driver was told that its notification is off */
};

void destroy(void *body)
{
	object_dereference(static_cast<Poll *>(body)->adapter);
}

void notify(Poll &poll, bool is_polling)
{
	NDIS_POLL_NOTIFICATION notification = {
		.Header = { NDIS_OBJECT_TYPE_DEFAULT, NDIS_POLL_NOTIFICATION_REVISION_1,
			    NDIS_SIZEOF_NDIS_POLL_NOTIFICATION_REVISION_1 },
		.Enabled = !is_polling,
	};

	poll.is_polling = is_polling;
	poll.handlers.SetPollNotificationHandler(poll.context, &notification);
}

ULONG count_of(const NET_BUFFER_LIST *chain, ULONG said)
{
	if (said != NDIS_ANY_NUMBER_OF_NBLS)
		return said;

	ULONG count = 0;

	for (; chain; chain = chain->Next)
		count++;
	return count;
}

/* Whether the driver had frames, received or sent. */
bool poll_once(Poll &poll)
{
	const CallSite call = { "NdisPoll", reinterpret_cast<const void *>(poll.handlers.PollHandler) };
	NDIS_POLL_DATA data = {};

	data.Header = { NDIS_OBJECT_TYPE_DEFAULT, NDIS_POLL_DATA_REVISION_1, NDIS_SIZEOF_NDIS_POLL_DATA_REVISION_1 };
	data.Receive.MaxNblsToIndicate = data.Transmit.MaxNblsToComplete = kMostFrames;
	poll.handlers.PollHandler(poll.context, &data);
	if (data.Receive.IndicatedNblChain)
		miniport_indicate(call, *poll.adapter, data.Receive.IndicatedNblChain, NDIS_DEFAULT_PORT_NUMBER,
				  count_of(data.Receive.IndicatedNblChain, data.Receive.NumberOfIndicatedNbls),
				  data.Receive.Flags | NDIS_RECEIVE_FLAGS_DISPATCH_LEVEL);
	if (data.Transmit.CompletedNblChain)
		miniport_complete(call, *poll.adapter, data.Transmit.CompletedNblChain,
				  data.Transmit.SendCompleteFlags | NDIS_SEND_COMPLETE_FLAGS_DISPATCH_LEVEL);
	return data.Receive.IndicatedNblChain || data.Transmit.CompletedNblChain;
}

/* The driver has no frames, says its notification. A frame of just before that is found by one call more. */
bool is_idle(Poll &poll)
{
	notify(poll, false);
	return !poll_once(poll);
}

/* False if there may be more. */
bool poll_until_idle(Poll &poll)
{
	for (u32 calls = 0; calls < kMostCalls; calls++) {
		if (!poll.is_polling)
			notify(poll, true);
		if (!poll_once(poll) && is_idle(poll))
			return true;
	}
	return false;
}

/* False if a poll was requested since the DPC began. The poll object may be gone after true. */
bool stop(Poll &poll)
{
	u32 state = poll.state.load();

	do {
		if (state & kAgain && !(state & kClosed))
			return false;
	} while (!poll.state.compare_exchange(state, state & ~(kBusy | kAgain)));
	if (state & kClosed)
		KeSetEvent(&poll.ended, IO_NO_INCREMENT, FALSE);
	return true;
}

VOID NTAPI run(PKDPC, PVOID context, PVOID, PVOID)
{
	Poll &poll = *static_cast<Poll *>(context);
	const bool is_closed = poll.state.fetch_and(~kAgain) & kClosed;

	if (is_closed || poll_until_idle(poll)) {
		if (stop(poll))
			return;
	}
	dpc_insert(&poll.dpc, nullptr, nullptr);
}

/* Waits for the DPC. It calls the driver no more after that. */
void close(Poll &poll)
{
	if (poll.state.fetch_or(kClosed) & kBusy)
		KeWaitForSingleObject(&poll.ended, Executive, KernelMode, FALSE, nullptr);
}

/* Drops the creator's reference. False if another call has ended the poll object. */
bool end(void *poll)
{
	if (!object_begin_rundown(poll))
		return false;
	close(*static_cast<Poll *>(poll));
	object_dereference(poll);
	return true;
}

/* Queues the DPC, or has it go on. Not for one that is closed. */
void request(Poll &poll)
{
	u32 state = poll.state.load();

	do {
		if (state & kClosed)
			return;
	} while (!poll.state.compare_exchange(state, state | kBusy | kAgain));
	if (!(state & kBusy))
		dpc_insert(&poll.dpc, nullptr, nullptr);
}

NDIS_STATUS check(CallSite call, const NDIS_POLL_CHARACTERISTICS &given, const void *owner)
{
	const NDIS_STATUS status = ndis_check_header(call, given.Header, kPollRule, owner);

	if (status != NDIS_STATUS_SUCCESS)
		return status;

	const char *const missing = first_missing({
		{ given.SetPollNotificationHandler != nullptr, "SetPollNotificationHandler" },
		{ given.PollHandler != nullptr, "PollHandler" },
	});

	return missing ? refuse(call, owner, NDIS_STATUS_INVALID_PARAMETER, "%s.%s is NULL: it is required",
				kPollRule.structure, missing)
		       : NDIS_STATUS_SUCCESS;
}

Poll *make(Adapter &adapter, void *context, const NDIS_POLL_CHARACTERISTICS &handlers)
{
	auto *const poll = static_cast<Poll *>(
		object_create(ndis_poll_type, sizeof(Poll), object_header(&adapter)->driver, object_header(&adapter)->name));

	if (!poll)
		return nullptr;
	object_reference(&adapter);
	poll->adapter = &adapter;
	poll->context = context;
	poll->handlers = handlers;
	KeInitializeDpc(&poll->dpc, run, poll);
	KeInitializeEvent(&poll->ended, NotificationEvent, FALSE);
	return poll;
}

} /* namespace */

constinit const ObjectType ndis_poll_type = { .name = "NDIS poll object",
					      .destroy = destroy,
					      .ended_by = "NdisDeregisterPoll" };

void polls_end_left(const void *adapter)
{
	ndis_end_left<Poll>(adapter, ndis_poll_type, [adapter](Poll &left) {
		report({ .code = BugCheck::driver_verifier_detected_violation,
			 .parameter = { kLeak, address_of(&left), address_of(adapter), 0 },
			 .call = { "NdisRegisterPoll" }, .item = &left, .owner = adapter },
		       "the adapter has ended, and a poll object of it is not deregistered");
		end(&left);
	});
}

} /* namespace ww */

using namespace ww;

extern "C" {

NDIS_STATUS NTAPI NdisRegisterPoll(NDIS_HANDLE NdisHandle, PVOID Context,
				   const NDIS_POLL_CHARACTERISTICS *Characteristics, NDIS_POLL_HANDLE *PollHandle)
{
	const CallSite call = WW_CALL_SITE;

	if (!ndis_not_null(call, {
		{ Characteristics != nullptr, "Characteristics" },
		{ PollHandle != nullptr, "PollHandle" },
	}))
		return NDIS_STATUS_INVALID_PARAMETER;
	*PollHandle = nullptr;

	const HandleReference reference(call, NdisHandle, ndis_adapter_type, at_passive);

	if (!reference)
		return NDIS_STATUS_INVALID_PARAMETER;

	const NDIS_STATUS status = check(call, *Characteristics, NdisHandle);

	if (status != NDIS_STATUS_SUCCESS)
		return status;

	Poll *const poll = make(reference.as<Adapter>(), Context, *Characteristics);

	*PollHandle = reinterpret_cast<NDIS_POLL_HANDLE>(poll);
	return poll ? NDIS_STATUS_SUCCESS : NDIS_STATUS_RESOURCES;
}

VOID NTAPI NdisDeregisterPoll(NDIS_POLL_HANDLE PollHandle)
{
	const CallSite call = WW_CALL_SITE;
	const HandleReference reference(call, PollHandle, ndis_poll_type, at_passive);

	if (reference && !end(PollHandle))
		ndis_report_handle(call, PollHandle, "is being deregistered already");
}

VOID NTAPI NdisRequestPoll(NDIS_POLL_HANDLE PollHandle, PVOID)
{
	const CallSite call = WW_CALL_SITE;
	const HandleReference reference(call, PollHandle, ndis_poll_type);

	if (reference)
		request(reference.as<Poll>());
}

VOID NTAPI NdisSetPollAffinity(NDIS_POLL_HANDLE PollHandle, const PROCESSOR_NUMBER *PollAffinity)
{
	const CallSite call = WW_CALL_SITE;

	if (!ndis_not_null(call, { { PollAffinity != nullptr, "PollAffinity" } }))
		return;

	const HandleReference reference(call, PollHandle, ndis_poll_type, at_dispatch_or_below);

	if (!reference)
		return;

	PROCESSOR_NUMBER number = *PollAffinity;

	if (KeSetTargetProcessorDpcEx(&reference.as<Poll>().dpc, &number) != STATUS_SUCCESS)
		refuse(call, PollHandle, STATUS_INVALID_PARAMETER, "there is no processor %u in group %u", number.Number,
		       number.Group);
}

} /* extern "C" */
