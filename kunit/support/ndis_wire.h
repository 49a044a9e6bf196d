/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Shared by the suites of NDIS's frames: a miniport driver whose adapter has a peer in place of an
 * interface, and that does with frames what a case sets.
 */
#ifndef WINWORK_KUNIT_NDIS_WIRE_H
#define WINWORK_KUNIT_NDIS_WIRE_H

#include "support.h"

#include <linux/spinlock.h>

#include <ndis.h>
#include <winwork/ndis_port.h>
#include <winwork/pnp_port.h>

#define WIRE_MTU 1500
#define WIRE_EVENTS 64
#define WIRE_MULTICAST 4	/* addresses that the driver takes */
#define WIRE_FRAMES 2048

/* What the driver does in MiniportSendNetBufferLists. */
enum wire_send {
	WIRE_COMPLETES,			/* the chain, in the call */
	WIRE_HOLDS,			/* until a case takes it by wire_take() */
};

struct wire_frame {
	ULONG bytes;
	atomic_t times;			/* that it came back */
	WINWORK_NDIS_PEER_RESULT result;
};

struct wire {
	struct kunit *test;
	NDIS_HANDLE miniport;
	NDIS_HANDLE adapter;
	NDIS_HANDLE peer;
	PWINWORK_SOFT_DEVICE device;	/* of the adapter, if wire_plug() has made it */
	char events[WIRE_EVENTS];	/* I R P H X Q handlers, + - the interface, C a cancel, S a surprise */

	/* A case sets these before wire_start(). */
	bool has_no_attributes;
	bool has_no_peer;
	bool has_no_return;
	NDIS_MEDIUM medium;
	NDIS_MEDIA_CONNECT_STATE connected;
	NDIS_STATUS initialize_status;
	NDIS_STATUS restart_status;
	NDIS_STATUS pause_status;
	bool cancel_does_nothing;
	ULONG attribute_flags;		/* NDIS_MINIPORT_ATTRIBUTES_ */
	void (*before_attributes)(struct wire *wire);
	void (*on_initialize)(struct wire *wire, PNDIS_MINIPORT_INIT_PARAMETERS parameters);
	void (*on_restart)(struct wire *wire);
	void (*on_pause)(struct wire *wire);
	NDIS_HALT_ACTION halt_action;	/* of the last MiniportHaltEx */
	bool has_no_shutdown;
	NDIS_SHUTDOWN_ACTION shutdown_action;	/* of MiniportShutdownEx, as the next */
	KIRQL shutdown_irql;

	/* Sends. */
	enum wire_send sends;
	NDIS_STATUS send_status;	/* of WIRE_COMPLETES */
	void (*on_send)(struct wire *wire, PNET_BUFFER_LIST chain);
	spinlock_t lock;		/* of the next two */
	PNET_BUFFER_LIST first, *last;	/* that are held, in the order of their coming */
	atomic_t sends_called;
	ULONG send_flags;		/* of the last call */
	KIRQL send_irql;
	PVOID cancel_id;

	/* Requests: each packet filter that was set. */
	ULONG filters[WIRE_EVENTS];
	atomic_t filters_set;
	bool requests_pend;		/* until a case completes the last */
	PNDIS_OID_REQUEST request;
	struct completion request_came;
	/* In place of what follows for other requests than those for the packet filter. */
	NDIS_STATUS (*on_request)(struct wire *wire, PNDIS_OID_REQUEST request);
	PVOID cancelled_request;	/* the ID of MiniportCancelOidRequest */
	void (*on_cancel_request)(struct wire *wire, PVOID id);

	/* Checks for a hang, each second, if a case sets is_checked. */
	bool is_checked;
	bool has_no_reset;
	atomic_t hangs;			/* how many next checks find one */
	struct completion checked;	/* once for each */
	KIRQL check_irql, reset_irql;
	struct completion reset_came;
	NDIS_STATUS reset_status;
	BOOLEAN is_addressing_reset;
	void (*on_reset)(struct wire *wire);

	/* What the peer and MiniportReturnNetBufferLists are told. */
	WINWORK_NDIS_PEER_ATTRIBUTES attributes;
	atomic_t sent, wakes, received, bad_lengths, links, returned, return_calls;
	ULONG return_flags;
	BOOLEAN is_up, is_full_duplex;
	ULONG64 speed;
	u8 *data;			/* of the last received frame */
	ULONG data_bytes;
	void (*on_received)(struct wire *wire);
	void (*on_link)(struct wire *wire);	/* before it is noted */
};

/* A driver without an adapter; wire_start() adds one, and returns the status. */
struct wire *new_wire(struct kunit *test);
NDIS_STATUS wire_start(struct wire *wire);
/* The same for the adapter of a software device. It may be called again when wire_unplug() has taken that away. */
NTSTATUS wire_plug(struct wire *wire, const WINWORK_SOFT_DEVICE_CONFIG *config);
void wire_unplug(struct wire *wire, bool surprise);
/* Both of the first two. */
struct wire *started_wire(struct kunit *test);
/* Adds a letter to the events. */
void wire_note(struct wire *wire, char event);
/* Unplugs the device or halts the adapter, if there is one, and ends the driver. */
void wire_end(struct wire *wire);

/* Sends a frame of one part, @frame's context, on queue 0; returns whether it was taken. */
bool wire_send(struct wire *wire, struct wire_frame *frame, void *data, ULONG bytes);
/* The first @count held lists, or all for 0, as a chain that ends with NULL. */
PNET_BUFFER_LIST wire_take(struct wire *wire, unsigned int count);
/* Takes all and completes them with this status. */
void wire_complete_all(struct wire *wire, NDIS_STATUS status);
/* Lets NDIS look at the sends so many times, without a report. */
void wire_pass_time(struct wire *wire, int looks);

#endif /* WINWORK_KUNIT_NDIS_WIRE_H */
