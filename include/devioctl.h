/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <devioctl.h>: I/O control codes.
 */
#include "winwork/io/control_codes.h"
