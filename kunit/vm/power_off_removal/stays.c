/* SPDX-License-Identifier: GPL-2.0 */
#define ANSWER STATUS_UNSUCCESSFUL
#include "query.h"
