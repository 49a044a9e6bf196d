/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Shared by the Filter Manager's suites: a volume, a file system below it, and minifilters, A above
 * B above C. Their callbacks follow the case's settings, and leave a trace: a capital letter for a
 * pre-operation callback, a small one for a post-operation callback, F for the file system.
 */
#ifndef WINWORK_KUNIT_FLT_CASE_H
#define WINWORK_KUNIT_FLT_CASE_H

#include "support.h"

#include <fltKernel.h>
#include <winwork/flt_port.h>

#define BUGCHECK_FLTMGR 0xf5

#define MINIS 3
#define CONTEXT_BYTES 24
#define MOST_CONTEXT_BYTES 64

struct mini {
	struct flt_case *of;
	char name;
	PFLT_FILTER filter;
	PFLT_INSTANCE instance;		/* of attach_at(); without a reference */
	bool automatic;			/* attach it wherever the manager wants */
	NTSTATUS setup_status;
	NTSTATUS query_status;

	/* the results of the callbacks, or functions to call instead */
	FLT_PREOP_CALLBACK_STATUS pre;
	FLT_POSTOP_CALLBACK_STATUS post;
	PVOID context;			/* left by the pre-operation callback */
	FLT_PREOP_CALLBACK_STATUS (*on_pre)(struct mini *mini, PFLT_CALLBACK_DATA data,
					    PVOID *context);
	FLT_POSTOP_CALLBACK_STATUS (*on_post)(struct mini *mini, PFLT_CALLBACK_DATA data,
					      PVOID context, FLT_POST_OPERATION_FLAGS flags);
	void (*on_setup)(struct mini *mini);
	void (*on_teardown)(struct mini *mini);

	/* as the callbacks saw it */
	PFLT_CALLBACK_DATA data;
	PFLT_CALLBACK_DATA post_data;
	PFLT_INSTANCE pre_target;
	PFLT_INSTANCE post_target;
	FLT_IO_PARAMETER_BLOCK pre_iopb;
	FLT_IO_PARAMETER_BLOCK post_iopb;
	PVOID post_context;
	NTSTATUS post_status;
	FLT_POST_OPERATION_FLAGS post_flags;
	FLT_CALLBACK_DATA_FLAGS post_data_flags;
	KIRQL post_irql;
	struct task_struct *pre_task;
	struct task_struct *post_task;
	FLT_INSTANCE_SETUP_FLAGS setup_flags;
	FLT_INSTANCE_TEARDOWN_FLAGS teardown_reason;
	FLT_FILTER_UNLOAD_FLAGS unload_flags;
	atomic_t setups;
	atomic_t queries;
	atomic_t starts;
	atomic_t completes;
	atomic_t cleanups;
	KIRQL cleanup_irql;
	int cleanups_at_complete;	/* contexts freed when the tear-down had ended */
	atomic_t unloads;
	struct completion pre_called;
	struct completion post_called;
	struct completion started;	/* the tear-down */
};

struct flt_case {
	struct kunit *test;
	PFLT_VOLUME volume;
	struct mini minis[MINIS];
	unsigned int count;
	FILE_OBJECT file;
	FLT_REGISTRATION_FLAGS registration_flags;
	FLT_OPERATION_REGISTRATION_FLAGS read_flags;
	FLT_OPERATION_REGISTRATION_FLAGS other_flags;	/* of the other operations */
	bool no_unload_callback;
	bool no_query_callback;
	bool has_pre_create;		/* IRP_MJ_CREATE has a pre-operation callback too */

	spinlock_t lock;
	char trace[64];
	unsigned int length;

	/* the file system */
	NTSTATUS file_system_status;
	ULONG_PTR file_system_information;
	PFLT_CALLBACK_DATA file_system_data;
	FLT_IO_PARAMETER_BLOCK file_system_iopb;
	struct completion file_system_called;

	/* an operation of send_async_read() */
	struct completion done;
	atomic_t completions;
	NTSTATUS status;
	FLT_IO_PARAMETER_BLOCK done_iopb;
};

/*
 * A volume without a minifilter. end_flt_case() takes all down. exit_flt_case() does so for a case
 * that an assertion has ended: it first lets pended operations continue.
 */
struct flt_case *new_flt_case(struct kunit *test);
void end_flt_case(struct flt_case *c);
void exit_flt_case(struct kunit *test);
#define FLT_CASE_SUITE(label) WINWORK_SUITE_WITH(label, fixture_init, exit_flt_case)

/* The next minifilter: registered; also started; also attached at that altitude. */
struct mini *register_mini(struct flt_case *c);
struct mini *start_mini(struct flt_case *c);
struct mini *attach_mini(struct flt_case *c, const char *altitude);
/* Three of them, one below the other, and a case for those. */
struct flt_case *new_stack(struct kunit *test);

NTSTATUS attach_at(struct mini *mini, const char *altitude, const char *name);
NTSTATUS detach_mini(struct mini *mini, const char *name);
void unregister_mini(struct mini *mini);

/* A text in the form of the functions; valid until the eighth call after it. */
PUNICODE_STRING wide(const char *text);

WINWORK_FLT_OPERATION operation_for(struct flt_case *c, FLT_CALLBACK_DATA_FLAGS kind, UCHAR major);
/* Sends the operation, and waits for its end. */
NTSTATUS send_major(struct flt_case *c, FLT_CALLBACK_DATA_FLAGS kind, UCHAR major);
/* Sends an operation based on an IRP, and completes c->done at its end. */
void send_async_major(struct flt_case *c, UCHAR major);
void send_async_read(struct flt_case *c);
NTSTATUS send_read(struct flt_case *c);

void leave_trace(struct flt_case *c, char what);
#define EXPECT_TRACE(c, expected) KUNIT_EXPECT_STREQ((c)->test, (c)->trace, expected)

#define AT_LEVEL(level, statement)									\
	do {												\
		KIRQL irql_;										\
													\
		KeRaiseIrql(level, &irql_);								\
		statement;										\
		KeLowerIrql(irql_);									\
	} while (0)

/* A call at that IRQL has been reported. */
#define EXPECT_WRONG_LEVEL(test, function, level, item)							\
	EXPECT_REPORT(test, function, BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, ANY, level, ANY, ANY, item)

/* The call at that IRQL returns @failure, and is reported. */
#define EXPECT_FAILS_AT(test, level, failure, item, function, ...)					\
	do {												\
		__typeof__(function(__VA_ARGS__)) result_;						\
													\
		AT_LEVEL(level, result_ = function(__VA_ARGS__));					\
		KUNIT_EXPECT_TRUE(test, result_ == (failure));						\
		EXPECT_WRONG_LEVEL(test, #function, level, item);					\
	} while (0)

/* It is refused. */
#define EXPECT_REFUSED_AT(test, level, function, ...)							\
	EXPECT_FAILS_AT(test, level, STATUS_INVALID_PARAMETER, ANY, function, __VA_ARGS__)

#define IRP FLTFL_CALLBACK_DATA_IRP_OPERATION
#define FAST_IO FLTFL_CALLBACK_DATA_FAST_IO_OPERATION
#define FS_FILTER FLTFL_CALLBACK_DATA_FS_FILTER_OPERATION

#endif /* WINWORK_KUNIT_FLT_CASE_H */
