/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Before a header of the C++ library: takes away the macros of Windows's headers whose names the
 * library gives to its own variables and functions. end.h brings them back. driver-includes puts
 * both around each such header that a driver includes.
 */
#include "../crt.h"
#include "../sal.h"

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
/* The library's own, without exceptions: it defines them once and uses them later. */
#define __try if (true)
#undef max
#undef min
#undef towlower
#undef towupper
