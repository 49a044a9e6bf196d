/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The memory of a request: how a driver reaches the buffers that the requester named.
 *
 *	buffered I/O	is not here: the I/O manager copies
 *	direct I/O	request_mdl_create(): an MDL whose pages are locked and mapped
 *	neither I/O	request_alias_create(): an address of the kernel for the same pages
 *
 * Both pin the pages of a program and map them at once, so that a driver may use them from any
 * thread and at any IRQL until the request ends. The program may unmap its range meanwhile.
 */
#pragma once

#include <wdm.h>

#include "base/types.hpp"

namespace ww {

/* The driver's access to a buffer. The driver writes what the requester reads. */
enum class BufferAccess : u8 {
	read,
	write,			/* and read */
};

/* A buffer as its requester names it. */
struct RequesterRange {
	void *address;		/* of the current process, or of the kernel */
	u32 bytes;
	KPROCESSOR_MODE mode;	/* KernelMode: the address is the kernel's, and is not checked */
	BufferAccess access;
};

/*
 * Makes the MDL for direct I/O, with its pages locked, and readable or writable by the driver.
 * Stores NULL for a range of no bytes. The MDL is the request's: a driver may map it, build partial
 * MDLs on it, and chain others to it.
 *
 * A range that the driver only reads may be one that the program may not write to. Then the mapping
 * is read-only.
 *
 * PASSIVE_LEVEL, in the requester's thread. Sleeps.
 * Returns STATUS_SUCCESS; STATUS_ACCESS_VIOLATION if the requester may not access the whole range
 * in that way; or STATUS_INSUFFICIENT_RESOURCES. It stores nothing unless it returns
 * STATUS_SUCCESS.
 */
NTSTATUS request_mdl_create(const RequesterRange &range, PMDL *mdl);

/*
 * Unlocks the pages of each MDL in a chain, and frees the MDLs. For Irp->MdlAddress at the end of a
 * request, with what drivers chained to it. Does nothing with NULL.
 *
 * IRQL <= DISPATCH_LEVEL, any thread. At DISPATCH_LEVEL a worker unmaps and unpins the pages later,
 * and nothing is allocated for that.
 */
void request_mdls_release(PMDL first);

/* The pages behind an alias. Opaque. */
struct PinnedPages;

/* A requester's buffer under an address of the kernel. */
struct RequestAlias {
	void *address = nullptr;	/* for Irp->UserBuffer or Type3InputBuffer */
	PinnedPages *pages = nullptr;	/* null if the range is the kernel's, or has no bytes */
};

/*
 * Makes the address of the kernel for neither I/O. The alias of a range of the kernel is the range
 * itself, and that of a range of no bytes is NULL.
 *
 * ProbeForRead, ProbeForWrite and MmProbeAndLockPages accept the alias. Pages that a driver locked
 * by it stay pinned and mapped when the alias is released, until the driver unlocks them.
 *
 * PASSIVE_LEVEL, in the requester's thread. Sleeps.
 * Returns what request_mdl_create() does. It stores nothing unless it returns STATUS_SUCCESS.
 */
NTSTATUS request_alias_create(const RequesterRange &range, RequestAlias *alias);

/*
 * Ends an alias, and clears the structure. Does nothing with an empty structure.
 *
 * IRQL <= DISPATCH_LEVEL, any thread, as request_mdls_release().
 */
void request_alias_release(RequestAlias *alias);

/*
 * Whether the range begins in an alias of a request of the current process and ends in its pages, and
 * the alias allows @access. A thread of the kernel has no process.
 *
 * IRQL <= DISPATCH_LEVEL.
 */
bool request_alias_covers(const void *address, size_t bytes, BufferAccess access);

} /* namespace ww */
