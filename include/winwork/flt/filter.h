/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Minifilters, volumes and instances: registration, attachment and teardown.
 *
 * Lifetimes
 *
 *  1. A filter exists from FltRegisterFilter to FltUnregisterFilter, an instance from its
 *     attachment to its teardown. The port that creates a volume deletes it (flt_port.h).
 *  2. Each of these objects has rundown protection. FltObjectReference acquires it, and so do the
 *     functions that return an object, queued and running work items, and an operation that is in
 *     an instance. Teardown first refuses new protection, with STATUS_FLT_DELETING_OBJECT, and
 *     then waits until all protection is released.
 *  3. The teardown of an instance calls InstanceTeardownStartCallback, and stops new operations.
 *     It drains the operations below the instance (flt/operation.h), and waits as in step 2. Then
 *     it calls InstanceTeardownCompleteCallback, removes the contexts, and frees the instance.
 *  4. Unregistering a filter tears down its instances, waits as in step 2, and removes its other
 *     contexts. Deleting a volume tears down the instances on it.
 *
 * The callbacks are called at PASSIVE_LEVEL, except those of operations, and without any lock
 * held.
 */
#ifndef WINWORK_FLT_FILTER_H
#define WINWORK_FLT_FILTER_H

#include "context_registration.h"
#include "name_provider.h"
#include "operation.h"

EXTERN_C_START

/* ---- registration ------------------------------------------------------------------------- */

typedef ULONG FLT_REGISTRATION_FLAGS;
typedef ULONG FLT_OPERATION_REGISTRATION_FLAGS;
typedef ULONG FLT_INSTANCE_SETUP_FLAGS;
typedef ULONG FLT_INSTANCE_QUERY_TEARDOWN_FLAGS;
typedef ULONG FLT_INSTANCE_TEARDOWN_FLAGS;
typedef ULONG FLT_FILTER_UNLOAD_FLAGS;

#define FLT_REGISTRATION_VERSION_0200 0x0200
#define FLT_REGISTRATION_VERSION_0201 0x0201
#define FLT_REGISTRATION_VERSION_0202 0x0202
#define FLT_REGISTRATION_VERSION_0203 0x0203
#define FLT_REGISTRATION_VERSION FLT_REGISTRATION_VERSION_0203

/* FLT_REGISTRATION.Flags. With DO_NOT_SUPPORT_SERVICE_STOP the module cannot be removed. */
#define FLTFL_REGISTRATION_DO_NOT_SUPPORT_SERVICE_STOP 0x00000001
#define FLTFL_REGISTRATION_SUPPORT_NPFS_MSFS 0x00000002
#define FLTFL_REGISTRATION_SUPPORT_DAX_VOLUME 0x00000004

/*
 * FLT_OPERATION_REGISTRATION.Flags: the operations for which the callbacks are not called.
 * SKIP_NON_DASD_IO skips every operation whose file object is not FO_VOLUME_OPEN. The other flags
 * skip reads and writes only. All fast I/O counts as cached. Only an IRP can be paging I/O.
 */
#define FLTFL_OPERATION_REGISTRATION_SKIP_PAGING_IO 0x00000001
#define FLTFL_OPERATION_REGISTRATION_SKIP_CACHED_IO 0x00000002
#define FLTFL_OPERATION_REGISTRATION_SKIP_NON_DASD_IO 0x00000004
#define FLTFL_OPERATION_REGISTRATION_SKIP_NON_CACHED_NON_PAGING_IO 0x00000008

#define FLTFL_INSTANCE_SETUP_AUTOMATIC_ATTACHMENT 0x00000001
#define FLTFL_INSTANCE_SETUP_MANUAL_ATTACHMENT 0x00000002
#define FLTFL_INSTANCE_SETUP_NEWLY_MOUNTED_VOLUME 0x00000004
#define FLTFL_INSTANCE_SETUP_DETACHED_VOLUME 0x00000008

#define FLTFL_INSTANCE_TEARDOWN_MANUAL 0x00000001
#define FLTFL_INSTANCE_TEARDOWN_FILTER_UNLOAD 0x00000002
#define FLTFL_INSTANCE_TEARDOWN_MANDATORY_FILTER_UNLOAD 0x00000004
#define FLTFL_INSTANCE_TEARDOWN_VOLUME_DISMOUNT 0x00000008
#define FLTFL_INSTANCE_TEARDOWN_INTERNAL_ERROR 0x00000010

#define FLTFL_FILTER_UNLOAD_MANDATORY 0x00000001

typedef enum _FLT_FILESYSTEM_TYPE {
	FLT_FSTYPE_UNKNOWN,
	FLT_FSTYPE_RAW,
	FLT_FSTYPE_NTFS,
	FLT_FSTYPE_FAT,
	FLT_FSTYPE_CDFS,
	FLT_FSTYPE_UDFS,
	FLT_FSTYPE_LANMAN,
	FLT_FSTYPE_WEBDAV,
	FLT_FSTYPE_RDPDR,
	FLT_FSTYPE_NFS,
	FLT_FSTYPE_MS_NETWARE,
	FLT_FSTYPE_NETWARE,
	FLT_FSTYPE_BSUDF,
	FLT_FSTYPE_MUP,
	FLT_FSTYPE_RSFX,
	FLT_FSTYPE_ROXIO_UDF1,
	FLT_FSTYPE_ROXIO_UDF2,
	FLT_FSTYPE_ROXIO_UDF3,
	FLT_FSTYPE_TACIT,
	FLT_FSTYPE_FS_REC,
	FLT_FSTYPE_INCD,
	FLT_FSTYPE_INCD_FAT,
	FLT_FSTYPE_EXFAT,
	FLT_FSTYPE_PSFS,
	FLT_FSTYPE_GPFS,
	FLT_FSTYPE_NPFS,
	FLT_FSTYPE_MSFS,
	FLT_FSTYPE_CSVFS,
	FLT_FSTYPE_REFS,
	FLT_FSTYPE_OPENAFS,
	FLT_FSTYPE_CIMFS
} FLT_FILESYSTEM_TYPE, *PFLT_FILESYSTEM_TYPE;

/**
 * struct _FLT_OPERATION_REGISTRATION - callbacks of one major function
 * @MajorFunction: IRP_MJ_*; IRP_MJ_OPERATION_END ends the array
 * @Flags: FLTFL_OPERATION_REGISTRATION_*
 * @PreOperation: the callback, or NULL; without it the post-operation callback is always called
 * @PostOperation: the callback, or NULL
 * @Reserved1: NULL
 *
 * Page: fltkernel.h, FLT_OPERATION_REGISTRATION
 */
typedef struct _FLT_OPERATION_REGISTRATION {
	UCHAR MajorFunction;
	FLT_OPERATION_REGISTRATION_FLAGS Flags;
	PFLT_PRE_OPERATION_CALLBACK PreOperation;
	PFLT_POST_OPERATION_CALLBACK PostOperation;
	PVOID Reserved1;
} FLT_OPERATION_REGISTRATION, *PFLT_OPERATION_REGISTRATION;

/**
 * PFLT_FILTER_UNLOAD_CALLBACK - end the minifilter, with a call of FltUnregisterFilter
 * @Flags: FLTFL_FILTER_UNLOAD_MANDATORY
 *
 * Here: rmmod calls this, and the minifilter cannot refuse it. So the flag is always set, and the
 * status has no effect. Without this callback the module cannot be removed.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: a status, which has no effect here.
 * Page: fltkernel.h, PFLT_FILTER_UNLOAD_CALLBACK
 */
typedef NTSTATUS(FLTAPI *PFLT_FILTER_UNLOAD_CALLBACK)(_In_ FLT_FILTER_UNLOAD_FLAGS Flags);

/**
 * PFLT_INSTANCE_SETUP_CALLBACK - set up a new instance, before it gets operations
 * @FltObjects: the filter, the volume and the instance
 * @Flags: FLTFL_INSTANCE_SETUP_*, the reason for the attachment
 * @VolumeDeviceType: FILE_DEVICE_* of the volume
 * @VolumeFilesystemType: FLT_FSTYPE_* of the volume
 *
 * Any error or warning status undoes the attachment. The usual one is STATUS_FLT_DO_NOT_ATTACH.
 *
 * IRQL: <= APC_LEVEL, that of the call that attaches the instance.
 * Return: STATUS_SUCCESS to keep the attachment, or a status that undoes it.
 * Page: fltkernel.h, PFLT_INSTANCE_SETUP_CALLBACK
 */
typedef NTSTATUS(FLTAPI *PFLT_INSTANCE_SETUP_CALLBACK)(
	_In_ PCFLT_RELATED_OBJECTS FltObjects, _In_ FLT_INSTANCE_SETUP_FLAGS Flags,
	_In_ DEVICE_TYPE VolumeDeviceType, _In_ FLT_FILESYSTEM_TYPE VolumeFilesystemType);

/**
 * PFLT_INSTANCE_QUERY_TEARDOWN_CALLBACK - allow or refuse the teardown of an instance by
 *	FltDetachVolume
 * @FltObjects: the filter, the volume and the instance
 * @Flags: 0; no flags are defined
 *
 * If the minifilter has no such callback, FltDetachVolume refuses the teardown.
 *
 * IRQL: <= APC_LEVEL, that of the caller of FltDetachVolume; on Windows: PASSIVE_LEVEL.
 * Return: STATUS_SUCCESS to allow the teardown. After an error or a warning the instance stays,
 *	and FltDetachVolume returns that status.
 * Page: fltkernel.h, PFLT_INSTANCE_QUERY_TEARDOWN_CALLBACK
 */
typedef NTSTATUS(FLTAPI *PFLT_INSTANCE_QUERY_TEARDOWN_CALLBACK)(
	_In_ PCFLT_RELATED_OBJECTS FltObjects, _In_ FLT_INSTANCE_QUERY_TEARDOWN_FLAGS Flags);

/**
 * PFLT_INSTANCE_TEARDOWN_CALLBACK - start, complete the teardown of an instance
 * @FltObjects: the filter, the volume and the instance
 * @Reason: FLTFL_INSTANCE_TEARDOWN_*
 *
 * The start callback must pend no further operation, and must cause all pended operations to be
 * completed. The teardown waits for them.
 *
 * IRQL: <= APC_LEVEL, that of the call that tears the instance down.
 * Page: fltkernel.h, PFLT_INSTANCE_TEARDOWN_CALLBACK
 */
typedef VOID(FLTAPI *PFLT_INSTANCE_TEARDOWN_CALLBACK)(_In_ PCFLT_RELATED_OBJECTS FltObjects,
						      _In_ FLT_INSTANCE_TEARDOWN_FLAGS Reason);

/**
 * struct _FLT_REGISTRATION - the callbacks and contexts of a minifilter
 *
 * @Size: the size of this structure in bytes; not checked here
 * @Version: FLT_REGISTRATION_VERSION
 * @Flags: FLTFL_REGISTRATION_*
 * @ContextRegistration: an array that FLT_CONTEXT_END ends, or NULL
 * @OperationRegistration: an array that IRP_MJ_OPERATION_END ends, or NULL
 *
 * Each callback may be NULL.
 *
 * Here: the callbacks for names, transactions and sections are never called. WinWork queries no
 * names, and has no transactions and sections.
 *
 * Page: fltkernel.h, FLT_REGISTRATION
 */
typedef struct _FLT_REGISTRATION {
	USHORT Size;
	USHORT Version;
	FLT_REGISTRATION_FLAGS Flags;
	CONST FLT_CONTEXT_REGISTRATION *ContextRegistration;
	CONST FLT_OPERATION_REGISTRATION *OperationRegistration;
	PFLT_FILTER_UNLOAD_CALLBACK FilterUnloadCallback;
	PFLT_INSTANCE_SETUP_CALLBACK InstanceSetupCallback;
	PFLT_INSTANCE_QUERY_TEARDOWN_CALLBACK InstanceQueryTeardownCallback;
	PFLT_INSTANCE_TEARDOWN_CALLBACK InstanceTeardownStartCallback;
	PFLT_INSTANCE_TEARDOWN_CALLBACK InstanceTeardownCompleteCallback;
	PFLT_GENERATE_FILE_NAME GenerateFileNameCallback;
	PFLT_NORMALIZE_NAME_COMPONENT NormalizeNameComponentCallback;
	PFLT_NORMALIZE_CONTEXT_CLEANUP NormalizeContextCleanupCallback;
	PFLT_TRANSACTION_NOTIFICATION_CALLBACK TransactionNotificationCallback;
	PFLT_NORMALIZE_NAME_COMPONENT_EX NormalizeNameComponentExCallback;
	PFLT_SECTION_CONFLICT_NOTIFICATION_CALLBACK SectionNotificationCallback;
} FLT_REGISTRATION, *PFLT_REGISTRATION;

/**
 * FltRegisterFilter - register a filter
 * @Driver: the driver's own driver object
 * @Registration: the registration, which is copied with the arrays that it points to
 * @RetFilter: receives the filter, which the caller owns until FltUnregisterFilter
 *
 * The call replaces DriverObject->DriverUnload with a routine that calls FilterUnloadCallback and
 * then the previous DriverUnload. It stores NULL instead if the filter has no
 * FilterUnloadCallback, or has FLTFL_REGISTRATION_DO_NOT_SUPPORT_SERVICE_STOP. If a driver has
 * several filters, the one that was registered last decides this. FltUnregisterFilter of the last
 * remaining filter restores the previous routine. A driver whose DriverUnload is NULL after
 * DriverEntry cannot be removed.
 *
 * Here: a filter that is still registered after DriverUnload, or after a DriverEntry that failed,
 * is reported (0xCE) and unregistered.
 *
 * IRQL: <= APC_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_INSUFFICIENT_RESOURCES; STATUS_FLT_INVALID_CONTEXT_REGISTRATION
 *	for an unknown context type; STATUS_NOT_SUPPORTED for contexts with a
 *	ContextAllocateCallback or ContextFreeCallback; STATUS_INVALID_PARAMETER for a NULL
 *	@Registration or @RetFilter, for a version above FLT_REGISTRATION_VERSION or below 0x0200,
 *	and for a name callback that is not the address of a function. The log names the refused
 *	field. A bad driver object or IRQL also gives STATUS_INVALID_PARAMETER, with a report.
 * Page: fltkernel.h, FltRegisterFilter
 */
_Must_inspect_result_ NTSTATUS FLTAPI FltRegisterFilter(_In_ PDRIVER_OBJECT Driver,
							_In_ CONST FLT_REGISTRATION *Registration,
							_Outptr_ PFLT_FILTER *RetFilter);

/**
 * FltStartFiltering - attach the filter to every volume that exists or is created later
 * @Filter: the filter
 *
 * Calls the filter's InstanceSetupCallback for each volume. On Windows: the altitude of these
 * instances comes from the INF.
 *
 * Here: the altitude comes from the driver's Kbuild, as in WINWORK_ALTITUDE := 370030. Filters
 * without an altitude get 400001, 400002 and so on, in the order of their registration. So a later
 * filter is above the earlier ones.
 *
 * IRQL: <= APC_LEVEL.
 * Return: STATUS_SUCCESS, STATUS_INVALID_PARAMETER when the filter has already started, or
 *	STATUS_FLT_DELETING_OBJECT.
 * Page: fltkernel.h, FltStartFiltering
 */
NTSTATUS FLTAPI FltStartFiltering(_In_ PFLT_FILTER Filter);

/**
 * FltUnregisterFilter - unregister a filter
 * @Filter: the filter
 *
 * Tears down the instances, and waits until all protection of the filter is released (steps 2 to
 * 4 above). You may not call this in the routine of one of the filter's work items. Nor may you
 * call it while you hold FltObjectReference on the filter or on one of its instances. In both
 * cases the call would wait for ever.
 *
 * Here: a second call is reported (0x18). Communication ports (0xCE) and extra create parameters (0xC4) that the
 * filter has left are reported, and end.
 *
 * IRQL: <= APC_LEVEL.
 * Page: fltkernel.h, FltUnregisterFilter
 */
VOID FLTAPI FltUnregisterFilter(_In_ PFLT_FILTER Filter);

/**
 * FltUnloadFilter - unload another minifilter, which FltLoadFilter has loaded
 * @FilterName: the name of its service
 *
 * Here: a module of Linux cannot remove another one. A program does, by delete_module(2), as rmmod.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: STATUS_NOT_SUPPORTED, which the log explains; STATUS_INVALID_PARAMETER.
 * Page: fltkernel.h, FltUnloadFilter
 */
NTSTATUS FLTAPI FltUnloadFilter(_In_ PCUNICODE_STRING FilterName);

/**
 * FltObjectReference, FltObjectDereference - acquire, release rundown protection of a filter,
 *	instance or volume
 * @FltObject: the object
 *
 * Each successful reference requires one dereference.
 *
 * Here: a pointer to something other than such an object is reported (0x18). So are more
 * dereferences than references.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_FLT_DELETING_OBJECT once the teardown of the object has begun;
 *	STATUS_INVALID_PARAMETER after a report.
 * Page: fltkernel.h, FltObjectReference, FltObjectDereference
 */
_Must_inspect_result_ NTSTATUS FLTAPI FltObjectReference(_Inout_ PVOID FltObject);
VOID FLTAPI FltObjectDereference(_Inout_ PVOID FltObject);

/* ---- instances ---------------------------------------------------------------------------- */

/**
 * FltAttachVolume, FltAttachVolumeAtAltitude - attach another instance to a volume
 * @Filter: the caller's filter, which has started filtering
 * @Volume: the volume
 * @Altitude: a decimal number of at most 31 digits, which may have a fraction: "370030.5"
 * @InstanceName: the name, or NULL for the filter's name followed by " Instance"
 * @RetInstance: NULL, or receives the instance; release it with FltObjectDereference
 *
 * Here: FltAttachVolume uses the altitude of FltStartFiltering for every name, since there is no
 * registry that lists altitudes by name. The name must differ from the names of the filter's other
 * instances on the volume. On Windows: it must be unique in the whole system.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_FLT_FILTER_NOT_READY before FltStartFiltering;
 *	STATUS_FLT_DELETING_OBJECT; STATUS_FLT_INSTANCE_NAME_COLLISION. When another instance has
 *	the altitude: STATUS_OBJECT_NAME_COLLISION from FltAttachVolume,
 *	STATUS_FLT_INSTANCE_ALTITUDE_COLLISION from FltAttachVolumeAtAltitude.
 *	STATUS_INSUFFICIENT_RESOURCES; STATUS_INVALID_PARAMETER for a wrong argument, also for an
 *	@Altitude that is too long; or the failure that InstanceSetupCallback returned.
 * Page: fltkernel.h, FltAttachVolume, FltAttachVolumeAtAltitude
 */
_Must_inspect_result_ NTSTATUS FLTAPI FltAttachVolume(_Inout_ PFLT_FILTER Filter,
						      _Inout_ PFLT_VOLUME Volume,
						      _In_opt_ PCUNICODE_STRING InstanceName,
						      _Outptr_opt_ PFLT_INSTANCE *RetInstance);
_Must_inspect_result_ NTSTATUS FLTAPI
FltAttachVolumeAtAltitude(_Inout_ PFLT_FILTER Filter, _Inout_ PFLT_VOLUME Volume,
			  _In_ PCUNICODE_STRING Altitude, _In_opt_ PCUNICODE_STRING InstanceName,
			  _Outptr_opt_ PFLT_INSTANCE *RetInstance);

/**
 * FltDetachVolume - tear an instance down, and wait as FltUnregisterFilter does
 * @Filter: the filter
 * @Volume: the volume
 * @InstanceName: the name of the instance; NULL for the filter's highest instance on the volume
 *
 * IRQL: <= APC_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_FLT_INSTANCE_NOT_FOUND; STATUS_FLT_DELETING_OBJECT;
 *	STATUS_FLT_DO_NOT_DETACH for a filter without InstanceQueryTeardownCallback; the failure
 *	that this callback returned; STATUS_INVALID_PARAMETER, with a report, for a bad filter,
 *	volume or IRQL.
 * Page: fltkernel.h, FltDetachVolume
 */
NTSTATUS FLTAPI FltDetachVolume(_Inout_ PFLT_FILTER Filter, _Inout_ PFLT_VOLUME Volume,
				_In_opt_ PCUNICODE_STRING InstanceName);

/**
 * FltGetFilterFromInstance, FltGetVolumeFromInstance, FltGetVolumeInstanceFromName - return the
 *	filter of an instance, the volume of an instance, the instance with a name
 * @Instance: the instance
 * @RetFilter: receives the filter
 * @RetVolume: receives the volume
 * @Filter: the filter
 * @Volume: the volume
 * @InstanceName: the name of the instance
 * @RetInstance: receives the instance
 *
 * The caller must release the returned object with FltObjectDereference.
 *
 * FltGetVolumeInstanceFromName takes NULL as @Filter for the instances of all filters. It takes
 * NULL as @InstanceName for the highest instance.
 *
 * IRQL: <= APC_LEVEL. Here: <= DISPATCH_LEVEL for FltGetFilterFromInstance and
 *	FltGetVolumeFromInstance.
 * Return: STATUS_SUCCESS; STATUS_FLT_DELETING_OBJECT; STATUS_FLT_INSTANCE_NOT_FOUND;
 *	STATUS_INVALID_PARAMETER, with a report, for a bad object or IRQL.
 * Page: fltkernel.h, FltGetFilterFromInstance and the pages of the others
 */
_Must_inspect_result_ NTSTATUS FLTAPI FltGetFilterFromInstance(_In_ PFLT_INSTANCE Instance,
							       _Outptr_ PFLT_FILTER *RetFilter);
_Must_inspect_result_ NTSTATUS FLTAPI FltGetVolumeFromInstance(_In_ PFLT_INSTANCE Instance,
							       _Outptr_ PFLT_VOLUME *RetVolume);
_Must_inspect_result_ NTSTATUS FLTAPI
FltGetVolumeInstanceFromName(_In_opt_ PFLT_FILTER Filter, _In_ PFLT_VOLUME Volume,
			     _In_opt_ PCUNICODE_STRING InstanceName,
			     _Outptr_ PFLT_INSTANCE *RetInstance);

/**
 * FltGetFilterFromName - return the filter with a name
 * @FilterName: the name, upper and lower case alike. Here: that of the driver's module
 * @RetFilter: receives the filter; release it with FltObjectDereference. NULL after a failure
 *
 * If a driver has registered several filters, the first one is returned.
 *
 * IRQL: <= APC_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_FLT_FILTER_NOT_FOUND, also for one that is being unregistered; on Windows:
 *	STATUS_FLT_DELETING_OBJECT for that one. STATUS_INVALID_PARAMETER, which the log explains.
 * Page: fltkernel.h, FltGetFilterFromName
 */
_Must_inspect_result_ NTSTATUS FLTAPI FltGetFilterFromName(_In_ PCUNICODE_STRING FilterName,
							   _Outptr_ PFLT_FILTER *RetFilter);

/**
 * FltEnumerateFilters, FltEnumerateVolumes, FltEnumerateInstances - return all filters, volumes,
 *	instances
 * @FilterList, @VolumeList, @InstanceList: receives the objects; or NULL, to get their number
 *	only
 * @FilterListSize, @VolumeListSize, @InstanceListSize: the size of the list, in objects
 * @NumberFiltersReturned, @NumberVolumesReturned, @NumberInstancesReturned: receives the number
 *	of objects, also when the list is too small
 * @Filter: for FltEnumerateVolumes the caller's filter; for FltEnumerateInstances the filter of
 *	the instances, or NULL for all filters
 * @Volume: the volume of the instances, or NULL for all volumes
 *
 * The caller must release each returned object with FltObjectDereference. A failure returns no
 * object. The list leaves out objects that are being torn down, and instances that are not set up
 * yet. The instances on a volume are in the order of their altitudes, the highest first.
 *
 * IRQL: <= APC_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_BUFFER_TOO_SMALL, also for a NULL list; STATUS_FLT_DELETING_OBJECT
 *	for the instances of a volume that is being deleted; STATUS_INVALID_PARAMETER when both
 *	@Volume and @Filter are NULL, and with a report (0x18) for a pointer to something other
 *	than a filter or volume.
 * Page: fltkernel.h, FltEnumerateFilters and the pages of the others
 */
_Must_inspect_result_ NTSTATUS FLTAPI FltEnumerateFilters(_Out_ PFLT_FILTER *FilterList,
							  _In_ ULONG FilterListSize,
							  _Out_ PULONG NumberFiltersReturned);
_Must_inspect_result_ NTSTATUS FLTAPI FltEnumerateVolumes(_In_ PFLT_FILTER Filter,
							  _Out_ PFLT_VOLUME *VolumeList,
							  _In_ ULONG VolumeListSize,
							  _Out_ PULONG NumberVolumesReturned);
_Must_inspect_result_ NTSTATUS FLTAPI FltEnumerateInstances(_In_opt_ PFLT_VOLUME Volume,
							    _In_opt_ PFLT_FILTER Filter,
							    _Out_ PFLT_INSTANCE *InstanceList,
							    _In_ ULONG InstanceListSize,
							    _Out_ PULONG NumberInstancesReturned);

/**
 * FltGetTopInstance, FltGetBottomInstance, FltGetUpperInstance, FltGetLowerInstance - return the
 *	highest instance on a volume, the lowest one, the one above an instance, the one below it
 * @Volume: the volume
 * @CurrentInstance: an instance that the caller runs in, or holds FltObjectReference on
 * @Instance, @UpperInstance, @LowerInstance: receives the instance or NULL; release it with
 *	FltObjectDereference
 *
 * The functions skip instances that are not set up yet, or are being torn down.
 *
 * IRQL: <= APC_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_NO_MORE_ENTRIES when there is none; STATUS_FLT_DELETING_OBJECT
 *	for a volume that is being deleted; STATUS_INVALID_PARAMETER, with a report (0x18), for a
 *	pointer to something other than a volume or instance.
 * Page: fltkernel.h, FltGetTopInstance and the pages of the others
 */
NTSTATUS FLTAPI FltGetTopInstance(_In_ PFLT_VOLUME Volume, _Outptr_ PFLT_INSTANCE *Instance);
NTSTATUS FLTAPI FltGetBottomInstance(_In_ PFLT_VOLUME Volume, _Outptr_ PFLT_INSTANCE *Instance);
NTSTATUS FLTAPI FltGetUpperInstance(_In_ PFLT_INSTANCE CurrentInstance,
				    _Outptr_ PFLT_INSTANCE *UpperInstance);
NTSTATUS FLTAPI FltGetLowerInstance(_In_ PFLT_INSTANCE CurrentInstance,
				    _Outptr_ PFLT_INSTANCE *LowerInstance);

/**
 * FltCompareInstanceAltitudes - compare the altitudes of two instances on a volume
 * @Instance1: an instance
 * @Instance2: another one on the same volume
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: 1 when @Instance1 is higher, -1 when @Instance2 is higher. 0 for equal altitudes, and
 *	after a report (0x18) for a wrong instance.
 * Page: fltkernel.h, FltCompareInstanceAltitudes
 */
LONG FLTAPI FltCompareInstanceAltitudes(_In_ PFLT_INSTANCE Instance1, _In_ PFLT_INSTANCE Instance2);

/**
 * FltGetVolumeName - return the name of a volume
 * @Volume: the volume
 * @VolumeName: receives the name in the buffer of the caller; or NULL, to get its size only
 * @BufferSizeNeeded: NULL, or receives the size in bytes
 *
 * Here: the name is the one that was given to WinworkFltCreateVolume.
 *
 * IRQL: <= APC_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_BUFFER_TOO_SMALL for a buffer that is too small, and for a NULL
 *	@VolumeName; STATUS_INVALID_PARAMETER when @VolumeName and @BufferSizeNeeded are both
 *	NULL, and with a report for a bad volume or IRQL.
 * Page: fltkernel.h, FltGetVolumeName
 */
NTSTATUS FLTAPI FltGetVolumeName(_In_ PFLT_VOLUME Volume, _Inout_opt_ PUNICODE_STRING VolumeName,
				 _Out_opt_ PULONG BufferSizeNeeded);

/**
 * FltGetRoutineAddress - return the address of a function of the Filter Manager
 * @FltMgrRoutineName: its name, such as "FltGetFileContext"
 *
 * A driver asks for a function that not every version has, and calls it by the address.
 *
 * IRQL: <= APC_LEVEL.
 * Return: the address; NULL if WinWork does not have the function, and after a report.
 * Page: fltkernel.h, FltGetRoutineAddress
 */
PVOID FLTAPI FltGetRoutineAddress(_In_ PCSTR FltMgrRoutineName);

EXTERN_C_END

#endif /* WINWORK_FLT_FILTER_H */
