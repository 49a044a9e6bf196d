// SPDX-License-Identifier: MIT
/* Services of drivers: their files, and the modules that they insert and remove. */
#include <cerrno>
#include <cstring>
#include <elf.h>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <set>
#include <string>

#include <windows.h>

#include "fake.hpp"
#include "support.hpp"

namespace fs = std::filesystem;

namespace {

std::string modules;
/* What the next insertion or removal fails with. */
int failure;

int result_of_call()
{
	errno = std::exchange(failure, 0);
	return errno ? -1 : 0;
}

/* The kernel's list of modules gets the one whose file is open. */
int insert(int fd)
{
	const std::string file = fs::read_symlink("/proc/self/fd/" + std::to_string(fd)).stem();
	const std::string name = file == "copy" ? "ring_driver" : file;

	if (result_of_call() != 0)
		return -1;
	if (!fs::create_directory(modules + "/" + name)) {
		errno = EEXIST;
		return -1;
	}
	std::ofstream(modules + "/" + name + "/initstate") << "live\n";
	std::ofstream(modules + "/winwork/holders/" + name);
	return 0;
}

int remove(const char *name)
{
	if (result_of_call() != 0)
		return -1;
	fs::remove(modules + "/winwork/holders/" + name);
	if (fs::remove_all(modules + "/" + name))
		return 0;
	errno = ENOENT;
	return -1;
}

/* A handle of a service or of the manager, closed at the end of a block. */
class Sc {
public:
	explicit Sc(SC_HANDLE handle) : handle(handle)
	{
	}
	Sc(const Sc &) = delete;
	~Sc()
	{
		if (handle) {
			EXPECT_TRUE(CloseServiceHandle(handle));
		}
	}
	SC_HANDLE get() const
	{
		return handle;
	}

private:
	SC_HANDLE handle;
};

class Service : public testing::Test {
protected:
	Service()
	{
		EXPECT_NE(nullptr, mkdtemp(folder));
		services = std::string(folder) + "/run/services";
		modules = std::string(folder) + "/module";
		fs::create_directories(modules + "/winwork/holders");
		before = fake::modules_are({ services.c_str(), modules.c_str(), insert, remove });
		std::ofstream(file("sioctl.ko")) << "no module";
	}
	~Service() override
	{
		fake::modules_are(before);
		fs::remove_all(folder);
	}
	std::string file(const std::string &name) const
	{
		return std::string(folder) + "/" + name;
	}
	SC_HANDLE create(const char *name, const std::string &path, DWORD type = SERVICE_KERNEL_DRIVER,
			 DWORD start = SERVICE_DEMAND_START)
	{
		return CreateServiceA(manager.get(), name, name, SERVICE_ALL_ACCESS, type, start, SERVICE_ERROR_NORMAL,
				      path.c_str(), NULL, NULL, NULL, NULL, NULL);
	}
	SC_HANDLE open(const char *name)
	{
		return OpenServiceA(manager.get(), name, SERVICE_ALL_ACCESS);
	}
	char folder[32] = "/tmp/winwork-service-XXXXXX";
	std::string services;
	fake::Modules before;
	Sc manager{ OpenSCManagerA(NULL, NULL, SC_MANAGER_ALL_ACCESS) };
};

DWORD state_of(SC_HANDLE service)
{
	SERVICE_STATUS status = {};

	EXPECT_TRUE(QueryServiceStatus(service, &status));
	EXPECT_EQ(status.dwCurrentState == SERVICE_RUNNING ? SERVICE_ACCEPT_STOP : 0u, status.dwControlsAccepted);
	return status.dwCurrentState;
}

} // namespace

TEST_F(Service, InsertsAndRemovesItsModule)
{
	/* As programs do it: the file has the name that it has on Windows. */
	Sc service(create("sioctl", file("sioctl.sys")));
	SERVICE_STATUS status;
	SERVICE_STATUS_PROCESS process;
	DWORD needed = 0;

	ASSERT_TRUE(service.get());
	EXPECT_EQ(SERVICE_STOPPED, state_of(service.get()));
	EXPECT_FALSE(ControlService(service.get(), SERVICE_CONTROL_STOP, &status));
	EXPECT_EQ(ERROR_SERVICE_NOT_ACTIVE, GetLastError());
	EXPECT_TRUE(StartServiceA(service.get(), 0, NULL));
	EXPECT_EQ(SERVICE_RUNNING, state_of(service.get()));
	EXPECT_TRUE(QueryServiceStatusEx(service.get(), SC_STATUS_PROCESS_INFO, reinterpret_cast<LPBYTE>(&process),
					 sizeof(process), &needed));
	EXPECT_EQ(SERVICE_RUNNING, process.dwCurrentState);
	EXPECT_EQ(sizeof(process), needed);
	EXPECT_TRUE(ControlService(service.get(), SERVICE_CONTROL_INTERROGATE, &status));
	EXPECT_TRUE(ControlService(service.get(), SERVICE_CONTROL_STOP, &status));
	EXPECT_EQ(SERVICE_STOPPED, status.dwCurrentState);
	EXPECT_FALSE(ControlService(service.get(), SERVICE_CONTROL_INTERROGATE, &status));
	EXPECT_EQ(ERROR_SERVICE_NOT_ACTIVE, GetLastError());
}

TEST_F(Service, RemainsUntilItIsDeleted)
{
	{
		Sc service(create("ring", file("sioctl.ko"), SERVICE_FILE_SYSTEM_DRIVER));

		ASSERT_TRUE(service.get());
		EXPECT_EQ(nullptr, create("ring", file("sioctl.ko")));
		EXPECT_EQ(ERROR_SERVICE_EXISTS, GetLastError());
	}
	Sc service(open("ring"));
	SERVICE_STATUS status;

	ASSERT_TRUE(service.get());
	EXPECT_TRUE(QueryServiceStatus(service.get(), &status));
	EXPECT_EQ(SERVICE_FILE_SYSTEM_DRIVER, status.dwServiceType);
	EXPECT_TRUE(DeleteService(service.get()));
	EXPECT_FALSE(DeleteService(service.get()));
	EXPECT_EQ(ERROR_SERVICE_MARKED_FOR_DELETE, GetLastError());
	EXPECT_EQ(nullptr, open("ring"));
	EXPECT_EQ(ERROR_SERVICE_DOES_NOT_EXIST, GetLastError());
	/* The handle is still good for it. */
	EXPECT_TRUE(StartServiceA(service.get(), 0, NULL));
}

TEST_F(Service, IsEachDriverThatIsLoaded)
{
	SERVICE_STATUS status;

	fs::create_directory(modules + "/ring");
	std::ofstream(modules + "/ring/initstate") << "live\n";
	EXPECT_EQ(nullptr, open("ring"));
	EXPECT_EQ(ERROR_SERVICE_DOES_NOT_EXIST, GetLastError());
	std::ofstream(modules + "/winwork/holders/ring");
	Sc service(open("ring"));

	ASSERT_TRUE(service.get());
	EXPECT_EQ(SERVICE_RUNNING, state_of(service.get()));
	EXPECT_EQ(nullptr, create("ring", file("sioctl.ko")));
	EXPECT_EQ(ERROR_SERVICE_EXISTS, GetLastError());
	EXPECT_FALSE(StartServiceA(service.get(), 0, NULL));
	EXPECT_EQ(ERROR_SERVICE_ALREADY_RUNNING, GetLastError());
	EXPECT_TRUE(ControlService(service.get(), SERVICE_CONTROL_STOP, &status));
	EXPECT_FALSE(StartServiceA(service.get(), 0, NULL));
	EXPECT_EQ(ERROR_FILE_NOT_FOUND, GetLastError());
	EXPECT_TRUE(DeleteService(service.get()));
}

/* A file of a module, with one section besides that of the names. */
static void write_module(const std::string &path, const std::string &information)
{
	const char names[] = "\0.modinfo\0.shstrtab";
	Elf64_Ehdr head = {};
	Elf64_Shdr sections[3] = {};
	std::ofstream file(path, std::ios::binary);

	memcpy(head.e_ident, ELFMAG, SELFMAG);
	head.e_ident[EI_CLASS] = ELFCLASS64;
	head.e_shoff = sizeof(head);
	head.e_shnum = 3;
	head.e_shstrndx = 2;
	sections[1].sh_name = 1;
	sections[1].sh_offset = sizeof(head) + sizeof(sections) + sizeof(names);
	sections[1].sh_size = information.size();
	sections[2].sh_name = 10;
	sections[2].sh_offset = sizeof(head) + sizeof(sections);
	sections[2].sh_size = sizeof(names);
	file.write(reinterpret_cast<char *>(&head), sizeof(head));
	file.write(reinterpret_cast<char *>(sections), sizeof(sections));
	file.write(names, sizeof(names)).write(information.data(), information.size());
}

TEST_F(Service, KnowsItsModuleByTheFile)
{
	using namespace std::string_literals;

	write_module(file("copy.sys"), "license=MIT\0name=ring_driver\0"s);
	Sc service(create("Ring", "\"\\??\\" + file("copy.sys") + "\" -x"));

	ASSERT_TRUE(service.get());
	EXPECT_TRUE(StartServiceA(service.get(), 0, NULL));
	EXPECT_EQ(SERVICE_RUNNING, state_of(service.get()));
	EXPECT_FALSE(StartServiceA(service.get(), 0, NULL));
	EXPECT_EQ(ERROR_SERVICE_ALREADY_RUNNING, GetLastError());
	std::ofstream(modules + "/ring_driver/initstate") << "going\n";
	EXPECT_EQ(SERVICE_STOP_PENDING, state_of(service.get()));
	std::ofstream(modules + "/ring_driver/initstate") << "coming\n";
	EXPECT_EQ(SERVICE_START_PENDING, state_of(service.get()));
}

TEST_F(Service, ReadsNoFileBehindItsEnd)
{
	std::string whole;

	write_module(file("whole"), std::string("name=x\0", 7));
	{
		std::ifstream stream(file("whole"), std::ios::binary);

		whole.assign(std::istreambuf_iterator<char>(stream), {});
	}
	/* Each beginning of the file, and each byte of it changed. */
	for (size_t i = 0; i < 2 * whole.size(); i++) {
		std::string bad = i < whole.size() ? whole.substr(0, i) : whole;

		if (i >= whole.size())
			bad[i - whole.size()] ^= 0xFF;
		std::ofstream(file("bad"), std::ios::binary) << bad;
		Sc service(create("bad", file("bad")));

		EXPECT_EQ(SERVICE_STOPPED, state_of(service.get()));
		EXPECT_TRUE(DeleteService(service.get()));
	}
}

TEST_F(Service, TellsWhyAModuleIsNotInserted)
{
	Sc service(create("ring", file("sioctl.ko"))), none(create("none", file("none.sys"))),
		disabled(create("off", file("sioctl.ko"), SERVICE_KERNEL_DRIVER, SERVICE_DISABLED));
	const std::pair<int, DWORD> reasons[] = {
		{ ENOEXEC, ERROR_BAD_EXE_FORMAT },
		{ ENOENT, ERROR_PROC_NOT_FOUND },
		{ EPERM, ERROR_ACCESS_DENIED },
		{ ENOMEM, ERROR_NOT_ENOUGH_MEMORY },
	};

	for (const auto &[number, error] : reasons) {
		failure = number;
		EXPECT_FALSE(StartServiceW(service.get(), 0, NULL));
		EXPECT_EQ(error, GetLastError());
	}
	EXPECT_FALSE(StartServiceA(none.get(), 0, NULL));
	EXPECT_EQ(ERROR_FILE_NOT_FOUND, GetLastError());
	EXPECT_FALSE(StartServiceA(disabled.get(), 0, NULL));
	EXPECT_EQ(ERROR_SERVICE_DISABLED, GetLastError());
}

TEST_F(Service, TellsWhyAModuleIsNotRemoved)
{
	Sc service(create("sioctl", file("sioctl.ko")));
	const std::pair<int, DWORD> reasons[] = {
		{ EAGAIN, ERROR_SERVICE_CANNOT_ACCEPT_CTRL },
		{ EBUSY, ERROR_SERVICE_CANNOT_ACCEPT_CTRL },
		{ EPERM, ERROR_ACCESS_DENIED },
	};
	SERVICE_STATUS status;

	EXPECT_TRUE(StartServiceA(service.get(), 0, NULL));
	for (const auto &[number, error] : reasons) {
		failure = number;
		EXPECT_FALSE(ControlService(service.get(), SERVICE_CONTROL_STOP, &status));
		EXPECT_EQ(error, GetLastError());
	}
	EXPECT_FALSE(ControlService(service.get(), SERVICE_CONTROL_PAUSE, &status));
	EXPECT_EQ(ERROR_INVALID_SERVICE_CONTROL, GetLastError());
	EXPECT_EQ(SERVICE_RUNNING, state_of(service.get()));
}

TEST_F(Service, RefusesWhatNoDriverHas)
{
	const std::string path = file("sioctl.ko");
	const struct {
		const char *name;
		DWORD type, start, error;
	} wrong[] = {
		{ "a/b", SERVICE_KERNEL_DRIVER, SERVICE_DEMAND_START, ERROR_INVALID_NAME },
		{ "..", SERVICE_KERNEL_DRIVER, SERVICE_DEMAND_START, ERROR_INVALID_NAME },
		{ "", SERVICE_KERNEL_DRIVER, SERVICE_DEMAND_START, ERROR_INVALID_NAME },
		{ "a", SERVICE_WIN32_OWN_PROCESS, SERVICE_DEMAND_START, ERROR_NOT_SUPPORTED },
		{ "a", SERVICE_KERNEL_DRIVER, SERVICE_AUTO_START, ERROR_NOT_SUPPORTED },
		{ "a", SERVICE_KERNEL_DRIVER, 5, ERROR_INVALID_PARAMETER },
	};
	Handle event(CreateEventA(NULL, TRUE, FALSE, NULL));

	for (const auto &one : wrong) {
		EXPECT_EQ(nullptr, create(one.name, path, one.type, one.start));
		EXPECT_EQ(one.error, GetLastError());
	}
	EXPECT_EQ(nullptr, create("a", ""));
	EXPECT_EQ(ERROR_INVALID_PARAMETER, GetLastError());
	EXPECT_EQ(nullptr, OpenServiceW(manager.get(), L"../a", 0));
	EXPECT_EQ(ERROR_INVALID_NAME, GetLastError());
	EXPECT_EQ(nullptr, OpenServiceA(NULL, "a", 0));
	EXPECT_EQ(ERROR_INVALID_HANDLE, GetLastError());
	EXPECT_FALSE(StartServiceA(manager.get(), 0, NULL));
	EXPECT_EQ(ERROR_INVALID_HANDLE, GetLastError());
	EXPECT_FALSE(CloseServiceHandle(reinterpret_cast<SC_HANDLE>(event.get())));
	EXPECT_EQ(nullptr, OpenSCManagerA("other", NULL, 0));
	EXPECT_EQ(ERROR_NOT_SUPPORTED, GetLastError());
	EXPECT_EQ(nullptr, OpenSCManagerW(NULL, L"Other", 0));
	EXPECT_EQ(ERROR_DATABASE_DOES_NOT_EXIST, GetLastError());
}

TEST_F(Service, HasANameInAnyCase)
{
	Sc service(create("SIOCTL", file("SIOCTL.sys"))), other(OpenServiceW(manager.get(), L"Sioctl", 0));
	SERVICE_STATUS status;

	ASSERT_TRUE(other.get());
	EXPECT_EQ(nullptr, create("sioctl", file("sioctl.ko")));
	EXPECT_EQ(ERROR_SERVICE_EXISTS, GetLastError());
	EXPECT_TRUE(StartServiceA(service.get(), 0, NULL));
	EXPECT_TRUE(DeleteService(other.get()));
	/* Now it is the driver that is loaded. */
	Sc loaded(open("SiOctl"));

	ASSERT_TRUE(loaded.get());
	EXPECT_EQ(SERVICE_RUNNING, state_of(loaded.get()));
	EXPECT_TRUE(ControlService(loaded.get(), SERVICE_CONTROL_STOP, &status));
	EXPECT_EQ(nullptr, open("SIOCTL"));
}

TEST_F(Service, HasAFileThatIsOpenedByItsNameOnWindows)
{
	Handle module(CreateFileA(file("sioctl.SYS").c_str(), 0, FILE_SHARE_READ, NULL, OPEN_EXISTING, 0, NULL));

	EXPECT_TRUE(module.good());
	EXPECT_EQ(INVALID_HANDLE_VALUE, CreateFileA(file("none.sys").c_str(), 0, 0, NULL, OPEN_EXISTING, 0, NULL));
	EXPECT_EQ(ERROR_FILE_NOT_FOUND, GetLastError());
	EXPECT_FALSE(fs::exists(file("none.ko")));
}
