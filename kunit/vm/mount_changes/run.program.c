/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Removes, makes and truncates files and folders on a mount, and looks at what the minifilter has seen.
 *
 *	run posix|classic MOUNT LOWER
 */
#include "../mount_program.h"
#include "changes.h"

#define IRP_MJ_CREATE 0x00
#define IRP_MJ_CLOSE 0x02
#define IRP_MJ_SET_INFORMATION 0x06
#define IRP_MJ_CLEANUP 0x12

#define FileRenameInformation 10
#define FileLinkInformation 11
#define FileDispositionInformation 13
#define FileEndOfFileInformation 20
#define FileDispositionInformationEx 64

#define FILE_OPEN 1
#define FILE_CREATE 2
#define FILE_OPENED 1
#define FILE_CREATED 2
#define FILE_EXISTS 4
#define FILE_DOES_NOT_EXIST 5
#define DELETE 0x10000
#define SYNCHRONIZE 0x100000
#define FILE_WRITE_DATA 2
#define FILE_ADD_FILE 2
#define FILE_ADD_SUBDIRECTORY 4
#define FILE_WRITE_ATTRIBUTES 0x100
#define SL_OPEN_TARGET_DIRECTORY 4
#define FILE_DIRECTORY_FILE 1
#define FILE_NON_DIRECTORY_FILE 0x40
#define FILE_OPEN_REPARSE_POINT 0x200000
#define FILE_ATTRIBUTE_DIRECTORY 0x10
#define FILE_ATTRIBUTE_NORMAL 0x80

static bool is_classic;
static int device;
static struct records records;

/* ---- Files --------------------------------------------------------------------------------- */

static void fill(const char *name)
{
	int file = open(low(name), O_WRONLY | O_CREAT | O_TRUNC, 0644);

	EQUAL(write(file, "text", 4), 4);
	close(file);
}

static bool exists(const char *path)
{
	struct stat stat;

	return !lstat(path, &stat);
}

static long size_of(const char *path)
{
	struct stat stat = { .st_size = -1 };

	lstat(path, &stat);
	return stat.st_size;
}

/* ---- Records ------------------------------------------------------------------------------- */

static void take_records(void)
{
	CHECK(!control(device, IOCTL_TAKE_RECORDS, NULL, 0, &records, sizeof(records)));
}

/* The next record about the file. Without one, a record that no check likes. */
static const struct record *next_record(unsigned int *at, const char *name)
{
	static const struct record none = { .major = 0xff, .status = -1 };

	for (; *at < records.count && *at < RECORDS; ++*at)
		if (records.record[*at].name[0] == '\\' && !strcmp(records.record[*at].name + 1, name))
			return &records.record[(*at)++];
	return &none;
}

/* The operations of the last calls on the file: each is P for pre or p for post, and a letter. */
static bool saw(const char *name, const char *expected)
{
	char text[64] = "", *to = text;
	unsigned int i = 0;
	const struct record *record;

	while ((record = next_record(&i, name))->major != 0xff && to < text + sizeof(text) - 4) {
		*to++ = record->is_post ? '-' : '+';
		*to++ = record->major == IRP_MJ_CREATE ? 'o'
			: record->major == IRP_MJ_SET_INFORMATION ? 's'
			: record->major == IRP_MJ_CLEANUP ? 'c' : 'x';
	}
	*to = 0;
	if (!strcmp(text, expected))
		return true;
	printf("%s: the filter saw %s, not %s\n", name, text, expected);
	return false;
}

static const struct record *find(const char *name, int major, bool is_post)
{
	unsigned int i = 0;
	const struct record *record;

	do {
		record = next_record(&i, name);
	} while (record->major != 0xff && (record->major != major || record->is_post != is_post));
	return record;
}

/* All that an unlink or rmdir sends. */
#define ALL "+o-o+s-s+c-c+x-x"

/* ---- Removal ------------------------------------------------------------------------------- */

static void check_disposition(const struct record *record)
{
	EQUAL(record->class, is_classic ? FileDispositionInformation : FileDispositionInformationEx);
	EQUAL(record->length, is_classic ? 1 : 4);
	EQUAL(record->value, is_classic ? 1 : 3);
	EQUAL(record->is_system_buffer, 1);
	EQUAL(record->same_thread, 1);
}

/* rows 641, 643: an open for deletion, the disposition, and the removal in the cleanup */
static void test_unlink(void)
{
	const struct record *create, *set;

	fill("file");
	take_records();
	EQUAL(result(unlink(up("file"))), 0);
	CHECK(!exists(low("file")) && !exists(up("file")));
	take_records();
	CHECK(saw("file", ALL));
	create = find("file", IRP_MJ_CREATE, false);
	CHECK(create->access & DELETE);
	EQUAL(create->options >> 24, FILE_OPEN);
	EQUAL(create->options & (FILE_DIRECTORY_FILE | FILE_NON_DIRECTORY_FILE), FILE_NON_DIRECTORY_FILE);
	CHECK(create->options & FILE_OPEN_REPARSE_POINT);
	EQUAL(find("file", IRP_MJ_CREATE, true)->information, FILE_OPENED);
	set = find("file", IRP_MJ_SET_INFORMATION, false);
	check_disposition(set);
	EQUAL(set->delete_pending, 0);
	CHECK(set->file == create->file && set->stream == find("file", IRP_MJ_CREATE, true)->stream);
	/* Before the open the file object belongs to no stream. */
	CHECK(!create->stream && set->stream);
	EQUAL(find("file", IRP_MJ_SET_INFORMATION, true)->delete_pending, 1);
	EQUAL(find("file", IRP_MJ_CLEANUP, true)->status, 0);
}

/* row 643: a folder, and one that is not empty */
static void test_rmdir(void)
{
	const struct record *create;

	mkdir(low("folder"), 0755);
	fill("folder/file");
	take_records();
	EQUAL(result(rmdir(up("folder"))), -ENOTEMPTY);
	take_records();
	CHECK(saw("folder", ALL));
	EQUAL(find("folder", IRP_MJ_CLEANUP, true)->status, 0);
	CHECK(exists(up("folder/file")));
	unlink(up("folder/file"));
	take_records();
	EQUAL(result(rmdir(up("folder"))), 0);
	CHECK(!exists(low("folder")) && !exists(up("folder")));
	take_records();
	CHECK(saw("folder", ALL));
	create = find("folder", IRP_MJ_CREATE, false);
	EQUAL(create->options & (FILE_DIRECTORY_FILE | FILE_NON_DIRECTORY_FILE), FILE_DIRECTORY_FILE);
	check_disposition(find("folder", IRP_MJ_SET_INFORMATION, false));
}

/* row 641: a symbolic link goes, and not its target */
static void test_unlink_link(void)
{
	fill("target");
	EQUAL(symlink("target", low("link")), 0);
	take_records();
	EQUAL(result(unlink(up("link"))), 0);
	take_records();
	CHECK(saw("link", ALL));
	CHECK(!exists(low("link")) && exists(low("target")));
	EQUAL(unlink(low("target")), 0);
}

/* A removal that a filter hinders ends with @expected, and leaves the file. */
static void hinder(const char *name, long expected, const char *operations)
{
	fill(name);
	take_records();
	EQUAL(result(unlink(up(name))), expected);
	take_records();
	CHECK(saw(name, operations));
	CHECK(exists(low(name)) && exists(up(name)));
	EQUAL(unlink(low(name)), 0);
	/* A folder of that name. */
	mkdir(low(name), 0755);
	/* The VFS takes it that a folder is gone after a success. */
	EQUAL(result(rmdir(up(name))), expected ? expected : -EBUSY);
	CHECK(exists(low(name)));
	fill(in(name, "inside"));
	CHECK(exists(up(in(name, "inside"))));
	EQUAL(result(mkdir(up(in(name, "made")), 0755)), 0);
	EQUAL(result(rmdir(up(in(name, "made")))), 0);
	EQUAL(unlink(low(in(name, "inside"))), 0);
	EQUAL(rmdir(low(name)), 0);
}

/* row 641: refused at the open, at the disposition, on its way up; or no longer a removal */
static void test_hindered_removals(void)
{
	hinder("infected", -EPERM, "+o");
	hinder("no_access", -EACCES, "+o-o+c-c+x-x");
	hinder("alone", -EINVAL, "+o+s-s+c-c+x-x");
	hinder("exclusive", -EEXIST, "+o-o");
	hinder("overwrite", -EINVAL, "+o-o");
	hinder("refused", -EPERM, "+o-o+s+c-c+x-x");
	hinder("full", -ENOSPC, "+o-o+s+c-c+x-x");
	hinder("late", -EDQUOT, ALL);
	hinder("swallowed", 0, "+o-o+s+c-c+x-x");
	hinder("kept", 0, ALL);
	hinder("no_class", -EINVAL, ALL);
	hinder("shorter", -EINVAL, ALL);
	hinder("cleanup", 0, "+o-o+s-s+c+x-x");
}

/* row 641: what a filter changes, and the file goes */
static void test_other_removals(void)
{
	/* Each of the two classes does. FILE_DISPOSITION_INFORMATION is too short to become the other. */
	fill("other_class");
	EQUAL(result(unlink(up("other_class"))), is_classic ? -EINVAL : 0);
	EQUAL(exists(low("other_class")), is_classic);
	unlink(low("other_class"));
	fill("longer");
	EQUAL(result(unlink(up("longer"))), 0);
	CHECK(!exists(low("longer")));
	fill("deferred");
	take_records();
	EQUAL(result(unlink(up("deferred"))), 0);
	take_records();
	CHECK(!exists(low("deferred")));
	CHECK(saw("deferred", "+o-o+s+s-s+c+c-c+x-x"));
}

/* row 642: a file that is open stays usable */
static void test_unlink_open(void)
{
	char data[8] = "";
	int file;

	fill("open");
	file = open(up("open"), O_RDWR);
	EQUAL(result(unlink(up("open"))), 0);
	EQUAL(pwrite(file, "gone", 4, 4), 4);
	EQUAL(pread(file, data, 8, 0), 8);
	CHECK(!memcmp(data, "textgone", 8));
	EQUAL(close(file), 0);
}

#define STATUS_FILE_DELETED 0xC0000123

/* row 930: the CLEANUP that takes the last name tells so, and no other one */
static void test_deleted(void)
{
	int file;

	fill("first");
	EQUAL(link(low("first"), low("last")), 0);
	take_records();
	EQUAL(result(unlink(up("first"))), 0);
	take_records();
	EQUAL(find("first", IRP_MJ_CLEANUP, true)->queried, 0);
	file = open(up("last"), O_RDONLY);
	EQUAL(result(unlink(up("last"))), 0);
	take_records();
	EQUAL(find("last", IRP_MJ_CLEANUP, true)->queried, STATUS_FILE_DELETED);
	EQUAL(close(file), 0);
	take_records();
	EQUAL(find("last", IRP_MJ_CLEANUP, true)->queried, STATUS_FILE_DELETED);
	EQUAL(mkdir(low("gone folder"), 0700), 0);
	EQUAL(result(rmdir(up("gone folder"))), 0);
	take_records();
	EQUAL(find("gone folder", IRP_MJ_CLEANUP, true)->queried, STATUS_FILE_DELETED);
}

/* ---- New names ----------------------------------------------------------------------------- */

/* The operations of a rename or link, without those on the target. */
static void check_new_name(const char *from, const char *to, int class, bool replaces)
{
	const struct record *set, *folder;
	size_t length;

	take_records();
	CHECK(saw(from, ALL));
	CHECK(saw(to, "+o-o+c-c+x-x"));
	set = find(from, IRP_MJ_SET_INFORMATION, false);
	folder = find(to, IRP_MJ_CREATE, false);
	EQUAL(set->class, class);
	EQUAL(set->value, replaces);
	EQUAL(set->replaces, replaces);
	EQUAL(set->is_system_buffer, 1);
	CHECK(set->folder == folder->file && set->folder != set->file);
	CHECK(!strncmp(set->target, "\\Device\\HarddiskVolume", 22));
	length = strlen(set->target) - strlen(to);
	CHECK(set->target[length - 1] == '\\' && !strcmp(set->target + length, to));
	CHECK(set->length >= 20 + 2 * strlen(set->target));
	EQUAL(folder->flags & SL_OPEN_TARGET_DIRECTORY, SL_OPEN_TARGET_DIRECTORY);
	EQUAL(folder->options >> 24, FILE_OPEN);
}

static void rename_to(const char *from, const char *to, const char *name, unsigned int information,
		      unsigned int access)
{
	take_records();
	EQUAL(result(rename(up(from), up(to))), 0);
	CHECK(!exists(low(from)) && !exists(up(from)) && exists(low(to)) && exists(up(to)));
	check_new_name(from, name, FileRenameInformation, true);
	CHECK(find(from, IRP_MJ_CREATE, false)->access & DELETE);
	EQUAL(find(name, IRP_MJ_CREATE, false)->access & 6, access);
	EQUAL(find(name, IRP_MJ_CREATE, true)->information, information);
}

/* Overlayfs needs extended attributes for it, and then those of the file system below. */
static bool folders_move(void)
{
	long error;

	mkdir(low("probe"), 0755);
	error = result(rename(low("probe"), low("probed")));
	rmdir(error ? low("probe") : low("probed"));
	CHECK(!error || error == -EXDEV);
	return !error;
}

static void test_rename_folder(void)
{
	mkdir(low("folder"), 0755);
	if (!folders_move()) {
		EQUAL(result(rename(up("folder"), up("moved"))), -EXDEV);
		EQUAL(rmdir(up("folder")), 0);
		return;
	}
	fill("folder/inside");
	rename_to("folder", "moved", "moved", FILE_DOES_NOT_EXIST, FILE_ADD_SUBDIRECTORY);
	EQUAL(unlink(up("moved/inside")), 0);
	mkdir(low("over"), 0755);
	rename_to("moved", "over", "over", FILE_EXISTS, FILE_ADD_SUBDIRECTORY);
	EQUAL(rmdir(up("over")), 0);
}

/* row 644: an open for deletion, an open of the target's folder, and the new name */
static void test_rename(void)
{
	fill("old");
	rename_to("old", "new", "new", FILE_DOES_NOT_EXIST, FILE_ADD_FILE);
	fill("newer");
	EQUAL(truncate(low("newer"), 9), 0);
	rename_to("newer", "new", "new", FILE_EXISTS, FILE_ADD_FILE);
	EQUAL(size_of(up("new")), 9);
	mkdir(low("folder"), 0755);
	rename_to("new", "folder/new", "folder\\new", FILE_DOES_NOT_EXIST, FILE_ADD_FILE);
	EQUAL(size_of(up("folder/new")), 9);
	EQUAL(unlink(up("folder/new")) + rmdir(up("folder")), 0);
	test_rename_folder();
}

/* row 644: without replacing, and what the mount does not have */
static void test_rename_flags(void)
{
	fill("one");
	fill("two");
	EQUAL(result(syscall(SYS_renameat2, AT_FDCWD, up("one"), AT_FDCWD, up("two"), 1)), -EEXIST);
	EQUAL(result(syscall(SYS_renameat2, AT_FDCWD, up("one"), AT_FDCWD, up("two"), 2)), -EINVAL);
	take_records();
	EQUAL(result(syscall(SYS_renameat2, AT_FDCWD, up("one"), AT_FDCWD, up("three"), 1)), 0);
	check_new_name("one", "three", FileRenameInformation, false);
	/* A filter says so as well. */
	fill("kept");
	EQUAL(result(rename(up("kept"), up("two"))), -EEXIST);
	CHECK(exists(low("kept")));
	EQUAL(result(rename(up("kept"), up("four"))), 0);
	EQUAL(unlink(low("two")) + unlink(low("three")) + unlink(low("four")), 0);
}

/* row 645: a link is the same with another class, and other rights */
static void test_link(void)
{
	struct stat stat;

	fill("name");
	take_records();
	EQUAL(result(link(up("name"), up("second"))), 0);
	check_new_name("name", "second", FileLinkInformation, false);
	CHECK(find("name", IRP_MJ_CREATE, false)->access & FILE_WRITE_ATTRIBUTES);
	EQUAL(find("second", IRP_MJ_CREATE, true)->information, FILE_DOES_NOT_EXIST);
	EQUAL(lstat(up("second"), &stat), 0);
	EQUAL(stat.st_nlink, 2);
	EQUAL(result(link(up("name"), up("second"))), -EEXIST);
	EQUAL(unlink(up("name")) + unlink(up("second")), 0);
}

/* A call that a filter hinders ends with @expected, and changes nothing. */
static void hinder_call(int (*call)(const char *from, const char *to), const char *from, const char *to,
			long expected)
{
	fill(from);
	EQUAL(result(call(up(from), up(to))), expected);
	CHECK(exists(low(from)) && exists(up(from)));
	CHECK(!exists(low(to)) && !exists(up(to)));
	EQUAL(result(call(up(from), up(to))), expected);
	EQUAL(unlink(low(from)), 0);
}

static void hinder_name(const char *from, long expected)
{
	hinder_call(rename, from, "other", expected);
	hinder_call(link, from, "other", expected);
	/* The VFS takes it that a folder which was replaced is gone. */
	mkdir(low(from), 0755);
	mkdir(low("other"), 0755);
	EQUAL(result(rename(up(from), up("other"))), expected ? expected : -EBUSY);
	CHECK(exists(up(from)) && exists(low(from)));
	EQUAL(result(mkdir(up("other/inside"), 0755)), 0);
	EQUAL(result(rmdir(up("other/inside"))), 0);
	EQUAL(rmdir(low(from)) + rmdir(low("other")), 0);
}

/* rows 644, 645: refused at the open of the file, of the folder, and at the new name */
static void test_hindered_names(void)
{
	static const struct { const char *from; long expected; } cases[] = {
		{ "infected", -EPERM }, { "no_access", -EACCES }, { "alone", -EINVAL },
		{ "exclusive", -EEXIST }, { "overwrite", -EINVAL }, { "refused", -EPERM },
		{ "full", -ENOSPC }, { "swallowed", 0 }, { "elsewhere", -EXDEV },
		{ "no_class", -EINVAL }, { "shorter", -EINVAL },
	};
	unsigned int i;

	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		hinder_name(cases[i].from, cases[i].expected);
	hinder_call(rename, "plain", "infected_too", -EPERM);
	hinder_call(rename, "plain", "no_access_too", -EACCES);
	hinder_call(rename, "plain", "alone_too", -EINVAL);
	hinder_call(link, "plain", "infected_too", -EPERM);
	fill("longer");
	EQUAL(result(rename(up("longer"), up("other"))), 0);
	EQUAL(unlink(low("other")), 0);
	fill("deferred");
	EQUAL(result(rename(up("deferred"), up("other"))), 0);
	EQUAL(unlink(low("other")), 0);
	/* The lower file has the name by then. */
	fill("late");
	EQUAL(result(rename(up("late"), up("other"))), -EDQUOT);
	CHECK(exists(up("other")) && !exists(up("late")));
	EQUAL(unlink(low("other")), 0);
}

/* ---- Making -------------------------------------------------------------------------------- */

/* row 655: mkdir is one CREATE, whose stream is the folder's; mknod of a file as well */
static void test_mkdir(void)
{
	const struct record *create, *post;
	const void *stream;
	struct stat stat;
	int file;

	take_records();
	EQUAL(result(mkdir(up("made"), 0750)), 0);
	take_records();
	CHECK(saw("made", "+o-o+c-c+x-x"));
	create = find("made", IRP_MJ_CREATE, false);
	post = find("made", IRP_MJ_CREATE, true);
	EQUAL(create->options >> 24, FILE_CREATE);
	CHECK(create->options & FILE_DIRECTORY_FILE);
	EQUAL(create->attributes, FILE_ATTRIBUTE_DIRECTORY);
	EQUAL(post->status, 0);
	EQUAL(post->information, FILE_CREATED);
	EQUAL(post->same_thread, 1);
	stream = post->stream;
	EQUAL(lstat(low("made"), &stat), 0);
	EQUAL(stat.st_mode, S_IFDIR | 0750);
	file = open(up("made"), O_RDONLY | O_DIRECTORY);
	CHECK(file >= 0);
	take_records();
	CHECK(stream && find("made", IRP_MJ_CREATE, true)->stream == stream);
	close(file);
	EQUAL(result(mkdir(up("made"), 0755)), -EEXIST);
	EQUAL(rmdir(up("made")), 0);
}

static void test_mknod(void)
{
	const struct record *create;

	take_records();
	EQUAL(result(mknod(up("node"), S_IFREG | 0640, 0)), 0);
	take_records();
	CHECK(saw("node", "+o-o+c-c+x-x"));
	create = find("node", IRP_MJ_CREATE, false);
	EQUAL(create->options >> 24, FILE_CREATE);
	CHECK(create->options & FILE_NON_DIRECTORY_FILE);
	EQUAL(create->attributes, FILE_ATTRIBUTE_NORMAL);
	CHECK(exists(low("node")));
	EQUAL(unlink(up("node")), 0);
}

static void hinder_making(const char *name, long expected)
{
	EQUAL(result(mkdir(up(name), 0755)), expected);
	CHECK(!exists(low(name)) && !exists(up(name)));
	EQUAL(result(mknod(up(name), S_IFREG | 0644, 0)), expected);
	CHECK(!exists(low(name)) && !exists(up(name)));
}

/* row 655: a refused CREATE leaves nothing */
static void test_hindered_makings(void)
{
	hinder_making("infected", -EPERM);
	hinder_making("alone", -ENOENT);
	hinder_making("opened", -ENOENT);
	hinder_making("overwrite", -ENOENT);
}

/* ---- Sizes --------------------------------------------------------------------------------- */

/* row 638: truncate is an open and a new size; ftruncate a new size of the open file */
static void test_truncate(void)
{
	const struct record *set;
	const void *object;
	int file;

	fill("sized");
	take_records();
	EQUAL(result(truncate(up("sized"), 10)), 0);
	take_records();
	CHECK(saw("sized", ALL));
	CHECK(find("sized", IRP_MJ_CREATE, false)->access & FILE_WRITE_DATA);
	set = find("sized", IRP_MJ_SET_INFORMATION, false);
	EQUAL(set->class, FileEndOfFileInformation);
	EQUAL(set->length, 8);
	EQUAL(set->value, 10);
	EQUAL(set->is_system_buffer, 1);
	EQUAL(size_of(low("sized")), 10);
	file = open(up("sized"), O_RDWR);
	take_records();
	object = find("sized", IRP_MJ_CREATE, false)->file;
	EQUAL(result(ftruncate(file, 2)), 0);
	take_records();
	CHECK(saw("sized", "+s-s"));
	set = find("sized", IRP_MJ_SET_INFORMATION, false);
	EQUAL(set->value, 2);
	CHECK(set->file == object);
	EQUAL(size_of(low("sized")), 2);
	EQUAL(size_of(up("sized")), 2);
	close(file);
	unlink(up("sized"));
}

/* row 623: the size that O_TRUNC sets is in the CREATE */
static void test_open_truncates(void)
{
	int file;

	fill("emptied");
	take_records();
	file = open(up("emptied"), O_WRONLY | O_TRUNC);
	CHECK(file >= 0);
	take_records();
	CHECK(saw("emptied", "+o-o"));
	EQUAL(size_of(low("emptied")), 0);
	close(file);
	unlink(low("emptied"));
}

static void resize(const char *name, long expected, long size)
{
	int file;

	fill(name);
	EQUAL(result(truncate(up(name), 9)), expected);
	EQUAL(size_of(low(name)), size);
	EQUAL(size_of(up(name)), size);
	fill(name);
	file = open(up(name), O_RDWR);
	if (file >= 0) {
		EQUAL(result(ftruncate(file, 9)), expected);
		EQUAL(size_of(low(name)), size);
		close(file);
	}
	unlink(low(name));
}

/* row 638: a filter refuses the size, changes it, or keeps it to itself */
static void test_hindered_sizes(void)
{
	resize("infected", -EPERM, 4);
	resize("no_access", -EACCES, 4);
	resize("alone", -EINVAL, 4);
	resize("refused", -EPERM, 4);
	resize("full", -ENOSPC, 4);
	resize("swallowed", 0, 4);
	resize("smaller", 0, 3);
	resize("negative", -EINVAL, 4);
	resize("no_class", -EINVAL, 4);
	resize("shorter", -EINVAL, 4);
	resize("longer", 0, 9);
	resize("deferred", 0, 9);
	/* The lower file has it by then. */
	resize("late", -EDQUOT, 9);
}

/* ---- As below ------------------------------------------------------------------------------ */

/* The results of calls that fail, and of some that do not. */
static int trace(const char *folder, long *to)
{
	int count = 0, file;
	long *const first = to;

	*to++ = result(mkdir(in(folder, "t"), 0755));
	*to++ = result(mkdir(in(folder, "t/t"), 01777));
	*to++ = result(mkdir(in(folder, "none/t"), 0755));
	*to++ = result(unlink(in(folder, "t")));
	*to++ = result(rmdir(in(folder, "t")));
	*to++ = result(unlink(in(folder, "none")));
	*to++ = result(rmdir(in(folder, "none")));
	*to++ = result(rmdir(in(folder, "t/t/.")));
	*to++ = result(truncate(in(folder, "t"), 1));
	*to++ = result(truncate(in(folder, "none"), 1));
	file = open(in(folder, "t/f"), O_RDONLY | O_CREAT, 0600);
	*to++ = result(ftruncate(file, 1));
	close(file);
	*to++ = result(rmdir(in(folder, "t/f")));
	*to++ = result(truncate(in(folder, "t/f"), -1));
	*to++ = result(mknod(in(folder, "t/f"), S_IFREG | 0600, 0));
	*to++ = result(mknod(in(folder, "t/p"), S_IFIFO | 0600, 0));
	*to++ = result(unlink(in(folder, "t/p")));
	*to++ = result(unlink(in(folder, "t/f")));
	*to++ = result(rename(in(folder, "t"), in(folder, "t/t/u")));
	*to++ = result(rename(in(folder, "t/t"), in(folder, "t")));
	*to++ = result(rename(in(folder, "t/t"), in(folder, "none/u")));
	*to++ = result(rename(in(folder, "none"), in(folder, "u")));
	*to++ = result(link(in(folder, "t"), in(folder, "u")));
	*to++ = result(link(in(folder, "none"), in(folder, "u")));
	*to++ = result(symlink("none", in(folder, "t/l")));
	*to++ = result(link(in(folder, "t/l"), in(folder, "t/k")));
	*to++ = result(rename(in(folder, "t/l"), in(folder, "t/k")));
	*to++ = result(rename(in(folder, "t/k"), in(folder, "t/t")));
	*to++ = result(rename(in(folder, "t/t"), in(folder, "t/k")));
	*to++ = result(unlink(in(folder, "t/l")));
	*to++ = result(unlink(in(folder, "t/k")));
	*to++ = result(rmdir(in(folder, "t/t")));
	*to++ = result(rmdir(in(folder, "t")));
	count = to - first;
	return count;
}

static void test_results(void)
{
	long above[64], below[64];
	int i, count = trace(lower_path, below);

	EQUAL(trace(mount_path, above), count);
	for (i = 0; i < count; i++)
		if (above[i] != below[i]) {
			printf("call %d: %ld, not %ld\n", i, above[i], below[i]);
			checks_failed++;
		}
}

int main(int count, char **words)
{
	if (count != 4)
		return 2;
	umask(0);
	is_classic = !strcmp(words[1], "classic");
	mount_path = words[2];
	lower_path = words[3];
	device = open("/dev/winwork/MountChanges", O_RDWR);
	CHECK(device >= 0);
	test_unlink();
	test_rmdir();
	test_unlink_link();
	test_hindered_removals();
	test_other_removals();
	test_unlink_open();
	test_deleted();
	test_rename();
	test_rename_flags();
	test_link();
	test_hindered_names();
	test_mkdir();
	test_mknod();
	test_hindered_makings();
	test_truncate();
	test_open_truncates();
	test_hindered_sizes();
	test_results();
	return checks_failed != 0;
}
