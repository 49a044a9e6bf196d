/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The buffer of an operation: where its parameters are, MDLs that the Filter Manager makes for it, and
 * buffers that a pre-operation callback puts in its place.
 */
#pragma once

#include "operation.hpp"

namespace ww {

/* Where a parameter block has the buffer, its length and its MDL. Those that it does not have are null. */
struct BufferPlace {
	PVOID *buffer = nullptr;
	PULONG length = nullptr;
	PMDL *mdl = nullptr;
	LOCK_OPERATION access = IoReadAccess;

	explicit operator bool() const { return buffer; }
};

/* Of an operation with @flags. False without a buffer. */
BufferPlace buffer_place(FLT_IO_PARAMETER_BLOCK &iopb, FLT_CALLBACK_DATA_FLAGS flags);

/*
 * After a pre-operation callback: notes in the frame whether the parameters have another buffer, or another
 * MDL, than those that the callback got.
 */
void buffer_note_swap(Operation &operation, Frame &frame);

/* After the post-operation callback: frees the MDL that the pre-operation callback has put in. */
void buffer_free_swapped(Frame &frame);

/* At the end of the operation: frees the MDLs of FltLockUserBuffer. <= DISPATCH_LEVEL. */
void buffers_unlock(Operation &operation);

} /* namespace ww */
