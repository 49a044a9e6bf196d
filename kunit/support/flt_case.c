/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The volume, the file system and the minifilters of flt_case.h.
 */
#include "flt_case.h"

/* One case runs at a time. Minifilters that a failed case has left find no case here. */
static struct flt_case *current_case;

static struct mini *mini_of(PFLT_FILTER filter)
{
	unsigned int i;

	for (i = 0; current_case && i < current_case->count; i++) {
		if (current_case->minis[i].filter == filter)
			return &current_case->minis[i];
	}
	return NULL;
}

void leave_trace(struct flt_case *c, char what)
{
	unsigned long flags;

	spin_lock_irqsave(&c->lock, flags);
	if (c->length < sizeof(c->trace) - 1)
		c->trace[c->length++] = what;
	spin_unlock_irqrestore(&c->lock, flags);
}

/* ---- callbacks ------------------------------------------------------------------------------ */

static FLT_PREOP_CALLBACK_STATUS pre_operation(PFLT_CALLBACK_DATA data,
					       PCFLT_RELATED_OBJECTS objects, PVOID *context)
{
	struct mini *mini = mini_of(objects->Filter);
	FLT_PREOP_CALLBACK_STATUS status;
	unsigned long interrupts;

	if (!mini)
		return FLT_PREOP_SUCCESS_NO_CALLBACK;
	leave_trace(mini->of, mini->name);
	/* Operations may come from several threads. */
	spin_lock_irqsave(&mini->of->lock, interrupts);
	mini->data = data;
	mini->pre_target = data->Iopb->TargetInstance;
	mini->pre_iopb = *data->Iopb;
	mini->pre_task = current;
	spin_unlock_irqrestore(&mini->of->lock, interrupts);
	*context = mini->context;
	if (!mini->on_pre) {
		status = mini->pre;
		complete(&mini->pre_called);
		return status;
	}
	return mini->on_pre(mini, data, context);
}

static FLT_POSTOP_CALLBACK_STATUS post_operation(PFLT_CALLBACK_DATA data,
						 PCFLT_RELATED_OBJECTS objects, PVOID context,
						 FLT_POST_OPERATION_FLAGS flags)
{
	struct mini *mini = mini_of(objects->Filter);
	const KIRQL irql = KeGetCurrentIrql();
	FLT_POSTOP_CALLBACK_STATUS status;
	unsigned long interrupts;

	if (!mini)
		return FLT_POSTOP_FINISHED_PROCESSING;
	leave_trace(mini->of, mini->name - 'A' + 'a');
	spin_lock_irqsave(&mini->of->lock, interrupts);
	mini->post_data = data;
	mini->post_target = data->Iopb->TargetInstance;
	mini->post_iopb = *data->Iopb;
	mini->post_context = context;
	mini->post_status = data->IoStatus.Status;
	mini->post_flags = flags;
	mini->post_data_flags = data->Flags;
	mini->post_irql = irql;
	mini->post_task = current;
	spin_unlock_irqrestore(&mini->of->lock, interrupts);
	if (mini->on_post)
		return mini->on_post(mini, data, context, flags);
	status = mini->post;
	complete(&mini->post_called);
	return status;
}

static NTSTATUS instance_setup(PCFLT_RELATED_OBJECTS objects, FLT_INSTANCE_SETUP_FLAGS flags,
			       DEVICE_TYPE device, FLT_FILESYSTEM_TYPE file_system)
{
	struct mini *mini = mini_of(objects->Filter);

	if (!mini || objects->Volume != mini->of->volume)
		return STATUS_FLT_DO_NOT_ATTACH;
	if (flags & FLTFL_INSTANCE_SETUP_AUTOMATIC_ATTACHMENT && !mini->automatic)
		return STATUS_FLT_DO_NOT_ATTACH;
	mini->setup_flags = flags;
	mini->instance = objects->Instance;
	atomic_inc(&mini->setups);
	if (mini->on_setup)
		mini->on_setup(mini);
	KUNIT_EXPECT_EQ(mini->of->test, device, FILE_DEVICE_DISK_FILE_SYSTEM);
	KUNIT_EXPECT_EQ(mini->of->test, file_system, FLT_FSTYPE_NTFS);
	return mini->setup_status;
}

static NTSTATUS instance_query(PCFLT_RELATED_OBJECTS objects,
			       FLT_INSTANCE_QUERY_TEARDOWN_FLAGS flags)
{
	struct mini *mini = mini_of(objects->Filter);

	atomic_inc(&mini->queries);
	return mini->query_status;
}

static VOID instance_start(PCFLT_RELATED_OBJECTS objects, FLT_INSTANCE_TEARDOWN_FLAGS reason)
{
	struct mini *mini = mini_of(objects->Filter);

	if (!mini)
		return;
	mini->teardown_reason = reason;
	atomic_inc(&mini->starts);
	if (mini->on_teardown)
		mini->on_teardown(mini);
	complete(&mini->started);
}

static VOID instance_complete(PCFLT_RELATED_OBJECTS objects, FLT_INSTANCE_TEARDOWN_FLAGS reason)
{
	struct mini *mini = mini_of(objects->Filter);

	if (!mini)
		return;
	KUNIT_EXPECT_EQ(mini->of->test, mini->teardown_reason, reason);
	mini->cleanups_at_complete = atomic_read(&mini->cleanups);
	atomic_inc(&mini->completes);
}

/* The first pointer in a context is its minifilter. */
static VOID clean_up(PFLT_CONTEXT context, FLT_CONTEXT_TYPE type)
{
	struct mini *mini = *(struct mini **)context;

	if (!mini)
		return;
	mini->cleanup_irql = KeGetCurrentIrql();
	atomic_inc(&mini->cleanups);
}

static NTSTATUS filter_unload(FLT_FILTER_UNLOAD_FLAGS flags)
{
	struct mini *mini = &current_case->minis[0];

	mini->unload_flags = flags;
	atomic_inc(&mini->unloads);
	return STATUS_SUCCESS;
}

static NTSTATUS file_system(PFLT_CALLBACK_DATA data, PVOID context)
{
	struct flt_case *c = context;
	NTSTATUS status = c->file_system_status;

	leave_trace(c, 'F');
	c->file_system_data = data;
	c->file_system_iopb = *data->Iopb;
	data->IoStatus.Information = c->file_system_information;
	complete(&c->file_system_called);
	return status;
}

static VOID completion(PFLT_CALLBACK_DATA data, PVOID context)
{
	struct flt_case *c = context;

	c->status = data->IoStatus.Status;
	c->done_iopb = *data->Iopb;
	atomic_inc(&c->completions);
	complete(&c->done);
}

/* ---- set-up --------------------------------------------------------------------------------- */

PUNICODE_STRING wide(const char *text)
{
	static WCHAR units[8][64];
	static UNICODE_STRING strings[8];
	static unsigned int next;
	UNICODE_STRING *string = &strings[next % 8];
	WCHAR *buffer = units[next++ % 8];
	USHORT length;

	for (length = 0; text[length]; length++)
		buffer[length] = text[length];
	string->Buffer = buffer;
	string->Length = length * sizeof(WCHAR);
	string->MaximumLength = string->Length;
	return string;
}

struct flt_case *new_flt_case(struct kunit *test)
{
	struct flt_case *c = case_alloc_type(test, struct flt_case);

	c->test = test;
	spin_lock_init(&c->lock);
	init_completion(&c->file_system_called);
	init_completion(&c->done);
	current_case = c;
	KUNIT_ASSERT_EQ(test, WinworkFltCreateVolume(NULL, FILE_DEVICE_DISK_FILE_SYSTEM,
						     FLT_FSTYPE_NTFS, &c->volume),
			STATUS_SUCCESS);
	return c;
}

void unregister_mini(struct mini *mini)
{
	PFLT_FILTER filter = mini->filter;

	if (filter)
		FltUnregisterFilter(filter);
	mini->filter = NULL;
}

void end_flt_case(struct flt_case *c)
{
	unsigned int i;

	for (i = 0; i < c->count; i++)
		unregister_mini(&c->minis[i]);
	if (c->volume)
		WinworkFltDeleteVolume(c->volume);
	current_case = NULL;
}

/*
 * Lets the operations continue that the case has left pended. An operation is pended in one place;
 * the calls for the other places, and for operations that have ended, are refused. Without a case
 * no callback pends one again.
 */
static void let_operations_go(struct flt_case *c)
{
	unsigned int i;

	current_case = NULL;
	c->file_system_status = STATUS_SUCCESS;
	for (i = 0; i < c->count; i++) {
		struct mini *mini = &c->minis[i];

		if (mini->data) {
			FltCancelIo(mini->data);
			FltCompletePendedPreOperation(mini->data, FLT_PREOP_SUCCESS_NO_CALLBACK,
						      NULL);
		}
		if (mini->post_data)
			FltCompletePendedPostOperation(mini->post_data);
	}
	if (c->file_system_data)
		WinworkFltCompleteOperation(c->file_system_data, STATUS_SUCCESS, 0);
}

static void end_in_thread(void *data)
{
	end_flt_case(data);
}

void exit_flt_case(struct kunit *test)
{
	struct flt_case *c = current_case;

	if (c) {
		let_operations_go(c);
		/*
		 * The unregistration waits forever for a reference that is left; the fixture does
		 * not.
		 */
		spawn(test, end_in_thread, c);
	}
	fixture_exit(test);
}

struct mini *register_mini(struct flt_case *c)
{
	const FLT_OPERATION_REGISTRATION operations[] = {
		{ IRP_MJ_READ, c->read_flags, pre_operation, post_operation },
		{ IRP_MJ_WRITE, c->other_flags, pre_operation, NULL },
		{ IRP_MJ_CREATE, c->other_flags, c->has_pre_create ? pre_operation : NULL, post_operation },
		{ IRP_MJ_CLEANUP, c->other_flags, pre_operation, post_operation },
		{ IRP_MJ_QUERY_OPEN, c->other_flags, pre_operation, post_operation },
		{ IRP_MJ_DEVICE_CONTROL, c->other_flags, pre_operation, NULL },
		{ IRP_MJ_INTERNAL_DEVICE_CONTROL, c->other_flags, pre_operation, NULL },
		{ IRP_MJ_FILE_SYSTEM_CONTROL, c->other_flags, pre_operation, NULL },
		{ IRP_MJ_OPERATION_END }
	};
	static const FLT_CONTEXT_REGISTRATION contexts[] = {
		{ FLT_INSTANCE_CONTEXT, 0, clean_up, CONTEXT_BYTES, 'txeT' },
		{ FLT_VOLUME_CONTEXT, 0, clean_up, CONTEXT_BYTES, 'txeT' },
		{ FLT_STREAM_CONTEXT, FLTFL_CONTEXT_REGISTRATION_NO_EXACT_SIZE_MATCH, clean_up,
		  MOST_CONTEXT_BYTES, 'txeT' },
		{ FLT_FILE_CONTEXT, 0, clean_up, CONTEXT_BYTES, 'txeT' },
		{ FLT_STREAMHANDLE_CONTEXT, 0, clean_up, FLT_VARIABLE_SIZED_CONTEXTS, 'txeT' },
		{ FLT_TRANSACTION_CONTEXT, 0, clean_up, CONTEXT_BYTES, 'txeT' },
		{ FLT_SECTION_CONTEXT, 0, clean_up, CONTEXT_BYTES, 'txeT' },
		{ FLT_CONTEXT_END }
	};
	FLT_REGISTRATION registration = {
		.Size = sizeof(registration),
		.Version = FLT_REGISTRATION_VERSION,
		.Flags = c->registration_flags,
		.ContextRegistration = contexts,
		.OperationRegistration = operations,
		.FilterUnloadCallback = c->no_unload_callback ? NULL : filter_unload,
		.InstanceSetupCallback = instance_setup,
		.InstanceQueryTeardownCallback = c->no_query_callback ? NULL : instance_query,
		.InstanceTeardownStartCallback = instance_start,
		.InstanceTeardownCompleteCallback = instance_complete,
	};
	struct mini *mini = &c->minis[c->count];

	KUNIT_ASSERT_LT(c->test, c->count, (unsigned int)MINIS);
	mini->of = c;
	mini->name = 'A' + c->count;
	init_completion(&mini->pre_called);
	init_completion(&mini->post_called);
	init_completion(&mini->started);
	KUNIT_ASSERT_EQ(c->test,
			FltRegisterFilter(fixture_of(c->test)->driver, &registration,
					  &mini->filter),
			STATUS_SUCCESS);
	c->count++;
	return mini;
}

struct mini *start_mini(struct flt_case *c)
{
	struct mini *mini = register_mini(c);

	KUNIT_ASSERT_EQ(c->test, FltStartFiltering(mini->filter), STATUS_SUCCESS);
	return mini;
}

NTSTATUS attach_at(struct mini *mini, const char *altitude, const char *name)
{
	PFLT_INSTANCE instance = NULL;
	NTSTATUS status = FltAttachVolumeAtAltitude(mini->filter, mini->of->volume, wide(altitude),
						    name ? wide(name) : NULL, &instance);

	if (NT_SUCCESS(status))
		FltObjectDereference(instance);
	return status;
}

NTSTATUS detach_mini(struct mini *mini, const char *name)
{
	return FltDetachVolume(mini->filter, mini->of->volume, name ? wide(name) : NULL);
}

struct mini *attach_mini(struct flt_case *c, const char *altitude)
{
	struct mini *mini = start_mini(c);

	KUNIT_ASSERT_EQ(c->test, attach_at(mini, altitude, NULL), STATUS_SUCCESS);
	return mini;
}

struct flt_case *new_stack(struct kunit *test)
{
	struct flt_case *c = new_flt_case(test);

	attach_mini(c, "300");
	attach_mini(c, "200");
	attach_mini(c, "100");
	return c;
}

/* ---- sending -------------------------------------------------------------------------------- */

WINWORK_FLT_OPERATION operation_for(struct flt_case *c, FLT_CALLBACK_DATA_FLAGS kind, UCHAR major)
{
	return (WINWORK_FLT_OPERATION){
		.Flags = kind,
		.RequestorMode = KernelMode,
		.Iopb = { .MajorFunction = major, .TargetFileObject = &c->file,
			  .Parameters.Read.Length = 100 },
		.FileSystem = file_system,
		.FileSystemContext = c,
	};
}

NTSTATUS send_major(struct flt_case *c, FLT_CALLBACK_DATA_FLAGS kind, UCHAR major)
{
	WINWORK_FLT_OPERATION operation = operation_for(c, kind, major);

	return WinworkFltSendOperation(c->volume, &operation, NULL);
}

NTSTATUS send_read(struct flt_case *c)
{
	return send_major(c, IRP, IRP_MJ_READ);
}

void send_async_read(struct flt_case *c)
{
	send_async_major(c, IRP_MJ_READ);
}

void send_async_major(struct flt_case *c, UCHAR major)
{
	WINWORK_FLT_OPERATION operation = operation_for(c, IRP, major);

	operation.Completion = completion;
	operation.CompletionContext = c;
	KUNIT_EXPECT_EQ(c->test, WinworkFltSendOperation(c->volume, &operation, NULL),
			STATUS_SUCCESS);
}
