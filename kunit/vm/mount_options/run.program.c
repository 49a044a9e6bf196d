/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Remounts with one option each.
 */
#include "../program.h"

#include <linux/mount.h>

static const char *mount_path;
static char message[128];		/* of the last remount: the first line, or "" */

static long reconfigure(int context, const char *option, const char *value)
{
	if (syscall(SYS_fsconfig, context, FSCONFIG_SET_STRING, option, value, 0))
		return -1;
	return syscall(SYS_fsconfig, context, FSCONFIG_CMD_RECONFIGURE, NULL, NULL, 0);
}

/* Returns 0 or an errno. */
static int remount(const char *option, const char *value)
{
	int context = syscall(SYS_fspick, AT_FDCWD, mount_path, FSPICK_CLOEXEC);
	int error;
	ssize_t size;

	CHECK(context >= 0);
	error = reconfigure(context, option, value) ? errno : 0;
	size = read(context, message, sizeof(message) - 1);
	message[size < 0 ? 0 : size] = 0;
	close(context);
	return error;
}

static void expect_message(const char *expected)
{
	if (!strcmp(message, expected))
		return;
	checks_failed++;
	printf("\"%s\", not \"%s\"\n", message, expected);
}

static void test_kept(const char *option, const char *same, const char *other)
{
	char expected[sizeof(message)];

	EQUAL(remount(option, same), 0);
	expect_message("");
	EQUAL(remount(option, other), EINVAL);
	snprintf(expected, sizeof(expected), "e winwork: a remount cannot change %s=\n", option);
	expect_message(expected);
}

/* Another value is refused, also the default one. */
int main(int count, char **arguments)
{
	(void)count;
	mount_path = arguments[1];
	test_kept("volume", "Kept", "Other");
	test_kept("fstype", "fat", "ntfs");
	test_kept("delete", "classic", "posix");
	test_kept("letter", "e", "D");
	test_kept("sector", "4096", "512");
	EQUAL(remount("cache", "lower"), 0);
	EQUAL(remount("cache", "own"), EINVAL);
	CHECK(strstr(message, "cache"));
	return checks_failed != 0;
}
