/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite ndis_add_device: the handlers of a miniport driver for Plug and Play, and what they make of a device's resources.
 */
#include "ndis_case.h"

#include <winwork/pnp_port.h>

#define MESSAGES 4
#define RANGE 256

static const WINWORK_SOFT_DEVICE_CONFIG hardware = {
	.Size = sizeof(hardware),
	.RangeCount = 1,
	.Ranges = { { .Bytes = RANGE } },
	.MessageCount = MESSAGES,
	.HasLine = TRUE,
};

/* A driver: its handlers add a letter to net.events. */
struct card {
	struct net net;			/* first: the context of the other handlers */
	PWINWORK_SOFT_DEVICE device;
	NDIS_HANDLE added;		/* the adapter that MiniportAddDevice has got */
	PDEVICE_OBJECT pdo;		/* of it */
	NDIS_STATUS add_status, start_status, filter_status;
	PIO_RESOURCE_REQUIREMENTS_LIST seen;	/* a copy */
	void (*on_filter)(struct card *card, PIO_RESOURCE_REQUIREMENTS_LIST list, PIRP irp);
	void (*on_start)(struct card *card, PIO_STACK_LOCATION location);
	struct completion ended;	/* MiniportRemoveDevice was called */
};

#if HAVE_LOG_READER
#define EXPECT_LOG(test, text) KUNIT_EXPECT_TRUE_MSG(test, log_has(text), "%s", text)
#else
#define EXPECT_LOG(test, text)
#endif

#define EXPECT_STATUS(test, call, status) \
	KUNIT_EXPECT_EQ_MSG(test, (unsigned int)(call), (unsigned int)(status), "%s", #call)

static void note_call(struct card *card, char event)
{
	size_t length = strlen(card->net.events);

	KUNIT_EXPECT_EQ(card->net.test, KeGetCurrentIrql(), PASSIVE_LEVEL);
	if (length < sizeof(card->net.events) - 1)
		card->net.events[length] = event;
}

static NDIS_STATUS set_context(NDIS_HANDLE adapter, NDIS_HANDLE context)
{
	NDIS_MINIPORT_ADAPTER_ATTRIBUTES attributes = {
		.AddDeviceRegistrationAttributes = {
			.Header = {
				NDIS_OBJECT_TYPE_MINIPORT_ADD_DEVICE_REGISTRATION_ATTRIBUTES,
				NDIS_MINIPORT_ADD_DEVICE_REGISTRATION_ATTRIBUTES_REVISION_1,
				NDIS_SIZEOF_MINIPORT_ADD_DEVICE_REGISTRATION_ATTRIBUTES_REVISION_1,
			},
			.MiniportAddDeviceContext = context,
		},
	};

	return NdisMSetMiniportAttributes(adapter, &attributes);
}

static NDIS_STATUS add(NDIS_HANDLE adapter, NDIS_HANDLE driver_context)
{
	struct card *card = driver_context;

	note_call(card, 'a');
	card->added = adapter;
	NdisMGetDeviceProperty(adapter, &card->pdo, NULL, NULL, NULL, NULL);
	EXPECT_STATUS(card->net.test, set_context(adapter, card), NDIS_STATUS_SUCCESS);
	return card->add_status;
}

static VOID end(NDIS_HANDLE context)
{
	struct card *card = context;

	note_call(card, 'e');
	complete(&card->ended);
}

static NDIS_STATUS filter(NDIS_HANDLE context, PIRP irp)
{
	PIO_RESOURCE_REQUIREMENTS_LIST list = (PVOID)irp->IoStatus.Information;
	struct card *card = context;

	note_call(card, 'f');
	KUNIT_EXPECT_EQ(card->net.test, (int)IoGetCurrentIrpStackLocation(irp)->MinorFunction,
			IRP_MN_FILTER_RESOURCE_REQUIREMENTS);
	card->seen = case_alloc(card->net.test, list->ListSize);
	memcpy(card->seen, list, list->ListSize);
	if (card->on_filter)
		card->on_filter(card, list, irp);
	return card->filter_status;
}

static NDIS_STATUS start(NDIS_HANDLE context, PIRP irp)
{
	struct card *card = context;
	PIO_STACK_LOCATION location = IoGetCurrentIrpStackLocation(irp);

	note_call(card, 's');
	KUNIT_EXPECT_EQ(card->net.test, (int)location->MinorFunction, IRP_MN_START_DEVICE);
	/* The drivers below come first. */
	EXPECT_STATUS(card->net.test, irp->IoStatus.Status, STATUS_SUCCESS);
	if (card->on_start)
		card->on_start(card, location);
	return card->start_status;
}

static const NDIS_MINIPORT_PNP_CHARACTERISTICS handlers = {
	.Header = {
		NDIS_OBJECT_TYPE_MINIPORT_PNP_CHARACTERISTICS, NDIS_MINIPORT_PNP_CHARACTERISTICS_REVISION_1,
		NDIS_SIZEOF_MINIPORT_PNP_CHARACTERISTICS_REVISION_1,
	},
	.MiniportAddDeviceHandler = add,
	.MiniportRemoveDeviceHandler = end,
	.MiniportFilterResourceRequirementsHandler = filter,
	.MiniportStartDeviceHandler = start,
};

static NDIS_STATUS set(NDIS_HANDLE driver)
{
	return NdisSetOptionalHandlers(driver, (PNDIS_DRIVER_OPTIONAL_HANDLERS)&handlers);
}

static NDIS_STATUS set_options(NDIS_HANDLE driver, NDIS_HANDLE context)
{
	return set(driver);
}

static struct card *new_card(struct kunit *test)
{
	NDIS_MINIPORT_DRIVER_CHARACTERISTICS characteristics = miniport_characteristics();
	struct card *card = case_alloc_type(test, struct card);
	PDRIVER_OBJECT driver = fixture_of(test)->driver;

	card->net.test = test;
	init_completion(&card->ended);
	characteristics.SetOptionsHandler = set_options;
	EXPECT_STATUS(test, NdisMRegisterMiniportDriver(driver, &driver->DriverName, card, &characteristics,
							&card->net.miniport), NDIS_STATUS_SUCCESS);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, card->net.miniport);
	return card;
}

static NTSTATUS plug(struct card *card, const WINWORK_SOFT_DEVICE_CONFIG *config)
{
	return WinworkSoftDevicePlug(fixture_of(card->net.test)->driver, config, &card->device);
}

static void end_card(struct card *card)
{
	if (card->device)
		WinworkSoftDeviceUnplug(card->device, FALSE);
	end_net(&card->net);
}

/* Interrupts of the device that has started: messages, and lines. */
static void count_interrupts(struct card *card, int *messages, int *lines)
{
	PCM_PARTIAL_RESOURCE_LIST list = card->net.parameters.AllocatedResources;
	ULONG i;

	*messages = *lines = 0;
	for (i = 0; list && i < list->Count; i++) {
		CM_PARTIAL_RESOURCE_DESCRIPTOR *each = &list->PartialDescriptors[i];

		if (each->Type == CmResourceTypeInterrupt)
			++*(each->Flags & CM_RESOURCE_INTERRUPT_MESSAGE ? messages : lines);
	}
}

static void expect_interrupts(struct card *card, int messages, int lines)
{
	int got_messages, got_lines;

	count_interrupts(card, &got_messages, &got_lines);
	KUNIT_EXPECT_EQ(card->net.test, got_messages, messages);
	KUNIT_EXPECT_EQ(card->net.test, got_lines, lines);
}

/* row 1290 */
static void ndis_add_device_test_handlers_come_in_their_order(struct kunit *test)
{
	struct card *card = new_card(test);

	EXPECT_STATUS(test, plug(card, &hardware), STATUS_SUCCESS);
	KUNIT_EXPECT_STREQ(test, card->net.events, "afsIR");
	KUNIT_EXPECT_PTR_EQ(test, card->added, card->net.adapter);
	KUNIT_EXPECT_PTR_EQ(test, card->pdo, WinworkSoftDeviceGetPdo(card->device));
	KUNIT_EXPECT_PTR_EQ(test, card->net.parameters.MiniportAddDeviceContext, (PVOID)card);
	WinworkSoftDeviceUnplug(card->device, FALSE);
	card->device = NULL;
	KUNIT_EXPECT_STREQ(test, card->net.events, "afsIRPHe");
	end_card(card);
	EXPECT_NO_REPORT(test);
}

/* row 1291: nothing is called after MiniportAddDevice has failed; and after another one MiniportRemoveDevice */
static void ndis_add_device_test_failures(struct kunit *test)
{
	struct card *card = new_card(test);

	card->add_status = NDIS_STATUS_RESOURCES;
	EXPECT_STATUS(test, plug(card, &hardware), STATUS_INSUFFICIENT_RESOURCES);
	KUNIT_EXPECT_NULL(test, card->device);
	KUNIT_EXPECT_STREQ(test, card->net.events, "a");
	card->add_status = NDIS_STATUS_SUCCESS;
	card->start_status = NDIS_STATUS_NOT_ACCEPTED;
	EXPECT_STATUS(test, plug(card, &hardware), STATUS_UNSUCCESSFUL);
	KUNIT_EXPECT_STREQ(test, card->net.events, "aafse");
	card->start_status = NDIS_STATUS_SUCCESS;
	card->net.initialize_status = NDIS_STATUS_FAILURE;
	EXPECT_STATUS(test, plug(card, &hardware), STATUS_UNSUCCESSFUL);
	KUNIT_EXPECT_STREQ(test, card->net.events, "aafseafsIe");
	end_card(card);
	EXPECT_NO_REPORT(test);
}

/* row 1292 */
static void ndis_add_device_test_attributes_and_handlers_at_the_wrong_time(struct kunit *test)
{
	NDIS_DRIVER_OPTIONAL_HANDLERS other = { .Header = { 0x77, 1, sizeof(other) } };
	struct card *card;

	fixture_name_driver(test);
	card = new_card(test);
	EXPECT_STATUS(test, plug(card, &hardware), STATUS_SUCCESS);
	EXPECT_STATUS(test, set_context(card->net.adapter, NULL), NDIS_STATUS_NOT_SUPPORTED);
	expect_refusal(test, __LINE__, true, "NdisMSetMiniportAttributes", NDIS_STATUS_NOT_SUPPORTED,
		       "MiniportAttributes->Header.Type");
	EXPECT_STATUS(test, set(card->net.miniport), NDIS_STATUS_INVALID_STATE);
	expect_refusal(test, __LINE__, true, "NdisSetOptionalHandlers", NDIS_STATUS_INVALID_STATE, "handlers for Plug");
	EXPECT_STATUS(test, NdisSetOptionalHandlers(card->net.miniport, &other), NDIS_STATUS_NOT_SUPPORTED);
	expect_refusal(test, __LINE__, true, "NdisSetOptionalHandlers", NDIS_STATUS_NOT_SUPPORTED,
		       "OptionalHandlers->Header.Type is 0x77");
	end_card(card);
	EXPECT_NO_REPORT(test);
}

/* row 1293: ranges that stay, messages, and the line as an alternative */
static void ndis_add_device_test_list_of_requirements(struct kunit *test)
{
	struct card *card = new_card(test);
	IO_RESOURCE_DESCRIPTOR *each;
	CM_PARTIAL_RESOURCE_DESCRIPTOR *range;
	int i;

	EXPECT_STATUS(test, plug(card, &hardware), STATUS_SUCCESS);
	KUNIT_ASSERT_NOT_NULL(test, card->seen);
	KUNIT_EXPECT_EQ(test, card->seen->AlternativeLists, 1u);
	KUNIT_ASSERT_EQ(test, card->seen->List[0].Count, 1u + MESSAGES + 1);
	each = card->seen->List[0].Descriptors;
	range = card->net.parameters.AllocatedResources->PartialDescriptors;
	KUNIT_EXPECT_EQ(test, (int)each->Type, CmResourceTypeMemory);
	KUNIT_EXPECT_EQ(test, each->u.Memory.Length, (ULONG)RANGE);
	KUNIT_EXPECT_EQ(test, each->u.Memory.MinimumAddress.QuadPart, range->u.Memory.Start.QuadPart);
	KUNIT_EXPECT_EQ(test, each->u.Memory.MaximumAddress.QuadPart, range->u.Memory.Start.QuadPart + RANGE - 1);
	for (i = 0; i < MESSAGES; i++) {
		each++;
		KUNIT_EXPECT_EQ(test, (int)each->Option, IO_RESOURCE_PREFERRED);
		KUNIT_EXPECT_TRUE(test, each->Flags & CM_RESOURCE_INTERRUPT_MESSAGE);
		KUNIT_EXPECT_EQ(test, each->u.Interrupt.MinimumVector, CM_RESOURCE_INTERRUPT_MESSAGE_TOKEN);
		KUNIT_EXPECT_EQ(test, each->u.Interrupt.MaximumVector, CM_RESOURCE_INTERRUPT_MESSAGE_TOKEN);
	}
	each++;
	KUNIT_EXPECT_EQ(test, (int)each->Type, CmResourceTypeInterrupt);
	KUNIT_EXPECT_EQ(test, (int)each->Option, IO_RESOURCE_ALTERNATIVE);
	KUNIT_EXPECT_FALSE(test, each->Flags & CM_RESOURCE_INTERRUPT_MESSAGE);
	expect_interrupts(card, MESSAGES, 0);
	end_card(card);
	EXPECT_NO_REPORT(test);
}

/* Leaves the range, one message of @messages, and the line if @line, in a new list. */
static void replace(PIO_RESOURCE_REQUIREMENTS_LIST list, PIRP irp, ULONG messages, bool line)
{
	PIO_RESOURCE_REQUIREMENTS_LIST made = ExAllocatePoolWithTag(PagedPool, list->ListSize, 'tsiL');
	IO_RESOURCE_DESCRIPTOR *each = list->List[0].Descriptors, *to = made->List[0].Descriptors;
	ULONG i;

	memcpy(made, list, list->ListSize);
	for (i = 0; i < list->List[0].Count; i++, each++) {
		bool is_message = each->Flags & CM_RESOURCE_INTERRUPT_MESSAGE;

		if (each->Type == CmResourceTypeInterrupt && (is_message ? !messages : !line))
			continue;
		if (each->Type == CmResourceTypeInterrupt && is_message)
			messages--;
		*to++ = *each;
	}
	made->List[0].Count = to - made->List[0].Descriptors;
	made->ListSize = (PCHAR)to - (PCHAR)made;
	NdisFreeMemory(list, 0, 0);
	irp->IoStatus.Information = (ULONG_PTR)made;
}

static void leave_two_messages(struct card *card, PIO_RESOURCE_REQUIREMENTS_LIST list, PIRP irp)
{
	replace(list, irp, 2, true);
}

static void leave_the_line(struct card *card, PIO_RESOURCE_REQUIREMENTS_LIST list, PIRP irp)
{
	replace(list, irp, 0, true);
}

static void leave_no_interrupt(struct card *card, PIO_RESOURCE_REQUIREMENTS_LIST list, PIRP irp)
{
	replace(list, irp, 0, false);
}

static void leave_nothing(struct card *card, PIO_RESOURCE_REQUIREMENTS_LIST list, PIRP irp)
{
	NdisFreeMemory(list, 0, 0);
	irp->IoStatus.Information = 0;
}

/* As a driver that leaves the list to whom it came from. */
static void forget(struct card *card, PIO_RESOURCE_REQUIREMENTS_LIST list, PIRP irp)
{
	irp->IoStatus.Information = 0;
}

/* More than there are, in one descriptor. */
static void ask_for_many(struct card *card, PIO_RESOURCE_REQUIREMENTS_LIST list, PIRP irp)
{
	list->List[0].Descriptors[1].u.Interrupt.MinimumVector -= 100;
}

static void spoil(struct card *card, PIO_RESOURCE_REQUIREMENTS_LIST list, PIRP irp)
{
	list->List[0].Count = 1000;
}

static void run_filter(struct card *card, void (*on_filter)(struct card *, PIO_RESOURCE_REQUIREMENTS_LIST, PIRP),
		       NDIS_STATUS status, int messages, int lines)
{
	card->on_filter = on_filter;
	card->filter_status = status;
	EXPECT_STATUS(card->net.test, plug(card, &hardware), STATUS_SUCCESS);
	KUNIT_ASSERT_NOT_NULL(card->net.test, card->device);
	expect_interrupts(card, messages, lines);
	WinworkSoftDeviceUnplug(card->device, FALSE);
	card->device = NULL;
	memset(card->net.events, 0, sizeof(card->net.events));
}

/* row 1294: in the IRP's list and in another one, and none at all; a list that does not fit, and a failure */
static void ndis_add_device_test_driver_chooses_its_interrupts(struct kunit *test)
{
	struct card *card = new_card(test);

	run_filter(card, leave_two_messages, NDIS_STATUS_SUCCESS, 2, 0);
	run_filter(card, leave_the_line, NDIS_STATUS_SUCCESS, 0, 1);
	run_filter(card, leave_no_interrupt, NDIS_STATUS_SUCCESS, 0, 0);
	run_filter(card, leave_nothing, NDIS_STATUS_SUCCESS, 0, 0);
	run_filter(card, ask_for_many, NDIS_STATUS_SUCCESS, MESSAGES, 0);
	run_filter(card, NULL, NDIS_STATUS_FAILURE, MESSAGES, 0);
	run_filter(card, spoil, NDIS_STATUS_SUCCESS, MESSAGES, 0);
	EXPECT_LOG(test, "and 1000 descriptors, which do not fit");
	end_card(card);
	EXPECT_NO_REPORT(test);
}

/* row 1386: the list was freed, or was not */
static void ndis_add_device_test_failure_without_a_list(struct kunit *test)
{
	struct card *card = new_card(test);

	run_filter(card, leave_nothing, NDIS_STATUS_FAILURE, MESSAGES, 0);
	run_filter(card, forget, NDIS_STATUS_FAILURE, MESSAGES, 0);
	end_card(card);
	EXPECT_NO_REPORT(test);
}

static void leave_out_the_range(struct card *card, PIO_STACK_LOCATION location)
{
	PCM_PARTIAL_RESOURCE_LIST list =
		&location->Parameters.StartDevice.AllocatedResourcesTranslated->List[0].PartialResourceList;

	list->Count--;
	memmove(list->PartialDescriptors, list->PartialDescriptors + 1, list->Count * sizeof(*list->PartialDescriptors));
}

/* row 1295 */
static void ndis_add_device_test_start_changes_the_resources(struct kunit *test)
{
	struct card *card = new_card(test);

	card->on_start = leave_out_the_range;
	EXPECT_STATUS(test, plug(card, &hardware), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, card->net.parameters.AllocatedResources->Count, (ULONG)MESSAGES);
	expect_interrupts(card, MESSAGES, 0);
	end_card(card);
	EXPECT_NO_REPORT(test);
}

/* row 1296 */
static void ndis_add_device_test_driver_removes_its_adapter(struct kunit *test)
{
	struct card *card = new_card(test);
	NDIS_HANDLE adapter;

	EXPECT_STATUS(test, plug(card, &hardware), STATUS_SUCCESS);
	EXPECT_STATUS(test, NdisMRemoveMiniport(card->net.adapter), NDIS_STATUS_SUCCESS);
	EXPECT_STATUS(test, NdisMRemoveMiniport(card->net.miniport), NDIS_STATUS_FAILURE);
	EXPECT_REPORT(test, "NdisMRemoveMiniport", BUGCHECK_REFERENCE_BY_POINTER, 0, card->net.miniport, ANY, ANY,
		      card->net.miniport);
	EXPECT_IN_TIME(test, &card->ended);
	KUNIT_EXPECT_STREQ(test, card->net.events, "afsIRPHe");
	WinworkSoftDeviceUnplug(card->device, TRUE);
	card->device = NULL;

	/* One without hardware has no device. */
	EXPECT_STATUS(test, WinworkNdisAddAdapter(card->net.miniport, &adapter), NDIS_STATUS_SUCCESS);
	EXPECT_STATUS(test, NdisMRemoveMiniport(adapter), NDIS_STATUS_FAILURE);
	EXPECT_LOG(test, "has no device, and is not removed");
	WinworkNdisHaltAdapter(adapter);
	end_card(card);
	EXPECT_NO_REPORT(test);
}

/* row 1297 */
static void ndis_add_device_test_error_log(struct kunit *test)
{
	struct card *card;

	fixture_name_driver(test);
	card = new_card(test);
	EXPECT_STATUS(test, plug(card, &hardware), STATUS_SUCCESS);
	NdisWriteErrorLogEntry(card->net.adapter, NDIS_ERROR_CODE_HARDWARE_FAILURE, 3, 0x11u, 0x22u, 0xffffffffu);
	EXPECT_LOG(test, "code 0xC000138A, unique value 0x0, data 00000011 00000022 FFFFFFFF");
	NdisWriteErrorLogEntry(card->net.adapter, NDIS_ERROR_CODE_TIMEOUT, 0);
	EXPECT_LOG(test, "code 0x8000138F, unique value 0x0");
	NdisWriteErrorLogEntry(card->net.miniport, NDIS_ERROR_CODE_TIMEOUT, 0);
	EXPECT_REPORT(test, "NdisWriteErrorLogEntry", BUGCHECK_REFERENCE_BY_POINTER, 0, card->net.miniport, ANY, ANY,
		      card->net.miniport);
	end_card(card);
	EXPECT_NO_REPORT(test);
}

static struct kunit_case ndis_add_device_cases[] = {
	KUNIT_CASE(ndis_add_device_test_handlers_come_in_their_order),
	KUNIT_CASE(ndis_add_device_test_failures),
	KUNIT_CASE(ndis_add_device_test_attributes_and_handlers_at_the_wrong_time),
	KUNIT_CASE(ndis_add_device_test_list_of_requirements),
	KUNIT_CASE(ndis_add_device_test_driver_chooses_its_interrupts),
	KUNIT_CASE(ndis_add_device_test_failure_without_a_list),
	KUNIT_CASE(ndis_add_device_test_start_changes_the_resources),
	KUNIT_CASE(ndis_add_device_test_driver_removes_its_adapter),
	KUNIT_CASE(ndis_add_device_test_error_log),
	{}
};

WINWORK_SUITE(ndis_add_device);
