/* SPDX-License-Identifier: MIT */
/* <windows.h>: what Windows programs need to talk to a driver. See winwork-user(7). */
#ifndef WINWORK_USER_WINDOWS_H
#define WINWORK_USER_WINDOWS_H

#include <stdlib.h>

#include "sdkddkver.h"
#include "excpt.h"
#include "windef.h"
#include "winnt.h"
#include "winerror.h"
#include "guiddef.h"
#include "winbase.h"
#ifndef WIN32_LEAN_AND_MEAN
#include "winioctl.h"
#endif
#include "winreg.h"
#include "winsvc.h"

#endif
