/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite io_wmi_library: the WMI library takes IRPs of IRP_MJ_SYSTEM_CONTROL apart for a WDM driver.
 */
#include "irp_case.h"

#include <wmilib.h>

static GUID data = { 0x5e1f0b10, 0x7d3b, 0x4e4e, { 1, 2, 3, 4, 5, 6, 7, 8 } };
static GUID event = { 0x5e1f0b11, 0x7d3b, 0x4e4e, { 1, 2, 3, 4, 5, 6, 7, 8 } };
static GUID other = { 0x5e1f0b12, 0x7d3b, 0x4e4e, { 1, 2, 3, 4, 5, 6, 7, 8 } };

static WMIGUIDREGINFO blocks[] = {
	{ &data, 3, WMIREG_FLAG_EXPENSIVE },
	{ &event, 1, WMIREG_FLAG_EVENT_ONLY_GUID },
};

/* What the driver's routines do, and have got. */
static struct {
	NTSTATUS status;
	ULONG bytes;			/* that it says it has used */
	ULONG length[3];		/* of the instances */
	bool pends;
	PIRP pended;
	int calls;
	ULONG block, instance, count, id, in, out;
	UCHAR given[8];
	bool has_lengths;
	WMIENABLEDISABLECONTROL control;
	BOOLEAN enable;
	ULONG flags;			/* of its registration */
	PDEVICE_OBJECT pdo;
	NTSTATUS returned;		/* by WmiSystemControl */
	SYSCTL_IRP_DISPOSITION disposition;
} wmi;

static UNICODE_STRING registry_path = RTL_CONSTANT_STRING(L"\\Registry\\Own");

static NTSTATUS NTAPI query_registration(PDEVICE_OBJECT device, PULONG flags, PUNICODE_STRING name,
					 PUNICODE_STRING *path, PUNICODE_STRING mof, PDEVICE_OBJECT *pdo)
{
	static const WCHAR base[] = L"Base";

	wmi.calls++;
	*flags = wmi.flags;
	*path = &registry_path;
	RtlInitUnicodeString(mof, L"Mof");
	*pdo = wmi.pdo;
	if (wmi.flags & WMIREG_FLAG_INSTANCE_BASENAME) {
		name->Buffer = ExAllocatePool2(POOL_FLAG_PAGED, sizeof(base), 'nimW');
		if (!name->Buffer)
			return STATUS_INSUFFICIENT_RESOURCES;
		memcpy(name->Buffer, base, sizeof(base));
		name->Length = sizeof(base) - sizeof(WCHAR);
		name->MaximumLength = sizeof(base);
	}
	return wmi.status;
}

static NTSTATUS end(PDEVICE_OBJECT device, PIRP irp)
{
	if (!wmi.pends)
		return WmiCompleteRequest(device, irp, wmi.status, wmi.bytes, IO_NO_INCREMENT);
	IoMarkIrpPending(irp);
	wmi.pended = irp;
	return STATUS_PENDING;
}

static void note(ULONG block, ULONG instance)
{
	wmi.calls++;
	wmi.block = block;
	wmi.instance = instance;
}

static NTSTATUS NTAPI query_block(PDEVICE_OBJECT device, PIRP irp, ULONG block, ULONG instance, ULONG count,
				  PULONG lengths, ULONG room, PUCHAR to)
{
	ULONG i;

	note(block, instance);
	wmi.count = count;
	wmi.out = room;
	wmi.has_lengths = lengths;
	for (i = 0; lengths && i < count; i++)
		lengths[i] = wmi.length[i];
	if (to && NT_SUCCESS(wmi.status))
		memset(to, 'q', min(room, wmi.bytes));
	return end(device, irp);
}

static NTSTATUS NTAPI set_block(PDEVICE_OBJECT device, PIRP irp, ULONG block, ULONG instance, ULONG bytes,
				PUCHAR from)
{
	note(block, instance);
	wmi.in = bytes;
	memcpy(wmi.given, from, min_t(ULONG, bytes, sizeof(wmi.given)));
	return end(device, irp);
}

static NTSTATUS NTAPI set_item(PDEVICE_OBJECT device, PIRP irp, ULONG block, ULONG instance, ULONG item,
			       ULONG bytes, PUCHAR from)
{
	wmi.id = item;
	return set_block(device, irp, block, instance, bytes, from);
}

static NTSTATUS NTAPI execute(PDEVICE_OBJECT device, PIRP irp, ULONG block, ULONG instance, ULONG method, ULONG in,
			      ULONG out, PUCHAR buffer)
{
	note(block, instance);
	wmi.id = method;
	wmi.in = in;
	wmi.out = out;
	memset(buffer, 'x', wmi.bytes);
	return end(device, irp);
}

static NTSTATUS NTAPI control(PDEVICE_OBJECT device, PIRP irp, ULONG block, WMIENABLEDISABLECONTROL which,
			      BOOLEAN enable)
{
	note(block, 0);
	wmi.control = which;
	wmi.enable = enable;
	return end(device, irp);
}

static WMILIB_CONTEXT library;

static NTSTATUS NTAPI dispatch(PDEVICE_OBJECT device, PIRP irp)
{
	wmi.returned = WmiSystemControl(&library, device, irp, &wmi.disposition);
	if (wmi.disposition != IrpProcessed)
		IoCompleteRequest(irp, IO_NO_INCREMENT);
	return wmi.returned;
}

/* An IRP of WMI, and what it comes back with. */
static struct {
	NTSTATUS status;
	ULONG information;
	union {
		UCHAR bytes[256];
		WNODE_HEADER header;
		WNODE_ALL_DATA all;
		WNODE_SINGLE_INSTANCE one;
		WNODE_SINGLE_ITEM item;
		WNODE_METHOD_ITEM method;
		WNODE_TOO_SMALL too_small;
		WMIREGINFOW info;
	};
} asked;

static PDEVICE_OBJECT begin(struct kunit *test)
{
	memset(&wmi, 0, sizeof(wmi));
	memset(&asked, 0, sizeof(asked));
	library = (WMILIB_CONTEXT){
		.GuidCount = ARRAY_SIZE(blocks), .GuidList = blocks, .QueryWmiRegInfo = query_registration,
		.QueryWmiDataBlock = query_block, .SetWmiDataBlock = set_block, .SetWmiDataItem = set_item,
		.ExecuteWmiMethod = execute, .WmiFunctionControl = control,
	};
	fixture_of(test)->driver->MajorFunction[IRP_MJ_SYSTEM_CONTROL] = dispatch;
	return fixture_of(test)->device;
}

static void send(struct kunit *test, struct sent *sent, UCHAR minor, const GUID *guid, ULONG size,
		 PDEVICE_OBJECT whose)
{
	PDEVICE_OBJECT device = fixture_of(test)->device;
	PIO_STACK_LOCATION next;

	new_sent(test, sent, device->StackSize, IRP_MJ_SYSTEM_CONTROL);
	sent->irp->IoStatus.Status = STATUS_NOT_SUPPORTED;
	next = IoGetNextIrpStackLocation(sent->irp);
	next->MinorFunction = minor;
	next->Parameters.WMI.ProviderId = (ULONG_PTR)whose;
	next->Parameters.WMI.DataPath = (PVOID)guid;
	next->Parameters.WMI.BufferSize = size;
	next->Parameters.WMI.Buffer = asked.bytes;
	IoCallDriver(device, sent->irp);
}

static void receive(struct kunit *test, struct sent *sent)
{
	KUNIT_EXPECT_EQ(test, atomic_read(&sent->completed), 1);
	asked.status = sent->irp->IoStatus.Status;
	asked.information = (ULONG)sent->irp->IoStatus.Information;
	IoFreeIrp(sent->irp);
}

static void ask(struct kunit *test, UCHAR minor, const GUID *guid, ULONG size)
{
	struct sent sent;

	wmi.calls = 0;
	send(test, &sent, minor, guid, size, fixture_of(test)->device);
	receive(test, &sent);
}

/* A node of instance @index with @bytes of data at its end. */
static void make_node(ULONG index, ULONG bytes)
{
	memset(&asked, 0, sizeof(asked));
	asked.one.WnodeHeader.Flags = WNODE_FLAG_SINGLE_INSTANCE | WNODE_FLAG_STATIC_INSTANCE_NAMES;
	asked.one.InstanceIndex = index;
	asked.one.DataBlockOffset = 80;
	asked.one.SizeDataBlock = bytes;
	memset(asked.bytes + 80, 'D', bytes);
}

static void make_item(ULONG index, ULONG id, ULONG bytes)
{
	make_node(index, 0);
	asked.item.ItemId = id;
	asked.item.DataBlockOffset = 80;
	asked.item.SizeDataItem = bytes;
	memset(asked.bytes + 80, 'D', bytes);
}

#define EXPECT_ANSWER(test, status_, disposition_, calls_)						\
	do {												\
		KUNIT_EXPECT_EQ(test, asked.status, status_);						\
		KUNIT_EXPECT_EQ(test, (int)wmi.disposition, (int)(disposition_));			\
		KUNIT_EXPECT_EQ(test, wmi.calls, calls_);						\
	} while (0)

#define EXPECT_TOO_SMALL(test, needed)									\
	do {												\
		KUNIT_EXPECT_EQ(test, asked.status, STATUS_SUCCESS);					\
		KUNIT_EXPECT_EQ(test, asked.information, (ULONG)sizeof(WNODE_TOO_SMALL));		\
		KUNIT_EXPECT_EQ(test, asked.header.Flags, (ULONG)WNODE_FLAG_TOO_SMALL);			\
		KUNIT_EXPECT_EQ(test, asked.too_small.SizeNeeded, (ULONG)(needed));			\
	} while (0)

/* row 1195: all instances, each at a multiple of 8 bytes, whose lengths the driver tells */
static void io_wmi_library_test_all_data(struct kunit *test)
{
	const OFFSETINSTANCEDATAANDLENGTH *const places = asked.all.OffsetInstanceDataAndLength;
	/* Three places stand in front of the data, at a multiple of 8. */
	const ULONG start = ALIGN(offsetof(WNODE_ALL_DATA, OffsetInstanceDataAndLength) + 3 * sizeof(*places), 8);

	begin(test);
	wmi.length[0] = 5;
	wmi.length[1] = 16;
	wmi.length[2] = 1;
	wmi.bytes = 8 + 16 + 1;
	asked.header.Flags = WNODE_FLAG_ALL_DATA | WNODE_FLAG_FIXED_INSTANCE_SIZE;
	ask(test, IRP_MN_QUERY_ALL_DATA, &data, sizeof(asked.bytes));
	EXPECT_ANSWER(test, STATUS_SUCCESS, IrpProcessed, 1);
	KUNIT_EXPECT_EQ(test, wmi.returned, STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, wmi.count, 3U);
	KUNIT_EXPECT_EQ(test, wmi.instance, 0U);
	KUNIT_EXPECT_EQ(test, wmi.out, (ULONG)sizeof(asked.bytes) - start);
	KUNIT_EXPECT_EQ(test, asked.header.Flags, (ULONG)WNODE_FLAG_ALL_DATA);
	KUNIT_EXPECT_EQ(test, asked.all.InstanceCount, 3U);
	KUNIT_EXPECT_EQ(test, asked.all.DataBlockOffset, start);
	KUNIT_EXPECT_EQ(test, asked.information, start + 25);
	KUNIT_EXPECT_EQ(test, asked.header.BufferSize, start + 25);
	KUNIT_EXPECT_NE(test, asked.header.TimeStamp.QuadPart, 0LL);
	KUNIT_EXPECT_EQ(test, places[0].OffsetInstanceData, start);
	KUNIT_EXPECT_EQ(test, places[0].LengthInstanceData, 5U);
	KUNIT_EXPECT_EQ(test, places[1].OffsetInstanceData, start + 8);
	KUNIT_EXPECT_EQ(test, places[1].LengthInstanceData, 16U);
	KUNIT_EXPECT_EQ(test, places[2].OffsetInstanceData, start + 24);
	KUNIT_EXPECT_EQ(test, places[2].LengthInstanceData, 1U);

	/* Without room the driver gets none, and tells how much it needs. */
	wmi.status = STATUS_BUFFER_TOO_SMALL;
	ask(test, IRP_MN_QUERY_ALL_DATA, &data, start);
	KUNIT_EXPECT_FALSE(test, wmi.has_lengths);
	KUNIT_EXPECT_EQ(test, wmi.out, 0U);
	KUNIT_EXPECT_EQ(test, wmi.returned, STATUS_SUCCESS);
	EXPECT_TOO_SMALL(test, start + 25);
	EXPECT_NO_REPORT(test);
}

/* row 1195 */
static void io_wmi_library_test_single_instance(struct kunit *test)
{
	begin(test);
	make_node(2, 0);
	wmi.bytes = 6;
	ask(test, IRP_MN_QUERY_SINGLE_INSTANCE, &data, sizeof(asked.bytes));
	EXPECT_ANSWER(test, STATUS_SUCCESS, IrpProcessed, 1);
	KUNIT_EXPECT_EQ(test, wmi.instance, 2U);
	KUNIT_EXPECT_EQ(test, wmi.count, 1U);
	KUNIT_EXPECT_EQ(test, wmi.out, (ULONG)sizeof(asked.bytes) - 80);
	KUNIT_EXPECT_EQ(test, asked.one.SizeDataBlock, 6U);
	KUNIT_EXPECT_EQ(test, asked.information, 86U);
	KUNIT_EXPECT_EQ(test, asked.header.BufferSize, 86U);
	KUNIT_EXPECT_EQ(test, asked.bytes[85], (UCHAR)'q');

	make_node(0, 0);
	wmi.status = STATUS_BUFFER_TOO_SMALL;
	ask(test, IRP_MN_QUERY_SINGLE_INSTANCE, &data, 80);
	EXPECT_TOO_SMALL(test, 86);

	make_node(0, 0);
	wmi.status = STATUS_NO_MEDIA_IN_DEVICE;
	ask(test, IRP_MN_QUERY_SINGLE_INSTANCE, &data, sizeof(asked.bytes));
	EXPECT_ANSWER(test, STATUS_NO_MEDIA_IN_DEVICE, IrpProcessed, 1);
	KUNIT_EXPECT_EQ(test, asked.information, 0U);
	EXPECT_NO_REPORT(test);
}

/* row 1196: what changes an instance or an item, or executes a method */
static void io_wmi_library_test_changes(struct kunit *test)
{
	begin(test);
	make_node(1, 3);
	ask(test, IRP_MN_CHANGE_SINGLE_INSTANCE, &data, sizeof(asked.bytes));
	EXPECT_ANSWER(test, STATUS_SUCCESS, IrpProcessed, 1);
	KUNIT_EXPECT_EQ(test, wmi.instance, 1U);
	KUNIT_EXPECT_EQ(test, wmi.in, 3U);
	KUNIT_EXPECT_EQ(test, memcmp(wmi.given, "DDD", 3), 0);

	make_item(0, 7, 2);
	ask(test, IRP_MN_CHANGE_SINGLE_ITEM, &data, sizeof(asked.bytes));
	EXPECT_ANSWER(test, STATUS_SUCCESS, IrpProcessed, 1);
	KUNIT_EXPECT_EQ(test, wmi.id, 7U);
	KUNIT_EXPECT_EQ(test, wmi.in, 2U);

	make_item(2, 9, 4);
	wmi.bytes = 12;
	ask(test, IRP_MN_EXECUTE_METHOD, &data, sizeof(asked.bytes));
	EXPECT_ANSWER(test, STATUS_SUCCESS, IrpProcessed, 1);
	KUNIT_EXPECT_EQ(test, wmi.id, 9U);
	KUNIT_EXPECT_EQ(test, wmi.in, 4U);
	KUNIT_EXPECT_EQ(test, wmi.out, (ULONG)sizeof(asked.bytes) - 80);
	KUNIT_EXPECT_EQ(test, asked.method.SizeDataBlock, 12U);
	KUNIT_EXPECT_EQ(test, asked.information, 92U);

	/* Data outside of the buffer do not reach the driver. */
	make_node(0, 200);
	asked.one.SizeDataBlock = 200;
	ask(test, IRP_MN_CHANGE_SINGLE_INSTANCE, &data, sizeof(asked.bytes));
	EXPECT_ANSWER(test, STATUS_INVALID_PARAMETER, IrpNotCompleted, 0);
	make_item(0, 0, 0);
	asked.item.DataBlockOffset = 0xfffffff0;
	asked.item.SizeDataItem = 1;
	ask(test, IRP_MN_CHANGE_SINGLE_ITEM, &data, sizeof(asked.bytes));
	EXPECT_ANSWER(test, STATUS_INVALID_PARAMETER, IrpNotCompleted, 0);
	ask(test, IRP_MN_EXECUTE_METHOD, &data, sizeof(asked.bytes));
	EXPECT_ANSWER(test, STATUS_INVALID_PARAMETER, IrpNotCompleted, 0);
	EXPECT_NO_REPORT(test);
}

/* row 1196: routines that the driver has not */
static void io_wmi_library_test_missing_routines(struct kunit *test)
{
	begin(test);
	library.SetWmiDataBlock = NULL;
	library.SetWmiDataItem = NULL;
	library.ExecuteWmiMethod = NULL;
	library.WmiFunctionControl = NULL;
	make_item(0, 1, 1);
	ask(test, IRP_MN_CHANGE_SINGLE_INSTANCE, &data, sizeof(asked.bytes));
	EXPECT_ANSWER(test, STATUS_WMI_READ_ONLY, IrpNotCompleted, 0);
	ask(test, IRP_MN_CHANGE_SINGLE_ITEM, &data, sizeof(asked.bytes));
	EXPECT_ANSWER(test, STATUS_WMI_READ_ONLY, IrpNotCompleted, 0);
	ask(test, IRP_MN_EXECUTE_METHOD, &data, sizeof(asked.bytes));
	EXPECT_ANSWER(test, STATUS_INVALID_DEVICE_REQUEST, IrpNotCompleted, 0);
	ask(test, IRP_MN_ENABLE_EVENTS, &event, sizeof(asked.bytes));
	EXPECT_ANSWER(test, STATUS_SUCCESS, IrpNotCompleted, 0);
	EXPECT_NO_REPORT(test);
}

/* row 1196 */
static void io_wmi_library_test_control(struct kunit *test)
{
	static const struct {
		UCHAR minor;
		WMIENABLEDISABLECONTROL control;
		BOOLEAN enable;
	} cases[] = {
		{ IRP_MN_ENABLE_EVENTS, WmiEventControl, TRUE },
		{ IRP_MN_DISABLE_EVENTS, WmiEventControl, FALSE },
		{ IRP_MN_ENABLE_COLLECTION, WmiDataBlockControl, TRUE },
		{ IRP_MN_DISABLE_COLLECTION, WmiDataBlockControl, FALSE },
	};
	size_t i;

	begin(test);
	for (i = 0; i < ARRAY_SIZE(cases); i++) {
		wmi.enable = !cases[i].enable;
		ask(test, cases[i].minor, &event, sizeof(WNODE_HEADER));
		EXPECT_ANSWER(test, STATUS_SUCCESS, IrpProcessed, 1);
		KUNIT_EXPECT_EQ(test, wmi.block, 1U);
		KUNIT_EXPECT_EQ(test, (int)wmi.control, (int)cases[i].control);
		KUNIT_EXPECT_EQ(test, wmi.enable, cases[i].enable);
		KUNIT_EXPECT_EQ(test, asked.information, 0U);
	}
	EXPECT_NO_REPORT(test);
}

/* row 1197: what is not there, and what is not for this device */
static void io_wmi_library_test_not_there(struct kunit *test)
{
	struct sent sent;

	begin(test);
	make_node(3, 0);
	ask(test, IRP_MN_QUERY_SINGLE_INSTANCE, &data, sizeof(asked.bytes));
	EXPECT_ANSWER(test, STATUS_WMI_INSTANCE_NOT_FOUND, IrpNotCompleted, 0);
	make_node(0, 0);
	asked.header.Flags = WNODE_FLAG_SINGLE_INSTANCE;
	ask(test, IRP_MN_QUERY_SINGLE_INSTANCE, &data, sizeof(asked.bytes));
	EXPECT_ANSWER(test, STATUS_WMI_INSTANCE_NOT_FOUND, IrpNotCompleted, 0);
	make_node(0, 0);
	ask(test, IRP_MN_QUERY_SINGLE_INSTANCE, &other, sizeof(asked.bytes));
	EXPECT_ANSWER(test, STATUS_WMI_GUID_NOT_FOUND, IrpNotCompleted, 0);
	ask(test, IRP_MN_QUERY_SINGLE_INSTANCE, &data, sizeof(WNODE_SINGLE_INSTANCE) - 1);
	EXPECT_ANSWER(test, STATUS_UNSUCCESSFUL, IrpNotCompleted, 0);
	ask(test, IRP_MN_QUERY_ALL_DATA, &data, sizeof(WNODE_ALL_DATA) - 1);
	EXPECT_ANSWER(test, STATUS_UNSUCCESSFUL, IrpNotCompleted, 0);
	ask(test, IRP_MN_EXECUTE_METHOD + 1, &data, sizeof(asked.bytes));
	EXPECT_ANSWER(test, STATUS_NOT_SUPPORTED, IrpNotWmi, 0);
	send(test, &sent, IRP_MN_QUERY_ALL_DATA, &data, sizeof(asked.bytes), NULL);
	receive(test, &sent);
	EXPECT_ANSWER(test, STATUS_NOT_SUPPORTED, IrpForward, 0);
	EXPECT_NO_REPORT(test);
}

/* row 1198: the node of the registration, with a base name or with a PDO */
static void io_wmi_library_test_registration(struct kunit *test)
{
	const ULONG mof = sizeof(WMIREGINFOW) + 2 * sizeof(WMIREGGUIDW);
	const ULONG path = mof + sizeof(USHORT) + 3 * sizeof(WCHAR);
	const ULONG base = path + sizeof(USHORT) + registry_path.Length;
	PDEVICE_OBJECT device = begin(test);
	long before;

	wmi.flags = WMIREG_FLAG_INSTANCE_BASENAME;
	ask(test, IRP_MN_REGINFO, NULL, sizeof(asked.bytes));
	EXPECT_ANSWER(test, STATUS_SUCCESS, IrpNotCompleted, 1);
	KUNIT_EXPECT_EQ(test, asked.information, base + (ULONG)sizeof(USHORT) + 8);
	KUNIT_EXPECT_EQ(test, asked.info.BufferSize, asked.information);
	KUNIT_EXPECT_EQ(test, asked.info.GuidCount, 2U);
	KUNIT_EXPECT_EQ(test, asked.info.MofResourceName, mof);
	KUNIT_EXPECT_EQ(test, asked.info.RegistryPath, path);
	KUNIT_EXPECT_EQ(test, memcmp(asked.bytes + path + 2, registry_path.Buffer, registry_path.Length), 0);
	KUNIT_EXPECT_EQ(test, asked.info.WmiRegGuid[0].BaseNameOffset, base);
	KUNIT_EXPECT_EQ(test, asked.info.WmiRegGuid[0].InstanceCount, 3U);
	KUNIT_EXPECT_EQ(test, asked.info.WmiRegGuid[0].Flags,
			(ULONG)(WMIREG_FLAG_INSTANCE_BASENAME | WMIREG_FLAG_EXPENSIVE));
	KUNIT_EXPECT_EQ(test, memcmp(&asked.info.WmiRegGuid[1].Guid, &event, sizeof(event)), 0);
	KUNIT_EXPECT_EQ(test, memcmp(asked.bytes + base, L"\x0008" L"Base", 10), 0);

	wmi.flags = WMIREG_FLAG_INSTANCE_PDO;
	wmi.pdo = device;
	before = references(device);
	ask(test, IRP_MN_REGINFO, NULL, sizeof(asked.bytes));
	KUNIT_EXPECT_EQ(test, references(device), before);
	KUNIT_EXPECT_EQ(test, asked.information, base);
	ask(test, IRP_MN_REGINFO_EX, NULL, sizeof(asked.bytes));
	KUNIT_EXPECT_EQ(test, asked.info.WmiRegGuid[1].Pdo, (ULONG_PTR)device);
	KUNIT_EXPECT_EQ(test, references(device), before + 2);
	ObDereferenceObject(device);
	ObDereferenceObject(device);

	ask(test, IRP_MN_REGINFO_EX, NULL, base - 1);
	EXPECT_ANSWER(test, STATUS_SUCCESS, IrpNotCompleted, 1);
	KUNIT_EXPECT_EQ(test, asked.information, (ULONG)sizeof(ULONG));
	KUNIT_EXPECT_EQ(test, asked.info.BufferSize, base);
	KUNIT_EXPECT_EQ(test, references(device), before);
	EXPECT_NO_REPORT(test);
}

/* row 1199: a routine that pends completes the IRP later, at DISPATCH_LEVEL too */
static void io_wmi_library_test_pended(struct kunit *test)
{
	struct sent sent;
	KIRQL irql;

	begin(test);
	wmi.pends = true;
	make_node(0, 0);
	send(test, &sent, IRP_MN_QUERY_SINGLE_INSTANCE, &data, sizeof(asked.bytes), fixture_of(test)->device);
	KUNIT_EXPECT_EQ(test, wmi.returned, STATUS_PENDING);
	KUNIT_EXPECT_EQ(test, (int)wmi.disposition, (int)IrpProcessed);
	KUNIT_EXPECT_EQ(test, atomic_read(&sent.completed), 0);
	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	KUNIT_EXPECT_EQ(test, WmiCompleteRequest(fixture_of(test)->device, wmi.pended, STATUS_SUCCESS, 2,
						 IO_NO_INCREMENT), STATUS_SUCCESS);
	KeLowerIrql(irql);
	receive(test, &sent);
	KUNIT_EXPECT_EQ(test, asked.information, 82U);
	EXPECT_NO_REPORT(test);
}

/* row 1199: nothing of what is wrong reaches memory that is not the request's */
static void io_wmi_library_test_wrong(struct kunit *test)
{
	const PDEVICE_OBJECT device = begin(test);
	SYSCTL_IRP_DISPOSITION disposition = IrpProcessed;
	struct sent sent;

	make_node(0, 0);
	wmi.bytes = sizeof(asked.bytes) - 80 + 1;
	ask(test, IRP_MN_QUERY_SINGLE_INSTANCE, &data, sizeof(asked.bytes));
	EXPECT_ANSWER(test, STATUS_UNSUCCESSFUL, IrpProcessed, 1);
	EXPECT_REPORT(test, "WmiCompleteRequest", BUGCHECK_VERIFIER, 0, ANY, sizeof(asked.bytes) - 79, 0, ANY);

	memset(&asked, 0, sizeof(asked));
	wmi.bytes = 24;
	wmi.length[0] = wmi.length[1] = 8;
	wmi.length[2] = 9;
	ask(test, IRP_MN_QUERY_ALL_DATA, &data, sizeof(asked.bytes));
	EXPECT_ANSWER(test, STATUS_UNSUCCESSFUL, IrpProcessed, 1);
	EXPECT_REPORT(test, "WmiCompleteRequest", BUGCHECK_VERIFIER, 0, ANY, 24, 0, ANY);

	wmi.flags = WMIREG_FLAG_INSTANCE_PDO;
	ask(test, IRP_MN_REGINFO, NULL, sizeof(asked.bytes));
	EXPECT_ANSWER(test, STATUS_UNSUCCESSFUL, IrpNotCompleted, 1);
	EXPECT_REPORT(test, "WmiSystemControl", BUGCHECK_VERIFIER, 0, ANY, device, IRP_MN_REGINFO, ANY);
	library.QueryWmiRegInfo = NULL;
	ask(test, IRP_MN_REGINFO, NULL, sizeof(asked.bytes));
	EXPECT_ANSWER(test, STATUS_UNSUCCESSFUL, IrpNotCompleted, 0);
	EXPECT_REPORT(test, "WmiSystemControl", BUGCHECK_VERIFIER, 0, ANY, device, IRP_MN_REGINFO, ANY);

	new_sent(test, &sent, device->StackSize, IRP_MJ_SYSTEM_CONTROL);
	IoSetNextIrpStackLocation(sent.irp);
	IoGetCurrentIrpStackLocation(sent.irp)->MajorFunction = IRP_MJ_READ;
	KUNIT_EXPECT_EQ(test, WmiSystemControl(&library, device, sent.irp, &disposition), STATUS_INVALID_PARAMETER);
	KUNIT_EXPECT_EQ(test, (int)disposition, (int)IrpForward);
	EXPECT_REPORT(test, "WmiSystemControl", BUGCHECK_VERIFIER, 0, sent.irp, device, 0, sent.irp);
	WmiCompleteRequest(device, sent.irp, STATUS_SUCCESS, 0, IO_NO_INCREMENT);
	EXPECT_REPORT(test, "WmiCompleteRequest", BUGCHECK_VERIFIER, 0, sent.irp, device, 0, sent.irp);
	KUNIT_EXPECT_EQ(test, atomic_read(&sent.completed), 0);
	IoFreeIrp(sent.irp);
}

/* row 1200: events have no clients, and their memory goes; a registration takes its actions */
static void io_wmi_library_test_events(struct kunit *test)
{
	const PDEVICE_OBJECT device = begin(test);
	PVOID node = ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof(WNODE_SINGLE_INSTANCE), 'ednW');
	PVOID bytes = ExAllocatePool2(POOL_FLAG_NON_PAGED, 8, 'ednW');

	KUNIT_ASSERT_NOT_NULL(test, node);
	KUNIT_ASSERT_NOT_NULL(test, bytes);
	KUNIT_EXPECT_EQ(test, IoWMIWriteEvent(node), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, WmiFireEvent(device, &event, 0, 8, bytes), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, WmiFireEvent(device, &event, 0, 0, NULL), STATUS_SUCCESS);
	EXPECT_NO_REPORT(test);
	/* Both are freed. */
	ExFreePoolWithTag(node, 'ednW');
	EXPECT_REPORT(test, "ExFreePoolWithTag", BUGCHECK_BAD_POOL_CALLER, 7, ANY, ANY, ANY, ANY);
	ExFreePoolWithTag(bytes, 'ednW');
	EXPECT_REPORT(test, "ExFreePoolWithTag", BUGCHECK_BAD_POOL_CALLER, 7, ANY, ANY, ANY, ANY);

	KUNIT_EXPECT_EQ(test, IoWMIRegistrationControl(device, WMIREG_ACTION_REGISTER), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, IoWMIRegistrationControl(device, WMIREG_ACTION_DEREGISTER), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, IoWMIRegistrationControl(device, 0), STATUS_INVALID_PARAMETER);
	KUNIT_EXPECT_EQ(test, IoWMIRegistrationControl(device, 6), STATUS_INVALID_PARAMETER);
	EXPECT_NO_REPORT(test);
}

static struct kunit_case io_wmi_library_cases[] = {
	KUNIT_CASE(io_wmi_library_test_all_data),
	KUNIT_CASE(io_wmi_library_test_single_instance),
	KUNIT_CASE(io_wmi_library_test_changes),
	KUNIT_CASE(io_wmi_library_test_missing_routines),
	KUNIT_CASE(io_wmi_library_test_control),
	KUNIT_CASE(io_wmi_library_test_not_there),
	KUNIT_CASE(io_wmi_library_test_registration),
	KUNIT_CASE(io_wmi_library_test_pended),
	KUNIT_CASE(io_wmi_library_test_wrong),
	KUNIT_CASE(io_wmi_library_test_events),
	{}
};

WINWORK_SUITE(io_wmi_library);
