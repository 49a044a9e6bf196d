/* SPDX-License-Identifier: GPL-2.0 */
/*
 * WMI of the framework.
 */
#ifndef WINWORK_WDF_WMI_H
#define WINWORK_WDF_WMI_H

#include "device.h"
#include "object.h"
#include "../../guiddef.h"
#include "../../ntstatus.h"
#include "../io/dma.h"
#include "../io/pci.h"
#include "../io/resources.h"
#include "../po/power.h"

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

/**
 * EVT_WDF_WMI_INSTANCE_QUERY_INSTANCE - write the data of an instance
 * @WmiInstance: the instance
 * @OutBufferSize: the bytes of @OutBuffer: at least MinInstanceBufferSize of the provider
 * @OutBuffer: receives the data
 * @BufferUsed: receives the bytes of the data; or, with STATUS_BUFFER_TOO_SMALL, those that it needs
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: STATUS_SUCCESS, STATUS_BUFFER_TOO_SMALL or another error, which the client gets. STATUS_PENDING, and
 *	success with more bytes than the buffer has, are reported (0x10D, parameter 3).
 * Page: wdfwmi.h, EVT_WDF_WMI_INSTANCE_QUERY_INSTANCE
 */
typedef NTSTATUS NTAPI EVT_WDF_WMI_INSTANCE_QUERY_INSTANCE(WDFWMIINSTANCE WmiInstance,
							   ULONG OutBufferSize, PVOID OutBuffer,
							   PULONG BufferUsed);
typedef EVT_WDF_WMI_INSTANCE_QUERY_INSTANCE *PFN_WDF_WMI_INSTANCE_QUERY_INSTANCE;

/**
 * EVT_WDF_WMI_INSTANCE_SET_INSTANCE - take over new data of an instance
 * EVT_WDF_WMI_INSTANCE_SET_ITEM - take over one item of its data
 * @WmiInstance: the instance
 * @DataItemId: which item, from 1 up
 * @InBufferSize: the bytes of @InBuffer; for the whole instance at least MinInstanceBufferSize of the provider
 * @InBuffer: the data; NULL without any
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: STATUS_SUCCESS or an error, which the client gets. STATUS_PENDING is reported (0x10D, parameter 3).
 * Page: wdfwmi.h, EVT_WDF_WMI_INSTANCE_SET_INSTANCE
 */
typedef NTSTATUS NTAPI EVT_WDF_WMI_INSTANCE_SET_INSTANCE(WDFWMIINSTANCE WmiInstance,
							 ULONG InBufferSize, PVOID InBuffer);
typedef EVT_WDF_WMI_INSTANCE_SET_INSTANCE *PFN_WDF_WMI_INSTANCE_SET_INSTANCE;
typedef NTSTATUS NTAPI EVT_WDF_WMI_INSTANCE_SET_ITEM(WDFWMIINSTANCE WmiInstance, ULONG DataItemId,
						     ULONG InBufferSize, PVOID InBuffer);
typedef EVT_WDF_WMI_INSTANCE_SET_ITEM *PFN_WDF_WMI_INSTANCE_SET_ITEM;

/**
 * EVT_WDF_WMI_INSTANCE_EXECUTE_METHOD - do what a method of an instance does
 * @WmiInstance: the instance
 * @MethodId: which method
 * @InBufferSize: the bytes of the arguments in @Buffer
 * @OutBufferSize: the bytes that the results may take
 * @Buffer: has the arguments, and receives the results; NULL without either
 * @BufferUsed: receives the bytes of the results; or, with STATUS_BUFFER_TOO_SMALL, those that they need
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: as EVT_WDF_WMI_INSTANCE_QUERY_INSTANCE.
 * Page: wdfwmi.h, EVT_WDF_WMI_INSTANCE_EXECUTE_METHOD
 */
typedef NTSTATUS NTAPI EVT_WDF_WMI_INSTANCE_EXECUTE_METHOD(WDFWMIINSTANCE WmiInstance,
							   ULONG MethodId, ULONG InBufferSize,
							   ULONG OutBufferSize, PVOID Buffer,
							   PULONG BufferUsed);
typedef EVT_WDF_WMI_INSTANCE_EXECUTE_METHOD *PFN_WDF_WMI_INSTANCE_EXECUTE_METHOD;

/**
 * EVT_WDF_WMI_PROVIDER_FUNCTION_CONTROL - begin or end to raise events or to collect data
 * @WmiProvider: the provider
 * @Control: WdfWmiEventControl or WdfWmiInstanceControl
 * @Enable: TRUE when the first client wants them, FALSE when no client does any more
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: STATUS_SUCCESS; or an error, with which they are off.
 * Page: wdfwmi.h, EVT_WDF_WMI_PROVIDER_FUNCTION_CONTROL
 */
typedef NTSTATUS NTAPI EVT_WDF_WMI_PROVIDER_FUNCTION_CONTROL(
	WDFWMIPROVIDER WmiProvider, WDF_WMI_PROVIDER_CONTROL Control, BOOLEAN Enable);
typedef EVT_WDF_WMI_PROVIDER_FUNCTION_CONTROL *PFN_WDF_WMI_PROVIDER_FUNCTION_CONTROL;

/**
 * struct _WDF_WMI_PROVIDER_CONFIG - a data block of WMI
 * @Size: sizeof(WDF_WMI_PROVIDER_CONFIG)
 * @Guid: which data block; not all zeros
 * @Flags: WdfWmiProviderEventOnly: its instances have no data; WdfWmiProviderExpensive: clients tell when
 *	they want the data; or WdfWmiProviderTracing alone
 * @MinInstanceBufferSize: the bytes of each instance's data; 0 if they vary
 * @EvtWmiProviderFunctionControl: for WdfWmiProviderExpensive and WdfWmiProviderTracing, or NULL
 *
 * Page: wdfwmi.h, WDF_WMI_PROVIDER_CONFIG
 */
typedef struct _WDF_WMI_PROVIDER_CONFIG {
	ULONG Size;
	GUID Guid;
	ULONG Flags;
	ULONG MinInstanceBufferSize;
	PFN_WDF_WMI_PROVIDER_FUNCTION_CONTROL EvtWmiProviderFunctionControl;
} WDF_WMI_PROVIDER_CONFIG, *PWDF_WMI_PROVIDER_CONFIG;

/**
 * struct _WDF_WMI_INSTANCE_CONFIG - an instance of a data block
 * @Size: sizeof(WDF_WMI_INSTANCE_CONFIG)
 * @Provider: its data block; or NULL
 * @ProviderConfig: a description of its data block, if that is new and has no other instance; or NULL. Exactly
 *	one of @Provider and @ProviderConfig is NULL.
 * @UseContextForQuery: TRUE if its data is the context of the instance. No callback may set it then.
 * @Register: TRUE if clients see it at once, without WdfWmiInstanceRegister
 * @EvtWmiInstanceQueryInstance: each of the callbacks may be NULL
 * @EvtWmiInstanceSetInstance: likewise; without it the data can only be read
 * @EvtWmiInstanceSetItem: likewise
 * @EvtWmiInstanceExecuteMethod: likewise
 *
 * Page: wdfwmi.h, WDF_WMI_INSTANCE_CONFIG
 */
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

/**
 * WDF_WMI_PROVIDER_CONFIG_INIT - prepare the structure for a data block
 * @Config: the structure
 * @Guid: its member; the others are zero
 *
 * IRQL: any.
 * Page: wdfwmi.h, WDF_WMI_PROVIDER_CONFIG_INIT
 */
WINWORK_OWN VOID WDF_WMI_PROVIDER_CONFIG_INIT(_Out_ PWDF_WMI_PROVIDER_CONFIG Config,
					      _In_ const GUID *Guid)
{
	RtlZeroMemory(Config, sizeof(*Config));
	Config->Size = sizeof(*Config);
	Config->Guid = *Guid;
}

/**
 * WDF_WMI_INSTANCE_CONFIG_INIT_PROVIDER - prepare the structure for an instance of a data block
 * WDF_WMI_INSTANCE_CONFIG_INIT_PROVIDER_CONFIG - the same, with a new data block
 * @Config: the structure
 * @Provider: its member; the others are zero
 * @ProviderConfig: likewise
 *
 * IRQL: any.
 * Page: wdfwmi.h, WDF_WMI_INSTANCE_CONFIG_INIT_PROVIDER
 */
WINWORK_OWN VOID WDF_WMI_INSTANCE_CONFIG_INIT_PROVIDER(_Out_ PWDF_WMI_INSTANCE_CONFIG Config,
						       _In_ WDFWMIPROVIDER Provider)
{
	RtlZeroMemory(Config, sizeof(*Config));
	Config->Size = sizeof(*Config);
	Config->Provider = Provider;
}

WINWORK_OWN VOID WDF_WMI_INSTANCE_CONFIG_INIT_PROVIDER_CONFIG(
	_Out_ PWDF_WMI_INSTANCE_CONFIG Config, _In_ PWDF_WMI_PROVIDER_CONFIG ProviderConfig)
{
	RtlZeroMemory(Config, sizeof(*Config));
	Config->Size = sizeof(*Config);
	Config->ProviderConfig = ProviderConfig;
}

/**
 * WDF_WMI_BUFFER_APPEND_STRING - write a string as WMI has it: its length, and its characters
 * @Buffer: receives both
 * @BufferLength: the bytes of @Buffer
 * @String: the string
 * @RequiredSize: receives the bytes that both take, also if the call fails
 *
 * IRQL: any.
 * Return: STATUS_SUCCESS, or STATUS_BUFFER_TOO_SMALL.
 * Page: wdfwmi.h, WDF_WMI_BUFFER_APPEND_STRING
 */
WINWORK_OWN NTSTATUS WDF_WMI_BUFFER_APPEND_STRING(_Out_ PVOID Buffer, _In_ ULONG BufferLength,
						  _In_ PCUNICODE_STRING String,
						  _Out_ PULONG RequiredSize)
{
	*RequiredSize = (ULONG)(sizeof(USHORT) + String->Length);
	if (BufferLength < *RequiredSize)
		return STATUS_BUFFER_TOO_SMALL;
	RtlCopyMemory(Buffer, &String->Length, sizeof(USHORT));
	RtlCopyMemory((PUCHAR)Buffer + sizeof(USHORT), String->Buffer, String->Length);
	return STATUS_SUCCESS;
}

/**
 * WdfWmiProviderCreate - create a data block of WMI
 * @Device: its device, which is its parent; no control device
 * @WmiProviderConfig: what it is
 * @ProviderAttributes: for the object, without a ParentObject; or NULL
 * @WmiProvider: receives the data block. It is deleted with the device, and not before.
 *
 * Here: no part of the system is a client of WMI, and no program. A driver that sends IRP_MJ_SYSTEM_CONTROL to
 * the device is one: IRP_MN_REGINFO_EX lists the data blocks, and the other minor functions reach the callbacks,
 * as on Windows. Without such a driver no callback is called.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_INFO_LENGTH_MISMATCH for a wrong Size; STATUS_INVALID_PARAMETER for a Guid of
 *	zeros, wrong Flags, or a callback that these do not allow; STATUS_OBJECT_NAME_EXISTS if the device has a
 *	data block with the Guid; STATUS_INVALID_DEVICE_REQUEST for a control device; STATUS_DELETE_PENDING;
 *	STATUS_INSUFFICIENT_RESOURCES; or STATUS_INVALID_PARAMETER, with a report, for a wrong handle or IRQL.
 * Page: wdfwmi.h, WdfWmiProviderCreate
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
NTSTATUS NTAPI WdfWmiProviderCreate(_In_ WDFDEVICE Device,
				    _In_ PWDF_WMI_PROVIDER_CONFIG WmiProviderConfig,
				    _In_opt_ PWDF_OBJECT_ATTRIBUTES ProviderAttributes,
				    _Out_ WDFWMIPROVIDER *WmiProvider);

/**
 * WdfWmiInstanceCreate - create an instance of a data block
 * @Device: the device of a new data block; not used with InstanceConfig->Provider
 * @InstanceConfig: what it is
 * @InstanceAttributes: for the object, without a ParentObject; or NULL. With UseContextForQuery it has the
 *	ContextTypeInfo of the data.
 * @Instance: receives the instance; may be NULL. Its parent is the data block.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_INFO_LENGTH_MISMATCH for a wrong Size; STATUS_INVALID_PARAMETER if both or none of
 *	Provider and ProviderConfig are set, a data block of events gets a callback, or UseContextForQuery stands
 *	without a context or with a callback that sets; STATUS_BUFFER_TOO_SMALL for a context that is smaller than
 *	MinInstanceBufferSize, STATUS_INTEGER_OVERFLOW for one of 4 GiB; those of WdfWmiProviderCreate; or those of
 *	WdfWmiInstanceRegister.
 * Page: wdfwmi.h, WdfWmiInstanceCreate
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
NTSTATUS NTAPI WdfWmiInstanceCreate(_In_ WDFDEVICE Device,
				    _In_ PWDF_WMI_INSTANCE_CONFIG InstanceConfig,
				    _In_opt_ PWDF_OBJECT_ATTRIBUTES InstanceAttributes,
				    _Out_opt_ WDFWMIINSTANCE *Instance);

/**
 * WdfWmiInstanceRegister - let clients see an instance
 * WdfWmiInstanceDeregister - hide it again
 * @WmiInstance: the instance. It may be hidden already.
 *
 * Clients name an instance by its place among those that they see, in the order of their registration.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_INVALID_DEVICE_REQUEST for one that is registered already, or whose data block
 *	is for tracing; STATUS_INVALID_DEVICE_STATE for one that is being deleted; or STATUS_INVALID_PARAMETER, with
 *	a report, for a wrong handle or IRQL.
 * Page: wdfwmi.h, WdfWmiInstanceRegister
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
NTSTATUS NTAPI WdfWmiInstanceRegister(_In_ WDFWMIINSTANCE WmiInstance);
_IRQL_requires_max_(DISPATCH_LEVEL)
VOID NTAPI WdfWmiInstanceDeregister(_In_ WDFWMIINSTANCE WmiInstance);

/**
 * WdfWmiInstanceGetDevice, WdfWmiProviderGetDevice - return the device of an instance, or of a data block
 * WdfWmiInstanceGetProvider - return the data block of an instance
 * @WmiInstance: the instance
 * @WmiProvider: the data block
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: the handle; NULL, with a report, for a wrong handle or IRQL.
 * Page: wdfwmi.h, WdfWmiInstanceGetDevice
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
WDFDEVICE NTAPI WdfWmiInstanceGetDevice(_In_ WDFWMIINSTANCE WmiInstance);
_IRQL_requires_max_(DISPATCH_LEVEL)
WDFWMIPROVIDER NTAPI WdfWmiInstanceGetProvider(_In_ WDFWMIINSTANCE WmiInstance);
_IRQL_requires_max_(DISPATCH_LEVEL)
WDFDEVICE NTAPI WdfWmiProviderGetDevice(_In_ WDFWMIPROVIDER WmiProvider);

/**
 * WdfWmiProviderIsEnabled - tell whether a client wants a data block's events or data
 * @WmiProvider: the data block
 * @ProviderControl: WdfWmiEventControl or WdfWmiInstanceControl
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: TRUE if one does; FALSE, with a report, for a wrong handle or IRQL.
 * Page: wdfwmi.h, WdfWmiProviderIsEnabled
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
BOOLEAN NTAPI WdfWmiProviderIsEnabled(_In_ WDFWMIPROVIDER WmiProvider,
				      _In_ WDF_WMI_PROVIDER_CONTROL ProviderControl);

/**
 * WdfWmiProviderGetTracingHandle - return the handle of the trace session of a data block
 * @WmiProvider: a data block with WdfWmiProviderTracing
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: the HistoricalContext of the last IRP_MN_ENABLE_EVENTS or IRP_MN_DISABLE_EVENTS; 0 before, for a callback
 *	that failed, and, with a report, for a wrong handle or IRQL.
 * Page: wdfwmi.h, WdfWmiProviderGetTracingHandle
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
ULONGLONG NTAPI WdfWmiProviderGetTracingHandle(_In_ WDFWMIPROVIDER WmiProvider);

/**
 * WdfWmiInstanceFireEvent - tell clients of an event
 * @WmiInstance: an instance of a data block of events
 * @EventDataSize: the bytes of @EventData
 * @EventData: what belongs to the event; or NULL
 *
 * Here: there is no client, so the event is lost, as on Windows without one.
 *
 * IRQL: <= APC_LEVEL.
 * Return: STATUS_SUCCESS; or STATUS_INVALID_PARAMETER, with a report, for a wrong handle or IRQL.
 * Page: wdfwmi.h, WdfWmiInstanceFireEvent
 */
_IRQL_requires_max_(APC_LEVEL)
NTSTATUS NTAPI WdfWmiInstanceFireEvent(_In_ WDFWMIINSTANCE WmiInstance, _In_opt_ ULONG EventDataSize,
				       _In_opt_ PVOID EventData);

EXTERN_C_END

#endif /* WINWORK_WDF_WMI_H */
