/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <ucmtcpcicx.h>: controllers of USB Type-C ports.
 * On Windows, a property of the project selects the version.
 */
#include "ucmtcpci/1.0/ucmtcpcicx.h"
