/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Lists a folder. A command runs in the middle of it, and the rest follows.
 *
 *	half FOLDER LOWER COMMAND...
 */
#include "../program.h"

#include <dirent.h>

/* Whether both go on alike. Returns the number of names. */
static int compare(DIR *one, DIR *other, int most)
{
	struct dirent *entry;
	char name[256];
	int count = 0;

	while (count < most && (entry = readdir(one)) != NULL) {
		snprintf(name, sizeof(name), "%s", entry->d_name);
		entry = readdir(other);
		CHECK(entry && !strcmp(entry->d_name, name));
		if (!entry)
			break;
		count++;
	}
	return count;
}

static void run(char **words)
{
	int status = 0;

	if (!fork()) {
		execvp(words[0], words);
		_exit(1);
	}
	wait(&status);
	EQUAL(status, 0);
}

int main(int count, char **words)
{
	DIR *one = opendir(words[1]), *other = opendir(words[2]);

	(void)count;
	CHECK(one && other);
	EQUAL(compare(one, other, 1000), 1000);
	run(words + 3);
	CHECK(compare(one, other, 1000000) > 1400);
	CHECK(!readdir(other));
	closedir(one);
	closedir(other);
	return checks_failed != 0;
}
