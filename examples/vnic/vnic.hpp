/* SPDX-License-Identifier: MIT */
#pragma once

#include <ndis.h>

constexpr ULONG kTag = 'cinV';
constexpr ULONG kAdapters = 64;
constexpr ULONG kHeaderBytes = 14;
constexpr ULONG kVlanBytes = 4;

/* An adapter is one end of a wire. The first and the second adapter share a wire, and so on. */
struct Adapter {
	NDIS_HANDLE handle;
	NDIS_HANDLE item;
	NDIS_HANDLE pool;		/* of the frames that it receives */
	ULONG index;
	ULONG mtu;
	UCHAR permanent_address[NDIS_MAX_PHYS_ADDRESS_LENGTH];
	UCHAR current_address[NDIS_MAX_PHYS_ADDRESS_LENGTH];
	volatile ULONG packet_filter;
	NDIS_SPIN_LOCK lock;
	/* Under the lock: */
	BOOLEAN running;		/* from MiniportRestart to MiniportPause */
	BOOLEAN item_queued;
	PNET_BUFFER_LIST sends;		/* that wait for the item */
	PNET_BUFFER_LIST *last_send;	/* the end of that list */
	ULONG users;			/* see use() */
	ULONG frames_sent;
	ULONG frames_received;
	NDIS_EVENT unused;		/* it is paused, and has no users */
};

/* adapter.cpp: the adapters, and the state of each. */
MINIPORT_INITIALIZE initialize;
MINIPORT_HALT halt;
MINIPORT_RESTART restart;
MINIPORT_PAUSE pause;

/*
 * Adds users to an adapter that is running: its item, the other end's item, and each received frame
 * that is out. MiniportPause waits for all of them. False if the adapter is paused.
 */
bool use(Adapter *adapter, ULONG users);
/* Without users the adapter may be gone. */
void unuse(Adapter *adapter, ULONG users);
/* The other end, with a user more; null if there is none, or if it is paused. */
Adapter *use_other_end(Adapter *adapter);

void lock_adapters();
void unlock_adapters();

/* configuration.cpp: what the registry says. */
NDIS_STATUS read_configuration(Adapter *adapter);

/* frames.cpp */
MINIPORT_SEND_NET_BUFFER_LISTS send;
MINIPORT_RETURN_NET_BUFFER_LISTS take_back;
MINIPORT_CANCEL_SEND cancel_send;
bool make_pool(Adapter *adapter);
/* Takes all sends that wait. */
PNET_BUFFER_LIST take_sends(Adapter *adapter);
void complete(Adapter *adapter, PNET_BUFFER_LIST sends, NDIS_STATUS status, ULONG flags);
