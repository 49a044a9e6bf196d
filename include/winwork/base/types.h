/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The types of Windows. Windows is an LLP64 system: long has 32 bits, and wchar_t has 16.
 */
#ifndef WINWORK_BASE_TYPES_H
#define WINWORK_BASE_TYPES_H

#include "keywords.h"

WINWORK_STATIC_ASSERT(sizeof(void *) == 8, "WinWork supports 64-bit kernels only");
WINWORK_STATIC_ASSERT(sizeof(__WCHAR_TYPE__) == 2, "build with -fshort-wchar, as kbuild does");

/* Names for the members of structures that have none, in sources for compilers that need one. */
#ifdef NONAMELESSUNION
#define DUMMYUNIONNAME u
#define DUMMYUNIONNAME2 u2
#define DUMMYUNIONNAME3 u3
#define DUMMYUNIONNAME4 u4
#define DUMMYUNIONNAME5 u5
#define DUMMYUNIONNAME6 u6
#define DUMMYUNIONNAME7 u7
#define DUMMYUNIONNAME8 u8
#define DUMMYUNIONNAME9 u9
#define DUMMYSTRUCTNAME s
#define DUMMYSTRUCTNAME2 s2
#define DUMMYSTRUCTNAME3 s3
#define DUMMYSTRUCTNAME4 s4
#define DUMMYSTRUCTNAME5 s5
#define DUMMYSTRUCTNAME6 s6
#else
#define DUMMYUNIONNAME
#define DUMMYUNIONNAME2
#define DUMMYUNIONNAME3
#define DUMMYUNIONNAME4
#define DUMMYUNIONNAME5
#define DUMMYUNIONNAME6
#define DUMMYUNIONNAME7
#define DUMMYUNIONNAME8
#define DUMMYUNIONNAME9
#define DUMMYSTRUCTNAME
#define DUMMYSTRUCTNAME2
#define DUMMYSTRUCTNAME3
#define DUMMYSTRUCTNAME4
#define DUMMYSTRUCTNAME5
#define DUMMYSTRUCTNAME6
#endif
#define _ANONYMOUS_UNION
#define _ANONYMOUS_STRUCT

typedef void VOID;
typedef void *PVOID;
typedef void *LPVOID;
typedef const void *PCVOID;

typedef char CHAR, *PCHAR, *PSTR, *LPSTR, CCHAR;
typedef const char *PCSTR, *LPCSTR, *PCSZ;
typedef char *PSZ;
typedef signed char SCHAR, *PSCHAR;
typedef unsigned char UCHAR, *PUCHAR;
typedef unsigned char BYTE, *PBYTE;
typedef UCHAR BOOLEAN, *PBOOLEAN;
typedef short SHORT, *PSHORT, CSHORT;
typedef unsigned short USHORT, *PUSHORT;
typedef unsigned short WORD, *PWORD;
typedef int INT, *PINT;
typedef unsigned int UINT, *PUINT;
typedef int LONG, *PLONG;
typedef unsigned int ULONG, *PULONG;
typedef unsigned int DWORD, *PDWORD;
/* A driver may have it as a macro. */
#ifndef BOOL
typedef int BOOL;
#endif
typedef BOOL *PBOOL;
typedef long long LONGLONG, *PLONGLONG;
typedef unsigned long long ULONGLONG, *PULONGLONG;
typedef unsigned long long QUAD, *PQUAD;

typedef signed char INT8, *PINT8;
typedef unsigned char UINT8, *PUINT8;
typedef short INT16, *PINT16;
typedef unsigned short UINT16, *PUINT16;
typedef int INT32, *PINT32;
typedef unsigned int UINT32, *PUINT32;
typedef long long INT64, *PINT64;
typedef unsigned long long UINT64, *PUINT64;
typedef int LONG32, *PLONG32;
typedef unsigned int ULONG32, *PULONG32;
typedef unsigned int DWORD32, *PDWORD32;
typedef long long LONG64, *PLONG64;
typedef unsigned long long ULONG64, *PULONG64;
typedef unsigned long long DWORD64, *PDWORD64;
typedef unsigned long long DWORDLONG, *PDWORDLONG;

/* These have 64 bits, as on Windows. On Linux, size_t is an unsigned long. */
typedef long LONG_PTR, *PLONG_PTR;
typedef unsigned long ULONG_PTR, *PULONG_PTR;
typedef long INT_PTR, *PINT_PTR;
typedef unsigned long UINT_PTR, *PUINT_PTR;
typedef unsigned long DWORD_PTR, *PDWORD_PTR;
typedef ULONG_PTR SIZE_T, *PSIZE_T;
typedef LONG_PTR SSIZE_T, *PSSIZE_T;
typedef ULONG_PTR KAFFINITY, *PKAFFINITY;

#ifdef __cplusplus
typedef wchar_t WCHAR;
#else
typedef __WCHAR_TYPE__ WCHAR;
typedef __WCHAR_TYPE__ wchar_t;
#endif

/*
 * Every header of Windows defines these types, so a driver does not include <stddef.h>. The macros
 * show a driver's own headers that the types are defined.
 */
#ifndef _WCHAR_T_DEFINED
#define _WCHAR_T_DEFINED
#endif
#define _SIZE_T_DEFINED
#define _PTRDIFF_T_DEFINED
#define _INTPTR_T_DEFINED
#define _UINTPTR_T_DEFINED
#if defined(__cplusplus) && !defined(_NATIVE_WCHAR_T_DEFINED)
#define _NATIVE_WCHAR_T_DEFINED
#endif
typedef __SIZE_TYPE__ size_t;
typedef __PTRDIFF_TYPE__ ptrdiff_t;
typedef __INTPTR_TYPE__ intptr_t;
typedef __UINTPTR_TYPE__ uintptr_t;

typedef WCHAR *PWCHAR, *PWCH, *LPWCH, *PWSTR, *LPWSTR;
/* TCHAR and TEXT follow the project's UNICODE. */
#ifdef UNICODE
#define __TEXT(text) L##text
typedef WCHAR TCHAR;
#else
#define __TEXT(text) text
typedef char TCHAR;
#endif
#define TEXT(text) __TEXT(text)
typedef TCHAR *PTCHAR, *PTSTR, *LPTSTR;
typedef const TCHAR *PCTSTR, *LPCTSTR;
typedef const WCHAR *PCWCH, *LPCWCH, *PCWCHAR, *PCWSTR, *LPCWSTR;

typedef void *HANDLE, **PHANDLE;
/* Declares a type for one kind of handles, which the compiler does not convert to other kinds. */
#ifndef DECLARE_HANDLE
#define DECLARE_HANDLE(name) struct name##__ { int unused; }; typedef struct name##__ *name
#endif
typedef const UCHAR *PCUCHAR;
typedef const CHAR *PCCH, *LPCCH;
typedef CHAR *PCH;
typedef CCHAR *PCCHAR;
typedef const USHORT *PCUSHORT;
typedef const ULONG *PCULONG;
typedef USHORT LANGID, *PLANGID;
typedef LONGLONG USN;
typedef LONG HRESULT;
/* As the headers of <ntdef.h> have it. */
typedef __builtin_va_list va_list;
typedef struct _FILETIME {
	DWORD dwLowDateTime;
	DWORD dwHighDateTime;
} FILETIME, *PFILETIME, *LPFILETIME;
typedef LONG NTSTATUS, *PNTSTATUS;
typedef ULONG ACCESS_MASK, *PACCESS_MASK;
typedef ULONG CLONG, *PCLONG;
typedef ULONG LOGICAL, *PLOGICAL;
typedef LONG KPRIORITY;
typedef UCHAR KIRQL, *PKIRQL;
typedef CCHAR KPROCESSOR_MODE;
typedef ULONG DEVICE_TYPE;
typedef ULONG EXECUTION_STATE;

typedef union _LARGE_INTEGER {
	struct {
		ULONG LowPart;
		LONG HighPart;
	};
	struct {
		ULONG LowPart;
		LONG HighPart;
	} u;
	LONGLONG QuadPart;
} LARGE_INTEGER, *PLARGE_INTEGER;

typedef union _ULARGE_INTEGER {
	struct {
		ULONG LowPart;
		ULONG HighPart;
	};
	struct {
		ULONG LowPart;
		ULONG HighPart;
	} u;
	ULONGLONG QuadPart;
} ULARGE_INTEGER, *PULARGE_INTEGER;

typedef LARGE_INTEGER PHYSICAL_ADDRESS, *PPHYSICAL_ADDRESS;

typedef struct _LUID {
	ULONG LowPart;
	LONG HighPart;
} LUID, *PLUID;

#ifndef GUID_DEFINED
#define GUID_DEFINED
typedef struct _GUID {
	ULONG Data1;
	USHORT Data2;
	USHORT Data3;
	UCHAR Data4[8];
} GUID;
#endif
typedef GUID *PGUID, *LPGUID;
typedef const GUID *LPCGUID;
typedef GUID IID, CLSID;

typedef struct _UNICODE_STRING {
	USHORT Length;			/* bytes, without a terminating null */
	USHORT MaximumLength;		/* bytes */
	PWCH Buffer;
} UNICODE_STRING, *PUNICODE_STRING;
typedef const UNICODE_STRING *PCUNICODE_STRING;

typedef struct _STRING {
	USHORT Length;
	USHORT MaximumLength;
	PCHAR Buffer;
} STRING, *PSTRING, ANSI_STRING, *PANSI_STRING, OEM_STRING, *POEM_STRING;
typedef const STRING *PCANSI_STRING;

typedef struct _LIST_ENTRY {
	struct _LIST_ENTRY *Flink;
	struct _LIST_ENTRY *Blink;
} LIST_ENTRY, *PLIST_ENTRY;

typedef struct _SINGLE_LIST_ENTRY {
	struct _SINGLE_LIST_ENTRY *Next;
} SINGLE_LIST_ENTRY, *PSINGLE_LIST_ENTRY;

typedef struct _PROCESSOR_NUMBER {
	USHORT Group;
	UCHAR Number;
	UCHAR Reserved;
} PROCESSOR_NUMBER, *PPROCESSOR_NUMBER;

/* A compartment of routes: the network interfaces in it see no other's. */
typedef enum {
	UNSPECIFIED_COMPARTMENT_ID = 0,
	DEFAULT_COMPARTMENT_ID
} COMPARTMENT_ID, *PCOMPARTMENT_ID;

#ifndef TRUE
#define TRUE 1
#endif
#ifndef FALSE
#define FALSE 0
#endif
#ifndef NULL
#ifdef __cplusplus
#define NULL 0
#else
#define NULL ((void *)0)
#endif
#endif

#ifndef NOMINMAX
#ifndef min
#define min(a, b) ((a) < (b) ? (a) : (b))
#endif
#ifndef max
#define max(a, b) ((a) > (b) ? (a) : (b))
#endif
#endif

#define UNREFERENCED_PARAMETER(parameter) ((void)(parameter))
#define DBG_UNREFERENCED_PARAMETER(parameter) ((void)(parameter))
#define DBG_UNREFERENCED_LOCAL_VARIABLE(variable) ((void)(variable))
#define CONTAINING_RECORD(address, type, field) \
	((type *)((PCHAR)(address) - (ULONG_PTR)__builtin_offsetof(type, field)))
#define FIELD_OFFSET(type, field) ((LONG)__builtin_offsetof(type, field))
#define RTL_FIELD_SIZE(type, field) (sizeof(((type *)0)->field))
#define RTL_SIZEOF_THROUGH_FIELD(type, field) \
	(FIELD_OFFSET(type, field) + RTL_FIELD_SIZE(type, field))
#ifndef ARGUMENT_PRESENT
#define ARGUMENT_PRESENT(argument) ((argument) != NULL)
#endif
#define FIELD_SIZE(type, field) RTL_FIELD_SIZE(type, field)
#define RTL_FIELD_TYPE(type, field) (((type *)0)->field)
#define RTL_BITS_OF(what) (sizeof(what) * 8)
#define RTL_BITS_OF_FIELD(type, field) RTL_BITS_OF(RTL_FIELD_TYPE(type, field))
#define RTL_NUMBER_OF(array) (sizeof(array) / sizeof((array)[0]))
#define RTL_NUMBER_OF_FIELD(type, field) RTL_NUMBER_OF(RTL_FIELD_TYPE(type, field))
/* Is true if a structure of the given size, which may be of an older version, has the field. */
#define RTL_CONTAINS_FIELD(structure, size, field) \
	((PCHAR)&(structure)->field + sizeof((structure)->field) <= \
	 (PCHAR)(structure) + (size))
/* The alignment of a type, and the largest one that a fundamental type has. */
/* The pragmas alloc_text and data_seg may be used. Here: they have no effect. */
#define ALLOC_PRAGMA 1
#define ALLOC_DATA_PRAGMA 1
#ifndef TYPE_ALIGNMENT
#define TYPE_ALIGNMENT(type) __alignof__(type)
#endif
#define MAX_NATURAL_ALIGNMENT sizeof(ULONGLONG)
/* Round to a multiple of the alignment, which is a power of two, or of the size of a type. */
#ifndef ALIGN_DOWN_BY
#define ALIGN_DOWN_BY(length, alignment) ((ULONG_PTR)(length) & ~((ULONG_PTR)(alignment) - 1))
#define ALIGN_UP_BY(length, alignment) \
	ALIGN_DOWN_BY((ULONG_PTR)(length) + (alignment) - 1, alignment)
#endif
#define ALIGN_DOWN_POINTER_BY(address, alignment) ((PVOID)ALIGN_DOWN_BY(address, alignment))
#define ALIGN_UP_POINTER_BY(address, alignment) ((PVOID)ALIGN_UP_BY(address, alignment))
/* In a source with Linux's headers, Linux's ALIGN_DOWN remains, which takes an alignment. */
#ifndef ALIGN_DOWN
#define ALIGN_DOWN(length, type) ALIGN_DOWN_BY(length, sizeof(type))
#endif
#ifndef ALIGN_UP
#define ALIGN_UP(length, type) ALIGN_UP_BY(length, sizeof(type))
#endif
#define ALIGN_DOWN_POINTER(address, type) ALIGN_DOWN_POINTER_BY(address, sizeof(type))
#define ALIGN_UP_POINTER(address, type) ALIGN_UP_POINTER_BY(address, sizeof(type))
#define LOBYTE(word) ((UCHAR)((ULONG_PTR)(word) & 0xff))
#define HIBYTE(word) ((UCHAR)((ULONG_PTR)(word) >> 8 & 0xff))
#define LOWORD(dword) ((USHORT)((ULONG_PTR)(dword) & 0xffff))
#define HIWORD(dword) ((USHORT)((ULONG_PTR)(dword) >> 16 & 0xffff))
#define NOTHING
#define Int32x32To64(a, b) ((LONGLONG)(LONG)(a) * (LONGLONG)(LONG)(b))
#define Int64ShllMod32(a, b) ((ULONGLONG)(a) << (b))
#define Int64ShraMod32(a, b) ((LONGLONG)(a) >> (b))
#define Int64ShrlMod32(a, b) ((ULONGLONG)(a) >> (b))
#define UInt32x32To64(a, b) ((ULONGLONG)(ULONG)(a) * (ULONGLONG)(ULONG)(b))
#define MINCHAR 0x80
#define MAXCHAR 0x7f
#define MAXUCHAR 0xff
#define MINSHORT 0x8000
#define MAXSHORT 0x7fff
#define MAXUSHORT 0xffff
#define MINLONG 0x80000000u
#define MAXLONG 0x7fffffff
#define MAXULONG 0xffffffffu
#define MAXLONGLONG 0x7fffffffffffffffll
#define MAXULONGLONG 0xffffffffffffffffull
#define MAXULONG32 ((ULONG32)~(ULONG32)0)
#define MAXULONG64 ((ULONG64)~(ULONG64)0)
#define MAXUINT8 ((UINT8)~(UINT8)0)
#define MAXUINT16 ((UINT16)~(UINT16)0)
#define MAXUINT32 ((UINT32)~(UINT32)0)
#define MAXUINT64 ((UINT64)~(UINT64)0)
#define MAXUINT ((UINT)~(UINT)0)
#define MAXINT ((INT)(MAXUINT >> 1))
#define MAXLONG_PTR ((LONG_PTR)(MAXULONG_PTR >> 1))
#define MAXULONG_PTR (~(ULONG_PTR)0)
#define MAXSIZE_T (~(SIZE_T)0)
#define ANYSIZE_ARRAY 1
/* The alignment in bytes of pool, and of structures that Windows aligns like pool. */
#define MEMORY_ALLOCATION_ALIGNMENT 16
#define PtrToUlong(pointer) ((ULONG)(ULONG_PTR)(pointer))
#define PtrToLong(pointer) ((LONG)(LONG_PTR)(pointer))
#define PtrToUint(pointer) ((UINT)(UINT_PTR)(pointer))
#define PtrToInt(pointer) ((INT)(INT_PTR)(pointer))
#define UlongToPtr(value) ((PVOID)(ULONG_PTR)(ULONG)(value))
#define ULongToPtr(value) UlongToPtr(value)
#define LongToPtr(value) ((PVOID)(LONG_PTR)(LONG)(value))
#define UintToPtr(value) ((PVOID)(UINT_PTR)(UINT)(value))
#define UIntToPtr(value) UintToPtr(value)
#define IntToPtr(value) ((PVOID)(INT_PTR)(INT)(value))
#define UlongToHandle(value) ((HANDLE)(ULONG_PTR)(ULONG)(value))
#define ULongToHandle(value) UlongToHandle(value)
/* From a pointer or a handle of 32 bits, as 32-bit programs pass them. A handle keeps its sign. */
#define Ptr32ToPtr(pointer) UlongToPtr((ULONG_PTR)(pointer))
#define Handle32ToHandle(handle) LongToHandle((LONG_PTR)(handle))
#define LongToHandle(value) ((HANDLE)(LONG_PTR)(LONG)(value))
#define HandleToULong(handle) ((ULONG)(ULONG_PTR)(handle))
#define HandleToUlong(handle) HandleToULong(handle)
#define HandleToLong(handle) ((LONG)(LONG_PTR)(handle))

/* Success and informational statuses pass NT_SUCCESS. Warnings and errors do not. */
#define NT_SUCCESS(Status) ((NTSTATUS)(Status) >= 0)
#define NT_INFORMATION(Status) ((ULONG)(Status) >> 30 == 1)
#define NT_WARNING(Status) ((ULONG)(Status) >> 30 == 2)
#define NT_ERROR(Status) ((ULONG)(Status) >> 30 == 3)

typedef enum _MODE {
	KernelMode,
	UserMode,
	MaximumMode
} MODE;

#endif /* WINWORK_BASE_TYPES_H */
