/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <ucmcx.h>: USB connectors. On Windows, a property of the project selects the version.
 */
#include "ucm/1.0/ucmcx.h"
