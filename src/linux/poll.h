/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The wait queue of poll(2).
 */
#ifndef WINWORK_LINUX_POLL_H
#define WINWORK_LINUX_POLL_H

#include "types.h"

WW_C_BEGIN

struct ww_poll {
	ww_uptr storage[24];
};

void ww_poll_init(struct ww_poll *poll);
/* Has those that wait look again. At <= DISPATCH_LEVEL. */
void ww_poll_wake(struct ww_poll *poll);

WW_C_END

#endif /* WINWORK_LINUX_POLL_H */
