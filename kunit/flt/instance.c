/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite flt_instance: attaching minifilters to volumes, altitudes, and the names of volumes.
 */
#include "flt_case.h"

static void flt_instance_test_start_attaches_to_volumes(struct kunit *test)
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

static void flt_instance_test_volumes_to_come_are_attached(struct kunit *test)
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

static void flt_instance_test_volumes_have_names(struct kunit *test)
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

static void flt_instance_test_setup_may_refuse(struct kunit *test)
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

static void flt_instance_test_attach_wants_a_started_filter(struct kunit *test)
{
	struct flt_case *c = new_flt_case(test);
	struct mini *mini = register_mini(c);

	KUNIT_EXPECT_EQ(test, attach_at(mini, "100", NULL), STATUS_FLT_FILTER_NOT_READY);
	KUNIT_EXPECT_EQ(test, FltStartFiltering(mini->filter), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, attach_at(mini, "100", NULL), STATUS_SUCCESS);
	end_flt_case(c);
}

static void flt_instance_test_altitudes_are_numbers(struct kunit *test)
{
	/* Each is above those attached earlier. */
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

static void flt_instance_test_altitudes_collide(struct kunit *test)
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

static void flt_instance_test_bad_altitudes_are_refused(struct kunit *test)
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

static void flt_instance_test_without_altitude_the_last_is_above(struct kunit *test)
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

/* FltAttachVolume has another status for an altitude that the caller did not name. */
static void flt_instance_test_own_altitude_collides(struct kunit *test)
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

static void flt_instance_test_attach_is_for_passive_level(struct kunit *test)
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

static void flt_instance_test_objects_lead_to_each_other(struct kunit *test)
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

static struct kunit_case flt_instance_cases[] = {
	KUNIT_CASE(flt_instance_test_start_attaches_to_volumes),
	KUNIT_CASE(flt_instance_test_volumes_to_come_are_attached),
	KUNIT_CASE(flt_instance_test_volumes_have_names),
	KUNIT_CASE(flt_instance_test_setup_may_refuse),
	KUNIT_CASE(flt_instance_test_attach_wants_a_started_filter),
	KUNIT_CASE(flt_instance_test_altitudes_are_numbers),
	KUNIT_CASE(flt_instance_test_altitudes_collide),
	KUNIT_CASE(flt_instance_test_bad_altitudes_are_refused),
	KUNIT_CASE(flt_instance_test_without_altitude_the_last_is_above),
	KUNIT_CASE(flt_instance_test_own_altitude_collides),
	KUNIT_CASE(flt_instance_test_attach_is_for_passive_level),
	KUNIT_CASE(flt_instance_test_objects_lead_to_each_other),
	{}
};

FLT_CASE_SUITE(flt_instance);
