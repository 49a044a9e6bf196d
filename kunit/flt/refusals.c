/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite flt_refusals: each structure and parameter that a function of the Filter Manager refuses,
 * the status, and the line of the log that names the function, the driver and the field.
 */
#include "flt_case.h"

/* A row of the table: a call that is refused for the fixture's driver unless @no_driver is set. */
struct refusal {
	const char *function;
	NTSTATUS status;
	const char *field;
	NTSTATUS (*call)(struct flt_case *c);
	bool no_driver;
};

/* Of the case's minifilters the first is attached, and the second has not been started. */
static PFLT_INSTANCE attached(struct flt_case *c)
{
	return c->minis[0].instance;
}

/* ---- registration --------------------------------------------------------------------------- */

static NTSTATUS register_one(struct flt_case *c, const FLT_REGISTRATION *registration)
{
	PFLT_FILTER filter = (PFLT_FILTER)c;
	const NTSTATUS status = FltRegisterFilter(fixture_of(c->test)->driver, registration,
						  &filter);

	KUNIT_EXPECT_PTR_EQ(c->test, filter, (PFLT_FILTER)NULL);
	return status;
}

static FLT_REGISTRATION registration(void)
{
	return (FLT_REGISTRATION){ .Size = sizeof(FLT_REGISTRATION),
				   .Version = FLT_REGISTRATION_VERSION };
}

static NTSTATUS no_result(struct flt_case *c)
{
	const FLT_REGISTRATION good = registration();

	return FltRegisterFilter(fixture_of(c->test)->driver, &good, NULL);
}

static NTSTATUS no_registration(struct flt_case *c)
{
	return register_one(c, NULL);
}

static NTSTATUS newer_version(struct flt_case *c)
{
	FLT_REGISTRATION bad = registration();

	bad.Version = FLT_REGISTRATION_VERSION + 1;
	return register_one(c, &bad);
}

static NTSTATUS older_version(struct flt_case *c)
{
	FLT_REGISTRATION bad = registration();

	bad.Version = 0x100;
	return register_one(c, &bad);
}

#define NO_FUNCTION 0x1000

static NTSTATUS bad_generate(struct flt_case *c)
{
	FLT_REGISTRATION bad = registration();

	bad.GenerateFileNameCallback = (PFLT_GENERATE_FILE_NAME)NO_FUNCTION;
	return register_one(c, &bad);
}

static NTSTATUS bad_normalize(struct flt_case *c)
{
	FLT_REGISTRATION bad = registration();

	bad.NormalizeNameComponentCallback = (PFLT_NORMALIZE_NAME_COMPONENT)NO_FUNCTION;
	return register_one(c, &bad);
}

static NTSTATUS bad_normalize_ex(struct flt_case *c)
{
	FLT_REGISTRATION bad = registration();

	bad.NormalizeNameComponentExCallback = (PFLT_NORMALIZE_NAME_COMPONENT_EX)NO_FUNCTION;
	return register_one(c, &bad);
}

/* The second context of two is the wrong one. */
static NTSTATUS register_context(struct flt_case *c, FLT_CONTEXT_REGISTRATION context)
{
	const FLT_CONTEXT_REGISTRATION contexts[] = {
		{ FLT_INSTANCE_CONTEXT, 0, NULL, 8, 'txeT' },
		context,
		{ FLT_CONTEXT_END },
	};
	FLT_REGISTRATION bad = registration();

	bad.ContextRegistration = contexts;
	return register_one(c, &bad);
}

static NTSTATUS two_context_types(struct flt_case *c)
{
	return register_context(c, (FLT_CONTEXT_REGISTRATION){
		.ContextType = FLT_VOLUME_CONTEXT | FLT_FILE_CONTEXT, .Size = 8 });
}

static PVOID allocate_context(POOL_TYPE pool, SIZE_T size, FLT_CONTEXT_TYPE type)
{
	return NULL;
}

static VOID free_context(PVOID pool, FLT_CONTEXT_TYPE type)
{
}

static NTSTATUS own_allocation(struct flt_case *c)
{
	return register_context(c, (FLT_CONTEXT_REGISTRATION){
		.ContextType = FLT_VOLUME_CONTEXT, .Size = 8,
		.ContextAllocateCallback = allocate_context,
		.ContextFreeCallback = free_context });
}

static NTSTATUS own_free(struct flt_case *c)
{
	return register_context(c, (FLT_CONTEXT_REGISTRATION){
		.ContextType = FLT_VOLUME_CONTEXT, .Size = 8,
		.ContextFreeCallback = free_context });
}

static NTSTATUS start_again(struct flt_case *c)
{
	return FltStartFiltering(c->minis[0].filter);
}

/* ---- instances ------------------------------------------------------------------------------ */

static NTSTATUS attach_before_start(struct flt_case *c)
{
	return FltAttachVolume(c->minis[1].filter, c->volume, NULL, NULL);
}

static PUNICODE_STRING half_a_character(void)
{
	static UNICODE_STRING name;

	name = *wide("name");
	name.Length--;
	return &name;
}

static NTSTATUS bad_instance_name(struct flt_case *c)
{
	return FltAttachVolume(c->minis[0].filter, c->volume, half_a_character(), NULL);
}

static NTSTATUS bad_altitude(struct flt_case *c)
{
	return FltAttachVolumeAtAltitude(c->minis[0].filter, c->volume, wide("high"), NULL, NULL);
}

static NTSTATUS instances_of_nothing(struct flt_case *c)
{
	ULONG count;

	return FltEnumerateInstances(NULL, NULL, NULL, 0, &count);
}

/* ---- callback data queues ------------------------------------------------------------------- */

static NTSTATUS insert_io(PFLT_CALLBACK_DATA_QUEUE queue, PFLT_CALLBACK_DATA data, PVOID context)
{
	return STATUS_SUCCESS;
}

static VOID remove_io(PFLT_CALLBACK_DATA_QUEUE queue, PFLT_CALLBACK_DATA data)
{
}

static PFLT_CALLBACK_DATA peek_io(PFLT_CALLBACK_DATA_QUEUE queue, PFLT_CALLBACK_DATA data,
				  PVOID context)
{
	return NULL;
}

static VOID acquire(PFLT_CALLBACK_DATA_QUEUE queue, PKIRQL irql)
{
}

static VOID release(PFLT_CALLBACK_DATA_QUEUE queue, KIRQL irql)
{
}

static VOID complete_io(PFLT_CALLBACK_DATA_QUEUE queue, PFLT_CALLBACK_DATA data)
{
}

static NTSTATUS make_queue_without(struct flt_case *c, int callback)
{
	FLT_CALLBACK_DATA_QUEUE queue;

	return FltCbdqInitialize(attached(c), &queue, callback == 0 ? NULL : insert_io,
				 callback == 1 ? NULL : remove_io, callback == 2 ? NULL : peek_io,
				 callback == 3 ? NULL : acquire, callback == 4 ? NULL : release,
				 callback == 5 ? NULL : complete_io);
}

#define QUEUE_WITHOUT(number)						\
	static NTSTATUS queue_without_##number(struct flt_case *c)	\
	{								\
		return make_queue_without(c, number);			\
	}
QUEUE_WITHOUT(0)
QUEUE_WITHOUT(1)
QUEUE_WITHOUT(2)
QUEUE_WITHOUT(3)
QUEUE_WITHOUT(4)
QUEUE_WITHOUT(5)

/* ---- contexts ------------------------------------------------------------------------------- */

static NTSTATUS allocate(struct flt_case *c, unsigned int mini, FLT_CONTEXT_TYPE type, SIZE_T size,
			 PFLT_CONTEXT *context)
{
	const NTSTATUS status = FltAllocateContext(c->minis[mini].filter, type, size,
						   NonPagedPoolNx, context);

	if (NT_SUCCESS(status))
		memset(*context, 0, size);
	else
		KUNIT_EXPECT_PTR_EQ(c->test, *context, (PFLT_CONTEXT)NULL);
	return status;
}

static NTSTATUS two_types(struct flt_case *c)
{
	PFLT_CONTEXT context = c;

	return allocate(c, 0, FLT_STREAM_CONTEXT | FLT_FILE_CONTEXT, 8, &context);
}

static NTSTATUS no_bytes(struct flt_case *c)
{
	PFLT_CONTEXT context = c;

	return allocate(c, 0, FLT_STREAMHANDLE_CONTEXT, 0, &context);
}

static NTSTATUS too_many_bytes(struct flt_case *c)
{
	PFLT_CONTEXT context = c;

	return allocate(c, 0, FLT_STREAMHANDLE_CONTEXT, MAXUSHORT + 1, &context);
}

static NTSTATUS far_too_many_bytes(struct flt_case *c)
{
	PFLT_CONTEXT context = c;

	return allocate(c, 0, FLT_STREAMHANDLE_CONTEXT, ~(SIZE_T)0, &context);
}

static NTSTATUS other_size(struct flt_case *c)
{
	PFLT_CONTEXT context = c;

	return allocate(c, 0, FLT_INSTANCE_CONTEXT, CONTEXT_BYTES + 1, &context);
}

/* Sets a new context, and drops its reference. */
static NTSTATUS set_new(struct flt_case *c, unsigned int mini, FLT_CONTEXT_TYPE type,
			FLT_SET_CONTEXT_OPERATION operation)
{
	PFLT_CONTEXT context;
	NTSTATUS status;

	KUNIT_ASSERT_EQ(c->test, allocate(c, mini, type, CONTEXT_BYTES, &context), STATUS_SUCCESS);
	status = FltSetInstanceContext(attached(c), operation, context, NULL);
	FltReleaseContext(context);
	return status;
}

static NTSTATUS other_type(struct flt_case *c)
{
	return set_new(c, 0, FLT_VOLUME_CONTEXT, FLT_SET_CONTEXT_KEEP_IF_EXISTS);
}

static NTSTATUS other_filter(struct flt_case *c)
{
	return set_new(c, 1, FLT_INSTANCE_CONTEXT, FLT_SET_CONTEXT_KEEP_IF_EXISTS);
}

static NTSTATUS other_operation(struct flt_case *c)
{
	return set_new(c, 0, FLT_INSTANCE_CONTEXT, (FLT_SET_CONTEXT_OPERATION)7);
}

static NTSTATUS set_twice(struct flt_case *c)
{
	PFLT_CONTEXT context;
	NTSTATUS status;

	KUNIT_ASSERT_EQ(c->test, allocate(c, 0, FLT_INSTANCE_CONTEXT, CONTEXT_BYTES, &context),
			STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(c->test, STATUS_SUCCESS,
			FltSetInstanceContext(attached(c), FLT_SET_CONTEXT_KEEP_IF_EXISTS,
					      context, NULL));
	status = FltSetInstanceContext(attached(c), FLT_SET_CONTEXT_REPLACE_IF_EXISTS, context,
				       NULL);
	FltDeleteContext(context);
	FltReleaseContext(context);
	return status;
}

static NTSTATUS set_stream_of_no_file(struct flt_case *c)
{
	PFLT_CONTEXT context;
	NTSTATUS status;

	KUNIT_ASSERT_EQ(c->test, allocate(c, 0, FLT_STREAM_CONTEXT, 8, &context), STATUS_SUCCESS);
	status = FltSetStreamContext(attached(c), NULL, FLT_SET_CONTEXT_KEEP_IF_EXISTS, context,
				     NULL);
	FltReleaseContext(context);
	return status;
}

static NTSTATUS get_stream_of_no_file(struct flt_case *c)
{
	PFLT_CONTEXT context;

	return FltGetStreamContext(attached(c), NULL, &context);
}

static NTSTATUS delete_handle_of_no_file(struct flt_case *c)
{
	return FltDeleteStreamHandleContext(attached(c), NULL, NULL);
}

/* ---- volumes and operations ----------------------------------------------------------------- */

static NTSTATUS name_for_nobody(struct flt_case *c)
{
	return FltGetVolumeName(c->volume, NULL, NULL);
}

static NTSTATUS properties_in_nothing(struct flt_case *c)
{
	ULONG bytes;

	return FltGetVolumeProperties(c->volume, NULL, sizeof(FLT_VOLUME_PROPERTIES), &bytes);
}

static NTSTATUS properties_without_length(struct flt_case *c)
{
	FLT_VOLUME_PROPERTIES properties;

	return FltGetVolumeProperties(c->volume, &properties, sizeof(properties), NULL);
}

static NTSTATUS filter_in_nothing(struct flt_case *c)
{
	ULONG bytes;

	return FltGetFilterInformation(c->minis[0].filter, FilterFullInformation, NULL, 1, &bytes);
}

static NTSTATUS filter_without_length(struct flt_case *c)
{
	return FltEnumerateFilterInformation(0, FilterFullInformation, NULL, 0, NULL);
}

static NTSTATUS filter_of_no_class(struct flt_case *c)
{
	ULONG bytes;

	return FltGetFilterInformation(c->minis[0].filter, FilterAggregateStandardInformation + 1, NULL, 0, &bytes);
}

static NTSTATUS volume_of_no_class(struct flt_case *c)
{
	ULONG bytes;

	return FltGetVolumeInformation(c->volume, FilterVolumeStandardInformation + 1, NULL, 0, &bytes);
}

static NTSTATUS instance_of_no_class(struct flt_case *c)
{
	ULONG bytes;

	return FltGetInstanceInformation(attached(c), InstanceAggregateStandardInformation + 1, NULL, 0, &bytes);
}

static NTSTATUS instances_of_no_name(struct flt_case *c)
{
	ULONG bytes;

	return FltEnumerateInstanceInformationByVolumeName(NULL, 0, InstanceFullInformation, NULL, 0, &bytes);
}

static NTSTATUS find_no_filter_name(struct flt_case *c)
{
	PFLT_FILTER filter;

	return FltGetFilterFromName(NULL, &filter);
}

static NTSTATUS find_filter_for_nobody(struct flt_case *c)
{
	return FltGetFilterFromName(wide("a"), NULL);
}

static NTSTATUS find_device_for_nobody(struct flt_case *c)
{
	return FltGetVolumeFromDeviceObject(c->minis[0].filter, fixture_of(c->test)->device, NULL);
}

static NTSTATUS find_other_device(struct flt_case *c)
{
	PFLT_VOLUME volume = (PFLT_VOLUME)c;
	PDEVICE_OBJECT device;
	NTSTATUS status;

	IoCreateDevice(fixture_of(c->test)->driver, 0, NULL, FILE_DEVICE_DISK_FILE_SYSTEM, 0, FALSE, &device);
	status = FltGetVolumeFromDeviceObject(c->minis[0].filter, device, &volume);
	KUNIT_EXPECT_NULL(c->test, volume);
	KUNIT_EXPECT_FALSE(c->test, FltIsFltMgrVolumeDeviceObject(device));
	IoDeleteDevice(device);
	return status;
}

static NTSTATUS type_for_nobody(struct flt_case *c)
{
	return FltGetFileSystemType(c->volume, NULL);
}

static NTSTATUS device_for_nobody(struct flt_case *c)
{
	return FltGetDeviceObject(c->volume, NULL);
}

static NTSTATUS disk_for_nobody(struct flt_case *c)
{
	return FltGetDiskDeviceObject(c->volume, NULL);
}

static NTSTATUS address_of_no_name(struct flt_case *c)
{
	KUNIT_EXPECT_NULL(c->test, FltGetRoutineAddress(NULL));
	return STATUS_INVALID_PARAMETER;
}

static NTSTATUS find_volume(struct flt_case *c, PCUNICODE_STRING name)
{
	PFLT_VOLUME volume = c->volume;
	const NTSTATUS status = FltGetVolumeFromName(c->minis[0].filter, name, &volume);

	KUNIT_EXPECT_NULL(c->test, volume);
	return status;
}

static NTSTATUS find_no_volume_name(struct flt_case *c)
{
	return FltGetVolumeFromName(c->minis[0].filter, NULL, &c->volume);
}

static NTSTATUS find_volume_for_nobody(struct flt_case *c)
{
	return FltGetVolumeFromName(c->minis[0].filter, wide("a"), NULL);
}

static NTSTATUS find_empty_volume_name(struct flt_case *c)
{
	return find_volume(c, wide(""));
}

static NTSTATUS find_bad_volume_name(struct flt_case *c)
{
	return find_volume(c, half_a_character());
}

static NTSTATUS writable_for_nobody(struct flt_case *c)
{
	return FltIsVolumeWritable(c->volume, NULL);
}

static NTSTATUS snapshot_for_nobody(struct flt_case *c)
{
	return FltIsVolumeSnapshot(attached(c), NULL);
}

static NTSTATUS guid_name_for_nobody(struct flt_case *c)
{
	return FltGetVolumeGuidName(c->volume, NULL, NULL);
}

static NTSTATUS volume_of_no_file(struct flt_case *c)
{
	return FltGetVolumeFromFileObject(c->minis[0].filter, NULL, &c->volume);
}

static NTSTATUS volume_of_file_for_nobody(struct flt_case *c)
{
	return FltGetVolumeFromFileObject(c->minis[0].filter, &c->file, NULL);
}

static NTSTATUS volume_of_port_file(struct flt_case *c)
{
	PFLT_VOLUME volume = c->volume;
	const NTSTATUS status = FltGetVolumeFromFileObject(c->minis[0].filter, &c->file, &volume);

	KUNIT_EXPECT_NULL(c->test, volume);
	return status;
}

static NTSTATUS folder_of_no_file(struct flt_case *c)
{
	BOOLEAN is_folder;

	return FltIsDirectory(NULL, attached(c), &is_folder);
}

static NTSTATUS folder_for_nobody(struct flt_case *c)
{
	return FltIsDirectory(&c->file, attached(c), NULL);
}

static NTSTATUS folder_of_unopened_file(struct flt_case *c)
{
	BOOLEAN is_folder;

	c->file.FsContext = NULL;
	return FltIsDirectory(&c->file, attached(c), &is_folder);
}

static NTSTATUS folder_of_port_file(struct flt_case *c)
{
	BOOLEAN is_folder;
	NTSTATUS status;

	c->file.FsContext = c;
	status = FltIsDirectory(&c->file, attached(c), &is_folder);
	c->file.FsContext = NULL;
	return status;
}

static NTSTATUS volume_for_nobody(struct flt_case *c)
{
	return WinworkFltCreateVolume(NULL, FILE_DEVICE_DISK_FILE_SYSTEM, FLT_FSTYPE_NTFS, NULL);
}

static NTSTATUS bad_volume_name(struct flt_case *c)
{
	PFLT_VOLUME volume;

	return WinworkFltCreateVolume(half_a_character(), FILE_DEVICE_DISK_FILE_SYSTEM,
				      FLT_FSTYPE_NTFS, &volume);
}

static NTSTATUS send_nothing(struct flt_case *c)
{
	return WinworkFltSendOperation(c->volume, NULL, NULL);
}

static NTSTATUS send_two_kinds(struct flt_case *c)
{
	return send_major(c, IRP | FAST_IO, IRP_MJ_READ);
}

/* ---- names of files -------------------------------------------------------------------------- */

static NTSTATUS parse_nothing(struct flt_case *c)
{
	return FltParseFileName(NULL, NULL, NULL, NULL);
}

static NTSTATUS name_for_no_one(struct flt_case *c)
{
	return FltGetFileNameInformation(NULL, FLT_FILE_NAME_OPENED, NULL);
}

static NTSTATUS name_with(FLT_FILE_NAME_OPTIONS options)
{
	PFLT_FILE_NAME_INFORMATION information;

	return FltGetFileNameInformation(NULL, options, &information);
}

static NTSTATUS name_without_format(struct flt_case *c)
{
	return name_with(FLT_FILE_NAME_QUERY_DEFAULT);
}

static NTSTATUS name_of_bad_format(struct flt_case *c)
{
	return name_with(FLT_FILE_NAME_QUERY_DEFAULT | 4);
}

static NTSTATUS name_by_bad_method(struct flt_case *c)
{
	return name_with(FLT_FILE_NAME_OPENED | 0x500);
}

static NTSTATUS name_of_no_operation(struct flt_case *c)
{
	return name_with(FLT_FILE_NAME_OPENED);
}

static NTSTATUS name_unsafe(struct flt_case *c, PFILE_OBJECT file, PFLT_INSTANCE instance)
{
	PFLT_FILE_NAME_INFORMATION information;

	return FltGetFileNameInformationUnsafe(file, instance, FLT_FILE_NAME_OPENED, &information);
}

static NTSTATUS name_of_no_file(struct flt_case *c)
{
	return name_unsafe(c, NULL, attached(c));
}

static NTSTATUS name_of_file_for_no_one(struct flt_case *c)
{
	return FltGetFileNameInformationUnsafe(&c->file, attached(c), FLT_FILE_NAME_OPENED, NULL);
}

static NTSTATUS name_of_unopened_file(struct flt_case *c)
{
	c->file.FsContext = NULL;
	return name_unsafe(c, &c->file, attached(c));
}

static NTSTATUS name_on_no_volume(struct flt_case *c)
{
	NTSTATUS status;

	c->file.FsContext = c;
	status = name_unsafe(c, &c->file, NULL);
	c->file.FsContext = NULL;
	return status;
}

/* What of its parameters is good, but for the one of the caller. */
static NTSTATUS new_name(struct flt_case *c, PFILE_OBJECT file, PWSTR name, ULONG bytes,
			 FLT_FILE_NAME_OPTIONS options)
{
	PFLT_FILE_NAME_INFORMATION information;

	return FltGetDestinationFileNameInformation(attached(c), file, NULL, name, bytes, options,
						    &information);
}

static NTSTATUS new_name_of_no_file(struct flt_case *c)
{
	return new_name(c, NULL, wide("a")->Buffer, 2, FLT_FILE_NAME_OPENED);
}

static NTSTATUS new_name_for_no_one(struct flt_case *c)
{
	return FltGetDestinationFileNameInformation(attached(c), &c->file, NULL, wide("a")->Buffer, 2,
						    FLT_FILE_NAME_OPENED, NULL);
}

static NTSTATUS new_name_without_format(struct flt_case *c)
{
	return new_name(c, &c->file, wide("a")->Buffer, 2, FLT_FILE_NAME_QUERY_DEFAULT);
}

static NTSTATUS no_new_name(struct flt_case *c)
{
	return new_name(c, &c->file, NULL, 2, FLT_FILE_NAME_OPENED);
}

static NTSTATUS empty_new_name(struct flt_case *c)
{
	return new_name(c, &c->file, wide("a")->Buffer, 0, FLT_FILE_NAME_OPENED);
}

static NTSTATUS half_a_new_name(struct flt_case *c)
{
	return new_name(c, &c->file, wide("a")->Buffer, 1, FLT_FILE_NAME_OPENED);
}

static NTSTATUS new_name_of_unopened_file(struct flt_case *c)
{
	c->file.FsContext = NULL;
	return new_name(c, &c->file, wide("a")->Buffer, 2, FLT_FILE_NAME_OPENED);
}

static NTSTATUS tunneled_for_no_one(struct flt_case *c)
{
	return FltGetTunneledName(NULL, NULL, NULL);
}

/* ---- what no volume has --------------------------------------------------------------------- */

/* A context for one call, of a type and a minifilter. */
static NTSTATUS with_context(struct flt_case *c, unsigned int mini, FLT_CONTEXT_TYPE type,
			     NTSTATUS (*call)(struct flt_case *c, PFLT_CONTEXT context))
{
	PFLT_CONTEXT context;
	NTSTATUS status;

	KUNIT_ASSERT_EQ(c->test, allocate(c, mini, type, CONTEXT_BYTES, &context), STATUS_SUCCESS);
	status = call(c, context);
	FltReleaseContext(context);
	return status;
}

static NTSTATUS enlist_with(struct flt_case *c, PFLT_CONTEXT context)
{
	return FltEnlistInTransaction(attached(c), (PKTRANSACTION)c, context, TRANSACTION_NOTIFY_ROLLBACK);
}

static NTSTATUS enlist_without_context(struct flt_case *c)
{
	return enlist_with(c, NULL);
}

static NTSTATUS enlist_without_callback(struct flt_case *c)
{
	return with_context(c, 0, FLT_TRANSACTION_CONTEXT, enlist_with);
}

static NTSTATUS no_transaction(struct flt_case *c)
{
	return FltCommitComplete(attached(c), NULL, NULL);
}

static NTSTATUS any_transaction(struct flt_case *c)
{
	return FltPrepareComplete(attached(c), (PKTRANSACTION)c, NULL);
}

static NTSTATUS commit_with(struct flt_case *c, PFLT_CONTEXT context)
{
	return FltCommitComplete(attached(c), (PKTRANSACTION)c, context);
}

static NTSTATUS commit_with_other_type(struct flt_case *c)
{
	return with_context(c, 0, FLT_INSTANCE_CONTEXT, commit_with);
}

static NTSTATUS commit_with_other_filter(struct flt_case *c)
{
	return with_context(c, 1, FLT_TRANSACTION_CONTEXT, commit_with);
}

static NTSTATUS get_of_no_transaction(struct flt_case *c)
{
	PFLT_CONTEXT context;

	return FltGetTransactionContext(attached(c), NULL, &context);
}

static NTSTATUS set_of_transaction(struct flt_case *c, PFLT_CONTEXT context)
{
	return FltSetTransactionContext(attached(c), (PKTRANSACTION)c, FLT_SET_CONTEXT_KEEP_IF_EXISTS, context,
					NULL);
}

static NTSTATUS set_of_other_type(struct flt_case *c)
{
	return with_context(c, 0, FLT_INSTANCE_CONTEXT, set_of_transaction);
}

static NTSTATUS set_by_other_operation(struct flt_case *c, PFLT_CONTEXT context)
{
	return FltSetTransactionContext(attached(c), (PKTRANSACTION)c, (FLT_SET_CONTEXT_OPERATION)7, context, NULL);
}

static NTSTATUS other_operation_of_transaction(struct flt_case *c)
{
	return with_context(c, 0, FLT_TRANSACTION_CONTEXT, set_by_other_operation);
}

static NTSTATUS section(struct flt_case *c, PFILE_OBJECT file, PFLT_CONTEXT context, PHANDLE handle, PVOID *object)
{
	return FltCreateSectionForDataScan(attached(c), file, context, 4, NULL, NULL, 2, 0x8000000, 0, handle,
					   object, NULL);
}

static NTSTATUS section_of_no_file(struct flt_case *c)
{
	HANDLE handle;
	PVOID object;

	return section(c, NULL, c, &handle, &object);
}

static NTSTATUS section_without_context(struct flt_case *c)
{
	HANDLE handle;
	PVOID object;

	return section(c, &c->file, NULL, &handle, &object);
}

static NTSTATUS section_without_handle(struct flt_case *c)
{
	PVOID object;

	return section(c, &c->file, c, NULL, &object);
}

static NTSTATUS section_without_object(struct flt_case *c)
{
	HANDLE handle;

	return section(c, &c->file, c, &handle, NULL);
}

static NTSTATUS section_with(struct flt_case *c, PFLT_CONTEXT context)
{
	HANDLE handle;
	PVOID object;

	return section(c, &c->file, context, &handle, &object);
}

static NTSTATUS section_with_other_type(struct flt_case *c)
{
	return with_context(c, 0, FLT_INSTANCE_CONTEXT, section_with);
}

static NTSTATUS close_section_of(struct flt_case *c, PFLT_CONTEXT context)
{
	return FltCloseSectionForDataScan(context);
}

static NTSTATUS close_no_section(struct flt_case *c)
{
	return with_context(c, 0, FLT_SECTION_CONTEXT, close_section_of);
}

static NTSTATUS tag(struct flt_case *c, PFILE_OBJECT file, PVOID data)
{
	return FltTagFile(attached(c), file, 5, NULL, data, 1);
}

static NTSTATUS tag_without_data(struct flt_case *c)
{
	return tag(c, &c->file, NULL);
}

static NTSTATUS tag_no_file(struct flt_case *c)
{
	return tag(c, NULL, c);
}

static NTSTATUS tag_unopened_file(struct flt_case *c)
{
	c->file.FsContext = NULL;
	return tag(c, &c->file, c);
}

static NTSTATUS untag_without_guid(struct flt_case *c)
{
	NTSTATUS status;

	c->file.FsContext = c;
	status = FltUntagFile(attached(c), &c->file, 5, NULL);
	c->file.FsContext = NULL;
	return status;
}

static NTSTATUS unload_nothing(struct flt_case *c)
{
	return FltUnloadFilter(NULL);
}

static NTSTATUS unload_other(struct flt_case *c)
{
	return FltUnloadFilter(wide("other"));
}

/* ---- extra create parameters ---------------------------------------------------------------- */

static const GUID parameter_type = { 1, 2, 3, { 4, 5, 6, 7, 8, 9, 10, 11 } };

static PFLT_FILTER filter_of(struct flt_case *c)
{
	return c->minis[0].filter;
}

static NTSTATUS list_for_nobody(struct flt_case *c)
{
	return FltAllocateExtraCreateParameterList(filter_of(c), 0, NULL);
}

static NTSTATUS list_with_bad_flags(struct flt_case *c)
{
	PECP_LIST list = (PECP_LIST)c;
	const NTSTATUS status = FltAllocateExtraCreateParameterList(filter_of(c), 2, &list);

	KUNIT_EXPECT_NULL(c->test, list);
	return status;
}

static NTSTATUS parameter_for_nobody(struct flt_case *c)
{
	return FltAllocateExtraCreateParameter(filter_of(c), &parameter_type, 8, 0, NULL, 'txeT', NULL);
}

static NTSTATUS make_parameter(struct flt_case *c, const GUID *type, ULONG flags)
{
	PVOID parameter = c;
	const NTSTATUS status =
		FltAllocateExtraCreateParameter(filter_of(c), type, 8, flags, NULL, 'txeT', &parameter);

	KUNIT_EXPECT_NULL(c->test, parameter);
	return status;
}

static NTSTATUS parameter_without_type(struct flt_case *c)
{
	return make_parameter(c, NULL, 0);
}

static NTSTATUS parameter_with_bad_flags(struct flt_case *c)
{
	return make_parameter(c, &parameter_type, 4);
}

/* @bad: from a list that is not initialised. */
static NTSTATUS make_from_lookaside(struct flt_case *c, PVOID *parameter, bool bad)
{
	NPAGED_LOOKASIDE_LIST *list = case_alloc_type(c->test, NPAGED_LOOKASIDE_LIST);
	NTSTATUS status;

	if (!bad)
		FltInitExtraCreateParameterLookasideList(filter_of(c), list, FSRTL_ECP_LOOKASIDE_FLAG_NONPAGED_POOL,
							 8, 'txeT');
	status = FltAllocateExtraCreateParameterFromLookasideList(filter_of(c), &parameter_type, 8, 0, NULL, list,
								  parameter);
	if (!bad)
		FltDeleteExtraCreateParameterLookasideList(filter_of(c), list,
							   FSRTL_ECP_LOOKASIDE_FLAG_NONPAGED_POOL);
	return status;
}

static NTSTATUS parameter_from_list_for_nobody(struct flt_case *c)
{
	return make_from_lookaside(c, NULL, false);
}

static NTSTATUS parameter_from_bad_list(struct flt_case *c)
{
	PVOID parameter = c;
	const NTSTATUS status = make_from_lookaside(c, &parameter, true);

	KUNIT_EXPECT_NULL(c->test, parameter);
	return status;
}

static NTSTATUS parameter_from_no_list(struct flt_case *c)
{
	PVOID parameter = c;

	return FltAllocateExtraCreateParameterFromLookasideList(filter_of(c), &parameter_type, 8, 0, NULL, NULL,
								&parameter);
}

static NTSTATUS init_no_lookaside_list(struct flt_case *c)
{
	FltInitExtraCreateParameterLookasideList(filter_of(c), NULL, 0, 8, 'txeT');
	return STATUS_INVALID_PARAMETER;
}

static NTSTATUS init_with_bad_flags(struct flt_case *c)
{
	NPAGED_LOOKASIDE_LIST *list = case_alloc_type(c->test, NPAGED_LOOKASIDE_LIST);

	FltInitExtraCreateParameterLookasideList(filter_of(c), list, 1, 8, 'txeT');
	KUNIT_EXPECT_EQ(c->test, list->L.Size, 0U);
	return STATUS_INVALID_PARAMETER;
}

static NTSTATUS delete_no_lookaside_list(struct flt_case *c)
{
	FltDeleteExtraCreateParameterLookasideList(filter_of(c), NULL, 0);
	return STATUS_INVALID_PARAMETER;
}

/* Calls with a list that has a parameter, and with another parameter of the same type. */
static NTSTATUS with_list(struct flt_case *c, NTSTATUS (*call)(struct flt_case *c, PECP_LIST list, PVOID other))
{
	const PFLT_FILTER filter = filter_of(c);
	PVOID parameter, other;
	PECP_LIST list;
	NTSTATUS status;

	KUNIT_ASSERT_EQ(c->test, FltAllocateExtraCreateParameterList(filter, 0, &list), STATUS_SUCCESS);
	KUNIT_ASSERT_EQ(c->test, STATUS_SUCCESS, FltAllocateExtraCreateParameter(filter, &parameter_type, 8, 0, NULL,
										 'txeT', &parameter));
	KUNIT_ASSERT_EQ(c->test, STATUS_SUCCESS, FltAllocateExtraCreateParameter(filter, &parameter_type, 8, 0, NULL,
										 'txeT', &other));
	KUNIT_EXPECT_EQ(c->test, FltInsertExtraCreateParameter(filter, list, parameter), STATUS_SUCCESS);
	status = call(c, list, other);
	FltFreeExtraCreateParameter(filter, other);
	FltFreeExtraCreateParameterList(filter, list);
	return status;
}

static NTSTATUS insert_other(struct flt_case *c, PECP_LIST list, PVOID other)
{
	return FltInsertExtraCreateParameter(filter_of(c), list, other);
}

static NTSTATUS insert_same_type(struct flt_case *c)
{
	return with_list(c, insert_other);
}

static NTSTATUS insert_first(struct flt_case *c, PECP_LIST list, PVOID other)
{
	PVOID first = NULL;

	FltFindExtraCreateParameter(filter_of(c), list, &parameter_type, &first, NULL);
	return FltInsertExtraCreateParameter(filter_of(c), list, first);
}

static NTSTATUS insert_twice(struct flt_case *c)
{
	return with_list(c, insert_first);
}

static NTSTATUS remove_any_for_nobody(struct flt_case *c, PECP_LIST list, PVOID other)
{
	return FltRemoveExtraCreateParameter(filter_of(c), list, &parameter_type, NULL, NULL);
}

static NTSTATUS remove_for_nobody(struct flt_case *c)
{
	return with_list(c, remove_any_for_nobody);
}

static NTSTATUS remove_no_type(struct flt_case *c, PECP_LIST list, PVOID other)
{
	const NTSTATUS status = FltRemoveExtraCreateParameter(filter_of(c), list, NULL, &other, NULL);

	KUNIT_EXPECT_NULL(c->test, other);
	return status;
}

static NTSTATUS remove_without_type(struct flt_case *c)
{
	return with_list(c, remove_no_type);
}

static NTSTATUS find_no_type(struct flt_case *c, PECP_LIST list, PVOID other)
{
	ULONG bytes = 7;
	const NTSTATUS status = FltFindExtraCreateParameter(filter_of(c), list, NULL, NULL, &bytes);

	KUNIT_EXPECT_EQ(c->test, bytes, 0U);
	return status;
}

static NTSTATUS find_without_type(struct flt_case *c)
{
	return with_list(c, find_no_type);
}

static NTSTATUS get_next_to_other(struct flt_case *c, PECP_LIST list, PVOID other)
{
	PVOID next = c;
	const NTSTATUS status = FltGetNextExtraCreateParameter(filter_of(c), list, other, NULL, &next, NULL);

	KUNIT_EXPECT_NULL(c->test, next);
	return status;
}

static NTSTATUS next_to_other(struct flt_case *c)
{
	return with_list(c, get_next_to_other);
}

static NTSTATUS list_of_operation_for_nobody(struct flt_case *c)
{
	return FltGetEcpListFromCallbackData(filter_of(c), NULL, NULL);
}

static NTSTATUS session_for_nobody(struct flt_case *c)
{
	return FltGetRequestorSessionId(NULL, NULL);
}

static const struct refusal refusals[] = {
	{ "FltRegisterFilter", STATUS_INVALID_PARAMETER, "RetFilter is NULL", no_result },
	{ "FltRegisterFilter", STATUS_INVALID_PARAMETER, "Registration is NULL", no_registration },
	{ "FltRegisterFilter", STATUS_INVALID_PARAMETER, "Registration->Version is 0x0204,",
	  newer_version },
	{ "FltRegisterFilter", STATUS_INVALID_PARAMETER, "Registration->Version is 0x0100,",
	  older_version },
	{ "FltRegisterFilter", STATUS_INVALID_PARAMETER, "Registration->GenerateFileNameCallback ",
	  bad_generate },
	{ "FltRegisterFilter", STATUS_INVALID_PARAMETER,
	  "Registration->NormalizeNameComponentCallback ", bad_normalize },
	{ "FltRegisterFilter", STATUS_INVALID_PARAMETER,
	  "Registration->NormalizeNameComponentExCallback ", bad_normalize_ex },
	{ "FltRegisterFilter", STATUS_FLT_INVALID_CONTEXT_REGISTRATION,
	  "Registration->ContextRegistration[1].ContextType is 0x5,", two_context_types },
	{ "FltRegisterFilter", STATUS_NOT_SUPPORTED,
	  "Registration->ContextRegistration[1].ContextAllocateCallback ", own_allocation },
	{ "FltRegisterFilter", STATUS_NOT_SUPPORTED,
	  "Registration->ContextRegistration[1].ContextFreeCallback ", own_free },
	{ "FltStartFiltering", STATUS_INVALID_PARAMETER, "Filter ", start_again },
	{ "FltAttachVolume", STATUS_FLT_FILTER_NOT_READY, "Filter ", attach_before_start },
	{ "FltAttachVolume", STATUS_INVALID_PARAMETER, "InstanceName ", bad_instance_name },
	{ "FltAttachVolumeAtAltitude", STATUS_INVALID_PARAMETER, "Altitude ", bad_altitude, true },
	{ "FltEnumerateInstances", STATUS_INVALID_PARAMETER, "Volume and Filter ",
	  instances_of_nothing, true },
	{ "FltCbdqInitialize", STATUS_INVALID_PARAMETER, "CbdqInsertIo is NULL", queue_without_0 },
	{ "FltCbdqInitialize", STATUS_INVALID_PARAMETER, "CbdqRemoveIo is NULL", queue_without_1 },
	{ "FltCbdqInitialize", STATUS_INVALID_PARAMETER, "CbdqPeekNextIo is NULL",
	  queue_without_2 },
	{ "FltCbdqInitialize", STATUS_INVALID_PARAMETER, "CbdqAcquire is NULL", queue_without_3 },
	{ "FltCbdqInitialize", STATUS_INVALID_PARAMETER, "CbdqRelease is NULL", queue_without_4 },
	{ "FltCbdqInitialize", STATUS_INVALID_PARAMETER, "CbdqCompleteCanceledIo is NULL",
	  queue_without_5 },
	{ "FltAllocateContext", STATUS_INVALID_PARAMETER, "ContextType is 0xc,", two_types },
	{ "FltAllocateContext", STATUS_INVALID_PARAMETER, "ContextSize is 0", no_bytes },
	{ "FltAllocateContext", STATUS_INVALID_BUFFER_SIZE, "ContextSize is 65536,",
	  too_many_bytes },
	{ "FltAllocateContext", STATUS_INVALID_BUFFER_SIZE, "ContextSize is 18446744073709551615,",
	  far_too_many_bytes },
	{ "FltAllocateContext", STATUS_FLT_CONTEXT_ALLOCATION_NOT_FOUND,
	  "ContextType 0x2 with ContextSize 25 ", other_size },
	{ "FltSetInstanceContext", STATUS_INVALID_PARAMETER, "NewContext is of type 0x1, not 0x2",
	  other_type },
	{ "FltSetInstanceContext", STATUS_INVALID_PARAMETER, "NewContext is another filter's",
	  other_filter },
	{ "FltSetInstanceContext", STATUS_INVALID_PARAMETER, "Operation is 7,", other_operation },
	{ "FltSetInstanceContext", STATUS_FLT_CONTEXT_ALREADY_LINKED, "NewContext is set already",
	  set_twice },
	{ "FltSetStreamContext", STATUS_INVALID_PARAMETER, "FileObject is NULL",
	  set_stream_of_no_file },
	{ "FltGetStreamContext", STATUS_INVALID_PARAMETER, "FileObject is NULL",
	  get_stream_of_no_file },
	{ "FltDeleteStreamHandleContext", STATUS_INVALID_PARAMETER, "FileObject is NULL",
	  delete_handle_of_no_file },
	{ "FltGetVolumeName", STATUS_INVALID_PARAMETER, "VolumeName and BufferSizeNeeded ",
	  name_for_nobody, true },
	{ "WinworkFltCreateVolume", STATUS_INVALID_PARAMETER, "Volume is NULL", volume_for_nobody,
	  true },
	{ "WinworkFltCreateVolume", STATUS_OBJECT_NAME_INVALID, "Name ", bad_volume_name, true },
	{ "WinworkFltSendOperation", STATUS_INVALID_PARAMETER, "Operation is NULL", send_nothing,
	  true },
	{ "WinworkFltSendOperation", STATUS_INVALID_PARAMETER, "Operation->Flags is 0x3,",
	  send_two_kinds, true },
	{ "FltParseFileName", STATUS_INVALID_PARAMETER, "FileName is NULL", parse_nothing, true },
	{ "FltGetFileNameInformation", STATUS_INVALID_PARAMETER, "FileNameInformation is NULL",
	  name_for_no_one, true },
	{ "FltGetFileNameInformation", STATUS_INVALID_PARAMETER, "NameOptions is 0x100,",
	  name_without_format, true },
	{ "FltGetFileNameInformation", STATUS_INVALID_PARAMETER, "NameOptions is 0x104,",
	  name_of_bad_format, true },
	{ "FltGetFileNameInformation", STATUS_INVALID_PARAMETER, "NameOptions is 0x502,",
	  name_by_bad_method, true },
	{ "FltGetFileNameInformation", STATUS_INVALID_PARAMETER, "CallbackData is NULL",
	  name_of_no_operation, true },
	{ "FltGetFileNameInformationUnsafe", STATUS_INVALID_PARAMETER, "FileObject is NULL",
	  name_of_no_file, true },
	{ "FltGetFileNameInformationUnsafe", STATUS_INVALID_PARAMETER, "FileNameInformation is NULL",
	  name_of_file_for_no_one, true },
	{ "FltGetFileNameInformationUnsafe", STATUS_FLT_INVALID_NAME_REQUEST, "FileObject is not open",
	  name_of_unopened_file },
	{ "FltGetFileNameInformationUnsafe", STATUS_INVALID_PARAMETER, "FileObject is on no known volume",
	  name_on_no_volume, true },
	{ "FltGetDestinationFileNameInformation", STATUS_INVALID_PARAMETER, "FileObject is NULL",
	  new_name_of_no_file, true },
	{ "FltGetDestinationFileNameInformation", STATUS_INVALID_PARAMETER,
	  "RetFileNameInformation is NULL", new_name_for_no_one, true },
	{ "FltGetDestinationFileNameInformation", STATUS_INVALID_PARAMETER, "NameOptions is 0x100,",
	  new_name_without_format, true },
	{ "FltGetDestinationFileNameInformation", STATUS_INVALID_PARAMETER, "FileName is NULL",
	  no_new_name },
	{ "FltGetDestinationFileNameInformation", STATUS_INVALID_PARAMETER, "FileNameLength is ",
	  empty_new_name },
	{ "FltGetDestinationFileNameInformation", STATUS_INVALID_PARAMETER, "FileNameLength is ",
	  half_a_new_name },
	{ "FltGetDestinationFileNameInformation", STATUS_FLT_INVALID_NAME_REQUEST,
	  "FileObject is not open", new_name_of_unopened_file },
	{ "FltGetTunneledName", STATUS_INVALID_PARAMETER, "RetTunneledFileNameInformation is NULL",
	  tunneled_for_no_one, true },
};

/* A table of its own: the log has at most 64 different refusals of a second. */
static const struct refusal volume_refusals[] = {
	{ "FltGetVolumeProperties", STATUS_INVALID_PARAMETER, "VolumeProperties is NULL",
	  properties_in_nothing, true },
	{ "FltGetFileSystemType", STATUS_INVALID_PARAMETER, "FileSystemType is NULL", type_for_nobody, true },
	{ "FltIsVolumeWritable", STATUS_INVALID_PARAMETER, "IsWritable is NULL", writable_for_nobody, true },
	{ "FltIsVolumeSnapshot", STATUS_INVALID_PARAMETER, "IsSnapshotVolume is NULL", snapshot_for_nobody, true },
	{ "FltGetVolumeGuidName", STATUS_INVALID_PARAMETER, "VolumeGuidName and BufferSizeNeeded ",
	  guid_name_for_nobody, true },
	{ "FltGetDeviceObject", STATUS_INVALID_PARAMETER, "DeviceObject is NULL", device_for_nobody, true },
	{ "FltGetDiskDeviceObject", STATUS_INVALID_PARAMETER, "DiskDeviceObject is NULL", disk_for_nobody, true },
	{ "FltGetRoutineAddress", STATUS_INVALID_PARAMETER, "FltMgrRoutineName is NULL", address_of_no_name,
	  true },
	{ "FltGetVolumeProperties", STATUS_INVALID_PARAMETER, "LengthReturned is NULL",
	  properties_without_length, true },
	{ "FltGetFilterInformation", STATUS_INVALID_PARAMETER, "Buffer is NULL", filter_in_nothing, true },
	{ "FltEnumerateFilterInformation", STATUS_INVALID_PARAMETER, "BytesReturned is NULL",
	  filter_without_length, true },
	{ "FltGetFilterInformation", STATUS_INVALID_PARAMETER, "InformationClass is 3", filter_of_no_class, true },
	{ "FltGetVolumeInformation", STATUS_INVALID_PARAMETER, "InformationClass is 2", volume_of_no_class, true },
	{ "FltGetInstanceInformation", STATUS_INVALID_PARAMETER, "InformationClass is 4", instance_of_no_class,
	  true },
	{ "FltEnumerateInstanceInformationByVolumeName", STATUS_INVALID_PARAMETER, "VolumeName is NULL,",
	  instances_of_no_name, true },
	{ "FltGetFilterFromName", STATUS_INVALID_PARAMETER, "FilterName is NULL,", find_no_filter_name, true },
	{ "FltGetFilterFromName", STATUS_INVALID_PARAMETER, "RetFilter is NULL", find_filter_for_nobody, true },
	{ "FltGetVolumeFromDeviceObject", STATUS_INVALID_PARAMETER, "RetVolume is NULL", find_device_for_nobody,
	  true },
	{ "FltGetVolumeFromDeviceObject", STATUS_INVALID_PARAMETER, "DeviceObject is not ", find_other_device },
	{ "FltGetVolumeFromName", STATUS_INVALID_PARAMETER, "VolumeName is NULL", find_no_volume_name,
	  true },
	{ "FltGetVolumeFromName", STATUS_INVALID_PARAMETER, "RetVolume is NULL", find_volume_for_nobody,
	  true },
	{ "FltGetVolumeFromName", STATUS_INVALID_PARAMETER, "VolumeName is empty,",
	  find_empty_volume_name },
	{ "FltGetVolumeFromName", STATUS_INVALID_PARAMETER, "VolumeName is empty,",
	  find_bad_volume_name },
	{ "FltGetVolumeFromFileObject", STATUS_INVALID_PARAMETER, "FileObject is NULL",
	  volume_of_no_file, true },
	{ "FltGetVolumeFromFileObject", STATUS_INVALID_PARAMETER, "RetVolume is NULL",
	  volume_of_file_for_nobody, true },
	{ "FltGetVolumeFromFileObject", STATUS_INVALID_PARAMETER, "FileObject is on no known volume",
	  volume_of_port_file },
	{ "FltIsDirectory", STATUS_INVALID_PARAMETER, "FileObject is NULL", folder_of_no_file, true },
	{ "FltIsDirectory", STATUS_INVALID_PARAMETER, "IsDirectory is NULL", folder_for_nobody, true },
	{ "FltIsDirectory", STATUS_INVALID_PARAMETER, "FileObject is not open",
	  folder_of_unopened_file },
	{ "FltIsDirectory", STATUS_NOT_SUPPORTED, "FileObject is on no mount", folder_of_port_file },
};

static const struct refusal refused_refusals[] = {
	{ "FltEnlistInTransaction", STATUS_INVALID_PARAMETER, "TransactionContext is NULL", enlist_without_context },
	{ "FltEnlistInTransaction", STATUS_INVALID_PARAMETER,
	  "Registration->TransactionNotificationCallback is NULL", enlist_without_callback },
	{ "FltCommitComplete", STATUS_INVALID_PARAMETER, "Transaction is NULL", no_transaction },
	{ "FltPrepareComplete", STATUS_NOT_SUPPORTED, "Transaction ", any_transaction },
	{ "FltCommitComplete", STATUS_INVALID_PARAMETER, "TransactionContext is of type 0x2, not 0x20",
	  commit_with_other_type },
	{ "FltCommitComplete", STATUS_INVALID_PARAMETER, "TransactionContext is another filter's",
	  commit_with_other_filter },
	{ "FltGetTransactionContext", STATUS_INVALID_PARAMETER, "Transaction is NULL", get_of_no_transaction },
	{ "FltSetTransactionContext", STATUS_INVALID_PARAMETER, "NewContext is of type 0x2, not 0x20",
	  set_of_other_type },
	{ "FltSetTransactionContext", STATUS_INVALID_PARAMETER, "Operation is 7,", other_operation_of_transaction },
	{ "FltCreateSectionForDataScan", STATUS_INVALID_PARAMETER, "FileObject is NULL", section_of_no_file, true },
	{ "FltCreateSectionForDataScan", STATUS_INVALID_PARAMETER, "SectionContext is NULL",
	  section_without_context, true },
	{ "FltCreateSectionForDataScan", STATUS_INVALID_PARAMETER, "SectionHandle is NULL", section_without_handle,
	  true },
	{ "FltCreateSectionForDataScan", STATUS_INVALID_PARAMETER, "SectionObject is NULL", section_without_object,
	  true },
	{ "FltCreateSectionForDataScan", STATUS_INVALID_PARAMETER, "SectionContext is of type 0x2, not 0x40",
	  section_with_other_type },
	{ "FltCloseSectionForDataScan", STATUS_INVALID_PARAMETER, "SectionContext has no section",
	  close_no_section },
	{ "FltTagFile", STATUS_INVALID_PARAMETER, "DataBuffer is NULL", tag_without_data },
	{ "FltTagFile", STATUS_INVALID_PARAMETER, "FileObject is NULL", tag_no_file },
	{ "FltTagFile", STATUS_INVALID_PARAMETER, "FileObject is not open", tag_unopened_file },
	{ "FltUntagFile", STATUS_INVALID_PARAMETER, "Guid is NULL, and FileTag 0x5 ", untag_without_guid },
	{ "FltUnloadFilter", STATUS_INVALID_PARAMETER, "FilterName is NULL", unload_nothing, true },
	{ "FltGetRequestorSessionId", STATUS_UNSUCCESSFUL, "SessionId is NULL", session_for_nobody, true },
	{ "FltUnloadFilter", STATUS_NOT_SUPPORTED, "FilterName: a module cannot ", unload_other, true },
};

static const struct refusal parameter_refusals[] = {
	{ "FltAllocateExtraCreateParameterList", STATUS_INVALID_PARAMETER, "EcpList is NULL", list_for_nobody },
	{ "FltAllocateExtraCreateParameterList", STATUS_INVALID_PARAMETER, "Flags is 0x2,", list_with_bad_flags },
	{ "FltAllocateExtraCreateParameter", STATUS_INVALID_PARAMETER, "EcpContext is NULL", parameter_for_nobody },
	{ "FltAllocateExtraCreateParameter", STATUS_INVALID_PARAMETER, "EcpType is NULL", parameter_without_type },
	{ "FltAllocateExtraCreateParameter", STATUS_INVALID_PARAMETER, "Flags is 0x4,", parameter_with_bad_flags },
	{ "FltAllocateExtraCreateParameterFromLookasideList", STATUS_INVALID_PARAMETER, "EcpContext is NULL",
	  parameter_from_list_for_nobody },
	{ "FltAllocateExtraCreateParameterFromLookasideList", STATUS_INVALID_PARAMETER,
	  "LookasideList is no initialised list", parameter_from_bad_list },
	{ "FltAllocateExtraCreateParameterFromLookasideList", STATUS_INVALID_PARAMETER,
	  "LookasideList is no initialised list", parameter_from_no_list },
	{ "FltInitExtraCreateParameterLookasideList", STATUS_INVALID_PARAMETER, "Lookaside is NULL",
	  init_no_lookaside_list },
	{ "FltInitExtraCreateParameterLookasideList", STATUS_INVALID_PARAMETER, "Flags is 0x1,",
	  init_with_bad_flags },
	{ "FltDeleteExtraCreateParameterLookasideList", STATUS_INVALID_PARAMETER,
	  "Lookaside is no initialised list", delete_no_lookaside_list },
	{ "FltInsertExtraCreateParameter", STATUS_INVALID_PARAMETER, "EcpList has a parameter of that type",
	  insert_same_type },
	{ "FltInsertExtraCreateParameter", STATUS_INVALID_PARAMETER, "EcpContext is in a list,", insert_twice },
	{ "FltRemoveExtraCreateParameter", STATUS_INVALID_PARAMETER, "EcpContext is NULL", remove_for_nobody },
	{ "FltRemoveExtraCreateParameter", STATUS_INVALID_PARAMETER, "EcpType is NULL", remove_without_type },
	{ "FltFindExtraCreateParameter", STATUS_INVALID_PARAMETER, "EcpType is NULL", find_without_type },
	{ "FltGetNextExtraCreateParameter", STATUS_INVALID_PARAMETER, "CurrentEcpContext is not in EcpList",
	  next_to_other },
	{ "FltGetEcpListFromCallbackData", STATUS_INVALID_PARAMETER, "EcpList is NULL",
	  list_of_operation_for_nobody },
};

static void expect_refusals(struct kunit *test, const struct refusal *rows, unsigned int count)
{
	struct flt_case *c;
	unsigned int i;

	fixture_name_driver(test);
	c = new_flt_case(test);
	attach_mini(c, "100");
	register_mini(c);
	for (i = 0; i < count; i++) {
		const struct refusal *row = &rows[i];

		KUNIT_EXPECT_EQ_MSG(test, (unsigned int)row->call(c), (unsigned int)row->status,
				    "row %u: %s, %s", i, row->function, row->field);
		expect_refusal(test, i, !row->no_driver, row->function, row->status, row->field);
	}
	/* On Windows: no bug check answers any of these. */
	EXPECT_NO_REPORT(test);
	end_flt_case(c);
}

static void flt_refusals_test_name_function_driver_and_field(struct kunit *test)
{
	expect_refusals(test, refusals, ARRAY_SIZE(refusals));
}

static void flt_refusals_test_of_volumes(struct kunit *test)
{
	expect_refusals(test, volume_refusals, ARRAY_SIZE(volume_refusals));
}

static void flt_refusals_test_of_what_no_volume_has(struct kunit *test)
{
	expect_refusals(test, refused_refusals, ARRAY_SIZE(refused_refusals));
}

/* row 734 */
static void flt_refusals_test_of_extra_create_parameters(struct kunit *test)
{
	expect_refusals(test, parameter_refusals, ARRAY_SIZE(parameter_refusals));
}

/* A callback that is about no file wants all contexts: there is nothing to refuse. */
static void flt_refusals_test_all_contexts_without_a_file(struct kunit *test)
{
	struct flt_case *c = new_flt_case(test);
	struct mini *mini = attach_mini(c, "100");
	const FLT_RELATED_OBJECTS objects = {
		.Size = sizeof(objects), .Filter = mini->filter, .Volume = c->volume,
		.Instance = mini->instance,
	};
	FLT_RELATED_CONTEXTS contexts;

	FltGetContexts(&objects, FLT_ALL_CONTEXTS, &contexts);
	KUNIT_EXPECT_PTR_EQ(test, contexts.StreamContext, (PFLT_CONTEXT)NULL);
	KUNIT_EXPECT_PTR_EQ(test, contexts.StreamHandleContext, (PFLT_CONTEXT)NULL);
#if HAVE_LOG_READER
	KUNIT_EXPECT_FALSE(test, log_has("FltGetContexts: refused"));
#endif
	end_flt_case(c);
}

static struct kunit_case flt_refusals_cases[] = {
	KUNIT_CASE(flt_refusals_test_name_function_driver_and_field),
	KUNIT_CASE(flt_refusals_test_of_volumes),
	KUNIT_CASE(flt_refusals_test_of_what_no_volume_has),
	KUNIT_CASE(flt_refusals_test_of_extra_create_parameters),
	KUNIT_CASE(flt_refusals_test_all_contexts_without_a_file),
	{}
};

FLT_CASE_SUITE(flt_refusals);
