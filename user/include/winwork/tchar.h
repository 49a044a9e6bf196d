/* SPDX-License-Identifier: MIT */
/* <tchar.h>: names that mean char or wchar_t, as _UNICODE says. */
#ifndef WINWORK_USER_TCHAR_H
#define WINWORK_USER_TCHAR_H

#include <stdlib.h>
#include <string.h>

#include <stdio.h>
#include <wchar.h>

#ifdef _UNICODE
typedef wchar_t _TCHAR;
#define __T(text) L##text
#define _tmain wmain
#define _tprintf wprintf
#define _ftprintf fwprintf
#define _stprintf_s swprintf_s
#define _sntprintf _snwprintf
#define _tscanf wscanf
#define _ftscanf fwscanf
#define _stscanf swscanf
#define _tscanf_s wscanf_s
#define _ftscanf_s fwscanf_s
#define _stscanf_s swscanf_s
#define _tcslen wcslen
#define _tcscpy wcscpy
#define _tcsncpy wcsncpy
#define _tcscat wcscat
#define _tcscmp wcscmp
#define _tcsncmp wcsncmp
#define _tcsicmp _wcsicmp
#define _tcsdup _wcsdup
#define _tcsspn wcsspn
#define _tcscspn wcscspn
#define _tcschr wcschr
#define _tcsrchr wcsrchr
#define _tcsstr wcsstr
#define _tcscpy_s wcscpy_s
#define _tcscat_s wcscat_s
#define _tcstol wcstol
#define _tcstoul wcstoul
#define _tcstod wcstod
#define _ttoi _wtoi
#else
typedef char _TCHAR;
#define __T(text) text
#define _tmain main
#define _tprintf printf
#define _ftprintf fprintf
#define _stprintf_s sprintf_s
#define _sntprintf _snprintf
#define _tscanf scanf
#define _ftscanf fscanf
#define _stscanf sscanf
#define _tscanf_s scanf_s
#define _ftscanf_s fscanf_s
#define _stscanf_s sscanf_s
#define _tcslen strlen
#define _tcscpy strcpy
#define _tcsncpy strncpy
#define _tcscat strcat
#define _tcscmp strcmp
#define _tcsncmp strncmp
#define _tcsicmp _stricmp
#define _tcsdup _strdup
#define _tcsspn strspn
#define _tcscspn strcspn
#define _tcschr strchr
#define _tcsrchr strrchr
#define _tcsstr strstr
#define _tcscpy_s strcpy_s
#define _tcscat_s strcat_s
#define _tcstol strtol
#define _tcstoul strtoul
#define _tcstod strtod
#define _ttoi atoi
#endif
#define _T(text) __T(text)
#define _TEXT(text) __T(text)

#endif
