/* SPDX-License-Identifier: GPL-2.0 */
/*
 * WDFUSBDEVICE, WDFUSBINTERFACE and WDFUSBPIPE. A device and a pipe are targets: their requests are IRPs with
 * URBs, for the next lower device. An interface is a child of its device, and a pipe one of its interface.
 *
 * The driver selects settings at PASSIVE_LEVEL, one at a time, while it uses no pipe of the interface: then
 * the pipes are deleted, and made again.
 */
#pragma once

#include <wdfusb.h>

#include "format.hpp"
#include "pnp/usb.hpp"
#include "target.hpp"

namespace ww::wdf {

struct UsbDevice;
struct UsbInterface;

constexpr u32 kMostUsbInterfaces = 32;
constexpr u32 kMostUsbPipes = 30;	/* 15 endpoints in each direction */

struct UsbPipe : Target {
	static const Class kClass;

	UsbInterface *interface;
	WDF_USB_PIPE_INFORMATION information;
	bool takes_any_length;		/* WdfUsbTargetPipeSetNoMaximumPacketSizeCheck */
};

/* Whether a read of that length ends with a whole packet. A broken device may have packets without bytes. */
inline bool usb_has_whole_packets(const UsbPipe &pipe, size_t bytes)
{
	const ULONG packet = pipe.information.MaximumPacketSize;

	return pipe.takes_any_length || (packet && bytes % packet == 0);
}

struct UsbInterface : Object {
	static const Class kClass;

	UsbDevice *device;
	UCHAR number;
	UCHAR setting;			/* the selected one */
	UCHAR pipe_count;
	UsbPipe *pipes[kMostUsbPipes];
};

struct UsbDevice : Target {
	static const Class kClass;

	PDEVICE_OBJECT pdo;
	bool has_contract;		/* WdfUsbTargetDeviceCreateWithParameters */
	USB_DEVICE_DESCRIPTOR descriptor;
	/* The configuration descriptor, and those of the function's interfaces behind it. */
	USB_CONFIGURATION_DESCRIPTOR *configuration;
	UCHAR interface_count;
	UsbInterface *interfaces[kMostUsbInterfaces];
	UsbDevice *next_of_device WW_GUARDED_BY(tree_lock);
	bool has_ended WW_GUARDED_BY(tree_lock);
};

/* The device goes: no request is sent to its USB targets any more. PASSIVE_LEVEL. */
void usb_devices_end(Device &device);

/* ---- usb_interface.cpp ---------------------------------------------------------------------- */

/* The interfaces that the configuration has, for a new device. False without memory. */
bool usb_interfaces_make(UsbDevice &device);

/* The interface that has that number; null without one. */
UsbInterface *usb_interface_of(UsbDevice &device, u32 number);

/* Deletes its pipes. PASSIVE_LEVEL. */
void usb_pipes_delete(UsbInterface &interface);

/* Selects a setting, and makes its pipes, with @attributes, which are checked. PASSIVE_LEVEL. */
NTSTATUS usb_setting_select(CallSite call, UsbInterface &interface, u32 setting,
			    const WDF_OBJECT_ATTRIBUTES *attributes);

/* The pipes of a setting that the device has been told of. The interface has none. PASSIVE_LEVEL. */
NTSTATUS usb_pipes_make(UsbInterface &interface, u32 setting,
			const WDF_OBJECT_ATTRIBUTES *attributes);

/*
 * Sends an URB of the driver's by which @select selects what it says, if it is one of that function. Writes its Status.
 * PASSIVE_LEVEL.
 */
NTSTATUS usb_select_by_urb(CallSite call, UsbDevice &device, URB *urb, USHORT function,
			   UsbResult (*select)(ww_usb *function, URB &urb));

/* ---- usb_transfer.cpp ----------------------------------------------------------------------- */

/* What a request is formatted for. */
struct UsbOperation : Formatter {
	CallSite call;
	WDF_USB_REQUEST_TYPE type;
	const WDF_MEMORY_DESCRIPTOR *buffer;	/* or null; of an URB of the driver's this */
	WDF_USB_CONTROL_SETUP_PACKET setup;	/* of a control transfer; its length is set */
	UCHAR string_index;			/* of a string */
	USHORT language;
};

UsbOperation usb_operation(CallSite call, WDF_USB_REQUEST_TYPE type, const WDF_MEMORY_DESCRIPTOR *buffer);
UsbOperation usb_string_operation(CallSite call, const WDF_MEMORY_DESCRIPTOR *buffer, UCHAR index,
				  USHORT language);

/* Formats an idle request of the driver's. <= DISPATCH_LEVEL. */
NTSTATUS usb_format(const UsbOperation &operation, Request &request, Target &target);

/* The USBD_STATUS of a request that was formatted for a USB target, and its bytes. */
USBD_STATUS usb_result_of(const Request &request);

/* For format_describe(). */
void usb_describe(const Request &request, WDF_REQUEST_COMPLETION_PARAMS &params);
void usb_request_free(Request &request);

/* Resets a pipe, also one whose target is stopped. PASSIVE_LEVEL. */
NTSTATUS usb_pipe_reset(CallSite call, UsbPipe &pipe);

/* ---- usb_reader.cpp ------------------------------------------------------------------------- */

/* Lets it read, if it does not. <= DISPATCH_LEVEL. */
void reader_start(Reader &reader);
/* No read is under way any more, and none of its callbacks. PASSIVE_LEVEL. */
void reader_stop(Reader &reader);
void reader_free(Reader *reader);

} /* namespace ww::wdf */
