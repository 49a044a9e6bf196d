/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The URBs that the bus has, by their addresses. So an URB that is sent twice, or freed too early, is found before
 * two requests write to it.
 */
#include "usb_urb.hpp"

#include <usb.h>

#include "base/lock.hpp"
#include "base/mixed.hpp"

namespace ww {
namespace {

struct Bucket {
	Lock lock;
	UrbUse *first WW_GUARDED_BY(lock);
};

constinit Bucket buckets[64];

Bucket &bucket_of(const URB *urb)
{
	return buckets[mixed(address_of(urb)) % (sizeof(buckets) / sizeof(buckets[0]))];
}

UrbUse **find_use(Bucket &bucket, const URB *urb) WW_REQUIRES(bucket.lock)
{
	UrbUse **at = &bucket.first;

	while (*at && (*at)->urb != urb)
		at = &(*at)->next;
	return at;
}

} /* namespace */

bool urb_enter(UrbUse &use, const URB &urb)
{
	Bucket &bucket = bucket_of(&urb);
	LockGuard guard(bucket.lock);

	if (*find_use(bucket, &urb))
		return false;
	use = { &urb, bucket.first };
	bucket.first = &use;
	return true;
}

void urb_leave(UrbUse &use)
{
	Bucket &bucket = bucket_of(use.urb);
	LockGuard guard(bucket.lock);

	*find_use(bucket, use.urb) = use.next;
}

bool urb_is_used(const URB &urb)
{
	Bucket &bucket = bucket_of(&urb);
	LockGuard guard(bucket.lock);

	return *find_use(bucket, &urb);
}

void usb_urbs_init()
{
	for (Bucket &bucket : buckets)
		bucket.lock.init(WW_LOCK_USB);
}

} /* namespace ww */
