/* SPDX-License-Identifier: GPL-2.0 */
/*
 * IoRegisterDriverReinitialization and IoRegisterBootDriverReinitialization.
 *
 * A registration stays in its driver's list until the last routine has returned, so that the calls
 * of each routine can be counted.
 */
#include "reinitialize.hpp"

#include "base/irql.hpp"
#include "base/lock.hpp"
#include "base/report.hpp"
#include "linux/memory.h"
#include "ob/driver.hpp"

namespace ww {

struct ReinitializationBlock {
	ReinitializationBlock *next;
	PDRIVER_REINITIALIZE routine;
	void *context;
	bool is_boot;
	bool was_called;
};

namespace {

/* Covers DriverState::reinitializations and the lists there. */
constinit Lock lock;

/* The first of the kind whose routine was not called; null if there is none. */
ReinitializationBlock *find(const DriverState &driver, bool is_boot) WW_REQUIRES(lock)
{
	ReinitializationBlock *block = driver.reinitializations;

	lock.assert_held();
	while (block && (block->was_called || block->is_boot != is_boot))
		block = block->next;
	return block;
}

ULONG calls_of(const DriverState &driver, PDRIVER_REINITIALIZE routine) WW_REQUIRES(lock)
{
	ULONG count = 0;

	lock.assert_held();
	for (const ReinitializationBlock *block = driver.reinitializations; block;
	     block = block->next)
		count += block->was_called && block->routine == routine;
	return count;
}

/* False if the driver's initialisation is over. */
bool enter(DriverState &driver, ReinitializationBlock *block)
{
	LockGuard guard(lock);
	ReinitializationBlock **end = &driver.reinitializations;

	if (driver.is_initialized)
		return false;
	while (*end)
		end = &(*end)->next;
	*end = block;
	return true;
}

bool take(DriverState &driver, Reinitialization &next)
{
	LockGuard guard(lock);
	ReinitializationBlock *block = find(driver, true);

	if (!block)
		block = find(driver, false);
	if (!block) {
		driver.is_initialized = true;
		return false;
	}
	block->was_called = true;
	next = { block->routine, block->context, calls_of(driver, block->routine) };
	return true;
}

void add(CallSite call, PDRIVER_OBJECT driver, PDRIVER_REINITIALIZE routine, void *context,
	 bool is_boot)
{
	if (!at_passive(call, driver) || !check_type(call, driver, driver_type))
		return;
	if (!routine) {
		refuse(call, driver, STATUS_INVALID_PARAMETER,
		       "DriverReinitializationRoutine is NULL");
		return;
	}

	auto *block = static_cast<ReinitializationBlock *>(
		ww_zalloc_sleeping(sizeof(ReinitializationBlock)));

	if (!block) {
		refuse(call, driver, STATUS_INSUFFICIENT_RESOURCES,
		       "there is no memory for the registration");
		return;
	}
	block->routine = routine;
	block->context = context;
	block->is_boot = is_boot;
	if (enter(driver_state(driver), block))
		return;
	ww_free(block);
	refuse(call, driver, STATUS_INVALID_DEVICE_STATE,
	       "DriverObject has ended its initialisation, and no routine is called any more");
}

} /* namespace */

void reinitializations_init()
{
	lock.init(WW_LOCK_REINITIALIZATIONS);
}

void reinitializations_drop(PDRIVER_OBJECT driver)
{
	ReinitializationBlock *left;

	{
		LockGuard guard(lock);

		driver_state(driver).is_initialized = true;
		left = driver_state(driver).reinitializations;
		driver_state(driver).reinitializations = nullptr;
	}
	while (ReinitializationBlock *block = left) {
		left = block->next;
		ww_free(block);
	}
}

bool reinitialization_take(PDRIVER_OBJECT driver, Reinitialization &next)
{
	if (take(driver_state(driver), next))
		return true;
	reinitializations_drop(driver);
	return false;
}

} /* namespace ww */

using namespace ww;

extern "C" {

VOID NTAPI IoRegisterDriverReinitialization(PDRIVER_OBJECT DriverObject,
					    PDRIVER_REINITIALIZE DriverReinitializationRoutine,
					    PVOID Context)
{
	add(WW_CALL_SITE, DriverObject, DriverReinitializationRoutine, Context, false);
}

VOID NTAPI IoRegisterBootDriverReinitialization(PDRIVER_OBJECT DriverObject,
						PDRIVER_REINITIALIZE DriverReinitializationRoutine,
						PVOID Context)
{
	add(WW_CALL_SITE, DriverObject, DriverReinitializationRoutine, Context, true);
}

} /* extern "C" */
