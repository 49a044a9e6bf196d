/* SPDX-License-Identifier: MIT */
#pragma once

#include "chip.hpp"

constexpr ULONG kTag = '0001';
constexpr ULONG kMtu = 1500;
constexpr ULONG64 kGigabit = 1000000000;
constexpr ULONG kDescriptors = 128;	/* of each ring */
constexpr ULONG kBuffers = 256;		/* half of them are in the ring, and the others above */
constexpr ULONG kBufferBytes = 2048;
constexpr ULONG kMostElements = 32;	/* of a frame to send */

/* Memory that the chip reads and writes as well. */
struct SharedMemory {
	PUCHAR address;
	NDIS_PHYSICAL_ADDRESS physical;
	ULONG bytes;
};

struct Buffer {
	Buffer *next;			/* of the free ones */
	PNET_BUFFER_LIST list;		/* with an MDL of the whole buffer */
	PMDL mdl;
	ULONG64 physical;
};

/* Frames of the chip's, by the number of their first descriptor. */
struct Sent {
	PNET_BUFFER frame;
	PSCATTER_GATHER_LIST elements;
	ULONG last;			/* descriptor */
};

struct Adapter {
	NDIS_HANDLE handle;
	NDIS_HANDLE interrupt;
	NDIS_HANDLE dma;
	NDIS_HANDLE item;		/* looks at the link */
	NDIS_HANDLE pool;
	PUCHAR registers;
	ULONG register_bytes;
	bool has_messages;
	UCHAR permanent_address[6];
	UCHAR current_address[6];
	volatile LONG causes;		/* that the DPC has not handled */
	volatile ULONG packet_filter;
	NDIS_EVENT unused;		/* it is paused, and has no users */

	NDIS_SPIN_LOCK lock;
	/* Under the lock: */
	bool running;			/* from MiniportRestart to MiniportPause */
	bool item_queued;
	ULONG users;			/* the item, push(), and buffers that NDIS has */

	SharedMemory send_ring;
	Sent sent[kDescriptors];
	PNET_BUFFER_LIST waiting;	/* for descriptors */
	PNET_BUFFER_LIST *last_waiting;
	PNET_BUFFER waiting_frame;	/* the next one of the first list */
	bool pushing;
	ULONG send_next;		/* free descriptor */
	ULONG send_done;		/* the first that the chip may have */
	ULONG64 frames_sent;

	SharedMemory receive_ring;
	SharedMemory buffer_memory;
	Buffer buffers[kBuffers];
	Buffer *ring[kDescriptors];
	Buffer *free_buffers;
	ULONG receive_next;
	ULONG64 frames_received;
	ULONG64 frames_without_buffer;
};

/* adapter.cpp: the states of an adapter. */
MINIPORT_INITIALIZE initialize;
MINIPORT_HALT halt;
MINIPORT_RESTART restart;
MINIPORT_PAUSE pause;
MINIPORT_SHUTDOWN shut_down;
/* MiniportPause waits for the users of its adapter. */
void unuse(Adapter *adapter, ULONG users);
void unuse_locked(Adapter *adapter, ULONG users);

/* interrupt.cpp. Messages, if there are any. */
NDIS_STATUS make_interrupt(Adapter *adapter);

/* chip.cpp. At PASSIVE_LEVEL, apart from the registers and chip_set_filter(). */
ULONG chip_read(const Adapter *adapter, Register which);
void chip_write(Adapter *adapter, Register which, ULONG value);
bool chip_reset(Adapter *adapter);
/* From its rings' first descriptors on. */
void chip_start(Adapter *adapter);
/* Neither ring is read or written after that, and no interrupt comes. */
void chip_stop(Adapter *adapter);
void chip_set_filter(Adapter *adapter);

/* send.cpp */
MINIPORT_SEND_NET_BUFFER_LISTS send;
MINIPORT_CANCEL_SEND cancel_send;
MINIPORT_PROCESS_SG_LIST fill_descriptors;
bool make_sends(Adapter *adapter);
void free_sends(Adapter *adapter);
/* Completes what the chip has sent, and gives it more. At DISPATCH_LEVEL. */
void take_sent(Adapter *adapter);
/* Completes all, sent or not. The chip has been stopped. */
void abandon_sends(Adapter *adapter);

/* receive.cpp */
MINIPORT_RETURN_NET_BUFFER_LISTS take_back;
bool make_receives(Adapter *adapter);
void free_receives(Adapter *adapter);
/* Fills the ring with buffers. There are enough, as NDIS has none. */
void fill_ring(Adapter *adapter);
/* True if there are more than @most. At DISPATCH_LEVEL. */
bool take_received(Adapter *adapter, ULONG most);

bool allocate_shared(Adapter *adapter, SharedMemory &memory, ULONG bytes);
void free_shared(Adapter *adapter, SharedMemory &memory);
