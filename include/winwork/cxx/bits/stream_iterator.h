/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Replaces a part of <iterator> and <memory> for streams and locales, which a kernel lacks.
 */
#ifndef _STREAM_ITERATOR_H
#define _STREAM_ITERATOR_H 1
#include <iosfwd>
#include <string_view>
#endif
