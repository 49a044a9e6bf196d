// SPDX-License-Identifier: GPL-2.0
/*
 * Jobs: items whose routines do some work, and record their delay and their CPU. Each job
 * belongs to one of several threads that queue at the same time.
 */
#include <linux/smp.h>

#include "bench.h"

void bench_crew_init(struct bench_crew *crew, u32 jobs)
{
	atomic_set(&crew->left, jobs);
	init_completion(&crew->done);
}

void bench_crew_done(struct bench_crew *crew)
{
	if (atomic_dec_and_test(&crew->left))
		complete(&crew->done);
}

void *bench_job_run(struct bench_job *job)
{
	void *item = job->item;

	if (job->crew->wants_delays) {
		job->delay = ktime_get_ns() - job->queued_at;
		job->cpu = raw_smp_processor_id();
	}
	if (job->run)
		job->run(job);
	return item;
}

void bench_job_lost(struct bench_job *job)
{
	bench_say_no_memory();
	bench_crew_done(job->crew);
}
