/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The table of errno and NTSTATUS for the bottom. An operation whose status no filter changes ends
 * with the errno itself, so the table need not have each of them.
 */
#include "status.hpp"

namespace ww {

NTSTATUS status_of_errno(int error)
{
	static constexpr struct {
		int error;
		NTSTATUS status;
	} table[] = {
		{ 1, STATUS_ACCESS_DENIED },		/* EPERM */
		{ 2, STATUS_OBJECT_NAME_NOT_FOUND },	/* ENOENT */
		{ 4, STATUS_CANCELLED },		/* EINTR */
		{ 11, STATUS_FILE_LOCK_CONFLICT },	/* EAGAIN */
		{ 12, STATUS_INSUFFICIENT_RESOURCES },	/* ENOMEM */
		{ 13, STATUS_ACCESS_DENIED },		/* EACCES */
		{ 14, STATUS_ACCESS_VIOLATION },	/* EFAULT */
		{ 16, STATUS_DEVICE_BUSY },		/* EBUSY */
		{ 17, STATUS_OBJECT_NAME_COLLISION },	/* EEXIST */
		{ 18, STATUS_NOT_SAME_DEVICE },		/* EXDEV */
		{ 20, STATUS_NOT_A_DIRECTORY },		/* ENOTDIR */
		{ 21, STATUS_FILE_IS_A_DIRECTORY },	/* EISDIR */
		{ 22, STATUS_INVALID_PARAMETER },	/* EINVAL */
		{ 25, STATUS_INVALID_DEVICE_REQUEST },	/* ENOTTY */
		{ 26, STATUS_SHARING_VIOLATION },	/* ETXTBSY */
		{ 27, STATUS_DISK_FULL },		/* EFBIG */
		{ 28, STATUS_DISK_FULL },		/* ENOSPC */
		{ 30, STATUS_MEDIA_WRITE_PROTECTED },	/* EROFS */
		{ 31, STATUS_TOO_MANY_LINKS },		/* EMLINK */
		{ 36, STATUS_NAME_TOO_LONG },		/* ENAMETOOLONG */
		{ 39, STATUS_DIRECTORY_NOT_EMPTY },	/* ENOTEMPTY */
		{ 40, STATUS_STOPPED_ON_SYMLINK },	/* ELOOP */
		{ 61, STATUS_NONEXISTENT_EA_ENTRY },	/* ENODATA */
		{ 95, STATUS_NOT_SUPPORTED },		/* EOPNOTSUPP */
		{ 116, STATUS_FILE_INVALID },		/* ESTALE */
		{ 122, STATUS_QUOTA_EXCEEDED },		/* EDQUOT */
		{ 512, STATUS_CANCELLED },		/* ERESTARTSYS */
	};

	for (const auto &each : table) {
		if (each.error == error)
			return each.status;
	}
	return STATUS_UNEXPECTED_IO_ERROR;
}

NTSTATUS status_of_id(NTSTATUS status)
{
	switch (status) {
	case STATUS_FILE_INVALID:	/* no file has it */
		return STATUS_INVALID_PARAMETER;
	case STATUS_NOT_SUPPORTED:	/* files are not found so */
		return STATUS_NOT_IMPLEMENTED;
	case STATUS_NOT_SAME_DEVICE:	/* the file is in no folder of the mount that Linux knows */
		return STATUS_OBJECT_PATH_NOT_FOUND;
	default:
		return status;
	}
}

} /* namespace ww */
