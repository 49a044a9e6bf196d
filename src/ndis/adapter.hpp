/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Adapters of miniport drivers, as the files of this folder see them.
 */
#pragma once

#include "adapter_key.hpp"
#include "bindings.hpp"
#include "filter.hpp"
#include "hang_watch.hpp"
#include "objects.hpp"
#include "operation.hpp"
#include "send_watch.hpp"
#include "state.hpp"

namespace ww {

/*
 * What WinWork keeps of the general attributes. MiniportInitializeEx writes them, and nothing changes them
 * later.
 */
struct GeneralAttributes {
	bool are_set;
	NDIS_MEDIUM medium;
	ULONG mtu;			/* bytes behind the link header */
	ULONG packet_filters;		/* that the driver supports: NDIS_PACKET_TYPE_ flags */
	USHORT address_bytes;
	UCHAR address[NDIS_MAX_PHYS_ADDRESS_LENGTH];
	UCHAR permanent_address[NDIS_MAX_PHYS_ADDRESS_LENGTH];
	/* Protocol drivers are told of these alone. */
	NDIS_PHYSICAL_MEDIUM physical_medium;
	ULONG64 most_sent_bits;		/* per second, as the next */
	ULONG64 most_received_bits;
	ULONG lookahead;
	ULONG mac_options;
	ULONG most_multicast;		/* addresses */
	ULONG data_back_fill;
	ULONG context_back_fill;
	NET_IF_ACCESS_TYPE access;
	NET_IF_DIRECTION_TYPE direction;
	NET_IF_CONNECTION_TYPE connection;
	NET_IFTYPE type;
	BOOLEAN has_connector;
};

struct Peer;
struct Stack;

struct Link {
	Atomic<bool> is_up;
	Atomic<bool> is_full_duplex;
	Atomic<u64> bits_per_second;	/* 0: not known */

	/* A link of unknown state counts as up. */
	void set(NDIS_MEDIA_CONNECT_STATE connected, NDIS_MEDIA_DUPLEX_STATE duplex, ULONG64 speed)
	{
		is_up.store(connected != MediaConnectStateDisconnected);
		is_full_duplex.store(duplex == MediaDuplexStateFull);
		bits_per_second.store(speed == NET_IF_LINK_SPEED_UNKNOWN ? 0 : speed);
	}

	bool is(const Link &other) const
	{
		return is_up.load() == other.is_up.load() && is_full_duplex.load() == other.is_full_duplex.load() &&
		       bits_per_second.load() == other.bits_per_second.load();
	}
};

struct Adapter {
	MiniportDriver *miniport;	/* referenced */
	NDIS_HANDLE context;		/* the driver's, from its registration attributes */
	AdapterKey key;
	/* Of a device of Plug and Play; null for an adapter without hardware. See plug_and_play.hpp. */
	PDEVICE_OBJECT pdo;
	PDEVICE_OBJECT fdo;
	PDEVICE_OBJECT lower;		/* below @fdo */
	PCM_RESOURCE_LIST raw;		/* from the start of the device on; null without resources */
	PCM_RESOURCE_LIST translated;
	NDIS_HANDLE add_device_context;	/* the driver's, from MiniportAddDevice */
	bool is_in_add_device;		/* that is called */
	bool is_initialized;		/* MiniportInitializeEx has succeeded, once at least */
	u32 number;			/* from 1 on; no other adapter has had it */
	Atomic<bool> halting;		/* the caller that sets it halts the adapter */
	AdapterStates states;
	GeneralAttributes attributes;
	bool are_registered;		/* the registration attributes are set */
	bool knows_power;		/* the driver handles OID_PNP_SET_POWER */
	bool is_asleep;			/* see power.hpp */
	bool is_started;		/* adapter_start() has succeeded, and it has not been halted */
	Atomic<PDMA_ADAPTER> shared_memory;	/* see dma.cpp */
	Link own_link;			/* what the driver last said, in its general attributes or a status indication */
	Link link;			/* what filter modules have made of it */
	Atomic<Peer *> peer;		/* open; in place of Linux's interface */
	Atomic<Stack *> stack;		/* while there is an interface */
	Stack *unbound;			/* those before, until the object ends */
	/* What has been reported once. */
	Atomic<bool> has_said_level;	/* a call's flag names a wrong IRQL */
	Atomic<bool> has_said_frame;	/* an indicated list has no frame, or no right one */
	FilterList filters;
	Atomic<bool> has_detour;	/* frames take another way than between binding and driver: see path.hpp */
	Atomic<bool> is_held;		/* the interface sends nothing: the stack is paused */
	Atomic<bool> has_failed;	/* to restart, while it has an interface */
	Atomic<u32> missing_filters;	/* mandatory ones, which have failed */
	KEVENT turn_free;		/* of StackTurn */
	u64 stack_number;		/* under the turn of filter_list.cpp; 0: no filter driver joins */
	Adapter *next_stack;		/* likewise */
	Operation state_change;
	Operation request;
	KEVENT request_idle;		/* signalled while no request is in progress */
	Atomic<u32> requests;		/* begun, and completed: odd while one is in progress */
	HangWatch hang_watch;
	SendWatch send_watch;
	AdapterBindings bindings;
	Atomic<ULONG> packet_filter;	/* that the driver was to get; in the turn of AdapterBindings::filter_free, as the next */
	bool has_no_filter;		/* it has refused it, or the request was cancelled */
};

/*
 * Parameter 1 of BUGCODE_NDIS_DRIVER for a call that does not fit the adapter's state. Behind it: the
 * adapter, its state.
 */
constexpr uintptr_t kWrongState = 0x1f;

/*
 * Has the miniport driver handle a request, one at a time for an adapter, and waits. @sender: see stack_request().
 * PASSIVE_LEVEL.
 */
NDIS_STATUS ndis_request(Adapter &adapter, NDIS_OID_REQUEST &request, RequestQueue *sender);
/* The same for NDIS itself, which has the turn of requests. */
NDIS_STATUS ndis_request_in_turn(Adapter &adapter, NDIS_OID_REQUEST &request);

/* MiniportPause of an adapter that runs, and MiniportRestart. False if that fails. In the stack's turn. PASSIVE_LEVEL. */
void adapter_pause(Adapter &adapter, ULONG reason);
bool adapter_restart(Adapter &adapter);

/* ---- The steps of its life. PASSIVE_LEVEL. ---------------------------------------------------- */

/*
 * An adapter for which no handler has been called yet; null without memory. The caller owns a reference beside the
 * creator's, which adapter_delete() drops.
 */
Adapter *adapter_create(MiniportDriver &miniport);

/* MiniportInitializeEx, and then the start of its stack. Without success the adapter is halted. */
NDIS_STATUS adapter_start(Adapter &adapter);

/* MiniportInitializeEx, of an adapter that is halted. */
NDIS_STATUS adapter_initialize(Adapter &adapter);

/* The end of its interface, bindings and modules, and MiniportHaltEx. The caller has a reference. */
void adapter_halt(Adapter &adapter, NDIS_HALT_ACTION action);

/* Invalidates the handle, reports the things that the driver has not freed, drops a reference. */
void adapter_delete(Adapter &adapter);

/* Adds the adapters of the first miniport driver that @driver has registered, if there is one. */
NTSTATUS ndis_start(PDRIVER_OBJECT driver);

/* Halts all adapters of @driver that have no device. */
void ndis_halt_all(PDRIVER_OBJECT driver);

} /* namespace ww */
