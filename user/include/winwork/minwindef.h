/* SPDX-License-Identifier: MIT */
/* <minwindef.h>: the types of Windows. */
#include "windef.h"
