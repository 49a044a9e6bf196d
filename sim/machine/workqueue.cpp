/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Follows kernel/workqueue.c of Linux 6.1. The code that runs under the pool's lock there is one
 * step here.
 */
#include "workqueue.hpp"

#include "hash.hpp"
#include "machine.hpp"
#include "order.hpp"
#include "story.hpp"

#include <algorithm>
#include <cstdio>
#include <deque>
#include <list>
#include <vector>

namespace sim {

using workqueue::Queue;
using workqueue::Work;

struct Pool;

/* A work that was queued, until it has run. */
struct Job {
	Work work;
	void (*function)(void *);
	Queue *queue;
	Pool *pool;
	std::uint64_t number;
	Clock clock;		/* of the code that queued it */
};

struct Worker {
	Context *task = nullptr;
	Pool *pool = nullptr;
	Queue *rescues = nullptr;	/* a rescuer's workqueue */
	bool idle = true;
	bool counts = false;		/* in the pool's number of running workers */
	bool manages = false;
	bool leaves_pool = false;
	Job *job = nullptr;		/* that it runs */
	std::deque<Job *> scheduled;	/* that only it may run */
};

struct Pool {
	int cpu = -1;
	bool high = false;
	bool bound_to_none = false;	/* since its CPU is offline, or always */
	std::deque<Job *> jobs;		/* that wait for a worker */
	std::list<Worker> workers;
	std::vector<Worker *> idle;	/* the last to sleep is last */
	int running = 0;
	bool managed = false;
	Event mayday;
};

/* The share of a workqueue in a pool. */
struct Share {
	Pool *pool = nullptr;
	int active = 0;
	std::deque<Job *> inactive;
	bool mayday = false;
};

struct workqueue::Queue {
	std::string name;
	unsigned flags = 0;
	std::vector<Share> shares;
	Worker *rescuer = nullptr;
	bool destroyed = false;
	Clock done;		/* of all works that have returned */
};

namespace {

std::vector<Pool *> pools;
std::vector<Queue *> queues;
Queue *system_queue;
std::vector<Job *> jobs;		/* all that have not finished */
std::vector<Job *> spare_jobs;
std::list<Worker> rescuers;
bool creation_allowed = true;
std::uint64_t numbers;

void worker_thread(void *argument);
void rescuer_thread(void *argument);

bool needs_worker(const Pool &pool)
{
	return !pool.jobs.empty() && !pool.running;
}

bool needs_creation(const Pool &pool)
{
	return needs_worker(pool) && pool.idle.empty();
}

void wake_up_worker(Pool &pool)
{
	if (pool.idle.empty())
		return;
	machine.wake(pool.idle.back()->task);
}

Worker &add_worker(Pool &pool)
{
	char name[40];

	if (pool.cpu >= 0)
		snprintf(name, sizeof(name), "kworker/%d:%zu%s", pool.cpu, pool.workers.size(),
			 pool.high ? "H" : "");
	else
		snprintf(name, sizeof(name), "kworker/u:%zu%s", pool.workers.size(),
			 pool.high ? "H" : "");
	Worker &worker = pool.workers.emplace_back();

	worker.pool = &pool;
	worker.task = machine.create(name, worker_thread, &worker,
				     pool.bound_to_none ? -1 : pool.cpu);
	worker.task->worker = &worker;
	worker.task->nice = pool.high ? -20 : 0;
	worker.task->state = Context::asleep;
	worker.task->waits_why = "is idle";
	pool.idle.push_back(&worker);
	return worker;
}

void set_counting(Worker &worker, bool counts)
{
	const bool can = !worker.pool->bound_to_none && !worker.rescues &&
			 !(worker.job && worker.job->queue->flags & workqueue::intensive);

	counts = counts && can;
	if (counts == worker.counts)
		return;
	worker.counts = counts;
	worker.pool->running += counts ? 1 : -1;
}

void enter_idle(Worker &worker)
{
	worker.idle = true;
	worker.pool->idle.push_back(&worker);
}

void leave_idle(Worker &worker)
{
	auto &idle = worker.pool->idle;

	if (!worker.idle)
		return;
	worker.idle = false;
	idle.erase(std::find(idle.begin(), idle.end(), &worker));
}

Share &share_of(const Job &job)
{
	for (Share &share : job.queue->shares) {
		if (share.pool == job.pool)
			return share;
	}
	__builtin_unreachable();
}

/* ---- Creating workers ----------------------------------------------------------------- */

/* Calls the rescuers of all works that wait here. */
void send_maydays(void *argument)
{
	Pool &pool = *static_cast<Pool *>(argument);

	pool.mayday.pending = true;
	if (!needs_creation(pool))
		return;
	for (Job *job : pool.jobs) {
		Share &share = share_of(*job);

		if (!job->queue->rescuer || share.mayday)
			continue;
		share.mayday = true;
		story::tell(nullptr, "asks the rescuer of %s", job->queue->name.c_str());
		machine.wake(job->queue->rescuer->task);
	}
}

bool creates_worker(Pool &pool)
{
	/* Creation sleeps. */
	point();
	if (!creation_allowed)
		return false;
	if (choose(2, "does the creation of a thread fail"))
		return false;
	add_worker(pool);
	return true;
}

bool no_longer_needed(void *argument)
{
	return creation_allowed || !needs_creation(*static_cast<Pool *>(argument));
}

/* Returns whether it did something. Then the worker checks again. */
bool manage(Worker &worker)
{
	Pool &pool = *worker.pool;

	if (pool.managed)
		return false;
	pool.managed = true;
	worker.manages = true;
	pool.mayday.pending = true;
	while (!creates_worker(pool)) {
		if (!needs_creation(pool))
			break;
		machine.sleep_until(no_longer_needed, &pool,
				    "is the manager, and cannot create a thread", nullptr);
		if (!needs_creation(pool))
			break;
	}
	pool.mayday.pending = false;
	worker.manages = false;
	pool.managed = false;
	return true;
}

/* ---- Working -------------------------------------------------------------------------- */

void activate_next(Share &share, const Queue &queue)
{
	if (share.inactive.empty() || share.active >= machine.config.max_active)
		return;
	Job *const next = share.inactive.front();

	share.inactive.pop_front();
	share.active++;
	share.pool->jobs.push_back(next);
	if (needs_worker(*share.pool))
		wake_up_worker(*share.pool);
	(void)queue;
}

Worker *who_runs(Pool &pool, Work work)
{
	for (Worker &worker : pool.workers) {
		if (worker.job && worker.job->work == work)
			return &worker;
	}
	for (Worker &worker : rescuers) {
		if (worker.pool == &pool && worker.job && worker.job->work == work)
			return &worker;
	}
	return nullptr;
}

/* The job has finished. */
void retire(Job *job)
{
	jobs.erase(std::find(jobs.begin(), jobs.end(), job));
	spare_jobs.push_back(job);
}

void process(Worker &worker, Job &job)
{
	Context *const me = worker.task;

	/* A work that still runs here goes to the thread that runs it. */
	if (Worker *const other = who_runs(*worker.pool, job.work)) {
		story::tell(nullptr, "leaves the work to %s, where it still runs",
			    other->task->name);
		other->scheduled.push_back(&job);
		return;
	}
	Pool &pool = *worker.pool;

	if (job.queue->flags & workqueue::intensive && worker.counts) {
		worker.counts = false;
		pool.running--;
	}
	worker.job = &job;
	if (needs_worker(pool))
		wake_up_worker(pool);
	order::join(me->cpu, job.clock);
	order::fence(__ATOMIC_SEQ_CST);
	story::tell(nullptr, "runs a work of %s", job.queue->name.c_str());
	point();
	/* From here on the work may be queued again. */
	const Work work = job.work;

	job.function(const_cast<void *>(work));
	point();
	worker.job = nullptr;
	set_counting(worker, !worker.idle && !worker.rescues);

	Share &share = share_of(job);
	Queue &queue = *job.queue;

	queue.done.join(order::publish(me->cpu));
	retire(&job);
	share.active--;
	activate_next(share, queue);
}

void process_scheduled(Worker &worker)
{
	while (!worker.scheduled.empty()) {
		Job *const job = worker.scheduled.front();

		worker.scheduled.pop_front();
		process(worker, *job);
	}
}

void worker_thread(void *argument)
{
	Worker &worker = *static_cast<Worker *>(argument);
	Pool &pool = *worker.pool;

	for (;;) {
		leave_idle(worker);
recheck:
		if (needs_worker(pool)) {
			if (pool.idle.empty() && manage(worker))
				goto recheck;
			set_counting(worker, true);
			do {
				Job *const job = pool.jobs.front();

				pool.jobs.pop_front();
				process(worker, *job);
				process_scheduled(worker);
			} while (!pool.jobs.empty() && pool.running <= 1);
			set_counting(worker, false);
		}
		point();
		if (needs_worker(pool))
			goto recheck;
		enter_idle(worker);
		/* All idle times of a worker are the same state. */
		worker.task->observed = mix(kHashStart, worker.task->number);
		worker.task->going_to_sleep = true;
		machine.sleep_until(nullptr, nullptr, "is idle", nullptr);
	}
}

/* ---- Rescuers ------------------------------------------------------------------------- */

bool is_called(void *argument)
{
	const Queue &queue = *static_cast<Queue *>(argument);

	for (const Share &share : queue.shares) {
		if (share.mayday)
			return true;
	}
	return false;
}

void rescue(Worker &worker, Queue &queue, Share &share)
{
	Pool &pool = *share.pool;

	share.mayday = false;
	worker.pool = &pool;
	worker.task->bound = pool.bound_to_none ? -1 : pool.cpu;
	worker.idle = false;
	if (worker.task->bound >= 0)
		machine.migrate(worker.task->bound);
	for (std::size_t i = 0; i < pool.jobs.size();) {
		if (pool.jobs[i]->queue == &queue) {
			worker.scheduled.push_back(pool.jobs[i]);
			pool.jobs.erase(pool.jobs.begin() + i);
		} else {
			i++;
		}
	}
	story::tell(nullptr, "the rescuer takes %zu works of %s", worker.scheduled.size(),
		    queue.name.c_str());
	process_scheduled(worker);
	if (needs_worker(pool))
		wake_up_worker(pool);
	worker.task->bound = -1;
	worker.idle = true;
}

void rescuer_thread(void *argument)
{
	Worker &worker = *static_cast<Worker *>(argument);
	Queue &queue = *worker.rescues;

	for (;;) {
		machine.sleep_until(is_called, &queue, "is the rescuer, and idle", nullptr);
		for (Share &share : queue.shares) {
			if (share.mayday)
				rescue(worker, queue, share);
		}
	}
}

/* ---- Flushing ------------------------------------------------------------------------- */

struct Flush {
	Queue *queue;
	std::uint64_t before;
};

bool is_flushed(void *argument)
{
	const Flush &flush = *static_cast<Flush *>(argument);

	for (const Job *job : jobs) {
		if (job->queue == flush.queue && job->number < flush.before)
			return false;
	}
	return true;
}

void add_pool(int cpu, bool high)
{
	auto *pool = new Pool;

	pool->cpu = cpu;
	pool->high = high;
	pool->bound_to_none = cpu < 0;
	pool->mayday = { .name = "mayday", .level = Level::softirq, .cpu = cpu, .late = true,
			 .run = send_maydays, .argument = pool };
	pools.push_back(pool);
	machine.add(pool->mayday);
	for (int i = 0; i < machine.config.idle_workers; i++)
		add_worker(*pool);
}

} /* namespace */

namespace workqueue {

static void make_pools()
{
	for (Pool *pool : pools)
		delete pool;
	pools.clear();
	rescuers.clear();
	spare_jobs.insert(spare_jobs.end(), jobs.begin(), jobs.end());
	jobs.clear();
	creation_allowed = true;
	numbers = 0;
	for (const bool high : { false, true }) {
		for (int cpu = 0; cpu < machine.config.cpus; cpu++)
			add_pool(cpu, high);
		add_pool(-1, high);
	}
}

static void set_up(Queue &queue)
{
	queue.destroyed = false;
	queue.done = {};
	queue.shares.clear();
	for (Pool *pool : pools) {
		if (pool->high == !!(queue.flags & high) &&
		    (pool->cpu < 0) == !!(queue.flags & unbound))
			queue.shares.push_back({ .pool = pool });
	}
	if (!(queue.flags & rescued))
		return;
	Worker &worker = rescuers.emplace_back();

	worker.rescues = &queue;
	worker.task = machine.create((queue.name + "-rescuer").c_str(), rescuer_thread, &worker,
				     -1);
	worker.task->worker = &worker;
	worker.task->state = Context::asleep;
	worker.task->waits_for = is_called;
	worker.task->waits_with = &queue;
	worker.task->waits_why = "is the rescuer, and idle";
	queue.rescuer = &worker;
}

void reset()
{
	for (Queue *queue : queues)
		delete queue;
	queues.clear();
	make_pools();
	system_queue = create("events", 0);
}

Queue &system()
{
	return *system_queue;
}

Queue *create(const char *name, unsigned flags)
{
	auto *queue = new Queue;

	queue->name = name;
	queue->flags = flags;
	queues.push_back(queue);
	set_up(*queue);
	return queue;
}

void start(Queue &queue, int cpu, Work work, void (*function)(void *))
{
	const bool bound = !(queue.flags & unbound);
	Share *share = nullptr;

	/* To mark a work as pending is a full barrier. */
	point();
	order::fence(__ATOMIC_SEQ_CST);
	for (const Job *job : jobs) {
		bool runs = false;

		for (const Pool *pool : pools) {
			for (const Worker &worker : pool->workers)
				runs = runs || worker.job == job;
		}
		for (const Worker &worker : rescuers)
			runs = runs || worker.job == job;
		if (job->work == work && !runs)
			violation("started twice", __builtin_return_address(0),
				  "the work %p is started while it waits for a thread", work);
	}
	if (queue.destroyed)
		violation("started late", __builtin_return_address(0),
			  "a work is started on %s, which is destroyed", queue.name.c_str());
	for (Share &each : queue.shares) {
		if (!bound || each.pool->cpu == cpu)
			share = &each;
	}

	Job *job;

	if (spare_jobs.empty()) {
		job = new Job;
	} else {
		job = spare_jobs.back();
		spare_jobs.pop_back();
	}
	*job = { work, function, &queue, share->pool, numbers++, {} };
	if (machine.running)
		job->clock = order::publish(machine.running->cpu);
	jobs.push_back(job);
	story::tell(nullptr, "starts a work on %s%s%d", queue.name.c_str(), bound ? " of CPU " : "",
		    bound ? cpu : 0);
	if (share->active >= machine.config.max_active) {
		share->inactive.push_back(job);
		return;
	}
	share->active++;
	share->pool->jobs.push_back(job);
	if (needs_worker(*share->pool))
		wake_up_worker(*share->pool);
}

/* Takes the job off @list, if it is there. */
static bool remove(std::deque<Job *> &list, Job *job)
{
	const auto place = std::find(list.begin(), list.end(), job);

	if (place == list.end())
		return false;
	list.erase(place);
	return true;
}

/* Whether no thread has taken the job yet. Then takes it away from those that could. */
static bool take_back(Job *job)
{
	Share &share = share_of(*job);

	if (remove(share.inactive, job))
		return true;

	bool waited = remove(job->pool->jobs, job);

	for (Worker &worker : job->pool->workers)
		waited = waited || remove(worker.scheduled, job);
	for (Worker &worker : rescuers)
		waited = waited || remove(worker.scheduled, job);
	if (waited) {
		share.active--;
		activate_next(share, *job->queue);
	}
	return waited;
}

/*
 * Linux marks the work as pending for a moment, even if it is not. So it is an error if other code
 * could start it at the same time.
 */
bool take_back(Work work)
{
	point();
	order::fence(__ATOMIC_SEQ_CST);

	const int cpu = machine.running->cpu;
	bool runs_here = false;

	for (Job *job : jobs) {
		if (job->work == work && take_back(job)) {
			order::join(cpu, job->clock);
			story::tell(nullptr, "takes back a work of %s", job->queue->name.c_str());
			retire(job);
			return true;
		}
	}
	for (Pool *pool : pools) {
		if (const Worker *const worker = who_runs(*pool, work))
			runs_here = worker->task->bound == cpu;
	}
	if (!runs_here)
		violation("taken back late", __builtin_return_address(0),
			  "the work %p is taken back, and may be started at the same time", work);
	return false;
}

void flush(Queue &queue)
{
	Flush mine = { &queue, numbers };

	machine.sleep_until(is_flushed, &mine, "flushes a workqueue", __builtin_return_address(0));
	order::join(machine.running->cpu, queue.done);
}

void destroy(Queue &queue)
{
	Flush all = { &queue, ~0ull };

	machine.sleep_until(is_flushed, &all, "drains a workqueue", __builtin_return_address(0));
	order::join(machine.running->cpu, queue.done);
	queue.destroyed = true;
}

void allow_creation(bool allowed)
{
	creation_allowed = allowed;
}

Work current_work()
{
	const Context *const me = machine.running;

	return me && me->worker && me->worker->job ? me->worker->job->work : nullptr;
}

bool is_rescuer()
{
	return machine.running->worker && machine.running->worker->rescues;
}

bool is_worker()
{
	return machine.running->worker;
}

void offline(int cpu)
{
	machine.cpus[cpu].online = false;
	for (Pool *pool : pools) {
		if (pool->cpu != cpu)
			continue;
		for (Worker &worker : pool->workers) {
			worker.task->bound = -1;
			worker.counts = false;
		}
		for (Worker &worker : rescuers) {
			if (worker.pool == pool)
				worker.task->bound = -1;
		}
		pool->running = 0;
		pool->bound_to_none = true;
		if (needs_worker(*pool))
			wake_up_worker(*pool);
	}
}

void online(int cpu)
{
	machine.cpus[cpu].online = true;
	for (Pool *pool : pools) {
		if (pool->cpu != cpu)
			continue;
		pool->bound_to_none = false;
		for (Worker &worker : pool->workers) {
			worker.task->bound = cpu;
			/* Workers that run elsewhere count from their next work on. */
		}
	}
}

void sleeping(Context *task)
{
	Worker *const worker = task->worker;

	if (!worker || !worker->counts)
		return;
	worker->counts = false;
	if (!--worker->pool->running && !worker->pool->jobs.empty())
		wake_up_worker(*worker->pool);
}

void woken(Context *task)
{
	Worker *const worker = task->worker;

	if (worker && worker->pool && worker->job)
		set_counting(*worker, true);
}

bool is_idle(const Worker &worker)
{
	return worker.idle;
}

int unfinished()
{
	return static_cast<int>(jobs.size());
}

std::string describe()
{
	std::string text;

	for (const Job *job : jobs)
		text += "\n    a work of " + job->queue->name;
	return text;
}

static std::uint64_t hash_of(const std::deque<Job *> &list)
{
	std::uint64_t hash = kHashStart;

	for (const Job *job : list)
		hash = mix(mix(hash, job->work), job->pool->cpu << 8 | job->queue->flags);
	return hash;
}

std::uint64_t hash()
{
	std::uint64_t sum = creation_allowed;
	std::size_t index = 0;

	for (const Pool *pool : pools) {
		std::uint64_t hash = mix(hash_of(pool->jobs), ++index);

		hash = mix(hash, pool->running << 2 | pool->managed << 1 | pool->bound_to_none);
		for (const Worker *worker : pool->idle)
			hash = mix(hash, worker->task->number);
		for (const Worker &worker : pool->workers) {
			hash = mix(hash, worker.job ? worker.job->work : nullptr);
			hash = mix(hash, worker.counts << 2 | worker.idle << 1 | worker.manages);
			hash = mix(hash, hash_of(worker.scheduled));
		}
		sum += hash;
	}
	for (const Worker &worker : rescuers)
		sum += mix(mix(hash_of(worker.scheduled), worker.job ? worker.job->work : nullptr),
			   worker.task->number);
	for (const Queue *queue : queues) {
		for (const Share &share : queue->shares)
			sum += mix(mix(hash_of(share.inactive), share.active << 1 | share.mayday),
				   queue->flags << 8 | (share.pool->cpu + 1));
	}
	return sum;
}

} /* namespace workqueue */
} /* namespace sim */
