/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Replaces a part of <iterator> and <memory> for streams and locales, which a kernel lacks.
 */
#ifndef _LOCALE_FWD_H
#define _LOCALE_FWD_H 1
#include <iosfwd>
#endif
