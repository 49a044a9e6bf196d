// SPDX-License-Identifier: MIT
/*
 * The Filter Manager's objects: attaching and detaching, and enumerations. A search remembers what the last call has
 * found, and winwork.ko finds the next one after that. So a search holds nothing in the kernel. Its descriptor is an
 * eventfd, which gives the handle a number.
 */
#include "internal.h"

#include "../include/winwork/fltuser.h"

#include <errno.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#define DEVICE "\\Device\\"

/* ---- The kernel ---- */

static HRESULT result_of_call(int error, const struct winwork_flt *flt)
{
	if (flt->status)
		return NT_SUCCESS(flt->status) ? S_OK : HRESULT_FROM_WIN32(RtlNtStatusToDosError(flt->status));
	return error ? HRESULT_FROM_WIN32(error_of_errno(error)) : S_OK;
}

static HRESULT ask(struct winwork_flt *flt)
{
	int file = control_open();
	int error = 0;

	flt->size = sizeof(*flt);
	flt->status = 0;
	if (file < 0)
		return HRESULT_FROM_WIN32(error_of_errno(errno));
	if (system_calls.ioctl(file, WINWORK_FLT, flt) != 0)
		error = errno;
	close(file);
	return result_of_call(error, flt);
}

/* ---- Names ---- */

/* Copies a name in UTF-8. S_OK, or a result of the caller's for one that is too long. */
static HRESULT put(char to[WINWORK_FLT_NAME], const char *name, HRESULT too_long)
{
	if (strlen(name) >= WINWORK_FLT_NAME)
		return too_long;
	strcpy(to, name);
	return S_OK;
}

static HRESULT put_wide(char to[WINWORK_FLT_NAME], LPCWSTR name, HRESULT too_long)
{
	char *copy = narrow(name);
	HRESULT result = copy ? put(to, copy, too_long) : E_OUTOFMEMORY;

	free(copy);
	return result;
}

static HRESULT put_filter(struct winwork_flt *flt, LPCWSTR name)
{
	/* Without a name winwork.ko would take any filter. */
	return *name ? put_wide(flt->filter, name, ERROR_FLT_FILTER_NOT_FOUND) : ERROR_FLT_FILTER_NOT_FOUND;
}

static HRESULT put_instance(struct winwork_flt *flt, LPCWSTR name)
{
	return name ? put_wide(flt->instance, name, E_INVALIDARG) : S_OK;
}

static HRESULT put_altitude(struct winwork_flt *flt, LPCWSTR altitude)
{
	char *copy = narrow(altitude);
	HRESULT result = copy ? S_OK : E_OUTOFMEMORY;

	/* An empty one would be the filter's own. */
	if (copy && (!*copy || strlen(copy) >= sizeof(flt->altitude)))
		result = E_INVALIDARG;
	else if (copy)
		strcpy(flt->altitude, copy);
	free(copy);
	return result;
}

/* The volume on a folder. */
static HRESULT put_mounted(struct winwork_flt *flt, const char *path)
{
	char *folder = linux_path(path), *volume = folder ? volume_mounted_on(folder) : NULL;
	HRESULT result = volume ? put(flt->volume, volume, ERROR_FLT_VOLUME_NOT_FOUND) : ERROR_FLT_VOLUME_NOT_FOUND;

	free(volume);
	free(folder);
	return result;
}

static void cut_separator(char *name)
{
	size_t length = strlen(name);

	if (length > 1 && (name[length - 1] == '\\' || name[length - 1] == '/'))
		name[length - 1] = '\0';
}

static HRESULT put_volume(struct winwork_flt *flt, LPCWSTR name)
{
	char *copy = narrow(name);
	HRESULT result;

	if (!copy)
		return E_OUTOFMEMORY;
	cut_separator(copy);
	result = strncasecmp(copy, DEVICE, strlen(DEVICE)) == 0 ? put(flt->volume, copy, ERROR_FLT_VOLUME_NOT_FOUND) :
								  put_mounted(flt, copy);
	free(copy);
	return result;
}

/* ---- Structures with names ---- */

/* One that is being filled in. It is larger than any with all four names. */
struct record {
	_Alignas(8) BYTE at[2048];
	size_t bytes;
};

/* Appends a name. Its length and its offset are members of the record; there may be no offset. */
static void append(struct record *record, const char *name, USHORT *length, USHORT *offset)
{
	WCHAR *to = (WCHAR *)(record->at + record->bytes);
	int units = MultiByteToWideChar(CP_UTF8, 0, name, -1, to, WINWORK_FLT_NAME) - 1;

	if (offset)
		*offset = (USHORT)record->bytes;
	*length = (USHORT)(units * (int)sizeof(WCHAR));
	record->bytes += *length;
}

#define APPEND(record, structure, member, name) \
	append(record, name, &(structure)->member##Length, &(structure)->member##BufferOffset)

/* These take a class and what winwork.ko has found. False for a class that does not exist. */
typedef bool describe(struct record *record, int information, const struct winwork_flt *flt);

static void filter_full(struct record *record, const struct winwork_flt *flt)
{
	FILTER_FULL_INFORMATION *full = (void *)record->at;

	full->NumberOfInstances = flt->instances;
	record->bytes = offsetof(FILTER_FULL_INFORMATION, FilterNameBuffer);
	append(record, flt->filter, &full->FilterNameLength, NULL);
}

static void filter_basic(struct record *record, const struct winwork_flt *flt)
{
	FILTER_AGGREGATE_BASIC_INFORMATION *basic = (void *)record->at;

	basic->Flags = FLTFL_AGGREGATE_INFO_IS_MINIFILTER;
	basic->Type.MiniFilter.NumberOfInstances = flt->instances;
	record->bytes = sizeof(*basic);
	APPEND(record, &basic->Type.MiniFilter, FilterName, flt->filter);
	APPEND(record, &basic->Type.MiniFilter, FilterAltitude, flt->altitude);
}

static void filter_standard(struct record *record, const struct winwork_flt *flt)
{
	FILTER_AGGREGATE_STANDARD_INFORMATION *standard = (void *)record->at;

	standard->Flags = FLTFL_ASI_IS_MINIFILTER;
	standard->Type.MiniFilter.NumberOfInstances = flt->instances;
	record->bytes = sizeof(*standard);
	APPEND(record, &standard->Type.MiniFilter, FilterName, flt->filter);
	APPEND(record, &standard->Type.MiniFilter, FilterAltitude, flt->altitude);
}

static bool describe_filter(struct record *record, int information, const struct winwork_flt *flt)
{
	switch (information) {
	case FilterFullInformation:
		filter_full(record, flt);
		return true;
	case FilterAggregateBasicInformation:
		filter_basic(record, flt);
		return true;
	case FilterAggregateStandardInformation:
		filter_standard(record, flt);
		return true;
	default:
		return false;
	}
}

static bool describe_volume(struct record *record, int information, const struct winwork_flt *flt)
{
	FILTER_VOLUME_BASIC_INFORMATION *basic = (void *)record->at;
	FILTER_VOLUME_STANDARD_INFORMATION *standard = (void *)record->at;

	switch (information) {
	case FilterVolumeBasicInformation:
		record->bytes = offsetof(FILTER_VOLUME_BASIC_INFORMATION, FilterVolumeName);
		append(record, flt->volume, &basic->FilterVolumeNameLength, NULL);
		return true;
	case FilterVolumeStandardInformation:
		standard->FileSystemType = (FLT_FILESYSTEM_TYPE)flt->file_system;
		record->bytes = offsetof(FILTER_VOLUME_STANDARD_INFORMATION, FilterVolumeName);
		append(record, flt->volume, &standard->FilterVolumeNameLength, NULL);
		return true;
	default:
		return false;
	}
}

static void instance_basic(struct record *record, const struct winwork_flt *flt)
{
	INSTANCE_BASIC_INFORMATION *basic = (void *)record->at;

	record->bytes = sizeof(*basic);
	APPEND(record, basic, InstanceName, flt->instance);
}

static void instance_partial(struct record *record, const struct winwork_flt *flt)
{
	INSTANCE_PARTIAL_INFORMATION *partial = (void *)record->at;

	record->bytes = sizeof(*partial);
	APPEND(record, partial, InstanceName, flt->instance);
	APPEND(record, partial, Altitude, flt->altitude);
}

/* The names of both structures that have all four. */
#define APPEND_ALL(record, structure, flt)                              \
	do {                                                            \
		APPEND(record, structure, InstanceName, (flt)->instance); \
		APPEND(record, structure, Altitude, (flt)->altitude);     \
		APPEND(record, structure, VolumeName, (flt)->volume);     \
		APPEND(record, structure, FilterName, (flt)->filter);     \
	} while (0)

static void instance_full(struct record *record, const struct winwork_flt *flt)
{
	INSTANCE_FULL_INFORMATION *full = (void *)record->at;

	record->bytes = sizeof(*full);
	APPEND_ALL(record, full, flt);
}

static void instance_standard(struct record *record, const struct winwork_flt *flt)
{
	INSTANCE_AGGREGATE_STANDARD_INFORMATION *standard = (void *)record->at;

	standard->Flags = FLTFL_IASI_IS_MINIFILTER;
	standard->Type.MiniFilter.VolumeFileSystemType = (FLT_FILESYSTEM_TYPE)flt->file_system;
	record->bytes = sizeof(*standard);
	APPEND_ALL(record, &standard->Type.MiniFilter, flt);
}

static bool describe_instance(struct record *record, int information, const struct winwork_flt *flt)
{
	switch (information) {
	case InstanceBasicInformation:
		instance_basic(record, flt);
		return true;
	case InstancePartialInformation:
		instance_partial(record, flt);
		return true;
	case InstanceFullInformation:
		instance_full(record, flt);
		return true;
	case InstanceAggregateStandardInformation:
		instance_standard(record, flt);
		return true;
	default:
		return false;
	}
}

/* ---- Searches ---- */

enum searched { FILTERS, VOLUMES, INSTANCES, INSTANCES_ON_VOLUME };

static const struct {
	__u32 operation;
	describe *describe;
} searches[] = {
	[FILTERS] = { WINWORK_FLT_NEXT_FILTER, describe_filter },
	[VOLUMES] = { WINWORK_FLT_NEXT_VOLUME, describe_volume },
	[INSTANCES] = { WINWORK_FLT_NEXT_INSTANCE, describe_instance },
	[INSTANCES_ON_VOLUME] = { WINWORK_FLT_NEXT_INSTANCE, describe_instance },
};

struct search {
	enum searched searched;
	/* What every call asks for, and where the last one was: the serial number and the altitude. Under the lock. */
	struct winwork_flt next;
};

/* Where a function puts its result. */
struct output {
	int information;	/* the class */
	LPVOID buffer;
	DWORD size;
	LPDWORD returned;
};

static HRESULT deliver(enum searched searched, const struct winwork_flt *flt, const struct output *output)
{
	struct record record = { .bytes = 0 };

	if (!searches[searched].describe(&record, output->information, flt))
		return E_INVALIDARG;
	*output->returned = (DWORD)record.bytes;
	if (record.bytes > output->size)
		return HRESULT_FROM_WIN32(ERROR_INSUFFICIENT_BUFFER);
	memcpy(output->buffer, record.at, record.bytes);
	return S_OK;
}

/* A structure that has not reached the caller is found again. */
static HRESULT search_on(struct search *search, const struct output *output)
{
	struct winwork_flt flt = search->next;
	HRESULT result = ask(&flt);

	if (SUCCEEDED(result))
		result = deliver(search->searched, &flt, output);
	if (SUCCEEDED(result)) {
		search->next.serial = flt.serial;
		memcpy(search->next.altitude, flt.altitude, sizeof(flt.altitude));
	}
	return result;
}

/* A handle; NULL and the last error. Takes the search. */
static HANDLE handle_of(struct search *search)
{
	int fd = event_new(false);
	struct object *object = fd < 0 ? NULL : object_new(KIND_SEARCH, fd);
	HANDLE handle;

	if (!object) {
		free(search);
		return NULL;
	}
	object->own = search;
	handle = handle_new(object, FALSE);
	object_put(object);
	return handle;
}

static bool is_good(const struct output *output)
{
	return output->returned && (output->buffer || !output->size);
}

static HRESULT first_of(struct search *search, const struct output *output, LPHANDLE handle)
{
	HRESULT result = search_on(search, output);

	if (FAILED(result)) {
		free(search);
		return result;
	}
	*handle = handle_of(search);
	if (*handle)
		return S_OK;
	*handle = INVALID_HANDLE_VALUE;
	return HRESULT_FROM_WIN32(GetLastError());
}

/* Begins a search. @name: of the filter or the volume, if it is for one. */
static HRESULT find_first(enum searched searched, LPCWSTR name, const struct output *output, LPHANDLE handle)
{
	struct search *search;
	HRESULT result = S_OK;

	if (!handle)
		return E_INVALIDARG;
	*handle = INVALID_HANDLE_VALUE;
	if (!is_good(output) || (searched >= INSTANCES && !name))
		return E_INVALIDARG;
	*output->returned = 0;
	search = calloc(1, sizeof(*search));
	if (!search)
		return E_OUTOFMEMORY;
	search->searched = searched;
	search->next.operation = searches[searched].operation;
	if (searched == INSTANCES)
		result = put_filter(&search->next, name);
	else if (searched == INSTANCES_ON_VOLUME)
		result = put_volume(&search->next, name);
	if (SUCCEEDED(result))
		return first_of(search, output, handle);
	free(search);
	return result;
}

/* The object of a handle of this kind of search, with a reference; NULL. */
static struct object *search_of(HANDLE handle, enum searched searched)
{
	struct object *object = object_of(handle, KIND_SEARCH);

	if (!object || ((struct search *)object->own)->searched == searched)
		return object;
	object_put(object);
	return NULL;
}

static HRESULT find_next(enum searched searched, HANDLE handle, const struct output *output)
{
	struct object *object;
	HRESULT result;

	if (!is_good(output))
		return E_INVALIDARG;
	*output->returned = 0;
	object = search_of(handle, searched);
	if (!object)
		return HRESULT_FROM_WIN32(ERROR_INVALID_HANDLE);
	pthread_mutex_lock(&object->lock);
	result = search_on(object->own, output);
	pthread_mutex_unlock(&object->lock);
	object_put(object);
	return result;
}

static HRESULT find_close(enum searched searched, HANDLE handle)
{
	struct object *object = search_of(handle, searched);

	if (!object)
		return HRESULT_FROM_WIN32(ERROR_INVALID_HANDLE);
	object_put(object);
	return CloseHandle(handle) ? S_OK : HRESULT_FROM_WIN32(GetLastError());
}

#define OUTPUT (&(const struct output){ (int)information, buffer, size, returned })

HRESULT FilterFindFirst(FILTER_INFORMATION_CLASS information, LPVOID buffer, DWORD size, LPDWORD returned, LPHANDLE handle)
{
	return find_first(FILTERS, NULL, OUTPUT, handle);
}

HRESULT FilterFindNext(HANDLE handle, FILTER_INFORMATION_CLASS information, LPVOID buffer, DWORD size, LPDWORD returned)
{
	return find_next(FILTERS, handle, OUTPUT);
}

HRESULT FilterFindClose(HANDLE handle)
{
	return find_close(FILTERS, handle);
}

HRESULT FilterVolumeFindFirst(FILTER_VOLUME_INFORMATION_CLASS information, LPVOID buffer, DWORD size, LPDWORD returned,
			      LPHANDLE handle)
{
	return find_first(VOLUMES, NULL, OUTPUT, handle);
}

HRESULT FilterVolumeFindNext(HANDLE handle, FILTER_VOLUME_INFORMATION_CLASS information, LPVOID buffer, DWORD size,
			     LPDWORD returned)
{
	return find_next(VOLUMES, handle, OUTPUT);
}

HRESULT FilterVolumeFindClose(HANDLE handle)
{
	return find_close(VOLUMES, handle);
}

HRESULT FilterInstanceFindFirst(LPCWSTR filter, INSTANCE_INFORMATION_CLASS information, LPVOID buffer, DWORD size,
				LPDWORD returned, LPHANDLE handle)
{
	return find_first(INSTANCES, filter, OUTPUT, handle);
}

HRESULT FilterInstanceFindNext(HANDLE handle, INSTANCE_INFORMATION_CLASS information, LPVOID buffer, DWORD size,
			       LPDWORD returned)
{
	return find_next(INSTANCES, handle, OUTPUT);
}

HRESULT FilterInstanceFindClose(HANDLE handle)
{
	return find_close(INSTANCES, handle);
}

HRESULT FilterVolumeInstanceFindFirst(LPCWSTR volume, INSTANCE_INFORMATION_CLASS information, LPVOID buffer, DWORD size,
				      LPDWORD returned, LPHANDLE handle)
{
	return find_first(INSTANCES_ON_VOLUME, volume, OUTPUT, handle);
}

HRESULT FilterVolumeInstanceFindNext(HANDLE handle, INSTANCE_INFORMATION_CLASS information, LPVOID buffer, DWORD size,
				     LPDWORD returned)
{
	return find_next(INSTANCES_ON_VOLUME, handle, OUTPUT);
}

HRESULT FilterVolumeInstanceFindClose(HANDLE handle)
{
	return find_close(INSTANCES_ON_VOLUME, handle);
}

/* ---- Orders ---- */

static HRESULT put_pair(struct winwork_flt *flt, LPCWSTR filter, LPCWSTR volume, LPCWSTR instance)
{
	HRESULT result = filter && volume ? put_filter(flt, filter) : E_INVALIDARG;

	if (SUCCEEDED(result))
		result = put_volume(flt, volume);
	return SUCCEEDED(result) ? put_instance(flt, instance) : result;
}

static HRESULT attach(struct winwork_flt *flt, HRESULT result, DWORD bytes, LPWSTR created)
{
	if (SUCCEEDED(result) && created && bytes < (INSTANCE_NAME_MAX_CHARS + 1) * sizeof(WCHAR))
		result = HRESULT_FROM_WIN32(ERROR_INSUFFICIENT_BUFFER);
	if (SUCCEEDED(result))
		result = ask(flt);
	if (SUCCEEDED(result) && created)
		MultiByteToWideChar(CP_UTF8, 0, flt->instance, -1, created, INSTANCE_NAME_MAX_CHARS + 1);
	return result;
}

HRESULT FilterAttach(LPCWSTR filter, LPCWSTR volume, LPCWSTR instance, DWORD bytes, LPWSTR created)
{
	struct winwork_flt flt = { .operation = WINWORK_FLT_ATTACH };

	return attach(&flt, put_pair(&flt, filter, volume, instance), bytes, created);
}

HRESULT FilterAttachAtAltitude(LPCWSTR filter, LPCWSTR volume, LPCWSTR altitude, LPCWSTR instance, DWORD bytes,
			       LPWSTR created)
{
	struct winwork_flt flt = { .operation = WINWORK_FLT_ATTACH };
	HRESULT result = altitude ? put_pair(&flt, filter, volume, instance) : E_INVALIDARG;

	if (SUCCEEDED(result))
		result = put_altitude(&flt, altitude);
	return attach(&flt, result, bytes, created);
}

HRESULT FilterDetach(LPCWSTR filter, LPCWSTR volume, LPCWSTR instance)
{
	struct winwork_flt flt = { .operation = WINWORK_FLT_DETACH };
	HRESULT result = put_pair(&flt, filter, volume, instance);

	return SUCCEEDED(result) ? ask(&flt) : result;
}

/* ---- The folder of a volume ---- */

/* Whether winwork.ko has the volume: an enumeration of its instances begins. */
static HRESULT check_volume(struct winwork_flt *flt)
{
	HRESULT result;

	flt->operation = WINWORK_FLT_NEXT_INSTANCE;
	result = ask(flt);
	return result == HRESULT_FROM_WIN32(ERROR_NO_MORE_ITEMS) ? S_OK : result;
}

HRESULT FilterGetDosName(LPCWSTR volume, LPWSTR name, DWORD size)
{
	struct winwork_flt flt = { .operation = 0 };
	HRESULT result = volume && name ? put_volume(&flt, volume) : E_INVALIDARG;
	char *folder = SUCCEEDED(result) ? mount_of_volume(flt.volume) : NULL;

	if (SUCCEEDED(result) && !folder)
		result = check_volume(&flt);
	if (SUCCEEDED(result) && !MultiByteToWideChar(CP_UTF8, 0, folder ? folder : "", -1, name, (int)size))
		result = HRESULT_FROM_WIN32(ERROR_INSUFFICIENT_BUFFER);
	free(folder);
	return result;
}
