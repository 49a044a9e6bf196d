/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <fwpsk.h>: callout drivers of the Windows Filtering Platform.
 */
#ifndef FWPSX_H
#define FWPSX_H

#include "fwpstypes.h"
#include "fwpvi.h"
#include <ndis.h>
#include "netioapi.h"
#include "ws2def.h"
#include "ws2ipdef.h"

#endif /* FWPSX_H */
