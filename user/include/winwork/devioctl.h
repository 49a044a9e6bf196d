/* SPDX-License-Identifier: MIT */
/* <devioctl.h>: the part of <winioctl.h> that programs and drivers share. */
#include "winioctl.h"
