/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <basetsd.h>: integer types by their width.
 */
#include "winwork/base/definitions.h"
