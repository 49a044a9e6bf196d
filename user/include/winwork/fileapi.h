/* SPDX-License-Identifier: MIT */
/* <fileapi.h>: files and folders by their names. <windows.h> includes it. Paths are as for CreateFile(). */
#ifndef WINWORK_USER_FILEAPI_H
#define WINWORK_USER_FILEAPI_H

#include "minwinbase.h"
#include "winnt.h"

#ifdef __cplusplus
extern "C" {
#endif

#define INVALID_FILE_ATTRIBUTES ((DWORD)-1)

typedef enum _GET_FILEEX_INFO_LEVELS { GetFileExInfoStandard } GET_FILEEX_INFO_LEVELS;

typedef struct _WIN32_FILE_ATTRIBUTE_DATA {
	DWORD dwFileAttributes;
	FILETIME ftCreationTime;
	FILETIME ftLastAccessTime;
	FILETIME ftLastWriteTime;
	DWORD nFileSizeHigh;
	DWORD nFileSizeLow;
} WIN32_FILE_ATTRIBUTE_DATA, *LPWIN32_FILE_ATTRIBUTE_DATA;

/**
 * GetFileAttributes, GetFileAttributesEx - what a file is, by its name
 *
 * Here: there are FILE_ATTRIBUTE_DIRECTORY and FILE_ATTRIBUTE_READONLY, for a file that no user may write, and else
 * FILE_ATTRIBUTE_NORMAL. A symbolic link has what its file has. The time of creation is that of the last write.
 *
 * Return: the attributes; INVALID_FILE_ATTRIBUTES or FALSE with ERROR_FILE_NOT_FOUND, ERROR_PATH_NOT_FOUND or
 *	ERROR_ACCESS_DENIED.
 * Page: fileapi.h, GetFileAttributesW, GetFileAttributesExW
 */
WINWORK_USER_API DWORD WINAPI GetFileAttributesA(LPCSTR lpFileName);
WINWORK_USER_API DWORD WINAPI GetFileAttributesW(LPCWSTR lpFileName);
WINWORK_USER_API BOOL WINAPI GetFileAttributesExA(LPCSTR lpFileName, GET_FILEEX_INFO_LEVELS fInfoLevelId,
						  LPVOID lpFileInformation);
WINWORK_USER_API BOOL WINAPI GetFileAttributesExW(LPCWSTR lpFileName, GET_FILEEX_INFO_LEVELS fInfoLevelId,
						  LPVOID lpFileInformation);

/**
 * SetFileAttributes - makes a file read-only, or writable by its owner
 *
 * Here: ERROR_NOT_SUPPORTED for attributes other than FILE_ATTRIBUTE_READONLY, FILE_ATTRIBUTE_ARCHIVE, which has no
 * effect, and FILE_ATTRIBUTE_NORMAL.
 *
 * Page: fileapi.h, SetFileAttributesW
 */
WINWORK_USER_API BOOL WINAPI SetFileAttributesA(LPCSTR lpFileName, DWORD dwFileAttributes);
WINWORK_USER_API BOOL WINAPI SetFileAttributesW(LPCWSTR lpFileName, DWORD dwFileAttributes);

/**
 * DeleteFile, RemoveDirectory - remove a file, or an empty folder
 *
 * Return: TRUE; FALSE with ERROR_ACCESS_DENIED for a read-only file and for DeleteFile() of a folder, ERROR_DIRECTORY for
 *	RemoveDirectory() of a file, ERROR_DIR_NOT_EMPTY, ERROR_FILE_NOT_FOUND.
 * Page: fileapi.h, DeleteFileW, RemoveDirectoryW
 */
WINWORK_USER_API BOOL WINAPI DeleteFileA(LPCSTR lpFileName);
WINWORK_USER_API BOOL WINAPI DeleteFileW(LPCWSTR lpFileName);
WINWORK_USER_API BOOL WINAPI RemoveDirectoryA(LPCSTR lpPathName);
WINWORK_USER_API BOOL WINAPI RemoveDirectoryW(LPCWSTR lpPathName);

/* Makes a folder. Its rights are those of umask(2). FALSE with ERROR_ALREADY_EXISTS, ERROR_PATH_NOT_FOUND. */
WINWORK_USER_API BOOL WINAPI CreateDirectoryA(LPCSTR lpPathName, LPSECURITY_ATTRIBUTES lpSecurityAttributes);
WINWORK_USER_API BOOL WINAPI CreateDirectoryW(LPCWSTR lpPathName, LPSECURITY_ATTRIBUTES lpSecurityAttributes);

/*
 * Finds files. The last part of the path may have * and ?, which do not tell small letters from large ones. "*.*" means
 * all names. The order is the folder's. A file that comes after the first call is not found.
 */
typedef struct _WIN32_FIND_DATAA {
	DWORD dwFileAttributes;
	FILETIME ftCreationTime;
	FILETIME ftLastAccessTime;
	FILETIME ftLastWriteTime;
	DWORD nFileSizeHigh;
	DWORD nFileSizeLow;
	DWORD dwReserved0;
	DWORD dwReserved1;
	CHAR cFileName[MAX_PATH];
	CHAR cAlternateFileName[14];
} WIN32_FIND_DATAA, *PWIN32_FIND_DATAA, *LPWIN32_FIND_DATAA;

typedef struct _WIN32_FIND_DATAW {
	DWORD dwFileAttributes;
	FILETIME ftCreationTime;
	FILETIME ftLastAccessTime;
	FILETIME ftLastWriteTime;
	DWORD nFileSizeHigh;
	DWORD nFileSizeLow;
	DWORD dwReserved0;
	DWORD dwReserved1;
	WCHAR cFileName[MAX_PATH];
	WCHAR cAlternateFileName[14];
} WIN32_FIND_DATAW, *PWIN32_FIND_DATAW, *LPWIN32_FIND_DATAW;

/**
 * FindFirstFile, FindNextFile, FindClose - enumerate the files of a folder
 *
 * Here: there are no short names. cAlternateFileName is empty.
 *
 * Return: a handle for the other two; INVALID_HANDLE_VALUE with ERROR_FILE_NOT_FOUND if no name fits,
 *	ERROR_PATH_NOT_FOUND, ERROR_ACCESS_DENIED. FindNextFile(): FALSE with ERROR_NO_MORE_FILES at the end.
 * Page: fileapi.h, FindFirstFileW, FindNextFileW, FindClose
 */
WINWORK_USER_API HANDLE WINAPI FindFirstFileA(LPCSTR lpFileName, LPWIN32_FIND_DATAA lpFindFileData);
WINWORK_USER_API HANDLE WINAPI FindFirstFileW(LPCWSTR lpFileName, LPWIN32_FIND_DATAW lpFindFileData);
WINWORK_USER_API BOOL WINAPI FindNextFileA(HANDLE hFindFile, LPWIN32_FIND_DATAA lpFindFileData);
WINWORK_USER_API BOOL WINAPI FindNextFileW(HANDLE hFindFile, LPWIN32_FIND_DATAW lpFindFileData);
WINWORK_USER_API BOOL WINAPI FindClose(HANDLE hFindFile);

/**
 * GetFullPathName - the whole path of a name, without "." and ".."
 * @lpFilePart: receives the address of the last part; NULL for a path that ends in a separator. May be NULL
 *
 * Here: the path is one of Linux. The file need not exist, and symbolic links are not followed.
 *
 * Return: the characters without the zero; those with it if the buffer is too small; 0 and the last error.
 * Page: fileapi.h, GetFullPathNameW
 */
WINWORK_USER_API DWORD WINAPI GetFullPathNameA(LPCSTR lpFileName, DWORD nBufferLength, LPSTR lpBuffer, LPSTR *lpFilePart);
WINWORK_USER_API DWORD WINAPI GetFullPathNameW(LPCWSTR lpFileName, DWORD nBufferLength, LPWSTR lpBuffer,
					       LPWSTR *lpFilePart);
/* $TMPDIR, or "/tmp", with a separator at the end. Returns as GetFullPathName(). */
WINWORK_USER_API DWORD WINAPI GetTempPathA(DWORD nBufferLength, LPSTR lpBuffer);
WINWORK_USER_API DWORD WINAPI GetTempPathW(DWORD nBufferLength, LPWSTR lpBuffer);

/* The low half; INVALID_FILE_SIZE with another last error than ERROR_SUCCESS after a failure. */
WINWORK_USER_API DWORD WINAPI GetFileSize(HANDLE hFile, LPDWORD lpFileSizeHigh);
/* Cuts or lengthens a file of Linux at its position. */
WINWORK_USER_API BOOL WINAPI SetEndOfFile(HANDLE hFile);

#define FILE_TYPE_UNKNOWN 0
#define FILE_TYPE_DISK 1
#define FILE_TYPE_CHAR 2
#define FILE_TYPE_PIPE 3
/* Devices of drivers are FILE_TYPE_UNKNOWN, terminals and other devices FILE_TYPE_CHAR, sockets FILE_TYPE_PIPE. */
WINWORK_USER_API DWORD WINAPI GetFileType(HANDLE hFile);

#ifdef UNICODE
typedef WIN32_FIND_DATAW WIN32_FIND_DATA;
typedef LPWIN32_FIND_DATAW LPWIN32_FIND_DATA;
#define GetFileAttributes GetFileAttributesW
#define GetFileAttributesEx GetFileAttributesExW
#define SetFileAttributes SetFileAttributesW
#define DeleteFile DeleteFileW
#define RemoveDirectory RemoveDirectoryW
#define CreateDirectory CreateDirectoryW
#define FindFirstFile FindFirstFileW
#define FindNextFile FindNextFileW
#define GetFullPathName GetFullPathNameW
#define GetTempPath GetTempPathW
#else
typedef WIN32_FIND_DATAA WIN32_FIND_DATA;
typedef LPWIN32_FIND_DATAA LPWIN32_FIND_DATA;
#define GetFileAttributes GetFileAttributesA
#define GetFileAttributesEx GetFileAttributesExA
#define SetFileAttributes SetFileAttributesA
#define DeleteFile DeleteFileA
#define RemoveDirectory RemoveDirectoryA
#define CreateDirectory CreateDirectoryA
#define FindFirstFile FindFirstFileA
#define FindNextFile FindNextFileA
#define GetFullPathName GetFullPathNameA
#define GetTempPath GetTempPathA
#endif

#ifdef __cplusplus
}
#endif

#endif
