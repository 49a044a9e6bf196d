/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite flt_registration: registering and unregistering minifilters, and their unload routines.
 */
#include "flt_case.h"

/* ---- registration --------------------------------------------------------------------------- */

static void flt_registration_test_unregistering_ends_the_filter(struct kunit *test)
{
	struct flt_case *c = new_flt_case(test);
	struct mini *mini = register_mini(c);
	PFLT_FILTER filter = mini->filter;

	KUNIT_EXPECT_EQ(test, WinworkObjectReferenceCount(filter), 1L);
	EXPECT_REFERENCES(test, fixture_of(test)->driver, fixture_of(test)->driver_references + 1);
	unregister_mini(mini);
	KUNIT_EXPECT_EQ(test, WinworkObjectReferenceCount(filter), 0L);
	EXPECT_NO_REPORT(test);
	FltUnregisterFilter(filter);
	EXPECT_REPORT(test, "FltUnregisterFilter", BUGCHECK_REFERENCE_BY_POINTER, 0, filter, 0, 0,
		      filter);
	end_flt_case(c);
}

/* FltObjectReference counts those references. */
static void flt_registration_test_filter_is_no_ob_object(struct kunit *test)
{
	struct flt_case *c = new_flt_case(test);

	struct mini *mini = register_mini(c);

	expect_no_ob_object(test, mini->filter);
	unregister_mini(mini);
	EXPECT_NO_REPORT(test);
	end_flt_case(c);
}

static void flt_registration_test_bad_registrations_are_refused(struct kunit *test)
{
	static const FLT_CONTEXT_REGISTRATION two_types[] = {
		{ FLT_INSTANCE_CONTEXT | FLT_VOLUME_CONTEXT, 0, NULL, 8, 'txeT' },
		{ FLT_CONTEXT_END }
	};
	FLT_REGISTRATION registration = {
		.Size = sizeof(registration),
		.Version = FLT_REGISTRATION_VERSION + 1,
	};
	PDRIVER_OBJECT driver = fixture_of(test)->driver;
	PFLT_FILTER filter = (PFLT_FILTER)test;

	KUNIT_EXPECT_EQ(test, FltRegisterFilter(driver, &registration, &filter),
			STATUS_INVALID_PARAMETER);
	KUNIT_EXPECT_PTR_EQ(test, filter, (PFLT_FILTER)NULL);
	registration.Version = FLT_REGISTRATION_VERSION;
	registration.ContextRegistration = two_types;
	KUNIT_EXPECT_EQ(test, FltRegisterFilter(driver, &registration, &filter),
			STATUS_FLT_INVALID_CONTEXT_REGISTRATION);
	EXPECT_NO_REPORT(test);
	registration.ContextRegistration = NULL;
	KUNIT_EXPECT_EQ(test, FltRegisterFilter((PDRIVER_OBJECT)test, &registration, &filter),
			STATUS_INVALID_PARAMETER);
	EXPECT_REPORT(test, "FltRegisterFilter", BUGCHECK_REFERENCE_BY_POINTER, 0, test, 0, 0,
		      test);
}

static void flt_registration_test_unload_routine_is_the_managers(struct kunit *test)
{
	PDRIVER_OBJECT driver = fixture_of(test)->driver;
	struct flt_case *c = new_flt_case(test);

	c->no_unload_callback = true;
	unregister_mini(register_mini(c));
	KUNIT_EXPECT_TRUE(test, driver->DriverUnload == NULL);
	c->no_unload_callback = false;
	c->registration_flags = FLTFL_REGISTRATION_DO_NOT_SUPPORT_SERVICE_STOP;
	unregister_mini(register_mini(c));
	KUNIT_EXPECT_TRUE(test, driver->DriverUnload == NULL);
	c->registration_flags = 0;
	register_mini(c);
	KUNIT_EXPECT_TRUE(test, driver->DriverUnload != NULL);
	end_flt_case(c);
	driver->DriverUnload = NULL;
}

static void flt_registration_test_unload_ends_what_the_driver_leaves(struct kunit *test)
{
	PDRIVER_OBJECT driver = fixture_of(test)->driver;
	struct flt_case *c = new_flt_case(test);
	struct mini *mini = attach_mini(c, "100");
	PFLT_FILTER filter = mini->filter;

	driver->DriverUnload(driver);
	KUNIT_EXPECT_EQ(test, atomic_read(&mini->unloads), 1);
	KUNIT_EXPECT_EQ(test, mini->unload_flags, (ULONG)FLTFL_FILTER_UNLOAD_MANDATORY);
	EXPECT_NO_REPORT(test);
	fixture_renew_driver(test);
	KUNIT_EXPECT_EQ(test, mini->teardown_reason,
			(ULONG)FLTFL_INSTANCE_TEARDOWN_MANDATORY_FILTER_UNLOAD);
	EXPECT_REPORT(test, "DriverUnload", BUGCHECK_LEFT_BEHIND, filter, 0, 0, 0, filter);
	KUNIT_EXPECT_EQ(test, WinworkObjectReferenceCount(filter), 0L);
	mini->filter = NULL;
	end_flt_case(c);
}

static int previous_unloads;

static VOID count_unload(PDRIVER_OBJECT driver)
{
	previous_unloads++;
}

/* The driver of another class library already has a DriverUnload, which is also called. */
static void flt_registration_test_previous_unload_is_called(struct kunit *test)
{
	PDRIVER_OBJECT driver = fixture_of(test)->driver;
	struct flt_case *c = new_flt_case(test);

	previous_unloads = 0;
	driver->DriverUnload = count_unload;
	register_mini(c);
	register_mini(c);
	KUNIT_EXPECT_TRUE(test, driver->DriverUnload != count_unload);
	driver->DriverUnload(driver);
	KUNIT_EXPECT_EQ(test, previous_unloads, 1);
	end_flt_case(c);
	driver->DriverUnload = NULL;
}

/* Also when the minifilter has ended before the driver: the first of two, then the last. */
static void flt_registration_test_unload_is_given_back(struct kunit *test)
{
	PDRIVER_OBJECT driver = fixture_of(test)->driver;
	struct flt_case *c = new_flt_case(test);
	struct mini *first, *second;

	previous_unloads = 0;
	driver->DriverUnload = count_unload;
	first = register_mini(c);
	second = register_mini(c);
	unregister_mini(first);
	KUNIT_EXPECT_TRUE(test, driver->DriverUnload != count_unload);
	driver->DriverUnload(driver);
	KUNIT_EXPECT_EQ(test, previous_unloads, 1);
	unregister_mini(second);
	KUNIT_EXPECT_TRUE(test, driver->DriverUnload == count_unload);
	end_flt_case(c);
	driver->DriverUnload = NULL;
}

/* rmmod has read the Filter Manager's routine when the last filter ends. */
static void flt_registration_test_previous_unload_is_called_without_filters(struct kunit *test)
{
	PDRIVER_OBJECT driver = fixture_of(test)->driver;
	struct flt_case *c = new_flt_case(test);
	PDRIVER_UNLOAD taken;
	struct mini *mini;

	previous_unloads = 0;
	driver->DriverUnload = count_unload;
	mini = register_mini(c);
	taken = driver->DriverUnload;
	unregister_mini(mini);
	taken(driver);
	KUNIT_EXPECT_EQ(test, previous_unloads, 1);
	end_flt_case(c);
	driver->DriverUnload = NULL;
}

static int later_unloads;

static VOID count_later_unload(PDRIVER_OBJECT driver)
{
	later_unloads++;
}

/* The driver has set another routine while it had a filter, and the next filter found that. */
static void flt_registration_test_newest_previous_unload_counts(struct kunit *test)
{
	PDRIVER_OBJECT driver = fixture_of(test)->driver;
	struct flt_case *c = new_flt_case(test);
	struct mini *first, *second;

	previous_unloads = 0;
	later_unloads = 0;
	driver->DriverUnload = count_unload;
	first = register_mini(c);
	driver->DriverUnload = count_later_unload;
	second = register_mini(c);
	KUNIT_EXPECT_TRUE(test, driver->DriverUnload != count_later_unload);
	driver->DriverUnload(driver);
	KUNIT_EXPECT_EQ(test, later_unloads, 1);
	unregister_mini(second);
	driver->DriverUnload(driver);
	KUNIT_EXPECT_EQ(test, later_unloads, 2);
	unregister_mini(first);
	KUNIT_EXPECT_TRUE(test, driver->DriverUnload == count_later_unload);
	KUNIT_EXPECT_EQ(test, previous_unloads, 0);
	end_flt_case(c);
	driver->DriverUnload = NULL;
}

static NTSTATUS FLTAPI do_not_unload(FLT_FILTER_UNLOAD_FLAGS flags)
{
	return STATUS_FLT_DO_NOT_DETACH;
}

#define CHURN_ROUNDS 500

struct churn {
	PDRIVER_OBJECT driver;
	atomic_t failures;
};

static void register_and_unregister(void *data)
{
	static const FLT_REGISTRATION registration = {
		.Size = sizeof(registration),
		.Version = FLT_REGISTRATION_VERSION,
		.FilterUnloadCallback = do_not_unload,
	};
	struct churn *churn = data;
	PFLT_FILTER filter;
	int i;

	for (i = 0; i < CHURN_ROUNDS; i++) {
		if (NT_SUCCESS(FltRegisterFilter(churn->driver, &registration, &filter)))
			FltUnregisterFilter(filter);
		else
			atomic_inc(&churn->failures);
	}
}

/* Several filters of the driver are registered and unregistered at once. */
static void flt_registration_test_unload_is_given_back_by_the_last_of_many(struct kunit *test)
{
	struct churn *churn = case_alloc_type(test, struct churn);
	void **data = case_alloc_array(test, nr_cpu_ids, void *);
	int cpu;

	churn->driver = fixture_of(test)->driver;
	churn->driver->DriverUnload = count_unload;
	for_each_online_cpu(cpu)
		data[cpu] = churn;
	run_on_all_cpus(test, register_and_unregister, data);
	KUNIT_EXPECT_EQ(test, atomic_read(&churn->failures), 0);
	KUNIT_EXPECT_TRUE(test, churn->driver->DriverUnload == count_unload);
	churn->driver->DriverUnload = NULL;
	EXPECT_NO_REPORT(test);
}

/* Without a callback there is no DriverUnload meanwhile. */
static void flt_registration_test_unload_is_given_back_by_filters_that_stay(struct kunit *test)
{
	PDRIVER_OBJECT driver = fixture_of(test)->driver;
	struct flt_case *c = new_flt_case(test);
	struct mini *first, *second;

	driver->DriverUnload = count_unload;
	c->no_unload_callback = true;
	first = register_mini(c);
	KUNIT_EXPECT_TRUE(test, !driver->DriverUnload);
	unregister_mini(first);
	KUNIT_EXPECT_TRUE(test, driver->DriverUnload == count_unload);

	c->no_unload_callback = false;
	first = register_mini(c);
	c->no_unload_callback = true;
	second = register_mini(c);
	KUNIT_EXPECT_TRUE(test, !driver->DriverUnload);
	unregister_mini(second);
	previous_unloads = 0;
	KUNIT_EXPECT_TRUE(test, driver->DriverUnload && driver->DriverUnload != count_unload);
	if (driver->DriverUnload)
		driver->DriverUnload(driver);
	KUNIT_EXPECT_EQ(test, previous_unloads, 1);
	unregister_mini(first);
	KUNIT_EXPECT_TRUE(test, driver->DriverUnload == count_unload);
	driver->DriverUnload = NULL;
	end_flt_case(c);
}

/* Each filter of the driver that has a callback is called; those without are skipped. */
static void flt_registration_test_unload_is_for_all_filters(struct kunit *test)
{
	PDRIVER_OBJECT driver = fixture_of(test)->driver;
	struct flt_case *c = new_flt_case(test);

	c->no_unload_callback = true;
	register_mini(c);
	c->no_unload_callback = false;
	register_mini(c);
	register_mini(c);
	driver->DriverUnload(driver);
	/* The callback of all of them counts in the first. */
	KUNIT_EXPECT_EQ(test, atomic_read(&c->minis[0].unloads), 2);
	end_flt_case(c);
}

static void flt_registration_test_irql_is_checked(struct kunit *test)
{
	struct flt_case *c = new_flt_case(test);
	struct mini *mini = attach_mini(c, "100");
	NTSTATUS status;
	KIRQL irql;

	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	FltUnregisterFilter(mini->filter);
	KeLowerIrql(irql);
	EXPECT_REPORT(test, "FltUnregisterFilter", BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, ANY,
		      DISPATCH_LEVEL, ANY, ANY, mini->filter);
	KUNIT_EXPECT_EQ(test, atomic_read(&mini->starts), 0);
	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	status = FltObjectReference(mini->filter);
	FltObjectDereference(mini->filter);
	KeLowerIrql(irql);
	KUNIT_EXPECT_EQ(test, status, STATUS_SUCCESS);
	end_flt_case(c);
}

/* ---- callbacks that are kept, and not called ------------------------------------------------ */

/* The layout of Windows on 64-bit machines. */
static_assert(sizeof(FILE_NAMES_INFORMATION) == 0x10);
static_assert(offsetof(FILE_NAMES_INFORMATION, FileName) == 0x0c);
static_assert(sizeof(FLT_REGISTRATION) == 0x70);
static_assert(offsetof(FLT_REGISTRATION, GenerateFileNameCallback) == 0x40);
static_assert(offsetof(FLT_REGISTRATION, SectionNotificationCallback) == 0x68);

static NTSTATUS generate(PFLT_INSTANCE instance, PFILE_OBJECT file, PFLT_CALLBACK_DATA data,
			 FLT_FILE_NAME_OPTIONS options, PBOOLEAN cache, PFLT_NAME_CONTROL name)
{
	return STATUS_NOT_SUPPORTED;
}

static NTSTATUS normalize(PFLT_INSTANCE instance, PCUNICODE_STRING directory, USHORT volume_length,
			  PCUNICODE_STRING component, PFILE_NAMES_INFORMATION expanded,
			  ULONG length, FLT_NORMALIZE_NAME_FLAGS flags, PVOID *context)
{
	return STATUS_NO_SUCH_FILE;
}

static NTSTATUS normalize_ex(PFLT_INSTANCE instance, PFILE_OBJECT file, PCUNICODE_STRING directory,
			     USHORT volume_length, PCUNICODE_STRING component,
			     PFILE_NAMES_INFORMATION expanded, ULONG length,
			     FLT_NORMALIZE_NAME_FLAGS flags, PVOID *context)
{
	return STATUS_NO_SUCH_FILE;
}

static VOID normalize_cleanup(PVOID *context)
{
}

static NTSTATUS transaction(PCFLT_RELATED_OBJECTS objects, PFLT_CONTEXT context, ULONG mask)
{
	return STATUS_SUCCESS;
}

static NTSTATUS section_conflict(PFLT_INSTANCE instance, PFLT_CONTEXT context,
				 PFLT_CALLBACK_DATA data)
{
	return STATUS_SUCCESS;
}

static void flt_registration_test_a_name_provider_registers(struct kunit *test)
{
	const FLT_REGISTRATION good = {
		.Size = sizeof(good),
		.Version = FLT_REGISTRATION_VERSION,
		.GenerateFileNameCallback = generate,
		.NormalizeNameComponentCallback = normalize,
		.NormalizeContextCleanupCallback = normalize_cleanup,
		.TransactionNotificationCallback = transaction,
		.NormalizeNameComponentExCallback = normalize_ex,
		.SectionNotificationCallback = section_conflict,
	};
	PFLT_FILTER filter;

	KUNIT_ASSERT_EQ(test, FltRegisterFilter(fixture_of(test)->driver, &good, &filter),
			STATUS_SUCCESS);
	FltUnregisterFilter(filter);
}

static struct kunit_case flt_registration_cases[] = {
	KUNIT_CASE(flt_registration_test_unregistering_ends_the_filter),
	KUNIT_CASE(flt_registration_test_filter_is_no_ob_object),
	KUNIT_CASE(flt_registration_test_bad_registrations_are_refused),
	KUNIT_CASE(flt_registration_test_unload_routine_is_the_managers),
	KUNIT_CASE(flt_registration_test_unload_ends_what_the_driver_leaves),
	KUNIT_CASE(flt_registration_test_previous_unload_is_called),
	KUNIT_CASE(flt_registration_test_unload_is_given_back),
	KUNIT_CASE(flt_registration_test_previous_unload_is_called_without_filters),
	KUNIT_CASE(flt_registration_test_newest_previous_unload_counts),
	KUNIT_CASE(flt_registration_test_unload_is_given_back_by_the_last_of_many),
	KUNIT_CASE(flt_registration_test_unload_is_given_back_by_filters_that_stay),
	KUNIT_CASE(flt_registration_test_unload_is_for_all_filters),
	KUNIT_CASE(flt_registration_test_irql_is_checked),
	KUNIT_CASE(flt_registration_test_a_name_provider_registers),
	{}
};

FLT_CASE_SUITE(flt_registration);
