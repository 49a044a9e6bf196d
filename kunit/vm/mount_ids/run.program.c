/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Has a minifilter run tests: run MOUNT TEST...; "as77" before one runs it as a user without rights.
 * run make FOLDER makes the files.
 */
#include "../program.h"

static const char *folder;

static char *at(const char *name)
{
	static char paths[2][256];
	static int next;
	char *path = paths[next++ % 2];

	snprintf(path, sizeof(paths[0]), "%s/%s", folder, name);
	return path;
}

static ino_t fill(const char *name, const char *text)
{
	const int file = open(at(name), O_WRONLY | O_CREAT, 0644);
	struct stat stat = {};

	EQUAL(write(file, text, strlen(text)), (ssize_t)strlen(text));
	EQUAL(fstat(file, &stat), 0);
	close(file);
	return stat.st_ino;
}

/* The file whose number is a backslash in UTF-16. The files of the root folder have the numbers from 11 on. */
static void make_backslash(void)
{
	char name[32];
	int i;

	for (i = 0; i < 1000; i++) {
		snprintf(name, sizeof(name), "../count%d", i);
		if ((fill(name, "backslash") & 0xffff) == '\\')
			break;
	}
	CHECK(i < 1000);
	EQUAL(rename(at(name), at("backslash")), 0);
}

static void make_files(void)
{
	fill("plain", "plain");
	fill("kept", "kept");
	EQUAL(mkdir(at("folder"), 0755), 0);
	fill("folder/inner", "inner");
	EQUAL(mkdir(at("private"), 0755), 0);
	fill("private/secret", "secret");
	EQUAL(chmod(at("private"), 0700), 0);
	EQUAL(symlink("plain", at("link")), 0);
	make_backslash();
}

/* The driver ends the open of a test that is right by one error, else by another one. */
static void run(const char *test)
{
	const int file = open(at(test), O_RDONLY | O_CREAT, 0600);

	EQUAL(file, -1);
	EQUAL(errno, EPERM);
	if (errno != EPERM)
		printf("%s: see the log\n", test);
}

static void run_as_77(const char *test)
{
	int status;
	const pid_t child = fork();

	if (!child) {
		CHECK(!setgid(77) && !setuid(77));
		run(test);
		exit(checks_failed);
	}
	EQUAL(waitpid(child, &status, 0), child);
	EQUAL(status, 0);
}

int main(int count, char **arguments)
{
	int i;

	(void)count;
	if (!strcmp(arguments[1], "make")) {
		folder = arguments[2];
		make_files();
		return checks_failed;
	}
	folder = arguments[1];
	for (i = 2; arguments[i]; i++) {
		if (strcmp(arguments[i], "as77"))
			run(arguments[i]);
		else
			run_as_77(arguments[++i]);
	}
	return checks_failed;
}
