/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <storduid.h>: identities of storage devices.
 */
#ifndef __STORDUID_H__
#define __STORDUID_H__

#include <ntddstor.h>
#include "winwork/storage/unique_id.h"

#endif /* __STORDUID_H__ */
