/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The log, as part of the trace. The letters behind printk's %p are removed, so that the
 * host's printf understands the format.
 */
#include "state.hpp"

#include "../machine/story.hpp"
#include "linux/module.h"
#include "linux/print.h"

#include <cstdarg>
#include <cstdio>
#include <cstring>
#include <string>

namespace {

int error_count;

std::string for_host(const char *format)
{
	std::string text;

	for (const char *at = format; *at; at++) {
		text += *at;
		if (at[0] == 'p' && text.size() > 1 && text[text.size() - 2] == '%' &&
		    std::strchr("xsSK", at[1]) && at[1])
			at++;
	}
	return text;
}

} /* namespace */

namespace sim::platform {

void print_reset()
{
	error_count = 0;
}

int errors()
{
	return error_count;
}

} /* namespace sim::platform */

extern "C" {

bool ww_panic_on_report;

int ww_vformat(char *buffer, ww_size bytes, const char *format, __builtin_va_list arguments)
{
	return vsnprintf(buffer, bytes, for_host(format).c_str(), arguments);
}

bool ww_knows_variables(void)
{
	return false;
}

int ww_format(char *buffer, ww_size bytes, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	const int length = ww_vformat(buffer, bytes, format, arguments);

	va_end(arguments);
	return length;
}

void ww_print(enum ww_level level, const char *format, ...)
{
	char text[1000];
	va_list arguments;

	error_count += level == WW_LEVEL_ERROR;
	va_start(arguments, format);
	ww_vformat(text, sizeof(text), format, arguments);
	va_end(arguments);
	sim::story::tell(nullptr, "log: %s", text);
}

void ww_print_raw(const char *text)
{
	sim::story::tell(nullptr, "log: %s", text);
}

void ww_panic(const char *format, ...)
{
	char text[1000];
	va_list arguments;

	va_start(arguments, format);
	ww_vformat(text, sizeof(text), format, arguments);
	va_end(arguments);
	sim::violation("panic", __builtin_return_address(0), "%s", text);
}

ww_size ww_percpu_bytes(void)
{
	return 0;
}

} /* extern "C" */
