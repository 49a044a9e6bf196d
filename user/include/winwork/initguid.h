/* SPDX-License-Identifier: MIT */
/* <initguid.h>: from here on DEFINE_GUID defines variables. */
#define INITGUID
#include "guiddef.h"
