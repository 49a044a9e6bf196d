/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite wdf_rows: the shared rows for KMDF's items, below a device, and not serialised. A routine
 * gets the item alone, so the job is in the item's context.
 */
#include "families.h"

#include <wdf.h>
#include <winwork/pnp_port.h>
#include <winwork/wdf_port.h>

struct wdf_host {
	WDFDRIVER driver;
	WDFDEVICE device;
};

typedef struct {
	struct job *job;
} JOB_CONTEXT;
WDF_DECLARE_CONTEXT_TYPE_WITH_NAME(JOB_CONTEXT, job_context)

static struct wdf_host *host_of(struct kunit *test)
{
	return fixture_of(test)->host;
}

static NTSTATUS device_add(WDFDRIVER driver, PWDFDEVICE_INIT init)
{
	WDFDEVICE device;

	return WdfDeviceCreate(&init, WDF_NO_OBJECT_ATTRIBUTES, &device);
}

static int open_device(struct kunit *test)
{
	DECLARE_CONST_UNICODE_STRING(path, L"");
	struct wdf_host *host = case_alloc_type(test, struct wdf_host);
	WDF_DRIVER_CONFIG config;

	WDF_DRIVER_CONFIG_INIT(&config, device_add);
	if (WdfDriverCreate(fixture_of(test)->driver, &path, WDF_NO_OBJECT_ATTRIBUTES, &config,
			    &host->driver))
		return -ENOMEM;
	fixture_of(test)->host = host;
	return WinworkWdfAddDevice(host->driver, &host->device) ? -ENOMEM : 0;
}

/* The steps of rmmod. */
static void close_device(struct kunit *test)
{
	PDRIVER_OBJECT driver = fixture_of(test)->driver;

	if (host_of(test)) {
		WinworkPnpRemoveDevices(driver);
		driver->DriverUnload(driver);
	}
}

static PVOID device(struct kunit *test)
{
	return host_of(test)->device;
}

static VOID routine(WDFWORKITEM item)
{
	run_job(job_context(item)->job, item);
}

static void *allocate(struct kunit *test)
{
	WDF_OBJECT_ATTRIBUTES attributes;
	WDF_WORKITEM_CONFIG config;
	WDFWORKITEM item;

	WDF_WORKITEM_CONFIG_INIT(&config, routine);
	config.AutomaticSerialization = FALSE;
	WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(&attributes, JOB_CONTEXT);
	attributes.ParentObject = host_of(test)->device;
	return NT_SUCCESS(WdfWorkItemCreate(&config, &attributes, &item)) ? item : NULL;
}

static void queue(void *item, struct job *job)
{
	/* A pointer to no object has no context. */
	if (WinworkObjectReferenceCount(item))
		job_context(item)->job = job;
	WdfWorkItemEnqueue(item);
}

static void free_item(void *item)
{
	WdfObjectDelete(item);
}

static const struct family wdf_rows_family = {
	.open = open_device,
	.close = close_device,
	.object = device,
	.allocate = allocate,
	.queue = queue,
	.free = free_item,
	.routine = (void *)routine,
	.allocate_name = "WdfWorkItemCreate",
	.queue_name = "WdfWorkItemEnqueue",
	.free_name = "WdfObjectDelete",
	.foreign_code = BUGCHECK_WDF_VIOLATION,
	.free_waits = true,
	.coalesces = true,
};

FAMILY_SUITE(wdf_rows, COMMON_ROWS);
