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
	/* Gives the stack back, whatever is on it. */
	void drop();
	/* Goes on with this fibre; returns when something switches to @from. */
	void switch_from(Fiber &from);

	bool has_stack() const { return stack_; }
	/* Is that address on its stack, and is it in use while the fibre does not run? */
	bool holds(const void *address) const;
	bool is_dead_space(const void *address) const { return address < top_; }

	/* Is it on any fibre's stack? */
	static bool is_on_stack(const void *address);

	static constexpr std::size_t kStackBytes = 128 << 10;

private:
	void *top_ = nullptr;		/* the stack pointer while it does not run */
	char *stack_ = nullptr;
};

} /* namespace sim */
