/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Adapters: how a device of a driver reads and writes memory.
 *
 * A transfer maps the pages of an MDL for the device, and gives it a list of their addresses. A page
 * that the device does not reach has a copy in a bounce page, which the adapter has from the start: it
 * is filled before the transfer, or copied back behind it.
 */
#pragma once

#include <wdm.h>

#include "base/types.hpp"

struct ww_dma_device;

namespace ww {

struct Adapter {
	ww_dma_device *device;
	u32 width;			/* the bits of an address that the device has */
	bool is_narrow;			/* some memory of the machine is beyond that */
	size_t maximum_length;		/* of a transfer */
	u32 registers;			/* pages that a transfer of that length may touch */
};

/* Sets the width of the device. False if it cannot have memory then. PASSIVE_LEVEL. */
bool adapter_init(Adapter &adapter, ww_dma_device *device, u32 width, size_t maximum_length);

/* What one page of a transfer is mapped as. */
struct MappedPiece {
	u64 address;			/* that the device sees */
	u64 physical;
	u32 bytes;
	s32 bounce;			/* the number of its bounce page, or -1 */
};

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
	/* False without memory. PASSIVE_LEVEL or DISPATCH_LEVEL: at the latter only if not narrow. */
	bool init(const Adapter &adapter);
	void exit();

	/*
	 * Maps at most @bytes of the MDL chain from @offset on, in at most @most elements. Returns the
	 * bytes, and a status of failure if there are none: INSUFFICIENT_RESOURCES, or
	 * INVALID_PARAMETER for a chain that is shorter or whose pages are no memory. <= DISPATCH_LEVEL.
	 */
	size_t map(PMDL mdl, size_t offset, size_t bytes, u32 most, bool to_device, NTSTATUS &status);
	/* The device is ready. @done: the bytes that it moved, from the beginning. */
	void unmap(size_t done);

	bool is_mapped() const { return pieces_in_use_; }
	PSCATTER_GATHER_LIST list() { return list_; }

private:
	bool add(u64 physical, u32 bytes, u32 most, NTSTATUS &status);
	bool bounce(MappedPiece &piece);
	bool append(const MappedPiece &piece, u32 most);

	const Adapter *adapter_;
	PSCATTER_GATHER_LIST list_;	/* with room for the adapter's registers */
	MappedPiece *pieces_;		/* likewise */
	BouncePage *bounces_;		/* likewise; null if the adapter is not narrow */
	u32 pieces_in_use_;
	u32 bounces_in_use_;
	bool to_device_;
};

} /* namespace ww */
