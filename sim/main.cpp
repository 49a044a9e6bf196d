/* SPDX-License-Identifier: GPL-2.0 */
/*
 * sim: explores scenarios, each in a process of its own, so that one that crashes is a violation of
 * that one.
 */
#include "explore/campaign.hpp"
#include "explore/shrink.hpp"
#include "machine/fault.hpp"
#include "machine/memory.hpp"

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>

#include <fnmatch.h>
#include <sys/personality.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace sim;

namespace {

struct Options {
	std::string glob = "*";
	std::vector<Mode> modes;
	Limits limits;
	bool list = false;
	bool trace = false;
	bool quiet = false;
	bool has_seed = false;
	int most_tries = 400;
	int cpus = 0;
	const char *replay = nullptr;
};

constexpr char usage[] =
	"Usage: sim [options] [SCENARIO-GLOB]\n"
	"\n"
	"Explores schedules of the scenarios, and tells the first that violates a property.\n"
	"\n"
	"  --list             the scenarios\n"
	"  --mode MODE        random, pct, weak (memory), or exhaustive; may be given again\n"
	"                     (default: all four)\n"
	"  --schedules N      at most so many of a scenario and mode (default 10000)\n"
	"  --seconds S        for at most so long\n"
	"  --bound N          preemptions, for exhaustive (default: the scenario's)\n"
	"  --seed N           begin with this seed; with --trace only this one\n"
	"  --replay SCHEDULE  the schedule that a violation has printed\n"
	"  --trace            tell the whole story of it\n"
	"  --quiet            one word for each violation, and no story\n";

const char *argument(char **&at)
{
	if (!at[1]) {
		fprintf(stderr, "sim: %s needs a value\n", *at);
		exit(2);
	}
	return *++at;
}

Options parse(char **at)
{
	Options options;

	while (*++at) {
		const std::string word = *at;
		Mode mode;

		if (word == "--list") {
			options.list = true;
		} else if (word == "--mode" && from_name(argument(at), mode)) {
			options.modes.push_back(mode);
		} else if (word == "--schedules") {
			options.limits.schedules = strtoull(argument(at), nullptr, 0);
		} else if (word == "--seconds") {
			options.limits.seconds = atof(argument(at));
		} else if (word == "--bound") {
			options.limits.bound = atoi(argument(at));
		} else if (word == "--seed") {
			options.limits.first_seed = strtoull(argument(at), nullptr, 0);
			options.has_seed = true;
		} else if (word == "--replay") {
			options.replay = argument(at);
		} else if (word == "--trace") {
			options.trace = true;
		} else if (word == "--quiet") {
			options.quiet = true;
		} else if (word == "--help" || word == "-h") {
			fputs(usage, stdout);
			exit(0);
		} else if (word[0] == '-') {
			fputs(usage, stderr);
			exit(2);
		} else {
			options.glob = word;
		}
	}
	if (options.modes.empty())
		options.modes = { Mode::exhaustive, Mode::pct, Mode::random, Mode::weak };
	return options;
}

void print_violation(const Scenario &scenario, Mode mode, const Result &result,
		     const Options &options)
{
	printf("%s, %s: VIOLATION: %s: %s\n", scenario.name, name_of(mode), result.violation.kind,
	       result.violation.text);
	if (result.seed)
		printf("  seed %llu, after %llu schedules\n",
		       static_cast<unsigned long long>(result.seed),
		       static_cast<unsigned long long>(result.schedules));
	if (options.quiet)
		return;
	const Schedule shortest = shrink(scenario, result.schedule, options.most_tries);

	printf("  the story, with %zu departures:\n", shortest.size());
	tell(scenario, shortest);
	printf("  again: sim %s --mode %s --replay '%s'\n", scenario.name, name_of(mode),
	       to_text(shortest).c_str());
}

/* True when nothing was found. */
bool run_mode(const Scenario &scenario, Mode mode, const Options &options)
{
	Limits limits = options.limits;

	if (options.replay) {
		Schedule schedule;

		if (!from_text(options.replay, schedule)) {
			fprintf(stderr, "sim: this is no schedule: %s\n", options.replay);
			exit(2);
		}
		tell(scenario, schedule);
		return !machine.violation.found;
	}
	if (options.trace && options.has_seed)
		limits.schedules = 1;

	const Result result = explore(scenario, mode, limits);

	if (result.violated) {
		print_violation(scenario, mode, result, options);
	} else {
		printf("%-28s %-10s %9llu schedules", scenario.name, name_of(mode),
		       static_cast<unsigned long long>(result.schedules));
		if (mode == Mode::exhaustive)
			printf(", %llu states, bound %d%s", static_cast<unsigned long long>(result.states),
			       limits.bound >= 0 ? limits.bound : scenario.bound,
			       result.complete ? ", complete" : "");
		printf(", %.1f s\n", result.seconds);
		if (options.trace && options.has_seed)
			tell(scenario, result.schedule);
	}
	return !result.violated;
}

/* In a process of its own. */
bool run_apart(Scenario scenario, Mode mode, const Options &options)
{
	fflush(stdout);

	const pid_t child = fork();
	int status;

	if (!child) {
		memory::init();
		fault::init();
		scenario.config.weak = mode == Mode::weak;
		scenario.config.races = mode == Mode::weak || mode == Mode::pct;
		boot(scenario);
		const bool passed = run_mode(scenario, mode, options);

		fflush(stdout);
		_exit(!passed);
	}
	if (child < 0 || waitpid(child, &status, 0) != child) {
		perror("sim: fork");
		exit(2);
	}
	if (WIFSIGNALED(status))
		printf("%s, %s: VIOLATION: crash: %s\n", scenario.name, name_of(mode),
		       strsignal(WTERMSIG(status)));
	else if (WEXITSTATUS(status) > 1)
		exit(WEXITSTATUS(status));
	return WIFEXITED(status) && !WEXITSTATUS(status);
}

} /* namespace */

int main(int argc, char **argv)
{
	const Options options = parse(argv);
	int passed = 0;
	int failed = 0;

	/* The same addresses each time, where that is allowed. */
	const int now = personality(0xffffffff);

	if (argc && !(now & ADDR_NO_RANDOMIZE) && personality(now | ADDR_NO_RANDOMIZE) != -1 &&
	    personality(0xffffffff) & ADDR_NO_RANDOMIZE)
		execv("/proc/self/exe", argv);

	for (const Scenario &scenario : scenarios::all()) {
		if (fnmatch(options.glob.c_str(), scenario.name, 0))
			continue;
		if (options.list) {
			printf("%-28s %d CPUs: %s\n", scenario.name, scenario.config.cpus,
			       scenario.about);
			continue;
		}
		for (const Mode mode : options.modes) {
			if (mode == Mode::exhaustive && options.limits.bound < 0 && !scenario.bound)
				continue;
			(run_apart(scenario, mode, options) ? passed : failed)++;
		}
	}
	if (!options.list)
		printf("%d passed, %d failed\n", passed, failed);
	return failed != 0;
}
