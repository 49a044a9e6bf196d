/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <udecx.h>: USB device emulation. On Windows, a property of the project selects the version.
 */
#include "ude/1.0/udecx.h"
