/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Works with files on the mount, whose volume is \Device\Names, and compares what mount_names.ko was told
 * of their names.
 */
#include "../mount_program.h"
#include "names.h"

#define VOLUME "\\Device\\Names"

#define IRP_MJ_CREATE 0x00
#define IRP_MJ_CLOSE 0x02
#define IRP_MJ_READ 0x03
#define IRP_MJ_SET_INFORMATION 0x06
#define IRP_MJ_CLEANUP 0x12

#define STATUS_OBJECT_NAME_NOT_FOUND ((int)0xC0000034)
#define STATUS_NAME_TOO_LONG ((int)0xC0000106)
#define STATUS_FLT_INVALID_NAME_REQUEST ((int)0xC01C0005)
#define STATUS_FLT_NAME_CACHE_MISS ((int)0xC01C0018)

static void fill(const char *path)
{
	int file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0644);

	EQUAL(write(file, "text", 4), 4);
	EQUAL(close(file), 0);
}

/* ---- The minifilter's files ---------------------------------------------------------------- */

static ssize_t read_own(const char *name, void *data, size_t size)
{
	int file = open(up(name), O_RDONLY);
	ssize_t count = read(file, data, size);

	close(file);
	return count;
}

static const struct name_records *take(void)
{
	static struct name_records records;

	EQUAL(read_own("records", &records, sizeof(records)), sizeof(records));
	return &records;
}

static struct name_record get_record(const char *name)
{
	struct name_record record = { .status = -1 };

	EQUAL(read_own(name, &record, sizeof(record)), sizeof(record));
	return record;
}

/* ---- Names --------------------------------------------------------------------------------- */

/* Writes units that are no ASCII as <hex>. */
static const char *text_of(const struct name_record *record)
{
	static __thread char texts[2][8 * TEXT_UNITS];
	static __thread int next;
	char *text = texts[next++ % 2], *end = text;
	unsigned int i;

	*end = 0;
	for (i = 0; i < record->length && i < TEXT_UNITS; i++)
		end += sprintf(end, record->text[i] < 0x80 ? "%c" : "<%04x>", record->text[i]);
	return text;
}

static bool is_named(const struct name_record *record, const char *path)
{
	const char *text = text_of(record);

	return !strncmp(text, VOLUME, strlen(VOLUME)) && !strcmp(text + strlen(VOLUME), path);
}

static void expect_name(const struct name_record *record, const char *path)
{
	EQUAL(record->status, STATUS_SUCCESS);
	if (!is_named(record, path)) {
		checks_failed++;
		printf("the name is %s, not %s%s\n", text_of(record), VOLUME, path);
	}
}

static const struct name_record none = { .status = -1 };

/* The last record of such a callback. */
static const struct name_record *last_of(const struct name_records *records, int major, bool is_post)
{
	const struct name_record *found = &none;
	unsigned int i;

	for (i = 0; i < records->count && i < RECORDS; i++)
		if (records->record[i].major == major && records->record[i].is_post == is_post)
			found = &records->record[i];
	return found;
}

/* The first one. */
static const struct name_record *first_of(const struct name_records *records, int major, bool is_post)
{
	unsigned int i;

	for (i = 0; i < records->count && i < RECORDS; i++)
		if (records->record[i].major == major && records->record[i].is_post == is_post)
			return &records->record[i];
	return &none;
}

/* Reads a byte of the file, and compares the name that the minifilter was told meanwhile. */
static void expect_name_of(int file, const char *path)
{
	char byte;

	take();
	CHECK(pread(file, &byte, 1, 0) >= 0);
	expect_name(last_of(take(), IRP_MJ_READ, false), path);
}

/* ---- Tests --------------------------------------------------------------------------------- */

/* row 662: a file from its making to its end */
static void test_life(void)
{
	const struct name_records *records;
	int file;
	char byte;

	EQUAL(mkdir(up("folder"), 0755), 0);
	take();
	file = open(up("folder/file.txt"), O_RDWR | O_CREAT | O_EXCL, 0644);
	EQUAL(read(file, &byte, 1), 0);
	EQUAL(close(file), 0);
	records = take();
	EQUAL(records->count, 8);
	expect_name(last_of(records, IRP_MJ_CREATE, false), "\\folder\\file.txt");
	EQUAL(last_of(records, IRP_MJ_CREATE, false)->cache_status, STATUS_FLT_NAME_CACHE_MISS);
	expect_name(last_of(records, IRP_MJ_CREATE, true), "\\folder\\file.txt");
	EQUAL(last_of(records, IRP_MJ_CREATE, true)->cache_status, STATUS_SUCCESS);
	expect_name(last_of(records, IRP_MJ_READ, true), "\\folder\\file.txt");
	expect_name(last_of(records, IRP_MJ_CLEANUP, false), "\\folder\\file.txt");
	/* The cache knows it to the end. */
	EQUAL(last_of(records, IRP_MJ_CLEANUP, true)->status, STATUS_FLT_INVALID_NAME_REQUEST);
	EQUAL(last_of(records, IRP_MJ_CLOSE, false)->status, STATUS_FLT_INVALID_NAME_REQUEST);
	EQUAL(last_of(records, IRP_MJ_CLEANUP, true)->cache_status, STATUS_SUCCESS);
	EQUAL(last_of(records, IRP_MJ_CLOSE, true)->cache_status, STATUS_SUCCESS);
	CHECK(is_named(last_of(records, IRP_MJ_CLOSE, true), "\\folder\\file.txt"));
}

static void test_parts(void)
{
	const struct name_record *record;
	int file = open(up("folder/file.txt"), O_RDONLY);

	expect_name_of(file, "\\folder\\file.txt");
	close(file);
	record = last_of(take(), IRP_MJ_CLEANUP, false);
	EQUAL(record->volume, strlen(VOLUME));
	EQUAL(record->parent, strlen("\\folder\\"));
	EQUAL(record->final, strlen("file.txt"));
	EQUAL(record->extension, strlen("txt"));
	EQUAL(record->stream, 0);
	file = open(mount_path, O_RDONLY | O_DIRECTORY);
	close(file);
	record = last_of(take(), IRP_MJ_CLEANUP, false);
	expect_name(record, "\\");
	EQUAL(record->parent, 1);
	EQUAL(record->final, 0);
}

/* row 661: bytes that are no UTF-8, and what Windows forbids: different names stay different */
static void test_escapes(void)
{
	static const struct {
		const char *linux_name, *name;
	} table[] = {
		{ "a:b", "\\a<f03a>b" },
		{ "a\\b", "\\a<f05c>b" },
		{ "a*?\"<>|", "\\a<f02a><f03f><f022><f03c><f03e><f07c>" },
		{ "\x01", "\\<f001>" },
		{ "caf\xe9", "\\caf<f0e9>" },
		{ "caf\xc3\xa9", "\\caf<00e9>" },
		{ "\xef\x80\xba", "\\<f0ef><f080><f0ba>" },	/* U+F03A itself */
		{ "\xef\xbf\xbd", "\\<fffd>" },
		{ "\xed\xa0\x80", "\\<f0ed><f0a0><f080>" },	/* half a surrogate pair */
		{ "\xf0\x9f\x98\x80", "\\<d83d><de00>" },
		{ "A", "\\A" },
		{ "a", "\\a" },
	};
	unsigned int i;
	int file;

	for (i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		fill(up(table[i].linux_name));
		file = open(up(table[i].linux_name), O_RDONLY);
		expect_name_of(file, table[i].name);
		close(file);
	}
}

/* What a callback was told of the file. */
static void expect_file(const struct name_record *record, int is_folder)
{
	EQUAL(record->is_folder, is_folder);
	/* row 612: also of a file that is not open yet */
	EQUAL(record->is_agreed, 1);
}

static void expect_opened(int is_folder)
{
	const struct name_records *records = take();

	expect_file(last_of(records, IRP_MJ_CREATE, false), NO_FILE);
	expect_file(last_of(records, IRP_MJ_CREATE, true), is_folder);
	expect_file(last_of(records, IRP_MJ_CLEANUP, true), is_folder);
}

/* row 612: the volume of files, and which of them are folders */
static void test_files(void)
{
	EQUAL(mkdir(up("is_folder"), 0755), 0);
	expect_opened(1);
	close(open(up("is_folder"), O_RDONLY | O_DIRECTORY));
	expect_opened(1);
	fill(up("is_folder/file"));
	expect_opened(0);
	/* A removal has opened the file, and a rename the folder last. */
	EQUAL(rename(up("is_folder/file"), up("is_folder/other")), 0);
	expect_file(last_of(take(), IRP_MJ_CREATE, true), 1);
	EQUAL(unlink(up("is_folder/other")), 0);
	expect_opened(0);
	EQUAL(rmdir(up("is_folder")), 0);
	expect_opened(1);
}

/* row 663: files and folders that are renamed while a file is open */
static void test_renamed(void)
{
	struct name_record kept;
	int file;

	EQUAL(mkdir(up("one"), 0755), 0);
	EQUAL(mkdir(up("one/two"), 0755), 0);
	fill(up("one/two/kept"));
	file = open(up("one/two/kept"), O_RDONLY);
	expect_name_of(file, "\\one\\two\\kept");
	EQUAL(rename(up("one"), up("three")), 0);
	expect_name_of(file, "\\three\\two\\kept");
	EQUAL(rename(up("three/two/kept"), up("other")), 0);
	expect_name_of(file, "\\other");
	/* By another file. */
	fill(up("replacing"));
	EQUAL(rename(up("replacing"), up("other")), 0);
	expect_name_of(file, "\\other");
	close(file);
	/* What was told before has not changed. */
	kept = get_record("release");
	CHECK(is_named(&kept, "\\one\\two\\kept"));
	EQUAL(kept.parent, strlen("\\one\\two\\"));
}

/* What the callbacks of one SET_INFORMATION are told: the names of the file, and of "beside" in its folder. */
static void expect_change(const struct name_records *records, int is_post, const char *target,
			  const char *const names[2])
{
	expect_name(last_of(records, IRP_MJ_SET_INFORMATION, is_post), names[0]);
	expect_name(last_of(records, DESTINATION, is_post), target);
	expect_name(last_of(records, BESIDE, is_post), names[1]);
}

/*
 * A call that opens a file, and then the folder of its new name; that one is closed first. @names: before
 * and after the file system has made the change.
 */
static void expect_target_folder(const char *folder, const char *target, const char *const names[2][2])
{
	const struct name_records *records = take();
	const char *file = names[0][0];

	EQUAL(records->count, 18);
	expect_change(records, 0, target, names[0]);
	expect_change(records, 1, target, names[1]);
	expect_name(first_of(records, IRP_MJ_CREATE, false), file);
	expect_name(first_of(records, IRP_MJ_CREATE, true), file);
	expect_name(last_of(records, IRP_MJ_CREATE, false), folder);
	EQUAL(last_of(records, IRP_MJ_CREATE, false)->cache_status, STATUS_FLT_NAME_CACHE_MISS);
	expect_name(last_of(records, IRP_MJ_CREATE, true), folder);
	expect_name(first_of(records, IRP_MJ_CLEANUP, false), folder);
	CHECK(is_named(first_of(records, IRP_MJ_CLOSE, false), folder));
	CHECK(!is_named(last_of(records, IRP_MJ_CLEANUP, false), folder));
}

/* rows 663, 664: a CREATE with SL_OPEN_TARGET_DIRECTORY opens the folder, whatever FileName says */
static void test_target_folder(void)
{
	EQUAL(mkdir(up("target"), 0755), 0);
	fill(up("source"));
	take();
	EQUAL(rename(up("source"), up("target/renamed")), 0);
	expect_target_folder("\\target", "\\target\\renamed",
			     (const char *[2][2]){ { "\\source", "\\beside" },
						   { "\\target\\renamed", "\\target\\beside" } });
	EQUAL(link(up("target/renamed"), up("target/linked")), 0);
	expect_target_folder("\\target", "\\target\\linked",
			     (const char *[2][2]){ { "\\target\\renamed", "\\target\\beside" },
						   { "\\target\\renamed", "\\target\\beside" } });
	/* Over a file that exists. */
	fill(up("target/next"));
	take();
	EQUAL(rename(up("target/next"), up("target/linked")), 0);
	expect_target_folder("\\target", "\\target\\linked",
			     (const char *[2][2]){ { "\\target\\next", "\\target\\beside" },
						   { "\\target\\linked", "\\target\\beside" } });
	EQUAL(rename(up("target/linked"), up("moved_up")), 0);
	expect_target_folder("\\", "\\moved_up",
			     (const char *[2][2]){ { "\\target\\linked", "\\target\\beside" },
						   { "\\moved_up", "\\beside" } });
}

/* A rename beside the mount is seen by the next lookup, and by files that are open. */
static void test_renamed_below(void)
{
	const struct name_record *last;
	int file, again;

	fill(up("before"));
	file = open(up("before"), O_RDONLY);
	EQUAL(rename(low("before"), low("after")), 0);
	EQUAL(open(up("before"), O_RDONLY), -1);
	again = open(up("after"), O_RDONLY);
	expect_name_of(again, "\\after");
	expect_name_of(file, "\\after");
	/* Out of the folder of the mount: it has no name there. */
	EQUAL(mkdir(low("../beside"), 0755), 0);
	EQUAL(rename(low("after"), low("../beside/after")), 0);
	take();
	CHECK(pread(file, (char[1]){}, 1, 0) >= 0);
	last = last_of(take(), IRP_MJ_READ, false);
	EQUAL(last->status, STATUS_OBJECT_NAME_NOT_FOUND);
	close(again);
	close(file);
}

static void test_removed(void)
{
	int file;

	fill(up("folder/removed"));
	file = open(up("folder/removed"), O_RDONLY);
	EQUAL(unlink(up("folder/removed")), 0);
	expect_name_of(file, "\\folder\\removed");
	/* A file of the same name is another one. */
	fill(up("folder/removed"));
	EQUAL(rename(up("folder/removed"), up("folder/next")), 0);
	expect_name_of(file, "\\folder\\removed");
	close(file);
	EQUAL(mkdir(up("gone"), 0755), 0);
	fill(up("gone/file"));
	file = open(up("gone/file"), O_RDONLY);
	EQUAL(unlink(up("gone/file")), 0);
	EQUAL(rmdir(up("gone")), 0);
	expect_name_of(file, "\\gone\\file");
	close(file);
}

/* Each open file has the name that it was opened by. */
static void test_links(void)
{
	int one, two;

	fill(up("first"));
	EQUAL(link(up("first"), up("folder/second")), 0);
	EQUAL(symlink("first", up("symbolic")), 0);
	one = open(up("first"), O_RDONLY);
	two = open(up("folder/second"), O_RDONLY);
	expect_name_of(one, "\\first");
	expect_name_of(two, "\\folder\\second");
	EQUAL(rename(up("first"), up("moved")), 0);
	expect_name_of(one, "\\moved");
	expect_name_of(two, "\\folder\\second");
	EQUAL(unlink(up("folder/second")), 0);
	expect_name_of(two, "\\folder\\second");
	close(one);
	close(two);
	EQUAL(rename(up("moved"), up("first")), 0);
	one = open(up("symbolic"), O_RDONLY);
	expect_name_of(one, "\\first");
	close(one);
}

/* Folders in folders, which the minifilter does not see, and a file in the last one. */
static int open_deep(const char *name, int depth)
{
	int folder = open(mount_path, O_PATH | O_DIRECTORY), next, i;

	for (i = 0; i < depth; i++) {
		mkdirat(folder, name, 0755);
		next = openat(folder, name, O_PATH | O_DIRECTORY);
		close(folder);
		folder = next;
	}
	next = openat(folder, "file", O_RDWR | O_CREAT, 0644);
	close(folder);
	return next;
}

static const struct name_record *record_of(int file)
{
	char byte;

	take();
	EQUAL(pread(file, &byte, 1, 0), 0);
	return last_of(take(), IRP_MJ_READ, false);
}

/* Names up to the longest that Windows has. */
static void test_long_names(void)
{
	const unsigned int room = 32767 - strlen(VOLUME "\\file");
	char latin[201], euro[181];
	int file, i;

	memset(latin, 'x', 200);
	latin[200] = 0;
	for (i = 0; i < 60; i++)
		memcpy(euro + 3 * i, "\xe2\x82\xac", 3);
	euro[180] = 0;
	file = open_deep(latin, 30);
	EQUAL(record_of(file)->status, STATUS_SUCCESS);
	EQUAL(record_of(file)->length, strlen(VOLUME "\\file") + 30 * 201);
	close(file);
	/* More bytes of UTF-8 than a name of Windows has units. */
	file = open_deep(euro, 200);
	EQUAL(record_of(file)->status, STATUS_SUCCESS);
	EQUAL(record_of(file)->length, strlen(VOLUME "\\file") + 200 * 61);
	close(file);
	file = open_deep(latin, room / 201);
	EQUAL(record_of(file)->status, STATUS_SUCCESS);
	close(file);
	file = open_deep(latin, room / 201 + 1);
	CHECK(file >= 0);
	EQUAL(record_of(file)->status, STATUS_NAME_TOO_LONG);
	close(file);
}

/* The name of a file object that the minifilter has a reference on. */
static void test_held(void)
{
	struct name_record record;
	int file;

	fill(low("held"));
	file = open(up("held"), O_RDONLY);
	record = get_record("ask_held");
	expect_name(&record, "\\held");
	EQUAL(rename(up("held"), up("moved_held")), 0);
	record = get_record("ask_held");
	expect_name(&record, "\\moved_held");
	close(file);
	record = get_record("ask_held");
	EQUAL(record.status, STATUS_FLT_INVALID_NAME_REQUEST);
	EQUAL(read_own("drop_held", &record, 1), 0);
	/* This one stays the minifilter's until after the end of the mount. */
	EQUAL(rename(up("moved_held"), up("held")), 0);
	close(open(up("held"), O_RDONLY));
}

/* ---- At the same time ---------------------------------------------------------------------- */

static bool is_over;

static void *rename_folder(void *unused)
{
	(void)unused;
	while (!__atomic_load_n(&is_over, __ATOMIC_ACQUIRE)) {
		EQUAL(rename(up("here"), up("there")), 0);
		EQUAL(rename(up("there"), up("here")), 0);
	}
	return NULL;
}

static void *open_and_read(void *unused)
{
	char byte;
	int i, file;

	(void)unused;
	for (i = 0; i < 300; i++) {
		file = open(up("here/busy"), O_RDONLY);
		if (file < 0)
			file = open(up("there/busy"), O_RDONLY);
		if (file < 0)
			continue;
		EQUAL(pread(file, &byte, 1, 0), 1);
		close(file);
	}
	return NULL;
}

/* Of the file, or of what a rename opens: a folder, or the one above it. */
static bool is_of_race(const struct name_record *record)
{
	static const char *const paths[] = { "\\here\\busy", "\\there\\busy", "\\here", "\\there", "\\",
					     "\\beside" };
	unsigned int i, most = record->major == IRP_MJ_READ ? 2 : sizeof(paths) / sizeof(paths[0]);

	for (i = 0; i < most; i++)
		if (is_named(record, paths[i]))
			return true;
	printf("0x%02x, post %d: %s\n", record->major, record->is_post, text_of(record));
	return false;
}

static void check_busy(const struct name_records *records)
{
	unsigned int i;

	for (i = 0; i < records->count && i < RECORDS; i++) {
		const struct name_record *record = &records->record[i];

		if (record->cache_status && record->status)
			continue;
		CHECK(is_of_race(record));
	}
}

/* row 663: names are asked for while the folder is renamed */
static void test_race(void)
{
	pthread_t renamer, reader[2];
	char byte;
	int file, i;

	EQUAL(mkdir(up("here"), 0755), 0);
	fill(up("here/busy"));
	take();
	file = open(up("here/busy"), O_RDONLY);
	pthread_create(&renamer, NULL, rename_folder, NULL);
	for (i = 0; i < 2; i++)
		pthread_create(&reader[i], NULL, open_and_read, NULL);
	for (i = 0; i < 300; i++) {
		EQUAL(pread(file, &byte, 1, 0), 1);
		if (i % 10 == 0)
			check_busy(take());
	}
	for (i = 0; i < 2; i++)
		pthread_join(reader[i], NULL);
	__atomic_store_n(&is_over, true, __ATOMIC_RELEASE);
	pthread_join(renamer, NULL);
	check_busy(take());
	close(file);
}

int main(int count, char **arguments)
{
	(void)count;
	mount_path = arguments[1];
	lower_path = arguments[2];
	fill(low("records"));
	fill(low("release"));
	fill(low("ask_held"));
	fill(low("drop_held"));
	test_life();
	test_parts();
	test_escapes();
	test_files();
	test_renamed();
	test_target_folder();
	test_renamed_below();
	test_removed();
	test_links();
	test_long_names();
	test_race();
	test_held();
	/* The minifilter forgets the name of one, and gives that of the other away. */
	fill(up("forgotten"));
	fill(up("given"));
	return checks_failed != 0;
}
