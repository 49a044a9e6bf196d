/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The table of NTSTATUS and errno.
 */
#include "errno.hpp"

#include <wdm.h>

namespace ww {

int errno_of(s32 status)
{
	static constexpr struct {
		NTSTATUS status;
		int error;
	} table[] = {
		{ STATUS_INVALID_PARAMETER, 22 },		/* EINVAL */
		{ STATUS_INFO_LENGTH_MISMATCH, 22 },
		{ STATUS_INVALID_BUFFER_SIZE, 22 },
		{ STATUS_INVALID_DEVICE_REQUEST, 22 },
		{ STATUS_ACCESS_VIOLATION, 14 },		/* EFAULT */
		{ STATUS_DATATYPE_MISALIGNMENT, 14 },
		{ STATUS_INVALID_USER_BUFFER, 14 },
		{ STATUS_INSUFFICIENT_RESOURCES, 12 },		/* ENOMEM */
		{ STATUS_NO_MEMORY, 12 },
		{ STATUS_ACCESS_DENIED, 13 },			/* EACCES */
		{ STATUS_PRIVILEGE_NOT_HELD, 1 },		/* EPERM */
		{ STATUS_OBJECT_NAME_NOT_FOUND, 2 },		/* ENOENT */
		{ STATUS_OBJECT_PATH_NOT_FOUND, 2 },
		{ STATUS_NO_SUCH_FILE, 2 },
		{ STATUS_NOT_FOUND, 2 },
		{ STATUS_OBJECT_NAME_COLLISION, 17 },		/* EEXIST */
		{ STATUS_NO_SUCH_DEVICE, 19 },			/* ENODEV */
		{ STATUS_DEVICE_DOES_NOT_EXIST, 19 },
		{ STATUS_DEVICE_NOT_CONNECTED, 19 },
		{ STATUS_DELETE_PENDING, 19 },
		{ STATUS_FILE_CLOSED, 9 },			/* EBADF */
		{ STATUS_INVALID_HANDLE, 9 },
		{ STATUS_DEVICE_BUSY, 16 },			/* EBUSY */
		{ STATUS_DEVICE_ALREADY_ATTACHED, 16 },
		{ STATUS_SHARING_VIOLATION, 16 },
		{ STATUS_DEVICE_NOT_READY, 11 },		/* EAGAIN */
		{ STATUS_IO_TIMEOUT, 110 },			/* ETIMEDOUT */
		{ STATUS_CANCELLED, 125 },			/* ECANCELED */
		{ STATUS_BUFFER_TOO_SMALL, 105 },		/* ENOBUFS */
		{ STATUS_DISK_FULL, 28 },			/* ENOSPC */
		{ STATUS_PIPE_NOT_AVAILABLE, 32 },		/* EPIPE */
		{ STATUS_PIPE_BUSY, 32 },
		{ STATUS_PIPE_DISCONNECTED, 32 },
		{ STATUS_PIPE_CLOSING, 32 },
		{ STATUS_PIPE_LISTENING, 32 },
		{ STATUS_PIPE_BROKEN, 32 },
		{ STATUS_NOT_SUPPORTED, 95 },			/* EOPNOTSUPP */
		{ STATUS_NOT_IMPLEMENTED, 38 },			/* ENOSYS */
	};
	constexpr int any_other = 5;				/* EIO */

	for (const auto &each : table) {
		if (each.status == status)
			return each.error;
	}
	return any_other;
}

} /* namespace ww */
