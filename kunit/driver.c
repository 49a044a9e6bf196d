/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The module of the suites, a ported driver like any other. KUnit runs the suites when the module
 * is loaded. The cases make their drivers and devices themselves, so this driver has none.
 */
#include "program.h"

/*
 * The suites, in the order in which they run. The file SUBJECT.c in the folder ROOM has the suite
 * ROOM_SUBJECT.
 */
#define SUITES(X) \
	X(engine_item) X(engine_blocked) X(engine_stall) X(engine_fairness) X(engine_order) \
	X(engine_parking) X(engine_irql) \
	X(engine_try_queue) X(engine_stress) \
	X(ke_irql) X(ke_linux_lock) X(ke_event) X(ke_wait) X(ke_mutex) X(ke_semaphore) X(ke_dpc) \
	X(ke_timer) X(ke_spin_lock) X(ke_processor) X(ke_affinity) X(ke_region) X(ke_queue) \
	X(ke_bug_check) \
	X(ps_thread) \
	X(etw_provider) X(ex_work_item) X(ex_callback) X(ex_fast_mutex) X(ex_push_lock) X(ex_rundown) X(ex_cache_aware_rundown) \
	X(ex_resource) X(ex_resource_waiters) X(ex_resource_misuse) X(ex_spin_lock) X(ex_timer) \
	X(ex_lookaside) X(ex_exception) \
	X(mm_pool) X(mm_mdl) X(mm_locked_pages) X(mm_user_memory) X(mm_contiguous) X(mm_mdl_pages) \
	X(rtl_list) X(rtl_interlocked) X(rtl_types) X(rtl_string) X(rtl_debug_print) X(rtl_time) \
	X(rtl_bitmap) X(rtl_table) X(rtl_guid) X(rtl_version) X(rtl_hash_table) X(rtl_utf8) \
	X(rtl_run_once) X(rtl_number) X(rtl_stack) \
	X(ob_object) X(ob_reference) \
	X(cm_key) X(cm_value) X(cm_query) X(cm_notify) \
	X(verifier_item) X(verifier_argument) X(verifier_return) X(verifier_record) X(verifier_address) \
	X(headers) \
	X(loader_unload) X(loader_reinitialize) X(loader_inf) \
	X(io_work_item) X(io_routine) X(io_try_queue) X(io_device) X(io_remove_lock) X(io_rows) \
	X(io_irp) X(io_cancel) X(io_file) X(io_interface) X(io_stack) X(io_completion) \
	X(io_build) X(io_start_io) X(io_error_log) X(io_system) \
	X(zw_device) X(zw_event) \
	X(flt_generic) X(flt_deferred) X(flt_deferred_end) X(flt_generic_rows) \
	X(flt_deferred_rows) X(flt_registration) X(flt_instance) X(flt_enumeration) \
	X(flt_tear_down) X(flt_lock) X(flt_operation) X(flt_pend) X(flt_synchronize) \
	X(flt_drain) X(flt_cbdq) X(flt_context) X(flt_refusals) \
	X(ndis_work_item) X(ndis_halt) X(ndis_schedule) X(ndis_adapter) X(ndis_services) \
	X(ndis_rows) X(ndis_refusals) \
	X(hal_register) X(hal_io_space) \
	X(pnp_manager) \
	X(po_irp) \
	X(wdf_create) X(wdf_enqueue) X(wdf_serialisation) X(wdf_flush) X(wdf_delete) X(wdf_tree) \
	X(wdf_object) X(wdf_lock) X(wdf_driver) X(wdf_device) X(wdf_rows) X(wdf_refusals) X(wdf_power) \
	X(wdf_queue) X(wdf_request) X(wdf_buffers) X(wdf_memory) X(wdf_file) X(wdf_hold) \
	X(wdf_timer) X(wdf_dpc) X(wdf_collection) X(wdf_interface) X(wdf_registry) X(wdf_settings) \
	X(wdf_dma) X(wdf_interrupt)

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
