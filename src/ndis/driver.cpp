/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Registration of miniport, filter and protocol drivers.
 */
#include "adapter.hpp"
#include "bindings.hpp"
#include "device.hpp"
#include "plug_and_play.hpp"

#include "base/irql.hpp"
#include "base/text.hpp"
#include "ob/driver.hpp"
#include "ob/names.hpp"

namespace ww {
namespace {

constexpr UCHAR kMajorVersion = 6;
constexpr UCHAR kMinorVersions[] = {
	0, 1, 20, 30, 40, 50, 51, 60, 70, 80, 81, 82, 83, 84, 85, 86, 87, 88, 89,
};

constexpr HeaderRule kMiniportRule = {
	"NDIS_MINIPORT_DRIVER_CHARACTERISTICS", NDIS_OBJECT_TYPE_MINIPORT_DRIVER_CHARACTERISTICS,
	{ NDIS_SIZEOF_MINIPORT_DRIVER_CHARACTERISTICS_REVISION_1,
	  NDIS_SIZEOF_MINIPORT_DRIVER_CHARACTERISTICS_REVISION_2,
	  NDIS_SIZEOF_MINIPORT_DRIVER_CHARACTERISTICS_REVISION_3 }
};
constexpr HeaderRule kFilterRule = {
	"NDIS_FILTER_DRIVER_CHARACTERISTICS", NDIS_OBJECT_TYPE_FILTER_DRIVER_CHARACTERISTICS,
	{ NDIS_SIZEOF_FILTER_DRIVER_CHARACTERISTICS_REVISION_1,
	  NDIS_SIZEOF_FILTER_DRIVER_CHARACTERISTICS_REVISION_2,
	  NDIS_SIZEOF_FILTER_DRIVER_CHARACTERISTICS_REVISION_3 }
};
constexpr HeaderRule kProtocolRule = {
	"NDIS_PROTOCOL_DRIVER_CHARACTERISTICS", NDIS_OBJECT_TYPE_PROTOCOL_DRIVER_CHARACTERISTICS,
	{ NDIS_SIZEOF_PROTOCOL_DRIVER_CHARACTERISTICS_REVISION_1,
	  NDIS_SIZEOF_PROTOCOL_DRIVER_CHARACTERISTICS_REVISION_2 }
};

template <typename Characteristics>
NDIS_STATUS check_characteristics(CallSite call, const Characteristics &characteristics,
				  const HeaderRule &rule, const void *owner)
{
	if (characteristics.MajorNdisVersion != kMajorVersion)
		return refuse(call, owner, NDIS_STATUS_BAD_VERSION,
			      "%s.MajorNdisVersion is %u, not %u", rule.structure,
			      characteristics.MajorNdisVersion, kMajorVersion);
	return ndis_check_header(call, characteristics.Header, rule, owner);
}

template <size_t Count>
NDIS_STATUS check_handlers(CallSite call, const Required (&handlers)[Count], const HeaderRule &rule,
			   const void *owner)
{
	const char *const missing = first_missing(handlers);

	return !missing ? NDIS_STATUS_SUCCESS
			: refuse(call, owner, NDIS_STATUS_BAD_CHARACTERISTICS,
				 "%s.%s is NULL: it is required", rule.structure, missing);
}

bool is_minor_version(UCHAR minor)
{
	for (const UCHAR each : kMinorVersions) {
		if (minor == each)
			return true;
	}
	return false;
}

NDIS_STATUS check_miniport(CallSite call,
			   const NDIS_MINIPORT_DRIVER_CHARACTERISTICS &characteristics,
			   const void *owner)
{
	const NDIS_STATUS status = check_characteristics(call, characteristics, kMiniportRule,
							 owner);

	if (status != NDIS_STATUS_SUCCESS)
		return status;
	/* Only the page of miniport drivers lists the minor versions. */
	if (!is_minor_version(characteristics.MinorNdisVersion))
		return refuse(call, owner, NDIS_STATUS_BAD_VERSION,
			      "%s.MinorNdisVersion is %u: there is no NDIS %u.%u",
			      kMiniportRule.structure, characteristics.MinorNdisVersion,
			      kMajorVersion, characteristics.MinorNdisVersion);
	return check_handlers(call, {
		{ characteristics.InitializeHandlerEx != nullptr, "InitializeHandlerEx" },
		{ characteristics.HaltHandlerEx != nullptr, "HaltHandlerEx" },
		{ characteristics.UnloadHandler != nullptr, "UnloadHandler" },
		{ characteristics.PauseHandler != nullptr, "PauseHandler" },
		{ characteristics.RestartHandler != nullptr, "RestartHandler" },
	}, kMiniportRule, owner);
}

NDIS_STATUS check_filter(CallSite call, const NDIS_FILTER_DRIVER_CHARACTERISTICS &characteristics,
			 const void *owner)
{
	const NDIS_STATUS status = check_characteristics(call, characteristics, kFilterRule, owner);

	if (status != NDIS_STATUS_SUCCESS)
		return status;
	const NDIS_STATUS handlers = check_handlers(call, {
		{ characteristics.AttachHandler != nullptr, "AttachHandler" },
		{ characteristics.DetachHandler != nullptr, "DetachHandler" },
		{ characteristics.RestartHandler != nullptr, "RestartHandler" },
		{ characteristics.PauseHandler != nullptr, "PauseHandler" },
	}, kFilterRule, owner);

	if (handlers != NDIS_STATUS_SUCCESS)
		return handlers;
	if (characteristics.OidRequestHandler && !characteristics.OidRequestCompleteHandler)
		return refuse(call, owner, NDIS_STATUS_BAD_CHARACTERISTICS,
			      "%s.OidRequestCompleteHandler is NULL: it is required", kFilterRule.structure);
	return filter_check_handlers(call, characteristics, kFilterRule.structure, owner);
}

/* A driver may give less than the structure has. */
template <typename Characteristics>
void keep_handlers(Characteristics &kept, const Characteristics &given)
{
	RtlCopyMemory(&kept, &given, given.Header.Size < sizeof(kept) ? given.Header.Size : sizeof(kept));
}

/*
 * Creates the object of a registration; null without memory. Reports show @name, unless it is too
 * long or not valid text.
 */
void *create(const ObjectType &type, size_t bytes, PDRIVER_OBJECT driver, PCUNICODE_STRING name)
{
	char text[kObjectName];

	if (!name_from_unicode(text, name))
		text[0] = '\0';
	return object_create(type, bytes, driver, text);
}

/*
 * Calls SetOptionsHandler and returns its status. It stores the handle in @handle before the call,
 * since the handler may use the handle or compare it with that variable. A failure ends the
 * registration and clears the variable.
 */
NDIS_STATUS set_options(CallSite call, void *body, SET_OPTIONS_HANDLER handler, NDIS_HANDLE context,
			PNDIS_HANDLE handle)
{
	*handle = body;

	const NDIS_STATUS status = handler ? handler(body, context) : NDIS_STATUS_SUCCESS;

	if (status == NDIS_STATUS_SUCCESS)
		return status;
	*handle = nullptr;
	ndis_close(call, body);
	return status;
}

/* DRIVER_OBJECT.DriverUnload of a miniport driver: halts its adapters, then calls UnloadHandler. */
VOID NTAPI unload(PDRIVER_OBJECT driver)
{
	ndis_halt_all(driver);
	while (void *body = ndis_find(driver, ndis_miniport_driver_type, [](void *each) {
		return !static_cast<MiniportDriver *>(each)->unloading.load();
	})) {
		auto *miniport = static_cast<MiniportDriver *>(body);

		miniport->unloading.store(true);
		miniport->handlers.UnloadHandler(driver);
		object_dereference(miniport);
	}
}

bool is_not_joined(void *filter)
{
	return !static_cast<FilterDriver *>(filter)->number;
}

bool is_joined(void *filter)
{
	return static_cast<FilterDriver *>(filter)->number;
}

bool is_unlisted(void *protocol)
{
	return !static_cast<ProtocolDriver *>(protocol)->is_listed;
}

bool is_not_closing(void *protocol)
{
	return !static_cast<ProtocolDriver *>(protocol)->is_closing.load();
}

/* Calls @change for each registration of a driver that @matches, until none does. */
template <typename Registered>
void for_each(PDRIVER_OBJECT driver, const ObjectType &type, bool (*matches)(void *), void (*change)(Registered &))
{
	while (void *body = ndis_find_open(driver, type, matches)) {
		change(*static_cast<Registered *>(body));
		object_dereference(body);
	}
}

/*
 * DriverEntry has succeeded. Its filters come first, so that they are in the stacks of its own adapters from the start.
 * Its protocols come last: then each stack that they are bound to is whole.
 */
NTSTATUS start(PDRIVER_OBJECT driver)
{
	for_each(driver, ndis_filter_driver_type, is_not_joined, filter_start);

	const NTSTATUS status = ndis_start(driver);

	for_each(driver, ndis_protocol_driver_type, is_unlisted, protocol_open);
	return status;
}

/*
 * What DriverUnload has left, from the top down. The unbind of a protocol may halt adapters of the same driver: it is an
 * intermediate driver then.
 */
void end(PDRIVER_OBJECT driver)
{
	for_each(driver, ndis_protocol_driver_type, is_not_closing, protocol_close);
	for_each(driver, ndis_filter_driver_type, is_joined, filter_stop);
	ndis_halt_all(driver);
}

constinit const ClassLibrary library = { start, end };

/* A driver that registers in its DriverEntry is bound when that has succeeded. */
void open_if_started(ProtocolDriver &protocol)
{
	const DriverState *const driver = protocol.driver ? &driver_state(protocol.driver) : nullptr;

	if (!driver || !driver->image || driver->started.load())
		protocol_open(protocol);
}

} /* namespace */

constinit const ObjectType ndis_miniport_driver_type = { .name = "NDIS miniport driver",
							 .has_percpu_count = true,
							 .is_awaited = true };
constinit const ObjectType ndis_filter_driver_type = { .name = "NDIS filter driver",
						       .has_percpu_count = true,
						       .is_awaited = true };
constinit const ObjectType ndis_protocol_driver_type = { .name = "NDIS protocol driver",
							 .is_awaited = true };

} /* namespace ww */

using namespace ww;

extern "C" {

NDIS_STATUS NTAPI
NdisMRegisterMiniportDriver(PDRIVER_OBJECT DriverObject, PUNICODE_STRING,
			    NDIS_HANDLE MiniportDriverContext,
			    PNDIS_MINIPORT_DRIVER_CHARACTERISTICS MiniportDriverCharacteristics,
			    PNDIS_HANDLE NdisMiniportDriverHandle)
{
	const CallSite call = WW_CALL_SITE;

	if (!ndis_not_null(call, {
		{ MiniportDriverCharacteristics != nullptr, "MiniportDriverCharacteristics" },
		{ NdisMiniportDriverHandle != nullptr, "NdisMiniportDriverHandle" },
	}))
		return NDIS_STATUS_FAILURE;
	*NdisMiniportDriverHandle = nullptr;
	if (!at_passive(call, DriverObject) || !check_type(call, DriverObject, driver_type))
		return NDIS_STATUS_FAILURE;

	NDIS_STATUS status = check_miniport(call, *MiniportDriverCharacteristics, DriverObject);

	if (status != NDIS_STATUS_SUCCESS)
		return status;

	auto *miniport = static_cast<MiniportDriver *>(
		create(ndis_miniport_driver_type, sizeof(MiniportDriver), DriverObject,
		       &DriverObject->DriverName));

	if (!miniport)
		return NDIS_STATUS_RESOURCES;

	miniport->driver = DriverObject;
	miniport->context = MiniportDriverContext;
	keep_handlers(miniport->handlers, *MiniportDriverCharacteristics);
	miniport->is_in_set_options = true;
	status = set_options(call, miniport, miniport->handlers.SetOptionsHandler,
			     MiniportDriverContext, NdisMiniportDriverHandle);
	if (status != NDIS_STATUS_SUCCESS)
		return status;
	miniport->is_in_set_options = false;
	DriverObject->DriverUnload = unload;
	devices_take_dispatch(DriverObject);
	if (miniport->has_devices())
		plug_and_play_serve(DriverObject);
	driver_uses(DriverObject, library);
	return NDIS_STATUS_SUCCESS;
}

VOID NTAPI NdisMDeregisterMiniportDriver(NDIS_HANDLE NdisMiniportDriverHandle)
{
	const CallSite call = WW_CALL_SITE;

	const HandleReference reference(call, NdisMiniportDriverHandle, ndis_miniport_driver_type,
					at_passive);

	if (!reference)
		return;
	if (reference.as<MiniportDriver>().adapters.load())
		ndis_report_handle(call, NdisMiniportDriverHandle, "still has adapters");
	else
		ndis_close(call, NdisMiniportDriverHandle);
}

NDIS_STATUS NTAPI
NdisFRegisterFilterDriver(PDRIVER_OBJECT DriverObject, NDIS_HANDLE FilterDriverContext,
			  PNDIS_FILTER_DRIVER_CHARACTERISTICS FilterDriverCharacteristics,
			  PNDIS_HANDLE NdisFilterDriverHandle)
{
	const CallSite call = WW_CALL_SITE;

	if (!ndis_not_null(call, {
		{ FilterDriverCharacteristics != nullptr, "FilterDriverCharacteristics" },
		{ NdisFilterDriverHandle != nullptr, "NdisFilterDriverHandle" },
	}))
		return NDIS_STATUS_FAILURE;
	*NdisFilterDriverHandle = nullptr;
	if (!at_passive(call, DriverObject) || !check_type(call, DriverObject, driver_type))
		return NDIS_STATUS_FAILURE;

	const NDIS_STATUS status = check_filter(call, *FilterDriverCharacteristics, DriverObject);

	if (status != NDIS_STATUS_SUCCESS)
		return status;

	auto *filter = static_cast<FilterDriver *>(create(ndis_filter_driver_type, sizeof(FilterDriver), DriverObject,
							  &FilterDriverCharacteristics->FriendlyName));

	if (!filter)
		return NDIS_STATUS_RESOURCES;
	filter->driver = DriverObject;
	filter->context = FilterDriverContext;
	keep_handlers(filter->handlers, *FilterDriverCharacteristics);
	if (!name_from_unicode(filter->unique_name, &FilterDriverCharacteristics->UniqueName))
		filter->unique_name[0] = '\0';
	devices_take_dispatch(DriverObject);
	driver_uses(DriverObject, library);
	return set_options(call, filter, FilterDriverCharacteristics->SetOptionsHandler,
			   FilterDriverContext, NdisFilterDriverHandle);
}

VOID NTAPI NdisFDeregisterFilterDriver(NDIS_HANDLE NdisFilterDriverHandle)
{
	const CallSite call = WW_CALL_SITE;
	const HandleReference reference(call, NdisFilterDriverHandle, ndis_filter_driver_type, at_passive);

	if (!reference)
		return;
	filter_stop(reference.as<FilterDriver>());
	ndis_close(call, NdisFilterDriverHandle);
}

NDIS_STATUS NTAPI
WinworkRegisterNdisProtocolDriver(NDIS_HANDLE ProtocolDriverContext,
				  PNDIS_PROTOCOL_DRIVER_CHARACTERISTICS ProtocolCharacteristics,
				  PNDIS_HANDLE NdisProtocolHandle, PWINWORK_IMAGE Image)
{
	const CallSite call = WW_CALL_SITE_OF("NdisRegisterProtocolDriver");

	if (!ndis_not_null(call, {
		{ ProtocolCharacteristics != nullptr, "ProtocolCharacteristics" },
		{ NdisProtocolHandle != nullptr, "NdisProtocolHandle" },
	}))
		return NDIS_STATUS_FAILURE;
	*NdisProtocolHandle = nullptr;
	if (!at_passive(call, nullptr))
		return NDIS_STATUS_FAILURE;

	PDRIVER_OBJECT driver = Image ? Image->DriverObject : nullptr;
	const NDIS_STATUS status = check_characteristics(call, *ProtocolCharacteristics,
							 kProtocolRule, driver);

	if (status != NDIS_STATUS_SUCCESS)
		return status;

	auto *const protocol = static_cast<ProtocolDriver *>(
		create(ndis_protocol_driver_type, sizeof(ProtocolDriver), driver,
		       &ProtocolCharacteristics->Name));

	if (!protocol)
		return NDIS_STATUS_RESOURCES;
	protocol->driver = driver;
	protocol->context = ProtocolDriverContext;
	keep_handlers(protocol->handlers, *ProtocolCharacteristics);

	const NDIS_STATUS set = set_options(call, protocol, protocol->handlers.SetOptionsHandler,
					    ProtocolDriverContext, NdisProtocolHandle);

	if (set != NDIS_STATUS_SUCCESS)
		return set;
	if (driver)
		driver_uses(driver, library);
	open_if_started(*protocol);
	return NDIS_STATUS_SUCCESS;
}

VOID NTAPI NdisDeregisterProtocolDriver(NDIS_HANDLE NdisProtocolHandle)
{
	const CallSite call = WW_CALL_SITE;
	const HandleReference reference(call, NdisProtocolHandle, ndis_protocol_driver_type, at_passive);

	if (!reference)
		return;
	protocol_close(reference.as<ProtocolDriver>());
	ndis_close(call, NdisProtocolHandle);
}

} /* extern "C" */
