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
	void (*deferred)(struct operation *operation);	/* what the item's routine does */
	NTSTATUS queued;		/* what the queue call returned */
	atomic_t runs;			/* of the routine */
	atomic_t posts;			/* post-operation callbacks called */
	atomic_t failures;
	struct completion in_callback;	/* a callback is there, */
	struct completion go;		/* and may go on */
	struct completion ran;		/* the routine has done its part, */
	struct completion returned;	/* and returns */
	struct completion over;		/* the operation has come up */
	NTSTATUS status;		/* its result */
	PVOID seen;			/* what a callback or the routine wants to tell */
};

/* 0, or an errno; the host lives until flt_host_close(), at the latest at the end of the case. */
int flt_host_open(struct kunit *test, struct flt_host **host);
void flt_host_close(struct flt_host *host);
/* What a case that has failed left pended goes on, to its end. */
void flt_host_let_go(struct flt_host *host);

/* A write, based on an IRP, that no callback touches yet. */
struct operation *new_operation(struct kunit *test, struct flt_host *host);
/* Sends it; it has gone as far as it goes by itself when this returns. */
void send(struct operation *operation);

/* Queues the operation's item, for the routine of the operation, and says in ->queued how. */
void queue_deferred(struct operation *operation, PFLT_CALLBACK_DATA data);

/* Pre-operation callbacks: pends with nothing queued, and pends with the item queued. */
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
/* Until FltObjectReference says that the object is being torn down. */
bool is_going(PVOID object);
bool is_gone(PVOID object);

/* An operation that pre_queue() pends, with an item whose routine is @deferred. */
struct operation *deferred_operation(struct kunit *test,
				     void (*deferred)(struct operation *operation));
void give_item(struct kunit *test, struct operation *operation);
/* Routines: complete the operation, then free the item, as Windows's pages tell; and only end. */
void pass_on(struct operation *operation);
void just_run(struct operation *operation);

/* A second instance of the host's filter, below the first. */
PFLT_INSTANCE attach_below(struct kunit *test);
/* pre_queue() in the lower instance; the upper one only watches. */
FLT_PREOP_CALLBACK_STATUS pre_queue_below(struct operation *operation, PFLT_CALLBACK_DATA data,
					  PFLT_INSTANCE instance, PVOID *context);

#endif /* WINWORK_KUNIT_FLT_HOST_H */
