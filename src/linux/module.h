/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The module itself: loading, unloading, parameters.
 */
#ifndef WINWORK_LINUX_MODULE_H
#define WINWORK_LINUX_MODULE_H

#include "types.h"

WW_C_BEGIN

int ww_start(void);				/* implemented in C++; 0 or a negative errno */
void ww_stop(void);

extern bool ww_verifier;		/* the ledger, leak reports, pool checks */
extern bool ww_panic_on_report;
ww_size ww_percpu_bytes(void);			/* the module's own data, of each possible CPU */

WW_C_END

#endif /* WINWORK_LINUX_MODULE_H */
