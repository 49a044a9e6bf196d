// SPDX-License-Identifier: MIT
/*
 * Pages of memory. A region is a mapping without access, with a byte for each page: its protection, 0 if it is not
 * committed. A view is a region as well. All its pages are committed: 0 is the protection that it has got at first.
 */
#include "internal.h"
#include "../include/winwork/memoryapi.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

struct region {
	struct region *next;
	char *begin;
	size_t pages;
	DWORD type;		/* MEM_PRIVATE, or MEM_MAPPED of a view */
	DWORD protection;	/* that of VirtualAlloc(), or of the view */
	unsigned char protections[];
};

/* Of the list, the regions in it and their pages. */
static pthread_mutex_t regions_lock = PTHREAD_MUTEX_INITIALIZER;
static struct region *regions;

void regions_hold(bool hold)
{
	if (hold)
		pthread_mutex_lock(&regions_lock);
	else
		pthread_mutex_unlock(&regions_lock);
}

static size_t page_size(void)
{
	return (size_t)sysconf(_SC_PAGESIZE);
}

/* What mprotect(2) takes; -1 for a protection that does not exist here. */
static int linux_protection(DWORD protection)
{
	switch (protection) {
	case PAGE_NOACCESS:
		return PROT_NONE;
	case PAGE_READONLY:
		return PROT_READ;
	case PAGE_READWRITE:
		return PROT_READ | PROT_WRITE;
	case PAGE_EXECUTE:
		return PROT_EXEC;
	case PAGE_EXECUTE_READ:
		return PROT_READ | PROT_EXEC;
	case PAGE_EXECUTE_READWRITE:
		return PROT_READ | PROT_WRITE | PROT_EXEC;
	default:
		return -1;
	}
}

/* Pages of a region. */
struct range {
	struct region *region;
	size_t first, count;
};

/* Finds the pages that contain any of the bytes. The caller holds the lock. */
static bool range_of(const void *address, size_t size, struct range *range)
{
	const size_t page = page_size();

	for (struct region *region = regions; region; region = region->next) {
		const size_t offset = (size_t)((const char *)address - region->begin), length = region->pages * page;

		if (offset >= length)
			continue;
		range->region = region;
		range->first = offset / page;
		range->count = (offset + (size ? size : 1) - 1) / page - range->first + 1;
		return size <= length - offset;
	}
	return false;
}

static DWORD protection_of(const struct region *region, size_t page)
{
	const DWORD changed = region->protections[page];

	return changed || region->type == MEM_PRIVATE ? changed : region->protection;
}

static bool is_committed(const struct range *range)
{
	return range->region->type == MEM_MAPPED ||
	       !memchr(range->region->protections + range->first, 0, range->count);
}

static char *address_of(const struct range *range)
{
	return range->region->begin + range->first * page_size();
}

/* A mapping without access that begins at a multiple of the granularity; MAP_FAILED and errno. */
static char *map(size_t size)
{
	char *begin = mmap(NULL, size + GRANULARITY, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0), *aligned;

	if (begin == MAP_FAILED)
		return begin;
	aligned = (char *)(((uintptr_t)begin + GRANULARITY - 1) & ~(uintptr_t)(GRANULARITY - 1));
	if (aligned > begin)
		munmap(begin, (size_t)(aligned - begin));
	if (aligned + size < begin + size + GRANULARITY)
		munmap(aligned + size, (size_t)(begin + GRANULARITY - aligned));
	return aligned;
}

/* A region that has no place yet; NULL without memory. */
static struct region *region_new(size_t size, DWORD type, DWORD protection)
{
	const size_t pages = size / page_size() + (size % page_size() != 0);
	struct region *region = calloc(1, sizeof(*region) + pages);

	if (!region)
		return NULL;
	region->pages = pages;
	region->type = type;
	region->protection = protection;
	return region;
}

/* The caller holds the lock. */
static void enter(struct region *region)
{
	region->next = regions;
	regions = region;
}

/* Reserves a region. The caller holds the lock. */
static DWORD reserve(size_t size, DWORD protection, struct range *range)
{
	struct region *region = region_new(size, MEM_PRIVATE, protection);

	if (!region)
		return ERROR_NOT_ENOUGH_MEMORY;
	region->begin = map(region->pages * page_size());
	if (region->begin == MAP_FAILED) {
		free(region);
		return ERROR_NOT_ENOUGH_MEMORY;
	}
	enter(region);
	*range = (struct range){ region, 0, region->pages };
	return ERROR_SUCCESS;
}

/* Gives pages a protection. The caller holds the lock. */
static DWORD protect(const struct range *range, DWORD protection)
{
	if (mprotect(address_of(range), range->count * page_size(), linux_protection(protection)) != 0)
		return error_of_errno(errno);
	memset(range->region->protections + range->first, (int)protection, range->count);
	return ERROR_SUCCESS;
}

/* Ends a region. The caller holds the lock. */
static void release(struct region *region)
{
	struct region **link = &regions;

	while (*link != region)
		link = &(*link)->next;
	*link = region->next;
	munmap(region->begin, region->pages * page_size());
	free(region);
}

static DWORD check_allocation(const void *address, size_t size, DWORD type, DWORD protection)
{
	if (!size || size > SIZE_MAX / 2 || !(type & (MEM_RESERVE | MEM_COMMIT)))
		return ERROR_INVALID_PARAMETER;
	if ((type & ~(DWORD)(MEM_RESERVE | MEM_COMMIT | MEM_TOP_DOWN)) || (address && (type & MEM_RESERVE)))
		return ERROR_NOT_SUPPORTED;
	if (linux_protection(protection) >= 0)
		return ERROR_SUCCESS;
	/* Copies on write, guards and caches are bits of their own. */
	return protection & 0xF88 ? ERROR_NOT_SUPPORTED : ERROR_INVALID_PARAMETER;
}

LPVOID VirtualAlloc(LPVOID address, SIZE_T size, DWORD type, DWORD protection)
{
	DWORD error = check_allocation(address, size, type, protection);
	struct range range = { 0 };

	if (error)
		goto out;
	pthread_mutex_lock(&regions_lock);
	if (!address)
		error = reserve(size, protection, &range);
	else if (!range_of(address, size, &range))
		error = ERROR_INVALID_ADDRESS;
	else if (range.region->type == MEM_MAPPED)
		error = ERROR_ACCESS_DENIED;
	if (!error && (type & MEM_COMMIT)) {
		error = protect(&range, protection);
		if (error && !address)
			release(range.region);
	}
	pthread_mutex_unlock(&regions_lock);
out:
	SetLastError(error ? error : GetLastError());
	return error ? NULL : address_of(&range);
}

/* The pages become as if they had never been committed. The caller holds the lock. */
static DWORD decommit(const struct range *range)
{
	if (mmap(address_of(range), range->count * page_size(), PROT_NONE,
		 MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED, -1, 0) == MAP_FAILED)
		return error_of_errno(errno);
	memset(range->region->protections + range->first, 0, range->count);
	return ERROR_SUCCESS;
}

/* The caller holds the lock. */
static DWORD free_range(char *address, size_t size, DWORD type)
{
	struct range range;

	if (!range_of(address, size, &range))
		return ERROR_INVALID_ADDRESS;
	if (range.region->type == MEM_MAPPED)
		return ERROR_INVALID_PARAMETER;
	if ((type == MEM_RELEASE || !size) && address != range.region->begin)
		return ERROR_INVALID_ADDRESS;
	if (type == MEM_RELEASE) {
		release(range.region);
		return ERROR_SUCCESS;
	}
	if (!size)
		range.count = range.region->pages;
	return decommit(&range);
}

BOOL VirtualFree(LPVOID address, SIZE_T size, DWORD type)
{
	DWORD error;

	if ((type != MEM_RELEASE && type != MEM_DECOMMIT) || (type == MEM_RELEASE && size))
		return fail(ERROR_INVALID_PARAMETER);
	pthread_mutex_lock(&regions_lock);
	error = free_range(address, size, type);
	pthread_mutex_unlock(&regions_lock);
	return error ? fail(error) : TRUE;
}

/* The pages of a view can be neither written nor run. */
static bool may_have(const struct region *region, DWORD protection)
{
	return region->type == MEM_PRIVATE || protection == PAGE_NOACCESS || protection == PAGE_READONLY;
}

BOOL VirtualProtect(LPVOID address, SIZE_T size, DWORD protection, PDWORD old)
{
	DWORD error = ERROR_SUCCESS;
	struct range range;

	if (!old)
		return fail(ERROR_NOACCESS);
	if (!size || linux_protection(protection) < 0)
		return fail(protection & 0xF88 ? ERROR_NOT_SUPPORTED : ERROR_INVALID_PARAMETER);
	pthread_mutex_lock(&regions_lock);
	if (!range_of(address, size, &range) || !is_committed(&range)) {
		error = ERROR_INVALID_ADDRESS;
	} else if (!may_have(range.region, protection)) {
		error = ERROR_INVALID_PARAMETER;
	} else {
		*old = protection_of(range.region, range.first);
		error = protect(&range, protection);
	}
	pthread_mutex_unlock(&regions_lock);
	return error ? fail(error) : TRUE;
}

static void describe(const struct range *range, PMEMORY_BASIC_INFORMATION information)
{
	const struct region *region = range->region;
	const DWORD protection = protection_of(region, range->first);
	size_t end = range->first;

	while (end < region->pages && protection_of(region, end) == protection)
		end++;
	*information = (MEMORY_BASIC_INFORMATION){
		.BaseAddress = address_of(range),
		.AllocationBase = region->begin,
		.AllocationProtect = region->protection,
		.RegionSize = (end - range->first) * page_size(),
		.State = protection ? MEM_COMMIT : MEM_RESERVE,
		.Protect = protection,
		.Type = region->type,
	};
}

SIZE_T VirtualQuery(LPCVOID address, PMEMORY_BASIC_INFORMATION information, SIZE_T length)
{
	struct range range;
	bool found;

	if (length < sizeof(*information))
		return (SIZE_T)fail(ERROR_BAD_LENGTH);
	pthread_mutex_lock(&regions_lock);
	found = range_of(address, 1, &range);
	if (found)
		describe(&range, information);
	pthread_mutex_unlock(&regions_lock);
	return found ? sizeof(*information) : (SIZE_T)fail(ERROR_INVALID_ADDRESS);
}

/* Gives a view its place: the wanted one, or any (NULL). The caller holds the lock. */
static DWORD place(struct region *view, const struct view *what)
{
	const size_t size = view->pages * page_size();
	const int fixed = what->wanted ? MAP_FIXED_NOREPLACE : MAP_FIXED;
	DWORD error;

	view->begin = what->wanted ? what->wanted : map(size);
	if (view->begin == MAP_FAILED)
		return ERROR_NOT_ENOUGH_MEMORY;
	if (mmap(view->begin, size, PROT_READ, MAP_SHARED | fixed, what->fd, what->offset) != MAP_FAILED)
		return ERROR_SUCCESS;
	if (what->wanted)
		return ERROR_INVALID_ADDRESS;
	error = error_of_errno(errno);
	munmap(view->begin, size);
	return error;
}

void *view_map(const struct view *what)
{
	struct region *view = region_new(what->size, MEM_MAPPED, PAGE_READONLY);
	void *address = NULL;
	DWORD error = ERROR_NOT_ENOUGH_MEMORY;

	pthread_mutex_lock(&regions_lock);
	if (view)
		error = place(view, what);
	if (!error) {
		address = view->begin;
		enter(view);
	}
	pthread_mutex_unlock(&regions_lock);
	if (!address) {
		free(view);
		SetLastError(error);
	}
	return address;
}

bool view_unmap(const void *address)
{
	struct range range;
	bool found;

	pthread_mutex_lock(&regions_lock);
	found = range_of(address, 1, &range) && range.region->type == MEM_MAPPED;
	if (found)
		release(range.region);
	pthread_mutex_unlock(&regions_lock);
	return found;
}

static BOOL lock_result(int result)
{
	if (result == 0)
		return TRUE;
	return fail(errno == EPERM ? ERROR_PRIVILEGE_NOT_HELD : error_of_errno(errno));
}

BOOL VirtualLock(LPVOID address, SIZE_T size)
{
	return lock_result(mlock(address, size));
}

BOOL VirtualUnlock(LPVOID address, SIZE_T size)
{
	return lock_result(munlock(address, size));
}

/* Heaps: that of the process is malloc(3)'s. */

HLOCAL LocalAlloc(UINT flags, SIZE_T size)
{
	void *memory = (flags & LMEM_ZEROINIT) ? calloc(1, size ? size : 1) : malloc(size ? size : 1);

	if (!memory)
		SetLastError(ERROR_NOT_ENOUGH_MEMORY);
	return memory;
}

HLOCAL LocalFree(HLOCAL memory)
{
	free(memory);
	return NULL;
}

HANDLE GetProcessHeap(void)
{
	static char heap;

	return &heap;
}

LPVOID HeapAlloc(HANDLE heap, DWORD flags, SIZE_T size)
{
	(void)heap;
	return (flags & HEAP_ZERO_MEMORY) ? calloc(1, size ? size : 1) : malloc(size ? size : 1);
}

BOOL HeapFree(HANDLE heap, DWORD flags, LPVOID memory)
{
	(void)heap, (void)flags;
	free(memory);
	return TRUE;
}
