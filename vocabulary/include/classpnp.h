/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <classpnp.h>: storage class drivers.
 */
#ifndef _CLASSPNP_
#define _CLASSPNP_

#include <ntdddisk.h>
#include "ntddscsi.h"
#include "scsi.h"
#include <wmistr.h>
#include "ntddcdrm.h"
#include "ntddtape.h"
#include "winwork/storage/class.h"

#endif /* _CLASSPNP_ */
