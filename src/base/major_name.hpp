/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The names of major functions, for reports and for drivers; and which have a control code.
 */
#pragma once

#include <wdm.h>

namespace ww {

/* The control code of a location is at one place. */
static_assert(__builtin_offsetof(IO_STACK_LOCATION, Parameters.DeviceIoControl.IoControlCode) ==
	      __builtin_offsetof(IO_STACK_LOCATION, Parameters.FileSystemControl.FsControlCode));

/* Whether a request has a control code. */
inline bool has_control_code(UCHAR major)
{
	return major >= IRP_MJ_FILE_SYSTEM_CONTROL && major <= IRP_MJ_INTERNAL_DEVICE_CONTROL;
}

/* For a number without one: "IRP_MJ_?". */
const char *major_name(UCHAR major);

} /* namespace ww */
