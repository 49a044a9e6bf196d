// SPDX-License-Identifier: GPL-2.0
/*
 * Pages of programs, pinned and mapped for the kernel. And the frames behind addresses of the
 * kernel.
 */
#include <linux/atomic.h>
#include <linux/build_bug.h>
#include <linux/capability.h>
#include <linux/cred.h>
#include <linux/errno.h>
#include <linux/highmem.h>
#include <linux/io.h>
#include <linux/llist.h>
#include <linux/minmax.h>
#include <linux/mm.h>
#include <linux/refcount.h>
#include <linux/sched.h>
#include <linux/sched/mm.h>
#include <linux/sched/signal.h>
#include <linux/sched/user.h>
#include <linux/slab.h>
#include <linux/uaccess.h>
#include <linux/user_namespace.h>
#include <linux/vmalloc.h>
#include <linux/workqueue.h>

#include "compat.h"
#include "fault.h"
#include "user_memory.h"
#include "user_pages.h"

static_assert(WW_EFAULT == EFAULT);
static_assert(PAGE_SHIFT >= WW_FRAME_SHIFT);

struct ww_user_pages {
	refcount_t users;
	bool writable;			/* the mapping */
	bool dirty;			/* the kernel may have written to them */
	unsigned int offset;		/* of the range in the first page */
	unsigned long count;
	struct page **pages;
	/*
	 * A reference, so that no later process has this address. Its pinned_vm counts the pages.
	 */
	struct mm_struct *mm;
	/* Keeps the user whose locked_vm counts the pages. NULL: the program has no limit. */
	const struct cred *cred;
	void *mapping;			/* of vmap(), or NULL: used where Linux has the pages */
	void *address;			/* of the range */
	struct llist_node released;
};

/* Pages that a worker has to unpin. */
static LLIST_HEAD(released_pages);

/* Pins all pages, or none. */
static int pin(unsigned long start, unsigned long count, unsigned int flags, struct page **pages)
{
	unsigned long done = 0;

	while (done < count) {
		int wanted = min_t(unsigned long, count - done, INT_MAX);
		int got = pin_user_pages_fast(start + done * PAGE_SIZE, wanted, flags,
					      pages + done);

		if (got <= 0) {
			unpin_user_pages(pages, done);
			return got == -ENOMEM ? -ENOMEM : -EFAULT;
		}
		done += got;
		cond_resched();
	}
	return 0;
}

static bool charge_user(struct user_struct *user, unsigned long count, unsigned long limit)
{
	long before = atomic_long_read(&user->locked_vm);

	do {
		if (before + count > limit)
			return false;
	} while (!atomic_long_try_cmpxchg(&user->locked_vm, &before, before + count));
	return true;
}

/*
 * A request may pend for as long as its driver and its program like, also when the process that
 * sent it has ended. So its pages count for the user, as those of io_uring do, against the limit of
 * the program: for the process alone each fork and execve would begin at 0. The process counts them
 * as well, and shows them.
 */
static int charge(struct ww_user_pages *pages)
{
	const unsigned long limit = rlimit(RLIMIT_MEMLOCK) >> PAGE_SHIFT;
	const u64 pinned = atomic64_add_return(pages->count, &pages->mm->pinned_vm);

	if (ns_capable_noaudit(&init_user_ns, CAP_IPC_LOCK))
		return 0;
	if (pinned <= limit && charge_user(current_cred()->user, pages->count, limit)) {
		pages->cred = get_current_cred();
		return 0;
	}
	atomic64_sub(pages->count, &pages->mm->pinned_vm);
	return -ENOMEM;
}

static void uncharge(struct ww_user_pages *pages)
{
	atomic64_sub(pages->count, &pages->mm->pinned_vm);
	if (!pages->cred)
		return;
	atomic_long_sub(pages->count, &pages->cred->user->locked_vm);
	put_cred(pages->cred);
}

/*
 * For the same reason the pins are long-term ones. Linux first moves the pages out of memory that
 * must stay movable. It refuses pages that a file system must write back or unmap.
 *
 * Also pages to be read are pinned for writing if the process may write to them: then a fork gives
 * the copy of a page to the child, and the kernel goes on seeing what the process writes. Windows's
 * mapping can be written to as well.
 */
static int pin_for(struct ww_user_pages *pages, unsigned long start, enum ww_pin access)
{
	int error = pin(start, pages->count, FOLL_LONGTERM | FOLL_WRITE, pages->pages);

	pages->writable = !error;
	pages->dirty = access == WW_PIN_WRITE;
	if (error == -EFAULT && access == WW_PIN_READ)
		error = pin(start, pages->count, FOLL_LONGTERM, pages->pages);
	return error;
}

/*
 * Are the pages one block that Linux has mapped anyway? KMSAN's records of neighbours are apart if
 * these were not allocated together, and an access to both of them would disable KMSAN.
 */
static bool is_one_block(const struct ww_user_pages *pages)
{
	unsigned long i;

	if (IS_ENABLED(CONFIG_KMSAN) && pages->count > 1)
		return false;
	for (i = 0; i < pages->count; i++) {
		if (PageHighMem(pages->pages[i]) ||
		    page_to_pfn(pages->pages[i]) != page_to_pfn(pages->pages[0]) + i)
			return false;
	}
	return true;
}

/* A mapping of its own keeps the kernel from writing to pages that the process may only read. */
static int map(struct ww_user_pages *pages)
{
	void *start;

	if (pages->writable && is_one_block(pages)) {
		start = page_address(pages->pages[0]);
	} else {
		pages->mapping = vmap(pages->pages, pages->count, VM_MAP,
				      pages->writable ? PAGE_KERNEL : PAGE_KERNEL_RO);
		start = pages->mapping;
	}
	if (!start)
		return -ENOMEM;
	pages->address = start + pages->offset;
	return 0;
}

/* The pages are not pinned. */
static void discard(struct ww_user_pages *pages)
{
	uncharge(pages);
	mmdrop(pages->mm);
	kvfree(pages->pages);
	kfree(pages);
}

/*
 * For KMSAN, which checks what copy_to_user() copies, but not what the kernel writes to pinned
 * pages. It reports a byte once, and not again for a later request.
 */
static void check_initialised(const struct ww_user_pages *pages)
{
	unsigned long i;

	for (i = 0; i < pages->count; i++) {
		kmsan_check_memory(page_address(pages->pages[i]), PAGE_SIZE);
		kmsan_unpoison_memory(page_address(pages->pages[i]), PAGE_SIZE);
	}
}

static void unpin(struct ww_user_pages *pages)
{
	if (IS_ENABLED(CONFIG_KMSAN) && pages->dirty)
		check_initialised(pages);
	if (pages->mapping)
		vunmap(pages->mapping);
	unpin_user_pages_dirty_lock(pages->pages, pages->count, pages->dirty);
	discard(pages);
}

static void unpin_released(struct work_struct *work)
{
	struct llist_node *list = llist_del_all(&released_pages);
	struct ww_user_pages *pages, *next;

	llist_for_each_entry_safe(pages, next, list, released) {
		unpin(pages);
		cond_resched();
	}
}

static DECLARE_WORK(unpin_work, unpin_released);

int ww_user_pages_pin(const void *start, ww_size bytes, enum ww_pin access,
		      struct ww_user_pages **result)
{
	const unsigned long first = (unsigned long)start & PAGE_MASK;
	struct ww_user_pages *pages;
	int error;

	if (!ww_user_memory() || !access_ok((void __user *)start, bytes))
		return -EFAULT;
	if (ww_fault(bytes))
		return -ENOMEM;
	pages = kzalloc(sizeof(*pages), GFP_KERNEL_ACCOUNT | __GFP_NOWARN);
	if (!pages)
		return -ENOMEM;
	refcount_set(&pages->users, 1);
	pages->offset = offset_in_page(start);
	pages->count = DIV_ROUND_UP(pages->offset + bytes, PAGE_SIZE);
	pages->mm = current->mm;
	error = charge(pages);
	if (error) {
		kfree(pages);
		return error;
	}
	mmgrab(pages->mm);
	pages->pages = kvmalloc_array(pages->count, sizeof(*pages->pages),
				      GFP_KERNEL_ACCOUNT | __GFP_NOWARN);
	error = pages->pages ? pin_for(pages, first, access) : -ENOMEM;
	if (error) {
		discard(pages);
		return error;
	}
	error = map(pages);
	if (error) {
		pages->dirty = false;
		unpin(pages);
		return error;
	}
	*result = pages;
	return 0;
}

void ww_user_pages_hold(struct ww_user_pages *pages)
{
	refcount_inc(&pages->users);
}

void ww_user_pages_release(struct ww_user_pages *pages, bool may_sleep)
{
	if (!refcount_dec_and_test(&pages->users))
		return;
	if (may_sleep)
		unpin(pages);
	else if (llist_add(&pages->released, &released_pages))
		schedule_work(&unpin_work);
}

void ww_user_pages_flush(void)
{
	flush_work(&unpin_work);
}

void *ww_user_pages_address(const struct ww_user_pages *pages)
{
	return pages->address;
}

bool ww_user_pages_writable(const struct ww_user_pages *pages)
{
	return pages->writable;
}

void ww_user_pages_dirty(struct ww_user_pages *pages)
{
	WRITE_ONCE(pages->dirty, true);
}

const void *ww_user_pages_owner(const struct ww_user_pages *pages)
{
	return pages->mm;
}

ww_u64 ww_user_pages_frame(const struct ww_user_pages *pages, ww_size offset)
{
	const unsigned long byte = pages->offset + offset;
	const u64 page = page_to_phys(pages->pages[byte >> PAGE_SHIFT]);

	return (page + offset_in_page(byte)) >> WW_FRAME_SHIFT;
}

bool ww_user_range_writable(const void *start, ww_size bytes)
{
	struct page *pages[16];
	unsigned long address = (unsigned long)start & PAGE_MASK;
	unsigned long left;

	if (!ww_user_memory() || !bytes || !access_ok((void __user *)start, bytes))
		return false;
	for (left = DIV_ROUND_UP(offset_in_page(start) + bytes, PAGE_SIZE); left;) {
		const unsigned long count = min_t(unsigned long, left, ARRAY_SIZE(pages));

		if (pin(address, count, FOLL_WRITE, pages))
			return false;
		unpin_user_pages(pages, count);
		address += count * PAGE_SIZE;
		left -= count;
	}
	return true;
}

bool ww_kernel_frame(const void *address, ww_u64 *frame)
{
	const struct page *page;
	u8 byte;

	if (copy_from_kernel_nofault(&byte, address, sizeof(byte)))
		return false;
	if (!is_vmalloc_addr(address) && virt_addr_valid(address)) {
		*frame = virt_to_phys((void *)address) >> WW_FRAME_SHIFT;
		return true;
	}
	/* Virtually mapped memory, modules among it. */
	page = vmalloc_to_page(address);
	if (!page)
		return false;
	*frame = (page_to_phys(page) + offset_in_page(address)) >> WW_FRAME_SHIFT;
	return true;
}
