/* SPDX-License-Identifier: MIT */
/* <wtypes.h>: the types of Windows. There is no COM. */
#include "winbase.h"
#include "guiddef.h"
