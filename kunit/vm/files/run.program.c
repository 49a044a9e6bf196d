/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Has the driver open, read and write files, and compares what it did with what Linux shows of them. The file
 * of the device is opened by root. Another user sends the jobs. It has no permission for the folder.
 */
#include "../program.h"
#include "files.h"

#define DRIVE "/tmp/c"
#define FILE_READ_DATA 1
#define FILE_WRITE_DATA 2
#define FILE_APPEND_DATA 4
#define FILE_SUPERSEDE 0
#define FILE_OPEN 1
#define FILE_CREATE 2
#define FILE_OPEN_IF 3
#define FILE_OVERWRITE 4
#define FILE_OVERWRITE_IF 5
#define SYNCHRONOUS 0x20
#define FOLDER 1
#define NO_FOLDER 0x40
#define STATUS_END_OF_FILE ((int)0xC0000011)
#define STATUS_OBJECT_NAME_INVALID ((int)0xC0000033)
#define STATUS_OBJECT_NAME_NOT_FOUND ((int)0xC0000034)
#define STATUS_OBJECT_NAME_COLLISION ((int)0xC0000035)
#define STATUS_OBJECT_PATH_INVALID ((int)0xC0000039)
#define STATUS_OBJECT_PATH_NOT_FOUND ((int)0xC000003A)
#define STATUS_NOT_SUPPORTED ((int)0xC00000BB)
#define STATUS_FILE_IS_A_DIRECTORY ((int)0xC00000BA)
#define STATUS_NOT_A_DIRECTORY ((int)0xC0000103)

static int device, in_item;

static void set_name(unsigned short *to, const char *name)
{
	while ((*to++ = (unsigned char)*name++) != 0)
		;
}

static struct job job_of(const char *name, unsigned int access, unsigned int disposition)
{
	struct job job = { .in_item = in_item, .access = access, .disposition = disposition,
			   .options = SYNCHRONOUS, .offset = NO_OFFSET };

	set_name(job.name, name);
	return job;
}

/* The jobs are the driver's, in the thread of a user without rights or in a work item. */
static int do_job(struct job *job)
{
	struct job in = *job;

	CHECK(!seteuid(1000));
	CHECK(!control(device, IOCTL_FILES, &in, sizeof(in), job, sizeof(*job)));
	CHECK(!seteuid(0));
	return job->status;
}

static int open_only(const char *name, unsigned int access, unsigned int disposition)
{
	struct job job = job_of(name, access, disposition);

	do_job(&job);
	EQUAL(job.iosb_status, job.status);
	return job.status;
}

static long long size_of(const char *path)
{
	struct stat stat;

	return lstat(path, &stat) ? -1 : (long long)stat.st_size;
}

static void fill(const char *path, const char *text)
{
	FILE *file = fopen(path, "w");

	CHECK(file);
	if (!file)
		return;
	fputs(text, file);
	fclose(file);
}

static bool holds(const char *path, const char *text)
{
	char data[128] = "";
	FILE *file = fopen(path, "r");
	size_t length = file ? fread(data, 1, sizeof(data) - 1, file) : 0;

	if (file)
		fclose(file);
	return file && length == strlen(text) && !memcmp(data, text, length);
}

/* row 328: what each disposition does to a file that exists, and to one that does not */
static void dispositions(void)
{
	static const struct {
		unsigned int disposition;
		int status;
		unsigned int information;
		long long size;
		int new_status;
		unsigned int new_information;
	} all[] = {
		{ FILE_SUPERSEDE, 0, 0, 0, 0, 2 },
		{ FILE_OPEN, 0, 1, 4, STATUS_OBJECT_NAME_NOT_FOUND, 5 },
		{ FILE_CREATE, STATUS_OBJECT_NAME_COLLISION, 4, 4, 0, 2 },
		{ FILE_OPEN_IF, 0, 1, 4, 0, 2 },
		{ FILE_OVERWRITE, 0, 3, 0, STATUS_OBJECT_NAME_NOT_FOUND, 5 },
		{ FILE_OVERWRITE_IF, 0, 3, 0, 0, 2 },
	};

	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++) {
		struct job job = job_of("\\??\\C:\\file", FILE_WRITE_DATA, all[i].disposition);

		fill(DRIVE "/file", "text");
		EQUAL(do_job(&job), all[i].status);
		EQUAL(job.iosb_status, all[i].status);
		EQUAL(job.information, all[i].information);
		EQUAL(size_of(DRIVE "/file"), all[i].size);
		unlink(DRIVE "/file");
		job = job_of("\\DosDevices\\c:\\file", FILE_WRITE_DATA, all[i].disposition);
		EQUAL(do_job(&job), all[i].new_status);
		EQUAL(job.information, all[i].new_information);
		EQUAL(size_of(DRIVE "/file"), all[i].new_status ? -1 : 0);
		unlink(DRIVE "/file");
	}
}

/* row 328: the position, the end, and appending */
static void positions(void)
{
	struct job job = job_of("\\??\\C:\\file", FILE_WRITE_DATA | FILE_READ_DATA, FILE_CREATE);

	job.steps = STEP_WRITE;
	job.length = 5;
	memcpy(job.data, "01234", 5);
	EQUAL(do_job(&job), 0);
	EQUAL(job.step_status, 0);
	EQUAL(job.step_information, 5);
	EQUAL(job.after, 5);
	EQUAL(job.size, 5);
	CHECK(holds(DRIVE "/file", "01234"));

	/* A set position, and a read that moves it. */
	job = job_of("\\??\\C:\\file", FILE_READ_DATA, FILE_OPEN);
	job.steps = STEP_POSITION | STEP_READ | STEP_FLUSH;
	job.position = 2;
	job.length = 2;
	job.offset = AT_POSITION;
	EQUAL(do_job(&job), 0);
	EQUAL(job.step_status, 0);
	CHECK(!memcmp(job.data, "23", 2));
	EQUAL(job.after, 4);

	/* A read beyond the end is short, and one at the end fails. */
	job = job_of("\\??\\C:\\file", FILE_READ_DATA, FILE_OPEN);
	job.steps = STEP_READ;
	job.length = 10;
	job.offset = 3;
	EQUAL(do_job(&job), 0);
	EQUAL(job.step_information, 2);
	EQUAL(job.after, 5);
	job.offset = 5;
	do_job(&job);
	EQUAL(job.step_status, STATUS_END_OF_FILE);
	EQUAL(job.step_information, 0);

	/* A write behind the end extends the file; at the end; and a new length. */
	job = job_of("\\??\\C:\\file", FILE_WRITE_DATA, FILE_OPEN);
	job.steps = STEP_WRITE;
	job.length = 1;
	job.offset = 7;
	job.data[0] = 'x';
	EQUAL(do_job(&job), 0);
	EQUAL(job.after, 8);
	EQUAL(size_of(DRIVE "/file"), 8);
	job.offset = AT_END;
	do_job(&job);
	EQUAL(job.after, 9);
	EQUAL(size_of(DRIVE "/file"), 9);
	job.steps = STEP_SET_LENGTH;
	job.position = 3;
	do_job(&job);
	EQUAL(job.step_status, 0);
	EQUAL(job.size, 3);
	CHECK(holds(DRIVE "/file", "012"));

	/* A file that is only appended to has no other place. */
	job = job_of("\\??\\C:\\file", FILE_APPEND_DATA, FILE_OPEN_IF);
	job.steps = STEP_WRITE;
	job.length = 2;
	job.offset = 0;
	memcpy(job.data, "ab", 2);
	EQUAL(do_job(&job), 0);
	EQUAL(job.information, 1);
	job.offset = NO_OFFSET;
	do_job(&job);
	CHECK(holds(DRIVE "/file", "012abab"));

	/* Without a position a transfer names its place. */
	job = job_of("\\??\\C:\\file", FILE_READ_DATA, FILE_OPEN);
	job.options = 0;
	job.steps = STEP_READ;
	job.length = 1;
	do_job(&job);
	EQUAL(job.step_status, STATUS_INVALID_PARAMETER);
	job.offset = 1;
	do_job(&job);
	EQUAL(job.step_status, 0);
	EQUAL(job.data[0], '1');

	/* Not opened for it. */
	job = job_of("\\??\\C:\\file", FILE_READ_DATA, FILE_OPEN);
	job.steps = STEP_WRITE;
	job.length = 1;
	do_job(&job);
	EQUAL(job.step_status, STATUS_ACCESS_DENIED);
	CHECK(holds(DRIVE "/file", "012abab"));
	unlink(DRIVE "/file");
}

#define APPENDS 300

static void append_often(unsigned int access, long long offset)
{
	struct job job = job_of("\\??\\C:\\file", access, FILE_OPEN_IF);

	job.steps = STEP_WRITE;
	job.length = 4;
	job.offset = offset;
	for (int i = 0; i < APPENDS; i++) {
		EQUAL(do_job(&job), 0);
		EQUAL(job.step_status, 0);
	}
}

/* row 328: two files that append do not overwrite each other's bytes */
static void appends_meet(void)
{
	int status = -1;
	pid_t child = fork();

	CHECK(child >= 0);
	if (!child) {
		append_often(FILE_APPEND_DATA, NO_OFFSET);
		_exit(checks_failed != 0);
	}
	append_often(FILE_WRITE_DATA, AT_END);
	EQUAL(waitpid(child, &status, 0), child);
	EQUAL(status, 0);
	EQUAL(size_of(DRIVE "/file"), 2 * 4 * APPENDS);
	unlink(DRIVE "/file");
}

/* row 328: folders, and names of both drives */
static void folders(void)
{
	struct job job = job_of("below\\file", FILE_WRITE_DATA, FILE_CREATE);

	set_name(job.root, "\\??\\C:\\folder");
	EQUAL(do_job(&job), 0);
	EQUAL(size_of(DRIVE "/folder/below/file"), 0);
	unlink(DRIVE "/folder/below/file");
	EQUAL(open_only("\\SystemRoot\\new", FILE_WRITE_DATA, FILE_CREATE), 0);
	EQUAL(size_of(DRIVE "/Windows/new"), 0);
	unlink(DRIVE "/Windows/new");
	job = job_of("\\??\\C:\\folder", FILE_READ_DATA, FILE_OPEN);
	job.options = FOLDER;
	EQUAL(do_job(&job), 0);
	EQUAL(job.directory, 1);
	job.options = NO_FOLDER;
	EQUAL(do_job(&job), STATUS_FILE_IS_A_DIRECTORY);
	job = job_of("\\??\\C:\\folder\\x", FILE_READ_DATA, FILE_CREATE);
	job.options = FOLDER;
	EQUAL(do_job(&job), 0);
	EQUAL(job.directory, 1);
	EQUAL(do_job(&job), STATUS_OBJECT_NAME_COLLISION);
	EQUAL(rmdir(DRIVE "/folder/x"), 0);
	fill(DRIVE "/plain", "");
	job = job_of("\\??\\C:\\plain", FILE_READ_DATA, FILE_OPEN);
	job.options = FOLDER;
	EQUAL(do_job(&job), STATUS_NOT_A_DIRECTORY);
	EQUAL(open_only("\\??\\C:\\plain\\x", FILE_READ_DATA, FILE_OPEN), STATUS_OBJECT_PATH_NOT_FOUND);
	EQUAL(open_only("\\??\\C:\\none\\x", FILE_READ_DATA, FILE_CREATE), STATUS_OBJECT_PATH_NOT_FOUND);
	EQUAL(open_only("\\??\\C:\\pipe", FILE_READ_DATA, FILE_OPEN), STATUS_ACCESS_DENIED);
	EQUAL(open_only("\\??\\C:\\a/b", FILE_WRITE_DATA, FILE_CREATE), STATUS_OBJECT_NAME_INVALID);
	EQUAL(open_only("\\??\\C:\\a:b", FILE_WRITE_DATA, FILE_CREATE), STATUS_OBJECT_NAME_INVALID);
	EQUAL(open_only("\\??\\D:\\x", FILE_WRITE_DATA, FILE_CREATE), STATUS_OBJECT_NAME_NOT_FOUND);
	unlink(DRIVE "/plain");
}

/* row 330: nothing leads out of the folder */
static void ways_out(void)
{
	static const char *const names[] = {
		"\\??\\C:\\..\\outside\\file", "\\??\\C:\\folder\\..\\..\\outside\\file",
		"\\??\\C:\\absolute\\file", "\\??\\C:\\relative\\file", "\\??\\C:\\link",
		"\\??\\C:\\folder\\..\\folder",
	};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		EQUAL(open_only(names[i], FILE_READ_DATA, FILE_OPEN), STATUS_OBJECT_PATH_INVALID);
		EQUAL(open_only(names[i], FILE_WRITE_DATA, FILE_OVERWRITE_IF), STATUS_OBJECT_PATH_INVALID);
	}
	EQUAL(open_only("\\??\\C:\\absolute\\new", FILE_WRITE_DATA, FILE_CREATE), STATUS_OBJECT_PATH_INVALID);
	/* A link to nothing outside. */
	EQUAL(open_only("\\??\\C:\\nothing", FILE_WRITE_DATA, FILE_OPEN_IF), STATUS_OBJECT_PATH_INVALID);
	CHECK(holds("/tmp/outside/file", "untouched"));
	EQUAL(size_of("/tmp/outside/new"), -1);
	EQUAL(size_of("/tmp/outside/nothing"), -1);
	/* A link that stays inside is one. */
	fill(DRIVE "/folder/file", "inside");
	EQUAL(open_only("\\??\\C:\\inside\\file", FILE_READ_DATA, FILE_OPEN), 0);
	unlink(DRIVE "/folder/file");
}

/* The user of the jobs may not enter the folder. */
static void user_may_nothing(void)
{
	CHECK(!seteuid(1000));
	CHECK(open(DRIVE "/file", O_RDWR | O_CREAT, 0600) < 0 && errno == EACCES);
	CHECK(!seteuid(0));
}

int main(int argc, char **argv)
{
	(void)argv;
	device = open("/dev/winwork/Files", O_RDWR);
	CHECK(device >= 0);
	/* row 329: in a work item, and in the thread of a program whose user may do nothing there */
	for (in_item = 0; in_item < 2; in_item++) {
		if (argc > 1) {
			EQUAL(open_only("\\??\\C:\\file", FILE_WRITE_DATA, FILE_CREATE),
			      STATUS_OBJECT_PATH_NOT_FOUND);
			continue;
		}
		user_may_nothing();
		dispositions();
		positions();
		appends_meet();
		folders();
		ways_out();
	}
	return checks_failed != 0;
}
