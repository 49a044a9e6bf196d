/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite wdf_requirements: what a driver makes of the requirements and the resources of a software device, which has a range,
 * messages and a line; and a WDM driver below it, which sees what it gets of that.
 */
#include "wdf_case.h"

#define MESSAGES 4
#define RANGE 256
#define ALL (1 + MESSAGES + 1)

static struct {
	struct kunit *test;
	PWINWORK_SOFT_DEVICE soft;
	WINWORK_SOFT_DEVICE_CONFIG hardware;
	WDF_FDO_EVENT_CALLBACKS callbacks;
	struct journal journal;
	PDRIVER_OBJECT lower;
	PDEVICE_OBJECT below;		/* what the lower driver is attached to */
	ULONG lower_requirements, lower_resources, resources;	/* descriptors that were there */
	CM_PARTIAL_RESOURCE_DESCRIPTOR first;	/* of EvtDevicePrepareHardware */
	ULONG messages, lines;
	WDFINTERRUPT interrupt[2];
	/* What the callbacks do, if not NULL, and return. */
	void (*on_remove)(WDFIORESREQLIST lists);
	void (*on_add)(WDFIORESREQLIST lists);
	void (*on_start)(WDFCMRESLIST raw, WDFCMRESLIST translated);
	NTSTATUS remove_status, add_status, start_status;
	struct run *run;		/* of the lists that the driver makes */
	WDFIORESLIST list;
	WDFIORESREQLIST lists;
	WDFCMRESLIST raw;
} rq;

static WDFIORESLIST first_of(WDFIORESREQLIST lists)
{
	return WdfIoResourceRequirementsListGetIoResList(lists, 0);
}

/* ---- the driver ---------------------------------------------------------------------------------- */

static NTSTATUS filter_remove(WDFDEVICE device, WDFIORESREQLIST lists)
{
	note(&rq.journal, "remove");
	KUNIT_EXPECT_EQ(rq.test, KeGetCurrentIrql(), PASSIVE_LEVEL);
	if (rq.on_remove)
		rq.on_remove(lists);
	return rq.remove_status;
}

static NTSTATUS filter_add(WDFDEVICE device, WDFIORESREQLIST lists)
{
	note(&rq.journal, "add");
	KUNIT_EXPECT_EQ(rq.test, KeGetCurrentIrql(), PASSIVE_LEVEL);
	if (rq.on_add)
		rq.on_add(lists);
	return rq.add_status;
}

static NTSTATUS remove_added(WDFDEVICE device, WDFCMRESLIST raw, WDFCMRESLIST translated)
{
	note(&rq.journal, "remove added");
	KUNIT_EXPECT_EQ(rq.test, KeGetCurrentIrql(), PASSIVE_LEVEL);
	KUNIT_EXPECT_EQ(rq.test, WdfCmResourceListGetCount(raw), WdfCmResourceListGetCount(translated));
	if (rq.on_start)
		rq.on_start(raw, translated);
	return rq.start_status;
}

static NTSTATUS prepare(WDFDEVICE device, WDFCMRESLIST raw, WDFCMRESLIST translated)
{
	PCM_PARTIAL_RESOURCE_DESCRIPTOR each;
	ULONG i;

	note(&rq.journal, "prepare");
	rq.raw = raw;
	rq.resources = WdfCmResourceListGetCount(translated);
	for (i = 0; (each = WdfCmResourceListGetDescriptor(translated, i)); i++) {
		if (!i)
			rq.first = *each;
		if (each->Type == CmResourceTypeInterrupt)
			++*(each->Flags & CM_RESOURCE_INTERRUPT_MESSAGE ? &rq.messages : &rq.lines);
	}
	return STATUS_SUCCESS;
}

static BOOLEAN isr(WDFINTERRUPT interrupt, ULONG message)
{
	return FALSE;
}

static NTSTATUS made(WDFDEVICE device)
{
	WDF_INTERRUPT_CONFIG config;
	NTSTATUS status;

	WDF_INTERRUPT_CONFIG_INIT(&config, isr, NULL);
	status = WdfInterruptCreate(device, &config, NULL, &rq.interrupt[0]);
	if (!status)
		status = WdfInterruptCreate(device, &config, NULL, &rq.interrupt[1]);
	if (!status)
		WdfInterruptSetPolicy(rq.interrupt[0], WdfIrqPolicySpecifiedProcessors, WdfIrqPriorityHigh, 2);
	return status;
}

/* ---- the driver below ---------------------------------------------------------------------------- */

static NTSTATUS NTAPI lower_pnp(PDEVICE_OBJECT device, PIRP irp)
{
	PIO_STACK_LOCATION location = IoGetCurrentIrpStackLocation(irp);
	PIO_RESOURCE_REQUIREMENTS_LIST list = (PVOID)irp->IoStatus.Information;
	PCM_RESOURCE_LIST resources = location->Parameters.StartDevice.AllocatedResources;
	bool is_end = location->MinorFunction == IRP_MN_REMOVE_DEVICE;
	PDEVICE_OBJECT below = rq.below;
	NTSTATUS status;

	if (location->MinorFunction == IRP_MN_FILTER_RESOURCE_REQUIREMENTS) {
		note(&rq.journal, "lower filter");
		rq.lower_requirements = list ? list->List[0].Count : 0;
	}
	if (location->MinorFunction == IRP_MN_START_DEVICE) {
		note(&rq.journal, "lower start");
		rq.lower_resources = resources ? resources->List[0].PartialResourceList.Count : 0;
	}
	IoSkipCurrentIrpStackLocation(irp);
	status = IoCallDriver(below, irp);
	if (is_end) {
		IoDetachDevice(below);
		IoDeleteDevice(device);
	}
	return status;
}

static NTSTATUS NTAPI lower_power(PDEVICE_OBJECT device, PIRP irp)
{
	IoSkipCurrentIrpStackLocation(irp);
	return IoCallDriver(rq.below, irp);
}

static void set_up(PWDFDEVICE_INIT init)
{
	PDEVICE_OBJECT pdo = WdfFdoInitWdmGetPhysicalDevice(init), device;

	EXPECT_STATUS(rq.test, IoCreateDevice(rq.lower, 0, NULL, FILE_DEVICE_UNKNOWN, 0, FALSE, &device),
		      STATUS_SUCCESS);
	rq.below = IoAttachDeviceToDeviceStack(device, pdo);
	device->Flags |= pdo->Flags & DO_POWER_PAGABLE;
	device->Flags &= ~DO_DEVICE_INITIALIZING;
	WdfFdoInitSetEventCallbacks(init, &rq.callbacks);
}

/* ---- the case ------------------------------------------------------------------------------------ */

static int requirements_init(struct kunit *test)
{
	int error = wdf_init(test);

	if (error)
		return error;
	memset(&rq, 0, sizeof(rq));
	if (IoCreateDriver(NULL, keep_driver) != STATUS_SUCCESS)
		return -ENOMEM;
	rq.test = test;
	rq.lower = created_driver;
	rq.lower->MajorFunction[IRP_MJ_PNP] = lower_pnp;
	rq.lower->MajorFunction[IRP_MJ_POWER] = lower_power;
	rq.hardware = (WINWORK_SOFT_DEVICE_CONFIG){
		.Size = sizeof(rq.hardware), .RangeCount = 1, .Ranges = { { .Bytes = RANGE } },
		.MessageCount = MESSAGES, .HasLine = TRUE,
	};
	WDF_FDO_EVENT_CALLBACKS_INIT(&rq.callbacks);
	rq.callbacks.EvtDeviceFilterRemoveResourceRequirements = filter_remove;
	rq.callbacks.EvtDeviceFilterAddResourceRequirements = filter_add;
	rq.callbacks.EvtDeviceRemoveAddedResources = remove_added;
	WDF_PNPPOWER_EVENT_CALLBACKS_INIT(&wdf.callbacks);
	wdf.callbacks.EvtDevicePrepareHardware = prepare;
	wdf.init = set_up;
	wdf.made = made;
	return 0;
}

static void unplug(void)
{
	if (rq.soft)
		WinworkSoftDeviceUnplug(rq.soft, FALSE);
	rq.soft = NULL;
}

static void requirements_exit(struct kunit *test)
{
	unplug();
	wdf_exit(test);
	if (rq.lower)
		IoDeleteDriver(rq.lower);
	rq.lower = NULL;
}

static NTSTATUS plug(void)
{
	unplug();
	memset(&rq.journal, 0, sizeof(rq.journal));
	rq.resources = rq.lower_resources = rq.messages = rq.lines = 0;
	return WinworkSoftDevicePlug(fixture_of(rq.test)->driver, &rq.hardware, &rq.soft);
}

#define EXPECT_GOT(test, wanted_resources, wanted_messages, wanted_lines) do {	\
	KUNIT_EXPECT_EQ(test, rq.resources, (ULONG)(wanted_resources));		\
	KUNIT_EXPECT_EQ(test, rq.messages, (ULONG)(wanted_messages));		\
	KUNIT_EXPECT_EQ(test, rq.lines, (ULONG)(wanted_lines));			\
} while (0)

static PIO_RESOURCE_DESCRIPTOR descriptor_at(WDFIORESREQLIST lists, ULONG index)
{
	return WdfIoResourceListGetDescriptor(first_of(lists), index);
}

static bool is_line(PIO_RESOURCE_DESCRIPTOR each)
{
	return each->Type == CmResourceTypeInterrupt && !(each->Flags & CM_RESOURCE_INTERRUPT_MESSAGE);
}

/* ---- what callbacks do --------------------------------------------------------------------------- */

static void take_out(WDFIORESREQLIST lists, bool lines)
{
	ULONG i;

	for (i = WdfIoResourceListGetCount(first_of(lists)); i--;) {
		PIO_RESOURCE_DESCRIPTOR each = descriptor_at(lists, i);

		if (each->Type == CmResourceTypeInterrupt && is_line(each) == lines)
			WdfIoResourceListRemove(first_of(lists), i);
	}
}

static void take_out_messages(WDFIORESREQLIST lists)
{
	take_out(lists, false);
}

static void take_out_the_line(WDFIORESREQLIST lists)
{
	take_out(lists, true);
}

static void take_out_the_range(WDFIORESREQLIST lists)
{
	WdfIoResourceListRemove(first_of(lists), 0);
}

static void take_out_all_lists(WDFIORESREQLIST lists)
{
	WdfIoResourceRequirementsListRemove(lists, 0);
}

static const IO_RESOURCE_DESCRIPTOR private_data = {
	.Type = CmResourceTypeDevicePrivate, .ShareDisposition = CmResourceShareDriverExclusive, .Flags = 5,
	.u.DevicePrivate.Data = { 11, 22, 33 },
};

static const IO_RESOURCE_DESCRIPTOR other_range = {
	.Type = CmResourceTypeMemory,
	.u.Memory = { .Length = 4096, .Alignment = 4096, .MaximumAddress.QuadPart = 0xffffffff },
};

static void insert(WDFIORESLIST list, const IO_RESOURCE_DESCRIPTOR *descriptor, ULONG index)
{
	EXPECT_STATUS(rq.test, WdfIoResourceListInsertDescriptor(list, (PIO_RESOURCE_DESCRIPTOR)descriptor, index),
		      STATUS_SUCCESS);
}

static void add_private(WDFIORESREQLIST lists)
{
	insert(first_of(lists), &private_data, 0);
}

static void add_other_range(WDFIORESREQLIST lists)
{
	insert(first_of(lists), &other_range, 0);
}

/* The range, or another one, which the machine does not have. */
static void add_alternative(WDFIORESREQLIST lists)
{
	IO_RESOURCE_DESCRIPTOR alternative = *descriptor_at(lists, 0);

	add_other_range(lists);
	alternative.Option = IO_RESOURCE_ALTERNATIVE;
	WdfIoResourceListUpdateDescriptor(first_of(lists), &alternative, 1);
}

/* Before the device's list, another one. */
static void add_list(WDFIORESREQLIST lists, bool has_other_range)
{
	WDFIORESLIST list = NULL;

	EXPECT_STATUS(rq.test, WdfIoResourceListCreate(lists, NULL, &list), STATUS_SUCCESS);
	insert(list, descriptor_at(lists, 0), WDF_INSERT_AT_END);
	if (has_other_range)
		insert(list, &other_range, WDF_INSERT_AT_END);
	EXPECT_STATUS(rq.test, WdfIoResourceRequirementsListInsertIoResList(lists, list, 0), STATUS_SUCCESS);
}

static void add_list_that_fits(WDFIORESREQLIST lists)
{
	add_list(lists, false);
}

static void add_list_that_does_not_fit(WDFIORESREQLIST lists)
{
	add_list(lists, true);
}

static void remove_first_resource(WDFCMRESLIST raw, WDFCMRESLIST translated)
{
	WdfCmResourceListRemove(raw, 0);
	WdfCmResourceListRemoveByDescriptor(translated, WdfCmResourceListGetDescriptor(translated, 0));
}

static void remove_all_resources(WDFCMRESLIST raw, WDFCMRESLIST translated)
{
	while (WdfCmResourceListGetCount(raw))
		remove_first_resource(raw, translated);
}

/* ---- the cases ----------------------------------------------------------------------------------- */

static void expect_all(WDFIORESREQLIST lists)
{
	KUNIT_EXPECT_EQ(rq.test, WdfIoResourceRequirementsListGetCount(lists), 1u);
	KUNIT_EXPECT_EQ(rq.test, WdfIoResourceListGetCount(first_of(lists)), (ULONG)ALL);
	KUNIT_EXPECT_EQ(rq.test, (int)descriptor_at(lists, 0)->Type, CmResourceTypeMemory);
	KUNIT_EXPECT_EQ(rq.test, descriptor_at(lists, 0)->u.Memory.Length, (ULONG)RANGE);
	KUNIT_EXPECT_TRUE(rq.test, is_line(descriptor_at(lists, ALL - 1)));
}

/* row 1300: before the driver below, and behind it; and before that starts */
static void wdf_requirements_test_callbacks_come_in_their_order(struct kunit *test)
{
	rq.on_remove = rq.on_add = expect_all;
	ASSERT_SUCCESS(test, plug());
	EXPECT_JOURNAL(test, &rq.journal, "remove", "lower filter", "add", "remove added", "lower start", "prepare");
	EXPECT_GOT(test, 1 + MESSAGES, MESSAGES, 0);
	KUNIT_EXPECT_EQ(test, rq.lower_requirements, (ULONG)ALL);
	KUNIT_EXPECT_EQ(test, rq.lower_resources, 1u + MESSAGES);
	EXPECT_NO_REPORT(test);
}

/* row 1301: what the first callback takes out nobody below sees; what the third one takes out the driver itself gets */
static void wdf_requirements_test_drivers_below_get_what_is_left(struct kunit *test)
{
	rq.on_remove = take_out_messages;
	ASSERT_SUCCESS(test, plug());
	KUNIT_EXPECT_EQ(test, rq.lower_requirements, 2u);
	EXPECT_GOT(test, 2, 0, 1);
	rq.on_remove = NULL;
	rq.on_add = take_out_messages;
	rq.on_start = remove_first_resource;
	ASSERT_SUCCESS(test, plug());
	KUNIT_EXPECT_EQ(test, rq.lower_requirements, (ULONG)ALL);
	KUNIT_EXPECT_EQ(test, rq.lower_resources, 1u);
	EXPECT_GOT(test, 2, 0, 1);
	rq.on_start = remove_all_resources;
	ASSERT_SUCCESS(test, plug());
	KUNIT_EXPECT_EQ(test, rq.lower_resources, 0u);
	EXPECT_GOT(test, 2, 0, 1);
	EXPECT_NO_REPORT(test);
}

/* row 1302 */
static void wdf_requirements_test_callbacks_that_fail(struct kunit *test)
{
	rq.on_remove = rq.on_add = take_out_messages;
	rq.remove_status = STATUS_UNSUCCESSFUL;
	ASSERT_SUCCESS(test, plug());
	EXPECT_JOURNAL(test, &rq.journal, "remove", "remove added", "lower start", "prepare");
	EXPECT_GOT(test, 1 + MESSAGES, MESSAGES, 0);
	rq.on_remove = NULL;
	rq.remove_status = STATUS_SUCCESS;
	rq.add_status = STATUS_UNSUCCESSFUL;
	ASSERT_SUCCESS(test, plug());
	EXPECT_GOT(test, 1 + MESSAGES, MESSAGES, 0);
	/* No list is no change. */
	rq.add_status = STATUS_SUCCESS;
	rq.on_add = take_out_all_lists;
	ASSERT_SUCCESS(test, plug());
	EXPECT_GOT(test, 1 + MESSAGES, MESSAGES, 0);
	rq.start_status = STATUS_IO_DEVICE_ERROR;
	EXPECT_STATUS(test, plug(), STATUS_IO_DEVICE_ERROR);
	EXPECT_JOURNAL(test, &rq.journal, "remove", "lower filter", "add", "remove added");
	EXPECT_NO_REPORT(test);
}

/* row 1303: the line is there for want of messages, unless it is filtered away; an alternative list; none that fits */
static void wdf_requirements_test_first_list_that_can_be_had(struct kunit *test)
{
	rq.on_add = add_list_that_fits;
	ASSERT_SUCCESS(test, plug());
	EXPECT_GOT(test, 1, 0, 0);
	rq.on_add = add_list_that_does_not_fit;
	ASSERT_SUCCESS(test, plug());
	EXPECT_GOT(test, 1 + MESSAGES, MESSAGES, 0);
	rq.on_add = add_other_range;
	EXPECT_STATUS(test, plug(), STATUS_CONFLICTING_ADDRESSES);
	EXPECT_JOURNAL(test, &rq.journal, "remove", "lower filter", "add");
	rq.on_add = NULL;
	rq.hardware.LacksMessages = TRUE;
	ASSERT_SUCCESS(test, plug());
	EXPECT_GOT(test, 2, 0, 1);
	rq.on_add = take_out_the_line;
	EXPECT_STATUS(test, plug(), STATUS_CONFLICTING_ADDRESSES);
#if HAVE_LOG_READER
	KUNIT_EXPECT_TRUE(test, log_has("none of its 1 lists of requirements can be had, status 0xC0000018"));
#endif
	EXPECT_NO_REPORT(test);
}

/* row 1304 */
static void wdf_requirements_test_ranges_and_private_data(struct kunit *test)
{
	rq.on_add = take_out_the_range;
	ASSERT_SUCCESS(test, plug());
	EXPECT_GOT(test, MESSAGES, MESSAGES, 0);
	rq.on_add = add_private;
	rq.on_start = remove_first_resource;
	ASSERT_SUCCESS(test, plug());
	EXPECT_GOT(test, 1 + 1 + MESSAGES, MESSAGES, 0);
	KUNIT_EXPECT_EQ(test, rq.lower_resources, 1u + MESSAGES);
	KUNIT_EXPECT_EQ(test, (int)rq.first.Type, CmResourceTypeDevicePrivate);
	KUNIT_EXPECT_EQ(test, (int)rq.first.Flags, 5);
	KUNIT_EXPECT_EQ(test, (int)rq.first.ShareDisposition, CmResourceShareDriverExclusive);
	KUNIT_EXPECT_EQ(test, rq.first.u.DevicePrivate.Data[0], 11u);
	KUNIT_EXPECT_EQ(test, rq.first.u.DevicePrivate.Data[2], 33u);
	rq.on_start = NULL;
	rq.on_add = add_alternative;
	ASSERT_SUCCESS(test, plug());
	EXPECT_GOT(test, 1 + MESSAGES, MESSAGES, 0);
	KUNIT_EXPECT_EQ(test, rq.first.u.Memory.Length, (ULONG)RANGE);
	EXPECT_NO_REPORT(test);
}

/* The policy of the driver's first interrupt is in the descriptor of the first message, and in that of the line. */
static void choose_processors(WDFIORESREQLIST lists)
{
	IO_RESOURCE_DESCRIPTOR second = *descriptor_at(lists, 2);
	ULONG i;

	for (i = 1; i < ALL; i++) {
		PIO_RESOURCE_DESCRIPTOR each = descriptor_at(lists, i);
		bool has = i == 1 || i == ALL - 1;

		KUNIT_EXPECT_EQ(rq.test, has, (bool)(each->Flags & CM_RESOURCE_INTERRUPT_POLICY_INCLUDED));
		KUNIT_EXPECT_EQ(rq.test, (int)each->u.Interrupt.AffinityPolicy,
				has ? IrqPolicySpecifiedProcessors : IrqPolicyMachineDefault);
		KUNIT_EXPECT_EQ(rq.test, (int)each->u.Interrupt.PriorityPolicy,
				has ? IrqPriorityHigh : IrqPriorityUndefined);
		KUNIT_EXPECT_EQ(rq.test, each->u.Interrupt.TargetedProcessors, (KAFFINITY)(has ? 2 : 0));
	}
	second.Flags |= CM_RESOURCE_INTERRUPT_POLICY_INCLUDED;
	second.u.Interrupt.AffinityPolicy = IrqPolicySpecifiedProcessors;
	second.u.Interrupt.TargetedProcessors = 1;
	WdfIoResourceListUpdateDescriptor(first_of(lists), &second, 2);
}

static void choose_for_the_first(WDFIORESREQLIST lists)
{
	IO_RESOURCE_DESCRIPTOR first = *descriptor_at(lists, 1);

	first.Flags |= CM_RESOURCE_INTERRUPT_POLICY_INCLUDED;
	first.u.Interrupt.AffinityPolicy = IrqPolicySpecifiedProcessors;
	first.u.Interrupt.TargetedProcessors = 1;
	WdfIoResourceListUpdateDescriptor(first_of(lists), &first, 1);
}

static KAFFINITY processors_of(int number)
{
	WDF_INTERRUPT_INFO info;

	WDF_INTERRUPT_INFO_INIT(&info);
	WdfInterruptGetInfo(rq.interrupt[number], &info);
	KUNIT_EXPECT_EQ(rq.test, (int)info.Group, 0);
	return info.TargetProcessorSet;
}

/* row 1305: of the driver, of the list, and of both */
static void wdf_requirements_test_policies(struct kunit *test)
{
	rq.on_add = choose_processors;
	ASSERT_SUCCESS(test, plug());
	KUNIT_EXPECT_EQ(test, processors_of(0), (KAFFINITY)2);
	KUNIT_EXPECT_EQ(test, processors_of(1), (KAFFINITY)1);
	rq.on_add = NULL;
	rq.on_remove = choose_for_the_first;
	ASSERT_SUCCESS(test, plug());
	KUNIT_EXPECT_EQ(test, processors_of(0), (KAFFINITY)1);
	KUNIT_EXPECT_EQ(test, processors_of(1), ~(KAFFINITY)0);
	EXPECT_NO_REPORT(test);
}

static void expect_data(WDFIORESLIST list, ULONG a, ULONG b, ULONG c)
{
	ULONG data[] = { a, b, c }, i;

	KUNIT_EXPECT_EQ(rq.test, WdfIoResourceListGetCount(list), 3u);
	for (i = 0; i < 3 && i < WdfIoResourceListGetCount(list); i++)
		KUNIT_EXPECT_EQ(rq.test, WdfIoResourceListGetDescriptor(list, i)->u.DevicePrivate.Data[0], data[i]);
	KUNIT_EXPECT_NULL(rq.test, WdfIoResourceListGetDescriptor(list, 3));
}

static void use_lists(WDFIORESREQLIST lists)
{
	IO_RESOURCE_DESCRIPTOR made = private_data;
	WDFIORESLIST list = NULL, last = NULL;

	EXPECT_STATUS(rq.test, WdfIoResourceListCreate(lists, NULL, &list), STATUS_SUCCESS);
	EXPECT_STATUS(rq.test, WdfIoResourceListCreate(lists, NULL, &last), STATUS_SUCCESS);
	for (made.u.DevicePrivate.Data[0] = 1; made.u.DevicePrivate.Data[0] < 4; made.u.DevicePrivate.Data[0]++)
		EXPECT_STATUS(rq.test, WdfIoResourceListAppendDescriptor(list, &made), STATUS_SUCCESS);
	insert(list, &made, 1);
	WdfIoResourceListRemove(list, 0);
	expect_data(list, 4, 2, 3);
	/* A write to a copy changes nothing. */
	WdfIoResourceListGetDescriptor(list, 0)->u.DevicePrivate.Data[0] = 7;
	expect_data(list, 4, 2, 3);
	WdfIoResourceListRemoveByDescriptor(list, &made);
	insert(list, &made, 2);
	expect_data(list, 2, 3, 4);
	made.u.DevicePrivate.Data[0] = 9;
	WdfIoResourceListUpdateDescriptor(list, &made, 2);
	expect_data(list, 2, 3, 9);
	EXPECT_STATUS(rq.test, WdfIoResourceRequirementsListAppendIoResList(lists, last), STATUS_SUCCESS);
	EXPECT_STATUS(rq.test, WdfIoResourceRequirementsListInsertIoResList(lists, list, 1), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(rq.test, WdfIoResourceRequirementsListGetCount(lists), 3u);
	KUNIT_EXPECT_PTR_EQ(rq.test, WdfIoResourceRequirementsListGetIoResList(lists, 1), list);
	KUNIT_EXPECT_PTR_EQ(rq.test, WdfIoResourceRequirementsListGetIoResList(lists, 2), last);
	KUNIT_EXPECT_NULL(rq.test, (void *)WdfIoResourceRequirementsListGetIoResList(lists, 3));
	WdfIoResourceRequirementsListRemoveByIoResList(lists, list);
	WdfIoResourceRequirementsListRemove(lists, 1);
	KUNIT_EXPECT_EQ(rq.test, WdfIoResourceRequirementsListGetCount(lists), 1u);
	WdfIoResourceRequirementsListSetInterfaceType(lists, Isa);
	WdfIoResourceRequirementsListSetSlotNumber(lists, 77);
}

static void expect_bus(PIO_RESOURCE_REQUIREMENTS_LIST list)
{
	KUNIT_EXPECT_EQ(rq.test, (int)list->InterfaceType, Isa);
	KUNIT_EXPECT_EQ(rq.test, list->SlotNumber, 77u);
}

static NTSTATUS NTAPI see_bus(PDEVICE_OBJECT device, PIRP irp)
{
	if (IoGetCurrentIrpStackLocation(irp)->MinorFunction == IRP_MN_FILTER_RESOURCE_REQUIREMENTS)
		expect_bus((PVOID)irp->IoStatus.Information);
	return lower_pnp(device, irp);
}

static void use_resources(WDFCMRESLIST raw, WDFCMRESLIST translated)
{
	CM_PARTIAL_RESOURCE_DESCRIPTOR made = { .Type = CmResourceTypeDevicePrivate, .u.DevicePrivate.Data = { 1 } };

	EXPECT_STATUS(rq.test, WdfCmResourceListAppendDescriptor(raw, &made), STATUS_SUCCESS);
	EXPECT_STATUS(rq.test, WdfCmResourceListInsertDescriptor(raw, &made, 0), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(rq.test, WdfCmResourceListGetDescriptor(raw, 0)->u.DevicePrivate.Data[0], 1u);
	KUNIT_EXPECT_EQ(rq.test, WdfCmResourceListGetDescriptor(raw, 2 + MESSAGES)->u.DevicePrivate.Data[0], 1u);
}

/* row 1306 */
static void wdf_requirements_test_functions_of_lists(struct kunit *test)
{
	rq.lower->MajorFunction[IRP_MJ_PNP] = see_bus;
	rq.on_remove = use_lists;
	rq.on_start = use_resources;
	ASSERT_SUCCESS(test, plug());
	KUNIT_EXPECT_EQ(test, rq.lower_resources, 3u + MESSAGES);
	EXPECT_GOT(test, 1 + MESSAGES, MESSAGES, 0);
	EXPECT_NO_REPORT(test);
}

/* Of the lists that the driver makes: one that it puts in and takes out, one that it cannot put in, one that it leaves. */
static void make_lists(WDFIORESREQLIST lists)
{
	WDF_OBJECT_ATTRIBUTES attributes;
	WDFIORESLIST list[3];
	int i;

	attributes_for(&attributes, NULL);
	rq.lists = lists;
	rq.list = first_of(lists);
	for (i = 0; i < 3; i++) {
		EXPECT_STATUS(rq.test, WdfIoResourceListCreate(lists, &attributes, &list[i]), STATUS_SUCCESS);
		run_context(list[i])->run = rq.run;
	}
	EXPECT_STATUS(rq.test, WdfIoResourceRequirementsListAppendIoResList(lists, list[0]), STATUS_SUCCESS);
	WdfIoResourceRequirementsListRemoveByIoResList(lists, list[0]);
	KUNIT_EXPECT_EQ(rq.test, atomic_read(&rq.run->destroys), 1);
	EXPECT_STATUS(rq.test, WdfIoResourceRequirementsListInsertIoResList(lists, list[1], 2),
		      STATUS_ARRAY_BOUNDS_EXCEEDED);
	KUNIT_EXPECT_EQ(rq.test, atomic_read(&rq.run->destroys), 2);
	/* A reference keeps the memory, and nothing else. */
	WdfObjectReference(rq.lists);
	WdfObjectReference(rq.list);
}

/* row 1307 */
static void wdf_requirements_test_lists_end_with_the_callback(struct kunit *test)
{
	IO_RESOURCE_DESCRIPTOR made = private_data;

	rq.run = new_run(test);
	rq.on_add = make_lists;
	ASSERT_SUCCESS(test, plug());
	KUNIT_EXPECT_EQ(test, atomic_read(&rq.run->cleanups), 3);
	KUNIT_EXPECT_EQ(test, atomic_read(&rq.run->destroys), 3);
	KUNIT_EXPECT_EQ(test, WdfIoResourceListGetCount(rq.list), (ULONG)ALL);
	EXPECT_STATUS(test, WdfIoResourceListAppendDescriptor(rq.list, &made), STATUS_ACCESS_DENIED);
	expect_refusal(test, __LINE__, false, "WdfIoResourceListAppendDescriptor", STATUS_ACCESS_DENIED,
		       "the list cannot be changed now");
	WdfObjectDereference(rq.list);
	WdfObjectDereference(rq.lists);
	EXPECT_NO_REPORT(test);
	KUNIT_EXPECT_EQ(test, WdfIoResourceRequirementsListGetCount(rq.lists), 0u);
	EXPECT_REPORT(test, "WdfIoResourceRequirementsListGetCount", BUGCHECK_WDF_VIOLATION, INVALID_HANDLE, ANY, ANY,
		      ANY, ANY);
}

#define EXPECT_LIST_REFUSAL(function, status, text) \
	expect_refusal(rq.test, __LINE__, false, function, status, text)

static void misuse_lists(WDFIORESREQLIST lists)
{
	IO_RESOURCE_DESCRIPTOR made = private_data;
	WDFIORESLIST list = first_of(lists);
	KIRQL irql;

	EXPECT_STATUS(rq.test, WdfIoResourceListInsertDescriptor(list, &made, ALL + 1), STATUS_ARRAY_BOUNDS_EXCEEDED);
	EXPECT_LIST_REFUSAL("WdfIoResourceListInsertDescriptor", STATUS_ARRAY_BOUNDS_EXCEEDED, "Index is 7, the list has 6");
	WdfIoResourceListRemove(list, ALL);
	EXPECT_LIST_REFUSAL("WdfIoResourceListRemove", STATUS_NOT_FOUND, "the list has no such descriptor");
	WdfIoResourceListUpdateDescriptor(list, &made, ALL);
	EXPECT_LIST_REFUSAL("WdfIoResourceListUpdateDescriptor", STATUS_NOT_FOUND, "the list has no such descriptor");
	WdfIoResourceListRemoveByDescriptor(list, &made);
	EXPECT_LIST_REFUSAL("WdfIoResourceListRemoveByDescriptor", STATUS_NOT_FOUND, "the list has no such descriptor");
	WdfIoResourceRequirementsListRemove(lists, 1);
	EXPECT_LIST_REFUSAL("WdfIoResourceRequirementsListRemove", STATUS_NOT_FOUND, "the requirements have no such list");
	EXPECT_STATUS(rq.test, WdfIoResourceRequirementsListAppendIoResList(lists, list), STATUS_INVALID_DEVICE_REQUEST);
	EXPECT_LIST_REFUSAL("WdfIoResourceRequirementsListAppendIoResList", STATUS_INVALID_DEVICE_REQUEST,
			    "IoResList is of other requirements");
	EXPECT_NO_REPORT(rq.test);
	EXPECT_STATUS(rq.test, WdfIoResourceListAppendDescriptor(list, NULL), STATUS_INVALID_PARAMETER);
	EXPECT_VIOLATION(rq.test, "WdfIoResourceListAppendDescriptor", REQUIRED_PARAMETER_IS_NULL, NULL);
	EXPECT_STATUS(rq.test, WdfIoResourceListCreate(lists, NULL, NULL), STATUS_INVALID_PARAMETER);
	EXPECT_VIOLATION(rq.test, "WdfIoResourceListCreate", REQUIRED_PARAMETER_IS_NULL, NULL);
	KUNIT_EXPECT_EQ(rq.test, WdfIoResourceListGetCount((WDFIORESLIST)lists), 0u);
	EXPECT_VIOLATION(rq.test, "WdfIoResourceListGetCount", INVALID_HANDLE, lists);
	KeRaiseIrql(HIGH_LEVEL, &irql);
	WdfIoResourceRequirementsListSetSlotNumber(lists, 1);
	KeLowerIrql(irql);
	EXPECT_REPORT(rq.test, "WdfIoResourceRequirementsListSetSlotNumber", BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, ANY, ANY,
		      ANY, ANY, lists);
	KUNIT_EXPECT_EQ(rq.test, WdfIoResourceListGetCount(list), (ULONG)ALL);
}

static void misuse_resources(WDFCMRESLIST raw, WDFCMRESLIST translated)
{
	CM_PARTIAL_RESOURCE_DESCRIPTOR made = { .Type = CmResourceTypeDevicePrivate };

	EXPECT_STATUS(rq.test, WdfCmResourceListInsertDescriptor(raw, &made, ALL), STATUS_ARRAY_BOUNDS_EXCEEDED);
	EXPECT_LIST_REFUSAL("WdfCmResourceListInsertDescriptor", STATUS_ARRAY_BOUNDS_EXCEEDED, "Index is 6, the list has 5");
	WdfCmResourceListRemoveByDescriptor(raw, &made);
	EXPECT_LIST_REFUSAL("WdfCmResourceListRemoveByDescriptor", STATUS_NOT_FOUND, "the list has no such descriptor");
}

/* row 1308 */
static void wdf_requirements_test_misuse_of_lists(struct kunit *test)
{
	rq.on_add = misuse_lists;
	rq.on_start = misuse_resources;
	ASSERT_SUCCESS(test, plug());
	EXPECT_GOT(test, 1 + MESSAGES, MESSAGES, 0);
	WdfCmResourceListRemove(rq.raw, 0);
	EXPECT_LIST_REFUSAL("WdfCmResourceListRemove", STATUS_ACCESS_DENIED, "the list cannot be changed now");
	KUNIT_EXPECT_EQ(test, WdfCmResourceListGetCount(rq.raw), 1u + MESSAGES);
	EXPECT_NO_REPORT(test);
}

/* row 1309 */
static void wdf_requirements_test_wrong_callbacks(struct kunit *test)
{
	PWDFDEVICE_INIT init = WdfControlDeviceInitAllocate(wdf.driver, NULL);

	KUNIT_ASSERT_NOT_NULL(test, (void *)init);
	WdfFdoInitSetEventCallbacks(init, &rq.callbacks);
	EXPECT_VIOLATION(test, "WdfFdoInitSetEventCallbacks", OBJECT_ERROR, init);
	WdfFdoInitSetEventCallbacks(init, NULL);
	EXPECT_VIOLATION(test, "WdfFdoInitSetEventCallbacks", REQUIRED_PARAMETER_IS_NULL, NULL);
	WdfDeviceInitFree(init);
	rq.callbacks.EvtDeviceRemoveAddedResources = NULL;
	ASSERT_SUCCESS(test, plug());
	EXPECT_LIST_REFUSAL("WdfFdoInitSetEventCallbacks", STATUS_INVALID_PARAMETER,
			    "EvtDeviceFilterAddResourceRequirements is set");
	EXPECT_JOURNAL(test, &rq.journal, "lower filter", "lower start", "prepare");
	rq.callbacks.Size--;
	ASSERT_SUCCESS(test, plug());
	EXPECT_LIST_REFUSAL("WdfFdoInitSetEventCallbacks", STATUS_INFO_LENGTH_MISMATCH, "WDF_FDO_EVENT_CALLBACKS");
	EXPECT_NO_REPORT(test);
}

static struct kunit_case wdf_requirements_cases[] = {
	KUNIT_CASE(wdf_requirements_test_callbacks_come_in_their_order),
	KUNIT_CASE(wdf_requirements_test_drivers_below_get_what_is_left),
	KUNIT_CASE(wdf_requirements_test_callbacks_that_fail),
	KUNIT_CASE(wdf_requirements_test_first_list_that_can_be_had),
	KUNIT_CASE(wdf_requirements_test_ranges_and_private_data),
	KUNIT_CASE(wdf_requirements_test_policies),
	KUNIT_CASE(wdf_requirements_test_functions_of_lists),
	KUNIT_CASE(wdf_requirements_test_lists_end_with_the_callback),
	KUNIT_CASE(wdf_requirements_test_misuse_of_lists),
	KUNIT_CASE(wdf_requirements_test_wrong_callbacks),
	{}
};

WINWORK_SUITE_WITH(wdf_requirements, requirements_init, requirements_exit);
