/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The text of Internet addresses.
 */
#include <winwork/rtl/addresses.h>
#include <ntstatus.h>

#include "base/types.hpp"

namespace ww {
namespace {

constexpr u32 kGroups = 8;

/* "[", an address of 45 characters, "%4294967295", "]:65535" and the null fit. */
class Text {
public:
	void put(char character) { text_[length_++] = character; }

	void put(const char *word)
	{
		while (*word)
			put(*word++);
	}

	void put_number(u32 value, u32 base)
	{
		if (value >= base)
			put_number(value / base, base);
		put("0123456789abcdef"[value % base]);
	}

	/* With the null. */
	ULONG characters() const { return length_ + 1; }

	/* Returns the null that is written. */
	template <typename Character>
	Character *copy_to(Character *to) const
	{
		for (u32 i = 0; i < length_; i++)
			to[i] = static_cast<u8>(text_[i]);
		to[length_] = 0;
		return to + length_;
	}

private:
	char text_[80];
	u32 length_ = 0;
};

void put_ipv4(Text &text, const u8 *bytes)
{
	for (u32 i = 0; i < 4; i++) {
		if (i)
			text.put('.');
		text.put_number(bytes[i], 10);
	}
}

struct Ipv6 {
	explicit Ipv6(const void *address) : bytes(static_cast<const u8 *>(address))
	{
		for (u32 i = 0; i < kGroups; i++)
			group[i] = static_cast<u16>(bytes[2 * i] << 8 | bytes[2 * i + 1]);
	}

	bool is_zero(u32 count) const
	{
		for (u32 i = 0; i < count; i++) {
			if (group[i])
				return false;
		}
		return true;
	}

	/* Whether the last two groups are an address of IPv4. */
	bool holds_ipv4() const
	{
		constexpr u16 kIsatap = 0x5efe;
		constexpr u16 kGlobal = 0x0200;		/* a bit of the group before it */

		if ((group[4] & ~kGlobal) == 0 && group[5] == kIsatap)
			return true;
		if (!is_zero(4))
			return false;
		return (!group[4] && group[5] == 0xffff) || (group[4] == 0xffff && !group[5]) ||
		       (!group[4] && !group[5] && group[6]);
	}

	const u8 *bytes;
	u16 group[kGroups];
};

struct Zeros {
	u32 start = kGroups;
	u32 count = 1;			/* one alone is not left out */

	bool is_in(u32 at) const { return at >= start && at < start + count; }
};

/* The first of the longest rows of zeros. */
Zeros longest_zeros(const Ipv6 &address, u32 groups)
{
	Zeros longest;

	for (u32 i = 0, count = 0; i < groups; i++) {
		count = address.group[i] ? 0 : count + 1;
		if (count > longest.count)
			longest = { i + 1 - count, count };
	}
	return longest;
}

void put_ipv6(Text &text, const Ipv6 &address)
{
	const u32 groups = address.holds_ipv4() ? kGroups - 2 : kGroups;
	const Zeros zeros = longest_zeros(address, groups);

	for (u32 i = 0; i < groups; i++) {
		if (zeros.is_in(i)) {
			if (i == zeros.start)
				text.put("::");
			continue;
		}
		if (i && !zeros.is_in(i - 1))
			text.put(':');
		text.put_number(address.group[i], 16);
	}
	if (groups == kGroups)
		return;
	if (!zeros.is_in(groups - 1))
		text.put(':');
	put_ipv4(text, address.bytes + 2 * groups);
}

u32 from_network(USHORT port)
{
	return __builtin_bswap16(port);
}

Text ipv4(const void *address, USHORT port = 0)
{
	Text text;

	put_ipv4(text, static_cast<const u8 *>(address));
	if (port) {
		text.put(':');
		text.put_number(from_network(port), 10);
	}
	return text;
}

Text ipv6(const void *address, ULONG scope = 0, USHORT port = 0)
{
	Text text;

	if (port)
		text.put('[');
	put_ipv6(text, Ipv6(address));
	if (scope) {
		text.put('%');
		text.put_number(scope, 10);
	}
	if (port) {
		text.put("]:");
		text.put_number(from_network(port), 10);
	}
	return text;
}

template <typename Character>
NTSTATUS give(const Text &text, Character *string, ULONG *characters)
{
	const ULONG room = *characters;

	*characters = text.characters();
	if (room < text.characters())
		return STATUS_INVALID_PARAMETER;
	text.copy_to(string);
	return STATUS_SUCCESS;
}

} /* namespace */
} /* namespace ww */

using namespace ww;

extern "C" {

PSTR NTAPI RtlIpv4AddressToStringA(const struct in_addr *Addr, PSTR S)
{
	return ipv4(Addr).copy_to(S);
}

PWSTR NTAPI RtlIpv4AddressToStringW(const struct in_addr *Addr, PWSTR S)
{
	return ipv4(Addr).copy_to(S);
}

PSTR NTAPI RtlIpv6AddressToStringA(const struct in6_addr *Addr, PSTR S)
{
	return ipv6(Addr).copy_to(S);
}

PWSTR NTAPI RtlIpv6AddressToStringW(const struct in6_addr *Addr, PWSTR S)
{
	return ipv6(Addr).copy_to(S);
}

LONG NTAPI RtlIpv4AddressToStringExA(const struct in_addr *Address, USHORT Port, PSTR AddressString,
				     PULONG AddressStringLength)
{
	if (!Address || !AddressString || !AddressStringLength)
		return STATUS_INVALID_PARAMETER;
	return give(ipv4(Address, Port), AddressString, AddressStringLength);
}

LONG NTAPI RtlIpv4AddressToStringExW(const struct in_addr *Address, USHORT Port, PWSTR AddressString,
				     PULONG AddressStringLength)
{
	if (!Address || !AddressString || !AddressStringLength)
		return STATUS_INVALID_PARAMETER;
	return give(ipv4(Address, Port), AddressString, AddressStringLength);
}

LONG NTAPI RtlIpv6AddressToStringExA(const struct in6_addr *Address, ULONG ScopeId, USHORT Port,
				     PSTR AddressString, PULONG AddressStringLength)
{
	if (!Address || !AddressString || !AddressStringLength)
		return STATUS_INVALID_PARAMETER;
	return give(ipv6(Address, ScopeId, Port), AddressString, AddressStringLength);
}

LONG NTAPI RtlIpv6AddressToStringExW(const struct in6_addr *Address, ULONG ScopeId, USHORT Port,
				     PWSTR AddressString, PULONG AddressStringLength)
{
	if (!Address || !AddressString || !AddressStringLength)
		return STATUS_INVALID_PARAMETER;
	return give(ipv6(Address, ScopeId, Port), AddressString, AddressStringLength);
}

} /* extern "C" */
