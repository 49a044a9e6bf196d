/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite wdf_child_list: a bus driver of the framework that describes its children, and the driver of the children. The
 * case's driver is the bus driver.
 */
#include "wdf_bus_case.h"

#define MOST_CREATED	8

/* What identifies a child. A name counts only for a list whose driver compares. */
struct id {
	WDF_CHILD_IDENTIFICATION_DESCRIPTION_HEADER header;
	ULONG number;
	char *name;
};

struct address {
	WDF_CHILD_ADDRESS_DESCRIPTION_HEADER header;
	ULONG port;
	char *name;
};

/* The lists, what their driver does when a device is to be made, and what it has seen. */
static struct {
	WDFCHILDLIST list;
	WDFCHILDLIST other;		/* of WdfChildListCreate */
	bool has_callbacks;		/* for descriptions */
	bool has_other;
	PFN_WDF_CHILD_LIST_SCAN_FOR_CHILDREN scan;
	ULONG early;			/* added before the bus has started; or 0 */
	int creates;			/* calls of EvtChildListCreateDevice */
	ULONG created[MOST_CREATED];	/* their numbers */
	int notes;			/* in the journal, at the last one */
	WDFDEVICE device[MOST_CREATED];	/* by number */
	ULONG id_of_device;		/* of the last one, in the callback */
	NTSTATUS missing;		/* of WdfPdoMarkMissing there */
	NTSTATUS first;			/* the status of the first call */
	bool makes_first;		/* although @first is an error */
	bool misses_itself;		/* says that the child is missing, in the callback */
	bool frees_init;
	PWDFDEVICE_INIT init;
	KIRQL irql;
	atomic_t live;			/* names that descriptions of entries have */
	atomic_t copies;
	NTSTATUS duplicates;		/* the status of a duplication of an address */
} lists;

static struct id new_id(ULONG number, char *name)
{
	struct id id;

	WDF_CHILD_IDENTIFICATION_DESCRIPTION_HEADER_INIT(&id.header, sizeof(id));
	id.number = number;
	id.name = name;
	return id;
}

static struct address new_address(ULONG port)
{
	struct address address;

	WDF_CHILD_ADDRESS_DESCRIPTION_HEADER_INIT(&address.header, sizeof(address));
	address.port = port;
	return address;
}

/* ---- Callbacks for descriptions -------------------------------------------------------------- */

static struct id *id_behind(PWDF_CHILD_IDENTIFICATION_DESCRIPTION_HEADER header)
{
	return container_of(header, struct id, header);
}

static struct address *address_behind(PWDF_CHILD_ADDRESS_DESCRIPTION_HEADER header)
{
	return container_of(header, struct address, header);
}

static char *new_name(const char *name)
{
	char *copy = ExAllocatePoolWithTag(NonPagedPool, 8, 'tset');

	if (copy) {
		strscpy(copy, name, 8);
		atomic_inc(&lists.live);
	}
	return copy;
}

static void free_name(char *name)
{
	if (!name)
		return;
	ExFreePool(name);
	atomic_dec(&lists.live);
}

static NTSTATUS duplicate_id(WDFCHILDLIST list, PWDF_CHILD_IDENTIFICATION_DESCRIPTION_HEADER from,
			     PWDF_CHILD_IDENTIFICATION_DESCRIPTION_HEADER to)
{
	id_behind(to)->number = id_behind(from)->number;
	id_behind(to)->name = new_name(id_behind(from)->name);
	return id_behind(to)->name ? STATUS_SUCCESS : STATUS_NO_MEMORY;
}

static NTSTATUS duplicate_address(WDFCHILDLIST list, PWDF_CHILD_ADDRESS_DESCRIPTION_HEADER from,
				  PWDF_CHILD_ADDRESS_DESCRIPTION_HEADER to)
{
	if (!NT_SUCCESS(lists.duplicates))
		return lists.duplicates;
	address_behind(to)->port = address_behind(from)->port;
	address_behind(to)->name = new_name("address");
	return address_behind(to)->name ? STATUS_SUCCESS : STATUS_NO_MEMORY;
}

static VOID copy_id(WDFCHILDLIST list, PWDF_CHILD_IDENTIFICATION_DESCRIPTION_HEADER from,
		    PWDF_CHILD_IDENTIFICATION_DESCRIPTION_HEADER to)
{
	id_behind(to)->number = id_behind(from)->number;
	atomic_inc(&lists.copies);
}

static VOID copy_address(WDFCHILDLIST list, PWDF_CHILD_ADDRESS_DESCRIPTION_HEADER from,
			 PWDF_CHILD_ADDRESS_DESCRIPTION_HEADER to)
{
	address_behind(to)->port = address_behind(from)->port;
	atomic_inc(&lists.copies);
}

static BOOLEAN compare_ids(WDFCHILDLIST list, PWDF_CHILD_IDENTIFICATION_DESCRIPTION_HEADER first,
			   PWDF_CHILD_IDENTIFICATION_DESCRIPTION_HEADER second)
{
	return !strcmp(id_behind(first)->name, id_behind(second)->name);
}

static VOID clean_up_id(WDFCHILDLIST list, PWDF_CHILD_IDENTIFICATION_DESCRIPTION_HEADER id)
{
	free_name(id_behind(id)->name);
}

static VOID clean_up_address(WDFCHILDLIST list, PWDF_CHILD_ADDRESS_DESCRIPTION_HEADER address)
{
	free_name(address_behind(address)->name);
}

/* ---- The bus ---------------------------------------------------------------------------------- */

static NTSTATUS make_device(PWDFDEVICE_INIT init, ULONG number)
{
	const WCHAR instance[] = { L'0' + number, 0 };
	struct id id = new_id(0, NULL);
	WDF_OBJECT_ATTRIBUTES attributes;
	WDFDEVICE device;
	NTSTATUS status = describe_child(init, instance);

	WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
	attributes.EvtDestroyCallback = child_destroyed;
	if (NT_SUCCESS(status))
		status = WdfDeviceCreate(&init, &attributes, &device);
	if (!NT_SUCCESS(status))
		return status;
	lists.device[number] = device;
	status = WdfPdoRetrieveIdentificationDescription(device, &id.header);
	lists.id_of_device = id.number;
	lists.missing = WdfPdoMarkMissing(device);
	return status;
}

static NTSTATUS create_device(WDFCHILDLIST list, PWDF_CHILD_IDENTIFICATION_DESCRIPTION_HEADER header,
			      PWDFDEVICE_INIT init)
{
	struct id *id = id_behind(header);
	bool is_first = !lists.creates;
	NTSTATUS status = STATUS_SUCCESS;

	lists.init = init;
	lists.irql = KeGetCurrentIrql();
	lists.notes = atomic_read(&bus.journal.count);
	if (lists.creates < MOST_CREATED)
		lists.created[lists.creates] = id->number;
	lists.creates++;
	if (lists.frees_init)
		WdfDeviceInitFree(init);
	if (!is_first || lists.makes_first || lists.first == STATUS_SUCCESS)
		status = make_device(init, id->number);
	if (lists.misses_itself)
		status = WdfChildListUpdateChildDescriptionAsMissing(list, header);
	return is_first && NT_SUCCESS(status) ? lists.first : status;
}

static void configure(WDF_CHILD_LIST_CONFIG *config)
{
	WDF_CHILD_LIST_CONFIG_INIT(config, sizeof(struct id), create_device);
	config->AddressDescriptionSize = sizeof(struct address);
	config->EvtChildListScanForChildren = lists.scan;
	if (!lists.has_callbacks)
		return;
	config->EvtChildListIdentificationDescriptionCopy = copy_id;
	config->EvtChildListIdentificationDescriptionDuplicate = duplicate_id;
	config->EvtChildListIdentificationDescriptionCompare = compare_ids;
	config->EvtChildListIdentificationDescriptionCleanup = clean_up_id;
	config->EvtChildListAddressDescriptionCopy = copy_address;
	config->EvtChildListAddressDescriptionDuplicate = duplicate_address;
	config->EvtChildListAddressDescriptionCleanup = clean_up_address;
}

static VOID list_destroyed(WDFOBJECT list)
{
	note(&bus.journal, "list destroy");
}

static void set_list(PWDFDEVICE_INIT init)
{
	WDF_OBJECT_ATTRIBUTES attributes;
	WDF_CHILD_LIST_CONFIG config;

	configure(&config);
	WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
	attributes.EvtDestroyCallback = list_destroyed;
	WdfFdoInitSetDefaultChildListConfig(init, &config, &attributes);
}

static NTSTATUS add_named(WDFCHILDLIST list, ULONG number, char *name, ULONG port)
{
	struct id id = new_id(number, name);
	struct address address = new_address(port);

	return WdfChildListAddOrUpdateChildDescriptionAsPresent(list, &id.header, &address.header);
}

static NTSTATUS add(ULONG number)
{
	return add_named(lists.list, number, NULL, number);
}

static NTSTATUS miss(ULONG number)
{
	struct id id = new_id(number, NULL);

	return WdfChildListUpdateChildDescriptionAsMissing(lists.list, &id.header);
}

static NTSTATUS keep_bus(WDFDEVICE fdo)
{
	WDF_CHILD_LIST_CONFIG config;

	bus.fdo = fdo;
	lists.list = WdfFdoGetDefaultChildList(fdo);
	if (lists.early)
		return add_named(lists.list, lists.early, "early", 1);
	if (!lists.has_other)
		return STATUS_SUCCESS;
	configure(&config);
	return WdfChildListCreate(fdo, &config, WDF_NO_OBJECT_ATTRIBUTES, &lists.other);
}

static void start_bus(struct kunit *test)
{
	serve(test);
	wdf.init = set_list;
	wdf.made = keep_bus;
	ASSERT_SUCCESS(test, WinworkWdfAddDevice(wdf.driver, NULL));
	KUNIT_ASSERT_NOT_NULL(test, (void *)lists.list);
}

/* A bus whose children 1 to @count have started; nothing is recorded yet. */
static void start_with(struct kunit *test, ULONG count)
{
	ULONG number;

	start_bus(test);
	for (number = 1; number <= count; number++) {
		ASSERT_SUCCESS(test, add(number));
		ASSERT_IN_TIME(test, &bus.started);
	}
	forget();
}

/* The number of children in the answer to a question. */
static ULONG ask(struct kunit *test)
{
	PDEVICE_RELATIONS relations;
	struct sent sent;
	ULONG i, count;

	new_sent(test, &sent, 2, IRP_MJ_PNP);
	IoGetNextIrpStackLocation(sent.irp)->Parameters.QueryDeviceRelations.Type = BusRelations;
	send_pnp(&sent, bus.fdo, IRP_MN_QUERY_DEVICE_RELATIONS);
	relations = (PDEVICE_RELATIONS)sent.irp->IoStatus.Information;
	free_sent(&sent);
	if (!relations)
		return 0;
	count = relations->Count;
	for (i = 0; i < count; i++)
		ObDereferenceObject(relations->Objects[i]);
	ExFreePool(relations);
	return count;
}

static WDFDEVICE find(ULONG number, WDF_CHILD_LIST_RETRIEVE_DEVICE_STATUS *status)
{
	struct id id = new_id(number, NULL);
	WDF_CHILD_RETRIEVE_INFO info;
	WDFDEVICE device;

	WDF_CHILD_RETRIEVE_INFO_INIT(&info, &id.header);
	device = WdfChildListRetrievePdo(lists.list, &info);
	*status = info.Status;
	return device;
}

static void expect_found(struct kunit *test, int line, ULONG number, WDFDEVICE device,
			 WDF_CHILD_LIST_RETRIEVE_DEVICE_STATUS expected)
{
	WDF_CHILD_LIST_RETRIEVE_DEVICE_STATUS status;

	KUNIT_EXPECT_PTR_EQ_MSG(test, (void *)find(number, &status), (void *)device, "line %d", line);
	KUNIT_EXPECT_EQ_MSG(test, (int)status, (int)expected, "line %d", line);
}

#define EXPECT_FOUND(test, number, status)	\
	expect_found(test, __LINE__, number, lists.device[number], WdfChildListRetrieveDevice##status)
#define EXPECT_NO_DEVICE(test, number, status)	\
	expect_found(test, __LINE__, number, NULL, WdfChildListRetrieveDevice##status)

/* ---- Cases ------------------------------------------------------------------------------------ */

/* row 958 */
static void wdf_child_list_test_comes(struct kunit *test)
{
	KIRQL irql;

	start_bus(test);
	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	EXPECT_STATUS(test, add(1), STATUS_SUCCESS);
	KeLowerIrql(irql);
	ASSERT_IN_TIME(test, &bus.started);
	KUNIT_EXPECT_EQ(test, lists.creates, 1);
	KUNIT_EXPECT_EQ(test, lists.created[0], 1U);
	KUNIT_EXPECT_EQ(test, lists.irql, (KIRQL)PASSIVE_LEVEL);
	KUNIT_EXPECT_PTR_EQ(test, (void *)WdfPdoGetParent(lists.device[1]), (void *)bus.fdo);
	KUNIT_EXPECT_PTR_EQ(test, (void *)WdfChildListGetDevice(lists.list), (void *)bus.fdo);
	EXPECT_FOUND(test, 1, Success);
	/* It is none of the static children. */
	WdfFdoLockStaticChildListForIteration(bus.fdo);
	KUNIT_EXPECT_NULL(test, (void *)WdfFdoRetrieveNextStaticChild(bus.fdo, NULL, WdfRetrieveAllChildren));
	WdfFdoUnlockStaticChildListFromIteration(bus.fdo);
	EXPECT_STATUS(test, remove_bus(), STATUS_SUCCESS);
	EXPECT_JOURNAL(test, &bus.journal, "child prepare", "child entry", "function entry", "function exit",
		       "child exit", "child release", "child destroy", "list destroy");
	EXPECT_NO_REPORT(test);
}

/* row 958: one that is added before the bus has started */
static void wdf_child_list_test_comes_with_the_bus(struct kunit *test)
{
	lists.early = 1;
	start_bus(test);
	KUNIT_EXPECT_EQ(test, lists.creates, 1);
	KUNIT_EXPECT_EQ(test, bus.adds, 1);
	EXPECT_NO_REPORT(test);
}

static ULONG port_of(ULONG number)
{
	struct id id = new_id(number, NULL);
	struct address address = new_address(0);

	return WdfChildListRetrieveAddressDescription(lists.list, &id.header, &address.header) == STATUS_SUCCESS
		       ? address.port : 0;
}

/* row 959 */
static void wdf_child_list_test_is_there(struct kunit *test)
{
	start_with(test, 1);
	KUNIT_EXPECT_EQ(test, port_of(1), 1U);
	EXPECT_STATUS(test, add_named(lists.list, 1, NULL, 5), STATUS_OBJECT_NAME_EXISTS);
	KUNIT_EXPECT_EQ(test, port_of(1), 5U);
	KUNIT_EXPECT_EQ(test, ask(test), 1U);
	KUNIT_EXPECT_EQ(test, lists.creates, 1);
	KUNIT_EXPECT_EQ(test, port_of(2), 0U);
	EXPECT_NO_REPORT(test);
}

/* row 960 */
static void wdf_child_list_test_is_missing(struct kunit *test)
{
	KIRQL irql;

	start_with(test, 1);
	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	EXPECT_STATUS(test, miss(1), STATUS_SUCCESS);
	KeLowerIrql(irql);
	ASSERT_IN_TIME(test, &bus.gone);
	EXPECT_JOURNAL(test, &bus.journal, "child missing", "function exit", "child surprise", "child exit",
		       "child release", "child destroy");
	EXPECT_STATUS(test, miss(1), STATUS_NO_SUCH_DEVICE);
	EXPECT_NO_DEVICE(test, 1, NoSuchDevice);
	EXPECT_NO_REPORT(test);
}

/* row 960: before it has a device */
static void wdf_child_list_test_is_missing_before_it_is_made(struct kunit *test)
{
	start_with(test, 0);
	WdfChildListBeginScan(lists.list);
	EXPECT_STATUS(test, add(1), STATUS_SUCCESS);
	EXPECT_STATUS(test, miss(1), STATUS_SUCCESS);
	EXPECT_STATUS(test, miss(1), STATUS_NO_SUCH_DEVICE);
	WdfChildListEndScan(lists.list);
	KUNIT_EXPECT_EQ(test, ask(test), 0U);
	KUNIT_EXPECT_EQ(test, lists.creates, 0);
	EXPECT_NO_REPORT(test);
}

/* row 960: by its PDO */
static void wdf_child_list_test_is_marked_missing(struct kunit *test)
{
	start_with(test, 1);
	EXPECT_STATUS(test, lists.missing, STATUS_NO_SUCH_DEVICE);
	EXPECT_STATUS(test, WdfPdoMarkMissing(lists.device[1]), STATUS_SUCCESS);
	ASSERT_IN_TIME(test, &bus.gone);
	EXPECT_NO_DEVICE(test, 1, NoSuchDevice);
	EXPECT_NO_REPORT(test);
}

static BOOLEAN request_eject(ULONG number)
{
	struct id id = new_id(number, NULL);

	return WdfChildListRequestChildEject(lists.list, &id.header);
}

/* row 508 */
static void wdf_child_list_test_is_ejected(struct kunit *test)
{
	KIRQL irql;

	start_with(test, 1);
	KUNIT_EXPECT_FALSE(test, request_eject(2));
	WdfChildListBeginScan(lists.list);
	EXPECT_STATUS(test, add(2), STATUS_SUCCESS);
	KUNIT_EXPECT_FALSE(test, request_eject(2));
	EXPECT_STATUS(test, miss(2), STATUS_SUCCESS);
	WdfChildListUpdateAllChildDescriptionsAsPresent(lists.list);
	WdfChildListEndScan(lists.list);
	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	KUNIT_EXPECT_TRUE(test, request_eject(1));
	KeLowerIrql(irql);
	ASSERT_IN_TIME(test, &bus.gone);
	EXPECT_JOURNAL(test, &bus.journal, "function exit", "child exit", "child release", "child eject",
		       "child missing", "child destroy");
	KUNIT_EXPECT_FALSE(test, request_eject(1));
	/* It is pushed in again. */
	EXPECT_STATUS(test, add(1), STATUS_SUCCESS);
	ASSERT_IN_TIME(test, &bus.started);
	EXPECT_FOUND(test, 1, Success);
	EXPECT_NO_REPORT(test);
}

/* row 961 */
static void wdf_child_list_test_comes_again(struct kunit *test)
{
	WDFDEVICE old;

	start_with(test, 1);
	old = lists.device[1];
	WdfChildListBeginScan(lists.list);
	EXPECT_STATUS(test, miss(1), STATUS_SUCCESS);
	EXPECT_STATUS(test, miss(1), STATUS_SUCCESS);
	EXPECT_FOUND(test, 1, Success);
	EXPECT_STATUS(test, add_named(lists.list, 1, NULL, 7), STATUS_SUCCESS);
	EXPECT_NO_DEVICE(test, 1, NotYetCreated);
	KUNIT_EXPECT_EQ(test, port_of(1), 7U);
	WdfChildListEndScan(lists.list);
	ASSERT_IN_TIME(test, &bus.started);
	EXPECT_JOURNAL(test, &bus.journal, "child missing", "function exit", "child surprise", "child exit",
		       "child release", "child destroy", "child prepare", "child entry", "function entry");
	KUNIT_EXPECT_EQ(test, lists.creates, 2);
	/* Not before the other one was destroyed. */
	KUNIT_EXPECT_EQ(test, lists.notes, 6);
	KUNIT_EXPECT_PTR_NE(test, (void *)lists.device[1], (void *)old);
	EXPECT_FOUND(test, 1, Success);
	EXPECT_NO_REPORT(test);
}

/* row 962 */
static void wdf_child_list_test_scan(struct kunit *test)
{
	start_with(test, 3);
	WdfChildListBeginScan(lists.list);
	EXPECT_STATUS(test, add(1), STATUS_OBJECT_NAME_EXISTS);
	EXPECT_STATUS(test, add(4), STATUS_SUCCESS);
	/* Until the end the answer is as it was. */
	KUNIT_EXPECT_EQ(test, ask(test), 3U);
	KUNIT_EXPECT_EQ(test, lists.creates, 3);
	WdfChildListEndScan(lists.list);
	ASSERT_IN_TIME(test, &bus.gone);
	ASSERT_IN_TIME(test, &bus.gone);
	ASSERT_IN_TIME(test, &bus.started);
	EXPECT_FOUND(test, 1, Success);
	EXPECT_NO_DEVICE(test, 2, NoSuchDevice);
	EXPECT_NO_DEVICE(test, 3, NoSuchDevice);
	EXPECT_FOUND(test, 4, Success);
	KUNIT_EXPECT_EQ(test, lists.creates, 4);
	EXPECT_NO_REPORT(test);
}

/* row 962: with all that were there; and a scan that ends before an iteration */
static void wdf_child_list_test_scan_with_all(struct kunit *test)
{
	WDF_CHILD_LIST_ITERATOR iterator;

	start_with(test, 2);
	WdfChildListBeginScan(lists.list);
	EXPECT_STATUS(test, add(3), STATUS_SUCCESS);
	WdfChildListUpdateAllChildDescriptionsAsPresent(lists.list);
	WdfChildListEndScan(lists.list);
	ASSERT_IN_TIME(test, &bus.started);
	KUNIT_EXPECT_EQ(test, ask(test), 3U);
	EXPECT_JOURNAL(test, &bus.journal, "child prepare", "child entry", "function entry");
	WDF_CHILD_LIST_ITERATOR_INIT(&iterator, WdfRetrieveAllChildren);
	WdfChildListBeginScan(lists.list);
	WdfChildListBeginIteration(lists.list, &iterator);
	EXPECT_STATUS(test, add(2), STATUS_OBJECT_NAME_EXISTS);
	WdfChildListEndScan(lists.list);
	KUNIT_EXPECT_EQ(test, ask(test), 3U);
	WdfChildListEndIteration(lists.list, &iterator);
	ASSERT_IN_TIME(test, &bus.gone);
	ASSERT_IN_TIME(test, &bus.gone);
	EXPECT_FOUND(test, 2, Success);
	EXPECT_NO_REPORT(test);
}

static NTSTATUS next(WDF_CHILD_LIST_ITERATOR *iterator, WDFDEVICE *device, struct id *id, struct address *address,
		     int *status)
{
	WDF_CHILD_RETRIEVE_INFO info;
	NTSTATUS result;

	WDF_CHILD_RETRIEVE_INFO_INIT(&info, &id->header);
	info.AddressDescription = &address->header;
	result = WdfChildListRetrieveNextDevice(lists.list, iterator, device, &info);
	*status = info.Status;
	return result;
}

static void expect_next(struct kunit *test, int line, WDF_CHILD_LIST_ITERATOR *iterator, ULONG number,
			WDFDEVICE device, WDF_CHILD_LIST_RETRIEVE_DEVICE_STATUS expected)
{
	struct id id = new_id(0, NULL);
	struct address address = new_address(0);
	WDFDEVICE found;
	int status;

	KUNIT_EXPECT_EQ_MSG(test, (unsigned int)next(iterator, &found, &id, &address, &status),
			    (unsigned int)STATUS_SUCCESS, "line %d", line);
	KUNIT_EXPECT_PTR_EQ_MSG(test, (void *)found, (void *)device, "line %d", line);
	KUNIT_EXPECT_EQ_MSG(test, id.number, number, "line %d", line);
	KUNIT_EXPECT_EQ_MSG(test, address.port, number, "line %d", line);
	KUNIT_EXPECT_EQ_MSG(test, status, (int)expected, "line %d", line);
}

#define EXPECT_NEXT(test, iterator, number)	\
	expect_next(test, __LINE__, iterator, number, lists.device[number], WdfChildListRetrieveDeviceSuccess)
#define EXPECT_NEXT_PENDING(test, iterator, number)	\
	expect_next(test, __LINE__, iterator, number, NULL, WdfChildListRetrieveDeviceNotYetCreated)

static void expect_end(struct kunit *test, int line, WDF_CHILD_LIST_ITERATOR *iterator)
{
	WDFDEVICE found = lists.device[1];

	KUNIT_EXPECT_EQ_MSG(test, (unsigned int)WdfChildListRetrieveNextDevice(lists.list, iterator, &found, NULL),
			    (unsigned int)STATUS_NO_MORE_ENTRIES, "line %d", line);
	KUNIT_EXPECT_NULL_MSG(test, (void *)found, "line %d", line);
	WdfChildListEndIteration(lists.list, iterator);
}

#define EXPECT_END(test, iterator) expect_end(test, __LINE__, iterator)

static void begin(WDF_CHILD_LIST_ITERATOR *iterator, ULONG flags)
{
	WDF_CHILD_LIST_ITERATOR_INIT(iterator, flags);
	WdfChildListBeginIteration(lists.list, iterator);
}

/* row 963 */
static void wdf_child_list_test_iteration(struct kunit *test)
{
	WDF_CHILD_LIST_ITERATOR all, some;

	start_with(test, 2);
	begin(&all, WdfRetrieveAllChildren);
	EXPECT_STATUS(test, add(3), STATUS_SUCCESS);
	EXPECT_NEXT(test, &all, 1);
	EXPECT_STATUS(test, miss(1), STATUS_SUCCESS);
	EXPECT_NEXT(test, &all, 2);
	EXPECT_NEXT_PENDING(test, &all, 3);
	begin(&some, WdfRetrievePresentChildren);
	EXPECT_NEXT(test, &some, 2);
	EXPECT_END(test, &some);
	begin(&some, WdfRetrievePendingChildren);
	EXPECT_NEXT_PENDING(test, &some, 3);
	EXPECT_END(test, &some);
	begin(&some, WdfRetrieveMissingChildren);
	EXPECT_NEXT(test, &some, 1);
	EXPECT_END(test, &some);
	/* One that leaves meanwhile is passed over. */
	begin(&some, WdfRetrieveAllChildren);
	EXPECT_NEXT(test, &some, 1);
	EXPECT_NEXT(test, &some, 2);
	EXPECT_STATUS(test, miss(3), STATUS_SUCCESS);
	EXPECT_STATUS(test, add(4), STATUS_SUCCESS);
	EXPECT_NEXT_PENDING(test, &some, 4);
	EXPECT_END(test, &some);
	KUNIT_EXPECT_EQ(test, ask(test), 2U);
	KUNIT_EXPECT_EQ(test, lists.creates, 2);
	WdfChildListEndIteration(lists.list, &all);
	ASSERT_IN_TIME(test, &bus.gone);
	ASSERT_IN_TIME(test, &bus.started);
	EXPECT_NO_DEVICE(test, 1, NoSuchDevice);
	EXPECT_NO_DEVICE(test, 3, NoSuchDevice);
	EXPECT_FOUND(test, 4, Success);
	EXPECT_NO_REPORT(test);
}

static BOOLEAN is_above(WDFCHILDLIST list, PWDF_CHILD_IDENTIFICATION_DESCRIPTION_HEADER wanted,
			PWDF_CHILD_IDENTIFICATION_DESCRIPTION_HEADER id)
{
	return id_behind(id)->number > id_behind(wanted)->number;
}

/* row 964 */
static void wdf_child_list_test_iteration_compares(struct kunit *test)
{
	struct id id = new_id(1, NULL);
	WDF_CHILD_LIST_ITERATOR iterator;
	WDF_CHILD_RETRIEVE_INFO info;
	WDFDEVICE device;

	start_with(test, 3);
	begin(&iterator, WdfRetrievePresentChildren);
	WDF_CHILD_RETRIEVE_INFO_INIT(&info, &id.header);
	info.EvtChildListIdentificationDescriptionCompare = is_above;
	/* What is found is written over what was wanted. */
	EXPECT_STATUS(test, WdfChildListRetrieveNextDevice(lists.list, &iterator, &device, &info), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, id.number, 2U);
	EXPECT_STATUS(test, WdfChildListRetrieveNextDevice(lists.list, &iterator, &device, &info), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, id.number, 3U);
	EXPECT_STATUS(test, WdfChildListRetrieveNextDevice(lists.list, &iterator, &device, &info),
		      STATUS_NO_MORE_ENTRIES);
	WdfChildListEndIteration(lists.list, &iterator);
	EXPECT_NO_REPORT(test);
}

/* row 965 */
static void wdf_child_list_test_of_the_pdo(struct kunit *test)
{
	struct address address = new_address(0);
	struct id id = new_id(0, NULL);

	start_with(test, 1);
	KUNIT_EXPECT_EQ(test, lists.id_of_device, 1U);
	EXPECT_STATUS(test, WdfPdoRetrieveIdentificationDescription(lists.device[1], &id.header), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, id.number, 1U);
	EXPECT_STATUS(test, WdfPdoRetrieveAddressDescription(lists.device[1], &address.header), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, address.port, 1U);
	address.port = 9;
	EXPECT_STATUS(test, WdfPdoUpdateAddressDescription(lists.device[1], &address.header), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, port_of(1), 9U);
	EXPECT_NO_REPORT(test);
}

/* row 966 */
static void wdf_child_list_test_callbacks(struct kunit *test)
{
	struct address address = new_address(0);
	struct id id = new_id(0, NULL);
	char again[] = "a", other[] = "b";

	lists.has_callbacks = true;
	start_bus(test);
	EXPECT_STATUS(test, add_named(lists.list, 1, again, 3), STATUS_SUCCESS);
	ASSERT_IN_TIME(test, &bus.started);
	/* Before the end of the scan no device is made of another child. */
	WdfChildListBeginScan(lists.list);
	EXPECT_STATUS(test, add_named(lists.list, 1, other, 4), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, atomic_read(&lists.live), 4);
	/* Alike is what the driver says. */
	KUNIT_EXPECT_EQ(test, atomic_read(&lists.copies), 1);
	EXPECT_STATUS(test, add_named(lists.list, 5, again, 6), STATUS_OBJECT_NAME_EXISTS);
	KUNIT_EXPECT_EQ(test, atomic_read(&lists.copies), 2);
	EXPECT_STATUS(test, WdfPdoRetrieveIdentificationDescription(lists.device[1], &id.header), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, id.number, 1U);
	KUNIT_EXPECT_NULL(test, id.name);
	id.name = again;
	EXPECT_STATUS(test, WdfChildListRetrieveAddressDescription(lists.list, &id.header, &address.header),
		      STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, address.port, 6U);
	/* An error of the driver's. */
	lists.duplicates = STATUS_NOT_FOUND;
	EXPECT_STATUS(test, add_named(lists.list, 2, "c", 4), STATUS_NOT_FOUND);
	KUNIT_EXPECT_EQ(test, atomic_read(&lists.live), 4);
	id.name = other;
	EXPECT_STATUS(test, WdfChildListUpdateChildDescriptionAsMissing(lists.list, &id.header), STATUS_SUCCESS);
	WdfChildListEndScan(lists.list);
	EXPECT_NO_REPORT(test);
}

/* row 966: each description is cleaned up once */
static void wdf_child_list_test_cleans_up(struct kunit *test)
{
	struct id id = new_id(2, "b");

	lists.has_callbacks = true;
	start_bus(test);
	EXPECT_STATUS(test, add_named(lists.list, 1, "a", 3), STATUS_SUCCESS);
	ASSERT_IN_TIME(test, &bus.started);
	WdfChildListBeginScan(lists.list);
	EXPECT_STATUS(test, add_named(lists.list, 1, "a", 3), STATUS_OBJECT_NAME_EXISTS);
	EXPECT_STATUS(test, add_named(lists.list, 2, "b", 3), STATUS_SUCCESS);
	EXPECT_STATUS(test, WdfChildListUpdateChildDescriptionAsMissing(lists.list, &id.header), STATUS_SUCCESS);
	WdfChildListEndScan(lists.list);
	KUNIT_EXPECT_EQ(test, atomic_read(&lists.live), 2);
	EXPECT_STATUS(test, remove_bus(), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, atomic_read(&lists.live), 0);
	EXPECT_NO_REPORT(test);
}

/* row 967 */
static void wdf_child_list_test_tries_again(struct kunit *test)
{
	lists.first = STATUS_RETRY;
	lists.makes_first = true;
	start_bus(test);
	EXPECT_STATUS(test, add(1), STATUS_SUCCESS);
	ASSERT_IN_TIME(test, &bus.started);
	KUNIT_EXPECT_EQ(test, lists.creates, 2);
	EXPECT_JOURNAL(test, &bus.journal, "child destroy", "child prepare", "child entry", "function entry");
	EXPECT_NO_REPORT(test);
}

/* The manager makes the child 2 after the child 1 has failed. */
static void fail_first(struct kunit *test)
{
	start_bus(test);
	EXPECT_STATUS(test, add(1), STATUS_SUCCESS);
	EXPECT_STATUS(test, add(2), STATUS_SUCCESS);
	ASSERT_IN_TIME(test, &bus.started);
	KUNIT_EXPECT_EQ(test, lists.creates, 2);
	EXPECT_NO_DEVICE(test, 1, NoSuchDevice);
	EXPECT_FOUND(test, 2, Success);
}

/* row 967 */
static void wdf_child_list_test_fails(struct kunit *test)
{
	lists.first = STATUS_DEVICE_NOT_READY;
	fail_first(test);
	/* It may come again. */
	EXPECT_STATUS(test, add(1), STATUS_SUCCESS);
	ASSERT_IN_TIME(test, &bus.started);
	EXPECT_FOUND(test, 1, Success);
	EXPECT_NO_REPORT(test);
}

/* row 967: after its device was made */
static void wdf_child_list_test_fails_with_a_device(struct kunit *test)
{
	lists.first = STATUS_DEVICE_NOT_READY;
	lists.makes_first = true;
	fail_first(test);
	EXPECT_JOURNAL(test, &bus.journal, "child destroy", "child prepare", "child entry", "function entry");
	EXPECT_NO_REPORT(test);
}

/* row 967: it says that all is well */
static void wdf_child_list_test_makes_no_device(struct kunit *test)
{
	lists.first = STATUS_WAIT_1;
	fail_first(test);
	expect_refusal(test, __LINE__, false, "EvtChildListCreateDevice", STATUS_INVALID_DEVICE_OBJECT_PARAMETER,
		       "the callback has succeeded");
	EXPECT_NO_REPORT(test);
}

/* row 967: the child is missing before the callback returns */
static void wdf_child_list_test_is_missing_at_once(struct kunit *test)
{
	lists.misses_itself = true;
	start_bus(test);
	EXPECT_STATUS(test, add(1), STATUS_SUCCESS);
	ASSERT_IN_TIME(test, &bus.gone);
	EXPECT_JOURNAL(test, &bus.journal, "child destroy");
	KUNIT_EXPECT_EQ(test, lists.creates, 1);
	EXPECT_NO_REPORT(test);
}

/* row 967: the properties are the framework's */
static void wdf_child_list_test_keeps_the_properties(struct kunit *test)
{
	lists.frees_init = true;
	start_with(test, 1);
	EXPECT_VIOLATION(test, "WdfDeviceInitFree", OBJECT_ERROR, lists.init);
}

static NTSTATUS bus_entry(WDFDEVICE device, WDF_POWER_DEVICE_STATE from)
{
	note(&bus.journal, "bus entry");
	return STATUS_SUCCESS;
}

static NTSTATUS bus_io(WDFDEVICE device)
{
	note(&bus.journal, "bus io");
	return STATUS_SUCCESS;
}

static VOID scan_for_children(WDFCHILDLIST list)
{
	note(&bus.journal, "scan");
	WdfChildListBeginScan(list);
	add_named(list, 1, NULL, 1);
	WdfChildListEndScan(list);
}

/* row 968 */
static void wdf_child_list_test_scans_in_d0(struct kunit *test)
{
	PDEVICE_OBJECT pdo;

	lists.scan = scan_for_children;
	WDF_PNPPOWER_EVENT_CALLBACKS_INIT(&wdf.callbacks);
	wdf.callbacks.EvtDeviceD0Entry = bus_entry;
	wdf.callbacks.EvtDeviceSelfManagedIoInit = bus_io;
	wdf.callbacks.EvtDeviceSelfManagedIoRestart = bus_io;
	start_bus(test);
	KUNIT_EXPECT_EQ(test, lists.creates, 1);
	EXPECT_JOURNAL(test, &bus.journal, "bus entry", "scan", "bus io", "child prepare", "child entry",
		       "function entry");
	forget();
	pdo = WdfDeviceWdmGetPhysicalDevice(bus.fdo);
	EXPECT_STATUS(test, WinworkPnpSetSystemPower(pdo, PowerSystemSleeping3), STATUS_SUCCESS);
	EXPECT_STATUS(test, WinworkPnpSetSystemPower(pdo, PowerSystemWorking), STATUS_SUCCESS);
	EXPECT_JOURNAL(test, &bus.journal, "bus entry", "scan", "bus io");
	KUNIT_EXPECT_EQ(test, ask(test), 1U);
	KUNIT_EXPECT_EQ(test, lists.creates, 1);
	EXPECT_NO_REPORT(test);
}

/* row 969: a look at one list holds up no other, and no static child */
static void wdf_child_list_test_two_lists(struct kunit *test)
{
	lists.has_other = true;
	start_with(test, 1);
	KUNIT_EXPECT_PTR_EQ(test, (void *)WdfChildListGetDevice(lists.other), (void *)bus.fdo);
	WdfChildListBeginScan(lists.list);
	EXPECT_STATUS(test, add(3), STATUS_SUCCESS);
	EXPECT_STATUS(test, add_named(lists.other, 2, NULL, 2), STATUS_SUCCESS);
	ASSERT_IN_TIME(test, &bus.started);
	KUNIT_EXPECT_EQ(test, lists.creates, 2);
	KUNIT_EXPECT_EQ(test, lists.created[1], 2U);
	EXPECT_NO_DEVICE(test, 2, NoSuchDevice);
	KUNIT_EXPECT_EQ(test, ask(test), 2U);
	WdfFdoLockStaticChildListForIteration(bus.fdo);
	WdfChildListUpdateAllChildDescriptionsAsPresent(lists.list);
	WdfChildListEndScan(lists.list);
	ASSERT_IN_TIME(test, &bus.started);
	WdfFdoUnlockStaticChildListFromIteration(bus.fdo);
	KUNIT_EXPECT_EQ(test, ask(test), 3U);
	EXPECT_NO_REPORT(test);
}

/* row 970: with a scan that has not ended */
static void wdf_child_list_test_ends_with_the_bus(struct kunit *test)
{
	lists.has_callbacks = true;
	start_bus(test);
	EXPECT_STATUS(test, add_named(lists.list, 1, "a", 1), STATUS_SUCCESS);
	ASSERT_IN_TIME(test, &bus.started);
	forget();
	WdfChildListBeginScan(lists.list);
	EXPECT_STATUS(test, add_named(lists.list, 2, "b", 2), STATUS_SUCCESS);
	EXPECT_STATUS(test, add_named(lists.list, 3, "c", 3), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, atomic_read(&lists.live), 6);
	EXPECT_STATUS(test, remove_bus(), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, atomic_read(&lists.live), 0);
	EXPECT_JOURNAL(test, &bus.journal, "function exit", "child exit", "child release", "child destroy",
		       "list destroy");
	EXPECT_NO_REPORT(test);
}

/* row 970: of a bus that does not arrive */
static void wdf_child_list_test_ends_early(struct kunit *test)
{
	lists.has_callbacks = true;
	lists.early = 1;
	wdf.status = STATUS_NO_MEMORY;
	wdf.init = set_list;
	wdf.made = keep_bus;
	EXPECT_STATUS(test, WinworkWdfAddDevice(wdf.driver, NULL), STATUS_NO_MEMORY);
	KUNIT_EXPECT_EQ(test, atomic_read(&lists.live), 0);
	EXPECT_JOURNAL(test, &bus.journal, "list destroy");
	EXPECT_NO_REPORT(test);
}

/* ---- Refusals --------------------------------------------------------------------------------- */

static void expect_list_refusal(struct kunit *test, int line, NTSTATUS status, NTSTATUS expected,
				const char *function, const char *field)
{
	KUNIT_EXPECT_EQ_MSG(test, (unsigned int)status, (unsigned int)expected, "line %d", line);
	expect_refusal(test, line, false, function, expected, field);
}

#define EXPECT_LIST_REFUSAL(test, function, field, status, ...)	\
	expect_list_refusal(test, __LINE__, function(__VA_ARGS__), status, #function, field)

static BOOLEAN approve(WDFCHILDLIST list, WDFDEVICE device, PWDF_CHILD_ADDRESS_DESCRIPTION_HEADER old_address,
		       PWDF_CHILD_ADDRESS_DESCRIPTION_HEADER new_address)
{
	return TRUE;
}

/* row 971 */
static void wdf_child_list_test_configurations(struct kunit *test)
{
	WDF_CHILD_LIST_CONFIG config;
	WDFCHILDLIST list;

	start_with(test, 1);
	configure(&config);
	config.EvtChildListCreateDevice = NULL;
	EXPECT_LIST_REFUSAL(test, WdfChildListCreate, "WDF_CHILD_LIST_CONFIG.EvtChildListCreateDevice is NULL",
			    STATUS_INVALID_PARAMETER, bus.fdo, &config, NULL, &list);
	configure(&config);
	config.IdentificationDescriptionSize = 3;
	EXPECT_LIST_REFUSAL(test, WdfChildListCreate, "WDF_CHILD_LIST_CONFIG.IdentificationDescriptionSize is 3",
			    STATUS_INVALID_PARAMETER, bus.fdo, &config, NULL, &list);
	configure(&config);
	config.AddressDescriptionSize = 3;
	EXPECT_LIST_REFUSAL(test, WdfChildListCreate, "WDF_CHILD_LIST_CONFIG.AddressDescriptionSize is 3",
			    STATUS_INVALID_PARAMETER, bus.fdo, &config, NULL, &list);
	configure(&config);
	config.Size--;
	EXPECT_LIST_REFUSAL(test, WdfChildListCreate, "WDF_CHILD_LIST_CONFIG.Size is",
			    STATUS_INFO_LENGTH_MISMATCH, bus.fdo, &config, NULL, &list);
	configure(&config);
	EXPECT_LIST_REFUSAL(test, WdfChildListCreate, "the WDFDEVICE is a PDO", STATUS_INVALID_PARAMETER,
			    lists.device[1], &config, NULL, &list);
	config.EvtChildListDeviceReenumerated = approve;
	EXPECT_STATUS(test, WdfChildListCreate(bus.fdo, &config, NULL, &list), STATUS_SUCCESS);
	expect_refusal(test, __LINE__, false, "WdfChildListCreate", STATUS_NOT_SUPPORTED,
		       "EvtChildListDeviceReenumerated is never called");
	KUNIT_EXPECT_NULL(test, (void *)WdfFdoGetDefaultChildList(wdf.device));
	expect_refusal(test, __LINE__, false, "WdfFdoGetDefaultChildList", STATUS_INVALID_DEVICE_REQUEST,
		       "the WDFDEVICE has no default child list");
	EXPECT_NO_REPORT(test);
}

/* row 971 */
static void wdf_child_list_test_descriptions(struct kunit *test)
{
	struct id id = new_id(1, NULL);
	struct address address = new_address(1);
	WDF_CHILD_LIST_ITERATOR iterator;
	WDFDEVICE device;

	start_with(test, 1);
	EXPECT_LIST_REFUSAL(test, WdfChildListAddOrUpdateChildDescriptionAsPresent, "AddressDescription is NULL",
			    STATUS_INVALID_DEVICE_REQUEST, lists.list, &id.header, NULL);
	address.header.AddressDescriptionSize = 4;
	EXPECT_LIST_REFUSAL(test, WdfPdoUpdateAddressDescription, "AddressDescriptionSize is 4",
			    STATUS_INVALID_DEVICE_REQUEST, lists.device[1], &address.header);
	id.header.IdentificationDescriptionSize = 4;
	EXPECT_LIST_REFUSAL(test, WdfChildListUpdateChildDescriptionAsMissing, "IdentificationDescriptionSize is 4",
			    STATUS_INVALID_DEVICE_REQUEST, lists.list, &id.header);
	KUNIT_EXPECT_FALSE(test, WdfChildListRequestChildEject(lists.list, &id.header));
	expect_refusal(test, __LINE__, false, "WdfChildListRequestChildEject", STATUS_INVALID_DEVICE_REQUEST,
		       "IdentificationDescriptionSize is 4");
	EXPECT_LIST_REFUSAL(test, WdfPdoRetrieveIdentificationDescription, "the WDFDEVICE is no PDO",
			    STATUS_INVALID_PARAMETER, bus.fdo, &id.header);
	EXPECT_LIST_REFUSAL(test, WdfFdoAddStaticChild, "Child is of a child list", STATUS_INVALID_PARAMETER, bus.fdo,
			    lists.device[1]);
	WDF_CHILD_LIST_ITERATOR_INIT(&iterator, 8);
	EXPECT_LIST_REFUSAL(test, WdfChildListRetrieveNextDevice, "WDF_CHILD_LIST_ITERATOR.Flags is 0x8",
			    STATUS_INVALID_PARAMETER, lists.list, &iterator, &device, NULL);
	begin(&iterator, WdfRetrieveAllChildren);
	EXPECT_NEXT(test, &iterator, 1);
	EXPECT_END(test, &iterator);
	EXPECT_LIST_REFUSAL(test, WdfChildListRetrieveNextDevice, "WdfChildListBeginIteration has not been called",
			    STATUS_INVALID_DEVICE_STATE, lists.list, &iterator, &device, NULL);
	KUNIT_EXPECT_EQ(test, ask(test), 1U);
	EXPECT_NO_REPORT(test);
}

/* row 971 */
static void wdf_child_list_test_reports(struct kunit *test)
{
	PWDFDEVICE_INIT init = WdfControlDeviceInitAllocate(wdf.driver, NULL);
	WDF_CHILD_LIST_CONFIG config;

	KUNIT_ASSERT_NOT_NULL(test, (void *)init);
	start_with(test, 0);
	configure(&config);
	WdfFdoInitSetDefaultChildListConfig(init, &config, NULL);
	EXPECT_VIOLATION(test, "WdfFdoInitSetDefaultChildListConfig", OBJECT_ERROR, init);
	WdfDeviceInitFree(init);
	WdfChildListEndScan(lists.list);
	EXPECT_VIOLATION(test, "WdfChildListEndScan", VERIFIER_FATAL_ERROR, lists.list);
	WdfChildListAddOrUpdateChildDescriptionAsPresent(lists.list, NULL, NULL);
	EXPECT_VIOLATION(test, "WdfChildListAddOrUpdateChildDescriptionAsPresent", REQUIRED_PARAMETER_IS_NULL, NULL);
	WdfObjectDelete(lists.list);
	EXPECT_VIOLATION(test, "WdfObjectDelete", OBJECT_ERROR, lists.list);
	EXPECT_STATUS(test, add(1), STATUS_SUCCESS);
	ASSERT_IN_TIME(test, &bus.started);
	EXPECT_NO_REPORT(test);
}

static int child_list_init(struct kunit *test)
{
	int error = bus_case_init(test);

	memset(&lists, 0, sizeof(lists));
	return error;
}

static struct kunit_case wdf_child_list_cases[] = {
	KUNIT_CASE(wdf_child_list_test_comes),
	KUNIT_CASE(wdf_child_list_test_comes_with_the_bus),
	KUNIT_CASE(wdf_child_list_test_is_there),
	KUNIT_CASE(wdf_child_list_test_is_missing),
	KUNIT_CASE(wdf_child_list_test_is_missing_before_it_is_made),
	KUNIT_CASE(wdf_child_list_test_is_marked_missing),
	KUNIT_CASE(wdf_child_list_test_is_ejected),
	KUNIT_CASE(wdf_child_list_test_comes_again),
	KUNIT_CASE(wdf_child_list_test_scan),
	KUNIT_CASE(wdf_child_list_test_scan_with_all),
	KUNIT_CASE(wdf_child_list_test_iteration),
	KUNIT_CASE(wdf_child_list_test_iteration_compares),
	KUNIT_CASE(wdf_child_list_test_of_the_pdo),
	KUNIT_CASE(wdf_child_list_test_callbacks),
	KUNIT_CASE(wdf_child_list_test_cleans_up),
	KUNIT_CASE(wdf_child_list_test_tries_again),
	KUNIT_CASE(wdf_child_list_test_fails),
	KUNIT_CASE(wdf_child_list_test_fails_with_a_device),
	KUNIT_CASE(wdf_child_list_test_makes_no_device),
	KUNIT_CASE(wdf_child_list_test_is_missing_at_once),
	KUNIT_CASE(wdf_child_list_test_keeps_the_properties),
	KUNIT_CASE(wdf_child_list_test_scans_in_d0),
	KUNIT_CASE(wdf_child_list_test_two_lists),
	KUNIT_CASE(wdf_child_list_test_ends_with_the_bus),
	KUNIT_CASE(wdf_child_list_test_ends_early),
	KUNIT_CASE(wdf_child_list_test_configurations),
	KUNIT_CASE(wdf_child_list_test_descriptions),
	KUNIT_CASE(wdf_child_list_test_reports),
	{}
};

WINWORK_SUITE_WITH(wdf_child_list, child_list_init, bus_case_exit);
