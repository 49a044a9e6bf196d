/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Names of files: new ones, and those of a folder.
 */
#ifndef WINWORK_IO_FILE_NAMES_H
#define WINWORK_IO_FILE_NAMES_H

#include "../ob/objects.h"
#include "file_information.h"
#include "file_queries.h"

EXTERN_C_START

/* The Flags of FILE_RENAME_INFORMATION and FILE_LINK_INFORMATION. */
#define FILE_RENAME_REPLACE_IF_EXISTS 0x00000001
#define FILE_RENAME_POSIX_SEMANTICS 0x00000002
#define FILE_RENAME_SUPPRESS_PIN_STATE_INHERITANCE 0x00000004
#define FILE_RENAME_SUPPRESS_STORAGE_RESERVE_INHERITANCE 0x00000008
#define FILE_RENAME_NO_INCREASE_AVAILABLE_SPACE 0x00000010
#define FILE_RENAME_NO_DECREASE_AVAILABLE_SPACE 0x00000020
#define FILE_RENAME_PRESERVE_AVAILABLE_SPACE 0x00000030
#define FILE_RENAME_IGNORE_READONLY_ATTRIBUTE 0x00000040
#define FILE_RENAME_FORCE_RESIZE_TARGET_SR 0x00000080
#define FILE_RENAME_FORCE_RESIZE_SOURCE_SR 0x00000100
#define FILE_RENAME_FORCE_RESIZE_SR 0x00000180

#define FILE_LINK_REPLACE_IF_EXISTS 0x00000001
#define FILE_LINK_POSIX_SEMANTICS 0x00000002
#define FILE_LINK_SUPPRESS_STORAGE_RESERVE_INHERITANCE 0x00000008
#define FILE_LINK_NO_INCREASE_AVAILABLE_SPACE 0x00000010
#define FILE_LINK_NO_DECREASE_AVAILABLE_SPACE 0x00000020
#define FILE_LINK_PRESERVE_AVAILABLE_SPACE 0x00000030
#define FILE_LINK_IGNORE_READONLY_ATTRIBUTE 0x00000040
#define FILE_LINK_FORCE_RESIZE_TARGET_SR 0x00000080
#define FILE_LINK_FORCE_RESIZE_SOURCE_SR 0x00000100
#define FILE_LINK_FORCE_RESIZE_SR 0x00000180

/**
 * struct _FILE_RENAME_INFORMATION - the name that a file gets
 * @ReplaceIfExists: whether a file of that name goes
 * @Flags: FILE_RENAME_*, for FileRenameInformationEx
 * @RootDirectory: NULL, or the folder that FileName begins at
 * @FileNameLength: in bytes
 * @FileName: without a zero at its end
 *
 * Page: ntifs.h, FILE_RENAME_INFORMATION
 */
typedef struct _FILE_RENAME_INFORMATION {
	union {
		BOOLEAN ReplaceIfExists;
		ULONG Flags;
	};
	HANDLE RootDirectory;
	ULONG FileNameLength;
	WCHAR FileName[1];
} FILE_RENAME_INFORMATION, *PFILE_RENAME_INFORMATION;

/**
 * struct _FILE_LINK_INFORMATION - a new name of a file, which keeps its other names
 * @ReplaceIfExists: whether a file of that name goes
 * @Flags: FILE_LINK_*, for FileLinkInformationEx
 * @RootDirectory: NULL, or the folder that FileName begins at
 * @FileNameLength: in bytes
 * @FileName: without a zero at its end
 *
 * Page: ntifs.h, FILE_LINK_INFORMATION
 */
typedef struct _FILE_LINK_INFORMATION {
	union {
		BOOLEAN ReplaceIfExists;
		ULONG Flags;
	};
	HANDLE RootDirectory;
	ULONG FileNameLength;
	WCHAR FileName[1];
} FILE_LINK_INFORMATION, *PFILE_LINK_INFORMATION;

/**
 * struct _FILE_ALLOCATION_INFORMATION - the space of a file
 * @AllocationSize: in bytes
 *
 * Page: ntifs.h, FILE_ALLOCATION_INFORMATION
 */
typedef struct _FILE_ALLOCATION_INFORMATION {
	LARGE_INTEGER AllocationSize;
} FILE_ALLOCATION_INFORMATION, *PFILE_ALLOCATION_INFORMATION;

/**
 * struct _FILE_ID_BOTH_DIR_INFORMATION - one entry of a folder
 * @NextEntryOffset: bytes from this entry to the next, a multiple of 8; 0 for the last one
 * @FileIndex: a number of the file system's; a minifilter leaves it as it is
 * @FileNameLength: in bytes
 * @ShortNameLength: in bytes; 0: files of a mount have no short name
 * @FileId: the number of the inode
 * @FileName: without a zero at its end
 *
 * Page: ntifs.h, FILE_ID_BOTH_DIR_INFORMATION
 */
typedef struct _FILE_ID_BOTH_DIR_INFORMATION {
	ULONG NextEntryOffset;
	ULONG FileIndex;
	LARGE_INTEGER CreationTime;
	LARGE_INTEGER LastAccessTime;
	LARGE_INTEGER LastWriteTime;
	LARGE_INTEGER ChangeTime;
	LARGE_INTEGER EndOfFile;
	LARGE_INTEGER AllocationSize;
	ULONG FileAttributes;
	ULONG FileNameLength;
	ULONG EaSize;
	CCHAR ShortNameLength;
	WCHAR ShortName[12];
	LARGE_INTEGER FileId;
	WCHAR FileName[1];
} FILE_ID_BOTH_DIR_INFORMATION, *PFILE_ID_BOTH_DIR_INFORMATION;

/**
 * IoReplaceFileObjectName - replace the name of a file object
 * @FileObject: the file object of a file on a mount
 * @NewFileName: the name, without a zero at its end. It is copied
 * @FileNameLength: in bytes
 *
 * A minifilter calls it in the pre-operation callback of IRP_MJ_CREATE, and completes the operation with STATUS_REPARSE
 * and Information IO_REPARSE. The name is that of the file which is to be opened instead, with the name of its volume:
 * `\Device\HarddiskVolume2\a\b`.
 *
 * Here: FileName of such a file object is pool. A driver may free it, and put pool of its own there, which goes with
 * the file object.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_INSUFFICIENT_RESOURCES; STATUS_INVALID_PARAMETER if the file object has no name, and
 *	with a report for another wrong argument or IRQL.
 * Page: ntifs.h, IoReplaceFileObjectName
 */
NTSTATUS NTAPI IoReplaceFileObjectName(_In_ PFILE_OBJECT FileObject, _In_ PWSTR NewFileName,
				       _In_ USHORT FileNameLength);

/**
 * IoQueryFileDosDeviceName - return the name of a file that begins with a drive letter
 * @FileObject: the file object of a file on a mount
 * @ObjectNameInformation: receives the name, as D:\folder\file, in pool that the caller frees by ExFreePool; NULL after
 *	an error
 *
 * Here: a volume has the letter that the option letter= of its mount gives it, and else none.
 *
 * IRQL: PASSIVE_LEVEL; above it the call is reported (0x0A), and returns STATUS_UNSUCCESSFUL.
 * Return: STATUS_SUCCESS; STATUS_OBJECT_NAME_NOT_FOUND for a file on a volume without a letter; STATUS_NAME_TOO_LONG;
 *	STATUS_INSUFFICIENT_RESOURCES; the errors of FltGetFileNameInformation; STATUS_INVALID_PARAMETER, which the log
 *	explains.
 * Page: ntifs.h, IoQueryFileDosDeviceName
 */
NTSTATUS NTAPI IoQueryFileDosDeviceName(_In_ PFILE_OBJECT FileObject,
					_Out_ POBJECT_NAME_INFORMATION *ObjectNameInformation);

/*
 * An entry of FileDirectoryInformation: members as in FILE_ID_BOTH_DIR_INFORMATION.
 * Page: ntifs.h, FILE_DIRECTORY_INFORMATION
 */
typedef struct _FILE_DIRECTORY_INFORMATION {
	ULONG NextEntryOffset;
	ULONG FileIndex;
	LARGE_INTEGER CreationTime;
	LARGE_INTEGER LastAccessTime;
	LARGE_INTEGER LastWriteTime;
	LARGE_INTEGER ChangeTime;
	LARGE_INTEGER EndOfFile;
	LARGE_INTEGER AllocationSize;
	ULONG FileAttributes;
	ULONG FileNameLength;
	WCHAR FileName[1];
} FILE_DIRECTORY_INFORMATION, *PFILE_DIRECTORY_INFORMATION;

/* The same of FileFullDirectoryInformation. Page: ntifs.h, FILE_FULL_DIR_INFORMATION */
typedef struct _FILE_FULL_DIR_INFORMATION {
	ULONG NextEntryOffset;
	ULONG FileIndex;
	LARGE_INTEGER CreationTime;
	LARGE_INTEGER LastAccessTime;
	LARGE_INTEGER LastWriteTime;
	LARGE_INTEGER ChangeTime;
	LARGE_INTEGER EndOfFile;
	LARGE_INTEGER AllocationSize;
	ULONG FileAttributes;
	ULONG FileNameLength;
	ULONG EaSize;
	WCHAR FileName[1];
} FILE_FULL_DIR_INFORMATION, *PFILE_FULL_DIR_INFORMATION;

/* The same of FileIdFullDirectoryInformation. Page: ntifs.h, FILE_ID_FULL_DIR_INFORMATION */
typedef struct _FILE_ID_FULL_DIR_INFORMATION {
	ULONG NextEntryOffset;
	ULONG FileIndex;
	LARGE_INTEGER CreationTime;
	LARGE_INTEGER LastAccessTime;
	LARGE_INTEGER LastWriteTime;
	LARGE_INTEGER ChangeTime;
	LARGE_INTEGER EndOfFile;
	LARGE_INTEGER AllocationSize;
	ULONG FileAttributes;
	ULONG FileNameLength;
	ULONG EaSize;
	LARGE_INTEGER FileId;
	WCHAR FileName[1];
} FILE_ID_FULL_DIR_INFORMATION, *PFILE_ID_FULL_DIR_INFORMATION;

/* The same of FileBothDirectoryInformation. Page: ntifs.h, FILE_BOTH_DIR_INFORMATION */
typedef struct _FILE_BOTH_DIR_INFORMATION {
	ULONG NextEntryOffset;
	ULONG FileIndex;
	LARGE_INTEGER CreationTime;
	LARGE_INTEGER LastAccessTime;
	LARGE_INTEGER LastWriteTime;
	LARGE_INTEGER ChangeTime;
	LARGE_INTEGER EndOfFile;
	LARGE_INTEGER AllocationSize;
	ULONG FileAttributes;
	ULONG FileNameLength;
	ULONG EaSize;
	CCHAR ShortNameLength;
	WCHAR ShortName[12];
	WCHAR FileName[1];
} FILE_BOTH_DIR_INFORMATION, *PFILE_BOTH_DIR_INFORMATION;

/* The same of FileIdExtdDirectoryInformation. Page: ntifs.h, FILE_ID_EXTD_DIR_INFORMATION */
typedef struct _FILE_ID_EXTD_DIR_INFORMATION {
	ULONG NextEntryOffset;
	ULONG FileIndex;
	LARGE_INTEGER CreationTime;
	LARGE_INTEGER LastAccessTime;
	LARGE_INTEGER LastWriteTime;
	LARGE_INTEGER ChangeTime;
	LARGE_INTEGER EndOfFile;
	LARGE_INTEGER AllocationSize;
	ULONG FileAttributes;
	ULONG FileNameLength;
	ULONG EaSize;
	ULONG ReparsePointTag;
	FILE_ID_128 FileId;
	WCHAR FileName[1];
} FILE_ID_EXTD_DIR_INFORMATION, *PFILE_ID_EXTD_DIR_INFORMATION;

/*
 * Where the entries of a class have their members. Drivers rely on what Windows's macros do: FileNameLengthOffset has the
 * offset of FileName, and FileNameOffset that of FileNameLength.
 */
typedef struct _FILE_INFORMATION_DEFINITION {
	FILE_INFORMATION_CLASS Class;
	ULONG NextEntryOffset;
	ULONG FileNameLengthOffset;
	ULONG FileNameOffset;
} FILE_INFORMATION_DEFINITION, *PFILE_INFORMATION_DEFINITION;
typedef const FILE_INFORMATION_DEFINITION *PCFILE_INFORMATION_DEFINITION;

#define WINWORK_ENTRY_OFFSETS(Class, Type)							\
	{ Class, FIELD_OFFSET(Type, NextEntryOffset), FIELD_OFFSET(Type, FileName),		\
	  FIELD_OFFSET(Type, FileNameLength) }
#define FileDirectoryInformationDefinition							\
	WINWORK_ENTRY_OFFSETS(FileDirectoryInformation, FILE_DIRECTORY_INFORMATION)
#define FileFullDirectoryInformationDefinition							\
	WINWORK_ENTRY_OFFSETS(FileFullDirectoryInformation, FILE_FULL_DIR_INFORMATION)
#define FileIdFullDirectoryInformationDefinition						\
	WINWORK_ENTRY_OFFSETS(FileIdFullDirectoryInformation, FILE_ID_FULL_DIR_INFORMATION)
#define FileBothDirectoryInformationDefinition							\
	WINWORK_ENTRY_OFFSETS(FileBothDirectoryInformation, FILE_BOTH_DIR_INFORMATION)
#define FileIdBothDirectoryInformationDefinition						\
	WINWORK_ENTRY_OFFSETS(FileIdBothDirectoryInformation, FILE_ID_BOTH_DIR_INFORMATION)
#define FileNamesInformationDefinition								\
	WINWORK_ENTRY_OFFSETS(FileNamesInformation, FILE_NAMES_INFORMATION)
#define FileIdExtdDirectoryInformationDefinition						\
	WINWORK_ENTRY_OFFSETS(FileIdExtdDirectoryInformation, FILE_ID_EXTD_DIR_INFORMATION)

/**
 * ZwQueryDirectoryFile - list an open folder of a mount
 * @FileHandle: a folder of FltCreateFile, opened with FILE_LIST_DIRECTORY
 * @Event, @ApcRoutine, @ApcContext: NULL
 * @IoStatusBlock: receives the status, and in Information the bytes in @FileInformation
 * @FileInformation: memory of the kernel, for the entries. It belongs to the operation until that has ended
 * @Length: of @FileInformation in bytes
 * @FileInformationClass: as of FltQueryDirectoryFile
 * @ReturnSingleEntry: TRUE: one entry
 * @FileName: as of FltQueryDirectoryFile
 * @RestartScan: TRUE: from the first entry on
 *
 * The instances get it that have got the CREATE of the folder.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: as FltQueryDirectoryFile; STATUS_ACCESS_DENIED without FILE_LIST_DIRECTORY;
 *	STATUS_INVALID_DEVICE_REQUEST, with a line of the log, for another handle.
 * Page: ntifs.h, ZwQueryDirectoryFile
 */
NTSTATUS NTAPI ZwQueryDirectoryFile(_In_ HANDLE FileHandle, _In_opt_ HANDLE Event, _In_opt_ PIO_APC_ROUTINE ApcRoutine,
				    _In_opt_ PVOID ApcContext, _Out_ PIO_STATUS_BLOCK IoStatusBlock,
				    _Out_ PVOID FileInformation, _In_ ULONG Length,
				    _In_ FILE_INFORMATION_CLASS FileInformationClass, _In_ BOOLEAN ReturnSingleEntry,
				    _In_opt_ PUNICODE_STRING FileName, _In_ BOOLEAN RestartScan);

EXTERN_C_END

#endif /* WINWORK_IO_FILE_NAMES_H */
