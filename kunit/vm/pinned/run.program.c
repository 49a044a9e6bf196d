/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Reads the frames of a buffer, before and while a request has it pinned.
 */
#include "../program.h"
#include <sys/eventfd.h>
#include "../async/async.h"

#define PAGE 4096
#define PAGES 64

static unsigned long movable_start, movable_end;

static void find_movable_memory(void)
{
	FILE *zones = fopen("/proc/zoneinfo", "r");
	unsigned long pages = 0;
	bool is_movable = false;
	char line[256], zone[16];

	while (zones && fgets(line, sizeof(line), zones)) {
		if (sscanf(line, "Node %*d, zone %15s", zone) == 1)
			is_movable = !strcmp(zone, "Movable");
		if (!is_movable)
			continue;
		sscanf(line, " spanned %lu", &pages);
		sscanf(line, " start_pfn: %lu", &movable_start);
	}
	if (zones)
		fclose(zones);
	movable_end = movable_start + pages;
}

/* The number of pages of the buffer that are in movable memory. */
static int count_movable(const char *buffer)
{
	const int map = open("/proc/self/pagemap", O_RDONLY);
	uint64_t entries[PAGES];
	int i, count = 0;

	EQUAL(pread(map, entries, sizeof(entries), (uintptr_t)buffer / PAGE * sizeof(entries[0])),
	      sizeof(entries));
	close(map);
	for (i = 0; i < PAGES; i++) {
		const uint64_t frame = entries[i] & ((1ull << 55) - 1);

		count += frame >= movable_start && frame < movable_end;
	}
	return count;
}

int main(void)
{
	char *const buffer = mmap(NULL, PAGES * PAGE, PROT_READ | PROT_WRITE,
				  MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE, -1, 0);
	struct winwork_request request = control_of(LATER(2), "abcd", 4, buffer, PAGES * PAGE);
	const int file = open("/dev/winwork/Async", O_RDWR), event = eventfd(0, 0);
	uint64_t complete;

	find_movable_memory();
	EQUAL(count_movable(buffer), PAGES);
	request.size = sizeof(request);
	request.cookie = 1;
	request.event_fd = event;
	if (ioctl(file, WINWORK_SUBMIT, &request)) {
		perror("WINWORK_SUBMIT");
		return 1;
	}
	EQUAL(count_movable(buffer), 0);
	EQUAL(control(file, RELEASE, NULL, 0, NULL, 0), 0);
	CHECK(read(event, &complete, sizeof(complete)) == sizeof(complete));
	EQUAL(buffer[0], (char)~'a');
	return checks_failed != 0;
}
