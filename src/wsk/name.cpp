/* SPDX-License-Identifier: GPL-2.0 */
/*
 * WskGetAddressInfo and WskGetNameInfo, for numbers and localhost. Linux's kernel asks no name service.
 */
#include "base/irql.hpp"
#include "linux/memory.h"
#include "wsk.hpp"

namespace ww {
namespace {

/* ---- From text -------------------------------------------------------------------------- */

/* What is left of a text. */
class Reader {
public:
	explicit Reader(const UNICODE_STRING &text)
		: next_(text.Buffer), left_(text.Buffer ? text.Length / sizeof(WCHAR) : 0)
	{
	}

	bool is_over() const { return !left_; }
	WCHAR peek() const { return left_ ? *next_ : 0; }

	bool take(WCHAR wanted)
	{
		if (peek() != wanted || !left_)
			return false;
		next_++;
		left_--;
		return true;
	}

	/* A number of the base, of at most @most digits. */
	bool number(u32 base, u32 most, u32 &value)
	{
		u32 digits = 0;

		for (value = 0; digits < most && left_; digits++) {
			const u32 digit = digit_of(*next_);

			if (digit >= base)
				break;
			value = value * base + digit;
			next_++;
			left_--;
		}
		return digits;
	}

private:
	static u32 digit_of(WCHAR c)
	{
		if (c >= '0' && c <= '9')
			return static_cast<u32>(c - '0');
		c |= 0x20;
		return c >= 'a' && c <= 'f' ? static_cast<u32>(c - 'a' + 10) : ~0u;
	}

	const WCHAR *next_;
	size_t left_;
};

bool read_v4(Reader &text, u8 *bytes)
{
	u32 value;

	for (u32 i = 0; i < 4; i++) {
		if ((i && !text.take('.')) || !text.number(10, 3, value) || value > 255)
			return false;
		bytes[i] = static_cast<u8>(value);
	}
	return true;
}

bool is_v4(const UNICODE_STRING &name, u8 *bytes)
{
	Reader text(name);

	return read_v4(text, bytes) && text.is_over();
}

/* Groups of four digits up to "::" or the end. Stores them, and returns how many bytes. */
size_t read_groups(Reader &text, u8 *bytes, size_t room)
{
	size_t count = 0;

	for (;;) {
		const Reader before = text;
		u32 value;

		/* A colon has a group behind it. */
		if (!text.number(16, 4, value))
			return count ? ~0ul : 0;
		if (text.peek() == '.') {
			text = before;
			return count + 4 <= room && read_v4(text, bytes + count) ? count + 4 : ~0ul;
		}
		if (count + 2 > room)
			return ~0ul;
		bytes[count++] = static_cast<u8>(value >> 8);
		bytes[count++] = static_cast<u8>(value);

		const Reader behind = text;

		if (!text.take(':'))
			return count;
		if (text.peek() == ':') {
			text = behind;
			return count;
		}
	}
}

bool is_v6(const UNICODE_STRING &name, u8 *bytes, u32 &scope)
{
	constexpr size_t kBytes = 16;
	Reader text(name);
	u8 tail[kBytes];
	const size_t first = read_groups(text, bytes, kBytes);
	size_t last = 0;

	scope = 0;
	if (first == ~0ul)
		return false;
	if (text.take(':')) {
		if (!text.take(':'))
			return false;
		last = read_groups(text, tail, kBytes - first);
		if (last == ~0ul || first + last > kBytes - 2)
			return false;
		__builtin_memset(bytes + first, 0, kBytes - first - last);
		__builtin_memcpy(bytes + kBytes - last, tail, last);
	} else if (first != kBytes) {
		return false;
	}
	if (text.take('%') && !text.number(10, 9, scope))
		return false;
	return text.is_over();
}

bool is_localhost(const UNICODE_STRING &name)
{
	static constexpr WCHAR text[] = { 'l', 'o', 'c', 'a', 'l', 'h', 'o', 's', 't' };
	constexpr size_t kCharacters = sizeof(text) / sizeof(text[0]);

	if (name.Length != sizeof(text))
		return false;
	for (size_t i = 0; i < kCharacters; i++) {
		if ((name.Buffer[i] | 0x20) != text[i])
			return false;
	}
	return true;
}

/* ---- WskGetAddressInfo ------------------------------------------------------------------ */

/* An entry and its address, in one piece of memory. */
struct Entry {
	ADDRINFOEXW info;
	union {
		SOCKADDR_IN v4;
		SOCKADDR_IN6 v6;
	};
};

struct Wanted {
	int family;			/* 0 for both */
	int type;
	int protocol;
	u16 port;			/* in the order of the network */
};

bool wants(const Wanted &wanted, int family)
{
	return !wanted.family || wanted.family == family;
}

/* Puts an entry behind @last. */
bool add(ADDRINFOEXW **&last, const Wanted &wanted, int family, const u8 *bytes, u32 scope)
{
	auto *const entry = static_cast<Entry *>(ww_zalloc_sleeping(sizeof(Entry)));

	if (!entry)
		return false;
	entry->info.ai_family = family;
	entry->info.ai_socktype = wanted.type;
	entry->info.ai_protocol = wanted.protocol;
	entry->info.ai_addr = reinterpret_cast<sockaddr *>(&entry->v4);
	if (family == AF_INET) {
		entry->info.ai_addrlen = sizeof(entry->v4);
		entry->v4.sin_family = AF_INET;
		entry->v4.sin_port = wanted.port;
		__builtin_memcpy(&entry->v4.sin_addr, bytes, 4);
	} else {
		entry->info.ai_addrlen = sizeof(entry->v6);
		entry->v6.sin6_family = AF_INET6;
		entry->v6.sin6_port = wanted.port;
		entry->v6.sin6_scope_id = scope;
		__builtin_memcpy(&entry->v6.sin6_addr, bytes, 16);
	}
	*last = &entry->info;
	last = &entry->info.ai_next;
	return true;
}

void free_list(ADDRINFOEXW *info)
{
	while (info) {
		ADDRINFOEXW *const next = info->ai_next;

		ww_free(CONTAINING_RECORD(info, Entry, info));
		info = next;
	}
}

/* No name: the addresses of this machine, or with AI_PASSIVE all of them. */
bool add_own(ADDRINFOEXW **&last, const Wanted &wanted, bool is_passive)
{
	const u8 v4[4] = { static_cast<u8>(is_passive ? 0 : 127), 0, 0, static_cast<u8>(!is_passive) };
	u8 v6[16] = {};

	v6[15] = !is_passive;
	return (!wants(wanted, AF_INET6) || add(last, wanted, AF_INET6, v6, 0)) &&
	       (!wants(wanted, AF_INET) || add(last, wanted, AF_INET, v4, 0));
}

NTSTATUS resolve(const UNICODE_STRING *node, const Wanted &wanted, bool is_passive, ADDRINFOEXW *&list)
{
	ADDRINFOEXW **last = &list;
	u8 bytes[16];
	u32 scope;
	bool is_whole;

	if (!node || !node->Length)
		is_whole = add_own(last, wanted, is_passive);
	else if (is_localhost(*node))
		is_whole = add_own(last, wanted, false);
	else if (is_v4(*node, bytes) && wants(wanted, AF_INET))
		is_whole = add(last, wanted, AF_INET, bytes, 0);
	else if (is_v6(*node, bytes, scope) && wants(wanted, AF_INET6))
		is_whole = add(last, wanted, AF_INET6, bytes, scope);
	else
		return STATUS_NO_MATCH;
	if (is_whole)
		return list ? STATUS_SUCCESS : STATUS_NO_MATCH;
	free_list(list);
	list = nullptr;
	return STATUS_INSUFFICIENT_RESOURCES;
}

bool read_port(const UNICODE_STRING *service, u16 &port)
{
	u32 value = 0;

	if (service && service->Length) {
		Reader text(*service);

		if (!text.number(10, 5, value) || !text.is_over() || value > 65535)
			return false;
	}
	port = __builtin_bswap16(static_cast<u16>(value));
	return true;
}

NTSTATUS address_info(const CallSite &call, const UNICODE_STRING *node, const UNICODE_STRING *service,
		      const ADDRINFOEXW *hints, ADDRINFOEXW **result)
{
	Wanted wanted = {};

	if (!result)
		return refuse(call, nullptr, STATUS_INVALID_PARAMETER, "Result is NULL");
	*result = nullptr;
	if ((!node || !node->Length) && (!service || !service->Length))
		return refuse(call, nullptr, STATUS_INVALID_PARAMETER, "NodeName and ServiceName are both empty");
	if (!read_port(service, wanted.port))
		return STATUS_NO_MATCH;
	if (hints) {
		wanted.family = hints->ai_family;
		wanted.type = hints->ai_socktype;
		wanted.protocol = hints->ai_protocol;
	}
	return resolve(node, wanted, hints && hints->ai_flags & AI_PASSIVE, *result);
}

/* ---- WskGetNameInfo --------------------------------------------------------------------- */

/* Copies a text with its null. */
NTSTATUS give_text(const WCHAR *text, size_t characters, UNICODE_STRING *to)
{
	const size_t bytes = characters * sizeof(WCHAR);

	if (!to)
		return STATUS_SUCCESS;
	if (!to->Buffer || to->MaximumLength < bytes + sizeof(WCHAR))
		return STATUS_BUFFER_TOO_SMALL;
	__builtin_memcpy(to->Buffer, text, bytes);
	to->Buffer[characters] = 0;
	to->Length = static_cast<USHORT>(bytes);
	return STATUS_SUCCESS;
}

NTSTATUS give_port(u16 port, UNICODE_STRING *to)
{
	WCHAR text[5];
	size_t first = sizeof(text) / sizeof(text[0]);
	u32 value = __builtin_bswap16(port);

	do {
		text[--first] = static_cast<WCHAR>('0' + value % 10);
		value /= 10;
	} while (value);
	return give_text(text + first, sizeof(text) / sizeof(text[0]) - first, to);
}

NTSTATUS name_info(const CallSite &call, const SOCKADDR *address, ULONG bytes, UNICODE_STRING *node,
		   UNICODE_STRING *service, ULONG flags)
{
	WCHAR text[INET6_ADDRSTRLEN];
	ULONG characters = INET6_ADDRSTRLEN;
	ww_socket_address own;

	if (!address || bytes < sizeof(SOCKADDR_IN) || !wsk_address_take(address, 0, own) ||
	    (own.family == AF_INET6 && bytes < sizeof(SOCKADDR_IN6)))
		return refuse(call, nullptr, STATUS_INVALID_PARAMETER, "SockAddr is no address of IPv4 or IPv6");
	if (flags & NI_NAMEREQD)
		return STATUS_NO_MATCH;

	const auto &v4 = *reinterpret_cast<const SOCKADDR_IN *>(address);
	const auto &v6 = *reinterpret_cast<const SOCKADDR_IN6 *>(address);

	if (own.family == AF_INET)
		RtlIpv4AddressToStringExW(&v4.sin_addr, 0, text, &characters);
	else
		RtlIpv6AddressToStringExW(&v6.sin6_addr, v6.sin6_scope_id, 0, text, &characters);

	const NTSTATUS status = give_text(text, characters - 1, node);

	return NT_SUCCESS(status) ? give_port(v4.sin_port, service) : status;
}

/* Both functions: PASSIVE_LEVEL. The IRP is completed at once. */
bool enter(const CallSite &call, PWSK_CLIENT client, PIRP irp, NTSTATUS &status)
{
	status = STATUS_INVALID_PARAMETER;
	if (!at_passive(call, client) || !wsk_check_irp(call, client, irp))
		return false;
	if (wsk_client_enter(call, static_cast<WskClient *>(client)))
		return true;
	status = wsk_complete(call, irp, status);
	return false;
}

} /* namespace */

NTSTATUS WSKAPI wsk_get_address_info(PWSK_CLIENT client, PUNICODE_STRING node, PUNICODE_STRING service, ULONG, GUID *,
				     PADDRINFOEXW hints, PADDRINFOEXW *result, PEPROCESS, PETHREAD, PIRP irp)
{
	const CallSite call = WW_CALL_SITE_OF("WskGetAddressInfo");
	NTSTATUS status;

	if (!enter(call, client, irp, status))
		return status;
	status = address_info(call, node, service, hints, result);
	wsk_client_leave(*static_cast<WskClient *>(client));
	return wsk_complete(call, irp, status, static_cast<u32>(status));
}

VOID WSKAPI wsk_free_address_info(PWSK_CLIENT client, PADDRINFOEXW info)
{
	const CallSite call = WW_CALL_SITE_OF("WskFreeAddressInfo");

	if (!at_dispatch_or_below(call, client) || !wsk_client_enter(call, static_cast<WskClient *>(client)))
		return;
	free_list(info);
	wsk_client_leave(*static_cast<WskClient *>(client));
}

NTSTATUS WSKAPI wsk_get_name_info(PWSK_CLIENT client, PSOCKADDR address, ULONG bytes, PUNICODE_STRING node,
				  PUNICODE_STRING service, ULONG flags, PEPROCESS, PETHREAD, PIRP irp)
{
	const CallSite call = WW_CALL_SITE_OF("WskGetNameInfo");
	NTSTATUS status;

	if (!enter(call, client, irp, status))
		return status;
	status = name_info(call, address, bytes, node, service, flags);
	wsk_client_leave(*static_cast<WskClient *>(client));
	return wsk_complete(call, irp, status, static_cast<u32>(status));
}

} /* namespace ww */
