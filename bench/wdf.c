// SPDX-License-Identifier: GPL-2.0
/*
 * WinWork's KMDF items, below a device and not serialised. They are created once and enqueued
 * often, because a routine does not delete its own item.
 */
#include "bench.h"
#include "winwork.h"

#include <wdf.h>
#include <winwork/pnp_port.h>
#include <winwork/wdf_port.h>

static PDRIVER_OBJECT driver;
static WDFDEVICE device;

static NTSTATUS device_add(WDFDRIVER unused, PWDFDEVICE_INIT init)
{
	WDFDEVICE made;

	return WdfDeviceCreate(&init, WDF_NO_OBJECT_ATTRIBUTES, &made);
}

static void stop(void)
{
	WinworkPnpRemoveDevices(driver);
	driver->DriverUnload(driver);
	IoDeleteDriver(driver);
}

static int start(void)
{
	DECLARE_CONST_UNICODE_STRING(path, L"");
	WDF_DRIVER_CONFIG config;
	WDFDRIVER framework;

	driver = bench_create_driver();
	if (!driver)
		return -ENOMEM;
	WDF_DRIVER_CONFIG_INIT(&config, device_add);
	if (WdfDriverCreate(driver, &path, WDF_NO_OBJECT_ATTRIBUTES, &config, &framework)) {
		IoDeleteDriver(driver);
		return -ENOMEM;
	}
	if (WinworkWdfAddDevice(framework, &device)) {
		stop();
		return -ENOMEM;
	}
	return 0;
}

static VOID routine(WDFWORKITEM item)
{
	bench_item_done();
}

static void *allocate(void)
{
	WDF_OBJECT_ATTRIBUTES attributes;
	WDF_WORKITEM_CONFIG config;
	WDFWORKITEM item;

	WDF_WORKITEM_CONFIG_INIT(&config, routine);
	config.AutomaticSerialization = FALSE;
	WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
	attributes.ParentObject = device;
	return NT_SUCCESS(WdfWorkItemCreate(&config, &attributes, &item)) ? item : NULL;
}

static __always_inline void queue(void *item, void *context)
{
	WdfWorkItemEnqueue(item);
}

static void free_item(void *item)
{
	WdfObjectDelete(item);
}

BENCH_CONTESTANT(winwork_wdf, "winwork-wdf", 0, start, stop, allocate, queue, free_item, false);
