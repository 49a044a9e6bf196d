/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The first and the last operations of a file object, and the end of an open that a filter takes back.
 */
#pragma once

#include "call.hpp"
#include "linux/fs.h"

namespace ww {

/* Sends CLEANUP or CLOSE, and waits until it has ended. @below: as Call's. */
void send_last(FileObject *file, UCHAR major, Bottom bottom, void *context, const Altitude *below = nullptr);

/* A bottom that does nothing. */
s64 nothing_below(Call &call, FLT_IO_PARAMETER_BLOCK &iopb);

/* The call of a CREATE. Null without memory. */
Call *create_call(FileObject *file, ww_fs_open &open);

/* After its success: what becomes of the open. The file object is open if that is a success, too. */
NTSTATUS create_status(const Call &call);

/* The CLEANUP, which removes the name of a file that is to be deleted. @below: as Call's. */
void send_cleanup(FileObject *file, const Altitude *below = nullptr);

/* What follows the CLEANUP. */
void finish_close(FileObject *file);

/* FltCancelFileOpen: the instances below @instance see the close, and the open is to fail. */
void cancel_open(PFLT_INSTANCE instance, PFILE_OBJECT file);

} /* namespace ww */
