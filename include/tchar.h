/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <tchar.h>: names that mean the functions of WCHAR with _UNICODE, and those of char without it. Those of
 * the functions that a driver has here.
 *
 * Pages: tchar.h of the C run-time library, the names of the macros.
 */
#ifndef _INC_TCHAR
#define _INC_TCHAR

#include "string.h"
#include "stdio.h"
#include "stdlib.h"

#ifdef _UNICODE
#define _T(text) L##text
#define _tcscpy wcscpy
#define _tcsncpy wcsncpy
#define _tcscat wcscat
#define _tcslen wcslen
#define _tcscmp wcscmp
#define _tcsncmp wcsncmp
#define _tcsicmp _wcsicmp
#define _tcschr wcschr
#define _tcsrchr wcsrchr
#define _tcsstr wcsstr
#define _stprintf_s swprintf_s
#define _sntprintf _snwprintf
#else
#define _T(text) text
#define _tcscpy strcpy
#define _tcsncpy strncpy
#define _tcscat strcat
#define _tcslen strlen
#define _tcscmp strcmp
#define _tcsncmp strncmp
#define _tcsicmp _stricmp
#define _tcschr strchr
#define _tcsrchr strrchr
#define _tcsstr strstr
#define _stprintf_s sprintf_s
#define _sntprintf _snprintf
#endif
#define _TEXT(text) _T(text)

#endif /* _INC_TCHAR */
