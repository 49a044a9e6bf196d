/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <ntddtape.h>: tape drives.
 */
#ifndef _NTDDTAPE_
#define _NTDDTAPE_

#include <ntddstor.h>
#include "winwork/storage/tape.h"

#endif /* _NTDDTAPE_ */
