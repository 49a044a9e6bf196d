/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Shared by the suites of NDIS: a miniport driver with an adapter, a filter driver, a protocol
 * driver and a device that own items, and routines that record their run.
 */
#ifndef WINWORK_KUNIT_NDIS_CASE_H
#define WINWORK_KUNIT_NDIS_CASE_H

#include "support.h"

#include <ndis.h>
#include <winwork/ndis_port.h>

/* A miniport driver of the fixture's driver object, and its adapter. */
struct net {
	struct kunit *test;
	NDIS_HANDLE miniport;
	NDIS_HANDLE adapter;		/* the last that arrived */
	char events[16];		/* a letter for each call of a handler */
	NDIS_STATUS initialize_status;
	NDIS_STATUS restart_status;
	NDIS_STATUS pause_status;
	NDIS_STATUS request_status;
	void (*on_initialize)(struct net *net);
	void (*on_halt)(struct net *net);
	void (*on_request)(struct net *net, PNDIS_OID_REQUEST request);
	NDIS_HANDLE item;
	NDIS_MINIPORT_INIT_PARAMETERS parameters;
	NDIS_HANDLE set_options_handle;
	NDIS_STATUS set_options_status;
};

/* The characteristics of a driver whose handlers note their calls in struct net. */
NDIS_MINIPORT_DRIVER_CHARACTERISTICS miniport_characteristics(void);
/* A registered miniport driver, and one that also has an adapter; each ends by its own function. */
struct net *new_net(struct kunit *test);
struct net *new_adapter(struct kunit *test);
void end_net(struct net *net);
void end_adapter(struct net *net);

/* A filter driver, a protocol driver, and a device of @owner. The case gives the handle back. */
NDIS_STATUS register_filter(PDRIVER_OBJECT driver, PNDIS_HANDLE handle);
NDIS_HANDLE new_filter(struct kunit *test);
NDIS_HANDLE new_protocol(struct kunit *test);
NDIS_HANDLE new_device(struct kunit *test, NDIS_HANDLE owner, ULONG extension,
		       PDEVICE_OBJECT *device);

/* The state that a routine recorded. */
struct run {
	struct kunit *test;
	struct completion started;
	struct completion go;
	struct completion done;
	atomic_t runs;
	atomic_t failures;
	PVOID context;
	NDIS_HANDLE item;
	PVOID owner;			/* for the routine to count the references of */
	LONG_PTR references;
	KIRQL irql;
	int nice;
};

static inline struct run *new_run(struct kunit *test)
{
	struct run *run = case_alloc_type(test, struct run);

	run->test = test;
	init_completion(&run->started);
	init_completion(&run->go);
	init_completion(&run->done);
	return run;
}

static inline NDIS_HANDLE item_of(struct kunit *test, NDIS_HANDLE object)
{
	NDIS_HANDLE item = NdisAllocateIoWorkItem(object);

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, item);
	return item;
}

static inline VOID routine(PVOID context, NDIS_HANDLE item)
{
	struct run *run = context;

	run->context = context;
	run->item = item;
	run->irql = KeGetCurrentIrql();
	run->nice = task_nice(current);
	run->references = references(run->owner);
	atomic_inc(&run->runs);
	complete(&run->done);
}

/* Starts, waits for the case, and ends. */
static inline VOID stay(PVOID context, NDIS_HANDLE item)
{
	struct run *run = context;

	run->references = references(run->owner);
	complete(&run->started);
	if (!in_time(&run->go))
		atomic_inc(&run->failures);
	atomic_inc(&run->runs);
	complete(&run->done);
}

static inline VOID free_then_stay(PVOID context, NDIS_HANDLE item)
{
	NdisFreeIoWorkItem(item);
	stay(context, NULL);
}

#endif /* WINWORK_KUNIT_NDIS_CASE_H */
