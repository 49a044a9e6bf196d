/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Lists of multicast addresses.
 */
#include "multicast.hpp"

#include "linux/memory.h"

namespace ww {
namespace {

u64 number_of(const u8 *address)
{
	u64 number = 0;

	__builtin_memcpy(&number, address, kAddressBytes);
	return number;
}

} /* namespace */

bool MulticastList::init(u32 most)
{
	most_ = most < kMostMulticast ? most : kMostMulticast;
	addresses_ = static_cast<Atomic<u64> *>(ww_zalloc_sleeping(2 * (most_ + 1) * sizeof(*addresses_)));
	return addresses_;
}

void MulticastList::free()
{
	ww_free(addresses_);
	addresses_ = nullptr;
}

bool MulticastList::set(const u8 *addresses, u32 count)
{
	const u32 before = count_.load();

	if (count > most_)
		return false;
	count_before_ = before;
	for (u32 i = 0; i < before; i++)
		addresses_[most_ + i].store(addresses_[i].load(Order::relaxed), Order::relaxed);
	for (u32 i = 0; i < count; i++)
		addresses_[i].store(number_of(addresses + i * kAddressBytes), Order::relaxed);
	count_.store(count, Order::release);
	return true;
}

void MulticastList::restore()
{
	for (u32 i = 0; i < count_before_; i++)
		addresses_[i].store(addresses_[most_ + i].load(Order::relaxed), Order::relaxed);
	count_.store(count_before_, Order::release);
}

bool MulticastList::contains(const u8 (&address)[kAddressBytes]) const
{
	const u64 wanted = number_of(address);

	for (u32 i = count(); i--;) {
		if (addresses_[i].load(Order::relaxed) == wanted)
			return true;
	}
	return false;
}

void MulticastList::copy(u32 index, u8 *to) const
{
	const u64 number = addresses_[index].load(Order::relaxed);

	__builtin_memcpy(to, &number, kAddressBytes);
}

MulticastUnion::MulticastUnion(u32 most) : most_(most < kMostMulticast ? most : kMostMulticast)
{
	bytes_ = static_cast<u8 *>(ww_zalloc_sleeping((most_ + 1) * kAddressBytes));
}

MulticastUnion::~MulticastUnion()
{
	ww_free(bytes_);
}

bool MulticastUnion::add(const u8 (&address)[kAddressBytes])
{
	for (u32 i = 0; i < count_; i++) {
		if (!__builtin_memcmp(bytes_ + i * kAddressBytes, address, kAddressBytes))
			return true;
	}
	if (count_ == most_)
		return false;
	__builtin_memcpy(bytes_ + count_++ * kAddressBytes, address, kAddressBytes);
	return true;
}

bool MulticastUnion::add(const MulticastList &list)
{
	for (u32 i = 0; i < list.count(); i++) {
		u8 address[kAddressBytes];

		list.copy(i, address);
		if (!add(address))
			return false;
	}
	return true;
}

} /* namespace ww */
