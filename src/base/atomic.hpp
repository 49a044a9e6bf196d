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

template <typename T>
class Atomic {
public:
	constexpr Atomic() = default;
	constexpr explicit Atomic(T value) : value_(value) {}
	Atomic(const Atomic &) = delete;
	Atomic &operator=(const Atomic &) = delete;

	T load(Order order = Order::seq_cst) const
	{
		return __atomic_load_n(&value_, static_cast<int>(order));
	}

	void store(T value, Order order = Order::seq_cst)
	{
		__atomic_store_n(&value_, value, static_cast<int>(order));
	}

	T exchange(T value, Order order = Order::seq_cst)
	{
		return __atomic_exchange_n(&value_, value, static_cast<int>(order));
	}

	/* On failure @expected receives the value that was found. */
	bool compare_exchange(T &expected, T desired, Order success = Order::seq_cst,
			      Order failure = Order::relaxed)
	{
		return __atomic_compare_exchange_n(&value_, &expected, desired, false,
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
