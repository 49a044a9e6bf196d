/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite flt_destination: the names that renames and links give.
 */
#include "flt_case.h"

#define NORMALIZED FLT_FILE_NAME_NORMALIZED
#define OPENED FLT_FILE_NAME_OPENED

/* A case whose volume is \Device\Na.med. The unnamed one is put back by end_case(). */
static struct new_names {
	struct flt_case *c;
	PFLT_VOLUME unnamed;
	PFLT_FILE_NAME_INFORMATION information;
} of;

static struct flt_case *new_case(struct kunit *test)
{
	struct flt_case *c = new_flt_case(test);

	start_mini(c);
	of.c = c;
	of.unnamed = c->volume;
	KUNIT_EXPECT_EQ(test, WinworkFltCreateVolume(wide("\\Device\\Na.med"), FILE_DEVICE_DISK_FILE_SYSTEM,
						     FLT_FSTYPE_NTFS, &c->volume), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, attach_at(&c->minis[0], "200", NULL), STATUS_SUCCESS);
	c->file.FileName = *wide("\\folder\\file.txt");
	c->file.FsContext = c;
	return c;
}

static void end_case(struct flt_case *c)
{
	WinworkFltDeleteVolume(c->volume);
	c->volume = of.unnamed;
	end_flt_case(c);
}

static NTSTATUS ask_in(HANDLE root, const char *name, FLT_FILE_NAME_OPTIONS options)
{
	const UNICODE_STRING *text = wide(name);

	return FltGetDestinationFileNameInformation(of.c->minis[0].instance, &of.c->file, root, text->Buffer,
						    text->Length, options, &of.information);
}

static NTSTATUS ask(const char *name, FLT_FILE_NAME_OPTIONS options)
{
	return ask_in(NULL, name, options);
}

static bool is_text(const UNICODE_STRING *string, const char *expected)
{
	return RtlEqualUnicodeString(string, wide(expected), FALSE);
}

static void expect_name(struct kunit *test, const char *name, const char *path)
{
	char whole[64];

	snprintf(whole, sizeof(whole), "\\Device\\Na.med%s", path);
	KUNIT_EXPECT_EQ(test, ask(name, OPENED), STATUS_SUCCESS);
	if (!of.information)
		return;
	KUNIT_EXPECT_TRUE_MSG(test, is_text(&of.information->Name, whole), "%s", name);
	KUNIT_EXPECT_TRUE(test, is_text(&of.information->Volume, "\\Device\\Na.med"));
	FltReleaseFileNameInformation(of.information);
}

static void expect_refused(struct kunit *test, const char *name, NTSTATUS status)
{
	of.information = (PFLT_FILE_NAME_INFORMATION)&of;
	KUNIT_EXPECT_EQ_MSG(test, (unsigned int)ask(name, NORMALIZED), (unsigned int)status, "%s", name);
	KUNIT_EXPECT_NULL(test, of.information);
}

/* row 664: with the name of the volume, and beside the file */
static void flt_destination_test_names(struct kunit *test)
{
	struct flt_case *c = new_case(test);

	expect_name(test, "new", "\\folder\\new");
	expect_name(test, "\\Device\\Na.med\\other\\new", "\\other\\new");
	expect_name(test, "\\Device\\Na.med\\new", "\\new");
	/* Names of devices have letters of any case, and those of files keep theirs. */
	expect_name(test, "\\device\\NA.MED\\New", "\\New");
	c->file.FileName = *wide("\\file.txt");
	expect_name(test, "new", "\\new");
	EXPECT_NO_REPORT(test);
	end_case(c);
}

/* row 664: names that no rename and no link can give */
static void flt_destination_test_wrong_names(struct kunit *test)
{
	struct flt_case *c = new_case(test);

	expect_refused(test, "\\Device\\Other\\new", STATUS_NOT_SAME_DEVICE);
	expect_refused(test, "\\Device\\Na.medium\\new", STATUS_NOT_SAME_DEVICE);
	expect_refused(test, "\\Device\\Na.med", STATUS_NOT_SAME_DEVICE);
	expect_refused(test, "\\??\\C:\\new", STATUS_NOT_SAME_DEVICE);
	expect_refused(test, "\\", STATUS_NOT_SAME_DEVICE);
	expect_refused(test, "below\\new", STATUS_OBJECT_NAME_INVALID);
	expect_refused(test, "new:stream", STATUS_OBJECT_NAME_INVALID);
	expect_refused(test, "\\Device\\Na.med\\new:stream", STATUS_OBJECT_NAME_INVALID);
	EXPECT_NO_REPORT(test);
	end_case(c);
}

static void flt_destination_test_formats(struct kunit *test)
{
	struct flt_case *c = new_case(test);

	KUNIT_EXPECT_EQ(test, ask("new", NORMALIZED | FLT_FILE_NAME_QUERY_DEFAULT), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, of.information->Format, (ULONG)NORMALIZED);
	KUNIT_EXPECT_EQ(test, of.information->NamesParsed, 0);
	KUNIT_EXPECT_EQ(test, FltParseFileNameInformation(of.information), STATUS_SUCCESS);
	KUNIT_EXPECT_TRUE(test, is_text(&of.information->ParentDir, "\\folder\\"));
	FltReleaseFileNameInformation(of.information);
	KUNIT_EXPECT_EQ(test, ask("new", FLT_FILE_NAME_SHORT), STATUS_FLT_INVALID_NAME_REQUEST);
	KUNIT_EXPECT_NULL(test, of.information);
	end_case(c);
}

/* The cache knows the folder of an open file. */
static void expect_cache_only(struct kunit *test)
{
	unsigned int method;

	for (method = 0; method <= FLT_FILE_NAME_QUERY_ALWAYS_ALLOW_CACHE_LOOKUP; method += 0x100) {
		const bool cache = method == FLT_FILE_NAME_QUERY_CACHE_ONLY ||
				   method == FLT_FILE_NAME_QUERY_ALWAYS_ALLOW_CACHE_LOOKUP;

		KUNIT_EXPECT_EQ_MSG(test, (unsigned int)ask("new", OPENED | method),
				    cache ? STATUS_SUCCESS : (unsigned int)STATUS_FLT_INVALID_NAME_REQUEST,
				    "method 0x%x", method);
		if (of.information)
			FltReleaseFileNameInformation(of.information);
	}
}

/* row 664: in a thread in which the file system is not asked */
static void flt_destination_test_where_the_file_system_is_not_asked(struct kunit *test)
{
	struct flt_case *c = new_case(test);

	IoSetTopLevelIrp((PIRP)FSRTL_FSP_TOP_LEVEL_IRP);
	expect_cache_only(test);
	IoSetTopLevelIrp(NULL);
	KeEnterGuardedRegion();
	expect_cache_only(test);
	KeLeaveGuardedRegion();
	EXPECT_NO_REPORT(test);
#if HAVE_LOG_READER
	KUNIT_EXPECT_FALSE(test, log_has("FltGetDestinationFileNameInformation: refused"));
#endif
	end_case(c);
}

static void flt_destination_test_longest_name(struct kunit *test)
{
	struct flt_case *c = new_case(test);
	const PFLT_INSTANCE instance = c->minis[0].instance;
	WCHAR *name = case_alloc(test, 0x10000);
	const USHORT most = 0xfffe - sizeof(WCHAR) * (sizeof("\\Device\\Na.med\\folder\\") - 1);
	unsigned int i;

	for (i = 0; i < 0x8000; i++)
		name[i] = 'x';
	KUNIT_EXPECT_EQ(test, STATUS_SUCCESS, FltGetDestinationFileNameInformation(
		instance, &c->file, NULL, name, most, OPENED, &of.information));
	KUNIT_ASSERT_NOT_NULL(test, of.information);
	KUNIT_EXPECT_EQ(test, of.information->Name.Length, 0xfffe);
	FltReleaseFileNameInformation(of.information);
	KUNIT_EXPECT_EQ(test, STATUS_NAME_TOO_LONG, FltGetDestinationFileNameInformation(
		instance, &c->file, NULL, name, most + 2, OPENED, &of.information));
	KUNIT_EXPECT_EQ(test, STATUS_NAME_TOO_LONG, FltGetDestinationFileNameInformation(
		instance, &c->file, NULL, name, 0x10000, OPENED, &of.information));
	end_case(c);
}

static void flt_destination_test_root_directory(struct kunit *test)
{
	struct flt_case *c = new_case(test);
	HANDLE event;

	KUNIT_EXPECT_EQ(test, ask_in((HANDLE)0x7ffc, "new", OPENED), STATUS_INVALID_HANDLE);
	/* A handle of no file. */
	KUNIT_ASSERT_EQ(test, ZwCreateEvent(&event, EVENT_ALL_ACCESS, NULL, NotificationEvent, FALSE),
			STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, ask_in(event, "new", OPENED), STATUS_NOT_SAME_DEVICE);
	KUNIT_EXPECT_EQ(test, ask_in(event, "\\new", OPENED), STATUS_OBJECT_NAME_INVALID);
	ZwClose(event);
	KUNIT_EXPECT_NULL(test, of.information);
	EXPECT_NO_REPORT(test);
	end_case(c);
}

static void flt_destination_test_wrong_level(struct kunit *test)
{
	struct flt_case *c = new_case(test);
	NTSTATUS status;

	AT_LEVEL(DISPATCH_LEVEL, status = ask("new", OPENED));
	KUNIT_EXPECT_EQ(test, status, STATUS_INVALID_PARAMETER);
	EXPECT_WRONG_LEVEL(test, "FltGetDestinationFileNameInformation", DISPATCH_LEVEL, &c->file);
	AT_LEVEL(APC_LEVEL, status = ask_in((HANDLE)0x7ffc, "new", OPENED));
	KUNIT_EXPECT_EQ(test, status, STATUS_INVALID_PARAMETER);
	EXPECT_WRONG_LEVEL(test, "FltGetDestinationFileNameInformation", APC_LEVEL, &c->file);
	end_case(c);
}

/* ---- after the operation -------------------------------------------------------------------- */

static FLT_PREOP_CALLBACK_STATUS tunneled_before(struct mini *mini, PFLT_CALLBACK_DATA data, PVOID *context)
{
	PFLT_FILE_NAME_INFORMATION other = of.information;

	KUNIT_EXPECT_EQ(mini->of->test, FltGetTunneledName(data, of.information, &other),
			STATUS_INVALID_PARAMETER);
	KUNIT_EXPECT_NULL(mini->of->test, other);
	EXPECT_REPORT(mini->of->test, "FltGetTunneledName", BUGCHECK_FLTMGR, 0, data,
		      data->Iopb->MajorFunction, 0, data);
	return FLT_PREOP_SUCCESS_WITH_CALLBACK;
}

static FLT_POSTOP_CALLBACK_STATUS tunneled_after(struct mini *mini, PFLT_CALLBACK_DATA data, PVOID context,
						 FLT_POST_OPERATION_FLAGS flags)
{
	struct kunit *test = mini->of->test;
	const bool fits = data->Iopb->MajorFunction == IRP_MJ_CREATE;
	PFLT_FILE_NAME_INFORMATION other = of.information;

	KUNIT_EXPECT_EQ(test, FltGetTunneledName(data, of.information, &other),
			fits ? STATUS_SUCCESS : STATUS_INVALID_PARAMETER);
	KUNIT_EXPECT_NULL(test, other);
	if (!fits)
		EXPECT_REPORT(test, "FltGetTunneledName", BUGCHECK_FLTMGR, 0, data,
			      data->Iopb->MajorFunction, 0, data);
	return FLT_POSTOP_FINISHED_PROCESSING;
}

/* row 664: nothing is tunneled; misuse is reported */
static void flt_destination_test_tunneled_name(struct kunit *test)
{
	struct flt_case *c = new_case(test);
	struct mini *mini = &c->minis[0];
	PFLT_FILE_NAME_INFORMATION other;

	KUNIT_ASSERT_EQ(test, ask("new", NORMALIZED), STATUS_SUCCESS);
	mini->on_pre = tunneled_before;
	mini->on_post = tunneled_after;
	KUNIT_EXPECT_EQ(test, send_major(c, IRP, IRP_MJ_CREATE), STATUS_SUCCESS);
	EXPECT_TRACE(c, "Fa");
	EXPECT_NO_REPORT(test);
	KUNIT_EXPECT_EQ(test, send_read(c), STATUS_SUCCESS);
	EXPECT_TRACE(c, "FaAFa");
	/* Of an operation that has ended. */
	KUNIT_EXPECT_EQ(test, FltGetTunneledName(mini->data, of.information, &other),
			STATUS_INVALID_PARAMETER);
	EXPECT_REPORT(test, "FltGetTunneledName", BUGCHECK_FLTMGR, 0, mini->data, 0, 0, mini->data);
	FltReleaseFileNameInformation(of.information);
	KUNIT_EXPECT_EQ(test, FltGetTunneledName(mini->data, of.information, &other),
			STATUS_INVALID_PARAMETER);
	EXPECT_REPORT(test, "FltGetTunneledName", BUGCHECK_FLTMGR, 0x68, 0, of.information, 0, of.information);
	end_case(c);
}

static void flt_destination_test_purge(struct kunit *test)
{
	struct flt_case *c = new_case(test);

	KUNIT_EXPECT_EQ(test, FltPurgeFileNameInformationCache(c->minis[0].instance, NULL), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, FltPurgeFileNameInformationCache(c->minis[0].instance, &c->file), STATUS_SUCCESS);
	EXPECT_NO_REPORT(test);
	KUNIT_EXPECT_EQ(test, FltPurgeFileNameInformationCache((PFLT_INSTANCE)c->volume, NULL),
			STATUS_INVALID_PARAMETER);
	EXPECT_REPORT(test, "FltPurgeFileNameInformationCache", BUGCHECK_REFERENCE_BY_POINTER, ANY,
		      c->volume, ANY, ANY, c->volume);
	end_case(c);
}

static struct kunit_case flt_destination_cases[] = {
	KUNIT_CASE(flt_destination_test_names),
	KUNIT_CASE(flt_destination_test_wrong_names),
	KUNIT_CASE(flt_destination_test_formats),
	KUNIT_CASE(flt_destination_test_where_the_file_system_is_not_asked),
	KUNIT_CASE(flt_destination_test_longest_name),
	KUNIT_CASE(flt_destination_test_root_directory),
	KUNIT_CASE(flt_destination_test_wrong_level),
	KUNIT_CASE(flt_destination_test_tunneled_name),
	KUNIT_CASE(flt_destination_test_purge),
	{}
};

FLT_CASE_SUITE(flt_destination);
