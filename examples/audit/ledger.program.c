/* SPDX-License-Identifier: MIT */
/*
 * ledger [ENTRIES]: two programs write so many entries each (default: 2) to one file of a mount that the
 * minifilter audit filters. All of them must be in the file, on the mount and below it.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define FOLDER "/tmp/ledger"
#define BOOK FOLDER "/book"
#define PROGRAMS 2
#define MOST_ENTRIES 1000
#define WIDTH 16

static void require(int is_right, const char *what)
{
	if (is_right)
		return;
	perror(what);
	exit(1);
}

/* The programs take turns in the book: returns the place of an entry there. */
static off_t make_entry(int program, int number, char *entry)
{
	char text[32];

	snprintf(text, sizeof(text), "%d: entry %-6d\n", program, number);
	memcpy(entry, text, WIDTH);
	return WIDTH * ((off_t)number * PROGRAMS + program);
}

static void write_entries(int program, int entries)
{
	int book = open(BOOK, O_WRONLY);
	char entry[WIDTH];
	off_t place;
	int i;

	require(book >= 0, "ledger: open");
	for (i = 0; i < entries; i++) {
		place = make_entry(program, i, entry);
		require(pwrite(book, entry, WIDTH, place) == WIDTH, "ledger: write");
	}
	require(!close(book), "ledger: close");
}

/* Returns how many entries have their text at their place. */
static int count_entries(int entries)
{
	int book = open(BOOK, O_RDONLY);
	char entry[WIDTH], found[WIDTH];
	int i, count = 0;

	require(book >= 0, "ledger: open");
	for (i = 0; i < entries * PROGRAMS; i++) {
		make_entry(i % PROGRAMS, i / PROGRAMS, entry);
		count += read(book, found, WIDTH) == WIDTH && !memcmp(found, entry, WIDTH);
	}
	require(!close(book), "ledger: close");
	return count;
}

static void show_entries(int entries, const char *where)
{
	int count = count_entries(entries);

	printf("ledger: %d of %d entries are %s\n", count, entries * PROGRAMS, where);
	if (count != entries * PROGRAMS)
		exit(1);
}

static void write_as_programs(int entries)
{
	int program, status;

	for (program = 0; program < PROGRAMS; program++) {
		switch (fork()) {
		case -1:
			require(0, "ledger: fork");
			break;
		case 0:
			write_entries(program, entries);
			_exit(0);
		}
	}
	for (program = 0; program < PROGRAMS; program++) {
		require(wait(&status) > 0, "ledger: wait");
		if (status)
			exit(1);
	}
}

int main(int argc, char **argv)
{
	int entries = argc > 1 ? atoi(argv[1]) : 2;
	int book;

	if (entries < 1 || entries > MOST_ENTRIES) {
		fprintf(stderr, "usage: ledger [1 to %d]\n", MOST_ENTRIES);
		return 2;
	}
	require(!mkdir(FOLDER, 0700), "ledger: " FOLDER);
	/* The mount is above the folder itself, so no program passes the filter by. */
	require(!mount(FOLDER, FOLDER, "winwork", 0, NULL), "ledger: mount");
	book = creat(BOOK, 0600);
	require(book >= 0 && !close(book), "ledger: " BOOK);

	write_as_programs(entries);
	show_entries(entries, "on the mount");

	require(!umount(FOLDER), "ledger: umount");
	show_entries(entries, "in the file below it");
	require(!unlink(BOOK) && !rmdir(FOLDER), "ledger: " FOLDER);
	return 0;
}
