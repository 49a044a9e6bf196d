/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Files that a driver opens itself. Such a file has handles of the driver's, and perhaps references on its file
 * object. CLEANUP follows the last handle, and CLOSE the last reference; both go to the instances that have got
 * the CREATE. What is left at the tear-down of the instance, or at the end of the filter, is reported and closed.
 * A file without an instance ends with the volume, and its handle stays the driver's.
 *
 * From the open to the close the file has a kept reference on its volume, and one on its filter.
 */
#pragma once

#include "file_object.hpp"
#include "linux/done.h"
#include "linux/request.h"

namespace ww {

struct OwnState {
	CallSite opener;
	PFLT_FILTER filter;
	Altitude altitude;		/* of the instance whose lower ones get the operations */
	bool is_below;			/* false: all instances get them */
	bool deletes;			/* FILE_DELETE_ON_CLOSE */
	ACCESS_MASK access;		/* that the CREATE had at the end */
	bool appends;			/* all writes of its handle go to the end */
	char *path;			/* that was asked for, from the root of the mount; of a file ID: a text for reports */
	bool is_by_id;			/* FILE_OPEN_BY_FILE_ID */
	u64 id;
	void *file;			/* of ww_own_open(); null: a filter has opened it for itself */
	HANDLE handle;			/* the first one */
	Atomic<u32> handles;
	Atomic<bool> is_cleaned;
	Atomic<bool> is_ended;
	KEVENT cleaned;			/* the CLEANUP has ended */
	struct ww_turn turn;		/* of the position, for the Zw functions */
	FileObject *next;		/* in its list, under the volume's lock; as the next */
	FileObject **link;		/* null: in none */
	FileObject *file_object;
	struct ww_later later;

	const Altitude *below() const { return is_below ? &altitude : nullptr; }
};

/* FileSystem::create, ::close_left and ::end. */
NTSTATUS own_create(OwnCreate &create);
void own_close_left(CallSite call, FileObject *&list, PFLT_VOLUME volume, PFLT_FILTER filter);
void own_end_all(FileObject *&list, PFLT_VOLUME volume);

/* Of a handle of any file object. The last one of a driver's file ends with the CLEANUP. */
void own_handle_opened(void *file_object);
void own_handle_closed(void *file_object);

/* Before the last reference on a driver's file goes: CLEANUP, if it is due, and CLOSE. PASSIVE_LEVEL. */
void own_end(FileObject *file);

/* The memory goes. */
void own_free(OwnState *own);

} /* namespace ww */
