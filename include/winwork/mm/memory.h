/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Memory: descriptor lists, mapped and locked pages, sections.
 */
#ifndef WINWORK_MM_MEMORY_H
#define WINWORK_MM_MEMORY_H

#include "locked_pages.h"
#include "physical_pages.h"
#include "../io/device_object.h"

EXTERN_C_START

struct _DRIVER_OBJECT;
union _FILE_SEGMENT_ELEMENT;
struct _MM_COPY_ADDRESS;
struct _MM_PHYSICAL_ADDRESS_LIST;
struct _PAGE_PRIORITY_INFORMATION;
struct _PHYSICAL_MEMORY_RANGE;

typedef union _FILE_SEGMENT_ELEMENT *PFILE_SEGMENT_ELEMENT;

#define MEM_4MB_PAGES 0x80000000

#define MEM_COMMIT 0x1000
#define MEM_RESERVE 0x2000
#define MEM_DECOMMIT 0x4000
#define MEM_RELEASE 0x8000
#define MEM_FREE 0x10000
#define MEM_PRIVATE 0x20000
#define MEM_MAPPED 0x40000
#define MEM_RESET 0x80000
#define MEM_LARGE_PAGES 0x20000000
#define MEM_TOP_DOWN 0x100000

#define MM_HIGHEST_USER_ADDRESS MmHighestUserAddress
#define MM_LOWEST_SYSTEM_ADDRESS (PVOID) 0xffff080000000000ULL
#define MM_LOWEST_USER_ADDRESS (PVOID) 0x10000
#define MM_MAXIMUM_DISK_IO_SIZE (0x10000)
#define MM_SYSTEM_RANGE_START MmSystemRangeStart
#define MM_USER_PROBE_ADDRESS MmUserProbeAddress

#define PAGE_NOACCESS 0x01
/* Linux has another macro of this name, which a source with its headers keeps. */
#ifndef PAGE_READONLY
#define PAGE_READONLY 0x02
#endif
#define PAGE_READWRITE 0x04
#define PAGE_WRITECOPY 0x08
#define PAGE_EXECUTE 0x10
#define PAGE_GUARD 0x100
#define PAGE_NOCACHE 0x200
#define PAGE_WRITECOMBINE 0x400
#define PAGE_EXECUTE_READ 0x20
#define PAGE_EXECUTE_READWRITE 0x40
#define PAGE_EXECUTE_WRITECOPY 0x80

typedef enum _MM_SYSTEM_SIZE {
	MmSmallSystem,
	MmMediumSystem,
	MmLargeSystem,
} MM_SYSTEMSIZE;

typedef NTSTATUS (NTAPI *PMM_DLL_INITIALIZE)(PUNICODE_STRING RegistryPath);
typedef NTSTATUS (NTAPI *PMM_DLL_UNLOAD)(void);
typedef struct _PHYSICAL_MEMORY_RANGE {
	PHYSICAL_ADDRESS BaseAddress;
	LARGE_INTEGER NumberOfBytes;
} PHYSICAL_MEMORY_RANGE, *PPHYSICAL_MEMORY_RANGE;

typedef NTSTATUS (NTAPI *PMM_ROTATE_COPY_CALLBACK_FUNCTION)(PMDL DestinationMdl, PMDL SourceMdl,
							    PVOID Context);
typedef enum _MM_ROTATE_DIRECTION {
	MmToFrameBuffer,
	MmToFrameBufferNoCopy,
	MmToRegularMemory,
	MmToRegularMemoryNoCopy,
	MmMaximumRotateDirection,
} MM_ROTATE_DIRECTION, *PMM_ROTATE_DIRECTION;

typedef struct _PAGE_PRIORITY_INFORMATION {
	ULONG PagePriority;
} PAGE_PRIORITY_INFORMATION, *PPAGE_PRIORITY_INFORMATION;

typedef struct _MM_COPY_ADDRESS {
	union {
		PVOID VirtualAddress;
		PHYSICAL_ADDRESS PhysicalAddress;
	};
} MM_COPY_ADDRESS, *PMM_COPY_ADDRESS;

#define MM_COPY_MEMORY_PHYSICAL 0x1
#define MM_COPY_MEMORY_VIRTUAL 0x2

/**
 * MmCopyMemory - copy memory that may not be there
 * @TargetAddress: memory of the kernel
 * @SourceAddress: where to begin
 * @NumberOfBytes: how many bytes to copy
 * @Flags: MM_COPY_MEMORY_PHYSICAL, or MM_COPY_MEMORY_VIRTUAL for an address of the kernel or of the current process
 * @NumberOfBytesTransferred: receives how many bytes were copied
 *
 * The copy ends at the first page that is not there, and at the first one of a device or of the firmware.
 *
 * IRQL: <= APC_LEVEL; above it the call is reported (0x0A), and returns STATUS_UNSUCCESSFUL.
 * Return: STATUS_SUCCESS if all bytes were copied; otherwise an error, here STATUS_INVALID_ADDRESS;
 *	STATUS_INVALID_PARAMETER or STATUS_INVALID_PARAMETER_4, which the log explains.
 * Page: ntddk.h, MmCopyMemory
 */
NTSTATUS NTAPI MmCopyMemory(_In_ PVOID TargetAddress, _In_ MM_COPY_ADDRESS SourceAddress, _In_ SIZE_T NumberOfBytes,
			    _In_ ULONG Flags, _Out_ PSIZE_T NumberOfBytesTransferred);

/**
 * MmGetPhysicalMemoryRanges - list the memory of the machine
 *
 * Here: the ranges are those that Linux uses, in whole pages.
 *
 * IRQL: PASSIVE_LEVEL; above it the call is reported (0x0A), and returns NULL.
 * Return: pool that the caller frees by ExFreePool, with the ranges in the order of their addresses and one of zeros
 *	behind them; NULL without memory.
 * Page: ntddk.h, MmGetPhysicalMemoryRanges
 */
PPHYSICAL_MEMORY_RANGE NTAPI MmGetPhysicalMemoryRanges(VOID);

/**
 * MmIsThisAnNtAsSystem - ask for a server
 *
 * IRQL: <= DISPATCH_LEVEL on Windows; any here.
 * Return: FALSE, because RtlGetVersion says that this is a workstation.
 * Page: ntddk.h, MmIsThisAnNtAsSystem
 */
BOOLEAN NTAPI MmIsThisAnNtAsSystem(VOID);

/**
 * MmLockPagableCodeSection, MmLockPagableDataSection - keep a pageable section of the driver in memory
 * @AddressWithinSection: an address in the section
 *
 * Here: Linux keeps all code and data of a module in memory, so the call changes nothing.
 *
 * IRQL: <= APC_LEVEL; above it the call is reported (0x0A), and returns NULL.
 * Return: a handle for MmLockPagableSectionByHandle and MmUnlockPagableImageSection. NULL if no driver has the
 *	address, which is reported (0xC4).
 * Page: wdm.h, MmLockPagableCodeSection, MmLockPagableDataSection
 */
PVOID NTAPI MmLockPagableDataSection(_In_ PVOID AddressWithinSection);
#define MmLockPagableCodeSection(AddressWithinSection) MmLockPagableDataSection(AddressWithinSection)

/**
 * MmLockPagableSectionByHandle - lock a section once more
 * @ImageSectionHandle: a result of MmLockPagableDataSection; another value is reported (0xC4)
 *
 * IRQL: <= APC_LEVEL; above it the call is reported (0x0A).
 * Page: ntddk.h, MmLockPagableSectionByHandle
 */
VOID NTAPI MmLockPagableSectionByHandle(_In_ PVOID ImageSectionHandle);

/**
 * MmUnlockPagableImageSection - let a section be paged out again
 * @ImageSectionHandle: a result of MmLockPagableDataSection; another value is reported (0xC4)
 *
 * Here: a call too many is not seen, as nothing counts the locks.
 *
 * IRQL: <= APC_LEVEL; above it the call is reported (0x0A).
 * Page: wdm.h, MmUnlockPagableImageSection
 */
VOID NTAPI MmUnlockPagableImageSection(_In_ PVOID ImageSectionHandle);

/**
 * MmPageEntireDriver, MmResetDriverPaging - let all of a driver be paged, or as its sections say
 * @AddressWithinSection: an address in the driver; another one is reported (0xC4)
 *
 * Here: Linux keeps all code and data of a module in memory, so the calls change nothing.
 *
 * IRQL: <= APC_LEVEL; above it the call is reported (0x0A).
 * Return: MmPageEntireDriver: the driver's base, or NULL after a report. Here: the handle of its sections.
 * Page: wdm.h, MmPageEntireDriver, MmResetDriverPaging
 */
PVOID NTAPI MmPageEntireDriver(_In_ PVOID AddressWithinSection);
VOID NTAPI MmResetDriverPaging(_In_ PVOID AddressWithinSection);

/**
 * MmQuerySystemSize - return whether the machine has little memory
 *
 * IRQL: any.
 * Return: MmLargeSystem. Windows's measures are of machines with 16 MB.
 * Page: ntddk.h, MmQuerySystemSize
 */
MM_SYSTEMSIZE NTAPI MmQuerySystemSize(VOID);

WINWORK_ABSENT NTSTATUS NTAPI MmAddPhysicalMemory(PPHYSICAL_ADDRESS StartAddress,
						  PLARGE_INTEGER NumberOfBytes);
WINWORK_ABSENT NTSTATUS NTAPI MmAddVerifierThunks(PVOID ThunkBuffer, ULONG ThunkBufferSize);
WINWORK_ABSENT NTSTATUS NTAPI MmAdvanceMdl(_Inout_ PMDL Mdl, _In_ ULONG NumberOfBytes);
WINWORK_ABSENT PVOID NTAPI MmAllocateContiguousNodeMemory(_In_ SIZE_T NumberOfBytes,
							  _In_ PHYSICAL_ADDRESS LowestAcceptableAddress,
							  _In_ PHYSICAL_ADDRESS HighestAcceptableAddress,
							  _In_opt_ PHYSICAL_ADDRESS BoundaryAddressMultiple,
							  _In_ ULONG Protect,
							  _In_ NODE_REQUIREMENT PreferredNode);
WINWORK_ABSENT PVOID NTAPI MmAllocateMappingAddress(_In_ SIZE_T NumberOfBytes,
						    _In_ ULONG PoolTag);
WINWORK_ABSENT PMDL NTAPI MmAllocateNodePagesForMdlEx(_In_ PHYSICAL_ADDRESS LowAddress,
						      _In_ PHYSICAL_ADDRESS HighAddress,
						      _In_ PHYSICAL_ADDRESS SkipBytes,
						      _In_ SIZE_T TotalBytes,
						      _In_ MEMORY_CACHING_TYPE CacheType,
						      _In_ ULONG IdealNode, _In_ ULONG Flags);
WINWORK_ABSENT PMDL NTAPI MmCreateMdl(PMDL MemoryDescriptorList, PVOID Base, SIZE_T Length);
WINWORK_ABSENT NTSTATUS NTAPI MmCreateMirror(VOID);
WINWORK_ABSENT VOID NTAPI MmFreeMappingAddress(_In_ PVOID BaseAddress, _In_ ULONG PoolTag);
WINWORK_ABSENT PVOID NTAPI MmGetVirtualForPhysical(PHYSICAL_ADDRESS PhysicalAddress);
WINWORK_ABSENT LOGICAL NTAPI MmIsDriverSuspectForVerifier(_In_ struct _DRIVER_OBJECT *DriverObject);
WINWORK_ABSENT LOGICAL NTAPI MmIsIoSpaceActive(PHYSICAL_ADDRESS StartAddress,
					       SIZE_T NumberOfBytes);
WINWORK_ABSENT BOOLEAN NTAPI MmIsNonPagedSystemAddressValid(PVOID VirtualAddress);
WINWORK_ABSENT NTSTATUS NTAPI MmIsVerifierEnabled(PULONG VerifierFlags);
WINWORK_ABSENT PVOID NTAPI MmMapLockedPagesWithReservedMapping(
	_In_ PVOID MappingAddress, _In_ ULONG PoolTag, _In_ PMDL MemoryDescriptorList,
	_In_ MEMORY_CACHING_TYPE CacheType);
WINWORK_ABSENT NTSTATUS NTAPI MmMapUserAddressesToPage(PVOID BaseAddress, SIZE_T NumberOfBytes,
						       PVOID PageAddress);
WINWORK_ABSENT PVOID NTAPI MmMapVideoDisplay(PHYSICAL_ADDRESS PhysicalAddress,
					     SIZE_T NumberOfBytes, MEMORY_CACHING_TYPE CacheType);
WINWORK_ABSENT NTSTATUS NTAPI MmMapViewInSessionSpace(PVOID Section, PVOID *MappedBase,
						      PSIZE_T ViewSize);
WINWORK_ABSENT NTSTATUS NTAPI MmMapViewInSystemSpace(PVOID Section, PVOID *MappedBase,
						     PSIZE_T ViewSize);
WINWORK_ABSENT VOID NTAPI MmProbeAndLockProcessPages(PMDL MemoryDescriptorList, PEPROCESS Process,
						     KPROCESSOR_MODE AccessMode,
						     LOCK_OPERATION Operation);
WINWORK_ABSENT VOID NTAPI MmProbeAndLockSelectedPages(_Inout_ PMDLX MemoryDescriptorList,
						      _In_ PFILE_SEGMENT_ELEMENT SegmentArray,
						      _In_ KPROCESSOR_MODE AccessMode,
						      _In_ LOCK_OPERATION Operation);
WINWORK_ABSENT NTSTATUS NTAPI MmProtectMdlSystemAddress(_In_ PMDL MemoryDescriptorList,
							_In_ ULONG NewProtect);
WINWORK_ABSENT NTSTATUS NTAPI MmRemovePhysicalMemory(PPHYSICAL_ADDRESS StartAddress,
						     PLARGE_INTEGER NumberOfBytes);
WINWORK_ABSENT NTSTATUS NTAPI MmRotatePhysicalView(PVOID VirtualAddress, PSIZE_T NumberOfBytes,
						   PMDLX NewMdl, MM_ROTATE_DIRECTION Direction,
						   PMM_ROTATE_COPY_CALLBACK_FUNCTION CopyFunction,
						   PVOID Context);
WINWORK_ABSENT HANDLE NTAPI MmSecureVirtualMemory(_In_ PVOID Address, _In_ SIZE_T Size,
						  _In_ ULONG ProbeMode);
WINWORK_ABSENT VOID NTAPI MmUnmapReservedMapping(_In_ PVOID BaseAddress, _In_ ULONG PoolTag,
						 _In_ PMDL MemoryDescriptorList);
WINWORK_ABSENT VOID NTAPI MmUnmapVideoDisplay(PVOID BaseAddress, SIZE_T NumberOfBytes);
WINWORK_ABSENT NTSTATUS NTAPI MmUnmapViewInSessionSpace(PVOID MappedBase);
WINWORK_ABSENT NTSTATUS NTAPI MmUnmapViewInSystemSpace(PVOID MappedBase);
WINWORK_ABSENT VOID NTAPI MmUnsecureVirtualMemory(_In_ HANDLE SecureHandle);
WINWORK_ABSENT NTSTATUS NTAPI ZwCreateSection(_Out_ PHANDLE SectionHandle,
					      _In_ ACCESS_MASK DesiredAccess,
					      _In_opt_ POBJECT_ATTRIBUTES ObjectAttributes,
					      _In_opt_ PLARGE_INTEGER MaximumSize,
					      _In_ ULONG SectionPageProtection,
					      _In_ ULONG AllocationAttributes,
					      _In_opt_ HANDLE FileHandle);
WINWORK_ABSENT NTSTATUS NTAPI ZwOpenSection(_Out_ PHANDLE SectionHandle,
					    _In_ ACCESS_MASK DesiredAccess,
					    _In_ POBJECT_ATTRIBUTES ObjectAttributes);

/**
 * MmGetSystemRoutineAddress - return the address of a function of the system
 * @SystemRoutineName: the name, in upper and lower case as it is
 *
 * Here: the names are those that winwork.ko exports for the kernel and the executive. A name that the headers define
 * as a macro is no function, nor one of a framework.
 *
 * IRQL: PASSIVE_LEVEL; above it the call is reported (0x0A), and returns NULL.
 * Return: the function; NULL if there is none of this name.
 * Page: wdm.h, MmGetSystemRoutineAddress
 */
PVOID NTAPI MmGetSystemRoutineAddress(_In_ PUNICODE_STRING SystemRoutineName);

/**
 * MmIsDriverVerifying, MmIsDriverVerifyingByAddress - tell whether Driver Verifier verifies a driver
 * @DriverObject: the driver
 * @AddressWithinSection: an address in its code or data
 *
 * Here: there is no Driver Verifier. WinWork always checks what it checks.
 *
 * IRQL: <= APC_LEVEL; above it MmIsDriverVerifying is reported (0x0A).
 * Return: FALSE. With a report (0x18) for a pointer to something else than a driver object.
 * Page: wdm.h, MmIsDriverVerifying, MmIsDriverVerifyingByAddress
 */
LOGICAL NTAPI MmIsDriverVerifying(_In_ struct _DRIVER_OBJECT *DriverObject);
LOGICAL NTAPI MmIsDriverVerifyingByAddress(_In_ PVOID AddressWithinSection);

EXTERN_C_END

#endif /* WINWORK_MM_MEMORY_H */
