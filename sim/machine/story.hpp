/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The trace of a schedule: a line for each step, with the CPU, the context, the place in the source
 * and the change. It is kept only when it is to be printed.
 */
#pragma once

#include <cstdint>

namespace sim {
struct Context;
}

namespace sim::story {

extern bool is_told;

void begin(bool told);
void switch_to(const Context &context);
void add(const void *pc, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Prints it, and forgets it. */
void print();

template <typename... Arguments>
inline void tell(const void *pc, const char *format, Arguments... arguments)
{
	if (is_told) [[unlikely]] {
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-security"
		add(pc, format, arguments...);
#pragma GCC diagnostic pop
	}
}

} /* namespace sim::story */
