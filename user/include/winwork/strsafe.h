/* SPDX-License-Identifier: MIT */
/*
 * <strsafe.h>: text that never leaves its buffer. Cb functions count bytes, Cch functions characters. Text
 * that does not fit is cut, and the result is STRSAFE_E_INSUFFICIENT_BUFFER.
 */
#ifndef WINWORK_USER_STRSAFE_H
#define WINWORK_USER_STRSAFE_H

#include <stdarg.h>

#include "winerror.h"

#define STRSAFE_MAX_CCH 2147483647
#define STRSAFE_E_INSUFFICIENT_BUFFER ((HRESULT)0x8007007A)
#define STRSAFE_E_INVALID_PARAMETER ((HRESULT)0x80070057)
#define STRSAFE_E_END_OF_FILE ((HRESULT)0x80070026)

#ifdef __cplusplus
extern "C" {
#endif

WINWORK_USER_API HRESULT StringCchCopyA(LPSTR to, size_t size, LPCSTR from);
WINWORK_USER_API HRESULT StringCchCopyW(LPWSTR to, size_t size, LPCWSTR from);
WINWORK_USER_API HRESULT StringCchCatA(LPSTR to, size_t size, LPCSTR from);
WINWORK_USER_API HRESULT StringCchCatW(LPWSTR to, size_t size, LPCWSTR from);
WINWORK_USER_API HRESULT StringCchLengthA(LPCSTR text, size_t most, size_t *length);
WINWORK_USER_API HRESULT StringCchLengthW(LPCWSTR text, size_t most, size_t *length);
WINWORK_USER_API HRESULT StringCchPrintfA(LPSTR to, size_t size, LPCSTR format, ...);
WINWORK_USER_API HRESULT StringCchPrintfW(LPWSTR to, size_t size, LPCWSTR format, ...);
WINWORK_USER_API HRESULT StringCchVPrintfA(LPSTR to, size_t size, LPCSTR format, va_list arguments);
WINWORK_USER_API HRESULT StringCchVPrintfW(LPWSTR to, size_t size, LPCWSTR format, va_list arguments);

#ifdef __cplusplus
}
#endif

#define StringCbCopyA(to, bytes, from) StringCchCopyA(to, bytes, from)
#define StringCbCopyW(to, bytes, from) StringCchCopyW(to, (bytes) / sizeof(WCHAR), from)
#define StringCbCatA(to, bytes, from) StringCchCatA(to, bytes, from)
#define StringCbCatW(to, bytes, from) StringCchCatW(to, (bytes) / sizeof(WCHAR), from)
#define StringCbPrintfA(to, bytes, ...) StringCchPrintfA(to, bytes, __VA_ARGS__)
#define StringCbPrintfW(to, bytes, ...) StringCchPrintfW(to, (bytes) / sizeof(WCHAR), __VA_ARGS__)

#define StringCbVPrintfA(to, bytes, format, list) StringCchVPrintfA(to, bytes, format, list)
#define StringCbVPrintfW(to, bytes, format, list) StringCchVPrintfW(to, (bytes) / sizeof(WCHAR), format, list)
#define StringCbLengthA(text, bytes, length) StringCchLengthA(text, bytes, length)
static inline HRESULT StringCbLengthW(LPCWSTR text, size_t most, size_t *length)
{
	const HRESULT result = StringCchLengthW(text, most / sizeof(WCHAR), length);

	if (length)
		*length *= sizeof(WCHAR);
	return result;
}

#ifdef UNICODE
#define StringCbVPrintf StringCbVPrintfW
#define StringCbLength StringCbLengthW
#define StringCchCopy StringCchCopyW
#define StringCchCat StringCchCatW
#define StringCchLength StringCchLengthW
#define StringCchPrintf StringCchPrintfW
#define StringCchVPrintf StringCchVPrintfW
#define StringCbCopy StringCbCopyW
#define StringCbCat StringCbCatW
#define StringCbPrintf StringCbPrintfW
#else
#define StringCbVPrintf StringCbVPrintfA
#define StringCbLength StringCbLengthA
#define StringCchCopy StringCchCopyA
#define StringCchCat StringCchCatA
#define StringCchLength StringCchLengthA
#define StringCchPrintf StringCchPrintfA
#define StringCchVPrintf StringCchVPrintfA
#define StringCbCopy StringCbCopyA
#define StringCbCat StringCbCatA
#define StringCbPrintf StringCbPrintfA
#endif

#endif
