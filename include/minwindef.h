/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <minwindef.h>: types that kernel code shares with applications.
 */
#ifndef _MINWINDEF_
#define _MINWINDEF_

#include "ntdef.h"

#ifndef MAX_PATH
#define MAX_PATH 260
#endif

typedef BOOL *LPBOOL;
typedef BYTE *LPBYTE;
typedef INT *LPINT;
typedef WORD *LPWORD;
typedef LONG *LPLONG;
typedef DWORD *LPDWORD;
typedef const void *LPCVOID;
typedef HANDLE *LPHANDLE;

typedef UINT_PTR WPARAM;
typedef LONG_PTR LPARAM;
typedef LONG_PTR LRESULT;
typedef WORD ATOM;

DECLARE_HANDLE(HKEY);
typedef HKEY *PHKEY;
DECLARE_HANDLE(HINSTANCE);
typedef HINSTANCE HMODULE;

#ifndef MAKEWORD
#define MAKEWORD(low, high) ((WORD)((BYTE)(low) | (WORD)((BYTE)(high) << 8)))
#endif
#ifndef MAKELONG
#define MAKELONG(low, high) ((LONG)((WORD)(low) | (DWORD)(WORD)(high) << 16))
#endif

#endif /* _MINWINDEF_ */
