/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The lock that is waited for at PASSIVE_LEVEL: wait locks, and the callback locks of devices.
 */
#pragma once

#include "object.hpp"

namespace ww::wdf {

class PassiveLock {
public:
	void init();

	/* @owner is the object it is for. STATUS_TIMEOUT if not in time; null: waits for ever. */
	NTSTATUS acquire(CallSite call, const Object &owner, const LONGLONG *timeout);
	void release(CallSite call, const Object &owner);

private:
	KEVENT free_;
	const void *owner_;		/* who has it */
	u32 recursions_;		/* how often that task has taken it in vain */
};

} /* namespace ww::wdf */
