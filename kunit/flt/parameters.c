/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite flt_parameters: extra create parameters, their lists, and the operations that carry these.
 */
#include "flt_case.h"

static const GUID type_1 = { 1, 2, 3, { 4, 5, 6, 7, 8, 9, 10, 11 } };
static const GUID type_2 = { 1, 2, 3, { 4, 5, 6, 7, 8, 9, 10, 12 } };

static unsigned int cleanups;
static KIRQL cleanup_irql;
static PVOID cleaned;
static GUID cleaned_type;
static DECLARE_COMPLETION(cleaned_up);

static VOID NTAPI clean(PVOID context, LPCGUID type)
{
	cleanups++;
	cleaned = context;
	cleaned_type = *type;
	cleanup_irql = KeGetCurrentIrql();
	complete(&cleaned_up);
}

static PFLT_FILTER filter_of(struct flt_case *c, unsigned int mini)
{
	return c->minis[mini].filter;
}

static struct flt_case *new_case(struct kunit *test)
{
	struct flt_case *c = new_flt_case(test);

	c->has_pre_create = true;
	attach_mini(c, "300");
	attach_mini(c, "200");
	cleanups = 0;
	reinit_completion(&cleaned_up);
	return c;
}

static PECP_LIST new_list(struct flt_case *c)
{
	PECP_LIST list = NULL;

	KUNIT_ASSERT_EQ(c->test, FltAllocateExtraCreateParameterList(filter_of(c, 0), 0, &list), STATUS_SUCCESS);
	KUNIT_ASSERT_NOT_NULL(c->test, list);
	return list;
}

static PVOID new_parameter_of(struct flt_case *c, unsigned int mini, const GUID *type, ULONG bytes)
{
	PVOID parameter = NULL;

	KUNIT_ASSERT_EQ(c->test, STATUS_SUCCESS,
			FltAllocateExtraCreateParameter(filter_of(c, mini), type, bytes, 0, clean, 'txeT',
							&parameter));
	KUNIT_ASSERT_NOT_NULL(c->test, parameter);
	return parameter;
}

static PVOID new_parameter(struct flt_case *c, const GUID *type, ULONG bytes)
{
	return new_parameter_of(c, 0, type, bytes);
}

static PECP_LIST new_list_of(struct flt_case *c, PVOID parameter)
{
	PECP_LIST list = new_list(c);

	KUNIT_ASSERT_EQ(c->test, FltInsertExtraCreateParameter(filter_of(c, 0), list, parameter), STATUS_SUCCESS);
	return list;
}

/* row 731 */
static void flt_parameters_test_list(struct kunit *test)
{
	struct flt_case *c = new_case(test);
	PFLT_FILTER filter = filter_of(c, 0);
	PVOID first = new_parameter(c, &type_1, 10), second = new_parameter(c, &type_2, 0), found = c;
	PECP_LIST list = new_list_of(c, first);
	ULONG bytes = 7;
	GUID type;

	KUNIT_EXPECT_EQ(test, FltFindExtraCreateParameter(filter, list, &type_2, &found, &bytes), STATUS_NOT_FOUND);
	KUNIT_EXPECT_NULL(test, found);
	KUNIT_EXPECT_EQ(test, bytes, 0U);
	KUNIT_EXPECT_EQ(test, FltInsertExtraCreateParameter(filter, list, second), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, FltFindExtraCreateParameter(filter, list, &type_1, &found, &bytes), STATUS_SUCCESS);
	KUNIT_EXPECT_PTR_EQ(test, found, first);
	KUNIT_EXPECT_EQ(test, bytes, 10U);
	KUNIT_EXPECT_EQ(test, FltFindExtraCreateParameter(filter, list, &type_2, NULL, NULL), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, STATUS_SUCCESS,
			FltGetNextExtraCreateParameter(filter, list, NULL, &type, &found, &bytes));
	KUNIT_EXPECT_PTR_EQ(test, found, first);
	KUNIT_EXPECT_TRUE(test, IsEqualGUID(&type, &type_1));
	KUNIT_EXPECT_EQ(test, STATUS_SUCCESS,
			FltGetNextExtraCreateParameter(filter, list, first, &type, &found, &bytes));
	KUNIT_EXPECT_PTR_EQ(test, found, second);
	KUNIT_EXPECT_EQ(test, bytes, 0U);
	KUNIT_EXPECT_TRUE(test, IsEqualGUID(&type, &type_2));
	KUNIT_EXPECT_EQ(test, STATUS_NOT_FOUND,
			FltGetNextExtraCreateParameter(filter, list, second, NULL, &found, &bytes));
	KUNIT_EXPECT_NULL(test, found);
	KUNIT_EXPECT_EQ(test, STATUS_SUCCESS,
			FltRemoveExtraCreateParameter(filter, list, &type_1, &found, &bytes));
	KUNIT_EXPECT_PTR_EQ(test, found, first);
	KUNIT_EXPECT_EQ(test, STATUS_NOT_FOUND,
			FltRemoveExtraCreateParameter(filter, list, &type_1, &found, NULL));
	KUNIT_EXPECT_NULL(test, found);
	KUNIT_EXPECT_EQ(test, cleanups, 0U);
	FltFreeExtraCreateParameter(filter, first);
	KUNIT_EXPECT_EQ(test, cleanups, 1U);
	KUNIT_EXPECT_PTR_EQ(test, cleaned, first);
	KUNIT_EXPECT_TRUE(test, IsEqualGUID(&cleaned_type, &type_1));
	FltFreeExtraCreateParameterList(filter, list);
	KUNIT_EXPECT_EQ(test, cleanups, 2U);
	KUNIT_EXPECT_PTR_EQ(test, cleaned, second);
	EXPECT_NO_REPORT(test);
	end_flt_case(c);
}

/* row 731: another filter marks it */
static void flt_parameters_test_acknowledgement(struct kunit *test)
{
	struct flt_case *c = new_case(test);
	PVOID parameter = new_parameter(c, &type_1, 10);

	KUNIT_EXPECT_FALSE(test, FltIsEcpAcknowledged(filter_of(c, 0), parameter));
	FltAcknowledgeEcp(filter_of(c, 1), parameter);
	KUNIT_EXPECT_TRUE(test, FltIsEcpAcknowledged(filter_of(c, 0), parameter));
	FltPrepareToReuseEcp(filter_of(c, 0), parameter);
	KUNIT_EXPECT_FALSE(test, FltIsEcpAcknowledged(filter_of(c, 0), parameter));
	KUNIT_EXPECT_FALSE(test, FltIsEcpFromUserMode(filter_of(c, 0), parameter));
	FltFreeExtraCreateParameter(filter_of(c, 0), parameter);
	EXPECT_NO_REPORT(test);
	end_flt_case(c);
}

/* row 731 */
static void flt_parameters_test_lookaside_list(struct kunit *test)
{
	struct flt_case *c = new_case(test);
	PFLT_FILTER filter = filter_of(c, 0);
	NPAGED_LOOKASIDE_LIST *list = case_alloc_type(test, NPAGED_LOOKASIDE_LIST);
	PVOID parameter = NULL;

	FltInitExtraCreateParameterLookasideList(filter, list, FSRTL_ECP_LOOKASIDE_FLAG_NONPAGED_POOL, 10, 'txeT');
	KUNIT_EXPECT_EQ(test, STATUS_SUCCESS,
			FltAllocateExtraCreateParameterFromLookasideList(filter, &type_1, 100, 0, clean, list,
									 &parameter));
	FltDeleteExtraCreateParameterLookasideList(filter, list, FSRTL_ECP_LOOKASIDE_FLAG_NONPAGED_POOL);
	memset(parameter, 1, 100);
	FltFreeExtraCreateParameter(filter, parameter);
	KUNIT_EXPECT_EQ(test, cleanups, 1U);
	KUNIT_EXPECT_EQ(test, STATUS_INVALID_PARAMETER,
			FltAllocateExtraCreateParameterFromLookasideList(filter, &type_1, 100, 0, clean, list,
									 &parameter));
	KUNIT_EXPECT_NULL(test, parameter);
	EXPECT_NO_REPORT(test);
	end_flt_case(c);
}

static PECP_LIST list_to_set;

static FLT_PREOP_CALLBACK_STATUS set_list(struct mini *mini, PFLT_CALLBACK_DATA data, PVOID *context)
{
	struct kunit *test = mini->of->test;
	PECP_LIST list = (PECP_LIST)mini;

	KUNIT_EXPECT_EQ(test, FltGetEcpListFromCallbackData(mini->filter, data, &list), STATUS_SUCCESS);
	KUNIT_EXPECT_NULL(test, list);
	KUNIT_EXPECT_EQ(test, STATUS_SUCCESS, FltSetEcpListIntoCallbackData(mini->filter, data, list_to_set));
	KUNIT_EXPECT_EQ(test, STATUS_INVALID_PARAMETER_3,
			FltSetEcpListIntoCallbackData(mini->filter, data, list_to_set));
	FltFreeExtraCreateParameterList(mini->filter, list_to_set);
	EXPECT_REPORT(test, "FltFreeExtraCreateParameterList", BUGCHECK_FLTMGR, 0, list_to_set, ANY, 0,
		      list_to_set);
	return FLT_PREOP_SUCCESS_WITH_CALLBACK;
}

static FLT_PREOP_CALLBACK_STATUS acknowledge(struct mini *mini, PFLT_CALLBACK_DATA data, PVOID *context)
{
	struct kunit *test = mini->of->test;
	PECP_LIST list = NULL;
	PVOID parameter = NULL;

	KUNIT_EXPECT_EQ(test, FltGetEcpListFromCallbackData(mini->filter, data, &list), STATUS_SUCCESS);
	KUNIT_EXPECT_PTR_EQ(test, list, list_to_set);
	KUNIT_EXPECT_EQ(test, STATUS_SUCCESS,
			FltFindExtraCreateParameter(mini->filter, list, &type_1, &parameter, NULL));
	FltAcknowledgeEcp(mini->filter, parameter);
	return FLT_PREOP_SUCCESS_WITH_CALLBACK;
}

static PVOID sent;

static FLT_POSTOP_CALLBACK_STATUS see_acknowledgement(struct mini *mini, PFLT_CALLBACK_DATA data, PVOID context,
						      FLT_POST_OPERATION_FLAGS flags)
{
	KUNIT_EXPECT_TRUE(mini->of->test, FltIsEcpAcknowledged(mini->filter, sent));
	KUNIT_EXPECT_EQ(mini->of->test, cleanups, 0U);
	return FLT_POSTOP_FINISHED_PROCESSING;
}

/* row 732 */
static void flt_parameters_test_list_of_an_operation(struct kunit *test)
{
	struct flt_case *c = new_case(test);

	sent = new_parameter(c, &type_1, 10);
	list_to_set = new_list_of(c, sent);
	c->minis[0].on_pre = set_list;
	c->minis[0].on_post = see_acknowledgement;
	c->minis[1].on_pre = acknowledge;
	KUNIT_EXPECT_EQ(test, send_major(c, IRP, IRP_MJ_CREATE), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, cleanups, 1U);
	KUNIT_EXPECT_EQ(test, cleanup_irql, PASSIVE_LEVEL);
	EXPECT_NO_REPORT(test);
	end_flt_case(c);
}

static FLT_PREOP_CALLBACK_STATUS set_list_of_read(struct mini *mini, PFLT_CALLBACK_DATA data, PVOID *context)
{
	struct kunit *test = mini->of->test;
	PECP_LIST list;

	KUNIT_EXPECT_EQ(test, FltGetEcpListFromCallbackData(mini->filter, data, &list), STATUS_INVALID_PARAMETER);
	KUNIT_EXPECT_EQ(test, STATUS_INVALID_PARAMETER_2,
			FltSetEcpListIntoCallbackData(mini->filter, data, list_to_set));
	return FLT_PREOP_SUCCESS_WITH_CALLBACK;
}

/* row 732 */
static void flt_parameters_test_other_operations(struct kunit *test)
{
	struct flt_case *c;

	fixture_name_driver(test);
	c = new_case(test);
	list_to_set = new_list(c);
	c->minis[0].on_pre = set_list_of_read;
	KUNIT_EXPECT_EQ(test, send_read(c), STATUS_SUCCESS);
	FltFreeExtraCreateParameterList(filter_of(c, 0), list_to_set);
	EXPECT_NO_REPORT(test);
	expect_refusal(test, __LINE__, true, "FltGetEcpListFromCallbackData", STATUS_INVALID_PARAMETER,
		       "CallbackData is not an IRP_MJ_CREATE");
	expect_refusal(test, __LINE__, true, "FltSetEcpListIntoCallbackData", STATUS_INVALID_PARAMETER_2,
		       "CallbackData is not an IRP_MJ_CREATE");
	end_flt_case(c);
}

static FLT_PREOP_CALLBACK_STATUS set_only(struct mini *mini, PFLT_CALLBACK_DATA data, PVOID *context)
{
	KUNIT_EXPECT_EQ(mini->of->test, STATUS_SUCCESS,
			FltSetEcpListIntoCallbackData(mini->filter, data, list_to_set));
	return FLT_PREOP_SUCCESS_NO_CALLBACK;
}

/* The case's first filter sets its list into a create, which the file system keeps. */
static void keep_create(struct flt_case *c)
{
	c->minis[0].on_pre = set_only;
	c->file_system_status = STATUS_PENDING;
	send_async_major(c, IRP_MJ_CREATE);
	ASSERT_IN_TIME(c->test, &c->file_system_called);
}

/* row 732: the operation ends at DISPATCH_LEVEL, where no cleanup callback may be called */
static void flt_parameters_test_end_at_dispatch_level(struct kunit *test)
{
	struct flt_case *c = new_case(test);
	KIRQL irql;

	list_to_set = new_list_of(c, new_parameter(c, &type_1, 10));
	keep_create(c);
	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	WinworkFltCompleteOperation(c->file_system_data, STATUS_SUCCESS, 0);
	KUNIT_EXPECT_EQ(test, cleanups, 0U);
	KeLowerIrql(irql);
	ASSERT_IN_TIME(test, &cleaned_up);
	ASSERT_IN_TIME(test, &c->done);
	KUNIT_EXPECT_EQ(test, cleanups, 1U);
	KUNIT_EXPECT_EQ(test, cleanup_irql, PASSIVE_LEVEL);
	EXPECT_NO_REPORT(test);
	end_flt_case(c);
}

static void unregister_first(void *c)
{
	unregister_mini(&((struct flt_case *)c)->minis[0]);
}

/* row 732 */
static void flt_parameters_test_unregister_waits_for_operation(struct kunit *test)
{
	struct flt_case *c = new_case(test);

	list_to_set = new_list_of(c, new_parameter(c, &type_1, 10));
	keep_create(c);
	spawn(test, unregister_first, c);
	EXPECT_THREAD_WAITS(test);
	KUNIT_EXPECT_EQ(test, cleanups, 0U);
	WinworkFltCompleteOperation(c->file_system_data, STATUS_SUCCESS, 0);
	join(test);
	KUNIT_EXPECT_EQ(test, cleanups, 1U);
	EXPECT_NO_REPORT(test);
	end_flt_case(c);
}

/* row 732: a parameter of the filter in another one's list, which may be taken off it again */
static void flt_parameters_test_unregister_waits_for_other_list(struct kunit *test)
{
	struct flt_case *c = new_case(test);
	PECP_LIST list = NULL;
	PVOID parameter = new_parameter(c, &type_1, 10);

	KUNIT_ASSERT_EQ(test, FltAllocateExtraCreateParameterList(filter_of(c, 1), 0, &list), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, FltInsertExtraCreateParameter(filter_of(c, 1), list, parameter), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, STATUS_SUCCESS,
			FltRemoveExtraCreateParameter(filter_of(c, 1), list, &type_1, &parameter, NULL));
	KUNIT_EXPECT_EQ(test, FltInsertExtraCreateParameter(filter_of(c, 1), list, parameter), STATUS_SUCCESS);
	spawn(test, unregister_first, c);
	EXPECT_THREAD_WAITS(test);
	KUNIT_EXPECT_EQ(test, cleanups, 0U);
	FltFreeExtraCreateParameterList(filter_of(c, 1), list);
	join(test);
	KUNIT_EXPECT_EQ(test, cleanups, 1U);
	EXPECT_NO_REPORT(test);
	end_flt_case(c);
}

/* row 733: with a parameter of another filter in it */
static void flt_parameters_test_list_left(struct kunit *test)
{
	struct flt_case *c = new_case(test);
	const PFLT_FILTER filter = filter_of(c, 0);
	PECP_LIST list = new_list_of(c, new_parameter(c, &type_1, 10));

	KUNIT_EXPECT_EQ(test, STATUS_SUCCESS,
			FltInsertExtraCreateParameter(filter, list, new_parameter_of(c, 1, &type_2, 10)));
	unregister_mini(&c->minis[0]);
	EXPECT_REPORT(test, "FltAllocateExtraCreateParameterList", BUGCHECK_VERIFIER, 0x62, list, filter, ANY, list);
	KUNIT_EXPECT_EQ(test, cleanups, 2U);
	KUNIT_EXPECT_EQ(test, cleanup_irql, PASSIVE_LEVEL);
	unregister_mini(&c->minis[1]);
	EXPECT_NO_REPORT(test);
	end_flt_case(c);
}

/* row 733: another filter's stay */
static void flt_parameters_test_parameter_left(struct kunit *test)
{
	struct flt_case *c = new_case(test);
	const PFLT_FILTER filter = filter_of(c, 0);
	PVOID parameter = new_parameter(c, &type_1, 10), other = new_parameter_of(c, 1, &type_1, 10);

	unregister_mini(&c->minis[0]);
	EXPECT_REPORT(test, "FltAllocateExtraCreateParameter", BUGCHECK_VERIFIER, 0x62, parameter, filter, ANY,
		      parameter);
	KUNIT_EXPECT_EQ(test, cleanups, 1U);
	KUNIT_EXPECT_PTR_EQ(test, cleaned, parameter);
	FltFreeExtraCreateParameter(filter_of(c, 1), other);
	KUNIT_EXPECT_EQ(test, cleanups, 2U);
	unregister_mini(&c->minis[1]);
	EXPECT_NO_REPORT(test);
	end_flt_case(c);
}

/* The functions, with good parameters but for those of the caller. */
static NTSTATUS insert(PFLT_FILTER filter, PECP_LIST list, PVOID parameter)
{
	return FltInsertExtraCreateParameter(filter, list, parameter);
}

static NTSTATUS remove(PFLT_FILTER filter, PECP_LIST list, PVOID parameter)
{
	return FltRemoveExtraCreateParameter(filter, list, &type_1, &parameter, NULL);
}

static NTSTATUS find(PFLT_FILTER filter, PECP_LIST list, PVOID parameter)
{
	return FltFindExtraCreateParameter(filter, list, &type_1, NULL, NULL);
}

static NTSTATUS get_next(PFLT_FILTER filter, PECP_LIST list, PVOID parameter)
{
	return FltGetNextExtraCreateParameter(filter, list, parameter, NULL, NULL, NULL);
}

static NTSTATUS set_into_operation(PFLT_FILTER filter, PECP_LIST list, PVOID parameter)
{
	return FltSetEcpListIntoCallbackData(filter, NULL, list);
}

static NTSTATUS free_list(PFLT_FILTER filter, PECP_LIST list, PVOID parameter)
{
	FltFreeExtraCreateParameterList(filter, list);
	return STATUS_INVALID_PARAMETER;
}

static NTSTATUS free_parameter(PFLT_FILTER filter, PECP_LIST list, PVOID parameter)
{
	FltFreeExtraCreateParameter(filter, parameter);
	return STATUS_INVALID_PARAMETER;
}

static NTSTATUS mark(PFLT_FILTER filter, PECP_LIST list, PVOID parameter)
{
	FltAcknowledgeEcp(filter, parameter);
	return STATUS_INVALID_PARAMETER;
}

static NTSTATUS unmark(PFLT_FILTER filter, PECP_LIST list, PVOID parameter)
{
	FltPrepareToReuseEcp(filter, parameter);
	return STATUS_INVALID_PARAMETER;
}

static NTSTATUS is_marked(PFLT_FILTER filter, PECP_LIST list, PVOID parameter)
{
	return FltIsEcpAcknowledged(filter, parameter) ? STATUS_SUCCESS : STATUS_INVALID_PARAMETER;
}

static NTSTATUS is_from_user_mode(PFLT_FILTER filter, PECP_LIST list, PVOID parameter)
{
	return FltIsEcpFromUserMode(filter, parameter) ? STATUS_SUCCESS : STATUS_INVALID_PARAMETER;
}

static NTSTATUS allocate_list(PFLT_FILTER filter, PECP_LIST list, PVOID parameter)
{
	return FltAllocateExtraCreateParameterList(filter, 0, &list);
}

static NTSTATUS allocate(PFLT_FILTER filter, PECP_LIST list, PVOID parameter)
{
	return FltAllocateExtraCreateParameter(filter, &type_1, 8, 0, NULL, 'txeT', &parameter);
}

static NTSTATUS allocate_from_list(PFLT_FILTER filter, PECP_LIST list, PVOID parameter)
{
	return FltAllocateExtraCreateParameterFromLookasideList(filter, &type_1, 8, 0, NULL, NULL, &parameter);
}

static NTSTATUS init_lookaside_list(PFLT_FILTER filter, PECP_LIST list, PVOID parameter)
{
	FltInitExtraCreateParameterLookasideList(filter, NULL, 0, 8, 'txeT');
	return STATUS_INVALID_PARAMETER;
}

static NTSTATUS delete_lookaside_list(PFLT_FILTER filter, PECP_LIST list, PVOID parameter)
{
	FltDeleteExtraCreateParameterLookasideList(filter, NULL, 0);
	return STATUS_INVALID_PARAMETER;
}

static NTSTATUS get_of_operation(PFLT_FILTER filter, PECP_LIST list, PVOID parameter)
{
	return FltGetEcpListFromCallbackData(filter, NULL, &list);
}

static const struct {
	const char *name;
	NTSTATUS (*call)(PFLT_FILTER filter, PECP_LIST list, PVOID parameter);
	const char *list;		/* the names of these parameters of the function */
	const char *parameter;
} functions[] = {
	{ "FltInsertExtraCreateParameter", insert, "EcpList", "EcpContext" },
	{ "FltRemoveExtraCreateParameter", remove, "EcpList", NULL },
	{ "FltFindExtraCreateParameter", find, "EcpList", NULL },
	{ "FltGetNextExtraCreateParameter", get_next, "EcpList", "CurrentEcpContext" },
	{ "FltSetEcpListIntoCallbackData", set_into_operation, "EcpList", NULL },
	{ "FltFreeExtraCreateParameterList", free_list, "EcpList", NULL },
	{ "FltFreeExtraCreateParameter", free_parameter, NULL, "EcpContext" },
	{ "FltAcknowledgeEcp", mark, NULL, "EcpContext" },
	{ "FltPrepareToReuseEcp", unmark, NULL, "EcpContext" },
	{ "FltIsEcpAcknowledged", is_marked, NULL, "EcpContext" },
	{ "FltIsEcpFromUserMode", is_from_user_mode, NULL, "EcpContext" },
	{ "FltAllocateExtraCreateParameterList", allocate_list, NULL, NULL },
	{ "FltAllocateExtraCreateParameter", allocate, NULL, NULL },
	{ "FltAllocateExtraCreateParameterFromLookasideList", allocate_from_list, NULL, NULL },
	{ "FltInitExtraCreateParameterLookasideList", init_lookaside_list, NULL, NULL },
	{ "FltDeleteExtraCreateParameterLookasideList", delete_lookaside_list, NULL, NULL },
	{ "FltGetEcpListFromCallbackData", get_of_operation, NULL, NULL },
};

static void expect_not_live(struct kunit *test, const char *function, const char *name, const void *pointer,
			    const char *what)
{
	EXPECT_REPORT(test, function, BUGCHECK_FLTMGR, 0, pointer, ANY, 0, pointer);
#if HAVE_LOG_READER
	char text[128];

	snprintf(text, sizeof(text), "as %s is not a live %s", name, what);
	KUNIT_EXPECT_TRUE_MSG(test, log_has(text), "%s: %s", function, text);
#endif
}

/* row 734: a parameter in place of a list and so on, and what has been freed */
static void flt_parameters_test_wrong_pointers(struct kunit *test)
{
	struct flt_case *c = new_case(test);
	const PFLT_FILTER filter = filter_of(c, 0);
	PVOID parameter = new_parameter(c, &type_1, 10), freed = new_parameter(c, &type_1, 10);
	PECP_LIST list = new_list(c), wrong_lists[] = { parameter, new_list(c), (PECP_LIST)8 };
	PVOID wrong_parameters[] = { list, freed, (PVOID)8 };
	unsigned int i, kind;

	FltFreeExtraCreateParameter(filter, freed);
	FltFreeExtraCreateParameterList(filter, wrong_lists[1]);
	for (i = 0; i < ARRAY_SIZE(functions); i++) {
		const char *const name = functions[i].name;

		for (kind = 0; functions[i].list && kind < ARRAY_SIZE(wrong_lists); kind++) {
			KUNIT_EXPECT_EQ_MSG(test, STATUS_INVALID_PARAMETER,
					    functions[i].call(filter, wrong_lists[kind], parameter), "%s", name);
			expect_not_live(test, name, functions[i].list, wrong_lists[kind],
					"list of extra create parameters");
		}
		for (kind = 0; functions[i].parameter && kind < ARRAY_SIZE(wrong_parameters); kind++) {
			KUNIT_EXPECT_EQ_MSG(test, STATUS_INVALID_PARAMETER,
					    functions[i].call(filter, list, wrong_parameters[kind]), "%s", name);
			expect_not_live(test, name, functions[i].parameter, wrong_parameters[kind],
					"extra create parameter");
		}
	}
	KUNIT_EXPECT_EQ(test, cleanups, 1U);
	FltFreeExtraCreateParameter(filter, parameter);
	FltFreeExtraCreateParameterList(filter, list);
	EXPECT_NO_REPORT(test);
	end_flt_case(c);
}

/* row 734 */
static void flt_parameters_test_wrong_filter_and_level(struct kunit *test)
{
	struct flt_case *c = new_case(test);
	const PFLT_FILTER filter = filter_of(c, 0), wrong = (PFLT_FILTER)c->volume;
	PVOID parameter = new_parameter(c, &type_1, 10);
	PECP_LIST list = new_list(c);
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(functions); i++) {
		const char *const name = functions[i].name;
		NTSTATUS status;

		KUNIT_EXPECT_EQ_MSG(test, functions[i].call(wrong, list, parameter), STATUS_INVALID_PARAMETER, "%s",
				    name);
		EXPECT_REPORT(test, name, BUGCHECK_REFERENCE_BY_POINTER, ANY, wrong, ANY, ANY, wrong);
		AT_LEVEL(DISPATCH_LEVEL, status = functions[i].call(filter, list, parameter));
		KUNIT_EXPECT_EQ_MSG(test, status, STATUS_INVALID_PARAMETER, "%s", name);
		EXPECT_WRONG_LEVEL(test, name, DISPATCH_LEVEL, filter);
	}
	FltFreeExtraCreateParameter(filter, parameter);
	FltFreeExtraCreateParameterList(filter, list);
	EXPECT_NO_REPORT(test);
	end_flt_case(c);
}

static FLT_PREOP_CALLBACK_STATUS set_two(struct mini *mini, PFLT_CALLBACK_DATA data, PVOID *context)
{
	struct kunit *test = mini->of->test;
	PECP_LIST second = new_list(mini->of);

	KUNIT_EXPECT_EQ(test, FltSetEcpListIntoCallbackData(mini->filter, data, list_to_set), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, STATUS_INVALID_PARAMETER_3,
			FltSetEcpListIntoCallbackData(mini->filter, data, second));
	FltFreeExtraCreateParameterList(mini->filter, second);
	return FLT_PREOP_SUCCESS_NO_CALLBACK;
}

/* row 732 */
static void flt_parameters_test_second_list(struct kunit *test)
{
	struct flt_case *c;

	fixture_name_driver(test);
	c = new_case(test);
	list_to_set = new_list(c);
	c->minis[0].on_pre = set_two;
	KUNIT_EXPECT_EQ(test, send_major(c, IRP, IRP_MJ_CREATE), STATUS_SUCCESS);
	EXPECT_NO_REPORT(test);
	expect_refusal(test, __LINE__, true, "FltSetEcpListIntoCallbackData", STATUS_INVALID_PARAMETER_3,
		       "CallbackData has a list");
	end_flt_case(c);
}

/* row 731 */
static void flt_parameters_test_misuse(struct kunit *test)
{
	struct flt_case *c = new_case(test);
	PFLT_FILTER filter = filter_of(c, 0);
	PVOID parameter = new_parameter(c, &type_1, 10), same = new_parameter(c, &type_1, 10), found = c;
	PECP_LIST list = new_list_of(c, parameter), other = new_list(c);

	KUNIT_EXPECT_EQ(test, FltInsertExtraCreateParameter(filter, list, same), STATUS_INVALID_PARAMETER);
	KUNIT_EXPECT_EQ(test, FltInsertExtraCreateParameter(filter, other, parameter), STATUS_INVALID_PARAMETER);
	KUNIT_EXPECT_EQ(test, STATUS_INVALID_PARAMETER,
			FltGetNextExtraCreateParameter(filter, other, parameter, NULL, &found, NULL));
	KUNIT_EXPECT_NULL(test, found);
	EXPECT_NO_REPORT(test);
	FltFreeExtraCreateParameter(filter, parameter);
	EXPECT_REPORT(test, "FltFreeExtraCreateParameter", BUGCHECK_FLTMGR, 0, parameter, ANY, 0, parameter);
	KUNIT_EXPECT_EQ(test, cleanups, 0U);
	FltFreeExtraCreateParameter(filter, same);
	FltFreeExtraCreateParameter(filter, same);
	EXPECT_REPORT(test, "FltFreeExtraCreateParameter", BUGCHECK_FLTMGR, 0, same, ANY, 0, same);
	KUNIT_EXPECT_EQ(test, cleanups, 1U);
	FltFreeExtraCreateParameterList(filter, other);
	FltFreeExtraCreateParameterList(filter, list);
	KUNIT_EXPECT_EQ(test, cleanups, 2U);
	EXPECT_NO_REPORT(test);
	end_flt_case(c);
}

static struct kunit_case flt_parameters_cases[] = {
	KUNIT_CASE(flt_parameters_test_list),
	KUNIT_CASE(flt_parameters_test_acknowledgement),
	KUNIT_CASE(flt_parameters_test_lookaside_list),
	KUNIT_CASE(flt_parameters_test_list_of_an_operation),
	KUNIT_CASE(flt_parameters_test_other_operations),
	KUNIT_CASE(flt_parameters_test_end_at_dispatch_level),
	KUNIT_CASE(flt_parameters_test_unregister_waits_for_operation),
	KUNIT_CASE(flt_parameters_test_unregister_waits_for_other_list),
	KUNIT_CASE(flt_parameters_test_list_left),
	KUNIT_CASE(flt_parameters_test_parameter_left),
	KUNIT_CASE(flt_parameters_test_wrong_pointers),
	KUNIT_CASE(flt_parameters_test_wrong_filter_and_level),
	KUNIT_CASE(flt_parameters_test_second_list),
	KUNIT_CASE(flt_parameters_test_misuse),
	{}
};

FLT_CASE_SUITE(flt_parameters);
