/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Where kernels differ. No other file of the project asks which version it is built for.
 */
#ifndef WINWORK_LINUX_COMPAT_H
#define WINWORK_LINUX_COMPAT_H

#include <linux/file.h>
#include <linux/fs.h>
#include <linux/hrtimer.h>
#include <linux/ioprio.h>
#include <linux/irq_work.h>
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/mount.h>
#include <linux/namei.h>
#include <linux/nodemask.h>
#include <linux/preempt.h>
#include <linux/slab.h>
#include <linux/splice.h>
#include <linux/uio.h>
#include <linux/version.h>
#include <linux/workqueue.h>

/* panic() moved out of <linux/kernel.h>. */
#if __has_include(<linux/panic.h>)
#include <linux/panic.h>
#endif

/* panic_notifier_list got a header of its own. */
#if __has_include(<linux/panic_notifier.h>)
#include <linux/panic_notifier.h>
#endif

/* 6.1 has KMSAN. */
#if __has_include(<linux/kmsan-checks.h>)
#include <linux/kmsan-checks.h>
#else
static inline void kmsan_check_memory(const void *address, size_t bytes)
{
}
static inline void kmsan_unpoison_memory(const void *address, size_t bytes)
{
}
#endif

/* 5.11 split in_irq() into the context that runs and the one that is masked. */
#if LINUX_VERSION_CODE < KERNEL_VERSION(5, 11, 0)
#define ww_in_hardirq() in_irq()
#else
#define ww_in_hardirq() in_hardirq()
#endif

/*
 * How many works of an unbound workqueue a node with @cpus of @all CPUs runs at once. Since 6.9 a
 * node has its share only.
 */
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 9, 0)
#define WW_WQ_SHARE(cpus, all) WQ_MAX_ACTIVE
#else
#define WW_WQ_SHARE(cpus, all) max_t(u32, WQ_MAX_ACTIVE * (cpus) / (all), WQ_DFL_MIN_ACTIVE)
#endif

/*
 * Since 6.17 a flag marks a per-CPU workqueue; before, WQ_UNBOUND was absent. 6.17 also renamed the
 * kernel's own workqueues.
 */
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 17, 0)
#define WW_WQ_PERCPU 0
#define ww_system_percpu_wq system_wq
#else
#define WW_WQ_PERCPU WQ_PERCPU
#define ww_system_percpu_wq system_percpu_wq
#endif

/* 6.16 tells the probe of a thread's end whether it is the last one of its process. */
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 16, 0)
#define WW_EXIT_PROBE_PARAMS
#else
#define WW_EXIT_PROBE_PARAMS , bool is_last
#endif

/* 6.10 renamed the flag for a line. */
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 10, 0)
#define WW_PCI_IRQ_LINE PCI_IRQ_LEGACY
#else
#define WW_PCI_IRQ_LINE PCI_IRQ_INTX
#endif

/* 6.1 took the weight from this function. */
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 1, 0)
#define ww_napi_add(device, napi, poll) netif_napi_add(device, napi, poll, NAPI_POLL_WEIGHT)
#else
#define ww_napi_add(device, napi, poll) netif_napi_add(device, napi, poll)
#endif

/* 5.11 moved the flags of an irq_work. */
#ifdef IRQ_WORK_INIT_HARD
#define ww_init_hard_irq_work(work, function) (*(work) = IRQ_WORK_INIT_HARD(function))
#else
static inline void ww_init_hard_irq_work(struct irq_work *work, void (*function)(struct irq_work *))
{
	init_irq_work(work, function);
	atomic_or(IRQ_WORK_HARD_IRQ, &work->flags);
}
#endif

/* 5.18 turned the flags into numbers. */
#if LINUX_VERSION_CODE < KERNEL_VERSION(5, 18, 0)
#define WW_HOUSEKEEPING(kind) HK_FLAG_##kind
#else
#define WW_HOUSEKEEPING(kind) HK_TYPE_##kind
#endif

/* 6.19 gave addresses whose length comes beside them a type. */
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 19, 0)
#define ww_sockaddr(storage) ((struct sockaddr *)(storage))
#else
#define ww_sockaddr(storage) ((struct sockaddr_unsized *)(storage))
#endif

/* 6.13 merged hrtimer_init() and the assignment of the function. 6.15 removed hrtimer_init(). */
static inline void ww_hrtimer_setup_clock(struct hrtimer *timer,
					  enum hrtimer_restart (*function)(struct hrtimer *),
					  clockid_t clock, enum hrtimer_mode mode)
{
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 13, 0)
	hrtimer_init(timer, clock, mode);
	timer->function = function;
#else
	hrtimer_setup(timer, function, clock, mode);
#endif
}

static inline void ww_hrtimer_setup(struct hrtimer *timer,
				    enum hrtimer_restart (*function)(struct hrtimer *),
				    enum hrtimer_mode mode)
{
	ww_hrtimer_setup_clock(timer, function, CLOCK_MONOTONIC, mode);
}

/* 6.13 renamed hrtimer_init_sleeper_on_stack(). */
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 13, 0)
#define ww_hrtimer_sleeper_setup_on_stack(sleeper, clock, mode) \
	hrtimer_init_sleeper_on_stack(sleeper, clock, mode)
#else
#define ww_hrtimer_sleeper_setup_on_stack(sleeper, clock, mode) \
	hrtimer_setup_sleeper_on_stack(sleeper, clock, mode)
#endif

/* 6.4 split the memory of a module by its use. */
static inline void ww_module_text(const struct module *module, unsigned long *start, size_t *bytes)
{
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 4, 0)
	*start = (unsigned long)module->core_layout.base;
	*bytes = module->core_layout.text_size;
#else
	*start = (unsigned long)module->mem[MOD_TEXT].base;
	*bytes = module->mem[MOD_TEXT].size;
#endif
}

/* 5.17 gave a thread's end its own function. So did later releases of older kernels. */
#ifdef module_put_and_kthread_exit
#define ww_module_put_and_thread_exit() module_put_and_kthread_exit(0)
#else
#define ww_module_put_and_thread_exit() module_put_and_exit(0)
#endif

/* 6.4 dropped the module. */
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 4, 0)
#define ww_class_create(name) class_create(THIS_MODULE, name)
#else
#define ww_class_create(name) class_create(name)
#endif

/* The device of a class's functions became const: for devnode() in 6.2, for dev_uevent() in 6.3. */
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 2, 0)
#define WW_CLASS_CONST
#else
#define WW_CLASS_CONST const
#endif
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 3, 0)
#define WW_UEVENT_CONST
#else
#define WW_UEVENT_CONST const
#endif

/* Mounts got user namespaces in 5.12, and in 6.3 a type of their own for them. */
#if LINUX_VERSION_CODE < KERNEL_VERSION(5, 12, 0)
#define ww_inode_permission(mount, inode, mask) inode_permission(inode, mask)
#elif LINUX_VERSION_CODE < KERNEL_VERSION(6, 3, 0)
#define ww_inode_permission(mount, inode, mask) inode_permission(mnt_user_ns(mount), inode, mask)
#else
#define ww_inode_permission(mount, inode, mask) inode_permission(mnt_idmap(mount), inode, mask)
#endif

/* 5.13 merged the two arguments for the folder. */
#if LINUX_VERSION_CODE < KERNEL_VERSION(5, 13, 0)
#define ww_file_open_root(folder, name, flags, mode) \
	file_open_root((folder)->dentry, (folder)->mnt, name, flags, mode)
#else
#define ww_file_open_root(folder, name, flags, mode) file_open_root(folder, name, flags, mode)
#endif

/* Modules before 6.4 may use it, but only a header of the file systems declares it. */
struct dentry;
struct path;
struct vfsmount;
int vfs_path_lookup(struct dentry *dentry, struct vfsmount *mount, const char *name,
		    unsigned int flags, struct path *path);

/*
 * ---- File systems above others --------------------------------------------------------------
 *
 * Since 5.12 the operations of inodes, and the functions that call those of another file system,
 * have a first argument for the mount: a user namespace, since 6.3 a type of its own. The macros
 * have the comma with them.
 */
#if LINUX_VERSION_CODE < KERNEL_VERSION(5, 12, 0)
#define WW_IDMAP_PARAM
#define WW_NOP_IDMAP
#define ww_mount_is_idmapped(mount) false
#define ww_init_owner(inode, dir, mode) inode_init_owner(inode, dir, mode)
#elif LINUX_VERSION_CODE < KERNEL_VERSION(6, 3, 0)
#define WW_IDMAP_PARAM struct user_namespace *idmap,
#define WW_NOP_IDMAP &init_user_ns,
#define ww_mount_is_idmapped(mount) is_idmapped_mnt(mount)
#define ww_init_owner(inode, dir, mode) inode_init_owner(&init_user_ns, inode, dir, mode)
#else
#define WW_IDMAP_PARAM struct mnt_idmap *idmap,
#define WW_NOP_IDMAP &nop_mnt_idmap,
#define ww_mount_is_idmapped(mount) is_idmapped_mnt(mount)
#define ww_init_owner(inode, dir, mode) inode_init_owner(&nop_mnt_idmap, inode, dir, mode)
#endif

/* 5.17 gave inodes an allocation that knows their super block. */
#if LINUX_VERSION_CODE < KERNEL_VERSION(5, 17, 0)
#define ww_alloc_inode(sb, cache) kmem_cache_alloc(cache, GFP_KERNEL)
#else
#define ww_alloc_inode(sb, cache) alloc_inode_sb(sb, cache, GFP_KERNEL)
#endif

/* 6.6 made the table of handlers constant. */
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 6, 0)
#define ww_set_xattr_handlers(sb, handlers) \
	((sb)->s_xattr = (const struct xattr_handler **)(handlers))
#else
#define ww_set_xattr_handlers(sb, handlers) ((sb)->s_xattr = (handlers))
#endif

/* 6.17 hid the member. */
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 17, 0)
#define ww_set_dentry_operations(sb, operations) ((sb)->s_d_op = (operations))
#else
#define ww_set_dentry_operations(sb, operations) set_default_d_op(sb, operations)
#endif

/* 5.14 renamed the state of a task. */
#if LINUX_VERSION_CODE < KERNEL_VERSION(5, 14, 0)
#define ww_task_is_running(task) (READ_ONCE((task)->state) == TASK_RUNNING)
#else
#define ww_task_is_running(task) task_is_running(task)
#endif

/* 6.19 put the state of an inode behind a function. */
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 19, 0)
#define ww_inode_is_new(inode) ((inode)->i_state & I_NEW)
#else
#define ww_inode_is_new(inode) (inode_state_read_once(inode) & I_NEW)
#endif

/* 6.2 took the ACLs out of the extended attributes. */
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 2, 0)
#define WW_ACL_OPERATIONS
#else
#define WW_HAS_ACL_OPERATIONS
#define WW_ACL_OPERATIONS .get_acl = ww_fs_get_acl, .set_acl = ww_fs_set_acl,
struct posix_acl *ww_fs_get_acl(struct mnt_idmap *idmap, struct dentry *dentry, int type);
int ww_fs_set_acl(struct mnt_idmap *idmap, struct dentry *dentry, struct posix_acl *acl, int type);
#endif

/* 5.13 made the flags of files an operation of inodes. Before they were controls of each file system. 6.17 renamed them. */
#if LINUX_VERSION_CODE < KERNEL_VERSION(5, 13, 0)
#define WW_FLAGS_OPERATIONS
#ifdef CONFIG_COMPAT
#define WW_CONTROL_OPERATIONS .unlocked_ioctl = ww_fs_control, .compat_ioctl = ww_fs_compat_control,
#else
#define WW_CONTROL_OPERATIONS .unlocked_ioctl = ww_fs_control,
#endif
struct file;
long ww_fs_control(struct file *file, unsigned int command, unsigned long argument);
long ww_fs_compat_control(struct file *file, unsigned int command, unsigned long argument);
#else
#include <linux/fileattr.h>
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 17, 0)
#define ww_file_flags fileattr
#else
#define ww_file_flags file_kattr
#endif
#define WW_HAS_FILE_FLAGS
#define WW_FLAGS_OPERATIONS .fileattr_get = ww_fs_get_flags, .fileattr_set = ww_fs_set_flags,
#define WW_CONTROL_OPERATIONS
int ww_fs_get_flags(struct dentry *dentry, struct ww_file_flags *flags);
int ww_fs_set_flags(WW_IDMAP_PARAM struct dentry *dentry, struct ww_file_flags *flags);
#endif

/* 6.14 gave d_revalidate() the folder and the name. */
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 14, 0)
#define WW_DEFINE_REVALIDATE(function, implementation)						\
	static int function(struct dentry *dentry, unsigned int flags)				\
	{											\
		return implementation(dentry, flags);						\
	}
#define ww_call_revalidate(dentry, flags) ((dentry)->d_op->d_revalidate(dentry, flags))
#else
#define WW_DEFINE_REVALIDATE(function, implementation)						\
	static int function(struct inode *dir, const struct qstr *name, struct dentry *dentry,	\
			    unsigned int flags)							\
	{											\
		return implementation(dentry, flags);						\
	}
#define ww_call_revalidate(dentry, flags) ww_revalidate_in_folder(dentry, flags)
static inline int ww_revalidate_in_folder(struct dentry *dentry, unsigned int flags)
{
	struct dentry *parent = dget_parent(dentry);
	struct name_snapshot name;
	int result;

	take_dentry_name_snapshot(&name, dentry);
	result = dentry->d_op->d_revalidate(d_inode(parent), &name.name, dentry, flags);
	release_dentry_name_snapshot(&name);
	dput(parent);
	return result;
}
#endif

static inline int ww_revalidate_lower(struct dentry *dentry, unsigned int flags)
{
	return dentry->d_flags & DCACHE_OP_REVALIDATE ? ww_call_revalidate(dentry, flags) : 1;
}

/* 6.15 has mkdir() return a dentry. */
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 15, 0)
#define WW_DEFINE_MKDIR(function, implementation)						\
	static int function(WW_IDMAP_PARAM struct inode *dir, struct dentry *dentry, umode_t mode) \
	{											\
		return implementation(dentry, mode);						\
	}
#else
#define WW_DEFINE_MKDIR(function, implementation)						\
	static struct dentry *function(WW_IDMAP_PARAM struct inode *dir, struct dentry *dentry,	\
				       umode_t mode)						\
	{											\
		return ERR_PTR(implementation(dentry, mode));					\
	}
#endif

/* 6.16 renamed the lookup for file systems. The caller holds no lock. */
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 16, 0)
#define ww_lookup_lower(qstr, parent) lookup_one_len_unlocked((qstr)->name, parent, (qstr)->len)
#else
static inline struct dentry *ww_lookup_lower(const struct qstr *name, struct dentry *parent)
{
	struct qstr copy = QSTR_INIT(name->name, name->len);

	return lookup_noperm_unlocked(&copy, parent);
}
#endif

/*
 * Locks a folder for a change of a name that was looked up before. ESTALE: the name is not there any
 * more. 6.19 has functions for this.
 */
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 19, 0)
static inline struct dentry *ww_lock_name(struct dentry *parent, struct dentry *child)
{
	inode_lock_nested(d_inode(parent), I_MUTEX_PARENT);
	if (!IS_DEADDIR(d_inode(parent)) && child->d_parent == parent && !d_unhashed(child))
		return dget(child);
	inode_unlock(d_inode(parent));
	return ERR_PTR(-ESTALE);
}

static inline void ww_unlock_name(struct dentry *child)
{
	inode_unlock(d_inode(child->d_parent));
	dput(child);
}

static inline struct dentry *ww_start_creating(struct dentry *parent, struct dentry *child)
{
	struct dentry *locked = ww_lock_name(parent, child);

	if (IS_ERR(locked) || d_is_negative(locked))
		return locked;
	ww_unlock_name(locked);
	return ERR_PTR(-EEXIST);
}

static inline struct dentry *ww_start_removing(struct dentry *parent, struct dentry *child)
{
	struct dentry *locked = ww_lock_name(parent, child);

	if (IS_ERR(locked) || d_is_positive(locked))
		return locked;
	ww_unlock_name(locked);
	return ERR_PTR(-ENOENT);
}
#define ww_end_creating(child) ww_unlock_name(child)
#define ww_end_removing(child) ww_unlock_name(child)

#define ww_vfs_create(parent, child, mode, excl) \
	vfs_create(WW_NOP_IDMAP d_inode(parent), child, mode, excl)
#define ww_vfs_mknod(parent, child, mode, device) \
	vfs_mknod(WW_NOP_IDMAP d_inode(parent), child, mode, device)
#define ww_vfs_symlink(parent, child, target) \
	vfs_symlink(WW_NOP_IDMAP d_inode(parent), child, target)
#define ww_vfs_link(from, parent, child) \
	vfs_link(from, WW_NOP_IDMAP d_inode(parent), child, NULL)
static inline int ww_vfs_unlink(struct dentry *parent, struct dentry *child)
{
	return vfs_unlink(WW_NOP_IDMAP d_inode(parent), child, NULL);
}
static inline int ww_vfs_rmdir(struct dentry *parent, struct dentry *child)
{
	return vfs_rmdir(WW_NOP_IDMAP d_inode(parent), child);
}
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 15, 0)
#define ww_vfs_mkdir(parent, child, mode) vfs_mkdir(WW_NOP_IDMAP d_inode(parent), child, mode)
#endif

/* The folders are locked, and none of the dentries has moved. */
static inline int ww_rename_locked(struct dentry *from_dir, struct dentry *from,
				   struct dentry *to_dir, struct dentry *to, struct dentry *trap,
				   unsigned int flags)
{
	struct renamedata rename = {
#if LINUX_VERSION_CODE < KERNEL_VERSION(5, 12, 0)
#elif LINUX_VERSION_CODE < KERNEL_VERSION(6, 3, 0)
		.old_mnt_userns = &init_user_ns,
		.new_mnt_userns = &init_user_ns,
#else
		.old_mnt_idmap = &nop_mnt_idmap,
		.new_mnt_idmap = &nop_mnt_idmap,
#endif
		.old_dir = d_inode(from_dir),
		.old_dentry = from,
		.new_dir = d_inode(to_dir),
		.new_dentry = to,
		.flags = flags,
	};

	if (from->d_parent != from_dir || to->d_parent != to_dir || d_unhashed(from) ||
	    d_unhashed(to))
		return -ESTALE;
	if (d_is_negative(from))
		return -ENOENT;
	/* One of them is a folder above the other. */
	if (trap == from)
		return -EINVAL;
	if (trap == to)
		return -ENOTEMPTY;
	return vfs_rename(&rename);
}

/* 6.8 lets lock_rename() fail for folders without one above both. */
static inline int ww_rename_lower(struct dentry *from_dir, struct dentry *from,
				  struct dentry *to_dir, struct dentry *to, unsigned int flags)
{
	struct dentry *trap = lock_rename(from_dir, to_dir);
	int error;

	if (IS_ERR(trap))
		return PTR_ERR(trap);
	dget(from);
	dget(to);
	error = ww_rename_locked(from_dir, from, to_dir, to, trap, flags);
	unlock_rename(from_dir, to_dir);
	dput(from);
	dput(to);
	return error;
}
#else
static inline struct dentry *ww_start_creating(struct dentry *parent, struct dentry *child)
{
	struct dentry *locked = start_creating_dentry(parent, child);

	return locked == ERR_PTR(-EINVAL) ? ERR_PTR(-ESTALE) : locked;
}

static inline struct dentry *ww_start_removing(struct dentry *parent, struct dentry *child)
{
	struct dentry *locked = start_removing_dentry(parent, child);

	return locked == ERR_PTR(-EINVAL) ? ERR_PTR(-ESTALE) : locked;
}
#define ww_end_creating(child) end_creating(child)
#define ww_end_removing(child) end_removing(child)

#define ww_vfs_create(parent, child, mode, excl) vfs_create(&nop_mnt_idmap, child, mode, NULL)
#define ww_vfs_mknod(parent, child, mode, device) \
	vfs_mknod(&nop_mnt_idmap, d_inode(parent), child, mode, device, NULL)
#define ww_vfs_symlink(parent, child, target) \
	vfs_symlink(&nop_mnt_idmap, d_inode(parent), child, target, NULL)
#define ww_vfs_link(from, parent, child) \
	vfs_link(from, &nop_mnt_idmap, d_inode(parent), child, NULL)
static inline int ww_vfs_unlink(struct dentry *parent, struct dentry *child)
{
	return vfs_unlink(&nop_mnt_idmap, d_inode(parent), child, NULL);
}
static inline int ww_vfs_rmdir(struct dentry *parent, struct dentry *child)
{
	return vfs_rmdir(&nop_mnt_idmap, d_inode(parent), child, NULL);
}

/* The lower file system may give the folder another dentry, which a later lookup finds. */
static inline int ww_vfs_mkdir(struct dentry *parent, struct dentry *child, umode_t mode)
{
	struct dentry *made = vfs_mkdir(&nop_mnt_idmap, d_inode(parent), dget(child), mode, NULL);

	if (IS_ERR(made))
		return PTR_ERR(made);
	dput(made);
	return 0;
}

static inline int ww_rename_lower(struct dentry *from_dir, struct dentry *from,
				  struct dentry *to_dir, struct dentry *to, unsigned int flags)
{
	struct renamedata rename = {
		.mnt_idmap = &nop_mnt_idmap,
		.old_parent = from_dir,
		.new_parent = to_dir,
		.flags = flags,
	};
	int error = start_renaming_two_dentries(&rename, from, to);

	if (error)
		return error == -EINVAL ? -ESTALE : error;
	error = vfs_rename(&rename);
	end_renaming(&rename);
	return error;
}
#endif

/* Since 6.8 the function protects itself against a freeze of the file system. */
static inline ssize_t ww_iocb_write(struct file *file, struct kiocb *iocb, struct iov_iter *iter)
{
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 8, 0)
	ssize_t done;

	file_start_write(file);
	done = vfs_iocb_iter_write(file, iocb, iter);
	file_end_write(file);
	return done;
#else
	return vfs_iocb_iter_write(file, iocb, iter);
#endif
}

/* A reference on the file, or NULL if there is none. 6.7 made it a function, as the memory may be another file's. */
static inline struct file *ww_get_file_rcu(struct file __rcu **file)
{
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 7, 0)
	struct file *found = rcu_dereference(*file);

	return found && get_file_rcu(found) ? found : NULL;
#else
	return get_file_rcu(file);
#endif
}

/* Since 6.0 a file keeps the flags of its transfers. */
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 0, 0)
#define ww_flags_changed(file) ((void)0)
#else
#define ww_flags_changed(file) ((file)->f_iocb_flags = iocb_flags(file))
#endif

/* 6.5 gave splice() one function for all files that are read by their iterators. */
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 5, 0)
#define ww_splice_read generic_file_splice_read
#else
#define ww_splice_read copy_splice_read
#endif

/*
 * Since 6.0 the open says that direct I/O is possible. Before, the address space did, for all files of a
 * mount: then the transfer is refused, not the open.
 */
#ifdef FMODE_CAN_ODIRECT
#define ww_allow_direct_io(file, lower) \
	((file)->f_mode |= (lower) ? (lower)->f_mode & FMODE_CAN_ODIRECT : 0)
#define ww_allow_all_direct_io(file) ((file)->f_mode |= FMODE_CAN_ODIRECT)
#define ww_can_do_direct_io(file) ((file)->f_mode & FMODE_CAN_ODIRECT)
#define WW_DIRECT_IO_OPERATION
#else
#define ww_allow_direct_io(file, lower) ((void)0)
#define ww_allow_all_direct_io(file) ((void)0)
#define ww_can_do_direct_io(file) ((file)->f_mapping->a_ops->direct_IO != NULL)
#define WW_DIRECT_IO_OPERATION .direct_IO = noop_direct_IO,
#endif

/* 6.3 gave locks a header, and 6.9 what they share with leases a structure. */
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 3, 0)
#include <linux/filelock.h>
#endif
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 9, 0)
#define ww_lock_type(lock) ((lock)->fl_type)
#define ww_lock_flags(lock) ((lock)->fl_flags)
#else
#define ww_lock_type(lock) ((lock)->c.flc_type)
#define ww_lock_flags(lock) ((lock)->c.flc_flags)
#endif

/* 6.19 has files without leases by default. */
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 19, 0)
#define WW_NO_LEASES .setlease = simple_nosetlease,
#else
#define WW_NO_LEASES
#endif

/*
 * Gives an open file another place, with the references of the one that it had. 6.18 has the path const: its file
 * systems do this by another name of the member.
 */
static inline void ww_set_file_path(struct file *file, struct path path)
{
	*(struct path *)&file->f_path = path;
}

/* Closes a descriptor of the current program. 5.11 renamed it, and 5.10.162 did so later. */
#if LINUX_VERSION_CODE < KERNEL_VERSION(5, 10, 162)
#define ww_close_descriptor(descriptor) __close_fd(current->files, descriptor)
#else
#define ww_close_descriptor(descriptor) close_fd(descriptor)
#endif

/*
 * Opens the file below @upper, and maps it. Since 6.17 a file for such uses names the upper one, as
 * in /proc/PID/maps.
 */
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 17, 0)
#define ww_open_lower(upper, flags, path, credentials) dentry_open(path, flags, credentials)
static inline int ww_map_lower(struct file *upper, struct file *lower, struct vm_area_struct *vma)
{
	int error;

	if (!lower->f_op->mmap)
		return -ENODEV;
#if LINUX_VERSION_CODE < KERNEL_VERSION(5, 11, 0)
	/* After an error the caller drops its reference on the upper file. */
	vma->vm_file = get_file(lower);
	error = call_mmap(lower, vma);
	fput(error ? lower : upper);
#else
	vma_set_file(vma, lower);
	error = call_mmap(lower, vma);
#endif
	return error;
}
#else
#include <linux/backing-file.h>
#define ww_open_lower(upper, flags, path, credentials) \
	backing_file_open(upper, flags, path, credentials)
static inline int ww_map_lower(struct file *upper, struct file *lower, struct vm_area_struct *vma)
{
	struct backing_file_ctx context = { .cred = current_cred() };

	return backing_file_mmap(lower, vma, &context);
}
#endif

/*
 * Pages of a file system that has each of them by itself: 5.19 gave the functions of an address space folios.
 * struct ww_page is the one or the other.
 */
#if LINUX_VERSION_CODE < KERNEL_VERSION(5, 19, 0)
#define ww_page page
#define ww_page_index(page) ((page)->index)
#define ww_page_mapping(page) ((page)->mapping)
#define ww_page_put(page) put_page(page)
#define ww_page_unlock(page) unlock_page(page)
#define ww_page_is_uptodate(page) PageUptodate(page)
#define ww_page_set_uptodate(page) SetPageUptodate(page)
#define ww_page_dirty(page) set_page_dirty(page)
#define ww_page_begin_writeback(page) set_page_writeback(page)
#define ww_page_end_writeback(page) end_page_writeback(page)
#define ww_page_redirty(page, control) redirty_page_for_writepage(control, page)
#define ww_page_flush(page) flush_dcache_page(page)
#define ww_page_map(page) kmap_atomic(page)
#define ww_page_unmap(address) kunmap_atomic(address)
#define ww_page_get(mapping, index) \
	pagecache_get_page(mapping, index, FGP_CREAT | FGP_FOR_MMAP | FGP_WRITE, mapping_gfp_mask(mapping))
#define ww_page_lock_killable(page) lock_page_killable(page)
#define WW_READ_PAGE(name) .readpage = name
#define WW_DIRTY_PAGE .set_page_dirty = __set_page_dirty_nobuffers,
#else
#define ww_page folio
#define ww_page_index(folio) ((folio)->index)
#define ww_page_mapping(folio) ((folio)->mapping)
#define ww_page_put(folio) folio_put(folio)
#define ww_page_unlock(folio) folio_unlock(folio)
#define ww_page_is_uptodate(folio) folio_test_uptodate(folio)
#define ww_page_set_uptodate(folio) folio_mark_uptodate(folio)
#define ww_page_dirty(folio) folio_mark_dirty(folio)
#define ww_page_begin_writeback(folio) folio_start_writeback(folio)
#define ww_page_end_writeback(folio) folio_end_writeback(folio)
#define ww_page_redirty(folio, control) folio_redirty_for_writepage(control, folio)
#define ww_page_flush(folio) flush_dcache_folio(folio)
#define ww_page_map(folio) kmap_local_folio(folio, 0)
#define ww_page_unmap(address) kunmap_local(address)
#define WW_READ_PAGE(name) .read_folio = name
#define WW_DIRTY_PAGE .dirty_folio = filemap_dirty_folio,
/* The page, with a reference and not locked; or NULL, or an ERR_PTR(): 6.4 has an error. */
#define ww_page_get(mapping, index) \
	__filemap_get_folio(mapping, index, FGP_CREAT | FGP_FOR_MMAP | FGP_WRITE, mapping_gfp_mask(mapping))
#define ww_page_lock_killable(folio) folio_lock_killable(folio)
#endif

/* A page that has nothing beside its data can move in memory. 6.0 gave this function folios; 7.2 expects one. */
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 0, 0)
#include <linux/migrate.h>
#define WW_MOVE_PAGE .migratepage = migrate_page,
#else
#define WW_MOVE_PAGE .migrate_folio = filemap_migrate_folio,
#endif

/* The next page of a readahead, with a reference and locked; or NULL. 6.0 counts the pages of folios right. */
#if LINUX_VERSION_CODE < KERNEL_VERSION(5, 19, 0)
#define ww_page_ahead(ahead) readahead_page(ahead)
#else
/* readahead_folio() drops the reference; the lock and the cache keep the folio. */
#define ww_page_ahead(ahead)				\
	({						\
		struct folio *folio_ = readahead_folio(ahead);	\
							\
		if (folio_)				\
			folio_get(folio_);		\
		folio_;					\
	})
#endif

/*
 * write_begin() and write_end(), as functions of mapping, position, lengths and page. 5.19 dropped the flags, 6.12
 * has folios, and 6.17 the kiocb in place of the file.
 */
#if LINUX_VERSION_CODE < KERNEL_VERSION(5, 19, 0)
#define WW_WRITE_BEGIN_ARGUMENTS struct file *file, struct address_space *mapping, loff_t position, \
	unsigned int bytes, unsigned int flags, struct page **result, void **data
#define WW_WRITE_END_ARGUMENTS struct file *file, struct address_space *mapping, loff_t position, \
	unsigned int bytes, unsigned int copied, struct page *written, void *data
#define WW_WRITE_RESULT(page) (page)
#define WW_WRITTEN_PAGE(page) (page)
#define WW_WRITE_FILE file
#elif LINUX_VERSION_CODE < KERNEL_VERSION(6, 12, 0)
#define WW_WRITE_BEGIN_ARGUMENTS struct file *file, struct address_space *mapping, loff_t position, \
	unsigned int bytes, struct page **result, void **data
#define WW_WRITE_END_ARGUMENTS struct file *file, struct address_space *mapping, loff_t position, \
	unsigned int bytes, unsigned int copied, struct page *written, void *data
#define WW_WRITE_RESULT(folio) folio_page(folio, 0)
#define WW_WRITTEN_PAGE(page) page_folio(page)
#define WW_WRITE_FILE file
#elif LINUX_VERSION_CODE < KERNEL_VERSION(6, 17, 0)
#define WW_WRITE_BEGIN_ARGUMENTS struct file *file, struct address_space *mapping, loff_t position, \
	unsigned int bytes, struct folio **result, void **data
#define WW_WRITE_END_ARGUMENTS struct file *file, struct address_space *mapping, loff_t position, \
	unsigned int bytes, unsigned int copied, struct folio *written, void *data
#define WW_WRITE_RESULT(folio) (folio)
#define WW_WRITTEN_PAGE(folio) (folio)
#define WW_WRITE_FILE file
#else
#define WW_WRITE_BEGIN_ARGUMENTS const struct kiocb *iocb, struct address_space *mapping, loff_t position, \
	unsigned int bytes, struct folio **result, void **data
#define WW_WRITE_END_ARGUMENTS const struct kiocb *iocb, struct address_space *mapping, loff_t position, \
	unsigned int bytes, unsigned int copied, struct folio *written, void *data
#define WW_WRITE_RESULT(folio) (folio)
#define WW_WRITTEN_PAGE(folio) (folio)
#define WW_WRITE_FILE (iocb->ki_filp)
#endif

/*
 * Calls write(page, control, data) for each dirty page of the range, locked and not dirty any more. The first argument
 * of write() is WW_DIRTY_PAGE_ARGUMENT, of which ww_dirty_page() makes the page. 6.3 passes folios, and since 6.9 the
 * caller has the loop.
 */
#if LINUX_VERSION_CODE < KERNEL_VERSION(5, 19, 0)
#define WW_DIRTY_PAGE_ARGUMENT struct page *dirty
#define ww_dirty_page(page) (page)
#elif LINUX_VERSION_CODE < KERNEL_VERSION(6, 3, 0)
#define WW_DIRTY_PAGE_ARGUMENT struct page *dirty
#define ww_dirty_page(page) page_folio(page)
#else
#define WW_DIRTY_PAGE_ARGUMENT struct folio *dirty
#define ww_dirty_page(folio) (folio)
#endif

#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 9, 0)
#define ww_write_pages(mapping, control, write, data) write_cache_pages(mapping, control, write, data)
#else
#define ww_write_pages(mapping, control, write, data)					\
	({										\
		struct folio *folio_ = NULL;						\
		int error_ = 0;								\
											\
		while ((folio_ = writeback_iter(mapping, control, folio_, &error_)))	\
			error_ = write(folio_, control, data);				\
		error_;									\
	})
#endif

/* What a function for the names of a folder returns: 6.1 made it a bool. */
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 1, 0)
#define WW_ACTOR_RESULT int
#define WW_ACTOR_GOES_ON 0
#define WW_ACTOR_STOPS (-ENOSPC)
#else
#define WW_ACTOR_RESULT bool
#define WW_ACTOR_GOES_ON true
#define WW_ACTOR_STOPS false
#endif

/* 6.8 dropped the number to add, and 6.7's result. */
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 8, 0)
#define ww_eventfd_signal(context) ((void)eventfd_signal(context, 1))
#else
#define ww_eventfd_signal(context) eventfd_signal(context)
#endif

/*
 * Marks the kiocbs of libaio, which can be cancelled. 6.8 and later releases of older kernels have
 * it. In the others nothing distinguishes them from io_uring's.
 */
#ifdef IOCB_AIO_RW
#define WW_IOCB_AIO IOCB_AIO_RW
#else
#define WW_IOCB_AIO 0
#endif

/* 5.16 dropped a second result. */
#if LINUX_VERSION_CODE < KERNEL_VERSION(5, 16, 0)
#define ww_ki_complete(iocb, result) ((iocb)->ki_complete(iocb, result, 0))
#else
#define ww_ki_complete(iocb, result) ((iocb)->ki_complete(iocb, result))
#endif

/* 6.0 gave a single range an iterator of its own. 6.4 lets callers see a vector in it. */
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 0, 0)
#define ww_iter_is_user(iter) iter_is_iovec(iter)
#define ww_iter_ranges(iter) ((iter)->nr_segs)
#define ww_iter_range(iter, index) ((iter)->iov[index])
#elif LINUX_VERSION_CODE < KERNEL_VERSION(6, 4, 0)
#define ww_iter_is_user(iter) user_backed_iter(iter)
#define ww_iter_ranges(iter) (iter_is_ubuf(iter) ? 1 : (iter)->nr_segs)
#define ww_iter_range(iter, index)						\
	(iter_is_ubuf(iter) ? (struct iovec){ (iter)->ubuf, (iter)->count } : (iter)->iov[index])
#else
#define ww_iter_is_user(iter) user_backed_iter(iter)
#define ww_iter_ranges(iter) ((iter)->nr_segs)
#define ww_iter_range(iter, index) (iter_iov(iter)[index])
#endif

/* The I/O priority of a thread that never set one. 5.15 gave it this name. */
#ifndef IOPRIO_DEFAULT
#define IOPRIO_DEFAULT 0
#endif

/* 5.17 told the hint for an interrupt from the function that also sets it. */
#if LINUX_VERSION_CODE < KERNEL_VERSION(5, 17, 0)
#define ww_irq_set_affinity_and_hint(irq, mask) irq_set_affinity_hint(irq, mask)
#else
#define ww_irq_set_affinity_and_hint(irq, mask) irq_set_affinity_and_hint(irq, mask)
#endif

/* 6.5 dropped the array of areas. The caller holds the mmap lock, and puts the page. */
static inline long ww_get_user_page_remote(struct mm_struct *mm, unsigned long address, struct page **page)
{
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 5, 0)
	return get_user_pages_remote(mm, address, 1, 0, page, NULL, NULL);
#else
	return get_user_pages_remote(mm, address, 1, 0, page, NULL);
#endif
}

/* Since 6.3 functions change the flags of an area. */
static inline void ww_change_area_flags(struct vm_area_struct *area, unsigned long added,
					unsigned long removed)
{
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 3, 0)
	area->vm_flags = (area->vm_flags | added) & ~removed;
#else
	vm_flags_set(area, added);
	vm_flags_clear(area, removed);
#endif
}

/* Handles of files, as for NFS. Where they are a module, insmod(8) of this one would need it first. */
#define WW_HAS_FILE_HANDLES IS_BUILTIN(CONFIG_EXPORTFS)

/* For kunit/support/compat.h, which has the rest of each of these differences. */

/* Since 5.19 KUnit runs the suites of modules, and calls a function before and after each suite. */
#define WW_KUNIT_RUNS_MODULES (LINUX_VERSION_CODE >= KERNEL_VERSION(5, 19, 0))
/* Since 5.14 a case has a status instead of a success flag. */
#define WW_KUNIT_HAS_STATUS (LINUX_VERSION_CODE >= KERNEL_VERSION(5, 14, 0))
/* Since 5.18 a folio knows whether it is pinned; before, a page did. */
#define WW_HAS_PINNED_FOLIOS (LINUX_VERSION_CODE >= KERNEL_VERSION(5, 18, 0))
/* Since 5.13 code reads the log through struct kmsg_dump_iter. */
#define WW_HAS_KMSG_DUMP_ITER (LINUX_VERSION_CODE >= KERNEL_VERSION(5, 13, 0))

#endif /* WINWORK_LINUX_COMPAT_H */
