/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The lines of a history.
 */
#include "history.hpp"

#include "linux/history.h"
#include "linux/print.h"

namespace ww {
namespace {

/* Eight names of usual length. */
constexpr size_t kLine = 640;

/* Text that grows up to the room, and is cut there. */
struct Line {
	char text[kLine]{};
	size_t length = 0;

	template <typename... Arguments>
	void add(const char *format, Arguments... arguments)
	{
		const int more = ww_format(text + length, kLine - length, format, arguments...);

		length += static_cast<size_t>(more);
		if (length >= kLine)
			length = kLine - 1;
	}
};

void add_ago(Line &line, u64 ago)
{
	struct Unit {
		u64 nanoseconds;
		const char *name;
	};
	constexpr Unit kUnits[] = { { 1000000000, "s" }, { 1000000, "ms" }, { 1000, "us" } };
	const Unit *unit = kUnits;

	while (ago < unit->nanoseconds && unit != kUnits + 2)
		unit++;
	line.add("%llu.%03llu %s ago", ago / unit->nanoseconds, ago % unit->nanoseconds / (unit->nanoseconds / 1000),
		 unit->name);
}

void add_calls(Line &line, const ww_history_event &event)
{
	if (!event.calls && event.code)
		line.add(": %s", ShownCode(event.code).text);
	for (u32 i = 0; i < event.calls; i++)
		line.add("%s%s", i ? " < " : ": ", ShownCode(event.call[i]).text);
}

} /* namespace */

void print_history(const Violation &violation)
{
	ww_uptr about[5] = {};
	u32 count = 0;
	/* A routine or a size has no history. */
	const auto add = [&about, &count](uintptr_t address) {
		if (is_kernel_address(reinterpret_cast<void *>(address)))
			about[count++] = address;
	};

	add(address_of(violation.item));
	for (const uintptr_t parameter : violation.parameter)
		add(parameter);
	ww_history_show(about, count);
}

void print_history(const void *thing)
{
	const ww_uptr address = address_of(thing);

	ww_history_show(&address, 1);
}

} /* namespace ww */

extern "C" void ww_history_line(const ww_history_event *event)
{
	using namespace ww;

	Line line;

	line.add("%s %s", event->of, Shown(event->object).text);
	if (event->bytes > 1)
		line.add(" of %lu bytes", event->bytes);
	line.add(": %s ", event->happened);
	add_ago(line, event->ago);
	line.add(" by %s%s[%d]", event->over, event->thread, event->pid);
	add_calls(line, *event);
	ww_print(WW_LEVEL_ERROR, "  history of %s", line.text);
}
