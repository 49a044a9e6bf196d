/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <acpitabl.h>: tables of ACPI.
 */
#ifndef _ACPITABL_H
#define _ACPITABL_H

#include <ntddk.h>
#include "winwork/acpi/tables.h"

#endif /* _ACPITABL_H */

#include "winwork/guids/acpitabl.h"
