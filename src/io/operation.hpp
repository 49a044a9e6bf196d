/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Operation: a read, write, control or flush of a program as a request with its buffers, and what the
 * program gets of the result.
 */
#pragma once

#include <wdm.h>

#include "file.hpp"
#include "linux/request.h"
#include "request.hpp"

namespace ww {

/* The functions that return int return 0 or a negative errno. Zeroed memory is one without a request. */
class Operation {
public:
	void init(FileState *file, struct ww_io *io)
	{
		file_ = file;
		io_ = io;
	}

	/*
	 * Makes the request, in the program's thread. With @pins_output the output of a buffered
	 * request is pinned, and any thread may copy it. On failure there may be a request: drop().
	 */
	int make(bool pins_output);

	Request *request() const { return request_; }

	/* Ends the request, if there is one. The memory at io.kernel_data stays the caller's. */
	void drop();

	/* The request is not the operation's any more: it was given up. */
	void leave() { request_ = nullptr; }

	/* Stores the information of a complete request in io, and copies its output. */
	int take(const Result &result);

	/* A negative errno, or the bytes of a read or write, as io.information says them. */
	s64 outcome(const Result &result) const;

private:
	bool is_control() const { return io_->major == IRP_MJ_DEVICE_CONTROL; }

	int make_control();
	int create_transfer(ULONG &flags);
	int make_transfer();

	int create(UCHAR major, u32 room);
	int copy_input(u64 from, u32 bytes, u32 room);
	int lock(void *address, u32 bytes, KPROCESSOR_MODE mode, BufferAccess access);
	int alias(RequestAlias &alias, u64 address, u32 bytes, KPROCESSOR_MODE mode,
		  BufferAccess access);
	int pin_output();

	u64 clipped(ULONG_PTR information) const;

	FileState *file_;
	struct ww_io *io_;
	Request *request_;
	void *system_buffer_;		/* what drivers do to the pointer counts for nothing */
	void *output_;			/* where any thread may copy buffered output to, or null */
	bool pins_output_;
};

} /* namespace ww */
