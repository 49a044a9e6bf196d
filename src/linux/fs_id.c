// SPDX-License-Identifier: GPL-2.0
/*
 * Files by their numbers, for FILE_OPEN_BY_FILE_ID. A file system that NFS can export finds an inode by a handle: by its
 * number and its generation. ext2, ext3 and ext4, which have one magic number, take the generation 0 for any, so that the
 * number alone is enough. btrfs, XFS and tmpfs do not.
 *
 * The handle has no folder. So a file is found by a name that Linux has in memory. One without such a name is found if
 * the mount has the whole file system, as it cannot be elsewhere then.
 */
#include <linux/capability.h>
#include <linux/exportfs.h>
#include <linux/magic.h>

#include "fs_types.h"

struct search {
	struct dentry *folder;
	bool may_be_nameless;
	bool is_there;			/* though perhaps nowhere in the folder */
};

#if WW_HAS_FILE_HANDLES

#define HANDLE_WORDS 2			/* the number, and the generation */

/* Whether this name of the file will do. */
static int is_acceptable(void *context, struct dentry *dentry)
{
	struct search *search = context;

	search->is_there = d_inode(dentry)->i_nlink;
	if (!search->is_there)
		return false;
	if (ww_fs_is_nameless(dentry, search->folder))
		return search->may_be_nameless && !d_is_dir(dentry);
	return !d_unlinked(dentry) && is_subdir(dentry, search->folder);
}

static struct dentry *find(const struct path *folder, u64 id, struct search *search)
{
	struct fid handle = { .i32 = { .ino = id, .gen = 0 } };

	if (folder->mnt->mnt_sb->s_magic != EXT4_SUPER_MAGIC)
		return ERR_PTR(-EOPNOTSUPP);
	if (id > U32_MAX)
		return ERR_PTR(-ESTALE);
	return exportfs_decode_fh(folder->mnt, &handle, HANDLE_WORDS, FILEID_INO32_GEN, is_acceptable, search);
}

#else /* !WW_HAS_FILE_HANDLES */

static struct dentry *find(const struct path *folder, u64 id, struct search *search)
{
	return ERR_PTR(-EOPNOTSUPP);
}

#endif

static bool is_refused(const struct search *search, const struct dentry *found)
{
	return search->is_there && (found == ERR_PTR(-ESTALE) || found == ERR_PTR(-EACCES));
}

int ww_fs_find_id(const struct path *folder, u64 id, struct path *found)
{
	struct search search = { .folder = folder->dentry };
	struct dentry *dentry = find(folder, id, &search);

	if (is_refused(&search, dentry) && folder->dentry == folder->mnt->mnt_sb->s_root) {
		search.may_be_nameless = true;
		dentry = find(folder, id, &search);
	}
	if (is_refused(&search, dentry))
		return -EXDEV;
	if (IS_ERR(dentry))
		return PTR_ERR(dentry);
	*found = (struct path){ .mnt = mntget(folder->mnt), .dentry = dentry };
	return 0;
}

bool ww_fs_has_ids(const struct path *folder)
{
	struct path found;
	int error = ww_fs_find_id(folder, d_inode(folder->dentry)->i_ino, &found);

	if (!error)
		path_put(&found);
	return !error;
}

/* The folders between, from the file upwards. -EXDEV if another program moves one out of the folder meanwhile. */
static int check_folders(struct dentry *folder, struct dentry *found)
{
	struct dentry *at = dget(found);
	int error = 0;

	while (at != folder && !error) {
		struct dentry *parent = dget_parent(at);

		error = parent == at ? -EXDEV : inode_permission(WW_NOP_IDMAP d_inode(parent), MAY_EXEC);
		dput(at);
		at = parent;
	}
	dput(at);
	return error;
}

int ww_fs_check_way(const struct path *folder, const struct path *found)
{
	if (!ww_fs_is_nameless(found->dentry, folder->dentry))
		return check_folders(folder->dentry, found->dentry);
	return capable(CAP_DAC_READ_SEARCH) ? 0 : -EACCES;
}

int ww_lower_id_path_text(const void *mount, ww_u64 id, char *text, ww_size room, const char **path)
{
	struct path found;
	int error = ww_fs_find_id(&ww_fs_super(mount)->lower, id, &found);
	const struct ww_place place = { mount, error ? NULL : found.dentry };

	if (error)
		return error;
	error = ww_lower_path_text(&place, text, room, path);
	path_put(&found);
	return error;
}
