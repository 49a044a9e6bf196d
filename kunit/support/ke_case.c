/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The DPC of ke_case.h.
 */
#include "ke_case.h"

VOID record_dpc(PKDPC dpc, PVOID context, PVOID argument1, PVOID argument2)
{
	struct dpc_run *run = context;

	run->irql = KeGetCurrentIrql();
	run->context = context;
	run->argument1 = argument1;
	run->argument2 = argument2;
	run->cpu = raw_smp_processor_id();
	atomic_inc(&run->runs);
	complete(&run->done);
}

struct dpc_run *new_dpc(struct kunit *test, PKDEFERRED_ROUTINE routine)
{
	struct dpc_run *run = case_alloc_type(test, struct dpc_run);

	init_completion(&run->done);
	KeInitializeDpc(&run->dpc, routine, run);
	return run;
}
