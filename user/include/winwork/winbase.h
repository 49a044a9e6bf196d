/* SPDX-License-Identifier: MIT */
/*
 * <winbase.h>: the functions. The pages of Windows's documentation with these names apply. A comment
 * here says what differs, or what the library leaves out: such a call fails with ERROR_NOT_SUPPORTED.
 */
#ifndef WINWORK_USER_WINBASE_H
#define WINWORK_USER_WINBASE_H

#include "consoleapi.h"
#include "fileapi.h"
#include "memoryapi.h"
#include "minwinbase.h"
#include "processenv.h"
#include "processthreadsapi.h"
#include "synchapi.h"
#include "threadpoolapiset.h"
#include "winerror.h"
#include "winnt.h"

#ifdef __cplusplus
extern "C" {
#endif

#define INVALID_HANDLE_VALUE ((HANDLE)(LONG_PTR)-1)
#define INVALID_FILE_SIZE ((DWORD)0xFFFFFFFF)
#define INVALID_SET_FILE_POINTER ((DWORD)-1)
#define INFINITE 0xFFFFFFFF

#define WAIT_OBJECT_0 0
#define WAIT_ABANDONED 0x80
#define WAIT_ABANDONED_0 0x80
#define WAIT_IO_COMPLETION 0xC0
#define WAIT_TIMEOUT 0x102
#define WAIT_FAILED ((DWORD)0xFFFFFFFF)

/*
 * A request that runs while the program goes on. The library writes Internal (the NTSTATUS) and
 * InternalHigh (the bytes) before it signals hEvent. The lowest bit of hEvent has no meaning: a handle is
 * a file descriptor and may be odd.
 */
typedef struct _OVERLAPPED {
	ULONG_PTR Internal;
	ULONG_PTR InternalHigh;
	__extension__ union {
		__extension__ struct {
			DWORD Offset;
			DWORD OffsetHigh;
		};
		PVOID Pointer;
	};
	HANDLE hEvent;
} OVERLAPPED, *LPOVERLAPPED;

typedef struct _OVERLAPPED_ENTRY {
	ULONG_PTR lpCompletionKey;
	LPOVERLAPPED lpOverlapped;
	ULONG_PTR Internal;
	DWORD dwNumberOfBytesTransferred;
} OVERLAPPED_ENTRY, *LPOVERLAPPED_ENTRY;

typedef void(WINAPI *LPOVERLAPPED_COMPLETION_ROUTINE)(DWORD error, DWORD bytes, LPOVERLAPPED overlapped);
typedef LPTHREAD_START_ROUTINE PTHREAD_START_ROUTINE;
typedef void(NTAPI *PAPCFUNC)(ULONG_PTR parameter);

/* Devices and files. */

#define CREATE_NEW 1
#define CREATE_ALWAYS 2
#define OPEN_EXISTING 3
#define OPEN_ALWAYS 4
#define TRUNCATE_EXISTING 5

#define FILE_FLAG_WRITE_THROUGH 0x80000000
#define FILE_FLAG_OVERLAPPED 0x40000000
#define FILE_FLAG_NO_BUFFERING 0x20000000
#define FILE_FLAG_RANDOM_ACCESS 0x10000000
#define FILE_FLAG_SEQUENTIAL_SCAN 0x08000000
#define FILE_FLAG_DELETE_ON_CLOSE 0x04000000
#define FILE_FLAG_BACKUP_SEMANTICS 0x02000000

#define FILE_BEGIN 0
#define FILE_CURRENT 1
#define FILE_END 2

/**
 * CreateFile - opens a device of a ported driver, or a file of Linux
 *
 * \\.\NAME and \\?\NAME open the device with the link NAME, \\?\GLOBALROOT\Device\NAME the device of that
 * name; each may have a rest \a\b. Any other name is a path, in which \ is the same as /. Paths with
 * a drive letter do not exist. For paths the share mode has no effect, and FILE_FLAG_OVERLAPPED is left
 * out. FILE_FLAG_DELETE_ON_CLOSE deletes the file, where it is then, with the last handle of this process
 * and at its end; not after a signal that ends it. FILE_APPEND_DATA without GENERIC_WRITE appends.
 *
 * OPEN_EXISTING of NAME.sys opens NAME.ko if there is no such file: a module is the file of a driver here.
 *
 * INVALID_HANDLE_VALUE, with ERROR_INVALID_PARAMETER for TRUNCATE_EXISTING without GENERIC_WRITE,
 * ERROR_ACCESS_DENIED for a folder without FILE_FLAG_BACKUP_SEMANTICS and for a file to delete in a folder
 * that may not be changed, ERROR_NOT_SUPPORTED for a file to delete that has no name.
 *
 * If /dev/winwork/.control is missing, the device's node is opened instead. Then the driver sees the access
 * of open(2), any share mode, and FILE_OPEN.
 */
WINWORK_USER_API HANDLE WINAPI CreateFileA(LPCSTR lpFileName, DWORD dwDesiredAccess, DWORD dwShareMode,
					   LPSECURITY_ATTRIBUTES lpSecurityAttributes,
					   DWORD dwCreationDisposition, DWORD dwFlagsAndAttributes,
					   HANDLE hTemplateFile);
WINWORK_USER_API HANDLE WINAPI CreateFileW(LPCWSTR lpFileName, DWORD dwDesiredAccess, DWORD dwShareMode,
					   LPSECURITY_ATTRIBUTES lpSecurityAttributes,
					   DWORD dwCreationDisposition, DWORD dwFlagsAndAttributes,
					   HANDLE hTemplateFile);
/* When the last handle of a device is closed during a request, the driver gets IRP_MJ_CLEANUP, and the
 * request is cancelled. */
WINWORK_USER_API BOOL WINAPI CloseHandle(HANDLE hObject);
#define DUPLICATE_CLOSE_SOURCE 1
#define DUPLICATE_SAME_ACCESS 2
/* Within the process. The access of the new handle is the old one's. */
WINWORK_USER_API BOOL WINAPI DuplicateHandle(HANDLE hSourceProcessHandle, HANDLE hSourceHandle,
					     HANDLE hTargetProcessHandle, LPHANDLE lpTargetHandle,
					     DWORD dwDesiredAccess, BOOL bInheritHandle, DWORD dwOptions);
/* TRUE only for a success. A warning is FALSE: *lpBytesReturned and the output are valid. */
WINWORK_USER_API BOOL WINAPI DeviceIoControl(HANDLE hDevice, DWORD dwIoControlCode, LPVOID lpInBuffer,
					     DWORD nInBufferSize, LPVOID lpOutBuffer, DWORD nOutBufferSize,
					     LPDWORD lpBytesReturned, LPOVERLAPPED lpOverlapped);
WINWORK_USER_API BOOL WINAPI ReadFile(HANDLE hFile, LPVOID lpBuffer, DWORD nNumberOfBytesToRead,
				      LPDWORD lpNumberOfBytesRead, LPOVERLAPPED lpOverlapped);
WINWORK_USER_API BOOL WINAPI WriteFile(HANDLE hFile, LPCVOID lpBuffer, DWORD nNumberOfBytesToWrite,
				       LPDWORD lpNumberOfBytesWritten, LPOVERLAPPED lpOverlapped);
WINWORK_USER_API BOOL WINAPI ReadFileEx(HANDLE hFile, LPVOID lpBuffer, DWORD nNumberOfBytesToRead,
					LPOVERLAPPED lpOverlapped,
					LPOVERLAPPED_COMPLETION_ROUTINE lpCompletionRoutine);
WINWORK_USER_API BOOL WINAPI WriteFileEx(HANDLE hFile, LPCVOID lpBuffer, DWORD nNumberOfBytesToWrite,
					 LPOVERLAPPED lpOverlapped,
					 LPOVERLAPPED_COMPLETION_ROUTINE lpCompletionRoutine);
WINWORK_USER_API BOOL WINAPI FlushFileBuffers(HANDLE hFile);
WINWORK_USER_API DWORD WINAPI SetFilePointer(HANDLE hFile, LONG lDistanceToMove,
					     PLONG lpDistanceToMoveHigh, DWORD dwMoveMethod);
WINWORK_USER_API BOOL WINAPI SetFilePointerEx(HANDLE hFile, LARGE_INTEGER liDistanceToMove,
					      LARGE_INTEGER *lpNewFilePointer, DWORD dwMoveMethod);
WINWORK_USER_API BOOL WINAPI GetFileSizeEx(HANDLE hFile, PLARGE_INTEGER lpFileSize);
/**
 * CopyFile, MoveFile, MoveFileEx - copy and move files
 * @bFailIfExists: ERROR_FILE_EXISTS if there is a file of the new name. Otherwise it gets the bytes
 * @dwFlags: MOVEFILE_REPLACE_EXISTING, MOVEFILE_COPY_ALLOWED, MOVEFILE_WRITE_THROUGH, which has no effect.
 *	ERROR_NOT_SUPPORTED for others
 *
 * A copy has the rights and the time of the last write of its source. MoveFile() also moves to another file system, but
 * no folders.
 *
 * Return: TRUE; FALSE with ERROR_ALREADY_EXISTS from a move, ERROR_NOT_SAME_DEVICE without MOVEFILE_COPY_ALLOWED,
 *	ERROR_SHARING_VIOLATION for a copy to itself.
 * Page: winbase.h, CopyFile, MoveFile, MoveFileEx
 */
#define MOVEFILE_REPLACE_EXISTING 1
#define MOVEFILE_COPY_ALLOWED 2
#define MOVEFILE_WRITE_THROUGH 8
WINWORK_USER_API BOOL WINAPI CopyFileA(LPCSTR lpExistingFileName, LPCSTR lpNewFileName, BOOL bFailIfExists);
WINWORK_USER_API BOOL WINAPI CopyFileW(LPCWSTR lpExistingFileName, LPCWSTR lpNewFileName, BOOL bFailIfExists);
WINWORK_USER_API BOOL WINAPI MoveFileA(LPCSTR lpExistingFileName, LPCSTR lpNewFileName);
WINWORK_USER_API BOOL WINAPI MoveFileW(LPCWSTR lpExistingFileName, LPCWSTR lpNewFileName);
WINWORK_USER_API BOOL WINAPI MoveFileExA(LPCSTR lpExistingFileName, LPCSTR lpNewFileName, DWORD dwFlags);
WINWORK_USER_API BOOL WINAPI MoveFileExW(LPCWSTR lpExistingFileName, LPCWSTR lpNewFileName, DWORD dwFlags);

WINWORK_USER_API DWORD WINAPI GetCurrentDirectoryA(DWORD nBufferLength, LPSTR lpBuffer);
WINWORK_USER_API DWORD WINAPI GetCurrentDirectoryW(DWORD nBufferLength, LPWSTR lpBuffer);

/* Behind DeleteFile: the name of the field is that macro's, as on Windows. */
typedef enum _FILE_INFO_BY_HANDLE_CLASS {
	FileDispositionInfo = 4,
} FILE_INFO_BY_HANDLE_CLASS;

typedef struct _FILE_DISPOSITION_INFO {
	BOOLEAN DeleteFile;
} FILE_DISPOSITION_INFO, *PFILE_DISPOSITION_INFO;

/**
 * SetFileInformationByHandle - marks a file for deletion
 * @FileInformationClass: FileDispositionInfo. ERROR_NOT_SUPPORTED for others
 *
 * A file of Linux is deleted with its last handle, as one of FILE_FLAG_DELETE_ON_CLOSE. So a minifilter sees it then.
 *
 * Page: fileapi.h, SetFileInformationByHandle
 */
WINWORK_USER_API BOOL WINAPI SetFileInformationByHandle(HANDLE hFile, FILE_INFO_BY_HANDLE_CLASS FileInformationClass,
							LPVOID lpFileInformation, DWORD dwBufferSize);

#define STD_INPUT_HANDLE ((DWORD)-10)
#define STD_OUTPUT_HANDLE ((DWORD)-11)
#define STD_ERROR_HANDLE ((DWORD)-12)
WINWORK_USER_API HANDLE WINAPI GetStdHandle(DWORD nStdHandle);

/* Overlapped requests. */

/* The library completes requests in a thread of its own, which gets no signals. */
/* At most 1024 requests of an open file pend. The next one fails with ERROR_NOT_ENOUGH_MEMORY. */
#define HasOverlappedIoCompleted(overlapped)                                                       \
	((DWORD)__atomic_load_n(&(overlapped)->Internal, __ATOMIC_ACQUIRE) != 0x103)
WINWORK_USER_API BOOL WINAPI GetOverlappedResult(HANDLE hFile, LPOVERLAPPED lpOverlapped,
						 LPDWORD lpNumberOfBytesTransferred, BOOL bWait);
WINWORK_USER_API BOOL WINAPI GetOverlappedResultEx(HANDLE hFile, LPOVERLAPPED lpOverlapped,
						   LPDWORD lpNumberOfBytesTransferred,
						   DWORD dwMilliseconds, BOOL bAlertable);
WINWORK_USER_API BOOL WINAPI CancelIo(HANDLE hFile);
/* Reaches overlapped requests only. */
WINWORK_USER_API BOOL WINAPI CancelIoEx(HANDLE hFile, LPOVERLAPPED lpOverlapped);
/* The number of threads is not limited. A port cannot be waited for. */
WINWORK_USER_API HANDLE WINAPI CreateIoCompletionPort(HANDLE FileHandle, HANDLE ExistingCompletionPort,
						      ULONG_PTR CompletionKey,
						      DWORD NumberOfConcurrentThreads);
WINWORK_USER_API BOOL WINAPI GetQueuedCompletionStatus(HANDLE CompletionPort, LPDWORD lpNumberOfBytes,
						       PULONG_PTR lpCompletionKey,
						       LPOVERLAPPED *lpOverlapped, DWORD dwMilliseconds);
WINWORK_USER_API BOOL WINAPI GetQueuedCompletionStatusEx(HANDLE CompletionPort,
							 LPOVERLAPPED_ENTRY lpCompletionPortEntries,
							 ULONG ulCount, PULONG ulNumEntriesRemoved,
							 DWORD dwMilliseconds, BOOL fAlertable);
WINWORK_USER_API BOOL WINAPI PostQueuedCompletionStatus(HANDLE CompletionPort,
							DWORD dwNumberOfBytesTransferred,
							ULONG_PTR dwCompletionKey,
							LPOVERLAPPED lpOverlapped);

/* Errors. */

WINWORK_USER_API DWORD WINAPI GetLastError(void);
WINWORK_USER_API void WINAPI SetLastError(DWORD dwErrCode);
WINWORK_USER_API ULONG WINAPI RtlNtStatusToDosError(NTSTATUS Status);

#define FORMAT_MESSAGE_ALLOCATE_BUFFER 0x0100
#define FORMAT_MESSAGE_IGNORE_INSERTS 0x0200
#define FORMAT_MESSAGE_FROM_STRING 0x0400
#define FORMAT_MESSAGE_FROM_HMODULE 0x0800
#define FORMAT_MESSAGE_FROM_SYSTEM 0x1000
#define FORMAT_MESSAGE_ARGUMENT_ARRAY 0x2000
#define FORMAT_MESSAGE_MAX_WIDTH_MASK 0x00FF
/*
 * Messages of the system, and of modules, which have the same ones, in English and in the library's own words. A width of lines only turns the end
 * of the line into a blank.
 */
WINWORK_USER_API DWORD WINAPI FormatMessageA(DWORD dwFlags, LPCVOID lpSource, DWORD dwMessageId,
					     DWORD dwLanguageId, LPSTR lpBuffer, DWORD nSize,
					     va_list *Arguments);
WINWORK_USER_API DWORD WINAPI FormatMessageW(DWORD dwFlags, LPCVOID lpSource, DWORD dwMessageId,
					     DWORD dwLanguageId, LPWSTR lpBuffer, DWORD nSize,
					     va_list *Arguments);

/* Modules. */

#define LOAD_LIBRARY_AS_DATAFILE 0x00000002
#define LOAD_LIBRARY_AS_IMAGE_RESOURCE 0x00000020
#define LOAD_LIBRARY_AS_DATAFILE_EXCLUSIVE 0x00000040
/*
 * The library stands for fltlib.dll, kernel32.dll, kernelbase.dll and ntdll.dll, in any folder: FormatMessage() takes
 * the handles. ERROR_MOD_NOT_FOUND for others. No code is loaded: one of the flags above is necessary.
 */
WINWORK_USER_API HMODULE WINAPI LoadLibraryExA(LPCSTR lpLibFileName, HANDLE hFile, DWORD dwFlags);
WINWORK_USER_API HMODULE WINAPI LoadLibraryExW(LPCWSTR lpLibFileName, HANDLE hFile, DWORD dwFlags);
WINWORK_USER_API BOOL WINAPI FreeLibrary(HMODULE hLibModule);
/* The same modules, which need no FreeLibrary() then, and the program for NULL. */
WINWORK_USER_API HMODULE WINAPI GetModuleHandleA(LPCSTR lpModuleName);
WINWORK_USER_API HMODULE WINAPI GetModuleHandleW(LPCWSTR lpModuleName);
/* The path of the program, for NULL or its handle. One that is too long is cut: nSize and ERROR_INSUFFICIENT_BUFFER. */
WINWORK_USER_API DWORD WINAPI GetModuleFileNameA(HMODULE hModule, LPSTR lpFilename, DWORD nSize);
WINWORK_USER_API DWORD WINAPI GetModuleFileNameW(HMODULE hModule, LPWSTR lpFilename, DWORD nSize);
/* "/usr/lib". */
WINWORK_USER_API UINT WINAPI GetSystemDirectoryA(LPSTR lpBuffer, UINT uSize);
WINWORK_USER_API UINT WINAPI GetSystemDirectoryW(LPWSTR lpBuffer, UINT uSize);

/* Events and semaphores, and waiting for them, for what <synchapi.h> has, for threads and for devices. */

#define EVENT_MODIFY_STATE 0x0002
#define EVENT_ALL_ACCESS 0x001F0003
/**
 * CreateEvent, OpenEvent - an event, which drivers get by its handle or its name
 *
 * The name stands for the event ``\BaseNamedObjects\name`` of winwork.ko, with "Global\" or "Local\" in front and without:
 * a program is in session 0. Other programs open it by this name, and drivers by ZwOpenEvent() or
 * IoCreateNotificationEvent(). An event of a driver is for the superuser, unless its security descriptor has a null access
 * control list. One of a program is for its user, and for the superuser.
 *
 * Here: any access gives all. A name has less than 110 bytes. PulseEvent() does not exist, and the KePulseEvent() of a
 * driver wakes drivers alone.
 *
 * Return: a handle; NULL with the last error. The last error of CreateEvent() is ERROR_ALREADY_EXISTS for an event of this
 *	name, and then @bManualReset and @bInitialState have no effect. ERROR_INVALID_HANDLE: the object of this name is
 *	no event. ERROR_PATH_NOT_FOUND: another backslash is in the name. ERROR_ACCESS_DENIED. CreateEvent():
 *	ERROR_NOT_SUPPORTED without winwork.ko. OpenEvent(): ERROR_FILE_NOT_FOUND.
 * Page: synchapi.h, CreateEventW, OpenEventW
 */
WINWORK_USER_API HANDLE WINAPI CreateEventA(LPSECURITY_ATTRIBUTES lpEventAttributes, BOOL bManualReset,
					    BOOL bInitialState, LPCSTR lpName);
WINWORK_USER_API HANDLE WINAPI CreateEventW(LPSECURITY_ATTRIBUTES lpEventAttributes, BOOL bManualReset,
					    BOOL bInitialState, LPCWSTR lpName);
WINWORK_USER_API HANDLE WINAPI OpenEventA(DWORD dwDesiredAccess, BOOL bInheritHandle, LPCSTR lpName);
WINWORK_USER_API HANDLE WINAPI OpenEventW(DWORD dwDesiredAccess, BOOL bInheritHandle, LPCWSTR lpName);
WINWORK_USER_API BOOL WINAPI SetEvent(HANDLE hEvent);
WINWORK_USER_API BOOL WINAPI ResetEvent(HANDLE hEvent);
#define SEMAPHORE_MODIFY_STATE 0x0002
#define SEMAPHORE_ALL_ACCESS 0x001F0003
/* A name is the process's own, and a child of fork() has none of its parent's semaphores. */
WINWORK_USER_API HANDLE WINAPI CreateSemaphoreA(LPSECURITY_ATTRIBUTES lpSemaphoreAttributes, LONG lInitialCount,
						LONG lMaximumCount, LPCSTR lpName);
WINWORK_USER_API HANDLE WINAPI CreateSemaphoreW(LPSECURITY_ATTRIBUTES lpSemaphoreAttributes, LONG lInitialCount,
						LONG lMaximumCount, LPCWSTR lpName);
/* Any access gives all. */
WINWORK_USER_API HANDLE WINAPI OpenSemaphoreA(DWORD dwDesiredAccess, BOOL bInheritHandle, LPCSTR lpName);
WINWORK_USER_API HANDLE WINAPI OpenSemaphoreW(DWORD dwDesiredAccess, BOOL bInheritHandle, LPCWSTR lpName);
WINWORK_USER_API BOOL WINAPI ReleaseSemaphore(HANDLE hSemaphore, LONG lReleaseCount, LPLONG lpPreviousCount);
WINWORK_USER_API DWORD WINAPI WaitForSingleObject(HANDLE hHandle, DWORD dwMilliseconds);
WINWORK_USER_API DWORD WINAPI WaitForSingleObjectEx(HANDLE hHandle, DWORD dwMilliseconds, BOOL bAlertable);
/* With bWaitAll no event is reset before all objects are signalled. */
WINWORK_USER_API DWORD WINAPI WaitForMultipleObjects(DWORD nCount, const HANDLE *lpHandles, BOOL bWaitAll,
						     DWORD dwMilliseconds);
WINWORK_USER_API DWORD WINAPI WaitForMultipleObjectsEx(DWORD nCount, const HANDLE *lpHandles,
						       BOOL bWaitAll, DWORD dwMilliseconds,
						       BOOL bAlertable);
WINWORK_USER_API void WINAPI Sleep(DWORD dwMilliseconds);
WINWORK_USER_API DWORD WINAPI SleepEx(DWORD dwMilliseconds, BOOL bAlertable);

/* Threads and processes. */

/* dwCreationFlags: STACK_SIZE_PARAM_IS_A_RESERVATION, and CREATE_SUSPENDED: it waits for ResumeThread(). */
#define STACK_SIZE_PARAM_IS_A_RESERVATION 0x10000
WINWORK_USER_API HANDLE WINAPI CreateThread(LPSECURITY_ATTRIBUTES lpThreadAttributes, SIZE_T dwStackSize,
					    LPTHREAD_START_ROUTINE lpStartAddress, LPVOID lpParameter,
					    DWORD dwCreationFlags, LPDWORD lpThreadId);
/*
 * No destructor of the thread's frames runs. The last thread ends the process: Linux keeps the low 8 bits of its
 * code. Requests of ports are cancelled when the last thread that has called the library ends.
 */
WINWORK_USER_API __attribute__((noreturn)) void WINAPI ExitThread(DWORD dwExitCode);
/* Lets a thread of CREATE_SUSPENDED begin. Returns 1, 0 if it has begun, or (DWORD)-1. */
WINWORK_USER_API DWORD WINAPI ResumeThread(HANDLE hThread);
WINWORK_USER_API BOOL WINAPI GetExitCodeThread(HANDLE hThread, LPDWORD lpExitCode);
WINWORK_USER_API DWORD WINAPI QueueUserAPC(PAPCFUNC pfnAPC, HANDLE hThread, ULONG_PTR dwData);
WINWORK_USER_API HANDLE WINAPI GetCurrentThread(void);
WINWORK_USER_API DWORD WINAPI GetCurrentThreadId(void);
WINWORK_USER_API HANDLE WINAPI GetCurrentProcess(void);
WINWORK_USER_API DWORD WINAPI GetCurrentProcessId(void);
/* As exit(): Linux keeps the low 8 bits of the code. */
WINWORK_USER_API __attribute__((noreturn)) void WINAPI ExitProcess(UINT uExitCode);

/* The machine. */

#define PROCESSOR_ARCHITECTURE_AMD64 9
#define PROCESSOR_ARCHITECTURE_ARM64 12
typedef struct _SYSTEM_INFO {
	WORD wProcessorArchitecture;
	WORD wReserved;
	DWORD dwPageSize;
	LPVOID lpMinimumApplicationAddress;
	LPVOID lpMaximumApplicationAddress;
	DWORD_PTR dwActiveProcessorMask;
	DWORD dwNumberOfProcessors;
	DWORD dwProcessorType;
	DWORD dwAllocationGranularity;
	WORD wProcessorLevel;
	WORD wProcessorRevision;
} SYSTEM_INFO, *LPSYSTEM_INFO;
/* dwActiveProcessorMask, dwProcessorType, wProcessorLevel and wProcessorRevision are 0. */
WINWORK_USER_API void WINAPI GetSystemInfo(LPSYSTEM_INFO lpSystemInfo);
/* No process is one of 32 bits on 64. */
WINWORK_USER_API BOOL WINAPI IsWow64Process(HANDLE hProcess, PBOOL Wow64Process);
/* FALSE with ERROR_INVALID_FUNCTION, as in each program of 64 bits. */
WINWORK_USER_API BOOL WINAPI Wow64DisableWow64FsRedirection(PVOID *OldValue);
WINWORK_USER_API BOOL WINAPI Wow64RevertWow64FsRedirection(PVOID OldValue);
/* To the log of the system: see syslog(3). */
WINWORK_USER_API void WINAPI OutputDebugStringA(LPCSTR lpOutputString);
WINWORK_USER_API void WINAPI OutputDebugStringW(LPCWSTR lpOutputString);

/* Memory and time. */

#define LMEM_FIXED 0
#define LMEM_ZEROINIT 0x40
#define LPTR (LMEM_FIXED | LMEM_ZEROINIT)
#define GMEM_FIXED LMEM_FIXED
#define GMEM_ZEROINIT LMEM_ZEROINIT
#define GPTR LPTR
#define HEAP_ZERO_MEMORY 8
WINWORK_USER_API HLOCAL WINAPI LocalAlloc(UINT uFlags, SIZE_T uBytes);
WINWORK_USER_API HLOCAL WINAPI LocalFree(HLOCAL hMem);
#define GlobalAlloc LocalAlloc
#define GlobalFree LocalFree
WINWORK_USER_API HANDLE WINAPI GetProcessHeap(void);
WINWORK_USER_API LPVOID WINAPI HeapAlloc(HANDLE hHeap, DWORD dwFlags, SIZE_T dwBytes);
WINWORK_USER_API BOOL WINAPI HeapFree(HANDLE hHeap, DWORD dwFlags, LPVOID lpMem);

WINWORK_USER_API DWORD WINAPI GetTickCount(void);
WINWORK_USER_API ULONGLONG WINAPI GetTickCount64(void);
WINWORK_USER_API BOOL WINAPI QueryPerformanceCounter(LARGE_INTEGER *lpPerformanceCount);
WINWORK_USER_API BOOL WINAPI QueryPerformanceFrequency(LARGE_INTEGER *lpFrequency);

WINWORK_USER_API BOOL WINAPI FileTimeToSystemTime(const FILETIME *lpFileTime, LPSYSTEMTIME lpSystemTime);
WINWORK_USER_API BOOL WINAPI SystemTimeToFileTime(const SYSTEMTIME *lpSystemTime, LPFILETIME lpFileTime);
/* With the present offset of the time zone (TZ), whatever the season of the other time. */
WINWORK_USER_API BOOL WINAPI FileTimeToLocalFileTime(const FILETIME *lpFileTime, LPFILETIME lpLocalFileTime);
WINWORK_USER_API BOOL WINAPI LocalFileTimeToFileTime(const FILETIME *lpLocalFileTime, LPFILETIME lpFileTime);
WINWORK_USER_API LONG WINAPI CompareFileTime(const FILETIME *lpFileTime1, const FILETIME *lpFileTime2);
WINWORK_USER_API void WINAPI GetSystemTimeAsFileTime(LPFILETIME lpSystemTimeAsFileTime);
WINWORK_USER_API void WINAPI GetSystemTimePreciseAsFileTime(LPFILETIME lpSystemTimeAsFileTime);
WINWORK_USER_API void WINAPI GetSystemTime(LPSYSTEMTIME lpSystemTime);
WINWORK_USER_API void WINAPI GetLocalTime(LPSYSTEMTIME lpSystemTime);

/*
 * Text. The narrow text of Linux is UTF-8, and so are the code pages of the system. These also take
 * MB_PRECOMPOSED, WC_NO_BEST_FIT_CHARS and a default character. It stands for half of a surrogate pair,
 * which becomes U+FFFD without one.
 */

#define CP_ACP 0
#define CP_OEMCP 1
#define CP_THREAD_ACP 3
#define CP_UTF8 65001
#define MB_PRECOMPOSED 1
#define MB_COMPOSITE 2
#define MB_USEGLYPHCHARS 4
#define MB_ERR_INVALID_CHARS 8
#define WC_DISCARDNS 0x10
#define WC_SEPCHARS 0x20
#define WC_DEFAULTCHAR 0x40
#define WC_ERR_INVALID_CHARS 0x80
#define WC_COMPOSITECHECK 0x200
#define WC_NO_BEST_FIT_CHARS 0x400
WINWORK_USER_API int WINAPI MultiByteToWideChar(UINT CodePage, DWORD dwFlags, LPCSTR lpMultiByteStr,
						int cbMultiByte, LPWSTR lpWideCharStr, int cchWideChar);
WINWORK_USER_API int WINAPI WideCharToMultiByte(UINT CodePage, DWORD dwFlags, LPCWSTR lpWideCharStr,
						int cchWideChar, LPSTR lpMultiByteStr, int cbMultiByte,
						LPCSTR lpDefaultChar, LPBOOL lpUsedDefaultChar);

#ifdef UNICODE
#define CreateFile CreateFileW
#define CopyFile CopyFileW
#define MoveFile MoveFileW
#define MoveFileEx MoveFileExW
#define CreateEvent CreateEventW
#define CreateSemaphore CreateSemaphoreW
#define OpenEvent OpenEventW
#define OpenSemaphore OpenSemaphoreW
#define LoadLibraryEx LoadLibraryExW
#define OutputDebugString OutputDebugStringW
#define GetModuleFileName GetModuleFileNameW
#define GetModuleHandle GetModuleHandleW
#define GetSystemDirectory GetSystemDirectoryW
#define FormatMessage FormatMessageW
#define GetCurrentDirectory GetCurrentDirectoryW
#else
#define CreateFile CreateFileA
#define CopyFile CopyFileA
#define MoveFile MoveFileA
#define MoveFileEx MoveFileExA
#define CreateEvent CreateEventA
#define CreateSemaphore CreateSemaphoreA
#define OpenEvent OpenEventA
#define OpenSemaphore OpenSemaphoreA
#define LoadLibraryEx LoadLibraryExA
#define OutputDebugString OutputDebugStringA
#define GetModuleFileName GetModuleFileNameA
#define GetModuleHandle GetModuleHandleA
#define GetSystemDirectory GetSystemDirectoryA
#define FormatMessage FormatMessageA
#define GetCurrentDirectory GetCurrentDirectoryA
#endif

#ifdef __cplusplus
}
#endif

#endif
