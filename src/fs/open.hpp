/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The last operations of a file object, and the end of an open that a filter takes back.
 */
#pragma once

#include "call.hpp"

namespace ww {

/* Sends CLEANUP or CLOSE, and waits until it has ended. @below: as Call's. */
void send_last(FileObject *file, UCHAR major, Bottom bottom, void *context, PFLT_INSTANCE below = nullptr);

/* What follows the CLEANUP. */
void finish_close(FileObject *file);

/* FltCancelFileOpen: the instances below @instance see the close, and the open is to fail. */
void cancel_open(PFLT_INSTANCE instance, PFILE_OBJECT file);

} /* namespace ww */
