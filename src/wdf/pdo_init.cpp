/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The properties of a PDO that a bus driver is about to create.
 */
#include "device_init.hpp"

#include "create.hpp"
#include "linux/memory.h"
#include "pdo.hpp"
#include "string.hpp"

namespace ww::wdf {
namespace {

/* The Pdo of properties that are of a PDO; null, after a report, for any other. */
Pdo *pdo_of(CallSite call, PWDFDEVICE_INIT pointer)
{
	auto *const init = object_at_passive<DeviceInit>(call, pointer);

	if (init && !init->child)
		report(violation_of(call, kObjectError, init), "DeviceInit is not of WdfPdoInitAllocate");
	return init ? init->child : nullptr;
}

NTSTATUS check_text(CallSite call, const Pdo &pdo, const UNICODE_STRING *text, const char *name)
{
	if (!check_not_null(call, text, name))
		return STATUS_INVALID_PARAMETER;
	if (!text->Length || !is_string(*text))
		return refuse(call, pdo.parent, STATUS_INVALID_PARAMETER,
			      "%s has the Length %u, the MaximumLength %u and the Buffer %s", name, text->Length,
			      text->MaximumLength, Shown(text->Buffer).text);
	return STATUS_SUCCESS;
}

/* Stores a copy in the place of the one before. */
NTSTATUS assign(CallSite call, PWDFDEVICE_INIT init, UNICODE_STRING Pdo::*member, const UNICODE_STRING *text,
		const char *name)
{
	Pdo *const pdo = pdo_of(call, init);
	UNICODE_STRING copy;

	if (!pdo)
		return STATUS_INVALID_DEVICE_REQUEST;
	if (const NTSTATUS status = check_text(call, *pdo, text, name))
		return status;
	if (!copy_string(copy, *text))
		return STATUS_INSUFFICIENT_RESOURCES;
	ww_free((pdo->*member).Buffer);
	pdo->*member = copy;
	return STATUS_SUCCESS;
}

/* Appends a copy. */
NTSTATUS append(CallSite call, PWDFDEVICE_INIT init, IdList Pdo::*member, const UNICODE_STRING *text,
		const char *name)
{
	Pdo *const pdo = pdo_of(call, init);

	if (!pdo)
		return STATUS_INVALID_DEVICE_REQUEST;
	if (const NTSTATUS status = check_text(call, *pdo, text, name))
		return status;

	IdList &list = pdo->*member;
	const size_t added = text->Length / sizeof(WCHAR);
	auto *const units =
		static_cast<WCHAR *>(ww_zalloc_sleeping((list.length + added + 1) * sizeof(WCHAR)));

	if (!units)
		return STATUS_INSUFFICIENT_RESOURCES;
	if (list.units)
		__builtin_memcpy(units, list.units, list.length * sizeof(WCHAR));
	__builtin_memcpy(units + list.length, text->Buffer, text->Length);
	ww_free(list.units);
	list = { units, list.length + added + 1 };
	return STATUS_SUCCESS;
}

DeviceText *new_text(const UNICODE_STRING &description, const UNICODE_STRING &location, LCID locale)
{
	auto *const text = static_cast<DeviceText *>(ww_zalloc_sleeping(sizeof(DeviceText)));

	if (!text)
		return nullptr;
	text->locale = locale;
	if (copy_string(text->description, description) && copy_string(text->location, location))
		return text;
	ww_free(text->description.Buffer);
	ww_free(text);
	return nullptr;
}

} /* namespace */
} /* namespace ww::wdf */

using namespace ww;
using namespace ww::wdf;

extern "C" {

PWDFDEVICE_INIT NTAPI WdfPdoInitAllocate(WDFDEVICE ParentDevice)
{
	const CallSite call = WW_CALL_SITE;
	auto *const parent = object_at_passive<wdf::Device>(call, ParentDevice);

	if (!parent)
		return nullptr;
	if (!parent->lower) {
		refuse(call, parent, STATUS_INVALID_PARAMETER, "ParentDevice is a PDO or a control device");
		return nullptr;
	}

	wdf::DeviceInit *const init = init_create_child(*parent, nullptr);

	return init ? pointer_of(*init) : nullptr;
}

NTSTATUS NTAPI WdfPdoInitAssignDeviceID(PWDFDEVICE_INIT DeviceInit, PCUNICODE_STRING DeviceID)
{
	return assign(WW_CALL_SITE, DeviceInit, &Pdo::device_id, DeviceID, "DeviceID");
}

NTSTATUS NTAPI WdfPdoInitAssignInstanceID(PWDFDEVICE_INIT DeviceInit, PCUNICODE_STRING InstanceID)
{
	return assign(WW_CALL_SITE, DeviceInit, &Pdo::instance_id, InstanceID, "InstanceID");
}

NTSTATUS NTAPI WdfPdoInitAssignContainerID(PWDFDEVICE_INIT DeviceInit, PCUNICODE_STRING ContainerID)
{
	return assign(WW_CALL_SITE, DeviceInit, &Pdo::container_id, ContainerID, "ContainerID");
}

NTSTATUS NTAPI WdfPdoInitAddHardwareID(PWDFDEVICE_INIT DeviceInit, PCUNICODE_STRING HardwareID)
{
	return append(WW_CALL_SITE, DeviceInit, &Pdo::hardware_ids, HardwareID, "HardwareID");
}

NTSTATUS NTAPI WdfPdoInitAddCompatibleID(PWDFDEVICE_INIT DeviceInit, PCUNICODE_STRING CompatibleID)
{
	return append(WW_CALL_SITE, DeviceInit, &Pdo::compatible_ids, CompatibleID, "CompatibleID");
}

NTSTATUS NTAPI WdfPdoInitAddDeviceText(PWDFDEVICE_INIT DeviceInit, PCUNICODE_STRING DeviceDescription,
				       PCUNICODE_STRING DeviceLocation, LCID LocaleId)
{
	const CallSite call = WW_CALL_SITE;
	Pdo *const pdo = pdo_of(call, DeviceInit);

	if (!pdo)
		return STATUS_INVALID_DEVICE_REQUEST;

	NTSTATUS status = check_text(call, *pdo, DeviceDescription, "DeviceDescription");

	if (!status)
		status = check_text(call, *pdo, DeviceLocation, "DeviceLocation");
	if (status)
		return status;

	DeviceText *const text = new_text(*DeviceDescription, *DeviceLocation, LocaleId);
	DeviceText **at = &pdo->texts;

	if (!text)
		return STATUS_INSUFFICIENT_RESOURCES;
	while (*at)
		at = &(*at)->next;
	*at = text;
	return STATUS_SUCCESS;
}

VOID NTAPI WdfPdoInitSetDefaultLocale(PWDFDEVICE_INIT DeviceInit, LCID LocaleId)
{
	if (Pdo *pdo = pdo_of(WW_CALL_SITE, DeviceInit))
		pdo->default_locale = LocaleId;
}

NTSTATUS NTAPI WdfPdoInitAssignRawDevice(PWDFDEVICE_INIT DeviceInit, const GUID *DeviceClassGuid)
{
	const CallSite call = WW_CALL_SITE;
	Pdo *const pdo = pdo_of(call, DeviceInit);

	if (!pdo)
		return STATUS_INVALID_DEVICE_REQUEST;
	if (!check_not_null(call, DeviceClassGuid, "DeviceClassGuid"))
		return STATUS_INVALID_PARAMETER;
	pdo->is_raw = true;
	return STATUS_SUCCESS;
}

VOID NTAPI WdfPdoInitAllowForwardingRequestToParent(PWDFDEVICE_INIT DeviceInit)
{
	if (Pdo *const pdo = pdo_of(WW_CALL_SITE, DeviceInit))
		pdo->forwards_to_parent = true;
}

VOID NTAPI WdfPdoInitSetEventCallbacks(PWDFDEVICE_INIT DeviceInit, PWDF_PDO_EVENT_CALLBACKS DispatchTable)
{
	const CallSite call = WW_CALL_SITE;
	Pdo *const pdo = pdo_of(call, DeviceInit);

	if (!pdo || !check_not_null(call, DispatchTable, "DispatchTable") ||
	    check_size(call, "WDF_PDO_EVENT_CALLBACKS", DispatchTable->Size, sizeof(*DispatchTable), pdo->parent))
		return;
	if (DispatchTable->EvtDeviceResourcesQuery || DispatchTable->EvtDeviceResourceRequirementsQuery)
		refuse(call, pdo->parent, STATUS_NOT_SUPPORTED,
		       "EvtDeviceResourcesQuery and EvtDeviceResourceRequirementsQuery are never called: "
		       "a child gets no hardware resources");
	pdo->callbacks = *DispatchTable;
}

} /* extern "C" */
