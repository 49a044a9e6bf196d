/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Shared by the suites of the framework's requests: a device with queues whose callbacks record what
 * they get, and IRPs that a case sends to it.
 */
#ifndef WINWORK_KUNIT_WDF_QUEUE_CASE_H
#define WINWORK_KUNIT_WDF_QUEUE_CASE_H

#include "irp_case.h"
#include "wdf_case.h"

#define MOST_SEEN 8

/* What the callbacks got, and what they do. */
struct seen {
	atomic_t delivered;
	WDFREQUEST request[MOST_SEEN];	/* in the order of delivery */
	WDFQUEUE queue;			/* of the last one */
	KIRQL irql;			/* of the last one */
	atomic_t inside;		/* handlers that are being called */
	int most_inside;
	atomic_t canceled;		/* calls of EvtRequestCancel */
	WDFREQUEST canceled_request;
	atomic_t canceled_on_queue;
	atomic_t states;		/* calls of EvtIoQueueState */
	atomic_t stops;			/* calls of EvtIoStop */
	ULONG stop_flags;
	bool completes;			/* the handler completes the request */
	bool cancel_completes;		/* EvtRequestCancel does */
	bool stop_completes;		/* EvtIoStop does */
	bool stop_answers;		/* EvtIoStop keeps the first request, and gives others back */
	bool waits;			/* the handler waits for @go */
	struct completion go;
};

extern struct seen seen;

/* The next device that arrives has these queues; each is made if its type is set. */
struct queue_plan {
	WDF_IO_QUEUE_CONFIG config;
	WDF_OBJECT_ATTRIBUTES attributes;
	WDFQUEUE queue;
};

extern struct queue_plan default_plan, other_plan;

/* The handlers. All but the default one record that they were called. */
EVT_WDF_IO_QUEUE_IO_DEFAULT handle_default;
EVT_WDF_IO_QUEUE_IO_READ handle_read;
EVT_WDF_IO_QUEUE_IO_DEVICE_CONTROL handle_control;
EVT_WDF_IO_QUEUE_IO_CANCELED_ON_QUEUE canceled_on_queue;
EVT_WDF_REQUEST_CANCEL cancel_request;
EVT_WDF_IO_QUEUE_STATE state_reached;
EVT_WDF_IO_QUEUE_IO_STOP stop_request;

/* Plans a default queue with handle_default(), or a manual one without a handler. */
void plan_queue(struct queue_plan *plan, WDF_IO_QUEUE_DISPATCH_TYPE type, bool is_default);

/* The planned queues, for wdf_state.made. */
NTSTATUS make_planned_queues(WDFDEVICE device);

/* A device with the planned queues. */
WDFDEVICE queue_device(struct kunit *test);
WDFDEVICE queue_device_of(struct kunit *test, WDF_EXECUTION_LEVEL level,
			  WDF_SYNCHRONIZATION_SCOPE scope);

/* Sends an IRP of the case's to @device; free_sent() frees it. @length: of a read or write. */
NTSTATUS send_irp(struct kunit *test, WDFDEVICE device, struct sent *sent, UCHAR major, ULONG length);
void free_sent(struct sent *sent);

/* The IRP is complete, with this status; and it is freed. */
void expect_completed(struct kunit *test, int line, struct sent *sent, NTSTATUS status);
#define EXPECT_COMPLETED(test, sent, status) expect_completed(test, __LINE__, sent, status)
#define EXPECT_PENDING(test, sent) \
	KUNIT_EXPECT_EQ(test, atomic_read(&(sent)->completed), 0)

/* The numbers of requests that wait, and that the driver has. */
#define EXPECT_COUNTS(test, queue, waiting, driver)				\
	do {									\
		ULONG winwork_waiting, winwork_driver;				\
										\
		WdfIoQueueGetState(queue, &winwork_waiting, &winwork_driver);	\
		KUNIT_EXPECT_EQ(test, winwork_waiting, (ULONG)(waiting));	\
		KUNIT_EXPECT_EQ(test, winwork_driver, (ULONG)(driver));		\
	} while (0)

/*
 * Waits at DISPATCH_LEVEL until the timers have expired that were set with this relative time before. Their DPCs wait
 * until this CPU has a lower IRQL, unless another CPU has the interrupt.
 */
#define SHORT_TIMEOUT WDF_REL_TIMEOUT_IN_US(1)
void await_short_timeouts(void);

int wdf_queue_init(struct kunit *test);

#define WDF_QUEUE_SUITE(label) WINWORK_SUITE_WITH(label, wdf_queue_init, wdf_exit)

#endif /* WINWORK_KUNIT_WDF_QUEUE_CASE_H */
