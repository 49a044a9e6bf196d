/* SPDX-License-Identifier: MIT */
/*
 * <windef.h>: the types of Windows, for programs.
 *
 * WCHAR has 16 bits: L"text" must be UTF-16, so a program is compiled with -fshort-wchar. LONG and
 * DWORD have 32 bits. A plain "long" of the program is Linux's: 64 bits on a 64-bit machine.
 */
#ifndef WINWORK_USER_WINDEF_H
#define WINWORK_USER_WINDEF_H

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "sal.h"
#include "winwork_compiler.h"

#ifdef __cplusplus
#define EXTERN_C extern "C"
#else
#define EXTERN_C extern
#endif

#define WINAPI
#define WINAPIV
#define APIENTRY
#define CALLBACK
#define NTAPI
#define PASCAL
#define CONST const
#define IN
#define OUT
#define OPTIONAL
#define FAR
#define NEAR
#define FORCEINLINE static inline __attribute__((always_inline))
#define DECLSPEC_NORETURN __attribute__((noreturn))
#define DECLSPEC_ALIGN(bytes) __attribute__((aligned(bytes)))
#define DECLSPEC_IMPORT

typedef void VOID;
typedef void *PVOID, *LPVOID;
typedef const void *PCVOID, *LPCVOID;
typedef char CHAR, CCHAR, *PCHAR, *LPCH, *PCH, *NPSTR, *LPSTR, *PSTR;
typedef const char *LPCCH, *PCCH, *LPCSTR, *PCSTR;
typedef unsigned char UCHAR, *PUCHAR, BYTE, *PBYTE, *LPBYTE, BOOLEAN, *PBOOLEAN;
typedef short SHORT, *PSHORT;
typedef unsigned short USHORT, *PUSHORT, WORD, *PWORD, *LPWORD;
typedef int INT, *PINT, *LPINT, LONG, *PLONG, *LPLONG, BOOL, *PBOOL, *LPBOOL;
typedef unsigned int UINT, *PUINT, ULONG, *PULONG, DWORD, *PDWORD, *LPDWORD;
typedef float FLOAT, *PFLOAT;
typedef double DOUBLE;
typedef long long LONGLONG, *PLONGLONG, LONG64, *PLONG64, INT64, *PINT64;
typedef unsigned long long ULONGLONG, *PULONGLONG, ULONG64, *PULONG64, UINT64, *PUINT64, DWORD64,
	*PDWORD64, DWORDLONG, *PDWORDLONG;
typedef signed char INT8, *PINT8;
typedef unsigned char UINT8, *PUINT8;
typedef short INT16, *PINT16;
typedef unsigned short UINT16, *PUINT16;
typedef int INT32, *PINT32, LONG32, *PLONG32;
typedef unsigned int UINT32, *PUINT32, ULONG32, *PULONG32, DWORD32, *PDWORD32;
typedef intptr_t INT_PTR, *PINT_PTR, LONG_PTR, *PLONG_PTR;
typedef uintptr_t UINT_PTR, *PUINT_PTR, ULONG_PTR, *PULONG_PTR, DWORD_PTR, *PDWORD_PTR;
typedef size_t SIZE_T, *PSIZE_T;
typedef intptr_t SSIZE_T, *PSSIZE_T;

typedef wchar_t WCHAR, *PWCHAR, *LPWCH, *PWCH, *LPWSTR, *PWSTR;
typedef const wchar_t *LPCWCH, *PCWCH, *LPCWSTR, *PCWSTR;

#ifdef UNICODE
typedef WCHAR TCHAR, *PTCHAR, TBYTE;
typedef LPWSTR LPTSTR, PTSTR;
typedef LPCWSTR LPCTSTR, PCTSTR;
#define WINWORK_TEXT(text) L##text
#else
typedef char TCHAR, *PTCHAR;
typedef unsigned char TBYTE;
typedef LPSTR LPTSTR, PTSTR;
typedef LPCSTR LPCTSTR, PCTSTR;
#define WINWORK_TEXT(text) text
#endif
#define TEXT(text) WINWORK_TEXT(text)

/* A handle is a file descriptor. It is never 0. */
#define ANSI_NULL ((CHAR)0)
#define UNICODE_NULL ((WCHAR)0)
typedef void *HANDLE, **PHANDLE, **LPHANDLE;
typedef HANDLE HLOCAL, HGLOBAL, HMODULE, HINSTANCE, HWND;
typedef struct WINWORK_HKEY *HKEY, **PHKEY;

typedef LONG NTSTATUS, *PNTSTATUS;
typedef LONG HRESULT;
typedef DWORD ACCESS_MASK, *PACCESS_MASK;

#ifndef FALSE
#define FALSE 0
#endif
#ifndef TRUE
#define TRUE 1
#endif
#define MAX_PATH 260

#define LOWORD(value) ((WORD)((DWORD_PTR)(value) & 0xffff))
#define HIWORD(value) ((WORD)((DWORD_PTR)(value) >> 16 & 0xffff))
#define LOBYTE(value) ((BYTE)((DWORD_PTR)(value) & 0xff))
#define HIBYTE(value) ((BYTE)((DWORD_PTR)(value) >> 8 & 0xff))
#define ULongToPtr(value) ((void *)(ULONG_PTR)(ULONG)(value))
#define ULongToHandle(value) ((HANDLE)ULongToPtr(value))
#define LongToHandle(value) ((HANDLE)(LONG_PTR)(LONG)(value))
#define HandleToULong(handle) ((ULONG)(ULONG_PTR)(handle))
#define HandleToUlong HandleToULong
#define PtrToUlong(pointer) ((ULONG)(ULONG_PTR)(pointer))
#define PtrToULong PtrToUlong
#define Int32x32To64(one, other) ((LONGLONG)(LONG)(one) * (LONG)(other))
#define UInt32x32To64(one, other) ((ULONGLONG)(UINT)(one) * (UINT)(other))
#define MAKEWORD(low, high) ((WORD)((BYTE)(low) | (WORD)(BYTE)(high) << 8))
#define MAKELONG(low, high) ((LONG)((WORD)(low) | (DWORD)(WORD)(high) << 16))

#ifndef NOMINMAX
#ifdef __cplusplus
/* As functions, so that std::min and std::max remain. */
extern "C++" {
template <typename One, typename Other> constexpr auto min(One one, Other other) -> decltype(true ? One() : Other())
{
	return one < other ? one : other;
}
template <typename One, typename Other> constexpr auto max(One one, Other other) -> decltype(true ? One() : Other())
{
	return one > other ? one : other;
}
}
#elif !defined(min)
#define min(one, other) ((one) < (other) ? (one) : (other))
#define max(one, other) ((one) > (other) ? (one) : (other))
#endif
#endif

#endif
