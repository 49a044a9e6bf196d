/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Which suites run, and how long: the choices on the command line of the module.
 */
#include "program.h"

#include <linux/glob.h>

static unsigned long stress_items;
module_param(stress_items, ulong, 0444);
MODULE_PARM_DESC(stress_items, "items of the mass test");

static unsigned long fuzz_rounds;
module_param(fuzz_rounds, ulong, 0444);
MODULE_PARM_DESC(fuzz_rounds, "addresses of each kind for each function of suite verifier_address");

static char *suite = "*";
module_param(suite, charp, 0444);
MODULE_PARM_DESC(suite, "globs of the suites to run, with commas between them");

/*
 * The value of "@name=" on the module's command line, which a blank ends; NULL without one. The
 * suites of 6.1 run before the kernel parses the parameters. Afterwards the command line is no
 * longer in one piece.
 */
static const char *find_argument(const char *name)
{
	const char *at = THIS_MODULE->args;
	size_t name_length = strlen(name);

	while (at && *at) {
		at += strspn(at, " ");
		if (!strncmp(at, name, name_length) && at[name_length] == '=')
			return at + name_length + 1;
		at += strcspn(at, " ");
	}
	return NULL;
}

/* Copies the text up to one of @ends; false if it is longer than @room. */
static bool copy_word(const char *from, const char *ends, char *text, size_t room)
{
	size_t length = strcspn(from, ends);

	if (length >= room)
		return false;
	memcpy(text, from, length);
	text[length] = '\0';
	return true;
}

static unsigned long find_number(const char *name, unsigned long parsed)
{
	const char *value = find_argument(name);
	char text[24];
	unsigned long number;

	return value && copy_word(value, " ", text, sizeof(text)) && !kstrtoul(text, 0, &number) ?
		       number : parsed;
}

unsigned long wanted_stress_items(unsigned long otherwise)
{
	unsigned long items = find_number("stress_items", stress_items);

	return items ? items : otherwise;
}

unsigned long wanted_fuzz_rounds(unsigned long otherwise)
{
	unsigned long rounds = find_number("fuzz_rounds", fuzz_rounds);

	return rounds ? rounds : otherwise;
}

static struct kunit_case no_cases[] = { {} };
static struct kunit_case *set_aside;

/*
 * KUnit's own filter does not reach modules before 6.8. KUnit sees a suite that is not wanted
 * without cases. The suite gets them back for KUnit's clean-up.
 */
bool suite_is_wanted(const struct kunit_suite *candidate)
{
	const char *at = find_argument("suite") ?: suite;
	char glob[64];

	for (;;) {
		if (copy_word(at, ", ", glob, sizeof(glob)) && glob_match(glob, candidate->name))
			return true;
		at += strcspn(at, ", ");
		if (*at != ',')
			return false;
		at++;
	}
}

int suite_start(struct kunit_suite *started)
{
	program_note();
	set_aside = NULL;
	if (suite_is_wanted(started))
		return 0;
	set_aside = started->test_cases;
	started->test_cases = no_cases;
	return 0;
}

void suite_end(struct kunit_suite *started)
{
	if (set_aside)
		started->test_cases = set_aside;
	set_aside = NULL;
}
