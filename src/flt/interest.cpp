/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Which operations some instance on a volume wants to see.
 */
#include "interest.hpp"

namespace ww {
namespace {

constexpr u32 kReadNoCache = kInterests - 1;
constexpr u32 kWriteNoCache = kInterests - 2;

static_assert(kInterests <= 64, "the mask has 64 bits");

/* IRP_MJ_* has numbers from 0, and those of other operations end at 255. */
constexpr u32 interest_of(UCHAR major)
{
	constexpr u32 kIrps = IRP_MJ_MAXIMUM_FUNCTION + 1;
	constexpr u32 kOthers = kInterests - 2 - kIrps;

	if (major < kIrps)
		return major;
	return kIrps + (0xffu - major) % kOthers;
}

static_assert(interest_of(IRP_MJ_VOLUME_DISMOUNT) < kWriteNoCache);

void count(PFLT_VOLUME volume, u32 interest, int change) WW_REQUIRES(volume->lock)
{
	u32 &instances = volume->interested[interest];

	instances += change;
	if (instances)
		volume->interests.fetch_or(u64{1} << interest);
	else
		volume->interests.fetch_and(~(u64{1} << interest));
}

bool has_callback(const FLT_OPERATION_REGISTRATION &operation)
{
	return operation.PreOperation || operation.PostOperation;
}

void count_operation(PFLT_VOLUME volume, const FLT_OPERATION_REGISTRATION &operation, int change)
	WW_REQUIRES(volume->lock)
{
	const UCHAR major = operation.MajorFunction;
	const bool is_data = major == IRP_MJ_READ || major == IRP_MJ_WRITE;

	/* No file of a mount is the volume itself. */
	if (!has_callback(operation) ||
	    operation.Flags & FLTFL_OPERATION_REGISTRATION_SKIP_NON_DASD_IO)
		return;
	if (!is_data || !(operation.Flags & FLTFL_OPERATION_REGISTRATION_SKIP_CACHED_IO))
		count(volume, interest_of(major), change);
	if (is_data &&
	    !(operation.Flags & FLTFL_OPERATION_REGISTRATION_SKIP_NON_CACHED_NON_PAGING_IO))
		count(volume, major == IRP_MJ_READ ? kReadNoCache : kWriteNoCache, change);
}

void count_all(PFLT_INSTANCE instance, int change) WW_REQUIRES(instance->volume->lock)
{
	const FLT_OPERATION_REGISTRATION *operation =
		instance->filter->registration.OperationRegistration;

	for (; operation->MajorFunction != IRP_MJ_OPERATION_END; operation++)
		count_operation(instance->volume, *operation, change);
}

} /* namespace */

bool volume_wants(PFLT_VOLUME volume, UCHAR major, bool cached)
{
	const u32 interest = cached ? interest_of(major)
				    : major == IRP_MJ_READ ? kReadNoCache : kWriteNoCache;

	return volume->interests.load() >> interest & 1;
}

void interest_add(PFLT_INSTANCE instance)
{
	count_all(instance, 1);
}

void interest_remove(PFLT_INSTANCE instance)
{
	count_all(instance, -1);
}

} /* namespace ww */
