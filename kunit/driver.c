/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The module of the suites, a ported driver like any other. KUnit runs the suites when the module
 * is loaded. The cases make their drivers and devices themselves, so this driver has none.
 */
#include "program.h"

/* SUITES is X(label) of each suite, from Kbuild. */
#define DECLARE(label) extern struct kunit_suite label##_suite;
#define REFER_TO(label) &label##_suite,

SUITES(DECLARE)
WINWORK_SUITES(SUITES(REFER_TO));

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
	program_note();
	keep_chosen_suites();
	__kunit_test_suites_init(winwork_suites);
#endif
	return STATUS_SUCCESS;
}
