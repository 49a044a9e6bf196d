/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The last operations of a file object.
 */
#pragma once

#include "call.hpp"

namespace ww {

/* Sends CLEANUP or CLOSE, and waits until it has ended. */
void send_last(FileObject *file, UCHAR major, Bottom bottom, void *context);

/* What follows the CLEANUP. */
void finish_close(FileObject *file);

} /* namespace ww */
