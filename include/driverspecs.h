/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <driverspecs.h>: source annotations, all of them empty here.
 */
#include "winwork/base/sal.h"
