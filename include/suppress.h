/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <suppress.h>: names for warnings of an analyser of Windows code. It is not run here, and the
 * pragmas that use them are unknown to gcc, so nothing is left to define.
 */
#include "winwork/sal.h"
