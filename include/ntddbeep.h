/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <ntddbeep.h>: the device of the speaker. Here no driver has it: \Device\Beep does not exist.
 */
#ifndef _NTDDBEEP_
#define _NTDDBEEP_

#include "ntddk.h"

#define DD_BEEP_DEVICE_NAME "\\Device\\Beep"
#define DD_BEEP_DEVICE_NAME_U L"\\Device\\Beep"

#define IOCTL_BEEP_SET CTL_CODE(FILE_DEVICE_BEEP, 0, METHOD_BUFFERED, FILE_ANY_ACCESS)

#define BEEP_FREQUENCY_MINIMUM 0x25
#define BEEP_FREQUENCY_MAXIMUM 0x7fff

typedef struct _BEEP_SET_PARAMETERS {
	ULONG Frequency;		/* in Hz */
	ULONG Duration;			/* in ms; 0xffffffff until the next request */
} BEEP_SET_PARAMETERS, *PBEEP_SET_PARAMETERS;

#endif /* _NTDDBEEP_ */
