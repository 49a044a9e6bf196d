/* SPDX-License-Identifier: MIT */
/* <processthreadsapi.h>: other processes, and what a process knows of itself. <windows.h> includes it. */
#ifndef WINWORK_USER_PROCESSTHREADSAPI_H
#define WINWORK_USER_PROCESSTHREADSAPI_H

#include "minwinbase.h"
#include "winnt.h"

#ifdef __cplusplus
extern "C" {
#endif

#define PROCESS_TERMINATE 0x0001
#define PROCESS_QUERY_INFORMATION 0x0400
#define PROCESS_QUERY_LIMITED_INFORMATION 0x1000
#define PROCESS_ALL_ACCESS 0x001FFFFF

#define CREATE_SUSPENDED 0x00000004
#define DETACHED_PROCESS 0x00000008
#define CREATE_NEW_CONSOLE 0x00000010
#define NORMAL_PRIORITY_CLASS 0x00000020
#define CREATE_NEW_PROCESS_GROUP 0x00000200
#define CREATE_NO_WINDOW 0x08000000

#define STARTF_USESHOWWINDOW 0x00000001
#define STARTF_USESTDHANDLES 0x00000100

typedef struct _STARTUPINFOA {
	DWORD cb;
	LPSTR lpReserved;
	LPSTR lpDesktop;
	LPSTR lpTitle;
	DWORD dwX, dwY, dwXSize, dwYSize, dwXCountChars, dwYCountChars, dwFillAttribute;
	DWORD dwFlags;
	WORD wShowWindow;
	WORD cbReserved2;
	LPBYTE lpReserved2;
	HANDLE hStdInput, hStdOutput, hStdError;
} STARTUPINFOA, *LPSTARTUPINFOA;

typedef struct _STARTUPINFOW {
	DWORD cb;
	LPWSTR lpReserved;
	LPWSTR lpDesktop;
	LPWSTR lpTitle;
	DWORD dwX, dwY, dwXSize, dwYSize, dwXCountChars, dwYCountChars, dwFillAttribute;
	DWORD dwFlags;
	WORD wShowWindow;
	WORD cbReserved2;
	LPBYTE lpReserved2;
	HANDLE hStdInput, hStdOutput, hStdError;
} STARTUPINFOW, *LPSTARTUPINFOW;

typedef struct _PROCESS_INFORMATION {
	HANDLE hProcess;
	HANDLE hThread;
	DWORD dwProcessId;
	DWORD dwThreadId;
} PROCESS_INFORMATION, *PPROCESS_INFORMATION, *LPPROCESS_INFORMATION;

/**
 * CreateProcess - starts a program
 * @lpApplicationName: its path, or NULL: the first word of the command line. A name without a separator is looked for in
 *	the folders of PATH
 * @lpCommandLine: the words for the program, as CommandLineToArgvW() separates them. NULL: the name
 * @lpProcessAttributes, @lpThreadAttributes: NULL, or whether the handles are inherited
 * @bInheritHandles: FALSE: the program has the standard handles alone
 * @dwCreationFlags: CREATE_NEW_PROCESS_GROUP; CREATE_NO_WINDOW, CREATE_NEW_CONSOLE, DETACHED_PROCESS and
 *	NORMAL_PRIORITY_CLASS have no effect. ERROR_NOT_SUPPORTED for others
 * @lpEnvironment: NULL. ERROR_NOT_SUPPORTED otherwise
 * @lpCurrentDirectory: its folder; NULL: that of the caller
 * @lpStartupInfo: with STARTF_USESTDHANDLES its standard handles
 * @lpProcessInformation: receives the handles. That of the thread is one of the process as well
 *
 * Here: a process that has ended remains in the kernel's list until GetExitCodeProcess() or the end of the caller.
 *
 * Return: TRUE; FALSE with ERROR_FILE_NOT_FOUND, ERROR_ACCESS_DENIED, ERROR_BAD_EXE_FORMAT, ERROR_INVALID_PARAMETER.
 * Page: processthreadsapi.h, CreateProcessW
 */
WINWORK_USER_API BOOL WINAPI CreateProcessA(LPCSTR lpApplicationName, LPSTR lpCommandLine,
					    LPSECURITY_ATTRIBUTES lpProcessAttributes,
					    LPSECURITY_ATTRIBUTES lpThreadAttributes, BOOL bInheritHandles,
					    DWORD dwCreationFlags, LPVOID lpEnvironment, LPCSTR lpCurrentDirectory,
					    LPSTARTUPINFOA lpStartupInfo, LPPROCESS_INFORMATION lpProcessInformation);
WINWORK_USER_API BOOL WINAPI CreateProcessW(LPCWSTR lpApplicationName, LPWSTR lpCommandLine,
					    LPSECURITY_ATTRIBUTES lpProcessAttributes,
					    LPSECURITY_ATTRIBUTES lpThreadAttributes, BOOL bInheritHandles,
					    DWORD dwCreationFlags, LPVOID lpEnvironment, LPCWSTR lpCurrentDirectory,
					    LPSTARTUPINFOW lpStartupInfo, LPPROCESS_INFORMATION lpProcessInformation);

/**
 * OpenProcess - a handle of a process that runs, which is signalled when it ends
 *
 * Here: any access succeeds. What the user may not do fails when it is done. The handle is a pidfd.
 *
 * Return: the handle; NULL with ERROR_INVALID_PARAMETER if there is no such process.
 * Page: processthreadsapi.h, OpenProcess
 */
WINWORK_USER_API HANDLE WINAPI OpenProcess(DWORD dwDesiredAccess, BOOL bInheritHandle, DWORD dwProcessId);
/* 0 with ERROR_INVALID_HANDLE. */
WINWORK_USER_API DWORD WINAPI GetProcessId(HANDLE Process);
/* STILL_ACTIVE while it runs. Only of children: ERROR_ACCESS_DENIED for others that have ended. */
WINWORK_USER_API BOOL WINAPI GetExitCodeProcess(HANDLE hProcess, LPDWORD lpExitCode);
/* By SIGKILL. A child that is ended so has the code of the call. That of another process is lost. */
WINWORK_USER_API BOOL WINAPI TerminateProcess(HANDLE hProcess, UINT uExitCode);

#ifdef UNICODE
typedef STARTUPINFOW STARTUPINFO;
typedef LPSTARTUPINFOW LPSTARTUPINFO;
#define CreateProcess CreateProcessW
#else
typedef STARTUPINFOA STARTUPINFO;
typedef LPSTARTUPINFOA LPSTARTUPINFO;
#define CreateProcess CreateProcessA
#endif

#ifdef __cplusplus
}
#endif

#endif
