/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Sends: the frames of an interface that a miniport driver has, or will get at the end of a burst.
 *
 * Each queue has an array of descriptors from the start, so that a usual frame needs no memory. A descriptor is
 * at one place at a time, and moves in this order:
 *
 *	place		state		owner
 *	free		idle		the sender: the caller of take() and flush(), one at a time for a queue
 *	the burst	collected	the sender
 *	the driver	out		the driver, from flush() to its completion
 *	returned	idle		nobody: completions push it, the sender takes the whole stack
 *
 * The step from out to idle is a compare-and-exchange. So of several completions of one list exactly one
 * gives the frame back, and a list that is not out changes nothing. The sender empties `free` before it
 * looks at `returned`, so a descriptor is used again late, and an immediate second completion is seen.
 *
 * `out` counts the burst and the driver's. A completion pushes the descriptor before it counts down, so a
 * sender that finds room finds a descriptor.
 *
 * The sender that takes the last descriptor sets is_full, and then looks at `out` again. A completion counts down,
 * and then looks at is_full. All four are sequentially consistent, so at least one of them sees a quarter of
 * the queue free; the exchange of is_full makes one of them wake the queue.
 */
#pragma once

#include <ndis.h>

#include "base/atomic.hpp"
#include "base/call_site.hpp"
#include "base/types.hpp"
#include "linux/net_device.h"
#include "out_lists.hpp"

namespace ww {

struct Adapter;
struct SendQueue;
struct Stack;

constexpr u32 kSendsOfQueue = 512;

enum class SendState : u8 {
	idle,
	collected,
	out,
};

/* Room for the MDLs of a frame with three parts of two pages each. */
constexpr size_t kMdlBytes = 3 * (sizeof(MDL) + 2 * sizeof(PFN_NUMBER));

/* A descriptor. */
struct Send {
	NET_BUFFER_LIST list;		/* first: see Sends::find() */
	NET_BUFFER buffer;
	SendQueue *queue;
	Send *next;			/* of those that are free, or returned */
	void *frame;			/* the interface's */
	void *more;			/* memory for MDLs that do not fit below, or null */
	u32 bytes;			/* as the interface said; the driver's lengths are its own */
	Atomic<SendState> state;
	Atomic<u32> since;		/* SendWatch::looks when the driver got it */
	alignas(MDL) u8 mdls[kMdlBytes];
};

struct SendQueue {
	u32 number;
	/* The sender's. */
	Send *free;
	Send *first;			/* of the burst, linked by list.Next */
	Send *last;
	/* Any thread's. */
	alignas(64) Atomic<Send *> returned;
	Atomic<u32> out;
	Atomic<bool> is_full;
};

class Sends {
public:
	/* False without memory; nothing is left to free. PASSIVE_LEVEL. */
	bool init(Stack &stack, u32 queues);
	/* No send is out. Sleeps. */
	void free();

	/* See ww_net_events: send() and flush(). */
	u32 take(u32 queue, void *frame, const ww_net_part *parts, u32 count, u32 bytes);
	void flush(u32 queue);

	/*
	 * NdisMSendNetBufferListsComplete. Stops at a list that is not one of these, and reports it and
	 * each one that is not out. <= DISPATCH_LEVEL.
	 */
	void complete(CallSite call, NET_BUFFER_LIST *chain);

	/* Calls MiniportCancelSend for all of them. */
	void cancel();
	/* Waits until none is out, @seconds at most. Returns whether none is. PASSIVE_LEVEL. */
	bool wait_for(u32 seconds);
	/* The same without a limit. The log says every ten seconds what it waits for. */
	void wait();
	/* The same for those that the driver or a filter module has, and not for a burst that is held. */
	bool driver_has_none() const;
	bool wait_for_driver(u32 seconds);
	void wait_for_driver();
	/* Gives back what is collected, after the interface has been removed. */
	void abandon();
	/* Reports each one that the driver still has, though its MiniportPause is complete. */
	void report_left();

	bool none_is_out() const;
	/* False if the driver has none. Reads each descriptor of a queue that has some. */
	bool find_oldest(OldestSend &oldest) const;
	u32 queues() const { return queues_; }

private:
	bool wait_until(bool (*condition)(void *sends), u32 seconds);
	void wait_until(bool (*condition)(void *sends));
	Send *find(const NET_BUFFER_LIST *list) const;
	void hand_over(Send *first);
	bool prepare(Send &send, const ww_net_part *parts, u32 count);
	void *mdl_memory(Send &send, size_t bytes);
	void free_mdl_memory(Send &send);
	void give_back(CallSite call, Send &send, NDIS_STATUS status);
	void settle(SendQueue &queue, u32 count);
	void wake_if_room(SendQueue &queue);

	Stack *stack_;
	u32 queues_;
	SendQueue queue_[WW_NET_QUEUES];
	Send *sends_;			/* kSendsOfQueue for each queue */
	u8 *reserve_;			/* blocks for MDLs, for when there is no memory */
	Atomic<u64> reserve_free_;	/* a bit for each block */
	Atomic<u32> waiters_;		/* at the gate, which a completion then wakes */
};

} /* namespace ww */
