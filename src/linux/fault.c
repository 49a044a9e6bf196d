// SPDX-License-Identifier: GPL-2.0
/*
 * Faults on demand: which allocations fail. The parameter "faults" of the module has the words of the
 * table below, with spaces or commas between them. Read, it also has the counts.
 */
#include <linux/ctype.h>
#include <linux/jhash.h>
#include <linux/kallsyms.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/moduleparam.h>
#include <linux/mutex.h>
#include <linux/ratelimit.h>
#include <linux/spinlock.h>
#include <linux/stacktrace.h>
#include <linux/string.h>

#include "compat.h"
#include "fault.h"
#include "module.h"
#include "trace_point.h"

DEFINE_STATIC_KEY_FALSE(ww_faults_on);

#define NAME_ROOM 128

/* Which allocations fail. An empty name, and zero, stand for any. */
struct rules {
	char driver[MODULE_NAME_LEN];
	char function[NAME_ROOM];	/* of WinWork, that the driver has called */
	char caller[NAME_ROOM];		/* a function of the driver, or a place in it: "NAME+0x1a" */
	u32 tag;
	u64 per_site;			/* of one place, with the same calls to it */
	u64 nth;			/* of those that are left, from 1: no other fails */
	u64 one_in;			/* as many as that, by chance */
	u64 seed;			/* of the chance */
};

static DEFINE_RAW_SPINLOCK(lock);
/* The lock covers these. */
static struct rules rules;
static u64 seen, failed, chance;
/* For per_site. The allocations of a site that has no room all count. */
static struct site {
	u32 hash;			/* 0: a free place */
	u64 seen;
} sites[512];
static char symbol[KSYM_SYMBOL_LEN];

/* ---- The driver's call ----------------------------------------------------------------- */

/* WinWork's calls between an allocation and the driver, and the unwinder's own. */
#define DEEPEST 40

struct call {
	const void *function;		/* of WinWork */
	const void *caller;		/* the address in the driver to which it returns */
	u32 site;			/* stands for the driver's calls to that place */
};

static bool is_own(unsigned long address)
{
	return within_module(address, THIS_MODULE);
}

/*
 * The function that the instruction before @back calls. The function that is on the stack may be
 * another: a function of ours may end with a jump to the next one.
 */
static unsigned long called_before(unsigned long back)
{
	s32 distance = 0;

#if defined(CONFIG_X86_64)
	if (*(const u8 *)(back - 5) == 0xe8)
		memcpy(&distance, (const void *)(back - 4), sizeof(distance));
#elif defined(CONFIG_ARM64)
	u32 code;

	memcpy(&code, (const void *)(back - 4), sizeof(code));
	back -= 4;
	if (code >> 26 == 0x25)
		distance = sign_extend32(code & 0x3ffffff, 25) * 4;
#endif
	return distance ? back + distance : 0;
}

/* Finds the call of WinWork that allocates. False if other code of the kernel has made it. */
static bool find_call(struct call *call)
{
#ifdef CONFIG_STACKTRACE
	unsigned long calls[DEEPEST];
	const unsigned int count = stack_trace_save(calls, DEEPEST, 0);
	unsigned int at = 0, end;
	unsigned long called;

	while (at < count && !is_own(calls[at]))
		at++;
	while (at < count && is_own(calls[at]))
		at++;
	if (!at || at >= count)
		return false;
	called = called_before(calls[at]);
	call->caller = (void *)calls[at];
	call->function = (void *)(called && is_own(called) ? called : calls[at - 1]);
	for (end = at; end < count && !is_own(calls[end]); end++)
		;
	call->site = jhash(&calls[at], (end - at) * sizeof(*calls), 0) ?: 1;
	return true;
#else
	return false;
#endif
}

/* ---- The rules ------------------------------------------------------------------------- */

/* The symbol is "NAME+0x1a/0x60 [MODULE]". */
static bool is_of_driver(void)
{
	const char *module = strrchr(symbol, '[');
	const size_t length = strlen(rules.driver);

	return module && !strncmp(module + 1, rules.driver, length) && module[1 + length] == ']';
}

/* Whether the symbol begins with the name. An offset may follow. */
static bool is_named(const char *name)
{
	const size_t length = strlen(name);

	return !length || (!strncmp(symbol, name, length) && strchr("+/ ", symbol[length]));
}

/* Whether the allocation is one of the first of its site. */
static bool is_among_first(u32 hash)
{
	u32 at;

	for (at = 0; at < ARRAY_SIZE(sites); at++) {
		struct site *site = &sites[(hash + at) % ARRAY_SIZE(sites)];

		if (site->hash && site->hash != hash)
			continue;
		site->hash = hash;
		if (site->seen == rules.per_site)
			return false;
		site->seen++;
		break;
	}
	return true;
}

static bool is_chosen(const struct call *call, u32 tag)
{
	if (rules.tag && rules.tag != tag)
		return false;
	snprintf(symbol, sizeof(symbol), "%pS", call->caller);
	if (!is_of_driver() || !is_named(rules.caller))
		return false;
	snprintf(symbol, sizeof(symbol), "%pS", call->function);
	return is_named(rules.function) && (!rules.per_site || is_among_first(call->site));
}

/* splitmix64: the same faults for the same seed, on each kernel. */
static u64 next_chance(void)
{
	u64 mixed = chance += 0x9e3779b97f4a7c15;

	mixed = (mixed ^ mixed >> 30) * 0xbf58476d1ce4e5b9;
	mixed = (mixed ^ mixed >> 27) * 0x94d049bb133111eb;
	return mixed ^ mixed >> 31;
}

static bool is_next(void)
{
	u64 left;

	seen++;
	if (rules.nth)
		return seen == rules.nth;
	if (!rules.one_in)
		return true;
	div64_u64_rem(next_chance(), rules.one_in, &left);
	return !left;
}

/* Returns the number of the allocation if it is to fail, else 0. */
static u64 number_of_fault(const struct call *call, u32 tag)
{
	unsigned long flags;
	u64 number = 0;

	raw_spin_lock_irqsave(&lock, flags);
	if (*rules.driver && is_chosen(call, tag) && is_next()) {
		failed++;
		number = seen;
	}
	raw_spin_unlock_irqrestore(&lock, flags);
	return number;
}

static void say(const struct ww_fault_event *event, u32 tag)
{
	static DEFINE_RATELIMIT_STATE(limit, DEFAULT_RATELIMIT_INTERVAL, 100);
	char shown[32] = "";

	ratelimit_set_flags(&limit, RATELIMIT_MSG_ON_RELEASE);
	if (!__ratelimit(&limit))
		return;
	if (tag)
		snprintf(shown, sizeof(shown), " with the tag '%4pE'", &tag);
	pr_info("winwork: fault %llu: no %lu bytes%s for %ps, called by %pS\n", event->number,
		(unsigned long)event->bytes, shown, event->function, event->caller);
}

bool ww_fault_is_due(ww_size bytes, ww_u32 tag)
{
	struct ww_fault_event event = { .bytes = bytes };
	struct call call;

	if (in_nmi() || !find_call(&call))
		return false;
	event.number = number_of_fault(&call, tag);
	if (!event.number)
		return false;
	event.function = call.function;
	event.caller = call.caller;
	ww_trace_fault(&event);
	say(&event, tag);
	return true;
}

/* ---- The parameter --------------------------------------------------------------------- */

static int set_name(char *to, size_t room, const char *value)
{
	return *value && strscpy(to, value, room) > 0 ? 0 : -EINVAL;
}

/* Its first character is the lowest byte, as Windows shows it. */
static int set_tag(u32 *tag, const char *value)
{
	const size_t length = strlen(value);

	if (!length || length > sizeof(*tag))
		return -EINVAL;
	memcpy(tag, value, length);
	return 0;
}

static int set_word(struct rules *new, const char *word, const char *value)
{
	if (!strcmp(word, "driver"))
		return ww_module_name(new->driver, sizeof(new->driver), value);
	if (!strcmp(word, "function"))
		return set_name(new->function, sizeof(new->function), value);
	if (!strcmp(word, "caller"))
		return set_name(new->caller, sizeof(new->caller), value);
	if (!strcmp(word, "tag"))
		return set_tag(&new->tag, value);
	if (!strcmp(word, "per_site"))
		return kstrtou64(value, 0, &new->per_site);
	if (!strcmp(word, "nth"))
		return kstrtou64(value, 0, &new->nth);
	if (!strcmp(word, "one_in"))
		return kstrtou64(value, 0, &new->one_in);
	if (!strcmp(word, "seed"))
		return kstrtou64(value, 0, &new->seed);
	return -EINVAL;
}

/* "off", and nothing, leave the rules without a driver. */
static int parse(struct rules *new, char *text)
{
	bool has_rules = false;
	char *word, *value;
	int error;

	while ((word = strsep(&text, " ,\n"))) {
		if (!*word || !strcmp(word, "off"))
			continue;
		value = strchr(word, '=');
		if (!value)
			return -EINVAL;
		*value++ = '\0';
		error = set_word(new, word, value);
		if (error)
			return error;
		has_rules = true;
	}
	return has_rules && !*new->driver ? -EINVAL : 0;
}

static void use(const struct rules *new)
{
	unsigned long flags;

	raw_spin_lock_irqsave(&lock, flags);
	rules = *new;
	chance = new->seed;
	seen = 0;
	failed = 0;
	memset(sites, 0, sizeof(sites));
	raw_spin_unlock_irqrestore(&lock, flags);
}

/* Linux calls these two under the lock of the module's parameters. */
static int set_faults(const char *value, const struct kernel_param *parameter)
{
	static struct rules new;
	char *text = kstrdup(value, GFP_KERNEL);
	int error;

	if (!text)
		return -ENOMEM;
	memset(&new, 0, sizeof(new));
	error = parse(&new, text);
	kfree(text);
	if (error)
		return error;
	if (*new.driver && !IS_ENABLED(CONFIG_STACKTRACE))
		return -EOPNOTSUPP;
	use(&new);
	if (*new.driver)
		static_branch_enable(&ww_faults_on);
	else
		static_branch_disable(&ww_faults_on);
	return 0;
}

static void put_text(char *buffer, const char *word, const char *value)
{
	const size_t length = strlen(buffer);

	if (*value)
		scnprintf(buffer + length, PAGE_SIZE - length, " %s=%s", word, value);
}

static void put_number(char *buffer, const char *word, u64 value)
{
	const size_t length = strlen(buffer);

	scnprintf(buffer + length, PAGE_SIZE - length, " %s=%llu", word, value);
}

static void put_rules(char *buffer, const struct rules *now)
{
	char tag[sizeof(now->tag) + 1] = "";

	memcpy(tag, &now->tag, sizeof(now->tag));
	put_text(buffer, "function", now->function);
	put_text(buffer, "caller", now->caller);
	put_text(buffer, "tag", tag);
	if (now->per_site)
		put_number(buffer, "per_site", now->per_site);
	if (now->nth)
		put_number(buffer, "nth", now->nth);
	if (!now->one_in)
		return;
	put_number(buffer, "one_in", now->one_in);
	put_number(buffer, "seed", now->seed);
}

static int get_faults(char *buffer, const struct kernel_param *parameter)
{
	static struct rules now;
	u64 now_seen, now_failed;
	unsigned long flags;

	raw_spin_lock_irqsave(&lock, flags);
	now = rules;
	now_seen = seen;
	now_failed = failed;
	raw_spin_unlock_irqrestore(&lock, flags);
	if (!*now.driver)
		return scnprintf(buffer, PAGE_SIZE, "off\n");
	scnprintf(buffer, PAGE_SIZE, "driver=%s", now.driver);
	put_rules(buffer, &now);
	put_number(buffer, "seen", now_seen);
	put_number(buffer, "failed", now_failed);
	return strlcat(buffer, "\n", PAGE_SIZE);
}

static const struct kernel_param_ops faults_ops = {
	.set = set_faults,
	.get = get_faults,
};

module_param_cb(faults, &faults_ops, NULL, 0600);
MODULE_PARM_DESC(faults,
		 "allocations of a driver's that fail: driver=NAME[,nth=N][,one_in=N,seed=N]"
		 "[,function=NAME][,caller=NAME][,tag=TAG][,per_site=N]; off");
