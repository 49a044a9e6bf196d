/* SPDX-License-Identifier: GPL-2.0 */
#pragma once

#include "base/errno.hpp"
#include "file_object.hpp"

namespace ww {

/* A lower file of its own: what the program may do with its file does not count. */
class OwnFile {
public:
	OwnFile(FileObject &file, bool is_write) : file_(file)
	{
		const PlaceGuard guard(file);

		const ww_place place = guard.place();

		error_ = guard ? ww_lower_open(&place, is_write, &lower_) : -kInvalid;
	}
	~OwnFile()
	{
		if (lower_)
			ww_lower_close(lower_);
	}
	OwnFile(const OwnFile &) = delete;
	OwnFile &operator=(const OwnFile &) = delete;

	int error() const { return error_; }
	void *lower() const { return lower_; }

	void has_changed() const
	{
		const PlaceGuard guard(file_);

		const ww_place place = guard.place();

		if (guard)
			ww_lower_changed(&place);
	}

private:
	FileObject &file_;
	void *lower_ = nullptr;
	int error_;
};

} /* namespace ww */
