/* SPDX-License-Identifier: MIT */
/*
 * <winreg.h>: the registry of drivers, in the memory of winwork.ko. <windows.h> includes it.
 *
 * A program needs CAP_SYS_ADMIN in the first user namespace: else opening a key fails with ERROR_ACCESS_DENIED. A key
 * is a handle, and while one is open winwork.ko cannot be removed. Only text of the narrow functions is converted,
 * from and to UTF-8. Each function returns ERROR_SUCCESS or another error, and leaves the last error.
 *
 * Errors that any function returns: ERROR_INVALID_HANDLE; ERROR_INVALID_PARAMETER; ERROR_FILE_NOT_FOUND if there is
 * no such key or value, or no winwork.ko; ERROR_ACCESS_DENIED, also for a handle without the right; ERROR_KEY_DELETED;
 * ERROR_NOT_ENOUGH_MEMORY.
 */
#ifndef WINWORK_USER_WINREG_H
#define WINWORK_USER_WINREG_H

#include "minwinbase.h"
#include "winnt.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef ACCESS_MASK REGSAM;
typedef LONG LSTATUS;

/* The first two and the last are those of \Registry\Machine\Software\Classes, \Registry\User\.Default and
 * \Registry\Machine\System\CurrentControlSet\Hardware Profiles\Current. */
#define HKEY_CLASSES_ROOT ((HKEY)(ULONG_PTR)(LONG)0x80000000)
#define HKEY_CURRENT_USER ((HKEY)(ULONG_PTR)(LONG)0x80000001)
#define HKEY_LOCAL_MACHINE ((HKEY)(ULONG_PTR)(LONG)0x80000002)
#define HKEY_USERS ((HKEY)(ULONG_PTR)(LONG)0x80000003)
#define HKEY_CURRENT_CONFIG ((HKEY)(ULONG_PTR)(LONG)0x80000005)

/* @dwFlags of RegGetValue. */
#define RRF_RT_REG_NONE 0x00000001
#define RRF_RT_REG_SZ 0x00000002
#define RRF_RT_REG_EXPAND_SZ 0x00000004
#define RRF_RT_REG_BINARY 0x00000008
#define RRF_RT_REG_DWORD 0x00000010
#define RRF_RT_REG_MULTI_SZ 0x00000020
#define RRF_RT_REG_QWORD 0x00000040
#define RRF_RT_DWORD (RRF_RT_REG_BINARY | RRF_RT_REG_DWORD)
#define RRF_RT_QWORD (RRF_RT_REG_BINARY | RRF_RT_REG_QWORD)
#define RRF_RT_ANY 0x0000FFFF
#define RRF_SUBKEY_WOW6464KEY 0x00010000
#define RRF_SUBKEY_WOW6432KEY 0x00020000
#define RRF_NOEXPAND 0x10000000
#define RRF_ZEROONFAILURE 0x20000000

/**
 * RegOpenKeyEx, RegOpenKey - opens a key
 * @hKey: an open key, or one of HKEY_*
 * @lpSubKey: names below it, with backslashes between them. NULL or "": the key itself. RegOpenKey then gives @hKey
 *	itself, and so does RegOpenKeyEx for one of HKEY_*
 * @ulOptions: 0. ERROR_NOT_SUPPORTED otherwise: there are no links
 * @samDesired: KEY_*. RegOpenKey has MAXIMUM_ALLOWED. There are no other views: KEY_WOW64_32KEY has no effect
 * @phkResult: receives the key, for RegCloseKey()
 *
 * Return: also ERROR_BAD_PATHNAME for a name that begins with a backslash.
 * Page: winreg.h, RegOpenKeyExW, RegOpenKeyW
 */
WINWORK_USER_API LSTATUS WINAPI RegOpenKeyExA(HKEY hKey, LPCSTR lpSubKey, DWORD ulOptions, REGSAM samDesired,
					      PHKEY phkResult);
WINWORK_USER_API LSTATUS WINAPI RegOpenKeyExW(HKEY hKey, LPCWSTR lpSubKey, DWORD ulOptions, REGSAM samDesired,
					      PHKEY phkResult);
WINWORK_USER_API LSTATUS WINAPI RegOpenKeyA(HKEY hKey, LPCSTR lpSubKey, PHKEY phkResult);
WINWORK_USER_API LSTATUS WINAPI RegOpenKeyW(HKEY hKey, LPCWSTR lpSubKey, PHKEY phkResult);

/**
 * RegCreateKeyEx, RegCreateKey - opens a key, which is made if there is none, with those above it
 * @Reserved: 0
 * @lpClass: NULL, or the class of a new key
 * @dwOptions: 0 or REG_OPTION_VOLATILE. ERROR_NOT_SUPPORTED otherwise. All keys are in memory
 * @lpSecurityAttributes: NULL, or whether the handle is inherited
 * @lpdwDisposition: NULL, or receives REG_CREATED_NEW_KEY or REG_OPENED_EXISTING_KEY
 *
 * Return: also ERROR_CHILD_MUST_BE_VOLATILE.
 * Page: winreg.h, RegCreateKeyExW, RegCreateKeyW
 */
WINWORK_USER_API LSTATUS WINAPI RegCreateKeyExA(HKEY hKey, LPCSTR lpSubKey, DWORD Reserved, LPSTR lpClass,
						DWORD dwOptions, REGSAM samDesired,
						const LPSECURITY_ATTRIBUTES lpSecurityAttributes, PHKEY phkResult,
						LPDWORD lpdwDisposition);
WINWORK_USER_API LSTATUS WINAPI RegCreateKeyExW(HKEY hKey, LPCWSTR lpSubKey, DWORD Reserved, LPWSTR lpClass,
						DWORD dwOptions, REGSAM samDesired,
						const LPSECURITY_ATTRIBUTES lpSecurityAttributes, PHKEY phkResult,
						LPDWORD lpdwDisposition);
WINWORK_USER_API LSTATUS WINAPI RegCreateKeyA(HKEY hKey, LPCSTR lpSubKey, PHKEY phkResult);
WINWORK_USER_API LSTATUS WINAPI RegCreateKeyW(HKEY hKey, LPCWSTR lpSubKey, PHKEY phkResult);

/* RegCloseKey - closes a key; one of HKEY_* stays. Page: winreg.h, RegCloseKey */
WINWORK_USER_API LSTATUS WINAPI RegCloseKey(HKEY hKey);

/* RegFlushKey - succeeds for an open key: the registry is in memory. Page: winreg.h, RegFlushKey */
WINWORK_USER_API LSTATUS WINAPI RegFlushKey(HKEY hKey);

/**
 * RegQueryValueEx - reads a value
 * @lpValueName: NULL or "": the key's default value
 * @lpReserved: NULL
 * @lpType: NULL, or receives REG_SZ, REG_DWORD, ...
 * @lpData: NULL, or receives the data as they were set: a text may have no zero at its end
 * @lpcbData: the bytes at @lpData; receives those of the data. NULL if @lpData is NULL
 *
 * Return: also ERROR_MORE_DATA if the data do not fit.
 * Page: winreg.h, RegQueryValueExW
 */
WINWORK_USER_API LSTATUS WINAPI RegQueryValueExA(HKEY hKey, LPCSTR lpValueName, LPDWORD lpReserved, LPDWORD lpType,
						 LPBYTE lpData, LPDWORD lpcbData);
WINWORK_USER_API LSTATUS WINAPI RegQueryValueExW(HKEY hKey, LPCWSTR lpValueName, LPDWORD lpReserved, LPDWORD lpType,
						 LPBYTE lpData, LPDWORD lpcbData);

/**
 * RegGetValue - reads a value of a key or of a subkey, if it has one of some types
 * @lpSubKey: NULL, or names below @hkey
 * @dwFlags: RRF_*: the types. A text gets the zeroes that it lacks. REG_EXPAND_SZ is read as REG_SZ with the variables
 *	of the environment in it, unless RRF_NOEXPAND is set
 *
 * Return: also ERROR_UNSUPPORTED_TYPE, and ERROR_INVALID_DATA for RRF_RT_DWORD and RRF_RT_QWORD if the value has
 *	another size.
 * Page: winreg.h, RegGetValueW
 */
WINWORK_USER_API LSTATUS WINAPI RegGetValueA(HKEY hkey, LPCSTR lpSubKey, LPCSTR lpValue, DWORD dwFlags, LPDWORD pdwType,
					     PVOID pvData, LPDWORD pcbData);
WINWORK_USER_API LSTATUS WINAPI RegGetValueW(HKEY hkey, LPCWSTR lpSubKey, LPCWSTR lpValue, DWORD dwFlags,
					     LPDWORD pdwType, PVOID pvData, LPDWORD pcbData);

/**
 * RegSetValueEx, RegSetKeyValue - sets a value; the second one of a subkey, which is made if there is none
 * @Reserved: 0
 * @lpData, @cbData: the data, up to 64 MiB; of a text with its zero
 *
 * A driver sees it at once. What the driver's own INF, file and reg= set, they set again when it is loaded.
 *
 * Page: winreg.h, RegSetValueExW, RegSetKeyValueW
 */
WINWORK_USER_API LSTATUS WINAPI RegSetValueExA(HKEY hKey, LPCSTR lpValueName, DWORD Reserved, DWORD dwType,
					       const BYTE *lpData, DWORD cbData);
WINWORK_USER_API LSTATUS WINAPI RegSetValueExW(HKEY hKey, LPCWSTR lpValueName, DWORD Reserved, DWORD dwType,
					       const BYTE *lpData, DWORD cbData);
WINWORK_USER_API LSTATUS WINAPI RegSetKeyValueA(HKEY hKey, LPCSTR lpSubKey, LPCSTR lpValueName, DWORD dwType,
						LPCVOID lpData, DWORD cbData);
WINWORK_USER_API LSTATUS WINAPI RegSetKeyValueW(HKEY hKey, LPCWSTR lpSubKey, LPCWSTR lpValueName, DWORD dwType,
						LPCVOID lpData, DWORD cbData);

/* RegDeleteValue, RegDeleteKeyValue - delete a value. Page: winreg.h, RegDeleteValueW, RegDeleteKeyValueW */
WINWORK_USER_API LSTATUS WINAPI RegDeleteValueA(HKEY hKey, LPCSTR lpValueName);
WINWORK_USER_API LSTATUS WINAPI RegDeleteValueW(HKEY hKey, LPCWSTR lpValueName);
WINWORK_USER_API LSTATUS WINAPI RegDeleteKeyValueA(HKEY hKey, LPCSTR lpSubKey, LPCSTR lpValueName);
WINWORK_USER_API LSTATUS WINAPI RegDeleteKeyValueW(HKEY hKey, LPCWSTR lpSubKey, LPCWSTR lpValueName);

/**
 * RegDeleteKey, RegDeleteKeyEx - delete a subkey that has no subkeys: ERROR_ACCESS_DENIED otherwise
 * RegDeleteTree - deletes a subkey with all that is below it; NULL or "": all that is below the key, and its values
 *
 * Page: winreg.h, RegDeleteKeyW, RegDeleteKeyExW, RegDeleteTreeW
 */
WINWORK_USER_API LSTATUS WINAPI RegDeleteKeyA(HKEY hKey, LPCSTR lpSubKey);
WINWORK_USER_API LSTATUS WINAPI RegDeleteKeyW(HKEY hKey, LPCWSTR lpSubKey);
WINWORK_USER_API LSTATUS WINAPI RegDeleteKeyExA(HKEY hKey, LPCSTR lpSubKey, REGSAM samDesired, DWORD Reserved);
WINWORK_USER_API LSTATUS WINAPI RegDeleteKeyExW(HKEY hKey, LPCWSTR lpSubKey, REGSAM samDesired, DWORD Reserved);
WINWORK_USER_API LSTATUS WINAPI RegDeleteTreeA(HKEY hKey, LPCSTR lpSubKey);
WINWORK_USER_API LSTATUS WINAPI RegDeleteTreeW(HKEY hKey, LPCWSTR lpSubKey);

/**
 * RegEnumKeyEx, RegEnumKey, RegEnumValue - the subkeys and the values of a key, one by one
 * @dwIndex: from 0. Subkeys are in the order of their names
 * @lpName, @lpValueName: receives the name
 * @lpcchName, @lpcchValueName, @lpcchClass: the characters that have room, with the zero; receives those without it
 *
 * Return: also ERROR_NO_MORE_ITEMS behind the last one, ERROR_MORE_DATA if a name or the data do not fit.
 * Page: winreg.h, RegEnumKeyExW, RegEnumKeyW, RegEnumValueW
 */
WINWORK_USER_API LSTATUS WINAPI RegEnumKeyExA(HKEY hKey, DWORD dwIndex, LPSTR lpName, LPDWORD lpcchName,
					      LPDWORD lpReserved, LPSTR lpClass, LPDWORD lpcchClass,
					      PFILETIME lpftLastWriteTime);
WINWORK_USER_API LSTATUS WINAPI RegEnumKeyExW(HKEY hKey, DWORD dwIndex, LPWSTR lpName, LPDWORD lpcchName,
					      LPDWORD lpReserved, LPWSTR lpClass, LPDWORD lpcchClass,
					      PFILETIME lpftLastWriteTime);
WINWORK_USER_API LSTATUS WINAPI RegEnumKeyA(HKEY hKey, DWORD dwIndex, LPSTR lpName, DWORD cchName);
WINWORK_USER_API LSTATUS WINAPI RegEnumKeyW(HKEY hKey, DWORD dwIndex, LPWSTR lpName, DWORD cchName);
WINWORK_USER_API LSTATUS WINAPI RegEnumValueA(HKEY hKey, DWORD dwIndex, LPSTR lpValueName, LPDWORD lpcchValueName,
					      LPDWORD lpReserved, LPDWORD lpType, LPBYTE lpData, LPDWORD lpcbData);
WINWORK_USER_API LSTATUS WINAPI RegEnumValueW(HKEY hKey, DWORD dwIndex, LPWSTR lpValueName, LPDWORD lpcchValueName,
					      LPDWORD lpReserved, LPDWORD lpType, LPBYTE lpData, LPDWORD lpcbData);

/**
 * RegQueryInfoKey - the class of a key, and its numbers of subkeys and values
 * @lpcbMaxSubKeyLen, @lpcbMaxClassLen, @lpcbMaxValueNameLen: receives the characters of the longest one, without the
 *	zero. The narrow function gives the most bytes that these may have
 * @lpcbMaxValueLen: receives the bytes of the longest data
 * @lpcbSecurityDescriptor: receives 0: keys have no descriptor
 *
 * Each but @hKey may be NULL.
 *
 * Page: winreg.h, RegQueryInfoKeyW
 */
WINWORK_USER_API LSTATUS WINAPI RegQueryInfoKeyA(HKEY hKey, LPSTR lpClass, LPDWORD lpcchClass, LPDWORD lpReserved,
						 LPDWORD lpcSubKeys, LPDWORD lpcbMaxSubKeyLen, LPDWORD lpcbMaxClassLen,
						 LPDWORD lpcValues, LPDWORD lpcbMaxValueNameLen,
						 LPDWORD lpcbMaxValueLen, LPDWORD lpcbSecurityDescriptor,
						 PFILETIME lpftLastWriteTime);
WINWORK_USER_API LSTATUS WINAPI RegQueryInfoKeyW(HKEY hKey, LPWSTR lpClass, LPDWORD lpcchClass, LPDWORD lpReserved,
						 LPDWORD lpcSubKeys, LPDWORD lpcbMaxSubKeyLen, LPDWORD lpcbMaxClassLen,
						 LPDWORD lpcValues, LPDWORD lpcbMaxValueNameLen,
						 LPDWORD lpcbMaxValueLen, LPDWORD lpcbSecurityDescriptor,
						 PFILETIME lpftLastWriteTime);

#ifdef UNICODE
#define RegCreateKey RegCreateKeyW
#define RegCreateKeyEx RegCreateKeyExW
#define RegDeleteKey RegDeleteKeyW
#define RegDeleteKeyEx RegDeleteKeyExW
#define RegDeleteKeyValue RegDeleteKeyValueW
#define RegDeleteTree RegDeleteTreeW
#define RegDeleteValue RegDeleteValueW
#define RegEnumKey RegEnumKeyW
#define RegEnumKeyEx RegEnumKeyExW
#define RegEnumValue RegEnumValueW
#define RegGetValue RegGetValueW
#define RegOpenKey RegOpenKeyW
#define RegOpenKeyEx RegOpenKeyExW
#define RegQueryInfoKey RegQueryInfoKeyW
#define RegQueryValueEx RegQueryValueExW
#define RegSetKeyValue RegSetKeyValueW
#define RegSetValueEx RegSetValueExW
#else
#define RegCreateKey RegCreateKeyA
#define RegCreateKeyEx RegCreateKeyExA
#define RegDeleteKey RegDeleteKeyA
#define RegDeleteKeyEx RegDeleteKeyExA
#define RegDeleteKeyValue RegDeleteKeyValueA
#define RegDeleteTree RegDeleteTreeA
#define RegDeleteValue RegDeleteValueA
#define RegEnumKey RegEnumKeyA
#define RegEnumKeyEx RegEnumKeyExA
#define RegEnumValue RegEnumValueA
#define RegGetValue RegGetValueA
#define RegOpenKey RegOpenKeyA
#define RegOpenKeyEx RegOpenKeyExA
#define RegQueryInfoKey RegQueryInfoKeyA
#define RegQueryValueEx RegQueryValueExA
#define RegSetKeyValue RegSetKeyValueA
#define RegSetValueEx RegSetValueExA
#endif

#ifdef __cplusplus
}
#endif

#endif
