/* SPDX-License-Identifier: GPL-2.0 */
#include "fault.hpp"

#include "machine.hpp"

#include <csignal>
#include <cstdlib>

#include <sys/time.h>
#include <ucontext.h>
#include <unistd.h>

namespace sim::fault {
namespace {

constexpr std::size_t kStack = 64 << 10;
char stack[kStack];

const void *pc_of(const void *context)
{
	const auto &machine_context = static_cast<const ucontext_t *>(context)->uc_mcontext;

#if defined(__x86_64__)
	return reinterpret_cast<const void *>(machine_context.gregs[REG_RIP]);
#else
	return reinterpret_cast<const void *>(machine_context.pc);
#endif
}

/* Leaves the context, as every violation does. */
void handle(int, siginfo_t *info, void *context)
{
	if (!machine.running)
		_exit(3);
	violation("fault", static_cast<const char *>(pc_of(context)) + 1, "an access to %p",
		  info->si_addr);
}

constexpr int kMostSeconds = 10;	/* of the processor's time; a schedule takes milliseconds */

volatile unsigned long schedules;

/* The timer has expired twice within one schedule. */
void look(int, siginfo_t *, void *context)
{
	static unsigned long before;

	if (machine.running && schedules == before)
		violation("endless", pc_of(context), "the code has made no step for %d s",
			  kMostSeconds);
	before = schedules;
}

void handle_signal(int signal, void (*handler)(int, siginfo_t *, void *))
{
	struct sigaction action = {};

	action.sa_sigaction = handler;
	/* The handler may not return, so no signal may stay blocked. */
	action.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER | SA_RESTART;
	sigaction(signal, &action, nullptr);
}

} /* namespace */

void init()
{
	const itimerval interval = { { kMostSeconds, 0 }, { kMostSeconds, 0 } };
	stack_t alternative = {};

	alternative.ss_sp = stack;
	alternative.ss_size = kStack;
	sigaltstack(&alternative, nullptr);
	handle_signal(SIGSEGV, handle);
	handle_signal(SIGBUS, handle);
	handle_signal(SIGVTALRM, look);
	setitimer(ITIMER_VIRTUAL, &interval, nullptr);
}

void schedule_begins()
{
	schedules = schedules + 1;
}

} /* namespace sim::fault */
