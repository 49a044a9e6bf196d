/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite wdf_wmi: data blocks of WMI, their instances, and the IRPs that reach them.
 */
#include "wdf_queue_case.h"

#include <winwork/etw/wmi_data.h>
#include <winwork/wdf/wmi.h>

static const GUID block = { 0x5e1f0a10, 0x7d3b, 0x4e4e, { 1, 2, 3, 4, 5, 6, 7, 8 } };
static const GUID other = { 0x5e1f0a11, 0x7d3b, 0x4e4e, { 1, 2, 3, 4, 5, 6, 7, 8 } };

typedef struct {
	ULONG number[3];
} WMI_CONTEXT;
WDF_DECLARE_CONTEXT_TYPE_WITH_NAME(WMI_CONTEXT, wmi_context)

/* What the callbacks do, and have got. */
static struct {
	NTSTATUS status;
	ULONG bytes;			/* that the query writes, or needs */
	int calls;
	WDFWMIINSTANCE instance;
	ULONG id;			/* of the item or method */
	ULONG in, out;
	UCHAR data[8];
	WDFWMIPROVIDER provider;
	WDF_WMI_PROVIDER_CONTROL control;
	BOOLEAN enable;
	bool lies;			/* the query tells of success without room */
	bool deletes;			/* the query deletes its instance */
	atomic_t destroyed;
	int destroyed_in_query;
} wmi;

static NTSTATUS NTAPI query(WDFWMIINSTANCE instance, ULONG size, PVOID buffer, PULONG used)
{
	wmi.calls++;
	wmi.instance = instance;
	wmi.out = size;
	*used = wmi.bytes;
	if (NT_SUCCESS(wmi.status) && wmi.bytes <= size)
		memset(buffer, 'a' + wmi.calls, wmi.bytes);
	if (wmi.deletes) {
		WdfObjectDelete(instance);
		wmi.destroyed_in_query = atomic_read(&wmi.destroyed);
	}
	return wmi.bytes > size && !wmi.lies && NT_SUCCESS(wmi.status) ? STATUS_BUFFER_TOO_SMALL : wmi.status;
}

static NTSTATUS NTAPI set_instance(WDFWMIINSTANCE instance, ULONG size, PVOID buffer)
{
	wmi.calls++;
	wmi.instance = instance;
	wmi.in = size;
	if (buffer)
		memcpy(wmi.data, buffer, min_t(ULONG, size, sizeof(wmi.data)));
	return wmi.status;
}

static NTSTATUS NTAPI set_item(WDFWMIINSTANCE instance, ULONG id, ULONG size, PVOID buffer)
{
	wmi.id = id;
	return set_instance(instance, size, buffer);
}

static NTSTATUS NTAPI execute(WDFWMIINSTANCE instance, ULONG id, ULONG in, ULONG out, PVOID buffer, PULONG used)
{
	wmi.id = id;
	wmi.out = out;
	set_instance(instance, in, buffer);
	*used = wmi.bytes;
	if (NT_SUCCESS(wmi.status) && wmi.bytes <= out)
		memset(buffer, 'x', wmi.bytes);
	return wmi.status;
}

static NTSTATUS NTAPI control(WDFWMIPROVIDER provider, WDF_WMI_PROVIDER_CONTROL which, BOOLEAN enable)
{
	wmi.calls++;
	wmi.provider = provider;
	wmi.control = which;
	wmi.enable = enable;
	return wmi.status;
}

static VOID NTAPI destroyed(WDFOBJECT object)
{
	atomic_inc(&wmi.destroyed);
}

/* An IRP of WMI, and what it comes back with. No stack of the kernel has room for many of these. */
static struct asked {
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

static WDFDEVICE wmi_device(struct kunit *test)
{
	memset(&wmi, 0, sizeof(wmi));
	memset(&asked, 0, sizeof(asked));
	return queue_device(test);
}

static WDFWMIPROVIDER provider_with(struct kunit *test, WDFDEVICE device, ULONG flags, ULONG least)
{
	WDF_WMI_PROVIDER_CONFIG config;
	WDFWMIPROVIDER provider = NULL;

	WDF_WMI_PROVIDER_CONFIG_INIT(&config, &block);
	config.Flags = flags;
	config.MinInstanceBufferSize = least;
	if (flags & (WdfWmiProviderExpensive | WdfWmiProviderTracing))
		config.EvtWmiProviderFunctionControl = control;
	ASSERT_SUCCESS(test, WdfWmiProviderCreate(device, &config, NULL, &provider));
	return provider;
}

/* An instance with all callbacks. */
static WDFWMIINSTANCE instance_with(struct kunit *test, WDFWMIPROVIDER provider, bool is_registered)
{
	WDF_OBJECT_ATTRIBUTES attributes;
	WDF_WMI_INSTANCE_CONFIG config;
	WDFWMIINSTANCE instance = NULL;

	WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
	attributes.EvtDestroyCallback = destroyed;
	WDF_WMI_INSTANCE_CONFIG_INIT_PROVIDER(&config, provider);
	config.Register = is_registered;
	config.EvtWmiInstanceQueryInstance = query;
	config.EvtWmiInstanceSetInstance = set_instance;
	config.EvtWmiInstanceSetItem = set_item;
	config.EvtWmiInstanceExecuteMethod = execute;
	ASSERT_SUCCESS(test, WdfWmiInstanceCreate(NULL, &config, &attributes, &instance));
	return instance;
}

static void ask_of(struct kunit *test, WDFDEVICE device, UCHAR minor, const GUID *guid, ULONG size,
		   PDEVICE_OBJECT whose)
{
	const PDEVICE_OBJECT wdm = WdfDeviceWdmGetDeviceObject(device);
	PIO_STACK_LOCATION next;
	struct sent sent;

	new_sent(test, &sent, wdm->StackSize, IRP_MJ_SYSTEM_CONTROL);
	sent.irp->IoStatus.Status = STATUS_NOT_SUPPORTED;
	next = IoGetNextIrpStackLocation(sent.irp);
	next->MinorFunction = minor;
	next->Parameters.WMI.ProviderId = (ULONG_PTR)whose;
	next->Parameters.WMI.DataPath = (PVOID)guid;
	next->Parameters.WMI.BufferSize = size;
	next->Parameters.WMI.Buffer = asked.bytes;
	IoCallDriver(wdm, sent.irp);
	KUNIT_EXPECT_EQ(test, atomic_read(&sent.completed), 1);
	asked.status = sent.irp->IoStatus.Status;
	asked.information = (ULONG)sent.irp->IoStatus.Information;
	free_sent(&sent);
}

static void ask(struct kunit *test, WDFDEVICE device, UCHAR minor, ULONG size)
{
	ask_of(test, device, minor, &block, size, WdfDeviceWdmGetDeviceObject(device));
}

/* A node of instance @index with @bytes of data at its end. */
static void make_node(ULONG index, ULONG bytes)
{
	memset(&asked, 0, sizeof(asked));
	asked.one.WnodeHeader.Flags = WNODE_FLAG_SINGLE_INSTANCE | WNODE_FLAG_STATIC_INSTANCE_NAMES;
	asked.one.InstanceIndex = index;
	asked.one.DataBlockOffset = 64;
	asked.one.SizeDataBlock = bytes;
	memset(asked.bytes + 64, 'D', bytes);
}

#define EXPECT_TOO_SMALL(test, asked, needed)								\
	do {												\
		EXPECT_STATUS(test, (asked).status, STATUS_SUCCESS);					\
		KUNIT_EXPECT_EQ(test, (asked).information, (ULONG)sizeof(WNODE_TOO_SMALL));		\
		KUNIT_EXPECT_EQ(test, (asked).header.Flags, (ULONG)WNODE_FLAG_TOO_SMALL);		\
		KUNIT_EXPECT_EQ(test, (asked).too_small.SizeNeeded, (ULONG)(needed));			\
	} while (0)

static const OFFSETINSTANCEDATAANDLENGTH *offsets(void)
{
	return asked.all.OffsetInstanceDataAndLength;
}

/* row 870: one behind the other, in the order of their registration, each aligned */
static void wdf_wmi_test_all_data(struct kunit *test)
{
	const WDFDEVICE device = wmi_device(test);
	const WDFWMIPROVIDER provider = provider_with(test, device, 0, 0);
	WDFWMIINSTANCE first;

	instance_with(test, provider, false);
	ask(test, device, IRP_MN_QUERY_ALL_DATA, sizeof(asked.bytes));
	EXPECT_STATUS(test, asked.status, STATUS_WMI_INSTANCE_NOT_FOUND);

	first = instance_with(test, provider, true);
	instance_with(test, provider, true);
	wmi.bytes = 5;
	asked.header.Flags = WNODE_FLAG_ALL_DATA | WNODE_FLAG_FIXED_INSTANCE_SIZE;
	ask(test, device, IRP_MN_QUERY_ALL_DATA, sizeof(asked.bytes));
	EXPECT_STATUS(test, asked.status, STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, wmi.calls, 2);
	KUNIT_EXPECT_EQ(test, asked.all.InstanceCount, 2u);
	KUNIT_EXPECT_EQ(test, asked.header.Flags, (ULONG)WNODE_FLAG_ALL_DATA);
	KUNIT_EXPECT_EQ(test, asked.all.DataBlockOffset, 80u);
	KUNIT_EXPECT_EQ(test, offsets()[0].OffsetInstanceData, 80u);
	KUNIT_EXPECT_EQ(test, offsets()[0].LengthInstanceData, 5u);
	KUNIT_EXPECT_EQ(test, offsets()[1].OffsetInstanceData, 96u);
	KUNIT_EXPECT_EQ(test, asked.bytes[80], 'b');
	KUNIT_EXPECT_EQ(test, asked.bytes[96], 'c');
	KUNIT_EXPECT_EQ(test, asked.information, 101u);
	KUNIT_EXPECT_EQ(test, asked.header.BufferSize, 101u);

	/* The second has no room: both tell what they need. */
	ask(test, device, IRP_MN_QUERY_ALL_DATA, 98);
	EXPECT_TOO_SMALL(test, asked, 101);
	WdfObjectDelete(first);
	ask(test, device, IRP_MN_QUERY_ALL_DATA, sizeof(asked.bytes));
	KUNIT_EXPECT_EQ(test, asked.all.InstanceCount, 1u);
	wmi.status = STATUS_DEVICE_NOT_READY;
	ask(test, device, IRP_MN_QUERY_ALL_DATA, sizeof(asked.bytes));
	EXPECT_STATUS(test, asked.status, STATUS_DEVICE_NOT_READY);
	KUNIT_EXPECT_EQ(test, asked.information, 0u);
	ask(test, device, IRP_MN_QUERY_ALL_DATA, sizeof(WNODE_ALL_DATA) - 1);
	EXPECT_STATUS(test, asked.status, STATUS_UNSUCCESSFUL);
	EXPECT_NO_REPORT(test);
}

/* row 870: with MinInstanceBufferSize no callback is called without room for all */
static void wdf_wmi_test_fixed_size(struct kunit *test)
{
	const WDFDEVICE device = wmi_device(test);
	const WDFWMIPROVIDER provider = provider_with(test, device, 0, 20);

	instance_with(test, provider, true);
	instance_with(test, provider, true);
	wmi.bytes = 20;
	ask(test, device, IRP_MN_QUERY_ALL_DATA, 80 + 51);
	EXPECT_TOO_SMALL(test, asked, 80 + 32 + 20);
	make_node(1, 0);
	ask(test, device, IRP_MN_QUERY_SINGLE_INSTANCE, 64 + 19);
	EXPECT_TOO_SMALL(test, asked, 64 + 20);
	make_node(0, 19);
	ask(test, device, IRP_MN_CHANGE_SINGLE_INSTANCE, sizeof(asked.bytes));
	EXPECT_STATUS(test, asked.status, STATUS_BUFFER_TOO_SMALL);
	KUNIT_EXPECT_EQ(test, wmi.calls, 0);
	ask(test, device, IRP_MN_QUERY_ALL_DATA, 80 + 52);
	EXPECT_STATUS(test, asked.status, STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, asked.information, 80u + 52u);
	EXPECT_NO_REPORT(test);
}

/* row 870: instances are named by their place */
static void wdf_wmi_test_one_instance(struct kunit *test)
{
	const WDFDEVICE device = wmi_device(test);
	const WDFWMIPROVIDER provider = provider_with(test, device, 0, 0);
	WDFWMIINSTANCE second;

	instance_with(test, provider, true);
	second = instance_with(test, provider, true);
	KUNIT_EXPECT_PTR_EQ(test, WdfWmiInstanceGetDevice(second), device);
	KUNIT_EXPECT_PTR_EQ(test, WdfWmiInstanceGetProvider(second), provider);
	KUNIT_EXPECT_PTR_EQ(test, WdfWmiProviderGetDevice(provider), device);
	wmi.bytes = 7;
	make_node(1, 0);
	ask(test, device, IRP_MN_QUERY_SINGLE_INSTANCE, sizeof(asked.bytes));
	EXPECT_STATUS(test, asked.status, STATUS_SUCCESS);
	KUNIT_EXPECT_PTR_EQ(test, wmi.instance, second);
	KUNIT_EXPECT_EQ(test, wmi.out, (ULONG)sizeof(asked.bytes) - 64);
	KUNIT_EXPECT_EQ(test, asked.one.SizeDataBlock, 7u);
	KUNIT_EXPECT_EQ(test, asked.information, 71u);
	KUNIT_EXPECT_EQ(test, asked.bytes[70], 'b');

	/* Without room it gets one byte, and tells what it needs. */
	make_node(1, 0);
	ask(test, device, IRP_MN_QUERY_SINGLE_INSTANCE, 64);
	KUNIT_EXPECT_EQ(test, wmi.out, 1u);
	EXPECT_TOO_SMALL(test, asked, 71);
	make_node(1, 0);
	ask(test, device, IRP_MN_QUERY_SINGLE_INSTANCE, 66);
	EXPECT_TOO_SMALL(test, asked, 71);

	make_node(2, 0);
	ask(test, device, IRP_MN_QUERY_SINGLE_INSTANCE, sizeof(asked.bytes));
	EXPECT_STATUS(test, asked.status, STATUS_WMI_INSTANCE_NOT_FOUND);
	make_node(1, 0);
	asked.header.Flags = WNODE_FLAG_SINGLE_INSTANCE;
	ask(test, device, IRP_MN_QUERY_SINGLE_INSTANCE, sizeof(asked.bytes));
	EXPECT_STATUS(test, asked.status, STATUS_WMI_INSTANCE_NOT_FOUND);
}

/* row 871 */
static void wdf_wmi_test_changes(struct kunit *test)
{
	const WDFDEVICE device = wmi_device(test);
	const WDFWMIPROVIDER provider = provider_with(test, device, 0, 0);

	instance_with(test, provider, true);
	make_node(0, 3);
	ask(test, device, IRP_MN_CHANGE_SINGLE_INSTANCE, sizeof(asked.bytes));
	EXPECT_STATUS(test, asked.status, STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, asked.information, 3u);
	KUNIT_EXPECT_EQ(test, wmi.in, 3u);
	KUNIT_EXPECT_EQ(test, wmi.data[2], 'D');
	KUNIT_EXPECT_EQ(test, wmi.data[3], 0);

	make_node(0, 0);
	asked.item.ItemId = 9;
	asked.item.DataBlockOffset = 80;
	asked.item.SizeDataItem = 2;
	ask(test, device, IRP_MN_CHANGE_SINGLE_ITEM, sizeof(asked.bytes));
	EXPECT_STATUS(test, asked.status, STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, wmi.id, 9u);
	KUNIT_EXPECT_EQ(test, wmi.in, 2u);

	wmi.bytes = 4;
	make_node(0, 0);
	asked.method.MethodId = 6;
	asked.method.DataBlockOffset = 80;
	asked.method.SizeDataBlock = 2;
	ask(test, device, IRP_MN_EXECUTE_METHOD, 90);
	EXPECT_STATUS(test, asked.status, STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, wmi.id, 6u);
	KUNIT_EXPECT_EQ(test, wmi.in, 2u);
	KUNIT_EXPECT_EQ(test, wmi.out, 10u);
	KUNIT_EXPECT_EQ(test, asked.method.SizeDataBlock, 4u);
	KUNIT_EXPECT_EQ(test, asked.information, 84u);
	KUNIT_EXPECT_EQ(test, asked.bytes[83], 'x');

	/* Data that would lie behind the buffer. */
	wmi.calls = 0;
	make_node(0, 3);
	ask(test, device, IRP_MN_CHANGE_SINGLE_INSTANCE, 66);
	EXPECT_STATUS(test, asked.status, STATUS_INVALID_PARAMETER);
	KUNIT_EXPECT_EQ(test, wmi.calls, 0);
	EXPECT_NO_REPORT(test);
}

/* row 871: what an instance has no callback for; and a context in place of a query */
static void wdf_wmi_test_context(struct kunit *test)
{
	const WDFDEVICE device = wmi_device(test);
	WDF_WMI_PROVIDER_CONFIG provider;
	WDF_WMI_INSTANCE_CONFIG config;
	WDF_OBJECT_ATTRIBUTES attributes;
	WDFWMIINSTANCE instance;

	WDF_WMI_PROVIDER_CONFIG_INIT(&provider, &block);
	provider.MinInstanceBufferSize = sizeof(WMI_CONTEXT);
	WDF_WMI_INSTANCE_CONFIG_INIT_PROVIDER_CONFIG(&config, &provider);
	config.UseContextForQuery = config.Register = TRUE;
	EXPECT_STATUS(test, WdfWmiInstanceCreate(device, &config, NULL, NULL), STATUS_INVALID_PARAMETER);
	WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(&attributes, WMI_CONTEXT);
	provider.MinInstanceBufferSize++;
	EXPECT_STATUS(test, WdfWmiInstanceCreate(device, &config, &attributes, NULL), STATUS_BUFFER_TOO_SMALL);
	provider.MinInstanceBufferSize--;
	config.EvtWmiInstanceSetItem = set_item;
	EXPECT_STATUS(test, WdfWmiInstanceCreate(device, &config, &attributes, NULL), STATUS_INVALID_PARAMETER);
	config.EvtWmiInstanceSetItem = NULL;
	/* Each failure has deleted its provider. */
	ASSERT_SUCCESS(test, WdfWmiInstanceCreate(device, &config, &attributes, &instance));
	wmi_context(instance)->number[2] = 0x12345678;

	make_node(0, 0);
	ask(test, device, IRP_MN_QUERY_SINGLE_INSTANCE, sizeof(asked.bytes));
	EXPECT_STATUS(test, asked.status, STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, asked.information, 64u + sizeof(WMI_CONTEXT));
	KUNIT_EXPECT_EQ(test, *(ULONG *)(asked.bytes + 72), 0x12345678u);
	make_node(0, 12);
	ask(test, device, IRP_MN_CHANGE_SINGLE_INSTANCE, sizeof(asked.bytes));
	EXPECT_STATUS(test, asked.status, STATUS_WMI_READ_ONLY);
	ask(test, device, IRP_MN_CHANGE_SINGLE_ITEM, sizeof(asked.bytes));
	EXPECT_STATUS(test, asked.status, STATUS_WMI_READ_ONLY);
	ask(test, device, IRP_MN_EXECUTE_METHOD, sizeof(asked.bytes));
	EXPECT_STATUS(test, asked.status, STATUS_INVALID_DEVICE_REQUEST);
	EXPECT_NO_REPORT(test);
}

/* row 872 */
static void wdf_wmi_test_enables(struct kunit *test)
{
	const WDFDEVICE device = wmi_device(test);
	const WDFWMIPROVIDER provider = provider_with(test, device, WdfWmiProviderExpensive, 0);

	KUNIT_EXPECT_FALSE(test, WdfWmiProviderIsEnabled(provider, WdfWmiEventControl));
	ask(test, device, IRP_MN_ENABLE_EVENTS, sizeof(WNODE_HEADER));
	EXPECT_STATUS(test, asked.status, STATUS_SUCCESS);
	KUNIT_EXPECT_PTR_EQ(test, wmi.provider, provider);
	KUNIT_EXPECT_EQ(test, wmi.control, WdfWmiEventControl);
	KUNIT_EXPECT_TRUE(test, wmi.enable);
	KUNIT_EXPECT_TRUE(test, WdfWmiProviderIsEnabled(provider, WdfWmiEventControl));
	KUNIT_EXPECT_FALSE(test, WdfWmiProviderIsEnabled(provider, WdfWmiInstanceControl));
	ask(test, device, IRP_MN_ENABLE_COLLECTION, sizeof(WNODE_HEADER));
	KUNIT_EXPECT_EQ(test, wmi.control, WdfWmiInstanceControl);
	KUNIT_EXPECT_TRUE(test, WdfWmiProviderIsEnabled(provider, WdfWmiInstanceControl));
	ask(test, device, IRP_MN_DISABLE_EVENTS, sizeof(WNODE_HEADER));
	KUNIT_EXPECT_FALSE(test, wmi.enable);
	KUNIT_EXPECT_FALSE(test, WdfWmiProviderIsEnabled(provider, WdfWmiEventControl));
	wmi.status = STATUS_DEVICE_BUSY;
	ask(test, device, IRP_MN_ENABLE_EVENTS, sizeof(WNODE_HEADER));
	EXPECT_STATUS(test, asked.status, STATUS_DEVICE_BUSY);
	KUNIT_EXPECT_FALSE(test, WdfWmiProviderIsEnabled(provider, WdfWmiEventControl));
	ask(test, device, IRP_MN_DISABLE_COLLECTION, sizeof(WNODE_HEADER) - 1);
	EXPECT_STATUS(test, asked.status, STATUS_INVALID_PARAMETER);
	EXPECT_NO_REPORT(test);
}

/* row 872: a provider of traces gets the handle of its session, and has no instances */
static void wdf_wmi_test_tracing(struct kunit *test)
{
	const WDFDEVICE device = wmi_device(test);
	const WDFWMIPROVIDER provider = provider_with(test, device, WdfWmiProviderTracing, 0);
	WDFWMIINSTANCE instance = instance_with(test, provider, false);

	EXPECT_STATUS(test, WdfWmiInstanceRegister(instance), STATUS_INVALID_DEVICE_REQUEST);
	KUNIT_EXPECT_EQ(test, WdfWmiProviderGetTracingHandle(provider), 0ull);
	asked.header.HistoricalContext = 0x1234;
	ask(test, device, IRP_MN_ENABLE_EVENTS, sizeof(WNODE_HEADER));
	KUNIT_EXPECT_EQ(test, WdfWmiProviderGetTracingHandle(provider), 0x1234ull);
	wmi.status = STATUS_UNSUCCESSFUL;
	ask(test, device, IRP_MN_ENABLE_EVENTS, sizeof(WNODE_HEADER));
	KUNIT_EXPECT_EQ(test, WdfWmiProviderGetTracingHandle(provider), 0ull);
}

/* row 873 */
static void wdf_wmi_test_reginfo(struct kunit *test)
{
	static const WCHAR name[] = { 'M', 'o', 'f', 0 };
	const WDFDEVICE device = wmi_device(test);
	const PDEVICE_OBJECT pdo = WdfDeviceWdmGetPhysicalDevice(device);
	UNICODE_STRING mof = { 6, 8, (PWSTR)name };
	ULONG needed;

	ASSERT_SUCCESS(test, WdfDeviceAssignMofResourceName(device, &mof));
	EXPECT_STATUS(test, WdfDeviceAssignMofResourceName(device, &mof), STATUS_INVALID_DEVICE_REQUEST);
	instance_with(test, provider_with(test, device, WdfWmiProviderExpensive, 0), true);
	ask(test, device, IRP_MN_REGINFO, sizeof(ULONG));
	EXPECT_STATUS(test, asked.status, STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, asked.information, (ULONG)sizeof(ULONG));
	needed = asked.info.BufferSize;
	ask(test, device, IRP_MN_REGINFO_EX, needed);
	EXPECT_STATUS(test, asked.status, STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, asked.information, needed);
	KUNIT_EXPECT_EQ(test, asked.info.GuidCount, 1u);
	KUNIT_EXPECT_EQ(test, memcmp(&asked.info.WmiRegGuid[0].Guid, &block, sizeof(GUID)), 0);
	KUNIT_EXPECT_EQ(test, asked.info.WmiRegGuid[0].InstanceCount, 1u);
	KUNIT_EXPECT_EQ(test, asked.info.WmiRegGuid[0].Flags, (ULONG)(WMIREG_FLAG_INSTANCE_PDO | WMIREG_FLAG_EXPENSIVE));
	KUNIT_EXPECT_EQ(test, asked.info.WmiRegGuid[0].Pdo, (ULONG_PTR)pdo);
	KUNIT_EXPECT_EQ(test, *(USHORT *)(asked.bytes + asked.info.MofResourceName), (USHORT)6);
	KUNIT_EXPECT_EQ(test, memcmp(asked.bytes + asked.info.MofResourceName + 2, name, 6), 0);
	KUNIT_EXPECT_EQ(test, asked.info.RegistryPath, asked.info.MofResourceName + 8);
	/* REGINFO_EX has referenced the PDO. */
	ObDereferenceObject(pdo);
	EXPECT_NO_REPORT(test);
}

/* row 873: what is for another device, or no IRP of WMI's, goes on to the PDO */
static void wdf_wmi_test_not_for_the_device(struct kunit *test)
{
	const WDFDEVICE device = wmi_device(test);

	instance_with(test, provider_with(test, device, 0, 0), true);
	ask_of(test, device, IRP_MN_QUERY_ALL_DATA, &block, sizeof(asked.bytes), WdfDeviceWdmGetPhysicalDevice(device));
	EXPECT_STATUS(test, asked.status, STATUS_NOT_SUPPORTED);
	ask(test, device, 0x40, sizeof(asked.bytes));
	EXPECT_STATUS(test, asked.status, STATUS_NOT_SUPPORTED);
	ask_of(test, device, IRP_MN_QUERY_ALL_DATA, &other, sizeof(asked.bytes), WdfDeviceWdmGetDeviceObject(device));
	EXPECT_STATUS(test, asked.status, STATUS_WMI_GUID_NOT_FOUND);
	KUNIT_EXPECT_EQ(test, wmi.calls, 0);
}

/* row 874: the IRP keeps the instance */
static void wdf_wmi_test_deleted_in_its_callback(struct kunit *test)
{
	const WDFDEVICE device = wmi_device(test);

	instance_with(test, provider_with(test, device, 0, 0), true);
	make_node(0, 0);
	wmi.deletes = true;
	wmi.bytes = 1;
	ask(test, device, IRP_MN_QUERY_SINGLE_INSTANCE, sizeof(asked.bytes));
	EXPECT_STATUS(test, asked.status, STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, wmi.destroyed_in_query, 0);
	KUNIT_EXPECT_EQ(test, atomic_read(&wmi.destroyed), 1);
	make_node(0, 0);
	ask(test, device, IRP_MN_QUERY_SINGLE_INSTANCE, sizeof(asked.bytes));
	EXPECT_STATUS(test, asked.status, STATUS_WMI_INSTANCE_NOT_FOUND);
	EXPECT_NO_REPORT(test);
}

/* row 874 */
static void wdf_wmi_test_wrong_answers(struct kunit *test)
{
	const WDFDEVICE device = wmi_device(test);
	WDFWMIINSTANCE instance = instance_with(test, provider_with(test, device, 0, 0), true);

	make_node(0, 0);
	wmi.status = STATUS_PENDING;
	ask(test, device, IRP_MN_QUERY_SINGLE_INSTANCE, sizeof(asked.bytes));
	EXPECT_STATUS(test, asked.status, STATUS_UNSUCCESSFUL);
	EXPECT_VIOLATION(test, "EvtWmiInstanceQueryInstance", VERIFIER_FATAL_ERROR, instance);
	make_node(0, 1);
	ask(test, device, IRP_MN_CHANGE_SINGLE_INSTANCE, sizeof(asked.bytes));
	EXPECT_STATUS(test, asked.status, STATUS_UNSUCCESSFUL);
	EXPECT_VIOLATION(test, "EvtWmiInstanceSetInstance", VERIFIER_FATAL_ERROR, instance);
	wmi.status = STATUS_SUCCESS;
	wmi.lies = true;
	wmi.bytes = 1000;
	make_node(0, 0);
	ask(test, device, IRP_MN_QUERY_SINGLE_INSTANCE, sizeof(asked.bytes));
	EXPECT_STATUS(test, asked.status, STATUS_UNSUCCESSFUL);
	EXPECT_VIOLATION(test, "EvtWmiInstanceQueryInstance", VERIFIER_FATAL_ERROR, instance);
}

/* row 875 */
static void wdf_wmi_test_registration(struct kunit *test)
{
	const WDFDEVICE device = wmi_device(test);
	WDFWMIINSTANCE instance = instance_with(test, provider_with(test, device, 0, 0), false);

	make_node(0, 0);
	ASSERT_SUCCESS(test, WdfWmiInstanceRegister(instance));
	EXPECT_STATUS(test, WdfWmiInstanceRegister(instance), STATUS_INVALID_DEVICE_REQUEST);
	ask(test, device, IRP_MN_QUERY_SINGLE_INSTANCE, sizeof(asked.bytes));
	EXPECT_STATUS(test, asked.status, STATUS_SUCCESS);
	ASSERT_SUCCESS(test, WdfWmiInstanceFireEvent(instance, 0, NULL));
	WdfWmiInstanceDeregister(instance);
	WdfWmiInstanceDeregister(instance);
	make_node(0, 0);
	ask(test, device, IRP_MN_QUERY_SINGLE_INSTANCE, sizeof(asked.bytes));
	EXPECT_STATUS(test, asked.status, STATUS_WMI_INSTANCE_NOT_FOUND);
	ASSERT_SUCCESS(test, WdfWmiInstanceRegister(instance));
	EXPECT_NO_REPORT(test);
	EXPECT_STATUS(test, WdfWmiInstanceRegister(NULL), STATUS_INVALID_PARAMETER);
	EXPECT_VIOLATION(test, "WdfWmiInstanceRegister", INVALID_HANDLE, NULL);
}

/* row 875 */
static void wdf_wmi_test_refusals(struct kunit *test)
{
	const WDFDEVICE device = wmi_device(test);
	WDF_WMI_PROVIDER_CONFIG good, bad;
	WDF_WMI_INSTANCE_CONFIG config;
	WDFWMIPROVIDER provider;

	WDF_WMI_PROVIDER_CONFIG_INIT(&good, &block);
	bad = good;
	bad.Size--;
	EXPECT_STATUS(test, WdfWmiProviderCreate(device, &bad, NULL, &provider), STATUS_INFO_LENGTH_MISMATCH);
	bad = good;
	bad.Flags = 8;
	EXPECT_STATUS(test, WdfWmiProviderCreate(device, &bad, NULL, &provider), STATUS_INVALID_PARAMETER);
	bad.Flags = WdfWmiProviderTracing | WdfWmiProviderExpensive;
	EXPECT_STATUS(test, WdfWmiProviderCreate(device, &bad, NULL, &provider), STATUS_INVALID_PARAMETER);
	bad.Flags = WdfWmiProviderEventOnly;
	bad.EvtWmiProviderFunctionControl = control;
	EXPECT_STATUS(test, WdfWmiProviderCreate(device, &bad, NULL, &provider), STATUS_INVALID_PARAMETER);
	bad = good;
	memset(&bad.Guid, 0, sizeof(bad.Guid));
	EXPECT_STATUS(test, WdfWmiProviderCreate(device, &bad, NULL, &provider), STATUS_INVALID_PARAMETER);

	good.Flags = WdfWmiProviderEventOnly;
	ASSERT_SUCCESS(test, WdfWmiProviderCreate(device, &good, NULL, &provider));
	EXPECT_STATUS(test, WdfWmiProviderCreate(device, &good, NULL, &provider), STATUS_OBJECT_NAME_EXISTS);
	KUNIT_EXPECT_NULL(test, provider);
	WDF_WMI_INSTANCE_CONFIG_INIT_PROVIDER(&config, NULL);
	EXPECT_STATUS(test, WdfWmiInstanceCreate(device, &config, NULL, NULL), STATUS_INVALID_PARAMETER);
	config.ProviderConfig = &good;
	config.EvtWmiInstanceQueryInstance = query;
	EXPECT_STATUS(test, WdfWmiInstanceCreate(device, &config, NULL, NULL), STATUS_OBJECT_NAME_EXISTS);
	good.Guid = other;
	EXPECT_STATUS(test, WdfWmiInstanceCreate(device, &config, NULL, NULL), STATUS_INVALID_PARAMETER);
	config.EvtWmiInstanceQueryInstance = NULL;
	ASSERT_SUCCESS(test, WdfWmiInstanceCreate(device, &config, NULL, NULL));
	EXPECT_NO_REPORT(test);
}

/* A string with its length in front of it. */
static void wdf_wmi_test_string(struct kunit *test)
{
	static const WCHAR name[] = { 'A', 'b' };
	UNICODE_STRING text = { 4, 4, (PWSTR)name };
	UCHAR buffer[6];
	ULONG needed = 0;

	EXPECT_STATUS(test, WDF_WMI_BUFFER_APPEND_STRING(buffer, 5, &text, &needed), STATUS_BUFFER_TOO_SMALL);
	KUNIT_EXPECT_EQ(test, needed, 6u);
	EXPECT_STATUS(test, WDF_WMI_BUFFER_APPEND_STRING(buffer, 6, &text, &needed), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, memcmp(buffer, "\4\0A\0b\0", 6), 0);
}

static struct kunit_case wdf_wmi_cases[] = {
	KUNIT_CASE(wdf_wmi_test_all_data),
	KUNIT_CASE(wdf_wmi_test_fixed_size),
	KUNIT_CASE(wdf_wmi_test_one_instance),
	KUNIT_CASE(wdf_wmi_test_changes),
	KUNIT_CASE(wdf_wmi_test_context),
	KUNIT_CASE(wdf_wmi_test_enables),
	KUNIT_CASE(wdf_wmi_test_tracing),
	KUNIT_CASE(wdf_wmi_test_reginfo),
	KUNIT_CASE(wdf_wmi_test_not_for_the_device),
	KUNIT_CASE(wdf_wmi_test_deleted_in_its_callback),
	KUNIT_CASE(wdf_wmi_test_wrong_answers),
	KUNIT_CASE(wdf_wmi_test_registration),
	KUNIT_CASE(wdf_wmi_test_refusals),
	KUNIT_CASE(wdf_wmi_test_string),
	{}
};

WDF_QUEUE_SUITE(wdf_wmi);
