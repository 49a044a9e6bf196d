/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Operation: a call of a driver's handler that the driver may complete later.
 */
#include "operation.hpp"

#include "base/report.hpp"

namespace ww {

void Operation::init()
{
	/* A synchronization event: the wait consumes the signal, so that the next call waits. */
	KeInitializeEvent(&completed_, SynchronizationEvent, FALSE);
}

NDIS_STATUS Operation::end(const void *name, NDIS_STATUS returned, const char *handler,
			   const void *adapter)
{
	const void *item = name;

	if (returned != NDIS_STATUS_PENDING) {
		if (in_progress_.compare_exchange(name, nullptr))
			return returned;
		report({ .code = BugCheck::driver_verifier_detected_violation,
			 .parameter = { 0, address_of(item), address_of(adapter),
					static_cast<u32>(returned) },
			 .call = { handler }, .item = item, .owner = adapter },
		       "the handler returned status 0x%08X for a call that is completed already",
		       static_cast<u32>(returned));
	}
	KeWaitForSingleObject(&completed_, Executive, KernelMode, FALSE, nullptr);
	return status_;
}

bool Operation::complete(const void *name, NDIS_STATUS status)
{
	if (!name || !in_progress_.compare_exchange(name, nullptr))
		return false;
	status_ = status;
	KeSetEvent(&completed_, IO_NO_INCREMENT, FALSE);
	return true;
}

} /* namespace ww */
