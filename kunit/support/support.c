/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The fixture of a case, and the waits, checks and contexts of support.h.
 */
#include "support.h"

#include <linux/delay.h>
#include <linux/glob.h>
#include <linux/kmsg_dump.h>

const int queue_types[] = {
	CriticalWorkQueue, DelayedWorkQueue, HyperCriticalWorkQueue, NormalWorkQueue,
	BackgroundWorkQueue, RealTimeWorkQueue, SuperCriticalWorkQueue,
	CustomPriorityWorkQueue + 1, CustomPriorityWorkQueue + 8, CustomPriorityWorkQueue + 16,
	CustomPriorityWorkQueue + 31,
	-1
};

int always_delayed(int i)
{
	return DelayedWorkQueue;
}

void record_level(void *data)
{
	*(KIRQL *)data = KeGetCurrentIrql();
}

/* ---- which suites run --------------------------------------------------------------------- */

static unsigned long stress_items;
module_param(stress_items, ulong, 0444);
MODULE_PARM_DESC(stress_items, "items of the mass test");

static unsigned long verifier = 1;
module_param(verifier, ulong, 0444);
MODULE_PARM_DESC(verifier, "0: winwork.ko was inserted with verifier=0");

static char *suite = "*";
module_param(suite, charp, 0444);
MODULE_PARM_DESC(suite, "glob of the suites to run");

/*
 * Copies the value of "@name=" on the module's command line into @text; false without one. The
 * suites of 6.1 run before the kernel parses the parameters. Afterwards the command line is no
 * longer in one piece.
 */
static bool find_argument(const char *name, char *text, size_t room)
{
	const char *at = THIS_MODULE->args;
	size_t name_length = strlen(name), length;

	while (at && *at) {
		at += strspn(at, " ");
		if (!strncmp(at, name, name_length) && at[name_length] == '=') {
			at += name_length + 1;
			length = strcspn(at, " ");
			if (length >= room)
				return false;
			memcpy(text, at, length);
			text[length] = '\0';
			return true;
		}
		at += strcspn(at, " ");
	}
	return false;
}

static unsigned long find_number(const char *name, unsigned long parsed)
{
	char text[24];
	unsigned long value;

	return find_argument(name, text, sizeof(text)) && !kstrtoul(text, 0,
								    &value) ? value : parsed;
}

unsigned long wanted_stress_items(unsigned long otherwise)
{
	unsigned long items = find_number("stress_items", stress_items);

	return items ? items : otherwise;
}

bool verifier_is_off(void)
{
	return !find_number("verifier", verifier);
}

static struct kunit_case no_cases[] = { {} };
static struct kunit_case *set_aside;

/*
 * Without the verifier, items take another path from their allocation to their end. These suites
 * test that path.
 */
static const char *const suites_without_verifier[] = {
	"engine_item", "engine_blocked", "engine_stall", "engine_fairness", "engine_order",
	"engine_parking", "engine_irql", "engine_stress", "ke_irql", "ke_linux_lock",
	"ex_work_item", "ob_object", "verifier_item", "verifier_argument", "verifier_return",
	"loader_unload", "io_work_item", "io_routine", "io_try_queue", "io_device",
	"flt_generic", "flt_deferred", "flt_deferred_end",
	"wdf_create", "wdf_enqueue", "wdf_serialisation", "wdf_flush", "wdf_delete",
	"*_rows", "*_refusals"
};

static bool says_something_without_verifier(const char *name)
{
	int i;

	for (i = 0; i < ARRAY_SIZE(suites_without_verifier); i++) {
		if (glob_match(suites_without_verifier[i], name))
			return true;
	}
	return false;
}

/*
 * KUnit's own filter does not reach modules before 6.8. KUnit sees a suite that is not wanted
 * without cases. The suite gets them back for KUnit's clean-up.
 */
bool suite_is_wanted(const struct kunit_suite *candidate)
{
	char glob[64];

	if (verifier_is_off() && !says_something_without_verifier(candidate->name))
		return false;
	return glob_match(find_argument("suite", glob, sizeof(glob)) ? glob : suite,
			  candidate->name);
}

int suite_start(struct kunit_suite *started)
{
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

/* ---- the fixture -------------------------------------------------------------------------- */

struct block {
	struct list_head link;
	unsigned long long data[];
};

/* A failed case may have left routines behind that still use these blocks, so they stay. */
static LIST_HEAD(abandoned_blocks);

PDRIVER_OBJECT created_driver;

NTSTATUS keep_driver(PDRIVER_OBJECT driver, PUNICODE_STRING registry_path)
{
	created_driver = driver;
	return STATUS_SUCCESS;
}

ULONG report_count(void)
{
	WINWORK_REPORT last;

	WinworkGetLastReport(&last);
	return last.Count;
}

int fixture_init(struct kunit *test)
{
	struct fixture *fixture = kzalloc(sizeof(*fixture), GFP_KERNEL);

	if (!fixture)
		return -ENOMEM;
	init_completion(&fixture->gate);
	INIT_LIST_HEAD(&fixture->blocks);
	INIT_LIST_HEAD(&fixture->threads);
	if (IoCreateDriver(NULL, keep_driver) != STATUS_SUCCESS)
		goto no_driver;
	fixture->driver = created_driver;
	if (IoCreateDevice(fixture->driver, 0, NULL, FILE_DEVICE_UNKNOWN, 0, FALSE,
			   &fixture->device) != STATUS_SUCCESS)
		goto no_device;
	fixture->driver_references = WinworkObjectReferenceCount(fixture->driver);
	fixture->device_references = WinworkObjectReferenceCount(fixture->device);
	fixture->reports = report_count();
	test->priv = fixture;
	return 0;

no_device:
	IoDeleteDriver(fixture->driver);
no_driver:
	kfree(fixture);
	return -ENOMEM;
}

void fixture_exit(struct kunit *test)
{
	struct fixture *fixture = fixture_of(test);
	struct block *block, *next;

	if (!fixture)
		return;
	WinworkHoldWorkers(FALSE);
	WinworkSuspendWatch(FALSE);
	complete_all(&fixture->gate);
	join(test);
	if (fixture->device)
		EXPECT_REFERENCES(test, fixture->device, fixture->device_references);
	EXPECT_REFERENCES(test, fixture->driver, fixture->driver_references);
	EXPECT_NO_REPORT(test);
	if (kunit_failed_already(test)) {
		list_splice(&fixture->blocks, &abandoned_blocks);
		return;
	}
	list_for_each_entry_safe(block, next, &fixture->blocks, link)
		kfree(block);
	if (fixture->device)
		IoDeleteDevice(fixture->device);
	IoDeleteDriver(fixture->driver);
	/* The deletion of the driver reports items that the case forgot. */
	EXPECT_NO_REPORT(test);
	kfree(fixture);
	test->priv = NULL;
}

static void renew_driver(struct kunit *test, PUNICODE_STRING name)
{
	struct fixture *fixture = fixture_of(test);

	if (fixture->device)
		IoDeleteDevice(fixture->device);
	fixture->device = NULL;
	IoDeleteDriver(fixture->driver);
	KUNIT_ASSERT_EQ(test, IoCreateDriver(name, keep_driver), STATUS_SUCCESS);
	fixture->driver = created_driver;
	fixture->driver_references = WinworkObjectReferenceCount(fixture->driver);
}

void fixture_renew_driver(struct kunit *test)
{
	renew_driver(test, NULL);
}

void fixture_name_driver(struct kunit *test)
{
	/* A failed case may have left a driver behind, so no two have the same name. */
	static unsigned int number;
	char text[32];
	WCHAR wide[sizeof(text)];
	UNICODE_STRING name = { .Buffer = wide };
	int i;

	snprintf(text, sizeof(text), "\\Driver\\winwork-case-%u", ++number);
	for (i = 0; text[i]; i++)
		wide[i] = text[i];
	name.Length = name.MaximumLength = i * sizeof(WCHAR);
	renew_driver(test, &name);
}

void *case_alloc(struct kunit *test, size_t bytes)
{
	struct block *block = kzalloc(sizeof(*block) + bytes, GFP_KERNEL);

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, block);
	list_add(&block->link, &fixture_of(test)->blocks);
	return block->data;
}

static PIO_WORKITEM item_for(struct kunit *test, PVOID object)
{
	PIO_WORKITEM item = IoAllocateWorkItem(object);

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, item);
	return item;
}

PIO_WORKITEM device_item(struct kunit *test)
{
	return item_for(test, fixture_of(test)->device);
}

PIO_WORKITEM driver_item(struct kunit *test)
{
	return item_for(test, fixture_of(test)->driver);
}

/* ---- waiting ------------------------------------------------------------------------------ */

bool in_time(struct completion *done)
{
	return wait_for_completion_timeout(done, DEADLINE) != 0;
}

bool count_reaches(atomic_t *count, int value)
{
	unsigned long deadline = jiffies + DEADLINE;

	while (atomic_read(count) != value) {
		if (time_after(jiffies, deadline))
			return false;
		usleep_range(100, 200);
	}
	/* Makes the stores visible that the writer made before it counted. */
	smp_mb();
	return true;
}

bool count_is_at_least(atomic_t *count, int value)
{
	unsigned long deadline = jiffies + DEADLINE;

	while (atomic_read(count) < value) {
		if (time_after(jiffies, deadline))
			return false;
		usleep_range(100, 200);
	}
	return true;
}

bool references_become(PVOID object, LONG_PTR count)
{
	unsigned long deadline = jiffies + DEADLINE;

	while (WinworkObjectReferenceCount(object) != count) {
		if (time_after(jiffies, deadline))
			return false;
		usleep_range(100, 200);
	}
	return true;
}

BOOLEAN try_queue_in_time(PIO_WORKITEM item, PIO_WORKITEM_ROUTINE_EX routine, int type, PVOID context,
			  KIRQL level)
{
	unsigned long deadline = jiffies + DEADLINE;
	BOOLEAN queued;
	KIRQL before;

	for (;;) {
		KeRaiseIrql(level, &before);
		queued = IoTryQueueWorkItem(item, routine, type, context);
		KeLowerIrql(before);
		if (queued || time_after(jiffies, deadline))
			return queued;
		cond_resched();
	}
}

void wait_at_gate(struct kunit *test)
{
	in_time(&fixture_of(test)->gate);
}

void open_gate(struct kunit *test)
{
	complete_all(&fixture_of(test)->gate);
}

/* ---- reports ------------------------------------------------------------------------------ */

static void expect_parameter(struct kunit *test, int line, int number, ULONG_PTR actual,
			     ULONG_PTR expected)
{
	if (expected == ANY)
		return;
	KUNIT_EXPECT_EQ_MSG(test, (unsigned long)actual, (unsigned long)expected,
			    "parameter %d of the report, line %d", number, line);
}

void expect_report(struct kunit *test, int line, const char *function, ULONG code,
		   ULONG_PTR p1, ULONG_PTR p2, ULONG_PTR p3, ULONG_PTR p4, ULONG_PTR item)
{
	struct fixture *fixture = fixture_of(test);
	WINWORK_REPORT last;

	WinworkGetLastReport(&last);
	KUNIT_EXPECT_EQ_MSG(test, last.Count - fixture->reports, (ULONG)1,
			    "reports of %s, line %d", function, line);
	if (last.Count == fixture->reports)
		return;
	fixture->reports = last.Count;
	KUNIT_EXPECT_STREQ_MSG(test, last.Function, function, "line %d", line);
	KUNIT_EXPECT_EQ_MSG(test, last.BugCheckCode, code, "%s, line %d", function, line);
	expect_parameter(test, line, 1, last.Parameter[0], p1);
	expect_parameter(test, line, 2, last.Parameter[1], p2);
	expect_parameter(test, line, 3, last.Parameter[2], p3);
	expect_parameter(test, line, 4, last.Parameter[3], p4);
	if (item != ANY)
		KUNIT_EXPECT_PTR_EQ_MSG(test, last.Item, (PVOID)item, "item, line %d", line);
}

void wait_for_report(struct kunit *test)
{
	unsigned long deadline = jiffies + DEADLINE;

	while (report_count() == fixture_of(test)->reports && time_before(jiffies, deadline))
		usleep_range(100, 200);
}

void expect_no_report(struct kunit *test, int line)
{
	struct fixture *fixture = fixture_of(test);
	WINWORK_REPORT last;

	WinworkGetLastReport(&last);
	KUNIT_EXPECT_EQ_MSG(test, last.Count, fixture->reports,
			    "unexpected report 0x%x of %s, seen at line %d", last.BugCheckCode,
			    last.Function ? last.Function : "nobody", line);
	fixture->reports = last.Count;
}

void expect_no_ob_object(struct kunit *test, PVOID handle)
{
	const LONG_PTR references = WinworkObjectReferenceCount(handle);

	KUNIT_EXPECT_GT(test, (long)references, 0L);
	ObReferenceObject(handle);
	EXPECT_REPORT(test, "ObReferenceObject", BUGCHECK_REFERENCE_BY_POINTER, 0, handle, 0, 0,
		      handle);
	ObDereferenceObject(handle);
	EXPECT_REPORT(test, "ObDereferenceObject", BUGCHECK_REFERENCE_BY_POINTER, 0, handle, 0, 0,
		      handle);
	KUNIT_EXPECT_EQ(test, (long)WinworkObjectReferenceCount(handle), (long)references);
}

#if HAVE_LOG_READER
static char log_text[2048];

/* Copies the last lines of the log into log_text; false when there are none. */
static bool read_log(void)
{
	struct kmsg_dump_iter iter;
	size_t length = 0;

	kmsg_dump_rewind(&iter);
	if (!kmsg_dump_get_buffer(&iter, false, log_text, sizeof(log_text) - 1, &length))
		return false;
	log_text[length] = '\0';
	return true;
}

bool log_has(const char *text)
{
	return read_log() && strstr(log_text, text) != NULL;
}
#endif

#if HAVE_LOG_READER
static void narrow(char *text, size_t room, PCUNICODE_STRING wide)
{
	size_t i, length = min_t(size_t, wide->Length / sizeof(WCHAR), room - 1);

	for (i = 0; i < length; i++)
		text[i] = wide->Buffer[i];
	text[length] = '\0';
}

/* All parts are in one line, in this order; @reason begins with the owner. */
static bool log_tells_refusal(const char *function, const char *reason)
{
	char *rest = log_text, *line;

	if (!read_log())
		return false;
	while ((line = strsep(&rest, "\n"))) {
		const char *at = strstr(line, function);

		at = at ? strstr(at, ": refused for ") : NULL;
		at = at ? strstr(at, reason) : NULL;
		if (at && strstr(at, "; called by "))
			return true;
	}
	return false;
}
#endif

void expect_refusal(struct kunit *test, int line, bool driver, const char *function,
		    NTSTATUS status, const char *field)
{
#if HAVE_LOG_READER
	char owner[64] = "", reason[192];

	if (driver) {
		narrow(owner, sizeof(owner), &fixture_of(test)->driver->DriverName);
		KUNIT_ASSERT_STRNEQ(test, (const char *)owner, "");
	}
	snprintf(reason, sizeof(reason), "%s with status 0x%08X: %s", owner, (unsigned int)status,
		 field);
	KUNIT_EXPECT_TRUE_MSG(test, log_tells_refusal(function, reason),
			      "not in the log, line %d: %s: refused for ...%s", line, function,
			      reason);
#endif
}

/* ---- contexts ----------------------------------------------------------------------------- */

struct call {
	void (*function)(void *data);
	void *data;
	struct completion done;
	struct tasklet_struct tasklet;
	struct hrtimer timer;
};

static int call_thread(void *data)
{
	struct call *call = data;

	call->function(call->data);
	complete(&call->done);
	return 0;
}

/* The thread does not run yet. */
static struct task_struct *new_call_thread(struct call *call)
{
	struct task_struct *task;

	init_completion(&call->done);
	task = kthread_create(call_thread, call, "winwork-test");
	if (IS_ERR(task))
		return NULL;
	return get_task_struct(task);
}

/* The thread is about to end; kthread_stop() returns when it has left the module's code. */
static void end_call_thread(struct task_struct *task)
{
	kthread_stop(task);
	put_task_struct(task);
}

bool run_on_cpu(int cpu, void (*function)(void *data), void *data)
{
	struct call call = { .function = function, .data = data };
	struct task_struct *task = new_call_thread(&call);

	if (!task)
		return false;
	kthread_bind(task, cpu);
	wake_up_process(task);
	wait_for_completion(&call.done);
	end_call_thread(task);
	return true;
}

void run_on_all_cpus(struct kunit *test, void (*function)(void *data), void **data)
{
	struct task_struct **task = case_alloc_array(test, nr_cpu_ids, struct task_struct *);
	struct call *call = case_alloc_array(test, nr_cpu_ids, struct call);
	int cpu;

	for_each_online_cpu(cpu) {
		call[cpu].function = function;
		call[cpu].data = data[cpu];
		task[cpu] = new_call_thread(&call[cpu]);
		KUNIT_EXPECT_NOT_ERR_OR_NULL(test, task[cpu]);
		if (task[cpu])
			kthread_bind(task[cpu], cpu);
	}
	for_each_online_cpu(cpu) {
		if (task[cpu])
			wake_up_process(task[cpu]);
	}
	for_each_online_cpu(cpu) {
		if (!task[cpu])
			continue;
		wait_for_completion(&call[cpu].done);
		end_call_thread(task[cpu]);
	}
}

struct spawned {
	struct list_head link;		/* in the fixture's threads */
	struct call call;
	struct task_struct *task;
};

void spawn(struct kunit *test, void (*function)(void *data), void *data)
{
	struct spawned *spawned = case_alloc_type(test, struct spawned);

	spawned->call.function = function;
	spawned->call.data = data;
	spawned->task = new_call_thread(&spawned->call);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, spawned->task);
	list_add(&spawned->link, &fixture_of(test)->threads);
	wake_up_process(spawned->task);
}

void join(struct kunit *test)
{
	struct spawned *spawned, *next;

	list_for_each_entry_safe(spawned, next, &fixture_of(test)->threads, link) {
		if (!in_time(&spawned->call.done)) {
			KUNIT_FAIL(test, "thread %ps does not end", spawned->call.function);
			continue;
		}
		list_del(&spawned->link);
		end_call_thread(spawned->task);
	}
}

bool sleeps_before(struct kunit *test, struct completion *done)
{
	struct spawned *last = list_first_entry(&fixture_of(test)->threads, struct spawned, link);
	unsigned long deadline = jiffies + DEADLINE;
	unsigned long switches = 0;
	int looks = 0;

	if (!done)
		done = &last->call.done;
	/* A short sleep, for memory or a lock, is over by the next checks. */
	while (looks < 5) {
		const unsigned long seen = READ_ONCE(last->task->nvcsw);

		looks = task_state_index(last->task) && seen == switches ? looks + 1 : 0;
		switches = seen;
		if (completion_done(done) || time_after(jiffies, deadline))
			return false;
		usleep_range(500, 1000);
	}
	return true;
}

static void call_tasklet(struct tasklet_struct *tasklet)
{
	struct call *call = from_tasklet(call, tasklet, tasklet);

	call->function(call->data);
	complete(&call->done);
}

bool run_in_softirq(void (*function)(void *data), void *data)
{
	struct call *call = kzalloc(sizeof(*call), GFP_KERNEL);
	bool done;

	if (!call)
		return false;
	call->function = function;
	call->data = data;
	init_completion(&call->done);
	tasklet_setup(&call->tasklet, call_tasklet);
	tasklet_schedule(&call->tasklet);
	done = in_time(&call->done);
	tasklet_kill(&call->tasklet);
	kfree(call);
	return done;
}

static enum hrtimer_restart call_timer(struct hrtimer *timer)
{
	struct call *call = container_of(timer, struct call, timer);

	call->function(call->data);
	complete(&call->done);
	return HRTIMER_NORESTART;
}

bool run_in_hard_interrupt(void (*function)(void *data), void *data)
{
	struct call *call = kzalloc(sizeof(*call), GFP_KERNEL);
	bool done;

	if (!call)
		return false;
	call->function = function;
	call->data = data;
	init_completion(&call->done);
	ww_hrtimer_setup(&call->timer, call_timer, HRTIMER_MODE_REL_HARD);
	hrtimer_start(&call->timer, ns_to_ktime(1000), HRTIMER_MODE_REL_HARD);
	done = in_time(&call->done);
	hrtimer_cancel(&call->timer);
	kfree(call);
	return done;
}

/* ---- allocations that fail ---------------------------------------------------------------- */

void fail_allocation(int nth)
{
#if HAVE_FAULT_INJECTION
	current->fail_nth = nth;
#endif
}

bool allocation_was_attempted(void)
{
#if HAVE_FAULT_INJECTION
	bool attempted = current->fail_nth == 0;

	current->fail_nth = 0;
	return attempted;
#else
	return false;
#endif
}

void fail_all_allocations(bool fail)
{
#if HAVE_FAULT_INJECTION
	current->make_it_fail = fail;
#endif
}

bool can_fail_all_allocations(void)
{
	void *block;

	fail_all_allocations(true);
	block = kmalloc(16, GFP_ATOMIC | __GFP_NOWARN);
	fail_all_allocations(false);
	kfree(block);
	return !block;
}
