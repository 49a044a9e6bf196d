/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite flt_context: the contexts of minifilters, the objects on which they are set, and their end.
 */
#include "flt_case.h"

/* A context of a minifilter. Its cleanup callback counts in it. */
static PFLT_CONTEXT new_context(struct mini *mini, FLT_CONTEXT_TYPE type)
{
	PFLT_CONTEXT context = NULL;

	KUNIT_ASSERT_EQ(mini->of->test,
			FltAllocateContext(mini->filter, type, CONTEXT_BYTES, NonPagedPool,
					   &context),
			STATUS_SUCCESS);
	memset(context, 0, CONTEXT_BYTES);
	*(struct mini **)context = mini;
	return context;
}

#define EXPECT_CLEANUPS(mini, count) \
	KUNIT_EXPECT_EQ((mini)->of->test, atomic_read(&(mini)->cleanups), count)

static void flt_context_test_goes_with_its_last_reference(struct kunit *test)
{
	struct flt_case *c = new_flt_case(test);
	struct mini *mini = register_mini(c);
	PFLT_CONTEXT context = new_context(mini, FLT_INSTANCE_CONTEXT);

	FltReferenceContext(context);
	FltReleaseContext(context);
	EXPECT_CLEANUPS(mini, 0);
	FltReleaseContext(context);
	EXPECT_CLEANUPS(mini, 1);
	EXPECT_NO_REPORT(test);
	FltReleaseContext(context);
	EXPECT_REPORT(test, "FltReleaseContext", BUGCHECK_FLTMGR, 0x6e, context, ANY, 0, context);
	FltReferenceContext(context);
	EXPECT_REPORT(test, "FltReferenceContext", BUGCHECK_FLTMGR, 0x6e, context, ANY, 0, context);
	EXPECT_CLEANUPS(mini, 1);
	end_flt_case(c);
}

/* The cleanup callback is paged code in many minifilters: a worker calls it. */
static void flt_context_test_last_release_at_dispatch_level(struct kunit *test)
{
	struct flt_case *c = new_flt_case(test);
	struct mini *mini = attach_mini(c, "100");
	PFLT_CONTEXT released = new_context(mini, FLT_INSTANCE_CONTEXT);
	PFLT_CONTEXT closed = new_context(mini, FLT_STREAMHANDLE_CONTEXT);
	KIRQL irql;

	mini->cleanup_irql = HIGH_LEVEL;
	c->file.FsContext = c;
	KUNIT_EXPECT_EQ(test, FltSetStreamHandleContext(mini->instance, &c->file,
							FLT_SET_CONTEXT_KEEP_IF_EXISTS, closed,
							NULL), STATUS_SUCCESS);
	FltReleaseContext(closed);
	WinworkHoldWorkers(TRUE);
	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	FltReferenceContext(released);
	FltReleaseContext(released);
	FltReleaseContext(released);
	WinworkFltCloseFile(c->volume, &c->file);
	KeLowerIrql(irql);
	EXPECT_CLEANUPS(mini, 0);
	WinworkHoldWorkers(FALSE);
	/* The filter waits for both. */
	unregister_mini(mini);
	EXPECT_CLEANUPS(mini, 2);
	KUNIT_EXPECT_EQ(test, mini->cleanup_irql, PASSIVE_LEVEL);
	EXPECT_NO_REPORT(test);
	end_flt_case(c);
}

static void flt_context_test_sizes_are_those_registered(struct kunit *test)
{
	static const struct {
		FLT_CONTEXT_TYPE type;
		SIZE_T bytes;
		NTSTATUS status;
	} sizes[] = {
		{ FLT_INSTANCE_CONTEXT, CONTEXT_BYTES, STATUS_SUCCESS },
		{ FLT_INSTANCE_CONTEXT, CONTEXT_BYTES - 8,
		  STATUS_FLT_CONTEXT_ALLOCATION_NOT_FOUND },
		{ FLT_STREAM_CONTEXT, 8, STATUS_SUCCESS },
		{ FLT_STREAM_CONTEXT, MOST_CONTEXT_BYTES, STATUS_SUCCESS },
		{ FLT_STREAM_CONTEXT, MOST_CONTEXT_BYTES + 1,
		  STATUS_FLT_CONTEXT_ALLOCATION_NOT_FOUND },
		{ FLT_STREAMHANDLE_CONTEXT, 3000, STATUS_SUCCESS },
		{ FLT_STREAMHANDLE_CONTEXT, 0xffff, STATUS_SUCCESS },
		{ FLT_STREAMHANDLE_CONTEXT, 0x10000, STATUS_INVALID_BUFFER_SIZE },
		{ FLT_STREAMHANDLE_CONTEXT, (SIZE_T)-16, STATUS_INVALID_BUFFER_SIZE },
		{ FLT_STREAMHANDLE_CONTEXT, 0, STATUS_INVALID_PARAMETER },
		{ FLT_FILE_CONTEXT, 8, STATUS_FLT_CONTEXT_ALLOCATION_NOT_FOUND },
		{ FLT_SECTION_CONTEXT, 8, STATUS_FLT_CONTEXT_ALLOCATION_NOT_FOUND },
		{ 0, CONTEXT_BYTES, STATUS_INVALID_PARAMETER },
		{ 0x80, CONTEXT_BYTES, STATUS_INVALID_PARAMETER },
		{ FLT_CONTEXT_END, CONTEXT_BYTES, STATUS_INVALID_PARAMETER },
		{ FLT_INSTANCE_CONTEXT | FLT_VOLUME_CONTEXT, CONTEXT_BYTES,
		  STATUS_INVALID_PARAMETER },
	};
	struct flt_case *c = new_flt_case(test);
	struct mini *mini = register_mini(c);
	PFLT_CONTEXT context;
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(sizes); i++) {
		KUNIT_EXPECT_EQ_MSG(test, FltAllocateContext(mini->filter, sizes[i].type,
							     sizes[i].bytes, PagedPool, &context),
				    sizes[i].status, "row %u", i);
		KUNIT_EXPECT_EQ(test, context != NULL, sizes[i].status == STATUS_SUCCESS);
		if (!context)
			continue;
		memset(context, 0, sizes[i].bytes);
		FltReleaseContext(context);
	}
	end_flt_case(c);
}

static void flt_context_test_set_get_delete(struct kunit *test)
{
	struct flt_case *c = new_flt_case(test);
	struct mini *mini = attach_mini(c, "100");
	PFLT_CONTEXT context = new_context(mini, FLT_INSTANCE_CONTEXT);
	PFLT_CONTEXT found = context;

	KUNIT_EXPECT_EQ(test, FltGetInstanceContext(mini->instance, &found), STATUS_NOT_FOUND);
	KUNIT_EXPECT_TRUE(test, found == NULL);
	KUNIT_EXPECT_EQ(test, FltSetInstanceContext(mini->instance, FLT_SET_CONTEXT_KEEP_IF_EXISTS,
						    context, NULL), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, FltSetInstanceContext(mini->instance, FLT_SET_CONTEXT_KEEP_IF_EXISTS,
						    context, NULL),
			STATUS_FLT_CONTEXT_ALREADY_LINKED);
	FltReleaseContext(context);
	EXPECT_CLEANUPS(mini, 0);
	FltReleaseContext(context);
	EXPECT_REPORT(test, "FltReleaseContext", BUGCHECK_FLTMGR, 0x6d, context, ANY, 0, context);
	KUNIT_EXPECT_EQ(test, FltGetInstanceContext(mini->instance, &found), STATUS_SUCCESS);
	KUNIT_EXPECT_PTR_EQ(test, found, context);
	KUNIT_EXPECT_EQ(test, FltDeleteInstanceContext(mini->instance, NULL), STATUS_SUCCESS);
	EXPECT_CLEANUPS(mini, 0);
	KUNIT_EXPECT_EQ(test, FltDeleteInstanceContext(mini->instance, NULL), STATUS_NOT_FOUND);
	FltReleaseContext(found);
	EXPECT_CLEANUPS(mini, 1);
	end_flt_case(c);
}

static void flt_context_test_keep_or_replace(struct kunit *test)
{
	struct flt_case *c = new_flt_case(test);
	struct mini *mini = attach_mini(c, "100");
	PFLT_CONTEXT first = new_context(mini, FLT_INSTANCE_CONTEXT);
	PFLT_CONTEXT second = new_context(mini, FLT_INSTANCE_CONTEXT);
	PFLT_CONTEXT old;

	KUNIT_EXPECT_EQ(test, FltSetInstanceContext(mini->instance, FLT_SET_CONTEXT_KEEP_IF_EXISTS,
						    first, &old), STATUS_SUCCESS);
	KUNIT_EXPECT_TRUE(test, old == NULL);
	FltReleaseContext(first);
	KUNIT_EXPECT_EQ(test, FltSetInstanceContext(mini->instance, FLT_SET_CONTEXT_KEEP_IF_EXISTS,
						    second, &old),
			STATUS_FLT_CONTEXT_ALREADY_DEFINED);
	KUNIT_EXPECT_PTR_EQ(test, old, first);
	FltReleaseContext(old);
	KUNIT_EXPECT_EQ(test, FltSetInstanceContext(mini->instance,
						    FLT_SET_CONTEXT_REPLACE_IF_EXISTS, second,
						    &old), STATUS_SUCCESS);
	KUNIT_EXPECT_PTR_EQ(test, old, first);
	EXPECT_CLEANUPS(mini, 0);
	FltReleaseContext(old);
	EXPECT_CLEANUPS(mini, 1);
	FltReleaseContext(second);
	FltReferenceContext(second);
	FltDeleteContext(second);
	EXPECT_CLEANUPS(mini, 1);
	FltReleaseContext(second);
	EXPECT_CLEANUPS(mini, 2);
	end_flt_case(c);
}

static void flt_context_test_wrong_ones_are_refused(struct kunit *test)
{
	struct flt_case *c = new_flt_case(test);
	struct mini *mini = attach_mini(c, "100");
	struct mini *other = attach_mini(c, "200");
	PFLT_CONTEXT context = new_context(mini, FLT_INSTANCE_CONTEXT);

	KUNIT_EXPECT_EQ(test, FltSetInstanceContext(other->instance, FLT_SET_CONTEXT_KEEP_IF_EXISTS,
						    context, NULL), STATUS_INVALID_PARAMETER);
	KUNIT_EXPECT_EQ(test, FltSetVolumeContext(c->volume, FLT_SET_CONTEXT_KEEP_IF_EXISTS,
						  context, NULL), STATUS_INVALID_PARAMETER);
	EXPECT_NO_REPORT(test);
	KUNIT_EXPECT_EQ(test, FltSetInstanceContext(mini->instance, FLT_SET_CONTEXT_KEEP_IF_EXISTS,
						    c, NULL), STATUS_INVALID_PARAMETER);
	EXPECT_REPORT(test, "FltSetInstanceContext", BUGCHECK_FLTMGR, 0x6e, c, ANY, 0, c);
	FltReleaseContext(context);
	EXPECT_CLEANUPS(mini, 1);
	end_flt_case(c);
}

static void flt_context_test_goes_with_the_instance(struct kunit *test)
{
	struct flt_case *c = new_flt_case(test);
	struct mini *mini = attach_mini(c, "100");
	PFLT_CONTEXT context = new_context(mini, FLT_INSTANCE_CONTEXT);
	PFLT_CONTEXT handle = new_context(mini, FLT_STREAMHANDLE_CONTEXT);

	c->file.FsContext = c;
	KUNIT_EXPECT_EQ(test, FltSetInstanceContext(mini->instance, FLT_SET_CONTEXT_KEEP_IF_EXISTS,
						    context, NULL), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, FltSetStreamHandleContext(mini->instance, &c->file,
							FLT_SET_CONTEXT_KEEP_IF_EXISTS, handle,
							NULL), STATUS_SUCCESS);
	FltReleaseContext(context);
	FltReleaseContext(handle);
	EXPECT_CLEANUPS(mini, 0);
	KUNIT_EXPECT_EQ(test, detach_mini(mini, NULL), STATUS_SUCCESS);
	EXPECT_CLEANUPS(mini, 2);
	KUNIT_EXPECT_EQ(test, mini->cleanups_at_complete, 0);
	end_flt_case(c);
}

static void set_late(struct mini *mini)
{
	PFLT_CONTEXT context = new_context(mini, FLT_INSTANCE_CONTEXT);

	KUNIT_EXPECT_EQ(mini->of->test,
			FltSetInstanceContext(mini->instance, FLT_SET_CONTEXT_KEEP_IF_EXISTS,
					      context, NULL), STATUS_FLT_DELETING_OBJECT);
	FltReleaseContext(context);
}

static void flt_context_test_none_is_set_on_what_goes(struct kunit *test)
{
	struct flt_case *c = new_flt_case(test);
	struct mini *mini = attach_mini(c, "100");

	mini->on_teardown = set_late;
	KUNIT_EXPECT_EQ(test, detach_mini(mini, NULL), STATUS_SUCCESS);
	EXPECT_CLEANUPS(mini, 1);
	end_flt_case(c);
}

static void flt_context_test_volume_has_one_for_each_filter(struct kunit *test)
{
	struct flt_case *c = new_flt_case(test);
	struct mini *mini = attach_mini(c, "100");
	struct mini *other = attach_mini(c, "200");
	PFLT_CONTEXT mine = new_context(mini, FLT_VOLUME_CONTEXT);
	PFLT_CONTEXT theirs = new_context(other, FLT_VOLUME_CONTEXT);
	PFLT_CONTEXT found;

	KUNIT_EXPECT_EQ(test, FltSetVolumeContext(c->volume, FLT_SET_CONTEXT_KEEP_IF_EXISTS, mine,
						  NULL), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, FltSetVolumeContext(c->volume, FLT_SET_CONTEXT_KEEP_IF_EXISTS, theirs,
						  NULL), STATUS_SUCCESS);
	FltReleaseContext(mine);
	FltReleaseContext(theirs);
	KUNIT_EXPECT_EQ(test, FltGetVolumeContext(other->filter, c->volume, &found),
			STATUS_SUCCESS);
	KUNIT_EXPECT_PTR_EQ(test, found, theirs);
	FltReleaseContext(found);
	unregister_mini(other);
	EXPECT_CLEANUPS(other, 1);
	EXPECT_CLEANUPS(mini, 0);
	KUNIT_EXPECT_EQ(test, FltDeleteVolumeContext(mini->filter, c->volume, &found),
			STATUS_SUCCESS);
	KUNIT_EXPECT_PTR_EQ(test, found, mine);
	FltReleaseContext(found);
	EXPECT_CLEANUPS(mini, 1);
	end_flt_case(c);
}

/* rows 666, 667: by port */
static void flt_context_test_files_and_streams(struct kunit *test)
{
	struct flt_case *c = new_flt_case(test);
	struct mini *mini = attach_mini(c, "100");
	PFLT_CONTEXT handle = new_context(mini, FLT_STREAMHANDLE_CONTEXT);
	PFLT_CONTEXT stream = new_context(mini, FLT_STREAM_CONTEXT);
	PFLT_CONTEXT file = new_context(mini, FLT_FILE_CONTEXT);
	FILE_OBJECT *other = case_alloc_type(test, FILE_OBJECT);
	PFLT_CONTEXT found;

	/* A file that is not open has none. */
	KUNIT_EXPECT_EQ(test, FltSetFileContext(mini->instance, &c->file, FLT_SET_CONTEXT_KEEP_IF_EXISTS,
						file, NULL), STATUS_NOT_SUPPORTED);
	KUNIT_EXPECT_EQ(test, FltSetStreamHandleContext(mini->instance, &c->file,
							FLT_SET_CONTEXT_KEEP_IF_EXISTS, handle, NULL),
			STATUS_NOT_SUPPORTED);
	KUNIT_EXPECT_FALSE(test, FltSupportsFileContextsEx(&c->file, mini->instance));
	KUNIT_EXPECT_FALSE(test, FltSupportsStreamContexts(&c->file));
	KUNIT_EXPECT_FALSE(test, FltSupportsStreamHandleContexts(&c->file));
	KUNIT_EXPECT_EQ(test, FltSetStreamContext(mini->instance, &c->file,
						  FLT_SET_CONTEXT_KEEP_IF_EXISTS, stream, NULL),
			STATUS_NOT_SUPPORTED);
	c->file.FsContext = c;
	other->FsContext = c;
	KUNIT_EXPECT_EQ(test, FltSetStreamContext(mini->instance, &c->file,
						  FLT_SET_CONTEXT_KEEP_IF_EXISTS, stream, NULL),
			STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, FltSetStreamHandleContext(mini->instance, &c->file,
							FLT_SET_CONTEXT_KEEP_IF_EXISTS, handle,
							NULL), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, FltSetFileContext(mini->instance, &c->file, FLT_SET_CONTEXT_KEEP_IF_EXISTS,
						file, NULL), STATUS_SUCCESS);
	KUNIT_EXPECT_TRUE(test, FltSupportsFileContextsEx(&c->file, mini->instance));
	KUNIT_EXPECT_FALSE(test, FltSupportsFileContextsEx(&c->file, NULL));
	KUNIT_EXPECT_FALSE(test, FltSupportsFileContexts(&c->file));
	KUNIT_EXPECT_TRUE(test, FltSupportsStreamContexts(&c->file));
	KUNIT_EXPECT_TRUE(test, FltSupportsStreamHandleContexts(&c->file));
	FltReleaseContext(stream);
	FltReleaseContext(handle);
	FltReleaseContext(file);
	KUNIT_EXPECT_EQ(test, FltGetStreamContext(mini->instance, other, &found), STATUS_SUCCESS);
	KUNIT_EXPECT_PTR_EQ(test, found, stream);
	FltReleaseContext(found);
	KUNIT_EXPECT_EQ(test, FltGetFileContext(mini->instance, other, &found), STATUS_SUCCESS);
	KUNIT_EXPECT_PTR_EQ(test, found, file);
	FltReleaseContext(found);
	KUNIT_EXPECT_EQ(test, FltGetStreamHandleContext(mini->instance, other, &found),
			STATUS_NOT_FOUND);
	WinworkFltCloseFile(c->volume, other);
	EXPECT_CLEANUPS(mini, 0);
	WinworkFltCloseFile(c->volume, &c->file);
	EXPECT_CLEANUPS(mini, 1);
	KUNIT_EXPECT_EQ(test, FltGetStreamHandleContext(mini->instance, &c->file, &found),
			STATUS_NOT_FOUND);
	WinworkFltCloseStream(c->volume, c);
	EXPECT_CLEANUPS(mini, 3);
	/* Its next file is a new one. */
	KUNIT_EXPECT_EQ(test, FltGetFileContext(mini->instance, other, &found), STATUS_NOT_FOUND);
	KUNIT_EXPECT_EQ(test, FltDeleteFileContext(mini->instance, other, NULL), STATUS_NOT_FOUND);
	EXPECT_NO_REPORT(test);
	end_flt_case(c);
}

/* Those of one type and of one object do not get into each other's way, in any number. */
static void flt_context_test_of_many_files(struct kunit *test)
{
	enum { FILES = 300 };
	struct flt_case *c = new_flt_case(test);
	struct mini *mini = attach_mini(c, "100");
	FILE_OBJECT *files = case_alloc_array(test, FILES, FILE_OBJECT);
	PFLT_CONTEXT *contexts = case_alloc_array(test, FILES, PFLT_CONTEXT), found;
	unsigned int i;

	for (i = 0; i < FILES; i++) {
		files[i].FsContext = &files[i];
		contexts[i] = new_context(mini, FLT_STREAMHANDLE_CONTEXT);
		KUNIT_EXPECT_EQ(test, FltSetStreamHandleContext(mini->instance, &files[i],
								FLT_SET_CONTEXT_KEEP_IF_EXISTS,
								contexts[i], NULL), STATUS_SUCCESS);
		FltReleaseContext(contexts[i]);
	}
	/* Some go, in an order of their own. */
	for (i = 0; i < FILES; i += 3)
		WinworkFltCloseFile(c->volume, &files[i * 7 % FILES]);
	for (i = 1; i < FILES; i += 3)
		FltDeleteContext(contexts[i * 7 % FILES]);
	EXPECT_CLEANUPS(mini, 2 * FILES / 3);
	for (i = 0; i < FILES; i++) {
		const bool stays = i % 3 == 2;
		const unsigned int at = i * 7 % FILES;

		KUNIT_EXPECT_EQ(test, FltGetStreamHandleContext(mini->instance, &files[at], &found),
				stays ? STATUS_SUCCESS : STATUS_NOT_FOUND);
		KUNIT_EXPECT_PTR_EQ(test, found, stays ? contexts[at] : NULL);
		if (found)
			FltReleaseContext(found);
	}
	/* The instance takes the others with it. */
	unregister_mini(mini);
	EXPECT_CLEANUPS(mini, FILES);
	end_flt_case(c);
}

/* The same in the larger structure. Another size is no call. */
static void expect_contexts_ex(struct mini *mini, const FLT_RELATED_OBJECTS *objects, FLT_CONTEXT_TYPE wanted,
			       const FLT_RELATED_CONTEXTS *expected)
{
	FLT_RELATED_CONTEXTS_EX contexts, none = {};

	memset(&contexts, 0x5a, sizeof(contexts));
	FltGetContextsEx(objects, wanted, sizeof(contexts) - 1, &contexts);
	KUNIT_EXPECT_PTR_EQ(mini->of->test, memchr_inv(&contexts, 0x5a, sizeof(contexts)), NULL);
	FltGetContextsEx(objects, wanted, sizeof(contexts), &contexts);
	KUNIT_EXPECT_EQ(mini->of->test, memcmp(&contexts, expected, sizeof(*expected)), 0);
	KUNIT_EXPECT_NULL(mini->of->test, contexts.SectionContext);
	FltReleaseContextsEx(sizeof(contexts) - 1, &contexts);
	KUNIT_EXPECT_EQ(mini->of->test, memcmp(&contexts, expected, sizeof(*expected)), 0);
	FltReleaseContextsEx(sizeof(contexts), &contexts);
	KUNIT_EXPECT_EQ(mini->of->test, memcmp(&contexts, &none, sizeof(contexts)), 0);
}

static void expect_contexts(struct mini *mini, FLT_CONTEXT_TYPE wanted,
			    const FLT_RELATED_CONTEXTS *expected)
{
	FLT_RELATED_OBJECTS objects = { .Filter = mini->filter, .Volume = mini->of->volume,
					.Instance = mini->instance,
					.FileObject = &mini->of->file };
	FLT_RELATED_CONTEXTS contexts, none = {};

	memset(&contexts, 0x5a, sizeof(contexts));
	FltGetContexts(&objects, wanted, &contexts);
	KUNIT_EXPECT_EQ_MSG(mini->of->test, memcmp(&contexts, expected, sizeof(contexts)), 0,
			    "contexts of types 0x%x", wanted);
	FltReleaseContexts(&contexts);
	KUNIT_EXPECT_EQ(mini->of->test, memcmp(&contexts, &none, sizeof(contexts)), 0);
	expect_contexts_ex(mini, &objects, wanted, expected);
}

/* Each comes with a reference, which the case drops. Those not set, or not asked for, are NULL. */
static void flt_context_test_those_of_a_callback(struct kunit *test)
{
	struct flt_case *c = new_flt_case(test);
	struct mini *mini = attach_mini(c, "100");
	FLT_RELATED_OBJECTS objects = { .Filter = mini->filter, .Volume = c->volume,
					.Instance = mini->instance };
	FLT_RELATED_CONTEXTS set = {}, some = {}, contexts;
	KIRQL irql;

	expect_contexts(mini, FLT_ALL_CONTEXTS, &set);
	set.VolumeContext = new_context(mini, FLT_VOLUME_CONTEXT);
	set.InstanceContext = new_context(mini, FLT_INSTANCE_CONTEXT);
	set.StreamContext = new_context(mini, FLT_STREAM_CONTEXT);
	set.StreamHandleContext = new_context(mini, FLT_STREAMHANDLE_CONTEXT);
	set.FileContext = new_context(mini, FLT_FILE_CONTEXT);
	c->file.FsContext = c;
	FltSetVolumeContext(c->volume, FLT_SET_CONTEXT_KEEP_IF_EXISTS, set.VolumeContext, NULL);
	FltSetInstanceContext(mini->instance, FLT_SET_CONTEXT_KEEP_IF_EXISTS, set.InstanceContext,
			      NULL);
	FltSetStreamContext(mini->instance, &c->file, FLT_SET_CONTEXT_KEEP_IF_EXISTS,
			    set.StreamContext, NULL);
	FltSetStreamHandleContext(mini->instance, &c->file, FLT_SET_CONTEXT_KEEP_IF_EXISTS,
				  set.StreamHandleContext, NULL);
	FltSetFileContext(mini->instance, &c->file, FLT_SET_CONTEXT_KEEP_IF_EXISTS, set.FileContext, NULL);
	some.InstanceContext = set.InstanceContext;
	some.StreamHandleContext = set.StreamHandleContext;
	expect_contexts(mini, FLT_ALL_CONTEXTS, &set);
	expect_contexts(mini, FLT_INSTANCE_CONTEXT | FLT_STREAMHANDLE_CONTEXT, &some);
	/* In InstanceSetupCallback, for instance, there is no file object. */
	FltGetContexts(&objects, FLT_ALL_CONTEXTS, &contexts);
	KUNIT_EXPECT_TRUE(test, !contexts.StreamContext && !contexts.StreamHandleContext &&
			  !contexts.FileContext);
	EXPECT_NO_REPORT(test);
	FltReleaseContexts(&set);
	EXPECT_CLEANUPS(mini, 0);
	KUNIT_EXPECT_EQ(test, FltDeleteInstanceContext(mini->instance, NULL), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, FltDeleteVolumeContext(mini->filter, c->volume, NULL),
			STATUS_SUCCESS);
	EXPECT_CLEANUPS(mini, 0);
	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	FltReleaseContexts(&contexts);
	KeLowerIrql(irql);
	KUNIT_EXPECT_TRUE(test, count_reaches(&mini->cleanups, 2));
	end_flt_case(c);
	EXPECT_CLEANUPS(mini, 5);
}

struct unregistration {
	struct mini *mini;
	struct completion begun;
	struct completion done;
};

static void do_unregister(void *data)
{
	struct unregistration *unregistration = data;

	complete(&unregistration->begun);
	FltUnregisterFilter(unregistration->mini->filter);
	complete(&unregistration->done);
}

static void flt_context_test_unregistering_waits_for_contexts(struct kunit *test)
{
	struct flt_case *c = new_flt_case(test);
	struct mini *mini = register_mini(c);
	PFLT_CONTEXT context = new_context(mini, FLT_INSTANCE_CONTEXT);
	struct unregistration *unregistration = case_alloc_type(test, struct unregistration);

	unregistration->mini = mini;
	init_completion(&unregistration->begun);
	init_completion(&unregistration->done);
	spawn(test, do_unregister, unregistration);
	ASSERT_IN_TIME(test, &unregistration->begun);
	EXPECT_WAITS(test, &unregistration->done);
	EXPECT_CLEANUPS(mini, 0);
	FltReleaseContext(context);
	ASSERT_IN_TIME(test, &unregistration->done);
	EXPECT_CLEANUPS(mini, 1);
	mini->filter = NULL;
	end_flt_case(c);
}

/* All threads get, set, replace and delete contexts: each context is cleaned up once. */
static void use_contexts(void *data)
{
	struct mini *mini = data;
	PFLT_CONTEXT context, old;
	unsigned int i;

	for (i = 0; i < 100; i++) {
		context = new_context(mini, FLT_INSTANCE_CONTEXT);
		FltSetInstanceContext(mini->instance, FLT_SET_CONTEXT_REPLACE_IF_EXISTS, context,
				      &old);
		FltReleaseContext(context);
		if (old)
			FltReleaseContext(old);
		if (NT_SUCCESS(FltGetInstanceContext(mini->instance, &context)))
			FltReleaseContext(context);
		if (i % 3 == 0)
			FltDeleteInstanceContext(mini->instance, NULL);
	}
}

static void flt_context_test_used_by_everybody(struct kunit *test)
{
	struct flt_case *c = new_flt_case(test);
	struct mini *mini = attach_mini(c, "100");
	unsigned int i;

	for (i = 0; i < 4; i++)
		spawn(test, use_contexts, mini);
	join(test);
	KUNIT_EXPECT_EQ(test, detach_mini(mini, NULL), STATUS_SUCCESS);
	EXPECT_CLEANUPS(mini, 400);
	end_flt_case(c);
}

static struct kunit_case flt_context_cases[] = {
	KUNIT_CASE(flt_context_test_goes_with_its_last_reference),
	KUNIT_CASE(flt_context_test_last_release_at_dispatch_level),
	KUNIT_CASE(flt_context_test_sizes_are_those_registered),
	KUNIT_CASE(flt_context_test_set_get_delete),
	KUNIT_CASE(flt_context_test_keep_or_replace),
	KUNIT_CASE(flt_context_test_wrong_ones_are_refused),
	KUNIT_CASE(flt_context_test_goes_with_the_instance),
	KUNIT_CASE(flt_context_test_none_is_set_on_what_goes),
	KUNIT_CASE(flt_context_test_volume_has_one_for_each_filter),
	KUNIT_CASE(flt_context_test_files_and_streams),
	KUNIT_CASE(flt_context_test_of_many_files),
	KUNIT_CASE(flt_context_test_those_of_a_callback),
	KUNIT_CASE(flt_context_test_unregistering_waits_for_contexts),
	KUNIT_CASE(flt_context_test_used_by_everybody),
	{}
};

FLT_CASE_SUITE(flt_context);
