/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <batclass.h>: miniports of batteries.
 */
#ifndef _BATCLASS_
#define _BATCLASS_

#include "poclass.h"
#include <winapifamily.h>
#include "winwork/po/battery_class.h"

#endif /* _BATCLASS_ */

#include "winwork/guids/batclass.h"
