/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the driver does for its program. Both answer with CodeIntegrityOptions.
 */
#ifndef SYSTEM_INFORMATION_CODES_H
#define SYSTEM_INFORMATION_CODES_H

#define READ_OPTIONS 0x222000
#define CHECK_TIME 0x222004

#endif
