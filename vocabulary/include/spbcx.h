/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <spbcx.h>: controllers of simple peripheral buses.
 * On Windows, a property of the project selects the version.
 */
#include "spb/1.1/spbcx.h"
