/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Functions and lines of code addresses. They come from addr2line, so only traces use them.
 */
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace sim::symbols {

struct Place {
	std::string function;		/* without its parameters */
	std::string file;		/* from the top of the tree */
	int line = 0;
};

/* The place of the code at a return address, and those it was inlined into, innermost first. */
const std::vector<Place> &places(const void *pc);
/* Looks up all of these with one run of addr2line. */
void look_up(const std::vector<const void *> &pcs);

/* "function (file:line)". */
void name(const void *pc, char *text, std::size_t room);
/* The names of the function and of those it was inlined into. */
void name_inlined(const void *pc, char *text, std::size_t room);
/* The line itself, or "". */
const std::string &source_line(const Place &place);

} /* namespace sim::symbols */
