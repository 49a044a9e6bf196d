/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Access rights that objects of all kinds have: those of one kind are made of them.
 *
 * Page: windows-driver-docs, ACCESS_MASK
 */
#ifndef WINWORK_SE_ACCESS_RIGHTS_H
#define WINWORK_SE_ACCESS_RIGHTS_H

#define WRITE_DAC 0x00040000
#define WRITE_OWNER 0x00080000
#define STANDARD_RIGHTS_READ READ_CONTROL
#define STANDARD_RIGHTS_WRITE READ_CONTROL
#define STANDARD_RIGHTS_EXECUTE READ_CONTROL
#define STANDARD_RIGHTS_ALL 0x001f0000
#define SPECIFIC_RIGHTS_ALL 0x0000ffff
#define ACCESS_SYSTEM_SECURITY 0x01000000
#define MAXIMUM_ALLOWED 0x02000000

#endif /* WINWORK_SE_ACCESS_RIGHTS_H */
