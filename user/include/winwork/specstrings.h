/* SPDX-License-Identifier: MIT */
/* <specstrings.h>: annotations only. */
#ifndef WINWORK_USER_SPECSTRINGS_H
#define WINWORK_USER_SPECSTRINGS_H

#include "sal.h"

#endif
