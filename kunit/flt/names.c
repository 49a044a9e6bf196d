/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite flt_names: the names of files that a minifilter asks for, where it may ask, and their parts.
 */
#include "flt_case.h"

/* ---- texts ---------------------------------------------------------------------------------- */

static const char *narrow(const UNICODE_STRING *string)
{
	static char texts[4][128];
	static unsigned int next;
	char *text = texts[next++ % 4];
	USHORT i;

	for (i = 0; i < string->Length / sizeof(WCHAR) && i < 127; i++)
		text[i] = (char)string->Buffer[i];
	text[i] = 0;
	return text;
}

/* A part that is not there has no buffer; others are in the memory of the whole. */
static void expect_part(struct kunit *test, const UNICODE_STRING *whole, const UNICODE_STRING *part,
			const char *expected)
{
	const WCHAR *end = whole->Buffer + whole->Length / sizeof(WCHAR);

	KUNIT_EXPECT_STREQ(test, narrow(part), expected);
	if (!*expected)
		KUNIT_EXPECT_PTR_EQ(test, (void *)part->Buffer, NULL);
	else
		KUNIT_EXPECT_TRUE(test, part->Buffer >= whole->Buffer && part->Buffer < end);
}

struct parsed {
	const char *name, *parent, *final, *extension, *stream;
};

static const struct parsed parsed[] = {
	{ "\\folder\\file.txt", "\\folder\\", "file.txt", "txt", "" },
	{ "\\a.b\\c\\d.tar.gz", "\\a.b\\c\\", "d.tar.gz", "gz", "" },
	{ "\\folder.d\\file", "\\folder.d\\", "file", "", "" },
	{ "\\file.txt:stream", "\\", "file.txt:stream", "txt", ":stream" },
	{ "\\f:s.txt:$DATA", "\\", "f:s.txt:$DATA", "", ":s.txt:$DATA" },
	{ "\\f.x::$DATA", "\\", "f.x::$DATA", "x", "::$DATA" },
	{ "\\a:b\\c", "\\a:b\\", "c", "", "" },
	{ "\\.profile", "\\", ".profile", "profile", "" },
	{ "\\file.", "\\", "file.", "", "" },
	{ "\\folder\\", "\\folder\\", "", "", "" },
	{ "\\", "\\", "", "", "" },
	{ "file.txt", "", "file.txt", "txt", "" },
	{ ":s", "", ":s", "", ":s" },
	{ "", "", "", "", "" },
};

/* row 660: parts of a text */
static void flt_names_test_parts_of_a_text(struct kunit *test)
{
	UNICODE_STRING extension, stream, final;
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(parsed); i++) {
		const UNICODE_STRING *name = wide(parsed[i].name);

		KUNIT_EXPECT_EQ(test, FltParseFileName(name, &extension, &stream, &final), STATUS_SUCCESS);
		expect_part(test, name, &extension, parsed[i].extension);
		expect_part(test, name, &stream, parsed[i].stream);
		expect_part(test, name, &final, parsed[i].final);
	}
	/* Each of them may be left out. */
	KUNIT_EXPECT_EQ(test, FltParseFileName(wide("\\a.b:c"), NULL, &stream, NULL), STATUS_SUCCESS);
	KUNIT_EXPECT_STREQ(test, narrow(&stream), ":c");
	KUNIT_EXPECT_EQ(test, FltParseFileName(wide("\\a.b:c"), &extension, NULL, &final), STATUS_SUCCESS);
	KUNIT_EXPECT_STREQ(test, narrow(&extension), "b");
	KUNIT_EXPECT_STREQ(test, narrow(&final), "a.b:c");
	EXPECT_NO_REPORT(test);
}

static void flt_names_test_parse_at_dispatch_level(struct kunit *test)
{
	UNICODE_STRING final = { .Length = 77 };
	NTSTATUS status;
	KIRQL irql;

	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	status = FltParseFileName(wide("\\a"), NULL, NULL, &final);
	KeLowerIrql(irql);
	KUNIT_EXPECT_EQ(test, status, STATUS_INVALID_PARAMETER);
	KUNIT_EXPECT_EQ(test, final.Length, 77);
	EXPECT_REPORT(test, "FltParseFileName", BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, ANY, DISPATCH_LEVEL, ANY,
		      ANY, NULL);
}

/* ---- information about the name of a file --------------------------------------------------- */

#define NORMALIZED FLT_FILE_NAME_NORMALIZED
#define OPENED FLT_FILE_NAME_OPENED
#define SHORT FLT_FILE_NAME_SHORT

/* An open file, and a minifilter on its volume, which has no name. */
static struct flt_case *new_names_case(struct kunit *test)
{
	struct flt_case *c = new_flt_case(test);

	attach_mini(c, "100");
	c->file.FileName = *wide("\\folder\\file.txt");
	c->file.FsContext = c;
	return c;
}

static NTSTATUS ask_unsafe(struct flt_case *c, FLT_FILE_NAME_OPTIONS options,
			   PFLT_FILE_NAME_INFORMATION *information)
{
	return FltGetFileNameInformationUnsafe(&c->file, c->minis[0].instance, options, information);
}

/* NULL after a failed check. */
static PFLT_FILE_NAME_INFORMATION name_of(struct flt_case *c)
{
	PFLT_FILE_NAME_INFORMATION information = NULL;

	KUNIT_EXPECT_EQ(c->test, ask_unsafe(c, OPENED, &information), STATUS_SUCCESS);
	KUNIT_ASSERT_NOT_NULL(c->test, information);
	return information;
}

static void expect_parts(struct kunit *test, PFLT_FILE_NAME_INFORMATION information,
			 const struct parsed *expected)
{
	UNICODE_STRING *name = &information->Name;

	KUNIT_EXPECT_EQ(test, FltParseFileNameInformation(information), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, information->NamesParsed,
			FLTFL_FILE_NAME_PARSED_FINAL_COMPONENT | FLTFL_FILE_NAME_PARSED_EXTENSION |
			FLTFL_FILE_NAME_PARSED_STREAM | FLTFL_FILE_NAME_PARSED_PARENT_DIR);
	expect_part(test, name, &information->ParentDir, expected->parent);
	expect_part(test, name, &information->FinalComponent, expected->final);
	expect_part(test, name, &information->Extension, expected->extension);
	expect_part(test, name, &information->Stream, expected->stream);
	KUNIT_EXPECT_EQ(test, information->Share.Length, 0);
}

/* row 660: parts of a name */
static void flt_names_test_parts_of_a_name(struct kunit *test)
{
	struct flt_case *c = new_names_case(test);
	PFLT_FILE_NAME_INFORMATION information;
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(parsed); i++) {
		c->file.FileName = *wide(parsed[i].name);
		information = name_of(c);
		expect_parts(test, information, &parsed[i]);
		/* Once more is the same. */
		expect_parts(test, information, &parsed[i]);
		FltReleaseFileNameInformation(information);
	}
	EXPECT_NO_REPORT(test);
	end_flt_case(c);
}

/* row 660: they do not contain the name of the volume */
static void flt_names_test_parts_behind_a_volume(struct kunit *test)
{
	struct flt_case *c = new_names_case(test);
	PFLT_VOLUME volume = c->volume;
	PFLT_FILE_NAME_INFORMATION information;

	KUNIT_EXPECT_EQ(test, WinworkFltCreateVolume(wide("\\Device\\Na.med"), FILE_DEVICE_DISK_FILE_SYSTEM,
						     FLT_FSTYPE_NTFS, &c->volume), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, attach_at(&c->minis[0], "200", NULL), STATUS_SUCCESS);
	information = name_of(c);
	KUNIT_EXPECT_STREQ(test, narrow(&information->Name), "\\Device\\Na.med\\folder\\file.txt");
	KUNIT_EXPECT_STREQ(test, narrow(&information->Volume), "\\Device\\Na.med");
	KUNIT_EXPECT_EQ(test, FltParseFileNameInformation(information), STATUS_SUCCESS);
	KUNIT_EXPECT_STREQ(test, narrow(&information->ParentDir), "\\folder\\");
	FltReleaseFileNameInformation(information);
	/* That of the volume itself has no parts. */
	c->file.FileName.Length = 0;
	information = name_of(c);
	KUNIT_EXPECT_EQ(test, FltParseFileNameInformation(information), STATUS_SUCCESS);
	KUNIT_EXPECT_STREQ(test, narrow(&information->Name), "\\Device\\Na.med");
	expect_part(test, &information->Name, &information->ParentDir, "");
	expect_part(test, &information->Name, &information->FinalComponent, "");
	expect_part(test, &information->Name, &information->Extension, "");
	FltReleaseFileNameInformation(information);
	WinworkFltDeleteVolume(c->volume);
	c->volume = volume;
	end_flt_case(c);
}

/* It does not look at the thread, and the query methods find the same. */
static void flt_names_test_outside_of_operations(struct kunit *test)
{
	struct flt_case *c = new_names_case(test);
	PFLT_FILE_NAME_INFORMATION information;
	unsigned int method;

	KeEnterGuardedRegion();
	IoSetTopLevelIrp((PIRP)FSRTL_FSP_TOP_LEVEL_IRP);
	for (method = 0; method <= FLT_FILE_NAME_QUERY_ALWAYS_ALLOW_CACHE_LOOKUP; method += 0x100) {
		KUNIT_EXPECT_EQ(test, ask_unsafe(c, NORMALIZED | method, &information), STATUS_SUCCESS);
		KUNIT_EXPECT_EQ(test, information->Size, sizeof(*information));
		KUNIT_EXPECT_EQ(test, information->Format, (ULONG)NORMALIZED);
		KUNIT_EXPECT_EQ(test, information->NamesParsed, 0);
		KUNIT_EXPECT_EQ(test, information->Volume.Length, 0);
		KUNIT_EXPECT_EQ(test, information->Share.Length, 0);
		KUNIT_EXPECT_STREQ(test, narrow(&information->Name), "\\folder\\file.txt");
		FltReleaseFileNameInformation(information);
	}
	IoSetTopLevelIrp(NULL);
	KeLeaveGuardedRegion();
	KUNIT_EXPECT_EQ(test, ask_unsafe(c, SHORT, &information), STATUS_OBJECT_NAME_NOT_FOUND);
	KUNIT_EXPECT_PTR_EQ(test, information, (PFLT_FILE_NAME_INFORMATION)NULL);
	EXPECT_NO_REPORT(test);
	/* What the file was opened relative to is not known any more. */
	c->file.RelatedFileObject = (PFILE_OBJECT)1;
	FltReleaseFileNameInformation(name_of(c));
	end_flt_case(c);
}

/* row 663: a name that has been returned does not change */
static void flt_names_test_an_old_name_stays(struct kunit *test)
{
	struct flt_case *c = new_names_case(test);
	PFLT_FILE_NAME_INFORMATION old = name_of(c), new;

	c->file.FileName = *wide("\\other\\file.txt");
	new = name_of(c);
	KUNIT_EXPECT_STREQ(test, narrow(&new->Name), "\\other\\file.txt");
	KUNIT_EXPECT_STREQ(test, narrow(&old->Name), "\\folder\\file.txt");
	FltReferenceFileNameInformation(old);
	FltReleaseFileNameInformation(old);
	KUNIT_EXPECT_EQ(test, FltParseFileNameInformation(old), STATUS_SUCCESS);
	KUNIT_EXPECT_STREQ(test, narrow(&old->ParentDir), "\\folder\\");
	FltReleaseFileNameInformation(old);
	FltReleaseFileNameInformation(new);
	EXPECT_NO_REPORT(test);
	end_flt_case(c);
}

static void expect_normalized(struct flt_case *c, const char *opened, const char *expected)
{
	PFLT_FILE_NAME_INFORMATION information;

	c->file.FileName = *wide(opened);
	information = name_of(c);
	KUNIT_EXPECT_STREQ(c->test, narrow(&information->Name), opened);
	FltReleaseFileNameInformation(information);
	KUNIT_EXPECT_EQ(c->test, ask_unsafe(c, NORMALIZED, &information), STATUS_SUCCESS);
	KUNIT_EXPECT_STREQ(c->test, narrow(&information->Name), expected);
	FltReleaseFileNameInformation(information);
}

/* The type of a stream is not in normalized names, if it is the usual one. */
static void flt_names_test_normalized_streams(struct kunit *test)
{
	struct flt_case *c = new_names_case(test);

	expect_normalized(c, "\\a.txt", "\\a.txt");
	expect_normalized(c, "\\a.txt::$DATA", "\\a.txt");
	expect_normalized(c, "\\a.txt::$Data", "\\a.txt");
	expect_normalized(c, "\\a.txt:s:$DATA", "\\a.txt:s");
	expect_normalized(c, "\\a.txt:s", "\\a.txt:s");
	expect_normalized(c, "\\a:$I30:$INDEX_ALLOCATION", "\\a:$I30:$INDEX_ALLOCATION");
	expect_normalized(c, "\\a$DATA", "\\a$DATA");
	expect_normalized(c, "", "");
	end_flt_case(c);
}

static void flt_names_test_longest_name(struct kunit *test)
{
	struct flt_case *c = new_names_case(test);
	const PFLT_VOLUME volume = c->volume;
	PFLT_FILE_NAME_INFORMATION information;

	c->file.FileName.Buffer = case_alloc(test, 0xfffe);
	c->file.FileName.Length = c->file.FileName.MaximumLength = 0xfffe;
	information = name_of(c);
	KUNIT_EXPECT_EQ(test, information->Name.Length, 0xfffe);
	FltReleaseFileNameInformation(information);
	/* With the name of the volume it is too long. */
	KUNIT_EXPECT_EQ(test, WinworkFltCreateVolume(wide("\\V"), FILE_DEVICE_DISK_FILE_SYSTEM,
						     FLT_FSTYPE_NTFS, &c->volume), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, attach_at(&c->minis[0], "200", NULL), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, ask_unsafe(c, OPENED, &information), STATUS_NAME_TOO_LONG);
	KUNIT_EXPECT_PTR_EQ(test, information, (PFLT_FILE_NAME_INFORMATION)NULL);
	WinworkFltDeleteVolume(c->volume);
	c->volume = volume;
	end_flt_case(c);
}

/* ---- misuse --------------------------------------------------------------------------------- */

#define RELEASED_TOO_OFTEN 0x68

#define EXPECT_NOT_LIVE(test, function, information)						\
	EXPECT_REPORT(test, function, BUGCHECK_FLTMGR, RELEASED_TOO_OFTEN, 0, information, 0, information)

static void expect_no_information(struct kunit *test, PVOID pointer)
{
	FltReleaseFileNameInformation(pointer);
	EXPECT_NOT_LIVE(test, "FltReleaseFileNameInformation", pointer);
	FltReferenceFileNameInformation(pointer);
	EXPECT_NOT_LIVE(test, "FltReferenceFileNameInformation", pointer);
	KUNIT_EXPECT_EQ(test, FltParseFileNameInformation(pointer), STATUS_INVALID_PARAMETER);
	EXPECT_NOT_LIVE(test, "FltParseFileNameInformation", pointer);
}

static void flt_names_test_what_is_no_information(struct kunit *test)
{
	struct flt_case *c = new_names_case(test);
	PFLT_FILE_NAME_INFORMATION information = name_of(c);
	FLT_FILE_NAME_INFORMATION own = { .Size = sizeof(own) };
	PVOID block = ExAllocatePool2(POOL_FLAG_PAGED, sizeof(own), TAG);

	FltReleaseFileNameInformation(information);
	EXPECT_NO_REPORT(test);
	/* Released already, the driver's own, its pool, a pointer into the kernel's code, and none. */
	expect_no_information(test, information);
	expect_no_information(test, &own);
	expect_no_information(test, block);
	expect_no_information(test, (PVOID)FltReleaseFileNameInformation);
	expect_no_information(test, NULL);
	ExFreePoolWithTag(block, TAG);
	end_flt_case(c);
}

static void flt_names_test_at_dispatch_level(struct kunit *test)
{
	struct flt_case *c = new_names_case(test);
	PFLT_FILE_NAME_INFORMATION information = name_of(c), none;
	NTSTATUS status;

	AT_LEVEL(DISPATCH_LEVEL, status = ask_unsafe(c, NORMALIZED, &none));
	KUNIT_EXPECT_EQ(test, status, STATUS_INVALID_PARAMETER);
	EXPECT_WRONG_LEVEL(test, "FltGetFileNameInformationUnsafe", DISPATCH_LEVEL, &c->file);
	AT_LEVEL(DISPATCH_LEVEL, status = FltParseFileNameInformation(information));
	KUNIT_EXPECT_EQ(test, status, STATUS_INVALID_PARAMETER);
	EXPECT_WRONG_LEVEL(test, "FltParseFileNameInformation", DISPATCH_LEVEL, information);
	AT_LEVEL(DISPATCH_LEVEL, FltReferenceFileNameInformation(information));
	EXPECT_WRONG_LEVEL(test, "FltReferenceFileNameInformation", DISPATCH_LEVEL, information);
	AT_LEVEL(DISPATCH_LEVEL, FltReleaseFileNameInformation(information));
	EXPECT_WRONG_LEVEL(test, "FltReleaseFileNameInformation", DISPATCH_LEVEL, information);
	/* It has its one reference still. */
	FltReleaseFileNameInformation(information);
	EXPECT_NO_REPORT(test);
	FltReleaseFileNameInformation(information);
	EXPECT_NOT_LIVE(test, "FltReleaseFileNameInformation", information);
	end_flt_case(c);
}

static void flt_names_test_what_is_no_instance(struct kunit *test)
{
	struct flt_case *c = new_names_case(test);
	PFLT_FILE_NAME_INFORMATION information;

	KUNIT_EXPECT_EQ(test, STATUS_INVALID_PARAMETER, FltGetFileNameInformationUnsafe(
		&c->file, (PFLT_INSTANCE)c->volume, NORMALIZED, &information));
	EXPECT_REPORT(test, "FltGetFileNameInformationUnsafe", BUGCHECK_REFERENCE_BY_POINTER, ANY,
		      c->volume, ANY, ANY, c->volume);
	end_flt_case(c);
}

/* ---- a minifilter that asks ------------------------------------------------------------------ */

/* The state of the thread that asks. */
enum state {
	ORDINARY,
	IN_GUARDED_REGION,
	WITH_TOP_LEVEL_IRP,
};

/* One at a time. */
static struct asker {
	struct flt_case *c;
	PFLT_FILTER filter;
	bool in_post;			/* ask in the post-operation callback */
	enum state state;
	FLT_FILE_NAME_OPTIONS options;
	unsigned int calls;
	PFLT_CALLBACK_DATA data;
	NTSTATUS status;
	PFLT_FILE_NAME_INFORMATION information;
} asker;

static void ask(PFLT_CALLBACK_DATA data)
{
	asker.calls++;
	asker.data = data;
	asker.information = (PFLT_FILE_NAME_INFORMATION)&asker;
	if (asker.state == IN_GUARDED_REGION)
		KeEnterGuardedRegion();
	if (asker.state == WITH_TOP_LEVEL_IRP)
		IoSetTopLevelIrp((PIRP)FSRTL_FSP_TOP_LEVEL_IRP);
	asker.status = FltGetFileNameInformation(data, asker.options, &asker.information);
	if (asker.state == WITH_TOP_LEVEL_IRP)
		IoSetTopLevelIrp(NULL);
	if (asker.state == IN_GUARDED_REGION)
		KeLeaveGuardedRegion();
}

static FLT_PREOP_CALLBACK_STATUS ask_before(PFLT_CALLBACK_DATA data, PCFLT_RELATED_OBJECTS objects,
					    PVOID *context)
{
	if (!asker.in_post)
		ask(data);
	return FLT_PREOP_SUCCESS_WITH_CALLBACK;
}

static FLT_POSTOP_CALLBACK_STATUS ask_after(PFLT_CALLBACK_DATA data, PCFLT_RELATED_OBJECTS objects,
					    PVOID context, FLT_POST_OPERATION_FLAGS flags)
{
	if (asker.in_post)
		ask(data);
	return FLT_POSTOP_FINISHED_PROCESSING;
}

#define ASK(major) { major, 0, ask_before, ask_after }

static struct flt_case *new_asker(struct kunit *test)
{
	static const FLT_OPERATION_REGISTRATION operations[] = {
		ASK(IRP_MJ_CREATE), ASK(IRP_MJ_READ), ASK(IRP_MJ_CLEANUP), ASK(IRP_MJ_CLOSE),
		ASK(IRP_MJ_ACQUIRE_FOR_SECTION_SYNCHRONIZATION),
		ASK(IRP_MJ_RELEASE_FOR_SECTION_SYNCHRONIZATION),
		ASK(IRP_MJ_ACQUIRE_FOR_MOD_WRITE), ASK(IRP_MJ_RELEASE_FOR_MOD_WRITE),
		ASK(IRP_MJ_ACQUIRE_FOR_CC_FLUSH), ASK(IRP_MJ_RELEASE_FOR_CC_FLUSH),
		{ IRP_MJ_OPERATION_END }
	};
	static const FLT_REGISTRATION registration = {
		.Size = sizeof(registration),
		.Version = FLT_REGISTRATION_VERSION,
		.OperationRegistration = operations,
	};
	struct flt_case *c = new_flt_case(test);

	memset(&asker, 0, sizeof(asker));
	asker.c = c;
	KUNIT_ASSERT_EQ(test, FltRegisterFilter(fixture_of(test)->driver, &registration, &asker.filter),
			STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, FltStartFiltering(asker.filter), STATUS_SUCCESS);
	c->file.FileName = *wide("\\folder\\file.txt");
	c->file.FsContext = c;
	return c;
}

static void end_asker(struct flt_case *c)
{
	FltUnregisterFilter(asker.filter);
	end_flt_case(c);
}

/* A place that a minifilter may ask in. */
struct place {
	FLT_CALLBACK_DATA_FLAGS kind;
	UCHAR major;
	bool post;
	ULONG irp_flags;
	enum state state;
	NTSTATUS result;		/* of the file system */
};

static NTSTATUS ask_in(const struct place *place, FLT_FILE_NAME_OPTIONS options)
{
	struct flt_case *c = asker.c;
	WINWORK_FLT_OPERATION operation = operation_for(c, place->kind, place->major);
	const unsigned int calls = asker.calls;

	asker.in_post = place->post;
	asker.state = place->state;
	asker.options = options;
	c->file_system_status = place->result;
	operation.Iopb.IrpFlags = place->irp_flags;
	WinworkFltSendOperation(c->volume, &operation, NULL);
	KUNIT_EXPECT_EQ(c->test, asker.calls, calls + 1);
	if (!NT_SUCCESS(asker.status))
		KUNIT_EXPECT_PTR_EQ(c->test, asker.information, (PFLT_FILE_NAME_INFORMATION)NULL);
	return asker.status;
}

/* Also releases the name. */
static void expect_asked(const struct place *place, FLT_FILE_NAME_OPTIONS options, NTSTATUS status)
{
	KUNIT_EXPECT_EQ_MSG(asker.c->test, (unsigned int)ask_in(place, options), (unsigned int)status,
			    "major %d, post %d, flags 0x%x, state %d, options 0x%x", place->major,
			    place->post, place->irp_flags, place->state, options);
	if (asker.information)
		FltReleaseFileNameInformation(asker.information);
}

static const struct place pre_create = { IRP, IRP_MJ_CREATE };
static const struct place post_create = { IRP, IRP_MJ_CREATE, true };
static const struct place pre_read = { IRP, IRP_MJ_READ };

/* ---- where the file system is asked --------------------------------------------------------- */

#define PAGING (IRP_PAGING_IO | IRP_NOCACHE)

static const struct place refused_places[] = {
	{ IRP, IRP_MJ_READ, false, PAGING },
	{ IRP, IRP_MJ_READ, true, PAGING },
	{ IRP, IRP_MJ_READ, false, 0, IN_GUARDED_REGION },
	{ IRP, IRP_MJ_READ, true, 0, IN_GUARDED_REGION },
	{ IRP, IRP_MJ_READ, false, 0, WITH_TOP_LEVEL_IRP },
	{ IRP, IRP_MJ_CLEANUP, true },
	{ IRP, IRP_MJ_CLOSE, false },
	{ IRP, IRP_MJ_CLOSE, true },
	{ IRP, IRP_MJ_CREATE, true, 0, ORDINARY, STATUS_REPARSE },
	{ FS_FILTER, IRP_MJ_ACQUIRE_FOR_SECTION_SYNCHRONIZATION, true },
	{ FS_FILTER, IRP_MJ_RELEASE_FOR_SECTION_SYNCHRONIZATION, false },
	{ FS_FILTER, IRP_MJ_RELEASE_FOR_SECTION_SYNCHRONIZATION, true },
	{ FS_FILTER, IRP_MJ_ACQUIRE_FOR_MOD_WRITE, false },
	{ FS_FILTER, IRP_MJ_ACQUIRE_FOR_MOD_WRITE, true },
	{ FS_FILTER, IRP_MJ_RELEASE_FOR_MOD_WRITE, false },
	{ FS_FILTER, IRP_MJ_RELEASE_FOR_MOD_WRITE, true },
	{ FS_FILTER, IRP_MJ_ACQUIRE_FOR_CC_FLUSH, false },
	{ FS_FILTER, IRP_MJ_ACQUIRE_FOR_CC_FLUSH, true },
	{ FS_FILTER, IRP_MJ_RELEASE_FOR_CC_FLUSH, false },
	{ FS_FILTER, IRP_MJ_RELEASE_FOR_CC_FLUSH, true },
};

static const struct place allowed_places[] = {
	{ IRP, IRP_MJ_READ, false },
	{ IRP, IRP_MJ_READ, true },
	{ IRP, IRP_MJ_READ, false, IRP_SYNCHRONOUS_PAGING_IO },
	{ IRP, IRP_MJ_CLEANUP, false },
	{ IRP, IRP_MJ_CREATE, true },
	{ FS_FILTER, IRP_MJ_ACQUIRE_FOR_SECTION_SYNCHRONIZATION, false },
};

/* row 662: names of open files, which are in the cache, and of others, which are not */
static void flt_names_test_where_the_file_system_is_not_asked(struct kunit *test)
{
	struct flt_case *c = new_asker(test);
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(refused_places); i++) {
		const struct place *place = &refused_places[i];

		c->file.FsContext = c;
		expect_asked(place, NORMALIZED, STATUS_FLT_INVALID_NAME_REQUEST);
		expect_asked(place, OPENED | FLT_FILE_NAME_QUERY_DEFAULT, STATUS_FLT_INVALID_NAME_REQUEST);
		expect_asked(place, OPENED | FLT_FILE_NAME_QUERY_FILESYSTEM_ONLY,
			     STATUS_FLT_INVALID_NAME_REQUEST);
		expect_asked(place, OPENED | FLT_FILE_NAME_QUERY_CACHE_ONLY, STATUS_SUCCESS);
		expect_asked(place, OPENED | FLT_FILE_NAME_QUERY_ALWAYS_ALLOW_CACHE_LOOKUP, STATUS_SUCCESS);
		c->file.FsContext = NULL;
		expect_asked(place, OPENED | FLT_FILE_NAME_QUERY_CACHE_ONLY, STATUS_FLT_NAME_CACHE_MISS);
		expect_asked(place, OPENED | FLT_FILE_NAME_QUERY_ALWAYS_ALLOW_CACHE_LOOKUP,
			     STATUS_FLT_NAME_CACHE_MISS);
	}
	/* Drivers ask everywhere: that is no misuse, and the log is not filled with it. */
	EXPECT_NO_REPORT(test);
#if HAVE_LOG_READER
	KUNIT_EXPECT_FALSE(test, log_has("FltGetFileNameInformation: refused"));
#endif
	end_asker(c);
}

/* row 662 */
static void flt_names_test_where_the_file_system_is_asked(struct kunit *test)
{
	struct flt_case *c = new_asker(test);
	unsigned int i, method;

	for (i = 0; i < ARRAY_SIZE(allowed_places); i++) {
		for (method = 0; method <= FLT_FILE_NAME_QUERY_ALWAYS_ALLOW_CACHE_LOOKUP; method += 0x100)
			expect_asked(&allowed_places[i], NORMALIZED | method, STATUS_SUCCESS);
		c->file.FsContext = NULL;
		expect_asked(&allowed_places[i], NORMALIZED, STATUS_SUCCESS);
		expect_asked(&allowed_places[i], NORMALIZED | FLT_FILE_NAME_QUERY_ALWAYS_ALLOW_CACHE_LOOKUP,
			     STATUS_SUCCESS);
		expect_asked(&allowed_places[i], NORMALIZED | FLT_FILE_NAME_QUERY_CACHE_ONLY,
			     STATUS_FLT_NAME_CACHE_MISS);
		c->file.FsContext = c;
	}
	/* The cleanup of a file ends the queries in later operations. */
	c->file.Flags |= FO_CLEANUP_COMPLETE;
	expect_asked(&pre_read, NORMALIZED, STATUS_FLT_INVALID_NAME_REQUEST);
	end_asker(c);
}

/* row 662: a name provider knows that nobody has changed the name */
static void flt_names_test_reparse_may_be_allowed(struct kunit *test)
{
	static const struct place reparsed = { IRP, IRP_MJ_CREATE, true, 0, ORDINARY, STATUS_REPARSE };
	struct flt_case *c = new_asker(test);

	expect_asked(&reparsed, NORMALIZED | FLT_FILE_NAME_ALLOW_QUERY_ON_REPARSE, STATUS_SUCCESS);
	expect_asked(&reparsed, NORMALIZED | FLT_FILE_NAME_DO_NOT_CACHE, STATUS_FLT_INVALID_NAME_REQUEST);
	end_asker(c);
}

/* row 662: a file that is opened is not in the cache; short names do not exist */
static void flt_names_test_before_the_open_and_short(struct kunit *test)
{
	static const struct place failed = { IRP, IRP_MJ_CREATE, true, 0, ORDINARY,
					     STATUS_OBJECT_NAME_NOT_FOUND };
	struct flt_case *c = new_asker(test);

	/* Even if a port has set FsContext. */
	expect_asked(&pre_create, OPENED, STATUS_SUCCESS);
	expect_asked(&pre_create, OPENED | FLT_FILE_NAME_QUERY_FILESYSTEM_ONLY, STATUS_SUCCESS);
	expect_asked(&pre_create, OPENED | FLT_FILE_NAME_QUERY_CACHE_ONLY, STATUS_FLT_NAME_CACHE_MISS);
	expect_asked(&pre_create, SHORT, STATUS_FLT_INVALID_NAME_REQUEST);
	expect_asked(&post_create, SHORT, STATUS_OBJECT_NAME_NOT_FOUND);
	c->file.FsContext = NULL;
	expect_asked(&failed, NORMALIZED, STATUS_SUCCESS);
	expect_asked(&failed, SHORT, STATUS_FLT_INVALID_NAME_REQUEST);
	end_asker(c);
}

/* ---- what is returned ----------------------------------------------------------------------- */

static void expect_name(const struct place *place, FLT_FILE_NAME_OPTIONS options, const char *path)
{
	struct kunit *test = asker.c->test;
	PFLT_FILE_NAME_INFORMATION information;
	USHORT volume;

	KUNIT_EXPECT_EQ(test, ask_in(place, options), STATUS_SUCCESS);
	information = asker.information;
	if (!information)
		return;
	volume = information->Volume.Length;
	KUNIT_EXPECT_EQ(test, information->Size, sizeof(*information));
	KUNIT_EXPECT_EQ(test, information->Format, FltGetFileNameFormat(options));
	KUNIT_EXPECT_EQ(test, information->NamesParsed, 0);
	KUNIT_EXPECT_EQ(test, information->Share.Length, 0);
	KUNIT_EXPECT_PTR_EQ(test, information->Volume.Buffer, information->Name.Buffer);
	KUNIT_EXPECT_STREQ(test, narrow(&information->Name) + volume / sizeof(WCHAR), path);
	FltReleaseFileNameInformation(information);
}

/* What a CREATE asks for. */
static void flt_names_test_names_before_the_open(struct kunit *test)
{
	FILE_OBJECT *folder = case_alloc_type(test, FILE_OBJECT);
	struct flt_case *c = new_asker(test);

	expect_name(&pre_create, OPENED, "\\folder\\file.txt");
	c->file.RelatedFileObject = folder;
	expect_name(&pre_create, OPENED, "\\folder\\file.txt");
	c->file.FileName = *wide("file.txt");
	folder->FileName = *wide("\\");
	expect_name(&pre_create, OPENED, "\\file.txt");
	folder->FileName = *wide("\\one\\two");
	expect_name(&pre_create, OPENED, "\\one\\two\\file.txt");
	c->file.FileName = *wide(":stream");
	expect_name(&pre_create, OPENED, "\\one\\two:stream");
	c->file.FileName = *wide("");
	expect_name(&pre_create, OPENED, "\\one\\two");
	/* The volume itself. */
	c->file.RelatedFileObject = NULL;
	expect_name(&pre_create, OPENED, "");
	end_asker(c);
}

static void expect_target_directory(const char *folder, const char *name, const char *expected)
{
	struct flt_case *c = asker.c;
	FILE_OBJECT *related = case_alloc_type(c->test, FILE_OBJECT);
	WINWORK_FLT_OPERATION operation = operation_for(c, IRP, IRP_MJ_CREATE);

	related->FileName = *wide(folder);
	c->file.RelatedFileObject = related;
	c->file.FileName = *wide(name);
	operation.Iopb.OperationFlags = SL_OPEN_TARGET_DIRECTORY;
	asker.in_post = false;
	asker.options = OPENED;
	WinworkFltSendOperation(c->volume, &operation, NULL);
	KUNIT_EXPECT_EQ(c->test, asker.status, STATUS_SUCCESS);
	if (!asker.information)
		return;
	KUNIT_EXPECT_STREQ(c->test, narrow(&asker.information->Name) +
			   asker.information->Volume.Length / sizeof(WCHAR), expected);
	FltReleaseFileNameInformation(asker.information);
}

static void flt_names_test_target_directory(struct kunit *test)
{
	struct flt_case *c = new_asker(test);

	expect_target_directory("", "\\one\\two\\file.txt", "\\one\\two");
	expect_target_directory("", "\\one\\two\\", "\\one");
	expect_target_directory("", "\\file.txt", "\\");
	expect_target_directory("", "\\", "\\");
	expect_target_directory("\\one\\two", "file.txt", "\\one\\two");
	expect_target_directory("\\", "file.txt", "\\");
	c->file.RelatedFileObject = NULL;
	end_asker(c);
}

/* ---- misuse in operations -------------------------------------------------------------------- */

static void flt_names_test_of_no_operation(struct kunit *test)
{
	struct flt_case *c = new_asker(test);
	WINWORK_FLT_OPERATION operation = operation_for(c, IRP, IRP_MJ_READ);
	PFLT_FILE_NAME_INFORMATION information;
	NTSTATUS status;

	KUNIT_EXPECT_EQ(test, ask_in(&pre_read, OPENED), STATUS_SUCCESS);
	FltReleaseFileNameInformation(asker.information);
	AT_LEVEL(DISPATCH_LEVEL, status = FltGetFileNameInformation(asker.data, OPENED, &information));
	KUNIT_EXPECT_EQ(test, status, STATUS_INVALID_PARAMETER);
	EXPECT_WRONG_LEVEL(test, "FltGetFileNameInformation", DISPATCH_LEVEL, asker.data);
	/* It has ended. */
	KUNIT_EXPECT_EQ(test, FltGetFileNameInformation(asker.data, OPENED, &information),
			STATUS_INVALID_PARAMETER);
	EXPECT_REPORT(test, "FltGetFileNameInformation", BUGCHECK_FLTMGR, 0, asker.data, 0, 0, asker.data);
	operation.Iopb.TargetFileObject = NULL;
	WinworkFltSendOperation(c->volume, &operation, NULL);
	KUNIT_EXPECT_EQ(test, asker.status, STATUS_INVALID_PARAMETER);
	EXPECT_NO_REPORT(test);
	end_asker(c);
}

static struct kunit_case flt_names_cases[] = {
	KUNIT_CASE(flt_names_test_parts_of_a_text),
	KUNIT_CASE(flt_names_test_parse_at_dispatch_level),
	KUNIT_CASE(flt_names_test_parts_of_a_name),
	KUNIT_CASE(flt_names_test_parts_behind_a_volume),
	KUNIT_CASE(flt_names_test_outside_of_operations),
	KUNIT_CASE(flt_names_test_an_old_name_stays),
	KUNIT_CASE(flt_names_test_normalized_streams),
	KUNIT_CASE(flt_names_test_longest_name),
	KUNIT_CASE(flt_names_test_what_is_no_information),
	KUNIT_CASE(flt_names_test_at_dispatch_level),
	KUNIT_CASE(flt_names_test_what_is_no_instance),
	KUNIT_CASE(flt_names_test_where_the_file_system_is_not_asked),
	KUNIT_CASE(flt_names_test_where_the_file_system_is_asked),
	KUNIT_CASE(flt_names_test_reparse_may_be_allowed),
	KUNIT_CASE(flt_names_test_before_the_open_and_short),
	KUNIT_CASE(flt_names_test_names_before_the_open),
	KUNIT_CASE(flt_names_test_target_directory),
	KUNIT_CASE(flt_names_test_of_no_operation),
	{}
};

FLT_CASE_SUITE(flt_names);
