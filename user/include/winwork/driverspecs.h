/* SPDX-License-Identifier: MIT */
/* <driverspecs.h>: annotations only. */
#ifndef WINWORK_USER_DRIVERSPECS_H
#define WINWORK_USER_DRIVERSPECS_H

#include "sal.h"

#endif
