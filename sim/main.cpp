/* SPDX-License-Identifier: GPL-2.0 */
/*
 * sim: explores scenarios. Each has a process of its own, so that a crash is a violation of its
 * scenario.
 */
#include "explore/campaign.hpp"
#include "explore/shrink.hpp"
#include "machine/fault.hpp"
#include "machine/memory.hpp"

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <map>
#include <string>
#include <vector>

#include <fnmatch.h>
#include <sys/personality.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace sim;

namespace {

constexpr int kMostMutants = 4096;

/* Scenarios to run, in all modes or in one. */
struct Wanted {
	std::string glob;
	bool has_mode = false;
	Mode mode = Mode::random;
};

struct Options {
	std::vector<Wanted> wanted;
	std::vector<Mode> modes;
	Limits limits;
	bool list = false;
	bool trace = false;
	bool quiet = false;
	bool first = false;
	bool must_complete = false;
	bool has_seed = false;
	std::vector<std::string> skipped;
	int most_tries = 400;
	int jobs = 1;
	int mutant = 0;
	const char *replay = nullptr;
};

constexpr char usage[] =
	"Usage: sim [options] [SCENARIO-GLOB[:MODE]]...\n"
	"\n"
	"Explores schedules of the scenarios, and reports the first that violates a property.\n"
	"Several globs are explored in their order.\n"
	"\n"
	"  --list             the scenarios\n"
	"  --mode MODE        random, pct, weak (memory), or exhaustive; may be given again\n"
	"                     (default: all four)\n"
	"  --schedules N      of each scenario and mode, at most (default 10000)\n"
	"  --seconds S        for each scenario and mode, at most\n"
	"  --bound N          preemptions, for exhaustive (default: the scenario's)\n"
	"  --seed N           the first seed; with --trace the only one\n"
	"  --replay SCHEDULE  the schedule that a violation has printed\n"
	"  --jobs N           processes at a time\n"
	"  --trace            print each step of it\n"
	"  --quiet            one line for each violation, and no trace\n"
	"  --first            stop at the first violation\n"
	"  --complete         fail if an exhaustive exploration does not end\n"
	"  --mutant N         make this mutant active, in a build of mutants.py;\n"
	"                     -1: none, but print the mutants whose lines each scenario reaches\n"
	"  --skip GLOB        leave these scenarios out; may be given again\n";

const char *argument(char **&at)
{
	if (!at[1]) {
		fprintf(stderr, "sim: %s needs a value\n", *at);
		exit(2);
	}
	return *++at;
}

Wanted parse_wanted(const std::string &word)
{
	const std::size_t colon = word.find(':');
	Wanted wanted;

	wanted.glob = word.substr(0, colon);
	wanted.has_mode = colon != std::string::npos;
	if (wanted.has_mode && !from_name(word.c_str() + colon + 1, wanted.mode)) {
		fprintf(stderr, "sim: there is no mode \"%s\"\n", word.c_str() + colon + 1);
		exit(2);
	}
	return wanted;
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
		} else if (word == "--jobs") {
			options.jobs = atoi(argument(at));
		} else if (word == "--mutant") {
			options.mutant = atoi(argument(at));
		} else if (word == "--trace") {
			options.trace = true;
		} else if (word == "--complete") {
			options.must_complete = true;
		} else if (word == "--first") {
			options.first = true;
		} else if (word == "--skip") {
			options.skipped.push_back(argument(at));
		} else if (word == "--quiet") {
			options.quiet = true;
		} else if (word == "--help" || word == "-h") {
			fputs(usage, stdout);
			exit(0);
		} else if (word[0] == '-') {
			fputs(usage, stderr);
			exit(2);
		} else {
			options.wanted.push_back(parse_wanted(word));
		}
	}
	if (options.wanted.empty())
		options.wanted.push_back({ .glob = "*" });
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

	printf("  the trace, with %zu departures:\n", shortest.size());
	tell(scenario, shortest);
	printf("  again: sim %s --mode %s --replay '%s'\n", scenario.name, name_of(mode),
	       to_text(shortest).c_str());
}

/* Returns whether no violation was found. */
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
			printf(", %llu states, %d CPUs, %d items, bound %d%s",
			       static_cast<unsigned long long>(result.states), scenario.config.cpus,
			       result.items, limits.bound >= 0 ? limits.bound : scenario.bound,
			       result.complete ? ", complete" : "");
		printf(", %.1f s\n", result.seconds);
		if (options.trace && options.has_seed)
			tell(scenario, result.schedule);
	}
	if (mode == Mode::exhaustive && options.must_complete && !result.complete)
		return false;
	return !result.violated;
}

bool is_wanted(const Scenario &scenario, const Wanted &wanted, const Options &options)
{
	for (const std::string &glob : options.skipped) {
		if (!fnmatch(glob.c_str(), scenario.name, 0))
			return false;
	}
	return !fnmatch(wanted.glob.c_str(), scenario.name, 0);
}

/* Runs in a process of its own. Its output is printed at its end, in one piece. */
[[noreturn]] void run_here(Scenario scenario, Mode mode, const Options &options)
{
	static char output[1 << 20];

	setvbuf(stdout, output, _IOFBF, sizeof(output));
	memory::init();
	fault::init();
	scenario.config.weak = mode == Mode::weak;
	scenario.config.races = mode == Mode::weak || mode == Mode::pct;
	if (options.mutant < 0)
		machine.reached.assign(kMostMutants, false);
	const bool passed = run_mode(scenario, mode, options);

	if (options.mutant < 0) {
		printf("%s reaches", scenario.name);
		for (int i = 0; i < kMostMutants; i++) {
			if (machine.reached[i])
				printf(" %d", i);
		}
		printf("\n");
	}

	fflush(stdout);
	_exit(!passed);
}

/* Scenarios in processes of their own, some at a time. */
class Processes {
public:
	explicit Processes(const Options &options) : options_(options) {}

	void start(const Scenario &scenario, Mode mode)
	{
		while (static_cast<int>(running_.size()) >= options_.jobs)
			wait();
		fflush(stdout);
		const pid_t child = fork();

		if (child < 0) {
			perror("sim: fork");
			exit(2);
		}
		if (!child)
			run_here(scenario, mode, options_);
		running_[child] = std::string(scenario.name) + ", " + name_of(mode);
	}

	void wait_for_all()
	{
		while (!running_.empty())
			wait();
	}

	int passed() const { return passed_; }
	int failed() const { return failed_; }

private:
	void wait()
	{
		int status;
		const pid_t child = waitpid(-1, &status, 0);
		auto found = running_.find(child);

		if (found == running_.end())
			return;
		if (WIFSIGNALED(status))
			printf("%s: VIOLATION: crash: %s\n", found->second.c_str(),
			       strsignal(WTERMSIG(status)));
		else if (WEXITSTATUS(status) > 1)
			printf("%s: VIOLATION: the simulator failed\n", found->second.c_str());
		running_.erase(found);
		(WIFEXITED(status) && !WEXITSTATUS(status) ? passed_ : failed_)++;
	}

	const Options &options_;
	std::map<pid_t, std::string> running_;
	int passed_ = 0;
	int failed_ = 0;
};

void start(Processes &processes, const Scenario &scenario, const Wanted &wanted,
	   const Options &options)
{
	if (options.list) {
		printf("%-28s %d CPUs: %s\n", scenario.name, scenario.config.cpus, scenario.about);
		return;
	}
	for (const Mode mode : wanted.has_mode ? std::vector{ wanted.mode } : options.modes) {
		if (mode == Mode::exhaustive && options.limits.bound < 0 && !scenario.bound)
			continue;
		if (processes.failed() && options.first)
			return;
		processes.start(scenario, mode);
	}
}

} /* namespace */

int main(int argc, char **argv)
{
	const Options options = parse(argv);
	Processes processes(options);

	machine.mutant = options.mutant;

	/* Turns address randomisation off, where that is allowed. */
	const int now = personality(0xffffffff);

	if (argc && !(now & ADDR_NO_RANDOMIZE) && personality(now | ADDR_NO_RANDOMIZE) != -1 &&
	    personality(0xffffffff) & ADDR_NO_RANDOMIZE)
		execv("/proc/self/exe", argv);

	for (const Wanted &wanted : options.wanted) {
		for (const Scenario &scenario : scenarios::all()) {
			if (is_wanted(scenario, wanted, options))
				start(processes, scenario, wanted, options);
			if (processes.failed() && options.first)
				break;
		}
	}
	processes.wait_for_all();
	if (!options.list)
		printf("%d passed, %d failed\n", processes.passed(), processes.failed());
	return processes.failed() != 0;
}
