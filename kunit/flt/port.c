/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite flt_port: creating and closing communication ports. The VM test ports connects programs to one.
 */
#include "flt_case.h"

static NTSTATUS no_connection(PFLT_PORT port, PVOID cookie, PVOID context, ULONG bytes, PVOID *client_cookie)
{
	return STATUS_ACCESS_DENIED;
}

static VOID no_disconnection(PVOID cookie)
{
}

static NTSTATUS create_port(struct mini *mini, const WCHAR *name, ULONG attributes, PFLT_PORT *port)
{
	UNICODE_STRING text;
	OBJECT_ATTRIBUTES object;

	RtlInitUnicodeString(&text, name);
	InitializeObjectAttributes(&object, &text, attributes, NULL, NULL);
	return FltCreateCommunicationPort(mini->filter, port, &object, NULL, no_connection, no_disconnection,
					  NULL, 1);
}

static PFLT_PORT new_port(struct kunit *test, struct mini *mini, const WCHAR *name)
{
	PFLT_PORT port = NULL;

	KUNIT_ASSERT_EQ(test, create_port(mini, name, OBJ_KERNEL_HANDLE, &port), STATUS_SUCCESS);
	KUNIT_ASSERT_NOT_NULL(test, port);
	return port;
}

/* row 680: the name is taken until the port is closed. */
static void flt_port_test_name_is_unique_until_the_port_is_closed(struct kunit *test)
{
	struct flt_case *c = new_flt_case(test);
	struct mini *mini = register_mini(c);
	PFLT_PORT port = new_port(test, mini, L"\\FltPortSuite"), other = (PFLT_PORT)test;

	KUNIT_EXPECT_EQ(test, create_port(mini, L"\\fltPORTsuite", OBJ_KERNEL_HANDLE, &other),
			STATUS_OBJECT_NAME_COLLISION);
	KUNIT_EXPECT_PTR_EQ(test, other, (PFLT_PORT)NULL);
	FltCloseCommunicationPort(port);
	EXPECT_NO_REPORT(test);
	FltCloseCommunicationPort(port);
	EXPECT_REPORT(test, "FltCloseCommunicationPort", BUGCHECK_REFERENCE_BY_POINTER, 0, port, 0, 0, port);
	FltCloseCommunicationPort(new_port(test, mini, L"\\FltPortSuite"));
	EXPECT_NO_REPORT(test);
	unregister_mini(mini);
	end_flt_case(c);
}

static void flt_port_test_bad_ports_are_refused(struct kunit *test)
{
	struct flt_case *c = new_flt_case(test);
	struct mini *mini = register_mini(c);
	UNICODE_STRING name = RTL_CONSTANT_STRING(L"\\FltPortSuite");
	PFLT_PORT port = (PFLT_PORT)test;
	SECURITY_DESCRIPTOR none = { 0 };
	OBJECT_ATTRIBUTES object;

	KUNIT_EXPECT_EQ(test, create_port(mini, L"\\FltPortSuite", 0, &port), STATUS_INVALID_PARAMETER);
	KUNIT_EXPECT_PTR_EQ(test, port, (PFLT_PORT)NULL);
	KUNIT_EXPECT_EQ(test, create_port(mini, L"FltPortSuite", OBJ_KERNEL_HANDLE, &port),
			STATUS_OBJECT_NAME_INVALID);
	KUNIT_EXPECT_EQ(test, create_port(mini, L"\\", OBJ_KERNEL_HANDLE, &port), STATUS_OBJECT_NAME_INVALID);
	InitializeObjectAttributes(&object, &name, OBJ_KERNEL_HANDLE, NULL, &none);
	KUNIT_EXPECT_EQ(test, FltCreateCommunicationPort(mini->filter, &port, &object, NULL, no_connection,
							 no_disconnection, NULL, 1),
			STATUS_UNKNOWN_REVISION);
	object.SecurityDescriptor = NULL;
	KUNIT_EXPECT_EQ(test, FltCreateCommunicationPort(mini->filter, &port, &object, NULL, no_connection,
							 no_disconnection, NULL, 0),
			STATUS_INVALID_PARAMETER);
	KUNIT_EXPECT_EQ(test, FltCreateCommunicationPort(mini->filter, &port, &object, NULL, no_connection,
							 NULL, NULL, 1),
			STATUS_INVALID_PARAMETER);
	EXPECT_NO_REPORT(test);
	KUNIT_EXPECT_EQ(test, FltCreateCommunicationPort((PFLT_FILTER)test, &port, &object, NULL,
							 no_connection, no_disconnection, NULL, 1),
			STATUS_INVALID_PARAMETER);
	EXPECT_REPORT(test, "FltCreateCommunicationPort", BUGCHECK_REFERENCE_BY_POINTER, 0, test, 0, 0, test);
	unregister_mini(mini);
	end_flt_case(c);
}

/* row 687 */
static void flt_port_test_port_that_the_filter_leaves(struct kunit *test)
{
	struct flt_case *c = new_flt_case(test);
	struct mini *mini = register_mini(c);
	PFLT_PORT port = new_port(test, mini, L"\\FltPortSuite");

	unregister_mini(mini);
	EXPECT_REPORT(test, "FltUnregisterFilter", BUGCHECK_LEFT_BEHIND, port, 0, 0, 0, port);
	/* Its name is free. */
	mini = register_mini(c);
	FltCloseCommunicationPort(new_port(test, mini, L"\\FltPortSuite"));
	unregister_mini(mini);
	EXPECT_NO_REPORT(test);
	end_flt_case(c);
}

static void flt_port_test_messages_without_a_connection(struct kunit *test)
{
	struct flt_case *c = new_flt_case(test);
	struct mini *mini = register_mini(c);
	PFLT_PORT none = NULL, wrong = (PFLT_PORT)test;
	ULONG bytes = 1;
	char data = 0;
	KIRQL irql;

	KUNIT_EXPECT_EQ(test, FltSendMessage(mini->filter, &none, &data, 1, NULL, NULL, NULL),
			STATUS_PORT_DISCONNECTED);
	FltCloseClientPort(mini->filter, &none);
	KUNIT_EXPECT_EQ(test, FltSendMessage(mini->filter, &none, NULL, 1, NULL, NULL, NULL),
			STATUS_INVALID_PARAMETER);
	KUNIT_EXPECT_EQ(test, FltSendMessage(mini->filter, &none, &data, 1, &data, NULL, NULL),
			STATUS_INVALID_PARAMETER);
	EXPECT_NO_REPORT(test);
	KUNIT_EXPECT_EQ(test, FltSendMessage(mini->filter, &wrong, &data, 1, &data, &bytes, NULL),
			STATUS_INVALID_PARAMETER);
	EXPECT_REPORT(test, "FltSendMessage", BUGCHECK_REFERENCE_BY_POINTER, 0, test, 0, 0, test);
	FltCloseClientPort(mini->filter, &wrong);
	EXPECT_REPORT(test, "FltCloseClientPort", BUGCHECK_REFERENCE_BY_POINTER, 0, test, 0, 0, test);
	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	KUNIT_EXPECT_EQ(test, FltSendMessage(mini->filter, &none, &data, 1, NULL, NULL, NULL),
			STATUS_INVALID_PARAMETER);
	KeLowerIrql(irql);
	EXPECT_REPORT(test, "FltSendMessage", BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, ANY, DISPATCH_LEVEL, ANY, ANY,
		      mini->filter);
	unregister_mini(mini);
	end_flt_case(c);
}

static void flt_port_test_security_descriptors(struct kunit *test)
{
	PSECURITY_DESCRIPTOR descriptor = NULL;

	KUNIT_ASSERT_EQ(test, FltBuildDefaultSecurityDescriptor(&descriptor, FLT_PORT_ALL_ACCESS), STATUS_SUCCESS);
	KUNIT_ASSERT_NOT_NULL(test, descriptor);
	FltFreeSecurityDescriptor(descriptor);
	EXPECT_NO_REPORT(test);
	FltFreeSecurityDescriptor(descriptor);
	EXPECT_REPORT(test, "FltFreeSecurityDescriptor", BUGCHECK_REFERENCE_BY_POINTER, 0, descriptor, 0, 0,
		      descriptor);
	KUNIT_EXPECT_EQ(test, FltBuildDefaultSecurityDescriptor(NULL, 0), STATUS_INVALID_PARAMETER);
}

/* row 891: a driver may give everybody the rights, or make a descriptor of its own. */
static void flt_port_test_changed_and_own_descriptors(struct kunit *test)
{
	struct flt_case *c = new_flt_case(test);
	struct mini *mini = register_mini(c);
	UNICODE_STRING name = RTL_CONSTANT_STRING(L"\\FltPortSuite");
	PSECURITY_DESCRIPTOR made = NULL;
	SECURITY_DESCRIPTOR own;
	OBJECT_ATTRIBUTES object;
	PFLT_PORT port = NULL;

	KUNIT_ASSERT_EQ(test, FltBuildDefaultSecurityDescriptor(&made, FLT_PORT_ALL_ACCESS), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, RtlSetDaclSecurityDescriptor(made, TRUE, NULL, FALSE), STATUS_SUCCESS);
	InitializeObjectAttributes(&object, &name, OBJ_KERNEL_HANDLE, NULL, made);
	KUNIT_EXPECT_EQ(test, FltCreateCommunicationPort(mini->filter, &port, &object, NULL, no_connection,
							 no_disconnection, NULL, 1), STATUS_SUCCESS);
	FltFreeSecurityDescriptor(made);
	FltCloseCommunicationPort(port);
	RtlCreateSecurityDescriptor(&own, SECURITY_DESCRIPTOR_REVISION);
	object.SecurityDescriptor = &own;
	KUNIT_EXPECT_EQ(test, FltCreateCommunicationPort(mini->filter, &port, &object, NULL, no_connection,
							 no_disconnection, NULL, 1), STATUS_SUCCESS);
	FltCloseCommunicationPort(port);
	EXPECT_NO_REPORT(test);
	unregister_mini(mini);
	end_flt_case(c);
}

static struct kunit_case flt_port_cases[] = {
	KUNIT_CASE(flt_port_test_name_is_unique_until_the_port_is_closed),
	KUNIT_CASE(flt_port_test_bad_ports_are_refused),
	KUNIT_CASE(flt_port_test_port_that_the_filter_leaves),
	KUNIT_CASE(flt_port_test_messages_without_a_connection),
	KUNIT_CASE(flt_port_test_security_descriptors),
	KUNIT_CASE(flt_port_test_changed_and_own_descriptors),
	{}
};

FLT_CASE_SUITE(flt_port);
