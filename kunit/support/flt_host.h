/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A minifilter for the suites of the Filter Manager's work items: one filter on a volume of its
 * own, and operations whose callbacks the case chooses.
 */
#ifndef WINWORK_KUNIT_FLT_HOST_H
#define WINWORK_KUNIT_FLT_HOST_H

#include "support.h"

#include <fltKernel.h>
#include <winwork/flt_port.h>

struct flt_host {
	PFLT_FILTER filter;
	PFLT_VOLUME volume;
	PFLT_INSTANCE instance;		/* the filter's on the volume */
	struct operation *last;		/* of new_operation() */
};

/* One operation, from the case that sends it to its end. */
struct operation {
	struct kunit *test;
	struct flt_host *host;
	struct operation *before;	/* made before this one */
	WINWORK_FLT_OPERATION sent;
	FLT_PREOP_CALLBACK_STATUS (*pre)(struct operation *operation, PFLT_CALLBACK_DATA data,
					 PFLT_INSTANCE instance, PVOID *context);
	FLT_POSTOP_CALLBACK_STATUS (*post)(struct operation *operation, PFLT_CALLBACK_DATA data,
					   PFLT_INSTANCE instance, PVOID context);
	PFLT_CALLBACK_DATA data;	/* as a callback saw it */
	PFLT_DEFERRED_IO_WORKITEM item;
	void (*deferred)(struct operation *operation);	/* the item's routine */
	NTSTATUS queued;		/* the result of the queue call */
	atomic_t runs;			/* of the routine */
	atomic_t posts;			/* post-operation callbacks called */
	atomic_t failures;
	struct completion in_callback;	/* a callback has begun */
	struct completion go;		/* the callback may continue */
	struct completion ran;		/* the routine has done its part */
	struct completion returned;	/* the routine may return */
	struct completion over;		/* the operation has ended */
	NTSTATUS status;		/* its result */
	PVOID seen;			/* for a callback or the routine to report */
};

/*
 * 0, or an errno. The host lives until flt_host_close(), at the latest until the end of the case.
 */
int flt_host_open(struct kunit *test, struct flt_host **host);
void flt_host_close(struct flt_host *host);
/* Lets the operations continue, to their end, that a failed case has left pended. */
void flt_host_let_go(struct flt_host *host);

/* A write, based on an IRP. No callback changes it yet. */
struct operation *new_operation(struct kunit *test, struct flt_host *host);
/* Sends it. When this returns, the operation has ended, or it is pended. */
void send(struct operation *operation);

/*
 * Queues the operation's item for the routine of the operation, and stores the result in ->queued.
 */
void queue_deferred(struct operation *operation, PFLT_CALLBACK_DATA data);

/*
 * Pre-operation callbacks: pre_pend() pends and queues nothing, pre_queue() pends and queues the
 * item.
 */
FLT_PREOP_CALLBACK_STATUS pre_pend(struct operation *operation, PFLT_CALLBACK_DATA data,
				   PFLT_INSTANCE instance, PVOID *context);
FLT_PREOP_CALLBACK_STATUS pre_queue(struct operation *operation, PFLT_CALLBACK_DATA data,
				    PFLT_INSTANCE instance, PVOID *context);

/* The fixture of a suite: fixture_init() with a host, which host_of() returns. */
int flt_host_init(struct kunit *test);
void flt_host_exit(struct kunit *test);

static inline struct flt_host *host_of(struct kunit *test)
{
	return fixture_of(test)->host;
}

/* Detaches the instance of the host @data. */
void detach_instance(void *data);
/* Waits until FltObjectReference finds that the object is being torn down. */
bool is_going(PVOID object);
bool is_gone(PVOID object);

/* An operation that pre_queue() pends, with an item whose routine is @deferred. */
struct operation *deferred_operation(struct kunit *test,
				     void (*deferred)(struct operation *operation));
void give_item(struct kunit *test, struct operation *operation);
/*
 * Routines: pass_on() completes the operation, then frees the item, as the pages tell; just_run()
 * only ends.
 */
void pass_on(struct operation *operation);
void just_run(struct operation *operation);

/* A second instance of the host's filter, below the first. */
PFLT_INSTANCE attach_below(struct kunit *test);
/* pre_queue() in the lower instance; the upper one only watches. */
FLT_PREOP_CALLBACK_STATUS pre_queue_below(struct operation *operation, PFLT_CALLBACK_DATA data,
					  PFLT_INSTANCE instance, PVOID *context);

#endif /* WINWORK_KUNIT_FLT_HOST_H */
