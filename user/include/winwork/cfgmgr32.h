/* SPDX-License-Identifier: MIT */
/* <cfgmgr32.h>: the device interfaces of a class. */
#ifndef WINWORK_USER_CFGMGR32_H
#define WINWORK_USER_CFGMGR32_H

#include "winbase.h"
#include "guiddef.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef DWORD RETURN_TYPE;
typedef RETURN_TYPE CONFIGRET;

#define CR_SUCCESS 0x00
#define CR_OUT_OF_MEMORY 0x02
#define CR_INVALID_POINTER 0x03
#define CR_INVALID_FLAG 0x04
#define CR_FAILURE 0x13
#define CR_BUFFER_SMALL 0x1A
#define CR_INVALID_DEVICE_ID 0x1E
#define CR_INVALID_DATA 0x1F
#define CR_CALL_NOT_IMPLEMENTED 0x20

#define CM_GET_DEVICE_INTERFACE_LIST_PRESENT 0x00000000
#define CM_GET_DEVICE_INTERFACE_LIST_ALL_DEVICES 0x00000001

typedef WCHAR *DEVINSTID_W;
typedef CHAR *DEVINSTID_A;

/**
 * CM_Get_Device_Interface_List - the paths of the interfaces of a class that are enabled
 * CM_Get_Device_Interface_List_Size - how many characters the list has
 * @InterfaceClassGuid: the class
 * @pDeviceID: NULL or "", for all devices. There are no device instances, so any other text fails with
 *	CR_INVALID_DEVICE_ID.
 * @Buffer: receives the paths for CreateFile, each with a zero behind it, and one more zero
 * @BufferLen: its characters
 * @pulLen: receives the number of characters, 1 without interfaces
 * @ulFlags: one of CM_GET_DEVICE_INTERFACE_LIST_*. An interface that is not enabled is in no list.
 */
WINWORK_USER_API CONFIGRET WINAPI CM_Get_Device_Interface_List_SizeA(PULONG pulLen, LPGUID InterfaceClassGuid,
								     DEVINSTID_A pDeviceID, ULONG ulFlags);
WINWORK_USER_API CONFIGRET WINAPI CM_Get_Device_Interface_List_SizeW(PULONG pulLen, LPGUID InterfaceClassGuid,
								     DEVINSTID_W pDeviceID, ULONG ulFlags);
WINWORK_USER_API CONFIGRET WINAPI CM_Get_Device_Interface_ListA(LPGUID InterfaceClassGuid, DEVINSTID_A pDeviceID,
								PCHAR Buffer, ULONG BufferLen, ULONG ulFlags);
WINWORK_USER_API CONFIGRET WINAPI CM_Get_Device_Interface_ListW(LPGUID InterfaceClassGuid, DEVINSTID_W pDeviceID,
								PWCHAR Buffer, ULONG BufferLen, ULONG ulFlags);

typedef struct WINWORK_NOTIFICATION *HCMNOTIFICATION, **PHCMNOTIFICATION;

#define MAX_DEVICE_ID_LEN 200
#define CM_NOTIFY_FILTER_FLAG_ALL_INTERFACE_CLASSES 0x00000001
#define CM_NOTIFY_FILTER_FLAG_ALL_DEVICE_INSTANCES 0x00000002

typedef enum _CM_NOTIFY_FILTER_TYPE {
	CM_NOTIFY_FILTER_TYPE_DEVICEINTERFACE,
	CM_NOTIFY_FILTER_TYPE_DEVICEHANDLE,
	CM_NOTIFY_FILTER_TYPE_DEVICEINSTANCE,
} CM_NOTIFY_FILTER_TYPE;

typedef enum _CM_NOTIFY_ACTION {
	CM_NOTIFY_ACTION_DEVICEINTERFACEARRIVAL,
	CM_NOTIFY_ACTION_DEVICEINTERFACEREMOVAL,
	CM_NOTIFY_ACTION_DEVICEQUERYREMOVE,
	CM_NOTIFY_ACTION_DEVICEQUERYREMOVEFAILED,
	CM_NOTIFY_ACTION_DEVICEREMOVEPENDING,
	CM_NOTIFY_ACTION_DEVICEREMOVECOMPLETE,
	CM_NOTIFY_ACTION_DEVICECUSTOMEVENT,
	CM_NOTIFY_ACTION_DEVICEINSTANCEENUMERATED,
	CM_NOTIFY_ACTION_DEVICEINSTANCESTARTED,
	CM_NOTIFY_ACTION_DEVICEINSTANCEREMOVED,
} CM_NOTIFY_ACTION;

typedef struct _CM_NOTIFY_FILTER {
	DWORD cbSize;
	DWORD Flags;
	CM_NOTIFY_FILTER_TYPE FilterType;
	DWORD Reserved;
	union {
		struct {
			GUID ClassGuid;
		} DeviceInterface;
		struct {
			HANDLE hTarget;
		} DeviceHandle;
		struct {
			WCHAR InstanceId[MAX_DEVICE_ID_LEN];
		} DeviceInstance;
	} u;
} CM_NOTIFY_FILTER, *PCM_NOTIFY_FILTER;

typedef struct _CM_NOTIFY_EVENT_DATA {
	CM_NOTIFY_FILTER_TYPE FilterType;
	DWORD Reserved;
	union {
		struct {
			GUID ClassGuid;
			WCHAR SymbolicLink[1];
		} DeviceInterface;
		struct {
			GUID EventGuid;
			LONG NameOffset;
			DWORD DataSize;
			BYTE Data[1];
		} DeviceHandle;
		struct {
			WCHAR InstanceId[1];
		} DeviceInstance;
	} u;
} CM_NOTIFY_EVENT_DATA, *PCM_NOTIFY_EVENT_DATA;

typedef DWORD(CALLBACK *PCM_NOTIFY_CALLBACK)(HCMNOTIFICATION hNotify, PVOID Context, CM_NOTIFY_ACTION Action,
					     PCM_NOTIFY_EVENT_DATA EventData, DWORD EventDataSize);

/**
 * CM_Register_Notification, CM_Unregister_Notification - call a function when interfaces of a class come and go
 * @pFilter: of the type CM_NOTIFY_FILTER_TYPE_DEVICEINTERFACE, without flags. CR_CALL_NOT_IMPLEMENTED for others
 *
 * The function is called in a thread of the pool, once at a time. What it returns has no effect. An interface that is
 * enabled already is not told. CM_Unregister_Notification() waits for the function, which must not call it.
 *
 * Return: CR_SUCCESS; CR_INVALID_POINTER, CR_INVALID_DATA, CR_OUT_OF_MEMORY; CR_FAILURE without winwork.ko.
 * Page: cfgmgr32.h, CM_Register_Notification, CM_Unregister_Notification
 */
WINWORK_USER_API CONFIGRET WINAPI CM_Register_Notification(PCM_NOTIFY_FILTER pFilter, PVOID pContext,
							   PCM_NOTIFY_CALLBACK pCallback,
							   PHCMNOTIFICATION pNotifyContext);
WINWORK_USER_API CONFIGRET WINAPI CM_Unregister_Notification(HCMNOTIFICATION NotifyContext);

/* The Win32 error of a result, or the default for one that has none. */
WINWORK_USER_API DWORD WINAPI CM_MapCrToWin32Err(CONFIGRET CmReturnCode, DWORD DefaultErr);

#ifdef UNICODE
#define DEVINSTID DEVINSTID_W
#define CM_Get_Device_Interface_List_Size CM_Get_Device_Interface_List_SizeW
#define CM_Get_Device_Interface_List CM_Get_Device_Interface_ListW
#else
#define DEVINSTID DEVINSTID_A
#define CM_Get_Device_Interface_List_Size CM_Get_Device_Interface_List_SizeA
#define CM_Get_Device_Interface_List CM_Get_Device_Interface_ListA
#endif

#ifdef __cplusplus
}
#endif

#endif
