// SPDX-License-Identifier: GPL-2.0
/*
 * Sections of files of a mount. A section is a file of its own, which can be mapped and nothing else: a program that
 * has its descriptor gets neither the lower file nor its path. A mapping of it is one of the lower file, so Linux keeps
 * its pages as those of any other mapping, and ends it with the program.
 */
#include <linux/anon_inodes.h>
#include <linux/fdtable.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/mm.h>
#include <linux/mman.h>
#include <linux/pid.h>
#include <linux/sched.h>
#include <linux/sched/mm.h>
#include <linux/slab.h>
#include <linux/vmalloc.h>

#include "fault.h"
#include "fs_types.h"
#include "section.h"
#include "user_mapping.h"
#include "user_memory.h"

struct section {
	struct file *lower;
};

struct ww_section_view {
	const struct file *shown;	/* for comparison: overlayfs has the lower file replaced. Or NULL */
	struct mm_struct *mm;		/* a reference, so that no later process has this address; NULL: the kernel's */
	struct pid *process;		/* a reference, for the same reason */
	void *address;
	size_t bytes;
};

static struct file *file_of(const struct ww_section *section)
{
	return (struct file *)section;
}

static struct file *lower_of(const struct ww_section *section)
{
	return ((struct section *)file_of(section)->private_data)->lower;
}

/* ---- The file --------------------------------------------------------------------------- */

static int map_file(struct file *file, struct vm_area_struct *area)
{
	struct section *section = file->private_data;

	if (area->vm_flags & (VM_WRITE | VM_EXEC))
		return -EACCES;
	ww_change_area_flags(area, 0, VM_MAYWRITE | VM_MAYEXEC);
	return ww_map_lower(file, section->lower, area);
}

/* A program learns the size by it. */
static loff_t seek(struct file *file, loff_t offset, int whence)
{
	const struct section *section = file->private_data;

	return fixed_size_llseek(file, offset, whence, i_size_read(file_inode(section->lower)));
}

static int release_file(struct inode *inode, struct file *file)
{
	struct section *section = file->private_data;

	if (section->lower)
		fput(section->lower);
	kfree(section);
	return 0;
}

static const struct file_operations operations = {
	.owner = THIS_MODULE,
	.mmap = map_file,
	.release = release_file,
	.llseek = seek,
};

bool ww_mount_has_sections(const void *mount)
{
	return !ww_fs_super(mount)->has_own_pages;
}

int ww_section_create(const struct ww_place *place, struct ww_section **result)
{
	const struct path path = ww_path_of(place);
	struct section *section;
	struct file *file, *lower;

	if (!d_is_reg(path.dentry))
		return -ENOTTY;
	section = ww_fault(sizeof(*section)) ? NULL : kzalloc(sizeof(*section), GFP_KERNEL_ACCOUNT);
	if (!section)
		return -ENOMEM;
	file = anon_inode_getfile("[winwork section]", &operations, section, O_RDONLY | O_CLOEXEC);
	if (IS_ERR(file)) {
		kfree(section);
		return PTR_ERR(file);
	}
	lower = ww_open_lower(file, O_RDONLY | O_LARGEFILE, &path, ww_fs_super(place->mount)->mounter);
	if (IS_ERR(lower)) {
		fput(file);
		return PTR_ERR(lower);
	}
	section->lower = lower;
	/* Linux 5.10 does not set it for a file that has llseek(). */
	file->f_mode |= FMODE_LSEEK;
	*result = (struct ww_section *)file;
	return 0;
}

void ww_section_put(struct ww_section *section)
{
	fput(file_of(section));
}

ww_s64 ww_section_size(const struct ww_section *section)
{
	return i_size_read(file_inode(lower_of(section)));
}

/* Not one of the first three, which have a meaning of their own where a program has closed them. */
static int unused_descriptor(void)
{
	int low[3], count = 0, descriptor;

	while ((descriptor = get_unused_fd_flags(O_CLOEXEC)) >= 0 && descriptor < 3)
		low[count++] = descriptor;
	while (count)
		put_unused_fd(low[--count]);
	return descriptor;
}

/* A program closes its files after its descriptors have gone. */
bool ww_section_may_be_given(void)
{
	return !(current->flags & PF_KTHREAD) && current->files;
}

ww_s32 ww_section_give(struct ww_section *section)
{
	const int descriptor = unused_descriptor();

	if (descriptor >= 0)
		fd_install(descriptor, get_file(file_of(section)));
	return descriptor;
}

struct ww_section *ww_section_of(ww_s32 descriptor)
{
	struct file *file = current->files ? fget(descriptor) : NULL;

	if (!file || file->f_op == &operations)
		return (struct ww_section *)file;
	fput(file);
	return NULL;
}

/* A program that makes it another file at the same time only harms itself. */
bool ww_section_close(ww_s32 descriptor)
{
	struct ww_section *section = ww_section_of(descriptor);

	if (!section)
		return false;
	ww_section_put(section);
	return !ww_close_descriptor(descriptor);
}

/* ---- Views ------------------------------------------------------------------------------ */

/* The file that an address of the current program shows, or NULL. */
static const struct file *file_at(unsigned long address)
{
	const struct vm_area_struct *area;
	const struct file *file;

	mmap_read_lock(current->mm);
	area = find_vma(current->mm, address);
	file = area && area->vm_start <= address ? area->vm_file : NULL;
	mmap_read_unlock(current->mm);
	return file;
}

static int map_in_program(struct ww_section *section, const struct ww_section_range *range, struct ww_section_view *view)
{
	const unsigned long start = vm_mmap(file_of(section), (unsigned long)range->wanted, range->bytes, PROT_READ,
					    MAP_SHARED | (range->wanted ? MAP_FIXED_NOREPLACE : 0), range->offset);

	if (IS_ERR_VALUE(start))
		return range->wanted && start != -ENOMEM && start != -EINTR ? -EEXIST : -ENOMEM;
	view->address = (void *)start;
	view->shown = file_at(start);
	view->mm = current->mm;
	mmgrab(view->mm);
	view->process = get_pid(task_tgid(current));
	return 0;
}

/* What is behind the end of the file reads as zero. */
static void copy_file(struct file *lower, loff_t offset, void *to, size_t bytes)
{
	size_t done = 0;
	ssize_t count;

	do {
		count = kernel_read(lower, to + done, min_t(size_t, bytes - done, SZ_1M), &offset);
		if (count > 0)
			done += count;
		cond_resched();
	} while (count > 0 && done < bytes);
}

/* A large file must not take the memory that others need. */
static int copy_for_kernel(struct ww_section *section, const struct ww_section_range *range,
			   struct ww_section_view *view)
{
	if (range->bytes >> PAGE_SHIFT > si_mem_available() / 2)
		return -ENOMEM;
	view->address = __vmalloc(range->bytes, GFP_KERNEL | __GFP_ZERO | __GFP_NOWARN);
	if (!view->address)
		return -ENOMEM;
	copy_file(lower_of(section), range->offset, view->address, range->bytes);
	return 0;
}

/*
 * Also in a program that has no memory any more, when it closes its files at its end, and in a thread that is
 * attached to another process.
 */
static bool is_for_kernel(void)
{
	return current->flags & PF_KTHREAD || !ww_user_memory();
}

/* A program must not keep its files from being scanned by limits of its own. */
static int map_or_copy(struct ww_section *section, const struct ww_section_range *range, struct ww_section_view *view)
{
	int error;

	if (is_for_kernel())
		return copy_for_kernel(section, range, view);
	error = map_in_program(section, range, view);
	return error && !range->wanted ? copy_for_kernel(section, range, view) : error;
}

int ww_section_map(struct ww_section *section, const struct ww_section_range *range, struct ww_section_view **result)
{
	struct ww_section_view *view = ww_fault(sizeof(*view)) ? NULL : kzalloc(sizeof(*view), GFP_KERNEL_ACCOUNT);
	int error;

	if (!view)
		return -ENOMEM;
	view->bytes = range->bytes;
	error = map_or_copy(section, range, view);
	if (error)
		kfree(view);
	else
		*result = view;
	return error;
}

void *ww_section_view_address(const struct ww_section_view *view)
{
	return view->address;
}

const void *ww_section_view_process(const struct ww_section_view *view)
{
	return view->process;
}

bool ww_section_view_is_seen(const struct ww_section_view *view)
{
	return !view->mm || atomic_read(&view->mm->mm_users);
}

/* Whether the addresses still are the view's: the program may have mapped something else there. */
static bool is_in_place(const struct ww_section_view *view)
{
	const unsigned long start = (unsigned long)view->address, end = start + view->bytes;
	unsigned long at = start;

	mmap_read_lock(view->mm);
	while (at < end) {
		const struct vm_area_struct *area = find_vma(view->mm, at);

		if (!area || area->vm_start > at || !area->vm_file || area->vm_file != view->shown)
			break;
		at = area->vm_end;
	}
	mmap_read_unlock(view->mm);
	return at >= end;
}

void ww_section_unmap(struct ww_section_view *view)
{
	if (!view->mm) {
		vfree(view->address);
		kfree(view);
		return;
	}
	if (current->mm == view->mm && is_in_place(view))
		vm_munmap((unsigned long)view->address, view->bytes);
	put_pid(view->process);
	mmdrop(view->mm);
	kfree(view);
}
