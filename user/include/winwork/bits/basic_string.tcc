// SPDX-License-Identifier: MIT
/*
 * A part of libstdc++'s <string>. The functions of std::wstring that are in libstdc++.so have characters of 32 bits. So
 * a program has its own.
 */
#pragma push_macro("_GLIBCXX_USE_WCHAR_T")
#undef _GLIBCXX_USE_WCHAR_T
#include_next <bits/basic_string.tcc>
#pragma pop_macro("_GLIBCXX_USE_WCHAR_T")
