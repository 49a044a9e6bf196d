/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Lists of multicast addresses.
 */
#pragma once

#include "base/atomic.hpp"
#include "base/types.hpp"

namespace ww {

constexpr u32 kAddressBytes = 6;
/* More than any adapter says; a driver's number is not believed beyond. */
constexpr u32 kMostMulticast = 1024;

/*
 * The list of one binding. One thread at a time changes it, and any may look for an address meanwhile: it may find one of
 * the old list or of the new one.
 */
class MulticastList {
public:
	/* Room for @most addresses. False without memory. PASSIVE_LEVEL. */
	bool init(u32 most);
	void free();

	/* False, and nothing changes, if there is no room. */
	bool set(const u8 *addresses, u32 count);
	/* The list before the last set(). */
	void restore();
	bool contains(const u8 (&address)[kAddressBytes]) const;
	u32 count() const { return count_.load(Order::acquire); }
	/* The addresses as in OID_802_3_MULTICAST_LIST. */
	void copy(u32 index, u8 *to) const;

private:
	Atomic<u64> *addresses_;	/* most_ of them, and behind them as many of the list before */
	u32 most_;
	Atomic<u32> count_;
	u32 count_before_;
};

/* The lists of several bindings in one, without doubles. */
class MulticastUnion {
public:
	explicit MulticastUnion(u32 most);
	~MulticastUnion();
	MulticastUnion(const MulticastUnion &) = delete;
	MulticastUnion &operator=(const MulticastUnion &) = delete;

	explicit operator bool() const { return bytes_; }
	/* False if there is no room. */
	bool add(const MulticastList &list);
	u8 *bytes() const { return bytes_; }
	u32 count() const { return count_; }

private:
	bool add(const u8 (&address)[kAddressBytes]);

	u8 *bytes_;
	u32 most_;
	u32 count_ = 0;
};

} /* namespace ww */
