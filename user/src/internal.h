/* SPDX-License-Identifier: MIT */
/*
 * The parts of the library among each other.
 *
 * A handle is a file descriptor. handle.c has a table from descriptors to objects. An object has a
 * descriptor of its own, a duplicate: so a call that uses an object never meets a descriptor that another
 * thread has closed and Linux has given to something else.
 */
#ifndef WINWORK_USER_INTERNAL_H
#define WINWORK_USER_INTERNAL_H

#define _GNU_SOURCE

#include <limits.h>
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "../include/winwork/windef.h"
#include "../include/winwork/winbase.h"
#include "../include/winwork/ntstatus.h"
#include "../../include/uapi/winwork.h"

/* 100 nanoseconds from 1601 to 1970. */
#define EPOCH_TICKS 116444736000000000ll

#define HIDDEN __attribute__((visibility("hidden")))
/* A function whose declaration is Linux's, or is not included. */
#define EXPORT __attribute__((visibility("default")))

/* The calls of Linux that the tests answer. */
struct system_calls {
	int (*open)(const char *path, int flags, mode_t mode);
	int (*ioctl)(int fd, unsigned long code, void *argument);
	const char *devices;	/* the folder of the nodes */
	const char *mounts;	/* /proc/self/mountinfo */
	const char *services;	/* the folder of the files of services */
	const char *modules;	/* /sys/module */
	int (*insert)(int fd);	/* of a module */
	int (*remove)(const char *module);
	const char *section;	/* where the links in /proc/self/fd of sections lead */
};
extern HIDDEN struct system_calls system_calls;

enum kind {
	KIND_DEVICE,
	KIND_FILE,	/* a file of Linux */
	KIND_EVENT,
	KIND_THREAD,
	KIND_PORT,
	KIND_SEMAPHORE,
	KIND_MUTEX,
	KIND_TIMER,
	KIND_PROCESS,
	KIND_SNAPSHOT,	/* of processes and threads */
	KIND_NOTIFICATION,	/* an inotify */
	KIND_SEARCH,	/* of FilterFindFirst() and its relatives */
	KIND_FOUND,	/* of FindFirstFile() */
	KIND_MANAGER,	/* of services */
	KIND_SERVICE,
	KIND_KEY,	/* of the registry */
	KIND_ANY,
};

struct _GUID;
struct operation;
struct waiter;

/* An entry of a completion port. */
struct packet {
	struct packet *next;
	ULONG_PTR key;
	LPOVERLAPPED overlapped;
	NTSTATUS status;
	DWORD bytes;
};

struct object {
	enum kind kind;
	int fd;			/* the object's own */
	unsigned references;	/* atomic: one for each handle, one for each use */
	/* Under the lock of the table: */
	unsigned handles;
	struct object *next, **previous;
	/* Set before others see the object, or in a new process: */
	bool standard;		/* KIND_FILE: of GetStdHandle() */
	bool input;		/* KIND_FILE: the standard input, which is signalled when there is something to read */
	bool deletes;		/* KIND_FILE: with FILE_FLAG_DELETE_ON_CLOSE */
	bool inherited;		/* KIND_DEVICE, KIND_FILE: the parent has it as well */
	pthread_mutex_t lock;	/* of what follows */
	bool closed;		/* KIND_DEVICE, KIND_PORT: ended; no request or wait begins */

	/* KIND_DEVICE, KIND_FILE */
	bool synchronous;
	int signalled_fd;	/* an eventfd: a request of the file is complete */
	unsigned calls;		/* synchronous requests in progress */
	struct operation *operations;
	struct waiter *waiters;
	struct object *port;
	ULONG_PTR key;

	/* KIND_EVENT, KIND_TIMER */
	bool manual;

	/* KIND_THREAD */
	struct thread *thread;

	/* KIND_PORT */
	struct packet *first, **last;

	/* KIND_SEMAPHORE */
	LONG count, most;

	/* KIND_MUTEX */
	struct thread *owner;	/* NULL, or a thread that runs */
	unsigned depth;
	bool abandoned;		/* its last owner has ended */
	struct object *next_owned;	/* the owner's own */

	/* KIND_PROCESS */
	pid_t id;
	bool coded;		/* the code was read */
	DWORD code;
	DWORD kill_code;	/* that of TerminateProcess() */

	/* KIND_SEMAPHORE, KIND_MUTEX */
	char *name;		/* NULL, or set before others see the object */

	/* What a kind's own file keeps in it, for free(). */
	void *own;
};

/* The library's record of a thread. It outlives the thread while something refers to it. */
struct thread {
	unsigned references;	/* atomic */
	struct thread *next, **previous;	/* under the lock of the list */
	pid_t id;
	DWORD code;		/* what the thread will return; its own until its end */
	DWORD exit_code;	/* atomic: STILL_ACTIVE until its end */
	int exited_fd;		/* an eventfd; -1 until the thread has a handle */
	struct object *mutexes;	/* that it owns, each with a reference; its own */
	pthread_mutex_t lock;	/* of what follows */
	int apc_fd;		/* an eventfd: routines wait; -1 until the first alertable wait */
	struct apc *first, **last;
	bool ended;		/* takes no more routines */
	bool waits;		/* before its beginning */
	/* Set before the thread starts: NULL, or what it waits for there. */
	sem_t *suspended;
};

/* A routine that a thread calls in an alertable wait. */
struct apc {
	struct apc *next;
	void (*call)(struct apc *apc);	/* free(apc) releases all of it */
};

/* error.c */
HIDDEN DWORD error_of_errno(int error);
HIDDEN BOOL fail(DWORD error);
/* SetLastError() of a status, and whether it is a success. */
HIDDEN BOOL result_of(NTSTATUS status);

/* sigpipe.c */
struct sigpipe {
	sigset_t signal, before;
	bool pending;
};
/* Around a write to a descriptor of the program. */
HIDDEN void sigpipe_hold(struct sigpipe *held);
/* Takes the signal of the write that has failed with EPIPE. Keeps errno. */
HIDDEN void sigpipe_release(const struct sigpipe *held, bool broken);

/* handle.c */
/* A new object with one reference, the caller's; NULL and the last error. Takes the descriptor. */
HIDDEN struct object *object_new(enum kind kind, int fd);
/* A handle for an object, with a reference of its own; NULL and the last error. */
HIDDEN HANDLE handle_new(struct object *object, BOOL inherit);
/* The object of a handle, with a reference; NULL and ERROR_INVALID_HANDLE. */
HIDDEN struct object *object_of(HANDLE handle, enum kind kind);
HIDDEN struct object *object_get(struct object *object);
HIDDEN void object_put(struct object *object);
/* Raises the limit of descriptors as far as the process may. For WITH_DESCRIPTORS. */
HIDDEN void descriptors_raise(void);
/* The result of a call that makes a descriptor, with the limit raised if there was none left. */
#define WITH_DESCRIPTORS(call)                        \
	({                                            \
		int result_ = (call);                 \
		if (result_ < 0 && errno == EMFILE) { \
			descriptors_raise();          \
			result_ = (call);             \
		}                                     \
		result_;                              \
	})
/* The file for what is no device's; -1 and errno. While it is open, winwork.ko cannot be removed: so each call opens it. */
HIDDEN int control_open(void);
/* Another descriptor of 3 or more for the same file; -1 and the last error. */
HIDDEN int descriptor_copy(int fd, BOOL inherit);
/* The object of a kind with a handle and this name, with a reference; NULL. */
HIDDEN struct object *object_named(enum kind kind, const char *name);
/* Calls something for each object that has a handle. */
HIDDEN void for_each_object(void (*call)(struct object *object, void *context), void *context);

/* files.c */
/*
 * Writes a text into a buffer of a number of characters. Returns those of the text, without the zero, or with it if the
 * buffer is too small.
 */
HIDDEN DWORD text_result(const char *text, LPSTR buffer, DWORD size);
HIDDEN DWORD wide_text_result(const char *text, LPWSTR buffer, DWORD size);
/* The entry of a folder with a name, whatever the case of its letters. False if there is none. */
HIDDEN bool find_entry(const char *folder, const char *name, char found[NAME_MAX + 1]);
/* The whole path, for free(); NULL and the last error. */
HIDDEN char *full_path(const char *path);

/*
 * fork.c: the locks that are held around a fork(), the first one first. The locks of objects are not: in the child
 * handles_leave() makes them anew.
 */
HIDDEN void standard_hold(bool hold);	/* file.c */
HIDDEN void sets_hold(bool hold);	/* interface.c */
HIDDEN void names_hold(bool hold);
HIDDEN void pool_hold(bool hold);
HIDDEN void console_hold(bool hold);
HIDDEN void console_leave(void);
HIDDEN void pool_leave(void);
HIDDEN void reaper_hold(bool hold);
HIDDEN void handles_hold(bool hold);
HIDDEN void threads_hold(bool hold);
/* A child leaves its parent's things alone. It has one thread, and holds no lock. */
HIDDEN void threads_leave(void);
HIDDEN void reaper_leave(void);
/*
 * The last thread that has called the library has ended. Its requests and those of others end, and so does the
 * reaper: Linux keeps a process while it has a thread.
 */
HIDDEN void reaper_release(void);
HIDDEN void handles_leave(void);
HIDDEN void fork_before(void);
HIDDEN void fork_in_parent(void);
HIDDEN void fork_in_child(void);

/* file.c */
/* A path of Linux, in a copy for free(). NULL without memory. */
HIDDEN char *linux_path(const char *path);
/* The same for a path that cannot be a device's; NULL and the last error. */
HIDDEN char *file_path(const char *path);
/* Makes NAME.ko of NAME.sys, in its place, if only that file exists, also with other letters. */
HIDDEN void module_path(char *path);
/* The error of a call on a path of Linux that has failed with an errno. */
HIDDEN DWORD error_of_open(const char *path, int error);
/* The last handle is closed: deletes the file if it was opened so. */
HIDDEN void file_end(struct object *file);
/* The error of a call on a file of Linux that has failed with an errno. */
HIDDEN DWORD error_of_file(struct object *file, int error);

/* request.c */
struct request {
	__u32 major, code;
	const void *in;
	void *out;
	__u32 in_length, out_length;
	__s64 offset;
};
HIDDEN BOOL request_send(struct object *file, const struct request *request, LPDWORD bytes, LPOVERLAPPED overlapped,
			 LPOVERLAPPED_COMPLETION_ROUTINE routine);
/* The last handle is closed: ends all requests, and lets no other begin. */
HIDDEN void requests_end(struct object *file);
/* A thread ends: cancels its requests that no port gets, as Windows does. */
HIDDEN void requests_cancel_of(struct thread *thread);

/* interface.c */
/* The folder of the nodes of a class. */
HIDDEN void interface_folder(const struct _GUID *class, char folder[PATH_MAX]);
/* Writes the path of an interface. Returns its characters with the zero, at most 64. */
HIDDEN int interface_path(const struct _GUID *class, unsigned number, WCHAR *path);

/* system.c */
/* The text with the variables of the environment in the place of their names, for free(); NULL without memory. */
HIDDEN char *expand_environment(const char *text);

/* mounts.c */
/* The name of the volume that is mounted on a folder, for free(); NULL if there is none. */
HIDDEN char *volume_mounted_on(const char *folder);
/* The folder on which a volume is mounted, for free(); NULL if there is none. */
HIDDEN char *mount_of_volume(const char *name);

/* port.c */
/* Takes the packet. */
HIDDEN void port_add(struct object *port, struct packet *packet);
HIDDEN void port_close(struct object *port);
HIDDEN void port_drop_packets(struct object *port);

/* thread.c */
/* The calling thread; NULL without memory. */
HIDDEN struct thread *thread_self(void);
/* Starts a thread of the library's own. Signals are for those of the program. */
HIDDEN bool thread_start(void *(*routine)(void *argument), void *argument);
/* Whether a thread that has called the library runs. */
HIDDEN bool threads_run(void);
/* The calling thread ends now, and with it the process if no other thread is left. */
HIDDEN void thread_ends(void);
HIDDEN struct thread *thread_get(struct thread *thread);
HIDDEN void thread_put(struct thread *thread);
/* An object for a handle of a thread: of the calling one, or of one that has not started. NULL and the last error. */
HIDDEN struct object *thread_object(struct thread *thread);
/* Gives a thread a routine to call, and takes it. False if the thread has ended. */
HIDDEN bool thread_add_apc(struct thread *thread, struct apc *apc);
/* Whether the calling thread has a routine to call. */
HIDDEN bool thread_has_apcs(void);
/* Calls the routines of the calling thread. One may end the thread: the caller has nothing that must be given back. */
HIDDEN void thread_run_apcs(void);
/* The descriptor that is readable when the calling thread has got a routine; -1 and the last error. */
HIDDEN int thread_apc_fd(void);
/* The program has closed it: the next call makes another one. */
HIDDEN void thread_lose_apc_fd(void);

/* wait.c */
#define FOREVER UINT64_MAX
/* Nanoseconds of the monotonic clock; FOREVER for INFINITE. */
HIDDEN uint64_t deadline_of(DWORD milliseconds);
/* An eventfd; -1 and the last error. */
HIDDEN int event_new(bool signalled);
HIDDEN void event_signal(int fd);
HIDDEN void event_clear(int fd);
struct pollfd;
/* poll() until a deadline, past signals. */
HIDDEN int poll_until(struct pollfd *fds, unsigned long count, uint64_t deadline);
/* The descriptor to poll for an object; -1 if it cannot be waited for. */
HIDDEN int fd_of(struct object *object);
/* Takes the signal of an object that is no mutex, if a wait does that. Whether it was still there. */
HIDDEN bool object_take(struct object *object);
enum woken { WOKEN, WOKEN_TIMEOUT, WOKEN_APC, WOKEN_ERROR };
/*
 * Waits until one of the descriptors is readable. An alertable wait also ends if the thread has routines. Then the
 * function of the program calls thread_run_apcs() before it returns.
 */
HIDDEN enum woken wait_readable(struct pollfd *fds, unsigned count, uint64_t deadline, bool alertable);

/* named.c */
/* A handle for the object of a kind with this name, or for a new one. NULL and the last error. */
HIDDEN HANDLE named_create(enum kind kind, LPSECURITY_ATTRIBUTES attributes, const char *name,
			   struct object *(*make)(const void *arguments), const void *arguments);
HIDDEN HANDLE named_open(enum kind kind, BOOL inherit, const char *name);

/* mutex.c: for the calling thread, which has a record. */
HIDDEN bool mutex_is_mine(struct object *mutex);
/* Takes it, if it is free or the thread's own. Tells whether the owner before has ended. */
HIDDEN bool mutex_take(struct object *mutex, bool *abandoned);
HIDDEN void mutex_give(struct object *mutex);
/* The thread ends. */
HIDDEN void mutexes_abandon(struct thread *self);

/* timer.c */
HIDDEN bool timer_take(struct object *timer);
HIDDEN void timer_give(struct object *timer);

/* semaphore.c */
/* A wait takes one of the count, if it still can. */
HIDDEN bool semaphore_take(struct object *semaphore);
HIDDEN void semaphore_give(struct object *semaphore);

/* service.c */
HIDDEN int module_insert(int fd);
HIDDEN int module_remove(const char *name);

/* memory.c */
/* Of the beginning of a region, and of the offset of a view. */
#define GRANULARITY 0x10000
struct view {
	int fd;
	off_t offset;
	size_t size;
	void *wanted;	/* its place, or NULL for any */
};
HIDDEN void regions_hold(bool hold);
/* Maps a view, to be read. NULL and the last error. */
HIDDEN void *view_map(const struct view *what);
/* Unmaps the view that has the byte. False if there is none. */
HIDDEN bool view_unmap(const void *address);

/* view.c */
/* Whether a handle is the descriptor of a section. */
HIDDEN bool is_section(HANDLE handle);

/* time.c */
struct timespec;
HIDDEN FILETIME file_time_of(const struct timespec *time);

/* module.c */
HIDDEN bool is_module(const void *module);

/* text.c */
/* A copy in UTF-8, for free(); NULL and the last error. */
HIDDEN char *narrow(LPCWSTR text);
/* A copy in UTF-16, for free(); NULL without memory. */
HIDDEN WCHAR *widen(const char *text);

#endif
