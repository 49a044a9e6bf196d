/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The module of the suites, a ported driver like any other. KUnit runs the suites when the
 * module is loaded; they make their drivers and devices themselves, so this one has none.
 */
#include "support.h"

WINWORK_SUITES(&engine_suite, &irql_suite, &objects_suite, &verifier_suite, &ledger_suite,
	       &dispatcher_suite, &resources_suite, &ex_spinlock_suite, &ex_timer_suite, &rundown_suite,
	       &rtl_suite, &headers_suite, &ends_suite,
	       &stress_suite,
	       &io_suite, &io_rows_suite, &try_queue_suite,
	       &ex_suite,
	       &flt_suite, &flt_generic_rows_suite, &flt_deferred_rows_suite,
	       &flt_manager_suite, &flt_operations_suite, &flt_queue_suite, &flt_context_suite,
	       &flt_refusals_suite,
	       &ndis_suite, &ndis_rows_suite, &ndis_refusals_suite,
	       &wdf_suite, &wdf_objects_suite, &wdf_rows_suite, &wdf_refusals_suite);

#ifdef WINWORK_KUNIT_RUNS_ITSELF
static void keep_chosen_suites(void)
{
	struct kunit_suite **kept = winwork_suites, **each;

	for (each = winwork_suites; *each; each++) {
		if (suite_is_wanted(*each))
			*kept++ = *each;
	}
	*kept = NULL;
}
#endif

static VOID DriverUnload(PDRIVER_OBJECT DriverObject)
{
#ifdef WINWORK_KUNIT_RUNS_ITSELF
	__kunit_test_suites_exit(winwork_suites);
#endif
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	DriverObject->DriverUnload = DriverUnload;
#ifdef WINWORK_KUNIT_RUNS_ITSELF
	keep_chosen_suites();
	__kunit_test_suites_init(winwork_suites);
#endif
	return STATUS_SUCCESS;
}
