/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A part of <iterator> and <memory> that is about streams and locales: a kernel has neither.
 */
#ifndef _LOCALE_FWD_H
#define _LOCALE_FWD_H 1
#include <iosfwd>
#endif
