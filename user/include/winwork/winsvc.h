/* SPDX-License-Identifier: MIT */
/*
 * <winsvc.h>: the services of drivers. <windows.h> includes it. A driver's service is its kernel module: StartService()
 * inserts it, and SERVICE_CONTROL_STOP removes it. That needs the capability CAP_SYS_MODULE.
 *
 * /run/winwork/services has a file for each service that a program has created, until the machine is started again. A
 * driver that was inserted in another way is a service as well, with the name of its module. Names may be written with
 * small letters and large ones.
 */
#ifndef WINWORK_USER_WINSVC_H
#define WINWORK_USER_WINSVC_H

#include "winbase.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct WINWORK_SERVICE_HANDLE *SC_HANDLE, **LPSC_HANDLE;

#define SC_MANAGER_CONNECT 0x0001
#define SC_MANAGER_CREATE_SERVICE 0x0002
#define SC_MANAGER_ENUMERATE_SERVICE 0x0004
#define SC_MANAGER_LOCK 0x0008
#define SC_MANAGER_QUERY_LOCK_STATUS 0x0010
#define SC_MANAGER_MODIFY_BOOT_CONFIG 0x0020
#define SC_MANAGER_ALL_ACCESS 0xF003F

#define SERVICE_QUERY_CONFIG 0x0001
#define SERVICE_CHANGE_CONFIG 0x0002
#define SERVICE_QUERY_STATUS 0x0004
#define SERVICE_ENUMERATE_DEPENDENTS 0x0008
#define SERVICE_START 0x0010
#define SERVICE_STOP 0x0020
#define SERVICE_PAUSE_CONTINUE 0x0040
#define SERVICE_INTERROGATE 0x0080
#define SERVICE_USER_DEFINED_CONTROL 0x0100
#define SERVICE_ALL_ACCESS 0xF01FF

#define SERVICE_KERNEL_DRIVER 0x01
#define SERVICE_FILE_SYSTEM_DRIVER 0x02
#define SERVICE_WIN32_OWN_PROCESS 0x10
#define SERVICE_WIN32_SHARE_PROCESS 0x20

#define SERVICE_BOOT_START 0
#define SERVICE_SYSTEM_START 1
#define SERVICE_AUTO_START 2
#define SERVICE_DEMAND_START 3
#define SERVICE_DISABLED 4

#define SERVICE_ERROR_IGNORE 0
#define SERVICE_ERROR_NORMAL 1
#define SERVICE_ERROR_SEVERE 2
#define SERVICE_ERROR_CRITICAL 3

#define SERVICE_CONTROL_STOP 1
#define SERVICE_CONTROL_PAUSE 2
#define SERVICE_CONTROL_CONTINUE 3
#define SERVICE_CONTROL_INTERROGATE 4

#define SERVICE_STOPPED 1
#define SERVICE_START_PENDING 2
#define SERVICE_STOP_PENDING 3
#define SERVICE_RUNNING 4

#define SERVICE_ACCEPT_STOP 1

#define SERVICES_ACTIVE_DATABASEA "ServicesActive"
#define SERVICES_ACTIVE_DATABASEW L"ServicesActive"

typedef struct _SERVICE_STATUS {
	DWORD dwServiceType;
	DWORD dwCurrentState;
	DWORD dwControlsAccepted;
	DWORD dwWin32ExitCode;
	DWORD dwServiceSpecificExitCode;
	DWORD dwCheckPoint;
	DWORD dwWaitHint;
} SERVICE_STATUS, *LPSERVICE_STATUS;

typedef struct _SERVICE_STATUS_PROCESS {
	DWORD dwServiceType;
	DWORD dwCurrentState;
	DWORD dwControlsAccepted;
	DWORD dwWin32ExitCode;
	DWORD dwServiceSpecificExitCode;
	DWORD dwCheckPoint;
	DWORD dwWaitHint;
	DWORD dwProcessId;
	DWORD dwServiceFlags;
} SERVICE_STATUS_PROCESS, *LPSERVICE_STATUS_PROCESS;

typedef enum _SC_STATUS_TYPE { SC_STATUS_PROCESS_INFO } SC_STATUS_TYPE;

/**
 * OpenSCManager - begins the work with services
 * @lpMachineName: NULL or "": this machine. ERROR_NOT_SUPPORTED for others
 * @lpDatabaseName: NULL or SERVICES_ACTIVE_DATABASE. ERROR_DATABASE_DOES_NOT_EXIST for others
 *
 * Here: any access succeeds. What the user may not do fails when it is done.
 *
 * Return: a handle for CloseServiceHandle(); NULL and the last error.
 * Page: winsvc.h, OpenSCManagerW
 */
WINWORK_USER_API SC_HANDLE WINAPI OpenSCManagerA(LPCSTR lpMachineName, LPCSTR lpDatabaseName, DWORD dwDesiredAccess);
WINWORK_USER_API SC_HANDLE WINAPI OpenSCManagerW(LPCWSTR lpMachineName, LPCWSTR lpDatabaseName, DWORD dwDesiredAccess);
WINWORK_USER_API BOOL WINAPI CloseServiceHandle(SC_HANDLE hSCObject);

/**
 * CreateService - creates the service of a driver
 * @dwServiceType: SERVICE_KERNEL_DRIVER or SERVICE_FILE_SYSTEM_DRIVER. ERROR_NOT_SUPPORTED for others
 * @dwStartType: SERVICE_DEMAND_START or SERVICE_DISABLED. ERROR_NOT_SUPPORTED for others: nothing starts it
 * @lpBinaryPathName: the module's file, a path of Linux, which may be quoted and may begin with \??\. NAME.sys means
 *	NAME.ko if there is no such file
 * @lpLoadOrderGroup, @lpDependencies, @lpServiceStartName, @lpPassword: have no effect: there is no order
 * @lpdwTagId: NULL. ERROR_NOT_SUPPORTED otherwise
 *
 * The name has letters, digits and "_", "-", "." and blanks: ERROR_INVALID_NAME otherwise.
 *
 * Return: a handle for CloseServiceHandle(); NULL with ERROR_SERVICE_EXISTS, ERROR_ACCESS_DENIED, ERROR_INVALID_PARAMETER,
 *	ERROR_INVALID_HANDLE.
 * Page: winsvc.h, CreateServiceW
 */
WINWORK_USER_API SC_HANDLE WINAPI CreateServiceA(SC_HANDLE hSCManager, LPCSTR lpServiceName, LPCSTR lpDisplayName,
						 DWORD dwDesiredAccess, DWORD dwServiceType, DWORD dwStartType,
						 DWORD dwErrorControl, LPCSTR lpBinaryPathName,
						 LPCSTR lpLoadOrderGroup, LPDWORD lpdwTagId, LPCSTR lpDependencies,
						 LPCSTR lpServiceStartName, LPCSTR lpPassword);
WINWORK_USER_API SC_HANDLE WINAPI CreateServiceW(SC_HANDLE hSCManager, LPCWSTR lpServiceName, LPCWSTR lpDisplayName,
						 DWORD dwDesiredAccess, DWORD dwServiceType, DWORD dwStartType,
						 DWORD dwErrorControl, LPCWSTR lpBinaryPathName,
						 LPCWSTR lpLoadOrderGroup, LPDWORD lpdwTagId, LPCWSTR lpDependencies,
						 LPCWSTR lpServiceStartName, LPCWSTR lpPassword);

/**
 * OpenService - opens a service that exists, or the driver that is loaded with this name
 *
 * Return: a handle for CloseServiceHandle(); NULL with ERROR_SERVICE_DOES_NOT_EXIST, ERROR_INVALID_NAME,
 *	ERROR_INVALID_HANDLE.
 * Page: winsvc.h, OpenServiceW
 */
WINWORK_USER_API SC_HANDLE WINAPI OpenServiceA(SC_HANDLE hSCManager, LPCSTR lpServiceName, DWORD dwDesiredAccess);
WINWORK_USER_API SC_HANDLE WINAPI OpenServiceW(SC_HANDLE hSCManager, LPCWSTR lpServiceName, DWORD dwDesiredAccess);

/**
 * StartService - inserts the module
 *
 * DriverEntry has returned when the function returns.
 *
 * Here: the arguments have no effect: a driver has none.
 *
 * Return: TRUE; FALSE with ERROR_SERVICE_ALREADY_RUNNING, ERROR_SERVICE_DISABLED, ERROR_FILE_NOT_FOUND without the file,
 *	ERROR_BAD_EXE_FORMAT for a file that is no module of this kernel, ERROR_PROC_NOT_FOUND if the kernel lacks a
 *	function that it calls, as without winwork.ko, ERROR_ACCESS_DENIED, or the error of DriverEntry.
 * Page: winsvc.h, StartServiceW
 */
WINWORK_USER_API BOOL WINAPI StartServiceA(SC_HANDLE hService, DWORD dwNumServiceArgs, LPCSTR *lpServiceArgVectors);
WINWORK_USER_API BOOL WINAPI StartServiceW(SC_HANDLE hService, DWORD dwNumServiceArgs, LPCWSTR *lpServiceArgVectors);

/**
 * ControlService - removes the module, or asks for the state
 * @dwControl: SERVICE_CONTROL_STOP or SERVICE_CONTROL_INTERROGATE. ERROR_INVALID_SERVICE_CONTROL for others
 * @lpServiceStatus: receives the state
 *
 * Return: TRUE; FALSE with ERROR_SERVICE_NOT_ACTIVE, ERROR_SERVICE_CANNOT_ACCEPT_CTRL if programs or drivers use the driver,
 *	ERROR_ACCESS_DENIED.
 * Page: winsvc.h, ControlService
 */
WINWORK_USER_API BOOL WINAPI ControlService(SC_HANDLE hService, DWORD dwControl, LPSERVICE_STATUS lpServiceStatus);

/**
 * DeleteService - forgets a service
 *
 * A driver that is loaded stays a service until it is removed. Handles that are open remain good for it.
 *
 * Return: TRUE; FALSE with ERROR_SERVICE_MARKED_FOR_DELETE for one that is forgotten, ERROR_ACCESS_DENIED,
 *	ERROR_INVALID_HANDLE.
 * Page: winsvc.h, DeleteService
 */
WINWORK_USER_API BOOL WINAPI DeleteService(SC_HANDLE hService);

/* The state of the module. dwProcessId is 0: a driver has no process. */
WINWORK_USER_API BOOL WINAPI QueryServiceStatus(SC_HANDLE hService, LPSERVICE_STATUS lpServiceStatus);
WINWORK_USER_API BOOL WINAPI QueryServiceStatusEx(SC_HANDLE hService, SC_STATUS_TYPE InfoLevel, LPBYTE lpBuffer,
						  DWORD cbBufSize, LPDWORD pcbBytesNeeded);

#ifdef UNICODE
#define SERVICES_ACTIVE_DATABASE SERVICES_ACTIVE_DATABASEW
#define OpenSCManager OpenSCManagerW
#define CreateService CreateServiceW
#define OpenService OpenServiceW
#define StartService StartServiceW
#else
#define SERVICES_ACTIVE_DATABASE SERVICES_ACTIVE_DATABASEA
#define OpenSCManager OpenSCManagerA
#define CreateService CreateServiceA
#define OpenService OpenServiceA
#define StartService StartServiceA
#endif

#ifdef __cplusplus
}
#endif

#endif
