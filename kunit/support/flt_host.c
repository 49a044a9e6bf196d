/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The minifilter of flt_host.h. Its callbacks find their operation in a parameter of it.
 */
#include "flt_host.h"

static struct operation *operation_of(PFLT_CALLBACK_DATA data)
{
	return data->Iopb->Parameters.Others.Argument1;
}

static FLT_PREOP_CALLBACK_STATUS FLTAPI pre_operation(PFLT_CALLBACK_DATA data,
						      PCFLT_RELATED_OBJECTS objects,
						      PVOID *context)
{
	struct operation *operation = operation_of(data);

	operation->data = data;
	if (!operation->pre)
		return operation->post ? FLT_PREOP_SUCCESS_WITH_CALLBACK :
					 FLT_PREOP_SUCCESS_NO_CALLBACK;
	return operation->pre(operation, data, objects->Instance, context);
}

static FLT_POSTOP_CALLBACK_STATUS FLTAPI post_operation(PFLT_CALLBACK_DATA data,
							PCFLT_RELATED_OBJECTS objects,
							PVOID context,
							FLT_POST_OPERATION_FLAGS flags)
{
	struct operation *operation = operation_of(data);

	atomic_inc(&operation->posts);
	if (!operation->post)
		return FLT_POSTOP_FINISHED_PROCESSING;
	return operation->post(operation, data, objects->Instance, context);
}

static NTSTATUS FLTAPI query_teardown(PCFLT_RELATED_OBJECTS objects,
				      FLT_INSTANCE_QUERY_TEARDOWN_FLAGS flags)
{
	return STATUS_SUCCESS;
}

static NTSTATUS FLTAPI unload(FLT_FILTER_UNLOAD_FLAGS flags)
{
	return STATUS_SUCCESS;
}

static const FLT_OPERATION_REGISTRATION operations[] = {
	{ IRP_MJ_WRITE, 0, pre_operation, post_operation },
	{ IRP_MJ_OPERATION_END }
};

static const FLT_REGISTRATION registration = {
	.Size = sizeof(FLT_REGISTRATION),
	.Version = FLT_REGISTRATION_VERSION,
	.OperationRegistration = operations,
	.FilterUnloadCallback = unload,
	.InstanceQueryTeardownCallback = query_teardown,
};

int flt_host_open(struct kunit *test, struct flt_host **result)
{
	struct flt_host *host = case_alloc_type(test, struct flt_host);

	*result = NULL;
	if (FltRegisterFilter(fixture_of(test)->driver, &registration, &host->filter))
		return -ENOMEM;
	if (WinworkFltCreateVolume(NULL, FILE_DEVICE_DISK_FILE_SYSTEM, FLT_FSTYPE_NTFS,
				   &host->volume) ||
	    FltStartFiltering(host->filter) ||
	    FltGetVolumeInstanceFromName(host->filter, host->volume, NULL, &host->instance)) {
		flt_host_close(host);
		return -ENOMEM;
	}
	/* The instance stays as long as the host. */
	FltObjectDereference(host->instance);
	*result = host;
	return 0;
}

void flt_host_close(struct flt_host *host)
{
	if (host->volume)
		WinworkFltDeleteVolume(host->volume);
	if (host->filter)
		FltUnregisterFilter(host->filter);
	host->volume = NULL;
	host->filter = NULL;
}

static VOID NTAPI operation_over(PFLT_CALLBACK_DATA data, PVOID context)
{
	struct operation *operation = context;

	operation->status = data->IoStatus.Status;
	complete_all(&operation->over);
}

struct operation *new_operation(struct kunit *test, struct flt_host *host)
{
	struct operation *operation = case_alloc_type(test, struct operation);

	operation->test = test;
	operation->host = host;
	operation->before = host->last;
	host->last = operation;
	operation->queued = STATUS_PENDING;
	init_completion(&operation->in_callback);
	init_completion(&operation->go);
	init_completion(&operation->ran);
	init_completion(&operation->returned);
	init_completion(&operation->over);
	operation->sent.Flags = FLTFL_CALLBACK_DATA_IRP_OPERATION;
	operation->sent.RequestorMode = KernelMode;
	operation->sent.Iopb.MajorFunction = IRP_MJ_WRITE;
	operation->sent.Iopb.Parameters.Others.Argument1 = operation;
	operation->sent.Completion = operation_over;
	operation->sent.CompletionContext = operation;
	return operation;
}

/* The operation is pended in one place; the calls for the other places are refused. */
static void let_go(struct operation *operation)
{
	operation->pre = NULL;
	operation->post = NULL;
	complete_all(&operation->go);
	/* The routine has the operation, and completes it now that it may continue. */
	if (operation->queued == STATUS_SUCCESS)
		in_time(&operation->returned);
	if (!completion_done(&operation->over))
		FltCompletePendedPostOperation(operation->data);
	if (!completion_done(&operation->over))
		FltCompletePendedPreOperation(operation->data, FLT_PREOP_SUCCESS_NO_CALLBACK, NULL);
	if (!completion_done(&operation->over))
		WinworkFltCompleteOperation(operation->data, STATUS_SUCCESS, 0);
}

void flt_host_let_go(struct flt_host *host)
{
	struct operation *operation;

	WinworkHoldWorkers(FALSE);
	for (operation = host->last; operation; operation = operation->before) {
		if (operation->data && !completion_done(&operation->over))
			let_go(operation);
	}
}

void send(struct operation *operation)
{
	KUNIT_ASSERT_EQ(operation->test,
			WinworkFltSendOperation(operation->host->volume, &operation->sent, NULL),
			STATUS_SUCCESS);
}

static VOID FLTAPI deferred_routine(PFLT_DEFERRED_IO_WORKITEM item, PFLT_CALLBACK_DATA data,
				    PVOID context)
{
	struct operation *operation = context;

	if (item != operation->item || data != operation->data)
		atomic_inc(&operation->failures);
	atomic_inc(&operation->runs);
	operation->deferred(operation);
	complete_all(&operation->returned);
}

void queue_deferred(struct operation *operation, PFLT_CALLBACK_DATA data)
{
	operation->queued = FltQueueDeferredIoWorkItem(operation->item, data, deferred_routine,
						       DelayedWorkQueue, operation);
}

FLT_PREOP_CALLBACK_STATUS pre_pend(struct operation *operation, PFLT_CALLBACK_DATA data,
				   PFLT_INSTANCE instance, PVOID *context)
{
	return FLT_PREOP_PENDING;
}

FLT_PREOP_CALLBACK_STATUS pre_queue(struct operation *operation, PFLT_CALLBACK_DATA data,
				    PFLT_INSTANCE instance, PVOID *context)
{
	queue_deferred(operation, data);
	return NT_SUCCESS(operation->queued) ? FLT_PREOP_PENDING : FLT_PREOP_SUCCESS_NO_CALLBACK;
}

int flt_host_init(struct kunit *test)
{
	struct flt_host *host;
	int error = fixture_init(test);

	if (error)
		return error;
	error = flt_host_open(test, &host);
	fixture_of(test)->host = host;
	return error;
}

void flt_host_exit(struct kunit *test)
{
	if (fixture_of(test) && fixture_of(test)->host) {
		open_gate(test);
		if (kunit_failed_already(test))
			flt_host_let_go(fixture_of(test)->host);
		join(test);
		flt_host_close(fixture_of(test)->host);
	}
	fixture_exit(test);
}

void detach_instance(void *data)
{
	struct flt_host *host = data;

	FltDetachVolume(host->filter, host->volume, NULL);
}

bool is_going(PVOID object)
{
	unsigned long deadline = jiffies + DEADLINE;

	while (FltObjectReference(object) == STATUS_SUCCESS) {
		FltObjectDereference(object);
		if (time_after(jiffies, deadline))
			return false;
		cond_resched();
	}
	return true;
}

bool is_gone(PVOID object)
{
	return WinworkObjectReferenceCount(object) == 0;
}

void give_item(struct kunit *test, struct operation *operation)
{
	operation->item = FltAllocateDeferredIoWorkItem();
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, operation->item);
}

struct operation *deferred_operation(struct kunit *test,
				     void (*deferred)(struct operation *operation))
{
	struct operation *operation = new_operation(test, host_of(test));

	operation->pre = pre_queue;
	operation->deferred = deferred;
	give_item(test, operation);
	return operation;
}

void pass_on(struct operation *operation)
{
	FltCompletePendedPreOperation(operation->data, FLT_PREOP_SUCCESS_NO_CALLBACK, NULL);
	FltFreeDeferredIoWorkItem(operation->item);
	complete(&operation->ran);
}

void just_run(struct operation *operation)
{
	complete(&operation->ran);
}

PFLT_INSTANCE attach_below(struct kunit *test)
{
	DECLARE_CONST_UNICODE_STRING(altitude, L"100");
	DECLARE_CONST_UNICODE_STRING(name, L"below");
	PFLT_INSTANCE instance = NULL;

	KUNIT_ASSERT_EQ(test, FltAttachVolumeAtAltitude(host_of(test)->filter,
							host_of(test)->volume, &altitude, &name,
							&instance), STATUS_SUCCESS);
	FltObjectDereference(instance);
	return instance;
}

FLT_PREOP_CALLBACK_STATUS pre_queue_below(struct operation *operation, PFLT_CALLBACK_DATA data,
					  PFLT_INSTANCE instance, PVOID *context)
{
	if (instance == operation->host->instance)
		return FLT_PREOP_SUCCESS_WITH_CALLBACK;
	return pre_queue(operation, data, instance, context);
}
