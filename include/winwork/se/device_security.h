/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Security descriptors of devices, in text.
 */
#ifndef WINWORK_SE_DEVICE_SECURITY_H
#define WINWORK_SE_DEVICE_SECURITY_H

#include "../io/devices.h"
#include "../../guiddef.h"
#include "../io/dma.h"
#include "../io/file_information.h"
#include "../io/pci.h"
#include "../po/power.h"

EXTERN_C_START

#define IoCreateDeviceSecure WdmlibIoCreateDeviceSecure

#define SDDL_DEVOBJ_INF_SUPPLIED SDDL_DEVOBJ_KERNEL_ONLY

/*
 * Descriptors for IoCreateDeviceSecure. Page: windows-driver-docs, SDDL for device objects
 */
DECLARE_GLOBAL_CONST_UNICODE_STRING(SDDL_DEVOBJ_KERNEL_ONLY,
	L"D:P");
DECLARE_GLOBAL_CONST_UNICODE_STRING(SDDL_DEVOBJ_SYS_ALL,
	L"D:P(A;;GA;;;SY)");
DECLARE_GLOBAL_CONST_UNICODE_STRING(SDDL_DEVOBJ_SYS_ALL_ADM_ALL,
	L"D:P(A;;GA;;;SY)(A;;GA;;;BA)");
DECLARE_GLOBAL_CONST_UNICODE_STRING(SDDL_DEVOBJ_SYS_ALL_ADM_RX,
	L"D:P(A;;GA;;;SY)(A;;GRGX;;;BA)");
DECLARE_GLOBAL_CONST_UNICODE_STRING(SDDL_DEVOBJ_SYS_ALL_ADM_RWX_WORLD_R,
	L"D:P(A;;GA;;;SY)(A;;GRGWGX;;;BA)(A;;GR;;;WD)");
DECLARE_GLOBAL_CONST_UNICODE_STRING(SDDL_DEVOBJ_SYS_ALL_ADM_RWX_WORLD_R_RES_R,
	L"D:P(A;;GA;;;SY)(A;;GRGWGX;;;BA)(A;;GR;;;WD)(A;;GR;;;RC)");
DECLARE_GLOBAL_CONST_UNICODE_STRING(SDDL_DEVOBJ_SYS_ALL_ADM_RWX_WORLD_RW_RES_R,
	L"D:P(A;;GA;;;SY)(A;;GRGWGX;;;BA)(A;;GRGW;;;WD)(A;;GR;;;RC)");
DECLARE_GLOBAL_CONST_UNICODE_STRING(SDDL_DEVOBJ_SYS_ALL_ADM_RWX_WORLD_RWX_RES_RWX,
	L"D:P(A;;GA;;;SY)(A;;GRGWGX;;;BA)(A;;GRGWGX;;;WD)(A;;GRGWGX;;;RC)");

/**
 * IoCreateDeviceSecure - create a device object with a security descriptor
 * @DriverObject: as for IoCreateDevice, as the next five
 * @DeviceExtensionSize: bytes
 * @DeviceName: a name, or NULL
 * @DeviceType: FILE_DEVICE_*
 * @DeviceCharacteristics: FILE_*, or 0
 * @Exclusive: sets DO_EXCLUSIVE
 * @DefaultSDDLString: the descriptor, at most 127 bytes in UTF-8
 * @DeviceClassGuid: has no effect here, as there is no registry key that overrules the descriptor
 * @DeviceObject: receives the device; NULL after a failure
 *
 * Here: the descriptor is shown to udev as WINWORK_SDDL, and not evaluated.
 *
 * IRQL: PASSIVE_LEVEL on Windows; <= APC_LEVEL here.
 * Return: as IoCreateDevice; STATUS_INVALID_PARAMETER for a descriptor that is NULL, too long, or no
 *	text.
 * Page: wdmsec.h, IoCreateDeviceSecure
 */
NTSTATUS NTAPI WdmlibIoCreateDeviceSecure(_In_ PDRIVER_OBJECT DriverObject,
					  _In_ ULONG DeviceExtensionSize,
					  _In_opt_ PUNICODE_STRING DeviceName,
					  _In_ ULONG DeviceType, _In_ ULONG DeviceCharacteristics,
					  _In_ BOOLEAN Exclusive,
					  _In_ PCUNICODE_STRING DefaultSDDLString,
					  _In_opt_ LPCGUID DeviceClassGuid,
					  _Out_ PDEVICE_OBJECT *DeviceObject);
WINWORK_ABSENT NTSTATUS NTAPI WdmlibIoValidateDeviceIoControlAccess(
	_In_ PIRP Irp, _In_ ULONG RequiredAccess);

/**
 * WdmlibRtlInitUnicodeStringEx - RtlInitUnicodeStringEx under the name that it has in wdmsec.lib
 * @DestinationString: as for RtlInitUnicodeStringEx
 * @SourceString: as for RtlInitUnicodeStringEx
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: as from RtlInitUnicodeStringEx.
 * Page: wdmsec.h, WdmlibRtlInitUnicodeStringEx
 */
NTSTATUS NTAPI WdmlibRtlInitUnicodeStringEx(_Out_ PUNICODE_STRING DestinationString,
					    _In_opt_ PCWSTR SourceString);

EXTERN_C_END

#endif /* WINWORK_SE_DEVICE_SECURITY_H */
