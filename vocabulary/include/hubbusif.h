/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <hubbusif.h>: interfaces of the USB hub.
 */
#ifndef __HUBBUSIF_H__
#define __HUBBUSIF_H__

#include "usbbusif.h"

#endif /* __HUBBUSIF_H__ */

#include "winwork/guids/hubbusif.h"
