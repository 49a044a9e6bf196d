// SPDX-License-Identifier: GPL-2.0
/*
 * Memory of a driver, or of its device, mapped into a program.
 *
 * A mapping has a file of its own, which only the program's areas hold. The areas are in the list of
 * the mapping's address_space, where unmap_mapping_range() finds them, whatever the program has made
 * of them: it may move, split and protect them. A page fault enters a page, under the lock. The end
 * of the mapping first forbids that, under the lock, and then removes the pages from all areas.
 *
 * Linux neither counts the pages that a program has so, nor lets it pin them (VM_PFNMAP). So the
 * memory must stay until the end.
 *
 * Memory of a device goes with the device. A window lists the mappings that see it, and its end takes the
 * pages from all of them. The mappings end later, as others do.
 */
#include <linux/anon_inodes.h>
#include <linux/atomic.h>
#include <linux/build_bug.h>
#include <linux/errno.h>
#include <linux/fcntl.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/kref.h>
#include <linux/list.h>
#include <linux/mm.h>
#include <linux/mman.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/overflow.h>
#include <linux/pagemap.h>
#include <linux/pid.h>
#include <linux/rwsem.h>
#include <linux/sched.h>
#include <linux/sched/mm.h>
#include <linux/sched/signal.h>
#include <linux/slab.h>

#include "compat.h"
#include "fault.h"
#include "user_mapping.h"
#include "user_memory.h"
#include "user_pages.h"

static_assert(WW_EEXIST == EEXIST);

/* In a page of Linux. */
#define FRAMES (PAGE_SIZE >> WW_FRAME_SHIFT)

struct ww_user_window {
	struct kref users;
	struct ww_user_window_range range;
	struct mutex lock;		/* of the next two */
	bool is_closed;
	struct list_head mappings;
};

struct ww_user_mapping {
	struct kref users;		/* the creator and the file */
	struct address_space areas;	/* a list of them, as files have */
	struct rw_semaphore lock;	/* of @is_ended, and of what faults enter */
	bool is_ended;
	bool is_read_only;
	bool is_mapped;			/* once: nobody maps the file again */
	atomic_t count_of_areas;
	struct mm_struct *mm;		/* a reference, so that no later process has this address */
	struct pid *process;		/* a reference, for the same reason */
	struct ww_user_pages *pages;	/* a hold, or NULL */
	struct ww_user_window *window;	/* a reference, or NULL */
	struct list_head in_window;
	pgprot_t (*caching)(pgprot_t protection);	/* NULL: the memory is cached */
	unsigned long start;		/* in the process */
	unsigned int offset;		/* of the first byte, in the first page */
	unsigned long count;
	unsigned long pfns[];
};

static void destroy(struct kref *users)
{
	kvfree(container_of(users, struct ww_user_mapping, users));
}

static void put(struct ww_user_mapping *mapping)
{
	kref_put(&mapping->users, destroy);
}

/* ---- Windows ---------------------------------------------------------------------------- */

struct ww_user_window *ww_user_window_create(const struct ww_user_window_range *range)
{
	struct ww_user_window *window;

	window = ww_fault(sizeof(*window)) ? NULL : kzalloc(sizeof(*window), GFP_KERNEL);
	if (!window)
		return NULL;
	kref_init(&window->users);
	window->range = *range;
	mutex_init(&window->lock);
	INIT_LIST_HEAD(&window->mappings);
	return window;
}

void ww_user_window_hold(struct ww_user_window *window)
{
	kref_get(&window->users);
}

static void destroy_window(struct kref *users)
{
	kfree(container_of(users, struct ww_user_window, users));
}

void ww_user_window_put(struct ww_user_window *window)
{
	kref_put(&window->users, destroy_window);
}

static bool shows(const struct ww_user_window *window, unsigned long pfn)
{
	const struct ww_user_window_range *range = &window->range;
	const ww_u64 start = PFN_PHYS((ww_u64)pfn), end = start + PAGE_SIZE;

	return start >= range->start && end <= range->start + range->bytes &&
	       (end <= range->hidden_start || start >= range->hidden_start + range->hidden_bytes);
}

/* From now on the program gets SIGBUS. */
static void revoke(struct ww_user_mapping *mapping)
{
	down_write(&mapping->lock);
	mapping->is_ended = true;
	up_write(&mapping->lock);
	unmap_mapping_range(&mapping->areas, 0, 0, 1);
}

void ww_user_window_close(struct ww_user_window *window)
{
	struct ww_user_mapping *mapping;

	mutex_lock(&window->lock);
	window->is_closed = true;
	list_for_each_entry(mapping, &window->mappings, in_window)
		revoke(mapping);
	mutex_unlock(&window->lock);
}

/* Before the mapping has an area. */
static void enter_window(struct ww_user_mapping *mapping, struct ww_user_window *window)
{
	ww_user_window_hold(window);
	mapping->window = window;
	mutex_lock(&window->lock);
	mapping->is_ended = window->is_closed;
	list_add(&mapping->in_window, &window->mappings);
	mutex_unlock(&window->lock);
}

static void leave_window(struct ww_user_mapping *mapping)
{
	struct ww_user_window *window = mapping->window;

	if (!window)
		return;
	mutex_lock(&window->lock);
	list_del(&mapping->in_window);
	mutex_unlock(&window->lock);
	ww_user_window_put(window);
}

/* ---- Areas ------------------------------------------------------------------------------ */

static void open_area(struct vm_area_struct *area)
{
	struct ww_user_mapping *mapping = area->vm_private_data;

	atomic_inc(&mapping->count_of_areas);
}

static void close_area(struct vm_area_struct *area)
{
	struct ww_user_mapping *mapping = area->vm_private_data;

	atomic_dec(&mapping->count_of_areas);
}

static vm_fault_t enter_page(struct vm_fault *fault)
{
	struct ww_user_mapping *mapping = fault->vma->vm_private_data;
	vm_fault_t result = VM_FAULT_SIGBUS;

	down_read(&mapping->lock);
	if (!mapping->is_ended && fault->pgoff < mapping->count)
		result = vmf_insert_pfn(fault->vma, fault->address, mapping->pfns[fault->pgoff]);
	up_read(&mapping->lock);
	return result;
}

static const struct vm_operations_struct area_operations = {
	.open = open_area,
	.close = close_area,
	.fault = enter_page,
};

/* VM_IO keeps the program from taking VM_DONTCOPY away. */
static int map_file(struct file *file, struct vm_area_struct *area)
{
	struct ww_user_mapping *mapping = file->private_data;

	if (!(area->vm_flags & VM_SHARED) || mapping->is_mapped || area->vm_pgoff ||
	    vma_pages(area) != mapping->count)
		return -EINVAL;
	mapping->is_mapped = true;
	ww_change_area_flags(area, VM_PFNMAP | VM_IO | VM_DONTEXPAND | VM_DONTDUMP | VM_DONTCOPY,
			     VM_EXEC | VM_MAYEXEC | (mapping->is_read_only ? VM_MAYWRITE : 0));
	if (mapping->caching)
		area->vm_page_prot = mapping->caching(area->vm_page_prot);
	/* As ioremap(): a machine that encrypts its memory does not encrypt that of devices. */
	if (mapping->window)
		area->vm_page_prot = pgprot_decrypted(area->vm_page_prot);
	area->vm_private_data = mapping;
	area->vm_ops = &area_operations;
	open_area(area);
	return 0;
}

static int release_file(struct inode *inode, struct file *file)
{
	put(file->private_data);
	return 0;
}

static const struct file_operations operations = {
	.owner = THIS_MODULE,
	.mmap = map_file,
	.release = release_file,
	.llseek = noop_llseek,
};

/* For functions of Linux that ask an address_space. It has no pages. */
static const struct address_space_operations no_operations;

static struct file *make_file(struct ww_user_mapping *mapping)
{
	struct file *file = anon_inode_getfile("[winwork]", &operations, mapping,
					       O_RDWR | O_CLOEXEC);

	if (IS_ERR(file))
		return file;
	kref_get(&mapping->users);
	mapping->areas.host = file_inode(file);
	file->f_mapping = &mapping->areas;
	return file;
}

/* ---- Making ----------------------------------------------------------------------------- */

static bool is_owned(const struct ww_user_mapping_request *request)
{
	const unsigned long start = (unsigned long)request->address & PAGE_MASK;
	const unsigned long end = PAGE_ALIGN((unsigned long)request->address + request->bytes);
	const unsigned long owned = (unsigned long)request->owned;

	return start >= owned && end <= owned + request->owned_bytes;
}

/* The frame of a byte of the request. */
static bool find_frame(const struct ww_user_mapping_request *request, ww_size byte, ww_u64 *frame)
{
	if (!request->pages)
		return ww_kernel_frame(request->address + byte, frame);
	*frame = ww_user_pages_frame(request->pages,
				     request->address + byte -
					     ww_user_pages_address(request->pages));
	return true;
}

/* False if a page of Linux has frames that do not follow one another, or that the window does not show. */
static bool fill_in_frames(struct ww_user_mapping *mapping,
			   const struct ww_user_mapping_request *request)
{
	const unsigned long first = mapping->offset >> WW_FRAME_SHIFT;
	const unsigned long last = (mapping->offset + request->bytes - 1) >> WW_FRAME_SHIFT;
	unsigned long at;

	for (at = first; at <= last; at++) {
		const ww_uptr frame = request->frames[at - first];
		unsigned long *pfn = &mapping->pfns[at / FRAMES];

		if (frame % FRAMES != at % FRAMES || !shows(request->window, frame / FRAMES) ||
		    (at != first && at % FRAMES && *pfn != frame / FRAMES))
			return false;
		*pfn = frame / FRAMES;
	}
	return true;
}

static bool fill_in(struct ww_user_mapping *mapping, const struct ww_user_mapping_request *request)
{
	unsigned long i;
	ww_u64 frame;

	for (i = 0; i < mapping->count; i++) {
		if (!find_frame(request, i ? i * PAGE_SIZE - mapping->offset : 0, &frame))
			return false;
		mapping->pfns[i] = frame >> (PAGE_SHIFT - WW_FRAME_SHIFT);
	}
	return true;
}

/* As ioremap(): arm64's pgprot_noncached() is another kind, and two kinds of one page are undefined. */
static pgprot_t uncached(pgprot_t protection)
{
	return pgprot_device(protection);
}

static pgprot_t combined(pgprot_t protection)
{
	return pgprot_writecombine(protection);
}

/* x86 takes the caching that the kernel has the memory mapped with, whatever this is. */
static void choose_caching(struct ww_user_mapping *mapping, const struct ww_user_mapping_request *request)
{
	if (!request->frames || request->caching == WW_CACHED)
		return;
	mapping->caching = request->caching == WW_UNCACHED ? uncached : combined;
}

/* Returns 0, -WW_EFAULT or -WW_ENOMEM. */
static int make(const struct ww_user_mapping_request *request, struct ww_user_mapping **result)
{
	const unsigned int offset = offset_in_page(request->address);
	const unsigned long count = DIV_ROUND_UP(offset + request->bytes, PAGE_SIZE);
	struct ww_user_mapping *mapping;
	int error = -ENOMEM;

	mapping = kvzalloc(struct_size(mapping, pfns, count), GFP_KERNEL_ACCOUNT | __GFP_NOWARN);
	if (!mapping)
		return -ENOMEM;
	kref_init(&mapping->users);
	address_space_init_once(&mapping->areas);
	mapping->areas.a_ops = &no_operations;
	mapping_set_gfp_mask(&mapping->areas, GFP_KERNEL);
	init_rwsem(&mapping->lock);
	mapping->is_read_only = request->is_read_only;
	mapping->offset = offset;
	mapping->count = count;
	choose_caching(mapping, request);
	if (request->frames)
		error = fill_in_frames(mapping, request) ? 0 : -EFAULT;
	else if (fill_in(mapping, request))
		error = 0;
	if (error)
		kvfree(mapping);
	else
		*result = mapping;
	return error;
}

/* Returns the address, or an error. */
static unsigned long map(struct ww_user_mapping *mapping, void *wanted)
{
	const unsigned long protection = PROT_READ | (mapping->is_read_only ? 0 : PROT_WRITE);
	struct file *file = make_file(mapping);
	unsigned long start;

	if (IS_ERR(file))
		return -ENOMEM;
	start = vm_mmap(file, (unsigned long)wanted & PAGE_MASK, mapping->count * PAGE_SIZE,
			protection, MAP_SHARED | (wanted ? MAP_FIXED_NOREPLACE : 0), 0);
	fput(file);
	return start;
}

int ww_user_mapping_create(const struct ww_user_mapping_request *request,
			   struct ww_user_mapping **result)
{
	struct ww_user_mapping *mapping;
	unsigned long start;
	int error;

	if (!request->pages && !request->frames && !is_owned(request))
		return -EFAULT;
	if (!ww_user_memory() || ww_fault(request->bytes))
		return -ENOMEM;
	error = make(request, &mapping);
	if (error)
		return error;
	if (request->window)
		enter_window(mapping, request->window);
	start = map(mapping, request->wanted);
	if (IS_ERR_VALUE(start)) {
		leave_window(mapping);
		put(mapping);
		return request->wanted && start != -ENOMEM && start != -EINTR ? -EEXIST : -ENOMEM;
	}
	mapping->start = start;
	mapping->mm = current->mm;
	mmgrab(mapping->mm);
	mapping->process = get_pid(task_tgid(current));
	mapping->pages = request->pages;
	if (mapping->pages)
		ww_user_pages_hold(mapping->pages);
	*result = mapping;
	return 0;
}

/* ---- The end ---------------------------------------------------------------------------- */

/* Whether the addresses still are the mapping's, in the current process. */
static bool is_in_place(const struct ww_user_mapping *mapping)
{
	const unsigned long end = mapping->start + mapping->count * PAGE_SIZE;
	unsigned long at = mapping->start;

	mmap_read_lock(mapping->mm);
	while (at < end) {
		const struct vm_area_struct *area = find_vma(mapping->mm, at);

		if (!area || area->vm_start > at || area->vm_ops != &area_operations ||
		    area->vm_private_data != mapping)
			break;
		at = area->vm_end;
	}
	mmap_read_unlock(mapping->mm);
	return at >= end;
}

void ww_user_mapping_end(struct ww_user_mapping *mapping)
{
	revoke(mapping);
	leave_window(mapping);
	/*
	 * A program that maps something else there at the same time may lose that, and only harms
	 * itself.
	 */
	if (current->mm == mapping->mm && is_in_place(mapping))
		vm_munmap(mapping->start, mapping->count * PAGE_SIZE);
	if (mapping->pages)
		ww_user_pages_release(mapping->pages, true);
	put_pid(mapping->process);
	mmdrop(mapping->mm);
	put(mapping);
}

void *ww_user_mapping_address(const struct ww_user_mapping *mapping)
{
	return (void *)(mapping->start + mapping->offset);
}

bool ww_user_mapping_is_seen(const struct ww_user_mapping *mapping)
{
	return atomic_read(&mapping->count_of_areas) > 0;
}

const void *ww_user_mapping_process(const struct ww_user_mapping *mapping)
{
	return mapping->process;
}

const void *ww_user_process(void)
{
	return task_tgid(current);
}
