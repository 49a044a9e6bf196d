/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <sffdisk.h>: cards and embedded multimedia memory.
 */
#ifndef _SFFDISK_H_
#define _SFFDISK_H_

#include <ntddk.h>
#include "winwork/storage/small_form_factor.h"

#endif /* _SFFDISK_H_ */

#include "winwork/guids/sffdisk.h"
