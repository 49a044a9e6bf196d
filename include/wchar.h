/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <wchar.h>: functions for text of WCHAR, also those that format text.
 */
#include "stdio.h"
#include "winwork/crt.h"
