/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Where kernels differ. No other file of the project asks which version it is built for.
 */
#ifndef WINWORK_LINUX_COMPAT_H
#define WINWORK_LINUX_COMPAT_H

#include <linux/fs.h>
#include <linux/hrtimer.h>
#include <linux/ioprio.h>
#include <linux/irq_work.h>
#include <linux/module.h>
#include <linux/nodemask.h>
#include <linux/preempt.h>
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

/* 6.10 renamed the flag for a line. */
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 10, 0)
#define WW_PCI_IRQ_LINE PCI_IRQ_LEGACY
#else
#define WW_PCI_IRQ_LINE PCI_IRQ_INTX
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
