/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Symbolic links. Windows's \DosDevices, \??, \GLOBAL?? and \DosDevices\Global are one directory
 * here. A link belongs to the driver whose code made it. Its node in /dev/winwork appears when that
 * driver's DriverEntry has succeeded, or at once for a caller that says so.
 */
#include "names.hpp"

#include "base/errno.hpp"
#include "base/irql.hpp"
#include "base/lock.hpp"
#include "base/report.hpp"
#include "base/text.hpp"
#include "base/turn.hpp"
#include "file.hpp"
#include "linux/memory.h"
#include "linux/node.h"
#include "linux/print.h"
#include "mm/pool.hpp"
#include "ob/device.hpp"
#include "ob/driver.hpp"
#include "ob/image.hpp"
#include "ob/names.hpp"

namespace ww {

struct NameLink {
	NameLink *next;			/* of those with this hash of the name */
	NameLink *next_to_target;		/* of those with this hash of the target */
	NameLink *next_of_driver;
	const void *driver;		/* that made it; null if no driver's code did */
	s32 minor;			/* of the node; 0 without one. Under changes */
	char name[kObjectName];		/* without the directory */
	char target[kObjectName];
};

namespace {

/*
 * The lists are covered by the lock. The mutex orders changes of the lists and of the nodes. The
 * links of a driver are in a list of its DriverState.
 */
constexpr u32 kChains = 1024;

constinit Lock lock;
constinit NameLink *by_name[kChains] WW_GUARDED_BY(lock){};
constinit NameLink *by_target[kChains] WW_GUARDED_BY(lock){};
constinit NameLink *of_no_driver WW_GUARDED_BY(lock) = nullptr;
constinit struct ww_turn changes{};

/* The length of @prefix if @text begins with it, upper and lower case alike; or 0. */
size_t begins_with(const char *text, const char *prefix)
{
	size_t length = 0;

	for (; prefix[length]; length++) {
		if (text_lower(text[length]) != text_lower(prefix[length]))
			return 0;
	}
	return length;
}

constexpr const char *kDirectories[] = {
	"\\DosDevices\\Global\\", "\\??\\Global\\", "\\DosDevices\\", "\\??\\", "\\GLOBAL??\\",
};

/*
 * The name without the directory of links that it begins with; null if it is in no such directory.
 */
const char *in_link_directory(const char *name)
{
	for (const char *directory : kDirectories) {
		if (const size_t length = begins_with(name, directory))
			return name[length] ? name + length : nullptr;
	}
	return nullptr;
}

NameLink *&chain_of(const char *name) WW_REQUIRES(lock)
{
	return by_name[text_hash(name) % kChains];
}

NameLink *&chain_to(const char *target) WW_REQUIRES(lock)
{
	return by_target[text_hash(target) % kChains];
}

NameLink *&list_of(const void *driver) WW_REQUIRES(lock)
{
	return driver ? driver_state(static_cast<PDRIVER_OBJECT>(const_cast<void *>(driver))).links
		      : of_no_driver;
}

void add(NameLink *link, NameLink *&first, NameLink *NameLink::*next)
{
	link->*next = first;
	first = link;
}

void take_out(NameLink *link, NameLink *&first, NameLink *NameLink::*next)
{
	NameLink **at = &first;

	while (*at != link)
		at = &((*at)->*next);
	*at = link->*next;
}

NameLink *find(const char *name) WW_REQUIRES(lock)
{
	lock.assert_held();
	for (NameLink *link = chain_of(name); link; link = link->next) {
		if (text_alike(link->name, name))
			return link;
	}
	return nullptr;
}

/* False for a name in no directory of links, or no name. */
bool parse(PCUNICODE_STRING unicode, char (&name)[kObjectName])
{
	char full[kObjectName];

	if (!name_from_unicode(full, unicode))
		return false;

	const char *rest = in_link_directory(full);

	if (!rest)
		return false;
	text_copy(name, sizeof(name), rest);
	return true;
}

bool take_live(void *device)
{
	return device_try_enter(static_cast<PDEVICE_OBJECT>(device));
}

/* Creates the node. The caller is in a change. */
void publish(NameLink *link)
{
	auto *device = static_cast<PDEVICE_OBJECT>(
		object_find(device_type, link->target, take_live));
	const void *maker = link->driver || !device ? link->driver : driver_of_files(device);
	const char *driver = maker ? text_last_part(object_header(maker)->name) : "";
	const struct ww_node node = { .link = link->name, .driver = driver, .device = link->target,
				      .sddl = device ? device_sddl(device) : "" };
	const s32 minor = ww_node_create(&node);

	if (device)
		device_leave(device);
	link->minor = minor > 0 ? minor : 0;
	if (minor <= 0)
		ww_print(WW_LEVEL_WARNING, "the link %s has no node in /dev/winwork: error %d",
			 link->name, minor);
}

/* Takes out the link and its node. The caller is in a change. */
void remove(NameLink *link)
{
	{
		LockGuard guard(lock);

		take_out(link, chain_of(link->name), &NameLink::next);
		take_out(link, chain_to(link->target), &NameLink::next_to_target);
		take_out(link, list_of(link->driver), &NameLink::next_of_driver);
	}
	if (link->minor)
		ww_node_destroy(link->minor);
	ww_free(link);
}

/* False if there is a link of that name. */
bool enter(NameLink *link)
{
	LockGuard guard(lock);

	if (find(link->name))
		return false;
	add(link, chain_of(link->name), &NameLink::next);
	add(link, chain_to(link->target), &NameLink::next_to_target);
	add(link, list_of(link->driver), &NameLink::next_of_driver);
	return true;
}

/* The links of @driver, for a caller that is in a change. */
NameLink *first_of(PDRIVER_OBJECT driver)
{
	LockGuard guard(lock);

	return list_of(driver);
}

/* The name of a drive letter, in pool of the driver. */
NTSTATUS letter_name(CallSite call, char letter, UNICODE_STRING &name)
{
	constexpr ULONG kTag = 'n' << 24 | 'D' << 16 | 'o' << 8 | 'I';
	constexpr USHORT kBytes = 2 * sizeof(WCHAR);

	if (!letter)
		return STATUS_OBJECT_NAME_NOT_FOUND;

	auto *const text = static_cast<WCHAR *>(
		pool_allocate({ .call = call, .bytes = kBytes + sizeof(WCHAR), .tag = kTag }));

	if (!text)
		return STATUS_INSUFFICIENT_RESOURCES;
	text[0] = static_cast<WCHAR>(letter);
	text[1] = ':';
	text[2] = 0;
	name = { kBytes, kBytes + sizeof(WCHAR), text };
	return STATUS_SUCCESS;
}

NTSTATUS letter_of_device(CallSite call, void *device, PUNICODE_STRING name)
{
	if (!at_passive(call, device) || !check_type(call, device, device_type))
		return STATUS_INVALID_PARAMETER;
	if (!name)
		return refuse(call, device, STATUS_INVALID_PARAMETER, "DosName is NULL");
	*name = {};
	return letter_name(call, device_state(static_cast<PDEVICE_OBJECT>(device)).letter, *name);
}

/* For a caller that is in a change. */
NameLink *letter_of(char letter, const char *volume)
{
	const char name[] = { letter, ':', 0 };
	LockGuard guard(lock);
	NameLink *const link = find(name);

	return link && !link->driver && text_alike(link->target, volume) ? link : nullptr;
}

/* ---- Finding a device ------------------------------------------------------------------- */

bool take_for_open(void *body)
{
	auto *device = static_cast<PDEVICE_OBJECT>(body);

	return !driver_state(driver_of_files(device)).ending.load() && device_try_enter(device);
}

/*
 * Calls match(beginning) for the path and its beginnings, the longest first. Each ends where a
 * backslash follows. Returns the length of the one that matches, or 0.
 */
template <typename Match>
size_t longest_match(const char *path, Match match)
{
	char beginning[kObjectName];
	size_t length = text_length(path);

	while (length) {
		if (length < sizeof(beginning)) {
			text_copy(beginning, length + 1, path);
			if (match(static_cast<const char *>(beginning)))
				return length;
		}
		while (length && path[--length] != '\\') {
		}
	}
	return 0;
}

/* The node of a link to the device that is called @name. */
s32 node_of(const char *name)
{
	LockGuard guard(lock);

	for (const NameLink *link = chain_to(name); link; link = link->next_to_target) {
		if (link->minor && text_alike(link->target, name))
			return link->minor;
	}
	return 0;
}

/* Replaces the link that the path begins with by its target. False if it begins with none. */
bool follow_link(char *&path, s32 &minor)
{
	const char *name = in_link_directory(path);
	char target[kObjectName];

	if (!name)
		return false;

	const size_t length = longest_match(name, [&](const char *beginning) {
		LockGuard guard(lock);
		const NameLink *link = find(beginning);

		if (!link)
			return false;
		text_copy(target, sizeof(target), link->target);
		if (!minor)
			minor = link->minor;
		return true;
	});

	if (!length)
		return false;

	const size_t room = text_length(target) + text_length(name + length) + 1;
	auto *followed = static_cast<char *>(ww_zalloc_sleeping(room));

	if (followed) {
		text_copy(followed, room, target);
		text_append(followed, room, name + length);
	}
	ww_free(path);
	path = followed;
	return true;
}

} /* namespace */

NTSTATUS link_create(CallSite call, PCUNICODE_STRING name, PCUNICODE_STRING target, LinkNode node)
{
	const void *driver = driver_of_address(call.caller);

	if (!at_passive(call, nullptr))
		return STATUS_UNSUCCESSFUL;

	auto *link = static_cast<NameLink *>(ww_zalloc_sleeping(sizeof(NameLink)));

	if (!link)
		return STATUS_INSUFFICIENT_RESOURCES;
	link->driver = driver;
	if (!parse(name, link->name)) {
		ww_free(link);
		return refuse(call, driver, STATUS_OBJECT_NAME_INVALID,
			      "SymbolicLinkName is too long, or not in \\DosDevices or \\??");
	}
	if (!name_from_unicode(link->target, target) || link->target[0] != '\\') {
		ww_free(link);
		return refuse(call, driver, STATUS_OBJECT_NAME_INVALID,
			      "DeviceName is too long, or no path");
	}

	TurnGuard change(&changes);

	if (!enter(link)) {
		ww_free(link);
		return STATUS_OBJECT_NAME_COLLISION;
	}
	if (!driver || node == LinkNode::at_once ||
	    driver_state(static_cast<PDRIVER_OBJECT>(const_cast<void *>(driver))).started.load())
		publish(link);
	return STATUS_SUCCESS;
}

NTSTATUS letter_create(char letter, const char *volume)
{
	auto *link = static_cast<NameLink *>(ww_zalloc_sleeping(sizeof(NameLink)));

	if (!link)
		return STATUS_INSUFFICIENT_RESOURCES;
	ww_format(link->name, sizeof(link->name), "%c:", letter);
	text_copy(link->target, sizeof(link->target), volume);

	TurnGuard change(&changes);

	if (enter(link))
		return STATUS_SUCCESS;
	ww_free(link);
	return STATUS_OBJECT_NAME_COLLISION;
}

/* A driver may have deleted the link, and made another one, also of the same target. */
void letter_delete(char letter, const char *volume)
{
	TurnGuard change(&changes);

	if (NameLink *const link = letter_of(letter, volume))
		remove(link);
}

bool link_target(PCUNICODE_STRING name, char (&target)[kObjectName])
{
	char wanted[kObjectName];

	if (!parse(name, wanted))
		return false;

	LockGuard guard(lock);
	const NameLink *const link = find(wanted);

	if (link)
		text_copy(target, sizeof(target), link->target);
	return link;
}

bool link_follow(char (&name)[kObjectName])
{
	const char *const rest = in_link_directory(name);

	if (!rest)
		return false;

	LockGuard guard(lock);
	const NameLink *const link = find(rest);

	if (link)
		text_copy(name, sizeof(name), link->target);
	return link;
}

bool is_link_directory(const char *folder)
{
	for (const char *directory : kDirectories) {
		const size_t length = begins_with(directory, folder);

		/* All of it but the last separator. */
		if (length && directory[length] == '\\' && !directory[length + 1])
			return true;
	}
	return false;
}

NTSTATUS target_find(const char *name, struct ww_target &target)
{
	const size_t room = text_length(name) + 1;
	auto *path = static_cast<char *>(ww_zalloc_sleeping(room));

	target = {};
	if (path)
		text_copy(path, room, name);
	for (u32 followed = 0; path && followed < kMostLinks; followed++) {
		if (follow_link(path, target.minor))
			continue;

		PDEVICE_OBJECT device = nullptr;
		const size_t length = longest_match(path, [&](const char *beginning) {
			device = static_cast<PDEVICE_OBJECT>(
				object_find(device_type, beginning, take_for_open));
			return device != nullptr;
		});

		if (!device)
			break;

		target.device = device;
		target.operations = driver_operations(driver_of_files(device));
		if (!target.minor)
			target.minor = node_of(object_header(device)->name);
		target.path = path;
		target.rest = path + length;
		return STATUS_SUCCESS;
	}
	if (!path)
		return STATUS_INSUFFICIENT_RESOURCES;
	ww_free(path);
	return STATUS_OBJECT_NAME_NOT_FOUND;
}

void links_publish(PDRIVER_OBJECT driver)
{
	TurnGuard change(&changes);

	/* One that was made since the driver counts as started is published already. */
	for (NameLink *link = first_of(driver); link; link = link->next_of_driver) {
		if (!link->minor)
			publish(link);
	}
}

void links_report_left(PDRIVER_OBJECT driver)
{
	TurnGuard change(&changes);

	while (NameLink *link = first_of(driver)) {
		report({ .code = BugCheck::driver_unloaded_without_cancelling_pending_operations,
			 .parameter = { address_of(link), 0, 0, 0 },
			 .call = { "DriverUnload" }, .item = link, .owner = driver,
			 .routine = reinterpret_cast<void *>(driver->DriverUnload) },
		       "the driver leaves the symbolic link %s to %s behind", link->name,
		       link->target);
		remove(link);
	}
}

void links_init()
{
	lock.init(WW_LOCK_LINKS);
	ww_turn_init(&changes, WW_TURN_LINKS);
}

} /* namespace ww */

using namespace ww;

extern "C" {

ww_s32 ww_target_find(const char *name, struct ww_target *target)
{
	const NTSTATUS status = target_find(name, *target);

	return NT_SUCCESS(status) ? 0 : -errno_of(status);
}

void ww_target_put(const struct ww_target *target)
{
	device_leave(static_cast<PDEVICE_OBJECT>(target->device));
	ww_free(target->path);
}

NTSTATUS NTAPI IoCreateSymbolicLink(PUNICODE_STRING SymbolicLinkName, PUNICODE_STRING DeviceName)
{
	return link_create(WW_CALL_SITE, SymbolicLinkName, DeviceName);
}

NTSTATUS NTAPI IoCreateUnprotectedSymbolicLink(PUNICODE_STRING SymbolicLinkName,
					       PUNICODE_STRING DeviceName)
{
	return link_create(WW_CALL_SITE, SymbolicLinkName, DeviceName);
}

NTSTATUS NTAPI IoDeleteSymbolicLink(PUNICODE_STRING SymbolicLinkName)
{
	const CallSite call = WW_CALL_SITE;
	char name[kObjectName];
	NameLink *link;

	if (!at_passive(call, nullptr))
		return STATUS_UNSUCCESSFUL;
	if (!parse(SymbolicLinkName, name))
		return refuse(call, nullptr, STATUS_OBJECT_NAME_INVALID,
			      "SymbolicLinkName is too long, or not in \\DosDevices or \\??");

	TurnGuard change(&changes);

	{
		LockGuard guard(lock);

		link = find(name);
	}
	if (!link)
		return STATUS_OBJECT_NAME_NOT_FOUND;
	remove(link);
	return STATUS_SUCCESS;
}

NTSTATUS NTAPI IoVolumeDeviceToDosName(PVOID VolumeDeviceObject, PUNICODE_STRING DosName)
{
	return letter_of_device(WW_CALL_SITE, VolumeDeviceObject, DosName);
}

NTSTATUS NTAPI RtlVolumeDeviceToDosName(PVOID VolumeDeviceObject, PUNICODE_STRING DosName)
{
	return letter_of_device(WW_CALL_SITE, VolumeDeviceObject, DosName);
}

} /* extern "C" */
