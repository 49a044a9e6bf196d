/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The functions that the compiler calls for each access of the code under test. That code is
 * compiled with -fsanitize=thread, and linked with these functions in place of the sanitizer's. So
 * its source needs no hook, and accesses that are wrongly not atomic are seen.
 */
#include "hash.hpp"
#include "machine.hpp"
#include "memory.hpp"
#include "order.hpp"
#include "story.hpp"

#include <cstring>
#include <type_traits>

namespace sim {
namespace {

void observe(std::uint64_t value)
{
	machine.running->observed = mix(machine.running->observed, value);
}

void observe_bytes(const void *address, std::size_t bytes)
{
	const char *from = static_cast<const char *>(address);

	for (; bytes >= 8; bytes -= 8, from += 8) {
		std::uint64_t value;

		std::memcpy(&value, from, 8);
		observe(value);
	}
	if (bytes) {
		std::uint64_t value = 0;

		std::memcpy(&value, from, bytes);
		observe(value);
	}
}

/* An object on the stack of another context must still exist. */
void check_stack(const void *address, std::size_t bytes, bool writes, const void *pc)
{
	for (Context *context : machine.contexts()) {
		if (context == machine.running || !context->fiber.holds(address))
			continue;
		if (context->fiber.is_dead_space(address))
			violation("use after return", pc, "%s %zu bytes at %p, which %s has left",
				  writes ? "writes" : "reads", bytes, address, context->name);
		if (writes)
			context->observed = mix(mix(context->observed, address),
						machine.running->observed);
		return;
	}
}

/* Preemption may be off for some accesses of 128 items, and no more. */
constexpr int kMostAccesses = 500;

inline void count_access(const void *pc)
{
	Context *const me = machine.running;

	if (!me->preemption || ++me->accesses <= kMostAccesses)
		return;
	me->accesses = 0;
	violation("too long", pc, "preemption is off for more than %d accesses", kMostAccesses);
}

inline void plain(const void *address, std::size_t bytes, bool writes, const void *pc)
{
	if (!machine.running)
		return;
	count_access(pc);
	if (Fiber::is_on_stack(address)) {
		if (machine.running->fiber.holds(address))
			return;
		check_stack(address, bytes, writes, pc);
	}
	if (writes)
		memory::writing(const_cast<void *>(address), bytes, pc);
	else
		memory::reading(address, bytes, pc);
	if (order::is_on()) {
		if (writes)
			order::plain_write(address, bytes, pc);
		else
			order::plain_read(address, bytes, pc);
	}
	if (!writes && machine.exploring)
		observe_bytes(address, bytes);
}

/* ---- Atomic operations ---------------------------------------------------------------- */

template <typename T>
std::uint64_t wide(T value)
{
	return static_cast<std::make_unsigned_t<T>>(value);
}

const char *name_of(int order)
{
	static const char *const names[] = { "relaxed", "consume", "acquire", "release", "acq_rel",
					     "seq_cst" };

	return names[order];
}

template <typename T>
void before(const volatile T *address, bool writes, const void *pc)
{
	point(pc);
	count_access(pc);
	void *const plain_address = const_cast<T *>(address);

	if (Fiber::is_on_stack(plain_address))
		check_stack(plain_address, sizeof(T), writes, pc);
	if (writes)
		memory::writing(plain_address, sizeof(T), pc);
	else
		memory::reading(plain_address, sizeof(T), pc);
}

template <typename T>
T load(const volatile T *address, int order, const void *pc)
{
	if (!machine.running)
		return *address;
	before(address, false, pc);
	const T value = order::is_on() ? static_cast<T>(order::load(const_cast<const T *>(address),
								   sizeof(T), order))
				       : *address;

	observe(wide(value));
	story::tell(pc, "reads %llx, %s", static_cast<unsigned long long>(wide(value)),
		    name_of(order));
	return value;
}

template <typename T>
void store(volatile T *address, T value, int order, const void *pc)
{
	if (!machine.running) {
		*address = value;
		return;
	}
	before(address, true, pc);
	if (order::is_on())
		order::store(const_cast<T *>(address), sizeof(T), wide(value), order);
	story::tell(pc, "%llx -> %llx, %s", static_cast<unsigned long long>(wide(*address)),
		    static_cast<unsigned long long>(wide(value)), name_of(order));
	*address = value;
}

template <typename T, typename Change>
T modify(volatile T *address, int order, const void *pc, Change change)
{
	if (!machine.running) {
		const T old = *address;

		*address = change(old);
		return old;
	}
	before(address, true, pc);
	const T old = *address;
	const T value = change(old);

	if (order::is_on())
		order::modify(const_cast<T *>(address), sizeof(T), wide(value), order);
	*address = value;
	observe(wide(old));
	story::tell(pc, "%llx => %llx, %s", static_cast<unsigned long long>(wide(old)),
		    static_cast<unsigned long long>(wide(value)), name_of(order));
	return old;
}

template <typename T>
bool compare_exchange(volatile T *address, T *expected, T desired, int success, int failure,
		      const void *pc)
{
	if (!machine.running) {
		if (*address != *expected) {
			*expected = *address;
			return false;
		}
		*address = desired;
		return true;
	}
	before(address, true, pc);
	const T old = *address;

	observe(wide(old));
	if (old != *expected) {
		if (order::is_on())
			order::load_newest(const_cast<T *>(address), sizeof(T), failure);
		story::tell(pc, "finds %llx, not %llx, %s",
			    static_cast<unsigned long long>(wide(old)),
			    static_cast<unsigned long long>(wide(*expected)), name_of(failure));
		*expected = old;
		return false;
	}
	if (order::is_on())
		order::modify(const_cast<T *>(address), sizeof(T), wide(desired), success);
	*address = desired;
	story::tell(pc, "%llx => %llx, %s", static_cast<unsigned long long>(wide(old)),
		    static_cast<unsigned long long>(wide(desired)), name_of(success));
	return true;
}

} /* namespace */
} /* namespace sim */

#define HERE __builtin_return_address(0)

extern "C" {

void __tsan_init() {}
void __tsan_func_entry(void *) {}
void __tsan_func_exit() {}

#define PLAIN(bytes)									\
	void __tsan_read##bytes(void *a) { sim::plain(a, bytes, false, HERE); }		\
	void __tsan_write##bytes(void *a) { sim::plain(a, bytes, true, HERE); }		\
	void __tsan_unaligned_read##bytes(void *a) { sim::plain(a, bytes, false, HERE); }	\
	void __tsan_unaligned_write##bytes(void *a) { sim::plain(a, bytes, true, HERE); }	\
	void __tsan_volatile_read##bytes(void *a) { sim::plain(a, bytes, false, HERE); }	\
	void __tsan_volatile_write##bytes(void *a) { sim::plain(a, bytes, true, HERE); }	\
	void __tsan_read_write##bytes(void *a) { sim::plain(a, bytes, true, HERE); }

PLAIN(1)
PLAIN(2)
PLAIN(4)
PLAIN(8)
PLAIN(16)

void __tsan_read_range(void *a, unsigned long bytes) { sim::plain(a, bytes, false, HERE); }
void __tsan_write_range(void *a, unsigned long bytes) { sim::plain(a, bytes, true, HERE); }
void __tsan_vptr_read(void **a) { sim::plain(a, sizeof(*a), false, HERE); }
void __tsan_vptr_update(void **a, void *) { sim::plain(a, sizeof(*a), true, HERE); }

/* In place of memset() and its like, which the compiler does not instrument. */
void *sim_memset(void *to, int value, unsigned long bytes)
{
	if (bytes)
		sim::plain(to, bytes, true, HERE);
	return std::memset(to, value, bytes);
}

void *sim_memcpy(void *to, const void *from, unsigned long bytes)
{
	if (bytes) {
		sim::plain(from, bytes, false, HERE);
		sim::plain(to, bytes, true, HERE);
	}
	return std::memmove(to, from, bytes);
}

void *sim_memmove(void *to, const void *from, unsigned long bytes)
{
	return sim_memcpy(to, from, bytes);
}

/* clang's names for the same. */
void *__tsan_memset(void *, int, unsigned long) __attribute__((alias("sim_memset")));
void *__tsan_memcpy(void *, const void *, unsigned long) __attribute__((alias("sim_memcpy")));
void *__tsan_memmove(void *, const void *, unsigned long) __attribute__((alias("sim_memmove")));

#define ATOMIC(bits, T)									\
	T __tsan_atomic##bits##_load(const volatile T *a, int order)			\
	{ return sim::load(a, order, HERE); }						\
	void __tsan_atomic##bits##_store(volatile T *a, T v, int order)			\
	{ sim::store(a, v, order, HERE); }						\
	T __tsan_atomic##bits##_exchange(volatile T *a, T v, int order)			\
	{ return sim::modify(a, order, HERE, [v](T) { return v; }); }			\
	T __tsan_atomic##bits##_fetch_add(volatile T *a, T v, int order)		\
	{ return sim::modify(a, order, HERE, [v](T old) { return static_cast<T>(old + v); }); }	\
	T __tsan_atomic##bits##_fetch_sub(volatile T *a, T v, int order)		\
	{ return sim::modify(a, order, HERE, [v](T old) { return static_cast<T>(old - v); }); }	\
	T __tsan_atomic##bits##_fetch_and(volatile T *a, T v, int order)		\
	{ return sim::modify(a, order, HERE, [v](T old) { return static_cast<T>(old & v); }); }	\
	T __tsan_atomic##bits##_fetch_or(volatile T *a, T v, int order)			\
	{ return sim::modify(a, order, HERE, [v](T old) { return static_cast<T>(old | v); }); }	\
	T __tsan_atomic##bits##_fetch_xor(volatile T *a, T v, int order)		\
	{ return sim::modify(a, order, HERE, [v](T old) { return static_cast<T>(old ^ v); }); }	\
	int __tsan_atomic##bits##_compare_exchange_strong(volatile T *a, T *e, T v, int s, int f) \
	{ return sim::compare_exchange(a, e, v, s, f, HERE); }				\
	int __tsan_atomic##bits##_compare_exchange_weak(volatile T *a, T *e, T v, int s, int f) \
	{ return sim::compare_exchange(a, e, v, s, f, HERE); }				\
	T __tsan_atomic##bits##_compare_exchange_val(volatile T *a, T e, T v, int s, int f) \
	{ sim::compare_exchange(a, &e, v, s, f, HERE); return e; }

ATOMIC(8, char)
ATOMIC(16, short)
ATOMIC(32, int)
ATOMIC(64, long)

void __tsan_atomic_thread_fence(int order)
{
	sim::point(HERE);
	sim::order::fence(order);
}

/* An interrupt of this CPU may come here. */
void __tsan_atomic_signal_fence(int)
{
	sim::point(HERE);
}

} /* extern "C" */
