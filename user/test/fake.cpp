// SPDX-License-Identifier: MIT
#include "fake.hpp"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <shared_mutex>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

extern "C" {
struct system_calls {
	int (*open)(const char *path, int flags, mode_t mode);
	int (*ioctl)(int fd, unsigned long code, void *argument);
	const char *devices;
	const char *mounts;
	const char *services;
	const char *modules;
	int (*insert)(int fd);
	int (*remove)(const char *module);
	const char *section;
};
extern struct system_calls system_calls;
}

namespace fake {

/* The library's thread may call while a test ends. */
static std::shared_mutex kernel_lock;
static Kernel *kernel;

static int open_call(const char *path, int flags, mode_t mode)
{
	std::shared_lock lock(kernel_lock);

	if (kernel && strncmp(path, "/dev/winwork", 12) == 0)
		return kernel->open(path, flags);
	return ::open(path, flags, mode);
}

static int ioctl_call(int fd, unsigned long code, void *argument)
{
	std::shared_lock lock(kernel_lock);

	if (kernel)
		return kernel->ioctl(fd, code, argument);
	errno = ENOTTY;
	return -1;
}

/*
 * A child may use the fake, too. This is registered before the library's functions, so the library's locks are taken
 * first, as in a call.
 */
__attribute__((constructor(101))) static void register_fork()
{
	pthread_atfork([] { if (kernel) kernel->hold(true); }, [] { if (kernel) kernel->hold(false); },
		       [] { if (kernel) kernel->hold(false); });
}

/* A duplicate of a descriptor is the same file. */
static uint64_t number_of(int fd)
{
	struct stat status;

	return fstat(fd, &status) == 0 ? status.st_ino : 0;
}

const char *devices_are_in(const char *folder)
{
	return std::exchange(system_calls.devices, folder);
}

const char *mounts_are_in(const char *file)
{
	return std::exchange(system_calls.mounts, file);
}

const char *sections_lead_to(const char *target)
{
	return std::exchange(system_calls.section, target);
}

Modules modules_are(Modules modules)
{
	return { std::exchange(system_calls.services, modules.services), std::exchange(system_calls.modules, modules.folder),
		 std::exchange(system_calls.insert, modules.insert), std::exchange(system_calls.remove, modules.remove) };
}

Kernel::Kernel()
{
	static std::once_flag once;
	std::unique_lock lock(kernel_lock);

	kernel = this;
	std::call_once(once, [] {
		system_calls.open = open_call;
		system_calls.ioctl = ioctl_call;
	});
}

void Kernel::hold(bool hold)
{
	hold ? mutex.lock() : mutex.unlock();
}

Kernel::~Kernel()
{
	std::unique_lock lock(kernel_lock);

	kernel = nullptr;
}

static int refuse(int error)
{
	errno = error;
	return -1;
}

/* The result of an ioctl that a driver has answered. */
static int result(int32_t status)
{
	return static_cast<uint32_t>(status) >> 30 == 3 ? refuse(EIO) : 0;
}

int Kernel::open(const char *path, int flags)
{
	std::unique_lock lock(mutex);
	std::string name = path;

	if (name == WINWORK_CONTROL_FILE) {
		if (!has_control)
			return refuse(ENOENT);
		int fd = memfd_create("control", MFD_CLOEXEC);
		if (fd < 0)
			return fd;
		controls[number_of(fd)] = true;
		return fd;
	}
	opened_path = name;
	opened_flags = flags;
	int fd = memfd_create("node", MFD_CLOEXEC);
	if (fd < 0)
		return fd;
	file = std::make_shared<File>();
	files[number_of(fd)] = file;
	return fd;
}

/* Takes the descriptor. */
void Kernel::queue(File &file, const Request &request, int event, int32_t status, uint64_t information)
{
	winwork_request done = request.sent;
	const uint64_t one = 1;

	done.status = status;
	done.information = information;
	file.done.push_back(done);
	if (event < 0)
		return;
	if (write(event, &one, sizeof(one)) < 0)
		abort();
	::close(event);
}

void Kernel::finish(File &file, Pended &pended, int32_t status, uint64_t information)
{
	pended.complete = true;
	pended.status = status;
	pended.information = information;
	if (!pended.synchronous)
		queue(file, pended.request, pended.event, status, information);
	file.pended.remove_if([&](auto &other) { return other.get() == &pended; });
	changed.notify_all();
}

/* A driver may call the library, so it is called without the lock. */
Answer Kernel::ask(const Request &request, std::unique_lock<std::mutex> &lock)
{
	Driver asked = driver;

	lock.unlock();
	Answer answer = asked(request);
	lock.lock();
	return answer;
}

int Kernel::control(File &file, winwork_request &request, std::unique_lock<std::mutex> &lock)
{
	Answer answer = ask({ request }, lock);

	if (answer.pends) {
		auto pended = std::make_shared<Pended>(Pended { { request }, true });

		file.pended.push_back(pended);
		changed.notify_all();
		changed.wait(lock, [&] { return pended->complete; });
		answer.status = pended->status;
		answer.information = pended->information;
	}
	request.status = answer.status;
	request.information = answer.information;
	return result(answer.status);
}

int Kernel::submit(File &file, winwork_request &request, std::unique_lock<std::mutex> &lock)
{
	if (!request.cookie)
		return refuse(EINVAL);
	int event = request.event_fd >= 0 ? fcntl(request.event_fd, F_DUPFD_CLOEXEC, 3) : -1;
	if (request.event_fd >= 0 && event < 0)
		return refuse(EBADF);
	if (std::count_if(file.pended.begin(), file.pended.end(), [](auto &one) { return !one->synchronous; }) +
		    file.done.size() >=
	    1024)
		return refuse(ENOSPC);
	Answer answer = ask({ request }, lock);

	request.status = answer.status;
	request.information = answer.information;
	if (answer.pends) {
		file.pended.push_back(std::make_shared<Pended>(
			Pended { .request = { request }, .synchronous = false, .event = event }));
		changed.notify_all();
	} else if (result(answer.status) == 0) {
		queue(file, { request }, event, answer.status, answer.information);
	} else if (event >= 0) {
		::close(event);
	}
	return result(answer.status);
}

int Kernel::ioctl(int fd, unsigned long code, void *argument)
{
	if (code == WINWORK_SUBMIT)
		before_submit();
	while (code == WINWORK_REAP && only_reaper != std::thread::id() && only_reaper != std::this_thread::get_id())
		std::this_thread::yield();
	int answered = answer(fd, code, argument), error = errno;
	if (code == WINWORK_SUBMIT)
		after_submit();
	errno = error;
	return answered;
}

int Kernel::answer(int fd, unsigned long code, void *argument)
{
	std::unique_lock lock(mutex);

	if (code == WINWORK_CREATE) {
		auto &asked = *static_cast<winwork_create *>(argument);

		if (!controls.count(number_of(fd)) || asked.size != sizeof(asked))
			return refuse(ENOTTY);
		std::string name(reinterpret_cast<const char *>(asked.name), asked.name_length);
		file = std::make_shared<File>();
		file->name = name;
		file->create = asked;
		if (refusal)
			return refuse(refusal);
		asked.status = create.status;
		asked.information = create.information;
		if (result(create.status) != 0)
			return -1;
		asked.fd = memfd_create("device", MFD_CLOEXEC);
		if (asked.fd < 0)
			return -1;
		files[number_of(asked.fd)] = file;
		return 0;
	}
	if (code == WINWORK_FLT) {
		auto &asked = *static_cast<winwork_flt *>(argument);

		if (!controls.count(number_of(fd)) || asked.size != sizeof(asked) || asked.reserved || asked.status)
			return refuse(EINVAL);
		if (refusal)
			return refuse(refusal);
		asked.status = manager(asked);
		return result(asked.status);
	}
	if (code == WINWORK_EVENT) {
		auto &asked = *static_cast<winwork_event *>(argument);

		if (!controls.count(number_of(fd)) || asked.size != sizeof(asked))
			return refuse(EINVAL);
		const int error = event(asked);
		return error ? refuse(error) : 0;
	}
	auto found = files.find(number_of(fd));

	if (found == files.end())
		return refuse(ENOTTY);
	auto used = found->second;

	if (code == WINWORK_CLEANUP) {
		used->closed = true;
		while (completes_cancelled && !used->pended.empty())
			finish(*used, *std::shared_ptr<Pended>(used->pended.front()), static_cast<int32_t>(0xC0000120), 0);
		return 0;
	}
	auto &request = *static_cast<winwork_request *>(argument);

	if (request.size != sizeof(request) || request.reserved)
		return refuse(EINVAL);
	switch (code) {
	case WINWORK_CONTROL:
	case WINWORK_SUBMIT:
		if (refusal)
			return refuse(refusal);
		if (used->closed)
			return refuse(EBADF);
		return code == WINWORK_CONTROL ? control(*used, request, lock) : submit(*used, request, lock);
	case WINWORK_REAP:
		if (used->done.empty())
			return refuse(EAGAIN);
		request = used->done.front();
		used->done.pop_front();
		return 0;
	case WINWORK_CANCEL: {
		auto pended = used->pended;
		bool any = false;

		for (auto &one : pended) {
			if (one->synchronous || (request.cookie && one->request.sent.cookie != request.cookie))
				continue;
			any = true;
			used->cancels++;
			if (completes_cancelled)
				finish(*used, *one, static_cast<int32_t>(0xC0000120), 0);
		}
		changed.notify_all();
		return any ? 0 : refuse(ENOENT);
	}
	default:
		return refuse(ENOTTY);
	}
}

void Kernel::wait_for_pended(size_t count)
{
	std::unique_lock lock(mutex);

	changed.wait(lock, [&] { return file->pended.size() >= count; });
}

void Kernel::complete(int32_t status, const std::string &output)
{
	std::unique_lock lock(mutex);
	std::shared_ptr<Pended> oldest = file->pended.front();

	finish(*file, *oldest, status, oldest->request.output(output));
}

void Kernel::complete_newest(int32_t status, const std::string &output)
{
	std::unique_lock lock(mutex);
	std::shared_ptr<Pended> newest = file->pended.back();

	finish(*file, *newest, status, newest->request.output(output));
}

unsigned Kernel::cancels()
{
	std::unique_lock lock(mutex);

	return file->cancels;
}

bool Kernel::closed()
{
	std::unique_lock lock(mutex);

	return file->closed;
}

} // namespace fake
