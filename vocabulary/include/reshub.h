/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <reshub.h>: the resource hub.
 * The functions are there with RESHUB_USE_HELPER_ROUTINES and without it.
 */
#ifndef __RES_HUB_H__
#define __RES_HUB_H__

#include <ntddk.h>
#include <winapifamily.h>
#include "winwork/bus/resource_hub.h"

#endif /* __RES_HUB_H__ */
