/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The memory of sends; their cancellation, and the wait for those that a driver has.
 */
#include "send.hpp"

#include "adapter.hpp"
#include "linux/memory.h"
#include "linux/print.h"
#include "linux/wait.h"
#include "misuse.hpp"
#include "path.hpp"
#include "stack.hpp"

namespace ww {
namespace {

/* Enough for 17 fragments and the head of a frame of 64 KiB. */
constexpr size_t kReserveBytes = 2048;
constexpr u32 kReserveBlocks = 64;

bool none_is_out(void *sends)
{
	return static_cast<Sends *>(sends)->none_is_out();
}

bool driver_has_none(void *sends)
{
	return static_cast<Sends *>(sends)->driver_has_none();
}

} /* namespace */

bool Sends::init(Stack &stack, u32 queues)
{
	stack_ = &stack;
	queues_ = queues;
	sends_ = static_cast<Send *>(ww_zalloc_large(sizeof(Send) * kSendsOfQueue * queues));
	reserve_ = static_cast<u8 *>(ww_zalloc_large(kReserveBytes * kReserveBlocks));
	if (!sends_ || !reserve_) {
		free();
		return false;
	}
	reserve_free_.store(~0ull);
	for (u32 i = 0; i < queues; i++)
		queue_[i].number = i;
	for (u32 i = queues * kSendsOfQueue; i--;) {
		SendQueue &queue = queue_[i / kSendsOfQueue];

		sends_[i].queue = &queue;
		sends_[i].next = queue.free;
		queue.free = &sends_[i];
	}
	return true;
}

void Sends::free()
{
	ww_free_large(sends_);
	ww_free_large(reserve_);
	sends_ = nullptr;
	reserve_ = nullptr;
}

/* Memory for the MDLs of a frame: the descriptor's own, some that is allocated, or a block of the reserve. */
void *Sends::mdl_memory(Send &send, size_t bytes)
{
	send.more = nullptr;
	if (bytes <= sizeof(send.mdls))
		return send.mdls;
	send.more = ww_alloc(bytes);
	if (send.more || bytes > kReserveBytes)
		return send.more;

	u64 blocks = reserve_free_.load();

	while (blocks) {
		const int block = __builtin_ctzll(blocks);
		const u64 bit = 1ull << block;

		blocks = reserve_free_.fetch_and(~bit);
		if (blocks & bit)
			return send.more = reserve_ + block * kReserveBytes;
	}
	return nullptr;
}

void Sends::free_mdl_memory(Send &send)
{
	if (!send.more) [[likely]]
		return;

	const size_t offset = address_of(send.more) - address_of(reserve_);

	if (offset < kReserveBytes * kReserveBlocks)
		reserve_free_.fetch_or(1ull << offset / kReserveBytes);
	else
		ww_free(send.more);
	send.more = nullptr;
}

void Sends::cancel()
{
	stack_cancel_sends(*stack_->adapter, stack_);
}

bool Sends::none_is_out() const
{
	for (u32 i = 0; i < queues_; i++) {
		if (queue_[i].out.load())
			return false;
	}
	return true;
}

/* A burst is about to be the driver's: that counts as none. */
bool Sends::find_oldest(OldestSend &oldest) const
{
	oldest = {};
	for (u32 i = 0; i < queues_ * kSendsOfQueue; i++) {
		const Send &send = sends_[i];

		if (!queue_[i / kSendsOfQueue].out.load(Order::relaxed)) {
			i |= kSendsOfQueue - 1;
			continue;
		}
		if (send.state.load(Order::acquire) != SendState::out)
			continue;

		const u32 since = send.since.load(Order::relaxed);

		if (!oldest.count++ || static_cast<s32>(since - oldest.since) < 0) {
			oldest.list = &send.list;
			oldest.place = send.list.NdisReserved[0];
			oldest.since = since;
		}
	}
	return oldest.count;
}

bool Sends::driver_has_none() const
{
	OldestSend oldest;

	return !find_oldest(oldest);
}

bool Sends::wait_until(bool (*condition)(void *sends), u32 seconds)
{
	waiters_.fetch_add(1);

	const bool is_true = ww_gate_wait_for(condition, this, seconds);

	waiters_.fetch_sub(1);
	return is_true;
}

void Sends::wait_until(bool (*condition)(void *sends))
{
	waiters_.fetch_add(1);
	while (!ww_gate_wait(condition, this))
		ww_print(WW_LEVEL_WARNING, "%s still has frames to send of adapter %s",
			 object_header(stack_->adapter->miniport)->name,
			 object_header(stack_->adapter)->name);
	waiters_.fetch_sub(1);
}

bool Sends::wait_for(u32 seconds)
{
	return wait_until(ww::none_is_out, seconds);
}

void Sends::wait()
{
	wait_until(ww::none_is_out);
}

bool Sends::wait_for_driver(u32 seconds)
{
	return wait_until(ww::driver_has_none, seconds);
}

void Sends::wait_for_driver()
{
	wait_until(ww::driver_has_none);
}

void Sends::report_left()
{
	for (u32 i = 0; i < queues_ * kSendsOfQueue; i++) {
		const Send &send = sends_[i];

		if (send.state.load() == SendState::out)
			report_list({ "MiniportPause" }, *stack_->adapter, kSendsLeft, &send.list,
				    "the pause is complete, and the driver still has a list to send: "
				    "NDIS waits for it");
	}
}

} /* namespace ww */
