/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <fwpmk.h>: the base filtering engine, for callout drivers.
 */
#ifndef FWPMX_H
#define FWPMX_H

#include "fwpmtypes.h"
#include "fwpvi.h"

#endif /* FWPMX_H */

#include "winwork/guids/fwpmk.h"
