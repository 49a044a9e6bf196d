/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite flt_buffer: where the buffer of an operation is, its MDL, and buffers that a callback puts in.
 */
#include "flt_case.h"

#define BYTES 100U

static char first_buffer[BYTES], other_buffer[BYTES];

/* ---- where the buffer is -------------------------------------------------------------------- */

struct place {
	UCHAR major;
	UCHAR minor;
	FLT_CALLBACK_DATA_FLAGS kind;
	ULONG code;
	size_t buffer, length, mdl;	/* offsets in the parameters, or NOWHERE */
	LOCK_OPERATION access;
};

#define NOWHERE ((size_t)-1)
#define AT(member) offsetof(FLT_PARAMETERS, member)
#define CODE(method) CTL_CODE(FILE_DEVICE_UNKNOWN, 0x800, method, FILE_ANY_ACCESS)

#define WITH_MDL(major, minor, member, buffer, access)								\
	{ major, minor, IRP, 0, AT(member.buffer), AT(member.Length), AT(member.MdlAddress), access }
#define WITHOUT_MDL(major, member, buffer, access)								\
	{ major, 0, IRP, 0, AT(member.buffer), AT(member.Length), NOWHERE, access }
#define CONTROL(major, minor, member, method, access)								\
	{ major, minor, IRP, CODE(method), AT(member.OutputBuffer), AT(member.OutputBufferLength),		\
	  AT(member.OutputMdlAddress), access }

static const struct place places[] = {
	WITH_MDL(IRP_MJ_READ, 0, Read, ReadBuffer, IoWriteAccess),
	WITH_MDL(IRP_MJ_WRITE, 0, Write, WriteBuffer, IoReadAccess),
	WITHOUT_MDL(IRP_MJ_QUERY_INFORMATION, QueryFileInformation, InfoBuffer, IoWriteAccess),
	WITHOUT_MDL(IRP_MJ_SET_INFORMATION, SetFileInformation, InfoBuffer, IoReadAccess),
	WITH_MDL(IRP_MJ_QUERY_EA, 0, QueryEa, EaBuffer, IoWriteAccess),
	WITH_MDL(IRP_MJ_SET_EA, 0, SetEa, EaBuffer, IoReadAccess),
	WITHOUT_MDL(IRP_MJ_QUERY_VOLUME_INFORMATION, QueryVolumeInformation, VolumeBuffer, IoWriteAccess),
	WITHOUT_MDL(IRP_MJ_SET_VOLUME_INFORMATION, SetVolumeInformation, VolumeBuffer, IoReadAccess),
	WITH_MDL(IRP_MJ_DIRECTORY_CONTROL, IRP_MN_QUERY_DIRECTORY, DirectoryControl.QueryDirectory,
		 DirectoryBuffer, IoWriteAccess),
	WITH_MDL(IRP_MJ_DIRECTORY_CONTROL, IRP_MN_NOTIFY_CHANGE_DIRECTORY, DirectoryControl.NotifyDirectory,
		 DirectoryBuffer, IoWriteAccess),
	WITH_MDL(IRP_MJ_DIRECTORY_CONTROL, IRP_MN_NOTIFY_CHANGE_DIRECTORY_EX,
		 DirectoryControl.NotifyDirectoryEx, DirectoryBuffer, IoWriteAccess),
	WITH_MDL(IRP_MJ_QUERY_SECURITY, 0, QuerySecurity, SecurityBuffer, IoWriteAccess),
	{ IRP_MJ_SET_SECURITY, 0, IRP, 0, AT(SetSecurity.SecurityDescriptor), NOWHERE, NOWHERE, IoReadAccess },
	WITH_MDL(IRP_MJ_QUERY_QUOTA, 0, QueryQuota, QuotaBuffer, IoWriteAccess),
	WITH_MDL(IRP_MJ_SET_QUOTA, 0, SetQuota, QuotaBuffer, IoReadAccess),
	CONTROL(IRP_MJ_FILE_SYSTEM_CONTROL, IRP_MN_USER_FS_REQUEST, FileSystemControl.Neither, METHOD_NEITHER,
		IoWriteAccess),
	CONTROL(IRP_MJ_FILE_SYSTEM_CONTROL, IRP_MN_KERNEL_CALL, FileSystemControl.Direct, METHOD_IN_DIRECT,
		IoReadAccess),
	CONTROL(IRP_MJ_DEVICE_CONTROL, 0, DeviceIoControl.Direct, METHOD_OUT_DIRECT, IoWriteAccess),
	CONTROL(IRP_MJ_INTERNAL_DEVICE_CONTROL, 0, DeviceIoControl.Neither, METHOD_NEITHER, IoWriteAccess),
	{ IRP_MJ_DEVICE_CONTROL, 0, IRP, CODE(METHOD_BUFFERED), AT(DeviceIoControl.Buffered.SystemBuffer),
	  AT(DeviceIoControl.Buffered.OutputBufferLength), NOWHERE, IoModifyAccess },
	{ IRP_MJ_DEVICE_CONTROL, 0, FAST_IO, CODE(METHOD_OUT_DIRECT), AT(DeviceIoControl.FastIo.OutputBuffer),
	  AT(DeviceIoControl.FastIo.OutputBufferLength), NOWHERE, IoWriteAccess },
};

struct decoding {
	struct kunit *test;
	const struct place *place;
};

static void expect_place(struct kunit *test, const struct place *place, PFLT_CALLBACK_DATA data,
			 const void *found, size_t at)
{
	const char *const begin = (const char *)&data->Iopb->Parameters;

	KUNIT_EXPECT_PTR_EQ_MSG(test, found, at == NOWHERE ? NULL : (const void *)(begin + at),
				"%s, minor %u, code 0x%x", FltGetIrpName(place->major), place->minor, place->code);
}

static NTSTATUS NTAPI decode(PFLT_CALLBACK_DATA data, PVOID context)
{
	const struct decoding *decoding = context;
	const struct place *place = decoding->place;
	PMDL *mdl = (PMDL *)decoding;
	PVOID *buffer = NULL;
	PULONG length = (PULONG)decoding;
	LOCK_OPERATION access = (LOCK_OPERATION)99;
	struct kunit *test = decoding->test;

	KUNIT_EXPECT_EQ(test, FltDecodeParameters(data, &mdl, &buffer, &length, &access), STATUS_SUCCESS);
	expect_place(test, place, data, buffer, place->buffer);
	expect_place(test, place, data, length, place->length);
	expect_place(test, place, data, mdl, place->mdl);
	KUNIT_EXPECT_EQ(test, access, place->access);
	KUNIT_EXPECT_EQ(test, FltDecodeParameters(data, NULL, &buffer, &length, NULL), STATUS_SUCCESS);
	return STATUS_SUCCESS;
}

static WINWORK_FLT_OPERATION operation_of(struct flt_case *c, const struct place *place)
{
	WINWORK_FLT_OPERATION operation = operation_for(c, place->kind, place->major);

	operation.Iopb.MinorFunction = place->minor;
	if (place->major == IRP_MJ_FILE_SYSTEM_CONTROL)
		operation.Iopb.Parameters.FileSystemControl.Common.FsControlCode = place->code;
	if (place->major == IRP_MJ_DEVICE_CONTROL || place->major == IRP_MJ_INTERNAL_DEVICE_CONTROL)
		operation.Iopb.Parameters.DeviceIoControl.Common.IoControlCode = place->code;
	return operation;
}

static NTSTATUS send(struct flt_case *c, const struct place *place, PWINWORK_FLT_FILE_SYSTEM file_system,
		     PVOID context)
{
	WINWORK_FLT_OPERATION operation = operation_of(c, place);

	operation.FileSystem = file_system;
	operation.FileSystemContext = context;
	return WinworkFltSendOperation(c->volume, &operation, NULL);
}

static void flt_buffer_test_places(struct kunit *test)
{
	struct flt_case *c = new_flt_case(test);
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(places); i++) {
		struct decoding decoding = { test, &places[i] };

		KUNIT_EXPECT_EQ(test, send(c, &places[i], decode, &decoding), STATUS_SUCCESS);
	}
	EXPECT_NO_REPORT(test);
	end_flt_case(c);
}

static NTSTATUS NTAPI decode_nothing(PFLT_CALLBACK_DATA data, PVOID context)
{
	struct kunit *test = context;
	PVOID *buffer = (PVOID *)test;
	PULONG length;

	KUNIT_EXPECT_EQ(test, FltDecodeParameters(data, NULL, &buffer, &length, NULL), STATUS_INVALID_PARAMETER);
	KUNIT_EXPECT_PTR_EQ(test, (PVOID)buffer, (PVOID)test);
	KUNIT_EXPECT_EQ(test, FltLockUserBuffer(data), STATUS_INVALID_PARAMETER);
	return STATUS_SUCCESS;
}

static void flt_buffer_test_no_buffer(struct kunit *test)
{
	static const struct place nothing[] = {
		{ IRP_MJ_CREATE, 0, IRP }, { IRP_MJ_CLEANUP, 0, IRP }, { IRP_MJ_CLOSE, 0, IRP },
		{ IRP_MJ_FLUSH_BUFFERS, 0, IRP }, { IRP_MJ_DIRECTORY_CONTROL, 0, IRP },
		{ IRP_MJ_FILE_SYSTEM_CONTROL, IRP_MN_MOUNT_VOLUME, IRP }, { IRP_MJ_LOCK_CONTROL, 0, IRP },
	};
	struct flt_case *c = new_flt_case(test);
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(nothing); i++)
		KUNIT_EXPECT_EQ(test, send(c, &nothing[i], decode_nothing, test), STATUS_SUCCESS);
	EXPECT_NO_REPORT(test);
	end_flt_case(c);
}

/* ---- the MDL of the buffer ------------------------------------------------------------------ */

static PMDL locked;

static FLT_PREOP_CALLBACK_STATUS lock_buffer(struct mini *mini, PFLT_CALLBACK_DATA data, PVOID *context)
{
	struct kunit *test = mini->of->test;

	KUNIT_EXPECT_NULL(test, data->Iopb->Parameters.Read.MdlAddress);
	KUNIT_EXPECT_EQ(test, FltLockUserBuffer(data), STATUS_SUCCESS);
	locked = data->Iopb->Parameters.Read.MdlAddress;
	KUNIT_EXPECT_NOT_NULL(test, locked);
	KUNIT_EXPECT_EQ(test, FltLockUserBuffer(data), STATUS_SUCCESS);
	KUNIT_EXPECT_PTR_EQ(test, data->Iopb->Parameters.Read.MdlAddress, locked);
	KUNIT_EXPECT_EQ(test, MmGetMdlByteCount(locked), BYTES);
	return FLT_PREOP_SUCCESS_WITH_CALLBACK;
}

static NTSTATUS send_buffer(struct flt_case *c)
{
	WINWORK_FLT_OPERATION operation = operation_for(c, IRP, IRP_MJ_READ);

	memset(first_buffer, 1, BYTES);
	memset(other_buffer, 2, BYTES);
	operation.Iopb.Parameters.Read.ReadBuffer = first_buffer;
	return WinworkFltSendOperation(c->volume, &operation, NULL);
}

static FLT_POSTOP_CALLBACK_STATUS change_by_mdl(struct mini *mini, PFLT_CALLBACK_DATA data, PVOID context,
						FLT_POST_OPERATION_FLAGS flags)
{
	char *bytes;

	KUNIT_EXPECT_PTR_EQ(mini->of->test, data->Iopb->Parameters.Read.MdlAddress, locked);
	bytes = MmGetSystemAddressForMdlSafe(data->Iopb->Parameters.Read.MdlAddress, NormalPagePriority);
	memset(bytes, 3, BYTES);
	return FLT_POSTOP_FINISHED_PROCESSING;
}

/* The instances below and the caller's post-operation callback get it, those above do not. */
static void flt_buffer_test_locked(struct kunit *test)
{
	struct flt_case *c = new_stack(test);

	c->minis[1].on_pre = lock_buffer;
	c->minis[1].on_post = change_by_mdl;
	KUNIT_EXPECT_EQ(test, send_buffer(c), STATUS_SUCCESS);
	KUNIT_EXPECT_PTR_EQ(test, c->minis[2].pre_iopb.Parameters.Read.MdlAddress, locked);
	KUNIT_EXPECT_PTR_EQ(test, c->file_system_iopb.Parameters.Read.MdlAddress, locked);
	KUNIT_EXPECT_PTR_EQ(test, c->minis[2].post_iopb.Parameters.Read.MdlAddress, locked);
	KUNIT_EXPECT_NULL(test, c->minis[0].post_iopb.Parameters.Read.MdlAddress);
	KUNIT_EXPECT_NULL(test, memchr_inv(first_buffer, 3, BYTES));
	EXPECT_NO_REPORT(test);
	/* It was the Filter Manager's. */
	IoFreeMdl(locked);
	EXPECT_REPORT(test, "IoFreeMdl", BUGCHECK_BAD_POOL_CALLER, 0x07, ANY, ANY, locked, locked);
	end_flt_case(c);
}

static FLT_POSTOP_CALLBACK_STATUS lock_afterwards(struct mini *mini, PFLT_CALLBACK_DATA data, PVOID context,
						  FLT_POST_OPERATION_FLAGS flags)
{
	KUNIT_EXPECT_EQ(mini->of->test, FltLockUserBuffer(data), STATUS_SUCCESS);
	locked = data->Iopb->Parameters.Read.MdlAddress;
	return change_by_mdl(mini, data, context, flags);
}

static void flt_buffer_test_locked_afterwards(struct kunit *test)
{
	struct flt_case *c = new_stack(test);

	c->minis[1].on_post = lock_afterwards;
	KUNIT_EXPECT_EQ(test, send_buffer(c), STATUS_SUCCESS);
	KUNIT_EXPECT_NULL(test, memchr_inv(first_buffer, 3, BYTES));
	EXPECT_NO_REPORT(test);
	end_flt_case(c);
}

static NTSTATUS NTAPI lock_wrongly(PFLT_CALLBACK_DATA data, PVOID context)
{
	struct kunit *test = context;

	KUNIT_EXPECT_EQ(test, FltLockUserBuffer(data), STATUS_INVALID_PARAMETER);
	return STATUS_SUCCESS;
}

/* Without an MDL member, through MDLs of the file system's own, fast I/O, and without bytes. */
static void flt_buffer_test_not_locked(struct kunit *test)
{
	static const struct place wrong[] = {
		{ IRP_MJ_QUERY_INFORMATION, 0, IRP }, { IRP_MJ_READ, IRP_MN_MDL, IRP }, { IRP_MJ_READ, 0, FAST_IO },
		{ IRP_MJ_DEVICE_CONTROL, 0, IRP, CODE(METHOD_BUFFERED) }, { IRP_MJ_READ, 0, IRP },
	};
	struct flt_case *c = new_flt_case(test);
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(wrong); i++)
		KUNIT_EXPECT_EQ(test, send(c, &wrong[i], lock_wrongly, test), STATUS_SUCCESS);
	EXPECT_NO_REPORT(test);
	end_flt_case(c);
}

/* ---- another buffer ------------------------------------------------------------------------- */

static PMDL swapped;

static FLT_PREOP_CALLBACK_STATUS put_in(struct mini *mini, PFLT_CALLBACK_DATA data, PVOID *context)
{
	swapped = IoAllocateMdl(other_buffer, BYTES, FALSE, FALSE, NULL);
	if (!swapped)
		return FLT_PREOP_SUCCESS_NO_CALLBACK;
	MmBuildMdlForNonPagedPool(swapped);
	data->Iopb->Parameters.Read.ReadBuffer = other_buffer;
	data->Iopb->Parameters.Read.MdlAddress = swapped;
	FltSetCallbackDataDirty(data);
	complete(&mini->pre_called);
	return mini->pre;
}

static FLT_POSTOP_CALLBACK_STATUS see_originals(struct mini *mini, PFLT_CALLBACK_DATA data, PVOID context,
						FLT_POST_OPERATION_FLAGS flags)
{
	struct kunit *test = mini->of->test;

	KUNIT_EXPECT_PTR_EQ(test, data->Iopb->Parameters.Read.ReadBuffer, (PVOID)first_buffer);
	KUNIT_EXPECT_NULL(test, data->Iopb->Parameters.Read.MdlAddress);
	KUNIT_EXPECT_PTR_EQ(test, FltGetSwappedBufferMdlAddress(data), swapped);
	/* It still describes the buffer. */
	KUNIT_EXPECT_EQ(test, MmGetMdlByteCount(swapped), BYTES);
	return FLT_POSTOP_FINISHED_PROCESSING;
}

static FLT_POSTOP_CALLBACK_STATUS see_no_swap(struct mini *mini, PFLT_CALLBACK_DATA data, PVOID context,
					      FLT_POST_OPERATION_FLAGS flags)
{
	KUNIT_EXPECT_NULL(mini->of->test, FltGetSwappedBufferMdlAddress(data));
	return FLT_POSTOP_FINISHED_PROCESSING;
}

/* row 701 */
static void flt_buffer_test_swapped(struct kunit *test)
{
	struct flt_case *c = new_stack(test);

	c->minis[0].on_post = see_no_swap;
	c->minis[1].on_pre = put_in;
	c->minis[1].on_post = see_originals;
	c->minis[2].on_post = see_no_swap;
	KUNIT_EXPECT_EQ(test, send_buffer(c), STATUS_SUCCESS);
	EXPECT_TRACE(c, "ABCFcba");
	KUNIT_EXPECT_PTR_EQ(test, c->file_system_iopb.Parameters.Read.ReadBuffer, (PVOID)other_buffer);
	KUNIT_EXPECT_PTR_EQ(test, c->file_system_iopb.Parameters.Read.MdlAddress, swapped);
	KUNIT_EXPECT_PTR_EQ(test, c->minis[2].post_iopb.Parameters.Read.ReadBuffer, (PVOID)other_buffer);
	EXPECT_NO_REPORT(test);
	/* It has been freed. */
	IoFreeMdl(swapped);
	EXPECT_REPORT(test, "IoFreeMdl", BUGCHECK_BAD_POOL_CALLER, 0x07, ANY, ANY, swapped, swapped);
	end_flt_case(c);
}

static FLT_POSTOP_CALLBACK_STATUS retain(struct mini *mini, PFLT_CALLBACK_DATA data, PVOID context,
					 FLT_POST_OPERATION_FLAGS flags)
{
	FltRetainSwappedBufferMdlAddress(data);
	KUNIT_EXPECT_NULL(mini->of->test, FltGetSwappedBufferMdlAddress(data));
	return FLT_POSTOP_FINISHED_PROCESSING;
}

/* row 701 */
static void flt_buffer_test_retained(struct kunit *test)
{
	struct flt_case *c = new_stack(test);

	c->minis[1].on_pre = put_in;
	c->minis[1].on_post = retain;
	KUNIT_EXPECT_EQ(test, send_buffer(c), STATUS_SUCCESS);
	IoFreeMdl(swapped);
	EXPECT_NO_REPORT(test);
	end_flt_case(c);
}

static FLT_PREOP_CALLBACK_STATUS put_in_and_lock(struct mini *mini, PFLT_CALLBACK_DATA data, PVOID *context)
{
	data->Iopb->Parameters.Read.ReadBuffer = other_buffer;
	KUNIT_EXPECT_EQ(mini->of->test, FltLockUserBuffer(data), STATUS_SUCCESS);
	swapped = data->Iopb->Parameters.Read.MdlAddress;
	FltSetCallbackDataDirty(data);
	return FLT_PREOP_SUCCESS_WITH_CALLBACK;
}

/* row 701: an MDL of FltLockUserBuffer for the buffer that was put in is freed once as well */
static void flt_buffer_test_swapped_and_locked(struct kunit *test)
{
	struct flt_case *c = new_stack(test);

	c->minis[1].on_pre = put_in_and_lock;
	c->minis[1].on_post = see_originals;
	KUNIT_EXPECT_EQ(test, send_buffer(c), STATUS_SUCCESS);
	EXPECT_NO_REPORT(test);
	IoFreeMdl(swapped);
	EXPECT_REPORT(test, "IoFreeMdl", BUGCHECK_BAD_POOL_CALLER, 0x07, ANY, ANY, swapped, swapped);
	end_flt_case(c);
}

/* Nobody would free the MDL. */
static void flt_buffer_test_swapped_without_post(struct kunit *test)
{
	struct flt_case *c = new_stack(test);

	c->minis[1].on_pre = put_in;
	c->minis[1].pre = FLT_PREOP_SUCCESS_NO_CALLBACK;
	KUNIT_EXPECT_EQ(test, send_buffer(c), STATUS_SUCCESS);
	EXPECT_TRACE(c, "ABCFca");
	EXPECT_REPORT(test, "PreOperation", BUGCHECK_FLTMGR, 0, ANY, FLT_PREOP_SUCCESS_NO_CALLBACK, 0, ANY);
	IoFreeMdl(swapped);
	EXPECT_NO_REPORT(test);
	end_flt_case(c);
}

static void detach_second(void *data)
{
	struct flt_case *c = data;

	detach_mini(&c->minis[1], NULL);
}

static VOID NTAPI read_done(PFLT_CALLBACK_DATA data, PVOID context)
{
	struct flt_case *c = context;

	complete(&c->done);
}

/* The file system has the buffer: the tear-down waits for it, and the callback is no draining one. */
static void flt_buffer_test_not_drained(struct kunit *test)
{
	struct flt_case *c = new_stack(test);
	WINWORK_FLT_OPERATION operation = operation_for(c, IRP, IRP_MJ_READ);
	struct mini *mini = &c->minis[1];

	operation.Iopb.Parameters.Read.ReadBuffer = first_buffer;
	operation.Completion = read_done;
	operation.CompletionContext = c;
	c->file_system_status = STATUS_PENDING;
	mini->on_pre = put_in;
	KUNIT_ASSERT_EQ(test, WinworkFltSendOperation(c->volume, &operation, NULL), STATUS_SUCCESS);
	ASSERT_IN_TIME(test, &mini->pre_called);
	spawn(test, detach_second, c);
	ASSERT_IN_TIME(test, &mini->started);
	EXPECT_TRACE(c, "ABCF");
	WinworkFltCompleteOperation(c->file_system_data, STATUS_SUCCESS, BYTES);
	ASSERT_IN_TIME(test, &c->done);
	join(test);
	EXPECT_TRACE(c, "ABCFcba");
	KUNIT_EXPECT_EQ(test, mini->post_flags, 0U);
	KUNIT_EXPECT_EQ(test, mini->post_status, STATUS_SUCCESS);
	EXPECT_NO_REPORT(test);
	end_flt_case(c);
}

/* ---- misuse --------------------------------------------------------------------------------- */

static FLT_PREOP_CALLBACK_STATUS ask_too_early(struct mini *mini, PFLT_CALLBACK_DATA data, PVOID *context)
{
	struct kunit *test = mini->of->test;

	KUNIT_EXPECT_NULL(test, FltGetSwappedBufferMdlAddress(data));
	EXPECT_REPORT(test, "FltGetSwappedBufferMdlAddress", BUGCHECK_FLTMGR, 0, data, 0, 0, data);
	FltRetainSwappedBufferMdlAddress(data);
	EXPECT_REPORT(test, "FltRetainSwappedBufferMdlAddress", BUGCHECK_FLTMGR, 0, data, 0, 0, data);
	return FLT_PREOP_SUCCESS_WITH_CALLBACK;
}

static FLT_POSTOP_CALLBACK_STATUS retain_nothing(struct mini *mini, PFLT_CALLBACK_DATA data, PVOID context,
						 FLT_POST_OPERATION_FLAGS flags)
{
	FltRetainSwappedBufferMdlAddress(data);
	EXPECT_REPORT(mini->of->test, "FltRetainSwappedBufferMdlAddress", BUGCHECK_FLTMGR, 0, data, 0, 0, data);
	return FLT_POSTOP_FINISHED_PROCESSING;
}

static void flt_buffer_test_wrong_places(struct kunit *test)
{
	struct flt_case *c = new_stack(test);

	c->minis[1].on_pre = ask_too_early;
	c->minis[1].on_post = retain_nothing;
	KUNIT_EXPECT_EQ(test, send_buffer(c), STATUS_SUCCESS);
	end_flt_case(c);
}

static void flt_buffer_test_wrong_data(struct kunit *test)
{
	struct flt_case *c = new_flt_case(test);
	PFLT_CALLBACK_DATA wrong = case_alloc(test, sizeof(*wrong));
	PVOID *buffer;
	PULONG length;
	KIRQL irql;

	KUNIT_EXPECT_EQ(test, FltDecodeParameters(wrong, NULL, &buffer, &length, NULL), STATUS_INVALID_PARAMETER);
	EXPECT_REPORT(test, "FltDecodeParameters", BUGCHECK_FLTMGR, 0, wrong, 0, 0, wrong);
	KUNIT_EXPECT_EQ(test, FltLockUserBuffer(wrong), STATUS_INVALID_PARAMETER);
	EXPECT_REPORT(test, "FltLockUserBuffer", BUGCHECK_FLTMGR, 0, wrong, 0, 0, wrong);
	KUNIT_EXPECT_NULL(test, FltGetSwappedBufferMdlAddress(wrong));
	EXPECT_REPORT(test, "FltGetSwappedBufferMdlAddress", BUGCHECK_FLTMGR, 0, wrong, 0, 0, wrong);
	FltRetainSwappedBufferMdlAddress(wrong);
	EXPECT_REPORT(test, "FltRetainSwappedBufferMdlAddress", BUGCHECK_FLTMGR, 0, wrong, 0, 0, wrong);
	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	KUNIT_EXPECT_EQ(test, FltLockUserBuffer(wrong), STATUS_INVALID_PARAMETER);
	KeLowerIrql(irql);
	EXPECT_REPORT(test, "FltLockUserBuffer", BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, ANY, DISPATCH_LEVEL, ANY, ANY,
		      wrong);
	end_flt_case(c);
}

static struct kunit_case flt_buffer_cases[] = {
	KUNIT_CASE(flt_buffer_test_places),
	KUNIT_CASE(flt_buffer_test_no_buffer),
	KUNIT_CASE(flt_buffer_test_locked),
	KUNIT_CASE(flt_buffer_test_locked_afterwards),
	KUNIT_CASE(flt_buffer_test_not_locked),
	KUNIT_CASE(flt_buffer_test_swapped),
	KUNIT_CASE(flt_buffer_test_retained),
	KUNIT_CASE(flt_buffer_test_swapped_and_locked),
	KUNIT_CASE(flt_buffer_test_swapped_without_post),
	KUNIT_CASE(flt_buffer_test_not_drained),
	KUNIT_CASE(flt_buffer_test_wrong_places),
	KUNIT_CASE(flt_buffer_test_wrong_data),
	{}
};

FLT_CASE_SUITE(flt_buffer);
