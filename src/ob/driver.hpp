/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Driver objects. The loader runs what they stand for.
 */
#pragma once

#include <wdm.h>
#include <winwork/image.h>

#include "base/atomic.hpp"
#include "device.hpp"

struct ww_pci_driver;
struct ww_usb_driver;

namespace ww {

/*
 * The steps of a class library (the Filter Manager, NDIS, KMDF) in a driver's life, besides
 * DriverUnload. Either function may be null.
 */
struct ClassLibrary {
	/*
	 * After DriverEntry of a driver that is a module has succeeded: the device of a library arrives
	 * whose drivers do not know Plug and Play.
	 */
	NTSTATUS (*start)(PDRIVER_OBJECT driver);
	/*
	 * At the end of the driver, after DriverUnload if there is one: undoes what the driver
	 * left.
	 */
	void (*end)(PDRIVER_OBJECT driver);
};

/* The driver uses @library from now on. May be called more than once. */
void driver_uses(PDRIVER_OBJECT driver, const ClassLibrary &library);

constexpr u32 kMostLibraries = 4;	/* all that exist: Flt, NDIS, KMDF, WSK */

struct DriverExtensionBlock;
struct InterruptLock;
struct NameLink;
struct Node;
struct ReinitializationBlock;

/* A driver object and what it points to. */
struct DriverState {
	DRIVER_OBJECT object;
	DRIVER_EXTENSION extension;
	WCHAR name[kObjectName];
	UNICODE_STRING registry_path;
	WCHAR registry[kObjectName];
	_WINWORK_IMAGE *image;		/* null for a driver of IoCreateDriver */
	_WINWORK_IMAGE *code;		/* the module with its routines, or null */
	const ClassLibrary *libraries[kMostLibraries];
	Atomic<bool> deleted;		/* IoDeleteDriver was called */
	Atomic<bool> started;		/* DriverEntry has succeeded */
	Atomic<bool> ending;		/* no new file is opened */
	DriverExtensionBlock *extensions;	/* of IoAllocateDriverObjectExtension */
	/* Under the lock of src/loader/reinitialize.cpp. */
	ReinitializationBlock *reinitializations;
	NameLink *links;			/* that its code made; under the lock of src/io/names.cpp */
	ww_pci_driver *pci;			/* of Linux's driver core, or null */
	ww_usb_driver *usb;			/* likewise */
	Node *nodes;				/* its devices; under the lock of src/pnp/node.cpp */
	u32 node_count;			/* that came since it had none; likewise */
	InterruptLock *interrupt_locks;		/* that have a key; under the turn of src/hal/interrupt.cpp */
	Atomic<u32> kept_nodes;			/* of its devices and its PDOs, by the PnP manager: node_keep() */
	bool had_nodes;			/* once at least */
	bool had_filters;		/* or was one */
	bool was_input_filter;
	bool makes_devices;		/* a class library makes those without hardware: the root bus has none */
	bool serves_hardware;		/* it gets the devices that buses find */
	bool is_initialized;		/* no Reinitialize routine is called any more */
};

inline DriverState &driver_state(PDRIVER_OBJECT driver)
{
	return *reinterpret_cast<DriverState *>(driver);
}

/* Completes the request with STATUS_INVALID_DEVICE_REQUEST. src/io has it. */
extern DRIVER_DISPATCH refuse_request;

/*
 * A driver object that refuses every request. Null without memory, and when a driver object has
 * that name already: then @taken is set. @service is the name of its key in the registry.
 */
PDRIVER_OBJECT driver_create(const char *service, const char *name, _WINWORK_IMAGE *image,
			     bool *taken);

/*
 * The file operations of the module that has to stay while the driver's devices are used, or null.
 */
const void *driver_operations(PDRIVER_OBJECT driver);

/* The driver's name without its folder, as /proc/interrupts shows it; "winwork" for one without a name. */
const char *driver_short_name(PDRIVER_OBJECT driver);

/*
 * A routine of the driver's has returned, which was called at PASSIVE_LEVEL: reports and repairs another
 * IRQL, and spin locks that it holds.
 */
void driver_check_return(PDRIVER_OBJECT driver, const char *function, const void *routine);

void drivers_init();

/* What the INF of the driver's module says; null without one, or without a module. */
const WINWORK_INF *driver_inf(PDRIVER_OBJECT driver);

/* The altitude that the driver's module was built with; null without one, or without a module. */
const char *driver_altitude(PDRIVER_OBJECT driver);

} /* namespace ww */
