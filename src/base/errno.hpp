/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The errno of Linux for an NTSTATUS: for insmod, and for programs that send requests.
 */
#pragma once

#include "types.hpp"

namespace ww {

/* Values of errno that depend on the call, and not on the status alone. */
constexpr int kNoEntry = 2;		/* ENOENT */
constexpr int kStale = 116;		/* ESTALE */
constexpr int kTryAgain = 11;		/* EAGAIN */
constexpr int kNoAccess = 13;		/* EACCES */
constexpr int kWrongType = 91;		/* EPROTOTYPE */
constexpr int kTooBig = 7;		/* E2BIG */
constexpr int kFault = 14;		/* EFAULT */
constexpr int kNameTooLong = 36;	/* ENAMETOOLONG */
constexpr int kBusy = 16;		/* EBUSY */
constexpr int kNoSpace = 28;		/* ENOSPC */
constexpr int kNoDevice = 19;		/* ENODEV */
constexpr int kInvalid = 22;		/* EINVAL */
constexpr int kNoIoctl = 25;		/* ENOTTY */
constexpr int kInterrupted = 4;		/* EINTR */
constexpr int kNoMemory = 12;		/* ENOMEM */
constexpr int kRestart = 512;		/* ERESTARTSYS: EINTR, or the system call begins again */

/* The errno, above 0, for an error status. EIO for a status that has none. */
int errno_of(s32 status);

} /* namespace ww */
