/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Exceptions in C.
 */
#include <ntddk.h>

#include "exceptions.h"

#define LANGUAGE "C"
#define FUNCTIONS exceptions_in_c
#include "exceptions_body.h"
