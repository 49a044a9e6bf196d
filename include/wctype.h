/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <wctype.h>: the case of a WCHAR.
 */
#include "winwork/crt/functions.h"
