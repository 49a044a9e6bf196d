/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Opens files whose contexts a minifilter keeps: several times, by hard links, very many, and by threads.
 */
#include "../program.h"

#include <pthread.h>

#include "contexts.h"

#define STATUS_NOT_SUPPORTED 0xC00000BB

static struct state get_state(void)
{
	struct state state = { .early = -1 };
	int file = open("state", O_RDONLY);

	EQUAL(read(file, &state, sizeof(state)), sizeof(state));
	close(file);
	return state;
}

static int make(const char *name)
{
	return open(name, O_RDWR | O_CREAT, 0644);
}

static int opens_of(int file)
{
	char byte;

	EQUAL(pread(file, &byte, 1, 0), 0);
	return get_state().opens;
}

static void test_links(void)
{
	int first = make("c_first"), second, third;
	struct state state;

	EQUAL(link("c_first", "c_second"), 0);
	second = open("c_second", O_RDONLY);
	third = open("c_first", O_RDONLY);
	/* The link is an open as well. */
	EQUAL(opens_of(first), 4);
	EQUAL(opens_of(second), 4);
	close(second);
	close(third);
	close(first);
	state = get_state();
	EQUAL(state.streams.made, 1);
	EQUAL(state.files.made, 1);
	EQUAL(state.handles.made, 4);
	EQUAL(state.handles.cleaned, 4);
	EQUAL(state.supports, 2);
	/* They go with the inode. */
	EQUAL(unlink("c_first"), 0);
	EQUAL(get_state().streams.cleaned, 0);
	EQUAL(unlink("c_second"), 0);
	EQUAL(get_state().streams.cleaned, 1);
	EQUAL(get_state().files.cleaned, 1);
}

/* A removed file that is open keeps them. */
static void test_removed(void)
{
	const struct state before = get_state();
	int file = make("c_removed");

	EQUAL(unlink("c_removed"), 0);
	EQUAL(opens_of(file), 2);
	EQUAL(get_state().streams.cleaned, before.streams.cleaned);
	close(file);
	EQUAL(get_state().streams.cleaned, before.streams.cleaned + 1);
	EQUAL(get_state().handles.cleaned, before.handles.cleaned + 2);
}

static void test_closed(void)
{
	struct state state;

	close(make("c_kept"));
	state = get_state();
	EQUAL(state.late[0], STATUS_NOT_SUPPORTED);
	EQUAL(state.late[1], STATUS_NOT_SUPPORTED);
	EQUAL(state.late[2], STATUS_NOT_SUPPORTED);
	EQUAL(state.supports & 8, 0);
}

static void *open_often(void *seed)
{
	unsigned int state = (unsigned int)(unsigned long)seed;
	int i;

	for (i = 0; i < 300; i++) {
		char name[16];

		snprintf(name, sizeof(name), "c_t%d", rand_r(&state) % 4);
		if (rand_r(&state) % 4) {
			int file = make(name);
			char byte;

			CHECK(file >= 0);
			CHECK(read(file, &byte, 1) == 0);
			close(file);
		} else {
			unlink(name);
		}
	}
	return NULL;
}

static void test_threads(void)
{
	pthread_t threads[4];
	unsigned long i;

	for (i = 0; i < 4; i++)
		EQUAL(pthread_create(&threads[i], NULL, open_often, (void *)(i + 1)), 0);
	for (i = 0; i < 4; i++)
		pthread_join(threads[i], NULL);
}

/* Files that no one uses are dropped when memory is short, and at the latest with the mount. */
static void test_many(int many)
{
	struct state state = get_state();
	const struct state before = state;
	int i;

	for (i = 0; i < many; i++) {
		char name[32];

		snprintf(name, sizeof(name), "c_many%d", i);
		close(make(name));
	}
	state = get_state();
	EQUAL(state.streams.made, before.streams.made + many);
	EQUAL(state.handles.cleaned, state.handles.made);
	/* What was used lately stays once. */
	for (i = 0; i < 50 && state.streams.cleaned < state.streams.made; i++) {
		int file = open("/proc/sys/vm/drop_caches", O_WRONLY);

		EQUAL(write(file, "2", 1), 1);
		close(file);
		state = get_state();
	}
	EQUAL(state.streams.cleaned, state.streams.made);
	EQUAL(state.files.cleaned, state.files.made);
}

int main(int argc, char **argv)
{
	struct state state;

	if (argc != 3)
		return 2;
	EQUAL(chdir(argv[1]), 0);
	close(make("state"));
	test_links();
	test_removed();
	test_threads();
	test_many(atoi(argv[2]));
	test_closed();
	state = get_state();
	EQUAL(state.early, 0);
	EQUAL(state.wrong, 0);
	return checks_failed != 0;
}
