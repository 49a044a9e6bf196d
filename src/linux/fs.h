/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The border between the file system type "winwork" and the Filter Manager. A mount is a volume. A
 * call of a program becomes an operation if an instance wants to see it: src/fs builds it, and sends
 * it through the instances. Below the lowest one is the bottom, the ww_lower functions and the
 * functions of the requests, which call the lower file system. They run in the thread of the program's call only, so that its credentials,
 * its limits and its signals count.
 *
 * Results are 0, or a count, or a negative errno.
 */
#ifndef WINWORK_LINUX_FS_H
#define WINWORK_LINUX_FS_H

#include "file_facts.h"
#include "file_open.h"

WW_C_BEGIN

/* Kinds of operations that an instance wants to see, or not. */
enum ww_fs_kind {
	WW_FS_CREATE,
	WW_FS_CLEANUP,
	WW_FS_CLOSE,
	WW_FS_READ,
	WW_FS_READ_NOCACHE,
	WW_FS_WRITE,
	WW_FS_WRITE_NOCACHE,
	WW_FS_FLUSH,
	WW_FS_SET_INFORMATION,
	WW_FS_LIST,
	WW_FS_QUERY_VOLUME,
	WW_FS_QUERY_OPEN,
	WW_FS_QUERY_INFORMATION,
	WW_FS_SET_SECURITY,
	WW_FS_CONTROL,
	WW_FS_LOCK,
	WW_FS_QUERY_EA,
	WW_FS_SET_EA,
	WW_FS_READ_PAGING,
	WW_FS_WRITE_PAGING,
};

/* The file system type: the start and the end. */
int ww_fs_init(void);
void ww_fs_exit(void);

/* ---- Implemented by src/fs ------------------------------------------------------------------ */

/* Before the first mount. */
void ww_files_init(void);

/* What mount(2) asks for. */
struct ww_fs_volume {
	const char *name;	/* the part behind \Device\, or NULL for the next \Device\HarddiskVolumeN */
	ww_u32 type;		/* FLT_FSTYPE_* */
	ww_u32 sector_size;
	const void *mount;	/* of struct ww_place, as long as the volume is there */
	char letter;		/* A to Z; 0: none */
	ww_u8 guid[16];	/* as it is printed */
};
/* Makes the volume of a mount, and attaches the filters that have started. Sleeps. */
int ww_volume_create(const struct ww_fs_volume *wanted, void **volume);
/*
 * Tears down the instances, and waits for their operations. No program has a file open. The streams are
 * deleted after it.
 */
void ww_volume_stop(void *volume);
void ww_volume_delete(void *volume);
/* The name of the volume, such as \Device\HarddiskVolume2. */
const char *ww_volume_name(void *volume);
bool ww_volume_wants(void *volume, enum ww_fs_kind kind);

/* What the file objects of one inode share. NULL without memory. */
void *ww_stream_create(void);
void ww_stream_delete(void *volume, void *stream);

struct ww_fs_object {
	void *volume;
	void *stream;
	const char *path;	/* of the open file at this time, from the root of the mount */
	const void *place;	/* struct ww_place::name; it stays until ww_file_object_delete() */
	bool is_open;		/* the program has it already */
};
/* A file object, with a reference for the caller. NULL without memory. */
void *ww_file_object_create(const struct ww_fs_object *how);
/* Removes the contexts on it, and drops the reference. */
void ww_file_object_delete(void *file_object);

/* An open: what the program, and then the filters, ask for; and what the bottom has done. */
struct ww_fs_open {
	int (*lower)(struct ww_fs_open *open);	/* the bottom */
	void *file;		/* of the bottom */
	ww_u32 access;		/* FILE_READ_DATA and so on */
	ww_u32 disposition;
	ww_u32 options;
	ww_u32 attributes;
	ww_u32 information;	/* FILE_OPENED and so on; set by the bottom */
	bool is_open;		/* the bottom has opened the lower file */
	bool is_for_target;	/* opens the folder of a rename's or link's target */
	bool may_be_other;	/* a filter may name another file (STATUS_REPARSE) */
	char *other;		/* with WW_FS_OTHER: the path of that file, from the root of the mount without a
				   slash in front; ww_free_large() frees it */
};
/* A filter has named another file, which the caller opens instead. */
#define WW_FS_OTHER 1
/* Returns 0, WW_FS_OTHER, or a negative errno. */
int ww_fs_send_create(void *file_object, struct ww_fs_open *open);

/* What a call does with a name, or with an open file. */
enum ww_fs_change_kind {
	WW_FS_MAKE,		/* the CREATE does it */
	WW_FS_REMOVE,
	WW_FS_SET_SIZE,
	WW_FS_RENAME,
	WW_FS_LINK,
	WW_FS_SET_TIMES,
	WW_FS_SET_RIGHTS,
	WW_FS_ALLOCATE,
	WW_FS_ZERO,
};

/* Owner and mode of a file, as chown(2) and chmod(2) set them. */
struct ww_fs_rights {
	ww_u32 owner, group, mode;	/* those of the file, if they are not set */
	bool sets_owner, sets_group, sets_mode;
};

struct ww_fs_change {
	enum ww_fs_change_kind kind;
	struct ww_fs_open open;
	int (*lower)(struct ww_fs_change *change);	/* the bottom of what follows the CREATE */
	ww_s64 size;		/* also of an allocation: its end */
	ww_s64 from;		/* where zeroes begin, which end at @size */
	ww_s64 accessed, written;	/* nanoseconds since 1970 */
	bool sets_accessed, sets_written;
	struct ww_fs_rights rights;
	bool is_classic;	/* a removal: FileDispositionInformation, not ...Ex */
	bool is_deleting;	/* set by the bottom: the close removes the name */
	int error;		/* of the removal */
	const char *target;	/* the new name, from the root of the mount */
	void *folder_object;	/* for the open of its folder */
	struct ww_fs_open folder;
	bool replaces;		/* a file that has the new name */
};
/*
 * For a call that has only a path: an open, the change, and the close. Each is an operation if an
 * instance wants it, and else only its bottom is called.
 */
int ww_fs_send_change(void *file_object, struct ww_fs_change *change);
/* Whether an instance wants to see the change, or its open or close if @has_path. */
bool ww_fs_wants_change(void *volume, enum ww_fs_change_kind kind, bool has_path);
/* The change of a file that is open. An instance wants to see it. */
int ww_fs_send_information(void *file_object, struct ww_fs_change *change);

/* A read or write. */
struct ww_fs_transfer {
	void *file;		/* of ww_lower_transfer(): the program's */
	void *lower;		/* or one of ww_lower_open() */
	void *buffer;		/* of ww_zalloc_large(). NULL afterwards: a filter still has it */
	ww_size length;
	ww_s64 offset;
	bool is_write;
	bool is_direct;
	bool is_append;		/* the lower file system finds the end once more */
	bool is_synced;		/* the data is on the disk at the end */
	bool is_paging;		/* pages are filled or written back, with @lower */
	bool must_end;		/* paging: no signal ends the wait for a filter */
	ww_s64 end;		/* a paging write: nothing is written from here on */
};
/* Returns the number of bytes, or a negative errno. */
ww_s64 ww_fs_send_transfer(void *file_object, struct ww_fs_transfer *transfer);

/*
 * While the thread is in the cache of a mount, with the top-level IRP that Windows has then. Returns whether that is
 * new, which ww_fs_leave_cache() takes. In a thread that has one already it stays.
 */
enum ww_fs_caller { WW_FS_OF_CALL, WW_FS_OF_CACHE };
bool ww_fs_enter_cache(enum ww_fs_caller caller);
void ww_fs_leave_cache(bool is_new);

struct ww_fs_flush {
	void *file;
	ww_s64 start, end;
	bool is_data_only;
};
int ww_fs_send_flush(void *file_object, struct ww_fs_flush *flush);

/* A lock of a range, or its end. Filters may refuse or complete it, and change nothing. */
struct ww_fs_lock {
	int (*lower)(struct ww_fs_lock *lock);	/* the bottom, which may wait */
	ww_s64 start, length;
	ww_u32 key;
	bool is_exclusive, is_immediate, is_unlock;
};
int ww_fs_send_lock(void *file_object, struct ww_fs_lock *lock);

/* An extended attribute of a program's: its name is that of Linux without "user.". */
struct ww_fs_ea {
	struct ww_fs_open open;
	const char *name;	/* null: all of them */
	void *value;		/* of a query: for the value, if there is room. Of a change: null for a removal */
	ww_size size;		/* bytes of @value */
	int flags;		/* XATTR_* of a change */
	/* For all: the next one, of @bytes without a zero. */
	void (*take)(struct ww_fs_ea *ea, const char *name, ww_size bytes);
};
/* An open, the query or change, and the close. Returns the bytes of the value, or a negative errno. */
ww_s64 ww_fs_send_query_ea(void *file_object, struct ww_fs_ea *ea);
int ww_fs_send_set_ea(void *file_object, struct ww_fs_ea *ea);

struct ww_fs_entry {
	const char *name;	/* ends with a zero */
	ww_size bytes;		/* without it */
	ww_s64 position;	/* a listing from here has it first */
	ww_u64 index;		/* the inode's number */
	ww_u32 type;		/* DT_* */
};

/* What the bottom lists. */
struct ww_fs_list {
	void *file;		/* the program's folder; or the next two */
	void *lower;		/* one of ww_lower_open_folder() */
	const void *mount;	/* that it is on */
	ww_s64 position;	/* of the next entry; set by the bottom */
	/* False: no more. The entry is the first one of the next listing. */
	bool (*take)(struct ww_fs_list *list, const struct ww_fs_entry *entry);
	void *context;		/* of @take */
};

/* The listing of an open folder, one call at a time. Zero at the beginning. */
struct ww_fs_listing {
	struct ww_fs_list list;
	void *part;		/* of src/fs: what the program has not got yet, or NULL */
};

/* The program, which takes entries. */
struct ww_fs_sink {
	/* False: it has no room for the entry. */
	bool (*put)(struct ww_fs_sink *sink, const struct ww_fs_entry *entry);
	ww_s64 position;	/* of the next entry; set at the end, if there was room for all */
};

/*
 * Sends a query, if the program has all of the last one. Gives the program what the filters have left. 1: there
 * may be more entries; 0: that was the last one.
 */
int ww_fs_send_list(void *file_object, struct ww_fs_listing *listing, struct ww_fs_sink *sink);
/* The program goes on elsewhere. */
void ww_fs_drop_list(struct ww_fs_listing *listing);

/* What stat(2) says of a file. Changes what the filters change. */
struct ww_fs_stat {
	struct ww_file_facts facts;
	struct ww_fs_open open;		/* that follows if a filter wants no fast I/O */
};
/* 0, WW_FS_OTHER, or a negative errno. */
int ww_fs_send_stat(void *file_object, struct ww_fs_stat *stat);

/* What statfs(2) says of a mount. */
struct ww_volume_facts {
	ww_u64 total, available, free;	/* in units */
	ww_u32 unit;			/* bytes */
	ww_u32 longest_name;		/* bytes */
	ww_u32 serial;			/* a number of the lower file system's */
	bool is_readonly;
	bool has_ids;			/* files are found by their numbers */
};
/* Changes what the filters change. */
int ww_fs_send_statfs(void *file_object, struct ww_volume_facts *facts);

/* A change of a file, of which the watches of a folder are told. */
struct ww_fs_news {
	const char *folder;	/* where the name is, from the watched folder, or empty; NULL: too long, or no memory */
	const char *name;
	const char *new_name;	/* after a rename in the folder; else NULL */
	ww_u32 kinds;		/* FILE_NOTIFY_CHANGE_*, of which the watch wants one */
	ww_u32 action;		/* FILE_ACTION_* */
	bool is_below;		/* not in the watched folder itself */
};
/* @folder: as of ww_lower_folder(). Sleeps. No code of a driver runs in this thread. */
void ww_fs_tell(const void *folder, const struct ww_fs_news *news);
/* The folder has been removed. */
void ww_fs_tell_removal(const void *folder);

/* Sends the last operations: each waits until it has ended. */
void ww_fs_send_close(void *file_object);
/* Whether a driver wants the file to be deleted at the close. */
bool ww_fs_is_deleting(void *file_object);

/* ---- Implemented by fs_super.c ------------------------------------------------------------- */

/* Whether neither the mount nor the lower one is read-only at this time. */
bool ww_mount_is_writable(const void *mount);
/* Sleeps. */
int ww_lower_volume_facts(const void *mount, struct ww_volume_facts *facts);

/* ---- The bottom: fs_data.c, fs_list.c ------------------------------------------------------- */

ww_s64 ww_lower_transfer(struct ww_fs_transfer *transfer);

int ww_lower_list(struct ww_fs_list *list);
/* The facts of an entry, with the rights of the mount. Sleeps. */
int ww_lower_entry_facts(const struct ww_fs_list *list, const char *name, struct ww_file_facts *facts);

/* Where a file of a mount is: its name in the lower file system, which follows each rename. */
struct ww_place {
	const void *mount;
	const void *name;
};

/* Opens the lower file of an open file once more, with the rights of the mount. Sleeps. */
int ww_lower_open(const struct ww_place *place, bool is_write, void **lower);
/* Opens the lower folder of an open one once more, with the rights of the mount. ww_lower_close() closes it. Sleeps. */
int ww_lower_open_folder(const struct ww_place *place, void **lower);
void ww_lower_close(void *lower);
/*
 * The cache of a regular file with pages of its own, for a driver's cached transfers; NULL if it has none, -ESTALE and
 * so on in @error. ww_cache_close() ends it. All sleep.
 */
void *ww_cache_open(const struct ww_place *place, int *error);
/* That of a file that programs know; NULL if it has none. */
void *ww_cache_find(const struct ww_place *place);
void ww_cache_close(void *cache);
/* The lower file gets what was written, unless that is under way: it may wait for the caller. Sleeps. */
void ww_cache_write_back(void *cache);
/* -EAGAIN in a thread that fills pages of the file. */
ww_s64 ww_cache_transfer(void *cache, struct ww_fs_transfer *transfer);
/* What was written is on the disk afterwards. Sleeps. */
int ww_lower_sync(void *lower);
/*
 * The next range with memory on the disk, from an offset on. 0 in @end: there is none. Sleeps.
 */
int ww_lower_next_data(void *lower, ww_s64 from, ww_s64 *start, ww_s64 *end);
/*
 * Extended attributes: @is_own with the rights of the mount, else with those of the thread. Their names are without
 * "user.". Sleep. The value of one; returns its bytes, -ERANGE if @room is too short, -ENODATA if there is none.
 */
ww_s64 ww_lower_ea(const struct ww_place *place, bool is_own, const char *name, void *value, ww_size room);
/* The names in one memory for ww_free_large(), each with a zero at its end. Returns its bytes; 0 without memory. */
ww_s64 ww_lower_ea_names(const struct ww_place *place, bool is_own, char **names);
/* @value: null for a removal. @flags: XATTR_*. */
int ww_lower_set_ea(const struct ww_place *place, bool is_own, const char *name, const void *value, ww_size bytes,
		    int flags);
/* The text of a symlink, for ww_free_large(). -EINVAL for another file. Sleeps. */
int ww_lower_link_text(const struct ww_place *place, char **text);

/* ---- Watches of folders: fs_watch.c ----------------------------------------------------------- */

/* What tells the folder of an open file from others, as long as it is open. NULL: it is no folder. */
const void *ww_lower_folder(const struct ww_place *place);
/* A watch of the mount more, or one less. */
void ww_mount_count_watch(const void *mount, bool is_new);
/* After a driver's change of a file: FILE_NOTIFY_CHANGE_*. Sleeps. */
void ww_lower_tell(const struct ww_place *place, ww_u32 kinds);
/* Whether someone would be told. */
bool ww_mount_is_watched(const void *mount);

/* ---- Files that a driver opens itself: fs_own.c ---------------------------------------------- */

struct ww_own_open {
	const void *mount;
	struct ww_file_open how;	/* the path is from the root of the mount */
	bool is_by_id;			/* the file of this number, without a path */
	ww_u64 id;
	bool checks_access;		/* with the rights of the thread, and not of the mount */
	bool deletes_on_close;
	/* Out. */
	bool is_readonly;		/* after -EPERM: the file, which was to be deleted */
	void *file;
	const void *name;		/* of struct ww_place; it stays until ww_own_close() */
	void *stream;			/* the same */
};

/* Sleeps, and takes no lock of a file or folder of the mount. The mount stays until the last close. */
int ww_own_open(struct ww_own_open *open);
void ww_own_close(void *file);
/* ww_lower_path_text() of the file of a number: the same errors, and those of its open. Sleeps. */
int ww_lower_id_path_text(const void *mount, ww_u64 id, char *text, ww_size room, const char **path);

/* Changes of the file, with the rights of the mount. They sleep, as ww_own_open(). */
int ww_lower_remove(const struct ww_place *place);
/* -ENOTEMPTY for a folder with names in it. */
int ww_lower_check_empty(const struct ww_place *place);
int ww_lower_set_size(const struct ww_place *place, ww_s64 bytes);
/* The memory of the file on the disk. What is behind the size stays allocated. */
int ww_lower_allocate(const struct ww_place *place, ww_s64 bytes);

struct ww_fs_attributes {
	ww_s64 accessed, written;	/* nanoseconds since 1970; 0: not changed */
	bool sets_readonly;
	bool is_readonly;
};
int ww_lower_set_attributes(const struct ww_place *place, const struct ww_fs_attributes *attributes);

/* Owner, group and mode. The changes are those that @rights sets. */
int ww_lower_rights(const struct ww_place *place, struct ww_fs_rights *rights);
int ww_lower_set_rights(const struct ww_place *place, const struct ww_fs_rights *rights);

/* Frees the memory of a range on the disk: it reads as zero. The size stays. */
int ww_lower_zero(const struct ww_place *place, ww_s64 from, ww_s64 to);

/* A new name. */
struct ww_fs_name {
	const char *path;		/* from the root of the mount, without a slash in front */
	bool is_link;			/* one more; else the name is replaced */
	bool replaces;			/* a file that has the new name */
	bool has_parent;		/* out: the folder of the new name is there */
};
int ww_lower_rename(const struct ww_place *place, struct ww_fs_name *name);

struct ww_fs_facts {
	struct ww_file_facts file;
	ww_u64 volume;			/* a number for the mount, as stat(2) has it */
	bool is_removed;		/* the name by which it was opened */
};

/* Sleeps. */
int ww_lower_facts(const struct ww_place *place, struct ww_fs_facts *facts);
/* A write has changed the lower file. */
void ww_lower_changed(const struct ww_place *place);
int ww_lower_flush(struct ww_fs_flush *flush);

/*
 * The path of an open file at this time, from the root of the mount, as text in @text, which @path points
 * into. -ENAMETOOLONG if @room bytes are too few, -ENOENT if the file was moved out of the mount's folder.
 * Sleeps on RT.
 */
int ww_lower_path_text(const struct ww_place *place, char *text, ww_size room, const char **path);
/* Whether the place of an open file is that of a folder. */
bool ww_lower_is_folder(const struct ww_place *place);

WW_C_END

#endif /* WINWORK_LINUX_FS_H */
