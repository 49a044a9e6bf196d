// SPDX-License-Identifier: GPL-2.0
/*
 * Questions about an address that a driver passed.
 */
#include <linux/memory.h>
#include <linux/mm.h>
#include <linux/mmzone.h>
#include <linux/nodemask.h>
#include <linux/notifier.h>
#include <linux/pfn.h>
#include <linux/sched/task_stack.h>
#include <linux/uaccess.h>

#include "address.h"
#include "pages.h"

bool ww_read_any(void *to, const void *from, ww_size bytes)
{
	return copy_from_kernel_nofault(to, from, bytes) == 0;
}

/*
 * One load that may fault. On x86, __get_kernel_nofault() would warn about an address that is not
 * canonical. These three change no register but the result's: see WW_KEEPS_REGISTERS.
 */
#ifdef CONFIG_X86_64

notrace WW_KEEPS_REGISTERS u32 ww_is_readable(const void *address)
{
	u32 readable = 0;

	asm volatile("	testq %1, %1\n"
		     "	jns 2f\n"
		     "1:	testb %%al, (%1)\n"
		     "	incl %0\n"
		     "2:\n"
		     _ASM_EXTABLE(1b, 2b)
		     : "+a" (readable) : "r" (address) : "cc");
	return readable;
}

notrace WW_KEEPS_REGISTERS ww_uptr ww_read_word(const void *address)
{
	ww_uptr word = 0;

	if ((long)address < 0)
		asm volatile("1:	movq (%1), %0\n"
			     "2:\n"
			     _ASM_EXTABLE(1b, 2b)
			     : "+a" (word) : "r" (address));
	return word;
}

/* The two ends of an item may be on two pages. */
notrace WW_KEEPS_REGISTERS void *ww_readable_routine(const void *item)
{
	void *routine = NULL;

	if ((long)item < 0)
		asm volatile("1:	testb %%al, (%1)\n"
			     "2:	testb %%al, 31(%1)\n"
			     "	movq 16(%1), %0\n"
			     "	testq %0, %0\n"
			     "	jns 4f\n"
			     "3:	testb %%al, (%0)\n"
			     "	jmp 5f\n"
			     "4:	xorl %k0, %k0\n"
			     "5:\n"
			     _ASM_EXTABLE(1b, 4b)
			     _ASM_EXTABLE(2b, 4b)
			     _ASM_EXTABLE(3b, 4b)
			     : "+a" (routine) : "r" (item) : "cc");
	return routine;
}

#else

static bool is_kernel(const void *address)
{
	return (long)((unsigned long)address << WW_ADDRESS_SHIFT) < 0;
}

notrace WW_KEEPS_REGISTERS u32 ww_is_readable(const void *address)
{
	u8 byte;

	if (!is_kernel(address))
		return 0;
	__get_kernel_nofault(&byte, address, u8, fault);
	return 1;
fault:
	return 0;
}

notrace WW_KEEPS_REGISTERS ww_uptr ww_read_word(const void *address)
{
	ww_uptr word;

	return !is_kernel(address) || copy_from_kernel_nofault(&word, address, sizeof(word)) ? 0
											    : word;
}

notrace WW_KEEPS_REGISTERS void *ww_readable_routine(const void *item)
{
	void *copy[4];

	if (!is_kernel(item) || copy_from_kernel_nofault(copy, item, sizeof(copy)))
		return NULL;
	return ww_is_readable(copy[2]) ? copy[2] : NULL;
}

#endif

/*
 * Memory need not begin at PAGE_OFFSET. On arm64 a kernel for addresses of 52 bits maps it 15 x 2^48
 * bytes higher on a machine that has 48 bits, and KASLR moves it within the linear mapping.
 */
void ww_linear_mapping(ww_uptr *start, ww_uptr *bytes)
{
	unsigned long lowest = ULONG_MAX;
	int node;

	for_each_node_state(node, N_MEMORY)
		lowest = min(lowest, (unsigned long)node_start_pfn(node));
	*start = (unsigned long)__va(PFN_PHYS(lowest));
	*bytes = (unsigned long)high_memory - *start;
}

static int memory_changes(struct notifier_block *block, unsigned long action, void *data)
{
	const struct memory_notify *memory = data;

	if (action == MEM_GOING_ONLINE)
		ww_linear_mapping_grows((unsigned long)__va(PFN_PHYS(memory->start_pfn)) +
					memory->nr_pages * PAGE_SIZE);
	return NOTIFY_OK;
}

static struct notifier_block memory_block = { .notifier_call = memory_changes };

int ww_linear_mapping_watch(void)
{
	return register_memory_notifier(&memory_block);
}

void ww_linear_mapping_unwatch(void)
{
	unregister_memory_notifier(&memory_block);
}

bool ww_is_pageable(const void *address)
{
	return (is_vmalloc_addr(address) && !ww_pages_contain(address)) || object_is_on_stack(address);
}
