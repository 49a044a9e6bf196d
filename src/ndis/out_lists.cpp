/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The lists of a binding that are out.
 */
#include "out_lists.hpp"

#include "spin_guard.hpp"

namespace ww {
namespace {

constexpr CallSite kSend = { "NdisSendNetBufferLists" };

} /* namespace */

void OutLists::init()
{
	KeInitializeSpinLock(&lock_);
	InitializeListHead(&lists_);
}

void OutLists::add(NET_BUFFER_LIST *chain, u32 since)
{
	const SpinGuard guard(kSend, lock_);

	for (; chain; chain = chain->Next) {
		ListBlock &block = block_of(*chain);

		block.since = since;
		InsertTailList(&lists_, &block.out);
		block.state.store(ListState::out);
		count_++;
	}
}

void OutLists::remove(NET_BUFFER_LIST *chain)
{
	const SpinGuard guard(kSend, lock_);

	for (; chain; chain = chain->Next) {
		ListBlock &block = block_of(*chain);

		RemoveEntryList(&block.out);
		block.state.store(ListState::idle);
		count_--;
	}
}

bool OutLists::find_oldest(OldestSend &oldest)
{
	const SpinGuard guard(kSend, lock_);

	if (!count_)
		return false;

	const ListBlock &block = *CONTAINING_RECORD(lists_.Flink, ListBlock, out);

	oldest = { .list = &block.list, .place = block.list.NdisReserved[0], .since = block.since, .count = count_ };
	return true;
}

} /* namespace ww */
