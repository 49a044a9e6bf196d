/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <wchar.h>: text of WCHAR, formatted text too.
 */
#include "stdio.h"
#include "winwork/crt.h"
