/* SPDX-License-Identifier: MIT */
/* <setupapi.h>: the device interfaces of a class, one by one. */
#ifndef WINWORK_USER_SETUPAPI_H
#define WINWORK_USER_SETUPAPI_H

#include "winbase.h"
#include "guiddef.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef PVOID HDEVINFO;

#define DIGCF_DEFAULT 0x00000001
#define DIGCF_PRESENT 0x00000002
#define DIGCF_ALLCLASSES 0x00000004
#define DIGCF_PROFILE 0x00000008
#define DIGCF_DEVICEINTERFACE 0x00000010
#define DIGCF_INTERFACEDEVICE DIGCF_DEVICEINTERFACE

#define SPINT_ACTIVE 0x00000001
#define SPINT_DEFAULT 0x00000002
#define SPINT_REMOVED 0x00000004

typedef struct _SP_DEVINFO_DATA {
	DWORD cbSize;
	GUID ClassGuid;
	DWORD DevInst;
	ULONG_PTR Reserved;
} SP_DEVINFO_DATA, *PSP_DEVINFO_DATA;

typedef struct _SP_DEVICE_INTERFACE_DATA {
	DWORD cbSize;
	GUID InterfaceClassGuid;
	DWORD Flags;
	ULONG_PTR Reserved;
} SP_DEVICE_INTERFACE_DATA, *PSP_DEVICE_INTERFACE_DATA;

typedef struct _SP_DEVICE_INTERFACE_DETAIL_DATA_A {
	DWORD cbSize;
	CHAR DevicePath[1];
} SP_DEVICE_INTERFACE_DETAIL_DATA_A, *PSP_DEVICE_INTERFACE_DETAIL_DATA_A;

typedef struct _SP_DEVICE_INTERFACE_DETAIL_DATA_W {
	DWORD cbSize;
	WCHAR DevicePath[1];
} SP_DEVICE_INTERFACE_DETAIL_DATA_W, *PSP_DEVICE_INTERFACE_DETAIL_DATA_W;

/**
 * SetupDiGetClassDevs - the interfaces of a class that are enabled, as a set
 *
 * Returns the set, or INVALID_HANDLE_VALUE and the last error: ERROR_INVALID_FLAGS without
 * DIGCF_DEVICEINTERFACE, ERROR_INVALID_PARAMETER without a class, ERROR_NOT_SUPPORTED with an enumerator,
 * for there are no device instances. SetupDiDestroyDeviceInfoList frees the set. It and the functions below fail
 * with ERROR_INVALID_HANDLE for what is no set, or a closed one.
 */
WINWORK_USER_API HDEVINFO WINAPI SetupDiGetClassDevsA(const GUID *ClassGuid, LPCSTR Enumerator, HWND hwndParent,
						      DWORD Flags);
WINWORK_USER_API HDEVINFO WINAPI SetupDiGetClassDevsW(const GUID *ClassGuid, LPCWSTR Enumerator, HWND hwndParent,
						      DWORD Flags);
WINWORK_USER_API BOOL WINAPI SetupDiDestroyDeviceInfoList(HDEVINFO DeviceInfoSet);

/**
 * SetupDiEnumDeviceInterfaces - an interface of a set
 *
 * Fails with ERROR_NO_MORE_ITEMS at the end of the set, and for another class than the set's.
 */
WINWORK_USER_API BOOL WINAPI SetupDiEnumDeviceInterfaces(HDEVINFO DeviceInfoSet, PSP_DEVINFO_DATA DeviceInfoData,
							 const GUID *InterfaceClassGuid, DWORD MemberIndex,
							 PSP_DEVICE_INTERFACE_DATA DeviceInterfaceData);

/**
 * SetupDiGetDeviceInterfaceDetail - the path of an interface, for CreateFile
 *
 * Fails with ERROR_INSUFFICIENT_BUFFER if the structure is too small for it. *RequiredSize is its bytes.
 * Of @DeviceInfoData only the class is filled in.
 */
WINWORK_USER_API BOOL WINAPI SetupDiGetDeviceInterfaceDetailA(
	HDEVINFO DeviceInfoSet, PSP_DEVICE_INTERFACE_DATA DeviceInterfaceData,
	PSP_DEVICE_INTERFACE_DETAIL_DATA_A DeviceInterfaceDetailData, DWORD DeviceInterfaceDetailDataSize,
	PDWORD RequiredSize, PSP_DEVINFO_DATA DeviceInfoData);
WINWORK_USER_API BOOL WINAPI SetupDiGetDeviceInterfaceDetailW(
	HDEVINFO DeviceInfoSet, PSP_DEVICE_INTERFACE_DATA DeviceInterfaceData,
	PSP_DEVICE_INTERFACE_DETAIL_DATA_W DeviceInterfaceDetailData, DWORD DeviceInterfaceDetailDataSize,
	PDWORD RequiredSize, PSP_DEVINFO_DATA DeviceInfoData);

/* The names before Windows 2000. */
#define SP_INTERFACE_DEVICE_DATA SP_DEVICE_INTERFACE_DATA
#define PSP_INTERFACE_DEVICE_DATA PSP_DEVICE_INTERFACE_DATA
#define SP_INTERFACE_DEVICE_DETAIL_DATA_A SP_DEVICE_INTERFACE_DETAIL_DATA_A
#define SP_INTERFACE_DEVICE_DETAIL_DATA_W SP_DEVICE_INTERFACE_DETAIL_DATA_W
#define SP_INTERFACE_DEVICE_DETAIL_DATA SP_DEVICE_INTERFACE_DETAIL_DATA
#define PSP_INTERFACE_DEVICE_DETAIL_DATA PSP_DEVICE_INTERFACE_DETAIL_DATA
#define SetupDiEnumInterfaceDevice SetupDiEnumDeviceInterfaces
#define SetupDiGetInterfaceDeviceDetailA SetupDiGetDeviceInterfaceDetailA
#define SetupDiGetInterfaceDeviceDetailW SetupDiGetDeviceInterfaceDetailW
#define SetupDiGetInterfaceDeviceDetail SetupDiGetDeviceInterfaceDetail

#ifdef UNICODE
typedef SP_DEVICE_INTERFACE_DETAIL_DATA_W SP_DEVICE_INTERFACE_DETAIL_DATA;
typedef PSP_DEVICE_INTERFACE_DETAIL_DATA_W PSP_DEVICE_INTERFACE_DETAIL_DATA;
#define SetupDiGetClassDevs SetupDiGetClassDevsW
#define SetupDiGetDeviceInterfaceDetail SetupDiGetDeviceInterfaceDetailW
#else
typedef SP_DEVICE_INTERFACE_DETAIL_DATA_A SP_DEVICE_INTERFACE_DETAIL_DATA;
typedef PSP_DEVICE_INTERFACE_DETAIL_DATA_A PSP_DEVICE_INTERFACE_DETAIL_DATA;
#define SetupDiGetClassDevs SetupDiGetClassDevsA
#define SetupDiGetDeviceInterfaceDetail SetupDiGetDeviceInterfaceDetailA
#endif

#ifdef __cplusplus
}
#endif

#endif
