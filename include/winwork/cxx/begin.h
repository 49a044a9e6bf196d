/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Undefines the macros of Windows's headers whose names the C++ library uses for its own variables
 * and functions. end.h defines them again. scripts/driver-includes puts these two headers around
 * each header of the C++ library that a driver includes.
 */
#include "../crt/functions.h"
#include "../base/sal.h"

#pragma push_macro("IN")
#pragma push_macro("OUT")
#pragma push_macro("__except")
#pragma push_macro("__in")
#pragma push_macro("__out")
#pragma push_macro("__range")
#pragma push_macro("__success")
#pragma push_macro("__try")
#pragma push_macro("max")
#pragma push_macro("min")
#pragma push_macro("towlower")
#pragma push_macro("towupper")
#undef IN
#undef OUT
#undef __except
#undef __in
#undef __out
#undef __range
#undef __success
#undef __try
/* The definition of the library for builds without exceptions. It defines __try only once. */
#define __try if (true)
#undef max
#undef min
#undef towlower
#undef towupper
