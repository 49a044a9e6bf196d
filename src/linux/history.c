// SPDX-License-Identifier: GPL-2.0
/*
 * The history: one more tracer of the events of trace_point.h, for drivers that root chooses.
 */
#include <linux/rbtree.h>	/* for the mutex of 5.10-rt */

#include <linux/kernel.h>
#include <linux/log2.h>
#include <linux/module.h>
#include <linux/moduleparam.h>
#include <linux/mutex.h>
#include <linux/rcupdate.h>
#include <linux/string.h>

#include "compat.h"
#include "history_ring.h"
#include "module.h"
#include "trace_point_event.h"

/* Covers all below; an event reads `chosen` and `is_recording` without it. */
static DEFINE_MUTEX(lock);
static bool is_started, is_on;
static bool is_recording;		/* there are rings */
static unsigned int ring_records = 1024;
static unsigned int most_calls = WW_HISTORY_CALLS;	/* changes while there are no rings */

/* ---- The chosen drivers ---------------------------------------------------------------- */

#define MOST_NAMES 16

struct names {
	bool all;
	u32 count;
	char name[MOST_NAMES][MODULE_NAME_LEN];
};

/* Those of them that are loaded. */
struct drivers {
	bool all;
	u32 count;
	struct {
		const char *name;
		ww_contains *contains;
	} driver[MOST_NAMES];
};

static struct names names;
/* A change is made in the table that no event uses, which then takes the place of the other. */
static struct drivers tables[2];
static struct drivers *chosen = &tables[0];

static bool is_named(const char *name)
{
	u32 at;

	for (at = 0; at < names.count; at++) {
		if (!strcmp(names.name[at], name))
			return true;
	}
	return false;
}

static struct drivers *other_table(void)
{
	return chosen == &tables[0] ? &tables[1] : &tables[0];
}

/* An event looks at the table with preemption off. */
static void use_table(struct drivers *table)
{
	smp_store_release(&chosen, table);
	synchronize_rcu();
	rings_forget_chosen();
}

static void add_if_named(void *context, const char *name, ww_contains *contains)
{
	struct drivers *table = context;
	u32 at;

	for (at = 0; at < table->count; at++) {
		if (table->driver[at].contains == contains)
			return;
	}
	if (!contains || table->count == MOST_NAMES || !is_named(name))
		return;
	table->driver[table->count].name = name;
	table->driver[table->count].contains = contains;
	table->count++;
}

static void choose(void)
{
	struct drivers *table = other_table();

	table->all = names.all;
	table->count = 0;
	ww_drivers_visit(add_if_named, table);
	use_table(table);
}

static bool has_code(const struct drivers *table, const void *code)
{
	u32 at;

	if (!code)
		return false;
	for (at = 0; at < table->count; at++) {
		if (table->driver[at].contains(code))
			return true;
	}
	return false;
}

static bool has_name(const struct drivers *table, const char *name)
{
	u32 at;

	for (at = 0; at < table->count; at++) {
		if (!strcmp(table->driver[at].name, name))
			return true;
	}
	return false;
}

/* ---- The probes ------------------------------------------------------------------------ */

/* The driver is known by the code, or by @driver, its name. */
static void note_from(const struct happening *happening, const char *driver, unsigned long from)
{
	const struct drivers *table;
	bool has_driver;

	if (in_nmi())
		return;
	preempt_disable_notrace();
	if (READ_ONCE(is_recording)) {
		table = smp_load_acquire(&chosen);
		has_driver = table->all || has_code(table, happening->code);
		if (has_driver)
			rings_remember_chosen(happening->code);
		if (has_driver || (driver && has_name(table, driver)))
			rings_add(happening, most_calls, from);
	}
	preempt_enable_notrace();
}

static void note(const struct happening *happening, const char *driver)
{
	note_from(happening, driver, 0);
}

void history_add(enum kind kind, const void *object, const void *code, unsigned long from)
{
	const struct happening happening = { .kind = kind, .object = object, .bytes = 1, .code = code };

	note_from(&happening, NULL, from);
}

static void note_code(enum kind kind, const void *object, const void *code)
{
	history_add(kind, object, code, 0);
}

/* trace_point.c records it before it tells the tracers. */
static void note_nothing(void)
{
}

static void note_driver(enum kind kind, const void *object, const char *driver)
{
	const struct happening happening = { .kind = kind, .object = object, .bytes = 1 };

	note(&happening, driver);
}

static void note_pool(enum kind kind, const struct ww_pool_event *pool)
{
	const struct happening happening = { .kind = kind, .object = pool->block, .bytes = pool->bytes,
					     .code = pool->caller };

	note(&happening, NULL);
}

/*
 * The probes, each with the arguments of its event. An event has the code by which a tracer finds its driver: a
 * routine, or the caller.
 */
#define PROBES(each)												\
	each(item_make, (void *data, const void *item, const void *caller),					\
	     note_nothing())								\
	each(item_queue, (void *data, const struct ww_item_event *event),					\
	     note_nothing())						\
	each(item_start, (void *data, const struct ww_item_event *event),					\
	     note_nothing())						\
	each(item_end, (void *data, const struct ww_item_event *event),						\
	     note_nothing())						\
	each(item_free, (void *data, const void *item, const void *caller),					\
	     note_nothing())								\
	each(dpc_queue, (void *data, const struct ww_dpc_event *event),						\
	     note_code(DPC_QUEUED, event->dpc, event->routine))							\
	each(dpc_start, (void *data, const struct ww_dpc_event *event),						\
	     note_code(DPC_STARTED, event->dpc, event->routine))						\
	each(dpc_end, (void *data, const struct ww_dpc_event *event),						\
	     note_code(DPC_ENDED, event->dpc, event->routine))							\
	each(timer_set, (void *data, const void *timer, const void *routine, const void *setter, s64 wait, s64 period), \
	     note_code(TIMER_SET, timer, setter))								\
	each(timer_cancel, (void *data, const void *timer, const void *routine, const void *caller),		\
	     note_code(TIMER_CANCELLED, timer, caller))								\
	each(timer_expire, (void *data, const void *timer, const void *routine, const void *setter, s64 late),	\
	     note_code(TIMER_EXPIRED, timer, routine ?: setter))						\
	each(irp_dispatch, (void *data, const struct ww_irp_event *event),					\
	     note_driver(IRP_SENT, event->irp, event->driver))							\
	each(irp_pend, (void *data, const void *irp, const char *driver),					\
	     note_driver(IRP_PENDED, irp, driver))								\
	each(irp_complete, (void *data, const void *irp, const void *caller, u32 status, unsigned long information), \
	     note_code(IRP_COMPLETED, irp, caller))								\
	each(irp_cancel, (void *data, const void *irp, const void *routine),					\
	     note_code(IRP_CANCELLED, irp, routine))								\
	each(pool_allocate, (void *data, const struct ww_pool_event *event),					\
	     note_pool(POOL_ALLOCATED, event))									\
	each(pool_free, (void *data, const struct ww_pool_event *event),					\
	     note_pool(POOL_FREED, event))									\
	each(object_make, (void *data, const struct ww_object_event *event),					\
	     note_driver(OBJECT_MADE, event->object, event->driver))						\
	each(object_end, (void *data, const struct ww_object_event *event),					\
	     note_driver(OBJECT_ENDED, event->object, event->driver))

#define DEFINE_PROBE(event_, arguments, statement)								\
	static void probe_##event_ arguments									\
	{													\
		statement;											\
	}													\
	static int add_##event_(void)										\
	{													\
		return register_trace_##event_(probe_##event_, NULL);						\
	}													\
	static void remove_##event_(void)									\
	{													\
		unregister_trace_##event_(probe_##event_, NULL);						\
	}
#define LIST_PROBE(event_, arguments, statement) { add_##event_, remove_##event_ },

PROBES(DEFINE_PROBE)

static const struct {
	int (*add)(void);
	void (*remove)(void);
} probes[] = { PROBES(LIST_PROBE) };

/* ---- On and off ------------------------------------------------------------------------ */

/* The last @count probes were not added. */
static void remove_probes(size_t count)
{
	while (count)
		probes[--count].remove();
	tracepoint_synchronize_unregister();
}

static int add_probes(void)
{
	size_t at;
	int error;

	for (at = 0; at < ARRAY_SIZE(probes); at++) {
		error = probes[at].add();
		if (error) {
			remove_probes(at);
			return error;
		}
	}
	return 0;
}

static int turn_on(void)
{
	int error = rings_create(ring_records);

	if (error)
		return error;
	error = add_probes();
	if (error) {
		rings_destroy();
		return error;
	}
	is_on = true;
	rings_open();
	WRITE_ONCE(is_recording, true);
	return 0;
}

static void turn_off(void)
{
	if (!is_on)
		return;
	WRITE_ONCE(is_recording, false);
	synchronize_rcu();
	rings_close();
	remove_probes(ARRAY_SIZE(probes));
	is_on = false;
	rings_destroy();
}

/* After a change of `names`. */
static int apply(void)
{
	const bool wanted = names.all || names.count;

	if (!is_started)
		return 0;
	if (!wanted)
		turn_off();
	choose();
	return wanted && !is_on ? turn_on() : 0;
}

int ww_history_start(void)
{
	int error;

	mutex_lock(&lock);
	is_started = true;
	error = apply();
	is_started = !error;
	mutex_unlock(&lock);
	return error;
}

void ww_history_stop(void)
{
	mutex_lock(&lock);
	turn_off();
	is_started = false;
	mutex_unlock(&lock);
}

void ww_history_driver_add(const char *name, ww_contains *contains)
{
	struct drivers *table;

	mutex_lock(&lock);
	/* Its code may be in a page that was another one's. */
	table = other_table();
	*table = *chosen;
	add_if_named(table, name, contains);
	use_table(table);
	mutex_unlock(&lock);
}

static void remove_driver(ww_contains *contains)
{
	struct drivers *table = other_table();
	u32 at;

	*table = *chosen;
	for (at = 0; at < table->count; at++) {
		if (table->driver[at].contains == contains) {
			table->driver[at] = table->driver[--table->count];
			break;
		}
	}
	use_table(table);
}

void ww_history_driver_remove(ww_contains *contains)
{
	if (!contains)
		return;
	mutex_lock(&lock);
	remove_driver(contains);
	if (is_on)
		rings_forget(contains);
	mutex_unlock(&lock);
}

/* ---- The parameters -------------------------------------------------------------------- */

static int add_name(struct names *new, const char *name)
{
	if (!strcmp(name, "*")) {
		new->all = true;
		return 0;
	}
	if (new->count == MOST_NAMES || ww_module_name(new->name[new->count], MODULE_NAME_LEN, name))
		return -EINVAL;
	new->count++;
	return 0;
}

static int parse(struct names *new, char *text)
{
	char *name;
	int error;

	while ((name = strsep(&text, " ,\n"))) {
		error = *name ? add_name(new, name) : 0;
		if (error)
			return error;
	}
	return 0;
}

/* Linux calls these under the lock of the module's parameters. Before the module's start the names are only kept. */
static int set_history(const char *value, const struct kernel_param *parameter)
{
	static struct names new;
	char *text = kstrdup(value, GFP_KERNEL);
	int error;

	if (!text)
		return -ENOMEM;
	memset(&new, 0, sizeof(new));
	error = parse(&new, text);
	kfree(text);
	if (error)
		return error;
	if ((new.all || new.count) && !IS_ENABLED(CONFIG_TRACEPOINTS))
		return -EOPNOTSUPP;
	mutex_lock(&lock);
	names = new;
	error = apply();
	mutex_unlock(&lock);
	return error;
}

static int get_history(char *buffer, const struct kernel_param *parameter)
{
	u32 at;
	int length;

	mutex_lock(&lock);
	length = scnprintf(buffer, PAGE_SIZE, "%s", names.all ? "*" : "");
	for (at = 0; at < names.count; at++)
		length += scnprintf(buffer + length, PAGE_SIZE - length, "%s%s", length ? "," : "", names.name[at]);
	mutex_unlock(&lock);
	return length + scnprintf(buffer + length, PAGE_SIZE - length, "\n");
}

static const struct kernel_param_ops history_operations = {
	.set = set_history,
	.get = get_history,
};
module_param_cb(history, &history_operations, NULL, 0644);
MODULE_PARM_DESC(history,
		 "drivers whose items, requests, timers, DPCs, pool and objects have a history in reports: "
		 "names of modules with commas between them, or * (default: none)");

#define FEWEST_RECORDS 16
#define MOST_RECORDS (1 << 20)

/* What was recorded is lost. */
static int set_number(unsigned int *number, unsigned int value)
{
	int error;

	mutex_lock(&lock);
	turn_off();
	*number = value;
	error = apply();
	mutex_unlock(&lock);
	return error;
}

static int set_records(const char *value, const struct kernel_param *parameter)
{
	unsigned int wanted;
	int error = kstrtouint(value, 0, &wanted);

	if (error)
		return error;
	if (wanted < FEWEST_RECORDS || wanted > MOST_RECORDS)
		return -EINVAL;
	return set_number(&ring_records, roundup_pow_of_two(wanted));
}

static const struct kernel_param_ops records_operations = {
	.set = set_records,
	.get = param_get_uint,
};
module_param_cb(history_records, &records_operations, &ring_records, 0644);
MODULE_PARM_DESC(history_records,
		 "events of the history that each processor keeps, a power of two (default: 1024)");

static int set_calls(const char *value, const struct kernel_param *parameter)
{
	unsigned int wanted;
	const int error = kstrtouint(value, 0, &wanted);

	if (error)
		return error;
	if (wanted > WW_HISTORY_CALLS)
		return -EINVAL;
	return set_number(&most_calls, wanted);
}

static const struct kernel_param_ops calls_operations = {
	.set = set_calls,
	.get = param_get_uint,
};
module_param_cb(history_calls, &calls_operations, &most_calls, 0644);
MODULE_PARM_DESC(history_calls,
		 "calls of the stack that an event of the history has (0 to 8; 0: the driver's own alone; default: 8)");
