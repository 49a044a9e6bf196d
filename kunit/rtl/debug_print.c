/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite rtl_debug_print: DbgPrint prints Windows's formats into the kernel log.
 */
#include "support.h"

#if HAVE_LOG_READER
#define EXPECT_PRINTED(test, text) \
	KUNIT_EXPECT_TRUE_MSG(test, log_has(text), "not in the log: %s", text)

static void rtl_debug_print_test_debug_print_formats(struct kunit *test)
{
	UNICODE_STRING unicode;
	ANSI_STRING ansi;

	RtlInitUnicodeString(&unicode, L"\\Device\\Unicode");
	RtlInitAnsiString(&ansi, "ansi");
	DbgPrint("formats 1: %d %u %x %08X %c %s\n", -5, 7, 0xab, 0xbeef, 'z', "text");
	EXPECT_PRINTED(test, "formats 1: -5 7 ab 0000BEEF z text");
	DbgPrint("formats 2: %ws %S %wZ %Z\n", L"wide", L"wider", &unicode, &ansi);
	EXPECT_PRINTED(test, "formats 2: wide wider \\Device\\Unicode ansi");
	DbgPrint("formats 3: %I64d %I64x %Iu %lld\n", -1LL, 0x123456789abcULL, (SIZE_T)99,
		 5000000000LL);
	EXPECT_PRINTED(test, "formats 3: -1 123456789abc 99 5000000000");
	DbgPrint("formats 4: %ld %lu %lx|\n", (LONG)-3, (ULONG)0xffffffff, (ULONG)0xffffffff);
	EXPECT_PRINTED(test, "formats 4: -3 4294967295 ffffffff|");
	DbgPrint("formats 5: %5d|%-5d|%.3s|%*d|%%\n", 42, 42, "abcdef", 4, 7);
	EXPECT_PRINTED(test, "formats 5:    42|42   |abc|   7|%");
	DbgPrintEx(DPFLTR_IHVDRIVER_ID, DPFLTR_ERROR_LEVEL, "formats 6: %p\n",
		   (PVOID)0xffff8000deadbeefULL);
	EXPECT_PRINTED(test, "formats 6: FFFF8000DEADBEEF");
	/* The formats do not fit the arguments. */
	DbgPrint("formats 7: %08LLX %d %ws %wZ %s\n", 0x12ab, 5, (PVOID)0xc000003a, (PVOID)16, NULL);
	EXPECT_PRINTED(test, "formats 7: 000012AB 5 (no string: 0xc000003a) (no string: 0x10) (null)");
}
#else
static void rtl_debug_print_test_debug_print_formats(struct kunit *test)
{
	kunit_skip(test, "this kernel has no kmsg_dump_iter");
}
#endif

static struct kunit_case rtl_debug_print_cases[] = {
	KUNIT_CASE(rtl_debug_print_test_debug_print_formats),
	{}
};

WINWORK_SUITE(rtl_debug_print);
