/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The border between the files of /dev/winwork and the I/O manager. src/io implements these
 * functions, and the C files here call them: in the thread of the program that calls, in a context
 * that may sleep.
 *
 * Results are 0 or a negative errno, if nothing else is said.
 */
#ifndef WINWORK_LINUX_REQUEST_H
#define WINWORK_LINUX_REQUEST_H

#include "types.h"

WW_C_BEGIN

/* A device that is to be opened. Its driver cannot be unloaded meanwhile. */
struct ww_target {
	void *device;
	/* The struct file_operations of the device's driver; NULL if the driver is no module. */
	const void *operations;
	ww_s32 minor;			/* of the device's node, or 0 */
	const char *rest;		/* of the name, behind the device's; "" for none */
	char *path;			/* the memory that @rest points to */
};

/* How a program opens a device. */
struct ww_open {
	const char *rest;		/* of the name, behind the device's; "" for none */
	ww_u32 access;			/* an ACCESS_MASK */
	ww_u32 share;
	ww_u32 options;
	ww_u32 disposition;
	ww_u32 attributes;
	bool has_read;			/* what the open file is good for */
	bool has_write;
	/* Out. */
	ww_s32 status;
	ww_u64 information;
};

/* One request of a program. */
struct ww_io {
	/*
	 * As in struct winwork_request, which is copied to here. A request that is no control has
	 * no @code, and a flush no lengths. Other fields that are not for @major have any value.
	 */
	ww_u32 size;
	ww_u32 code;			/* of a control */
	ww_u64 in;			/* addresses of the program's */
	ww_u64 out;
	ww_u32 in_length;
	ww_u32 out_length;		/* also the length of a read or write */
	ww_s64 offset;
	ww_u64 cookie;
	ww_s32 event_fd;
	ww_u32 major;			/* as IRP_MJ_* */
	ww_s32 status;			/* out, as @information; both are 0 before */
	ww_u32 reserved;
	ww_u64 information;
	/*
	 * In place of @out for a read or write: kvmalloc()ed memory. NULL afterwards if a request
	 * that was given up keeps it.
	 */
	void *kernel_data;
	bool nonblocking;
	bool is_32bit;			/* the call is that of a 32-bit program */
	bool was_sent;			/* out: a driver saw it, and the results are valid */
};

/* The result of an asynchronous request. */
struct ww_reaped {
	ww_u64 cookie;
	ww_u32 major;
	ww_u32 code;
	ww_s32 status;
	ww_u64 information;
};

/* A range of a program's memory. */
struct ww_range {
	ww_u64 start;
	ww_u32 bytes;
};

/* The results of poll(2). */
#define WW_READY_IN 1
#define WW_READY_OUT 2

struct ww_event_target;
struct ww_kiocb;			/* Linux's struct kiocb, of libaio */
struct ww_poll;

/*
 * Finds the device that @name, a path in the namespace of objects, begins with; for the name of a
 * link, the device of its target. Fills in @target. The caller then calls ww_target_put().
 */
ww_s32 ww_target_find(const char *name, struct ww_target *target);
void ww_target_put(const struct ww_target *target);

/* Sends the create request, and stores the open file. */
ww_s32 ww_file_create(const struct ww_target *target, struct ww_open *open, void **file);
/* The last close: cleanup, cancel, and close when no request is left. */
void ww_file_release(void *file);
/* IRP_MJ_CLEANUP before the last close. Waits for the file's requests. */
void ww_file_cleanup(void *file);
/*
 * Sends a control, a read, a write or a flush. Returns the bytes of a read or write that succeeds.
 */
ww_s64 ww_file_io(void *file, struct ww_io *io);
/*
 * Sends an operation, and does not wait. On success it owns @event, which may be NULL, and the
 * program can reap the operation.
 */
ww_s32 ww_file_submit(void *file, struct ww_io *io, ww_u64 cookie, struct ww_event_target *event);
/*
 * Takes the oldest result that is there, or returns NULL. The caller then calls ww_file_reaped(). A
 * result that was not delivered becomes the oldest one again.
 */
void *ww_file_reap(void *file, struct ww_reaped *reaped);
void ww_file_reaped(void *file, void *taken, bool was_delivered);
/*
 * Sends a read or write of libaio's, and does not wait. On success it owns @io->kernel_data, and
 * ww_kiocb_complete() follows, or was called already. The data of a read into @io->kernel_data goes
 * to the @count @ranges.
 */
ww_s32 ww_file_start(void *file, struct ww_io *io, struct ww_kiocb *kiocb,
		     const struct ww_range *ranges, ww_u32 count);
/*
 * libaio cancels the kiocb for which ww_kiocb_begin() had @started. The driver hears of it later.
 * In any context but NMI, and not after ww_kiocb_complete().
 */
void ww_started_cancel(void *started);
/* Cancels the asynchronous operations with @cookie, or all for 0. */
ww_s32 ww_file_cancel(void *file, ww_u64 cookie);
/* The wait queue of poll(2), and the file's WW_READY_*. */
struct ww_poll *ww_file_poll(void *file);
ww_u32 ww_file_ready(void *file);
/* Sets the position. */
void ww_file_seek(void *file, ww_s64 position);
ww_s64 ww_file_position(const void *file);
/*
 * Returns true for a file that serialises its requests, as FILE_SYNCHRONOUS_IO_NONALERT asks for.
 */
bool ww_file_is_synchronous(const void *file);
/* Whether read(2) and write(2) move its position: a synchronous file, or a disk's. */
bool ww_file_has_position(const void *file);
/*
 * Prints the requests that are pending, or in a dispatch routine for a second, to the file of debugfs, by
 * ww_debug_print().
 */
void ww_requests_show(void *out, bool is_json);

/* ---- What the C files offer ------------------------------------------------------------- */

extern ww_u32 ww_cancel_timeout;	/* seconds until a thread gives up a cancelled request */
extern ww_u32 ww_max_transfer;		/* bytes of one buffer of a request */

/* Keeps the module of the file operations in memory, until it is put. Any context but NMI. */
void ww_operations_get(const void *operations);
/* The same without a hold on the module. Returns false if the module is being removed. */
bool ww_operations_try_get(const void *operations);
void ww_operations_put(const void *operations);

/* From now on ww_started_cancel(@started) may be called. */
void ww_kiocb_begin(struct ww_kiocb *kiocb, void *started);
/*
 * Gives the program its result: bytes, or a negative errno. When it returns, @kiocb is gone, and no
 * call of ww_started_cancel() is under way or follows. In a task.
 */
void ww_kiocb_complete(struct ww_kiocb *kiocb, ww_s64 result);

/* The files of debugfs. */
void ww_debug_init(void);
void ww_debug_exit(void);
/* Prints to such a file. */
void ww_debug_print(void *out, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* A mutex. Each class is a lockdep class. */
enum ww_turn_class {
	WW_TURN_INPUT,			/* outside all others: drivers get and lose devices in it */
	WW_TURN_FILE,			/* outside all others: drivers run in it and change links */
	WW_TURN_FILE_OF_DRIVER,		/* likewise; the driver of one may use another */
	WW_TURN_DEVICE_INTERFACES,	/* outside the next two */
	WW_TURN_INTERFACES,		/* outside the next one */
	WW_TURN_LINKS,
	WW_TURN_REGISTRY,
	WW_TURN_DISK,
	WW_TURN_WINDOWS,
	WW_TURN_CONNECTIONS,		/* outside the next one */
	WW_TURN_INTERRUPTS,
	WW_TURN_NDIS_FILTERS,
	WW_TURN_TRACE,			/* outside all others: callbacks of drivers run in it */
	WW_TURN_CLASSES
};
struct ww_turn {
	ww_uptr storage[24];
};
void ww_turn_init(struct ww_turn *turn, enum ww_turn_class turn_class);
void ww_turn_wait(struct ww_turn *turn);
/* Returns false if a signal came first. */
bool ww_turn_take(struct ww_turn *turn);
void ww_turn_end(struct ww_turn *turn);

WW_C_END

#endif /* WINWORK_LINUX_REQUEST_H */
