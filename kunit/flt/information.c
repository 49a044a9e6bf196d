/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite flt_information: what drivers are told of filters, volumes and instances.
 */
#include "flt_case.h"

#define ROOM 512

/* What a call has written. */
struct answer {
	UCHAR bytes[ROOM];
	ULONG returned;
};

/* A name in an answer. Where the structure has no offset, it is that of its last member. */
static bool has_name(const struct answer *answer, USHORT offset, USHORT length, const char *expected)
{
	const UNICODE_STRING name = { length, length, (PWSTR)(answer->bytes + offset) };

	return offset + length <= answer->returned && RtlEqualUnicodeString(&name, wide(expected), FALSE);
}

/* The members have the names that the driver is told in another way, the last one at the end of the answer. */
#define EXPECT_NAME(answer, structure, member, expected)							\
	KUNIT_EXPECT_TRUE_MSG(test, has_name(answer, (structure)->member##BufferOffset,				\
					     (structure)->member##Length, expected),				\
			      #member " is not %s", expected)
#define EXPECT_LAST(answer, structure, member)									\
	KUNIT_EXPECT_EQ(test, (structure)->member##BufferOffset + (structure)->member##Length, (answer)->returned)

#define GET(answer, function, ...)										\
	function(__VA_ARGS__, (answer)->bytes, ROOM, &(answer)->returned)

/* Behind \Driver\, as the drivers of the cases have names. */
static const char *filter_name(struct flt_case *c)
{
	const UNICODE_STRING *driver = &fixture_of(c->test)->driver->DriverName;
	char *name = case_alloc(c->test, driver->Length / 2);
	unsigned int i;

	for (i = 8; i < driver->Length / 2; i++)
		name[i - 8] = (char)driver->Buffer[i];
	return name;
}

static struct flt_case *new_named(struct kunit *test)
{
	fixture_name_driver(test);
	return new_flt_case(test);
}

static struct flt_case *new_named_stack(struct kunit *test)
{
	fixture_name_driver(test);
	return new_stack(test);
}

/* In place of the case's own. */
static void name_volume(struct flt_case *c, const char *name)
{
	WinworkFltDeleteVolume(c->volume);
	c->volume = NULL;
	KUNIT_ASSERT_EQ(c->test, WinworkFltCreateVolume(wide(name), FILE_DEVICE_DISK_FILE_SYSTEM, FLT_FSTYPE_NTFS,
							&c->volume), STATUS_SUCCESS);
}

/* row 724 */
static void flt_information_test_of_filters(struct kunit *test)
{
	struct flt_case *c = new_named_stack(test);
	struct answer *answer = case_alloc_type(test, struct answer);
	const PFILTER_FULL_INFORMATION full = (PVOID)answer;
	const PFILTER_AGGREGATE_BASIC_INFORMATION basic = (PVOID)answer;
	const PFILTER_AGGREGATE_STANDARD_INFORMATION standard = (PVOID)answer;
	const PFLT_FILTER filter = c->minis[1].filter;

	KUNIT_EXPECT_EQ(test, GET(answer, FltGetFilterInformation, filter, FilterFullInformation), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, full->NumberOfInstances, 1);
	KUNIT_EXPECT_EQ(test, answer->returned, 14 + full->FilterNameLength);
	KUNIT_EXPECT_TRUE(test, has_name(answer, 14, full->FilterNameLength, filter_name(c)));
	KUNIT_EXPECT_EQ(test, GET(answer, FltGetFilterInformation, filter, FilterAggregateBasicInformation),
			STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, basic->Flags, FLTFL_AGGREGATE_INFO_IS_MINIFILTER);
	KUNIT_EXPECT_EQ(test, basic->Type.MiniFilter.NumberOfInstances, 1);
	EXPECT_NAME(answer, &basic->Type.MiniFilter, FilterName, filter_name(c));
	EXPECT_LAST(answer, &basic->Type.MiniFilter, FilterAltitude);
	KUNIT_EXPECT_EQ(test, GET(answer, FltGetFilterInformation, filter, FilterAggregateStandardInformation),
			STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, standard->Flags, FLTFL_ASI_IS_MINIFILTER);
	KUNIT_EXPECT_EQ(test, standard->Type.MiniFilter.NumberOfInstances, 1);
	EXPECT_NAME(answer, &standard->Type.MiniFilter, FilterName, filter_name(c));
	EXPECT_LAST(answer, &standard->Type.MiniFilter, FilterAltitude);
	EXPECT_NO_REPORT(test);
	end_flt_case(c);
}

/* row 724 */
static void flt_information_test_of_volumes(struct kunit *test)
{
	struct flt_case *c = new_flt_case(test);
	struct answer *answer = case_alloc_type(test, struct answer);
	const PFILTER_VOLUME_BASIC_INFORMATION basic = (PVOID)answer;
	const PFILTER_VOLUME_STANDARD_INFORMATION standard = (PVOID)answer;
	PFLT_VOLUME volume = NULL;

	KUNIT_ASSERT_EQ(test, WinworkFltCreateVolume(wide("\\Device\\Some"), FILE_DEVICE_DISK_FILE_SYSTEM,
						     FLT_FSTYPE_EXFAT, &volume), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, GET(answer, FltGetVolumeInformation, volume, FilterVolumeBasicInformation),
			STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, answer->returned, 2 + 24);
	KUNIT_EXPECT_TRUE(test, has_name(answer, 2, basic->FilterVolumeNameLength, "\\Device\\Some"));
	KUNIT_EXPECT_EQ(test, GET(answer, FltGetVolumeInformation, volume, FilterVolumeStandardInformation),
			STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, answer->returned, 18 + 24);
	KUNIT_EXPECT_EQ(test, standard->FileSystemType, FLT_FSTYPE_EXFAT);
	KUNIT_EXPECT_EQ(test, standard->Flags | standard->FrameID | standard->NextEntryOffset, 0);
	KUNIT_EXPECT_TRUE(test, has_name(answer, 18, standard->FilterVolumeNameLength, "\\Device\\Some"));
	WinworkFltDeleteVolume(volume);
	EXPECT_NO_REPORT(test);
	end_flt_case(c);
}

/* row 724 */
static void flt_information_test_of_instances(struct kunit *test)
{
	struct flt_case *c = new_named(test);
	struct answer *answer = case_alloc_type(test, struct answer);
	struct mini *mini = start_mini(c);
	const PINSTANCE_BASIC_INFORMATION basic = (PVOID)answer;
	const PINSTANCE_PARTIAL_INFORMATION partial = (PVOID)answer;
	const PINSTANCE_FULL_INFORMATION full = (PVOID)answer;
	const PINSTANCE_AGGREGATE_STANDARD_INFORMATION standard = (PVOID)answer;

	KUNIT_ASSERT_EQ(test, attach_at(mini, "370030.50", "Some instance"), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, GET(answer, FltGetInstanceInformation, mini->instance, InstanceBasicInformation),
			STATUS_SUCCESS);
	EXPECT_NAME(answer, basic, InstanceName, "Some instance");
	EXPECT_LAST(answer, basic, InstanceName);
	KUNIT_EXPECT_EQ(test, GET(answer, FltGetInstanceInformation, mini->instance, InstancePartialInformation),
			STATUS_SUCCESS);
	EXPECT_NAME(answer, partial, InstanceName, "Some instance");
	EXPECT_NAME(answer, partial, Altitude, "370030.5");
	EXPECT_LAST(answer, partial, Altitude);
	KUNIT_EXPECT_EQ(test, GET(answer, FltGetInstanceInformation, mini->instance, InstanceFullInformation),
			STATUS_SUCCESS);
	EXPECT_NAME(answer, full, InstanceName, "Some instance");
	EXPECT_NAME(answer, full, Altitude, "370030.5");
	EXPECT_NAME(answer, full, VolumeName, "");
	EXPECT_NAME(answer, full, FilterName, filter_name(c));
	EXPECT_LAST(answer, full, FilterName);
	KUNIT_EXPECT_EQ(test, GET(answer, FltGetInstanceInformation, mini->instance,
				  InstanceAggregateStandardInformation), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, standard->Flags, FLTFL_IASI_IS_MINIFILTER);
	KUNIT_EXPECT_EQ(test, standard->Type.MiniFilter.VolumeFileSystemType, FLT_FSTYPE_NTFS);
	EXPECT_NAME(answer, &standard->Type.MiniFilter, Altitude, "370030.5");
	EXPECT_NAME(answer, &standard->Type.MiniFilter, FilterName, filter_name(c));
	EXPECT_LAST(answer, &standard->Type.MiniFilter, FilterName);
	EXPECT_NO_REPORT(test);
	end_flt_case(c);
}

/* row 724: the size that is needed, and nothing written */
static void flt_information_test_short_buffers(struct kunit *test)
{
	struct flt_case *c = new_flt_case(test);
	struct mini *mini = attach_mini(c, "100");
	struct answer *answer = case_alloc_type(test, struct answer);
	ULONG needed = 0;

	KUNIT_EXPECT_EQ(test, FltGetInstanceInformation(mini->instance, InstanceFullInformation, NULL, 0, &needed),
			STATUS_BUFFER_TOO_SMALL);
	memset(answer->bytes, 0x55, ROOM);
	KUNIT_EXPECT_EQ(test, FltGetInstanceInformation(mini->instance, InstanceFullInformation, answer->bytes,
							needed - 1, &answer->returned), STATUS_BUFFER_TOO_SMALL);
	KUNIT_EXPECT_EQ(test, answer->returned, needed);
	KUNIT_EXPECT_PTR_EQ(test, memchr_inv(answer->bytes, 0x55, ROOM), NULL);
	KUNIT_EXPECT_EQ(test, FltGetInstanceInformation(mini->instance, InstanceFullInformation, answer->bytes,
							needed, &answer->returned), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, answer->returned, needed);
	KUNIT_EXPECT_PTR_EQ(test, memchr_inv(answer->bytes + needed, 0x55, ROOM - needed), NULL);
	KUNIT_EXPECT_EQ(test, FltGetFilterInformation(mini->filter, FilterFullInformation, NULL, 0, &needed),
			STATUS_BUFFER_TOO_SMALL);
	KUNIT_EXPECT_EQ(test, FltGetVolumeInformation(c->volume, FilterVolumeBasicInformation, NULL, 0, &needed),
			STATUS_BUFFER_TOO_SMALL);
	KUNIT_EXPECT_EQ(test, needed, 2);
	EXPECT_NO_REPORT(test);
	end_flt_case(c);
}

/* ---- enumerations --------------------------------------------------------------------------- */

/* row 725: in the order of altitudes, the highest first; the case's are neighbours among others */
static void flt_information_test_filters_by_number(struct kunit *test)
{
	struct flt_case *c = new_named_stack(test);
	struct answer *answer = case_alloc_type(test, struct answer);
	const PFILTER_FULL_INFORMATION full = (PVOID)answer;
	ULONG count = 0, own = 0, i;
	NTSTATUS status;

	KUNIT_EXPECT_EQ(test, FltEnumerateFilters(NULL, 0, &count), STATUS_BUFFER_TOO_SMALL);
	for (i = 0; (status = GET(answer, FltEnumerateFilterInformation, i, FilterFullInformation)) == STATUS_SUCCESS; i++)
		own += has_name(answer, 14, full->FilterNameLength, filter_name(c));
	KUNIT_EXPECT_EQ(test, status, STATUS_NO_MORE_ENTRIES);
	KUNIT_EXPECT_EQ(test, i, count);
	KUNIT_EXPECT_EQ(test, own, 3);
	EXPECT_REFERENCES(test, c->minis[0].filter, 2);
	EXPECT_NO_REPORT(test);
	end_flt_case(c);
}

static unsigned long long altitude_at(struct kunit *test, ULONG index)
{
	struct answer *answer = case_alloc_type(test, struct answer);
	const PFILTER_AGGREGATE_BASIC_INFORMATION basic = (PVOID)answer;
	unsigned long long number = 0;
	USHORT i;

	if (GET(answer, FltEnumerateFilterInformation, index, FilterAggregateBasicInformation) != STATUS_SUCCESS)
		return 0;
	for (i = 0; i < basic->Type.MiniFilter.FilterAltitudeLength; i += 2)
		number = number * 10 + answer->bytes[basic->Type.MiniFilter.FilterAltitudeBufferOffset + i] - '0';
	return number;
}

/* row 725 */
static void flt_information_test_highest_filter_first(struct kunit *test)
{
	struct flt_case *c = new_stack(test);
	ULONG i;

	for (i = 0; i < 2; i++)
		KUNIT_EXPECT_GT(test, altitude_at(test, i), altitude_at(test, i + 1));
	KUNIT_EXPECT_GT(test, altitude_at(test, 2), 0ULL);
	EXPECT_NO_REPORT(test);
	end_flt_case(c);
}

/* row 725 */
static void flt_information_test_volumes_by_number(struct kunit *test)
{
	struct flt_case *c = new_flt_case(test);
	struct mini *mini = attach_mini(c, "100");
	struct answer *answer = case_alloc_type(test, struct answer);
	const PFILTER_VOLUME_BASIC_INFORMATION basic = (PVOID)answer;
	PFLT_VOLUME volume = NULL;
	ULONG count = 0, i = 0;

	KUNIT_ASSERT_EQ(test, WinworkFltCreateVolume(wide("\\Device\\Some"), FILE_DEVICE_DISK_FILE_SYSTEM,
						     FLT_FSTYPE_NTFS, &volume), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, FltEnumerateVolumes(mini->filter, NULL, 0, &count), STATUS_BUFFER_TOO_SMALL);
	while (GET(answer, FltEnumerateVolumeInformation, mini->filter, i, FilterVolumeBasicInformation) ==
	       STATUS_SUCCESS)
		i++;
	KUNIT_EXPECT_EQ(test, i, count);
	/* The newest is the last. */
	KUNIT_EXPECT_TRUE(test, has_name(answer, 2, basic->FilterVolumeNameLength, "\\Device\\Some"));
	KUNIT_EXPECT_EQ(test, GET(answer, FltEnumerateVolumeInformation, mini->filter, count,
				  FilterVolumeBasicInformation), STATUS_NO_MORE_ENTRIES);
	EXPECT_REFERENCES(test, c->volume, 2);
	WinworkFltDeleteVolume(volume);
	EXPECT_NO_REPORT(test);
	end_flt_case(c);
}

static void expect_altitude(struct kunit *test, const struct answer *answer, NTSTATUS status, const char *altitude)
{
	const PINSTANCE_PARTIAL_INFORMATION partial = (PVOID)answer;

	KUNIT_EXPECT_EQ_MSG(test, status, altitude ? STATUS_SUCCESS : STATUS_NO_MORE_ENTRIES, "%s", altitude);
	if (status == STATUS_SUCCESS)
		EXPECT_NAME(answer, partial, Altitude, altitude ? altitude : "none");
}

/* row 725 */
static void flt_information_test_instances_by_number(struct kunit *test)
{
	static const char *const altitudes[] = { "300", "200", "100", NULL };
	struct flt_case *c = new_flt_case(test);
	struct answer *answer = case_alloc_type(test, struct answer);
	struct mini *mini = start_mini(c), *other;
	ULONG i;

	/* In another order than that of their altitudes. */
	KUNIT_ASSERT_EQ(test, attach_at(mini, "100", "low"), STATUS_SUCCESS);
	KUNIT_ASSERT_EQ(test, attach_at(mini, "300", "high"), STATUS_SUCCESS);
	other = attach_mini(c, "200");
	for (i = 0; i < 4; i++)
		expect_altitude(test, answer, GET(answer, FltEnumerateInstanceInformationByVolume, c->volume, i,
						  InstancePartialInformation), altitudes[i]);
	for (i = 0; i < 2; i++)
		expect_altitude(test, answer, GET(answer, FltEnumerateInstanceInformationByFilter, mini->filter, i,
						  InstancePartialInformation), i ? "100" : "300");
	expect_altitude(test, answer, GET(answer, FltEnumerateInstanceInformationByFilter, mini->filter, 2,
					  InstancePartialInformation), NULL);
	expect_altitude(test, answer, GET(answer, FltEnumerateInstanceInformationByFilter, other->filter, 0,
					  InstancePartialInformation), "200");
	EXPECT_REFERENCES(test, other->instance, 1);
	EXPECT_NO_REPORT(test);
	end_flt_case(c);
}

/* row 725 */
static void flt_information_test_instances_of_a_name(struct kunit *test)
{
	struct flt_case *c = new_flt_case(test);
	struct answer *answer = case_alloc_type(test, struct answer);
	struct mini *mini = start_mini(c);

	name_volume(c, "\\Device\\Some");
	KUNIT_EXPECT_EQ(test, GET(answer, FltEnumerateInstanceInformationByVolumeName, wide("\\Device\\Some"), 0,
				  InstancePartialInformation), STATUS_FLT_VOLUME_NOT_FOUND);
	KUNIT_ASSERT_EQ(test, attach_at(mini, "77", "some"), STATUS_SUCCESS);
	expect_altitude(test, answer, GET(answer, FltEnumerateInstanceInformationByVolumeName,
					  wide("\\device\\some"), 0, InstancePartialInformation), "77");
	expect_altitude(test, answer, GET(answer, FltEnumerateInstanceInformationByVolumeName,
					  wide("\\Device\\Some"), 1, InstancePartialInformation), NULL);
	KUNIT_EXPECT_EQ(test, GET(answer, FltEnumerateInstanceInformationByVolumeName, wide("\\Device\\Other"), 0,
				  InstancePartialInformation), STATUS_OBJECT_NAME_NOT_FOUND);
	EXPECT_REFERENCES(test, c->volume, 2);
	EXPECT_NO_REPORT(test);
	end_flt_case(c);
}

/* row 726 */
static void flt_information_test_filter_from_name(struct kunit *test)
{
	struct flt_case *c = new_named(test);
	struct mini *mini = attach_mini(c, "100");
	PFLT_FILTER filter = NULL;

	KUNIT_EXPECT_EQ(test, FltGetFilterFromName(wide(filter_name(c)), &filter), STATUS_SUCCESS);
	KUNIT_EXPECT_PTR_EQ(test, filter, mini->filter);
	EXPECT_REFERENCES(test, mini->filter, 3);
	FltObjectDereference(filter);
	KUNIT_EXPECT_EQ(test, FltGetFilterFromName(wide("nothing of that name"), &filter),
			STATUS_FLT_FILTER_NOT_FOUND);
	KUNIT_EXPECT_NULL(test, filter);
	EXPECT_NO_REPORT(test);
	end_flt_case(c);
}

/* ---- misuse --------------------------------------------------------------------------------- */

static void flt_information_test_wrong_level(struct kunit *test)
{
	struct flt_case *c = new_flt_case(test);
	struct mini *mini = attach_mini(c, "100");
	PFLT_FILTER filter;
	ULONG bytes;

	EXPECT_REFUSED_AT(test, DISPATCH_LEVEL, FltGetFilterInformation, mini->filter, FilterFullInformation, NULL,
			  0, &bytes);
	EXPECT_REFUSED_AT(test, DISPATCH_LEVEL, FltEnumerateFilterInformation, 0, FilterFullInformation, NULL, 0,
			  &bytes);
	EXPECT_REFUSED_AT(test, DISPATCH_LEVEL, FltGetVolumeInformation, c->volume, FilterVolumeBasicInformation,
			  NULL, 0, &bytes);
	EXPECT_REFUSED_AT(test, DISPATCH_LEVEL, FltEnumerateVolumeInformation, mini->filter, 0,
			  FilterVolumeBasicInformation, NULL, 0, &bytes);
	EXPECT_REFUSED_AT(test, DISPATCH_LEVEL, FltGetInstanceInformation, mini->instance, InstanceFullInformation,
			  NULL, 0, &bytes);
	EXPECT_REFUSED_AT(test, DISPATCH_LEVEL, FltEnumerateInstanceInformationByFilter, mini->filter, 0,
			  InstanceFullInformation, NULL, 0, &bytes);
	EXPECT_REFUSED_AT(test, DISPATCH_LEVEL, FltEnumerateInstanceInformationByVolume, c->volume, 0,
			  InstanceFullInformation, NULL, 0, &bytes);
	EXPECT_REFUSED_AT(test, DISPATCH_LEVEL, FltEnumerateInstanceInformationByVolumeName, wide("a"), 0,
			  InstanceFullInformation, NULL, 0, &bytes);
	EXPECT_REFUSED_AT(test, DISPATCH_LEVEL, FltGetFilterFromName, wide("a"), &filter);
	end_flt_case(c);
}

static void expect_wrong_object(struct kunit *test, const char *function, NTSTATUS status, PVOID object)
{
	KUNIT_EXPECT_EQ_MSG(test, status, STATUS_INVALID_PARAMETER, "%s", function);
	EXPECT_REPORT(test, function, BUGCHECK_REFERENCE_BY_POINTER, ANY, object, ANY, ANY, object);
}

static void flt_information_test_wrong_objects(struct kunit *test)
{
	struct flt_case *c = new_flt_case(test);
	struct mini *mini = attach_mini(c, "100");
	const PVOID filter = mini->filter, volume = c->volume;
	PFLT_VOLUME found;
	ULONG bytes;

	expect_wrong_object(test, "FltGetFilterInformation",
			    FltGetFilterInformation(volume, FilterFullInformation, NULL, 0, &bytes), volume);
	expect_wrong_object(test, "FltGetVolumeInformation",
			    FltGetVolumeInformation(filter, FilterVolumeBasicInformation, NULL, 0, &bytes), filter);
	expect_wrong_object(test, "FltEnumerateVolumeInformation",
			    FltEnumerateVolumeInformation(volume, 0, FilterVolumeBasicInformation, NULL, 0, &bytes),
			    volume);
	expect_wrong_object(test, "FltGetInstanceInformation",
			    FltGetInstanceInformation(filter, InstanceFullInformation, NULL, 0, &bytes), filter);
	expect_wrong_object(test, "FltEnumerateInstanceInformationByFilter",
			    FltEnumerateInstanceInformationByFilter(volume, 0, InstanceFullInformation, NULL, 0,
								    &bytes), volume);
	expect_wrong_object(test, "FltEnumerateInstanceInformationByVolume",
			    FltEnumerateInstanceInformationByVolume(filter, 0, InstanceFullInformation, NULL, 0,
								    &bytes), filter);
	expect_wrong_object(test, "FltEnumerateInstanceInformationByDeviceObject",
			    FltEnumerateInstanceInformationByDeviceObject(filter, 0, InstanceFullInformation, NULL, 0,
									  &bytes), filter);
	expect_wrong_object(test, "FltGetVolumeFromDeviceObject",
			    FltGetVolumeFromDeviceObject(filter, volume, &found), volume);
	KUNIT_EXPECT_FALSE(test, FltIsFltMgrVolumeDeviceObject(volume));
	EXPECT_REPORT(test, "FltIsFltMgrVolumeDeviceObject", BUGCHECK_REFERENCE_BY_POINTER, ANY, volume, ANY, ANY,
		      volume);
	end_flt_case(c);
}

static struct kunit_case flt_information_cases[] = {
	KUNIT_CASE(flt_information_test_of_filters),
	KUNIT_CASE(flt_information_test_of_volumes),
	KUNIT_CASE(flt_information_test_of_instances),
	KUNIT_CASE(flt_information_test_short_buffers),
	KUNIT_CASE(flt_information_test_filters_by_number),
	KUNIT_CASE(flt_information_test_highest_filter_first),
	KUNIT_CASE(flt_information_test_volumes_by_number),
	KUNIT_CASE(flt_information_test_instances_by_number),
	KUNIT_CASE(flt_information_test_instances_of_a_name),
	KUNIT_CASE(flt_information_test_filter_from_name),
	KUNIT_CASE(flt_information_test_wrong_level),
	KUNIT_CASE(flt_information_test_wrong_objects),
	{}
};

FLT_CASE_SUITE(flt_information);
