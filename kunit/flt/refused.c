/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite flt_refused: the functions for what no volume has: transactions, sections for scans, reparse points.
 * They check their arguments, and return a status.
 */
#include "flt_case.h"

/* Nothing follows it. */
#define TRANSACTION(c) ((PKTRANSACTION)(c))

static struct flt_case *new_case(struct kunit *test)
{
	struct flt_case *c = new_flt_case(test);

	attach_mini(c, "100");
	return c;
}

static PFLT_INSTANCE attached(struct flt_case *c)
{
	return c->minis[0].instance;
}

static PFLT_CONTEXT new_context(struct flt_case *c, FLT_CONTEXT_TYPE type)
{
	PFLT_CONTEXT context = NULL;

	KUNIT_ASSERT_EQ(c->test, FltAllocateContext(c->minis[0].filter, type, CONTEXT_BYTES, NonPagedPoolNx,
						    &context), STATUS_SUCCESS);
	memset(context, 0, CONTEXT_BYTES);
	*(struct mini **)context = &c->minis[0];	/* its cleanup is counted */
	return context;
}

/* The driver's reference is the last one: the refused call has kept none. */
static void expect_own(struct flt_case *c, PFLT_CONTEXT context)
{
	const int cleanups = atomic_read(&c->minis[0].cleanups);

	FltReleaseContext(context);
	KUNIT_EXPECT_EQ(c->test, atomic_read(&c->minis[0].cleanups), cleanups + 1);
}

/* ---- transactions --------------------------------------------------------------------------- */

static const struct {
	const char *name;
	NTSTATUS (*call)(PFLT_INSTANCE instance, PKTRANSACTION transaction, PFLT_CONTEXT context);
	KIRQL level;			/* the highest that is right */
} acknowledgements[] = {
	{ "FltPrePrepareComplete", FltPrePrepareComplete, APC_LEVEL },
	{ "FltPrepareComplete", FltPrepareComplete, APC_LEVEL },
	{ "FltCommitComplete", FltCommitComplete, PASSIVE_LEVEL },
	{ "FltCommitFinalizeComplete", FltCommitFinalizeComplete, APC_LEVEL },
	{ "FltRollbackComplete", FltRollbackComplete, PASSIVE_LEVEL },
	{ "FltRollbackEnlistment", FltRollbackEnlistment, APC_LEVEL },
};

/* row 679 */
static void flt_refused_test_acknowledgements(struct kunit *test)
{
	struct flt_case *c = new_case(test);
	PFLT_CONTEXT context = new_context(c, FLT_TRANSACTION_CONTEXT);
	NTSTATUS status;
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(acknowledgements); i++) {
		KUNIT_EXPECT_EQ_MSG(test, acknowledgements[i].call(attached(c), TRANSACTION(c), context),
				    STATUS_NOT_SUPPORTED, "%s", acknowledgements[i].name);
		AT_LEVEL(acknowledgements[i].level,
			 status = acknowledgements[i].call(attached(c), TRANSACTION(c), NULL));
		KUNIT_EXPECT_EQ_MSG(test, status, STATUS_NOT_SUPPORTED, "%s", acknowledgements[i].name);
	}
	EXPECT_NO_REPORT(test);
	expect_own(c, context);
	end_flt_case(c);
}

static void flt_refused_test_acknowledgement_misuse(struct kunit *test)
{
	struct flt_case *c = new_case(test);
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(acknowledgements); i++) {
		const char *const name = acknowledgements[i].name;
		const KIRQL level = acknowledgements[i].level + 1;
		NTSTATUS status;

		KUNIT_EXPECT_EQ_MSG(test, acknowledgements[i].call((PFLT_INSTANCE)c->volume, TRANSACTION(c), NULL),
				    STATUS_INVALID_PARAMETER, "%s", name);
		EXPECT_REPORT(test, name, BUGCHECK_REFERENCE_BY_POINTER, ANY, c->volume, ANY, ANY, c->volume);
		KUNIT_EXPECT_EQ_MSG(test, acknowledgements[i].call(attached(c), TRANSACTION(c), (PFLT_CONTEXT)c),
				    STATUS_INVALID_PARAMETER, "%s", name);
		EXPECT_REPORT(test, name, BUGCHECK_FLTMGR, 0x6e, c, ANY, ANY, c);
		AT_LEVEL(level, status = acknowledgements[i].call(attached(c), TRANSACTION(c), NULL));
		KUNIT_EXPECT_EQ_MSG(test, status, STATUS_INVALID_PARAMETER, "%s", name);
		EXPECT_WRONG_LEVEL(test, name, level, ANY);
	}
	end_flt_case(c);
}

/* row 679 */
static void flt_refused_test_transaction_contexts(struct kunit *test)
{
	struct flt_case *c = new_case(test);
	PFLT_CONTEXT context = new_context(c, FLT_TRANSACTION_CONTEXT);
	PFLT_CONTEXT old = context;

	KUNIT_EXPECT_EQ(test, FltSetTransactionContext(attached(c), TRANSACTION(c), FLT_SET_CONTEXT_KEEP_IF_EXISTS,
						       context, &old), STATUS_NOT_SUPPORTED);
	KUNIT_EXPECT_PTR_EQ(test, old, (PFLT_CONTEXT)NULL_CONTEXT);
	KUNIT_EXPECT_EQ(test, FltSetTransactionContext(attached(c), TRANSACTION(c),
						       FLT_SET_CONTEXT_REPLACE_IF_EXISTS, context, NULL),
			STATUS_NOT_SUPPORTED);
	old = context;
	KUNIT_EXPECT_EQ(test, FltGetTransactionContext(attached(c), TRANSACTION(c), &old), STATUS_NOT_SUPPORTED);
	KUNIT_EXPECT_PTR_EQ(test, old, (PFLT_CONTEXT)NULL_CONTEXT);
	old = context;
	KUNIT_EXPECT_EQ(test, FltDeleteTransactionContext(attached(c), TRANSACTION(c), &old), STATUS_NOT_SUPPORTED);
	KUNIT_EXPECT_PTR_EQ(test, old, (PFLT_CONTEXT)NULL_CONTEXT);
	KUNIT_EXPECT_EQ(test, FltDeleteTransactionContext(attached(c), TRANSACTION(c), NULL), STATUS_NOT_SUPPORTED);
	EXPECT_NO_REPORT(test);
	expect_own(c, context);
	end_flt_case(c);
}

static void flt_refused_test_transaction_context_misuse(struct kunit *test)
{
	struct flt_case *c = new_case(test);
	const PFLT_INSTANCE wrong = (PFLT_INSTANCE)c->volume;
	PFLT_CONTEXT old = c;

	KUNIT_EXPECT_EQ(test, FltSetTransactionContext(attached(c), TRANSACTION(c), FLT_SET_CONTEXT_KEEP_IF_EXISTS,
						       c, &old), STATUS_INVALID_PARAMETER);
	EXPECT_REPORT(test, "FltSetTransactionContext", BUGCHECK_FLTMGR, 0x6e, c, ANY, ANY, c);
	KUNIT_EXPECT_PTR_EQ(test, old, (PFLT_CONTEXT)NULL_CONTEXT);
	KUNIT_EXPECT_EQ(test, FltGetTransactionContext(wrong, TRANSACTION(c), &old), STATUS_INVALID_PARAMETER);
	EXPECT_REPORT(test, "FltGetTransactionContext", BUGCHECK_REFERENCE_BY_POINTER, ANY, wrong, ANY, ANY, wrong);
	KUNIT_EXPECT_EQ(test, FltDeleteTransactionContext(wrong, TRANSACTION(c), NULL), STATUS_INVALID_PARAMETER);
	EXPECT_REPORT(test, "FltDeleteTransactionContext", BUGCHECK_REFERENCE_BY_POINTER, ANY, wrong, ANY, ANY,
		      wrong);
	end_flt_case(c);
}

static NTSTATUS notified(PCFLT_RELATED_OBJECTS objects, PFLT_CONTEXT context, ULONG notification)
{
	return STATUS_SUCCESS;
}

/* With a filter of its own: that of the case has no callback for notifications. */
static NTSTATUS enlist(struct flt_case *c, NOTIFICATION_MASK mask, bool has_callback)
{
	FLT_REGISTRATION registration = { .Size = sizeof(registration), .Version = FLT_REGISTRATION_VERSION };
	static const FLT_CONTEXT_REGISTRATION contexts[] = {
		{ FLT_TRANSACTION_CONTEXT, 0, NULL, CONTEXT_BYTES, 'txeT' },
		{ FLT_CONTEXT_END },
	};
	PFLT_INSTANCE instance = NULL;
	PFLT_CONTEXT context = NULL;
	PFLT_FILTER filter = NULL;
	NTSTATUS status;

	registration.ContextRegistration = contexts;
	if (has_callback)
		registration.TransactionNotificationCallback = notified;
	KUNIT_ASSERT_EQ(c->test, FltRegisterFilter(fixture_of(c->test)->driver, &registration, &filter),
			STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(c->test, FltStartFiltering(filter), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(c->test, FltGetVolumeInstanceFromName(filter, c->volume, NULL, &instance), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(c->test, FltAllocateContext(filter, FLT_TRANSACTION_CONTEXT, CONTEXT_BYTES, NonPagedPoolNx,
						    &context), STATUS_SUCCESS);
	status = FltEnlistInTransaction(instance, TRANSACTION(c), context, mask);
	FltReleaseContext(context);
	FltObjectDereference(instance);
	FltUnregisterFilter(filter);
	return status;
}

/* row 679 */
static void flt_refused_test_enlist(struct kunit *test)
{
	struct flt_case *c = new_case(test);

	KUNIT_EXPECT_EQ(test, enlist(c, FLT_MAX_TRANSACTION_NOTIFICATIONS, true), STATUS_NOT_SUPPORTED);
	KUNIT_EXPECT_EQ(test, enlist(c, TRANSACTION_NOTIFY_ROLLBACK, true), STATUS_NOT_SUPPORTED);
	KUNIT_EXPECT_EQ(test, enlist(c, 0, true), STATUS_INVALID_PARAMETER_4);
	KUNIT_EXPECT_EQ(test, enlist(c, TRANSACTION_NOTIFY_RECOVER, true), STATUS_INVALID_PARAMETER_4);
	KUNIT_EXPECT_EQ(test, enlist(c, FLT_MAX_TRANSACTION_NOTIFICATIONS, false), STATUS_INVALID_PARAMETER);
	EXPECT_NO_REPORT(test);
	end_flt_case(c);
}

/* ---- sections for scans --------------------------------------------------------------------- */

static NTSTATUS create_section(PFLT_INSTANCE instance, PFILE_OBJECT file, PFLT_CONTEXT context, PHANDLE handle,
			       PVOID *section, PLARGE_INTEGER size)
{
	return FltCreateSectionForDataScan(instance, file, context, 4, NULL, NULL, 2, 0x8000000, 0, handle, section,
					   size);
}

/* row 679 */
static void flt_refused_test_sections(struct kunit *test)
{
	struct flt_case *c = new_case(test);
	PFLT_CONTEXT context = new_context(c, FLT_SECTION_CONTEXT);
	HANDLE handle = c;
	PVOID section = c;
	LARGE_INTEGER size = { .QuadPart = 7 };

	KUNIT_EXPECT_EQ(test, FltRegisterForDataScan(attached(c)), STATUS_NOT_SUPPORTED);
	KUNIT_EXPECT_EQ(test, create_section(attached(c), &c->file, context, &handle, &section, &size),
			STATUS_NOT_SUPPORTED);
	KUNIT_EXPECT_NULL(test, handle);
	KUNIT_EXPECT_NULL(test, section);
	KUNIT_EXPECT_EQ(test, size.QuadPart, 0);
	KUNIT_EXPECT_EQ(test, create_section(attached(c), &c->file, context, &handle, &section, NULL),
			STATUS_NOT_SUPPORTED);
	KUNIT_EXPECT_EQ(test, FltCloseSectionForDataScan(context), STATUS_INVALID_PARAMETER);
	EXPECT_NO_REPORT(test);
	expect_own(c, context);
	end_flt_case(c);
}

static void flt_refused_test_section_misuse(struct kunit *test)
{
	struct flt_case *c = new_case(test);
	const PFLT_INSTANCE wrong = (PFLT_INSTANCE)c->volume;
	PFLT_CONTEXT context = new_context(c, FLT_SECTION_CONTEXT);
	HANDLE handle = c;
	PVOID section = c;

	KUNIT_EXPECT_EQ(test, FltRegisterForDataScan(wrong), STATUS_INVALID_PARAMETER);
	EXPECT_REPORT(test, "FltRegisterForDataScan", BUGCHECK_REFERENCE_BY_POINTER, ANY, wrong, ANY, ANY, wrong);
	KUNIT_EXPECT_EQ(test, create_section(wrong, &c->file, context, &handle, &section, NULL),
			STATUS_INVALID_PARAMETER);
	EXPECT_REPORT(test, "FltCreateSectionForDataScan", BUGCHECK_REFERENCE_BY_POINTER, ANY, wrong, ANY, ANY,
		      wrong);
	KUNIT_EXPECT_NULL(test, handle);
	KUNIT_EXPECT_NULL(test, section);
	KUNIT_EXPECT_EQ(test, create_section(attached(c), &c->file, c, &handle, &section, NULL),
			STATUS_INVALID_PARAMETER);
	EXPECT_REPORT(test, "FltCreateSectionForDataScan", BUGCHECK_FLTMGR, 0x6e, c, ANY, ANY, c);
	KUNIT_EXPECT_EQ(test, FltCloseSectionForDataScan(c), STATUS_INVALID_PARAMETER);
	EXPECT_REPORT(test, "FltCloseSectionForDataScan", BUGCHECK_FLTMGR, 0x6e, c, ANY, ANY, c);
	EXPECT_REFUSED_AT(test, DISPATCH_LEVEL, FltRegisterForDataScan, attached(c));
	EXPECT_REFUSED_AT(test, DISPATCH_LEVEL, FltCloseSectionForDataScan, context);
	EXPECT_REFUSED_AT(test, DISPATCH_LEVEL, FltCreateSectionForDataScan, attached(c), &c->file, context, 4,
			   NULL, NULL, 2, 0x8000000, 0, &handle, &section, NULL);
	expect_own(c, context);
	end_flt_case(c);
}

/* ---- reparse points ------------------------------------------------------------------------- */

#define MICROSOFTS_TAG 0xa000000c

/* row 679 */
static void flt_refused_test_reparse_points(struct kunit *test)
{
	struct flt_case *c = new_case(test);
	GUID guid = { 1 };
	UCHAR data[8] = {};

	c->file.FsContext = c;
	KUNIT_EXPECT_EQ(test, FltTagFile(attached(c), &c->file, MICROSOFTS_TAG, NULL, data, sizeof(data)),
			STATUS_INVALID_DEVICE_REQUEST);
	KUNIT_EXPECT_EQ(test, FltTagFile(attached(c), &c->file, 5, &guid, data, sizeof(data)),
			STATUS_INVALID_DEVICE_REQUEST);
	KUNIT_EXPECT_EQ(test, FltUntagFile(attached(c), &c->file, MICROSOFTS_TAG, NULL),
			STATUS_INVALID_DEVICE_REQUEST);
	KUNIT_EXPECT_EQ(test, FltUntagFile(attached(c), &c->file, 5, &guid), STATUS_INVALID_DEVICE_REQUEST);
	c->file.FsContext = NULL;
	EXPECT_NO_REPORT(test);
	end_flt_case(c);
}

static void flt_refused_test_reparse_point_misuse(struct kunit *test)
{
	struct flt_case *c = new_case(test);
	const PFLT_INSTANCE wrong = (PFLT_INSTANCE)c->volume;
	UCHAR data[8] = {};

	KUNIT_EXPECT_EQ(test, FltTagFile(wrong, &c->file, MICROSOFTS_TAG, NULL, data, 8), STATUS_INVALID_PARAMETER);
	EXPECT_REPORT(test, "FltTagFile", BUGCHECK_REFERENCE_BY_POINTER, ANY, wrong, ANY, ANY, wrong);
	KUNIT_EXPECT_EQ(test, FltUntagFile(wrong, &c->file, MICROSOFTS_TAG, NULL), STATUS_INVALID_PARAMETER);
	EXPECT_REPORT(test, "FltUntagFile", BUGCHECK_REFERENCE_BY_POINTER, ANY, wrong, ANY, ANY, wrong);
	EXPECT_REFUSED_AT(test, APC_LEVEL, FltTagFile, attached(c), &c->file, MICROSOFTS_TAG, NULL, data, 8);
	EXPECT_REFUSED_AT(test, APC_LEVEL, FltUntagFile, attached(c), &c->file, MICROSOFTS_TAG, NULL);
	end_flt_case(c);
}

/* ---- unload --------------------------------------------------------------------------------- */

/* row 679 */
static void flt_refused_test_unload(struct kunit *test)
{
	struct flt_case *c = new_case(test);

	KUNIT_EXPECT_EQ(test, FltUnloadFilter(wide("other")), STATUS_NOT_SUPPORTED);
	EXPECT_NO_REPORT(test);
	EXPECT_REFUSED_AT(test, APC_LEVEL, FltUnloadFilter, wide("other"));
	end_flt_case(c);
}

static struct kunit_case flt_refused_cases[] = {
	KUNIT_CASE(flt_refused_test_acknowledgements),
	KUNIT_CASE(flt_refused_test_acknowledgement_misuse),
	KUNIT_CASE(flt_refused_test_transaction_contexts),
	KUNIT_CASE(flt_refused_test_transaction_context_misuse),
	KUNIT_CASE(flt_refused_test_enlist),
	KUNIT_CASE(flt_refused_test_sections),
	KUNIT_CASE(flt_refused_test_section_misuse),
	KUNIT_CASE(flt_refused_test_reparse_points),
	KUNIT_CASE(flt_refused_test_reparse_point_misuse),
	KUNIT_CASE(flt_refused_test_unload),
	{}
};

FLT_CASE_SUITE(flt_refused);
