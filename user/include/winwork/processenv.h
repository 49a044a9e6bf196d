/* SPDX-License-Identifier: MIT */
/* <processenv.h>: the environment and the command line. <windows.h> includes it. */
#ifndef WINWORK_USER_PROCESSENV_H
#define WINWORK_USER_PROCESSENV_H

#include "winnt.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The words of the program, quoted as CommandLineToArgvW() reads them. They are the program's as long as it runs. */
WINWORK_USER_API LPSTR WINAPI GetCommandLineA(void);
WINWORK_USER_API LPWSTR WINAPI GetCommandLineW(void);

/**
 * GetEnvironmentVariable, SetEnvironmentVariable - variables of the environment, which are those of getenv(3)
 * @lpValue: NULL: removes it
 *
 * Here: names distinguish small letters from large ones.
 *
 * Return: the characters without the zero; those with it if the buffer is too small; 0 with ERROR_ENVVAR_NOT_FOUND.
 * Page: processenv.h, GetEnvironmentVariableW, SetEnvironmentVariableW
 */
WINWORK_USER_API DWORD WINAPI GetEnvironmentVariableA(LPCSTR lpName, LPSTR lpBuffer, DWORD nSize);
WINWORK_USER_API DWORD WINAPI GetEnvironmentVariableW(LPCWSTR lpName, LPWSTR lpBuffer, DWORD nSize);
WINWORK_USER_API BOOL WINAPI SetEnvironmentVariableA(LPCSTR lpName, LPCSTR lpValue);
WINWORK_USER_API BOOL WINAPI SetEnvironmentVariableW(LPCWSTR lpName, LPCWSTR lpValue);

/**
 * ExpandEnvironmentStrings - a text with the variables of the environment in the place of their names in it, "%NAME%"
 *
 * A name without a variable stays, with its two signs.
 *
 * Return: the characters with the zero, also if the buffer is too small; 0 and the last error.
 * Page: processenv.h, ExpandEnvironmentStringsW
 */
WINWORK_USER_API DWORD WINAPI ExpandEnvironmentStringsA(LPCSTR lpSrc, LPSTR lpDst, DWORD nSize);
WINWORK_USER_API DWORD WINAPI ExpandEnvironmentStringsW(LPCWSTR lpSrc, LPWSTR lpDst, DWORD nSize);

#ifdef UNICODE
#define ExpandEnvironmentStrings ExpandEnvironmentStringsW
#define GetCommandLine GetCommandLineW
#define GetEnvironmentVariable GetEnvironmentVariableW
#define SetEnvironmentVariable SetEnvironmentVariableW
#else
#define ExpandEnvironmentStrings ExpandEnvironmentStringsA
#define GetCommandLine GetCommandLineA
#define GetEnvironmentVariable GetEnvironmentVariableA
#define SetEnvironmentVariable SetEnvironmentVariableA
#endif

#ifdef __cplusplus
}
#endif

#endif
