/* SPDX-License-Identifier: GPL-2.0 */
/*
 * WMI of the framework.
 */
#ifndef WINWORK_WDF_WMI_H
#define WINWORK_WDF_WMI_H

#include "device.h"
#include "object.h"
#include "types.h"
#include "../../guiddef.h"
#include "../ex/lookaside.h"
#include "../ex/resource.h"
#include "../ex/slist.h"
#include "../ke/dispatcher.h"
#include "../ex/push_lock.h"
#include "../cm/registry.h"
#include "../etw/trace.h"
#include "../ex/executive.h"
#include "../io/devices.h"
#include "../io/dma.h"
#include "../io/file_information.h"
#include "../io/interrupt.h"
#include "../io/pci.h"
#include "../io/pnp.h"
#include "../io/requests.h"
#include "../io/resources.h"
#include "../ke/kernel.h"
#include "../mm/memory.h"
#include "../ob/objects.h"
#include "../po/power.h"
#include "../ps/process.h"
#include "../rtl/runtime.h"
#include "../se/security.h"
#include "handles.h"

EXTERN_C_START

struct _WDF_WMI_INSTANCE_CONFIG;
struct _WDF_WMI_PROVIDER_CONFIG;

typedef enum _WDF_WMI_PROVIDER_CONTROL {
	WdfWmiControlInvalid = 0,
	WdfWmiEventControl,
	WdfWmiInstanceControl,
} WDF_WMI_PROVIDER_CONTROL;

typedef enum _WDF_WMI_PROVIDER_FLAGS {
	WdfWmiProviderEventOnly = 0x0001,
	WdfWmiProviderExpensive = 0x0002,
	WdfWmiProviderTracing = 0x0004,
	WdfWmiProviderValidFlags = WdfWmiProviderEventOnly | WdfWmiProviderExpensive |
				   WdfWmiProviderTracing,
} WDF_WMI_PROVIDER_FLAGS;

typedef NTSTATUS NTAPI EVT_WDF_WMI_INSTANCE_QUERY_INSTANCE(WDFWMIINSTANCE WmiInstance,
							   ULONG OutBufferSize, PVOID OutBuffer,
							   PULONG BufferUsed);
typedef EVT_WDF_WMI_INSTANCE_QUERY_INSTANCE *PFN_WDF_WMI_INSTANCE_QUERY_INSTANCE;
typedef NTSTATUS NTAPI EVT_WDF_WMI_INSTANCE_SET_INSTANCE(WDFWMIINSTANCE WmiInstance,
							 ULONG InBufferSize, PVOID InBuffer);
typedef EVT_WDF_WMI_INSTANCE_SET_INSTANCE *PFN_WDF_WMI_INSTANCE_SET_INSTANCE;
typedef NTSTATUS NTAPI EVT_WDF_WMI_INSTANCE_SET_ITEM(WDFWMIINSTANCE WmiInstance, ULONG DataItemId,
						     ULONG InBufferSize, PVOID InBuffer);
typedef EVT_WDF_WMI_INSTANCE_SET_ITEM *PFN_WDF_WMI_INSTANCE_SET_ITEM;
typedef NTSTATUS NTAPI EVT_WDF_WMI_INSTANCE_EXECUTE_METHOD(WDFWMIINSTANCE WmiInstance,
							   ULONG MethodId, ULONG InBufferSize,
							   ULONG OutBufferSize, PVOID Buffer,
							   PULONG BufferUsed);
typedef EVT_WDF_WMI_INSTANCE_EXECUTE_METHOD *PFN_WDF_WMI_INSTANCE_EXECUTE_METHOD;
typedef NTSTATUS NTAPI EVT_WDF_WMI_PROVIDER_FUNCTION_CONTROL(
	WDFWMIPROVIDER WmiProvider, WDF_WMI_PROVIDER_CONTROL Control, BOOLEAN Enable);
typedef EVT_WDF_WMI_PROVIDER_FUNCTION_CONTROL *PFN_WDF_WMI_PROVIDER_FUNCTION_CONTROL;
typedef struct _WDF_WMI_PROVIDER_CONFIG {
	ULONG Size;
	GUID Guid;
	ULONG Flags;
	ULONG MinInstanceBufferSize;
	PFN_WDF_WMI_PROVIDER_FUNCTION_CONTROL EvtWmiProviderFunctionControl;
} WDF_WMI_PROVIDER_CONFIG, *PWDF_WMI_PROVIDER_CONFIG;

typedef struct _WDF_WMI_INSTANCE_CONFIG {
	ULONG Size;
	WDFWMIPROVIDER Provider;
	PWDF_WMI_PROVIDER_CONFIG ProviderConfig;
	BOOLEAN UseContextForQuery;
	BOOLEAN Register;
	PFN_WDF_WMI_INSTANCE_QUERY_INSTANCE EvtWmiInstanceQueryInstance;
	PFN_WDF_WMI_INSTANCE_SET_INSTANCE EvtWmiInstanceSetInstance;
	PFN_WDF_WMI_INSTANCE_SET_ITEM EvtWmiInstanceSetItem;
	PFN_WDF_WMI_INSTANCE_EXECUTE_METHOD EvtWmiInstanceExecuteMethod;
} WDF_WMI_INSTANCE_CONFIG, *PWDF_WMI_INSTANCE_CONFIG;

WINWORK_ABSENT NTSTATUS NTAPI WDF_WMI_BUFFER_APPEND_STRING(_Out_ PVOID Buffer,
							   _In_ ULONG BufferLength,
							   _In_ PCUNICODE_STRING String,
							   _Out_ PULONG RequiredSize);
WINWORK_ABSENT VOID NTAPI WDF_WMI_INSTANCE_CONFIG_INIT_PROVIDER(
	_Out_ PWDF_WMI_INSTANCE_CONFIG Config, _In_ WDFWMIPROVIDER Provider);
WINWORK_ABSENT VOID NTAPI WDF_WMI_INSTANCE_CONFIG_INIT_PROVIDER_CONFIG(
	_Out_ PWDF_WMI_INSTANCE_CONFIG Config, _In_ PWDF_WMI_PROVIDER_CONFIG ProviderConfig);
WINWORK_ABSENT VOID NTAPI WDF_WMI_PROVIDER_CONFIG_INIT(_Out_ PWDF_WMI_PROVIDER_CONFIG Config,
						       _In_ const GUID *Guid);
WINWORK_ABSENT NTSTATUS NTAPI WdfWmiInstanceCreate(
	_In_ WDFDEVICE Device, _In_ PWDF_WMI_INSTANCE_CONFIG InstanceConfig,
	_In_opt_ PWDF_OBJECT_ATTRIBUTES InstanceAttributes, _Out_opt_ WDFWMIINSTANCE *Instance);
WINWORK_ABSENT VOID NTAPI WdfWmiInstanceDeregister(_In_ WDFWMIINSTANCE WmiInstance);
WINWORK_ABSENT NTSTATUS NTAPI WdfWmiInstanceFireEvent(_In_ WDFWMIINSTANCE WmiInstance,
						      _In_opt_ ULONG EventDataSize,
						      _In_opt_ PVOID EventData);
WINWORK_ABSENT WDFDEVICE NTAPI WdfWmiInstanceGetDevice(_In_ WDFWMIINSTANCE WmiInstance);
WINWORK_ABSENT WDFWMIPROVIDER NTAPI WdfWmiInstanceGetProvider(
	_In_ WDFWMIINSTANCE WmiInstance);
WINWORK_ABSENT NTSTATUS NTAPI WdfWmiInstanceRegister(_In_ WDFWMIINSTANCE WmiInstance);
WINWORK_ABSENT NTSTATUS NTAPI WdfWmiProviderCreate(
	_In_ WDFDEVICE Device, _In_ PWDF_WMI_PROVIDER_CONFIG WmiProviderConfig,
	_In_opt_ PWDF_OBJECT_ATTRIBUTES ProviderAttributes, _Out_ WDFWMIPROVIDER *WmiProvider);
WINWORK_ABSENT WDFDEVICE NTAPI WdfWmiProviderGetDevice(_In_ WDFWMIPROVIDER WmiProvider);
WINWORK_ABSENT ULONGLONG NTAPI WdfWmiProviderGetTracingHandle(
	_In_ WDFWMIPROVIDER WmiProvider);
WINWORK_ABSENT BOOLEAN NTAPI WdfWmiProviderIsEnabled(_In_ WDFWMIPROVIDER WmiProvider,
						     _In_ WDF_WMI_PROVIDER_CONTROL ProviderControl);

EXTERN_C_END

#endif /* WINWORK_WDF_WMI_H */
