// SPDX-License-Identifier: MIT
/* Device interfaces: lists of a class, by either library of Windows. */
#include <atomic>
#include <condition_variable>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include <windows.h>
#include <cfgmgr32.h>
#include <setupapi.h>

#include "fake.hpp"

namespace {

const GUID kClass = { 0xCDC35B6E, 0x0BE4, 0x4936, { 0xBF, 0x5F, 0x55, 0x37, 0x38, 0x0A, 0x7C, 0x1A } };
const GUID kOther = { 1, 2, 3, { 4, 5, 6, 7, 8, 9, 10, 11 } };
const std::string kPath = "\\\\?\\{cdc35b6e-0be4-4936-bf5f-5537380a7c1a}\\";

/* A folder with nodes in the place of /dev/winwork. */
class Nodes : public testing::Test {
protected:
	Nodes()
	{
		EXPECT_NE(nullptr, mkdtemp(folder));
		before = fake::devices_are_in(folder);
		for (const char *name : { "10", "0", "2", "not a number", "3x" })
			add(name);
	}
	~Nodes() override
	{
		fake::devices_are_in(before);
		std::filesystem::remove_all(folder);
	}
	void add(const char *name)
	{
		const auto place = std::filesystem::path(folder) / "{cdc35b6e-0be4-4936-bf5f-5537380a7c1a}";

		std::filesystem::create_directories(place);
		std::ofstream(place / name);
	}
	char folder[32] = "/tmp/winwork-nodes-XXXXXX";
	const char *before;
	GUID guid = kClass;
	GUID other = kOther;
};

std::string list_of(const std::vector<std::string> &names)
{
	std::string list;

	for (const auto &name : names)
		list += kPath + name + '\0';
	return list + '\0';
}

} /* namespace */

TEST_F(Nodes, ListHasEachPathInTheOrderOfNumbers)
{
	const std::string expected = list_of({ "0", "2", "10" });
	ULONG size = 0;

	ASSERT_EQ(CONFIGRET(CR_SUCCESS), CM_Get_Device_Interface_List_SizeA(&size, &guid, NULL, 0));
	ASSERT_EQ(expected.size(), size);
	std::string list(size, 'x');
	ASSERT_EQ(CONFIGRET(CR_SUCCESS), CM_Get_Device_Interface_ListA(&guid, NULL, list.data(), size, 0));
	EXPECT_EQ(expected, list);

	std::vector<WCHAR> wide(size);
	char none[] = "";
	ASSERT_EQ(CONFIGRET(CR_SUCCESS), CM_Get_Device_Interface_List_SizeW(&size, &guid, NULL, 1));
	ASSERT_EQ(CONFIGRET(CR_SUCCESS), CM_Get_Device_Interface_ListW(&guid, NULL, wide.data(), size, 1));
	EXPECT_EQ(expected, std::string(wide.begin(), wide.end()));
	EXPECT_EQ(CONFIGRET(CR_SUCCESS), CM_Get_Device_Interface_ListA(&guid, none, list.data(), size, 0));
}

TEST_F(Nodes, ClassWithoutInterfacesHasAnEmptyList)
{
	ULONG size = 0;
	char list[2] = { 'x', 'x' };

	ASSERT_EQ(CONFIGRET(CR_SUCCESS), CM_Get_Device_Interface_List_SizeA(&size, &other, NULL, 0));
	EXPECT_EQ(1u, size);
	EXPECT_EQ(CONFIGRET(CR_SUCCESS), CM_Get_Device_Interface_ListA(&other, NULL, list, 2, 0));
	EXPECT_EQ('\0', list[0]);
	EXPECT_EQ('x', list[1]);
}

TEST_F(Nodes, WrongArgumentsOfTheListHaveTheirResults)
{
	char device[] = "ROOT\\ECHO\\0000";
	std::string list(1000, 'x');
	ULONG size = 0;

	EXPECT_EQ(CONFIGRET(CR_INVALID_POINTER), CM_Get_Device_Interface_List_SizeA(NULL, &guid, NULL, 0));
	EXPECT_EQ(CONFIGRET(CR_INVALID_POINTER), CM_Get_Device_Interface_List_SizeA(&size, NULL, NULL, 0));
	EXPECT_EQ(CONFIGRET(CR_INVALID_FLAG), CM_Get_Device_Interface_List_SizeA(&size, &guid, NULL, 2));
	EXPECT_EQ(CONFIGRET(CR_INVALID_DEVICE_ID), CM_Get_Device_Interface_List_SizeA(&size, &guid, device, 0));
	EXPECT_EQ(CONFIGRET(CR_INVALID_POINTER), CM_Get_Device_Interface_ListA(&guid, NULL, NULL, 10, 0));
	EXPECT_EQ(CONFIGRET(CR_INVALID_POINTER), CM_Get_Device_Interface_ListA(&guid, NULL, list.data(), 0, 0));
	EXPECT_EQ(CONFIGRET(CR_BUFFER_SMALL), CM_Get_Device_Interface_ListA(&guid, NULL, list.data(), 20, 0));
	EXPECT_EQ('x', list[0]);
}

TEST_F(Nodes, SetHasEachInterfaceAndItsPath)
{
	const HDEVINFO set = SetupDiGetClassDevsA(&kClass, NULL, NULL, DIGCF_PRESENT | DIGCF_DEVICEINTERFACE);
	SP_DEVICE_INTERFACE_DATA interface = {};
	std::vector<std::string> paths;

	ASSERT_NE(INVALID_HANDLE_VALUE, set);
	interface.cbSize = sizeof(interface);
	for (DWORD i = 0; SetupDiEnumDeviceInterfaces(set, NULL, &kClass, i, &interface); i++) {
		DWORD needed = 0;

		EXPECT_TRUE(kClass == interface.InterfaceClassGuid);
		EXPECT_EQ(DWORD(SPINT_ACTIVE), interface.Flags);
		EXPECT_FALSE(SetupDiGetDeviceInterfaceDetailA(set, &interface, NULL, 0, &needed, NULL));
		EXPECT_EQ(DWORD(ERROR_INSUFFICIENT_BUFFER), GetLastError());

		std::vector<char> room(needed + sizeof(SP_DEVICE_INTERFACE_DETAIL_DATA_A));
		auto *detail = reinterpret_cast<PSP_DEVICE_INTERFACE_DETAIL_DATA_A>(room.data());
		detail->cbSize = sizeof(*detail);
		EXPECT_FALSE(SetupDiGetDeviceInterfaceDetailA(set, &interface, detail, needed - 1, NULL, NULL));
		ASSERT_TRUE(SetupDiGetDeviceInterfaceDetailA(set, &interface, detail, needed, NULL, NULL));
		paths.push_back(room.data() + offsetof(SP_DEVICE_INTERFACE_DETAIL_DATA_A, DevicePath));
	}
	EXPECT_EQ(DWORD(ERROR_NO_MORE_ITEMS), GetLastError());
	EXPECT_EQ((std::vector<std::string>{ kPath + "0", kPath + "2", kPath + "10" }), paths);
	EXPECT_FALSE(SetupDiEnumDeviceInterfaces(set, NULL, &kOther, 0, &interface));
	EXPECT_EQ(DWORD(ERROR_NO_MORE_ITEMS), GetLastError());
	EXPECT_TRUE(SetupDiDestroyDeviceInfoList(set));
}

TEST_F(Nodes, PathsOfASetAreWideTextAsWell)
{
	const HDEVINFO set = SetupDiGetClassDevsW(&kClass, NULL, NULL, DIGCF_DEVICEINTERFACE);
	SP_DEVICE_INTERFACE_DATA interface = {};
	SP_DEVINFO_DATA device = {};
	std::vector<WCHAR> room(200);
	auto *detail = reinterpret_cast<PSP_DEVICE_INTERFACE_DETAIL_DATA_W>(room.data());
	DWORD needed = 0;

	ASSERT_NE(INVALID_HANDLE_VALUE, set);
	interface.cbSize = sizeof(interface);
	device.cbSize = sizeof(device);
	detail->cbSize = sizeof(*detail);
	ASSERT_TRUE(SetupDiEnumDeviceInterfaces(set, NULL, &kClass, 1, &interface));
	ASSERT_TRUE(SetupDiGetDeviceInterfaceDetailW(set, &interface, detail, 400, &needed, &device));
	EXPECT_EQ(4 + 2 * (kPath.size() + 2), needed);
	EXPECT_TRUE(kClass == device.ClassGuid);
	for (size_t i = 0; i < kPath.size(); i++)
		EXPECT_EQ(WCHAR(kPath[i]), room[2 + i]);
	EXPECT_EQ(WCHAR('2'), room[2 + kPath.size()]);
	EXPECT_EQ(WCHAR(0), room[3 + kPath.size()]);
	SetupDiDestroyDeviceInfoList(set);
}

TEST_F(Nodes, WrongArgumentsOfASetHaveTheirErrors)
{
	const HDEVINFO set = SetupDiGetClassDevsA(&kClass, NULL, NULL, DIGCF_DEVICEINTERFACE);
	SP_DEVICE_INTERFACE_DATA interface = {};
	SP_DEVICE_INTERFACE_DETAIL_DATA_A detail = {};
	auto error = [](bool failed) { return failed ? GetLastError() : 0; };

	EXPECT_EQ(DWORD(ERROR_INVALID_FLAGS),
		  error(SetupDiGetClassDevsA(&kClass, NULL, NULL, DIGCF_PRESENT) == INVALID_HANDLE_VALUE));
	EXPECT_EQ(DWORD(ERROR_INVALID_PARAMETER),
		  error(SetupDiGetClassDevsA(NULL, NULL, NULL, DIGCF_DEVICEINTERFACE) == INVALID_HANDLE_VALUE));
	EXPECT_EQ(DWORD(ERROR_NOT_SUPPORTED),
		  error(SetupDiGetClassDevsA(&kClass, "USB", NULL, DIGCF_DEVICEINTERFACE) == INVALID_HANDLE_VALUE));
	EXPECT_EQ(DWORD(ERROR_INVALID_USER_BUFFER),
		  error(!SetupDiEnumDeviceInterfaces(set, NULL, &kClass, 0, &interface)));
	EXPECT_EQ(DWORD(ERROR_INVALID_HANDLE),
		  error(!SetupDiEnumDeviceInterfaces(INVALID_HANDLE_VALUE, NULL, &kClass, 0, &interface)));
	EXPECT_EQ(DWORD(ERROR_INVALID_PARAMETER),
		  error(!SetupDiGetDeviceInterfaceDetailA(set, &interface, NULL, 0, NULL, NULL)));
	interface.cbSize = sizeof(interface);
	ASSERT_TRUE(SetupDiEnumDeviceInterfaces(set, NULL, &kClass, 0, &interface));
	EXPECT_EQ(DWORD(ERROR_INVALID_USER_BUFFER),
		  error(!SetupDiGetDeviceInterfaceDetailA(set, &interface, &detail, 200, NULL, NULL)));
	EXPECT_TRUE(SetupDiDestroyDeviceInfoList(set));
	EXPECT_FALSE(SetupDiDestroyDeviceInfoList(NULL));
}

/* row 556: what is no set, or is one no longer, fails with ERROR_INVALID_HANDLE in each function */
TEST_F(Nodes, HandleThatIsNoSet)
{
	const HDEVINFO closed = SetupDiGetClassDevsA(&kClass, NULL, NULL, DIGCF_DEVICEINTERFACE);
	const HDEVINFO set = SetupDiGetClassDevsA(&kClass, NULL, NULL, DIGCF_DEVICEINTERFACE);
	const HANDLE event = CreateEventA(NULL, FALSE, FALSE, NULL);
	SP_DEVICE_INTERFACE_DATA interface = {};
	SP_DEVICE_INTERFACE_DETAIL_DATA_A narrow = { sizeof(narrow), {} };
	SP_DEVICE_INTERFACE_DETAIL_DATA_W wide = { sizeof(wide), {} };
	auto fails = [](BOOL result) { return !result && GetLastError() == ERROR_INVALID_HANDLE; };

	interface.cbSize = sizeof(interface);
	ASSERT_TRUE(SetupDiEnumDeviceInterfaces(set, NULL, &kClass, 0, &interface));
	EXPECT_TRUE(SetupDiDestroyDeviceInfoList(closed));
	/* A later set does not get the handle of an earlier one. */
	const HDEVINFO later = SetupDiGetClassDevsA(&kClass, NULL, NULL, DIGCF_DEVICEINTERFACE);
	EXPECT_NE(closed, later);
	for (HDEVINFO none : { closed, (HDEVINFO)event, (HDEVINFO)&interface, (HDEVINFO)1, (HDEVINFO)NULL, INVALID_HANDLE_VALUE }) {
		for (int i = 0; i < 5; i++) {
			SetLastError(0);
			EXPECT_TRUE(fails(i == 0 ? SetupDiEnumDeviceInterfaces(none, NULL, &kClass, 0, &interface) :
					  i == 1 ? SetupDiGetDeviceInterfaceDetailA(none, &interface, &narrow, 100, NULL, NULL) :
					  i == 2 ? SetupDiGetDeviceInterfaceDetailW(none, &interface, &wide, 100, NULL, NULL) :
					  i == 3 ? SetupDiDestroyDeviceInfoList(none) :
						   /* A set is no handle of the kernel's. */
						   CloseHandle(none == (HDEVINFO)event ? set : none == INVALID_HANDLE_VALUE ? later : none)))
				<< none << " " << i;
		}
	}
	/* The sets are as they were. */
	EXPECT_TRUE(SetupDiEnumDeviceInterfaces(set, NULL, &kClass, 0, &interface));
	EXPECT_TRUE(SetupDiDestroyDeviceInfoList(set));
	EXPECT_TRUE(SetupDiDestroyDeviceInfoList(later));
	EXPECT_TRUE(CloseHandle(event));
}

/* A set that one thread closes stays for the call of another one. */
TEST_F(Nodes, SetIsClosedWhileOthersUseIt)
{
	for (int i = 0; i < 200; i++) {
		const HDEVINFO set = SetupDiGetClassDevsA(&kClass, NULL, NULL, DIGCF_DEVICEINTERFACE);
		std::atomic<bool> used = false;
		std::thread other([&] {
			SP_DEVICE_INTERFACE_DATA interface = {};

			interface.cbSize = sizeof(interface);
			while (SetupDiEnumDeviceInterfaces(set, NULL, &kClass, 2, &interface))
				used = true;
			EXPECT_EQ(ERROR_INVALID_HANDLE, GetLastError());
		});
		while (!used)
			std::this_thread::yield();
		EXPECT_TRUE(SetupDiDestroyDeviceInfoList(set));
		other.join();
	}
}

TEST_F(Nodes, PathOpensTheDevice)
{
	fake::Kernel kernel;
	const HANDLE device = CreateFileA((kPath + "0").c_str(), GENERIC_READ, 0, NULL, OPEN_EXISTING, 0, NULL);

	ASSERT_NE(INVALID_HANDLE_VALUE, device);
	EXPECT_EQ("\\??\\{cdc35b6e-0be4-4936-bf5f-5537380a7c1a}\\0", kernel.file->name);
	CloseHandle(device);
}

/* What a notification has told: "+PATH" or "-PATH". */
struct Told {
	std::mutex lock;
	std::condition_variable changed;
	std::vector<std::string> texts;

	void wait_for(size_t count)
	{
		std::unique_lock guard(lock);

		changed.wait(guard, [&] { return texts.size() >= count; });
	}

	std::string text(size_t number)
	{
		std::lock_guard guard(lock);

		return texts.at(number);
	}
};

static DWORD CALLBACK tell(HCMNOTIFICATION, PVOID context, CM_NOTIFY_ACTION action, PCM_NOTIFY_EVENT_DATA data, DWORD size)
{
	Told *told = static_cast<Told *>(context);
	const WCHAR *link = data->u.DeviceInterface.SymbolicLink;
	std::string text = action == CM_NOTIFY_ACTION_DEVICEINTERFACEARRIVAL ? "+" : "-";

	EXPECT_EQ(size, reinterpret_cast<const char *>(link + wcslen(link) + 1) - reinterpret_cast<char *>(data));
	EXPECT_EQ(0, memcmp(&kClass, &data->u.DeviceInterface.ClassGuid, sizeof(kClass)));
	for (; *link; link++)
		text += static_cast<char>(*link);
	std::lock_guard guard(told->lock);
	told->texts.push_back(text);
	told->changed.notify_all();
	return 0;
}

TEST_F(Nodes, NotificationTellsWhatComesAndGoes)
{
	const auto place = std::filesystem::path(folder) / "{cdc35b6e-0be4-4936-bf5f-5537380a7c1a}";
	Told told;
	HCMNOTIFICATION notification;
	CM_NOTIFY_FILTER filter = {};

	filter.cbSize = sizeof(filter);
	filter.u.DeviceInterface.ClassGuid = kClass;
	ASSERT_EQ(CONFIGRET(CR_SUCCESS), CM_Register_Notification(&filter, &told, tell, &notification));
	add("7");
	add("no number");
	told.wait_for(1);
	std::filesystem::remove(place / "0");
	told.wait_for(2);
	EXPECT_EQ("+" + kPath + "7", told.text(0));
	EXPECT_EQ("-" + kPath + "0", told.text(1));
	/* The class loses its last interface, and gets another one. */
	std::filesystem::remove_all(place);
	told.wait_for(5);
	add("8");
	told.wait_for(6);
	EXPECT_EQ("+" + kPath + "8", told.text(5));
	EXPECT_EQ(CONFIGRET(CR_SUCCESS), CM_Unregister_Notification(notification));
	add("9");
	EXPECT_EQ(6u, told.texts.size());
	EXPECT_EQ(CONFIGRET(CR_INVALID_DATA), CM_Unregister_Notification(NULL));
}

TEST_F(Nodes, NotificationOfOtherKindsIsRefused)
{
	CM_NOTIFY_FILTER filter = {};
	HCMNOTIFICATION notification;

	EXPECT_EQ(CONFIGRET(CR_INVALID_DATA), CM_Register_Notification(&filter, NULL, tell, &notification));
	filter.cbSize = sizeof(filter);
	EXPECT_EQ(CONFIGRET(CR_INVALID_POINTER), CM_Register_Notification(&filter, NULL, NULL, &notification));
	filter.Flags = CM_NOTIFY_FILTER_FLAG_ALL_INTERFACE_CLASSES;
	EXPECT_EQ(CONFIGRET(CR_CALL_NOT_IMPLEMENTED), CM_Register_Notification(&filter, NULL, tell, &notification));
	filter.Flags = 0;
	filter.FilterType = CM_NOTIFY_FILTER_TYPE_DEVICEHANDLE;
	EXPECT_EQ(CONFIGRET(CR_CALL_NOT_IMPLEMENTED), CM_Register_Notification(&filter, NULL, tell, &notification));
	fake::devices_are_in("/none");
	filter.FilterType = CM_NOTIFY_FILTER_TYPE_DEVICEINTERFACE;
	EXPECT_EQ(CONFIGRET(CR_FAILURE), CM_Register_Notification(&filter, NULL, tell, &notification));
	EXPECT_EQ(nullptr, notification);
}
