// SPDX-License-Identifier: GPL-2.0
/*
 * Listings of folders of the file system type "winwork". Positions are the lower file's. A listing that an
 * instance wants to see reads ahead: what the program has no room for yet is kept with the open folder.
 */
#include <linux/cred.h>
#include <linux/fs.h>
#include <linux/sched/signal.h>
#include <linux/slab.h>

#include "fs_types.h"
#include "path_facts.h"

/* ---- The bottom ----------------------------------------------------------------------------- */

/* A lower folder may know its place by more than the number, so that moves only by its own function. */
static int move_lower(struct file *lower, loff_t position)
{
	const loff_t moved = lower->f_pos == position ? position : vfs_llseek(lower, position, SEEK_SET);

	return moved < 0 ? moved : 0;
}

struct lister {
	struct dir_context context;
	struct ww_fs_list *list;
	char *text;			/* of PATH_MAX bytes */
};

static WW_ACTOR_RESULT take_entry(struct dir_context *context, const char *name, int length, loff_t offset,
				  u64 inode, unsigned int type)
{
	struct lister *lister = container_of(context, struct lister, context);
	const struct ww_fs_entry entry = { .name = lister->text, .bytes = length, .position = offset,
					   .index = inode, .type = type };

	if (length >= PATH_MAX)
		return WW_ACTOR_STOPS;
	memcpy(lister->text, name, length);
	lister->text[length] = 0;
	return lister->list->take(lister->list, &entry) ? WW_ACTOR_GOES_ON : WW_ACTOR_STOPS;
}

int ww_lower_open_folder(const struct ww_place *place, void **lower)
{
	const struct path path = ww_path_of(place);
	struct file *folder = d_is_dir(path.dentry) ? NULL : ERR_PTR(-ENOTDIR);

	if (!folder)
		folder = dentry_open(&path, O_RDONLY | O_DIRECTORY | O_LARGEFILE, ww_fs_super(place->mount)->mounter);
	if (IS_ERR(folder))
		return PTR_ERR(folder);
	*lower = folder;
	return 0;
}

int ww_lower_list(struct ww_fs_list *list)
{
	struct file *lower = list->file ? ww_fs_file(list->file)->lower : list->lower;
	struct lister lister = { .context.actor = take_entry, .list = list };
	int error = lower ? move_lower(lower, list->position) : -EINVAL;

	if (error)
		return error;
	lister.text = kmalloc(PATH_MAX, GFP_KERNEL);
	if (!lister.text)
		return -ENOMEM;
	error = iterate_dir(lower, &lister.context);
	list->position = lower->f_pos;
	kfree(lister.text);
	return error;
}

/* The name that has @name in @folder, with a reference; or an ERR_PTR(). */
static struct dentry *find_entry(struct dentry *root, struct dentry *folder, const char *name)
{
	const struct qstr text = QSTR_INIT(name, strlen(name));

	if (!strcmp(name, ".") || (!strcmp(name, "..") && folder == root))
		return dget(folder);
	return strcmp(name, "..") ? ww_lookup_lower(&text, folder) : dget_parent(folder);
}

static int entry_facts(const struct path *root, struct dentry *folder, const char *name,
		       struct ww_file_facts *facts)
{
	struct path path = { .mnt = root->mnt, .dentry = find_entry(root->dentry, folder, name) };
	int error;

	if (IS_ERR(path.dentry))
		return PTR_ERR(path.dentry);
	error = d_is_negative(path.dentry) ? -ENOENT : ww_path_facts(&path, facts);
	dput(path.dentry);
	return error;
}

/* A program that may only list the folder has no right to look its names up. */
int ww_lower_entry_facts(const struct ww_fs_list *list, const char *name, struct ww_file_facts *facts)
{
	const struct file *file = list->file, *lower = list->lower;
	const struct ww_fs_super *super = ww_fs_super(file ? file_inode(file)->i_sb : list->mount);
	struct dentry *folder = file ? ww_lower_dentry(ww_fs_file(file)->name) : lower->f_path.dentry;
	const struct cred *before = override_creds(super->mounter);
	int error = entry_facts(&super->lower, folder, name, facts);

	revert_creds(before);
	return error;
}

/* ---- Listings that are shown ---------------------------------------------------------------- */

struct ww_fs_folder {
	struct mutex lock;		/* for all of it: one listing at a time */
	struct ww_fs_listing listing;
};

struct program {
	struct ww_fs_sink sink;
	struct dir_context *context;
	bool has_some;
	bool is_full;
};

static bool give_entry(struct ww_fs_sink *sink, const struct ww_fs_entry *entry)
{
	struct program *program = container_of(sink, struct program, sink);

	program->context->pos = entry->position;
	program->is_full = !dir_emit(program->context, entry->name, entry->bytes, entry->index, entry->type);
	program->has_some |= !program->is_full;
	return !program->is_full;
}

/* A filter may hide all entries that one query has brought. */
static int list_until_some(void *object, struct ww_fs_listing *listing, struct dir_context *context)
{
	struct program program = { .sink.put = give_entry, .context = context };
	int more;

	do {
		program.sink.position = context->pos;
		more = ww_fs_send_list(object, listing, &program.sink);
		if (!program.is_full)
			context->pos = program.sink.position;
		if (fatal_signal_pending(current))
			return -EINTR;
		cond_resched();
	} while (more > 0 && !program.has_some && !program.is_full);
	return more < 0 ? more : 0;
}

static struct ww_fs_folder *folder_of(struct file *file)
{
	struct ww_fs_file *state = ww_fs_file(file);
	struct ww_fs_folder *folder;

	mutex_lock(&state->lock);
	if (!state->folder) {
		state->folder = kzalloc(sizeof(*state->folder), GFP_KERNEL_ACCOUNT);
		if (state->folder)
			mutex_init(&state->folder->lock);
	}
	folder = state->folder;
	mutex_unlock(&state->lock);
	return folder;
}

static int list_shown(struct file *file, struct dir_context *context)
{
	void *object = ww_fs_file_object(file);
	struct ww_fs_folder *folder = object ? folder_of(file) : NULL;
	int error;

	if (!folder)
		return -ENOMEM;
	if (mutex_lock_killable(&folder->lock))
		return -EINTR;
	folder->listing.list.file = file;
	error = list_until_some(object, &folder->listing, context);
	mutex_unlock(&folder->lock);
	return error;
}

void ww_fs_forget_listing(struct ww_fs_file *state)
{
	if (state->folder)
		ww_fs_drop_list(&state->folder->listing);
}

/* ---- getdents(), lseek() -------------------------------------------------------------------- */

int ww_fs_iterate(struct file *file, struct dir_context *context)
{
	struct file *lower = ww_fs_file(file)->lower;
	int error;

	if (ww_fs_wants(file_inode(file), WW_FS_LIST))
		return list_shown(file, context);
	error = lower ? move_lower(lower, context->pos) : -EINVAL;
	if (error)
		return error;
	error = iterate_dir(lower, context);
	context->pos = lower->f_pos;
	return error;
}

static loff_t seek_lower(struct file *file, loff_t offset, int whence)
{
	const loff_t base = whence == SEEK_CUR ? file->f_pos : 0;
	loff_t position;

	/* The lower file may be ahead of the program. */
	position = vfs_llseek(ww_fs_file(file)->lower, base + offset, whence == SEEK_CUR ? SEEK_SET : whence);
	if (position >= 0) {
		file->f_pos = position;
		ww_fs_forget_listing(ww_fs_file(file));
	}
	return position;
}

loff_t ww_fs_seek_folder(struct file *file, loff_t offset, int whence)
{
	struct ww_fs_folder *folder = READ_ONCE(ww_fs_file(file)->folder);
	loff_t position;

	if (!ww_fs_file(file)->lower)
		return -EINVAL;
	if (whence == SEEK_CUR && !offset)
		return file->f_pos;
	/* No listing of the open is under way: the VFS lets one of its getdents() and lseek() through at a time. */
	if (folder && mutex_lock_killable(&folder->lock))
		return -EINTR;
	position = seek_lower(file, offset, whence);
	if (folder)
		mutex_unlock(&folder->lock);
	return position;
}
