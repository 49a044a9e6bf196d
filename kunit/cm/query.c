/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite cm_query: the run-time library's functions for the registry.
 */
#include "registry_case.h"

#define RELATIVE L"WinWork case"

/* The arguments of a case's routine: a line for each call. */
static struct {
	int calls;
	struct {
		WCHAR name[16];
		ULONG type, length;
		UCHAR data[32];
		PVOID context, entry_context;
	} call[8];
	NTSTATUS status;
} seen;

static NTSTATUS NTAPI routine(PWSTR name, ULONG type, PVOID data, ULONG length, PVOID context,
			      PVOID entry_context)
{
	if (seen.calls < (int)ARRAY_SIZE(seen.call)) {
		typeof(seen.call[0]) *call = &seen.call[seen.calls];

		if (name)
			memcpy(call->name, name, min(sizeof(call->name) - 2,
						     wide_length(name) * sizeof(WCHAR)));
		call->type = type;
		call->length = length;
		memcpy(call->data, data, min_t(size_t, length, sizeof(call->data)));
		call->context = context;
		call->entry_context = entry_context;
	}
	seen.calls++;
	return seen.status;
}

/* The case's key has these values, and a key Sub with two more. */
static int query_init(struct kunit *test)
{
	int error = registry_init(test);
	HANDLE sub;

	if (error)
		return error;
	memset(&seen, 0, sizeof(seen));
	OK(test, set_number(case_key, L"number", 0x12345678));
	OK(test, set_value(case_key, L"text", REG_SZ, L"abc", 8));
	OK(test, set_value(case_key, L"multi", REG_MULTI_SZ, L"one\0two\0", 18));
	OK(test, set_value(case_key, L"expand", REG_EXPAND_SZ, L"<%A%%b%%>", 20));
	OK(test, set_value(case_key, L"long", REG_BINARY, "0123456789", 10));
	MUST(test, create_key(&sub, case_key, L"Sub", 0, NULL));
	OK(test, set_number(sub, L"s1", 1));
	OK(test, set_number(sub, L"s2", 2));
	OK(test, ZwClose(sub));
	return 0;
}

/* @first and, behind it, an entry that ends the table. */
static NTSTATUS query_with(const RTL_QUERY_REGISTRY_TABLE *first, PVOID environment)
{
	RTL_QUERY_REGISTRY_TABLE table[2] = { *first };

	return RtlQueryRegistryValues(RTL_REGISTRY_HANDLE, (PCWSTR)case_key, table, (PVOID)0x11,
				      environment);
}

static NTSTATUS query(const RTL_QUERY_REGISTRY_TABLE *first)
{
	return query_with(first, NULL);
}

#define ENTRY(...) (&(const RTL_QUERY_REGISTRY_TABLE){ __VA_ARGS__ })
#define EXPECT_CALL(test, index, type_, length_, data_)						\
	do {											\
		KUNIT_EXPECT_EQ(test, seen.call[index].type, (ULONG)(type_));			\
		KUNIT_EXPECT_EQ(test, seen.call[index].length, (ULONG)(length_));		\
		KUNIT_EXPECT_EQ(test, memcmp(seen.call[index].data, data_, length_), 0);	\
	} while (0)

/* row 325: a routine gets the value, both contexts, and its status ends the call */
static void cm_query_test_routine(struct kunit *test)
{
	OK(test, query(ENTRY(.QueryRoutine = routine, .Name = L"NUMBER", .EntryContext = (PVOID)0x22)));
	KUNIT_EXPECT_EQ(test, seen.calls, 1);
	EXPECT_CALL(test, 0, REG_DWORD, 4, "\x78\x56\x34\x12");
	KUNIT_EXPECT_EQ(test, memcmp(seen.call[0].name, L"NUMBER", 12), 0);
	KUNIT_EXPECT_PTR_EQ(test, seen.call[0].context, (PVOID)0x11);
	KUNIT_EXPECT_PTR_EQ(test, seen.call[0].entry_context, (PVOID)0x22);
	seen.status = STATUS_BUFFER_TOO_SMALL;
	OK(test, query(ENTRY(.QueryRoutine = routine, .Name = L"number")));
	seen.status = STATUS_DISK_FULL;
	STATUS_IS(test, query(ENTRY(.QueryRoutine = routine)), STATUS_DISK_FULL);
	KUNIT_EXPECT_EQ(test, seen.calls, 3);
	EXPECT_NO_REPORT(test);
}

/* row 325: without a Name the routine gets all values */
static void cm_query_test_all_values(struct kunit *test)
{
	OK(test, query(ENTRY(.QueryRoutine = routine, .Flags = RTL_QUERY_REGISTRY_NOEXPAND)));
	KUNIT_EXPECT_EQ(test, seen.calls, 5);
	KUNIT_EXPECT_EQ(test, memcmp(seen.call[0].name, L"number", 12), 0);
	EXPECT_CALL(test, 1, REG_SZ, 8, L"abc");
	EXPECT_CALL(test, 2, REG_MULTI_SZ, 18, L"one\0two\0");
	EXPECT_CALL(test, 3, REG_EXPAND_SZ, 20, L"<%A%%b%%>");
	EXPECT_CALL(test, 4, REG_BINARY, 10, "0123456789");
	EXPECT_NO_REPORT(test);
}

/* row 325: SUBKEY and TOPKEY choose the key of the entries behind them */
static void cm_query_test_subkey_and_topkey(struct kunit *test)
{
	RTL_QUERY_REGISTRY_TABLE table[] = {
		{ routine, RTL_QUERY_REGISTRY_SUBKEY, L"Sub" },
		{ routine, 0, L"s2" },
		{ routine, RTL_QUERY_REGISTRY_REQUIRED, L"s1" },
		{ routine, RTL_QUERY_REGISTRY_TOPKEY, L"number" },
		{ NULL, RTL_QUERY_REGISTRY_SUBKEY, L"Sub" },
		{ routine, 0, L"s1" },
		{ routine, RTL_QUERY_REGISTRY_TOPKEY | RTL_QUERY_REGISTRY_REQUIRED, L"s1" },
		{}
	};

	STATUS_IS(test, RtlQueryRegistryValues(RTL_REGISTRY_HANDLE, (PCWSTR)case_key, table, NULL, NULL),
		  STATUS_OBJECT_NAME_NOT_FOUND);
	KUNIT_EXPECT_EQ(test, seen.calls, 6);
	EXPECT_CALL(test, 0, REG_DWORD, 4, "\1\0\0\0");
	EXPECT_CALL(test, 1, REG_DWORD, 4, "\2\0\0\0");
	EXPECT_CALL(test, 2, REG_DWORD, 4, "\2\0\0\0");
	EXPECT_CALL(test, 3, REG_DWORD, 4, "\1\0\0\0");
	EXPECT_CALL(test, 4, REG_DWORD, 4, "\x78\x56\x34\x12");
	EXPECT_CALL(test, 5, REG_DWORD, 4, "\1\0\0\0");
	STATUS_IS(test, query(ENTRY(.QueryRoutine = routine, .Flags = RTL_QUERY_REGISTRY_SUBKEY,
				    .Name = L"none")), STATUS_OBJECT_NAME_NOT_FOUND);
	KUNIT_EXPECT_EQ(test, seen.calls, 6);
	EXPECT_NO_REPORT(test);
}

/* row 325: defaults, and REQUIRED */
static void cm_query_test_defaults(struct kunit *test)
{
	ULONG number = 7;
	HANDLE empty;

	OK(test, query(ENTRY(.QueryRoutine = routine, .Name = L"none")));
	KUNIT_EXPECT_EQ(test, seen.calls, 0);
	OK(test, query(ENTRY(.QueryRoutine = routine, .Name = L"none", .DefaultType = REG_DWORD,
			     .DefaultData = &number, .DefaultLength = 4)));
	EXPECT_CALL(test, 0, REG_DWORD, 4, "\7\0\0\0");
	/* The length of a string may be left out. */
	OK(test, query(ENTRY(.QueryRoutine = routine, .Name = L"none", .DefaultType = REG_SZ,
			     .DefaultData = L"ab")));
	EXPECT_CALL(test, 1, REG_SZ, 6, L"ab");
	OK(test, query(ENTRY(.QueryRoutine = routine, .Name = L"none", .DefaultType = REG_MULTI_SZ,
			     .Flags = RTL_QUERY_REGISTRY_NOEXPAND, .DefaultData = L"a\0b\0")));
	EXPECT_CALL(test, 2, REG_MULTI_SZ, 10, L"a\0b\0");
	STATUS_IS(test, query(ENTRY(.QueryRoutine = routine, .Name = L"none",
				    .Flags = RTL_QUERY_REGISTRY_REQUIRED, .DefaultType = REG_DWORD,
				    .DefaultData = &number, .DefaultLength = 4)),
		  STATUS_OBJECT_NAME_NOT_FOUND);
	KUNIT_EXPECT_EQ(test, seen.calls, 3);
	MUST(test, create_key(&empty, case_key, L"Empty", 0, NULL));
	{
		RTL_QUERY_REGISTRY_TABLE table[2] = { { routine, RTL_QUERY_REGISTRY_REQUIRED } };

		STATUS_IS(test, RtlQueryRegistryValues(RTL_REGISTRY_HANDLE, (PCWSTR)empty, table, NULL,
						       NULL), STATUS_OBJECT_NAME_NOT_FOUND);
		table[0].Flags = 0;
		OK(test, RtlQueryRegistryValues(RTL_REGISTRY_HANDLE, (PCWSTR)empty, table, NULL, NULL));
	}
	OK(test, ZwClose(empty));
	KUNIT_EXPECT_EQ(test, seen.calls, 3);
	EXPECT_NO_REPORT(test);
}

/* row 325: NOVALUE */
static void cm_query_test_novalue(struct kunit *test)
{
	OK(test, query(ENTRY(.QueryRoutine = routine, .Flags = RTL_QUERY_REGISTRY_NOVALUE)));
	KUNIT_EXPECT_EQ(test, seen.calls, 1);
	KUNIT_EXPECT_EQ(test, seen.call[0].type, (ULONG)REG_NONE);
	KUNIT_EXPECT_EQ(test, seen.call[0].length, 0u);
	EXPECT_NO_REPORT(test);
}

/* row 325: without NOEXPAND each string of a REG_MULTI_SZ, and an expanded REG_EXPAND_SZ */
static void cm_query_test_expansion(struct kunit *test)
{
	OK(test, query(ENTRY(.QueryRoutine = routine, .Name = L"multi")));
	KUNIT_EXPECT_EQ(test, seen.calls, 2);
	EXPECT_CALL(test, 0, REG_SZ, 8, L"one");
	EXPECT_CALL(test, 1, REG_SZ, 8, L"two");
	KUNIT_EXPECT_EQ(test, memcmp(seen.call[1].name, L"multi", 10), 0);
	OK(test, query(ENTRY(.QueryRoutine = routine, .Name = L"expand")));
	EXPECT_CALL(test, 2, REG_SZ, 20, L"<%A%%b%%>");
	OK(test, query_with(ENTRY(.QueryRoutine = routine, .Name = L"expand"),
			    L"x=y\0a=long\0B=\0"));
	EXPECT_CALL(test, 3, REG_SZ, 16, L"<long%>");
	/* No part of a value that lacks its nulls, and nothing behind it, is taken for a string. */
	OK(test, set_value(case_key, L"multi", REG_MULTI_SZ, L"ab", 3));
	OK(test, query(ENTRY(.QueryRoutine = routine, .Name = L"multi")));
	KUNIT_EXPECT_EQ(test, seen.calls, 5);
	EXPECT_NO_REPORT(test);
}

/* The texts of the calls, each with a '|' behind it. */
static void expect_texts(struct kunit *test, const char *expected)
{
	char texts[64] = "";
	size_t length = 0;
	int i;

	for (i = 0; i < min_t(int, seen.calls, ARRAY_SIZE(seen.call)); i++) {
		const WCHAR *text = (const WCHAR *)seen.call[i].data;

		KUNIT_EXPECT_EQ(test, seen.call[i].type, (ULONG)REG_SZ);
		KUNIT_EXPECT_EQ(test, seen.call[i].length,
				(ULONG)((wide_length(text) + 1) * sizeof(WCHAR)));
		while (*text)
			texts[length++] = (char)*text++;
		texts[length++] = '|';
	}
	KUNIT_EXPECT_STREQ(test, texts, expected);
	seen.calls = 0;
}

/* row 395: each string of a list, also an empty one */
static void cm_query_test_strings_of_a_list(struct kunit *test)
{
	/* @size is without the null that C appends. */
	static const struct {
		const WCHAR *list;
		ULONG size;
		const char *stored, *as_default, *measured;
	} lists[] = {
#define LIST(text) text, sizeof(text) - sizeof(WCHAR)
		{ LIST(L""), "", "", "" },
		{ LIST(L"\0"), "", "", "" },
		{ LIST(L"\0\0"), "|", "", "" },
		{ LIST(L"a\0"), "a|", "a|", "a|" },
		{ LIST(L"a\0\0"), "a|", "a|", "a|" },
		{ LIST(L"a\0b\0"), "a|b|", "a|b|", "a|b|" },
		{ LIST(L"a\0b\0\0"), "a|b|", "a|b|", "a|b|" },
		{ LIST(L"a\0\0b\0"), "a||b|", "a||b|", "a|" },
		{ LIST(L"a\0\0b\0\0"), "a||b|", "a||b|", "a|" },
		{ LIST(L"a\0\0\0"), "a||", "a||", "a|" },
#undef LIST
	};
	int i;

	for (i = 0; i < ARRAY_SIZE(lists); i++) {
		RTL_QUERY_REGISTRY_TABLE entry = {
			.QueryRoutine = routine, .DefaultType = REG_MULTI_SZ,
			.DefaultData = (PVOID)lists[i].list, .DefaultLength = lists[i].size,
		};

		OK(test, set_value(case_key, L"multi", REG_MULTI_SZ, lists[i].list, lists[i].size));
		entry.Name = L"multi";
		OK(test, query(&entry));
		expect_texts(test, lists[i].stored);
		entry.Name = L"none";
		OK(test, query(&entry));
		expect_texts(test, lists[i].as_default);
		/* A length of 0: the first empty string ends the list. */
		entry.DefaultLength = 0;
		OK(test, query(&entry));
		expect_texts(test, lists[i].measured);
	}
	EXPECT_NO_REPORT(test);
}

/* row 325: DIRECT: strings */
static void cm_query_test_direct_strings(struct kunit *test)
{
	UNICODE_STRING string = {};
	WCHAR buffer[4];

	OK(test, query(ENTRY(.Name = L"text", .Flags = RTL_QUERY_REGISTRY_DIRECT, .EntryContext = &string)));
	KUNIT_EXPECT_EQ(test, string.Length, 6);
	KUNIT_EXPECT_EQ(test, string.MaximumLength, 8);
	KUNIT_EXPECT_EQ(test, memcmp(string.Buffer, L"abc", 8), 0);
	RtlFreeUnicodeString(&string);
	string.Buffer = buffer;
	string.MaximumLength = 8;
	OK(test, query(ENTRY(.Name = L"text", .Flags = RTL_QUERY_REGISTRY_DIRECT, .EntryContext = &string)));
	KUNIT_EXPECT_EQ(test, string.Length, 6);
	KUNIT_EXPECT_EQ(test, memcmp(buffer, L"abc", 8), 0);
	string.MaximumLength = 7;
	STATUS_IS(test, query(ENTRY(.Name = L"text", .Flags = RTL_QUERY_REGISTRY_DIRECT,
				    .EntryContext = &string)), STATUS_BUFFER_TOO_SMALL);
	string = (UNICODE_STRING){};
	OK(test, query(ENTRY(.Name = L"multi", .EntryContext = &string,
			     .Flags = RTL_QUERY_REGISTRY_DIRECT | RTL_QUERY_REGISTRY_NOEXPAND)));
	KUNIT_EXPECT_EQ(test, string.Length, 16);
	KUNIT_EXPECT_EQ(test, memcmp(string.Buffer, L"one\0two\0", 18), 0);
	RtlFreeUnicodeString(&string);
	/* Also with a default. */
	string = (UNICODE_STRING){};
	OK(test, query(ENTRY(.Name = L"none", .Flags = RTL_QUERY_REGISTRY_DIRECT, .EntryContext = &string,
			     .DefaultType = REG_SZ, .DefaultData = L"d")));
	KUNIT_EXPECT_EQ(test, string.Length, 2);
	RtlFreeUnicodeString(&string);
	EXPECT_NO_REPORT(test);
}

/* row 325: DIRECT: other data, short and long */
static void cm_query_test_direct_data(struct kunit *test)
{
	struct {
		LONG size;
		ULONG type;
		UCHAR data[16];
	} out = {};
	ULONG number[2] = { 0, 0xeeeeeeee };

	OK(test, query(ENTRY(.Name = L"number", .Flags = RTL_QUERY_REGISTRY_DIRECT, .EntryContext = number)));
	KUNIT_EXPECT_EQ(test, number[0], 0x12345678u);
	KUNIT_EXPECT_EQ(test, number[1], 0xeeeeeeeeu);
	OK(test, set_value(case_key, L"two", REG_BINARY, "\1\2", 2));
	OK(test, query(ENTRY(.Name = L"two", .Flags = RTL_QUERY_REGISTRY_DIRECT, .EntryContext = number)));
	KUNIT_EXPECT_EQ(test, number[0], 0x12340201u);
	/* A negative size: the data alone. */
	out.size = -10;
	OK(test, query(ENTRY(.Name = L"long", .Flags = RTL_QUERY_REGISTRY_DIRECT, .EntryContext = &out)));
	KUNIT_EXPECT_EQ(test, memcmp(&out, "0123456789", 10), 0);
	memset(&out, 0, sizeof(out));
	out.size = -9;
	STATUS_IS(test, query(ENTRY(.Name = L"long", .Flags = RTL_QUERY_REGISTRY_DIRECT, .EntryContext = &out)),
		  STATUS_BUFFER_TOO_SMALL);
	/* A positive one: length, type, data. */
	out.size = 18;
	OK(test, query(ENTRY(.Name = L"long", .Flags = RTL_QUERY_REGISTRY_DIRECT, .EntryContext = &out)));
	KUNIT_EXPECT_EQ(test, out.size, 10);
	KUNIT_EXPECT_EQ(test, out.type, (ULONG)REG_BINARY);
	KUNIT_EXPECT_EQ(test, memcmp(out.data, "0123456789", 10), 0);
	out.size = 17;
	STATUS_IS(test, query(ENTRY(.Name = L"long", .Flags = RTL_QUERY_REGISTRY_DIRECT, .EntryContext = &out)),
		  STATUS_BUFFER_TOO_SMALL);
	KUNIT_EXPECT_EQ(test, out.size, 17);
	EXPECT_NO_REPORT(test);
}

/* row 325: TYPECHECK */
static void cm_query_test_typecheck(struct kunit *test)
{
	const ULONG flags = RTL_QUERY_REGISTRY_DIRECT | RTL_QUERY_REGISTRY_TYPECHECK;
	ULONG number = 9;

	OK(test, query(ENTRY(.Name = L"number", .Flags = flags, .EntryContext = &number,
			     .DefaultType = REG_DWORD << RTL_QUERY_REGISTRY_TYPECHECK_SHIFT)));
	KUNIT_EXPECT_EQ(test, number, 0x12345678u);
	number = 9;
	STATUS_IS(test, query(ENTRY(.Name = L"long", .Flags = flags, .EntryContext = &number,
				    .DefaultType = REG_DWORD << RTL_QUERY_REGISTRY_TYPECHECK_SHIFT)),
		  STATUS_OBJECT_TYPE_MISMATCH);
	KUNIT_EXPECT_EQ(test, number, 9u);
	/* The lower byte is the type of the default, and the check is for stored values. */
	OK(test, query(ENTRY(.Name = L"none", .Flags = flags, .EntryContext = &number,
			     .DefaultType = REG_SZ << RTL_QUERY_REGISTRY_TYPECHECK_SHIFT | REG_DWORD,
			     .DefaultData = "\5\0\0", .DefaultLength = 4)));
	KUNIT_EXPECT_EQ(test, number, 5u);
	EXPECT_NO_REPORT(test);
}

/* row 325: DELETE, of one value and of all */
static void cm_query_test_delete(struct kunit *test)
{
	UNICODE_STRING with_null = { 3 * sizeof(WCHAR), 3 * sizeof(WCHAR), L"a\0b" };
	ULONG number = 7;

	OK(test, query(ENTRY(.QueryRoutine = routine, .Name = L"number", .Flags = RTL_QUERY_REGISTRY_DELETE)));
	KUNIT_EXPECT_EQ(test, seen.calls, 1);
	KUNIT_EXPECT_EQ(test, number_of(case_key, L"number"), 0xdeadu);
	OK(test, query(ENTRY(.QueryRoutine = routine,
			     .Flags = RTL_QUERY_REGISTRY_DELETE | RTL_QUERY_REGISTRY_NOEXPAND)));
	KUNIT_EXPECT_EQ(test, seen.calls, 5);
	STATUS_IS(test, delete_value(case_key, L"text"), STATUS_OBJECT_NAME_NOT_FOUND);
	STATUS_IS(test, query(ENTRY(.QueryRoutine = routine, .Flags = RTL_QUERY_REGISTRY_REQUIRED)),
		  STATUS_OBJECT_NAME_NOT_FOUND);

	/* A name with a null in it: the value whose name ends there stays. */
	OK(test, ZwSetValueKey(case_key, &with_null, 0, REG_DWORD, &number, sizeof(number)));
	seen.calls = 0;
	OK(test, query(ENTRY(.QueryRoutine = routine, .Flags = RTL_QUERY_REGISTRY_DELETE)));
	KUNIT_EXPECT_EQ(test, seen.calls, 1);
	STATUS_IS(test, query(ENTRY(.QueryRoutine = routine, .Flags = RTL_QUERY_REGISTRY_REQUIRED)),
		  STATUS_OBJECT_NAME_NOT_FOUND);
	EXPECT_NO_REPORT(test);
}

/* row 325: entries that are wrong */
static void cm_query_test_wrong_entries(struct kunit *test)
{
	ULONG number;

	STATUS_IS(test, query(ENTRY(.QueryRoutine = routine, .Name = L"number", .EntryContext = &number,
				    .Flags = RTL_QUERY_REGISTRY_DIRECT)), STATUS_INVALID_PARAMETER);
	STATUS_IS(test, query(ENTRY(.EntryContext = &number, .Flags = RTL_QUERY_REGISTRY_DIRECT)),
		  STATUS_INVALID_PARAMETER);
	STATUS_IS(test, query(ENTRY(.Name = L"number", .Flags = RTL_QUERY_REGISTRY_DIRECT)),
		  STATUS_INVALID_PARAMETER);
	STATUS_IS(test, query(ENTRY(.QueryRoutine = routine, .Flags = RTL_QUERY_REGISTRY_SUBKEY)),
		  STATUS_INVALID_PARAMETER);
	STATUS_IS(test, query(ENTRY(.Name = L"number")), STATUS_INVALID_PARAMETER);
	KUNIT_EXPECT_EQ(test, seen.calls, 0);
	EXPECT_NO_REPORT(test);
}

/* row 325: where a path begins */
static void cm_query_test_places(struct kunit *test)
{
	static const struct {
		ULONG place;
		PCWSTR path;
	} places[] = {
		{ RTL_REGISTRY_SERVICES, L"\\Registry\\Machine\\System\\CurrentControlSet\\Services" },
		{ RTL_REGISTRY_CONTROL, L"\\Registry\\Machine\\System\\CurrentControlSet\\Control" },
		{ RTL_REGISTRY_WINDOWS_NT,
		  L"\\Registry\\Machine\\Software\\Microsoft\\Windows NT\\CurrentVersion" },
		{ RTL_REGISTRY_DEVICEMAP, L"\\Registry\\Machine\\Hardware\\DeviceMap" },
		{ RTL_REGISTRY_USER, L"\\Registry\\User\\.Default" },
	};
	static WCHAR relative[] = RELATIVE, none[] = L"none", deep[] = L"none\\below",
		absolute[] = CASE_KEY L"\\made", wrong[] = L"Registry";
	HANDLE base, key;
	ULONG i;

	for (i = 0; i < ARRAY_SIZE(places); i++) {
		OK(test, RtlWriteRegistryValue(places[i].place, relative, L"v", REG_DWORD, &i, 4));
		MUST(test, open_key(&base, NULL, places[i].path));
		MUST(test, open_key(&key, base, RELATIVE));
		KUNIT_EXPECT_EQ(test, number_of(key, L"v"), i);
		OK(test, RtlCheckRegistryKey(places[i].place | RTL_REGISTRY_OPTIONAL, relative));
		OK(test, RtlDeleteRegistryValue(places[i].place, relative, L"v"));
		KUNIT_EXPECT_EQ(test, number_of(key, L"v"), 0xdeadu);
		STATUS_IS(test, RtlDeleteRegistryValue(places[i].place, relative, L"v"),
			  STATUS_OBJECT_NAME_NOT_FOUND);
		OK(test, ZwDeleteKey(key));
		OK(test, ZwClose(key));
		OK(test, ZwClose(base));
		OK(test, RtlCheckRegistryKey(places[i].place, NULL));
	}
	STATUS_IS(test, RtlCheckRegistryKey(RTL_REGISTRY_SERVICES, none), STATUS_OBJECT_NAME_NOT_FOUND);
	STATUS_IS(test, RtlCreateRegistryKey(RTL_REGISTRY_SERVICES, deep), STATUS_OBJECT_NAME_NOT_FOUND);
	OK(test, RtlCreateRegistryKey(RTL_REGISTRY_ABSOLUTE, absolute));
	OK(test, RtlCreateRegistryKey(RTL_REGISTRY_ABSOLUTE, absolute));
	OK(test, RtlCheckRegistryKey(RTL_REGISTRY_ABSOLUTE, absolute));
	STATUS_IS(test, RtlCheckRegistryKey(RTL_REGISTRY_ABSOLUTE, wrong), STATUS_OBJECT_PATH_SYNTAX_BAD);
	STATUS_IS(test, RtlCheckRegistryKey(RTL_REGISTRY_MAXIMUM, none), STATUS_INVALID_PARAMETER);
	OK(test, RtlWriteRegistryValue(RTL_REGISTRY_HANDLE, (PCWSTR)case_key, NULL, REG_DWORD, &i, 4));
	KUNIT_EXPECT_EQ(test, number_of(case_key, L""), i);
	OK(test, RtlDeleteRegistryValue(RTL_REGISTRY_HANDLE, (PCWSTR)case_key, NULL));
	STATUS_IS(test, RtlWriteRegistryValue(RTL_REGISTRY_HANDLE, (PCWSTR)0x7ffc, L"v", REG_DWORD, &i, 4),
		  STATUS_INVALID_HANDLE);
	EXPECT_NO_REPORT(test);
}

static struct kunit_case cm_query_cases[] = {
	KUNIT_CASE(cm_query_test_routine),
	KUNIT_CASE(cm_query_test_all_values),
	KUNIT_CASE(cm_query_test_subkey_and_topkey),
	KUNIT_CASE(cm_query_test_defaults),
	KUNIT_CASE(cm_query_test_novalue),
	KUNIT_CASE(cm_query_test_expansion),
	KUNIT_CASE(cm_query_test_strings_of_a_list),
	KUNIT_CASE(cm_query_test_direct_strings),
	KUNIT_CASE(cm_query_test_direct_data),
	KUNIT_CASE(cm_query_test_typecheck),
	KUNIT_CASE(cm_query_test_delete),
	KUNIT_CASE(cm_query_test_wrong_entries),
	KUNIT_CASE(cm_query_test_places),
	{}
};

WINWORK_SUITE_WITH(cm_query, query_init, registry_exit);
