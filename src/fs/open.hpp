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

/* The open of a call that has only a path, which is shown if an instance wants it. Returns 0 or a negative errno. */
int open_for_call(FileObject *file, ww_fs_open &open);

/* A bottom that does nothing. */
s64 nothing_below(Call &call, FLT_IO_PARAMETER_BLOCK &iopb);

/* The call of a CREATE. Null without memory. */
Call *create_call(FileObject *file, ww_fs_open &open);

/*
 * After its success: what becomes of the open. STATUS_SUCCESS opens the file object. STATUS_REPARSE: the file that its
 * name says now is to be opened instead.
 */
NTSTATUS create_status(const Call &call);

/* After STATUS_REPARSE: the path of that file, as path_on_volume() has it. */
NTSTATUS other_path(const FileObject &file, char *&path);

constexpr u32 kMostReparses = 32;	/* of one open, as on Windows */

/* The CLEANUP, which removes the name of a file that is to be deleted. @below: as Call's. */
void send_cleanup(FileObject *file, const Altitude *below = nullptr);

/* What follows the CLEANUP. */
void finish_close(FileObject *file);

/* FltCancelFileOpen: the instances below @instance see the close, and the open is to fail. */
void cancel_open(PFLT_INSTANCE instance, PFILE_OBJECT file);

} /* namespace ww */
