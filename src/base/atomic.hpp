/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Atomic<T>: the compiler's atomic builtins behind one type. The standard <atomic> needs
 * floating point under clang, and a kernel has no use for most of it.
 */
#pragma once

namespace ww {

enum class Order : int {
	relaxed = __ATOMIC_RELAXED,
	acquire = __ATOMIC_ACQUIRE,
	release = __ATOMIC_RELEASE,
	acq_rel = __ATOMIC_ACQ_REL,
	seq_cst = __ATOMIC_SEQ_CST,
};

/*
 * An enumeration can be loaded, stored and exchanged. Clang's builtins whose names end with _n refuse
 * it, so these operations use the others.
 */
template <typename T>
class Atomic {
public:
	constexpr Atomic() = default;
	constexpr explicit Atomic(T value) : value_(value) {}
	Atomic(const Atomic &) = delete;
	Atomic &operator=(const Atomic &) = delete;

	T load(Order order = Order::seq_cst) const
	{
		T value;

		__atomic_load(&value_, &value, static_cast<int>(order));
		return value;
	}

	void store(T value, Order order = Order::seq_cst)
	{
		__atomic_store(&value_, &value, static_cast<int>(order));
	}

	T exchange(T value, Order order = Order::seq_cst)
	{
		T old;

		__atomic_exchange(&value_, &value, &old, static_cast<int>(order));
		return old;
	}

	/* On failure @expected receives the value that was found. */
	bool compare_exchange(T &expected, T desired, Order success = Order::seq_cst,
			      Order failure = Order::relaxed)
	{
		return __atomic_compare_exchange(&value_, &expected, &desired, false,
						 static_cast<int>(success),
						 static_cast<int>(failure));
	}

	T fetch_add(T value, Order order = Order::seq_cst)
	{
		return __atomic_fetch_add(&value_, value, static_cast<int>(order));
	}

	T fetch_sub(T value, Order order = Order::seq_cst)
	{
		return __atomic_fetch_sub(&value_, value, static_cast<int>(order));
	}

	/* Returns the new value. Testing its sign costs no extra instruction. */
	T add_fetch(T value, Order order = Order::seq_cst)
	{
		return __atomic_add_fetch(&value_, value, static_cast<int>(order));
	}

	T fetch_or(T value, Order order = Order::seq_cst)
	{
		return __atomic_fetch_or(&value_, value, static_cast<int>(order));
	}

	T fetch_and(T value, Order order = Order::seq_cst)
	{
		return __atomic_fetch_and(&value_, value, static_cast<int>(order));
	}

private:
	T value_{};
};

} /* namespace ww */
