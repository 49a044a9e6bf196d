/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Fibres: stacks that one OS thread switches between. The host's thread is a fibre of its own.
 */
#pragma once

#include <cstddef>

namespace sim {

class Fiber {
public:
	Fiber() = default;
	Fiber(const Fiber &) = delete;
	Fiber &operator=(const Fiber &) = delete;

	/* From the next switch on it runs entry(argument), which must not return. */
	void prepare(void (*entry)(void *argument), void *argument);
	/* Frees the stack, without unwinding it. */
	void drop();
	/* Switches to this fibre. Returns when something switches to @from. */
	void switch_from(Fiber &from);

	bool has_stack() const { return stack_; }
	/* Whether @address is in the used part of its stack, while the fibre does not run. */
	bool holds(const void *address) const;
	bool is_dead_space(const void *address) const { return address < top_; }

	/* Whether @address is on the stack of any fibre. */
	static bool is_on_stack(const void *address);

	static constexpr std::size_t kStackBytes = 128 << 10;

private:
	void *top_ = nullptr;		/* the stack pointer while it does not run */
	char *stack_ = nullptr;
};

} /* namespace sim */
