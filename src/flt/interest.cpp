/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Which operations some instance on a volume wants to see.
 */
#include "interest.hpp"

namespace ww {
namespace {

constexpr u32 kTransfers = 4;		/* that have a number of their own; the last ones */
constexpr u32 kFirstTransfer = kInterests - kTransfers;

static_assert(kInterests <= 64, "the mask has 64 bits");

/* IRP_MJ_* has numbers from 0, and those of other operations end at 255. */
constexpr u32 interest_of(UCHAR major)
{
	constexpr u32 kIrps = IRP_MJ_MAXIMUM_FUNCTION + 1;
	constexpr u32 kOthers = kFirstTransfer - kIrps;

	if (major < kIrps)
		return major;
	return kIrps + (0xffu - major) % kOthers;
}

static_assert(interest_of(IRP_MJ_VOLUME_DISMOUNT) < kFirstTransfer);

constexpr u32 interest_of(UCHAR major, Way way)
{
	if (way == Way::cached)
		return interest_of(major);
	return kFirstTransfer + (major == IRP_MJ_WRITE) * 2 + (way == Way::paging);
}

void count(PFLT_VOLUME volume, u32 interest, int change) WW_REQUIRES(volume->lock)
{
	u32 &instances = volume->interested[interest];

	instances += change;
	if (instances)
		volume->interests.fetch_or(u64{1} << interest);
	else
		volume->interests.fetch_and(~(u64{1} << interest));
}

constexpr struct {
	Way way;
	FLT_OPERATION_REGISTRATION_FLAGS skip;
} ways[] = {
	{ Way::cached, FLTFL_OPERATION_REGISTRATION_SKIP_CACHED_IO },
	{ Way::noncached, FLTFL_OPERATION_REGISTRATION_SKIP_NON_CACHED_NON_PAGING_IO },
	{ Way::paging, FLTFL_OPERATION_REGISTRATION_SKIP_PAGING_IO },
};

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
	if (!is_data) {
		count(volume, interest_of(major), change);
		return;
	}
	for (const auto &each : ways) {
		if (!(operation.Flags & each.skip))
			count(volume, interest_of(major, each.way), change);
	}
}

void count_all(PFLT_INSTANCE instance, int change) WW_REQUIRES(instance->volume->lock)
{
	const FLT_OPERATION_REGISTRATION *operation =
		instance->filter->registration.OperationRegistration;

	for (; operation->MajorFunction != IRP_MJ_OPERATION_END; operation++)
		count_operation(instance->volume, *operation, change);
}

} /* namespace */

bool volume_wants(PFLT_VOLUME volume, UCHAR major, Way way)
{
	return volume->interests.load() >> interest_of(major, way) & 1;
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
