/* SPDX-License-Identifier: GPL-2.0 */
#include "fault.hpp"

#include "machine.hpp"

#include <csignal>
#include <cstdlib>

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

} /* namespace */

void init()
{
	stack_t alternative = {};
	struct sigaction action = {};

	alternative.ss_sp = stack;
	alternative.ss_size = kStack;
	sigaltstack(&alternative, nullptr);
	action.sa_sigaction = handle;
	/* The handler does not return, so no signal may stay blocked. */
	action.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER;
	sigaction(SIGSEGV, &action, nullptr);
	sigaction(SIGBUS, &action, nullptr);
}

} /* namespace sim::fault */
