/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite flt_volume: the properties of volumes, and volumes by their names.
 */
#include "flt_case.h"

static struct flt_case *new_case(struct kunit *test)
{
	struct flt_case *c = new_flt_case(test);

	attach_mini(c, "100");
	return c;
}

/* ---- properties ----------------------------------------------------------------------------- */

static PFLT_VOLUME new_volume(struct kunit *test, const char *name, FLT_FILESYSTEM_TYPE type)
{
	PFLT_VOLUME volume = NULL;

	KUNIT_ASSERT_EQ(test, WinworkFltCreateVolume(wide(name), FILE_DEVICE_DISK_FILE_SYSTEM, type, &volume),
			STATUS_SUCCESS);
	return volume;
}

static bool is_text(const UNICODE_STRING *string, const char *expected)
{
	return RtlEqualUnicodeString(string, wide(expected), FALSE);
}

static void expect_properties(struct kunit *test, FLT_FILESYSTEM_TYPE type, const char *driver, const char *device)
{
	const PFLT_VOLUME volume = new_volume(test, "\\Device\\Some", type);
	PFLT_VOLUME_PROPERTIES properties = case_alloc(test, 256);
	ULONG bytes = 0;

	KUNIT_EXPECT_EQ(test, FltGetVolumeProperties(volume, properties, 256, &bytes), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, bytes, sizeof(*properties) + 2 * (strlen(driver) + strlen(device) + 12));
	KUNIT_EXPECT_EQ(test, properties->DeviceType, FILE_DEVICE_DISK_FILE_SYSTEM);
	KUNIT_EXPECT_EQ(test, properties->SectorSize, 512);
	KUNIT_EXPECT_EQ(test, properties->AlignmentRequirement, FILE_512_BYTE_ALIGNMENT);
	KUNIT_EXPECT_EQ(test, properties->Flags, 0);
	KUNIT_EXPECT_TRUE(test, is_text(&properties->FileSystemDriverName, driver));
	KUNIT_EXPECT_TRUE(test, is_text(&properties->FileSystemDeviceName, device));
	KUNIT_EXPECT_TRUE(test, is_text(&properties->RealDeviceName, "\\Device\\Some"));
	KUNIT_EXPECT_PTR_EQ(test, (PVOID)properties->FileSystemDriverName.Buffer, (PVOID)(properties + 1));
	WinworkFltDeleteVolume(volume);
}

/* row 613 */
static void flt_volume_test_properties(struct kunit *test)
{
	struct flt_case *c = new_case(test);

	expect_properties(test, FLT_FSTYPE_NTFS, "\\FileSystem\\Ntfs", "\\Ntfs");
	expect_properties(test, FLT_FSTYPE_FAT, "\\FileSystem\\fastfat", "\\Fat");
	expect_properties(test, FLT_FSTYPE_EXFAT, "\\FileSystem\\exfat", "\\ExFat");
	expect_properties(test, FLT_FSTYPE_REFS, "\\FileSystem\\Refs", "\\Refs");
	expect_properties(test, FLT_FSTYPE_UNKNOWN, "\\FileSystem\\winwork", "\\winwork");
	expect_properties(test, FLT_FSTYPE_CDFS, "\\FileSystem\\winwork", "\\winwork");
	EXPECT_NO_REPORT(test);
	end_flt_case(c);
}

/* row 613: too short for the structure, and for the texts */
static void flt_volume_test_short_buffers(struct kunit *test)
{
	struct flt_case *c = new_case(test);
	PFLT_VOLUME_PROPERTIES properties = case_alloc(test, 256);
	ULONG needed = 0, bytes = 0;

	KUNIT_EXPECT_EQ(test, FltGetVolumeProperties(c->volume, NULL, 0, &needed), STATUS_BUFFER_TOO_SMALL);
	KUNIT_EXPECT_GT(test, needed, (ULONG)sizeof(*properties));
	memset(properties, 0x55, 256);
	KUNIT_EXPECT_EQ(test, FltGetVolumeProperties(c->volume, properties, sizeof(*properties) - 1, &bytes),
			STATUS_BUFFER_TOO_SMALL);
	KUNIT_EXPECT_EQ(test, bytes, needed);
	KUNIT_EXPECT_EQ(test, properties->SectorSize, 0x5555);
	KUNIT_EXPECT_EQ(test, FltGetVolumeProperties(c->volume, properties, needed - 1, &bytes),
			STATUS_BUFFER_OVERFLOW);
	KUNIT_EXPECT_EQ(test, bytes, sizeof(*properties));
	KUNIT_EXPECT_EQ(test, properties->SectorSize, 512);
	KUNIT_EXPECT_EQ(test, properties->FileSystemDriverName.Length, 0);
	KUNIT_EXPECT_EQ(test, *(UCHAR *)(properties + 1), 0x55);
	KUNIT_EXPECT_EQ(test, FltGetVolumeProperties(c->volume, properties, needed, &bytes), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, bytes, needed);
	KUNIT_EXPECT_EQ(test, *((UCHAR *)properties + needed), 0x55);
	/* The volume has no name. */
	KUNIT_EXPECT_EQ(test, properties->RealDeviceName.Length, 0);
	EXPECT_NO_REPORT(test);
	end_flt_case(c);
}

/* ---- names ---------------------------------------------------------------------------------- */

static NTSTATUS find(struct flt_case *c, const char *name, PFLT_VOLUME *volume)
{
	*volume = (PFLT_VOLUME)c;
	return FltGetVolumeFromName(c->minis[0].filter, wide(name), volume);
}

/* row 612 */
static void flt_volume_test_from_name(struct kunit *test)
{
	struct flt_case *c = new_case(test);
	const PFLT_VOLUME volume = new_volume(test, "\\Device\\Some", FLT_FSTYPE_NTFS);
	static const char *const names[] = { "\\Device\\Some", "\\device\\SOME" };
	static const char *const others[] = { "\\Device\\Other", "\\Device\\Some\\x", "Some", "D:", "\\" };
	PFLT_VOLUME found;
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(names); i++) {
		KUNIT_EXPECT_EQ_MSG(test, find(c, names[i], &found), STATUS_SUCCESS, "%s", names[i]);
		KUNIT_EXPECT_PTR_EQ(test, found, volume);
		if (found)
			FltObjectDereference(found);
	}
	for (i = 0; i < ARRAY_SIZE(others); i++) {
		KUNIT_EXPECT_EQ_MSG(test, (unsigned int)find(c, others[i], &found),
				    (unsigned int)STATUS_FLT_VOLUME_NOT_FOUND, "%s", others[i]);
		KUNIT_EXPECT_NULL(test, found);
	}
	WinworkFltDeleteVolume(volume);
	KUNIT_EXPECT_EQ(test, find(c, "\\Device\\Some", &found), STATUS_FLT_VOLUME_NOT_FOUND);
	EXPECT_NO_REPORT(test);
	end_flt_case(c);
}

/* ---- misuse --------------------------------------------------------------------------------- */

static void expect_wrong_object(struct kunit *test, const char *function, NTSTATUS status, PVOID object)
{
	KUNIT_EXPECT_EQ_MSG(test, status, STATUS_INVALID_PARAMETER, "%s", function);
	EXPECT_REPORT(test, function, BUGCHECK_REFERENCE_BY_POINTER, ANY, object, ANY, ANY, object);
}

static void flt_volume_test_wrong_objects(struct kunit *test)
{
	struct flt_case *c = new_case(test);
	const PVOID filter = c->minis[0].filter;
	PFLT_VOLUME volume;
	BOOLEAN is_folder;
	ULONG bytes;

	expect_wrong_object(test, "FltGetVolumeProperties", FltGetVolumeProperties(filter, NULL, 0, &bytes),
			    filter);
	expect_wrong_object(test, "FltGetVolumeFromName",
			    FltGetVolumeFromName((PFLT_FILTER)c->volume, wide("a"), &volume), c->volume);
	expect_wrong_object(test, "FltGetVolumeFromFileObject",
			    FltGetVolumeFromFileObject((PFLT_FILTER)c->volume, &c->file, &volume), c->volume);
	expect_wrong_object(test, "FltIsDirectory", FltIsDirectory(&c->file, filter, &is_folder), filter);
	end_flt_case(c);
}

#define EXPECT_WRONG_LEVEL(test, level, function, ...)							\
	do {												\
		NTSTATUS status_;									\
		KIRQL irql_;										\
													\
		KeRaiseIrql(level, &irql_);								\
		status_ = function(__VA_ARGS__);							\
		KeLowerIrql(irql_);									\
		KUNIT_EXPECT_EQ(test, status_, STATUS_INVALID_PARAMETER);				\
		EXPECT_REPORT(test, #function, BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, ANY, level, ANY, ANY,	\
			      ANY);									\
	} while (0)

static void flt_volume_test_wrong_level(struct kunit *test)
{
	struct flt_case *c = new_case(test);
	const struct mini *mini = &c->minis[0];
	PFLT_VOLUME volume;
	BOOLEAN is_folder;
	ULONG bytes;

	EXPECT_WRONG_LEVEL(test, APC_LEVEL, FltGetVolumeFromName, mini->filter, wide("a"), &volume);
	EXPECT_WRONG_LEVEL(test, DISPATCH_LEVEL, FltGetVolumeProperties, c->volume, NULL, 0, &bytes);
	EXPECT_WRONG_LEVEL(test, DISPATCH_LEVEL, FltGetVolumeFromFileObject, mini->filter, &c->file, &volume);
	EXPECT_WRONG_LEVEL(test, DISPATCH_LEVEL, FltIsDirectory, &c->file, mini->instance, &is_folder);
	end_flt_case(c);
}

static struct kunit_case flt_volume_cases[] = {
	KUNIT_CASE(flt_volume_test_properties),
	KUNIT_CASE(flt_volume_test_short_buffers),
	KUNIT_CASE(flt_volume_test_from_name),
	KUNIT_CASE(flt_volume_test_wrong_objects),
	KUNIT_CASE(flt_volume_test_wrong_level),
	{}
};

FLT_CASE_SUITE(flt_volume);
