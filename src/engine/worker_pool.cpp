/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The memory of the workers.
 */
#include "worker_pool.hpp"

#include "linux/memory.h"
#include "linux/workqueue.h"

namespace ww {

bool WorkerPool::init(u32 workers)
{
	workers_ = static_cast<Worker *>(ww_zalloc_sleeping(workers * sizeof(Worker)));
	if (!workers_)
		return false;
	count_ = workers;
	for (u32 i = 0; i < workers; i++) {
		workers_[i].index = i;
		workers_[i].pool = this;
		workers_[i].priority = kNiceZeroPriority;
		ww_work_init(&workers_[i].work);
	}
	free_.store(workers == 64 ? ~0ull : (1ull << workers) - 1);
	return true;
}

void WorkerPool::exit()
{
	ww_free(workers_);
	workers_ = nullptr;
	count_ = 0;
}

u32 WorkerPool::in_use() const
{
	u32 in_use = count_;

	for (u64 free = free_.load(); free; free &= free - 1)
		in_use--;
	return in_use;
}

[[gnu::no_sanitize_thread]] u32 WorkerPool::most_in_use() const
{
	u32 used = 0;

	for_each([&used](const Worker &worker) { used += worker.queue != nullptr; });
	return used;
}

bool SharedPools::init()
{
	bool complete = true;

	for (WorkerPool &pool : pools_)
		complete &= pool.init(kWorkersOfPool);
	return complete;
}

void SharedPools::exit()
{
	for (WorkerPool &pool : pools_)
		pool.exit();
}

Worker *SharedPools::acquire()
{
	for (WorkerPool &pool : pools_) {
		if (Worker *worker = pool.acquire())
			return worker;
	}
	return nullptr;
}

bool SharedPools::any_free() const
{
	for (const WorkerPool &pool : pools_) {
		if (pool.any_free())
			return true;
	}
	return false;
}

bool SharedPools::contains(const void *address) const
{
	for (const WorkerPool &pool : pools_) {
		if (pool.contains(address))
			return true;
	}
	return false;
}

u32 SharedPools::in_use() const
{
	u32 in_use = 0;

	for (const WorkerPool &pool : pools_)
		in_use += pool.in_use();
	return in_use;
}

} /* namespace ww */
