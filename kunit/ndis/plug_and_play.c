/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite ndis_plug_and_play: a miniport driver whose adapters are devices of Plug and Play.
 */
#include "ndis_case.h"
#include "ndis_sieve.h"
#include "ndis_wire.h"

#define BYTES 60
#define FIRST "arpd"	/* letters in wire->events for attach, restart, pause and detach */

static const WINWORK_SOFT_DEVICE_CONFIG card = {
	.Size = sizeof(card),
	.HardwareId = "WINWORK\\CARD",
	.RangeCount = 1,
	.Ranges = { { .Bytes = 256 } },
	.MessageCount = 2,
};

static const WINWORK_SOFT_DEVICE_CONFIG bare = { .Size = sizeof(bare) };

#define EXPECT_STATUS(test, call, status) \
	KUNIT_EXPECT_EQ_MSG(test, (unsigned int)(call), (unsigned int)(status), "%s", #call)

/* What MiniportInitializeEx got. */
static struct {
	ULONG count;
	UCHAR types[4];
	ULONG64 start;
	PNDIS_RESOURCE_LIST list;
	WCHAR instance[40];
} seen;

static void read_instance(struct wire *wire)
{
	NDIS_CONFIGURATION_OBJECT object = {
		.Header = { NDIS_OBJECT_TYPE_CONFIGURATION_OBJECT, NDIS_CONFIGURATION_OBJECT_REVISION_1,
			    NDIS_SIZEOF_CONFIGURATION_OBJECT_REVISION_1 },
		.NdisHandle = wire->adapter,
	};
	NDIS_STRING name = NDIS_STRING_CONST("NetCfgInstanceId");
	PNDIS_CONFIGURATION_PARAMETER value;
	NDIS_HANDLE handle;
	NDIS_STATUS status;

	KUNIT_ASSERT_EQ(wire->test, NdisOpenConfigurationEx(&object, &handle), NDIS_STATUS_SUCCESS);
	NdisReadConfiguration(&status, &value, handle, &name, NdisParameterString);
	KUNIT_EXPECT_EQ(wire->test, status, NDIS_STATUS_SUCCESS);
	if (status == NDIS_STATUS_SUCCESS)
		memcpy(seen.instance, value->ParameterData.StringData.Buffer,
		       min_t(size_t, value->ParameterData.StringData.Length, sizeof(seen.instance)));
	NdisCloseConfiguration(handle);
}

static void look(struct wire *wire, PNDIS_MINIPORT_INIT_PARAMETERS parameters)
{
	ULONG i;

	memset(&seen, 0, sizeof(seen));
	seen.list = parameters->AllocatedResources;
	KUNIT_EXPECT_NULL(wire->test, parameters->MiniportAddDeviceContext);
	read_instance(wire);
	if (!seen.list)
		return;
	seen.count = seen.list->Count;
	for (i = 0; i < min_t(ULONG, seen.count, ARRAY_SIZE(seen.types)); i++) {
		seen.types[i] = seen.list->PartialDescriptors[i].Type;
		if (seen.types[i] == CmResourceTypeMemory)
			seen.start = seen.list->PartialDescriptors[i].u.Memory.Start.QuadPart;
	}
}

static struct wire *plugged_wire(struct kunit *test, const WINWORK_SOFT_DEVICE_CONFIG *config)
{
	struct wire *wire = new_wire(test);

	wire->on_initialize = look;
	KUNIT_ASSERT_EQ(test, wire_plug(wire, config), STATUS_SUCCESS);
	KUNIT_ASSERT_NOT_NULL(test, wire->device);
	return wire;
}

/* row 1242 */
static void ndis_plug_and_play_test_adapter_has_the_resources_of_its_device(struct kunit *test)
{
	struct wire *wire = plugged_wire(test, &card);
	PCM_RESOURCE_LIST raw = NULL, translated = NULL;
	PDEVICE_OBJECT pdo, fdo, next;

	KUNIT_EXPECT_STREQ(test, wire->events, "IR+");
	KUNIT_EXPECT_EQ(test, seen.count, 3u);
	KUNIT_EXPECT_EQ(test, (int)seen.types[0], CmResourceTypeMemory);
	KUNIT_EXPECT_EQ(test, (int)seen.types[1], CmResourceTypeInterrupt);
	KUNIT_EXPECT_EQ(test, (int)seen.types[2], CmResourceTypeInterrupt);
	KUNIT_EXPECT_NE(test, seen.start, 0ull);
	NdisMGetDeviceProperty(wire->adapter, &pdo, &fdo, &next, &raw, &translated);
	KUNIT_EXPECT_PTR_EQ(test, pdo, WinworkSoftDeviceGetPdo(wire->device));
	KUNIT_EXPECT_PTR_EQ(test, next, pdo);
	KUNIT_EXPECT_PTR_EQ(test, pdo->AttachedDevice, fdo);
	KUNIT_EXPECT_PTR_EQ(test, fdo->DriverObject, fixture_of(test)->driver);
	KUNIT_EXPECT_PTR_EQ(test, NdisGetDeviceReservedExtension(fdo), (PVOID)NULL);
	KUNIT_ASSERT_NOT_NULL(test, raw);
	KUNIT_EXPECT_EQ(test, raw->List[0].PartialResourceList.Count, 3u);
	KUNIT_EXPECT_PTR_EQ(test, seen.list, &translated->List[0].PartialResourceList);
	EXPECT_STATUS(test, WinworkPnpRemoveDevice(pdo, WinworkRemovalAsked), STATUS_SUCCESS);
	KUNIT_EXPECT_STREQ(test, wire->events, "IR+-CPH");
	KUNIT_EXPECT_EQ(test, (int)wire->halt_action, (int)NdisHaltDeviceDisabled);
	wire_end(wire);
	EXPECT_NO_REPORT(test);
}

/* row 1242: a device without resources */
static void ndis_plug_and_play_test_device_without_resources(struct kunit *test)
{
	PCM_RESOURCE_LIST raw = (void *)1, translated = (void *)1;
	struct wire *wire = plugged_wire(test, &bare);

	KUNIT_EXPECT_NULL(test, seen.list);
	NdisMGetDeviceProperty(wire->adapter, NULL, NULL, NULL, &raw, &translated);
	KUNIT_EXPECT_NULL(test, raw);
	KUNIT_EXPECT_NULL(test, translated);
	wire_end(wire);
	EXPECT_NO_REPORT(test);
}

/* row 1243: the start fails with it, and nothing is left. Some of its statuses are no errors for the manager. */
static void ndis_plug_and_play_test_initialize_fails(struct kunit *test)
{
	struct wire *wire = new_wire(test);

	wire->initialize_status = NDIS_STATUS_RESOURCES;
	EXPECT_STATUS(test, wire_plug(wire, &card), STATUS_INSUFFICIENT_RESOURCES);
	KUNIT_EXPECT_NULL(test, wire->device);
	wire->initialize_status = NDIS_STATUS_NOT_ACCEPTED;
	EXPECT_STATUS(test, wire_plug(wire, &card), STATUS_UNSUCCESSFUL);
	KUNIT_EXPECT_NULL(test, wire->device);
	KUNIT_EXPECT_NULL(test, fixture_of(test)->driver->DeviceObject->NextDevice);
	KUNIT_EXPECT_STREQ(test, wire->events, "II");
	wire->initialize_status = NDIS_STATUS_SUCCESS;
	EXPECT_STATUS(test, wire_plug(wire, &card), STATUS_SUCCESS);
	wire_end(wire);
	KUNIT_EXPECT_STREQ(test, wire->events, "IIIR+-CPH");
	EXPECT_NO_REPORT(test);
}

static void send_some(struct wire *wire, struct wire_frame *frames, u8 *data, int count)
{
	int i;

	for (i = 0; i < count; i++)
		KUNIT_EXPECT_TRUE(wire->test, wire_send(wire, &frames[i], data, BYTES));
}

static void expect_back(struct kunit *test, const struct wire_frame *frames, int count)
{
	int i;

	for (i = 0; i < count; i++)
		KUNIT_EXPECT_EQ_MSG(test, atomic_read(&frames[i].times), 1, "frame %d", i);
}

#define FRAMES 5

/* row 1244 */
static void ndis_plug_and_play_test_removal_with_frames_out(struct kunit *test)
{
	struct wire *wire = plugged_wire(test, &card);
	struct wire_frame *frames = case_alloc(test, FRAMES * sizeof(*frames));
	u8 *data = case_alloc(test, BYTES);

	wire->sends = WIRE_HOLDS;
	send_some(wire, frames, data, FRAMES);
	KUNIT_EXPECT_EQ(test, atomic_read(&wire->sent), 0);
	wire_unplug(wire, false);
	KUNIT_EXPECT_STREQ(test, wire->events, "IR+-CPH");
	expect_back(test, frames, FRAMES);
	wire_end(wire);
	EXPECT_NO_REPORT(test);
}

/* row 1245: the event passes the filter modules, and comes first */
static void ndis_plug_and_play_test_surprise_removal(struct kunit *test)
{
	struct wire *wire = plugged_wire(test, &card);
	struct sieve *sieve = started_sieve(wire, FIRST);
	struct wire_frame *frames = case_alloc(test, FRAMES * sizeof(*frames));
	u8 *data = case_alloc(test, BYTES);

	wire->sends = WIRE_HOLDS;
	memset(wire->events, 0, sizeof(wire->events));
	send_some(wire, frames, data, FRAMES);
	wire_unplug(wire, true);
	KUNIT_EXPECT_STREQ(test, wire->events, "S-CpPdH");
	KUNIT_EXPECT_EQ(test, (int)wire->halt_action, (int)NdisHaltDeviceSurpriseRemoved);
	KUNIT_EXPECT_EQ(test, atomic_read(&sieve->device_events), 1);
	expect_back(test, frames, FRAMES);
	sieve_stop(sieve);
	wire_end(wire);
	EXPECT_NO_REPORT(test);
}

/* row 1246: one goes, and the other one stays; the driver is not unloaded with devices. */
static void ndis_plug_and_play_test_two_devices(struct kunit *test)
{
	PWINWORK_SOFT_DEVICE first, second;
	struct net *net = new_net(test);
	PDRIVER_OBJECT driver = fixture_of(test)->driver;
	NDIS_HANDLE adapter;
	PDEVICE_OBJECT pdo;

	KUNIT_ASSERT_EQ(test, WinworkSoftDevicePlug(driver, &card, &first), STATUS_SUCCESS);
	adapter = net->adapter;
	KUNIT_ASSERT_EQ(test, WinworkSoftDevicePlug(driver, &card, &second), STATUS_SUCCESS);
	KUNIT_EXPECT_PTR_NE(test, net->adapter, adapter);
	KUNIT_EXPECT_STREQ(test, net->events, "IRIR");
	WinworkSoftDeviceUnplug(first, FALSE);
	KUNIT_EXPECT_EQ(test, references(adapter), 0L);
	NdisMGetDeviceProperty(net->adapter, &pdo, NULL, NULL, NULL, NULL);
	KUNIT_EXPECT_PTR_EQ(test, pdo, WinworkSoftDeviceGetPdo(second));
	KUNIT_EXPECT_STREQ(test, net->events, "IRIRPH");
	NdisMDeregisterMiniportDriver(net->miniport);
	EXPECT_REPORT(test, "NdisMDeregisterMiniportDriver", BUGCHECK_REFERENCE_BY_POINTER, 0, net->miniport, ANY,
		      ANY, net->miniport);
	driver->DriverUnload(driver);
	KUNIT_EXPECT_STREQ(test, net->events, "IRIRPH");
	WinworkSoftDeviceUnplug(second, FALSE);
	KUNIT_EXPECT_STREQ(test, net->events, "IRIRPHPH");
	end_net(net);
	EXPECT_NO_REPORT(test);
}

/* row 1247: the same device has the same key and the same GUID */
static void ndis_plug_and_play_test_device_comes_again(struct kunit *test)
{
	struct wire *wire = plugged_wire(test, &card);
	WCHAR instance[ARRAY_SIZE(seen.instance)];

	memcpy(instance, seen.instance, sizeof(instance));
	KUNIT_EXPECT_EQ(test, (int)instance[0], '{');
	wire_unplug(wire, false);
	KUNIT_ASSERT_EQ(test, wire_plug(wire, &card), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, memcmp(instance, seen.instance, sizeof(instance)), 0);
	wire_unplug(wire, true);
	KUNIT_ASSERT_EQ(test, wire_plug(wire, &bare), STATUS_SUCCESS);
	KUNIT_EXPECT_NE(test, memcmp(instance, seen.instance, sizeof(instance)), 0);
	wire_end(wire);
	KUNIT_EXPECT_STREQ(test, wire->events, "IR+-CPHIR+S-CPHIR+-CPH");
	EXPECT_NO_REPORT(test);
}

/* row 1248 */
static void ndis_plug_and_play_test_halt_of_a_device_is_reported(struct kunit *test)
{
	struct wire *wire = plugged_wire(test, &card);

	WinworkNdisHaltAdapter(wire->adapter);
	EXPECT_REPORT(test, "WinworkNdisHaltAdapter", BUGCHECK_REFERENCE_BY_POINTER, 0, wire->adapter, ANY, ANY,
		      wire->adapter);
	KUNIT_EXPECT_STREQ(test, wire->events, "IR+");
	wire_end(wire);
	EXPECT_NO_REPORT(test);
}

/* row 1249: without its miniport a driver has no devices */
static void ndis_plug_and_play_test_deregistered_driver_gets_no_device(struct kunit *test)
{
	PWINWORK_SOFT_DEVICE device;
	struct net *net = new_net(test);

	end_net(net);
	EXPECT_STATUS(test, WinworkSoftDevicePlug(fixture_of(test)->driver, &card, &device), STATUS_NO_SUCH_DEVICE);
	KUNIT_EXPECT_NULL(test, device);
	KUNIT_EXPECT_STREQ(test, net->events, "");
	EXPECT_NO_REPORT(test);
}

/* Letters: z for D3, and w for D0. */
static NDIS_STATUS note_power(struct wire *wire, PNDIS_OID_REQUEST request)
{
	const NDIS_DEVICE_POWER_STATE *state = request->DATA.SET_INFORMATION.InformationBuffer;

	if (request->DATA.SET_INFORMATION.Oid != OID_PNP_SET_POWER)
		return NDIS_STATUS_NOT_SUPPORTED;
	KUNIT_EXPECT_EQ(wire->test, (int)request->RequestType, (int)NdisRequestSetInformation);
	KUNIT_EXPECT_EQ(wire->test, request->DATA.SET_INFORMATION.InformationBufferLength, (ULONG)sizeof(*state));
	wire_note(wire, *state == NdisDeviceStateD3 ? 'z' : *state == NdisDeviceStateD0 ? 'w' : '?');
	return NDIS_STATUS_SUCCESS;
}

static struct wire *plugged_wire_with_power(struct kunit *test)
{
	struct wire *wire = new_wire(test);

	wire->attribute_flags = NDIS_MINIPORT_ATTRIBUTES_NO_HALT_ON_SUSPEND;
	wire->on_request = note_power;
	KUNIT_ASSERT_EQ(test, wire_plug(wire, &card), STATUS_SUCCESS);
	return wire;
}

static void set_power(struct wire *wire, SYSTEM_POWER_STATE state)
{
	EXPECT_STATUS(wire->test, WinworkPnpSetSystemPower(WinworkSoftDeviceGetPdo(wire->device), state), STATUS_SUCCESS);
}

/* row 1187 */
static void ndis_plug_and_play_test_sleep_of_a_driver_that_knows_power(struct kunit *test)
{
	struct wire *wire = plugged_wire_with_power(test);
	struct wire_frame *frames = case_alloc(test, FRAMES * sizeof(*frames));
	struct wire_frame asleep = { 0 };
	u8 *data = case_alloc(test, BYTES);

	set_power(wire, PowerSystemSleeping3);
	KUNIT_EXPECT_STREQ(test, wire->events, "IR+Pz");
	/* The interface is there, and the driver gets nothing. */
	wire_send(wire, &asleep, data, BYTES);
	KUNIT_EXPECT_EQ(test, atomic_read(&wire->sends_called), 0);
	set_power(wire, PowerSystemWorking);
	KUNIT_EXPECT_STREQ(test, wire->events, "IR+PzwR");
	send_some(wire, frames, data, FRAMES);
	expect_back(test, frames, FRAMES);
	expect_back(test, &asleep, 1);
	wire_end(wire);
	EXPECT_NO_REPORT(test);
}

/* row 1188 */
static void ndis_plug_and_play_test_sleep_of_a_driver_without_power(struct kunit *test)
{
	struct wire *wire = plugged_wire(test, &card);
	struct wire_frame *frames = case_alloc(test, FRAMES * sizeof(*frames));
	u8 *data = case_alloc(test, BYTES);
	PNDIS_RESOURCE_LIST first = seen.list;

	set_power(wire, PowerSystemSleeping3);
	KUNIT_EXPECT_STREQ(test, wire->events, "IR+PH");
	KUNIT_EXPECT_EQ(test, (int)wire->halt_action, (int)NdisHaltDevicePoweredDown);
	/* It has its peer from the first time. */
	wire->has_no_peer = true;
	set_power(wire, PowerSystemWorking);
	KUNIT_EXPECT_STREQ(test, wire->events, "IR+PHIR");
	KUNIT_EXPECT_PTR_EQ(test, (PVOID)seen.list, (PVOID)first);
	send_some(wire, frames, data, FRAMES);
	expect_back(test, frames, FRAMES);

	/* One that cannot be initialised again is removed all the same. */
	set_power(wire, PowerSystemSleeping3);
	wire->initialize_status = NDIS_STATUS_FAILURE;
	set_power(wire, PowerSystemWorking);
	wire_unplug(wire, false);
	KUNIT_EXPECT_STREQ(test, wire->events, "IR+PHIRPHI-C");
	wire_end(wire);
	EXPECT_NO_REPORT(test);
}

/* row 1189 */
static void ndis_plug_and_play_test_removal_in_a_sleep(struct kunit *test)
{
	struct wire *wire = plugged_wire_with_power(test);

	set_power(wire, PowerSystemSleeping3);
	wire_unplug(wire, true);
	KUNIT_EXPECT_STREQ(test, wire->events, "IR+PzS-CH");
	KUNIT_EXPECT_EQ(test, (int)wire->halt_action, (int)NdisHaltDeviceSurpriseRemoved);
	wire_end(wire);
	EXPECT_NO_REPORT(test);
}

/* row 1390; then a removal, which no machine that ends has */
static void ndis_plug_and_play_test_shutdown(struct kunit *test)
{
	struct wire *wire = plugged_wire_with_power(test);

	set_power(wire, PowerSystemShutdown);
	KUNIT_EXPECT_STREQ(test, wire->events, "IR+PQ");
	KUNIT_EXPECT_EQ(test, (int)wire->shutdown_action, (int)NdisShutdownPowerOff);
	KUNIT_EXPECT_EQ(test, wire->shutdown_irql, PASSIVE_LEVEL);
	/* It does not wake. */
	set_power(wire, PowerSystemWorking);
	wire_unplug(wire, false);
	KUNIT_EXPECT_STREQ(test, wire->events, "IR+PQ-CH");
	wire_end(wire);
	EXPECT_NO_REPORT(test);
}

/* row 1390 */
static void ndis_plug_and_play_test_shutdown_without_the_handler(struct kunit *test)
{
	struct wire *wire = new_wire(test);

	wire->has_no_shutdown = true;
	KUNIT_ASSERT_EQ(test, wire_plug(wire, &card), STATUS_SUCCESS);
	set_power(wire, PowerSystemShutdown);
	KUNIT_EXPECT_STREQ(test, wire->events, "IR+PH");
	wire_end(wire);
	EXPECT_NO_REPORT(test);
}

static struct kunit_case ndis_plug_and_play_cases[] = {
	KUNIT_CASE(ndis_plug_and_play_test_adapter_has_the_resources_of_its_device),
	KUNIT_CASE(ndis_plug_and_play_test_device_without_resources),
	KUNIT_CASE(ndis_plug_and_play_test_initialize_fails),
	KUNIT_CASE(ndis_plug_and_play_test_removal_with_frames_out),
	KUNIT_CASE(ndis_plug_and_play_test_surprise_removal),
	KUNIT_CASE(ndis_plug_and_play_test_two_devices),
	KUNIT_CASE(ndis_plug_and_play_test_device_comes_again),
	KUNIT_CASE(ndis_plug_and_play_test_halt_of_a_device_is_reported),
	KUNIT_CASE(ndis_plug_and_play_test_deregistered_driver_gets_no_device),
	KUNIT_CASE(ndis_plug_and_play_test_sleep_of_a_driver_that_knows_power),
	KUNIT_CASE(ndis_plug_and_play_test_sleep_of_a_driver_without_power),
	KUNIT_CASE(ndis_plug_and_play_test_removal_in_a_sleep),
	KUNIT_CASE(ndis_plug_and_play_test_shutdown),
	KUNIT_CASE(ndis_plug_and_play_test_shutdown_without_the_handler),
	{}
};

WINWORK_SUITE(ndis_plug_and_play);
