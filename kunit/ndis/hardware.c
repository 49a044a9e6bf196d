/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite ndis_hardware: registers, ports, interrupts and DMA of an adapter, whose hardware is a software device.
 */
#include "ndis_wire.h"

#define RANGE 256
#define PORTS 32
#define MESSAGES 2
#define BUGCHECK_DMA 0xe6
#define BUGCHECK_PTE_MISUSE 0xda
#define BYTES 3000

struct hardware {
	struct kunit *test;
	struct wire *wire;
	WINWORK_SOFT_DEVICE_CONFIG config;
	/* From MiniportInitializeEx. */
	PHYSICAL_ADDRESS memory;
	ULONG port;
	ULONGLONG written;		/* to a register or a port, behind its offset in the highest byte */

	NDIS_HANDLE interrupt;
	NDIS_MINIPORT_INTERRUPT_CHARACTERISTICS routines;
	bool queues_default;
	ULONG processors;		/* for DPCs */
	int more;			/* runs of the DPC that ask for another one */
	atomic_t interrupts, dpcs;
	ULONG message;
	KIRQL level, dpc_level;
	PVOID dpc_context;
	ULONG dpc_message, most;
	int cpu;
	struct completion dpc_ran;	/* without asking for more */

	NDIS_HANDLE dma;
	PSCATTER_GATHER_LIST list;	/* of the last call of process_list() */
	KIRQL list_level;
};

static ULONGLONG read_register(PVOID context, ULONG range, ULONGLONG offset, ULONG bytes)
{
	return 0x1000 * range + 0x10 * offset + bytes;
}

static VOID write_register(PVOID context, ULONG range, ULONGLONG offset, ULONG bytes, ULONGLONG value)
{
	struct hardware *hardware = context;

	hardware->written = offset << 56 | value;
}

static void find_ranges(struct wire *wire, PNDIS_MINIPORT_INIT_PARAMETERS parameters)
{
	struct hardware *hardware = fixture_of(wire->test)->host;
	PNDIS_RESOURCE_LIST list = parameters->AllocatedResources;
	ULONG i;

	for (i = 0; list && i < list->Count; i++) {
		if (list->PartialDescriptors[i].Type == CmResourceTypeMemory)
			hardware->memory = list->PartialDescriptors[i].u.Memory.Start;
		if (list->PartialDescriptors[i].Type == CmResourceTypePort)
			hardware->port = list->PartialDescriptors[i].u.Port.Start.LowPart;
	}
}

static BOOLEAN isr(NDIS_HANDLE context, PBOOLEAN queue_dpc, PULONG processors)
{
	struct hardware *hardware = context;

	hardware->level = KeGetCurrentIrql();
	atomic_inc(&hardware->interrupts);
	WinworkSoftDeviceSetLine(hardware->wire->device, FALSE);
	*queue_dpc = hardware->queues_default;
	*processors = hardware->processors;
	return TRUE;
}

static BOOLEAN message_isr(NDIS_HANDLE context, ULONG message, PBOOLEAN queue_dpc, PULONG processors)
{
	struct hardware *hardware = context;

	hardware->level = KeGetCurrentIrql();
	hardware->message = message;
	atomic_inc(&hardware->interrupts);
	*queue_dpc = hardware->queues_default;
	*processors = hardware->processors;
	return TRUE;
}

static VOID dpc(NDIS_HANDLE context, PVOID dpc_context, PVOID throttle, PVOID reserved)
{
	struct hardware *hardware = context;
	PNDIS_RECEIVE_THROTTLE_PARAMETERS limits = throttle;

	hardware->dpc_level = KeGetCurrentIrql();
	hardware->dpc_context = dpc_context;
	hardware->most = limits->MaxNblsToIndicate;
	hardware->cpu = raw_smp_processor_id();
	atomic_inc(&hardware->dpcs);
	limits->MoreNblsPending = hardware->more && hardware->more--;
	if (!limits->MoreNblsPending)
		complete(&hardware->dpc_ran);
}

static VOID message_dpc(NDIS_HANDLE context, ULONG message, PVOID dpc_context, PVOID throttle, PVOID reserved)
{
	struct hardware *hardware = context;

	hardware->dpc_message = message;
	dpc(context, dpc_context, throttle, reserved);
}

static NDIS_MINIPORT_INTERRUPT_CHARACTERISTICS routines(bool messages)
{
	return (NDIS_MINIPORT_INTERRUPT_CHARACTERISTICS){
		.Header = {
			NDIS_OBJECT_TYPE_MINIPORT_INTERRUPT, NDIS_MINIPORT_INTERRUPT_REVISION_1,
			NDIS_SIZEOF_MINIPORT_INTERRUPT_CHARACTERISTICS_REVISION_1,
		},
		.InterruptHandler = isr,
		.InterruptDpcHandler = dpc,
		.MsiSupported = messages,
		.MessageInterruptHandler = messages ? message_isr : NULL,
		.MessageInterruptDpcHandler = messages ? message_dpc : NULL,
	};
}

static void plug(struct hardware *hardware)
{
	KUNIT_ASSERT_EQ(hardware->test, wire_plug(hardware->wire, &hardware->config), STATUS_SUCCESS);
}

static struct hardware *new_hardware(struct kunit *test, ULONG messages)
{
	struct hardware *hardware = case_alloc_type(test, struct hardware);

	hardware->config = (WINWORK_SOFT_DEVICE_CONFIG){
		.Size = sizeof(hardware->config),
		.RangeCount = 2,
		.Ranges = { { .Bytes = RANGE }, { .Bytes = PORTS, .IsPort = TRUE } },
		.MessageCount = messages,
		.HasLine = !messages,
		.Context = hardware,
		.ReadRegister = read_register,
		.WriteRegister = write_register,
	};
	fixture_name_driver(test);
	fixture_of(test)->host = hardware;
	hardware->test = test;
	hardware->queues_default = true;
	init_completion(&hardware->dpc_ran);
	hardware->wire = new_wire(test);
	hardware->wire->on_initialize = find_ranges;
	plug(hardware);
	return hardware;
}

static void end_hardware(struct hardware *hardware)
{
	wire_end(hardware->wire);
	EXPECT_NO_REPORT(hardware->test);
}

static void connect(struct hardware *hardware, bool messages)
{
	hardware->routines = routines(messages);
	KUNIT_ASSERT_EQ(hardware->test, NdisMRegisterInterruptEx(hardware->wire->adapter, hardware, &hardware->routines,
								 &hardware->interrupt), NDIS_STATUS_SUCCESS);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(hardware->test, hardware->interrupt);
}

/* row 1250 */
static void ndis_hardware_test_registers(struct kunit *test)
{
	struct hardware *hardware = new_hardware(test, MESSAGES);
	NDIS_HANDLE adapter = hardware->wire->adapter;
	PHYSICAL_ADDRESS foreign = { .QuadPart = 0x1000 };
	PVOID registers;
	ULONG ulong;
	USHORT ushort;
	UCHAR uchar;

	KUNIT_ASSERT_EQ(test, NdisMMapIoSpace(&registers, adapter, hardware->memory, RANGE), NDIS_STATUS_SUCCESS);
	NdisReadRegisterUlong((PULONG)((u8 *)registers + 8), &ulong);
	NdisReadRegisterUshort((PUSHORT)((u8 *)registers + 4), &ushort);
	NdisReadRegisterUchar((PUCHAR)registers + 3, &uchar);
	KUNIT_EXPECT_EQ(test, ulong, 0x84u);
	KUNIT_EXPECT_EQ(test, (ULONG)ushort, 0x42u);
	KUNIT_EXPECT_EQ(test, (ULONG)uchar, 0x31u);
	NdisWriteRegisterUlong((PULONG)((u8 *)registers + 16), 0x12345678);
	KUNIT_EXPECT_EQ(test, hardware->written, 0x1000000012345678ull);
	NdisMUnmapIoSpace(adapter, registers, RANGE);
	EXPECT_NO_REPORT(test);
	NdisMUnmapIoSpace(adapter, registers, RANGE);
	EXPECT_REPORT(test, "NdisMUnmapIoSpace", BUGCHECK_PTE_MISUSE, 0x400, registers, ANY, ANY, registers);

	KUNIT_EXPECT_EQ(test, NdisMMapIoSpace(&registers, adapter, foreign, RANGE), NDIS_STATUS_RESOURCE_CONFLICT);
	KUNIT_EXPECT_NULL(test, registers);
	EXPECT_REPORT(test, "NdisMMapIoSpace", BUGCHECK_VERIFIER, 0x83, 0x1000, RANGE, ANY, ANY);
	end_hardware(hardware);
}

/* row 1251 */
static void ndis_hardware_test_ports(struct kunit *test)
{
	struct hardware *hardware = new_hardware(test, MESSAGES);
	NDIS_HANDLE adapter = hardware->wire->adapter;
	PVOID ports, others;
	ULONG ulong;

	KUNIT_ASSERT_EQ(test, NdisMRegisterIoPortRange(&ports, adapter, hardware->port, PORTS), NDIS_STATUS_SUCCESS);
	NdisRawReadPortUlong((ULONG_PTR)ports + 4, &ulong);
	KUNIT_EXPECT_EQ(test, ulong, 0x1044u);
	NdisRawWritePortUshort((ULONG_PTR)ports + 2, 0x1234);
	KUNIT_EXPECT_EQ(test, hardware->written, 0x0200000000001234ull);
	NdisMDeregisterIoPortRange(adapter, hardware->port, PORTS, ports);
	EXPECT_NO_REPORT(test);
	NdisMDeregisterIoPortRange(adapter, hardware->port, PORTS + 1, ports);
	EXPECT_REPORT(test, "NdisMDeregisterIoPortRange", BUGCHECK_REFERENCE_BY_POINTER, 0, adapter, 0, 0, adapter);

	KUNIT_EXPECT_EQ(test, NdisMRegisterIoPortRange(&others, adapter, hardware->port + 1, PORTS),
			NDIS_STATUS_RESOURCE_CONFLICT);
	KUNIT_EXPECT_NULL(test, others);
	expect_refusal(test, __LINE__, true, "NdisMRegisterIoPortRange", NDIS_STATUS_RESOURCE_CONFLICT,
		       "the adapter was not assigned the 32 ports");
	/* This device has no configuration space. */
	KUNIT_EXPECT_EQ(test, NdisMGetBusData(adapter, PCI_WHICHSPACE_CONFIG, 0, &ulong, sizeof(ulong)), 0u);
	KUNIT_EXPECT_EQ(test, NdisMGetBusData(adapter, 7, 0, &ulong, sizeof(ulong)), 0u);
	expect_refusal(test, __LINE__, true, "NdisMGetBusData", STATUS_INVALID_PARAMETER, "WhichSpace is 0x7");
	end_hardware(hardware);
}

/* row 1252 */
static void ndis_hardware_test_messages(struct kunit *test)
{
	struct hardware *hardware = new_hardware(test, MESSAGES);

	connect(hardware, true);
	KUNIT_EXPECT_EQ(test, (int)hardware->routines.InterruptType, (int)NDIS_CONNECT_MESSAGE_BASED);
	KUNIT_ASSERT_NOT_NULL(test, hardware->routines.MessageInfoTable);
	KUNIT_EXPECT_EQ(test, hardware->routines.MessageInfoTable->MessageCount, (ULONG)MESSAGES);
	hardware->more = 3;
	WinworkSoftDeviceInterrupt(hardware->wire->device, 1, -1);
	ASSERT_IN_TIME(test, &hardware->dpc_ran);
	KUNIT_EXPECT_EQ(test, atomic_read(&hardware->interrupts), 1);
	KUNIT_EXPECT_EQ(test, hardware->message, 1u);
	KUNIT_EXPECT_GT(test, (int)hardware->level, DISPATCH_LEVEL);
	KUNIT_EXPECT_EQ(test, atomic_read(&hardware->dpcs), 4);
	KUNIT_EXPECT_EQ(test, hardware->dpc_message, 1u);
	KUNIT_EXPECT_EQ(test, hardware->dpc_level, (KIRQL)DISPATCH_LEVEL);
	KUNIT_EXPECT_NULL(test, hardware->dpc_context);
	KUNIT_EXPECT_EQ(test, hardware->most, 256u);

	/* Without the default DPC those of processors. */
	hardware->queues_default = false;
	hardware->processors = 1u << (nr_cpu_ids - 1);
	WinworkSoftDeviceInterrupt(hardware->wire->device, 0, -1);
	ASSERT_IN_TIME(test, &hardware->dpc_ran);
	KUNIT_EXPECT_EQ(test, hardware->dpc_message, 0u);
	KUNIT_EXPECT_EQ(test, hardware->cpu, (int)nr_cpu_ids - 1);
	NdisMDeregisterInterruptEx(hardware->interrupt);
	KUNIT_EXPECT_EQ(test, atomic_read(&hardware->interrupts), 2);
	WinworkSoftDeviceInterrupt(hardware->wire->device, 0, -1);
	KUNIT_EXPECT_EQ(test, atomic_read(&hardware->interrupts), 2);
	EXPECT_NO_REPORT(test);
	NdisMDeregisterInterruptEx(hardware->interrupt);
	EXPECT_REPORT(test, "NdisMDeregisterInterruptEx", BUGCHECK_REFERENCE_BY_POINTER, 0, hardware->interrupt, 0, 0,
		      hardware->interrupt);
	end_hardware(hardware);
}

/* row 1252: a driver of messages gets the line of a device without them */
static void ndis_hardware_test_line(struct kunit *test)
{
	struct hardware *hardware = new_hardware(test, 0);

	connect(hardware, true);
	KUNIT_EXPECT_EQ(test, (int)hardware->routines.InterruptType, (int)NDIS_CONNECT_LINE_BASED);
	KUNIT_EXPECT_NULL(test, hardware->routines.MessageInfoTable);
	WinworkSoftDeviceSetLine(hardware->wire->device, TRUE);
	ASSERT_IN_TIME(test, &hardware->dpc_ran);
	KUNIT_EXPECT_EQ(test, atomic_read(&hardware->interrupts), 1);
	KUNIT_EXPECT_GT(test, (int)hardware->level, DISPATCH_LEVEL);
	NdisMDeregisterInterruptEx(hardware->interrupt);
	end_hardware(hardware);
}

/* row 1252: also one that interrupts as soon as it is connected */
static void ndis_hardware_test_line_that_is_raised_before(struct kunit *test)
{
	struct hardware *hardware = new_hardware(test, 0);

	hardware->dpc_message = 99;
	WinworkSoftDeviceSetLine(hardware->wire->device, TRUE);
	connect(hardware, true);
	ASSERT_IN_TIME(test, &hardware->dpc_ran);
	KUNIT_EXPECT_EQ(test, atomic_read(&hardware->interrupts), 1);
	KUNIT_EXPECT_EQ_MSG(test, hardware->dpc_message, 99u, "the DPC of messages was called");
	NdisMDeregisterInterruptEx(hardware->interrupt);
	end_hardware(hardware);
}

/* row 1252: a DPC that asks for another one each time ends with its interrupt */
static void ndis_hardware_test_deregistered_while_the_dpc_repeats(struct kunit *test)
{
	struct hardware *hardware = new_hardware(test, MESSAGES);
	int dpcs;

	connect(hardware, true);
	hardware->more = -1;
	WinworkSoftDeviceInterrupt(hardware->wire->device, 0, -1);
	KUNIT_EXPECT_TRUE(test, count_is_at_least(&hardware->dpcs, 100));
	NdisMDeregisterInterruptEx(hardware->interrupt);
	dpcs = atomic_read(&hardware->dpcs);
	KeFlushQueuedDpcs();
	KUNIT_EXPECT_EQ(test, atomic_read(&hardware->dpcs), dpcs);
	end_hardware(hardware);
}

static BOOLEAN at_device_level(PVOID context)
{
	struct hardware *hardware = context;

	hardware->level = KeGetCurrentIrql();
	return TRUE;
}

/* row 1253 */
static void ndis_hardware_test_dpcs_and_synchronization(struct kunit *test)
{
	struct hardware *hardware = new_hardware(test, MESSAGES);
	GROUP_AFFINITY first = { .Mask = 1 };
	int cookie;

	connect(hardware, true);
	KUNIT_EXPECT_EQ(test, NdisMQueueDpc(hardware->interrupt, 1, 1, &cookie), 1u);
	ASSERT_IN_TIME(test, &hardware->dpc_ran);
	KUNIT_EXPECT_PTR_EQ(test, hardware->dpc_context, (PVOID)&cookie);
	KUNIT_EXPECT_EQ(test, hardware->dpc_message, 1u);
	KUNIT_EXPECT_EQ(test, hardware->cpu, 0);
	KUNIT_EXPECT_EQ(test, NdisMQueueDpcEx(hardware->interrupt, 0, &first, hardware), (KAFFINITY)1);
	ASSERT_IN_TIME(test, &hardware->dpc_ran);
	KUNIT_EXPECT_PTR_EQ(test, hardware->dpc_context, (PVOID)hardware);
	KUNIT_EXPECT_EQ(test, hardware->dpc_message, 0u);

	KUNIT_EXPECT_TRUE(test, NdisMSynchronizeWithInterruptEx(hardware->interrupt, 1, at_device_level, hardware));
	KUNIT_EXPECT_GT(test, (int)hardware->level, DISPATCH_LEVEL);
	EXPECT_NO_REPORT(test);
	KUNIT_EXPECT_FALSE(test, NdisMSynchronizeWithInterruptEx(hardware->interrupt, MESSAGES, at_device_level, hardware));
	EXPECT_REPORT(test, "NdisMSynchronizeWithInterruptEx", BUGCHECK_NDIS_DRIVER, 0x22, hardware->interrupt, MESSAGES,
		      MESSAGES, hardware->interrupt);
	KUNIT_EXPECT_EQ(test, NdisMQueueDpc(hardware->interrupt, 9, 1, NULL), 0u);
	EXPECT_REPORT(test, "NdisMQueueDpc", BUGCHECK_NDIS_DRIVER, 0x22, hardware->interrupt, 9, MESSAGES,
		      hardware->interrupt);
	NdisMDeregisterInterruptEx(hardware->interrupt);
	end_hardware(hardware);
}

/* row 1253: the number of a message does not count for a line */
static void ndis_hardware_test_calls_for_a_line(struct kunit *test)
{
	struct hardware *hardware = new_hardware(test, 0);

	connect(hardware, true);
	KUNIT_EXPECT_TRUE(test, NdisMSynchronizeWithInterruptEx(hardware->interrupt, 0xffff, at_device_level, hardware));
	KUNIT_EXPECT_GT(test, (int)hardware->level, DISPATCH_LEVEL);
	KUNIT_EXPECT_EQ(test, NdisMQueueDpc(hardware->interrupt, 0xffff, 1, NULL), 1u);
	ASSERT_IN_TIME(test, &hardware->dpc_ran);
	EXPECT_NO_REPORT(test);
	NdisMDeregisterInterruptEx(hardware->interrupt);
	end_hardware(hardware);
}

static void register_early(struct wire *wire)
{
	NDIS_MINIPORT_INTERRUPT_CHARACTERISTICS given = routines(true);
	NDIS_HANDLE handle;

	KUNIT_EXPECT_EQ(wire->test, NdisMRegisterInterruptEx(wire->adapter, wire, &given, &handle), NDIS_STATUS_FAILURE);
	KUNIT_EXPECT_NULL(wire->test, handle);
	expect_refusal(wire->test, __LINE__, true, "NdisMRegisterInterruptEx", NDIS_STATUS_FAILURE,
		       "the adapter has no registration attributes");
}

/* row 1254 */
static void ndis_hardware_test_refusals(struct kunit *test)
{
	const WINWORK_SOFT_DEVICE_CONFIG config = { .Size = sizeof(config), .MessageCount = 1 };
	NDIS_MINIPORT_INTERRUPT_CHARACTERISTICS given = routines(true);
	struct wire *wire;
	NDIS_HANDLE handle;
	PVOID memory;
	PHYSICAL_ADDRESS address;

	fixture_name_driver(test);
	wire = new_wire(test);
	wire->before_attributes = register_early;
	KUNIT_ASSERT_EQ(test, wire_plug(wire, &config), STATUS_SUCCESS);
	given.MessageInterruptDpcHandler = NULL;
	KUNIT_EXPECT_EQ(test, NdisMRegisterInterruptEx(wire->adapter, wire, &given, &handle),
			NDIS_STATUS_BAD_CHARACTERISTICS);
	expect_refusal(test, __LINE__, true, "NdisMRegisterInterruptEx", NDIS_STATUS_BAD_CHARACTERISTICS,
		       "NDIS_MINIPORT_INTERRUPT_CHARACTERISTICS.MessageInterruptDpcHandler");
	wire_unplug(wire, false);

	/* An adapter without hardware. */
	wire->before_attributes = NULL;
	KUNIT_ASSERT_EQ(test, WinworkNdisAddAdapter(wire->miniport, &wire->adapter), NDIS_STATUS_SUCCESS);
	given = routines(true);
	KUNIT_EXPECT_EQ(test, NdisMRegisterInterruptEx(wire->adapter, wire, &given, &handle), NDIS_STATUS_NOT_SUPPORTED);
	expect_refusal(test, __LINE__, true, "NdisMRegisterInterruptEx", NDIS_STATUS_NOT_SUPPORTED,
		       "the adapter has no hardware");
	NdisMAllocateSharedMemory(wire->adapter, BYTES, TRUE, &memory, &address);
	KUNIT_EXPECT_NULL(test, memory);
	wire_end(wire);
	EXPECT_NO_REPORT(test);
}

/* row 1255 */
static void ndis_hardware_test_shared_memory(struct kunit *test)
{
	struct hardware *hardware = new_hardware(test, MESSAGES);
	NDIS_HANDLE adapter = hardware->wire->adapter;
	PHYSICAL_ADDRESS address;
	PVOID memory;

	NdisMAllocateSharedMemory(adapter, BYTES, TRUE, &memory, &address);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, memory);
	KUNIT_EXPECT_EQ(test, (ULONG_PTR)memory % PAGE_SIZE, 0ul);
	KUNIT_EXPECT_TRUE(test, WinworkSoftDeviceDma(hardware->wire->device, address.QuadPart + 100, "card", 5, TRUE));
	KUNIT_EXPECT_STREQ(test, (char *)memory + 100, "card");
	NdisMFreeSharedMemory(adapter, BYTES + 1, TRUE, memory, address);
	EXPECT_REPORT(test, "NdisMFreeSharedMemory", BUGCHECK_DMA, 3, ANY, memory, BYTES + 1, ANY);
	NdisMFreeSharedMemory(adapter, BYTES, TRUE, memory, address);
	EXPECT_NO_REPORT(test);
	end_hardware(hardware);
}

static void free_at_dispatch(struct hardware *hardware, PVOID memory, PHYSICAL_ADDRESS address)
{
	KIRQL old = KeRaiseIrqlToDpcLevel();

	NdisMFreeSharedMemory(hardware->wire->adapter, BYTES, TRUE, memory, address);
	KeLowerIrql(old);
}

/* row 1298: the adapter may end before the memory is freed */
static void ndis_hardware_test_shared_memory_is_freed_at_dispatch(struct kunit *test)
{
	struct hardware *hardware = new_hardware(test, MESSAGES);
	PHYSICAL_ADDRESS addresses[8];
	PVOID memory[8];
	int i;

	for (i = 0; i < ARRAY_SIZE(memory); i++) {
		NdisMAllocateSharedMemory(hardware->wire->adapter, BYTES, TRUE, &memory[i], &addresses[i]);
		KUNIT_ASSERT_NOT_ERR_OR_NULL(test, memory[i]);
	}
	for (i = 0; i < ARRAY_SIZE(memory); i++)
		free_at_dispatch(hardware, memory[i], addresses[i]);
	free_at_dispatch(hardware, memory[0], addresses[0]);
	EXPECT_REPORT(test, "NdisMFreeSharedMemory", BUGCHECK_DMA, 3, ANY, memory[0], BYTES, ANY);
	EXPECT_NO_REPORT(test);
	end_hardware(hardware);
}

static VOID process_list(PDEVICE_OBJECT device, PVOID reserved, PSCATTER_GATHER_LIST list, PVOID context)
{
	struct hardware *hardware = context;

	hardware->list = list;
	hardware->list_level = KeGetCurrentIrql();
}

static void register_dma(struct hardware *hardware, ULONG *bytes)
{
	NDIS_SG_DMA_DESCRIPTION description = {
		.Header = {
			NDIS_OBJECT_TYPE_SG_DMA_DESCRIPTION, NDIS_SG_DMA_DESCRIPTION_REVISION_1,
			NDIS_SIZEOF_SG_DMA_DESCRIPTION_REVISION_1,
		},
		.Flags = NDIS_SG_DMA_64_BIT_ADDRESS,
		.MaximumPhysicalMapping = 2 * BYTES,
		.ProcessSGListHandler = process_list,
	};

	KUNIT_ASSERT_EQ(hardware->test, NdisMRegisterScatterGatherDma(hardware->wire->adapter, &description,
								      &hardware->dma), NDIS_STATUS_SUCCESS);
	*bytes = description.ScatterGatherListSize;
}

/* The hardware reads the bytes of the packet, and no other. */
static void expect_bytes(struct hardware *hardware, const u8 *data, ULONG bytes)
{
	u8 *read = case_alloc(hardware->test, bytes);
	ULONG done = 0, i;

	for (i = 0; i < hardware->list->NumberOfElements; i++) {
		const SCATTER_GATHER_ELEMENT *each = &hardware->list->Elements[i];

		KUNIT_ASSERT_LE(hardware->test, done + each->Length, bytes);
		KUNIT_ASSERT_TRUE(hardware->test, WinworkSoftDeviceDma(hardware->wire->device, each->Address.QuadPart,
								       read + done, each->Length, FALSE));
		done += each->Length;
	}
	KUNIT_EXPECT_EQ(hardware->test, done, bytes);
	KUNIT_EXPECT_EQ(hardware->test, memcmp(read, data, bytes), 0);
}

#define FRONT 100	/* bytes before the packet */

/* row 1256 */
static void ndis_hardware_test_lists_of_packets(struct kunit *test)
{
	struct hardware *hardware = new_hardware(test, MESSAGES);
	u8 *data = case_alloc(test, 2 * BYTES);
	NET_BUFFER packet = { 0 };
	PMDL mdls[2];
	ULONG bytes, i;
	PVOID buffer;

	for (i = 0; i < 2 * BYTES; i++)
		data[i] = i * 7 + i / 256;
	for (i = 0; i < 2; i++) {
		mdls[i] = NdisAllocateMdl(hardware->wire->adapter, data + i * BYTES, BYTES);
		KUNIT_ASSERT_NOT_ERR_OR_NULL(test, mdls[i]);
	}
	mdls[0]->Next = mdls[1];
	NET_BUFFER_FIRST_MDL(&packet) = NET_BUFFER_CURRENT_MDL(&packet) = mdls[0];
	NET_BUFFER_DATA_OFFSET(&packet) = NET_BUFFER_CURRENT_MDL_OFFSET(&packet) = FRONT;
	NET_BUFFER_DATA_LENGTH(&packet) = 2 * BYTES - 2 * FRONT;
	register_dma(hardware, &bytes);

	KUNIT_ASSERT_EQ(test, NdisMAllocateNetBufferSGList(hardware->dma, &packet, hardware, NDIS_SG_LIST_WRITE_TO_DEVICE,
							   NULL, 0), NDIS_STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, hardware->list_level, (KIRQL)DISPATCH_LEVEL);
	expect_bytes(hardware, data + FRONT, 2 * BYTES - 2 * FRONT);
	NdisMFreeNetBufferSGList(hardware->dma, hardware->list, &packet);
	EXPECT_NO_REPORT(test);
	NdisMFreeNetBufferSGList(hardware->dma, hardware->list, &packet);
	EXPECT_REPORT(test, "NdisMFreeNetBufferSGList", BUGCHECK_DMA, 6, ANY, hardware->list, ANY, ANY);

	/* In memory of the driver's. */
	buffer = case_alloc(test, bytes);
	KUNIT_EXPECT_EQ(test, NdisMAllocateNetBufferSGList(hardware->dma, &packet, hardware, 0, buffer, bytes - 1),
			STATUS_BUFFER_TOO_SMALL);
	KUNIT_ASSERT_EQ(test, NdisMAllocateNetBufferSGList(hardware->dma, &packet, hardware, 0, buffer, bytes),
			NDIS_STATUS_SUCCESS);
	KUNIT_EXPECT_PTR_EQ(test, (PVOID)hardware->list, buffer);
	expect_bytes(hardware, data + FRONT, 2 * BYTES - 2 * FRONT);
	NdisMFreeNetBufferSGList(hardware->dma, hardware->list, &packet);
	NdisMDeregisterScatterGatherDma(hardware->dma);
	EXPECT_NO_REPORT(test);
	NdisMDeregisterScatterGatherDma(hardware->dma);
	EXPECT_REPORT(test, "NdisMDeregisterScatterGatherDma", BUGCHECK_REFERENCE_BY_POINTER, 0, hardware->dma, 0, 0,
		      hardware->dma);
	for (i = 0; i < 2; i++)
		NdisFreeMdl(mdls[i]);
	end_hardware(hardware);
}

/* row 1257: in the order in which the adapter's end finds them */
static void ndis_hardware_test_what_is_left_is_reported(struct kunit *test)
{
	struct hardware *hardware = new_hardware(test, MESSAGES);
	NDIS_HANDLE adapter = hardware->wire->adapter;
	PHYSICAL_ADDRESS address;
	PVOID memory;
	ULONG bytes;

	connect(hardware, true);
	wire_unplug(hardware->wire, false);
	EXPECT_REPORT(test, "NdisMRegisterInterruptEx", BUGCHECK_NDIS_DRIVER, 9, hardware->interrupt, adapter, 0,
		      hardware->interrupt);

	plug(hardware);
	adapter = hardware->wire->adapter;
	register_dma(hardware, &bytes);
	wire_unplug(hardware->wire, false);
	EXPECT_REPORT(test, "NdisMRegisterScatterGatherDma", BUGCHECK_NDIS_DRIVER, 0xb, hardware->dma, adapter, 0,
		      hardware->dma);

	plug(hardware);
	NdisMAllocateSharedMemory(hardware->wire->adapter, BYTES, TRUE, &memory, &address);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, memory);
	wire_unplug(hardware->wire, false);
	EXPECT_REPORT(test, "NdisMAllocateSharedMemory", BUGCHECK_DMA, 7, ANY, 1, ANY, ANY);
	end_hardware(hardware);
}

static struct kunit_case ndis_hardware_cases[] = {
	KUNIT_CASE(ndis_hardware_test_registers),
	KUNIT_CASE(ndis_hardware_test_ports),
	KUNIT_CASE(ndis_hardware_test_messages),
	KUNIT_CASE(ndis_hardware_test_line),
	KUNIT_CASE(ndis_hardware_test_line_that_is_raised_before),
	KUNIT_CASE(ndis_hardware_test_deregistered_while_the_dpc_repeats),
	KUNIT_CASE(ndis_hardware_test_dpcs_and_synchronization),
	KUNIT_CASE(ndis_hardware_test_calls_for_a_line),
	KUNIT_CASE(ndis_hardware_test_refusals),
	KUNIT_CASE(ndis_hardware_test_shared_memory),
	KUNIT_CASE(ndis_hardware_test_shared_memory_is_freed_at_dispatch),
	KUNIT_CASE(ndis_hardware_test_lists_of_packets),
	KUNIT_CASE(ndis_hardware_test_what_is_left_is_reported),
	{}
};

WINWORK_SUITE(ndis_hardware);
