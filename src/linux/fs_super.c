// SPDX-License-Identifier: GPL-2.0
/*
 * The file system type "winwork": its mounts, and the life of its inodes in memory.
 */
#include <linux/backing-dev.h>
#include <linux/ctype.h>
#include <linux/fs_context.h>
#include <linux/fs_parser.h>
#include <linux/module.h>
#include <linux/seq_file.h>
#include <linux/slab.h>
#include <linux/statfs.h>
#include <linux/string.h>
#include <linux/uuid.h>
#include <linux/writeback.h>

#include "fs_types.h"

/* ---- Inodes in memory ----------------------------------------------------------------------- */

/* Made by the first mount: most machines have none. It stays until the module goes. */
static struct kmem_cache *inode_cache;
static DEFINE_MUTEX(inode_cache_lock);

static struct inode *new_node(struct super_block *sb)
{
	struct ww_fs_inode *node = ww_alloc_inode(sb, inode_cache);

	if (!node)
		return NULL;
	node->lower = NULL;
	node->stream = NULL;
	mutex_init(&node->making);
	ww_pages_init(node);
	return &node->vfs;
}

static void free_node(struct inode *inode)
{
	kmem_cache_free(inode_cache, ww_fs_inode(inode));
}

static void init_once(void *node)
{
	inode_init_once(&((struct ww_fs_inode *)node)->vfs);
}

static bool make_inode_cache(void)
{
	bool is_there;

	mutex_lock(&inode_cache_lock);
	if (!inode_cache)
		inode_cache = kmem_cache_create("winwork_inode", sizeof(struct ww_fs_inode), 0,
						SLAB_RECLAIM_ACCOUNT | SLAB_ACCOUNT, init_once);
	is_there = inode_cache;
	mutex_unlock(&inode_cache_lock);
	return is_there;
}

static void evict_inode(struct inode *inode)
{
	struct ww_fs_inode *node = ww_fs_inode(inode);

	truncate_inode_pages_final(&inode->i_data);
	clear_inode(inode);
	if (node->stream)
		ww_stream_delete(ww_fs_super(inode->i_sb)->volume, node->stream);
	iput(node->lower);
}

/* ---- Mounts --------------------------------------------------------------------------------- */

static struct ww_volume_facts facts_of(const struct super_block *sb, const struct kstatfs *from)
{
	return (struct ww_volume_facts){
		.total = from->f_blocks, .available = from->f_bavail, .free = from->f_bfree,
		.unit = min_t(unsigned long, from->f_frsize ? from->f_frsize : from->f_bsize, U32_MAX),
		.longest_name = from->f_namelen,
		.serial = from->f_fsid.val[0] ^ from->f_fsid.val[1],
		.is_readonly = !ww_mount_is_writable(sb),
	};
}

int ww_lower_volume_facts(const void *mount, struct ww_volume_facts *facts)
{
	struct kstatfs found;
	int error = vfs_statfs(&ww_fs_super(mount)->lower, &found);

	if (error)
		return error;
	*facts = facts_of(mount, &found);
	facts->has_ids = ww_fs_has_ids(&ww_fs_super(mount)->lower);
	return 0;
}

static int show_statfs(struct dentry *dentry, struct kstatfs *result)
{
	struct ww_volume_facts facts = facts_of(dentry->d_sb, result);
	const u32 unit = facts.unit;
	void *object = ww_fs_new_object(dentry, ww_fs_stream(d_inode(dentry)), true);
	int error;

	if (!object)
		return -ENOMEM;
	error = ww_fs_send_statfs(object, &facts);
	ww_file_object_delete(object);
	result->f_blocks = facts.total;
	result->f_bavail = facts.available;
	result->f_bfree = facts.free;
	if (facts.unit != unit)
		result->f_bsize = result->f_frsize = facts.unit;
	return error;
}

static int statfs(struct dentry *dentry, struct kstatfs *result)
{
	const struct path lower = ww_lower_path(dentry);
	int error = vfs_statfs(&lower, result);

	result->f_type = WW_FS_MAGIC;
	return !error && ww_volume_wants(ww_fs_super(dentry->d_sb)->volume, WW_FS_QUERY_VOLUME)
		? show_statfs(dentry, result) : error;
}

/* syncfs(2): what is to be written is the lower file system's. */
static int sync_lower(struct super_block *sb, int wait)
{
	struct super_block *lower = ww_fs_super(sb)->lower.mnt->mnt_sb;
	int error;

	if (!wait)
		return 0;
	down_read(&lower->s_umount);
	error = sync_filesystem(lower);
	up_read(&lower->s_umount);
	return error;
}

#define DEFAULT_SECTOR 512

/* The values are those of FLT_FILESYSTEM_TYPE. */
static const struct constant_table types[] = {
	{ "unknown", 0 }, { "ntfs", 2 }, { "fat", 3 }, { "exfat", 22 }, { "refs", 28 }, {}
};
#define DEFAULT_TYPE 2

/* The value of the option volume=. */
static const char *volume_option(const struct ww_fs_super *info)
{
	return strrchr(ww_volume_name(info->volume), '\\') + 1;
}

static const char *type_option(const struct ww_fs_super *info)
{
	const struct constant_table *type = types;

	while (type->value != info->type)
		type++;
	return type->name;
}

/* As mount(2) takes them: mount(8) repeats them for a remount. */
static int show_options(struct seq_file *out, struct dentry *root)
{
	const struct ww_fs_super *info = ww_fs_super(root->d_sb);

	seq_printf(out, ",cache=%s,volume=", info->has_own_pages ? "own" : "lower");
	seq_escape(out, volume_option(info), " \t\n\\");
	if (info->type != DEFAULT_TYPE)
		seq_printf(out, ",fstype=%s", type_option(info));
	if (info->removes_classic)
		seq_puts(out, ",delete=classic");
	if (info->sector_size != DEFAULT_SECTOR)
		seq_printf(out, ",sector=%u", info->sector_size);
	if (info->letter)
		seq_printf(out, ",letter=%c", info->letter);
	return 0;
}

static const struct super_operations super_operations = {
	.alloc_inode = new_node,
	.free_inode = free_node,
	.evict_inode = evict_inode,
	.statfs = statfs,
	.sync_fs = sync_lower,
	.show_options = show_options,
};

/* What mount(2) asks for. */
struct options {
	char *volume;
	unsigned int type, sector_size;
	bool removes_classic, has_own_pages;
	char letter;
};

enum parameter { OPTION_CACHE, OPTION_VOLUME, OPTION_TYPE, OPTION_DELETE, OPTION_SECTOR, OPTION_LETTER };

static const struct constant_table caches[] = { { "lower", false }, { "own", true }, {} };
static const struct constant_table removals[] = { { "posix", false }, { "classic", true }, {} };

static const struct constant_table sectors[] = { { "512", 512 }, { "4096", 4096 }, {} };

static const struct fs_parameter_spec parameters[] = {
	fsparam_enum("cache", OPTION_CACHE, caches),
	fsparam_string("volume", OPTION_VOLUME),
	fsparam_enum("fstype", OPTION_TYPE, types),
	fsparam_enum("delete", OPTION_DELETE, removals),
	fsparam_enum("sector", OPTION_SECTOR, sectors),
	fsparam_string("letter", OPTION_LETTER),
	{}
};

/* Drive C is the folder of drivers: docs/files.md. */
static int parse_letter(struct fs_context *context, const char *text, char *letter)
{
	*letter = toupper(text[0]);
	if (!text[1] && *letter >= 'A' && *letter <= 'Z' && *letter != 'C')
		return 0;
	return invalf(context, "winwork: letter= is one of A to Z without C");
}

static int parse_parameter(struct fs_context *context, struct fs_parameter *parameter)
{
	struct options *options = context->fs_private;
	struct fs_parse_result result;
	const int option = fs_parse(context, parameters, parameter, &result);

	switch (option) {
	case OPTION_CACHE:
		options->has_own_pages = result.uint_32;
		return 0;
	case OPTION_VOLUME:
		if (!*parameter->string || strchr(parameter->string, '\\'))
			return invalf(context, "winwork: volume= is the name behind \\Device\\");
		swap(options->volume, parameter->string);
		return 0;
	case OPTION_TYPE:
		options->type = result.uint_32;
		return 0;
	case OPTION_DELETE:
		options->removes_classic = result.uint_32;
		return 0;
	case OPTION_SECTOR:
		options->sector_size = result.uint_32;
		return 0;
	case OPTION_LETTER:
		return parse_letter(context, parameter->string, &options->letter);
	}
	return option;
}

/* Linux allows two file systems of this kind above each other. */
static int check_lower(struct fs_context *context, const struct path *lower, int depth)
{
	if (lower->mnt->mnt_sb->s_type == context->fs_type)
		return invalf(context, "winwork: the lower folder is on a winwork mount itself");
	if (depth > FILESYSTEM_MAX_STACK_DEPTH)
		return invalf(context, "winwork: too many file systems above each other");
	if (ww_mount_is_idmapped(lower->mnt))
		return invalf(context, "winwork: the lower mount maps owners");
	if (lower->dentry->d_flags & (DCACHE_OP_HASH | DCACHE_OP_COMPARE))
		return invalf(context, "winwork: the names of the lower folder are alike in case");
	return 0;
}

/* The flags of the lower mount count as those of this one do. */
static void take_flags(struct super_block *sb, const struct path *lower)
{
	const struct super_block *lower_sb = lower->mnt->mnt_sb;

	if (__mnt_is_readonly(lower->mnt))
		sb->s_flags |= SB_RDONLY;
	sb->s_flags |= lower_sb->s_flags & SB_POSIXACL;
	sb->s_iflags |= lower_sb->s_iflags & (SB_I_NODEV | SB_I_NOEXEC);
	if (lower->mnt->mnt_flags & MNT_NODEV)
		sb->s_iflags |= SB_I_NODEV;
	if (lower->mnt->mnt_flags & MNT_NOEXEC)
		sb->s_iflags |= SB_I_NOEXEC;
	ww_fs_super(sb)->ignores_suid = lower->mnt->mnt_flags & MNT_NOSUID;
}

/* Clones the lower mount, so that no mount below it, and no change of it, is visible here. */
static int set_lower(struct super_block *sb, struct fs_context *context)
{
	struct ww_fs_super *info = ww_fs_super(sb);
	struct vfsmount *clone;
	struct path path;
	int error = kern_path(context->source, LOOKUP_FOLLOW | LOOKUP_DIRECTORY, &path);

	if (error)
		return error;
	sb->s_stack_depth = path.mnt->mnt_sb->s_stack_depth + 1;
	error = check_lower(context, &path, sb->s_stack_depth);
	if (!error)
		take_flags(sb, &path);
	clone = error ? ERR_PTR(error) : clone_private_mount(&path);
	if (IS_ERR(clone)) {
		path_put(&path);
		return PTR_ERR(clone);
	}
	/* It keeps the reference on the dentry, and has one of its own on the mount. */
	info->lower = (struct path){ .mnt = clone, .dentry = path.dentry };
	mntput(path.mnt);
	return 0;
}

static struct dentry *make_root(struct super_block *sb)
{
	struct dentry *lower = ww_fs_super(sb)->lower.dentry;
	struct inode *inode = ww_fs_iget(sb, d_inode(lower));
	struct dentry *root;

	if (IS_ERR(inode))
		return ERR_CAST(inode);
	root = d_make_root(inode);
	if (!root)
		return ERR_PTR(-ENOMEM);
	root->d_fsdata = dget(lower);
	return root;
}

/*
 * The same in each mount of the folder, if the lower file system has a number of its own: drivers keep what they know of a
 * volume by it.
 */
static void make_guid(const struct path *lower, ww_u8 (*guid)[16])
{
	u64 folder = d_inode(lower->dentry)->i_ino;
	int i;

	memcpy(*guid, &lower->mnt->mnt_sb->s_uuid, sizeof(*guid));
	if (!memchr_inv(*guid, 0, sizeof(*guid)))
		generate_random_uuid(*guid);
	for (i = sizeof(*guid); folder; folder >>= 8)
		(*guid)[--i] ^= (u8)folder;
}

static int make_volume(struct super_block *sb, const struct options *options)
{
	struct ww_fs_volume wanted = {
		.name = options->volume,
		.type = options->type,
		.sector_size = options->sector_size,
		.mount = sb,
		.letter = options->letter,
	};

	make_guid(&ww_fs_super(sb)->lower, &wanted.guid);
	return ww_volume_create(&wanted, &ww_fs_super(sb)->volume);
}

/* As many pages as one operation has. A filter that is slow may delay the writers of this mount alone. */
#define MOST_AHEAD ((1u << 20) / PAGE_SIZE)
#define MOST_DIRTY_PERCENT 1

/* Dirty pages need a device that they are written back to. */
static int make_writeback(struct super_block *sb)
{
	int error = super_setup_bdi(sb);

	if (error)
		return error;
	sb->s_bdi->ra_pages = sb->s_bdi->io_pages = MOST_AHEAD;
	sb->s_bdi->capabilities |= BDI_CAP_STRICTLIMIT;
	return bdi_set_max_ratio(sb->s_bdi, MOST_DIRTY_PERCENT);
}

/* The room that Linux keeps for root is not for what programs have written. */
static const struct cred *make_pager(void)
{
	struct cred *pager = prepare_creds();

	if (pager)
		cap_lower(pager->cap_effective, CAP_SYS_RESOURCE);
	return pager;
}

static int fill_super(struct super_block *sb, struct fs_context *context)
{
	const struct options *options = context->fs_private;
	struct ww_fs_super *info = kzalloc(sizeof(*info), GFP_KERNEL);
	struct super_block *lower_sb;
	struct dentry *root;
	int error;

	if (!info)
		return -ENOMEM;
	info->mounter = get_current_cred();
	sb->s_fs_info = info;
	info->pager = make_pager();
	if (!info->pager)
		return -ENOMEM;
	error = set_lower(sb, context);
	if (error)
		return error;
	info->type = options->type;
	info->removes_classic = options->removes_classic;
	info->sector_size = options->sector_size;
	info->letter = options->letter;
	info->has_own_pages = options->has_own_pages;
	if (info->has_own_pages)
		error = make_writeback(sb);
	else
		sb->s_iflags |= SB_I_SKIP_SYNC;
	if (error)
		return error;
	lower_sb = info->lower.mnt->mnt_sb;
	sb->s_magic = WW_FS_MAGIC;
	sb->s_maxbytes = lower_sb->s_maxbytes;
	sb->s_blocksize = lower_sb->s_blocksize;
	sb->s_blocksize_bits = lower_sb->s_blocksize_bits;
	sb->s_time_gran = lower_sb->s_time_gran;
	sb->s_time_min = lower_sb->s_time_min;
	sb->s_time_max = lower_sb->s_time_max;
	sb->s_op = &super_operations;
	ww_set_xattr_handlers(sb, ww_fs_xattr_handlers);
	ww_set_dentry_operations(sb, &ww_fs_dentry_operations);
	root = make_root(sb);
	if (IS_ERR(root))
		return PTR_ERR(root);
	/* Last: filters get their instances before the mount is visible. kill_super() ends it. */
	sb->s_root = root;
	return make_volume(sb, options);
}

static int get_tree(struct fs_context *context)
{
	if (!context->source)
		return invalf(context, "winwork: no lower folder is given");
	if (!make_inode_cache())
		return -ENOMEM;
	return get_tree_nodev(context, fill_super);
}

bool ww_mount_is_writable(const void *mount)
{
	const struct super_block *sb = mount;

	return !sb_rdonly(sb) && !__mnt_is_readonly(ww_fs_super(sb)->lower.mnt);
}

/* The option of which a remount names another value than the mount has; or NULL. */
static const char *changed_option(const struct ww_fs_super *info, const struct options *options)
{
	if (options->volume && strcmp(options->volume, volume_option(info)))
		return "volume";
	if (options->type != info->type)
		return "fstype";
	if (options->removes_classic != info->removes_classic)
		return "delete";
	if (options->has_own_pages != info->has_own_pages)
		return "cache";
	if (options->sector_size != info->sector_size)
		return "sector";
	return options->letter != info->letter ? "letter" : NULL;
}

/* A lower file system that is read-only stays so. The volume, which filters know, keeps its options. */
static int reconfigure(struct fs_context *context)
{
	struct ww_fs_super *info = ww_fs_super(context->root->d_sb);
	const char *changed = changed_option(info, context->fs_private);

	if (changed)
		return invalf(context, "winwork: a remount cannot change %s=", changed);
	if (!(context->sb_flags & SB_RDONLY) && __mnt_is_readonly(info->lower.mnt))
		return -EROFS;
	return 0;
}

static void free_context(struct fs_context *context)
{
	struct options *options = context->fs_private;

	if (options)
		kfree(options->volume);
	kfree(options);
}

static const struct fs_context_operations context_operations = {
	.parse_param = parse_parameter,
	.get_tree = get_tree,
	.reconfigure = reconfigure,
	.free = free_context,
};

/* A remount begins with the options of the mount. */
static struct options first_options(const struct fs_context *context)
{
	const struct ww_fs_super *info;

	if (context->purpose != FS_CONTEXT_FOR_RECONFIGURE)
		return (struct options){ .type = DEFAULT_TYPE, .sector_size = DEFAULT_SECTOR };
	info = ww_fs_super(context->root->d_sb);
	return (struct options){ .type = info->type,
				 .sector_size = info->sector_size,
				 .removes_classic = info->removes_classic,
				 .has_own_pages = info->has_own_pages,
				 .letter = info->letter };
}

static int init_context(struct fs_context *context)
{
	struct options *options = kzalloc(sizeof(*options), GFP_KERNEL);

	if (!options)
		return -ENOMEM;
	*options = first_options(context);
	context->fs_private = options;
	context->ops = &context_operations;
	return 0;
}

/*
 * The filters and what they have open go before the inodes, and the volume after them. A filter may make
 * this wait. So the lock that sync(2) waits for is free meanwhile: nobody can mount this any more.
 */
static void stop_volume(struct super_block *sb, void *volume)
{
	up_write(&sb->s_umount);
	ww_volume_stop(volume);
	down_write(&sb->s_umount);
}

static void kill_super(struct super_block *sb)
{
	struct ww_fs_super *info = ww_fs_super(sb);

	/* What is left of the pages passes the filters. */
	if (info && info->volume && info->has_own_pages)
		sync_inodes_sb(sb);
	if (info && info->volume)
		stop_volume(sb, info->volume);
	kill_anon_super(sb);
	if (!info)
		return;
	if (info->volume)
		ww_volume_delete(info->volume);
	/* The lower files that threads of the kernel have closed are in use until this. */
	flush_delayed_fput();
	dput(info->lower.dentry);
	/* mntput() leaves a private clone, and the lower file system in use. */
	kern_unmount(info->lower.mnt);
	put_cred(info->mounter);
	put_cred(info->pager);
	kfree(info);
}

static struct file_system_type file_system_type = {
	.owner = THIS_MODULE,
	.name = "winwork",
	.init_fs_context = init_context,
	.parameters = parameters,
	.kill_sb = kill_super,
};
MODULE_ALIAS_FS("winwork");

int ww_fs_init(void)
{
	ww_files_init();
	return register_filesystem(&file_system_type);
}

/* Inodes are freed when no reader of RCU can look at them any more. */
void ww_fs_exit(void)
{
	unregister_filesystem(&file_system_type);
	rcu_barrier();
	kmem_cache_destroy(inode_cache);
}
