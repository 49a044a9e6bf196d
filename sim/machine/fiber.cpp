/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The switch is in assembly: swapcontext() makes two system calls, and a schedule has
 * hundreds of switches.
 */
#include "fiber.hpp"

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <vector>

#include <sys/mman.h>

extern "C" void sim_switch(void **save, void *load);

#if defined(__x86_64__)
asm(R"(
.text
.globl sim_switch
.type sim_switch, @function
sim_switch:
	push %rbp
	push %rbx
	push %r12
	push %r13
	push %r14
	push %r15
	mov %rsp, (%rdi)
	mov %rsi, %rsp
	pop %r15
	pop %r14
	pop %r13
	pop %r12
	pop %rbx
	pop %rbp
	ret
.size sim_switch, .-sim_switch
)");
constexpr int kSaved = 6;		/* registers below the return address */
#elif defined(__aarch64__)
asm(R"(
.text
.globl sim_switch
.type sim_switch, @function
sim_switch:
	stp x29, x30, [sp, #-96]!
	stp x19, x20, [sp, #16]
	stp x21, x22, [sp, #32]
	stp x23, x24, [sp, #48]
	stp x25, x26, [sp, #64]
	stp x27, x28, [sp, #80]
	mov x9, sp
	str x9, [x0]
	mov sp, x1
	ldp x19, x20, [sp, #16]
	ldp x21, x22, [sp, #32]
	ldp x23, x24, [sp, #48]
	ldp x25, x26, [sp, #64]
	ldp x27, x28, [sp, #80]
	ldp x29, x30, [sp], #96
	ret
.size sim_switch, .-sim_switch
)");
constexpr int kSaved = 1;		/* x30 is the second word */
#else
#error "the switch between fibres is written for x86-64 and arm64"
#endif

namespace sim {
namespace {

struct Start {
	void (*entry)(void *);
	void *argument;
};

Start start;			/* of the fibre that is about to run for the first time */
constexpr std::size_t kMostStacks = 1024;

std::vector<char *> spare;
char *stacks;				/* all in one place */
std::size_t stack_count;

char *new_stack()
{
	if (!spare.empty()) {
		char *stack = spare.back();

		spare.pop_back();
		return stack;
	}
	if (!stacks) {
		void *place = mmap(nullptr, kMostStacks * Fiber::kStackBytes,
				   PROT_READ | PROT_WRITE,
				   MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

		if (place == MAP_FAILED) {
			perror("sim: no memory for stacks");
			exit(2);
		}
		stacks = static_cast<char *>(place);
	}
	if (stack_count == kMostStacks) {
		fprintf(stderr, "sim: more than %zu contexts at once\n", kMostStacks);
		exit(2);
	}

	char *const stack = stacks + stack_count++ * Fiber::kStackBytes;

	/* The lowest page is a guard. */
	mprotect(stack, 4096, PROT_NONE);
	return stack;
}

[[noreturn]] void begin()
{
	const Start mine = start;

	mine.entry(mine.argument);
	abort();
}

} /* namespace */

void Fiber::prepare(void (*entry)(void *), void *argument)
{
	if (!stack_)
		stack_ = new_stack();

	/* The top of the stack keeps the start until the first switch. */
	auto *top = reinterpret_cast<std::uintptr_t *>(stack_ + kStackBytes) - 4;

	top[0] = reinterpret_cast<std::uintptr_t>(entry);
	top[1] = reinterpret_cast<std::uintptr_t>(argument);
#if defined(__x86_64__)
	/* begin() finds the stack as after a call: 8 bytes off a multiple of 16. */
	std::uintptr_t *frame = top;

	*--frame = 0;
	*--frame = reinterpret_cast<std::uintptr_t>(begin);
	frame -= kSaved;
	for (int i = 0; i < kSaved; i++)
		frame[i] = 0;
#else
	std::uintptr_t *frame = top - 12;

	for (int i = 0; i < 12; i++)
		frame[i] = 0;
	frame[kSaved] = reinterpret_cast<std::uintptr_t>(begin);
#endif
	top_ = frame;
}

void Fiber::drop()
{
	if (stack_)
		spare.push_back(stack_);
	stack_ = nullptr;
	top_ = nullptr;
}

void Fiber::switch_from(Fiber &from)
{
	if (stack_) {
		auto *top = reinterpret_cast<std::uintptr_t *>(stack_ + kStackBytes) - 4;

		start = { reinterpret_cast<void (*)(void *)>(top[0]),
			  reinterpret_cast<void *>(top[1]) };
	}
	sim_switch(&from.top_, top_);
}

bool Fiber::is_on_stack(const void *address)
{
	return address >= stacks && address < stacks + kMostStacks * kStackBytes;
}

bool Fiber::holds(const void *address) const
{
	return stack_ && address >= stack_ && address < stack_ + kStackBytes;
}

} /* namespace sim */
