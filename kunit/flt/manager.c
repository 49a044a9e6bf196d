/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite flt_manager: registration, altitudes, attachment and take-down of minifilters, their
 * contexts, and the names they have for push locks and resources. Operations are in
 * flt_operations.c, work items in flt.c.
 */
#include "flt_case.h"

/* ---- registration --------------------------------------------------------------------------- */

static void flt_manager_test_unregistering_ends_the_filter(struct kunit *test)
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

/* FltObjectReference counts those. */
static void flt_manager_test_filter_is_no_ob_object(struct kunit *test)
{
	struct flt_case *c = new_flt_case(test);

	struct mini *mini = register_mini(c);

	expect_no_ob_object(test, mini->filter);
	unregister_mini(mini);
	EXPECT_NO_REPORT(test);
	end_flt_case(c);
}

static void flt_manager_test_bad_registrations_are_refused(struct kunit *test)
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

static void flt_manager_test_unload_routine_is_the_managers(struct kunit *test)
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

static void flt_manager_test_unload_ends_what_the_driver_leaves(struct kunit *test)
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

static int unloads_before;

static VOID count_unload(PDRIVER_OBJECT driver)
{
	unloads_before++;
}

/* The driver of another class library has a DriverUnload already, and is called too. */
static void flt_manager_test_unload_of_before_is_called(struct kunit *test)
{
	PDRIVER_OBJECT driver = fixture_of(test)->driver;
	struct flt_case *c = new_flt_case(test);

	unloads_before = 0;
	driver->DriverUnload = count_unload;
	register_mini(c);
	register_mini(c);
	KUNIT_EXPECT_TRUE(test, driver->DriverUnload != count_unload);
	driver->DriverUnload(driver);
	KUNIT_EXPECT_EQ(test, unloads_before, 1);
	end_flt_case(c);
	driver->DriverUnload = NULL;
}

/* Also when the minifilter has ended before the driver does: the first of two, then the last. */
static void flt_manager_test_unload_is_given_back(struct kunit *test)
{
	PDRIVER_OBJECT driver = fixture_of(test)->driver;
	struct flt_case *c = new_flt_case(test);
	struct mini *first, *second;

	unloads_before = 0;
	driver->DriverUnload = count_unload;
	first = register_mini(c);
	second = register_mini(c);
	unregister_mini(first);
	KUNIT_EXPECT_TRUE(test, driver->DriverUnload != count_unload);
	driver->DriverUnload(driver);
	KUNIT_EXPECT_EQ(test, unloads_before, 1);
	unregister_mini(second);
	KUNIT_EXPECT_TRUE(test, driver->DriverUnload == count_unload);
	end_flt_case(c);
	driver->DriverUnload = NULL;
}

/* rmmod has taken the Filter Manager's routine when the last filter ends. */
static void flt_manager_test_unload_of_before_is_called_without_filters(struct kunit *test)
{
	PDRIVER_OBJECT driver = fixture_of(test)->driver;
	struct flt_case *c = new_flt_case(test);
	PDRIVER_UNLOAD taken;
	struct mini *mini;

	unloads_before = 0;
	driver->DriverUnload = count_unload;
	mini = register_mini(c);
	taken = driver->DriverUnload;
	unregister_mini(mini);
	taken(driver);
	KUNIT_EXPECT_EQ(test, unloads_before, 1);
	end_flt_case(c);
	driver->DriverUnload = NULL;
}

static int later_unloads;

static VOID count_later_unload(PDRIVER_OBJECT driver)
{
	later_unloads++;
}

/* The driver has set another one while it had a filter, and the next filter found that. */
static void flt_manager_test_newest_unload_of_before_counts(struct kunit *test)
{
	PDRIVER_OBJECT driver = fixture_of(test)->driver;
	struct flt_case *c = new_flt_case(test);
	struct mini *first, *second;

	unloads_before = 0;
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
	KUNIT_EXPECT_EQ(test, unloads_before, 0);
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

/* Several of the driver's filters come and go at once. */
static void flt_manager_test_unload_is_given_back_by_the_last_of_many(struct kunit *test)
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

/* Without a callback there is none meanwhile. */
static void flt_manager_test_unload_is_given_back_by_filters_that_stay(struct kunit *test)
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
	unloads_before = 0;
	KUNIT_EXPECT_TRUE(test, driver->DriverUnload && driver->DriverUnload != count_unload);
	if (driver->DriverUnload)
		driver->DriverUnload(driver);
	KUNIT_EXPECT_EQ(test, unloads_before, 1);
	unregister_mini(first);
	KUNIT_EXPECT_TRUE(test, driver->DriverUnload == count_unload);
	driver->DriverUnload = NULL;
	end_flt_case(c);
}

/* Each of the driver's filters that has a callback is told, and those without are passed over. */
static void flt_manager_test_unload_is_for_all_filters(struct kunit *test)
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

static void flt_manager_test_irql_is_checked(struct kunit *test)
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

/* ---- attachment ----------------------------------------------------------------------------- */

static void flt_manager_test_start_attaches_to_volumes(struct kunit *test)
{
	struct flt_case *c = new_flt_case(test);
	struct mini *mini = register_mini(c);

	mini->automatic = true;
	KUNIT_EXPECT_EQ(test, FltStartFiltering(mini->filter), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, atomic_read(&mini->setups), 1);
	KUNIT_EXPECT_EQ(test, mini->setup_flags, (ULONG)FLTFL_INSTANCE_SETUP_AUTOMATIC_ATTACHMENT);
	KUNIT_EXPECT_EQ(test, FltStartFiltering(mini->filter), STATUS_INVALID_PARAMETER);
	KUNIT_EXPECT_EQ(test, atomic_read(&mini->setups), 1);
	end_flt_case(c);
	KUNIT_EXPECT_EQ(test, atomic_read(&mini->completes), 1);
}

static NTSTATUS setup_new_volume(PCFLT_RELATED_OBJECTS objects, FLT_INSTANCE_SETUP_FLAGS flags,
				 DEVICE_TYPE device, FLT_FILESYSTEM_TYPE type)
{
	/* Only of the volume that the case makes. */
	return flags & FLTFL_INSTANCE_SETUP_NEWLY_MOUNTED_VOLUME ? STATUS_SUCCESS
								 : STATUS_FLT_DO_NOT_ATTACH;
}

static void flt_manager_test_volumes_to_come_are_attached(struct kunit *test)
{
	FLT_REGISTRATION registration = {
		.Size = sizeof(registration),
		.Version = FLT_REGISTRATION_VERSION,
		.InstanceSetupCallback = setup_new_volume,
	};
	PFLT_INSTANCE instance;
	PFLT_FILTER filter;
	PFLT_VOLUME volume;

	KUNIT_ASSERT_EQ(test, FltRegisterFilter(fixture_of(test)->driver, &registration, &filter),
			STATUS_SUCCESS);
	KUNIT_ASSERT_EQ(test, FltStartFiltering(filter), STATUS_SUCCESS);
	KUNIT_ASSERT_EQ(test, WinworkFltCreateVolume(wide("\\Device\\new"), 8, FLT_FSTYPE_FAT,
						     &volume), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, FltGetVolumeInstanceFromName(filter, volume, NULL, &instance),
			STATUS_SUCCESS);
	FltObjectDereference(instance);
	WinworkFltDeleteVolume(volume);
	KUNIT_EXPECT_EQ(test, WinworkObjectReferenceCount(instance), 0L);
	FltUnregisterFilter(filter);
}

static void flt_manager_test_volumes_have_names(struct kunit *test)
{
	static const char text[] = "\\Device\\FltVolume";
	const USHORT bytes = (sizeof(text) - 1) * sizeof(WCHAR);
	WCHAR units[32];
	UNICODE_STRING name = { .MaximumLength = bytes - 1, .Buffer = units };
	PFLT_VOLUME volume, another;
	ULONG needed = 0;

	KUNIT_ASSERT_EQ(test, WinworkFltCreateVolume(wide(text), FILE_DEVICE_DISK_FILE_SYSTEM,
						     FLT_FSTYPE_NTFS, &volume), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, WinworkFltCreateVolume(wide(text), FILE_DEVICE_DISK_FILE_SYSTEM,
						     FLT_FSTYPE_NTFS, &another),
			STATUS_OBJECT_NAME_COLLISION);
	KUNIT_EXPECT_EQ(test, FltGetVolumeName(volume, NULL, NULL), STATUS_INVALID_PARAMETER);
	KUNIT_EXPECT_EQ(test, FltGetVolumeName(volume, NULL, &needed), STATUS_BUFFER_TOO_SMALL);
	KUNIT_EXPECT_EQ(test, needed, (ULONG)bytes);
	KUNIT_EXPECT_EQ(test, FltGetVolumeName(volume, &name, NULL), STATUS_BUFFER_TOO_SMALL);
	name.MaximumLength = bytes;
	KUNIT_EXPECT_EQ(test, FltGetVolumeName(volume, &name, NULL), STATUS_SUCCESS);
	KUNIT_EXPECT_TRUE(test, RtlEqualUnicodeString(&name, wide(text), FALSE));
	WinworkFltDeleteVolume(volume);
	EXPECT_NO_REPORT(test);
	WinworkFltDeleteVolume(volume);
	EXPECT_REPORT(test, "WinworkFltDeleteVolume", BUGCHECK_REFERENCE_BY_POINTER, 0, volume, 0,
		      0, volume);
}

static void flt_manager_test_setup_may_refuse(struct kunit *test)
{
	struct flt_case *c = new_flt_case(test);
	struct mini *mini = start_mini(c);
	PFLT_INSTANCE instance;

	KUNIT_EXPECT_EQ(test, FltGetVolumeInstanceFromName(mini->filter, c->volume, NULL,
							   &instance),
			STATUS_FLT_INSTANCE_NOT_FOUND);
	mini->setup_status = STATUS_ACCESS_DENIED;
	KUNIT_EXPECT_EQ(test, attach_at(mini, "100", NULL), STATUS_ACCESS_DENIED);
	KUNIT_EXPECT_EQ(test, WinworkObjectReferenceCount(mini->instance), 0L);
	KUNIT_EXPECT_EQ(test, atomic_read(&mini->starts), 0);
	KUNIT_EXPECT_EQ(test, send_read(c), STATUS_SUCCESS);
	EXPECT_TRACE(c, "F");
	mini->setup_status = STATUS_SUCCESS;
	KUNIT_EXPECT_EQ(test, attach_at(mini, "100", NULL), STATUS_SUCCESS);
	end_flt_case(c);
}

static void flt_manager_test_attach_wants_a_started_filter(struct kunit *test)
{
	struct flt_case *c = new_flt_case(test);
	struct mini *mini = register_mini(c);

	KUNIT_EXPECT_EQ(test, attach_at(mini, "100", NULL), STATUS_FLT_FILTER_NOT_READY);
	KUNIT_EXPECT_EQ(test, FltStartFiltering(mini->filter), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, attach_at(mini, "100", NULL), STATUS_SUCCESS);
	end_flt_case(c);
}

static void flt_manager_test_altitudes_are_numbers(struct kunit *test)
{
	/* Each is above those before it. */
	static const char *const ascending[] = {
		"0", "0.05", "0.5", "9", "10", "99.45", "99.5", "100.000000000001", "370030",
		"1000000000000000000000", "1000000000000000000001",
	};
	struct flt_case *c = new_flt_case(test);
	struct mini *mini = start_mini(c);
	PFLT_INSTANCE instances[ARRAY_SIZE(ascending)];
	unsigned int i, j;

	for (i = 0; i < ARRAY_SIZE(ascending); i++)
		KUNIT_ASSERT_EQ(test, FltAttachVolumeAtAltitude(mini->filter, c->volume,
								wide(ascending[i]),
								wide(ascending[i]), &instances[i]),
				STATUS_SUCCESS);
	for (i = 0; i < ARRAY_SIZE(ascending); i++) {
		for (j = 0; j < ARRAY_SIZE(ascending); j++)
			KUNIT_EXPECT_EQ(test, FltCompareInstanceAltitudes(instances[i],
									  instances[j]),
					i < j ? -1 : i > j);
		FltObjectDereference(instances[i]);
	}
	end_flt_case(c);
}

static void flt_manager_test_altitudes_collide(struct kunit *test)
{
	struct flt_case *c = new_flt_case(test);
	struct mini *one = attach_mini(c, "100.50");
	struct mini *two = start_mini(c);

	KUNIT_EXPECT_EQ(test, attach_at(two, "00100.5", NULL),
			STATUS_FLT_INSTANCE_ALTITUDE_COLLISION);
	KUNIT_EXPECT_EQ(test, atomic_read(&two->setups), 0);
	KUNIT_EXPECT_EQ(test, attach_at(one, "101", NULL), STATUS_FLT_INSTANCE_NAME_COLLISION);
	KUNIT_EXPECT_EQ(test, attach_at(one, "101", "another"), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, detach_mini(one, "another"), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, attach_at(two, "101", NULL), STATUS_SUCCESS);
	end_flt_case(c);
}

static void flt_manager_test_bad_altitudes_are_refused(struct kunit *test)
{
	static const char *const bad[] = {
		"", ".", "1.2.3", "-1", "1e3", " 1", "0x10", "12345678901234567890123456789012",
	};
	struct flt_case *c = new_flt_case(test);
	struct mini *mini = start_mini(c);
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(bad); i++)
		KUNIT_EXPECT_EQ_MSG(test, attach_at(mini, bad[i], NULL), STATUS_INVALID_PARAMETER,
				    "altitude \"%s\"", bad[i]);
	end_flt_case(c);
}

static void flt_manager_test_without_altitude_the_last_is_above(struct kunit *test)
{
	struct flt_case *c = new_flt_case(test);
	struct mini *first = start_mini(c);
	struct mini *second = start_mini(c);

	KUNIT_EXPECT_EQ(test, FltAttachVolume(second->filter, c->volume, NULL, NULL),
			STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, FltAttachVolume(first->filter, c->volume, NULL, NULL),
			STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, FltCompareInstanceAltitudes(second->instance, first->instance), 1);
	KUNIT_EXPECT_EQ(test, send_read(c), STATUS_SUCCESS);
	EXPECT_TRACE(c, "BAFab");
	end_flt_case(c);
}

/* Of an altitude that the caller did not name, FltAttachVolume says it in another way. */
static void flt_manager_test_own_altitude_collides(struct kunit *test)
{
	struct flt_case *c = new_flt_case(test);
	struct mini *mini = start_mini(c);

	KUNIT_EXPECT_EQ(test, FltAttachVolume(mini->filter, c->volume, NULL, NULL),
			STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, FltAttachVolume(mini->filter, c->volume, wide("another"), NULL),
			STATUS_OBJECT_NAME_COLLISION);
	KUNIT_EXPECT_EQ(test, FltAttachVolume(mini->filter, c->volume, NULL, NULL),
			STATUS_FLT_INSTANCE_NAME_COLLISION);
	end_flt_case(c);
}

static void flt_manager_test_attach_is_for_passive_level(struct kunit *test)
{
	struct flt_case *c = new_flt_case(test);
	struct mini *mini = start_mini(c);
	KIRQL irql;

	KeRaiseIrql(APC_LEVEL, &irql);
	KUNIT_EXPECT_EQ(test, attach_at(mini, "100", NULL), STATUS_INVALID_PARAMETER);
	KeLowerIrql(irql);
	EXPECT_REPORT(test, "FltAttachVolumeAtAltitude", BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, ANY,
		      APC_LEVEL, ANY, ANY, mini->filter);
	KUNIT_EXPECT_EQ(test, attach_at(mini, "100", NULL), STATUS_SUCCESS);
	KeRaiseIrql(APC_LEVEL, &irql);
	KUNIT_EXPECT_EQ(test, detach_mini(mini, NULL), STATUS_SUCCESS);
	KeLowerIrql(irql);
	end_flt_case(c);
}

static void flt_manager_test_objects_lead_to_each_other(struct kunit *test)
{
	struct flt_case *c = new_flt_case(test);
	struct mini *mini = attach_mini(c, "100");
	PFLT_INSTANCE instance;
	PFLT_FILTER filter;
	PFLT_VOLUME volume;

	KUNIT_EXPECT_EQ(test, FltGetFilterFromInstance(mini->instance, &filter), STATUS_SUCCESS);
	KUNIT_EXPECT_PTR_EQ(test, filter, mini->filter);
	FltObjectDereference(filter);
	KUNIT_EXPECT_EQ(test, FltGetVolumeFromInstance(mini->instance, &volume), STATUS_SUCCESS);
	KUNIT_EXPECT_PTR_EQ(test, volume, c->volume);
	FltObjectDereference(volume);
	KUNIT_EXPECT_EQ(test, FltGetVolumeInstanceFromName(NULL, c->volume, NULL, &instance),
			STATUS_SUCCESS);
	KUNIT_EXPECT_PTR_EQ(test, instance, mini->instance);
	FltObjectDereference(instance);
	KUNIT_EXPECT_EQ(test, FltGetVolumeInstanceFromName(NULL, c->volume, wide("x"), &instance),
			STATUS_FLT_INSTANCE_NOT_FOUND);
	end_flt_case(c);
}

/* ---- what there is -------------------------------------------------------------------------- */

static bool lists(PVOID *list, ULONG count, PVOID object)
{
	ULONG i;

	for (i = 0; i < count; i++) {
		if (list[i] == object)
			return true;
	}
	return false;
}

static void give_back(PVOID *list, ULONG count)
{
	while (count--)
		FltObjectDereference(list[count]);
}

/* Too small a list, or none, receives nothing. There may be more than the case has made. */
static void flt_manager_test_filters_and_volumes_are_enumerated(struct kunit *test)
{
	struct flt_case *c = new_flt_case(test);
	struct mini *mini = attach_mini(c, "100");
	PVOID *list = case_alloc_array(test, 64, PVOID);
	ULONG found = 0, again = 0;

	KUNIT_EXPECT_EQ(test, FltEnumerateFilters(NULL, 0, &found), STATUS_BUFFER_TOO_SMALL);
	KUNIT_ASSERT_LT(test, found, (ULONG)64);
	KUNIT_EXPECT_EQ(test, FltEnumerateFilters((PFLT_FILTER *)list, found - 1, &again),
			STATUS_BUFFER_TOO_SMALL);
	KUNIT_EXPECT_EQ(test, again, found);
	EXPECT_REFERENCES(test, mini->filter, 2);
	KUNIT_EXPECT_EQ(test, FltEnumerateFilters((PFLT_FILTER *)list, found, &again),
			STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, again, found);
	KUNIT_EXPECT_TRUE(test, lists(list, found, mini->filter));
	EXPECT_REFERENCES(test, mini->filter, 3);
	give_back(list, found);

	KUNIT_EXPECT_EQ(test, FltEnumerateVolumes(mini->filter, NULL, 0, &found),
			STATUS_BUFFER_TOO_SMALL);
	KUNIT_ASSERT_LT(test, found, (ULONG)64);
	KUNIT_EXPECT_EQ(test, FltEnumerateVolumes(mini->filter, (PFLT_VOLUME *)list, 64, &again),
			STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, again, found);
	KUNIT_EXPECT_TRUE(test, lists(list, found, c->volume));
	give_back(list, found);
	KUNIT_EXPECT_EQ(test, FltEnumerateVolumes((PFLT_FILTER)c, NULL, 0, &found),
			STATUS_INVALID_PARAMETER);
	EXPECT_REPORT(test, "FltEnumerateVolumes", BUGCHECK_REFERENCE_BY_POINTER, 0, c, 0, 0, c);
	end_flt_case(c);
}

static void expect_instances(struct flt_case *c, PFLT_VOLUME volume, PFLT_FILTER filter,
			     const struct mini *const *minis, ULONG count)
{
	PFLT_INSTANCE list[MINIS];
	ULONG found, i;

	KUNIT_ASSERT_EQ(c->test, FltEnumerateInstances(volume, filter, list, MINIS, &found),
			STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(c->test, found, count);
	for (i = 0; i < found; i++) {
		if (i < count)
			KUNIT_EXPECT_PTR_EQ(c->test, list[i], minis[i]->instance);
		FltObjectDereference(list[i]);
	}
}

static void flt_manager_test_instances_are_enumerated(struct kunit *test)
{
	struct flt_case *c = new_stack(test);
	const struct mini *const all[] = { &c->minis[0], &c->minis[1], &c->minis[2] };
	PFLT_INSTANCE list[MINIS] = { (PFLT_INSTANCE)c, (PFLT_INSTANCE)c, NULL };
	ULONG found;
	KIRQL irql;

	expect_instances(c, c->volume, NULL, all, 3);
	expect_instances(c, c->volume, c->minis[1].filter, &all[1], 1);
	expect_instances(c, NULL, c->minis[1].filter, &all[1], 1);
	KUNIT_EXPECT_EQ(test, FltEnumerateInstances(c->volume, NULL, list, 2, &found),
			STATUS_BUFFER_TOO_SMALL);
	KUNIT_EXPECT_EQ(test, found, 3U);
	KUNIT_EXPECT_TRUE(test, !list[0] && !list[1]);
	KUNIT_EXPECT_EQ(test, FltEnumerateInstances(c->volume, NULL, NULL, 0, &found),
			STATUS_BUFFER_TOO_SMALL);
	KUNIT_EXPECT_EQ(test, found, 3U);
	EXPECT_REFERENCES(test, c->minis[0].instance, 1);
	KUNIT_EXPECT_EQ(test, FltEnumerateInstances(NULL, NULL, list, MINIS, &found),
			STATUS_INVALID_PARAMETER);
	KUNIT_EXPECT_EQ(test, found, 0U);
	EXPECT_NO_REPORT(test);
	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	KUNIT_EXPECT_EQ(test, FltEnumerateInstances(c->volume, NULL, list, MINIS, &found),
			STATUS_INVALID_PARAMETER);
	KeLowerIrql(irql);
	EXPECT_REPORT(test, "FltEnumerateInstances", BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, ANY,
		      DISPATCH_LEVEL, ANY, ANY, c->volume);
	KUNIT_EXPECT_EQ(test, detach_mini(&c->minis[1], NULL), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, FltEnumerateInstances(NULL, c->minis[1].filter, NULL, 0, &found),
			STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, found, 0U);
	end_flt_case(c);
}

/* One of @call's results is @instance (NULL: there are no more), with a reference. */
#define EXPECT_INSTANCE(c, call, instance)						\
	expect_instance(c, call, &found, instance, #call)

static void expect_instance(struct flt_case *c, NTSTATUS status, PFLT_INSTANCE *found,
			    PFLT_INSTANCE instance, const char *call)
{
	KUNIT_EXPECT_PTR_EQ_MSG(c->test, *found, instance, "%s", call);
	KUNIT_EXPECT_EQ_MSG(c->test, status,
			    instance ? STATUS_SUCCESS : STATUS_NO_MORE_ENTRIES, "%s", call);
	if (!*found)
		return;
	EXPECT_REFERENCES(c->test, *found, 2);
	FltObjectDereference(*found);
}

static void flt_manager_test_instances_have_neighbours(struct kunit *test)
{
	struct flt_case *c = new_stack(test);
	PFLT_INSTANCE a = c->minis[0].instance, b = c->minis[1].instance,
		      last = c->minis[2].instance, found;

	EXPECT_INSTANCE(c, FltGetTopInstance(c->volume, &found), a);
	EXPECT_INSTANCE(c, FltGetBottomInstance(c->volume, &found), last);
	EXPECT_INSTANCE(c, FltGetUpperInstance(last, &found), b);
	EXPECT_INSTANCE(c, FltGetUpperInstance(b, &found), a);
	EXPECT_INSTANCE(c, FltGetUpperInstance(a, &found), NULL);
	EXPECT_INSTANCE(c, FltGetLowerInstance(a, &found), b);
	EXPECT_INSTANCE(c, FltGetLowerInstance(last, &found), NULL);
	KUNIT_EXPECT_EQ(test, detach_mini(&c->minis[1], NULL), STATUS_SUCCESS);
	EXPECT_INSTANCE(c, FltGetUpperInstance(last, &found), a);
	EXPECT_INSTANCE(c, FltGetLowerInstance(a, &found), last);
	KUNIT_EXPECT_EQ(test, detach_mini(&c->minis[0], NULL), STATUS_SUCCESS);
	EXPECT_INSTANCE(c, FltGetTopInstance(c->volume, &found), last);
	KUNIT_EXPECT_EQ(test, detach_mini(&c->minis[2], NULL), STATUS_SUCCESS);
	EXPECT_INSTANCE(c, FltGetTopInstance(c->volume, &found), NULL);
	EXPECT_INSTANCE(c, FltGetBottomInstance(c->volume, &found), NULL);
	EXPECT_NO_REPORT(test);
	KUNIT_EXPECT_EQ(test, FltGetTopInstance((PFLT_VOLUME)c->minis[0].filter, &found),
			STATUS_INVALID_PARAMETER);
	EXPECT_REPORT(test, "FltGetTopInstance", BUGCHECK_REFERENCE_BY_POINTER, 0,
		      c->minis[0].filter, 0, 0, c->minis[0].filter);
	KUNIT_EXPECT_EQ(test, FltGetUpperInstance((PFLT_INSTANCE)c->volume, &found),
			STATUS_INVALID_PARAMETER);
	EXPECT_REPORT(test, "FltGetUpperInstance", BUGCHECK_REFERENCE_BY_POINTER, 0, c->volume, 0,
		      0, c->volume);
	end_flt_case(c);
}

/* From its own callback the instance has neighbours, but is none itself any more. */
static void look_around(struct mini *mini)
{
	struct flt_case *c = mini->of;
	const struct mini *const others[] = { &c->minis[0], &c->minis[2] };
	PFLT_INSTANCE found;

	expect_instances(c, c->volume, NULL, others, 2);
	EXPECT_INSTANCE(c, FltGetUpperInstance(mini->instance, &found), others[0]->instance);
	EXPECT_INSTANCE(c, FltGetLowerInstance(mini->instance, &found), others[1]->instance);
	EXPECT_INSTANCE(c, FltGetUpperInstance(others[1]->instance, &found), others[0]->instance);
	EXPECT_INSTANCE(c, FltGetLowerInstance(others[0]->instance, &found), others[1]->instance);
}

static void flt_manager_test_what_goes_is_no_neighbour(struct kunit *test)
{
	struct flt_case *c = new_stack(test);

	c->minis[1].on_teardown = look_around;
	KUNIT_EXPECT_EQ(test, detach_mini(&c->minis[1], NULL), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, atomic_read(&c->minis[1].starts), 1);
	end_flt_case(c);
}

/* ---- take-down ------------------------------------------------------------------------------ */

static void flt_manager_test_detaching_asks_and_tells(struct kunit *test)
{
	struct flt_case *c = new_flt_case(test);
	struct mini *mini = attach_mini(c, "100");

	mini->query_status = STATUS_FLT_DO_NOT_DETACH;
	KUNIT_EXPECT_EQ(test, detach_mini(mini, NULL), STATUS_FLT_DO_NOT_DETACH);
	KUNIT_EXPECT_EQ(test, atomic_read(&mini->starts), 0);
	mini->query_status = STATUS_SUCCESS;
	KUNIT_EXPECT_EQ(test, detach_mini(mini, NULL), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, atomic_read(&mini->queries), 2);
	KUNIT_EXPECT_EQ(test, atomic_read(&mini->starts), 1);
	KUNIT_EXPECT_EQ(test, atomic_read(&mini->completes), 1);
	KUNIT_EXPECT_EQ(test, mini->teardown_reason, (ULONG)FLTFL_INSTANCE_TEARDOWN_MANUAL);
	KUNIT_EXPECT_EQ(test, WinworkObjectReferenceCount(mini->instance), 0L);
	KUNIT_EXPECT_EQ(test, detach_mini(mini, NULL), STATUS_FLT_INSTANCE_NOT_FOUND);
	end_flt_case(c);
}

static void flt_manager_test_detaching_wants_a_query_callback(struct kunit *test)
{
	struct flt_case *c = new_flt_case(test);
	struct mini *mini;

	c->no_query_callback = true;
	mini = attach_mini(c, "100");
	KUNIT_EXPECT_EQ(test, detach_mini(mini, NULL), STATUS_FLT_DO_NOT_DETACH);
	KUNIT_EXPECT_EQ(test, atomic_read(&mini->starts), 0);
	end_flt_case(c);
	KUNIT_EXPECT_EQ(test, mini->teardown_reason, (ULONG)FLTFL_INSTANCE_TEARDOWN_FILTER_UNLOAD);
}

static void flt_manager_test_deleted_volume_tears_down(struct kunit *test)
{
	struct flt_case *c = new_stack(test);
	unsigned int i;

	WinworkFltDeleteVolume(c->volume);
	c->volume = NULL;
	for (i = 0; i < MINIS; i++) {
		KUNIT_EXPECT_EQ(test, atomic_read(&c->minis[i].completes), 1);
		KUNIT_EXPECT_EQ(test, c->minis[i].teardown_reason,
				(ULONG)FLTFL_INSTANCE_TEARDOWN_VOLUME_DISMOUNT);
	}
	end_flt_case(c);
}

struct teardown {
	struct mini *mini;
	NTSTATUS status;
	struct completion done;
};

static void do_detach(void *data)
{
	struct teardown *teardown = data;

	teardown->status = detach_mini(teardown->mini, NULL);
	complete(&teardown->done);
}

static void do_unregister(void *data)
{
	struct teardown *teardown = data;

	FltUnregisterFilter(teardown->mini->filter);
	complete(&teardown->done);
}

static struct teardown *new_teardown(struct kunit *test, struct mini *mini)
{
	struct teardown *teardown = case_alloc_type(test, struct teardown);

	teardown->mini = mini;
	init_completion(&teardown->done);
	return teardown;
}

static void flt_manager_test_detaching_waits_for_references(struct kunit *test)
{
	struct flt_case *c = new_flt_case(test);
	struct mini *mini = attach_mini(c, "100");
	struct teardown *teardown = new_teardown(test, mini);
	PFLT_INSTANCE instance = mini->instance;
	PFLT_INSTANCE found;

	KUNIT_ASSERT_EQ(test, FltObjectReference(instance), STATUS_SUCCESS);
	spawn(test, do_detach, teardown);
	ASSERT_IN_TIME(test, &mini->started);
	KUNIT_EXPECT_EQ(test, FltObjectReference(instance), STATUS_FLT_DELETING_OBJECT);
	KUNIT_EXPECT_EQ(test, FltGetVolumeInstanceFromName(NULL, c->volume, NULL, &found),
			STATUS_FLT_DELETING_OBJECT);
	KUNIT_EXPECT_EQ(test, detach_mini(mini, NULL), STATUS_FLT_DELETING_OBJECT);
	EXPECT_WAITS(test, &teardown->done);
	KUNIT_EXPECT_EQ(test, atomic_read(&mini->completes), 0);
	FltObjectDereference(instance);
	ASSERT_IN_TIME(test, &teardown->done);
	KUNIT_EXPECT_EQ(test, teardown->status, STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, atomic_read(&mini->completes), 1);
	KUNIT_EXPECT_EQ(test, WinworkObjectReferenceCount(instance), 0L);
	end_flt_case(c);
}

static void flt_manager_test_unregistering_waits_for_references(struct kunit *test)
{
	struct flt_case *c = new_flt_case(test);
	struct mini *mini = attach_mini(c, "100");
	struct teardown *teardown = new_teardown(test, mini);
	PFLT_CONTEXT context;

	KUNIT_ASSERT_EQ(test, FltObjectReference(mini->filter), STATUS_SUCCESS);
	spawn(test, do_unregister, teardown);
	ASSERT_IN_TIME(test, &mini->started);
	KUNIT_EXPECT_EQ(test, FltObjectReference(mini->filter), STATUS_FLT_DELETING_OBJECT);
	KUNIT_EXPECT_EQ(test, attach_at(mini, "200", "x"), STATUS_FLT_DELETING_OBJECT);
	KUNIT_EXPECT_EQ(test, FltAllocateContext(mini->filter, FLT_INSTANCE_CONTEXT, CONTEXT_BYTES,
						 NonPagedPool, &context),
			STATUS_FLT_DELETING_OBJECT);
	FltUnregisterFilter(mini->filter);
	EXPECT_REPORT(test, "FltUnregisterFilter", BUGCHECK_REFERENCE_BY_POINTER, 0, mini->filter,
		      0, 0, mini->filter);
	EXPECT_WAITS(test, &teardown->done);
	FltObjectDereference(mini->filter);
	ASSERT_IN_TIME(test, &teardown->done);
	KUNIT_EXPECT_EQ(test, WinworkObjectReferenceCount(mini->filter), 0L);
	mini->filter = NULL;
	end_flt_case(c);
}

static struct teardown *meanwhile;

/* Returns when the filter is being unregistered. */
static void unregister_meanwhile(struct mini *mini)
{
	unsigned long deadline = jiffies + DEADLINE;

	spawn(mini->of->test, do_unregister, meanwhile);
	while (FltObjectReference(mini->filter) == STATUS_SUCCESS) {
		FltObjectDereference(mini->filter);
		if (time_after(jiffies, deadline))
			break;
		cond_resched();
	}
}

/* What InstanceSetupCallback has made, InstanceTeardown...Callback is to take down again. */
static void flt_manager_test_unregistered_during_setup(struct kunit *test)
{
	struct flt_case *c = new_flt_case(test);
	struct mini *mini = start_mini(c);
	NTSTATUS status;

	meanwhile = new_teardown(test, mini);
	mini->on_setup = unregister_meanwhile;
	status = attach_at(mini, "100", NULL);
	/* It may have been attached before its own turn to be torn down. */
	KUNIT_EXPECT_TRUE(test, status == STATUS_SUCCESS || status == STATUS_FLT_DELETING_OBJECT);
	ASSERT_IN_TIME(test, &meanwhile->done);
	KUNIT_EXPECT_EQ(test, atomic_read(&mini->setups), 1);
	KUNIT_EXPECT_EQ(test, atomic_read(&mini->starts), 1);
	KUNIT_EXPECT_EQ(test, atomic_read(&mini->completes), 1);
	KUNIT_EXPECT_EQ(test, WinworkObjectReferenceCount(mini->filter), 0L);
	mini->filter = NULL;
	end_flt_case(c);
}

static void flt_manager_test_wrong_references_are_reported(struct kunit *test)
{
	struct flt_case *c = new_flt_case(test);
	struct mini *mini = attach_mini(c, "100");

	FltObjectDereference(mini->instance);
	EXPECT_REPORT(test, "FltObjectDereference", BUGCHECK_REFERENCE_BY_POINTER, 0,
		      mini->instance, 0, 1, mini->instance);
	KUNIT_EXPECT_EQ(test, FltObjectReference(fixture_of(test)->device),
			STATUS_INVALID_PARAMETER);
	EXPECT_REPORT(test, "FltObjectReference", BUGCHECK_REFERENCE_BY_POINTER, 0,
		      fixture_of(test)->device, 0, 0, fixture_of(test)->device);
	KUNIT_EXPECT_EQ(test, detach_mini(mini, NULL), STATUS_SUCCESS);
	end_flt_case(c);
}

/* Attaching, detaching and unregistering at once: nobody hangs, and nothing is left. */
static void churn(void *data)
{
	struct mini *mini = data;
	PFLT_VOLUME volume = mini->of->volume;
	PFLT_INSTANCE instance;
	unsigned int i;

	for (i = 0; i < 60; i++) {
		if (NT_SUCCESS(FltAttachVolume(mini->filter, volume, NULL, &instance)))
			FltObjectDereference(instance);
		send_read(mini->of);
		FltDetachVolume(mini->filter, volume, NULL);
	}
}

static void flt_manager_test_everybody_attaches_and_detaches(struct kunit *test)
{
	struct flt_case *c = new_flt_case(test);
	unsigned int i;

	for (i = 0; i < MINIS; i++)
		start_mini(c);
	for (i = 0; i < 2 * MINIS; i++)
		spawn(test, churn, &c->minis[i % MINIS]);
	join(test);
	for (i = 0; i < MINIS; i++) {
		KUNIT_EXPECT_EQ(test, atomic_read(&c->minis[i].starts),
				atomic_read(&c->minis[i].completes));
		KUNIT_EXPECT_EQ(test, atomic_read(&c->minis[i].starts),
				atomic_read(&c->minis[i].setups));
	}
	EXPECT_REFERENCES(test, c->volume, 1);
	end_flt_case(c);
}

/* ---- push locks ----------------------------------------------------------------------------- */

static void flt_manager_test_push_lock_is_released_either_way(struct kunit *test)
{
	PEX_PUSH_LOCK lock = case_alloc_type(test, EX_PUSH_LOCK);

	FltInitializePushLock(lock);
	FltAcquirePushLockShared(lock);
	FltAcquirePushLockShared(lock);
	FltReleasePushLock(lock);
	FltReleasePushLock(lock);
	KUNIT_EXPECT_EQ(test, *lock, 0UL);
	FltAcquirePushLockExclusive(lock);
	EXPECT_NO_REPORT(test);
	FltDeletePushLock(lock);
	EXPECT_REPORT(test, "FltDeletePushLock", BUGCHECK_FLTMGR, 0, lock, *lock, 0, lock);
	FltReleasePushLock(lock);
	EXPECT_NO_REPORT(test);
	FltReleasePushLock(lock);
	EXPECT_REPORT(test, "FltReleasePushLock", 0xe3, lock, ANY, 0, 0, lock);
	FltDeletePushLock(lock);
	EXPECT_NO_REPORT(test);
}

/* ---- resources ------------------------------------------------------------------------------ */

static void flt_manager_test_resource_is_acquired_and_released(struct kunit *test)
{
	PERESOURCE resource = case_alloc_type(test, ERESOURCE);

	KUNIT_EXPECT_EQ(test, ExInitializeResourceLite(resource), STATUS_SUCCESS);
	FltAcquireResourceShared(resource);
	FltAcquireResourceShared(resource);
	KUNIT_EXPECT_EQ(test, ExIsResourceAcquiredSharedLite(resource), 2U);
	KUNIT_EXPECT_FALSE(test, ExIsResourceAcquiredExclusiveLite(resource));
	FltReleaseResource(resource);
	FltReleaseResource(resource);
	FltAcquireResourceExclusive(resource);
	KUNIT_EXPECT_TRUE(test, ExIsResourceAcquiredExclusiveLite(resource));
	FltReleaseResource(resource);
	EXPECT_NO_REPORT(test);
	FltReleaseResource(resource);
	EXPECT_REPORT(test, "FltReleaseResource", 0xe3, resource, ExGetCurrentResourceThread(), ANY,
		      ANY, resource);
	KUNIT_EXPECT_EQ(test, ExDeleteResourceLite(resource), STATUS_SUCCESS);
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

static void flt_manager_test_a_name_provider_registers(struct kunit *test)
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

static struct kunit_case flt_manager_cases[] = {
	KUNIT_CASE(flt_manager_test_unregistering_ends_the_filter),
	KUNIT_CASE(flt_manager_test_filter_is_no_ob_object),
	KUNIT_CASE(flt_manager_test_bad_registrations_are_refused),
	KUNIT_CASE(flt_manager_test_unload_routine_is_the_managers),
	KUNIT_CASE(flt_manager_test_unload_ends_what_the_driver_leaves),
	KUNIT_CASE(flt_manager_test_unload_of_before_is_called),
	KUNIT_CASE(flt_manager_test_unload_is_given_back),
	KUNIT_CASE(flt_manager_test_unload_of_before_is_called_without_filters),
	KUNIT_CASE(flt_manager_test_newest_unload_of_before_counts),
	KUNIT_CASE(flt_manager_test_unload_is_given_back_by_the_last_of_many),
	KUNIT_CASE(flt_manager_test_unload_is_given_back_by_filters_that_stay),
	KUNIT_CASE(flt_manager_test_unload_is_for_all_filters),
	KUNIT_CASE(flt_manager_test_irql_is_checked),
	KUNIT_CASE(flt_manager_test_start_attaches_to_volumes),
	KUNIT_CASE(flt_manager_test_volumes_to_come_are_attached),
	KUNIT_CASE(flt_manager_test_volumes_have_names),
	KUNIT_CASE(flt_manager_test_setup_may_refuse),
	KUNIT_CASE(flt_manager_test_attach_wants_a_started_filter),
	KUNIT_CASE(flt_manager_test_altitudes_are_numbers),
	KUNIT_CASE(flt_manager_test_altitudes_collide),
	KUNIT_CASE(flt_manager_test_bad_altitudes_are_refused),
	KUNIT_CASE(flt_manager_test_without_altitude_the_last_is_above),
	KUNIT_CASE(flt_manager_test_own_altitude_collides),
	KUNIT_CASE(flt_manager_test_attach_is_for_passive_level),
	KUNIT_CASE(flt_manager_test_objects_lead_to_each_other),
	KUNIT_CASE(flt_manager_test_filters_and_volumes_are_enumerated),
	KUNIT_CASE(flt_manager_test_instances_are_enumerated),
	KUNIT_CASE(flt_manager_test_instances_have_neighbours),
	KUNIT_CASE(flt_manager_test_what_goes_is_no_neighbour),
	KUNIT_CASE(flt_manager_test_detaching_asks_and_tells),
	KUNIT_CASE(flt_manager_test_detaching_wants_a_query_callback),
	KUNIT_CASE(flt_manager_test_deleted_volume_tears_down),
	KUNIT_CASE(flt_manager_test_detaching_waits_for_references),
	KUNIT_CASE(flt_manager_test_unregistering_waits_for_references),
	KUNIT_CASE(flt_manager_test_unregistered_during_setup),
	KUNIT_CASE(flt_manager_test_wrong_references_are_reported),
	KUNIT_CASE(flt_manager_test_everybody_attaches_and_detaches),
	KUNIT_CASE(flt_manager_test_push_lock_is_released_either_way),
	KUNIT_CASE(flt_manager_test_resource_is_acquired_and_released),
	KUNIT_CASE(flt_manager_test_a_name_provider_registers),
	{}
};

FLT_CASE_SUITE(flt_manager);
