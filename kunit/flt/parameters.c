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

static VOID NTAPI clean(PVOID context, LPCGUID type)
{
	cleanups++;
	cleaned = context;
	cleaned_type = *type;
	cleanup_irql = KeGetCurrentIrql();
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
	return c;
}

static PECP_LIST new_list(struct flt_case *c)
{
	PECP_LIST list = NULL;

	KUNIT_ASSERT_EQ(c->test, FltAllocateExtraCreateParameterList(filter_of(c, 0), 0, &list), STATUS_SUCCESS);
	KUNIT_ASSERT_NOT_NULL(c->test, list);
	return list;
}

static PVOID new_parameter(struct flt_case *c, const GUID *type, ULONG bytes)
{
	PVOID parameter = NULL;

	KUNIT_ASSERT_EQ(c->test, STATUS_SUCCESS,
			FltAllocateExtraCreateParameter(filter_of(c, 0), type, bytes, 0, clean, 'txeT',
							&parameter));
	KUNIT_ASSERT_NOT_NULL(c->test, parameter);
	return parameter;
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
	struct flt_case *c = new_case(test);

	list_to_set = new_list(c);
	c->minis[0].on_pre = set_list_of_read;
	KUNIT_EXPECT_EQ(test, send_read(c), STATUS_SUCCESS);
	FltFreeExtraCreateParameterList(filter_of(c, 0), list_to_set);
	EXPECT_NO_REPORT(test);
	end_flt_case(c);
}

/* row 731 */
static void flt_parameters_test_misuse(struct kunit *test)
{
	struct flt_case *c = new_case(test);
	PFLT_FILTER filter = filter_of(c, 0);
	PVOID parameter = new_parameter(c, &type_1, 10), same = new_parameter(c, &type_1, 10), found = c;
	PECP_LIST list = new_list_of(c, parameter), other = new_list(c);
	KIRQL irql;

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
	FltAcknowledgeEcp(filter, NULL);
	EXPECT_REPORT(test, "FltAcknowledgeEcp", BUGCHECK_FLTMGR, 0, NULL, ANY, 0, NULL);
	FltFreeExtraCreateParameterList(filter, NULL);
	EXPECT_REPORT(test, "FltFreeExtraCreateParameterList", BUGCHECK_FLTMGR, 0, NULL, ANY, 0, NULL);
	FltAcknowledgeEcp((PFLT_FILTER)c->volume, parameter);
	EXPECT_REPORT(test, "FltAcknowledgeEcp", BUGCHECK_REFERENCE_BY_POINTER, 0, c->volume, ANY, ANY, c->volume);
	KUNIT_EXPECT_FALSE(test, FltIsEcpAcknowledged(filter, parameter));
	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	FltFreeExtraCreateParameterList(filter, other);
	KeLowerIrql(irql);
	EXPECT_REPORT(test, "FltFreeExtraCreateParameterList", BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, ANY, DISPATCH_LEVEL,
		      ANY, ANY, filter);
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
	KUNIT_CASE(flt_parameters_test_misuse),
	{}
};

FLT_CASE_SUITE(flt_parameters);
