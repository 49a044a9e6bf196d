/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <bugcodes.h>: the codes of bug checks.
 */
#ifndef _BUGCODES_
#define _BUGCODES_

#include "winwork/ke/bug_checks.h"

#endif /* _BUGCODES_ */
