/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite rtl_address: the text of Internet addresses.
 */
#include <linux/in.h>
#include <linux/in6.h>

#include "support.h"

#include <winwork/rtl/addresses.h>

static void expect_wide(struct kunit *test, const WCHAR *wide, const char *text)
{
	do
		KUNIT_EXPECT_EQ(test, *wide++, (WCHAR)*text);
	while (*text++);
}

static void rtl_address_test_ipv4(struct kunit *test)
{
	const struct in_addr address = { .s_addr = htonl(0xc0a8000a) };
	const struct in_addr most = { .s_addr = 0xffffffff };
	char text[16];
	WCHAR wide[16];

	KUNIT_EXPECT_PTR_EQ(test, RtlIpv4AddressToStringA(&address, text), text + 12);
	KUNIT_EXPECT_STREQ(test, text, "192.168.0.10");
	KUNIT_EXPECT_PTR_EQ(test, RtlIpv4AddressToStringW(&most, wide), wide + 15);
	expect_wide(test, wide, "255.255.255.255");
}

struct ipv6_text {
	u16 groups[8];
	const char *text;
};

static struct in6_addr address_of(const struct ipv6_text *row)
{
	struct in6_addr address;
	unsigned int i;

	for (i = 0; i < 8; i++)
		address.s6_addr16[i] = htons(row->groups[i]);
	return address;
}

static void rtl_address_test_ipv6(struct kunit *test)
{
	static const struct ipv6_text rows[] = {
		{ { 0, 0, 0, 0, 0, 0, 0, 0 }, "::" },
		{ { 0, 0, 0, 0, 0, 0, 0, 1 }, "::1" },
		{ { 0x2001, 0xdb8, 0, 0, 0, 0, 0, 0 }, "2001:db8::" },
		{ { 0x2001, 0xdb8, 0, 1, 0, 0, 0, 0xab }, "2001:db8:0:1::ab" },
		{ { 0x2001, 0, 0, 1, 2, 0, 0, 3 }, "2001::1:2:0:0:3" },
		{ { 1, 0, 3, 4, 5, 6, 7, 8 }, "1:0:3:4:5:6:7:8" },
		{ { 0, 2, 3, 4, 5, 6, 7, 0 }, "0:2:3:4:5:6:7:0" },
		{ { 0xfe80, 0, 0, 0, 0xaaaa, 0xbbbb, 0xcccc, 0xdddd }, "fe80::aaaa:bbbb:cccc:dddd" },
		{ { 0, 0, 0, 0, 0, 0xffff, 0xc0a8, 0x000a }, "::ffff:192.168.0.10" },
		{ { 0, 0, 0, 0, 0xffff, 0, 0xc0a8, 0x000a }, "::ffff:0:192.168.0.10" },
		{ { 0, 0, 0, 0, 0, 0, 0xc0a8, 0x000a }, "::192.168.0.10" },
		{ { 0xfe80, 0, 0, 0, 0, 0x5efe, 0xc0a8, 0x000a }, "fe80::5efe:192.168.0.10" },
		{ { 0xfe80, 0, 0, 0, 0x200, 0x5efe, 0xc0a8, 0x000a }, "fe80::200:5efe:192.168.0.10" },
		{ { 1, 2, 3, 4, 0, 0x5efe, 0xffff, 0xffff }, "1:2:3:4:0:5efe:255.255.255.255" },
	};
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		const struct in6_addr address = address_of(&rows[i]);
		WCHAR wide[46];
		char text[46];

		KUNIT_EXPECT_PTR_EQ(test, RtlIpv6AddressToStringA(&address, text), text + strlen(rows[i].text));
		KUNIT_EXPECT_STREQ(test, text, rows[i].text);
		KUNIT_EXPECT_PTR_EQ(test, RtlIpv6AddressToStringW(&address, wide), wide + strlen(rows[i].text));
		expect_wide(test, wide, rows[i].text);
	}
}

static void rtl_address_test_ports(struct kunit *test)
{
	const struct in_addr ipv4 = { .s_addr = htonl(0x7f000001) };
	const struct in6_addr ipv6 = IN6ADDR_LOOPBACK_INIT;
	char text[70];
	WCHAR wide[70];
	ULONG room;

	room = sizeof(text);
	KUNIT_EXPECT_EQ(test, RtlIpv4AddressToStringExA(&ipv4, 0, text, &room), STATUS_SUCCESS);
	KUNIT_EXPECT_STREQ(test, text, "127.0.0.1");
	KUNIT_EXPECT_EQ(test, room, 10U);
	room = 70;
	KUNIT_EXPECT_EQ(test, RtlIpv4AddressToStringExW(&ipv4, htons(8080), wide, &room), STATUS_SUCCESS);
	expect_wide(test, wide, "127.0.0.1:8080");
	KUNIT_EXPECT_EQ(test, room, 15U);
	room = sizeof(text);
	KUNIT_EXPECT_EQ(test, RtlIpv6AddressToStringExA(&ipv6, 3, 0, text, &room), STATUS_SUCCESS);
	KUNIT_EXPECT_STREQ(test, text, "::1%3");
	room = 70;
	KUNIT_EXPECT_EQ(test, RtlIpv6AddressToStringExW(&ipv6, 4294967295u, htons(65535), wide, &room),
			STATUS_SUCCESS);
	expect_wide(test, wide, "[::1%4294967295]:65535");
	KUNIT_EXPECT_EQ(test, room, 23U);
}

/* The room that is needed, and nothing is written. */
static void rtl_address_test_no_room(struct kunit *test)
{
	const struct in_addr ipv4 = { .s_addr = htonl(0x7f000001) };
	const struct in6_addr ipv6 = IN6ADDR_LOOPBACK_INIT;
	char text[] = "unchanged";
	ULONG room = 9;

	KUNIT_EXPECT_EQ(test, RtlIpv4AddressToStringExA(&ipv4, 0, text, &room), STATUS_INVALID_PARAMETER);
	KUNIT_EXPECT_EQ(test, room, 10U);
	room = 0;
	KUNIT_EXPECT_EQ(test, RtlIpv6AddressToStringExA(&ipv6, 0, htons(1), text, &room),
			STATUS_INVALID_PARAMETER);
	KUNIT_EXPECT_EQ(test, room, 8U);
	KUNIT_EXPECT_STREQ(test, text, "unchanged");
	KUNIT_EXPECT_EQ(test, RtlIpv4AddressToStringExA(NULL, 0, text, &room), STATUS_INVALID_PARAMETER);
	KUNIT_EXPECT_EQ(test, RtlIpv4AddressToStringExA(&ipv4, 0, NULL, &room), STATUS_INVALID_PARAMETER);
	KUNIT_EXPECT_EQ(test, RtlIpv6AddressToStringExA(&ipv6, 0, 0, text, NULL), STATUS_INVALID_PARAMETER);
}

static struct kunit_case rtl_address_cases[] = {
	KUNIT_CASE(rtl_address_test_ipv4),
	KUNIT_CASE(rtl_address_test_ipv6),
	KUNIT_CASE(rtl_address_test_ports),
	KUNIT_CASE(rtl_address_test_no_room),
	{}
};

WINWORK_SUITE(rtl_address);
