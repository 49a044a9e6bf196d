/* SPDX-License-Identifier: GPL-2.0 */
#pragma once

#include "base/errno.hpp"
#include "file_object.hpp"

namespace ww {

/* The lower file gets what is in the cache. The name may change meanwhile, as filters see that. */
inline void write_cache(FileObject &file)
{
	void *cache = nullptr;

	{
		const PlaceGuard guard(file);
		const ww_place place = guard.place();

		if (guard)
			cache = ww_cache_find(&place);
	}
	if (cache) {
		ww_cache_write_back(cache);
		ww_cache_close(cache);
	}
}

/* A lower file of its own: what the program may do with its file does not count. */
class OwnFile {
public:
	OwnFile(FileObject &file, bool is_write) : file_(file)
	{
		write_cache(file);

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

/* The cache of a file with pages of its own. */
class OwnCache {
public:
	explicit OwnCache(FileObject &file)
	{
		const PlaceGuard guard(file);
		const ww_place place = guard.place();

		if (guard)
			cache_ = ww_cache_open(&place, &error_);
	}
	~OwnCache()
	{
		if (cache_)
			ww_cache_close(cache_);
	}
	OwnCache(const OwnCache &) = delete;
	OwnCache &operator=(const OwnCache &) = delete;

	explicit operator bool() const { return cache_; }
	int error() const { return error_; }
	s64 transfer(ww_fs_transfer &transfer) const { return ww_cache_transfer(cache_, &transfer); }

private:
	void *cache_ = nullptr;
	int error_ = 0;
};

} /* namespace ww */
