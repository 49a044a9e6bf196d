/* SPDX-License-Identifier: MIT */
/* <memoryapi.h>: pages of memory, and views of sections. <windows.h> includes it. */
#ifndef WINWORK_USER_MEMORYAPI_H
#define WINWORK_USER_MEMORYAPI_H

#include "winnt.h"

#ifdef __cplusplus
extern "C" {
#endif

#define MEM_COMMIT 0x00001000
#define MEM_RESERVE 0x00002000
#define MEM_DECOMMIT 0x00004000
#define MEM_RELEASE 0x00008000
#define MEM_FREE 0x00010000
#define MEM_PRIVATE 0x00020000
#define MEM_MAPPED 0x00040000
#define MEM_TOP_DOWN 0x00100000

#define PAGE_NOACCESS 0x01
#define PAGE_READONLY 0x02
#define PAGE_READWRITE 0x04
#define PAGE_EXECUTE 0x10
#define PAGE_EXECUTE_READ 0x20
#define PAGE_EXECUTE_READWRITE 0x40

/* Of MapViewOfFile(). */
#define FILE_MAP_COPY 0x00000001
#define FILE_MAP_WRITE SECTION_MAP_WRITE
#define FILE_MAP_READ SECTION_MAP_READ
#define FILE_MAP_EXECUTE SECTION_MAP_EXECUTE_EXPLICIT
#define FILE_MAP_ALL_ACCESS SECTION_ALL_ACCESS
#define FILE_MAP_LARGE_PAGES 0x20000000
#define FILE_MAP_TARGETS_INVALID 0x40000000
#define FILE_MAP_RESERVE 0x80000000
/* Of UnmapViewOfFileEx(). */
#define MEM_UNMAP_WITH_TRANSIENT_BOOST 0x00000001
#define MEM_PRESERVE_PLACEHOLDER 0x00000002

typedef struct _MEMORY_BASIC_INFORMATION {
	PVOID BaseAddress;
	PVOID AllocationBase;
	DWORD AllocationProtect;
	WORD PartitionId;
	SIZE_T RegionSize;
	DWORD State;
	DWORD Protect;
	DWORD Type;
} MEMORY_BASIC_INFORMATION, *PMEMORY_BASIC_INFORMATION;

/**
 * VirtualAlloc - reserves pages, or commits reserved ones, or both
 * @lpAddress: NULL: the library chooses the place, which begins at a multiple of 64 KiB. With MEM_COMMIT alone: in a
 *	region that is reserved
 * @dwSize: bytes. The pages that contain any of them count
 * @flAllocationType: MEM_RESERVE, MEM_COMMIT or both. MEM_TOP_DOWN has no effect
 * @flProtect: one of PAGE_*, of the pages that are committed
 *
 * Committed pages are zeros. Those that are committed already keep what they have.
 *
 * Here: a region cannot be reserved at an address of the caller's choice, and there are no guard pages, pages of other
 * caches, large pages or copies on write: ERROR_NOT_SUPPORTED.
 *
 * Return: the address; NULL with ERROR_INVALID_PARAMETER, ERROR_INVALID_ADDRESS for pages that are not reserved, or
 *	ERROR_NOT_ENOUGH_MEMORY.
 * Page: memoryapi.h, VirtualAlloc
 */
WINWORK_USER_API LPVOID WINAPI VirtualAlloc(LPVOID lpAddress, SIZE_T dwSize, DWORD flAllocationType, DWORD flProtect);

/**
 * VirtualFree - decommits pages, or releases a region
 * @lpAddress: MEM_RELEASE: what VirtualAlloc() has returned for the region
 * @dwSize: MEM_RELEASE: 0. MEM_DECOMMIT: bytes; 0: the whole region, if @lpAddress is its beginning
 * @dwFreeType: MEM_DECOMMIT or MEM_RELEASE
 *
 * Return: TRUE; FALSE with ERROR_INVALID_PARAMETER, also for a view, or ERROR_INVALID_ADDRESS.
 * Page: memoryapi.h, VirtualFree
 */
WINWORK_USER_API BOOL WINAPI VirtualFree(LPVOID lpAddress, SIZE_T dwSize, DWORD dwFreeType);

/**
 * VirtualProtect - changes the protection of committed pages of one region
 * @lpflOldProtect: receives that of the first page
 *
 * Here: only of memory of VirtualAlloc(), and of views. These take PAGE_READONLY and PAGE_NOACCESS.
 *
 * Return: TRUE; FALSE with ERROR_NOACCESS without @lpflOldProtect, ERROR_INVALID_PARAMETER, or ERROR_INVALID_ADDRESS for
 *	other pages.
 * Page: memoryapi.h, VirtualProtect
 */
WINWORK_USER_API BOOL WINAPI VirtualProtect(LPVOID lpAddress, SIZE_T dwSize, DWORD flNewProtect, PDWORD lpflOldProtect);

/**
 * VirtualQuery - the state of a page of a region, and of those behind it that are alike
 *
 * Here: only of memory of VirtualAlloc(), and of views (MEM_MAPPED): 0 with ERROR_INVALID_ADDRESS for others.
 *
 * Return: sizeof(*lpBuffer); 0 with ERROR_BAD_LENGTH if @dwLength is less.
 * Page: memoryapi.h, VirtualQuery
 */
WINWORK_USER_API SIZE_T WINAPI VirtualQuery(LPCVOID lpAddress, PMEMORY_BASIC_INFORMATION lpBuffer, SIZE_T dwLength);

/**
 * VirtualLock, VirtualUnlock - keep pages in memory, any of the process
 *
 * Here: a page that was locked more than once is unlocked at once. VirtualUnlock() succeeds for pages that are not
 * locked. The limit is RLIMIT_MEMLOCK: see getrlimit(2).
 *
 * Return: TRUE; FALSE with ERROR_NOT_ENOUGH_MEMORY at the limit and for pages that do not exist, or
 *	ERROR_PRIVILEGE_NOT_HELD.
 * Page: memoryapi.h, VirtualLock, VirtualUnlock
 */
WINWORK_USER_API BOOL WINAPI VirtualLock(LPVOID lpAddress, SIZE_T dwSize);
WINWORK_USER_API BOOL WINAPI VirtualUnlock(LPVOID lpAddress, SIZE_T dwSize);

/**
 * MapViewOfFile, MapViewOfFileEx - map a view of a section, to be read
 * @hFileMappingObject: the handle of a section that the program has from a minifilter: FltCreateSectionForDataScan()
 *	without OBJ_KERNEL_HANDLE makes it
 * @dwDesiredAccess: FILE_MAP_READ
 * @dwFileOffsetHigh, @dwFileOffsetLow: where the view begins in the section: a multiple of 64 KiB
 * @dwNumberOfBytesToMap: the pages that contain any of them count. 0: up to the end of the section
 * @lpBaseAddress: the address of the view, a multiple of 64 KiB. NULL: the library chooses one
 *
 * The view shows the pages of the file itself. It stays after CloseHandle() of the section. Its last page has zeros
 * behind the end of the file.
 *
 * Here: there are no sections of files or of memory that a program makes itself. The section ends where the file ends at
 * the time of the call, also if the minifilter has asked for less. A page that the file has lost since then is SIGBUS.
 * FILE_MAP_COPY, FILE_MAP_LARGE_PAGES and FILE_MAP_RESERVE are ERROR_NOT_SUPPORTED. The handle is for these functions and
 * CloseHandle() alone.
 *
 * Return: the address; NULL with
 *	ERROR_INVALID_HANDLE for what is no section,
 *	ERROR_ACCESS_DENIED for access to write or run it, and for a view that is no part of the section,
 *	ERROR_MAPPED_ALIGNMENT for an offset or an address that is no multiple of 64 KiB,
 *	ERROR_INVALID_ADDRESS if the place is not free, or
 *	ERROR_NOT_ENOUGH_MEMORY.
 * Page: memoryapi.h, MapViewOfFile, MapViewOfFileEx
 */
WINWORK_USER_API LPVOID WINAPI MapViewOfFile(HANDLE hFileMappingObject, DWORD dwDesiredAccess, DWORD dwFileOffsetHigh,
					     DWORD dwFileOffsetLow, SIZE_T dwNumberOfBytesToMap);
WINWORK_USER_API LPVOID WINAPI MapViewOfFileEx(HANDLE hFileMappingObject, DWORD dwDesiredAccess, DWORD dwFileOffsetHigh,
					       DWORD dwFileOffsetLow, SIZE_T dwNumberOfBytesToMap, LPVOID lpBaseAddress);

/**
 * UnmapViewOfFile, UnmapViewOfFileEx - unmap a view
 * @lpBaseAddress, @BaseAddress: an address in the view
 * @UnmapFlags: 0 or MEM_UNMAP_WITH_TRANSIENT_BOOST, which has no effect: Linux keeps the pages of files by itself
 *
 * Here: there are no placeholders, so MEM_PRESERVE_PLACEHOLDER is ERROR_INVALID_ADDRESS, as for other views on Windows.
 *
 * Return: TRUE; FALSE with ERROR_INVALID_ADDRESS for an address of no view, or ERROR_INVALID_PARAMETER for other flags.
 * Page: memoryapi.h, UnmapViewOfFile, UnmapViewOfFileEx
 */
WINWORK_USER_API BOOL WINAPI UnmapViewOfFile(LPCVOID lpBaseAddress);
WINWORK_USER_API BOOL WINAPI UnmapViewOfFileEx(PVOID BaseAddress, ULONG UnmapFlags);

#ifdef __cplusplus
}
#endif

#endif
