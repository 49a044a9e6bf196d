/* SPDX-License-Identifier: GPL-2.0 */
#define ANSWER STATUS_SUCCESS
#include "query.h"
