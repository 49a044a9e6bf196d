// SPDX-License-Identifier: GPL-2.0
/*
 * Open files of the file system type "winwork". The lower file is opened with the caller's
 * credentials, after the filters have seen the CREATE. The VFS has no lock in open().
 */
#include <linux/cred.h>
#include <linux/file.h>
#include <linux/slab.h>

#include "fs_types.h"
#include "fs_values.h"

/* ---- What a program asks for, in the words of Windows --------------------------------------- */

bool ww_fs_is_for_execution(const struct file *file)
{
	return file->f_flags & __FMODE_EXEC;
}

static u32 access_of(const struct file *file)
{
	u32 access = 0;

	if (ww_fs_is_for_execution(file))
		return FILE_EXECUTE | FILE_READ_DATA | FILE_READ_ATTRIBUTES | SYNCHRONIZE;
	if (file->f_mode & FMODE_READ)
		access |= FILE_GENERIC_READ;
	if (file->f_mode & FMODE_WRITE)
		access |= FILE_GENERIC_WRITE;
	if (file->f_flags & O_APPEND)
		access &= ~FILE_WRITE_DATA;
	return access;
}

static u32 disposition_of(unsigned int flags)
{
	if (flags & O_CREAT)
		return flags & O_EXCL ? FILE_CREATE : flags & O_TRUNC ? FILE_OVERWRITE_IF : FILE_OPEN_IF;
	return flags & O_TRUNC ? FILE_OVERWRITE : FILE_OPEN;
}

u32 ww_fs_options(const struct inode *inode, unsigned int flags)
{
	u32 options = FILE_SYNCHRONOUS_IO_NONALERT;

	options |= S_ISDIR(inode->i_mode) ? FILE_DIRECTORY_FILE : FILE_NON_DIRECTORY_FILE;
	if (flags & O_DIRECT)
		options |= FILE_NO_INTERMEDIATE_BUFFERING;
	if (flags & O_DSYNC)
		options |= FILE_WRITE_THROUGH;
	if (flags & O_NOFOLLOW)
		options |= FILE_OPEN_REPARSE_POINT;
	return options;
}

u32 ww_fs_attributes(const struct inode *inode)
{
	if (S_ISDIR(inode->i_mode))
		return FILE_ATTRIBUTE_DIRECTORY;
	return inode->i_mode & 0222 ? FILE_ATTRIBUTE_NORMAL : FILE_ATTRIBUTE_READONLY;
}

static int open_below(struct ww_fs_open *open);

static struct ww_fs_open open_of(struct file *file)
{
	const struct inode *inode = file_inode(file);

	return (struct ww_fs_open){
		.lower = open_below,
		.file = file,
		.access = access_of(file),
		.disposition = disposition_of(file->f_flags),
		.options = ww_fs_options(inode, file->f_flags),
		.attributes = ww_fs_attributes(inode),
		.may_be_other = true,
	};
}

/* ---- The bottom ----------------------------------------------------------------------------- */

static bool wants_read(u32 access)
{
	return access & (FILE_READ_DATA | FILE_EXECUTE);
}

static bool wants_write(u32 access)
{
	return access & (FILE_WRITE_DATA | FILE_APPEND_DATA);
}

/* A filter may drop access, and not gain any. */
static bool gains_access(const struct file *file, u32 access)
{
	return (wants_read(access) && !(file->f_mode & FMODE_READ)) ||
	       (wants_write(access) && !(file->f_mode & FMODE_WRITE));
}

/* Makes the file if it is a placeholder's, and the disposition wants it. A filter may not want more than the program. */
static int find_or_create(struct file *file, u32 disposition, bool *created)
{
	const bool exclusive = disposition == FILE_CREATE;

	if (!ww_is_placeholder(file_inode(file)))
		return exclusive ? -EEXIST : 0;
	if (!ww_creates(disposition) || !(file->f_flags & O_CREAT))
		return -ENOENT;
	return ww_fs_make_lower(ww_fs_file(file)->name, exclusive, created);
}

/*
 * The VFS has checked this for a file that was there. It has not for one that another program has
 * made since, and not for what a filter has changed.
 */
static int check_permission(const struct file *file, const struct ww_fs_open *open)
{
	int mask = MAY_OPEN;

	if (ww_fs_is_for_execution(file))
		mask |= MAY_EXEC;
	else if (wants_read(open->access))
		mask |= MAY_READ;
	if (wants_write(open->access) || ww_overwrites(open->disposition))
		mask |= MAY_WRITE;
	return inode_permission(WW_NOP_IDMAP ww_lower_inode(file_inode(file)), mask);
}

static int truncate_lower(struct dentry *dentry, const struct iattr *change)
{
	const struct path lower = ww_lower_path(dentry);
	int error = vfs_truncate(&lower, change->ia_size);

	ww_fs_copy_attributes(d_inode(dentry));
	return error;
}

static int truncate_pages(struct file *file)
{
	static const struct iattr change = { .ia_valid = ATTR_SIZE };
	struct inode *inode = file_inode(file);
	int error;

	if (!ww_has_own_pages(inode))
		return truncate_lower(ww_fs_file(file)->name, &change);
	if (down_write_killable(&inode->i_rwsem))
		return -EINTR;
	error = ww_pages_change(ww_fs_file(file)->name, &change, truncate_lower);
	inode_unlock(inode);
	return error;
}

static int truncate(struct file *file)
{
	int error = truncate_pages(file);

	if (!error)
		ww_fs_tell_change(file_inode(file)->i_sb, ww_lower_dentry(ww_fs_file(file)->name),
				  FILE_NOTIFY_CHANGE_SIZE | FILE_NOTIFY_CHANGE_LAST_WRITE);
	return error;
}

static struct file *open_lower(struct file *file, u32 access)
{
	const struct path lower = ww_lower_path(ww_fs_file(file)->name);
	unsigned int flags = file->f_flags & ~(O_ACCMODE | O_CREAT | O_EXCL | O_NOCTTY | O_TRUNC);

	/* The call decides about direct I/O, which is possible whatever the lower file can do. */
	if (ww_has_own_pages(file_inode(file)))
		flags &= ~O_DIRECT;
	if (wants_write(access))
		flags |= wants_read(access) ? O_RDWR : O_WRONLY;
	return ww_open_lower(file, flags, &lower, current_cred());
}

/* Nothing of an open that fails stays. */
static int open_pages(struct file *file)
{
	struct ww_fs_file *state = ww_fs_file(file);
	const int error = ww_pages_open(file);

	if (!error)
		return 0;
	fput(state->lower);
	state->lower = NULL;
	state->may_read = state->may_write = false;
	return error;
}

static int open_below(struct ww_fs_open *open)
{
	struct file *file = open->file;
	struct ww_fs_file *state = ww_fs_file(file);
	bool created = false;
	struct file *lower;
	int error;

	if (gains_access(file, open->access))
		return -EACCES;
	error = find_or_create(file, open->disposition, &created);
	if (!error && !created)
		error = check_permission(file, open);
	if (!error && !created && ww_overwrites(open->disposition))
		error = truncate(file);
	if (error)
		return error;
	lower = open_lower(file, open->access);
	if (IS_ERR(lower))
		return PTR_ERR(lower);
	state->lower = lower;
	state->may_read = wants_read(open->access);
	state->may_write = wants_write(open->access);
	state->truncates = ww_overwrites(open->disposition);
	if (ww_has_own_pages(file_inode(file)))
		error = open_pages(file);
	if (error)
		return error;
	open->is_open = true;
	open->information = created ? FILE_CREATED
			  : ww_overwrites(open->disposition) ? FILE_OVERWRITTEN : FILE_OPENED;
	return 0;
}

/* ---- File objects --------------------------------------------------------------------------- */

void *ww_fs_stream(struct inode *inode)
{
	struct ww_fs_inode *node = ww_fs_inode(inode);
	void *stream = smp_load_acquire(&node->stream);
	void *made;

	if (stream)
		return stream;
	made = ww_stream_create();
	if (!made)
		return NULL;
	stream = cmpxchg(&node->stream, NULL, made);
	if (!stream)
		return made;
	ww_stream_delete(NULL, made);
	return stream;
}

/* Both paths are from the root of the lower file system, at the end and at the beginning of @text. */
static int path_below(const struct path *root, struct dentry *name, char *text, size_t room,
		      const char **path)
{
	const char *full = dentry_path_raw(name, text, room);
	const char *prefix = IS_ERR(full) ? full : dentry_path_raw(root->dentry, text, full - text);
	size_t length;

	if (ww_fs_is_nameless(name, root->dentry))
		return -ENOENT;
	if (IS_ERR(prefix))
		return PTR_ERR(prefix);
	length = IS_ROOT(root->dentry) ? 0 : strlen(prefix);
	if (strncmp(full, prefix, length) || (full[length] && full[length] != '/'))
		return -ENOENT;
	*path = full[length] ? full + length : "/";
	return 0;
}

int ww_lower_path_text(const struct ww_place *place, char *text, size_t room, const char **path)
{
	const struct path lower = ww_path_of(place);
	unsigned int sequence;
	int error;

	do {
		sequence = read_seqbegin(&rename_lock);
		error = path_below(&ww_fs_super(place->mount)->lower, lower.dentry, text, room, path);
	} while (read_seqretry(&rename_lock, sequence));
	return error;
}

bool ww_lower_is_folder(const struct ww_place *place)
{
	return d_is_dir(ww_path_of(place).dentry);
}

/* The name may have any length, if the program has opened the folders one after another. */
static void *object_with_name(struct ww_fs_object *how, const struct ww_place *name, size_t room)
{
	char *text = kvmalloc(room, GFP_KERNEL);
	void *result;
	int error;

	if (!text)
		return NULL;
	error = ww_lower_path_text(name, text, room, &how->path);
	result = error ? ERR_PTR(error) : ww_file_object_create(how);
	kvfree(text);
	return result;
}

/* @name: what FileName says. */
static void *object_of(struct ww_fs_object *how, const struct ww_place *name)
{
	void *object;

	if (!how->stream)
		return NULL;
	object = object_with_name(how, name, PATH_MAX);
	if (object == ERR_PTR(-ENAMETOOLONG))
		object = object_with_name(how, name, LONGEST_NAME);
	if (!IS_ERR(object))
		return object;
	/* A name that is too long even for Windows, or in no folder of the mount, is not shown. */
	how->path = "";
	return ww_file_object_create(how);
}

void *ww_fs_new_object_at(const struct ww_place *place, void *stream, bool is_open)
{
	struct ww_fs_object how = {
		.volume = ww_fs_super(place->mount)->volume,
		.stream = stream,
		.place = place->name,
		.is_open = is_open,
	};

	return object_of(&how, place);
}

void *ww_fs_new_object(struct dentry *dentry, void *stream, bool is_open)
{
	const struct ww_place place = { dentry->d_sb, ww_lower_dentry(dentry) };

	return ww_fs_new_object_at(&place, stream, is_open);
}

void *ww_fs_new_folder_object(struct dentry *target)
{
	const struct ww_place name = { target->d_sb, ww_lower_dentry(target) };
	struct dentry *folder = target->d_parent;
	struct ww_fs_object how = {
		.volume = ww_fs_super(folder->d_sb)->volume,
		.stream = ww_fs_stream(d_inode(folder)),
		.place = ww_lower_dentry(folder),
	};

	return object_of(&how, &name);
}

void *ww_fs_object_of_state(struct ww_fs_file *state)
{
	void *object = smp_load_acquire(&state->file_object);

	if (object)
		return object;
	mutex_lock(&state->lock);
	object = state->file_object;
	if (!object) {
		object = ww_fs_new_object(state->name, ww_fs_stream(d_inode(state->name)), state->lower);
		smp_store_release(&state->file_object, object);
	}
	mutex_unlock(&state->lock);
	return object;
}

void *ww_fs_file_object(struct file *file)
{
	return ww_fs_object_of_state(ww_fs_file(file));
}

/* ---- open(), release() ---------------------------------------------------------------------- */

static void free_state(struct ww_fs_file *state)
{
	ww_pages_close(state);
	if (state->file_object)
		ww_file_object_delete(state->file_object);
	if (state->lower)
		fput(state->lower);
	if (state->asked)
		fput(state->asked);
	dput(state->name);
	ww_fs_forget_listing(state);
	kfree(state->folder);
	kfree(state);
}

/* A filter that completes the CREATE itself opens the file for itself: the name must exist. */
static int open_shown(struct file *file, struct ww_fs_open *open)
{
	void *object = ww_fs_file_object(file);
	int error = object ? ww_fs_send_create(object, open) : -ENOMEM;

	return !error && ww_is_placeholder(file_inode(file)) ? -ENOENT : error;
}

/* Before 6.7 overlayfs opens a file of this mount with a path of its own. */
static struct dentry *name_of(const struct file *file)
{
	struct dentry *name = file->f_path.dentry;

	return name->d_sb == file_inode(file)->i_sb ? dget(name) : d_find_any_alias(file_inode(file));
}

static struct ww_fs_file *new_state(const struct file *file)
{
	struct ww_fs_file *state = kzalloc(sizeof(*state), GFP_KERNEL_ACCOUNT);

	if (!state)
		return ERR_PTR(-ENOMEM);
	mutex_init(&state->lock);
	state->name = name_of(file);
	if (state->name)
		return state;
	kfree(state);
	return ERR_PTR(-ESTALE);
}

int ww_fs_open_once(struct file *file, char **other)
{
	struct ww_fs_file *state = new_state(file);
	struct inode *inode = file_inode(file);
	struct ww_fs_open open = open_of(file);
	int error;

	*other = NULL;
	if (IS_ERR(state))
		return PTR_ERR(state);
	file->private_data = state;
	error = ww_fs_wants(inode, WW_FS_CREATE) ? open_shown(file, &open) : open_below(&open);
	*other = open.other;
	if (!error)
		return 0;
	/* Others may open the name meanwhile. Their failure is not its maker's. */
	if (file->f_mode & FMODE_CREATED && ww_is_placeholder(inode))
		d_drop(state->name);
	file->private_data = NULL;
	free_state(state);
	return error;
}

int ww_fs_open_file(struct inode *inode, struct file *file)
{
	char *other;
	int error;

	/* Its CREATE follows. */
	if (ww_fs_is_other(file))
		return 0;
	error = ww_fs_open_once(file, &other);
	if (error == WW_FS_OTHER)
		error = ww_fs_open_other(file, other);
	if (error)
		return error;
	if (ww_has_own_pages(file_inode(file)))
		ww_allow_all_direct_io(file);
	else
		ww_allow_direct_io(file, ww_fs_file(file)->lower);
	return error;
}

/* The pages are written before the CLEANUP, as it is the filters' last sight of the file. */
static void close_state(struct ww_fs_file *state)
{
	ww_pages_close(state);
	if (state->shows_close)
		ww_fs_send_close(state->file_object);
	free_state(state);
}

/* In a worker. The last access to the mount, and perhaps to this module, is that of path_put(). */
static void close_later(struct ww_later *later)
{
	struct ww_fs_file *state = container_of(later, struct ww_fs_file, later);
	const struct path path = state->path;

	close_state(state);
	path_put(&path);
}

/* CLEANUP and CLOSE cannot fail, so memory for them is waited for. */
static void make_file_object(struct file *file)
{
	while (!ww_fs_file_object(file))
		schedule_timeout_uninterruptible(1);
}

static bool is_close_shown(const struct inode *inode, const struct ww_fs_file *state)
{
	return ww_fs_wants(inode, WW_FS_CLEANUP) || ww_fs_wants(inode, WW_FS_CLOSE) ||
	       (state->file_object && ww_fs_is_deleting(state->file_object));
}

int ww_fs_release(struct inode *inode, struct file *file)
{
	struct ww_fs_file *state = ww_fs_file(file);

	/* A part of an open of another name. */
	if (!state)
		return 0;
	state->shows_close = is_close_shown(inode, state);
	if (state->shows_close)
		make_file_object(file);
	/* A thread of the kernel closes all programs' files, and must not wait for a filter: ww_file_release(). */
	if (current->flags & PF_KTHREAD && (state->shows_close || state->has_pages || state->file_object)) {
		state->path = file->f_path;
		path_get(&state->path);
		ww_later_patiently(&state->later, close_later);
	} else {
		close_state(state);
	}
	return 0;
}
