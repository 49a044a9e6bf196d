/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A driver's and an adapter's parameters in the registry.
 */
#ifndef WINWORK_NDIS_CONFIGURATION_H
#define WINWORK_NDIS_CONFIGURATION_H

#include "types.h"
#include "../base/sal.h"

EXTERN_C_START

#define NDIS_OBJECT_TYPE_CONFIGURATION_OBJECT 0xa9

typedef struct _NDIS_CONFIGURATION_OBJECT {
	NDIS_OBJECT_HEADER Header;
	NDIS_HANDLE NdisHandle;
	ULONG Flags;
} NDIS_CONFIGURATION_OBJECT, *PNDIS_CONFIGURATION_OBJECT;

#define NDIS_CONFIGURATION_OBJECT_REVISION_1 1
#define NDIS_SIZEOF_CONFIGURATION_OBJECT_REVISION_1 \
	RTL_SIZEOF_THROUGH_FIELD(NDIS_CONFIGURATION_OBJECT, Flags)

typedef enum _NDIS_PARAMETER_TYPE {
	NdisParameterInteger,
	NdisParameterHexInteger,
	NdisParameterString,
	NdisParameterMultiString,
	NdisParameterBinary,
} NDIS_PARAMETER_TYPE, *PNDIS_PARAMETER_TYPE;

typedef struct _BINARY_DATA {
	USHORT Length;
	PVOID Buffer;
} BINARY_DATA;

typedef struct _NDIS_CONFIGURATION_PARAMETER {
	NDIS_PARAMETER_TYPE ParameterType;
	union {
		ULONG IntegerData;
		NDIS_STRING StringData;
		BINARY_DATA BinaryData;
	} ParameterData;
} NDIS_CONFIGURATION_PARAMETER, *PNDIS_CONFIGURATION_PARAMETER;

/* Values of the names ProcessorType and Environment. */
typedef enum _NDIS_PROCESSOR_TYPE {
	NdisProcessorX86,
	NdisProcessorMips,
	NdisProcessorAlpha,
	NdisProcessorPpc,
	NdisProcessorAmd64,
	NdisProcessorIA64,
	NdisProcessorArm,
	NdisProcessorArm64,
} NDIS_PROCESSOR_TYPE, *PNDIS_PROCESSOR_TYPE;

typedef enum _NDIS_ENVIRONMENT_TYPE {
	NdisEnvironmentWindows,
	NdisEnvironmentWindowsNt,
} NDIS_ENVIRONMENT_TYPE, *PNDIS_ENVIRONMENT_TYPE;

/**
 * NdisOpenConfigurationEx - open the registry key of an adapter, or of a driver
 * @ConfigObject: NdisHandle is an adapter, or a miniport, filter or protocol driver; Flags is 0
 * @ConfigurationHandle: receives the handle
 *
 * Here: the key of an adapter is a subkey of
 * Control\Class\{4d36e972-e325-11ce-bfc1-08002be10318}, with the values of the driver's INF,
 * NetCfgInstanceId, DriverDesc, *IfType and *MediaType. That of a driver is Services\NAME\Parameters, where
 * NAME is the module. Of all functions of this file, an argument that is NULL is reported (0xC4), and the call fails.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: NDIS_STATUS_SUCCESS; NDIS_STATUS_RESOURCES without memory; NDIS_STATUS_FAILURE.
 * Page: ndis.h, NdisOpenConfigurationEx
 */
NDIS_STATUS NTAPI NdisOpenConfigurationEx(_In_ PNDIS_CONFIGURATION_OBJECT ConfigObject,
					  _Out_ PNDIS_HANDLE ConfigurationHandle);

/**
 * NdisCloseConfiguration - close a handle, and free the parameters that were read through it
 * @ConfigurationHandle: the handle. A subkey has one of its own.
 *
 * IRQL: PASSIVE_LEVEL.
 * Page: ndis.h, NdisCloseConfiguration
 */
VOID NTAPI NdisCloseConfiguration(_In_ NDIS_HANDLE ConfigurationHandle);

/**
 * NdisOpenConfigurationKeyByName, NdisOpenConfigurationKeyByIndex - open a subkey
 * @Status: receives NDIS_STATUS_SUCCESS; NDIS_STATUS_RESOURCES without memory; NDIS_STATUS_FAILURE if
 *	there is none
 * @ConfigurationHandle: the handle of the key
 * @SubKeyName: the subkey
 * @Index: the subkey, from 0, in the order of the names
 * @KeyName: room for the name, which is stored in it
 * @SubKeyHandle, @KeyHandle: receives a handle of the subkey
 *
 * IRQL: PASSIVE_LEVEL.
 * Page: ndis.h, NdisOpenConfigurationKeyByName, NdisOpenConfigurationKeyByIndex
 */
VOID NTAPI NdisOpenConfigurationKeyByName(_Out_ PNDIS_STATUS Status, _In_ NDIS_HANDLE ConfigurationHandle,
					  _In_ PNDIS_STRING SubKeyName, _Out_ PNDIS_HANDLE SubKeyHandle);
VOID NTAPI NdisOpenConfigurationKeyByIndex(_Out_ PNDIS_STATUS Status, _In_ NDIS_HANDLE ConfigurationHandle,
					   _In_ ULONG Index, _Inout_ PNDIS_STRING KeyName,
					   _Out_ PNDIS_HANDLE KeyHandle);

/**
 * NdisReadConfiguration - read a value
 * @Status: receives NDIS_STATUS_SUCCESS; NDIS_STATUS_RESOURCES without memory; NDIS_STATUS_FAILURE if there
 *	is none
 * @ParameterValue: receives the value, in memory that stays until the handle is closed
 * @ConfigurationHandle: the handle
 * @Keyword: the name. Three names of the page stand for no value of the registry: they ask for the type of
 *	the processor, the version of NDIS, and the environment
 * @ParameterType: with NdisParameterInteger or NdisParameterHexInteger, a text of decimal or of hexadecimal
 *	digits is returned as a number; otherwise the value decides
 *
 * IRQL: PASSIVE_LEVEL.
 * Page: ndis.h, NdisReadConfiguration
 */
VOID NTAPI NdisReadConfiguration(_Out_ PNDIS_STATUS Status, _Out_ PNDIS_CONFIGURATION_PARAMETER *ParameterValue,
				 _In_ NDIS_HANDLE ConfigurationHandle, _In_ PNDIS_STRING Keyword,
				 _In_ NDIS_PARAMETER_TYPE ParameterType);

/**
 * NdisWriteConfiguration - set a value
 * @Status: receives NDIS_STATUS_SUCCESS; NDIS_STATUS_NOT_SUPPORTED for an unknown type;
 *	NDIS_STATUS_RESOURCES without memory; NDIS_STATUS_FAILURE
 * @ConfigurationHandle: the handle
 * @Keyword: the name
 * @ParameterValue: the value; a number becomes a REG_DWORD
 *
 * IRQL: PASSIVE_LEVEL.
 * Page: ndis.h, NdisWriteConfiguration
 */
VOID NTAPI NdisWriteConfiguration(_Out_ PNDIS_STATUS Status, _In_ NDIS_HANDLE ConfigurationHandle,
				  _In_ PNDIS_STRING Keyword,
				  _In_ PNDIS_CONFIGURATION_PARAMETER ParameterValue);

/**
 * NdisReadNetworkAddress - read the address that a user has chosen for an adapter
 * @Status: receives NDIS_STATUS_SUCCESS; NDIS_STATUS_FAILURE if there is no value NetworkAddress, or if it is
 *	no text of hexadecimal digits and hyphens
 * @NetworkAddress: receives its bytes, in memory that stays until the handle is closed
 * @NetworkAddressLength: receives their number: two digits are a byte, and so is a last one alone
 * @ConfigurationHandle: the handle of the adapter's key
 *
 * IRQL: PASSIVE_LEVEL.
 * Page: ndis.h, NdisReadNetworkAddress
 */
VOID NTAPI NdisReadNetworkAddress(_Out_ PNDIS_STATUS Status, _Out_ PVOID *NetworkAddress,
				  _Out_ PUINT NetworkAddressLength,
				  _In_ NDIS_HANDLE ConfigurationHandle);

EXTERN_C_END

#endif /* WINWORK_NDIS_CONFIGURATION_H */
