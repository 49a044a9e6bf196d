// SPDX-License-Identifier: MIT
/*
 * A winwork.ko that answers the library's open(2) and ioctl(2): the ABI of <uapi/winwork.h> without a kernel.
 * A test gives it a driver, a function for each request.
 */
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <cstring>
#include <deque>
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "../../include/uapi/winwork.h"

namespace fake {

/* Has the library look for nodes in another folder. Returns the one before. */
const char *devices_are_in(const char *folder);
/* Has the library read another file than /proc/self/mountinfo. Returns the one before. */
/* The folders of services and of the kernel's modules, and what inserts and removes a module. */
struct Modules {
	const char *services, *folder;
	int (*insert)(int fd);
	int (*remove)(const char *module);
};
/* Returns what has been in use. */
Modules modules_are(Modules modules);

const char *mounts_are_in(const char *file);
/* Has the library take descriptors of another file for sections. Returns where their links have led. */
const char *sections_lead_to(const char *target);

/* The driver's answer to a request. */
struct Answer {
	int32_t status = 0;
	uint64_t information = 0;
	bool pends = false;
};

inline Answer pend()
{
	return { 0x103, 0, true };
}

struct Request {
	winwork_request sent;

	std::string input() const
	{
		return { reinterpret_cast<const char *>(sent.in), sent.in_length };
	}

	/* Writes output, and returns its length. */
	uint64_t output(const std::string &text) const
	{
		memcpy(reinterpret_cast<void *>(sent.out), text.data(), text.size());
		return text.size();
	}
};

/* A request that the driver has pended. */
struct Pended {
	Request request;
	bool synchronous;
	bool cancelled = false;
	bool complete = false;
	int32_t status = 0;
	uint64_t information = 0;
	/* A descriptor of its own for the eventfd; -1 for none. */
	int event = -1;
};

/* An open file. */
struct File {
	winwork_create create {};
	std::string name;
	std::list<std::shared_ptr<Pended>> pended;
	std::deque<winwork_request> done;
	bool closed = false;
	unsigned cancels = 0;
};

class Kernel {
public:
	using Driver = std::function<Answer(const Request &)>;

	Kernel();
	~Kernel();

	/* The result of a create: a status, and Information. */
	Answer create;
	Driver driver;
	/* The Filter Manager's answer to a WINWORK_FLT: the status. */
	std::function<int32_t(winwork_flt &)> manager;
	/* The answer to a WINWORK_EVENT: 0 or an errno. */
	std::function<int(winwork_event &)> event;
	/* Whether there is a control file. */
	bool has_control = true;
	/* The error that refuses a request before it reaches the driver. */
	int refusal = 0;
	/* Called before and after each SUBMIT, without a lock. */
	std::function<void()> before_submit = [] {}, after_submit = [] {};
	/* A REAP of another thread waits while this is a thread. */
	std::atomic<std::thread::id> only_reaper = std::thread::id();
	/* Whether cancelled requests complete at once; else a cleanup gives them up. */
	bool completes_cancelled = true;

	/* The last file that was opened, and what open(2) got. */
	std::shared_ptr<File> file;
	std::string opened_path;
	int opened_flags = 0;

	/* Waits until the last file has this many pended requests. */
	void wait_for_pended(size_t count);
	/* Completes the oldest pended request of the last file. */
	void complete(int32_t status, const std::string &output);
	void complete_newest(int32_t status, const std::string &output);
	unsigned cancels();
	bool closed();

	int open(const char *path, int flags);
	int ioctl(int fd, unsigned long code, void *argument);
	/* Around a fork(). */
	void hold(bool hold);

private:
	std::mutex mutex;
	std::condition_variable changed;
	std::map<uint64_t, std::shared_ptr<File>> files;
	std::map<uint64_t, bool> controls;

	int answer(int fd, unsigned long code, void *argument);
	Answer ask(const Request &request, std::unique_lock<std::mutex> &lock);
	int control(File &file, winwork_request &request, std::unique_lock<std::mutex> &lock);
	int submit(File &file, winwork_request &request, std::unique_lock<std::mutex> &lock);
	void finish(File &file, Pended &pended, int32_t status, uint64_t information);
	void queue(File &file, const Request &request, int event, int32_t status, uint64_t information);
};

} // namespace fake
