/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Shared by the framework's suites: a driver of the framework with a device for every case, items
 * and objects that count their calls, and a journal of the calls.
 */
#ifndef WINWORK_KUNIT_WDF_CASE_H
#define WINWORK_KUNIT_WDF_CASE_H

#include "support.h"

#include <linux/delay.h>

#include <wdf.h>
#include <winwork/pnp_port.h>
#include <winwork/wdf_port.h>

#define RECURSIVE_LOCK			0x2
#define VERIFIER_FATAL_ERROR		0x3
#define REQUEST_FATAL_ERROR		0x6
#define REQUIRED_PARAMETER_IS_NULL	0x4
#define INVALID_HANDLE			0x5
#define OBJECT_ERROR			0x7
#define INVALID_LOCK_OPERATION		0xb

#define EXPECT_VIOLATION(test, function, which, object) \
	EXPECT_REPORT(test, function, BUGCHECK_WDF_VIOLATION, which, object, ANY, ANY, object)
#define EXPECT_STATUS(test, call, status) \
	KUNIT_EXPECT_EQ_MSG(test, (unsigned int)(call), (unsigned int)(status), "%s", #call)
#define ASSERT_SUCCESS(test, call) \
	KUNIT_ASSERT_EQ_MSG(test, (unsigned int)(call), (unsigned int)STATUS_SUCCESS, "%s", #call)

/* Names of events, in order. */
struct journal {
	atomic_t count;
	const char *entry[16];
};

void note(struct journal *journal, const char *what);
void expect_journal(struct kunit *test, int line, struct journal *journal,
			   const char *const *expected);

#define EXPECT_JOURNAL(test, journal, ...)						\
	do {										\
		static const char *const winwork_expected[] = { __VA_ARGS__, NULL };	\
											\
		expect_journal(test, __LINE__, journal, winwork_expected);		\
	} while (0)

/* The record of an item's runs, and their settings. */
struct run {
	struct kunit *test;
	struct journal journal;
	atomic_t runs;
	atomic_t finished;
	atomic_t failures;
	atomic_t cleanups;
	atomic_t destroys;
	struct completion started;
	struct completion go;		/* the case completes it */
	struct completion done;
	struct run *other;
	WDFOBJECT object;
	WDFWORKITEM item;
	KIRQL irql;
	KIRQL cleanup_irql;
	KIRQL destroy_irql;
	WDFOBJECT parent;
	atomic_t inside;
	bool system_thread;
	int limit;
};

typedef struct {
	struct run *run;
	const char *name;
} RUN_CONTEXT;
WDF_DECLARE_CONTEXT_TYPE_WITH_NAME(RUN_CONTEXT, run_context)

typedef struct {
	char byte[40];
} OTHER_CONTEXT;
WDF_DECLARE_CONTEXT_TYPE(OTHER_CONTEXT);

struct run *new_run(struct kunit *test);

static inline struct run *run_of(WDFOBJECT object)
{
	return run_context(object)->run;
}

/*
 * These callbacks count in the run of the object. attributes_for() puts them into the attributes of
 * an object below @parent.
 */
VOID count_cleanup(WDFOBJECT object);
VOID count_destroy(WDFOBJECT object);
void attributes_for(WDF_OBJECT_ATTRIBUTES *attributes, WDFOBJECT parent);
WDFWORKITEM new_item(struct kunit *test, WDFOBJECT parent, PFN_WDF_WORKITEM routine,
			    bool serialised, struct run *run);
WDFOBJECT new_object(struct kunit *test, WDFOBJECT parent, struct run *run);
void expect_deleted(struct kunit *test, struct run *run);

/* Routines: one records its run; the other starts, waits for the case, and ends. */
VOID routine(WDFWORKITEM item);
VOID stay(WDFWORKITEM item);

/*
 * Enqueues the item of @run, and after it one that is not serialised, on one processor, without the
 * help of an unbound worker. The second one runs when the worker of the first has returned, or
 * sleeps. So the routine of the first has now met the lock or event that it waits for.
 */
void enqueue_until_it_waits(struct kunit *test, struct run *run);

/* ---- the driver and its device ------------------------------------------------------------- */

/* The properties of the next device that arrives. */
struct wdf_state {
	WDFDRIVER driver;
	WDFDEVICE device;
	WDF_EXECUTION_LEVEL level;
	WDF_SYNCHRONIZATION_SCOPE scope;
	WDF_PNPPOWER_EVENT_CALLBACKS callbacks;
	void (*init)(PWDFDEVICE_INIT init);	/* called before WdfDeviceCreate; or NULL */
	NTSTATUS (*made)(WDFDEVICE device);	/* and after it */
	struct run *run;		/* of the device; or NULL */
	NTSTATUS status;		/* the result of EvtDriverDeviceAdd */
	struct journal *journal;	/* of the driver; or NULL */
};
extern struct wdf_state wdf;

NTSTATUS device_add(WDFDRIVER driver, PWDFDEVICE_INIT init);
VOID driver_unload(WDFDRIVER driver);
NTSTATUS create_wdf_driver(PDRIVER_OBJECT object, WDF_OBJECT_ATTRIBUTES *attributes,
				  WDFDRIVER *driver);

/* One more device; and one whose serialised routines run one at a time. */
WDFDEVICE add_device(struct kunit *test, WDF_EXECUTION_LEVEL level,
			    WDF_SYNCHRONIZATION_SCOPE scope);
WDFDEVICE serialising_device(struct kunit *test);

/* The part of an unload that the I/O manager does. */
void unload(struct kunit *test);

/* The driver of a case, with its device; wdf_init() also makes the fixture. */
int wdf_start(struct kunit *test);
int wdf_init(struct kunit *test);
void wdf_exit(struct kunit *test);

/* Defines the suite called @label of the cases in @label_cases. */
#define WDF_SUITE(label) WINWORK_SUITE_WITH(label, wdf_init, wdf_exit)

/* Flushes the item of the run @data; a failure unless run->limit runs are finished then. */
void flush_item(void *data);

#endif /* WINWORK_KUNIT_WDF_CASE_H */
