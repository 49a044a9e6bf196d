/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <suppress.h>: names for the warnings of Microsoft's code analysis. It defines nothing here: gcc
 * ignores the pragmas that use these names.
 */
#include "winwork/base/sal.h"
