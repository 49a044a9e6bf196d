/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A protocol driver that is bound to the adapters of wires, and does what a case sets.
 */
#ifndef WINWORK_KUNIT_NDIS_LISTENER_H
#define WINWORK_KUNIT_NDIS_LISTENER_H

#include "ndis_wire.h"

#define LISTENER_BINDINGS 4
#define LISTENER_LISTS 16

struct listener;

/* How often NetEventBindsComplete came, which is for no listener in particular. */
extern atomic_t listener_binds_complete;

struct listener_binding {
	struct listener *listener;
	NDIS_HANDLE bind_context;
	NDIS_HANDLE handle;		/* NULL before the open, and after the close */
	NDIS_HANDLE unbind_context;
	PNET_PNP_EVENT_NOTIFICATION event;	/* the last one */
	NDIS_STATUS open_status;

	/* Sends that are back, in order. */
	PNET_BUFFER_LIST back[LISTENER_LISTS];
	int back_count, back_calls;
	/* Received lists: how many, how many of them with NDIS_RECEIVE_FLAGS_RESOURCES, and the last one. */
	int received, lent;
	u8 data[64];
	ULONG data_bytes, receive_flags, nbl_flags;
	PNET_BUFFER_LIST kept;		/* with the driver's own links */
	/* Statuses. */
	int statuses;
	NDIS_STATUS status;
};

struct listener_request {
	NDIS_OID_REQUEST request;
	NDIS_STATUS status;
	struct completion done;
	int place;			/* in the order of their completion, from 1 on */
};

struct listener {
	struct kunit *test;
	struct wire *wire;		/* its events get: b bind, u unbind, r restart, p pause */
	NDIS_HANDLE protocol;
	struct listener_binding bindings[LISTENER_BINDINGS];
	int count;			/* of binds that have begun */

	/* A case sets these before listener_start(). */
	NDIS_STATUS bind_status;
	bool opens_nothing;
	bool never_closes;
	bool binds_pend, unbinds_pend, events_pend;	/* until the case completes them */
	NDIS_MEDIUM medium;
	void (*on_bind)(struct listener_binding *binding, PNDIS_BIND_PARAMETERS parameters);
	void (*on_unbind)(struct listener_binding *binding);
	struct completion bind_came, unbind_came, event_came;
	void (*on_pause)(struct listener_binding *binding);
	bool keeps;			/* received lists, until the case returns them; else they are returned */
	atomic_t requests_done;
	NDIS_HANDLE pool, buffer_pool;
};

/* A driver that is not registered. */
struct listener *new_listener(struct kunit *test, struct wire *wire);
NDIS_STATUS listener_start(struct listener *listener);
struct listener *started_listener(struct kunit *test, struct wire *wire);
/* Deregisters it, and frees its pools; or the first alone. */
void listener_end(struct listener *listener);
void listener_deregister(struct listener *listener);

/* NdisOpenAdapterEx as ProtocolBindAdapterEx calls it. */
NDIS_STATUS listener_open(struct listener_binding *binding, PNDIS_STRING name);
void listener_close(struct listener_binding *binding);

/* A list of a frame of @bytes in each of @buffers net buffers, in memory of the case. */
PNET_BUFFER_LIST listener_list(struct listener *listener, void *data, ULONG bytes, int buffers);
void listener_free(PNET_BUFFER_LIST list);
/* Returns what the binding has kept. */
void listener_return(struct listener_binding *binding);

/* Sends a request, and waits for it only in listener_ask(), which returns its status. */
NDIS_STATUS listener_request(struct listener_binding *binding, struct listener_request *request,
			     NDIS_REQUEST_TYPE type, NDIS_OID oid, void *buffer, ULONG bytes);
NDIS_STATUS listener_ask(struct listener_binding *binding, NDIS_REQUEST_TYPE type, NDIS_OID oid, void *buffer,
			 ULONG bytes, ULONG *written);
/* wire::on_request of a driver that does all that it is asked. */
NDIS_STATUS listener_takes_all(struct wire *wire, PNDIS_OID_REQUEST request);
/* Sets the binding's packet filter. */
void listener_filter(struct listener_binding *binding, ULONG filter);

#endif /* WINWORK_KUNIT_NDIS_LISTENER_H */
