/* SPDX-License-Identifier: GPL-2.0 */
/*
 * NDIS miniport drivers: registration, and the life of an adapter.
 *
 *  1. DriverEntry calls NdisMRegisterMiniportDriver, and gets the miniport driver's handle.
 *  2. An adapter arrives. NDIS calls MiniportInitializeEx with the adapter's handle. That routine
 *     calls NdisMSetMiniportAttributes, which gives NDIS the driver's context for the adapter. NDIS
 *     then calls MiniportRestart. On Windows: Plug and Play finds the adapters. Here: a module gets
 *     one adapter when its DriverEntry has succeeded, except with NDIS_INTERMEDIATE_DRIVER.
 *     ndis_port.h has a function that adds more.
 *  3. The adapter is removed, at rmmod or earlier. NDIS calls MiniportPause and then
 *     MiniportHaltEx. After that the adapter's handle is invalid.
 *  4. NDIS calls MiniportDriverUnload, which calls NdisMDeregisterMiniportDriver.
 *
 * From step 1 on NDIS owns DriverObject->DriverUnload: a driver may not set it.
 *
 * Here: an adapter with general attributes becomes an interface of Linux when MiniportRestart has succeeded. NDIS
 * calls MiniportSendNetBufferLists, MiniportReturnNetBufferLists and MiniportCancelSend for it: transfer.h.
 */
#ifndef WINWORK_NDIS_MINIPORT_H
#define WINWORK_NDIS_MINIPORT_H

#include "oid_request.h"
#include "status.h"
#include "types.h"
#include "../io/device_object.h"
#include "../io/resources.h"
#include "../base/sal.h"
#include "../net/interfaces.h"

EXTERN_C_START

/* Structures that this header declares, but does not define. */
typedef struct _NET_BUFFER_LIST *PNET_BUFFER_LIST;
typedef struct _NET_DEVICE_PNP_EVENT *PNET_DEVICE_PNP_EVENT;
typedef struct _NET_PNP_EVENT_NOTIFICATION *PNET_PNP_EVENT_NOTIFICATION;
typedef struct _NDIS_STATUS_INDICATION *PNDIS_STATUS_INDICATION;
typedef struct _NDIS_RESTART_ATTRIBUTES *PNDIS_RESTART_ATTRIBUTES;
typedef struct _NDIS_PORT_AUTHENTICATION_PARAMETERS *PNDIS_PORT_AUTHENTICATION_PARAMETERS;
typedef struct _NDIS_PCI_DEVICE_CUSTOM_PROPERTIES *PNDIS_PCI_DEVICE_CUSTOM_PROPERTIES;
typedef struct _NDIS_PNP_CAPABILITIES *PNDIS_PNP_CAPABILITIES;
typedef struct _NDIS_PM_CAPABILITIES *PNDIS_PM_CAPABILITIES;
typedef struct _NDIS_RECEIVE_SCALE_CAPABILITIES *PNDIS_RECEIVE_SCALE_CAPABILITIES;
typedef struct _NDIS_OFFLOAD *PNDIS_OFFLOAD;
typedef struct _NDIS_TCP_CONNECTION_OFFLOAD *PNDIS_TCP_CONNECTION_OFFLOAD;
typedef struct _NDIS_HD_SPLIT_ATTRIBUTES *PNDIS_HD_SPLIT_ATTRIBUTES;
typedef struct _NDIS_RECEIVE_FILTER_CAPABILITIES *PNDIS_RECEIVE_FILTER_CAPABILITIES;
typedef struct _NDIS_NIC_SWITCH_CAPABILITIES *PNDIS_NIC_SWITCH_CAPABILITIES;
typedef struct _NDIS_SRIOV_CAPABILITIES *PNDIS_SRIOV_CAPABILITIES;
typedef struct _NDIS_QOS_CAPABILITIES *PNDIS_QOS_CAPABILITIES;
typedef struct _NDIS_GFT_OFFLOAD_CAPABILITIES *PNDIS_GFT_OFFLOAD_CAPABILITIES;
typedef struct _NDIS_NDK_CAPABILITIES *PNDIS_NDK_CAPABILITIES;
typedef struct _NDIS_HD_SPLIT_CURRENT_CONFIG *PNDIS_HD_SPLIT_CURRENT_CONFIG;
typedef struct _NDIS_NIC_SWITCH_INFO_ARRAY *PNDIS_NIC_SWITCH_INFO_ARRAY;
typedef struct DOT11_PHY_ATTRIBUTES *PDOT11_PHY_ATTRIBUTES;
typedef struct DOT11_EXTSTA_ATTRIBUTES *PDOT11_EXTSTA_ATTRIBUTES;
typedef struct DOT11_VWIFI_ATTRIBUTES *PDOT11_VWIFI_ATTRIBUTES;
typedef struct _DOT11_EXTAP_ATTRIBUTES *PDOT11_EXTAP_ATTRIBUTES;
typedef struct _DOT11_WFD_ATTRIBUTES *PDOT11_WFD_ATTRIBUTES;
typedef struct _CM_PARTIAL_RESOURCE_LIST *PNDIS_RESOURCE_LIST;

typedef enum _NDIS_HALT_ACTION {
	NdisHaltDeviceDisabled,
	NdisHaltDeviceInstanceDeInitialized,
	NdisHaltDevicePoweredDown,
	NdisHaltDeviceSurpriseRemoved,
	NdisHaltDeviceFailed,
	NdisHaltDeviceInitializationFailed,
	NdisHaltDeviceStopped
} NDIS_HALT_ACTION, *PNDIS_HALT_ACTION;

typedef enum _NDIS_SHUTDOWN_ACTION {
	NdisShutdownPowerOff,
	NdisShutdownBugCheck
} NDIS_SHUTDOWN_ACTION, *PNDIS_SHUTDOWN_ACTION;

/*
 * The parameters of MiniportInitializeEx. AllocatedResources are the translated resources of the adapter's device, and stay
 * until MiniportHaltEx has returned; NULL without any. Here: IMDeviceInstanceContext is NULL, and each adapter has another
 * IfIndex.
 */
typedef struct _NDIS_MINIPORT_INIT_PARAMETERS {
	NDIS_OBJECT_HEADER Header;
	ULONG Flags;
	PNDIS_RESOURCE_LIST AllocatedResources;
	NDIS_HANDLE IMDeviceInstanceContext;
	NDIS_HANDLE MiniportAddDeviceContext;
	NET_IFINDEX IfIndex;
	NET_LUID NetLuid;
	PNDIS_PORT_AUTHENTICATION_PARAMETERS DefaultPortAuthStates;
	PNDIS_PCI_DEVICE_CUSTOM_PROPERTIES PciDeviceCustomProperties;
} NDIS_MINIPORT_INIT_PARAMETERS, *PNDIS_MINIPORT_INIT_PARAMETERS;

#define NDIS_MINIPORT_INIT_PARAMETERS_REVISION_1 1
#define NDIS_SIZEOF_MINIPORT_INIT_PARAMETER_REVISION_1 \
	RTL_SIZEOF_THROUGH_FIELD(NDIS_MINIPORT_INIT_PARAMETERS, PciDeviceCustomProperties)

typedef struct _NDIS_MINIPORT_PAUSE_PARAMETERS {
	NDIS_OBJECT_HEADER Header;
	ULONG Flags;
	ULONG PauseReason;
} NDIS_MINIPORT_PAUSE_PARAMETERS, *PNDIS_MINIPORT_PAUSE_PARAMETERS;

#define NDIS_MINIPORT_PAUSE_PARAMETERS_REVISION_1 1
#define NDIS_SIZEOF_MINIPORT_PAUSE_PARAMETERS_REVISION_1 \
	RTL_SIZEOF_THROUGH_FIELD(NDIS_MINIPORT_PAUSE_PARAMETERS, PauseReason)
#define NDIS_PAUSE_NDIS_INTERNAL 0x00000001
#define NDIS_PAUSE_LOW_POWER 0x00000002
#define NDIS_PAUSE_BIND_PROTOCOL 0x00000004
#define NDIS_PAUSE_UNBIND_PROTOCOL 0x00000008
#define NDIS_PAUSE_ATTACH_FILTER 0x00000010
#define NDIS_PAUSE_DETACH_FILTER 0x00000020
#define NDIS_PAUSE_FILTER_RESTART_STACK 0x00000040
#define NDIS_PAUSE_MINIPORT_DEVICE_REMOVE 0x00000080

typedef struct _NDIS_MINIPORT_RESTART_PARAMETERS {
	NDIS_OBJECT_HEADER Header;
	PNDIS_RESTART_ATTRIBUTES RestartAttributes;
	ULONG Flags;
} NDIS_MINIPORT_RESTART_PARAMETERS, *PNDIS_MINIPORT_RESTART_PARAMETERS;

#define NDIS_MINIPORT_RESTART_PARAMETERS_REVISION_1 1
#define NDIS_SIZEOF_MINIPORT_RESTART_PARAMETERS_REVISION_1 \
	RTL_SIZEOF_THROUGH_FIELD(NDIS_MINIPORT_RESTART_PARAMETERS, Flags)

/* ---- The routines of a miniport driver -------------------------------------------------- */

/*
 * Sets options of a driver, at PASSIVE_LEVEL. The function that registers the driver calls this
 * with the handle that it will return. If the status is a failure, the registration fails with it.
 */
typedef NDIS_STATUS SET_OPTIONS(_In_ NDIS_HANDLE NdisDriverHandle, _In_ NDIS_HANDLE DriverContext);
typedef SET_OPTIONS *SET_OPTIONS_HANDLER;
typedef SET_OPTIONS MINIPORT_SET_OPTIONS;
typedef SET_OPTIONS PROTOCOL_SET_OPTIONS;
typedef SET_OPTIONS FILTER_SET_OPTIONS;

/**
 * MINIPORT_INITIALIZE - MiniportInitializeEx: initialise an adapter that has arrived
 * @NdisMiniportHandle: the adapter's handle
 * @MiniportDriverContext: as given to NdisMRegisterMiniportDriver
 * @MiniportInitParameters: the parameters, valid during the call
 *
 * After a status other than NDIS_STATUS_SUCCESS the handle is invalid, and MiniportHaltEx is not
 * called. So the routine must free its allocations before it returns the status.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: NDIS_STATUS_SUCCESS, or the reason of the failure.
 * Page: ndis.h, MINIPORT_INITIALIZE
 */
typedef NDIS_STATUS MINIPORT_INITIALIZE(_In_ NDIS_HANDLE NdisMiniportHandle,
					_In_ NDIS_HANDLE MiniportDriverContext,
					_In_ PNDIS_MINIPORT_INIT_PARAMETERS MiniportInitParameters);
typedef MINIPORT_INITIALIZE *MINIPORT_INITIALIZE_HANDLER;

/**
 * MINIPORT_HALT - MiniportHaltEx: halt an adapter that is being removed
 * @MiniportAdapterContext: the driver's context, as given to NdisMSetMiniportAttributes
 * @HaltAction: the reason; here NdisHaltDeviceDisabled or, if its device has gone by surprise,
 *	NdisHaltDeviceSurpriseRemoved
 *
 * The routine must free the adapter's items and cancel its timers before it returns. The routines
 * of work items may still run afterwards, if they access only their item and their context.
 *
 * IRQL: PASSIVE_LEVEL.
 * Page: ndis.h, MINIPORT_HALT
 */
typedef VOID MINIPORT_HALT(_In_ NDIS_HANDLE MiniportAdapterContext,
			   _In_ NDIS_HALT_ACTION HaltAction);
typedef MINIPORT_HALT *MINIPORT_HALT_HANDLER;

/*
 * Ends the driver when its last adapter has been removed, at PASSIVE_LEVEL. The routine calls
 * NdisMDeregisterMiniportDriver.
 */
typedef VOID MINIPORT_UNLOAD(_In_ PDRIVER_OBJECT DriverObject);
typedef MINIPORT_UNLOAD *MINIPORT_DRIVER_UNLOAD;

/*
 * MiniportPause pauses an adapter before MiniportHaltEx. MiniportRestart starts it after
 * MiniportInitializeEx. NDIS calls both at PASSIVE_LEVEL. A routine that returns
 * NDIS_STATUS_PENDING must call NdisMPauseComplete or NdisMRestartComplete later.
 */
typedef NDIS_STATUS MINIPORT_PAUSE(_In_ NDIS_HANDLE MiniportAdapterContext,
				   _In_ PNDIS_MINIPORT_PAUSE_PARAMETERS PauseParameters);
typedef MINIPORT_PAUSE *MINIPORT_PAUSE_HANDLER;
typedef NDIS_STATUS MINIPORT_RESTART(_In_ NDIS_HANDLE MiniportAdapterContext,
				     _In_ PNDIS_MINIPORT_RESTART_PARAMETERS RestartParameters);
typedef MINIPORT_RESTART *MINIPORT_RESTART_HANDLER;

/*
 * Handles a request, at PASSIVE_LEVEL. One request at a time reaches an adapter. A routine that
 * returns NDIS_STATUS_PENDING must complete the request later, with NdisMOidRequestComplete.
 */
typedef NDIS_STATUS MINIPORT_OID_REQUEST(_In_ NDIS_HANDLE MiniportAdapterContext,
					 _In_ PNDIS_OID_REQUEST OidRequest);
typedef MINIPORT_OID_REQUEST *MINIPORT_OID_REQUEST_HANDLER;

/* At <= DISPATCH_LEVEL: see transfer.h. */
typedef VOID MINIPORT_SEND_NET_BUFFER_LISTS(_In_ NDIS_HANDLE MiniportAdapterContext,
					    _In_ PNET_BUFFER_LIST NetBufferList,
					    _In_ NDIS_PORT_NUMBER PortNumber, _In_ ULONG SendFlags);
typedef MINIPORT_SEND_NET_BUFFER_LISTS *MINIPORT_SEND_NET_BUFFER_LISTS_HANDLER;
typedef VOID MINIPORT_RETURN_NET_BUFFER_LISTS(_In_ NDIS_HANDLE MiniportAdapterContext,
					      _In_ PNET_BUFFER_LIST NetBufferLists,
					      _In_ ULONG ReturnFlags);
typedef MINIPORT_RETURN_NET_BUFFER_LISTS *MINIPORT_RETURN_NET_BUFFER_LISTS_HANDLER;
typedef VOID MINIPORT_CANCEL_SEND(_In_ NDIS_HANDLE MiniportAdapterContext, _In_ PVOID CancelId);
typedef MINIPORT_CANCEL_SEND *MINIPORT_CANCEL_SEND_HANDLER;

/**
 * MINIPORT_ADD_DEVICE - MiniportAddDevice: a device arrives
 * @NdisMiniportHandle: the adapter's handle, as MiniportInitializeEx gets it
 * @MiniportDriverContext: as given to NdisMRegisterMiniportDriver
 *
 * May give the adapter a context of its own: NdisMSetMiniportAttributes, with
 * NDIS_MINIPORT_ADD_DEVICE_REGISTRATION_ATTRIBUTES. The routines below and MiniportInitializeEx get it; NULL without.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: NDIS_STATUS_SUCCESS; or the reason of a failure: the device is not started, and MiniportRemoveDevice is not called.
 * Page: ndis.h, MINIPORT_ADD_DEVICE
 */
typedef NDIS_STATUS MINIPORT_ADD_DEVICE(_In_ NDIS_HANDLE NdisMiniportHandle, _In_ NDIS_HANDLE MiniportDriverContext);
typedef MINIPORT_ADD_DEVICE *MINIPORT_ADD_DEVICE_HANDLER;

/* The device goes, after MiniportHaltEx: frees what MiniportAddDevice has made. PASSIVE_LEVEL. */
typedef VOID MINIPORT_REMOVE_DEVICE(_In_ NDIS_HANDLE MiniportAddDeviceContext);
typedef MINIPORT_REMOVE_DEVICE *MINIPORT_REMOVE_DEVICE_HANDLER;

/**
 * MINIPORT_PNP_IRP - MiniportStartDevice and MiniportFilterResourceRequirements: an IRP that the drivers below have completed
 * @MiniportAddDeviceContext: the context of MiniportAddDevice
 * @Irp: the IRP, which the routine may neither complete nor keep
 *
 *	IRP_MN_START_DEVICE			may change the two lists of resources, of which MiniportInitializeEx gets
 *						the translated one
 *	IRP_MN_FILTER_RESOURCE_REQUIREMENTS	may change the list of IoStatus.Information; or put another one of paged
 *						pool in its place, and free that one
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: NDIS_STATUS_SUCCESS; or a failure, which is the result of the IRP.
 * Page: ndis.h, MINIPORT_PNP_IRP
 */
typedef NDIS_STATUS MINIPORT_PNP_IRP(_In_ NDIS_HANDLE MiniportAddDeviceContext, _In_ PIRP Irp);
typedef MINIPORT_PNP_IRP MINIPORT_START_DEVICE;
typedef MINIPORT_PNP_IRP *MINIPORT_START_DEVICE_HANDLER;
typedef MINIPORT_PNP_IRP MINIPORT_FILTER_RESOURCE_REQUIREMENTS;
typedef MINIPORT_PNP_IRP *MINIPORT_FILTER_RESOURCE_REQUIREMENTS_HANDLER;

/* For NdisSetOptionalHandlers, in MiniportSetOptions. Each may be NULL. */
typedef struct _NDIS_MINIPORT_PNP_CHARACTERISTICS {
	NDIS_OBJECT_HEADER Header;
	MINIPORT_ADD_DEVICE_HANDLER MiniportAddDeviceHandler;
	MINIPORT_REMOVE_DEVICE_HANDLER MiniportRemoveDeviceHandler;
	MINIPORT_FILTER_RESOURCE_REQUIREMENTS_HANDLER MiniportFilterResourceRequirementsHandler;
	MINIPORT_START_DEVICE_HANDLER MiniportStartDeviceHandler;
	ULONG Flags;
} NDIS_MINIPORT_PNP_CHARACTERISTICS, *PNDIS_MINIPORT_PNP_CHARACTERISTICS;

#define NDIS_OBJECT_TYPE_MINIPORT_PNP_CHARACTERISTICS 0x92
#define NDIS_MINIPORT_PNP_CHARACTERISTICS_REVISION_1 1
#define NDIS_SIZEOF_MINIPORT_PNP_CHARACTERISTICS_REVISION_1 \
	RTL_SIZEOF_THROUGH_FIELD(NDIS_MINIPORT_PNP_CHARACTERISTICS, Flags)

typedef BOOLEAN MINIPORT_CHECK_FOR_HANG(_In_ NDIS_HANDLE MiniportAdapterContext);
typedef MINIPORT_CHECK_FOR_HANG *MINIPORT_CHECK_FOR_HANG_HANDLER;
typedef NDIS_STATUS MINIPORT_RESET(_In_ NDIS_HANDLE MiniportAdapterContext,
				   _Out_ PBOOLEAN AddressingReset);
typedef MINIPORT_RESET *MINIPORT_RESET_HANDLER;
typedef VOID MINIPORT_DEVICE_PNP_EVENT_NOTIFY(_In_ NDIS_HANDLE MiniportAdapterContext,
					      _In_ PNET_DEVICE_PNP_EVENT NetDevicePnPEvent);
typedef MINIPORT_DEVICE_PNP_EVENT_NOTIFY *MINIPORT_DEVICE_PNP_EVENT_NOTIFY_HANDLER;
/*
 * The machine ends. The adapter is paused, and its driver is not called any more. ShutdownAction is NdisShutdownPowerOff, and the
 * IRQL PASSIVE_LEVEL. Here: an adapter without hardware gets no call, and a panic calls no driver.
 */
typedef VOID MINIPORT_SHUTDOWN(_In_ NDIS_HANDLE MiniportAdapterContext,
			       _In_ NDIS_SHUTDOWN_ACTION ShutdownAction);
typedef MINIPORT_SHUTDOWN *MINIPORT_SHUTDOWN_HANDLER;
/*
 * Here: this is called for the request that the driver has, and for no other. It may come while MiniportOidRequest runs. If
 * that then returns NDIS_STATUS_PENDING, and the request is not completed, NDIS calls this once more. The same holds for
 * FilterCancelOidRequest and FilterOidRequest.
 */
typedef VOID MINIPORT_CANCEL_OID_REQUEST(_In_ NDIS_HANDLE MiniportAdapterContext,
					 _In_ PVOID RequestId);
typedef MINIPORT_CANCEL_OID_REQUEST *MINIPORT_CANCEL_OID_REQUEST_HANDLER;
/* Here: the routines for direct and synchronous requests are never called. */
typedef NDIS_STATUS MINIPORT_DIRECT_OID_REQUEST(_In_ NDIS_HANDLE MiniportAdapterContext,
						_In_ PNDIS_OID_REQUEST OidRequest);
typedef MINIPORT_DIRECT_OID_REQUEST *MINIPORT_DIRECT_OID_REQUEST_HANDLER;
typedef VOID MINIPORT_CANCEL_DIRECT_OID_REQUEST(_In_ NDIS_HANDLE MiniportAdapterContext,
						_In_ PVOID RequestId);
typedef MINIPORT_CANCEL_DIRECT_OID_REQUEST *MINIPORT_CANCEL_DIRECT_OID_REQUEST_HANDLER;
typedef NDIS_STATUS MINIPORT_SYNCHRONOUS_OID_REQUEST(_In_ NDIS_HANDLE MiniportAdapterContext,
						     _In_ PNDIS_OID_REQUEST OidRequest);
typedef MINIPORT_SYNCHRONOUS_OID_REQUEST *MINIPORT_SYNCHRONOUS_OID_REQUEST_HANDLER;

#define NDIS_INTERMEDIATE_DRIVER 0x00000001
#define NDIS_WDM_DRIVER 0x00000002

typedef struct _NDIS_MINIPORT_DRIVER_CHARACTERISTICS {
	NDIS_OBJECT_HEADER Header;
	UCHAR MajorNdisVersion;
	UCHAR MinorNdisVersion;
	UCHAR MajorDriverVersion;
	UCHAR MinorDriverVersion;
	ULONG Flags;
	SET_OPTIONS_HANDLER SetOptionsHandler;
	MINIPORT_INITIALIZE_HANDLER InitializeHandlerEx;
	MINIPORT_HALT_HANDLER HaltHandlerEx;
	MINIPORT_DRIVER_UNLOAD UnloadHandler;
	MINIPORT_PAUSE_HANDLER PauseHandler;
	MINIPORT_RESTART_HANDLER RestartHandler;
	MINIPORT_OID_REQUEST_HANDLER OidRequestHandler;
	MINIPORT_SEND_NET_BUFFER_LISTS_HANDLER SendNetBufferListsHandler;
	MINIPORT_RETURN_NET_BUFFER_LISTS_HANDLER ReturnNetBufferListsHandler;
	MINIPORT_CANCEL_SEND_HANDLER CancelSendHandler;
	MINIPORT_CHECK_FOR_HANG_HANDLER CheckForHangHandlerEx;
	MINIPORT_RESET_HANDLER ResetHandlerEx;
	MINIPORT_DEVICE_PNP_EVENT_NOTIFY_HANDLER DevicePnPEventNotifyHandler;
	MINIPORT_SHUTDOWN_HANDLER ShutdownHandlerEx;
	MINIPORT_CANCEL_OID_REQUEST_HANDLER CancelOidRequestHandler;
#if NDIS_SUPPORT_NDIS61
	MINIPORT_DIRECT_OID_REQUEST_HANDLER DirectOidRequestHandler;
	MINIPORT_CANCEL_DIRECT_OID_REQUEST_HANDLER CancelDirectOidRequestHandler;
#endif
#if NDIS_SUPPORT_NDIS680
	MINIPORT_SYNCHRONOUS_OID_REQUEST_HANDLER SynchronousOidRequestHandler;
#endif
} NDIS_MINIPORT_DRIVER_CHARACTERISTICS, *PNDIS_MINIPORT_DRIVER_CHARACTERISTICS;

#define NDIS_MINIPORT_DRIVER_CHARACTERISTICS_REVISION_1 1
#define NDIS_SIZEOF_MINIPORT_DRIVER_CHARACTERISTICS_REVISION_1 \
	RTL_SIZEOF_THROUGH_FIELD(NDIS_MINIPORT_DRIVER_CHARACTERISTICS, CancelOidRequestHandler)
#define NDIS_MINIPORT_DRIVER_CHARACTERISTICS_REVISION_2 2
#define NDIS_SIZEOF_MINIPORT_DRIVER_CHARACTERISTICS_REVISION_2 \
	RTL_SIZEOF_THROUGH_FIELD(NDIS_MINIPORT_DRIVER_CHARACTERISTICS, \
				 CancelDirectOidRequestHandler)
#define NDIS_MINIPORT_DRIVER_CHARACTERISTICS_REVISION_3 3
#define NDIS_SIZEOF_MINIPORT_DRIVER_CHARACTERISTICS_REVISION_3 \
	RTL_SIZEOF_THROUGH_FIELD(NDIS_MINIPORT_DRIVER_CHARACTERISTICS, SynchronousOidRequestHandler)

/* ---- Registration ---------------------------------------------------------------------- */

/**
 * NdisMRegisterMiniportDriver - register a miniport driver
 * @DriverObject: the driver object that DriverEntry got
 * @RegistryPath: the path that DriverEntry got
 * @MiniportDriverContext: passed to MiniportInitializeEx and MiniportSetOptions, or NULL
 * @MiniportDriverCharacteristics: the characteristics, which are copied
 * @NdisMiniportDriverHandle: receives the miniport driver's handle; NULL after a failure
 *
 * Call it in DriverEntry. If DriverEntry fails afterwards, it must first call
 * NdisMDeregisterMiniportDriver. The call sets DriverObject->DriverUnload to a routine of NDIS's,
 * which halts the adapters and calls the UnloadHandler. The call also calls MiniportSetOptions, and
 * fails if that routine fails.
 *
 * NDIS is the function driver of the driver's devices: the call also sets DriverExtension->AddDevice, and the dispatch
 * routines of IRP_MJ_PNP, IRP_MJ_POWER and IRP_MJ_SYSTEM_CONTROL, but not for an NDIS_INTERMEDIATE_DRIVER. Each device
 * that arrives becomes an adapter, for which MiniportInitializeEx is called when the device has started.
 *
 * Here: the handlers for initialize, halt, unload, pause and restart are required, since NDIS calls
 * them. The page of the structure requires more handlers.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: NDIS_STATUS_SUCCESS; NDIS_STATUS_BAD_VERSION for a version that is no version of NDIS
 *	from 6.0 to 6.89; NDIS_STATUS_BAD_CHARACTERISTICS, with the field in the log, for a wrong
 *	header or a missing handler; NDIS_STATUS_RESOURCES without memory; NDIS_STATUS_FAILURE,
 *	with a report, for a NULL argument, a bad driver object or IRQL; the status of
 *	MiniportSetOptions.
 * Page: ndis.h, NdisMRegisterMiniportDriver
 */
NDIS_STATUS NTAPI NdisMRegisterMiniportDriver(
	_In_ PDRIVER_OBJECT DriverObject, _In_ PUNICODE_STRING RegistryPath,
	_In_opt_ NDIS_HANDLE MiniportDriverContext,
	_In_ PNDIS_MINIPORT_DRIVER_CHARACTERISTICS MiniportDriverCharacteristics,
	_Out_ PNDIS_HANDLE NdisMiniportDriverHandle);

/**
 * NdisMDeregisterMiniportDriver - deregister a miniport driver
 * @NdisMiniportDriverHandle: the handle of NdisMRegisterMiniportDriver
 *
 * Call it in MiniportDriverUnload, or in a DriverEntry that fails. Queued items keep their
 * references until their routines have returned.
 *
 * Here: the call reports (0x18) a handle of something other than a miniport driver, a deregistered
 * handle, and the handle of a driver that still has adapters. It then does nothing.
 *
 * IRQL: PASSIVE_LEVEL.
 * Page: ndis.h, NdisMDeregisterMiniportDriver
 */
VOID NTAPI NdisMDeregisterMiniportDriver(_In_ NDIS_HANDLE NdisMiniportDriverHandle);

/* ---- Attributes of an adapter ---------------------------------------------------------- */

typedef enum _NDIS_INTERFACE_TYPE {
	NdisInterfaceInternal = 0,
	NdisInterfaceIsa = 1,
	NdisInterfaceEisa = 2,
	NdisInterfaceMca = 3,
	NdisInterfaceTurboChannel = 4,
	NdisInterfacePci = 5,
	NdisInterfacePcMcia = 8,
	NdisInterfaceCBus = 9,
	NdisInterfaceMPIBus = 10,
	NdisInterfaceMPSABus = 11,
	NdisInterfaceProcessorInternal = 12,
	NdisInterfaceInternalPowerBus = 13,
	NdisInterfacePNPISABus = 14,
	NdisInterfacePNPBus = 15,
	NdisInterfaceUSB,
	NdisInterfaceIrda,
	NdisInterface1394,
	NdisMaximumInterfaceType
} NDIS_INTERFACE_TYPE, *PNDIS_INTERFACE_TYPE;

typedef enum _NDIS_MEDIUM {
	NdisMedium802_3,
	NdisMedium802_5,
	NdisMediumFddi,
	NdisMediumWan,
	NdisMediumLocalTalk,
	NdisMediumDix,
	NdisMediumArcnetRaw,
	NdisMediumArcnet878_2,
	NdisMediumAtm,
	NdisMediumWirelessWan,
	NdisMediumIrda,
	NdisMediumBpc,
	NdisMediumCoWan,
	NdisMedium1394,
	NdisMediumInfiniBand,
	NdisMediumTunnel,
	NdisMediumNative802_11,
	NdisMediumLoopback,
	NdisMediumWiMAX,
	NdisMediumIP,
	NdisMediumMax
} NDIS_MEDIUM, *PNDIS_MEDIUM;

typedef enum _NDIS_PHYSICAL_MEDIUM {
	NdisPhysicalMediumUnspecified,
	NdisPhysicalMediumWirelessLan,
	NdisPhysicalMediumCableModem,
	NdisPhysicalMediumPhoneLine,
	NdisPhysicalMediumPowerLine,
	NdisPhysicalMediumDSL,
	NdisPhysicalMediumFibreChannel,
	NdisPhysicalMedium1394,
	NdisPhysicalMediumWirelessWan,
	NdisPhysicalMediumNative802_11,
	NdisPhysicalMediumBluetooth,
	NdisPhysicalMediumInfiniband,
	NdisPhysicalMediumWiMax,
	NdisPhysicalMediumUWB,
	NdisPhysicalMedium802_3,
	NdisPhysicalMedium802_5,
	NdisPhysicalMediumIrda,
	NdisPhysicalMediumWiredWAN,
	NdisPhysicalMediumWiredCoWan,
	NdisPhysicalMediumOther,
	NdisPhysicalMediumNative802_15_4,
	NdisPhysicalMediumMax
} NDIS_PHYSICAL_MEDIUM, *PNDIS_PHYSICAL_MEDIUM;

typedef NET_IF_MEDIA_CONNECT_STATE NDIS_MEDIA_CONNECT_STATE, *PNDIS_MEDIA_CONNECT_STATE;
typedef NET_IF_MEDIA_DUPLEX_STATE NDIS_MEDIA_DUPLEX_STATE, *PNDIS_MEDIA_DUPLEX_STATE;

#define NDIS_MAX_PHYS_ADDRESS_LENGTH 32

#define NDIS_MAC_OPTION_COPY_LOOKAHEAD_DATA 0x00000001
#define NDIS_MAC_OPTION_RECEIVE_SERIALIZED 0x00000002
#define NDIS_MAC_OPTION_TRANSFERS_NOT_PEND 0x00000004
#define NDIS_MAC_OPTION_NO_LOOPBACK 0x00000008
#define NDIS_MAC_OPTION_8021P_PRIORITY 0x00000040
#define NDIS_MAC_OPTION_8021Q_VLAN 0x00000200

#define NDIS_PACKET_TYPE_DIRECTED 0x00000001
#define NDIS_PACKET_TYPE_MULTICAST 0x00000002
#define NDIS_PACKET_TYPE_ALL_MULTICAST 0x00000004
#define NDIS_PACKET_TYPE_BROADCAST 0x00000008
#define NDIS_PACKET_TYPE_SOURCE_ROUTING 0x00000010
#define NDIS_PACKET_TYPE_PROMISCUOUS 0x00000020
#define NDIS_PACKET_TYPE_SMT 0x00000040
#define NDIS_PACKET_TYPE_ALL_LOCAL 0x00000080
#define NDIS_PACKET_TYPE_GROUP 0x00001000
#define NDIS_PACKET_TYPE_ALL_FUNCTIONAL 0x00002000
#define NDIS_PACKET_TYPE_FUNCTIONAL 0x00004000
#define NDIS_PACKET_TYPE_MAC_FRAME 0x00008000
#define NDIS_PACKET_TYPE_NO_LOCAL 0x00010000

#define NDIS_MINIPORT_ATTRIBUTES_HARDWARE_DEVICE 0x00000001
#define NDIS_MINIPORT_ATTRIBUTES_NDIS_WDM 0x00000002
#define NDIS_MINIPORT_ATTRIBUTES_SURPRISE_REMOVE_OK 0x00000004
#define NDIS_MINIPORT_ATTRIBUTES_NOT_CO_NDIS 0x00000008
#define NDIS_MINIPORT_ATTRIBUTES_DO_NOT_BIND_TO_ALL_CO 0x00000010
#define NDIS_MINIPORT_ATTRIBUTES_NO_HALT_ON_SUSPEND 0x00000020
#define NDIS_MINIPORT_ATTRIBUTES_BUS_MASTER 0x00000040
#define NDIS_MINIPORT_ATTRIBUTES_CONTROLS_DEFAULT_PORT 0x00000080
#define NDIS_MINIPORT_ATTRIBUTES_NO_PAUSE_ON_SUSPEND 0x00000100
#define NDIS_MINIPORT_ATTRIBUTES_NO_OID_INTERCEPT_ON_NONDEFAULT_PORTS 0x00000200
#define NDIS_MINIPORT_ATTRIBUTES_REGISTER_BUGCHECK_CALLBACK 0x00000400

typedef struct _NDIS_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES {
	NDIS_OBJECT_HEADER Header;
	NDIS_HANDLE MiniportAdapterContext;
	ULONG AttributeFlags;
	UINT CheckForHangTimeInSeconds;
	NDIS_INTERFACE_TYPE InterfaceType;
} NDIS_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES, *PNDIS_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES;

#define NDIS_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES_REVISION_1 1
#define NDIS_SIZEOF_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES_REVISION_1 \
	RTL_SIZEOF_THROUGH_FIELD(NDIS_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES, InterfaceType)
#define NDIS_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES_REVISION_2 2
#define NDIS_SIZEOF_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES_REVISION_2 \
	NDIS_SIZEOF_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES_REVISION_1

typedef struct _NDIS_MINIPORT_ADAPTER_GENERAL_ATTRIBUTES {
	NDIS_OBJECT_HEADER Header;
	ULONG Flags;
	NDIS_MEDIUM MediaType;
	NDIS_PHYSICAL_MEDIUM PhysicalMediumType;
	ULONG MtuSize;
	ULONG64 MaxXmitLinkSpeed;	/* bits per second, as the next three */
	ULONG64 XmitLinkSpeed;
	ULONG64 MaxRcvLinkSpeed;
	ULONG64 RcvLinkSpeed;
	NDIS_MEDIA_CONNECT_STATE MediaConnectState;
	NDIS_MEDIA_DUPLEX_STATE MediaDuplexState;
	ULONG LookaheadSize;
	PNDIS_PNP_CAPABILITIES PowerManagementCapabilities;
	ULONG MacOptions;
	ULONG SupportedPacketFilters;
	ULONG MaxMulticastListSize;
	USHORT MacAddressLength;
	UCHAR PermanentMacAddress[NDIS_MAX_PHYS_ADDRESS_LENGTH];
	UCHAR CurrentMacAddress[NDIS_MAX_PHYS_ADDRESS_LENGTH];
	PNDIS_RECEIVE_SCALE_CAPABILITIES RecvScaleCapabilities;
	NET_IF_ACCESS_TYPE AccessType;
	NET_IF_DIRECTION_TYPE DirectionType;
	NET_IF_CONNECTION_TYPE ConnectionType;
	NET_IFTYPE IfType;
	BOOLEAN IfConnectorPresent;
	ULONG SupportedStatistics;
	ULONG SupportedPauseFunctions;
	ULONG DataBackFillSize;
	ULONG ContextBackFillSize;
	PNDIS_OID SupportedOidList;
	ULONG SupportedOidListLength;
	ULONG AutoNegotiationFlags;
#if NDIS_SUPPORT_NDIS620
	PNDIS_PM_CAPABILITIES PowerManagementCapabilitiesEx;
#endif
} NDIS_MINIPORT_ADAPTER_GENERAL_ATTRIBUTES, *PNDIS_MINIPORT_ADAPTER_GENERAL_ATTRIBUTES;

#define NDIS_MINIPORT_ADAPTER_GENERAL_ATTRIBUTES_REVISION_1 1
#define NDIS_SIZEOF_MINIPORT_ADAPTER_GENERAL_ATTRIBUTES_REVISION_1 \
	RTL_SIZEOF_THROUGH_FIELD(NDIS_MINIPORT_ADAPTER_GENERAL_ATTRIBUTES, AutoNegotiationFlags)
#define NDIS_MINIPORT_ADAPTER_GENERAL_ATTRIBUTES_REVISION_2 2
#define NDIS_SIZEOF_MINIPORT_ADAPTER_GENERAL_ATTRIBUTES_REVISION_2 \
	RTL_SIZEOF_THROUGH_FIELD(NDIS_MINIPORT_ADAPTER_GENERAL_ATTRIBUTES, \
				 PowerManagementCapabilitiesEx)

/* Of a device that arrives: MiniportAddDevice alone sets them. */
typedef struct _NDIS_MINIPORT_ADD_DEVICE_REGISTRATION_ATTRIBUTES {
	NDIS_OBJECT_HEADER Header;
	NDIS_HANDLE MiniportAddDeviceContext;
	ULONG Flags;
} NDIS_MINIPORT_ADD_DEVICE_REGISTRATION_ATTRIBUTES,
	*PNDIS_MINIPORT_ADD_DEVICE_REGISTRATION_ATTRIBUTES;

#define NDIS_MINIPORT_ADD_DEVICE_REGISTRATION_ATTRIBUTES_REVISION_1 1
#define NDIS_SIZEOF_MINIPORT_ADD_DEVICE_REGISTRATION_ATTRIBUTES_REVISION_1 \
	RTL_SIZEOF_THROUGH_FIELD(NDIS_MINIPORT_ADD_DEVICE_REGISTRATION_ATTRIBUTES, Flags)

typedef struct _NDIS_MINIPORT_ADAPTER_OFFLOAD_ATTRIBUTES {
	NDIS_OBJECT_HEADER Header;
	PNDIS_OFFLOAD DefaultOffloadConfiguration;
	PNDIS_OFFLOAD HardwareOffloadCapabilities;
	PNDIS_TCP_CONNECTION_OFFLOAD DefaultTcpConnectionOffloadConfiguration;
	PNDIS_TCP_CONNECTION_OFFLOAD TcpConnectionOffloadHardwareCapabilities;
} NDIS_MINIPORT_ADAPTER_OFFLOAD_ATTRIBUTES, *PNDIS_MINIPORT_ADAPTER_OFFLOAD_ATTRIBUTES;

#define NDIS_MINIPORT_ADAPTER_OFFLOAD_ATTRIBUTES_REVISION_1 1
#define NDIS_SIZEOF_MINIPORT_ADAPTER_OFFLOAD_ATTRIBUTES_REVISION_1 \
	RTL_SIZEOF_THROUGH_FIELD(NDIS_MINIPORT_ADAPTER_OFFLOAD_ATTRIBUTES, \
				 TcpConnectionOffloadHardwareCapabilities)

typedef struct _NDIS_MINIPORT_ADAPTER_NATIVE_802_11_ATTRIBUTES {
	NDIS_OBJECT_HEADER Header;
	ULONG OpModeCapability;
	ULONG NumOfTXBuffers;
	ULONG NumOfRXBuffers;
	BOOLEAN MultiDomainCapabilityImplemented;
	ULONG NumSupportedPhys;
	PDOT11_PHY_ATTRIBUTES SupportedPhyAttributes;
	PDOT11_EXTSTA_ATTRIBUTES ExtSTAAttributes;
#if NDIS_SUPPORT_NDIS620
	PDOT11_VWIFI_ATTRIBUTES VWiFiAttributes;
	PDOT11_EXTAP_ATTRIBUTES ExtAPAttributes;
#endif
#if NDIS_SUPPORT_NDIS630
	PDOT11_WFD_ATTRIBUTES WFDAttributes;
#endif
} NDIS_MINIPORT_ADAPTER_NATIVE_802_11_ATTRIBUTES, *PNDIS_MINIPORT_ADAPTER_NATIVE_802_11_ATTRIBUTES;

#define NDIS_MINIPORT_ADAPTER_802_11_ATTRIBUTES_REVISION_1 1
#define NDIS_SIZEOF_MINIPORT_ADAPTER_NATIVE_802_11_ATTRIBUTES_REVISION_1 \
	RTL_SIZEOF_THROUGH_FIELD(NDIS_MINIPORT_ADAPTER_NATIVE_802_11_ATTRIBUTES, ExtSTAAttributes)
#define NDIS_MINIPORT_ADAPTER_802_11_ATTRIBUTES_REVISION_2 2
#define NDIS_SIZEOF_MINIPORT_ADAPTER_NATIVE_802_11_ATTRIBUTES_REVISION_2 \
	RTL_SIZEOF_THROUGH_FIELD(NDIS_MINIPORT_ADAPTER_NATIVE_802_11_ATTRIBUTES, ExtAPAttributes)
#define NDIS_MINIPORT_ADAPTER_802_11_ATTRIBUTES_REVISION_3 3
#define NDIS_SIZEOF_MINIPORT_ADAPTER_NATIVE_802_11_ATTRIBUTES_REVISION_3 \
	RTL_SIZEOF_THROUGH_FIELD(NDIS_MINIPORT_ADAPTER_NATIVE_802_11_ATTRIBUTES, WFDAttributes)

typedef struct _NDIS_MINIPORT_ADAPTER_HARDWARE_ASSIST_ATTRIBUTES {
	NDIS_OBJECT_HEADER Header;
	PNDIS_HD_SPLIT_ATTRIBUTES HDSplitAttributes;
#if NDIS_SUPPORT_NDIS620
	PNDIS_RECEIVE_FILTER_CAPABILITIES HardwareReceiveFilterCapabilities;
	PNDIS_RECEIVE_FILTER_CAPABILITIES CurrentReceiveFilterCapabilities;
	PNDIS_NIC_SWITCH_CAPABILITIES HardwareNicSwitchCapabilities;
	PNDIS_NIC_SWITCH_CAPABILITIES CurrentNicSwitchCapabilities;
#endif
#if NDIS_SUPPORT_NDIS630
	PNDIS_SRIOV_CAPABILITIES HardwareSriovCapabilities;
	PNDIS_SRIOV_CAPABILITIES CurrentSriovCapabilities;
	PNDIS_QOS_CAPABILITIES HardwareQosCapabilities;
	PNDIS_QOS_CAPABILITIES CurrentQosCapabilities;
#endif
#if NDIS_SUPPORT_NDIS650
	PNDIS_GFT_OFFLOAD_CAPABILITIES HardwareGftOffloadCapabilities;
	PNDIS_GFT_OFFLOAD_CAPABILITIES CurrentGftOffloadCapabilities;
#endif
} NDIS_MINIPORT_ADAPTER_HARDWARE_ASSIST_ATTRIBUTES,
	*PNDIS_MINIPORT_ADAPTER_HARDWARE_ASSIST_ATTRIBUTES;

#define NDIS_MINIPORT_ADAPTER_HARDWARE_ASSIST_ATTRIBUTES_REVISION_1 1
#define NDIS_SIZEOF_MINIPORT_ADAPTER_HARDWARE_ASSIST_ATTRIBUTES_REVISION_1 \
	RTL_SIZEOF_THROUGH_FIELD(NDIS_MINIPORT_ADAPTER_HARDWARE_ASSIST_ATTRIBUTES, \
				 HDSplitAttributes)
#define NDIS_MINIPORT_ADAPTER_HARDWARE_ASSIST_ATTRIBUTES_REVISION_2 2
#define NDIS_SIZEOF_MINIPORT_ADAPTER_HARDWARE_ASSIST_ATTRIBUTES_REVISION_2 \
	RTL_SIZEOF_THROUGH_FIELD(NDIS_MINIPORT_ADAPTER_HARDWARE_ASSIST_ATTRIBUTES, \
				 CurrentNicSwitchCapabilities)
#define NDIS_MINIPORT_ADAPTER_HARDWARE_ASSIST_ATTRIBUTES_REVISION_3 3
#define NDIS_SIZEOF_MINIPORT_ADAPTER_HARDWARE_ASSIST_ATTRIBUTES_REVISION_3 \
	RTL_SIZEOF_THROUGH_FIELD(NDIS_MINIPORT_ADAPTER_HARDWARE_ASSIST_ATTRIBUTES, \
				 CurrentQosCapabilities)
#define NDIS_MINIPORT_ADAPTER_HARDWARE_ASSIST_ATTRIBUTES_REVISION_4 4
#define NDIS_SIZEOF_MINIPORT_ADAPTER_HARDWARE_ASSIST_ATTRIBUTES_REVISION_4 \
	RTL_SIZEOF_THROUGH_FIELD(NDIS_MINIPORT_ADAPTER_HARDWARE_ASSIST_ATTRIBUTES, \
				 CurrentGftOffloadCapabilities)

typedef struct _NDIS_MINIPORT_ADAPTER_NDK_ATTRIBUTES {
	NDIS_OBJECT_HEADER Header;
	BOOLEAN Enabled;
	PNDIS_NDK_CAPABILITIES NdkCapabilities;
} NDIS_MINIPORT_ADAPTER_NDK_ATTRIBUTES, *PNDIS_MINIPORT_ADAPTER_NDK_ATTRIBUTES;

#define NDIS_MINIPORT_ADAPTER_NDK_ATTRIBUTES_REVISION_1 1
#define NDIS_SIZEOF_MINIPORT_ADAPTER_NDK_ATTRIBUTES_REVISION_1 \
	RTL_SIZEOF_THROUGH_FIELD(NDIS_MINIPORT_ADAPTER_NDK_ATTRIBUTES, NdkCapabilities)

/* @DmaAddressWidth: bits */
typedef struct _NDIS_MINIPORT_ADAPTER_PACKET_DIRECT_ATTRIBUTES {
	NDIS_OBJECT_HEADER Header;
	ULONG Flags;
	UCHAR DmaAddressWidth;
} NDIS_MINIPORT_ADAPTER_PACKET_DIRECT_ATTRIBUTES, *PNDIS_MINIPORT_ADAPTER_PACKET_DIRECT_ATTRIBUTES;

#define NDIS_MINIPORT_ADAPTER_PACKET_DIRECT_ATTRIBUTES_REVISION_1 1
#define NDIS_SIZEOF_MINIPORT_ADAPTER_PACKET_DIRECT_ATTRIBUTES_REVISION_1 \
	RTL_SIZEOF_THROUGH_FIELD(NDIS_MINIPORT_ADAPTER_PACKET_DIRECT_ATTRIBUTES, DmaAddressWidth)

/*
 * One kind of attributes; Header.Type gives the kind. Only the kinds of the NDIS version that the
 * driver requests are declared.
 */
typedef union _NDIS_MINIPORT_ADAPTER_ATTRIBUTES {
	NDIS_OBJECT_HEADER Header;
	NDIS_MINIPORT_ADD_DEVICE_REGISTRATION_ATTRIBUTES AddDeviceRegistrationAttributes;
	NDIS_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES RegistrationAttributes;
	NDIS_MINIPORT_ADAPTER_GENERAL_ATTRIBUTES GeneralAttributes;
	NDIS_MINIPORT_ADAPTER_OFFLOAD_ATTRIBUTES OffloadAttributes;
	NDIS_MINIPORT_ADAPTER_NATIVE_802_11_ATTRIBUTES Native_802_11_Attributes;
#if NDIS_SUPPORT_NDIS61
	NDIS_MINIPORT_ADAPTER_HARDWARE_ASSIST_ATTRIBUTES HardwareAssistAttributes;
#endif
#if NDIS_SUPPORT_NDIS630
	NDIS_MINIPORT_ADAPTER_NDK_ATTRIBUTES NDKAttributes;
#endif
#if NDIS_SUPPORT_NDIS650
	NDIS_MINIPORT_ADAPTER_PACKET_DIRECT_ATTRIBUTES PacketDirectAttributes;
#endif
} NDIS_MINIPORT_ADAPTER_ATTRIBUTES, *PNDIS_MINIPORT_ADAPTER_ATTRIBUTES;

/**
 * NdisMSetMiniportAttributes - set the attributes of an adapter, in MiniportInitializeEx
 * @NdisMiniportHandle: the adapter's handle
 * @MiniportAttributes: the attributes; Header.Type gives the kind
 *
 * The registration attributes contain the driver's context for the adapter, which NDIS passes to
 * the other handlers. Set them first.
 *
 * The general attributes make the adapter a network interface: its medium, MTU, addresses, packet
 * filters, the state and speed of its link. MiniportInitializeEx sets them before it succeeds.
 *
 * Here: later general attributes are accepted, and have no effect. So are the other kinds: no capability is
 * enabled. NDIS does not call MiniportAddDevice, so it refuses the attributes that are for that routine.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: NDIS_STATUS_SUCCESS; NDIS_STATUS_BAD_VERSION for an unknown Header.Revision;
 *	NDIS_STATUS_BAD_CHARACTERISTICS for a Header.Size that is too small for the revision;
 *	NDIS_STATUS_INVALID_PARAMETER for a MacAddressLength above NDIS_MAX_PHYS_ADDRESS_LENGTH;
 *	NDIS_STATUS_NOT_SUPPORTED for an unknown Header.Type, and for the type that belongs to
 *	MiniportAddDevice; NDIS_STATUS_FAILURE, with a report, for a NULL argument, a bad handle or
 *	IRQL. The log names the field of each refusal.
 * Page: ndis.h, NdisMSetMiniportAttributes
 */
NDIS_STATUS NTAPI
NdisMSetMiniportAttributes(_In_ NDIS_HANDLE NdisMiniportHandle,
			   _In_ PNDIS_MINIPORT_ADAPTER_ATTRIBUTES MiniportAttributes);

/**
 * NdisMPauseComplete - complete a MiniportPause that has returned NDIS_STATUS_PENDING
 * @MiniportAdapterHandle: the handle of the adapter
 *
 * A driver may call this before MiniportPause has returned.
 *
 * Here: if no pause is pending, the call is reported (0x7C, 0x1F), and does nothing. MiniportPause cannot fail:
 * another status than NDIS_STATUS_SUCCESS or NDIS_STATUS_PENDING is reported likewise, and taken as success.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Page: ndis.h, NdisMPauseComplete
 */
VOID NTAPI NdisMPauseComplete(_In_ NDIS_HANDLE MiniportAdapterHandle);

/**
 * NdisMRestartComplete - complete a MiniportRestart that has returned NDIS_STATUS_PENDING
 * @MiniportAdapterHandle: the handle of the adapter
 * @Status: the result, not NDIS_STATUS_PENDING
 *
 * The rules are those of NdisMPauseComplete. Here: NDIS_STATUS_PENDING as @Status is also reported
 * (0xC4).
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Page: ndis.h, NdisMRestartComplete
 */
VOID NTAPI NdisMRestartComplete(_In_ NDIS_HANDLE MiniportAdapterHandle, _In_ NDIS_STATUS Status);

/**
 * NdisMResetComplete - complete a MiniportResetEx that has returned NDIS_STATUS_PENDING
 * @MiniportAdapterHandle: the handle of the adapter
 * @Status: the result, not NDIS_STATUS_PENDING
 * @AddressingReset: TRUE if NDIS shall set the packet filter again
 *
 * NDIS calls MiniportCheckForHangEx each 2 seconds, or CheckForHangTimeInSeconds of the registration attributes, from
 * the end of MiniportInitializeEx on. It calls MiniportResetEx if that returns TRUE, or if an OID request is in progress
 * during two successive calls. The next call follows when the reset has ended. A driver may call this before
 * MiniportResetEx has returned.
 *
 * Here: both run at PASSIVE_LEVEL. NDIS waits for the end of a reset before it removes the interface of an adapter that
 * is to halt, so MiniportPause is not called during one. There are no multicast lists, encapsulation settings and
 * wake-up patterns to set again. The log says that and why an adapter is reset. If no reset is pending, or @Status is
 * NDIS_STATUS_PENDING, the call is reported (0x7C, 0x0F), and does nothing. An adapter that needs a reset, whose
 * driver has no ResetHandlerEx, is reported once likewise.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Page: ndis.h, NdisMResetComplete
 */
VOID NTAPI NdisMResetComplete(_In_ NDIS_HANDLE MiniportAdapterHandle, _In_ NDIS_STATUS Status,
			      _In_ BOOLEAN AddressingReset);

/**
 * NdisMGetDeviceProperty - return the device objects and the resources of an adapter
 * @MiniportAdapterHandle: the handle of the adapter
 * @PhysicalDeviceObject: receives the bus driver's device object, or NULL
 * @FunctionalDeviceObject: receives that of NDIS, or NULL
 * @NextDeviceObject: receives the one below that of NDIS, or NULL
 * @AllocatedResources: receives the resources, or NULL
 * @AllocatedResourcesTranslated: likewise
 *
 * The resources are those of IRP_MN_START_DEVICE, and stay until MiniportHaltEx has returned.
 *
 * Here: for an adapter without hardware each pointer that is not NULL receives NULL. So do those to the resources for a
 * device without any, or one that has not started.
 *
 * IRQL: PASSIVE_LEVEL.
 * Page: ndis.h, NdisMGetDeviceProperty
 */
VOID NTAPI NdisMGetDeviceProperty(_In_ NDIS_HANDLE MiniportAdapterHandle,
				  _Out_opt_ PDEVICE_OBJECT *PhysicalDeviceObject,
				  _Out_opt_ PDEVICE_OBJECT *FunctionalDeviceObject,
				  _Out_opt_ PDEVICE_OBJECT *NextDeviceObject,
				  _Out_opt_ PCM_RESOURCE_LIST *AllocatedResources,
				  _Out_opt_ PCM_RESOURCE_LIST *AllocatedResourcesTranslated);

/**
 * NdisMRemoveMiniport - remove an adapter that has failed for good
 * @MiniportHandle: the handle of the adapter
 *
 * Its device is removed later, as one that has vanished: MiniportDevicePnPEventNotify, MiniportHaltEx.
 *
 * Here: an adapter without hardware has no device, and stays. The log says so.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: NDIS_STATUS_SUCCESS; NDIS_STATUS_FAILURE for an adapter without hardware; with a report for a bad handle or IRQL.
 * Page: ndis.h, NdisMRemoveMiniport
 */
NDIS_STATUS NTAPI NdisMRemoveMiniport(_In_ NDIS_HANDLE MiniportHandle);

/**
 * NdisWriteErrorLogEntry - write an entry of the error log for an adapter
 * @NdisAdapterHandle: the handle of the adapter
 * @ErrorCode: an NDIS_ERROR_CODE_, or a code of the driver's
 * @NumberOfErrorValues: the number of values that follow
 * @...: ULONG values, which become data of the entry
 *
 * Here: it is a line of the kernel's log, as that of IoWriteErrorLogEntry. More values than such an entry
 * has room for (50) are left out. Nothing is written without memory.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Page: ndis.h, NdisWriteErrorLogEntry
 */
VOID NdisWriteErrorLogEntry(_In_ NDIS_HANDLE NdisAdapterHandle, _In_ NDIS_ERROR_CODE ErrorCode,
			    _In_ ULONG NumberOfErrorValues, ...);

EXTERN_C_END

#endif /* WINWORK_NDIS_MINIPORT_H */
