/* SPDX-License-Identifier: GPL-2.0 */
/*
 * For the tests of the simulator: a machine with nothing on it but the tasks of a test.
 */
#pragma once

#include "../explore/random.hpp"
#include "../machine/machine.hpp"
#include "../machine/memory.hpp"
#include "../machine/order.hpp"
#include "../platform/state.hpp"

#include <set>
#include <string>
#include <utility>

extern "C" {

long __tsan_atomic64_load(const volatile long *address, int order);
void __tsan_atomic64_store(volatile long *address, long value, int order);
void __tsan_atomic_thread_fence(int order);

}

namespace sim::test {

inline long load(const long &from, int order) { return __tsan_atomic64_load(&from, order); }
inline void store(long &to, long value, int order) { __tsan_atomic64_store(&to, value, order); }
inline void fence() { __tsan_atomic_thread_fence(__ATOMIC_SEQ_CST); }

class Bench {
public:
	explicit Bench(bool weak)
	{
		static const bool once = (memory::init(), true);
		Config config;

		(void)once;
		config.weak = weak;
		machine.reset(config);
		memory::rewind();
		platform::reset();
		memory::watch();
	}

	void task(int cpu, void (*body)())
	{
		machine.create("task", [](void *body) { reinterpret_cast<void (*)()>(body)(); },
			       reinterpret_cast<void *>(body), cpu);
	}

	/* The schedule that was run. */
	std::string run(int seed)
	{
		Random explorer(seed);

		machine.explorer = &explorer;
		machine.exploring = true;
		machine.run();
		machine.exploring = false;
		return to_text(explorer.schedule());
	}
};

} /* namespace sim::test */
