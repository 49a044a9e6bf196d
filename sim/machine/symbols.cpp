/* SPDX-License-Identifier: GPL-2.0 */
#include "symbols.hpp"

#include <cstdint>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <map>

#include <unistd.h>

extern "C" const char __executable_start[];

namespace sim::symbols {
namespace {

std::map<const void *, std::vector<Place>> known;
std::map<std::string, std::vector<std::string>> files;

std::string below_top(const std::string &file)
{
	for (const char *folder : { "/src/", "/sim/", "/include/" }) {
		const std::size_t at = file.rfind(folder);

		if (at != std::string::npos)
			return file.substr(at + 1);
	}
	return file;
}

/* "ww::WorkQueue::take(ww::Invocation&)" is WorkQueue::take here. */
std::string short_name(std::string name)
{
	for (std::size_t at; (at = name.find("(anonymous namespace)::")) != std::string::npos;)
		name.erase(at, 23);
	const std::size_t parameters = name.find('(');

	if (parameters != std::string::npos)
		name.erase(parameters);
	const std::size_t result = name.rfind(' ');

	if (result != std::string::npos && name.find("operator") == std::string::npos)
		name.erase(0, result + 1);
	if (name.starts_with("ww::"))
		name.erase(0, 4);
	return name;
}

void read_answers(FILE *answers, const std::vector<const void *> &pcs)
{
	char line[2048];
	std::size_t index = 0;
	std::string function;
	bool expects_file = false;

	/* -a prints the address before its places; then pairs of lines. */
	while (fgets(line, sizeof(line), answers)) {
		line[std::strcspn(line, "\n")] = '\0';
		if (!expects_file && !std::strncmp(line, "0x", 2) && std::strspn(line + 2,
			"0123456789abcdef") == std::strlen(line + 2)) {
			index++;
			continue;
		}
		if (!expects_file) {
			function = line;
			expects_file = true;
			continue;
		}
		expects_file = false;
		char *colon = std::strrchr(line, ':');

		if (!index || index > pcs.size())
			continue;
		Place place;

		place.function = short_name(function);
		if (colon) {
			place.line = std::atoi(colon + 1);
			*colon = '\0';
		}
		place.file = line;
		known[pcs[index - 1]].push_back(place);
	}
}

} /* namespace */

void look_up(const std::vector<const void *> &pcs)
{
	std::vector<const void *> wanted;

	for (const void *pc : pcs) {
		if (pc && !known.contains(pc)) {
			known[pc] = {};
			wanted.push_back(pc);
		}
	}
	for (std::size_t begin = 0; begin < wanted.size(); begin += 500) {
		std::vector<const void *> part(wanted.begin() + begin,
			wanted.begin() + std::min(begin + 500, wanted.size()));
		std::string command = "addr2line -a -i -f -C -e /proc/" + std::to_string(getpid()) +
				      "/exe";

		for (const void *pc : part) {
			char text[32];

			/* The call, not its return address. */
			snprintf(text, sizeof(text), " 0x%lx",
				 reinterpret_cast<std::uintptr_t>(pc) - 1 -
					 reinterpret_cast<std::uintptr_t>(__executable_start));
			command += text;
		}
		if (FILE *answers = popen(command.c_str(), "r")) {
			read_answers(answers, part);
			pclose(answers);
		}
	}
}

const std::vector<Place> &places(const void *pc)
{
	if (!known.contains(pc))
		look_up({ pc });
	return known[pc];
}

/* The innermost place outside the atomic type and the library's headers. */
static const Place *telling(const std::vector<Place> &all)
{
	for (const Place &place : all) {
		if (place.file.find("/atomic.hpp") == std::string::npos &&
		    place.file.find("/lock.hpp") == std::string::npos &&
		    place.file.find("/usr/") != 0)
			return &place;
	}
	return all.empty() ? nullptr : &all[0];
}

void name(const void *pc, char *text, std::size_t room)
{
	const Place *place = pc ? telling(places(pc)) : nullptr;

	if (!place)
		snprintf(text, room, "%p", pc);
	else
		snprintf(text, room, "%s (%s:%d)", place->function.c_str(),
			 below_top(place->file).c_str(), place->line);
}

void name_inlined(const void *pc, char *text, std::size_t room)
{
	std::size_t length = 0;

	text[0] = '\0';
	for (const Place &place : places(pc)) {
		length += snprintf(text + length, room - length, "%s\n", place.function.c_str());
		if (length >= room)
			return;
	}
}

const std::string &source_line(const Place &place)
{
	static const std::string none;
	auto [found, is_new] = files.try_emplace(place.file);
	std::vector<std::string> &lines = found->second;

	if (is_new) {
		std::ifstream file(place.file);

		for (std::string line; std::getline(file, line);) {
			line.erase(0, std::min(line.find_first_not_of(" \t"), line.size()));
			lines.push_back(line);
		}
	}
	if (place.line < 1 || place.line > static_cast<int>(lines.size()))
		return none;
	return lines[place.line - 1];
}

} /* namespace sim::symbols */
