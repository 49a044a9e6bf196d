/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite ndis_refusals: each field of a structure that NDIS refuses, the status, and the line of the
 * log that names the function, the driver and the field.
 */
#include "support.h"

#include <ndis.h>
#include <winwork/ndis_port.h>

/* The layout of Windows on 64-bit machines. */
static_assert(sizeof(NDIS_MINIPORT_ADD_DEVICE_REGISTRATION_ATTRIBUTES) == 0x18);
static_assert(sizeof(NDIS_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES) == 0x20);
static_assert(sizeof(NDIS_MINIPORT_ADAPTER_GENERAL_ATTRIBUTES) == 0xe0);
static_assert(sizeof(NDIS_MINIPORT_ADAPTER_OFFLOAD_ATTRIBUTES) == 0x28);
static_assert(sizeof(NDIS_MINIPORT_ADAPTER_NATIVE_802_11_ATTRIBUTES) == 0x40);
static_assert(sizeof(NDIS_MINIPORT_ADAPTER_HARDWARE_ASSIST_ATTRIBUTES) == 0x60);
static_assert(sizeof(NDIS_MINIPORT_ADAPTER_NDK_ATTRIBUTES) == 0x10);
static_assert(sizeof(NDIS_MINIPORT_ADAPTER_PACKET_DIRECT_ATTRIBUTES) == 0xc);
static_assert(sizeof(NDIS_MINIPORT_ADAPTER_ATTRIBUTES) == 0xe0);
static_assert(offsetof(NDIS_MINIPORT_ADAPTER_NATIVE_802_11_ATTRIBUTES, WFDAttributes) == 0x38);
static_assert(offsetof(NDIS_MINIPORT_ADAPTER_HARDWARE_ASSIST_ATTRIBUTES,
		       CurrentGftOffloadCapabilities) == 0x58);

/* ---- a driver, and its adapter --------------------------------------------------------------- */

static NDIS_HANDLE arrived;

static NDIS_STATUS initialize_adapter(NDIS_HANDLE handle, NDIS_HANDLE context,
			      PNDIS_MINIPORT_INIT_PARAMETERS parameters)
{
	arrived = handle;
	return NDIS_STATUS_SUCCESS;
}

static VOID halt_adapter(NDIS_HANDLE context, NDIS_HALT_ACTION action)
{
}

static NDIS_STATUS restart(NDIS_HANDLE context, PNDIS_MINIPORT_RESTART_PARAMETERS parameters)
{
	return NDIS_STATUS_SUCCESS;
}

static NDIS_STATUS pause_adapter(NDIS_HANDLE context, PNDIS_MINIPORT_PAUSE_PARAMETERS parameters)
{
	return NDIS_STATUS_SUCCESS;
}

static VOID unload(PDRIVER_OBJECT driver)
{
}

static NDIS_STATUS attach(NDIS_HANDLE handle, NDIS_HANDLE context,
			  PNDIS_FILTER_ATTACH_PARAMETERS parameters)
{
	return NDIS_STATUS_FAILURE;
}

static VOID detach(NDIS_HANDLE context)
{
}

static NDIS_STATUS filter_restart(NDIS_HANDLE context, PNDIS_FILTER_RESTART_PARAMETERS parameters)
{
	return NDIS_STATUS_SUCCESS;
}

static NDIS_STATUS filter_pause(NDIS_HANDLE context, PNDIS_FILTER_PAUSE_PARAMETERS parameters)
{
	return NDIS_STATUS_SUCCESS;
}

static NDIS_MINIPORT_DRIVER_CHARACTERISTICS miniport(void)
{
	return (NDIS_MINIPORT_DRIVER_CHARACTERISTICS){
		.Header = {
			NDIS_OBJECT_TYPE_MINIPORT_DRIVER_CHARACTERISTICS,
			NDIS_MINIPORT_DRIVER_CHARACTERISTICS_REVISION_3,
			NDIS_SIZEOF_MINIPORT_DRIVER_CHARACTERISTICS_REVISION_3,
		},
		.MajorNdisVersion = NDIS_MINIPORT_MAJOR_VERSION,
		.MinorNdisVersion = NDIS_MINIPORT_MINOR_VERSION,
		.InitializeHandlerEx = initialize_adapter,
		.HaltHandlerEx = halt_adapter,
		.UnloadHandler = unload,
		.PauseHandler = pause_adapter,
		.RestartHandler = restart,
	};
}

static NDIS_FILTER_DRIVER_CHARACTERISTICS filter(void)
{
	return (NDIS_FILTER_DRIVER_CHARACTERISTICS){
		.Header = {
			NDIS_OBJECT_TYPE_FILTER_DRIVER_CHARACTERISTICS,
			NDIS_FILTER_CHARACTERISTICS_REVISION_3,
			NDIS_SIZEOF_FILTER_DRIVER_CHARACTERISTICS_REVISION_3,
		},
		.MajorNdisVersion = NDIS_FILTER_MAJOR_VERSION,
		.MinorNdisVersion = NDIS_FILTER_MINOR_VERSION,
		.AttachHandler = attach,
		.DetachHandler = detach,
		.RestartHandler = filter_restart,
		.PauseHandler = filter_pause,
	};
}

static NDIS_PROTOCOL_DRIVER_CHARACTERISTICS protocol(void)
{
	return (NDIS_PROTOCOL_DRIVER_CHARACTERISTICS){
		.Header = {
			NDIS_OBJECT_TYPE_PROTOCOL_DRIVER_CHARACTERISTICS,
			NDIS_PROTOCOL_DRIVER_CHARACTERISTICS_REVISION_2,
			NDIS_SIZEOF_PROTOCOL_DRIVER_CHARACTERISTICS_REVISION_2,
		},
		.MajorNdisVersion = NDIS_PROTOCOL_MAJOR_VERSION,
		.MinorNdisVersion = NDIS_PROTOCOL_MINOR_VERSION,
	};
}

static NDIS_DEVICE_OBJECT_ATTRIBUTES device(void)
{
	return (NDIS_DEVICE_OBJECT_ATTRIBUTES){
		.Header = {
			NDIS_OBJECT_TYPE_DEVICE_OBJECT_ATTRIBUTES,
			NDIS_DEVICE_OBJECT_ATTRIBUTES_REVISION_1,
			NDIS_SIZEOF_DEVICE_OBJECT_ATTRIBUTES_REVISION_1,
		},
	};
}

static NDIS_STATUS register_miniport(struct kunit *test,
				     PNDIS_MINIPORT_DRIVER_CHARACTERISTICS characteristics,
				     PNDIS_HANDLE handle)
{
	PDRIVER_OBJECT driver = fixture_of(test)->driver;

	return NdisMRegisterMiniportDriver(driver, &driver->DriverName, NULL, characteristics,
					   handle);
}

static NDIS_HANDLE new_miniport(struct kunit *test)
{
	NDIS_MINIPORT_DRIVER_CHARACTERISTICS good = miniport();
	NDIS_HANDLE handle;

	KUNIT_ASSERT_EQ(test, register_miniport(test, &good, &handle), NDIS_STATUS_SUCCESS);
	return handle;
}

/* ---- registration ---------------------------------------------------------------------------- */

/* One wrong byte, of a header or a version; -1 for a handler that is NULL. */
struct bad_field {
	NDIS_STATUS status;
	const char *field;
	size_t offset;
	int value;
};

#define SIZE_FIELD offsetof(NDIS_OBJECT_HEADER, Size)

/* Makes the field of the structure wrong. */
static void spoil(void *structure, const struct bad_field *bad)
{
	if (bad->value < 0)
		*(void **)((char *)structure + bad->offset) = NULL;
	else if (bad->offset == SIZE_FIELD)
		((PNDIS_OBJECT_HEADER)structure)->Size = bad->value;
	else
		((unsigned char *)structure)[bad->offset] = bad->value;
}

#define MINIPORT(field) offsetof(NDIS_MINIPORT_DRIVER_CHARACTERISTICS, field)
#define MINIPORT_NAME "NDIS_MINIPORT_DRIVER_CHARACTERISTICS."

static const struct bad_field bad_miniports[] = {
	{ NDIS_STATUS_BAD_VERSION, MINIPORT_NAME "MajorNdisVersion is 5,",
	  MINIPORT(MajorNdisVersion), 5 },
	{ NDIS_STATUS_BAD_VERSION, MINIPORT_NAME "MinorNdisVersion is 21:",
	  MINIPORT(MinorNdisVersion), 21 },
	{ NDIS_STATUS_BAD_CHARACTERISTICS, MINIPORT_NAME "Header.Type is 0x8b, not 0x8a",
	  MINIPORT(Header.Type), NDIS_OBJECT_TYPE_FILTER_DRIVER_CHARACTERISTICS },
	{ NDIS_STATUS_BAD_CHARACTERISTICS, MINIPORT_NAME "Header.Revision is 0,",
	  MINIPORT(Header.Revision), 0 },
	{ NDIS_STATUS_BAD_CHARACTERISTICS, MINIPORT_NAME "Header.Revision is 4,",
	  MINIPORT(Header.Revision), 4 },
	{ NDIS_STATUS_BAD_CHARACTERISTICS, MINIPORT_NAME "Header.Size is ", SIZE_FIELD,
	  NDIS_SIZEOF_MINIPORT_DRIVER_CHARACTERISTICS_REVISION_2 },
	{ NDIS_STATUS_BAD_CHARACTERISTICS, MINIPORT_NAME "InitializeHandlerEx is NULL",
	  MINIPORT(InitializeHandlerEx), -1 },
	{ NDIS_STATUS_BAD_CHARACTERISTICS, MINIPORT_NAME "HaltHandlerEx is NULL",
	  MINIPORT(HaltHandlerEx), -1 },
	{ NDIS_STATUS_BAD_CHARACTERISTICS, MINIPORT_NAME "UnloadHandler is NULL",
	  MINIPORT(UnloadHandler), -1 },
	{ NDIS_STATUS_BAD_CHARACTERISTICS, MINIPORT_NAME "PauseHandler is NULL",
	  MINIPORT(PauseHandler), -1 },
	{ NDIS_STATUS_BAD_CHARACTERISTICS, MINIPORT_NAME "RestartHandler is NULL",
	  MINIPORT(RestartHandler), -1 },
};

static void ndis_refusals_test_miniport_driver(struct kunit *test)
{
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(bad_miniports); i++) {
		const struct bad_field *bad = &bad_miniports[i];
		NDIS_MINIPORT_DRIVER_CHARACTERISTICS characteristics = miniport();
		NDIS_HANDLE handle = test;

		spoil(&characteristics, bad);
		KUNIT_EXPECT_EQ_MSG(test, register_miniport(test, &characteristics, &handle),
				    bad->status, "%s", bad->field);
		KUNIT_EXPECT_PTR_EQ(test, handle, (NDIS_HANDLE)NULL);
		expect_refusal(test, i, true, "NdisMRegisterMiniportDriver", bad->status,
			       bad->field);
	}
	EXPECT_NO_REPORT(test);
}

/* Each revision with its size, each version that exists, and a structure that is longer. */
static void ndis_refusals_test_miniport_drivers_that_are_right(struct kunit *test)
{
	static const USHORT sizes[] = {
		NDIS_SIZEOF_MINIPORT_DRIVER_CHARACTERISTICS_REVISION_1,
		NDIS_SIZEOF_MINIPORT_DRIVER_CHARACTERISTICS_REVISION_2,
		NDIS_SIZEOF_MINIPORT_DRIVER_CHARACTERISTICS_REVISION_3,
	};
	static const UCHAR minors[] = { 0, 1, 20, 30, 40, 50, 51, 60, 70, 80, 86 };
	NDIS_MINIPORT_DRIVER_CHARACTERISTICS good = miniport();
	NDIS_HANDLE handle;
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(sizes); i++) {
		good.Header.Revision = i + 1;
		good.Header.Size = sizes[i];
		KUNIT_ASSERT_EQ(test, register_miniport(test, &good, &handle),
				NDIS_STATUS_SUCCESS);
		NdisMDeregisterMiniportDriver(handle);
	}
	good.Header.Size += 8;
	for (i = 0; i < ARRAY_SIZE(minors); i++) {
		good.MinorNdisVersion = minors[i];
		KUNIT_ASSERT_EQ(test, register_miniport(test, &good, &handle),
				NDIS_STATUS_SUCCESS);
		NdisMDeregisterMiniportDriver(handle);
	}
}

#define FILTER(field) offsetof(NDIS_FILTER_DRIVER_CHARACTERISTICS, field)
#define FILTER_NAME "NDIS_FILTER_DRIVER_CHARACTERISTICS."

static const struct bad_field bad_filters[] = {
	{ NDIS_STATUS_BAD_VERSION, FILTER_NAME "MajorNdisVersion is 7,", FILTER(MajorNdisVersion),
	  7 },
	{ NDIS_STATUS_BAD_CHARACTERISTICS, FILTER_NAME "Header.Type is 0x8a, not 0x8b",
	  FILTER(Header.Type), NDIS_OBJECT_TYPE_MINIPORT_DRIVER_CHARACTERISTICS },
	{ NDIS_STATUS_BAD_CHARACTERISTICS, FILTER_NAME "Header.Revision is 4,",
	  FILTER(Header.Revision), 4 },
	{ NDIS_STATUS_BAD_CHARACTERISTICS, FILTER_NAME "Header.Size is ", SIZE_FIELD,
	  NDIS_SIZEOF_FILTER_DRIVER_CHARACTERISTICS_REVISION_3 - 1 },
	{ NDIS_STATUS_BAD_CHARACTERISTICS, FILTER_NAME "AttachHandler is NULL",
	  FILTER(AttachHandler), -1 },
	{ NDIS_STATUS_BAD_CHARACTERISTICS, FILTER_NAME "DetachHandler is NULL",
	  FILTER(DetachHandler), -1 },
	{ NDIS_STATUS_BAD_CHARACTERISTICS, FILTER_NAME "RestartHandler is NULL",
	  FILTER(RestartHandler), -1 },
	{ NDIS_STATUS_BAD_CHARACTERISTICS, FILTER_NAME "PauseHandler is NULL",
	  FILTER(PauseHandler), -1 },
};

static void ndis_refusals_test_filter_driver(struct kunit *test)
{
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(bad_filters); i++) {
		const struct bad_field *bad = &bad_filters[i];
		NDIS_FILTER_DRIVER_CHARACTERISTICS characteristics = filter();
		NDIS_HANDLE handle = test;

		spoil(&characteristics, bad);
		KUNIT_EXPECT_EQ_MSG(test, NdisFRegisterFilterDriver(fixture_of(test)->driver, NULL,
								    &characteristics, &handle),
				    bad->status, "%s", bad->field);
		KUNIT_EXPECT_PTR_EQ(test, handle, (NDIS_HANDLE)NULL);
		expect_refusal(test, i, true, "NdisFRegisterFilterDriver", bad->status,
			       bad->field);
	}
	EXPECT_NO_REPORT(test);
}

#define PROTOCOL(field) offsetof(NDIS_PROTOCOL_DRIVER_CHARACTERISTICS, field)
#define PROTOCOL_NAME "NDIS_PROTOCOL_DRIVER_CHARACTERISTICS."

static const struct bad_field bad_protocols[] = {
	{ NDIS_STATUS_BAD_VERSION, PROTOCOL_NAME "MajorNdisVersion is 4,",
	  PROTOCOL(MajorNdisVersion), 4 },
	{ NDIS_STATUS_BAD_CHARACTERISTICS, PROTOCOL_NAME "Header.Type is 0x80, not 0x95",
	  PROTOCOL(Header.Type), NDIS_OBJECT_TYPE_DEFAULT },
	{ NDIS_STATUS_BAD_CHARACTERISTICS, PROTOCOL_NAME "Header.Revision is 3,",
	  PROTOCOL(Header.Revision), 3 },
	{ NDIS_STATUS_BAD_CHARACTERISTICS, PROTOCOL_NAME "Header.Size is ", SIZE_FIELD,
	  NDIS_SIZEOF_PROTOCOL_DRIVER_CHARACTERISTICS_REVISION_1 },
};

static void ndis_refusals_test_protocol_driver(struct kunit *test)
{
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(bad_protocols); i++) {
		const struct bad_field *bad = &bad_protocols[i];
		NDIS_PROTOCOL_DRIVER_CHARACTERISTICS characteristics = protocol();
		NDIS_HANDLE handle = test;

		spoil(&characteristics, bad);
		KUNIT_EXPECT_EQ_MSG(test,
				    NdisRegisterProtocolDriver(NULL, &characteristics, &handle),
				    bad->status, "%s", bad->field);
		KUNIT_EXPECT_PTR_EQ(test, handle, (NDIS_HANDLE)NULL);
		/* For the driver that this module is, not for the fixture's. */
		expect_refusal(test, i, false, "NdisRegisterProtocolDriver", bad->status,
			       bad->field);
	}
	EXPECT_NO_REPORT(test);
}

#define DEVICE(field) offsetof(NDIS_DEVICE_OBJECT_ATTRIBUTES, field)
#define DEVICE_NAME "NDIS_DEVICE_OBJECT_ATTRIBUTES."

static const struct bad_field bad_devices[] = {
	{ NDIS_STATUS_BAD_CHARACTERISTICS, DEVICE_NAME "Header.Type is 0x80, not 0x85",
	  DEVICE(Header.Type), NDIS_OBJECT_TYPE_DEFAULT },
	{ NDIS_STATUS_BAD_CHARACTERISTICS, DEVICE_NAME "Header.Revision is 2,",
	  DEVICE(Header.Revision), 2 },
	{ NDIS_STATUS_BAD_CHARACTERISTICS, DEVICE_NAME "Header.Size is ", SIZE_FIELD,
	  NDIS_SIZEOF_DEVICE_OBJECT_ATTRIBUTES_REVISION_1 - 1 },
};

static void ndis_refusals_test_device(struct kunit *test)
{
	NDIS_STRING half_a_character = NDIS_STRING_CONST("\\Device\\Half");
	NDIS_HANDLE owner = new_miniport(test), handle;
	NDIS_DEVICE_OBJECT_ATTRIBUTES attributes;
	PDEVICE_OBJECT made;
	unsigned int i;

	half_a_character.Length--;
	for (i = 0; i < ARRAY_SIZE(bad_devices); i++) {
		const struct bad_field *bad = &bad_devices[i];

		attributes = device();
		spoil(&attributes, bad);
		KUNIT_EXPECT_EQ_MSG(test, NdisRegisterDeviceEx(owner, &attributes, &made, &handle),
				    bad->status, "%s", bad->field);
		KUNIT_EXPECT_PTR_EQ(test, handle, (NDIS_HANDLE)NULL);
		expect_refusal(test, i, true, "NdisRegisterDeviceEx", bad->status, bad->field);
	}
	attributes = device();
	attributes.ExtensionSize = MAXULONG;
	KUNIT_EXPECT_EQ(test, NdisRegisterDeviceEx(owner, &attributes, &made, &handle),
			NDIS_STATUS_RESOURCES);
	expect_refusal(test, __LINE__, true, "NdisRegisterDeviceEx", NDIS_STATUS_RESOURCES,
		       DEVICE_NAME "ExtensionSize is 4294967295,");
	attributes = device();
	attributes.DeviceName = &half_a_character;
	KUNIT_EXPECT_EQ(test, NdisRegisterDeviceEx(owner, &attributes, &made, &handle),
			STATUS_OBJECT_NAME_INVALID);
	expect_refusal(test, __LINE__, true, "NdisRegisterDeviceEx", STATUS_OBJECT_NAME_INVALID,
		       DEVICE_NAME "DeviceName ");
	NdisMDeregisterMiniportDriver(owner);
	EXPECT_NO_REPORT(test);
}

/* ---- the attributes of an adapter ------------------------------------------------------------ */

struct kind {
	const char *name;
	UCHAR type;
	NDIS_STATUS good;		/* of the right ones */
	USHORT sizes[4];		/* of each revision, from 1 */
};

#define KIND(label, status, ...)						\
	{ "NDIS_MINIPORT_" #label "_ATTRIBUTES",				\
	  NDIS_OBJECT_TYPE_MINIPORT_##label##_ATTRIBUTES, status, { __VA_ARGS__ } }
#define BYTES(label, revision) NDIS_SIZEOF_MINIPORT_##label##_ATTRIBUTES_REVISION_##revision

static const struct kind kinds[] = {
	KIND(ADD_DEVICE_REGISTRATION, NDIS_STATUS_NOT_SUPPORTED, BYTES(ADD_DEVICE_REGISTRATION, 1)),
	KIND(ADAPTER_REGISTRATION, NDIS_STATUS_SUCCESS, BYTES(ADAPTER_REGISTRATION, 1),
	     BYTES(ADAPTER_REGISTRATION, 2)),
	KIND(ADAPTER_GENERAL, NDIS_STATUS_SUCCESS, BYTES(ADAPTER_GENERAL, 1),
	     BYTES(ADAPTER_GENERAL, 2)),
	KIND(ADAPTER_OFFLOAD, NDIS_STATUS_SUCCESS, BYTES(ADAPTER_OFFLOAD, 1)),
	KIND(ADAPTER_NATIVE_802_11, NDIS_STATUS_SUCCESS, BYTES(ADAPTER_NATIVE_802_11, 1),
	     BYTES(ADAPTER_NATIVE_802_11, 2), BYTES(ADAPTER_NATIVE_802_11, 3)),
	KIND(ADAPTER_HARDWARE_ASSIST, NDIS_STATUS_SUCCESS, BYTES(ADAPTER_HARDWARE_ASSIST, 1),
	     BYTES(ADAPTER_HARDWARE_ASSIST, 2), BYTES(ADAPTER_HARDWARE_ASSIST, 3),
	     BYTES(ADAPTER_HARDWARE_ASSIST, 4)),
	KIND(ADAPTER_NDK, NDIS_STATUS_SUCCESS, BYTES(ADAPTER_NDK, 1)),
	KIND(ADAPTER_PACKET_DIRECT, NDIS_STATUS_SUCCESS, BYTES(ADAPTER_PACKET_DIRECT, 1)),
};

static NDIS_STATUS set(UCHAR type, unsigned int revision, USHORT size)
{
	NDIS_MINIPORT_ADAPTER_ATTRIBUTES attributes = {
		.Header = { type, revision, size },
	};

	return NdisMSetMiniportAttributes(arrived, &attributes);
}

/* The driver's name is that of the fixture's. */
static void expect_long_address_refused(struct kunit *test)
{
	NDIS_MINIPORT_ADAPTER_ATTRIBUTES attributes = {
		.GeneralAttributes = {
			.Header = {
				NDIS_OBJECT_TYPE_MINIPORT_ADAPTER_GENERAL_ATTRIBUTES,
				NDIS_MINIPORT_ADAPTER_GENERAL_ATTRIBUTES_REVISION_1,
				BYTES(ADAPTER_GENERAL, 1),
			},
			.MacAddressLength = NDIS_MAX_PHYS_ADDRESS_LENGTH + 1,
		},
	};

	KUNIT_EXPECT_EQ(test, NdisMSetMiniportAttributes(arrived, &attributes),
			NDIS_STATUS_INVALID_PARAMETER);
	expect_refusal(test, __LINE__, true, "NdisMSetMiniportAttributes",
		       NDIS_STATUS_INVALID_PARAMETER,
		       "NDIS_MINIPORT_ADAPTER_GENERAL_ATTRIBUTES.MacAddressLength is 33,");
}

/* With this revision and size: the status, and the field that the log names. */
static void expect_set(struct kunit *test, const struct kind *kind, unsigned int revision,
		       USHORT size, NDIS_STATUS status, const char *field)
{
	char name[96];

	KUNIT_EXPECT_EQ_MSG(test, set(kind->type, revision, size), status,
			    "%s, revision %u, %u bytes", kind->name, revision, size);
	snprintf(name, sizeof(name), "%s.Header.%s", kind->name, field);
	if (*field)
		expect_refusal(test, revision, true, "NdisMSetMiniportAttributes", status, name);
}

static void ndis_refusals_test_attributes_of_an_adapter(struct kunit *test)
{
	NDIS_HANDLE owner = new_miniport(test), adapter;
	unsigned int i, revision;

	KUNIT_ASSERT_EQ(test, WinworkNdisAddAdapter(owner, &adapter), NDIS_STATUS_SUCCESS);
	for (i = 0; i < ARRAY_SIZE(kinds); i++) {
		const struct kind *kind = &kinds[i];
		char field[32];

		for (revision = 1; revision <= 4 && kind->sizes[revision - 1]; revision++) {
			const USHORT size = kind->sizes[revision - 1];

			expect_set(test, kind, revision, size, kind->good, "");
			if (kind->good != NDIS_STATUS_SUCCESS)
				expect_refusal(test, i, true, "NdisMSetMiniportAttributes",
					       kind->good,
					       "MiniportAttributes->Header.Type is that of ");
			snprintf(field, sizeof(field), "Size is %u,", size - 1);
			expect_set(test, kind, revision, size - 1, NDIS_STATUS_BAD_CHARACTERISTICS,
				   field);
		}
		expect_set(test, kind, 0, sizeof(NDIS_MINIPORT_ADAPTER_ATTRIBUTES),
			   NDIS_STATUS_BAD_VERSION, "Revision is 0,");
		snprintf(field, sizeof(field), "Revision is %u,", revision);
		expect_set(test, kind, revision, sizeof(NDIS_MINIPORT_ADAPTER_ATTRIBUTES),
			   NDIS_STATUS_BAD_VERSION, field);
	}
	KUNIT_EXPECT_EQ(test, set(NDIS_OBJECT_TYPE_DEFAULT, 1, sizeof(NDIS_OBJECT_HEADER)),
			NDIS_STATUS_NOT_SUPPORTED);
	expect_refusal(test, __LINE__, true, "NdisMSetMiniportAttributes",
		       NDIS_STATUS_NOT_SUPPORTED, "MiniportAttributes->Header.Type is 0x80,");
	expect_long_address_refused(test);
	WinworkNdisHaltAdapter(adapter);
	NdisMDeregisterMiniportDriver(owner);
	EXPECT_NO_REPORT(test);
}

static void ndis_refusals_test_requests_without_a_handler(struct kunit *test)
{
	NDIS_HANDLE owner = new_miniport(test), adapter;
	NDIS_OID_REQUEST request = {};

	KUNIT_ASSERT_EQ(test, WinworkNdisAddAdapter(owner, &adapter), NDIS_STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, WinworkNdisOidRequest(adapter, &request), NDIS_STATUS_NOT_SUPPORTED);
	expect_refusal(test, __LINE__, true, "WinworkNdisOidRequest", NDIS_STATUS_NOT_SUPPORTED,
		       MINIPORT_NAME "OidRequestHandler is NULL");
	WinworkNdisHaltAdapter(adapter);
	NdisMDeregisterMiniportDriver(owner);
}

/* ---- parameters that are NULL: the report names them ---------------------------------------- */

#define EXPECT_NULL(test, function, parameter)						\
	do {										\
		EXPECT_REPORT(test, function, BUGCHECK_VERIFIER, 0, 0, 0, 0, NULL);	\
		expect_in_log(test, function ": " parameter " is NULL");		\
	} while (0)

static void expect_in_log(struct kunit *test, const char *text)
{
#if HAVE_LOG_READER
	KUNIT_EXPECT_TRUE_MSG(test, log_has(text), "not in the log: %s", text);
#endif
}

static void ndis_refusals_test_null_parameters(struct kunit *test)
{
	PDRIVER_OBJECT driver = fixture_of(test)->driver;
	NDIS_MINIPORT_DRIVER_CHARACTERISTICS good = miniport();
	NDIS_FILTER_DRIVER_CHARACTERISTICS good_filter = filter();
	NDIS_DEVICE_OBJECT_ATTRIBUTES good_device = device();
	PDEVICE_OBJECT made;
	NDIS_HANDLE handle;

	KUNIT_EXPECT_EQ(test, register_miniport(test, NULL, &handle), NDIS_STATUS_FAILURE);
	EXPECT_NULL(test, "NdisMRegisterMiniportDriver", "MiniportDriverCharacteristics");
	KUNIT_EXPECT_EQ(test, register_miniport(test, &good, NULL), NDIS_STATUS_FAILURE);
	EXPECT_NULL(test, "NdisMRegisterMiniportDriver", "NdisMiniportDriverHandle");
	KUNIT_EXPECT_EQ(test, NdisFRegisterFilterDriver(driver, NULL, &good_filter, NULL),
			NDIS_STATUS_FAILURE);
	EXPECT_NULL(test, "NdisFRegisterFilterDriver", "NdisFilterDriverHandle");
	KUNIT_EXPECT_EQ(test, NdisRegisterProtocolDriver(NULL, NULL, &handle),
			NDIS_STATUS_FAILURE);
	EXPECT_NULL(test, "NdisRegisterProtocolDriver", "ProtocolCharacteristics");
	KUNIT_EXPECT_EQ(test, NdisRegisterDeviceEx(NULL, &good_device, &made, NULL),
			NDIS_STATUS_FAILURE);
	EXPECT_NULL(test, "NdisRegisterDeviceEx", "NdisDeviceHandle");
}

static struct kunit_case ndis_refusals_cases[] = {
	KUNIT_CASE(ndis_refusals_test_miniport_driver),
	KUNIT_CASE(ndis_refusals_test_miniport_drivers_that_are_right),
	KUNIT_CASE(ndis_refusals_test_filter_driver),
	KUNIT_CASE(ndis_refusals_test_protocol_driver),
	KUNIT_CASE(ndis_refusals_test_device),
	KUNIT_CASE(ndis_refusals_test_attributes_of_an_adapter),
	KUNIT_CASE(ndis_refusals_test_requests_without_a_handler),
	KUNIT_CASE(ndis_refusals_test_null_parameters),
	{}
};

static int init_named(struct kunit *test)
{
	int error = fixture_init(test);

	if (!error)
		fixture_name_driver(test);
	return error;
}

WINWORK_SUITE_WITH(ndis_refusals, init_named, fixture_exit);
