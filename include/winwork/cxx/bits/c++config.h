/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The configuration of libstdc++, without the host's threads and C library.
 */
#include_next <bits/c++config.h>

#undef _GLIBCXX_HAS_GTHREADS
#undef _GLIBCXX_HAVE_LINUX_FUTEX
#undef _GLIBCXX_USE_WCHAR_T
#undef _GLIBCXX_USE_C99_STDLIB
#undef _GLIBCXX_USE_C99_WCHAR

/* With -ffreestanding, libstdc++ of gcc 13 and later leaves out std::shared_ptr and others. */
#undef _GLIBCXX_HOSTED
#define _GLIBCXX_HOSTED 1
