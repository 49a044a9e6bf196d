/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The layout of the structures of wdm.h, ntddk.h and ntifs.h on a 64-bit Windows: their sizes, and
 * the offsets of the members that a driver may use. Structures whose members are not a driver's
 * have a size alone. A C source and a C++ source include this; a layout that differs is an error of
 * the build.
 */
#ifndef WINWORK_KUNIT_LAYOUTS_H
#define WINWORK_KUNIT_LAYOUTS_H

#include <ntifs.h>

#define LAYOUT(type, bytes, alignment)							\
	C_ASSERT(sizeof(type) == (bytes));						\
	C_ASSERT(__alignof__(type) == (alignment))
#define AT(type, member, offset) C_ASSERT(FIELD_OFFSET(type, member) == (offset))
/* Of a stack location's parameters; the offset counts from the first byte of those. */
#define PARAMETER_AT(member, offset) AT(IO_STACK_LOCATION, Parameters.member, 8 + (offset))

/* ---- types -------------------------------------------------------------------------------- */

LAYOUT(BOOLEAN, 1, 1);
LAYOUT(KIRQL, 1, 1);
LAYOUT(WCHAR, 2, 2);
LAYOUT(LONG, 4, 4);
LAYOUT(ULONG, 4, 4);
LAYOUT(NTSTATUS, 4, 4);
LAYOUT(LONGLONG, 8, 8);
LAYOUT(SIZE_T, 8, 8);
LAYOUT(HANDLE, 8, 8);
LAYOUT(KAFFINITY, 8, 8);

LAYOUT(LARGE_INTEGER, 8, 8);
AT(LARGE_INTEGER, LowPart, 0);
AT(LARGE_INTEGER, HighPart, 4);
AT(LARGE_INTEGER, u.LowPart, 0);
AT(LARGE_INTEGER, u.HighPart, 4);
LAYOUT(ULARGE_INTEGER, 8, 8);
AT(ULARGE_INTEGER, HighPart, 4);
LAYOUT(PHYSICAL_ADDRESS, 8, 8);

LAYOUT(LUID, 8, 4);
AT(LUID, LowPart, 0);
AT(LUID, HighPart, 4);

LAYOUT(GUID, 0x10, 4);
AT(GUID, Data2, 4);
AT(GUID, Data3, 6);
AT(GUID, Data4, 8);

LAYOUT(UNICODE_STRING, 0x10, 8);
AT(UNICODE_STRING, Length, 0);
AT(UNICODE_STRING, MaximumLength, 2);
AT(UNICODE_STRING, Buffer, 8);
LAYOUT(ANSI_STRING, 0x10, 8);
AT(ANSI_STRING, Length, 0);
AT(ANSI_STRING, MaximumLength, 2);
AT(ANSI_STRING, Buffer, 8);

LAYOUT(LIST_ENTRY, 0x10, 8);
AT(LIST_ENTRY, Flink, 0);
AT(LIST_ENTRY, Blink, 8);
LAYOUT(SINGLE_LIST_ENTRY, 8, 8);
LAYOUT(SLIST_ENTRY, 0x10, 0x10);
AT(SLIST_ENTRY, Next, 0);
LAYOUT(SLIST_HEADER, 0x10, 0x10);

LAYOUT(PROCESSOR_NUMBER, 4, 2);
AT(PROCESSOR_NUMBER, Group, 0);
AT(PROCESSOR_NUMBER, Number, 2);
AT(PROCESSOR_NUMBER, Reserved, 3);

/* ---- enumerations ------------------------------------------------------------------------- */

LAYOUT(POOL_TYPE, 4, 4);
LAYOUT(FILE_INFORMATION_CLASS, 4, 4);
LAYOUT(FS_INFORMATION_CLASS, 4, 4);
LAYOUT(WORK_QUEUE_TYPE, 4, 4);
LAYOUT(EVENT_TYPE, 4, 4);
LAYOUT(TIMER_TYPE, 4, 4);
LAYOUT(WAIT_TYPE, 4, 4);
LAYOUT(KWAIT_REASON, 4, 4);
LAYOUT(KDPC_IMPORTANCE, 4, 4);
LAYOUT(MODE, 4, 4);

C_ASSERT(FileShortNameInformation == 40);
C_ASSERT(FileIoPriorityHintInformation == 43);
C_ASSERT(FileHardLinkInformation == 46);
C_ASSERT(FileNormalizedNameInformation == 48);
C_ASSERT(FileIdGlobalTxDirectoryInformation == 50);
C_ASSERT(FileRenameInformationBypassAccessCheck == 56);
C_ASSERT(FileIdInformation == 59);
C_ASSERT(FileIdExtdDirectoryInformation == 60);
C_ASSERT(FileDispositionInformationEx == 64);
C_ASSERT(FileRenameInformationEx == 65);
C_ASSERT(FileStatInformation == 68);
C_ASSERT(FileStatLxInformation == 70);
C_ASSERT(FileCaseSensitiveInformation == 71);
C_ASSERT(FileLinkInformationEx == 72);
C_ASSERT(FileKnownFolderInformation == 76);
C_ASSERT(FileIdAllExtdBothDirectoryInformation == 81);
C_ASSERT(FileMaximumInformation == 82);
C_ASSERT(FileFsVolumeFlagsInformation == 10);
C_ASSERT(FileFsSectorSizeInformation == 11);
C_ASSERT(FileFsFullSizeInformationEx == 14);
C_ASSERT(FileFsGuidInformation == 15);
C_ASSERT(FileFsMaximumInformation == 16);
C_ASSERT(NonPagedPoolExecute == 0);
C_ASSERT(NonPagedPoolCacheAlignedMustS == 6);
C_ASSERT(MaxPoolType == 7);
C_ASSERT(NonPagedPoolBase == 0);
C_ASSERT(NonPagedPoolBaseMustSucceed == 2);
C_ASSERT(NonPagedPoolBaseCacheAligned == 4);
C_ASSERT(NonPagedPoolBaseCacheAlignedMustS == 6);
C_ASSERT(NonPagedPoolSession == 32);
C_ASSERT(PagedPoolSession == 33);
C_ASSERT(NonPagedPoolMustSucceedSession == 34);
C_ASSERT(DontUseThisTypeSession == 35);
C_ASSERT(NonPagedPoolCacheAlignedSession == 36);
C_ASSERT(PagedPoolCacheAlignedSession == 37);
C_ASSERT(NonPagedPoolCacheAlignedMustSSession == 38);
C_ASSERT(NonPagedPoolNx == 512);
C_ASSERT(NonPagedPoolNxCacheAligned == 516);
C_ASSERT(NonPagedPoolSessionNx == 544);

/* ---- locks -------------------------------------------------------------------------------- */

LAYOUT(KSPIN_LOCK, 8, 8);
LAYOUT(KSPIN_LOCK_QUEUE, 0x10, 8);
LAYOUT(KLOCK_QUEUE_HANDLE, 0x18, 8);
AT(KLOCK_QUEUE_HANDLE, LockQueue, 0);
AT(KLOCK_QUEUE_HANDLE, OldIrql, 0x10);
LAYOUT(EX_SPIN_LOCK, 4, 4);
LAYOUT(EX_PUSH_LOCK, 8, 8);
LAYOUT(EX_RUNDOWN_REF, 8, 8);
LAYOUT(ERESOURCE, 0x68, 8);
LAYOUT(FAST_MUTEX, 0x38, 8);
AT(FAST_MUTEX, Count, 0);
AT(FAST_MUTEX, Owner, 8);
AT(FAST_MUTEX, Contention, 0x10);
AT(FAST_MUTEX, Event, 0x18);
AT(FAST_MUTEX, OldIrql, 0x30);
LAYOUT(KGUARDED_MUTEX, 0x38, 8);
LAYOUT(IO_REMOVE_LOCK, 0x20, 8);
AT(IO_REMOVE_LOCK, Common.Removed, 0);
AT(IO_REMOVE_LOCK, Common.IoCount, 4);
AT(IO_REMOVE_LOCK, Common.RemoveEvent, 8);

/* ---- dispatcher objects ------------------------------------------------------------------- */

LAYOUT(DISPATCHER_HEADER, 0x18, 8);
AT(DISPATCHER_HEADER, Type, 0);
AT(DISPATCHER_HEADER, Size, 2);
AT(DISPATCHER_HEADER, Lock, 0);
AT(DISPATCHER_HEADER, SignalState, 4);
AT(DISPATCHER_HEADER, WaitListHead, 8);
LAYOUT(KEVENT, 0x18, 8);
LAYOUT(KSEMAPHORE, 0x20, 8);
AT(KSEMAPHORE, Limit, 0x18);
LAYOUT(KMUTEX, 0x38, 8);
LAYOUT(KMUTANT, 0x38, 8);
AT(KMUTANT, MutantListEntry, 0x18);
AT(KMUTANT, OwnerThread, 0x28);
AT(KMUTANT, Abandoned, 0x30);
AT(KMUTANT, ApcDisable, 0x31);
LAYOUT(KTIMER, 0x40, 8);
AT(KTIMER, DueTime, 0x18);
AT(KTIMER, TimerListEntry, 0x20);
AT(KTIMER, Dpc, 0x30);
AT(KTIMER, Period, 0x3c);
LAYOUT(KDPC, 0x40, 8);
AT(KDPC, Type, 0);
AT(KDPC, Importance, 1);
AT(KDPC, Number, 2);
AT(KDPC, DpcListEntry, 8);
AT(KDPC, DeferredRoutine, 0x18);
AT(KDPC, DeferredContext, 0x20);
AT(KDPC, SystemArgument1, 0x28);
AT(KDPC, SystemArgument2, 0x30);
AT(KDPC, DpcData, 0x38);
LAYOUT(KDPC_WATCHDOG_INFORMATION, 0x14, 4);
AT(KDPC_WATCHDOG_INFORMATION, DpcTimeLimit, 0);
AT(KDPC_WATCHDOG_INFORMATION, DpcTimeCount, 4);
AT(KDPC_WATCHDOG_INFORMATION, DpcWatchdogLimit, 8);
AT(KDPC_WATCHDOG_INFORMATION, DpcWatchdogCount, 0xc);
LAYOUT(EXT_SET_PARAMETERS, 0x10, 8);
AT(EXT_SET_PARAMETERS, Version, 0);
AT(EXT_SET_PARAMETERS, Reserved, 4);
AT(EXT_SET_PARAMETERS, NoWakeTolerance, 8);
LAYOUT(EXT_DELETE_PARAMETERS, 0x18, 8);
AT(EXT_DELETE_PARAMETERS, Version, 0);
AT(EXT_DELETE_PARAMETERS, Reserved, 4);
AT(EXT_DELETE_PARAMETERS, DeleteCallback, 8);
AT(EXT_DELETE_PARAMETERS, DeleteContext, 0x10);
LAYOUT(KWAIT_BLOCK, 0x30, 8);
AT(KWAIT_BLOCK, WaitListEntry, 0);
AT(KWAIT_BLOCK, WaitType, 0x10);
AT(KWAIT_BLOCK, BlockState, 0x11);
AT(KWAIT_BLOCK, WaitKey, 0x12);
AT(KWAIT_BLOCK, Thread, 0x18);
AT(KWAIT_BLOCK, Object, 0x20);
AT(KWAIT_BLOCK, SparePtr, 0x28);
LAYOUT(KAPC, 0x58, 8);
AT(KAPC, Thread, 8);
AT(KAPC, ApcListEntry, 0x10);
AT(KAPC, NormalContext, 0x38);
AT(KAPC, SystemArgument1, 0x40);
AT(KAPC, SystemArgument2, 0x48);
AT(KAPC, ApcStateIndex, 0x50);
AT(KAPC, ApcMode, 0x51);
AT(KAPC, Inserted, 0x52);

/* ---- threads and handles ------------------------------------------------------------------ */

LAYOUT(OBJECT_ATTRIBUTES, 0x30, 8);
AT(OBJECT_ATTRIBUTES, Length, 0);
AT(OBJECT_ATTRIBUTES, RootDirectory, 8);
AT(OBJECT_ATTRIBUTES, ObjectName, 0x10);
AT(OBJECT_ATTRIBUTES, Attributes, 0x18);
AT(OBJECT_ATTRIBUTES, SecurityDescriptor, 0x20);
AT(OBJECT_ATTRIBUTES, SecurityQualityOfService, 0x28);
LAYOUT(CLIENT_ID, 0x10, 8);
AT(CLIENT_ID, UniqueProcess, 0);
AT(CLIENT_ID, UniqueThread, 8);
LAYOUT(OBJECT_HANDLE_INFORMATION, 8, 4);
AT(OBJECT_HANDLE_INFORMATION, HandleAttributes, 0);
AT(OBJECT_HANDLE_INFORMATION, GrantedAccess, 4);

/* ---- memory ------------------------------------------------------------------------------- */

LAYOUT(GENERAL_LOOKASIDE, 0x80, SYSTEM_CACHE_ALIGNMENT_SIZE);
AT(GENERAL_LOOKASIDE, ListHead, 0);
AT(GENERAL_LOOKASIDE, Depth, 0x10);
AT(GENERAL_LOOKASIDE, MaximumDepth, 0x12);
AT(GENERAL_LOOKASIDE, TotalAllocates, 0x14);
AT(GENERAL_LOOKASIDE, AllocateMisses, 0x18);
AT(GENERAL_LOOKASIDE, TotalFrees, 0x1c);
AT(GENERAL_LOOKASIDE, FreeMisses, 0x20);
AT(GENERAL_LOOKASIDE, Type, 0x24);
AT(GENERAL_LOOKASIDE, Tag, 0x28);
AT(GENERAL_LOOKASIDE, Size, 0x2c);
AT(GENERAL_LOOKASIDE, Allocate, 0x30);
AT(GENERAL_LOOKASIDE, Free, 0x38);
AT(GENERAL_LOOKASIDE, ListEntry, 0x40);
AT(GENERAL_LOOKASIDE, LastTotalAllocates, 0x50);
AT(GENERAL_LOOKASIDE, LastAllocateMisses, 0x54);
LAYOUT(NPAGED_LOOKASIDE_LIST, 0x80, SYSTEM_CACHE_ALIGNMENT_SIZE);
AT(NPAGED_LOOKASIDE_LIST, L, 0);
LAYOUT(PAGED_LOOKASIDE_LIST, 0x80, SYSTEM_CACHE_ALIGNMENT_SIZE);
AT(PAGED_LOOKASIDE_LIST, L, 0);
LAYOUT(LOOKASIDE_LIST_EX, 0x60, 0x10);
AT(LOOKASIDE_LIST_EX, L, 0);

/* ---- work items --------------------------------------------------------------------------- */

LAYOUT(WORK_QUEUE_ITEM, 0x20, 8);
AT(WORK_QUEUE_ITEM, List, 0);
AT(WORK_QUEUE_ITEM, WorkerRoutine, 0x10);
AT(WORK_QUEUE_ITEM, Parameter, 0x18);

/* ---- drivers, devices, files -------------------------------------------------------------- */

LAYOUT(DRIVER_OBJECT, 0x150, 8);
AT(DRIVER_OBJECT, Type, 0);
AT(DRIVER_OBJECT, Size, 2);
AT(DRIVER_OBJECT, DeviceObject, 8);
AT(DRIVER_OBJECT, Flags, 0x10);
AT(DRIVER_OBJECT, DriverStart, 0x18);
AT(DRIVER_OBJECT, DriverSize, 0x20);
AT(DRIVER_OBJECT, DriverSection, 0x28);
AT(DRIVER_OBJECT, DriverExtension, 0x30);
AT(DRIVER_OBJECT, DriverName, 0x38);
AT(DRIVER_OBJECT, HardwareDatabase, 0x48);
AT(DRIVER_OBJECT, FastIoDispatch, 0x50);
AT(DRIVER_OBJECT, DriverInit, 0x58);
AT(DRIVER_OBJECT, DriverStartIo, 0x60);
AT(DRIVER_OBJECT, DriverUnload, 0x68);
AT(DRIVER_OBJECT, MajorFunction, 0x70);

LAYOUT(DRIVER_EXTENSION, 0x28, 8);
AT(DRIVER_EXTENSION, DriverObject, 0);
AT(DRIVER_EXTENSION, AddDevice, 8);
AT(DRIVER_EXTENSION, Count, 0x10);
AT(DRIVER_EXTENSION, ServiceKeyName, 0x18);

LAYOUT(KDEVICE_QUEUE, 0x28, 8);
AT(KDEVICE_QUEUE, Type, 0);
AT(KDEVICE_QUEUE, Size, 2);
AT(KDEVICE_QUEUE, DeviceListHead, 8);
AT(KDEVICE_QUEUE, Lock, 0x18);
AT(KDEVICE_QUEUE, Busy, 0x20);
LAYOUT(KDEVICE_QUEUE_ENTRY, 0x18, 8);
AT(KDEVICE_QUEUE_ENTRY, DeviceListEntry, 0);
AT(KDEVICE_QUEUE_ENTRY, SortKey, 0x10);
AT(KDEVICE_QUEUE_ENTRY, Inserted, 0x14);

LAYOUT(DEVICE_OBJECT, 0x150, 0x10);
AT(DEVICE_OBJECT, Type, 0);
AT(DEVICE_OBJECT, Size, 2);
AT(DEVICE_OBJECT, ReferenceCount, 4);
AT(DEVICE_OBJECT, DriverObject, 8);
AT(DEVICE_OBJECT, NextDevice, 0x10);
AT(DEVICE_OBJECT, AttachedDevice, 0x18);
AT(DEVICE_OBJECT, CurrentIrp, 0x20);
AT(DEVICE_OBJECT, Timer, 0x28);
AT(DEVICE_OBJECT, Flags, 0x30);
AT(DEVICE_OBJECT, Characteristics, 0x34);
AT(DEVICE_OBJECT, Vpb, 0x38);
AT(DEVICE_OBJECT, DeviceExtension, 0x40);
AT(DEVICE_OBJECT, DeviceType, 0x48);
AT(DEVICE_OBJECT, StackSize, 0x4c);
AT(DEVICE_OBJECT, Queue.ListEntry, 0x50);
AT(DEVICE_OBJECT, Queue.Wcb, 0x50);
AT(DEVICE_OBJECT, AlignmentRequirement, 0x98);
AT(DEVICE_OBJECT, DeviceQueue, 0xa0);
AT(DEVICE_OBJECT, Dpc, 0xc8);
AT(DEVICE_OBJECT, ActiveThreadCount, 0x108);
AT(DEVICE_OBJECT, SecurityDescriptor, 0x110);
AT(DEVICE_OBJECT, DeviceLock, 0x118);
AT(DEVICE_OBJECT, SectorSize, 0x130);
AT(DEVICE_OBJECT, Spare1, 0x132);
AT(DEVICE_OBJECT, DeviceObjectExtension, 0x138);
AT(DEVICE_OBJECT, Reserved, 0x140);

LAYOUT(FILE_OBJECT, 0xd8, 8);
AT(FILE_OBJECT, Type, 0);
AT(FILE_OBJECT, Size, 2);
AT(FILE_OBJECT, DeviceObject, 8);
AT(FILE_OBJECT, Vpb, 0x10);
AT(FILE_OBJECT, FsContext, 0x18);
AT(FILE_OBJECT, FsContext2, 0x20);
AT(FILE_OBJECT, SectionObjectPointer, 0x28);
AT(FILE_OBJECT, PrivateCacheMap, 0x30);
AT(FILE_OBJECT, FinalStatus, 0x38);
AT(FILE_OBJECT, RelatedFileObject, 0x40);
AT(FILE_OBJECT, LockOperation, 0x48);
AT(FILE_OBJECT, DeletePending, 0x49);
AT(FILE_OBJECT, ReadAccess, 0x4a);
AT(FILE_OBJECT, WriteAccess, 0x4b);
AT(FILE_OBJECT, DeleteAccess, 0x4c);
AT(FILE_OBJECT, SharedRead, 0x4d);
AT(FILE_OBJECT, SharedWrite, 0x4e);
AT(FILE_OBJECT, SharedDelete, 0x4f);
AT(FILE_OBJECT, Flags, 0x50);
AT(FILE_OBJECT, FileName, 0x58);
AT(FILE_OBJECT, CurrentByteOffset, 0x68);
AT(FILE_OBJECT, Waiters, 0x70);
AT(FILE_OBJECT, Busy, 0x74);
AT(FILE_OBJECT, LastLock, 0x78);
AT(FILE_OBJECT, Lock, 0x80);
AT(FILE_OBJECT, Event, 0x98);
AT(FILE_OBJECT, CompletionContext, 0xb0);
AT(FILE_OBJECT, IrpListLock, 0xb8);
AT(FILE_OBJECT, IrpList, 0xc0);
AT(FILE_OBJECT, FileObjectExtension, 0xd0);

/* ---- requests ----------------------------------------------------------------------------- */

LAYOUT(IO_STATUS_BLOCK, 0x10, 8);
AT(IO_STATUS_BLOCK, Status, 0);
AT(IO_STATUS_BLOCK, Pointer, 0);
AT(IO_STATUS_BLOCK, Information, 8);

LAYOUT(IRP, 0xd0, 0x10);
AT(IRP, Type, 0);
AT(IRP, Size, 2);
AT(IRP, MdlAddress, 8);
AT(IRP, Flags, 0x10);
AT(IRP, AssociatedIrp.MasterIrp, 0x18);
AT(IRP, AssociatedIrp.IrpCount, 0x18);
AT(IRP, AssociatedIrp.SystemBuffer, 0x18);
AT(IRP, ThreadListEntry, 0x20);
AT(IRP, IoStatus, 0x30);
AT(IRP, RequestorMode, 0x40);
AT(IRP, PendingReturned, 0x41);
AT(IRP, StackCount, 0x42);
AT(IRP, CurrentLocation, 0x43);
AT(IRP, Cancel, 0x44);
AT(IRP, CancelIrql, 0x45);
AT(IRP, ApcEnvironment, 0x46);
AT(IRP, AllocationFlags, 0x47);
AT(IRP, UserIosb, 0x48);
AT(IRP, UserEvent, 0x50);
AT(IRP, Overlay.AsynchronousParameters.UserApcRoutine, 0x58);
AT(IRP, Overlay.AsynchronousParameters.IssuingProcess, 0x58);
AT(IRP, Overlay.AsynchronousParameters.UserApcContext, 0x60);
AT(IRP, Overlay.AllocationSize, 0x58);
C_ASSERT(RTL_FIELD_SIZE(IRP, Overlay) == 0x10);
AT(IRP, CancelRoutine, 0x68);
AT(IRP, UserBuffer, 0x70);
AT(IRP, Tail.Overlay.DeviceQueueEntry, 0x78);
AT(IRP, Tail.Overlay.DriverContext, 0x78);
AT(IRP, Tail.Overlay.Thread, 0x98);
AT(IRP, Tail.Overlay.AuxiliaryBuffer, 0xa0);
AT(IRP, Tail.Overlay.ListEntry, 0xa8);
AT(IRP, Tail.Overlay.CurrentStackLocation, 0xb8);
AT(IRP, Tail.Overlay.PacketType, 0xb8);
AT(IRP, Tail.Overlay.OriginalFileObject, 0xc0);
AT(IRP, Tail.Overlay.IrpExtension, 0xc8);
AT(IRP, Tail.Apc, 0x78);
AT(IRP, Tail.CompletionKey, 0x78);
C_ASSERT(IoSizeOfIrp(0) == 0xd0);
C_ASSERT(IoSizeOfIrp(3) == 0xd0 + 3 * 0x48);

LAYOUT(IO_STACK_LOCATION, 0x48, 8);
AT(IO_STACK_LOCATION, MajorFunction, 0);
AT(IO_STACK_LOCATION, MinorFunction, 1);
AT(IO_STACK_LOCATION, Flags, 2);
AT(IO_STACK_LOCATION, Control, 3);
AT(IO_STACK_LOCATION, Parameters, 8);
AT(IO_STACK_LOCATION, DeviceObject, 0x28);
AT(IO_STACK_LOCATION, FileObject, 0x30);
AT(IO_STACK_LOCATION, CompletionRoutine, 0x38);
AT(IO_STACK_LOCATION, Context, 0x40);
PARAMETER_AT(Create.SecurityContext, 0);
PARAMETER_AT(Create.Options, 8);
PARAMETER_AT(Create.FileAttributes, 0x10);
PARAMETER_AT(Create.ShareAccess, 0x12);
PARAMETER_AT(Create.EaLength, 0x18);
PARAMETER_AT(CreatePipe.Parameters, 0x18);
PARAMETER_AT(CreateMailslot.Parameters, 0x18);
PARAMETER_AT(Read.Length, 0);
PARAMETER_AT(Read.Key, 8);
PARAMETER_AT(Read.ByteOffset, 0x10);
PARAMETER_AT(Write.Length, 0);
PARAMETER_AT(Write.Key, 8);
PARAMETER_AT(Write.ByteOffset, 0x10);
PARAMETER_AT(QueryDirectory.Length, 0);
PARAMETER_AT(QueryDirectory.FileName, 8);
PARAMETER_AT(QueryDirectory.FileInformationClass, 0x10);
PARAMETER_AT(QueryDirectory.FileIndex, 0x18);
PARAMETER_AT(NotifyDirectory.Length, 0);
PARAMETER_AT(NotifyDirectory.CompletionFilter, 8);
PARAMETER_AT(QueryFile.Length, 0);
PARAMETER_AT(QueryFile.FileInformationClass, 8);
PARAMETER_AT(SetFile.Length, 0);
PARAMETER_AT(SetFile.FileInformationClass, 8);
PARAMETER_AT(SetFile.FileObject, 0x10);
PARAMETER_AT(SetFile.ReplaceIfExists, 0x18);
PARAMETER_AT(SetFile.AdvanceOnly, 0x19);
PARAMETER_AT(SetFile.ClusterCount, 0x18);
PARAMETER_AT(SetFile.DeleteHandle, 0x18);
PARAMETER_AT(QueryEa.Length, 0);
PARAMETER_AT(QueryEa.EaList, 8);
PARAMETER_AT(QueryEa.EaListLength, 0x10);
PARAMETER_AT(QueryEa.EaIndex, 0x18);
PARAMETER_AT(SetEa.Length, 0);
PARAMETER_AT(QueryVolume.Length, 0);
PARAMETER_AT(QueryVolume.FsInformationClass, 8);
PARAMETER_AT(SetVolume.FsInformationClass, 8);
PARAMETER_AT(FileSystemControl.OutputBufferLength, 0);
PARAMETER_AT(FileSystemControl.InputBufferLength, 8);
PARAMETER_AT(FileSystemControl.FsControlCode, 0x10);
PARAMETER_AT(FileSystemControl.Type3InputBuffer, 0x18);
PARAMETER_AT(LockControl.Length, 0);
PARAMETER_AT(LockControl.Key, 8);
PARAMETER_AT(LockControl.ByteOffset, 0x10);
PARAMETER_AT(DeviceIoControl.OutputBufferLength, 0);
PARAMETER_AT(DeviceIoControl.InputBufferLength, 8);
PARAMETER_AT(DeviceIoControl.IoControlCode, 0x10);
PARAMETER_AT(DeviceIoControl.Type3InputBuffer, 0x18);
PARAMETER_AT(QuerySecurity.SecurityInformation, 0);
PARAMETER_AT(QuerySecurity.Length, 8);
PARAMETER_AT(SetSecurity.SecurityInformation, 0);
PARAMETER_AT(SetSecurity.SecurityDescriptor, 8);
PARAMETER_AT(MountVolume.Vpb, 0);
PARAMETER_AT(MountVolume.DeviceObject, 8);
PARAMETER_AT(VerifyVolume.DeviceObject, 8);
PARAMETER_AT(QueryQuota.Length, 0);
PARAMETER_AT(QueryQuota.StartSid, 8);
PARAMETER_AT(QueryQuota.SidList, 0x10);
PARAMETER_AT(QueryQuota.SidListLength, 0x18);
PARAMETER_AT(SetQuota.Length, 0);
PARAMETER_AT(Others.Argument1, 0);
PARAMETER_AT(Others.Argument2, 8);
PARAMETER_AT(Others.Argument3, 0x10);
PARAMETER_AT(Others.Argument4, 0x18);

#undef LAYOUT
#undef AT
#undef PARAMETER_AT

#endif /* WINWORK_KUNIT_LAYOUTS_H */
