/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Shared by the suites of NDIS's filter modules: a filter driver over the adapter of a wire, which does with frames,
 * requests and indications what a case sets.
 */
#ifndef WINWORK_KUNIT_NDIS_SIEVE_H
#define WINWORK_KUNIT_NDIS_SIEVE_H

#include "ndis_wire.h"

enum sieve_action {
	SIEVE_PASSES,
	SIEVE_HOLDS,			/* until sieve_release() or FilterPause */
	SIEVE_ENDS,			/* completes, returns, or swallows it */
};

struct sieve {
	struct kunit *test;
	struct wire *wire;
	const char *letters;		/* in wire->events for attach, restart, pause, detach */
	NDIS_HANDLE driver;
	NDIS_HANDLE module;

	/* A case sets these before sieve_start(). */
	ULONG flags;
	bool has_no_send, has_no_receive, has_no_requests, has_no_request_cancel, has_no_status, has_no_events;
	bool sets_no_attributes;
	bool keeps;			/* FilterPause gives nothing back */
	NDIS_STATUS attach_status, options_status, restart_status, pause_status;
	NDIS_FILTER_PARTIAL_CHARACTERISTICS *options;	/* of FilterSetModuleOptions */
	void (*on_attach)(struct sieve *sieve, PNDIS_FILTER_ATTACH_PARAMETERS parameters);
	void (*on_options)(struct sieve *sieve);	/* in FilterSetModuleOptions */
	void (*on_restart)(struct sieve *sieve);
	void (*on_detach)(struct sieve *sieve);
	void (*on_receive)(struct sieve *sieve, PNET_BUFFER_LIST chain, ULONG flags);

	struct own_list *own;		/* a case's */

	enum sieve_action sends, receives, requests, statuses;
	spinlock_t lock;		/* of the next two */
	PNET_BUFFER_LIST sent, received;	/* that are held, the last one first */

	atomic_t sends_seen, completions_seen, receives_seen, returns_seen, own_back;
	atomic_t requests_seen, requests_done, cancels, statuses_seen, net_events, device_events;
	NDIS_STATUS completion_status;	/* of the last list that came back */
	ULONG receive_flags;
	NDIS_OID oid;
	PNDIS_OID_REQUEST request;	/* that is held */
	NDIS_STATUS request_status;
	struct completion request_came, request_done, restarted, pausing;
};

/* A filter driver that has not joined; sieve_start() has it join. */
struct sieve *new_sieve(struct wire *wire, const char *letters);
NDIS_STATUS sieve_register(struct sieve *sieve);
void sieve_start(struct sieve *sieve);
struct sieve *started_sieve(struct wire *wire, const char *letters);
void sieve_stop(struct sieve *sieve);
/* Gives held frames on, in the order of their coming. */
void sieve_release(struct sieve *sieve);
/* Completes held sends with NDIS_STATUS_PAUSED, and returns held receives. */
void sieve_give_up(struct sieve *sieve);
void sieve_send_lists(struct sieve *sieve, PNET_BUFFER_LIST chain);

/* A list of a module's own with a frame of 60 bytes. */
struct own_list {
	NET_BUFFER_LIST list;
	NET_BUFFER buffer;
	PMDL mdl;
};

struct own_list *new_own_list(struct sieve *sieve);

#endif /* WINWORK_KUNIT_NDIS_SIEVE_H */
