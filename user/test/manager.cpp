// SPDX-License-Identifier: MIT
/* The Filter Manager's objects: attaching and detaching, enumerations, the folders of volumes. */
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <functional>
#include <gtest/gtest.h>
#include <string>
#include <vector>

#include <windows.h>
#include <fltuser.h>
#include <ntstatus.h>

#include "fake.hpp"
#include "support.hpp"

namespace {

#define WIN32(error) HRESULT_FROM_WIN32(ERROR_##error)

const char kMounts[] =
	"21 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw\n"
	"60 21 0:50 / /srv/data rw shared:7 master:1 - winwork /srv/data rw,cache=lower,volume=Alpha\n"
	"61 21 0:51 / %s/a\\040folder rw - winwork /lower rw,cache=lower,volume=Be\\134ta,sector=4096\n"
	"62 21 0:50 / %s/second rw - winwork /srv/data rw,cache=lower,volume=Alpha\n"
	"63 21 0:52 / %s/covered rw - winwork /lower rw,cache=lower,volume=Gamma\n"
	"64 63 0:53 / %s/covered rw - tmpfs none rw\n"
	"65 21 0:54 / /broken rw\n";

std::string text_of(const BYTE *buffer, size_t offset, size_t bytes)
{
	const auto *units = reinterpret_cast<const char16_t *>(buffer + offset);
	std::string text;

	for (size_t i = 0; i < bytes / 2; i++)
		text += units[i] < 0x80 ? static_cast<char>(units[i]) : '?';
	return text;
}

/* A Filter Manager with two filters, two volumes and three instances; and a table of mounts. */
class Manager : public testing::Test {
protected:
	Manager()
	{
		EXPECT_NE(nullptr, mkdtemp(folder));
		for (const char *name : { "a folder", "second", "covered", "nothing" })
			std::filesystem::create_directory(std::filesystem::path(folder) / name);
		mounts = std::string(folder) + "/mountinfo";
		std::string text = kMounts;
		for (size_t at; (at = text.find("%s")) != std::string::npos;)
			text.replace(at, 2, folder);
		std::ofstream(mounts) << text;
		before = fake::mounts_are_in(mounts.c_str());
		kernel.manager = [this](winwork_flt &flt) { return answer(flt); };
	}
	~Manager() override
	{
		fake::mounts_are_in(before);
		std::filesystem::remove_all(folder);
	}

	static void set(winwork_flt &flt, const char *filter, const char *volume, const char *instance, const char *altitude)
	{
		strcpy(flt.filter, filter);
		strcpy(flt.volume, volume);
		strcpy(flt.instance, instance);
		strcpy(flt.altitude, altitude);
	}
	int32_t answer(winwork_flt &flt)
	{
		asked = flt;
		calls++;
		if (status)
			return status;
		switch (flt.operation) {
		case WINWORK_FLT_NEXT_FILTER:
			if (flt.serial >= 5)
				return STATUS_NO_MORE_ENTRIES;
			flt.instances = flt.serial ? 1 : 2;
			set(flt, flt.serial ? "spy" : "scanner", "", "", flt.serial ? "12.5" : "328010");
			flt.serial = flt.serial ? 5 : 3;
			return 0;
		case WINWORK_FLT_NEXT_VOLUME:
			if (flt.serial)
				return STATUS_NO_MORE_ENTRIES;
			flt.serial = 4;
			flt.file_system = FLT_FSTYPE_FAT;
			set(flt, "", "\\Device\\Alpha", "", "");
			return 0;
		case WINWORK_FLT_NEXT_INSTANCE:
			if (flt.altitude[0])
				return STATUS_NO_MORE_ENTRIES;
			flt.serial = 4;
			flt.file_system = FLT_FSTYPE_NTFS;
			set(flt, "spy", "\\Device\\Alpha", "spy Instance", "12.5");
			return 0;
		case WINWORK_FLT_ATTACH:
			if (!flt.instance[0])
				strcpy(flt.instance, "spy Instance");
			return 0;
		}
		return flt.operation == WINWORK_FLT_DETACH ? 0 : STATUS_INVALID_PARAMETER;
	}
	std::wstring wide(const std::string &text) const
	{
		return { text.begin(), text.end() };
	}
	std::wstring in_folder(const char *name) const
	{
		return wide(std::string(folder) + "/" + name);
	}
	std::string volume_of(const std::wstring &name)
	{
		asked = {};
		FilterDetach(L"spy", name.c_str(), NULL);
		return asked.volume;
	}
	std::string dos_name_of(const wchar_t *volume)
	{
		WCHAR name[200] = { 'x', 0 };

		EXPECT_EQ(S_OK, FilterGetDosName(volume, name, 200));
		return text_of(reinterpret_cast<BYTE *>(name), 0, wcslen(name) * 2);
	}

	fake::Kernel kernel;
	char folder[32] = "/tmp/winwork-mounts-XXXXXX";
	std::string mounts;
	const char *before;
	winwork_flt asked {};
	unsigned calls = 0;
	int32_t status = 0;
	alignas(8) BYTE buffer[1024] {};
	DWORD bytes = 99;
	HANDLE handle = NULL;
};

} /* namespace */

/* The structures have the layout of Windows. */
static_assert(offsetof(FILTER_FULL_INFORMATION, FilterNameBuffer) == 14);
static_assert(sizeof(FILTER_AGGREGATE_BASIC_INFORMATION) == 24);
static_assert(sizeof(FILTER_AGGREGATE_STANDARD_INFORMATION) == 28);
static_assert(offsetof(FILTER_VOLUME_BASIC_INFORMATION, FilterVolumeName) == 2);
static_assert(offsetof(FILTER_VOLUME_STANDARD_INFORMATION, FilterVolumeName) == 18);
static_assert(sizeof(INSTANCE_BASIC_INFORMATION) == 8);
static_assert(sizeof(INSTANCE_PARTIAL_INFORMATION) == 12);
static_assert(sizeof(INSTANCE_FULL_INFORMATION) == 20);
static_assert(offsetof(INSTANCE_AGGREGATE_STANDARD_INFORMATION, Type.MiniFilter.InstanceNameLength) == 20);
static_assert(sizeof(INSTANCE_AGGREGATE_STANDARD_INFORMATION) == 40);

TEST_F(Manager, enumerates_filters_in_each_class)
{
	const auto *full = reinterpret_cast<FILTER_FULL_INFORMATION *>(buffer);
	const auto *basic = reinterpret_cast<FILTER_AGGREGATE_BASIC_INFORMATION *>(buffer);
	const auto *standard = reinterpret_cast<FILTER_AGGREGATE_STANDARD_INFORMATION *>(buffer);

	ASSERT_EQ(S_OK, FilterFindFirst(FilterFullInformation, buffer, sizeof(buffer), &bytes, &handle));
	EXPECT_EQ(14u + 14u, bytes);
	EXPECT_EQ(0u, full->NextEntryOffset);
	EXPECT_EQ(2u, full->NumberOfInstances);
	EXPECT_EQ("scanner", text_of(buffer, 14, full->FilterNameLength));
	EXPECT_EQ(S_OK, FilterFindNext(handle, FilterAggregateStandardInformation, buffer, sizeof(buffer), &bytes));
	EXPECT_EQ(28u + 6u + 8u, bytes);
	EXPECT_EQ((DWORD)FLTFL_ASI_IS_MINIFILTER, standard->Flags);
	EXPECT_EQ(1u, standard->Type.MiniFilter.NumberOfInstances);
	EXPECT_EQ("spy", text_of(buffer, standard->Type.MiniFilter.FilterNameBufferOffset, standard->Type.MiniFilter.FilterNameLength));
	EXPECT_EQ("12.5", text_of(buffer, standard->Type.MiniFilter.FilterAltitudeBufferOffset,
				  standard->Type.MiniFilter.FilterAltitudeLength));
	EXPECT_EQ(WIN32(NO_MORE_ITEMS), FilterFindNext(handle, FilterFullInformation, buffer, sizeof(buffer), &bytes));
	EXPECT_EQ(0u, bytes);
	EXPECT_EQ(WIN32(NO_MORE_ITEMS), FilterFindNext(handle, FilterFullInformation, buffer, sizeof(buffer), &bytes));
	EXPECT_EQ(S_OK, FilterFindClose(handle));
	ASSERT_EQ(S_OK, FilterFindFirst(FilterAggregateBasicInformation, buffer, sizeof(buffer), &bytes, &handle));
	EXPECT_EQ((DWORD)FLTFL_AGGREGATE_INFO_IS_MINIFILTER, basic->Flags);
	EXPECT_EQ("scanner", text_of(buffer, basic->Type.MiniFilter.FilterNameBufferOffset, basic->Type.MiniFilter.FilterNameLength));
	EXPECT_EQ("328010", text_of(buffer, basic->Type.MiniFilter.FilterAltitudeBufferOffset,
				    basic->Type.MiniFilter.FilterAltitudeLength));
	EXPECT_EQ(S_OK, FilterFindClose(handle));
}

TEST_F(Manager, enumerates_volumes)
{
	const auto *basic = reinterpret_cast<FILTER_VOLUME_BASIC_INFORMATION *>(buffer);
	const auto *standard = reinterpret_cast<FILTER_VOLUME_STANDARD_INFORMATION *>(buffer);

	ASSERT_EQ(S_OK, FilterVolumeFindFirst(FilterVolumeStandardInformation, buffer, sizeof(buffer), &bytes, &handle));
	EXPECT_EQ(18u + 26u, bytes);
	EXPECT_EQ(FLT_FSTYPE_FAT, standard->FileSystemType);
	EXPECT_EQ("\\Device\\Alpha", text_of(buffer, 18, standard->FilterVolumeNameLength));
	EXPECT_EQ(WIN32(NO_MORE_ITEMS), FilterVolumeFindNext(handle, FilterVolumeBasicInformation, buffer, sizeof(buffer), &bytes));
	EXPECT_EQ(S_OK, FilterVolumeFindClose(handle));
	ASSERT_EQ(S_OK, FilterVolumeFindFirst(FilterVolumeBasicInformation, buffer, sizeof(buffer), &bytes, &handle));
	EXPECT_EQ(2u + 26u, bytes);
	EXPECT_EQ("\\Device\\Alpha", text_of(buffer, 2, basic->FilterVolumeNameLength));
	EXPECT_EQ(S_OK, FilterVolumeFindClose(handle));
}

TEST_F(Manager, enumerates_instances_of_a_filter)
{
	const auto *full = reinterpret_cast<INSTANCE_FULL_INFORMATION *>(buffer);
	const auto *standard = reinterpret_cast<INSTANCE_AGGREGATE_STANDARD_INFORMATION *>(buffer);

	ASSERT_EQ(S_OK, FilterInstanceFindFirst(L"spy", InstanceFullInformation, buffer, sizeof(buffer), &bytes, &handle));
	EXPECT_STREQ("spy", asked.filter);
	EXPECT_STREQ("", asked.volume);
	EXPECT_EQ("spy Instance", text_of(buffer, full->InstanceNameBufferOffset, full->InstanceNameLength));
	EXPECT_EQ("12.5", text_of(buffer, full->AltitudeBufferOffset, full->AltitudeLength));
	EXPECT_EQ("\\Device\\Alpha", text_of(buffer, full->VolumeNameBufferOffset, full->VolumeNameLength));
	EXPECT_EQ("spy", text_of(buffer, full->FilterNameBufferOffset, full->FilterNameLength));
	EXPECT_EQ(WIN32(NO_MORE_ITEMS), FilterInstanceFindNext(handle, InstanceFullInformation, buffer, sizeof(buffer), &bytes));
	/* The call passes where the last one was, and still asks for all volumes. */
	EXPECT_STREQ("12.5", asked.altitude);
	EXPECT_STREQ("", asked.volume);
	EXPECT_EQ(4u, asked.serial);
	EXPECT_EQ(S_OK, FilterInstanceFindClose(handle));
	ASSERT_EQ(S_OK, FilterInstanceFindFirst(L"spy", InstanceAggregateStandardInformation, buffer, sizeof(buffer), &bytes, &handle));
	EXPECT_EQ((DWORD)FLTFL_IASI_IS_MINIFILTER, standard->Flags);
	EXPECT_EQ(FLT_FSTYPE_NTFS, standard->Type.MiniFilter.VolumeFileSystemType);
	EXPECT_EQ("spy", text_of(buffer, standard->Type.MiniFilter.FilterNameBufferOffset, standard->Type.MiniFilter.FilterNameLength));
	EXPECT_EQ(40u + 2 * (12 + 4 + 13 + 3), bytes);
	EXPECT_EQ(S_OK, FilterInstanceFindClose(handle));
}

TEST_F(Manager, enumerates_instances_on_a_volume)
{
	const auto *basic = reinterpret_cast<INSTANCE_BASIC_INFORMATION *>(buffer);
	const auto *partial = reinterpret_cast<INSTANCE_PARTIAL_INFORMATION *>(buffer);

	ASSERT_EQ(S_OK, FilterVolumeInstanceFindFirst(L"\\Device\\Alpha\\", InstanceBasicInformation, buffer, sizeof(buffer), &bytes, &handle));
	EXPECT_STREQ("\\Device\\Alpha", asked.volume);
	EXPECT_STREQ("", asked.filter);
	EXPECT_EQ("spy Instance", text_of(buffer, basic->InstanceNameBufferOffset, basic->InstanceNameLength));
	EXPECT_EQ(8u + 24u, bytes);
	EXPECT_EQ(WIN32(NO_MORE_ITEMS), FilterVolumeInstanceFindNext(handle, InstanceBasicInformation, buffer, sizeof(buffer), &bytes));
	EXPECT_EQ(S_OK, FilterVolumeInstanceFindClose(handle));
	ASSERT_EQ(S_OK, FilterVolumeInstanceFindFirst(L"\\Device\\Alpha", InstancePartialInformation, buffer, sizeof(buffer), &bytes, &handle));
	EXPECT_EQ("12.5", text_of(buffer, partial->AltitudeBufferOffset, partial->AltitudeLength));
	EXPECT_EQ(S_OK, FilterVolumeInstanceFindClose(handle));
}

TEST_F(Manager, repeats_what_did_not_fit)
{
	const int descriptors = open_descriptors();

	EXPECT_EQ(WIN32(INSUFFICIENT_BUFFER), FilterFindFirst(FilterFullInformation, buffer, 27, &bytes, &handle));
	EXPECT_EQ(28u, bytes);
	EXPECT_EQ(INVALID_HANDLE_VALUE, handle);
	EXPECT_EQ(0, buffer[14]);
	EXPECT_EQ(WIN32(INSUFFICIENT_BUFFER), FilterFindFirst(FilterFullInformation, NULL, 0, &bytes, &handle));
	EXPECT_EQ(descriptors, open_descriptors());
	ASSERT_EQ(S_OK, FilterFindFirst(FilterFullInformation, buffer, 28, &bytes, &handle));
	EXPECT_EQ(WIN32(INSUFFICIENT_BUFFER), FilterFindNext(handle, FilterFullInformation, buffer, 19, &bytes));
	EXPECT_EQ(20u, bytes);
	EXPECT_EQ(S_OK, FilterFindNext(handle, FilterFullInformation, buffer, 20, &bytes));
	EXPECT_EQ("spy", text_of(buffer, 14, 6));
	EXPECT_EQ(S_OK, FilterFindClose(handle));
	EXPECT_EQ(descriptors, open_descriptors());
}

TEST_F(Manager, two_searches_do_not_disturb_each_other)
{
	HANDLE other;

	ASSERT_EQ(S_OK, FilterFindFirst(FilterFullInformation, buffer, sizeof(buffer), &bytes, &handle));
	ASSERT_EQ(S_OK, FilterFindFirst(FilterFullInformation, buffer, sizeof(buffer), &bytes, &other));
	EXPECT_EQ(S_OK, FilterFindNext(other, FilterFullInformation, buffer, sizeof(buffer), &bytes));
	EXPECT_EQ("spy", text_of(buffer, 14, 6));
	EXPECT_EQ(S_OK, FilterFindNext(handle, FilterFullInformation, buffer, sizeof(buffer), &bytes));
	EXPECT_EQ("spy", text_of(buffer, 14, 6));
	EXPECT_EQ(S_OK, FilterFindClose(other));
	EXPECT_EQ(WIN32(NO_MORE_ITEMS), FilterFindNext(handle, FilterFullInformation, buffer, sizeof(buffer), &bytes));
	EXPECT_EQ(S_OK, FilterFindClose(handle));
}

TEST_F(Manager, refuses_wrong_arguments)
{
	HANDLE event = CreateEventA(NULL, TRUE, FALSE, NULL);

	EXPECT_EQ(E_INVALIDARG, FilterFindFirst(FilterFullInformation, buffer, sizeof(buffer), NULL, &handle));
	EXPECT_EQ(INVALID_HANDLE_VALUE, handle);
	EXPECT_EQ(E_INVALIDARG, FilterFindFirst(FilterFullInformation, buffer, sizeof(buffer), &bytes, NULL));
	EXPECT_EQ(E_INVALIDARG, FilterFindFirst(FilterFullInformation, NULL, 100, &bytes, &handle));
	EXPECT_EQ(E_INVALIDARG, FilterFindFirst((FILTER_INFORMATION_CLASS)3, buffer, sizeof(buffer), &bytes, &handle));
	EXPECT_EQ(E_INVALIDARG, FilterVolumeFindFirst((FILTER_VOLUME_INFORMATION_CLASS)2, buffer, sizeof(buffer), &bytes, &handle));
	EXPECT_EQ(E_INVALIDARG, FilterInstanceFindFirst(L"spy", (INSTANCE_INFORMATION_CLASS)4, buffer, sizeof(buffer), &bytes, &handle));
	EXPECT_EQ(E_INVALIDARG, FilterInstanceFindFirst(NULL, InstanceBasicInformation, buffer, sizeof(buffer), &bytes, &handle));
	EXPECT_EQ(E_INVALIDARG, FilterVolumeInstanceFindFirst(NULL, InstanceBasicInformation, buffer, sizeof(buffer), &bytes, &handle));
	EXPECT_EQ(WIN32(INVALID_HANDLE), FilterFindNext(event, FilterFullInformation, buffer, sizeof(buffer), &bytes));
	EXPECT_EQ(WIN32(INVALID_HANDLE), FilterFindClose(event));
	EXPECT_EQ(WIN32(INVALID_HANDLE), FilterFindClose(INVALID_HANDLE_VALUE));
	ASSERT_EQ(S_OK, FilterFindFirst(FilterFullInformation, buffer, sizeof(buffer), &bytes, &handle));
	EXPECT_EQ(WIN32(INVALID_HANDLE), FilterVolumeFindNext(handle, FilterVolumeBasicInformation, buffer, sizeof(buffer), &bytes));
	EXPECT_EQ(WIN32(INVALID_HANDLE), FilterInstanceFindClose(handle));
	EXPECT_EQ(E_INVALIDARG, FilterFindNext(handle, FilterFullInformation, buffer, sizeof(buffer), NULL));
	EXPECT_EQ(WAIT_FAILED, WaitForSingleObject(handle, 0));
	EXPECT_EQ(S_OK, FilterFindClose(handle));
	EXPECT_EQ(WIN32(INVALID_HANDLE), FilterFindClose(handle));
	EXPECT_TRUE(CloseHandle(event));
}

TEST_F(Manager, the_kernels_refusals_are_results)
{
	const struct {
		int32_t status;
		HRESULT result;
	} results[] = {
		{ (int32_t)STATUS_FLT_FILTER_NOT_FOUND, ERROR_FLT_FILTER_NOT_FOUND },
		{ (int32_t)STATUS_FLT_VOLUME_NOT_FOUND, ERROR_FLT_VOLUME_NOT_FOUND },
		{ (int32_t)STATUS_FLT_INSTANCE_NOT_FOUND, ERROR_FLT_INSTANCE_NOT_FOUND },
		{ (int32_t)STATUS_FLT_INSTANCE_NAME_COLLISION, ERROR_FLT_INSTANCE_NAME_COLLISION },
		{ (int32_t)STATUS_FLT_INSTANCE_ALTITUDE_COLLISION, ERROR_FLT_INSTANCE_ALTITUDE_COLLISION },
		{ (int32_t)STATUS_FLT_DO_NOT_ATTACH, ERROR_FLT_DO_NOT_ATTACH },
		{ (int32_t)STATUS_FLT_DO_NOT_DETACH, ERROR_FLT_DO_NOT_DETACH },
		{ (int32_t)STATUS_FLT_FILTER_NOT_READY, ERROR_FLT_FILTER_NOT_READY },
		{ (int32_t)STATUS_FLT_DELETING_OBJECT, ERROR_FLT_DELETING_OBJECT },
		{ (int32_t)STATUS_INVALID_PARAMETER, E_INVALIDARG },
		{ (int32_t)STATUS_INSUFFICIENT_RESOURCES, WIN32(NO_SYSTEM_RESOURCES) },
	};
	char text[100];

	for (const auto &each : results) {
		status = each.status;
		EXPECT_EQ(each.result, FilterAttach(L"spy", L"\\Device\\Alpha", NULL, 0, NULL));
		EXPECT_EQ(each.result, FilterFindFirst(FilterFullInformation, buffer, sizeof(buffer), &bytes, &handle));
		EXPECT_GT(FormatMessageA(FORMAT_MESSAGE_FROM_SYSTEM, NULL, each.result, 0, text, sizeof(text), NULL), 0u);
	}
	status = 0;
	kernel.refusal = EPERM;
	EXPECT_EQ(E_ACCESSDENIED, FilterDetach(L"spy", L"\\Device\\Alpha", NULL));
	kernel.refusal = 0;
	kernel.has_control = false;
	EXPECT_EQ(WIN32(FILE_NOT_FOUND), FilterFindFirst(FilterFullInformation, buffer, sizeof(buffer), &bytes, &handle));
}

TEST_F(Manager, attaches_and_detaches)
{
	WCHAR created[INSTANCE_NAME_MAX_CHARS + 1];

	EXPECT_EQ(S_OK, FilterAttach(L"spy", L"\\Device\\Alpha", NULL, sizeof(created), created));
	EXPECT_EQ((DWORD)WINWORK_FLT_ATTACH, asked.operation);
	EXPECT_STREQ("spy", asked.filter);
	EXPECT_STREQ("\\Device\\Alpha", asked.volume);
	EXPECT_STREQ("", asked.instance);
	EXPECT_STREQ("", asked.altitude);
	EXPECT_EQ(0, wcscmp(created, L"spy Instance"));
	EXPECT_EQ(S_OK, FilterAttachAtAltitude(L"spy", L"\\Device\\Alpha", L"12.5", L"Other", sizeof(created), created));
	EXPECT_STREQ("Other", asked.instance);
	EXPECT_STREQ("12.5", asked.altitude);
	EXPECT_EQ(0, wcscmp(created, L"Other"));
	EXPECT_EQ(S_OK, FilterDetach(L"spy", L"\\Device\\Alpha", L"Other"));
	EXPECT_EQ((DWORD)WINWORK_FLT_DETACH, asked.operation);
	EXPECT_STREQ("Other", asked.instance);
}

TEST_F(Manager, wrong_orders_do_not_reach_the_kernel)
{
	const std::wstring longer(200, L'a');
	WCHAR created[INSTANCE_NAME_MAX_CHARS + 1];

	EXPECT_EQ(E_INVALIDARG, FilterAttach(NULL, L"\\Device\\Alpha", NULL, 0, NULL));
	EXPECT_EQ(E_INVALIDARG, FilterAttach(L"spy", NULL, NULL, 0, NULL));
	EXPECT_EQ(E_INVALIDARG, FilterAttachAtAltitude(L"spy", L"\\Device\\Alpha", NULL, NULL, 0, NULL));
	EXPECT_EQ(E_INVALIDARG, FilterAttachAtAltitude(L"spy", L"\\Device\\Alpha", L"", NULL, 0, NULL));
	EXPECT_EQ(E_INVALIDARG, FilterAttachAtAltitude(L"spy", L"\\Device\\Alpha", longer.c_str(), NULL, 0, NULL));
	EXPECT_EQ(E_INVALIDARG, FilterAttach(L"spy", L"\\Device\\Alpha", longer.c_str(), 0, NULL));
	EXPECT_EQ(ERROR_FLT_FILTER_NOT_FOUND, FilterAttach(longer.c_str(), L"\\Device\\Alpha", NULL, 0, NULL));
	EXPECT_EQ(ERROR_FLT_FILTER_NOT_FOUND, FilterDetach(L"", L"\\Device\\Alpha", NULL));
	EXPECT_EQ(ERROR_FLT_VOLUME_NOT_FOUND, FilterDetach(L"spy", (L"\\Device\\" + longer).c_str(), NULL));
	EXPECT_EQ(ERROR_FLT_VOLUME_NOT_FOUND, FilterDetach(L"spy", L"", NULL));
	EXPECT_EQ(WIN32(INSUFFICIENT_BUFFER), FilterAttach(L"spy", L"\\Device\\Alpha", NULL, sizeof(created) - 2, created));
	EXPECT_EQ(E_INVALIDARG, FilterDetach(NULL, L"\\Device\\Alpha", NULL));
	EXPECT_EQ(0u, calls);
}

TEST_F(Manager, a_volume_is_named_by_its_folder)
{
	EXPECT_EQ("\\Device\\Be\\ta", volume_of(in_folder("a folder")));
	EXPECT_EQ("\\Device\\Be\\ta", volume_of(in_folder("a folder/")));
	EXPECT_EQ("\\Device\\Be\\ta", volume_of(in_folder("nothing/../a folder")));
	EXPECT_EQ("\\Device\\Alpha", volume_of(in_folder("second")));
	EXPECT_EQ("\\device\\Alpha", volume_of(L"\\device\\Alpha\\"));
	std::wstring windows = in_folder("second\\");
	for (auto &unit : windows)
		unit = unit == L'/' ? L'\\' : unit;
	EXPECT_EQ("\\Device\\Alpha", volume_of(windows));
	calls = 0;
	for (const auto &name : { in_folder("covered"), in_folder("nothing"), in_folder("missing"), wide("C:"), wide("C:\\") })
		EXPECT_EQ(ERROR_FLT_VOLUME_NOT_FOUND, FilterDetach(L"spy", name.c_str(), NULL));
	EXPECT_EQ(0u, calls);
}

TEST_F(Manager, a_volume_has_the_name_of_its_oldest_folder)
{
	WCHAR name[10];

	EXPECT_EQ("/srv/data", dos_name_of(L"\\Device\\Alpha"));
	EXPECT_EQ("/srv/data", dos_name_of(L"\\device\\ALPHA\\"));
	EXPECT_EQ("/srv/data", dos_name_of(in_folder("second").c_str()));
	EXPECT_EQ(std::string(folder) + "/a folder", dos_name_of(L"\\Device\\Be\\ta"));
	EXPECT_EQ(0u, calls);
	EXPECT_EQ(S_OK, FilterGetDosName(L"\\Device\\Alpha", name, 10));
	EXPECT_EQ(WIN32(INSUFFICIENT_BUFFER), FilterGetDosName(L"\\Device\\Alpha", name, 9));
	EXPECT_EQ(E_INVALIDARG, FilterGetDosName(NULL, name, 10));
	EXPECT_EQ(E_INVALIDARG, FilterGetDosName(L"\\Device\\Alpha", NULL, 10));
	/* One that is mounted where the program does not see it. */
	EXPECT_EQ("", dos_name_of(L"\\Device\\Hidden"));
	status = (int32_t)STATUS_NO_MORE_ENTRIES;
	EXPECT_EQ("", dos_name_of(L"\\Device\\Hidden"));
	status = (int32_t)STATUS_FLT_VOLUME_NOT_FOUND;
	EXPECT_EQ(ERROR_FLT_VOLUME_NOT_FOUND, FilterGetDosName(L"\\Device\\Missing", name, 10));
	EXPECT_EQ(ERROR_FLT_VOLUME_NOT_FOUND, FilterGetDosName(L"/missing", name, 10));
}

TEST_F(Manager, a_child_has_no_handle_of_a_search)
{
	ASSERT_EQ(S_OK, FilterFindFirst(FilterFullInformation, buffer, sizeof(buffer), &bytes, &handle));
	in_child([&] {
		EXPECT_EQ(WIN32(INVALID_HANDLE), FilterFindNext(handle, FilterFullInformation, buffer, sizeof(buffer), &bytes));
	});
	EXPECT_EQ(S_OK, FilterFindNext(handle, FilterFullInformation, buffer, sizeof(buffer), &bytes));
	EXPECT_EQ(S_OK, FilterFindClose(handle));
}
