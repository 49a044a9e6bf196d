/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Streams and file objects of a mount. A stream belongs to an inode, and its header is what FsContext
 * points to. A file object belongs to an open file, and to the operations that are on their way: each
 * of these holds a reference.
 */
#pragma once

#include <fltKernel.h>

#include <winwork/fsrtl/fcb_header.h>

#include "ex/push_lock.hpp"
#include "flt/file_system.hpp"
#include "linux/fs.h"

namespace ww {

struct OwnState;		/* own_open.hpp */
struct Scan;			/* own_list.cpp */
struct Watch;			/* watch.cpp */

struct Stream {
	FSRTL_ADVANCED_FCB_HEADER header;
	SECTION_OBJECT_POINTERS section;
	Atomic<u32> references;		/* of the inode, and of each file object */
};

struct FileObject {
	FILE_OBJECT object;
	PFLT_VOLUME volume;
	Stream *stream;			/* with a reference: a filter may have it after the inode's end. Null before
					   the bottom of a driver's open */
	EX_PUSH_LOCK place_lock;
	const void *place;		/* ww_place::name of the open file; null once that is closed */
	bool has_left;			/* closed; under place_lock */
	Scan *scan;			/* of a folder that drivers list; else null. Made under place_lock */
	Atomic<u32> next_ea;		/* of a scan of extended attributes: the number of the next one, from 0 */
	OwnState *own;			/* of a file that a driver has opened; else null */
	Atomic<bool> is_open;		/* below all filters */
	Atomic<u32> watch_state;	/* watch.cpp */
	Watch *watch;			/* of a folder whose changes a driver is told of; else null. Its lock */
};

inline FileObject *file_object_of(void *file_object)
{
	return static_cast<FileObject *>(file_object);
}

inline FileObject &of(PFILE_OBJECT file)
{
	return *file_object_of(static_cast<void *>(file));
}

/* Keeps Linux's name of the file from going. */
class PlaceGuard {
public:
	explicit PlaceGuard(FileObject &file) : file_(file)
	{
		push_lock_acquire(kCall, &file_.place_lock, Ownership::shared);
	}
	~PlaceGuard() { push_lock_release(kCall, &file_.place_lock, Ownership::shared); }
	PlaceGuard(const PlaceGuard &) = delete;
	PlaceGuard &operator=(const PlaceGuard &) = delete;

	/* Whether it is there: not after the close. */
	explicit operator bool() const { return file_.place; }
	/* Without one, the volume may be gone as well. */
	ww_place place() const
	{
		return { file_.place ? file_.volume->mount : nullptr, file_.place };
	}

private:
	static constexpr CallSite kCall{ "the name of a file" };

	FileObject &file_;
};

/* The same for a change of the place. */
class PlaceChange {
public:
	explicit PlaceChange(FileObject &file) : file_(file)
	{
		push_lock_acquire(kCall, &file_.place_lock, Ownership::exclusive);
	}
	~PlaceChange() { push_lock_release(kCall, &file_.place_lock, Ownership::exclusive); }
	PlaceChange(const PlaceChange &) = delete;
	PlaceChange &operator=(const PlaceChange &) = delete;

private:
	static constexpr CallSite kCall{ "the open or close of a file" };

	FileObject &file_;
};

/*
 * A file object without a stream and a place, with a kept reference. @driver: that has opened it, or null. Null
 * without memory.
 */
FileObject *file_object_make(PFLT_VOLUME volume, const char *path, PDRIVER_OBJECT driver = nullptr);

void stream_take(FileObject &file, void *stream);

/* Linux's file is closed: the contexts go. A filter may have the file object for longer, and than the volume. */
void leave_place(FileObject *file);

/* Removes the name of a file that is to be deleted at its close. The log has an error. PASSIVE_LEVEL. */
void remove_pending(FileObject &file);

/*
 * The present path from the root of the mount, which @path points to, as text in @text. STATUS_NAME_TOO_LONG if
 * there is no room; STATUS_FLT_INVALID_NAME_REQUEST after the close; STATUS_OBJECT_NAME_NOT_FOUND for a file that
 * was moved out of the mount's folder.
 */
NTSTATUS path_of(FileObject &file, char *text, size_t room, const char *&path);

/*
 * Replaces FileName, whose memory is pool as a driver expects it. A driver may have put its own pool there, which goes.
 * STATUS_INSUFFICIENT_RESOURCES without memory.
 */
NTSTATUS file_name_replace(FILE_OBJECT &object, const WCHAR *name, size_t units);

/* What the Filter Manager may ask: file_names.cpp. */
extern const FileSystem mounts;

/* The file is open below all filters: only now it has what belongs to the stream, and contexts. */
void set_open(FileObject &file);

/* Whether it is a live file object of a mount. Any pointer. */
bool is_file_object(const void *file_object);

} /* namespace ww */
