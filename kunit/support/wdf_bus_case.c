/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A bus driver of the framework for a case, and the driver of its children: see wdf_bus_case.h.
 */
#include "wdf_bus_case.h"

struct bus_state bus;

#define NOTES_D0(name, text)							\
	static NTSTATUS name(WDFDEVICE device, WDF_POWER_DEVICE_STATE state)	\
	{									\
		note(&bus.journal, text);					\
		return STATUS_SUCCESS;						\
	}

NOTES_D0(child_entry, "child entry")
NOTES_D0(child_exit, "child exit")
NOTES_D0(function_exit, "function exit")

static NTSTATUS function_entry(WDFDEVICE device, WDF_POWER_DEVICE_STATE state)
{
	note(&bus.journal, "function entry");
	complete(&bus.started);
	return STATUS_SUCCESS;
}

static NTSTATUS child_prepare(WDFDEVICE device, WDFCMRESLIST raw, WDFCMRESLIST translated)
{
	note(&bus.journal, "child prepare");
	return bus.prepare;
}

static NTSTATUS child_release(WDFDEVICE device, WDFCMRESLIST translated)
{
	note(&bus.journal, "child release");
	return STATUS_SUCCESS;
}

static VOID child_surprise(WDFDEVICE device)
{
	note(&bus.journal, "child surprise");
}

static NTSTATUS child_eject(WDFDEVICE device)
{
	note(&bus.journal, "child eject");
	return bus.eject;
}

static VOID child_missing(WDFDEVICE device)
{
	note(&bus.journal, "child missing");
}

VOID child_destroyed(WDFOBJECT device)
{
	note(&bus.journal, "child destroy");
	complete(&bus.gone);
}

NTSTATUS describe_child(PWDFDEVICE_INIT init, const WCHAR *instance)
{
	DECLARE_CONST_UNICODE_STRING(device, L"TEST\\pdo");
	DECLARE_CONST_UNICODE_STRING(hardware, L"TEST\\PDO&REV_1");
	DECLARE_CONST_UNICODE_STRING(compatible, L"TEST\\ANY");
	DECLARE_CONST_UNICODE_STRING(description, L"a child");
	DECLARE_CONST_UNICODE_STRING(location, L"slot one");
	WDF_PNPPOWER_EVENT_CALLBACKS callbacks;
	WDF_PDO_EVENT_CALLBACKS pdo_callbacks;
	UNICODE_STRING number;

	RtlInitUnicodeString(&number, instance);
	if (WdfPdoInitAssignDeviceID(init, &device) || WdfPdoInitAssignInstanceID(init, &number) ||
	    WdfPdoInitAddHardwareID(init, &hardware) || WdfPdoInitAddHardwareID(init, &device) ||
	    WdfPdoInitAddCompatibleID(init, &compatible) ||
	    WdfPdoInitAddDeviceText(init, &description, &location, 0x407))
		return STATUS_NO_MEMORY;
	WdfPdoInitSetDefaultLocale(init, 0x407);
	WDF_PNPPOWER_EVENT_CALLBACKS_INIT(&callbacks);
	callbacks.EvtDevicePrepareHardware = child_prepare;
	callbacks.EvtDeviceReleaseHardware = child_release;
	callbacks.EvtDeviceD0Entry = child_entry;
	callbacks.EvtDeviceD0Exit = child_exit;
	callbacks.EvtDeviceSurpriseRemoval = child_surprise;
	WdfDeviceInitSetPnpPowerEventCallbacks(init, &callbacks);
	WDF_PDO_EVENT_CALLBACKS_INIT(&pdo_callbacks);
	pdo_callbacks.EvtDeviceReportedMissing = child_missing;
	pdo_callbacks.EvtDeviceSetLock = bus.set_lock;
	pdo_callbacks.EvtDeviceEject = child_eject;
	WdfPdoInitSetEventCallbacks(init, &pdo_callbacks);
	return STATUS_SUCCESS;
}

NTSTATUS remove_bus(void)
{
	return WinworkPnpRemoveDevice(WdfDeviceWdmGetPhysicalDevice(bus.fdo), WinworkRemovalAsked);
}

NTSTATUS send_pnp(struct sent *sent, WDFDEVICE device, UCHAR minor)
{
	IoGetNextIrpStackLocation(sent->irp)->MinorFunction = minor;
	sent->irp->IoStatus.Status = STATUS_NOT_SUPPORTED;
	IoCallDriver(WdfDeviceWdmGetDeviceObject(device), sent->irp);
	return sent->status;
}

/* ---- The driver of the children -------------------------------------------------------------- */

static NTSTATUS function_add(WDFDRIVER driver, PWDFDEVICE_INIT init)
{
	WDF_PNPPOWER_EVENT_CALLBACKS callbacks;
	WDFDEVICE device;

	bus.adds++;
	WDF_PNPPOWER_EVENT_CALLBACKS_INIT(&callbacks);
	callbacks.EvtDeviceD0Entry = function_entry;
	callbacks.EvtDeviceD0Exit = function_exit;
	WdfDeviceInitSetPnpPowerEventCallbacks(init, &callbacks);
	return WdfDeviceCreate(&init, WDF_NO_OBJECT_ATTRIBUTES, &device);
}

static void function_unload(WDFDRIVER driver)
{
}

int make_function(void)
{
	DECLARE_CONST_UNICODE_STRING(path, L"\\Registry\\Machine\\function");
	WDF_DRIVER_CONFIG config;

	if (IoCreateDriver(NULL, keep_driver) != STATUS_SUCCESS)
		return -ENOMEM;
	bus.function = created_driver;
	WDF_DRIVER_CONFIG_INIT(&config, function_add);
	config.EvtDriverUnload = function_unload;
	return WdfDriverCreate(bus.function, &path, WDF_NO_OBJECT_ATTRIBUTES, &config,
			       WDF_NO_HANDLE) == STATUS_SUCCESS ? 0 : -ENOMEM;
}

void end_function(void)
{
	PDRIVER_OBJECT object = bus.function;

	bus.function = NULL;
	if (!object)
		return;
	WinworkPnpRemoveDevices(object);
	if (object->DriverUnload)
		object->DriverUnload(object);
	IoDeleteDriver(object);
}

void serve(struct kunit *test)
{
	ASSERT_SUCCESS(test, WinworkPnpServe(bus.function, "TEST\\ANY"));
}

int bus_case_init(struct kunit *test)
{
	int error = wdf_queue_init(test);

	memset(&bus, 0, sizeof(bus));
	init_completion(&bus.started);
	init_completion(&bus.gone);
	return error ? error : make_function();
}

void bus_case_exit(struct kunit *test)
{
	if (fixture_of(test) && wdf.driver)
		WinworkPnpRemoveDevices(fixture_of(test)->driver);
	end_function();
	wdf_exit(test);
}

void forget(void)
{
	memset(&bus.journal, 0, sizeof(bus.journal));
}
