/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A minifilter's own reads, writes, queries and changes of files, and the end of an open that it takes back.
 */
#ifndef WINWORK_FLT_OWN_IO_H
#define WINWORK_FLT_OWN_IO_H

#include "io.h"

EXTERN_C_START

/**
 * FltReadFile, FltWriteFile - read, write an open file below an instance
 * @InitiatingInstance: the caller's instance on the volume of the file. The instances below it and the
 *	file system get the operation, with FLTFL_CALLBACK_DATA_GENERATED_IO; its own callbacks and those
 *	above do not.
 * @FileObject: an open file on a mount: from the post-operation callback of its CREATE, where that has
 *	succeeded, until its close
 * @ByteOffset: where to begin. NULL, or a HighPart of -1 with FILE_USE_FILE_POINTER_POSITION, for the
 *	file object's CurrentByteOffset; for a write with FILE_WRITE_TO_END_OF_FILE for the end of the file
 * @Length: of @Buffer in bytes
 * @Buffer: memory of the kernel. It belongs to the operation until that has ended
 * @Flags: FLTFL_IO_OPERATION_NON_CACHED: offset and length are multiples of the volume's SectorSize.
 *	FLTFL_IO_OPERATION_DO_NOT_UPDATE_BYTE_OFFSET: CurrentByteOffset stays; else it is behind the last
 *	byte afterwards
 * @BytesRead, @BytesWritten: NULL, or receives the number of bytes; 0 with a @CallbackRoutine
 * @CallbackRoutine: NULL to wait for the end; or is called at the end, once, at IRQL <= DISPATCH_LEVEL in any
 *	thread. IoStatus of its callback data is the result
 * @CallbackContext: for @CallbackRoutine
 *
 * Here: the rights of the program's open do not count. CurrentByteOffset is the file object's own: the
 * position of the program's file is Linux's, and stays. A mount keeps no pages of its own, so non-cached I/O
 * uses the lower file's. Files of WinworkFltCreateVolume are not open on a mount.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: STATUS_SUCCESS, also for fewer bytes; STATUS_PENDING if @CallbackRoutine will be called;
 *	STATUS_END_OF_FILE for a read from the end of the file on; STATUS_FLT_DELETING_OBJECT for an instance
 *	that is torn down; STATUS_INSUFFICIENT_RESOURCES; a status of the file system or of an instance below;
 *	STATUS_INVALID_DEVICE_REQUEST, with a report, if the thread has a top-level IRP or no APCs;
 *	STATUS_INVALID_PARAMETER, which the log explains, for a wrong argument or IRQL. After an error
 *	@CallbackRoutine is not called.
 * Page: fltkernel.h, FltReadFile, FltWriteFile
 */
_Must_inspect_result_ NTSTATUS FLTAPI
FltReadFile(_In_ PFLT_INSTANCE InitiatingInstance, _In_ PFILE_OBJECT FileObject, _In_opt_ PLARGE_INTEGER ByteOffset,
	    _In_ ULONG Length, _Out_ PVOID Buffer, _In_ FLT_IO_OPERATION_FLAGS Flags, _Out_opt_ PULONG BytesRead,
	    _In_opt_ PFLT_COMPLETED_ASYNC_IO_CALLBACK CallbackRoutine, _In_opt_ PVOID CallbackContext);
_Must_inspect_result_ NTSTATUS FLTAPI
FltWriteFile(_In_ PFLT_INSTANCE InitiatingInstance, _In_ PFILE_OBJECT FileObject, _In_opt_ PLARGE_INTEGER ByteOffset,
	     _In_ ULONG Length, _In_ PVOID Buffer, _In_ FLT_IO_OPERATION_FLAGS Flags, _Out_opt_ PULONG BytesWritten,
	     _In_opt_ PFLT_COMPLETED_ASYNC_IO_CALLBACK CallbackRoutine, _In_opt_ PVOID CallbackContext);

/**
 * FltReadFileEx, FltWriteFileEx - do what FltReadFile and FltWriteFile do, also with an MDL
 * @InitiatingInstance, @FileObject, @ByteOffset, @Length, @Flags: as of FltReadFile
 * @BytesRead, @BytesWritten, @CallbackRoutine, @CallbackContext: as of FltReadFile and FltWriteFile
 * @Buffer: as of FltReadFile; NULL with @Mdl
 * @Key: NULL, or the key of a lock of the range: the minifilters below see it. Here: it has no other effect
 * @Mdl: NULL, or an MDL of at least @Length bytes, in place of @Buffer. It stays the caller's
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: as FltReadFile; STATUS_INVALID_PARAMETER for a @Buffer and an @Mdl, and for an @Mdl that is too short.
 * Page: fltkernel.h, FltReadFileEx, FltWriteFileEx
 */
_Must_inspect_result_ NTSTATUS FLTAPI
FltReadFileEx(_In_ PFLT_INSTANCE InitiatingInstance, _In_ PFILE_OBJECT FileObject, _In_opt_ PLARGE_INTEGER ByteOffset,
	      _In_ ULONG Length, _Out_opt_ PVOID Buffer, _In_ FLT_IO_OPERATION_FLAGS Flags, _Out_opt_ PULONG BytesRead,
	      _In_opt_ PFLT_COMPLETED_ASYNC_IO_CALLBACK CallbackRoutine, _In_opt_ PVOID CallbackContext,
	      _In_opt_ PULONG Key, _In_opt_ PMDL Mdl);
_Must_inspect_result_ NTSTATUS FLTAPI
FltWriteFileEx(_In_ PFLT_INSTANCE InitiatingInstance, _In_ PFILE_OBJECT FileObject, _In_opt_ PLARGE_INTEGER ByteOffset,
	       _In_ ULONG Length, _In_opt_ PVOID Buffer, _In_ FLT_IO_OPERATION_FLAGS Flags,
	       _Out_opt_ PULONG BytesWritten, _In_opt_ PFLT_COMPLETED_ASYNC_IO_CALLBACK CallbackRoutine,
	       _In_opt_ PVOID CallbackContext, _In_opt_ PULONG Key, _In_opt_ PMDL Mdl);

/**
 * FltQuerySecurityObject - return the security descriptor of an open file, below an instance
 * @Instance: the caller's. The instances below it and the file system get IRP_MJ_QUERY_SECURITY
 * @FileObject: an open file on a mount, as for FltReadFile
 * @SecurityInformation: the parts that are wanted: OWNER_SECURITY_INFORMATION and so on
 * @SecurityDescriptor: receives a self-relative security descriptor in memory of the kernel; NULL if @Length is 0
 * @Length: of @SecurityDescriptor in bytes
 * @LengthNeeded: NULL, or receives the bytes of the descriptor
 *
 * Here: the owner is S-1-22-1-UID, and the group S-1-22-2-GID. The DACL has three entries that allow access, for the
 * owner, the group and S-1-1-0, with FILE_GENERIC_READ, FILE_GENERIC_WRITE and FILE_GENERIC_EXECUTE for the bits of the
 * mode. Access control lists of Linux are not in it. There is no SACL. The rights of the file's open do not count.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_BUFFER_TOO_SMALL, and nothing is written; STATUS_FLT_DELETING_OBJECT;
 *	STATUS_INSUFFICIENT_RESOURCES; a status of the file system or of an instance below;
 *	STATUS_INVALID_DEVICE_REQUEST and STATUS_INVALID_PARAMETER as of FltReadFile.
 * Page: fltkernel.h, FltQuerySecurityObject
 */
_Must_inspect_result_ NTSTATUS FLTAPI
FltQuerySecurityObject(_In_ PFLT_INSTANCE Instance, _In_ PFILE_OBJECT FileObject,
		       _In_ SECURITY_INFORMATION SecurityInformation,
		       _Out_writes_bytes_opt_(Length) PSECURITY_DESCRIPTOR SecurityDescriptor, _In_ ULONG Length,
		       _Out_opt_ PULONG LengthNeeded);

/**
 * FltSetSecurityObject - change the owner, the group and the access of an open file, below an instance
 * @Instance: the caller's. The instances below it and the file system get IRP_MJ_SET_SECURITY
 * @FileObject: an open file on a mount, as for FltReadFile
 * @SecurityInformation: the parts that are set. PROTECTED_DACL_SECURITY_INFORMATION and its opposite have no effect
 * @SecurityDescriptor: memory of the kernel with a security descriptor, self-relative or absolute
 *
 * Here: owner and group are those of FltQuerySecurityObject. The DACL becomes the nine bits of the mode. So its entries
 * allow access, to the owner, to the group and to S-1-1-0, which are those that the file has afterwards. If the owner
 * or the group has no entry, it gets the access of S-1-1-0. No DACL, or a NULL one, allows all. As after chown(2), a
 * file with another owner or group has no bits S_ISUID and S_ISGID. The change is made with the rights of mount(2).
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_INVALID_OWNER, STATUS_INVALID_PRIMARY_GROUP for a part that is missing, or none of Linux;
 *	STATUS_INVALID_ACL for what a mode cannot say; STATUS_UNKNOWN_REVISION; STATUS_NOT_SUPPORTED for other parts,
 *	and for the DACL of a symlink; STATUS_ACCESS_VIOLATION for a NULL @SecurityDescriptor;
 *	STATUS_MEDIA_WRITE_PROTECTED; STATUS_FLT_DELETING_OBJECT; STATUS_INSUFFICIENT_RESOURCES; a status of the
 *	file system or of an instance below; STATUS_INVALID_DEVICE_REQUEST and STATUS_INVALID_PARAMETER as of FltReadFile.
 * Page: fltkernel.h, FltSetSecurityObject
 */
_Must_inspect_result_ NTSTATUS FLTAPI FltSetSecurityObject(_In_ PFLT_INSTANCE Instance, _In_ PFILE_OBJECT FileObject,
							   _In_ SECURITY_INFORMATION SecurityInformation,
							   _In_ PSECURITY_DESCRIPTOR SecurityDescriptor);

/**
 * FltQueryInformationFile - ask the file system about an open file, below an instance
 * @Instance: the caller's. The instances below it and the file system get IRP_MJ_QUERY_INFORMATION
 * @FileObject: an open file on a mount, as for FltReadFile
 * @FileInformation: memory of the kernel for the structure of the class. It belongs to the operation until
 *	that has ended
 * @Length: of @FileInformation in bytes
 * @FileInformationClass: one of these:
 *	FileBasicInformation: the times of the lower file; CreationTime is ChangeTime if it has none.
 *	FileStandardInformation: sizes in bytes, 0 for a folder. DeletePending after unlink(2) as well.
 *	FileInternalInformation, FileIdInformation: the inode's number.
 *	FileAttributeTagInformation: FILE_ATTRIBUTE_REPARSE_POINT and IO_REPARSE_TAG_SYMLINK for a symlink.
 *	FileNameInformation, FileNormalizedNameInformation: the path on the volume, where the file is now.
 *	FileStreamInformation: `::$DATA`; nothing for a folder.
 *	FileAllInformation: members that the I/O manager knows (access, mode, alignment) are zero.
 *	FileEaInformation: 0. FilePositionInformation, FileNetworkOpenInformation
 * @LengthReturned: NULL, or receives the bytes in @FileInformation
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_FILE_DELETED after the CLEANUP of a file that has no name left;
 *	STATUS_BUFFER_OVERFLOW for a name that is cut, whose length in the structure is the
 *	whole; STATUS_INFO_LENGTH_MISMATCH; STATUS_INVALID_INFO_CLASS for another class;
 *	STATUS_FLT_DELETING_OBJECT; STATUS_INSUFFICIENT_RESOURCES; a status of the file system or of an
 *	instance below; STATUS_INVALID_DEVICE_REQUEST and STATUS_INVALID_PARAMETER as of FltReadFile.
 * Page: fltkernel.h, FltQueryInformationFile
 */
_Must_inspect_result_ NTSTATUS FLTAPI
FltQueryInformationFile(_In_ PFLT_INSTANCE Instance, _In_ PFILE_OBJECT FileObject, _Out_ PVOID FileInformation,
			_In_ ULONG Length, _In_ FILE_INFORMATION_CLASS FileInformationClass,
			_Out_opt_ PULONG LengthReturned);

/**
 * FltSetInformationFile - change an open file, below an instance
 * @Instance: the caller's. The instances below it and the file system get IRP_MJ_SET_INFORMATION
 * @FileObject: an open file on a mount, as for FltReadFile
 * @FileInformation: memory of the kernel with the structure of the class. It belongs to the operation until that
 *	has ended
 * @Length: of @FileInformation in bytes
 * @FileInformationClass: one of these:
 *	FileBasicInformation: times that are not above 0 stay, and so does FileAttributes of 0.
 *	FILE_ATTRIBUTE_READONLY takes the bits for writing away, and its absence gives the owner's back. CreationTime
 *	and ChangeTime are Linux's alone.
 *	FileDispositionInformation, FileDispositionInformationEx: the close of the file removes the name by which it
 *	was opened. FILE_DISPOSITION_ON_CLOSE is not supported.
 *	FileRenameInformation(Ex), FileLinkInformation(Ex): FileName is a name in the same folder; or begins with the
 *	name of the volume; or in RootDirectory, a handle of FltCreateFile. A link of another file that has the name
 *	goes first, if ReplaceIfExists says so.
 *	FileEndOfFileInformation, FileAllocationInformation: a number below the size cuts the file.
 *	FileValidDataLengthInformation has no effect. FilePositionInformation: CurrentByteOffset
 *
 * Here: the changes are made in the lower file system with the rights of mount(2). So a callback may change files
 * in a folder that its thread has locked. A file that is to be deleted can be opened until it is closed.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_INFO_LENGTH_MISMATCH; STATUS_INVALID_INFO_CLASS for another class;
 *	STATUS_INVALID_PARAMETER for a value that the class cannot have; STATUS_CANNOT_DELETE for a file with
 *	FILE_ATTRIBUTE_READONLY; STATUS_DIRECTORY_NOT_EMPTY; STATUS_OBJECT_NAME_COLLISION;
 *	STATUS_OBJECT_NAME_INVALID; STATUS_OBJECT_PATH_NOT_FOUND; STATUS_NOT_SAME_DEVICE; STATUS_DISK_FULL;
 *	STATUS_MEDIA_WRITE_PROTECTED; STATUS_DEVICE_BUSY for the root of the mount; STATUS_FLT_DELETING_OBJECT;
 *	STATUS_INSUFFICIENT_RESOURCES; another status of the file system or of an instance below;
 *	STATUS_INVALID_DEVICE_REQUEST and STATUS_INVALID_PARAMETER, with a report, as of FltReadFile.
 * Page: fltkernel.h, FltSetInformationFile
 */
_Must_inspect_result_ NTSTATUS FLTAPI
FltSetInformationFile(_In_ PFLT_INSTANCE Instance, _In_ PFILE_OBJECT FileObject, _In_ PVOID FileInformation,
		      _In_ ULONG Length, _In_ FILE_INFORMATION_CLASS FileInformationClass);

/**
 * FltQueryDirectoryFile - list an open folder, below an instance
 * @Instance: the caller's. The instances below it and the file system get IRP_MJ_DIRECTORY_CONTROL with
 *	IRP_MN_QUERY_DIRECTORY
 * @FileObject: an open folder on a mount, as for FltReadFile
 * @FileInformation: memory of the kernel, for the entries. It belongs to the operation until that has ended
 * @Length: of @FileInformation in bytes
 * @FileInformationClass: FileDirectoryInformation, FileFullDirectoryInformation, FileBothDirectoryInformation,
 *	FileIdBothDirectoryInformation, FileIdFullDirectoryInformation, FileNamesInformation
 * @ReturnSingleEntry: TRUE: one entry
 * @FileName: NULL, or an expression as of FsRtlIsNameInExpression. The first query of a file object decides for all.
 *	Upper and lower case differ
 * @RestartScan: TRUE: from the first entry on. The first query of a file object begins there anyway
 * @LengthReturned: NULL, or receives the bytes in @FileInformation
 *
 * Each query goes on behind the last entry of the one before it. The entries "." and ".." come as well. Sizes, times
 * and attributes are read with the rights of mount(2); of a file that has just gone the attributes
 * alone are there.
 *
 * Here: the queries of drivers have a place of their own in a folder that a program lists.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_NO_SUCH_FILE if the first query finds no name; STATUS_NO_MORE_FILES at the end;
 *	STATUS_BUFFER_OVERFLOW if not even the first name fits: FileNameLength is that of the whole, and the next
 *	query has the entry again; STATUS_INFO_LENGTH_MISMATCH if the structure does not fit;
 *	STATUS_INVALID_INFO_CLASS for another class; STATUS_NOT_A_DIRECTORY for a file; STATUS_FLT_DELETING_OBJECT;
 *	STATUS_INSUFFICIENT_RESOURCES; another status of the file system or of an instance below;
 *	STATUS_INVALID_DEVICE_REQUEST and STATUS_INVALID_PARAMETER, with a report, as of FltReadFile.
 * Page: fltkernel.h, FltQueryDirectoryFile
 */
_Must_inspect_result_ NTSTATUS FLTAPI
FltQueryDirectoryFile(_In_ PFLT_INSTANCE Instance, _In_ PFILE_OBJECT FileObject, _Out_ PVOID FileInformation,
		      _In_ ULONG Length, _In_ FILE_INFORMATION_CLASS FileInformationClass,
		      _In_ BOOLEAN ReturnSingleEntry, _In_opt_ PUNICODE_STRING FileName, _In_ BOOLEAN RestartScan,
		      _Out_opt_ PULONG LengthReturned);

/**
 * FltQueryVolumeInformation - ask the file system about a volume, below an instance
 * @Instance: the caller's. The instances below it and the file system get IRP_MJ_QUERY_VOLUME_INFORMATION, with a
 *	file object of the volume itself (FO_VOLUME_OPEN), which has no name and no contexts
 * @Iosb: receives the status, and in Information the bytes in @FsInformation
 * @FsInformation: memory of the kernel for the structure of the class. It belongs to the operation until that has
 *	ended
 * @Length: of @FsInformation in bytes
 * @FsInformationClass: one of these:
 *	FileFsFullSizeInformation, FileFsSizeInformation: what statfs(2) says of the lower file system.
 *	FileFsSectorSizeInformation: all sizes are SectorSize of FltGetVolumeProperties.
 *	FileFsAttributeInformation: the name follows the option `fstype`. Names are case-sensitive, and have hard links.
 *	FileFsVolumeInformation: without a label and a time. FileFsDeviceInformation: a disk
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_BUFFER_OVERFLOW for a name that is cut; STATUS_INFO_LENGTH_MISMATCH;
 *	STATUS_INVALID_INFO_CLASS for another class; STATUS_FLT_DELETING_OBJECT; STATUS_INSUFFICIENT_RESOURCES; a
 *	status of the file system or of an instance below; STATUS_INVALID_DEVICE_REQUEST and
 *	STATUS_INVALID_PARAMETER, with a report, as of FltReadFile.
 * Page: fltkernel.h, FltQueryVolumeInformation
 */
_Must_inspect_result_ NTSTATUS FLTAPI
FltQueryVolumeInformation(_In_ PFLT_INSTANCE Instance, _Out_ PIO_STATUS_BLOCK Iosb, _Out_ PVOID FsInformation,
			  _In_ ULONG Length, _In_ FS_INFORMATION_CLASS FsInformationClass);

/**
 * FltQueryVolumeInformationFile - the same, by a file on the volume
 * @Instance: as of FltQueryVolumeInformation
 * @FileObject: an open file or folder on a mount, as for FltReadFile. The instances get it as well
 * @FsInformation, @Length, @FsInformationClass: as of FltQueryVolumeInformation
 * @LengthReturned: NULL, or receives the bytes in @FsInformation
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: as of FltQueryVolumeInformation.
 * Page: fltkernel.h, FltQueryVolumeInformationFile
 */
_Must_inspect_result_ NTSTATUS FLTAPI
FltQueryVolumeInformationFile(_In_ PFLT_INSTANCE Instance, _In_ PFILE_OBJECT FileObject, _Out_ PVOID FsInformation,
			      _In_ ULONG Length, _In_ FS_INFORMATION_CLASS FsInformationClass,
			      _Out_opt_ PULONG LengthReturned);

/**
 * FltCancelFileOpen - close a file for the instances below, in the post-operation callback of its CREATE
 * @Instance: the caller's instance
 * @FileObject: the file object of the CREATE, which has succeeded
 *
 * The instances below get CLEANUP and CLOSE. The callback then sets IoStatus.Status to a failure, which is the
 * result of the open. A file that the open has made stays, and so do changes that it has made to a file.
 *
 * Here: a call for a file that has a handle is reported (0xF5, parameter 0x6A), one for a file that is not open
 * below as well (0xF5, parameter 0); both do nothing. If the callback leaves a success, that is reported, and
 * the open fails with STATUS_ACCESS_DENIED.
 *
 * IRQL: PASSIVE_LEVEL.
 * Page: fltkernel.h, FltCancelFileOpen
 */
VOID FLTAPI FltCancelFileOpen(_In_ PFLT_INSTANCE Instance, _In_ PFILE_OBJECT FileObject);

/**
 * FltFsControlFile, FltDeviceIoControlFile - send a control code for an open file below an instance
 * @Instance: the caller's. The instances below it and the file system get FILE_SYSTEM_CONTROL with
 *	IRP_MN_KERNEL_CALL, or DEVICE_CONTROL
 * @FileObject: an open file on a mount, as for FltReadFile
 * @FsControlCode, @IoControlCode: the code; its method says which buffers the operation has
 * @InputBuffer, @InputBufferLength: what the code needs, in memory of the kernel, and its bytes; or NULL
 * @OutputBuffer, @OutputBufferLength: memory of the kernel for the result, and its bytes; or NULL
 * @LengthReturned: NULL, or receives the bytes of the result
 *
 * The file system of a mount answers these:
 *	FSCTL_SET_ZERO_DATA frees the memory of a range on the disk, which reads as zero; the size stays.
 *	FSCTL_QUERY_ALLOCATED_RANGES returns the ranges that have memory, as lseek(2) finds them.
 *	FSCTL_SET_SPARSE succeeds: each file may have holes.
 *	FSCTL_GET_REPARSE_POINT returns the text of a symlink.
 *	FSCTL_GET_OBJECT_ID: no file has one, and a removed file is deleted.
 *	FSCTL_GET_COMPRESSION: no file is compressed.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_BUFFER_OVERFLOW with the ranges that there is room for; STATUS_BUFFER_TOO_SMALL for
 *	the text of a symlink; STATUS_NOT_A_REPARSE_POINT; STATUS_OBJECTID_NOT_FOUND, STATUS_FILE_DELETED;
 *	STATUS_INVALID_DEVICE_REQUEST for another code, and for each of FltDeviceIoControlFile;
 *	STATUS_INVALID_PARAMETER for a structure that is too short or wrong, and as of FltReadFile;
 *	STATUS_FLT_DELETING_OBJECT; STATUS_INSUFFICIENT_RESOURCES; a status of an instance below.
 * Page: fltkernel.h, FltFsControlFile, FltDeviceIoControlFile
 */
NTSTATUS FLTAPI FltFsControlFile(_In_ PFLT_INSTANCE Instance, _In_ PFILE_OBJECT FileObject, _In_ ULONG FsControlCode,
				 _In_opt_ PVOID InputBuffer, _In_ ULONG InputBufferLength,
				 _Out_opt_ PVOID OutputBuffer, _In_ ULONG OutputBufferLength,
				 _Out_opt_ PULONG LengthReturned);
NTSTATUS FLTAPI FltDeviceIoControlFile(_In_ PFLT_INSTANCE Instance, _In_ PFILE_OBJECT FileObject,
				       _In_ ULONG IoControlCode, _In_opt_ PVOID InputBuffer,
				       _In_ ULONG InputBufferLength, _Out_opt_ PVOID OutputBuffer,
				       _In_ ULONG OutputBufferLength, _Out_opt_ PULONG LengthReturned);

/**
 * FltQueryEaFile, FltSetEaFile - read, change the extended attributes of an open file, below an instance
 * @Instance: the caller's. The instances below it and the file system get QUERY_EA or SET_EA
 * @FileObject: an open file on a mount, as for FltReadFile
 * @ReturnedEaData: memory of the kernel for structures FILE_FULL_EA_INFORMATION, each at a multiple of 4 bytes
 * @EaBuffer: such structures. One with an EaValueLength of 0 removes the attribute
 * @Length: of @ReturnedEaData or @EaBuffer in bytes
 * @ReturnSingleEntry: TRUE for one attribute
 * @EaList, @EaListLength: structures FILE_GET_EA_INFORMATION with the wanted names, and their bytes. Or NULL for all
 * @EaIndex: NULL, or the number of the first attribute, from 1 on, if @EaList is NULL
 * @RestartScan: FALSE to go on behind the attributes that the last call for the file object has returned
 * @LengthReturned: NULL, or receives the bytes of the result
 *
 * Here: they are the attributes "user.NAME" of Linux, whose names are case-sensitive, with the rights of the program
 * that has mounted. Attributes with other prefixes are not there. One of @EaList that the file does not have gets
 * an EaValueLength of 0, as on Windows. Those that have no room are for the next call.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_NO_EAS_ON_FILE, or STATUS_NO_MORE_EAS behind the last one; STATUS_BUFFER_TOO_SMALL if
 *	the first one has no room; STATUS_EA_LIST_INCONSISTENT for a wrong structure; STATUS_EA_TOO_LARGE for a value
 *	above 65535 bytes; as of FltReadFile.
 * Page: fltkernel.h, FltQueryEaFile, FltSetEaFile
 */
NTSTATUS FLTAPI FltQueryEaFile(_In_ PFLT_INSTANCE Instance, _In_ PFILE_OBJECT FileObject, _Out_ PVOID ReturnedEaData,
			       _In_ ULONG Length, _In_ BOOLEAN ReturnSingleEntry, _In_opt_ PVOID EaList,
			       _In_ ULONG EaListLength, _In_opt_ PULONG EaIndex, _In_ BOOLEAN RestartScan,
			       _Out_opt_ PULONG LengthReturned);
NTSTATUS FLTAPI FltSetEaFile(_In_ PFLT_INSTANCE Instance, _In_ PFILE_OBJECT FileObject, _In_ PVOID EaBuffer,
			     _In_ ULONG Length);

/**
 * FltFlushBuffers - write an open file to the disk, below an instance
 * @Instance: the caller's. The instances below it and the file system get FLUSH_BUFFERS
 * @FileObject: an open file on a mount, as for FltReadFile
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: STATUS_SUCCESS, when the data is on the disk; as of FltReadFile.
 * Page: fltkernel.h, FltFlushBuffers
 */
NTSTATUS FLTAPI FltFlushBuffers(_In_ PFLT_INSTANCE Instance, _In_ PFILE_OBJECT FileObject);

EXTERN_C_END

#endif /* WINWORK_FLT_OWN_IO_H */
