/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Extended attributes of files on a mount, and what the minifilter makes of them.
 *
 *	run MOUNT LOWER		with the minifilter
 *	run MOUNT LOWER plain	without it
 */
#include "../mount_program.h"

#include <sys/xattr.h>

static void make(const char *name)
{
	const int file = open(low(name), O_WRONLY | O_CREAT | O_TRUNC, 0644);

	CHECK(file >= 0);
	close(file);
}

static long set(const char *name, const char *value)
{
	return result(setxattr(up(name), "user.color", value, strlen(value), 0));
}

/* The value of an attribute: @expected, or a negative errno. */
static void check_value(const char *path, const char *attribute, const char *expected, long error)
{
	char value[64] = "";
	const long bytes = result(getxattr(path, attribute, value, sizeof(value) - 1));

	EQUAL(bytes, expected ? (long)strlen(expected) : error);
	if (expected && strcmp(value, expected)) {
		checks_failed++;
		printf("%s has \"%s\", not \"%s\"\n", path, value, expected);
	}
}

/* The names, one after another with a blank each. */
static void check_names(const char *path, const char *expected)
{
	char names[128] = "";
	const ssize_t bytes = listxattr(path, names, sizeof(names));
	ssize_t i;

	CHECK(bytes >= 0);
	EQUAL(listxattr(path, NULL, 0), bytes);
	for (i = 0; i < bytes; i++)
		names[i] = names[i] ? names[i] : ' ';
	if (!strcmp(names, expected))
		return;
	checks_failed++;
	printf("%s has the names \"%s\", not \"%s\"\n", path, names, expected);
}

/* row 721 */
static void test_plain(void)
{
	char value[8];
	int file;

	make("plain");
	check_trace("");
	EQUAL(set("plain", "red"), 0);
	check_trace("oscx");
	check_value(low("plain"), "user.color", "red", 0);
	check_value(up("plain"), "user.color", "red", 0);
	check_trace("oqcx");
	EQUAL(result(getxattr(up("plain"), "user.color", NULL, 0)), 3);
	EQUAL(result(getxattr(up("plain"), "user.color", value, 2)), -ERANGE);
	check_value(up("plain"), "user.none", NULL, -ENODATA);
	check_trace("oqcxoqcxoqcx");
	EQUAL(result(setxattr(up("plain"), "user.color", "x", 1, XATTR_CREATE)), -EEXIST);
	EQUAL(result(setxattr(up("plain"), "user.other", "x", 1, XATTR_REPLACE)), -ENODATA);
	EQUAL(result(setxattr(up("plain"), "user.empty", "", 0, 0)), 0);
	check_trace("oscxoscxorcx");
	check_value(up("plain"), "user.empty", "", 0);
	check_trace("oqcx");
	check_names(up("plain"), "user.color user.empty ");
	check_trace("ollcxollcx");
	EQUAL(result(listxattr(up("plain"), value, sizeof(value))), -ERANGE);
	check_trace("ollcx");
	EQUAL(result(removexattr(up("plain"), "user.empty")), 0);
	EQUAL(result(removexattr(up("plain"), "user.empty")), -ENODATA);
	check_trace("orcxorcx");
	check_names(low("plain"), "user.color ");
	file = open(up("plain"), O_RDWR);
	EQUAL(result(fsetxattr(file, "user.color", "blue", 4, 0)), 0);
	check_trace("ooscx");
	close(file);
	check_value(low("plain"), "user.color", "blue", 0);
	check_trace("cx");
}

/* row 721: those of the system are not shown, and stay in the list */
static void test_others(void)
{
	make("others");
	EQUAL(result(setxattr(up("others"), "trusted.mark", "x", 1, 0)), 0);
	check_value(up("others"), "trusted.mark", "x", 0);
	check_trace("");
	EQUAL(set("others", "red"), 0);
	check_names(up("others"), "trusted.mark user.color ");
	check_trace("oscxollcxollcx");
}

static void hinder(const char *name, long expected, const char *below)
{
	make(name);
	EQUAL(set(name, "red"), expected);
	check_value(low(name), "user.color", below, -ENODATA);
}

/* row 721 */
static void test_hindered(void)
{
	hinder("refused", -EACCES, NULL);
	check_value(up("refused"), "user.color", NULL, -EACCES);
	EQUAL(result(listxattr(up("refused"), NULL, 0)), -EACCES);
	EQUAL(result(removexattr(up("refused"), "user.color")), -EACCES);
	hinder("swallowed", 0, NULL);
	hinder("late", -EDQUOT, "red");
	check_value(up("late"), "user.color", NULL, -EDQUOT);
	hinder("no_access", -EACCES, NULL);
	check_value(up("no_access"), "user.color", NULL, -EACCES);
	hinder("upper", 0, "RED");
	EQUAL(setxattr(low("upper"), "user.color", "blue", 4, 0), 0);
	check_value(up("upper"), "user.color", "BLUE", 0);
	hinder("renamed", -EINVAL, NULL);
	make("emptied");
	EQUAL(setxattr(low("emptied"), "user.color", "blue", 4, 0), 0);
	EQUAL(set("emptied", "red"), 0);
	check_value(low("emptied"), "user.color", NULL, -ENODATA);
	make("answered");
	check_value(up("answered"), "user.own", "answer", 0);
	check_names(up("answered"), "user.own ");
	make("wrong");
	check_value(up("wrong"), "user.color", NULL, -EIO);
	make("broken");
	check_names(up("broken"), "");
}

int main(int count, char **words)
{
	int file;

	if (count < 3)
		return 2;
	umask(0);
	mount_path = words[1];
	lower_path = words[2];
	is_filtered = count == 3;
	test_plain();
	test_others();
	if (!is_filtered)
		return checks_failed != 0;
	test_hindered();
	/* row 722 */
	file = open(up("t_own"), O_RDWR | O_CREAT, 0600);
	CHECK(file >= 0);
	close(file);
	return checks_failed != 0;
}
