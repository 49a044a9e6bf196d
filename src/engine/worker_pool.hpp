/* SPDX-License-Identifier: GPL-2.0 */
/*
 * WorkerPool: up to 64 workers, allocated when the module loads, and which of them are free. Each
 * queue has a pool of its own; the shared pools serve all queues.
 */
#pragma once

#include "base/assert.hpp"
#include "worker.hpp"

namespace ww {

class WorkerPool {
public:
	static constexpr u32 kMost = 64;

	/* Allocates @workers workers, at most kMost. False without memory. PASSIVE_LEVEL. */
	bool init(u32 workers);
	void exit();

	/* A free worker, which is the caller's until release(); null when all are in use. */
	Worker *acquire();

	/* The worker may be acquired again at once, by any caller. */
	void release(Worker &worker)
	{
		WW_ASSERT(contains(&worker));

		const u64 bit = 1ull << worker.index;
		const u64 before = free_.fetch_or(bit);

		WW_ASSERT(!(before & bit));
	}

	bool any_free() const { return free_.load() != 0; }
	u32 in_use() const;
	/* The most that were in use at once: acquire() takes the first one that is free, and a queue marks it. */
	u32 most_in_use() const;

	/* Whether @address, which is not followed, is a worker of this pool. */
	bool contains(const void *address) const
	{
		const uintptr_t first = reinterpret_cast<uintptr_t>(workers_);

		return reinterpret_cast<uintptr_t>(address) - first < count_ * sizeof(Worker);
	}

	/* The worker with the index, or null. */
	const Worker *at(u32 index) const { return index < count_ ? &workers_[index] : nullptr; }

	template <typename Visit>
	void for_each(Visit visit) const
	{
		for (u32 i = 0; i < count_; i++)
			visit(workers_[i]);
	}

private:
	Atomic<u64> free_{};		/* a bit for each worker */
	Worker *workers_ = nullptr;
	u32 count_ = 0;
};

inline Worker *WorkerPool::acquire()
{
	u64 seen = free_.load();

	while (seen) {
		const u32 index = __builtin_ctzll(seen);

		if (free_.compare_exchange(seen, seen & ~(1ull << index), Order::seq_cst,
					   Order::seq_cst))
			return &workers_[index];
	}
	return nullptr;
}

/* The pools that any queue may take workers from, when its own are in use. */
class SharedPools {
public:
	static constexpr u32 kPools = 16;

	bool init();
	void exit();

	Worker *acquire();
	bool any_free() const;
	u32 in_use() const;

	bool contains(const void *address) const;

	template <typename Visit>
	void for_each(Visit visit) const
	{
		for (const WorkerPool &pool : pools_)
			pool.for_each(visit);
	}

	const WorkerPool &pool(u32 index) const { return pools_[index]; }

private:
	static constexpr u32 kWorkersOfPool = WorkerPool::kMost;

	WorkerPool pools_[kPools]{};
};

} /* namespace ww */
