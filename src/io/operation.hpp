/* SPDX-License-Identifier: GPL-2.0 */
/*
 * FileOperation: a read, write, control or flush of a program or a driver as a request with its
 * buffers, and what the requester gets of the result.
 */
#pragma once

#include <wdm.h>

#include "file.hpp"
#include "linux/request.h"
#include "request.hpp"

namespace ww {

inline bool is_control(const struct ww_io &io)
{
	return io.major == IRP_MJ_DEVICE_CONTROL || io.major == IRP_MJ_FILE_SYSTEM_CONTROL;
}

/* To be used after init(). */
class FileOperation {
public:
	/* KernelMode: the addresses in io are the kernel's, and are not checked. */
	void init(FileState *file, struct ww_io *io, KPROCESSOR_MODE mode = UserMode)
	{
		file_ = file;
		io_ = io;
		request_ = nullptr;
		output_ = nullptr;
		mode_ = mode;
		is_control_ = is_control(*io);
		is_filtered_ = false;
		flags_ = 0;
	}

	/*
	 * Makes the request, in the requester's thread. With @pins_output the output of a buffered
	 * request is pinned, and any thread may copy it. A driver's always is. On failure there may
	 * be a request: drop().
	 */
	NTSTATUS make(bool pins_output);

	Request *request() const { return request_; }

	/* Ends the request, if there is one. The memory at io.kernel_data stays the caller's. */
	void drop();

	/* The request is not the operation's any more: it was given up. */
	void leave() { request_ = nullptr; }

	/* Stores the information of a complete request in io, and copies its output. */
	NTSTATUS take(Result result);

	/* A negative errno, or the bytes of a read or write, as io.information says them. */
	s64 outcome(Result result) const;

	/* Moves the position of a synchronous file behind the bytes of a read or write. */
	void advance(u64 done) const;

private:
	UCHAR control_major() const;

	NTSTATUS make_control();
	NTSTATUS make_other();
	[[gnu::noinline]] NTSTATUS make_information();
	NTSTATUS create_transfer();
	[[gnu::noinline]] NTSTATUS make_transfer();

	NTSTATUS create(UCHAR major, u32 room);
	NTSTATUS copy_input(u64 from, u32 bytes, u32 room);
	NTSTATUS lock(void *address, u32 bytes, KPROCESSOR_MODE mode, BufferAccess access);
	NTSTATUS pin_output();

	FileState *file_;
	struct ww_io *io_;
	Request *request_;
	void *system_buffer_;		/* what drivers do to the pointer counts for nothing */
	void *output_;			/* where any thread may copy buffered output to, or null */
	KPROCESSOR_MODE mode_;
	bool is_control_;
	bool pins_output_;
	bool is_filtered_;		/* a filter was on top, and may have gone meanwhile */
	ULONG flags_;			/* of a transfer: those of the device that was on top */
	bool has_output_;		/* the system buffer goes back to the requester */
};

/*
 * Sends a program's operation, and waits. Returns a negative errno, or the bytes of a read or
 * write. All that a buffered control needs is compiled into this function, because a call costs as
 * much as the rest.
 */
s64 file_operation_run(FileState *file, struct ww_io &io);

} /* namespace ww */
