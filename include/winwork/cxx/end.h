/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Defines the macros again that begin.h has undefined.
 */
#pragma pop_macro("towupper")
#pragma pop_macro("towlower")
#pragma pop_macro("min")
#pragma pop_macro("max")
#pragma pop_macro("__try")
#pragma pop_macro("__success")
#pragma pop_macro("__range")
#pragma pop_macro("__out")
#pragma pop_macro("__in")
#pragma pop_macro("__except")
#pragma pop_macro("OUT")
#pragma pop_macro("IN")
