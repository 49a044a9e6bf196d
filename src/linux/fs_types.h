/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the files of the file system type "winwork" share.
 *
 *	super block	the private clone of the lower mount, and the volume of the Filter Manager
 *	inode		the lower inode, with a reference; and the stream of src/fs
 *	dentry		d_fsdata is the lower dentry, with a reference. It may be negative
 *	file		the lower file, and the file object of src/fs
 *
 * An inode without a lower inode is a placeholder: the name of a file that open(2) is creating. No
 * lower file exists until the CREATE has passed the filters. A placeholder lives as long as its
 * dentry is in use, and belongs to one name.
 *
 * Locks: those of the VFS on this file system are outside of those on the lower one.
 */
#ifndef WINWORK_LINUX_FS_TYPES_H
#define WINWORK_LINUX_FS_TYPES_H

#include <linux/fs.h>
#include <linux/fs_stack.h>
#include <linux/mount.h>
#include <linux/mutex.h>
#include <linux/namei.h>

#include "compat.h"
#include "done.h"
#include "fs.h"

#define WW_FS_MAGIC 0x77696e77

struct ww_fs_super {
	struct path lower;
	const struct cred *mounter;	/* for what no program asks for */
	const struct cred *pager;	/* the same for pages */
	void *volume;
	bool ignores_suid;		/* the lower mount has nosuid */
	unsigned int type;		/* FLT_FSTYPE_* */
	bool removes_classic;		/* delete=classic */
	char letter;			/* letter=, or 0 */
	unsigned int sector_size;
	bool has_own_pages;		/* cache=own: fs_pages.c */
	atomic_t watches;		/* fs_watch.c */
};

/* What a lower file was at a time. */
struct ww_fs_seen {
	loff_t size;
	struct timespec64 written, changed;
};

struct ww_fs_inode {
	struct inode vfs;
	struct inode *lower;		/* set once, under @making; NULL: a placeholder */
	struct mutex making;
	void *stream;			/* set once */

	/* Of a file with own pages. */
	struct list_head files;		/* the open ones, ww_fs_file::among; vfs.i_lock */
	struct list_head fillers;	/* threads that fill pages now; vfs.i_lock */
	bool stops_fills;		/* the writer drops pages, so none begins; the writer's, vfs.i_lock */
	struct file *lowers[2];		/* for reading and writing of pages, while one is open; vfs.i_lock */
	struct task_struct *writer;	/* the thread that writes pages back; or NULL */
	wait_queue_head_t turn;		/* for others that will; and for the end of a filler */
	bool must_end;			/* nothing ends the writer's wait for a filter; the writer's */
	struct ww_fs_seen seen;		/* at the first open or the last close; vfs.i_lock */
	struct mutex sizing;		/* for a write, or a change of the size: fs_size.c */
	loff_t roomy_from, roomy_to;	/* the lower file has room for this range; @sizing */
};

/* The rights that the open got. A filter may have dropped some of the program's. */
struct ww_fs_file {
	struct file *lower;		/* NULL: a filter opened the file for itself */
	void *file_object;		/* made for the first operation that is shown */
	struct ww_fs_folder *folder;	/* of a folder that is listed for filters: fs_list.c */
	struct mutex lock;		/* for making the two above, and for the place of the lower file */
	struct dentry *name;		/* the file's on this mount, with a reference */
	struct file *asked;		/* fs_other.c: the file that the program asked for; or NULL */
	bool may_read;
	bool may_write;
	bool truncates;			/* the disposition was one that overwrites */
	struct path path;		/* for a close that comes later, which needs the mount */
	bool shows_close;		/* for that */
	bool has_pages;			/* the file has own pages, and is among ww_fs_inode::files */
	struct list_head among;		/* these */
	struct ww_later later;
};

static inline struct ww_fs_super *ww_fs_super(const struct super_block *sb)
{
	return sb->s_fs_info;
}

static inline struct ww_fs_inode *ww_fs_inode(const struct inode *inode)
{
	return container_of(inode, struct ww_fs_inode, vfs);
}

static inline struct inode *ww_lower_inode(const struct inode *inode)
{
	return smp_load_acquire(&ww_fs_inode(inode)->lower);
}

static inline bool ww_is_placeholder(const struct inode *inode)
{
	return !ww_lower_inode(inode);
}

static inline struct dentry *ww_lower_dentry(const struct dentry *dentry)
{
	return dentry->d_fsdata;
}

static inline struct path ww_lower_path(const struct dentry *dentry)
{
	return (struct path){ .mnt = ww_fs_super(dentry->d_sb)->lower.mnt,
			      .dentry = ww_lower_dentry(dentry) };
}

static inline struct path ww_path_of(const struct ww_place *place)
{
	return (struct path){ .mnt = ww_fs_super(place->mount)->lower.mnt,
			      .dentry = (struct dentry *)place->name };
}

static inline struct ww_fs_file *ww_fs_file(const struct file *file)
{
	return file->private_data;
}

static inline bool ww_fs_wants(const struct inode *inode, enum ww_fs_kind kind)
{
	return ww_volume_wants(ww_fs_super(inode->i_sb)->volume, kind);
}

/* Whether the pages of the file are its own, and not the lower file's. */
static inline bool ww_has_own_pages(const struct inode *inode)
{
	return S_ISREG(inode->i_mode) && ww_fs_super(inode->i_sb)->has_own_pages;
}

/* fs_inode.c */
extern const struct xattr_handler *const ww_fs_xattr_handlers[];
/* The inode above a lower one; or an ERR_PTR(). */
struct inode *ww_fs_iget(struct super_block *sb, struct inode *lower);
/* The same if it is in memory; else NULL. */
struct inode *ww_fs_find_inode(struct super_block *sb, struct inode *lower);
/* The same for the place of an open file. */
struct inode *ww_fs_inode_at(const struct ww_place *place);
/* The same for a file with own pages. */
struct inode *ww_fs_inode_with_pages(const struct ww_place *place);
/* A placeholder of a file or folder; NULL without memory. */
struct inode *ww_fs_new_placeholder(struct inode *dir, umode_t mode);
/* Makes an inode of a placeholder. Under @making. */
void ww_fs_fill_placeholder(struct inode *inode, struct inode *lower);
/* Makes the change of the lower inode, which knows itself which bits a change of the owner removes. */
int ww_fs_change_lower(struct dentry *dentry, const struct iattr *change);
/* Copies what the VFS looks at from the lower inode. */
void ww_fs_copy_attributes(struct inode *inode);

/* fs_dir.c */
extern const struct inode_operations ww_fs_dir_inode_operations;
extern const struct dentry_operations ww_fs_dentry_operations;
/*
 * The placeholder of a name that is not there, for an open with @flags; or an ERR_PTR(). With O_CREAT others find it as
 * well, and unless @is_made it is that of another program, or the file that one has made meanwhile. Any other is the
 * caller's alone.
 */
struct dentry *ww_fs_placeholder(struct dentry *folder, const struct qstr *name, umode_t mode, unsigned int flags,
				 bool *is_made);
/* Creates the lower file of a placeholder. */
int ww_fs_make_lower(struct dentry *dentry, bool exclusive, bool *created);

/* Removes a name of the lower file system, if it is still there. */
int ww_fs_remove_lower(struct vfsmount *mount, struct dentry *parent, struct dentry *name,
		       int (*remove)(struct dentry *parent, struct dentry *dentry));

/* fs_id.c */
/*
 * The file of a number, in the folder. -ESTALE if no file has it, -EXDEV for one that is not known to be in the folder,
 * -EOPNOTSUPP in a file system that does not find files so. The caller puts @found. It may be nameless.
 */
int ww_fs_find_id(const struct path *folder, u64 id, struct path *found);
bool ww_fs_has_ids(const struct path *folder);
/* Whether the caller may search the folders on the way to it, which its path would lead through. */
int ww_fs_check_way(const struct path *folder, const struct path *found);

/* A file of which Linux has no name in memory. */
static inline bool ww_fs_is_nameless(const struct dentry *dentry, const struct dentry *folder)
{
	return IS_ROOT(dentry) && dentry != folder;
}

/* fs_open.c */
int ww_fs_open_file(struct inode *inode, struct file *file);
int ww_fs_release(struct inode *inode, struct file *file);
/*
 * Sends one CREATE, or opens the lower file at once. The file has its state after a success. WW_FS_OTHER, with the
 * path of another file; or a negative errno.
 */
int ww_fs_open_once(struct file *file, char **other);
bool ww_fs_is_for_execution(const struct file *file);
/* The file object, which is made now if the file has none; NULL without memory. */
void *ww_fs_file_object(struct file *file);
void *ww_fs_object_of_state(struct ww_fs_file *state);
/* Bytes of a path: UTF-8 of as many units of UTF-16 as Windows allows. */
#define LONGEST_NAME (3 * 32767)
/*
 * A file object of its own for a name, which the program has open or not; NULL without memory, or without a
 * stream.
 */
void *ww_fs_new_object(struct dentry *dentry, void *stream, bool is_open);
void *ww_fs_new_object_at(const struct ww_place *place, void *stream, bool is_open);
/*
 * The same for the folder of @target, to which a file is moved or linked. FileName is that of @target, as the
 * CREATE with SL_OPEN_TARGET_DIRECTORY has it. @target does not move meanwhile.
 */
void *ww_fs_new_folder_object(struct dentry *target);
/* The stream of an inode, which is made now if it has none; NULL without memory. */
void *ww_fs_stream(struct inode *inode);
/* What a CREATE says of the flags of open(2), and of the file. */
u32 ww_fs_options(const struct inode *inode, unsigned int flags);
u32 ww_fs_attributes(const struct inode *inode);

/* fs_watch.c: tells watches of a change that has been made. Names and folders are lower ones. All sleep. */
void ww_fs_tell_added(const struct super_block *sb, struct dentry *name);
/* @removed: ww_fs_folder_of() before the removal. */
void ww_fs_tell_removed(const struct super_block *sb, struct dentry *name, const void *removed);
/* FILE_NOTIFY_CHANGE_*, of which 0 is no change. */
void ww_fs_tell_change(const struct super_block *sb, struct dentry *name, u32 kinds);
/* What a change of attributes is. @before: the mode until then. */
u32 ww_fs_kinds_of(const struct iattr *change, umode_t before);

/* What tells a folder from others; NULL for another file. */
static inline const void *ww_fs_folder_of(const struct dentry *dentry)
{
	return d_is_dir(dentry) ? d_inode(dentry) : NULL;
}

/* A new name of a file. The first function keeps what the names are. */
struct ww_fs_moving {
	const struct super_block *sb;	/* NULL: there is nothing to rename */
	bool is_told;			/* somebody watches */
	struct dentry *from, *to;	/* the folders; @from is NULL for a link */
	struct name_snapshot old, target;
	bool is_folder, replaces;
	struct inode *replaced;		/* the folder that the name had, with a reference; or NULL */
};
void ww_fs_begin_moving(struct ww_fs_moving *moving, const struct super_block *sb, struct dentry *from,
			struct dentry *name, struct dentry *to, struct dentry *target);
void ww_fs_end_moving(struct ww_fs_moving *moving, bool has_moved);

/* fs_other.c */
/* Whether the open is a part of one of another name. */
bool ww_fs_is_other(const struct file *file);
/* A filter may name so many other files, one after the other, for one call. */
#define WW_MOST_OTHERS 32
/* Opens another file in place of the one that the program asked for. Frees the path. */
int ww_fs_open_other(struct file *file, char *path);
/*
 * Finds another file on the mount of the one that the program asked for, without an open. A link is found itself.
 * Frees @text. The caller puts @found. 0 or a negative errno.
 */
int ww_fs_find_other(const struct path *asked, char *text, struct path *found);

/* fs_change.c */
/* The open of a name that exists, which the VFS has found. @flags: of open(2). */
struct ww_fs_open ww_fs_open_of(struct dentry *dentry, u32 access, unsigned int flags);
/* What a call does with a name that exists. The caller sets the rest. */
struct ww_fs_change ww_fs_change_of(struct dentry *dentry, enum ww_fs_change_kind kind, u32 access);
/* The same for a new name of it: @to, which may exist. */
int ww_fs_show_new_name(struct dentry *from, struct dentry *to, struct ww_fs_change *change);
/* Does it, and shows it to the instances that want to see any part of it. */
int ww_fs_show_change(struct dentry *dentry, struct ww_fs_change *change);
/* The same for a new name. The caller's inode may take over the stream, which is then NULL. */
int ww_fs_show_making(struct dentry *dentry, struct ww_fs_change *change, void **stream);

/* fs_attributes.c */
/* chmod(2), chown(2) and utimensat(2). */
int ww_fs_set_attributes(struct dentry *dentry, const struct iattr *asked);
/* fallocate(2) of a file that is open below, for writing. */
int ww_fs_allocate(struct file *file, int mode, loff_t offset, loff_t length);

/* fs_ea.c */
/* Those of the lower file; filters see the programs' ones. */
ssize_t ww_fs_get_xattr(struct dentry *dentry, struct inode *inode, const char *name, void *value, size_t size);
int ww_fs_set_xattr(struct dentry *dentry, struct inode *inode, const char *name, const void *value, size_t size,
		    int flags);
ssize_t ww_fs_list_xattrs(struct dentry *dentry, char *list, size_t size);

/* fs_lock.c */
int ww_fs_lock(struct file *file, int command, struct file_lock *lock);
int ww_fs_flock(struct file *file, int command, struct file_lock *lock);

/* fs_list.c */
int ww_fs_iterate(struct file *file, struct dir_context *context);
loff_t ww_fs_seek_folder(struct file *file, loff_t offset, int whence);
/* What a program has not got yet is not for it any more. No listing is under way. */
void ww_fs_forget_listing(struct ww_fs_file *state);

/* fs_data.c */
extern const struct file_operations ww_fs_file_operations;
extern const struct file_operations ww_fs_dir_operations;
extern const struct address_space_operations ww_fs_address_operations;

/* What a call of a program asks of one read or write, beside place and length. */
#define WW_CALL_FLAGS (IOCB_APPEND | IOCB_DIRECT | IOCB_DSYNC | IOCB_SYNC)
/* A read or write of the lower file, which waits for the end. */
ssize_t ww_fs_transfer_with(struct file *lower, struct iov_iter *iter, loff_t *position, int flags, bool is_write);

/*
 * fs_pages.c, fs_paging.c, fs_size.c: files with pages of their own. SIGKILL alone ends those that wait early: -EINTR.
 */
extern const struct address_space_operations ww_fs_page_operations;
void ww_pages_init(struct ww_fs_inode *node);
/* The file is open below, with its state. */
int ww_pages_open(struct file *file);
/* The file is closed: its pages are written. Nothing ends that early. Does nothing if it is not open. */
void ww_pages_close(struct ww_fs_file *state);
/* As the two of the lower file. The call decides about direct I/O. */
ssize_t ww_pages_transfer(struct file *file, struct iov_iter *iter, loff_t *position, int flags, bool is_write);
/* Writes the pages of a range back. Returns an error of this and of earlier writes, once for each open file. */
int ww_pages_flush(struct file *file, loff_t start, loff_t end);
/* The same for a call that reports no error of earlier writes to fsync(2)'s place. */
int ww_flush_range(struct inode *inode, loff_t start, loff_t end);
/* Has below() change the lower file. The inode is locked. */
int ww_pages_change(struct dentry *dentry, const struct iattr *change,
		    int (*below)(struct dentry *dentry, const struct iattr *change));
long ww_pages_allocate(struct file *file, int mode, loff_t offset, loff_t length);
int ww_pages_map(struct file *file, struct vm_area_struct *vma);
/* After a transfer that has changed the lower file. */
void ww_pages_follow_lower(struct inode *inode);
/*
 * Around a driver's change of the lower file's data or size; @before and @after are the sizes. -EAGAIN in a thread that
 * fills pages of it or writes them back, -EINTR in one that is killed: then there is no end. The inode may be locked,
 * or not: programs that write wait.
 */
int ww_pages_begin_change(struct inode *inode, loff_t *before);
int ww_pages_end_change(struct inode *inode, const struct path *lower, loff_t before, loff_t after);
/* The same for its times. Programs may write meanwhile. */
int ww_pages_begin_times(struct inode *inode);
void ww_pages_end_times(struct inode *inode);
/* Makes a range zero by the cache, if a hole is not possible. Else -EOPNOTSUPP. */
int ww_pages_zero(struct inode *inode, loff_t from, loff_t to);
/* The bottom of paging I/O. */
ssize_t ww_pages_transfer_below(struct ww_fs_transfer *transfer);

/* Changes the lower inode alone, and copies the result. */
int ww_fs_change_lower_at(struct inode *inode, const struct path *lower, const struct iattr *change);
int ww_fs_setattr(WW_IDMAP_PARAM struct dentry *dentry, struct iattr *change);
int ww_fs_getattr(WW_IDMAP_PARAM const struct path *path, struct kstat *stat, u32 mask,
		  unsigned int flags);
int ww_fs_permission(WW_IDMAP_PARAM struct inode *inode, int mask);
ssize_t ww_fs_listxattr(struct dentry *dentry, char *list, size_t size);

#endif /* WINWORK_LINUX_FS_TYPES_H */
