/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Adapters: how a device of a driver reads and writes memory.
 *
 * A transfer maps the pages of an MDL for the device, and gives it a list of their addresses. A page
 * that the device does not reach has a copy in a bounce page, which the adapter has from the start: it
 * is filled before the transfer, and copied back behind one that the device writes.
 */
#pragma once

#include <wdm.h>

#include "base/types.hpp"
#include "dma_calls.hpp"

struct ww_dma_device;

namespace ww {

struct Adapter {
	ww_dma_device *device;
	u32 width;			/* the bits of the addresses that its memory may have */
	bool is_narrow;			/* some memory of the machine is beyond that */
	size_t maximum_length;		/* of a transfer */
	u32 registers;			/* pages that a transfer of that length may touch */
};

/*
 * The device has that width, or what a narrower adapter of it has: that holds for all of them. False if it cannot have
 * memory then. PASSIVE_LEVEL.
 */
bool adapter_init(Adapter &adapter, ww_dma_device *device, u32 width, size_t maximum_length);

/* What one page of a transfer is mapped as. */
struct MappedPiece {
	u64 address;			/* that the device sees */
	u64 physical;
	u32 bytes;
	s32 bounce;			/* the number of its bounce page, or one of: */
	size_t at;			/* in the chain of MDLs */
};

constexpr s32 kMapped = -1;		/* by Linux */
constexpr s32 kUnmapped = -2;		/* a flush has ended it, though of a part only */

struct BouncePage {
	void *memory;
	u64 address;
};

/*
 * The memory for a transfer of an adapter, so that one cannot fail for lack of memory of the kernel's.
 * Its functions are called by one thread at a time.
 */
class Transfer {
public:
	/* False without memory: exit() frees what there is. <= DISPATCH_LEVEL. */
	bool init(const Adapter &adapter);
	/*
	 * The same for @registers pages, and a list of the caller's with as many elements. It has no bounce
	 * pages before use_row().
	 */
	bool init(const Adapter &adapter, u32 registers, PSCATTER_GATHER_LIST list);
	void exit();

	/*
	 * Bounce pages of the caller's, one behind the other. @all: each page of a transfer is copied, so that the
	 * transfer is in one piece.
	 */
	void use_row(const BouncePage &first, bool all);

	/*
	 * Maps at most @bytes of the MDL chain from @offset on, in at most @most elements. Returns the
	 * bytes, and a status of failure if there are none: INSUFFICIENT_RESOURCES, or
	 * INVALID_PARAMETER for a chain that is shorter or whose pages are no memory. <= DISPATCH_LEVEL.
	 */
	size_t map(PMDL mdl, size_t offset, size_t bytes, u32 most, bool to_device, NTSTATUS &status);
	/*
	 * The same, but what is mapped stays, until it is flushed: once something was, the rest of what was mapped
	 * before that ends.
	 */
	size_t map_more(PMDL mdl, size_t offset, size_t bytes, u32 most, bool to_device, NTSTATUS &status);
	/* The device has moved these bytes of the chain. False if none of them is mapped. */
	bool flush(size_t offset, size_t bytes);
	/* The device is ready. @done: the bytes that it moved, from the beginning. */
	void unmap(size_t done);

	bool is_mapped() const { return pieces_in_use_; }
	/* It has no room for another page. */
	bool is_full() const { return pieces_in_use_ == registers_ || bounces_in_use_ == registers_; }
	bool is_unflushed() const { return pieces_in_use_ && !was_flushed_; }
	bool has_bounces() const { return bounces_in_use_; }
	PSCATTER_GATHER_LIST list() { return list_; }

private:
	bool add(MappedPiece piece, u32 most, NTSTATUS &status);
	void end(const MappedPiece &piece, size_t from, size_t to);
	BouncePage bounce_page(u32 number) const;
	void *bounced(const MappedPiece &piece) const;
	bool bounce(MappedPiece &piece);
	bool append(const MappedPiece &piece, u32 most);

	const Adapter *adapter_;
	u32 registers_;			/* the pages that it has room for */
	PSCATTER_GATHER_LIST list_;	/* with room for as many elements */
	bool owns_list_;
	MappedPiece *pieces_;		/* likewise */
	BouncePage *bounces_;		/* likewise; null if the adapter is not narrow, or it has: */
	BouncePage row_;		/* or a null memory */
	bool bounces_all_;
	u32 pieces_in_use_;
	u32 bounces_in_use_;
	bool to_device_;
	bool was_flushed_;
};

} /* namespace ww */
