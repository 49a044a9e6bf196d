/* SPDX-License-Identifier: GPL-2.0 */
/*
 * For the programs of the VM tests: a file without pages in the cache.
 */
#ifndef WINWORK_KUNIT_VM_PAGE_CACHE_H
#define WINWORK_KUNIT_VM_PAGE_CACHE_H

#include "program.h"

#include <sched.h>

/* On the next one of these processors. */
static inline void run_on_next(const cpu_set_t *processors)
{
	int next = sched_getcpu();
	cpu_set_t alone;

	do
		next = (next + 1) % CPU_SETSIZE;
	while (!CPU_ISSET(next, processors));
	CPU_ZERO(&alone);
	CPU_SET(next, &alone);
	CHECK(!sched_setaffinity(0, sizeof(alone), &alone));
}

static inline bool has_pages(int file)
{
	unsigned char in_cache[256] = {};
	struct stat stat;
	bool has = false;
	void *map;
	size_t i;

	EQUAL(fstat(file, &stat), 0);
	CHECK((size_t)stat.st_size <= sizeof(in_cache) * 4096);
	map = mmap(NULL, (size_t)stat.st_size, PROT_READ, MAP_SHARED, file, 0);
	CHECK(map != MAP_FAILED);
	EQUAL(mincore(map, (size_t)stat.st_size, in_cache), 0);
	munmap(map, (size_t)stat.st_size);
	for (i = 0; i < sizeof(in_cache); i++)
		has |= in_cache[i] & 1;
	return has;
}

/*
 * The pages of the file go from the cache. Not each kernel has posix_fadvise(). A page that another processor has used
 * just now stays, until that processor drops pages too.
 */
static inline void drop_pages(int file)
{
	int control = open("/proc/sys/vm/drop_caches", O_WRONLY);
	cpu_set_t allowed;

	CHECK(!sched_getaffinity(0, sizeof(allowed), &allowed));
	EQUAL(fsync(file), 0);
	do {
		EQUAL(write(control, "1", 1), 1);
		run_on_next(&allowed);
	} while (has_pages(file));
	CHECK(!sched_setaffinity(0, sizeof(allowed), &allowed));
	close(control);
}

#endif
