/* SPDX-License-Identifier: GPL-2.0 */
#include "story.hpp"

#include "machine.hpp"
#include "symbols.hpp"

#include <cstdarg>
#include <cstdio>
#include <string>
#include <vector>

namespace sim::story {

bool is_told;

namespace {

struct Line {
	int cpu;
	std::string context;
	const void *pc;
	std::string text;
};

std::vector<Line> lines;

void print_line(const Line &line)
{
	char place[200] = "";

	if (line.pc)
		symbols::name(line.pc, place, sizeof(place));
	if (line.cpu < 0)
		printf("      %-18s %s\n", "", line.text.c_str());
	else
		printf("CPU %d %-18s %s%s%s\n", line.cpu, line.context.c_str(), place,
		       line.pc ? ": " : "", line.text.c_str());
}

} /* namespace */

void begin(bool told)
{
	is_told = told;
	lines.clear();
}

void switch_to(const Context &context)
{
	if (is_told)
		lines.push_back({ context.cpu, context.name, nullptr, "--" });
}

void add(const void *pc, const char *format, ...)
{
	char text[1200];
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(text, sizeof(text), format, arguments);
	va_end(arguments);
	const Context *const context = machine.running;

	lines.push_back({ context ? context->cpu : -1, context ? context->name : "", pc, text });
}

void print()
{
	std::vector<const void *> pcs;

	for (const Line &line : lines)
		pcs.push_back(line.pc);
	symbols::look_up(pcs);
	for (std::size_t i = 0; i < lines.size(); i++) {
		/* Switches without a step are left out. */
		const bool empty = lines[i].text == "--" &&
				   (i + 1 == lines.size() || lines[i + 1].text == "--");

		if (!empty)
			print_line(lines[i]);
	}
	lines.clear();
}

} /* namespace sim::story */
