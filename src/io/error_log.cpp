/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The error log. An entry becomes a line of the kernel's log when it is written.
 *
 * An entry has a reference on its device or driver object. Behind the packet, which the driver
 * fills in, it has room for the text, so that writing needs no memory. All entries are in a list,
 * so a pointer is checked before it is followed.
 */
#include "error_log.hpp"

#include <wdm.h>

#include "base/irql.hpp"
#include "base/lock.hpp"
#include "base/report.hpp"
#include "base/unicode.hpp"
#include "linux/memory.h"
#include "linux/print.h"
#include "ob/device.hpp"

namespace ww {
namespace {

/* A line of the kernel's log always has room for this. */
constexpr size_t kText = 900;

struct alignas(16) Entry {
	Entry *next;
	void *object;			/* the device or driver object, referenced */
	u32 bytes;			/* of the packet */
	char text[kText];

	IO_ERROR_LOG_PACKET &packet() { return *reinterpret_cast<IO_ERROR_LOG_PACKET *>(this + 1); }
};

constinit Lock lock;
constinit Entry *entries WW_GUARDED_BY(lock) = nullptr;

static_assert(ERROR_LOG_MAXIMUM_SIZE == 240);

/* ---- The list --------------------------------------------------------------------------- */

void enter(Entry *entry)
{
	LockGuard guard(lock);

	entry->next = entries;
	entries = entry;
}

/* Takes the first entry out for which matches(entry) is true; null if there is none. */
template <typename Matches>
Entry *take(Matches matches)
{
	LockGuard guard(lock);

	for (Entry **place = &entries; *place; place = &(*place)->next) {
		Entry *entry = *place;

		if (matches(*entry)) {
			*place = entry->next;
			return entry;
		}
	}
	return nullptr;
}

/*
 * The entry of a packet, which the caller then owns; null, after a report, for any other pointer.
 */
Entry *take_entry(CallSite call, const void *packet)
{
	if (!at_dispatch_or_below(call, packet))
		return nullptr;

	Entry *entry = take([packet](Entry &each) { return &each.packet() == packet; });

	if (!entry)
		report_pointer({ .code = BugCheck::bad_pool_caller,
				 .parameter = { 0, address_of(packet), 0, 0 },
				 .call = call, .item = packet },
			       packet,
			       "is no entry of the error log, or was written or freed already");
	return entry;
}

void free_entry(Entry *entry)
{
	object_dereference_kept(entry->object);
	ww_free(entry);
}

/* ---- The text --------------------------------------------------------------------------- */

class Text {
public:
	explicit Text(char (&text)[kText]) : text_(text) { text_[0] = '\0'; }

	void add(const char *text) { add("%s", text); }

	template <typename... Arguments>
	void add(const char *format, Arguments... arguments)
	{
		const int length = ww_format(text_ + length_, kText - length_, format,
					     arguments...);

		length_ += static_cast<size_t>(length);
		if (length_ >= kText)
			length_ = kText - 1;
	}

	/* The same, for a field that most drivers leave 0. */
	void add_if_set(const char *format, u32 value)
	{
		if (value)
			add(format, value);
	}

	/* Up to @end. Returns what is behind its zero. */
	const u16 *add_string(const u16 *at, const u16 *end)
	{
		add(" \"");
		while (at != end && *at)
			add_character(next_code_point(at, end));
		add("\"");
		return at == end ? end : at + 1;
	}

private:
	void add_character(u32 code_point)
	{
		char units[kMostUtf8];
		const bool prints = code_point >= ' ' && code_point != 0x7f;
		const u32 count = encode(prints ? code_point : '?', units);

		add("%.*s", static_cast<int>(count), units);
	}

	char (&text_)[kText];
	size_t length_ = 0;
};

/* The dump data that is really in the entry. */
u32 data_count(const Entry &entry, const IO_ERROR_LOG_PACKET &packet)
{
	constexpr u32 kBefore = __builtin_offsetof(IO_ERROR_LOG_PACKET, DumpData);
	const u32 room = entry.bytes - kBefore;

	return (packet.DumpDataSize < room ? packet.DumpDataSize : room) / sizeof(ULONG);
}

void add_data(Text &text, const Entry &entry, const IO_ERROR_LOG_PACKET &packet)
{
	const u32 count = data_count(entry, packet);
	/* Not the array itself, which has one member. */
	const ULONG *const data = packet.DumpData;

	if (count)
		text.add(", data");
	for (u32 i = 0; i < count; i++)
		text.add(" %08X", data[i]);
}

void add_strings(Text &text, const Entry &entry, const IO_ERROR_LOG_PACKET &packet)
{
	if (!packet.NumberOfStrings || packet.StringOffset >= entry.bytes ||
	    packet.StringOffset % sizeof(WCHAR))
		return;

	const char *const start = reinterpret_cast<const char *>(&packet);
	auto *at = reinterpret_cast<const u16 *>(start + packet.StringOffset);
	const u16 *const end = at + (entry.bytes - packet.StringOffset) / sizeof(WCHAR);

	text.add(", strings");
	for (USHORT i = 0; i < packet.NumberOfStrings && at != end; i++)
		at = text.add_string(at, end);
}

ww_level level_of(NTSTATUS code)
{
	switch (static_cast<u32>(code) >> 30) {
	case 3:
		return WW_LEVEL_ERROR;
	case 2:
		return WW_LEVEL_WARNING;
	default:
		return WW_LEVEL_INFO;
	}
}

void write(Entry &entry)
{
	const IO_ERROR_LOG_PACKET &packet = entry.packet();
	const ObjectHeader *const header = object_header(entry.object);
	Text text(entry.text);

	text.add("error log: %s %s", header->type->name,
		 header->name[0] ? header->name : "(unnamed)");
	if (header->driver != entry.object)
		text.add(" of driver %s", object_header(header->driver)->name);
	text.add(": code 0x%08X, unique value 0x%X", static_cast<u32>(packet.ErrorCode),
		 packet.UniqueErrorValue);
	text.add_if_set(", final status 0x%08X", static_cast<u32>(packet.FinalStatus));
	text.add_if_set(", major function 0x%02X", packet.MajorFunctionCode);
	text.add_if_set(", control code 0x%08X", packet.IoControlCode);
	text.add_if_set(", %u retries", packet.RetryCount);
	text.add_if_set(", request %u", packet.SequenceNumber);
	text.add_if_set(", category %u", packet.EventCategory);
	if (packet.DeviceOffset.QuadPart)
		text.add(", offset 0x%llX",
			 static_cast<unsigned long long>(packet.DeviceOffset.QuadPart));
	add_data(text, entry, packet);
	add_strings(text, entry, packet);
	ww_print(level_of(packet.ErrorCode), "%s", entry.text);
}

} /* namespace */

void error_log_report_left(const void *driver)
{
	while (Entry *entry = take([driver](Entry &each) {
		return object_header(each.object)->driver == driver;
	})) {
		report({ .code = BugCheck::driver_unloaded_without_cancelling_pending_operations,
			 .parameter = { address_of(&entry->packet()), 0, 0, 0 },
			 .call = { "DriverUnload" }, .item = &entry->packet(),
			 .owner = entry->object },
		       "the driver leaves an entry of the error log, which it neither wrote nor freed");
		free_entry(entry);
	}
}

void error_log_init()
{
	lock.init(WW_LOCK_ERROR_LOG);
}

} /* namespace ww */

using namespace ww;

extern "C" {

PVOID NTAPI IoAllocateErrorLogEntry(PVOID IoObject, UCHAR EntrySize)
{
	const CallSite call = WW_CALL_SITE;

	if (!at_dispatch_or_below(call, IoObject) ||
	    (object_type(IoObject) != &driver_type && !check_type(call, IoObject, device_type)))
		return nullptr;
	if (EntrySize < sizeof(IO_ERROR_LOG_PACKET) || EntrySize > ERROR_LOG_MAXIMUM_SIZE) {
		refuse(call, IoObject, STATUS_INVALID_PARAMETER,
		       "EntrySize is %u, and not %zu to %u", EntrySize, sizeof(IO_ERROR_LOG_PACKET),
		       static_cast<u32>(ERROR_LOG_MAXIMUM_SIZE));
		return nullptr;
	}

	auto *entry = static_cast<Entry *>(ww_zalloc(sizeof(Entry) + EntrySize));

	if (!entry)
		return nullptr;
	object_reference_kept(IoObject);
	entry->object = IoObject;
	entry->bytes = EntrySize;
	enter(entry);
	return &entry->packet();
}

VOID NTAPI IoWriteErrorLogEntry(PVOID ElEntry)
{
	if (Entry *entry = take_entry(WW_CALL_SITE, ElEntry)) {
		write(*entry);
		free_entry(entry);
	}
}

VOID NTAPI IoFreeErrorLogEntry(PVOID ElEntry)
{
	if (Entry *entry = take_entry(WW_CALL_SITE, ElEntry))
		free_entry(entry);
}

} /* extern "C" */
