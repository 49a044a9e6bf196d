/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Messages of drivers: statements of the trace preprocessor, and events of TraceLoggingWrite. Each becomes an event winwork:message. The text is
 * formatted twice, the first time for its length. So it needs no memory but the tracer's.
 */
#include <wdm.h>
#include <winwork/etw/field.h>

#include "base/types.hpp"
#include "linux/trace.h"
#include "rtl/format.hpp"

namespace ww {
namespace {

struct Formatted : ww_message {
	const char *format;
	va_list arguments;
	TraceWords words;
};

void copy(const ww_message *message, char *to, u32 room)
{
	/* A va_list is an array on some machines: of a const object it could not be copied. */
	auto &formatted = *static_cast<Formatted *>(const_cast<ww_message *>(message));
	va_list arguments;

	va_copy(arguments, formatted.arguments);
	format_trace(to, room, formatted.format, arguments, formatted.words);
	va_end(arguments);
}

u32 length_of(Formatted &formatted)
{
	va_list arguments;

	va_copy(arguments, formatted.arguments);

	const int length = format_trace(nullptr, 0, formatted.format, arguments, formatted.words);

	va_end(arguments);
	return static_cast<u32>(length);
}

/* ---- Messages of fields ------------------------------------------------------------------ */

/* The text, as far as it fits. */
class Text {
public:
	Text(char *to, u32 room) : to_(to), room_(room) {}

	void add(const TraceWords *words, const char *format, ...)
	{
		const u32 kept = length_ < room_ ? length_ : room_;
		va_list arguments;

		va_start(arguments, format);
		length_ += static_cast<u32>(format_trace(to_ + kept, room_ - kept, format, arguments, *words));
		va_end(arguments);
	}

	u32 length() const { return length_; }

private:
	char *const to_;
	const u32 room_;
	u32 length_ = 0;
};

/* What %!HEXDUMP! takes. */
struct Bytes {
	const void *bytes;
	u16 length;
};

void add_field(Text &text, const TraceWords &words, const WINWORK_FIELD &field)
{
	const u16 count = field.Count < 0xffff ? static_cast<u16>(field.Count) : 0xffff;

	if (field.Kind < WINWORK_FIELD_SHOWN)
		return;
	text.add(&words, "%s%s=", text.length() ? " " : "", field.Name);
	if (field.Kind == WINWORK_FIELD_BYTES)
		text.add(&words, field.Format,
			 Bytes{ reinterpret_cast<const void *>(static_cast<uintptr_t>(field.Value)), count });
	else if (field.Kind == WINWORK_FIELD_TEXT)
		text.add(&words, field.Format, static_cast<int>(count), field.Value);
	else
		text.add(&words, field.Format, field.Value);
}

u32 write_fields(Formatted &formatted, char *to, u32 room)
{
	Text text(to, room);
	va_list arguments;

	va_copy(arguments, formatted.arguments);
	for (;;) {
		const auto field = va_arg(arguments, WINWORK_FIELD);

		if (field.Kind == WINWORK_FIELD_END)
			break;
		add_field(text, formatted.words, field);
	}
	va_end(arguments);
	return text.length();
}

void copy_fields(const ww_message *message, char *to, u32 room)
{
	to[0] = '\0';
	write_fields(*static_cast<Formatted *>(const_cast<ww_message *>(message)), to, room);
}

/* Level and keyword are fields. */
void read_fields(Formatted &formatted)
{
	va_list arguments;

	va_copy(arguments, formatted.arguments);
	for (;;) {
		const auto field = va_arg(arguments, WINWORK_FIELD);

		if (field.Kind == WINWORK_FIELD_END)
			break;
		if (field.Kind == WINWORK_FIELD_LEVEL)
			formatted.level = static_cast<u8>(field.Value);
		else if (field.Kind == WINWORK_FIELD_KEYWORD)
			formatted.keyword |= field.Value;
	}
	va_end(arguments);
}

Formatted formatted_of(const _WINWORK_IMAGE *image, const WINWORK_MESSAGE &message)
{
	Formatted formatted{};

	formatted.driver = image ? image->Name : "";
	formatted.flags = message.Flags;
	formatted.function = message.Function;
	formatted.keyword = message.Keyword;
	formatted.line = message.Line;
	formatted.level = message.Level;
	formatted.words = { message.Function, message.File, message.Flags, message.Line, message.Level };
	return formatted;
}

} /* namespace */
} /* namespace ww */

using namespace ww;

extern "C" {

VOID WinworkMessage(PWINWORK_IMAGE Image, const WINWORK_MESSAGE *Message, const char *Format, ...)
{
	Formatted formatted = formatted_of(Image, *Message);

	formatted.copy = copy;
	formatted.format = Format;
	va_start(formatted.arguments, Format);
	formatted.bytes = length_of(formatted);
	ww_trace_message(&formatted);
	va_end(formatted.arguments);
}

VOID WinworkEvent(PWINWORK_IMAGE Image, const WINWORK_MESSAGE *Message, ...)
{
	Formatted formatted = formatted_of(Image, *Message);

	formatted.copy = copy_fields;
	va_start(formatted.arguments, Message);
	read_fields(formatted);
	formatted.bytes = write_fields(formatted, nullptr, 0);
	ww_trace_message(&formatted);
	va_end(formatted.arguments);
}

} /* extern "C" */
