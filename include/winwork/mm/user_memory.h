/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The memory of programs: how a driver checks their addresses, and the copies of RtlCopyMemory and its
 * like that take them.
 *
 * A driver cannot dereference the address of a program: Linux takes that for a fault of the kernel.
 * The functions of this header can access it, and so can RtlCopyMemory, RtlMoveMemory, RtlFillMemory,
 * RtlZeroMemory, RtlEqualMemory, RtlCompareMemory, memcpy, memmove, memset and memcmp. They raise
 * STATUS_ACCESS_VIOLATION where Windows raises it: when the program has no such memory, or may not
 * write to it. Then IRQL <= APC_LEVEL holds, in a thread of that process. In a thread of the system
 * there is no memory of a program.
 *
 * The buffers of a request are another matter. For METHOD_NEITHER, UserBuffer and Type3InputBuffer are
 * addresses of the kernel for the program's pages, and a driver may dereference them in any thread
 * until it completes the request.
 */
#ifndef WINWORK_MM_USER_MEMORY_H
#define WINWORK_MM_USER_MEMORY_H

#include "../base/sal.h"
#include "../base/types.h"

EXTERN_C_START

/**
 * ProbeForRead - check that a buffer lies in the memory of the current process
 * @Address: the start of the buffer
 * @Length: bytes; with 0 nothing is checked
 * @Alignment: of @Address, in bytes: a power of two
 *
 * Raises STATUS_DATATYPE_MISALIGNMENT, or STATUS_ACCESS_VIOLATION for a buffer that is not in the
 * half of the address space that programs have. That the memory exists is found out by its use, as
 * on Windows.
 *
 * Here: a buffer that a request of the current process brought is an address of the kernel. A range
 * that begins in it passes, also a longer one that ends in the buffer's last page. Other addresses
 * of the kernel raise: behind that page lies memory that is not the program's.
 *
 * IRQL: <= APC_LEVEL.
 * Page: wdm.h, ProbeForRead
 */
VOID NTAPI ProbeForRead(_In_ const volatile VOID *Address, _In_ SIZE_T Length, _In_ ULONG Alignment);

/**
 * ProbeForWrite - check that a buffer lies in the memory of the current process and is writable
 * @Address: the start of the buffer
 * @Length: bytes; with 0 nothing is checked
 * @Alignment: of @Address, in bytes: a power of two
 *
 * As ProbeForRead. It also raises STATUS_ACCESS_VIOLATION if the process may not write to each page
 * of the buffer. The contents stay as they are.
 *
 * IRQL: <= APC_LEVEL.
 * Page: wdm.h, ProbeForWrite
 */
VOID NTAPI ProbeForWrite(_Inout_ volatile VOID *Address, _In_ SIZE_T Length, _In_ ULONG Alignment);

/**
 * MmIsAddressValid - return whether an access would cause a page fault
 * @VirtualAddress: an address of the kernel or of the current process
 *
 * The answer may be old when you have it. Microsoft advises against the function.
 *
 * IRQL: <= DISPATCH_LEVEL on Windows; any here. In an interrupt no address of a program is valid.
 * Return: TRUE if the byte can be read without a page fault.
 * Page: ntddk.h, MmIsAddressValid
 */
BOOLEAN NTAPI MmIsAddressValid(_In_ PVOID VirtualAddress);

/**
 * MmGetPhysicalAddress - return the physical address of memory of the kernel
 * @BaseAddress: an address of the kernel
 *
 * On Windows an address of a program also has an answer, if its page is resident.
 *
 * IRQL: any.
 * Return: the address; 0, with a line in the log, for other addresses.
 * Page: ntddk.h, MmGetPhysicalAddress
 */
PHYSICAL_ADDRESS NTAPI MmGetPhysicalAddress(_In_ PVOID BaseAddress);

/*
 * The limits of the address space, which drivers read: the last address that a program may have, the
 * first address above the half of programs, and the first address of the kernel's half. The values are
 * Linux's. wdm.h has MM_HIGHEST_USER_ADDRESS, MM_USER_PROBE_ADDRESS and MM_SYSTEM_RANGE_START for them.
 *
 * Here: a buffer of a request with METHOD_NEITHER lies in the kernel's half (see above), so a comparison
 * with a limit takes it for the kernel's. ProbeForRead and ProbeForWrite accept it. On Windows the last
 * 64 KB below the end of the half of programs are never used, and MmUserProbeAddress is their start.
 *
 * Page: wdm.h, MM_HIGHEST_USER_ADDRESS, MM_USER_PROBE_ADDRESS, MM_SYSTEM_RANGE_START
 */
extern PVOID MmHighestUserAddress;
extern ULONG_PTR MmUserProbeAddress;
extern PVOID MmSystemRangeStart;

/* For RtlCopyMemory and its like, where one of the addresses is a program's. */
PVOID NTAPI WinworkMoveUserMemory(PVOID Destination, const VOID *Source, SIZE_T Length);
PVOID NTAPI WinworkFillUserMemory(PVOID Destination, INT Fill, SIZE_T Length);
INT NTAPI WinworkCompareUserMemory(const VOID *Source1, const VOID *Source2, SIZE_T Length);

/*
 * A number below zero for memory of the kernel, and at least 0 for a program's: the kernel's half of the
 * address space is the upper one. Where the compiler knows the object, nothing is left of the test.
 */
WINWORK_INSTEAD LONG_PTR WinworkMemoryHalf(const VOID *Address)
{
	return __builtin_object_size(Address, 0) != (SIZE_T)-1 ? -1 : (LONG_PTR)Address;
}

WINWORK_INSTEAD PVOID WinworkCopyMemory(PVOID Destination, const VOID *Source, SIZE_T Length)
{
	if (__builtin_expect((WinworkMemoryHalf(Destination) & WinworkMemoryHalf(Source)) >= 0, 0))
		return WinworkMoveUserMemory(Destination, Source, Length);
	return __builtin_memcpy(Destination, Source, Length);
}

WINWORK_INSTEAD PVOID WinworkMoveMemory(PVOID Destination, const VOID *Source, SIZE_T Length)
{
	if (__builtin_expect((WinworkMemoryHalf(Destination) & WinworkMemoryHalf(Source)) >= 0, 0))
		return WinworkMoveUserMemory(Destination, Source, Length);
	return __builtin_memmove(Destination, Source, Length);
}

WINWORK_INSTEAD PVOID WinworkFillMemory(PVOID Destination, INT Fill, SIZE_T Length)
{
	if (__builtin_expect(WinworkMemoryHalf(Destination) >= 0, 0))
		return WinworkFillUserMemory(Destination, Fill, Length);
	return __builtin_memset(Destination, Fill, Length);
}

WINWORK_INSTEAD INT WinworkCompareMemory(const VOID *Source1, const VOID *Source2, SIZE_T Length)
{
	if (__builtin_expect((WinworkMemoryHalf(Source1) & WinworkMemoryHalf(Source2)) >= 0, 0))
		return WinworkCompareUserMemory(Source1, Source2, Length);
	return __builtin_memcmp(Source1, Source2, Length);
}

EXTERN_C_END

#endif /* WINWORK_MM_USER_MEMORY_H */
