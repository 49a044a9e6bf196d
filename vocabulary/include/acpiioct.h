/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <acpiioct.h>: control codes of ACPI.
 */
#ifndef _ACPIIOCT_H_
#define _ACPIIOCT_H_

#include <ntddk.h>
#include "winwork/acpi/control_codes.h"

#endif /* _ACPIIOCT_H_ */
