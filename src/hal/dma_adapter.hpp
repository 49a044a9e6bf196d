/* SPDX-License-Identifier: GPL-2.0 */
/*
 * DMA adapters of WDM drivers: what IoGetDmaAdapter returns, and what its operations make. An adapter is an object,
 * so that the pointers of drivers are checked; each operation has a reference on it.
 *
 * An adapter that reaches all memory needs no map registers. Any other has a row of bounce pages, which are its map
 * registers: a transfer takes as many as it has pages, and waits if they are in use.
 *
 * When the hardware of the device goes, the adapter is revoked. The operations that run are waited for; then what the
 * driver has left is reported and ended. Operations that begin later make nothing new, take back whatever they are
 * given, and touch neither the hardware nor what belongs to it.
 */
#pragma once

#include <wdm.h>

#include "adapter.hpp"
#include "base/atomic.hpp"
#include "base/call_site.hpp"
#include "base/digital_tree.hpp"
#include "base/lock.hpp"
#include "base/report.hpp"
#include "dma_calls.hpp"
#include "linux/done.h"
#include "ob/object.hpp"

namespace ww {

struct Node;

/* Parameter 1 of DRIVER_VERIFIER_DMA_VIOLATION. */
enum DmaViolation : uintptr_t {
	kBufferNotAllocated = 0x03,	/* or freed twice; the memory */
	kNoChannel = 0x04,
	kNoRegisters = 0x05,		/* MapRegisterBase */
	kListNotAllocated = 0x06,	/* or put twice; the list */
	kBuffersLeft = 0x07,		/* the adapter, their number; as the next one */
	kRegistersLeft = 0x09,
	kListsLeft = 0x0a,
	kTooManyRegisters = 0x0c,	/* those that the driver has */
	kNotLocked = 0x0e,		/* the MDL */
	kFreedMapped = 0x10,		/* MapRegisterBase */
	kAdapterLeft = 0x11,
	kDmaAtBadIrql = 0x13,		/* the IRQL */
	kNotMapped = 0x16,		/* the address */
	kNoSuchAdapter = 0x18,		/* the pointer; as the next one */
	kNullAdapter = 0x19,
	kOutsideMdl = 0x1b,		/* the address, the MDL */
	kBeyondMdl = 0x1f,		/* the address, the bytes, the MDL */
	kNoDmaBytes = 0x21,
	kBadDmaVersion = 0x25,		/* the version */
};

struct DmaAdapter;

/* A common buffer of a driver's. */
struct DmaBuffer {
	DmaBuffer *child[2];
	void *memory;
	u64 address;			/* that the device sees */
	size_t bytes;
	CallSite call;			/* that has made it */
	struct ww_later later;		/* that frees it */
	DmaAdapter *adapter;		/* used until then */

	u64 number() const { return address_of(memory); }
};

struct DmaRegisters;

constexpr u32 kMostBounces = 64;

/* A request for map registers, or for these and the channel of the adapter. Those of an adapter are served in their order. */
struct DmaWait {
	LIST_ENTRY link;
	bool needs_channel;
	u32 registers;
	s32 first;			/* the number of the first one it has; -1 for none */
	void (*run)(DmaWait &wait);	/* it has them, at last. DISPATCH_LEVEL */
	void (*drop)(DmaWait &wait);	/* it never gets them */
};

struct DmaAdapter {
	DMA_ADAPTER shown;		/* what the driver has */
	Adapter adapter;
	PDEVICE_OBJECT pdo;		/* for reports only, once it is revoked */
	const void *caller;		/* of IoGetDmaAdapter */
	bool is_in_one_piece;		/* each transfer is, since the device knows no lists */
	Node *node;			/* while it is entered */
	struct ww_later later;			/* for a PutDmaAdapter at DISPATCH_LEVEL */
	bool is_ending;			/* by PutDmaAdapter. Under the lock of src/pnp/dma.cpp, as the next three */
	LIST_ENTRY of_node;
	bool is_entered;		/* in the list of the node's */
	bool is_marked;			/* it is or was revoked by the node */
	bool is_put;			/* by the driver */

	Lock lock;			/* covers what follows */
	bool is_revoked;		/* or the driver has put it */
	u32 uses;			/* operations that run, and began before that */
	BouncePage row;			/* the first of the bounce pages; a null memory without any */
	u64 used;			/* a bit for each of them */
	DigitalTree<DmaBuffer> buffers;
	u32 buffer_count;
	LIST_ENTRY lists;
	u32 list_count;
	LIST_ENTRY registers;		/* that drivers have by channels */
	u32 registers_count;
	bool is_channel_taken;
	DmaRegisters *holder;		/* the registers that go with the channel, or null */
	LIST_ENTRY waits;
	u32 wait_count;
	bool is_serving;		/* a thread serves the waits */
};

extern const ObjectType dma_adapter_type;

/*
 * An adapter for a device, of which @device is Linux's; with the creator's reference, which a driver gives up by
 * PutDmaAdapter. Null without memory. PASSIVE_LEVEL.
 */
DmaAdapter *dma_adapter_create(PDEVICE_OBJECT pdo, PDRIVER_OBJECT driver, ww_dma_device *device,
			       const DEVICE_DESCRIPTION &description);

/* Calls of PutDmaAdapter come there. <= DISPATCH_LEVEL. False, and nothing is done, for a second one. */
using PutAdapter = bool (*)(DmaAdapter &adapter);
void dma_adapters_init(PutAdapter put);

/* The end of one that has nothing left: waits for operations, and frees what the device reaches. PASSIVE_LEVEL. */
void dma_adapter_close(DmaAdapter &adapter);

/* The hardware goes: reports and ends what is left. PASSIVE_LEVEL. */
void dma_adapter_revoke(DmaAdapter &adapter);

/* ---- For the operations ---------------------------------------------------------------------- */

Violation dma_violation(CallSite call, const DmaAdapter &adapter, DmaViolation which, uintptr_t second = 0,
			uintptr_t third = 0);

/*
 * The adapter that a driver passes, with a reference for the time of the call. The hardware stays for that time, unless
 * the adapter is revoked when the call begins, or it comes at an IRQL above DISPATCH_LEVEL.
 */
class DmaUse {
public:
	/* Reports a wrong pointer. */
	DmaUse(CallSite call, PDMA_ADAPTER pointer);
	~DmaUse();
	DmaUse(const DmaUse &) = delete;
	DmaUse &operator=(const DmaUse &) = delete;

	explicit operator bool() const { return adapter_; }
	DmaAdapter &operator*() const { return *adapter_; }
	DmaAdapter *operator->() const { return adapter_; }
	/* Whether the hardware stays. */
	bool has_hardware() const { return is_counted_; }
	/* It may go from now on. */
	void let_hardware_go();
	/* Of one whose hardware stays: the use goes on after this object's end, until another one is made of the adapter. */
	DmaAdapter *keep();
	explicit DmaUse(DmaAdapter *kept) : adapter_(kept), is_counted_(true) {}

private:
	DmaAdapter *adapter_;
	bool is_counted_;
};

/* False, after a report, at another IRQL. */
bool dma_at_dispatch(CallSite call, const DmaAdapter &adapter);
bool dma_at_dispatch_or_below(CallSite call, const DmaAdapter &adapter);
bool dma_at_passive(CallSite call, const DmaAdapter &adapter);

/* False, after a report, of one that is revoked. */
bool dma_is_there(CallSite call, DmaAdapter &adapter);
bool dma_is_revoked(DmaAdapter &adapter);

/* What a driver wants to move. */
struct DmaRange {
	PMDL mdl;
	size_t offset;			/* in the chain of MDLs */
	size_t bytes;
	u32 registers;			/* the pages that it touches */
};

inline u32 dma_pages_of(size_t first, size_t bytes)
{
	return static_cast<u32>((first % PAGE_SIZE + bytes + PAGE_SIZE - 1) / PAGE_SIZE);
}

/* Fills in all, after checks of the MDLs. Without success it has said why. */
NTSTATUS dma_check_range(CallSite call, const DmaAdapter &adapter, PMDL mdl, const void *address, size_t bytes,
			 DmaRange &range);

/*
 * Map registers for @wait: true if it has them, or none are needed. False if it waits, and run() is called later;
 * or, with @refused, if the adapter is revoked, or too many wait.
 */
bool dma_registers_get(DmaAdapter &adapter, DmaWait &wait, bool &refused);
/* Gives back those of @wait, and serves others. <= DISPATCH_LEVEL. */
void dma_registers_put(DmaAdapter &adapter, DmaWait &wait);
/* The channel is free again. <= DISPATCH_LEVEL. */
void dma_channel_put(DmaAdapter &adapter);
/* The first bounce page of @wait. */
BouncePage dma_first_bounce(const DmaAdapter &adapter, const DmaWait &wait);

/* dma_list.cpp: the operations of lists, and the end of those that a driver has left. */
extern const DMA_OPERATIONS dma_operations;
void dma_lists_revoke(DmaAdapter &adapter);

/* dma_channel.cpp: the operations of channels, and the end of the map registers that a driver has left. */
void dma_registers_revoke(DmaAdapter &adapter);

NTSTATUS NTAPI dma_allocate_channel(PDMA_ADAPTER pointer, PDEVICE_OBJECT device, ULONG registers,
				    PDRIVER_CONTROL routine, PVOID context);
PHYSICAL_ADDRESS NTAPI dma_map_transfer(PDMA_ADAPTER pointer, PMDL mdl, PVOID base, PVOID address, PULONG length,
					BOOLEAN to_device);
BOOLEAN NTAPI dma_flush(PDMA_ADAPTER pointer, PMDL mdl, PVOID base, PVOID address, ULONG length,
			BOOLEAN to_device);
VOID NTAPI dma_free_channel(PDMA_ADAPTER pointer);
VOID NTAPI dma_free_registers(PDMA_ADAPTER pointer, PVOID base, ULONG count);

NTSTATUS NTAPI dma_get_list(PDMA_ADAPTER pointer, PDEVICE_OBJECT device, PMDL mdl, PVOID address, ULONG bytes,
			    PDRIVER_LIST_CONTROL routine, PVOID context, BOOLEAN to_device);
VOID NTAPI dma_put_list(PDMA_ADAPTER pointer, PSCATTER_GATHER_LIST list, BOOLEAN to_device);
NTSTATUS NTAPI dma_calculate_list(PDMA_ADAPTER pointer, PMDL mdl, PVOID address, ULONG length, PULONG bytes,
				  PULONG registers);
NTSTATUS NTAPI dma_build_list(PDMA_ADAPTER pointer, PDEVICE_OBJECT device, PMDL mdl, PVOID address, ULONG bytes,
			      PDRIVER_LIST_CONTROL routine, PVOID context, BOOLEAN to_device, PVOID buffer,
			      ULONG room);
NTSTATUS NTAPI dma_build_mdl(PDMA_ADAPTER pointer, PSCATTER_GATHER_LIST list, PMDL original, PMDL *target);

} /* namespace ww */
