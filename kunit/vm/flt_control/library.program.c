/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The functions of <fltUser.h> on the same volumes and minifilters. It compares them with the kernel's lists.
 */
#include <windows.h>
#include <fltuser.h>
#include <string.h>

#include "../windows_program.h"
#include "lists.h"

#define WIN32(error) HRESULT_FROM_WIN32(ERROR_##error)

static HANDLE port;

static struct lists lists_of_kernel(void)
{
	struct lists lists = { 0 };
	DWORD bytes;

	EQUAL(FilterSendMessage(port, NULL, 0, &lists, sizeof(lists), &bytes), S_OK);
	return lists;
}

static unsigned int count_filters(void)
{
	BYTE buffer[512];
	HANDLE search;
	DWORD bytes;
	unsigned int count = 0;
	HRESULT result = FilterFindFirst(FilterFullInformation, buffer, sizeof(buffer), &bytes, &search);

	for (; SUCCEEDED(result); count++)
		result = FilterFindNext(search, FilterFullInformation, buffer, sizeof(buffer), &bytes);
	EQUAL(result, WIN32(NO_MORE_ITEMS));
	EQUAL(FilterFindClose(search), S_OK);
	return count;
}

/* How many instances the filter (NULL: any) has on a volume. */
static unsigned int count_instances(const WCHAR *volume, const WCHAR *filter)
{
	BYTE buffer[1024];
	INSTANCE_FULL_INFORMATION *full = (void *)buffer;
	HANDLE search;
	DWORD bytes;
	unsigned int count = 0;
	HRESULT result = FilterVolumeInstanceFindFirst(volume, InstanceFullInformation, buffer, sizeof(buffer), &bytes,
						       &search);

	while (SUCCEEDED(result)) {
		const WCHAR *name = (void *)(buffer + full->FilterNameBufferOffset);
		const size_t units = full->FilterNameLength / sizeof(WCHAR);

		count += !filter || (units == wcslen(filter) && wcsncmp(name, filter, units) == 0);
		result = FilterVolumeInstanceFindNext(search, InstanceFullInformation, buffer, sizeof(buffer), &bytes);
	}
	EQUAL(result, WIN32(NO_MORE_ITEMS));
	if (search != INVALID_HANDLE_VALUE)
		EQUAL(FilterVolumeInstanceFindClose(search), S_OK);
	return count;
}

static unsigned int count_instances_of(const WCHAR *filter)
{
	BYTE buffer[1024];
	HANDLE search;
	DWORD bytes;
	unsigned int count = 0;
	HRESULT result = FilterInstanceFindFirst(filter, InstanceBasicInformation, buffer, sizeof(buffer), &bytes, &search);

	for (; SUCCEEDED(result); count++)
		result = FilterInstanceFindNext(search, InstanceBasicInformation, buffer, sizeof(buffer), &bytes);
	EQUAL(result, WIN32(NO_MORE_ITEMS));
	if (search != INVALID_HANDLE_VALUE)
		EQUAL(FilterInstanceFindClose(search), S_OK);
	return count;
}

static void compare_volume(const struct lists *lists, unsigned int index, const FILTER_VOLUME_BASIC_INFORMATION *found)
{
	WCHAR name[VOLUME_UNITS] = { 0 };

	memcpy(name, found->FilterVolumeName, found->FilterVolumeNameLength);
	EQUAL(memcmp(name, lists->volume[index].name, sizeof(name)), 0);
	EQUAL(count_instances(name, NULL), lists->volume[index].instances);
}

static void compare_lists(void)
{
	const struct lists lists = lists_of_kernel();
	BYTE buffer[512];
	HANDLE search;
	DWORD bytes;
	unsigned int count = 0;
	HRESULT result = FilterVolumeFindFirst(FilterVolumeBasicInformation, buffer, sizeof(buffer), &bytes, &search);

	for (; SUCCEEDED(result); count++) {
		if (count < lists.volumes)
			compare_volume(&lists, count, (void *)buffer);
		result = FilterVolumeFindNext(search, FilterVolumeBasicInformation, buffer, sizeof(buffer), &bytes);
	}
	EQUAL(result, WIN32(NO_MORE_ITEMS));
	EQUAL(count, lists.volumes);
	EQUAL(FilterVolumeFindClose(search), S_OK);
	EQUAL(count_filters(), lists.filters);
}

static void test_attach(void)
{
	WCHAR name[INSTANCE_NAME_MAX_CHARS + 1];

	compare_lists();
	EQUAL(FilterDetach(L"FLT_FIRST", L"/tmp/alpha/", NULL), S_OK);
	EQUAL(count_instances(L"/tmp/alpha", L"flt_first"), 0);
	EQUAL(FilterDetach(L"flt_first", L"/tmp/alpha", NULL), ERROR_FLT_INSTANCE_NOT_FOUND);
	EQUAL(FilterAttach(L"flt_first", L"\\tmp\\alpha", NULL, sizeof(name), name), S_OK);
	EQUAL(wcscmp(name, L"flt_first Instance"), 0);
	EQUAL(FilterAttachAtAltitude(L"flt_first", L"\\Device\\Alpha", L"12.5", L"Low \u00e4", sizeof(name), name), S_OK);
	EQUAL(wcscmp(name, L"Low \u00e4"), 0);
	EQUAL(count_instances(L"\\Device\\Alpha\\", L"flt_first"), 2);
	EQUAL(count_instances_of(L"flt_first"), 2);
	EQUAL(count_instances_of(L"flt_second"), 2);
	compare_lists();
	EQUAL(FilterDetach(L"flt_first", L"/tmp/alpha", L"LOW \u00e4"), S_OK);
	compare_lists();
}

static void test_refusals(void)
{
	WCHAR name[INSTANCE_NAME_MAX_CHARS + 1];
	BYTE buffer[64];
	HANDLE search;
	DWORD bytes;

	EQUAL(FilterAttach(L"flt_first", L"/tmp/beta", NULL, sizeof(name), name), ERROR_FLT_DO_NOT_ATTACH);
	EQUAL(FilterAttach(L"flt_first", L"/tmp/alpha", NULL, sizeof(name), name), ERROR_FLT_INSTANCE_NAME_COLLISION);
	EQUAL(FilterAttach(L"flt_first", L"/tmp/alpha", L"Other", sizeof(name), name),
	      ERROR_FLT_INSTANCE_ALTITUDE_COLLISION);
	EQUAL(FilterAttach(L"flt_first", L"/tmp", NULL, sizeof(name), name), ERROR_FLT_VOLUME_NOT_FOUND);
	EQUAL(FilterAttach(L"flt_third", L"/tmp/alpha", NULL, sizeof(name), name), ERROR_FLT_FILTER_NOT_FOUND);
	EQUAL(FilterAttachAtAltitude(L"flt_first", L"/tmp/alpha", L"high", L"Other", sizeof(name), name), E_INVALIDARG);
	EQUAL(FilterDetach(L"flt_second", L"/tmp/alpha", NULL), ERROR_FLT_DO_NOT_DETACH);
	EQUAL(FilterInstanceFindFirst(L"flt_third", InstanceBasicInformation, buffer, sizeof(buffer), &bytes, &search),
	      ERROR_FLT_FILTER_NOT_FOUND);
	EQUAL(FilterVolumeInstanceFindFirst(L"\\Device\\Gamma", InstanceBasicInformation, buffer, sizeof(buffer), &bytes,
					    &search), ERROR_FLT_VOLUME_NOT_FOUND);
	EQUAL(FilterVolumeInstanceFindFirst(L"/tmp/alpha", InstanceFullInformation, buffer, 20, &bytes, &search),
	      WIN32(INSUFFICIENT_BUFFER));
	EQUAL(bytes, 20 + 2 * (strlen("flt_second Instance") + strlen("400002") + strlen("\\Device\\Alpha") +
			       strlen("flt_second")));
}

static void test_folders(void)
{
	WCHAR name[32] = { 0 };

	EQUAL(FilterGetDosName(L"\\Device\\Beta", name, 32), S_OK);
	EQUAL(wcscmp(name, L"/tmp/beta"), 0);
	EQUAL(FilterGetDosName(L"/tmp/alpha", name, 32), S_OK);
	EQUAL(wcscmp(name, L"/tmp/alpha"), 0);
	EQUAL(FilterGetDosName(L"\\Device\\Gamma", name, 32), ERROR_FLT_VOLUME_NOT_FOUND);
}

int main(void)
{
	EQUAL(FilterConnectCommunicationPort(LISTS_PORT, 0, NULL, 0, NULL, &port), S_OK);
	test_attach();
	test_refusals();
	test_folders();
	EQUAL(CloseHandle(port), TRUE);
	return failed ? 1 : 0;
}
