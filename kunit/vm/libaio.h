/* SPDX-License-Identifier: GPL-2.0 */
/*
 * For the programs of the VM tests: the system calls of libaio.
 */
#ifndef WINWORK_KUNIT_VM_LIBAIO_H
#define WINWORK_KUNIT_VM_LIBAIO_H

#include "program.h"
#include <linux/aio_abi.h>

/* Nothing that a test waits for takes so long. */
#define LONG_TIME 60

static inline aio_context_t new_context(int most)
{
	aio_context_t context = 0;

	EQUAL(syscall(SYS_io_setup, most, &context), 0);
	return context;
}

static inline void end_context(aio_context_t context)
{
	EQUAL(syscall(SYS_io_destroy, context), 0);
}

static inline struct iocb block_of(int fd, int operation, void *data, size_t bytes,
				   unsigned long long offset)
{
	return (struct iocb){ .aio_lio_opcode = operation, .aio_fildes = fd, .aio_buf = (uintptr_t)data,
			      .aio_nbytes = bytes, .aio_offset = offset, .aio_data = offset };
}

/* Returns 1 or -errno. */
static inline int submit(aio_context_t context, struct iocb *block)
{
	struct iocb *list[] = { block };
	const int sent = syscall(SYS_io_submit, context, 1, list);

	return sent < 0 ? -errno : sent;
}

/* Waits for an event. Returns its result, after a check that it is the block's. */
static inline long long result_of(aio_context_t context, const struct iocb *block)
{
	struct timespec most = { .tv_sec = LONG_TIME };
	struct io_event event = { 0 };

	EQUAL(syscall(SYS_io_getevents, context, 1, 1, &event, &most), 1);
	EQUAL(event.obj, (uintptr_t)block);
	EQUAL(event.data, block->aio_data);
	EQUAL(event.res2, 0);
	return event.res;
}

/* The result of any block. */
static inline long long next_result(aio_context_t context)
{
	struct timespec most = { .tv_sec = LONG_TIME };
	struct io_event event = { 0 };

	EQUAL(syscall(SYS_io_getevents, context, 1, 1, &event, &most), 1);
	return event.res;
}

static inline bool has_event(aio_context_t context)
{
	struct timespec none = { 0 };
	struct io_event event;

	return syscall(SYS_io_getevents, context, 0, 1, &event, &none) != 0;
}

#endif
