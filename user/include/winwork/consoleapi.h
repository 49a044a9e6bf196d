/* SPDX-License-Identifier: MIT */
/* <consoleapi.h>: the end of a program from its terminal. <windows.h> includes it. */
#ifndef WINWORK_USER_CONSOLEAPI_H
#define WINWORK_USER_CONSOLEAPI_H

#include "windef.h"

#ifdef __cplusplus
extern "C" {
#endif

#define CTRL_C_EVENT 0
#define CTRL_BREAK_EVENT 1
#define CTRL_CLOSE_EVENT 2
#define CTRL_SHUTDOWN_EVENT 6
typedef BOOL(WINAPI *PHANDLER_ROUTINE)(DWORD CtrlType);

/**
 * SetConsoleCtrlHandler - handles the end of the program
 * @HandlerRoutine: called in a thread of the library; returns TRUE if it has handled the event. NULL: @Add says whether
 *	Ctrl+C is ignored, also by programs that are started then
 * @Add: adds it, or removes it
 *
 * The last handler is called first. If none handles it, the program ends as without handlers. SIGINT is CTRL_C_EVENT,
 * SIGQUIT CTRL_BREAK_EVENT, SIGHUP CTRL_CLOSE_EVENT, and SIGTERM CTRL_SHUTDOWN_EVENT. A program that handles these
 * signals itself must not have such handlers.
 *
 * Return: TRUE; FALSE with ERROR_INVALID_PARAMETER for a handler that was not added, ERROR_NOT_ENOUGH_MEMORY.
 * Page: consoleapi.h, SetConsoleCtrlHandler
 */
WINWORK_USER_API BOOL WINAPI SetConsoleCtrlHandler(PHANDLER_ROUTINE HandlerRoutine, BOOL Add);
/* Sends the signal of CTRL_C_EVENT or CTRL_BREAK_EVENT to a group of processes; 0: the caller's. */
WINWORK_USER_API BOOL WINAPI GenerateConsoleCtrlEvent(DWORD dwCtrlEvent, DWORD dwProcessGroupId);

#ifdef __cplusplus
}
#endif

#endif
