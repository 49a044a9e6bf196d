/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <crt/time.h>: the name of <time.h> below the kit's folder.
 */
#include "../time.h"
