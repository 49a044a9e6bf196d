/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <ata.h>: ATA commands and their data.
 */
#ifndef _NTATA_
#define _NTATA_

#include <ntdef.h>
#include "winwork/storage/ata.h"

#endif /* _NTATA_ */
