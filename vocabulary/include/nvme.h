/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <nvme.h>: NVM Express.
 */
#ifndef NVME_INCLUDED
#define NVME_INCLUDED

#include <ntdef.h>
#include "winwork/storage/nvme.h"

#endif /* NVME_INCLUDED */

#include "winwork/guids/nvme.h"
