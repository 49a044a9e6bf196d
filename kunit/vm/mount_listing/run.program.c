/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Lists folders on a mount, and compares that with the lower folders, and with what the minifilter does.
 *
 *	run MOUNT LOWER FILES		with the minifilter; FILES: in a large folder
 *	run MOUNT LOWER FILES plain	without it
 */
#include "../mount_program.h"

#include <dirent.h>
#include <sys/mount.h>

#include "listing.h"

#define FileIdBothDirectoryInformation 37
#define FILE_ATTRIBUTE_READONLY 0x1
#define FILE_ATTRIBUTE_DIRECTORY 0x10
#define FILE_ATTRIBUTE_NORMAL 0x80
#define FILE_ATTRIBUTE_REPARSE_POINT 0x400
#define IO_REPARSE_TAG_SYMLINK 0xa000000c

static int device, many;
static struct seen seen;

/* ---- Names --------------------------------------------------------------------------------- */

static void fill(const char *path, size_t bytes)
{
	int file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0644);

	CHECK(file >= 0);
	if (bytes) {
		EQUAL(ftruncate(file, bytes - 1), 0);
		EQUAL(pwrite(file, "", 1, bytes - 1), 1);
	}
	close(file);
}

static void take_seen(void)
{
	EQUAL(control(device, IOCTL_TAKE_SEEN, NULL, 0, &seen, sizeof(seen)), 0);
}

/* A folder below, with some files in it. */
static void make(const char *name, const char *const *files)
{
	mkdir(low(name), 0755);
	for (; *files; files++)
		fill(in(low(name), *files), 0);
}

static const char *const usual[] = { "a", "hidden1", "hidden2", "b", "hidden3", NULL };

/* ---- Listings ------------------------------------------------------------------------------- */

struct entry {
	unsigned long long ino;
	long long next;			/* d_off */
	unsigned char type;
	char name[256];
};

struct list {
	int error;
	int count;
	struct entry *entries;
};

struct linux_dirent64 {
	unsigned long long ino;
	long long next;
	unsigned short length;
	unsigned char type;
	char name[];
};

static void add(struct list *list, const struct linux_dirent64 *from)
{
	struct entry *entry;

	list->entries = realloc(list->entries, (list->count + 1) * sizeof(*entry));
	entry = &list->entries[list->count++];
	entry->ino = from->ino;
	entry->next = from->next;
	entry->type = from->type;
	snprintf(entry->name, sizeof(entry->name), "%s", from->name);
}

/* Goes on at the place of the descriptor, with a buffer of @room bytes. */
static struct list list_rest(int folder, size_t room)
{
	struct list list = {};
	char buffer[32768];
	long bytes, at;

	while ((bytes = syscall(SYS_getdents64, folder, buffer, room)) > 0)
		for (at = 0; at < bytes; at += ((struct linux_dirent64 *)(buffer + at))->length)
			add(&list, (struct linux_dirent64 *)(buffer + at));
	list.error = bytes < 0 ? errno : 0;
	return list;
}

static struct list list_folder(const char *path, size_t room)
{
	struct list list;
	int folder = open(path, O_RDONLY | O_DIRECTORY);

	CHECK(folder >= 0);
	list = list_rest(folder, room);
	close(folder);
	return list;
}

static bool is_same(const struct list *one, const struct list *other)
{
	int i;

	if (one->count != other->count || one->error != other->error)
		return false;
	for (i = 0; i < one->count; i++)
		if (one->entries[i].ino != other->entries[i].ino || one->entries[i].type != other->entries[i].type ||
		    strcmp(one->entries[i].name, other->entries[i].name))
			return false;
	return true;
}

static const struct entry *find(const struct list *list, const char *name)
{
	int i;

	for (i = 0; i < list->count; i++)
		if (!strcmp(list->entries[i].name, name))
			return &list->entries[i];
	return NULL;
}

static int number_of(const struct list *list, const char *name)
{
	int i, number = 0;

	for (i = 0; i < list->count; i++)
		number += !strncmp(list->entries[i].name, name, strlen(name));
	return number;
}

static bool has(const char *folder, const char *name)
{
	struct list list = list_folder(up(folder), 32768);
	const bool is_there = find(&list, name);

	free(list.entries);
	return is_there;
}

static int count_in(const char *folder)
{
	struct list list = list_folder(up(folder), 32768);

	EQUAL(list.error, 0);
	free(list.entries);
	return list.count;
}

static int error_in(const char *folder)
{
	struct list list = list_folder(up(folder), 32768);

	free(list.entries);
	return list.error;
}

/* ---- Listings as below ---------------------------------------------------------------------- */

static void compare(const char *folder, size_t room)
{
	struct list above = list_folder(up(folder), room), below = list_folder(low(folder), room);

	CHECK(is_same(&above, &below));
	if (above.count != below.count)
		printf("%s: %d entries, not %d\n", folder, above.count, below.count);
	free(above.entries);
	free(below.entries);
}

/* row 646: names, numbers and types are the lower folder's, with buffers of any size */
static void test_as_below(void)
{
	static const char *const odd[] = { "a:b", "a\\b", "caf\xc3\xa9", "\xff\xfe", "\xf0\x9f\x98\x80", "*?<>|\"",
					   "\x01", "\xef\x80\xba", " ", "...", NULL };
	char longest[256] = {};

	make("odd", odd);
	memset(longest, 'x', 255);
	fill(in(low("odd"), longest), 0);
	mkdir(low("odd/sub"), 0755);
	EQUAL(symlink("nowhere", low("odd/link")), 0);
	EQUAL(mknod(low("odd/pipe"), S_IFIFO | 0644, 0), 0);
	compare("odd", 32768);
	compare("odd", 300);
	compare("odd/sub", 32768);
	compare(".", 32768);
	compare(".", 48);
}

/* row 646: a large folder is listed once, in one pass; each position leads to the rest */
static void test_many(void)
{
	struct list all, rest;
	char name[32];
	int i, folder;

	mkdir(low("many"), 0755);
	for (i = 0; i < many; i++) {
		snprintf(name, sizeof(name), "many/file%d", i);
		EQUAL(mknod(low(name), S_IFREG | 0644, 0), 0);
	}
	compare("many", 32768);
	compare("many", 100);
	all = list_folder(up("many"), 32768);
	EQUAL(all.count, many + 2);
	folder = open(up("many"), O_RDONLY | O_DIRECTORY);
	for (i = 0; i < all.count; i += many / 10) {
		EQUAL(lseek(folder, all.entries[i].next, SEEK_SET), all.entries[i].next);
		rest = list_rest(folder, 20000);
		EQUAL(rest.count, all.count - i - 1);
		if (rest.count == all.count - i - 1 && rest.count)
			CHECK(!strcmp(rest.entries[0].name, all.entries[i + 1].name));
		free(rest.entries);
	}
	EQUAL(lseek(folder, 0, SEEK_SET), 0);
	rest = list_rest(folder, 32768);
	CHECK(is_same(&rest, &all));
	free(rest.entries);
	close(folder);
	free(all.entries);
}

/* row 646: back to the beginning in the middle, and where the descriptor is */
static void test_rewind(void)
{
	char buffer[300];
	struct list first, again;
	int folder = open(up("many"), O_RDONLY | O_DIRECTORY);

	CHECK(syscall(SYS_getdents64, folder, buffer, sizeof(buffer)) > 0);
	EQUAL(lseek(folder, 0, SEEK_SET), 0);
	first = list_rest(folder, 32768);
	again = list_folder(low("many"), 32768);
	CHECK(is_same(&first, &again));
	EQUAL(syscall(SYS_getdents64, folder, buffer, sizeof(buffer)), 0);
	EQUAL(result(lseek(folder, -5, SEEK_SET)), -EINVAL);
	free(first.entries);
	free(again.entries);
	close(folder);
}

/* row 646: files that stay are listed once while others come and go */
static void test_changing(void)
{
	char buffer[400], name[32];
	int folder = open(up("many"), O_RDONLY | O_DIRECTORY), i;
	unsigned char *times = calloc(many, 1);
	long bytes, at;

	for (i = 0; (bytes = syscall(SYS_getdents64, folder, buffer, sizeof(buffer))) > 0; i++) {
		for (at = 0; at < bytes; at += ((struct linux_dirent64 *)(buffer + at))->length) {
			const char *entry = ((struct linux_dirent64 *)(buffer + at))->name;

			if (!strncmp(entry, "file", 4))
				times[atoi(entry + 4)]++;
		}
		snprintf(name, sizeof(name), "many/new%d", i);
		fill(up(name), 0);
		snprintf(name, sizeof(name), "many/new%d", i / 2);
		unlink(up(name));
	}
	EQUAL(bytes, 0);
	for (i = 0; i < many && times[i] == 1; i++)
		;
	EQUAL(i, many);
	free(times);
	close(folder);
}

/* row 646: rmdir while it is listed; a descriptor of a removed folder */
static void test_removed(void)
{
	char buffer[300];
	int folder;

	mkdir(up("gone"), 0755);
	folder = open(up("gone"), O_RDONLY | O_DIRECTORY);
	EQUAL(rmdir(up("gone")), 0);
	EQUAL(result(syscall(SYS_getdents64, folder, buffer, sizeof(buffer))), -ENOENT);
	close(folder);
}

static void list_plain(void)
{
	test_as_below();
	test_many();
	test_rewind();
	test_changing();
	test_removed();
}

/* ---- What the minifilter sees --------------------------------------------------------------- */

static const struct seen_entry *seen_of(const char *name)
{
	unsigned int i;

	for (i = 0; i < seen.count && i < ENTRIES; i++)
		if (!strcmp(seen.entry[i].name, name))
			return &seen.entry[i];
	CHECK(!"the entry is seen");
	return &seen.entry[0];
}

/* The units of Windows. */
static long long time_of(struct timespec time)
{
	return time.tv_sec * 10000000LL + time.tv_nsec / 100 + 116444736000000000LL;
}

static void check_facts(const char *name, const char *path, unsigned int attributes)
{
	const struct seen_entry *entry = seen_of(name);
	struct stat stat;

	EQUAL(lstat(path, &stat), 0);
	EQUAL(entry->attributes, attributes);
	EQUAL(entry->id, stat.st_ino);
	EQUAL(entry->written, time_of(stat.st_mtim));
	EQUAL(entry->changed, time_of(stat.st_ctim));
	EQUAL(entry->bytes, S_ISDIR(stat.st_mode) ? 0 : stat.st_size);
	EQUAL(entry->allocated, S_ISDIR(stat.st_mode) ? 0 : stat.st_blocks * 512);
	EQUAL(entry->tag, attributes == FILE_ATTRIBUTE_REPARSE_POINT ? IO_REPARSE_TAG_SYMLINK : 0);
}

static void make_facts(void)
{
	mkdir(low("facts"), 0755);
	fill(in(low("facts"), "sized"), 70000);
	fill(in(low("facts"), "readonly"), 3);
	EQUAL(chmod(low("facts/readonly"), 0444), 0);
	mkdir(low("facts/sub"), 0755);
	EQUAL(symlink("nowhere", low("facts/link")), 0);
}

static void check_all_facts(void)
{
	check_facts("sized", low("facts/sized"), FILE_ATTRIBUTE_NORMAL);
	check_facts("readonly", low("facts/readonly"), FILE_ATTRIBUTE_READONLY);
	check_facts("sub", low("facts/sub"), FILE_ATTRIBUTE_DIRECTORY);
	check_facts("link", low("facts/link"), FILE_ATTRIBUTE_REPARSE_POINT);
	check_facts(".", low("facts"), FILE_ATTRIBUTE_DIRECTORY);
	check_facts("..", low("."), FILE_ATTRIBUTE_DIRECTORY);
}

/* row 646: the parameters, and the facts of each entry */
static void test_seen(void)
{
	make_facts();
	take_seen();
	EQUAL(count_in("facts"), 6);
	take_seen();
	EQUAL(seen.queries, 2);
	EQUAL(seen.restarts, 1);
	EQUAL(seen.ends, 1);
	EQUAL(seen.minor, 1);
	EQUAL(seen.class, FileIdBothDirectoryInformation);
	EQUAL(seen.length, 32768);
	EQUAL(seen.has_name, 0);
	EQUAL(seen.is_system_buffer, 1);
	EQUAL(seen.same_thread, 1);
	EQUAL(seen.irql, 0);
	check_all_facts();
}

/* row 646: a program that may list the folder, and not look into it: the filter has the facts all the same */
static void test_seen_without_rights(void)
{
	EQUAL(chmod(low("facts"), 0744), 0);
	EQUAL(seteuid(65534), 0);
	EQUAL(count_in("facts"), 6);
	EQUAL(seteuid(0), 0);
	EQUAL(chmod(low("facts"), 0755), 0);
	take_seen();
	EQUAL(seen_of("sized")->bytes, 70000);
}

/* ---- What the minifilter does --------------------------------------------------------------- */

static void check_usual(const char *folder, int hidden)
{
	struct list list = list_folder(up(folder), 32768), small = list_folder(up(folder), 64);

	EQUAL(list.error, 0);
	EQUAL(number_of(&list, "hidden"), hidden);
	CHECK(find(&list, "a") && find(&list, "b"));
	CHECK(is_same(&list, &small));
	free(list.entries);
	free(small.entries);
}

/* row 646: entries that a filter takes out are not listed, and the files are there */
static void test_hidden(void)
{
	struct stat stat;

	make("cut", usual);
	check_usual("cut", 0);
	EQUAL(count_in("cut"), 4);
	EQUAL(lstat(up("cut/hidden1"), &stat), 0);
	make("moved", usual);
	EQUAL(count_in("moved"), 4);
	check_usual("single", 3);
	make("all", usual);
	EQUAL(count_in("all"), 0);
	make("ended", usual);
	EQUAL(count_in("ended"), 0);
}

/* row 646: another name, with the number and the type of the file */
static void test_named(void)
{
	struct list list;
	struct stat stat;

	make("named", usual);
	list = list_folder(up("named"), 32768);
	EQUAL(list.count, 7);
	EQUAL(number_of(&list, "hidden"), 0);
	EQUAL(lstat(low("named/hidden2"), &stat), 0);
	CHECK(find(&list, "shown2") && find(&list, "shown2")->ino == stat.st_ino &&
	      find(&list, "shown2")->type == DT_REG);
	free(list.entries);
}

/* row 646: entries that a filter adds, or has alone */
static void test_added(void)
{
	struct list list, small;

	make("added", usual);
	list = list_folder(up("added"), 32768);
	small = list_folder(up("added"), 64);
	EQUAL(list.count, 8);
	CHECK(find(&list, "added") && find(&list, "added")->ino == 12345 &&
	      find(&list, "added")->type == DT_UNKNOWN);
	CHECK(is_same(&list, &small));
	free(list.entries);
	free(small.entries);
	make("virtual", usual);
	list = list_folder(up("virtual"), 32768);
	small = list_folder(up("virtual"), 32);
	EQUAL(list.count, 3);
	CHECK(find(&list, "one") && find(&list, "two") && find(&list, "three"));
	CHECK(is_same(&list, &small));
	free(list.entries);
	free(small.entries);
	make("nothing", usual);
	EQUAL(count_in("nothing"), 0);
}

/* rows 627, 646: a status of the filter's is the result */
static void test_statuses(void)
{
	make("refused", usual);
	EQUAL(error_in("refused"), EACCES);
	make("late", usual);
	EQUAL(error_in("late"), EDQUOT);
	make("class", usual);
	CHECK(error_in("class"));
}

/* row 646: less room, another buffer, another thread */
static void test_ways(void)
{
	make("single", usual);
	take_seen();
	check_usual("single", 3);
	take_seen();
	EQUAL(seen.queries, 2 * 8);
	make("swapped", usual);
	check_usual("swapped", 3);
	make("deferred", usual);
	check_usual("deferred", 3);
}

/* row 659: what a filter leaves wrong is reported, and is not listed, unless the chain can be read */
static void test_broken(void)
{
	static const char *const kinds[] = { "outside", "inside", "next_odd", "name_long" };
	unsigned int i;

	for (i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		make(kinds[i], usual);
		EQUAL(count_in(kinds[i]), 0);
	}
	make("uneven", usual);
	EQUAL(count_in("uneven"), 7);
	make("short", usual);
	EQUAL(count_in("short"), 1);
	make("name_bad", usual);
	EQUAL(count_in("name_bad"), 6);
	make("name_huge", usual);
	EQUAL(count_in("name_huge"), 0);
	make("too_much", usual);
	EQUAL(count_in("too_much"), 7);
}

/* row 646: another mount is in the folder, and the folder above is listed by it */
static void test_nested(void)
{
	mkdir(up("nested"), 0755);
	EQUAL(mount("none", up("nested"), "tmpfs", 0, NULL), 0);
	fill(up("nested/inside"), 0);
	CHECK(has("nested", "inside"));
	CHECK(has(".", "nested"));
	EQUAL(umount(up("nested")), 0);
	CHECK(!has("nested", "inside"));
}

static void *list_held(void *unused)
{
	(void)unused;
	EQUAL(count_in("held"), 7);
	return NULL;
}

/* row 646: while a filter holds the listing of one descriptor, another one of the folder moves */
static void test_held(void)
{
	pthread_t lister;
	int folder;

	make("held", usual);
	folder = open(up("held"), O_RDONLY | O_DIRECTORY);
	CHECK(folder >= 0);
	EQUAL(pthread_create(&lister, NULL, list_held, NULL), 0);
	EQUAL(control(device, IOCTL_WAIT_FOR_HELD, NULL, 0, NULL, 0), 0);
	EQUAL(lseek(folder, 0, SEEK_SET), 0);
	EQUAL(control(device, IOCTL_RELEASE, NULL, 0, NULL, 0), 0);
	pthread_join(lister, NULL);
	close(folder);
}

int main(int count, char **words)
{
	if (count < 4)
		return 2;
	umask(0);
	mount_path = words[1];
	lower_path = words[2];
	many = atoi(words[3]);
	list_plain();
	if (count > 4)
		return checks_failed != 0;
	device = open("/dev/winwork/MountListing", O_RDWR);
	CHECK(device >= 0);
	test_seen();
	test_seen_without_rights();
	test_ways();
	test_hidden();
	test_named();
	test_added();
	test_statuses();
	test_held();
	test_broken();
	test_nested();
	return checks_failed != 0;
}
