// SPDX-License-Identifier: MIT
/*
 * Device interfaces: the nodes in /dev/winwork/{guid}. Their names are numbers.
 */
#include "internal.h"

#include "../include/winwork/cfgmgr32.h"
#include "../include/winwork/setupapi.h"

#include <dirent.h>
#include <errno.h>
#include <search.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A set of SetupDiGetClassDevs(), or of one call. */
struct set {
	uintptr_t number;	/* the handle */
	unsigned references;	/* under the lock: one for the handle, one for each use */
	GUID class;
	unsigned count;
	unsigned numbers[];
};

#define GUID_TEXT sizeof("{01234567-0123-0123-0123-0123456789ab}")
/* \\?\{guid}\4294967295 */
#define MOST_CHARACTERS (4 + GUID_TEXT + 11)

static void print_class(const GUID *class, char text[GUID_TEXT])
{
	const BYTE *b = class->Data4;

	snprintf(text, GUID_TEXT, "{%08x-%04x-%04x-%02x%02x-%02x%02x%02x%02x%02x%02x}", class->Data1, class->Data2,
		 class->Data3, b[0], b[1], b[2], b[3], b[4], b[5], b[6], b[7]);
}

static size_t print_number(const GUID *class, unsigned number, char path[MOST_CHARACTERS])
{
	char text[GUID_TEXT];

	print_class(class, text);
	return (size_t)snprintf(path, MOST_CHARACTERS, "\\\\?\\%s\\%u", text, number);
}

/* The path for CreateFile(). Returns its characters, without the zero. */
static size_t print_path(const struct set *set, unsigned index, char path[MOST_CHARACTERS])
{
	return print_number(&set->class, set->numbers[index], path);
}

int interface_path(const GUID *class, unsigned number, WCHAR *path)
{
	char text[MOST_CHARACTERS];
	const size_t length = print_number(class, number, text);

	for (size_t i = 0; i <= length; i++)
		path[i] = (WCHAR)text[i];
	return (int)length + 1;
}

void interface_folder(const GUID *class, char folder[PATH_MAX])
{
	char text[GUID_TEXT];

	print_class(class, text);
	snprintf(folder, PATH_MAX, "%s/%s", system_calls.devices, text);
}

static int compare(const void *one, const void *other)
{
	unsigned a = *(const unsigned *)one, b = *(const unsigned *)other;

	return (a > b) - (a < b);
}

/* Sets by their numbers, which begin above all descriptors, and are never used again: a closed handle stays one. */
static pthread_mutex_t sets_lock = PTHREAD_MUTEX_INITIALIZER;
static void *sets;
static uintptr_t last_number = 0x80000000;

static int compare_sets(const void *one, const void *other)
{
	uintptr_t a = ((const struct set *)one)->number, b = ((const struct set *)other)->number;

	return (a > b) - (a < b);
}

void sets_hold(bool hold)
{
	if (hold)
		pthread_mutex_lock(&sets_lock);
	else
		pthread_mutex_unlock(&sets_lock);
}

/* The handle of a new set, which is freed with it; INVALID_HANDLE_VALUE without memory. */
static HDEVINFO set_open(struct set *set)
{
	bool added;

	set->references = 1;
	pthread_mutex_lock(&sets_lock);
	set->number = ++last_number;
	added = tsearch(set, &sets, compare_sets);
	pthread_mutex_unlock(&sets_lock);
	if (added)
		return (HDEVINFO)set->number;
	free(set);
	SetLastError(ERROR_NOT_ENOUGH_MEMORY);
	return INVALID_HANDLE_VALUE;
}

/* The set of a handle, for set_put(). With closes, the handle ends. NULL and the last error for no handle. */
static struct set *set_of(HDEVINFO handle, bool closes)
{
	const struct set wanted = { .number = (uintptr_t)handle };
	struct set *set = NULL;
	void *found;

	pthread_mutex_lock(&sets_lock);
	found = tfind(&wanted, &sets, compare_sets);
	if (found) {
		set = *(struct set **)found;
		if (closes)
			tdelete(set, &sets, compare_sets);
		else
			set->references++;
	}
	pthread_mutex_unlock(&sets_lock);
	if (!set)
		SetLastError(ERROR_INVALID_HANDLE);
	return set;
}

static void set_put(struct set *set)
{
	bool last;

	pthread_mutex_lock(&sets_lock);
	last = !--set->references;
	pthread_mutex_unlock(&sets_lock);
	if (last)
		free(set);
}

/* The interfaces of a class, in the order of their numbers, for free(); NULL without memory or descriptors. */
static struct set *set_new(const GUID *class)
{
	struct set *set = calloc(1, sizeof(*set)), *larger;
	char folder[PATH_MAX];
	struct dirent *entry;
	DIR *entries;

	if (!set)
		return NULL;
	set->class = *class;
	interface_folder(class, folder);
	entries = opendir(folder);
	if (!entries && errno == EMFILE) {
		descriptors_raise();
		entries = opendir(folder);
	}
	/* Without a folder, or rights to it, there is no interface. */
	if (!entries && (errno == EMFILE || errno == ENFILE || errno == ENOMEM)) {
		free(set);
		return NULL;
	}
	while (entries && (entry = readdir(entries))) {
		char *end;
		unsigned long number = strtoul(entry->d_name, &end, 10);

		if (*end || end == entry->d_name)
			continue;
		larger = realloc(set, offsetof(struct set, numbers) + (set->count + 1) * sizeof(set->numbers[0]));
		if (!larger) {
			free(set);
			closedir(entries);
			return NULL;
		}
		set = larger;
		set->numbers[set->count++] = (unsigned)number;
	}
	if (entries)
		closedir(entries);
	qsort(set->numbers, set->count, sizeof(set->numbers[0]), compare);
	return set;
}

/* ---- <cfgmgr32.h> ------------------------------------------------------------------------------ */

/* The list, for free(), and its characters. */
static CONFIGRET list_new(const GUID *class, bool for_one_device, ULONG flags, char **list, ULONG *characters)
{
	struct set *set;
	size_t length = 0;

	*list = NULL;
	if (!class)
		return CR_INVALID_POINTER;
	if (flags & ~(ULONG)CM_GET_DEVICE_INTERFACE_LIST_ALL_DEVICES)
		return CR_INVALID_FLAG;
	if (for_one_device)
		return CR_INVALID_DEVICE_ID;
	set = set_new(class);
	if (!set)
		return CR_OUT_OF_MEMORY;
	*list = malloc(set->count * MOST_CHARACTERS + 1);
	if (!*list) {
		free(set);
		return CR_OUT_OF_MEMORY;
	}
	for (unsigned i = 0; i < set->count; i++)
		length += print_path(set, i, *list + length) + 1;
	(*list)[length] = '\0';
	*characters = (ULONG)length + 1;
	free(set);
	return CR_SUCCESS;
}

static CONFIGRET list_size(PULONG size, const GUID *class, bool for_one_device, ULONG flags)
{
	CONFIGRET result;
	char *list;

	if (!size)
		return CR_INVALID_POINTER;
	*size = 0;
	result = list_new(class, for_one_device, flags, &list, size);
	free(list);
	return result;
}

CONFIGRET CM_Get_Device_Interface_List_SizeA(PULONG size, LPGUID class, DEVINSTID_A device, ULONG flags)
{
	return list_size(size, class, device && *device, flags);
}

CONFIGRET CM_Get_Device_Interface_List_SizeW(PULONG size, LPGUID class, DEVINSTID_W device, ULONG flags)
{
	return list_size(size, class, device && *device, flags);
}

/* The list for a buffer of @room characters, for free(). */
static CONFIGRET list_for(const GUID *class, bool for_one_device, ULONG flags, const void *buffer, ULONG room,
			  char **list, ULONG *characters)
{
	CONFIGRET result = list_new(class, for_one_device, flags, list, characters);

	if (result != CR_SUCCESS)
		return result;
	if (!buffer || !room)
		return CR_INVALID_POINTER;
	return *characters > room ? CR_BUFFER_SMALL : CR_SUCCESS;
}

CONFIGRET CM_Get_Device_Interface_ListA(LPGUID class, DEVINSTID_A device, PCHAR buffer, ULONG room, ULONG flags)
{
	ULONG characters;
	char *list;
	CONFIGRET result = list_for(class, device && *device, flags, buffer, room, &list, &characters);

	if (result == CR_SUCCESS)
		memcpy(buffer, list, characters);
	free(list);
	return result;
}

CONFIGRET CM_Get_Device_Interface_ListW(LPGUID class, DEVINSTID_W device, PWCHAR buffer, ULONG room, ULONG flags)
{
	ULONG characters;
	char *list;
	CONFIGRET result = list_for(class, device && *device, flags, buffer, room, &list, &characters);

	for (ULONG i = 0; result == CR_SUCCESS && i < characters; i++)
		buffer[i] = (WCHAR)list[i];	/* ASCII alone */
	free(list);
	return result;
}

DWORD CM_MapCrToWin32Err(CONFIGRET result, DWORD other)
{
	switch (result) {
	case CR_SUCCESS:
		return ERROR_SUCCESS;
	case CR_OUT_OF_MEMORY:
		return ERROR_NOT_ENOUGH_MEMORY;
	case CR_INVALID_POINTER:
		return ERROR_INVALID_USER_BUFFER;
	case CR_INVALID_FLAG:
		return ERROR_INVALID_FLAGS;
	case CR_BUFFER_SMALL:
		return ERROR_INSUFFICIENT_BUFFER;
	default:
		return other;
	}
}

/* ---- <setupapi.h> ------------------------------------------------------------------------------ */

static HDEVINFO class_devices(const GUID *class, bool has_enumerator, DWORD flags)
{
	struct set *set;

	if (!(flags & DIGCF_DEVICEINTERFACE))
		SetLastError(ERROR_INVALID_FLAGS);
	else if (!class)
		SetLastError(ERROR_INVALID_PARAMETER);
	else if (has_enumerator)
		SetLastError(ERROR_NOT_SUPPORTED);
	else if (!(set = set_new(class)))
		SetLastError(ERROR_NOT_ENOUGH_MEMORY);
	else
		return set_open(set);
	return INVALID_HANDLE_VALUE;
}

HDEVINFO SetupDiGetClassDevsA(const GUID *class, LPCSTR enumerator, HWND parent, DWORD flags)
{
	(void)parent;
	return class_devices(class, enumerator, flags);
}

HDEVINFO SetupDiGetClassDevsW(const GUID *class, LPCWSTR enumerator, HWND parent, DWORD flags)
{
	(void)parent;
	return class_devices(class, enumerator, flags);
}

BOOL SetupDiDestroyDeviceInfoList(HDEVINFO handle)
{
	struct set *set = set_of(handle, true);

	if (!set)
		return FALSE;
	set_put(set);
	return TRUE;
}

static BOOL enumerate(const struct set *set, const GUID *class, DWORD index, PSP_DEVICE_INTERFACE_DATA interface)
{
	if (!class || !interface)
		return fail(ERROR_INVALID_PARAMETER);
	if (interface->cbSize != sizeof(*interface))
		return fail(ERROR_INVALID_USER_BUFFER);
	if (memcmp(class, &set->class, sizeof(*class)) || index >= set->count)
		return fail(ERROR_NO_MORE_ITEMS);
	interface->InterfaceClassGuid = set->class;
	interface->Flags = SPINT_ACTIVE;
	interface->Reserved = index + 1;
	return TRUE;
}

BOOL SetupDiEnumDeviceInterfaces(HDEVINFO handle, PSP_DEVINFO_DATA device, const GUID *class, DWORD index,
				 PSP_DEVICE_INTERFACE_DATA interface)
{
	struct set *set = set_of(handle, false);
	BOOL found;

	(void)device;
	if (!set)
		return FALSE;
	found = enumerate(set, class, index, interface);
	set_put(set);
	return found;
}

/* The path of an interface, and its characters with the zero; 0 and the last error. */
static DWORD print_detail(const struct set *set, PSP_DEVICE_INTERFACE_DATA interface, PSP_DEVINFO_DATA device,
			  char path[MOST_CHARACTERS])
{
	if (!interface || !interface->Reserved || interface->Reserved > set->count) {
		SetLastError(ERROR_INVALID_PARAMETER);
		return 0;
	}
	if (interface->cbSize != sizeof(*interface) || (device && device->cbSize != sizeof(*device))) {
		SetLastError(ERROR_INVALID_USER_BUFFER);
		return 0;
	}
	if (device) {
		device->ClassGuid = set->class;
		device->DevInst = 0;
		device->Reserved = 0;
	}
	return (DWORD)print_path(set, (unsigned)interface->Reserved - 1, path) + 1;
}

static DWORD detail_of(HDEVINFO handle, PSP_DEVICE_INTERFACE_DATA interface, PSP_DEVINFO_DATA device,
		       char path[MOST_CHARACTERS])
{
	struct set *set = set_of(handle, false);
	DWORD characters;

	if (!set)
		return 0;
	characters = print_detail(set, interface, device, path);
	set_put(set);
	return characters;
}

/* Whether the caller's structure has room for the path. */
static BOOL has_room(const void *detail, DWORD size, DWORD has, DWORD wanted, DWORD needed, PDWORD required)
{
	if (required)
		*required = needed;
	if (!detail && size)
		return fail(ERROR_INVALID_USER_BUFFER);
	if (detail && has != wanted)
		return fail(ERROR_INVALID_USER_BUFFER);
	return size >= needed ? TRUE : fail(ERROR_INSUFFICIENT_BUFFER);
}

BOOL SetupDiGetDeviceInterfaceDetailA(HDEVINFO set, PSP_DEVICE_INTERFACE_DATA interface,
				      PSP_DEVICE_INTERFACE_DETAIL_DATA_A detail, DWORD size, PDWORD required,
				      PSP_DEVINFO_DATA device)
{
	char path[MOST_CHARACTERS];
	DWORD characters = detail_of(set, interface, device, path);
	DWORD needed = (DWORD)offsetof(SP_DEVICE_INTERFACE_DETAIL_DATA_A, DevicePath) + characters;

	if (!characters || !has_room(detail, size, detail ? detail->cbSize : 0, sizeof(*detail), needed, required))
		return FALSE;
	memcpy((char *)detail + offsetof(SP_DEVICE_INTERFACE_DETAIL_DATA_A, DevicePath), path, characters);
	return TRUE;
}

BOOL SetupDiGetDeviceInterfaceDetailW(HDEVINFO set, PSP_DEVICE_INTERFACE_DATA interface,
				      PSP_DEVICE_INTERFACE_DETAIL_DATA_W detail, DWORD size, PDWORD required,
				      PSP_DEVINFO_DATA device)
{
	char path[MOST_CHARACTERS];
	DWORD characters = detail_of(set, interface, device, path);
	DWORD at = (DWORD)offsetof(SP_DEVICE_INTERFACE_DETAIL_DATA_W, DevicePath);
	DWORD needed = at + characters * (DWORD)sizeof(WCHAR);
	WCHAR *wide = detail ? (WCHAR *)((char *)detail + at) : NULL;

	if (!characters || !has_room(detail, size, detail ? detail->cbSize : 0, sizeof(*detail), needed, required))
		return FALSE;
	for (DWORD i = 0; i < characters; i++)
		wide[i] = (WCHAR)path[i];
	return TRUE;
}
