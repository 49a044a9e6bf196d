/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The ioctl WINWORK_FLT, on the volumes Alpha (NTFS) and Beta (FAT) with two minifilters.
 *
 *	run all			enumerates, attaches, detaches, and is refused
 *	run race		enumerates in two threads while two others attach, detach, mount and unmount
 *	run until-gone NAME	says "enumerating", and enumerates the instances of a filter until it is gone
 */
#include "../program.h"

#include <grp.h>
#include <sched.h>
#include <sys/mount.h>

#define STATUS_NO_MORE_ENTRIES ((int)0x8000001A)
#define STATUS_INSUFFICIENT_RESOURCES ((int)0xC000009A)
#define STATUS_FLT_DELETING_OBJECT ((int)0xC01C000B)
#define STATUS_FLT_DO_NOT_ATTACH ((int)0xC01C000F)
#define STATUS_FLT_DO_NOT_DETACH ((int)0xC01C0010)
#define STATUS_FLT_INSTANCE_ALTITUDE_COLLISION ((int)0xC01C0011)
#define STATUS_FLT_INSTANCE_NAME_COLLISION ((int)0xC01C0012)
#define STATUS_FLT_FILTER_NOT_FOUND ((int)0xC01C0013)
#define STATUS_FLT_VOLUME_NOT_FOUND ((int)0xC01C0014)
#define STATUS_FLT_INSTANCE_NOT_FOUND ((int)0xC01C0015)

#define ALPHA "\\Device\\Alpha"
#define BETA "\\Device\\Beta"
#define NTFS 2
#define FAT 3
#define MOST_INSTANCES 1024

static int control_file;

static void put(char *to, const char *text)
{
	snprintf(to, WINWORK_FLT_NAME, "%s", text);
}

static struct winwork_flt flt_of(unsigned int operation, const char *filter, const char *volume, const char *instance)
{
	struct winwork_flt flt = { .size = sizeof(flt), .operation = operation };

	put(flt.filter, filter);
	put(flt.volume, volume);
	put(flt.instance, instance);
	return flt;
}

/* Returns the status, or the errno if there is none. */
static int ask(struct winwork_flt *flt)
{
	const int error = ioctl(control_file, WINWORK_FLT, flt) ? errno : 0;

	return error && !flt->status ? error : flt->status;
}

static int attach(const char *filter, const char *volume, const char *instance, const char *altitude)
{
	struct winwork_flt flt = flt_of(WINWORK_FLT_ATTACH, filter, volume, instance);

	snprintf(flt.altitude, sizeof(flt.altitude), "%s", altitude);
	return ask(&flt);
}

static int detach(const char *filter, const char *volume, const char *instance)
{
	struct winwork_flt flt = flt_of(WINWORK_FLT_DETACH, filter, volume, instance);

	return ask(&flt);
}

/* The objects of an enumeration, "one two ", with a format of its own. Ends at the first error, with its status. */
static const char *list_of(unsigned int operation, const char *filter, const char *volume,
			   int (*describe)(char *to, size_t room, const struct winwork_flt *flt))
{
	static char list[4096];
	struct winwork_flt flt = flt_of(operation, filter, volume, "");
	size_t length = 0;
	int status;

	list[0] = 0;
	while (!(status = ask(&flt)) && length < sizeof(list) - 512) {
		length += describe(list + length, sizeof(list) - length, &flt);
		if (operation == WINWORK_FLT_NEXT_INSTANCE) {
			put(flt.filter, filter);
			put(flt.volume, volume);
		}
	}
	EQUAL(status, STATUS_NO_MORE_ENTRIES);
	return list;
}

static int describe_filter(char *to, size_t room, const struct winwork_flt *flt)
{
	return snprintf(to, room, "%s@%s:%u ", flt->filter, flt->altitude, flt->instances);
}

static int describe_volume(char *to, size_t room, const struct winwork_flt *flt)
{
	return snprintf(to, room, "%s:%u ", flt->volume, flt->file_system);
}

static int describe_instance(char *to, size_t room, const struct winwork_flt *flt)
{
	return snprintf(to, room, "%s@%s of %s on %s:%u, ", flt->instance, flt->altitude, flt->filter, flt->volume,
			flt->file_system);
}

#define IS(what, expected)								\
	do {										\
		const char *const is_ = (what);						\
		if (strcmp(is_, expected)) {						\
			checks_failed++;						\
			printf("%s:%d: \"%s\", not \"%s\"\n", __func__, __LINE__, is_, expected); \
		}									\
	} while (0)

static const char *filters(void)
{
	return list_of(WINWORK_FLT_NEXT_FILTER, "", "", describe_filter);
}

static const char *instances(const char *filter, const char *volume)
{
	return list_of(WINWORK_FLT_NEXT_INSTANCE, filter, volume, describe_instance);
}

#define FIRST "flt_first Instance@400001 of flt_first on " ALPHA ":2, "
#define SECOND "flt_second Instance@400002 of flt_second on " ALPHA ":2, "
#define SECOND_ON_BETA "flt_second Instance@400002 of flt_second on " BETA ":3, "
#define EXTRA "Extra@12.5 of flt_first on " ALPHA ":2, "
#define BELOW "Below@0.25 of flt_first on " ALPHA ":2, "

static void test_enumerations(void)
{
	struct winwork_flt flt = flt_of(WINWORK_FLT_FIND_FILTER, "FLT_First", "", "");

	IS(filters(), "flt_first@400001:1 flt_second@400002:2 ");
	IS(list_of(WINWORK_FLT_NEXT_VOLUME, "", "", describe_volume), ALPHA ":2 " BETA ":3 ");
	IS(instances("", ""), SECOND FIRST SECOND_ON_BETA);
	IS(instances("flt_second", ""), SECOND SECOND_ON_BETA);
	IS(instances("FLT_First", ""), FIRST);
	IS(instances("", ALPHA), SECOND FIRST);
	IS(instances("", "\\device\\beta"), SECOND_ON_BETA);
	IS(instances("flt_first", BETA), "");
	EQUAL(ask(&flt), 0);
	IS(flt.filter, "flt_first");
	IS(flt.altitude, "400001");
	EQUAL(flt.instances, 1);
}

static void test_attach(void)
{
	struct winwork_flt flt = flt_of(WINWORK_FLT_ATTACH, "flt_first", ALPHA, "");

	EQUAL(attach("FLT_FIRST", ALPHA, "Extra", "012.50"), 0);
	EQUAL(attach("flt_first", ALPHA, "Below", ".25"), 0);
	IS(instances("", ALPHA), SECOND FIRST EXTRA BELOW);
	IS(instances("flt_first", ""), FIRST EXTRA BELOW);
	EQUAL(attach("flt_first", ALPHA, "extra", "13"), STATUS_FLT_INSTANCE_NAME_COLLISION);
	EQUAL(attach("flt_first", ALPHA, "", ""), STATUS_FLT_INSTANCE_NAME_COLLISION);
	EQUAL(attach("flt_first", ALPHA, "Other", "12.5"), STATUS_FLT_INSTANCE_ALTITUDE_COLLISION);
	EQUAL(attach("flt_first", ALPHA, "Other", ""), STATUS_FLT_INSTANCE_ALTITUDE_COLLISION);
	EQUAL(attach("flt_first", BETA, "", ""), STATUS_FLT_DO_NOT_ATTACH);
	EQUAL(detach("flt_first", ALPHA, "EXTRA"), 0);
	/* The highest one, and that is the default one. */
	EQUAL(detach("flt_first", ALPHA, ""), 0);
	IS(instances("flt_first", ""), BELOW);
	EQUAL(detach("flt_first", ALPHA, ""), 0);
	EQUAL(detach("flt_first", ALPHA, ""), STATUS_FLT_INSTANCE_NOT_FOUND);
	EQUAL(detach("flt_second", ALPHA, ""), STATUS_FLT_DO_NOT_DETACH);
	EQUAL(ask(&flt), 0);
	IS(flt.instance, "flt_first Instance");
	IS(instances("", ALPHA), SECOND FIRST);
}

static void test_wrong_names(void)
{
	struct winwork_flt flt = flt_of(WINWORK_FLT_FIND_FILTER, "nothing", "", "");

	EQUAL(ask(&flt), STATUS_FLT_FILTER_NOT_FOUND);
	EQUAL(attach("nothing", ALPHA, "", ""), STATUS_FLT_FILTER_NOT_FOUND);
	EQUAL(attach("", ALPHA, "", ""), STATUS_FLT_FILTER_NOT_FOUND);
	EQUAL(attach("flt_first", "\\Device\\Gamma", "", ""), STATUS_FLT_VOLUME_NOT_FOUND);
	EQUAL(attach("flt_first", ALPHA, "New", "12x"), STATUS_INVALID_PARAMETER);
	EQUAL(attach("flt_first", ALPHA, "New", "."), STATUS_INVALID_PARAMETER);
	EQUAL(attach("flt_first", ALPHA, "New", "12345678901234567890123456789012"), STATUS_INVALID_PARAMETER);
	EQUAL(attach("flt_first", ALPHA, "line\n", "5"), STATUS_INVALID_PARAMETER);
	EQUAL(attach("flt_first", ALPHA, "no UTF-8 \xc3", "5"), STATUS_INVALID_PARAMETER);
	EQUAL(detach("flt_first", ALPHA, "nothing"), STATUS_FLT_INSTANCE_NOT_FOUND);
	EQUAL(detach("flt_first", "", ""), STATUS_FLT_VOLUME_NOT_FOUND);
	flt = flt_of(WINWORK_FLT_NEXT_INSTANCE, "nothing", "", "");
	EQUAL(ask(&flt), STATUS_FLT_FILTER_NOT_FOUND);
	flt = flt_of(WINWORK_FLT_NEXT_INSTANCE, "", "nothing", "");
	EQUAL(ask(&flt), STATUS_FLT_VOLUME_NOT_FOUND);
	flt = flt_of(WINWORK_FLT_NEXT_INSTANCE, "", "", "");
	put(flt.altitude, "high");
	EQUAL(ask(&flt), STATUS_INVALID_PARAMETER);
}

/* The names of the statuses' errors: a program may look at errno alone. */
static void test_errnos(void)
{
	struct winwork_flt flt = flt_of(WINWORK_FLT_ATTACH, "flt_first", ALPHA, "\n");

	errno = 0;
	EQUAL(ioctl(control_file, WINWORK_FLT, &flt), -1);
	EQUAL(errno, EINVAL);
	flt = flt_of(WINWORK_FLT_NEXT_FILTER, "", "", "");
	flt.serial = UINT64_MAX;
	EQUAL(ioctl(control_file, WINWORK_FLT, &flt), 0);
	EQUAL(flt.status, STATUS_NO_MORE_ENTRIES);
}

static void test_wrong_structures(void)
{
	static struct {
		struct winwork_flt flt;
		unsigned int more;
	} longer;
	struct winwork_flt flt = flt_of(WINWORK_FLT_NEXT_FILTER, "", "", "");
	const unsigned int operations[] = { 0, WINWORK_FLT_FIND_FILTER + 1, UINT32_MAX };
	unsigned int i;

	flt.size = WINWORK_FLT_SIZE_0 - 1;
	EQUAL(ask(&flt), EINVAL);
	flt.size = 0;
	EQUAL(ask(&flt), EINVAL);
	flt.size = 1 << 20;
	EQUAL(ask(&flt), E2BIG);
	flt.size = sizeof(flt);
	flt.reserved = 1;
	EQUAL(ask(&flt), EINVAL);
	for (i = 0; i < 3; i++) {
		flt = flt_of(operations[i], "", "", "");
		EQUAL(ask(&flt), EINVAL);
	}
	flt = flt_of(WINWORK_FLT_NEXT_FILTER, "", "", "");
	memset(flt.volume, 'a', sizeof(flt.volume));
	EQUAL(ask(&flt), EINVAL);
	flt = flt_of(WINWORK_FLT_NEXT_FILTER, "", "", "");
	memset(flt.altitude, '1', sizeof(flt.altitude));
	EQUAL(ask(&flt), EINVAL);
	longer.flt = flt_of(WINWORK_FLT_NEXT_FILTER, "", "", "");
	longer.flt.size = sizeof(longer);
	EQUAL(ask(&longer.flt), 0);
	longer.more = 1;
	EQUAL(ask(&longer.flt), E2BIG);
	errno = 0;
	EQUAL(ioctl(control_file, WINWORK_FLT, NULL), -1);
	EQUAL(errno, EFAULT);
}

/* The errno of an enumeration in a child process, which became() has made another one. */
static int errno_as(int (*become)(void))
{
	const pid_t child = fork();
	int status;

	if (!child) {
		struct winwork_flt flt = flt_of(WINWORK_FLT_NEXT_FILTER, "", "", "");

		_exit(become() ? 255 : ask(&flt));
	}
	waitpid(child, &status, 0);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static int become_nobody(void)
{
	return setgroups(0, NULL) || setgid(65534) || setuid(65534);
}

static int write_file(const char *path, const char *text)
{
	const int file = open(path, O_WRONLY);
	const int failed = file < 0 || write(file, text, strlen(text)) < 0;

	close(file);
	return failed;
}

/* All capabilities, but of another user namespace. */
static int become_root_of_another(void)
{
	return unshare(CLONE_NEWUSER) || write_file("/proc/self/setgroups", "deny") ||
	       write_file("/proc/self/uid_map", "0 0 1") || write_file("/proc/self/gid_map", "0 0 1") || setuid(0);
}

static void test_rights(void)
{
	EQUAL(errno_as(become_nobody), EPERM);
	if (!access("/proc/self/ns/user", F_OK))
		EQUAL(errno_as(become_root_of_another), EPERM);
}

/* A program cannot attach without end. */
static void test_most_instances(void)
{
	char name[32], altitude[32];
	int i, status = 0;

	for (i = 2; !status && i <= MOST_INSTANCES; i++) {
		snprintf(name, sizeof(name), "Number %d", i);
		snprintf(altitude, sizeof(altitude), "1000.%d1", i);
		status = attach("flt_first", ALPHA, name, altitude);
	}
	EQUAL(status, STATUS_INSUFFICIENT_RESOURCES);
	EQUAL(i, MOST_INSTANCES + 1);
	while (i-- > 2) {
		snprintf(name, sizeof(name), "Number %d", i);
		if (i < MOST_INSTANCES)
			EQUAL(detach("flt_first", ALPHA, name), 0);
	}
	IS(instances("", ALPHA), SECOND FIRST);
}

static int all(void)
{
	test_enumerations();
	test_attach();
	test_wrong_names();
	test_errnos();
	test_wrong_structures();
	test_rights();
	test_most_instances();
	return checks_failed;
}

/* ---- The race ------------------------------------------------------------------------------- */

#define ROUNDS 300

static volatile bool ended;

/* Whether each of three instances that stay is in an enumeration once. */
static bool has_all_once(void)
{
	struct winwork_flt flt = flt_of(WINWORK_FLT_NEXT_INSTANCE, "", "", "");
	int seconds = 0, firsts = 0, status;

	while (!(status = ask(&flt))) {
		seconds += !strcmp(flt.instance, "flt_second Instance") && strstr(flt.volume, "Gamma") == NULL;
		firsts += !strcmp(flt.instance, "flt_first Instance") && !strcmp(flt.volume, ALPHA);
		put(flt.filter, "");
		put(flt.volume, "");
	}
	return status == STATUS_NO_MORE_ENTRIES && seconds == 2 && firsts == 1;
}

static void *enumerate(void *count)
{
	while (!ended) {
		if (!has_all_once()) {
			printf("an enumeration is not complete\n");
			checks_failed++;
			break;
		}
		++*(long *)count;
	}
	return NULL;
}

static void *attach_and_detach(void *unused)
{
	int i;

	for (i = 0; i < ROUNDS; i++) {
		EQUAL(attach("flt_first", ALPHA, "Above", i % 2 ? "500000" : "3"), 0);
		EQUAL(detach("flt_first", ALPHA, "Above"), 0);
	}
	return unused;
}

static void *mount_and_unmount(void *unused)
{
	int i;

	for (i = 0; i < ROUNDS / 10; i++) {
		EQUAL(mount("/tmp/lower", "/tmp/gamma", "winwork", 0, "volume=Gamma"), 0);
		EQUAL(umount("/tmp/gamma"), 0);
	}
	return unused;
}

static int race(void)
{
	pthread_t enumerators[2], attacher, mounter;
	long counts[2] = { 0 };
	int i;

	for (i = 0; i < 2; i++)
		pthread_create(&enumerators[i], NULL, enumerate, &counts[i]);
	pthread_create(&attacher, NULL, attach_and_detach, NULL);
	pthread_create(&mounter, NULL, mount_and_unmount, NULL);
	pthread_join(attacher, NULL);
	pthread_join(mounter, NULL);
	ended = true;
	for (i = 0; i < 2; i++)
		pthread_join(enumerators[i], NULL);
	CHECK(counts[0] > 0 && counts[1] > 0);
	IS(instances("", ALPHA), SECOND FIRST);
	return checks_failed;
}

static int until_gone(const char *filter)
{
	struct winwork_flt flt;
	int status;

	printf("enumerating\n");
	fflush(stdout);
	do {
		flt = flt_of(WINWORK_FLT_NEXT_INSTANCE, filter, "", "");
		status = ask(&flt);
	} while (!status || status == STATUS_NO_MORE_ENTRIES);
	EQUAL(status, STATUS_FLT_FILTER_NOT_FOUND);
	return checks_failed;
}

int main(int argc, char **argv)
{
	control_file = open(WINWORK_CONTROL_FILE, O_RDWR);
	if (control_file < 0 || argc < 2)
		return 2;
	if (!strcmp(argv[1], "all"))
		return all() ? 1 : 0;
	if (!strcmp(argv[1], "race"))
		return race() ? 1 : 0;
	return argc > 2 && !until_gone(argv[2]) ? 0 : 1;
}
