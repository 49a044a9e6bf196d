/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite flt_volume: the properties of volumes, memory for them, and volumes by their names.
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

/* ---- what it has --------------------------------------------------------------------------- */

/* row 613 */
static void flt_volume_test_file_system_type(struct kunit *test)
{
	struct flt_case *c = new_case(test);
	const PFLT_VOLUME volume = new_volume(test, "\\Device\\Some", FLT_FSTYPE_EXFAT);
	FLT_FILESYSTEM_TYPE type = FLT_FSTYPE_UNKNOWN;

	KUNIT_EXPECT_EQ(test, FltGetFileSystemType(volume, &type), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, type, FLT_FSTYPE_EXFAT);
	KUNIT_EXPECT_EQ(test, FltGetFileSystemType(c->minis[0].instance, &type), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, type, FLT_FSTYPE_NTFS);
	WinworkFltDeleteVolume(volume);
	EXPECT_NO_REPORT(test);
	end_flt_case(c);
}

/* row 615 */
static void flt_volume_test_is_writable_and_no_snapshot(struct kunit *test)
{
	struct flt_case *c = new_case(test);
	const PVOID objects[] = { c->volume, c->minis[0].instance };
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(objects); i++) {
		BOOLEAN is_writable = FALSE, is_snapshot = TRUE;

		KUNIT_EXPECT_EQ(test, FltIsVolumeWritable(objects[i], &is_writable), STATUS_SUCCESS);
		KUNIT_EXPECT_EQ(test, is_writable, TRUE);
		KUNIT_EXPECT_EQ(test, FltIsVolumeSnapshot(objects[i], &is_snapshot), STATUS_SUCCESS);
		KUNIT_EXPECT_EQ(test, is_snapshot, FALSE);
	}
	EXPECT_NO_REPORT(test);
	end_flt_case(c);
}

/* In the callbacks of a volume's end it cannot be asked any more. */
static void ask_at_the_end(struct mini *mini)
{
	BOOLEAN answer = 7;

	KUNIT_EXPECT_EQ(mini->of->test, FltIsVolumeWritable(mini->of->volume, &answer), STATUS_FLT_DELETING_OBJECT);
	KUNIT_EXPECT_EQ(mini->of->test, FltIsVolumeSnapshot(mini->of->volume, &answer), STATUS_FLT_DELETING_OBJECT);
	KUNIT_EXPECT_EQ(mini->of->test, answer, 7);
}

/* row 615 */
static void flt_volume_test_question_at_the_end(struct kunit *test)
{
	struct flt_case *c = new_case(test);

	c->minis[0].on_teardown = ask_at_the_end;
	WinworkFltDeleteVolume(c->volume);
	c->volume = NULL;
	KUNIT_EXPECT_EQ(test, atomic_read(&c->minis[0].starts), 1);
	EXPECT_NO_REPORT(test);
	end_flt_case(c);
}

/* row 615 */
static void flt_volume_test_no_guid_name(struct kunit *test)
{
	struct flt_case *c = new_case(test);
	WCHAR text[64];
	UNICODE_STRING name = { .Length = 8, .MaximumLength = sizeof(text), .Buffer = text };
	ULONG needed = 7;

	KUNIT_EXPECT_EQ(test, FltGetVolumeGuidName(c->volume, NULL, &needed), STATUS_FLT_VOLUME_NOT_FOUND);
	KUNIT_EXPECT_EQ(test, needed, 0);
	KUNIT_EXPECT_EQ(test, FltGetVolumeGuidName(c->volume, &name, NULL), STATUS_FLT_VOLUME_NOT_FOUND);
	KUNIT_EXPECT_EQ(test, name.Length, 0);
	needed = 7;
	KUNIT_EXPECT_EQ(test, FltGetVolumeGuidName(c->volume, &name, &needed), STATUS_FLT_VOLUME_NOT_FOUND);
	KUNIT_EXPECT_EQ(test, needed, 0);
	EXPECT_NO_REPORT(test);
	end_flt_case(c);
}

/* row 893 */
static void flt_volume_test_no_open_of_a_ports_volume(struct kunit *test)
{
	struct flt_case *c = new_flt_case(test);
	struct mini *mini = attach_mini(c, "100");
	PFILE_OBJECT file = (PFILE_OBJECT)test;
	HANDLE handle = (HANDLE)test;

	KUNIT_EXPECT_EQ(test, FltOpenVolume(mini->instance, &handle, &file), STATUS_INVALID_PARAMETER);
	KUNIT_EXPECT_PTR_EQ(test, handle, (HANDLE)NULL);
	KUNIT_EXPECT_PTR_EQ(test, file, (PFILE_OBJECT)NULL);
	EXPECT_NO_REPORT(test);
	EXPECT_REFUSED_AT(test, APC_LEVEL, FltOpenVolume, mini->instance, &handle, NULL);
	end_flt_case(c);
}

static void flt_volume_test_no_devices(struct kunit *test)
{
	struct flt_case *c = new_case(test);
	PDEVICE_OBJECT device = (PDEVICE_OBJECT)c;

	KUNIT_EXPECT_EQ(test, FltGetDeviceObject(c->volume, &device), STATUS_FLT_NO_DEVICE_OBJECT);
	KUNIT_EXPECT_NULL(test, device);
	device = (PDEVICE_OBJECT)c;
	KUNIT_EXPECT_EQ(test, FltGetDiskDeviceObject(c->volume, &device), STATUS_FLT_NO_DEVICE_OBJECT);
	KUNIT_EXPECT_NULL(test, device);
	EXPECT_NO_REPORT(test);
	end_flt_case(c);
}

/* row 613 */
static void flt_volume_test_aligned_pool(struct kunit *test)
{
	static const SIZE_T sizes[] = { 1, 16, 100, 511, 512, 513, 1000, 3000, 4000, 4095, 4096, 5000, 70000 };
	struct flt_case *c = new_case(test);
	const PFLT_INSTANCE instance = c->minis[0].instance;
	PVOID blocks[2 * ARRAY_SIZE(sizes)];
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(blocks); i++) {
		const SIZE_T bytes = sizes[i / 2];
		const POOL_TYPE pool = i % 2 ? PagedPool : NonPagedPoolNx;

		blocks[i] = FltAllocatePoolAlignedWithTag(instance, pool, bytes, 'ngla');
		KUNIT_ASSERT_NOT_NULL(test, blocks[i]);
		KUNIT_EXPECT_EQ_MSG(test, (ULONG_PTR)blocks[i] % 512, 0UL, "%lu bytes", bytes);
		memset(blocks[i], i, bytes);
	}
	for (i = 0; i < ARRAY_SIZE(blocks); i++) {
		KUNIT_EXPECT_NULL(test, memchr_inv(blocks[i], i, sizes[i / 2]));
		FltFreePoolAlignedWithTag(instance, blocks[i], 'ngla');
	}
	EXPECT_NO_REPORT(test);
	end_flt_case(c);
}

static void flt_volume_test_aligned_pool_misuse(struct kunit *test)
{
	struct flt_case *c = new_case(test);
	const PFLT_INSTANCE instance = c->minis[0].instance;
	PVOID block = FltAllocatePoolAlignedWithTag(instance, NonPagedPoolNx, 512, 'ngla');

	KUNIT_ASSERT_NOT_NULL(test, block);
	FltFreePoolAlignedWithTag(instance, block, 'rhto');
	EXPECT_REPORT(test, "FltFreePoolAlignedWithTag", BUGCHECK_BAD_POOL_CALLER, 0x0a, block, 'ngla', 'rhto',
		      block);
	/* It is freed all the same. */
	FltFreePoolAlignedWithTag((PFLT_INSTANCE)c->volume, block, 'ngla');
	EXPECT_REPORT(test, "FltFreePoolAlignedWithTag", BUGCHECK_REFERENCE_BY_POINTER, ANY, c->volume, ANY, ANY,
		      c->volume);
	FltFreePoolAlignedWithTag(instance, block, 'ngla');
	EXPECT_REPORT(test, "FltFreePoolAlignedWithTag", BUGCHECK_BAD_POOL_CALLER, 0x07, ANY, ANY, block, block);
	KUNIT_EXPECT_NULL(test, FltAllocatePoolAlignedWithTag((PFLT_INSTANCE)c->volume, NonPagedPoolNx, 512,
							      'ngla'));
	EXPECT_REPORT(test, "FltAllocatePoolAlignedWithTag", BUGCHECK_REFERENCE_BY_POINTER, ANY, c->volume, ANY,
		      ANY, c->volume);
	end_flt_case(c);
}

static void flt_volume_test_routine_address(struct kunit *test)
{
	KUNIT_EXPECT_PTR_EQ(test, FltGetRoutineAddress("FltGetVolumeName"), (PVOID)FltGetVolumeName);
	KUNIT_EXPECT_PTR_EQ(test, FltGetRoutineAddress("FltGetRoutineAddress"), (PVOID)FltGetRoutineAddress);
	KUNIT_EXPECT_NULL(test, FltGetRoutineAddress("fltgetvolumename"));
	KUNIT_EXPECT_NULL(test, FltGetRoutineAddress("FltGetVolume"));
	KUNIT_EXPECT_NULL(test, FltGetRoutineAddress(""));
	/* One of the kernel, and one of WinWork's own. */
	KUNIT_EXPECT_NULL(test, FltGetRoutineAddress("ExFreePool"));
	KUNIT_EXPECT_NULL(test, FltGetRoutineAddress("WinworkFltDeleteVolume"));
	EXPECT_NO_REPORT(test);
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
	FLT_FILESYSTEM_TYPE type;
	PDEVICE_OBJECT device;
	ULONG bytes;

	expect_wrong_object(test, "FltGetFileSystemType", FltGetFileSystemType(filter, &type), filter);
	expect_wrong_object(test, "FltIsVolumeWritable", FltIsVolumeWritable(filter, &is_folder), filter);
	expect_wrong_object(test, "FltIsVolumeSnapshot", FltIsVolumeSnapshot(filter, &is_folder), filter);
	expect_wrong_object(test, "FltGetVolumeGuidName", FltGetVolumeGuidName(filter, NULL, &bytes), filter);
	expect_wrong_object(test, "FltGetDeviceObject", FltGetDeviceObject(filter, &device), filter);
	expect_wrong_object(test, "FltGetDiskDeviceObject", FltGetDiskDeviceObject(filter, &device), filter);
	expect_wrong_object(test, "FltGetVolumeProperties", FltGetVolumeProperties(filter, NULL, 0, &bytes),
			    filter);
	expect_wrong_object(test, "FltGetVolumeFromName",
			    FltGetVolumeFromName((PFLT_FILTER)c->volume, wide("a"), &volume), c->volume);
	expect_wrong_object(test, "FltGetVolumeFromFileObject",
			    FltGetVolumeFromFileObject((PFLT_FILTER)c->volume, &c->file, &volume), c->volume);
	expect_wrong_object(test, "FltIsDirectory", FltIsDirectory(&c->file, filter, &is_folder), filter);
	end_flt_case(c);
}

static void flt_volume_test_wrong_level(struct kunit *test)
{
	struct flt_case *c = new_case(test);
	const struct mini *mini = &c->minis[0];
	PFLT_VOLUME volume;
	BOOLEAN is_folder;
	FLT_FILESYSTEM_TYPE type;
	PDEVICE_OBJECT device;
	ULONG bytes;

	EXPECT_REFUSED_AT(test, DISPATCH_LEVEL, FltGetFileSystemType, c->volume, &type);
	EXPECT_REFUSED_AT(test, APC_LEVEL, FltIsVolumeWritable, c->volume, &is_folder);
	EXPECT_REFUSED_AT(test, APC_LEVEL, FltIsVolumeSnapshot, c->volume, &is_folder);
	EXPECT_REFUSED_AT(test, APC_LEVEL, FltGetVolumeGuidName, c->volume, NULL, &bytes);
	EXPECT_REFUSED_AT(test, DISPATCH_LEVEL, FltGetDeviceObject, c->volume, &device);
	EXPECT_REFUSED_AT(test, DISPATCH_LEVEL, FltGetDiskDeviceObject, c->volume, &device);
	EXPECT_REFUSED_AT(test, APC_LEVEL, FltGetVolumeFromName, mini->filter, wide("a"), &volume);
	EXPECT_REFUSED_AT(test, DISPATCH_LEVEL, FltGetVolumeProperties, c->volume, NULL, 0, &bytes);
	EXPECT_REFUSED_AT(test, DISPATCH_LEVEL, FltGetVolumeFromFileObject, mini->filter, &c->file, &volume);
	EXPECT_REFUSED_AT(test, DISPATCH_LEVEL, FltIsDirectory, &c->file, mini->instance, &is_folder);
	end_flt_case(c);
}

static struct kunit_case flt_volume_cases[] = {
	KUNIT_CASE(flt_volume_test_properties),
	KUNIT_CASE(flt_volume_test_short_buffers),
	KUNIT_CASE(flt_volume_test_file_system_type),
	KUNIT_CASE(flt_volume_test_is_writable_and_no_snapshot),
	KUNIT_CASE(flt_volume_test_question_at_the_end),
	KUNIT_CASE(flt_volume_test_no_guid_name),
	KUNIT_CASE(flt_volume_test_no_open_of_a_ports_volume),
	KUNIT_CASE(flt_volume_test_no_devices),
	KUNIT_CASE(flt_volume_test_aligned_pool),
	KUNIT_CASE(flt_volume_test_aligned_pool_misuse),
	KUNIT_CASE(flt_volume_test_routine_address),
	KUNIT_CASE(flt_volume_test_from_name),
	KUNIT_CASE(flt_volume_test_wrong_objects),
	KUNIT_CASE(flt_volume_test_wrong_level),
	{}
};

FLT_CASE_SUITE(flt_volume);
