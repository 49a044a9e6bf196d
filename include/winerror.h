/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <winerror.h>: the error values of applications, which some drivers return.
 */
#ifndef _WINERROR_
#define _WINERROR_

#include "ntdef.h"
#include "winwork/rtl/errors.h"

#if __has_include(<winwork/rtl/application_errors.h>)
#include <winwork/rtl/application_errors.h>
#endif

#endif /* _WINERROR_ */
