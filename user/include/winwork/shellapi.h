/* SPDX-License-Identifier: MIT */
/* <shellapi.h>: the words of a command line. There is no shell of Windows. */
#ifndef WINWORK_USER_SHELLAPI_H
#define WINWORK_USER_SHELLAPI_H

#include "winbase.h"

#ifdef __cplusplus
extern "C" {
#endif

/* A list for LocalFree(), with NULL behind it. An empty line: the path of the program. NULL and the last error. */
WINWORK_USER_API LPWSTR *WINAPI CommandLineToArgvW(LPCWSTR lpCmdLine, int *pNumArgs);

#ifdef __cplusplus
}
#endif

#endif
