/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Device interfaces: classes, named by a GUID, that programs find devices by.
 */
#pragma once

#include <wdm.h>

#include "base/turn.hpp"

namespace ww {

/* While this lives, no interface comes, goes, or changes. */
class InterfacesHold {
public:
	InterfacesHold();

	/*
	 * The names of the links to the enabled interfaces of the class, each with a zero, and a zero at the end.
	 * The caller frees it by ww_free(). Null without memory.
	 */
	char *names(const GUID &guid) const;

private:
	TurnGuard guard_;
};

/* The device is being deleted: forgets its interfaces. <= APC_LEVEL. */
void interfaces_forget(PDEVICE_OBJECT device);

void interfaces_init();

} /* namespace ww */
