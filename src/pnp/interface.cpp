/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Device interfaces. An interface that is enabled is a symbolic link \??\{guid}\number to its
 * device, with the reference string behind the device's name. So its node is
 * /dev/winwork/{guid}/number.
 */
#include "interface.hpp"

#include <winwork/io/pnp.h>

#include "base/irql.hpp"
#include "base/report.hpp"
#include "base/text.hpp"
#include "base/turn.hpp"
#include "cm/registry.hpp"
#include "linux/memory.h"
#include "linux/print.h"
#include "node.hpp"
#include "notification.hpp"
#include "ob/device.hpp"
#include "ob/names.hpp"
#include "rtl/string.hpp"
#include "rtl/wide_text.hpp"

namespace ww {
namespace {

struct Interface {
	Interface *next;
	GUID guid;
	u32 number;			/* in its class */
	PDEVICE_OBJECT device; /* which forgets the interface when it goes */
	bool is_enabled;
	char target[kObjectName];	/* the device's name, and \reference */
};

constexpr char kNotRegistered[] = "SymbolicLinkName is not of IoRegisterDeviceInterface";

/* Covers the list, the oldest first, and the state of each interface. */
constinit struct ww_turn turn{};
constinit Interface *interfaces = nullptr;

bool has_guid(const Interface &interface, const GUID &guid)
{
	return IsEqualGUID(interface.guid, guid);
}

/* The GUID as a text. */
struct ClassText {
	explicit ClassText(const GUID &guid)
	{
		ww_format(text, sizeof(text), "{%08x-%04x-%04x-%02x%02x-%02x%02x%02x%02x%02x%02x}",
			  static_cast<u32>(guid.Data1), guid.Data2, guid.Data3, guid.Data4[0],
			  guid.Data4[1], guid.Data4[2], guid.Data4[3], guid.Data4[4], guid.Data4[5],
			  guid.Data4[6], guid.Data4[7]);
	}

	char text[39];
};

/* The link's name with its directory. */
void name_of(const Interface &interface, char (&name)[kObjectName])
{
	ww_format(name, sizeof(name), "\\??\\%s\\%u", ClassText(interface.guid).text,
		  interface.number);
}

/* The link that leads to the interface of that link; to null without one. */
Interface **link_to(PCUNICODE_STRING link)
{
	Interface **at = &interfaces;
	char wanted[kObjectName];
	char name[kObjectName];

	if (!name_from_unicode(wanted, link))
		wanted[0] = '\0';
	for (; *at; at = &(*at)->next) {
		name_of(**at, name);
		if (text_alike(name, wanted))
			break;
	}
	return at;
}

/* The least number that no interface of the class has. */
u32 free_number(const GUID &guid)
{
	u32 number = 0;

	for (const Interface *other = interfaces; other;) {
		if (has_guid(*other, guid) && other->number == number) {
			number++;
			other = interfaces;
		} else {
			other = other->next;
		}
	}
	return number;
}

/* The interface of the class with that target, a new one if need be; null without memory. */
Interface *provide(const GUID &guid, PDEVICE_OBJECT device, const char *target)
{
	Interface **at = &interfaces;

	for (; *at; at = &(*at)->next) {
		if (has_guid(**at, guid) && text_alike((*at)->target, target))
			return *at;
	}

	auto *const made = static_cast<Interface *>(ww_zalloc_sleeping(sizeof(Interface)));

	if (!made)
		return nullptr;
	made->guid = guid;
	made->device = device;
	made->number = free_number(guid);
	text_copy(made->target, sizeof(made->target), target);
	*at = made;
	return made;
}

/* The name of the device, and the reference string behind it. A status, after a refusal. */
NTSTATUS target_of(CallSite call, PDEVICE_OBJECT device, PCUNICODE_STRING reference,
		   char (&target)[kObjectName])
{
	char text[kObjectName];

	text_copy(target, sizeof(target), object_header(device)->name);
	if (!target[0])
		return refuse(call, device, STATUS_INVALID_DEVICE_REQUEST,
			      "PhysicalDeviceObject has no name");
	if (!name_from_unicode(text, reference))
		return refuse(call, device, STATUS_INVALID_PARAMETER,
			      "ReferenceString is too long, or no text");
	for (const char *at = text; *at; at++) {
		if (*at == '\\' || *at == '/')
			return refuse(call, device, STATUS_INVALID_PARAMETER,
				      "ReferenceString has a path separator");
	}
	if (!text[0])
		return STATUS_SUCCESS;
	if (text_length(target) + 1 + text_length(text) >= sizeof(target))
		return refuse(call, device, STATUS_INVALID_PARAMETER,
			      "ReferenceString is too long");
	text_append(target, sizeof(target), "\\");
	text_append(target, sizeof(target), text);
	return STATUS_SUCCESS;
}

constexpr size_t kKeyPath = 768;

static_assert(kKeyPath > sizeof(WW_CONTROL_SET) + 2 * sizeof(ClassText) +
				 sizeof(Identity::hardware_ids) + sizeof(Identity::instance) +
				 kObjectName + 64);

/*
 * Writes the path of the interface's key, below \Registry. It has the device, the class and the reference string, so
 * that the same device finds it again.
 */
void write_key_path(const Interface &interface, char *path)
{
	const Node *const node = node_of(interface.device);
	const ClassText guid(interface.guid);
	const char *const name = object_header(interface.device)->name;
	const char *const reference = interface.target + text_length(name); /* behind a backslash */
	char device[sizeof(Identity::hardware_ids)];

	text_copy(device, sizeof(device), node ? identity_device(node->identity) : name);
	for (char *at = device; *at; at++) {
		if (*at == '\\')
			*at = '#';
	}
	ww_format(path, kKeyPath,
		  WW_CONTROL_SET "Control\\DeviceClasses\\%s\\##?#%s#%s#%s\\#%s\\Device Parameters",
		  guid.text, device, node ? node->identity.instance : "", guid.text,
		  reference[0] ? reference + 1 : "");
}

/* Opens the key of a path below \Registry, and makes it if need be. */
NTSTATUS open_key(const char *path, ACCESS_MASK access, HANDLE *key)
{
	const WideText name("\\Registry\\", path);
	OBJECT_ATTRIBUTES attributes;

	if (!name || !registry_load_device(path, nullptr))
		return STATUS_INSUFFICIENT_RESOURCES;
	InitializeObjectAttributes(&attributes, const_cast<PUNICODE_STRING>(&name.string()),
				   OBJ_CASE_INSENSITIVE | OBJ_KERNEL_HANDLE, nullptr, nullptr);
	return ZwOpenKey(key, access, &attributes);
}

/* Gives the caller the name of the interface's link. */
NTSTATUS return_name(CallSite call, const Interface &interface, UNICODE_STRING &link)
{
	WCHAR buffer[kObjectName];
	char name[kObjectName];
	UNICODE_STRING text;

	name_of(interface, name);
	name_to_unicode(text, buffer, name);

	if (provide_buffer(call, &link, text.MaximumLength, TRUE))
		return STATUS_INSUFFICIENT_RESOURCES;
	RtlCopyMemory(link.Buffer, text.Buffer, text.MaximumLength);
	link.Length = text.Length;
	return STATUS_SUCCESS;
}

/* The interface has come or gone. */
void notify(const Interface &interface)
{
	char name[kObjectName];

	name_of(interface, name);
	notify_interface(interface.guid, name, interface.is_enabled);
}

NTSTATUS enable(CallSite call, Interface &interface, UNICODE_STRING *link)
{
	WCHAR buffer[kObjectName];
	UNICODE_STRING target;

	if (interface.is_enabled)
		return STATUS_OBJECT_NAME_EXISTS;
	name_to_unicode(target, buffer, interface.target);

	const NTSTATUS status = link_create(call, link, &target);

	interface.is_enabled = NT_SUCCESS(status);
	if (interface.is_enabled)
		notify(interface);
	return status;
}

/* The link goes first: a driver that is told finds nothing there. */
NTSTATUS disable(Interface &interface, UNICODE_STRING *link)
{
	if (!interface.is_enabled)
		return STATUS_OBJECT_NAME_NOT_FOUND;

	const NTSTATUS status = IoDeleteSymbolicLink(link);

	interface.is_enabled = false;
	notify(interface);
	return status;
}

/* Whether the target is the device of that name. */
bool is_of(const Interface &interface, const char *device)
{
	size_t at = 0;

	for (; device[at]; at++) {
		if (interface.target[at] != device[at])
			return false;
	}
	return !interface.target[at] || interface.target[at] == '\\';
}

/* Whether the list of IoGetDeviceInterfaces has it. @device: a name, or null for any device. */
bool is_wanted(const Interface &interface, const GUID &guid, const char *device, ULONG flags)
{
	return has_guid(interface, guid) && (!device || is_of(interface, device)) &&
	       (interface.is_enabled || flags & DEVICE_INTERFACE_INCLUDE_NONACTIVE);
}

/* Writes the names of the wanted interfaces to @list, or to none. Returns their characters. */
template <typename Character>
size_t append_names(const GUID &guid, const char *device, ULONG flags, Character *list)
{
	size_t characters = 0;

	for (const Interface *interface = interfaces; interface; interface = interface->next) {
		char name[kObjectName];

		if (!is_wanted(*interface, guid, device, flags))
			continue;
		name_of(*interface, name);
		for (const char *at = name; ; at++) {
			if (list)
				list[characters] = static_cast<Character>(*at);
			characters++;
			if (!*at)
				break;
		}
	}
	if (list)
		list[characters] = 0;
	return characters + 1;
}

} /* namespace */

void interfaces_forget(PDEVICE_OBJECT device)
{
	const char *const name = object_header(device)->name;
	TurnGuard guard(&turn);

	for (Interface **at = &interfaces; *at && name[0];) {
		Interface *const interface = *at;

		if (is_of(*interface, name)) {
			*at = interface->next;
			if (interface->is_enabled) {
				interface->is_enabled = false;
				notify(*interface);
			}
			ww_free(interface);
		} else {
			at = &interface->next;
		}
	}
}

InterfacesHold::InterfacesHold() : guard_(&turn) {}

char *InterfacesHold::names(const GUID &guid) const
{
	const size_t characters = append_names<char>(guid, nullptr, 0, nullptr);
	auto *const list = static_cast<char *>(ww_zalloc_sleeping(characters));

	if (list)
		append_names(guid, nullptr, 0, list);
	return list;
}

void interfaces_init()
{
	ww_turn_init(&turn, WW_TURN_INTERFACES);
}

} /* namespace ww */

using namespace ww;

extern "C" {

NTSTATUS NTAPI IoRegisterDeviceInterface(PDEVICE_OBJECT PhysicalDeviceObject,
					 const GUID *InterfaceClassGuid,
					 PUNICODE_STRING ReferenceString,
					 PUNICODE_STRING SymbolicLinkName)
{
	const CallSite call = WW_CALL_SITE;
	const PDEVICE_OBJECT device = PhysicalDeviceObject;
	char target[kObjectName];

	if (!at_passive(call, device) || !check_type(call, device, device_type))
		return STATUS_INVALID_PARAMETER;
	if (!InterfaceClassGuid || !SymbolicLinkName)
		return refuse(call, device, STATUS_INVALID_PARAMETER, "%s is NULL",
			      InterfaceClassGuid ? "SymbolicLinkName" : "InterfaceClassGuid");
	if (const NTSTATUS status = target_of(call, device, ReferenceString, target))
		return status;

	TurnGuard guard(&turn);
	const Interface *const interface = provide(*InterfaceClassGuid, device, target);

	return interface ? return_name(call, *interface, *SymbolicLinkName)
			 : STATUS_INSUFFICIENT_RESOURCES;
}

NTSTATUS NTAPI IoSetDeviceInterfaceState(PUNICODE_STRING SymbolicLinkName, BOOLEAN Enable)
{
	const CallSite call = WW_CALL_SITE;

	if (!at_passive(call, nullptr))
		return STATUS_UNSUCCESSFUL;

	TurnGuard guard(&turn);
	Interface *const interface = SymbolicLinkName ? *link_to(SymbolicLinkName) : nullptr;

	if (!interface)
		return refuse(call, nullptr, STATUS_OBJECT_NAME_NOT_FOUND, kNotRegistered);
	return Enable ? enable(call, *interface, SymbolicLinkName)
		      : disable(*interface, SymbolicLinkName);
}

NTSTATUS NTAPI IoOpenDeviceInterfaceRegistryKey(PUNICODE_STRING SymbolicLinkName,
						ACCESS_MASK DesiredAccess,
						PHANDLE DeviceInterfaceKey)
{
	const CallSite call = WW_CALL_SITE;

	if (!at_passive(call, nullptr))
		return STATUS_UNSUCCESSFUL;
	if (!DeviceInterfaceKey)
		return refuse(call, nullptr, STATUS_INVALID_PARAMETER,
			      "DeviceInterfaceKey is NULL");
	*DeviceInterfaceKey = nullptr;

	auto *const path = static_cast<char *>(ww_zalloc_sleeping(kKeyPath));

	if (!path)
		return STATUS_INSUFFICIENT_RESOURCES;
	{
		TurnGuard guard(&turn);
		const Interface *const interface = SymbolicLinkName ? *link_to(SymbolicLinkName)
								    : nullptr;

		if (interface)
			write_key_path(*interface, path);
	}

	const NTSTATUS status = path[0] ? open_key(path, DesiredAccess, DeviceInterfaceKey)
					: refuse(call, nullptr, STATUS_OBJECT_NAME_NOT_FOUND,
						 kNotRegistered);

	ww_free(path);
	return status;
}

NTSTATUS NTAPI IoGetDeviceInterfaces(const GUID *InterfaceClassGuid,
				     PDEVICE_OBJECT PhysicalDeviceObject, ULONG Flags,
				     PWSTR *SymbolicLinkList)
{
	const CallSite call = WW_CALL_SITE;

	if (!at_passive(call, nullptr) ||
	    (PhysicalDeviceObject && !check_type(call, PhysicalDeviceObject, device_type)))
		return STATUS_INVALID_PARAMETER;
	if (!InterfaceClassGuid || !SymbolicLinkList)
		return refuse(call, PhysicalDeviceObject, STATUS_INVALID_PARAMETER, "%s is NULL",
			      InterfaceClassGuid ? "SymbolicLinkList" : "InterfaceClassGuid");

	const char *const device = PhysicalDeviceObject ? object_header(PhysicalDeviceObject)->name
							: nullptr;
	TurnGuard guard(&turn);
	const size_t characters = append_names<WCHAR>(*InterfaceClassGuid, device, Flags, nullptr);
	UNICODE_STRING list{};

	/* As a string's buffer it is pool of the caller's driver. */
	if (characters * sizeof(WCHAR) > kMostUnicodeBytes ||
	    !NT_SUCCESS(provide_buffer(call, &list, static_cast<ULONG>(characters * sizeof(WCHAR)),
				       TRUE)))
		return STATUS_INSUFFICIENT_RESOURCES;
	append_names(*InterfaceClassGuid, device, Flags, list.Buffer);
	*SymbolicLinkList = list.Buffer;
	return STATUS_SUCCESS;
}

} /* extern "C" */
