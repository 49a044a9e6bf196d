/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Shared by the suites of the framework's bus drivers: a bus, which is the case's driver, and a driver that serves its
 * children.
 */
#ifndef WINWORK_KUNIT_WDF_BUS_CASE_H
#define WINWORK_KUNIT_WDF_BUS_CASE_H

#include "wdf_queue_case.h"

#include <winwork/io/pnp.h>
#include <winwork/pnp_port.h>

#define MOST_CHILDREN	4

/* The bus, the driver of its children, and what they do. */
struct bus_state {
	struct journal journal;
	PDRIVER_OBJECT function;	/* the driver of the children */
	WDFDEVICE fdo;
	WDFDEVICE children[MOST_CHILDREN];
	int count;			/* that the next bus begins with */
	int adds;			/* of the function driver */
	bool is_raw;
	bool has_interface;
	NTSTATUS link;			/* of its link, before the child is added */
	NTSTATUS prepare;		/* of the children */
	struct completion started;	/* a device of the function driver */
	struct completion gone;		/* a device of a child is destroyed */
	PFN_WDF_DEVICE_SET_LOCK set_lock;
	NTSTATUS eject;
};
extern struct bus_state bus;

/* The IDs, texts and callbacks of a child: TEST\pdo with this instance ID. */
NTSTATUS describe_child(PWDFDEVICE_INIT init, const WCHAR *instance);
/* Its EvtDestroyCallback. */
VOID child_destroyed(WDFOBJECT device);

NTSTATUS remove_bus(void);

/* The driver of the children: another one after its end; and it serves them. */
int make_function(void);
void end_function(void);
void serve(struct kunit *test);

/* Sends an IRP of Plug and Play that the case has filled in. Returns its status. */
NTSTATUS send_pnp(struct sent *sent, WDFDEVICE device, UCHAR minor);

/* The journal is empty. */
void forget(void);

int bus_case_init(struct kunit *test);
void bus_case_exit(struct kunit *test);

#endif /* WINWORK_KUNIT_WDF_BUS_CASE_H */
