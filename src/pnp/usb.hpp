/* SPDX-License-Identifier: GPL-2.0 */
/*
 * USB: functions of devices of Linux's USB core become nodes. Their PDOs take URBs: usb_request.cpp.
 */
#pragma once

#include <wdm.h>

#include "base/types.hpp"

struct ww_usb;
struct _URB;

namespace ww {

struct Node;

/* Whether the INF of the driver's module lists devices of USB. */
bool usb_is_served(PDRIVER_OBJECT driver);

/*
 * From now on Linux offers the driver devices: those that root writes to new_id, and, with the module's
 * bind=1, those that its INF lists and that no driver has. They have started when this returns. Returns 0 or
 * a negative errno. PASSIVE_LEVEL.
 */
s32 usb_driver_start(PDRIVER_OBJECT driver);

/* Lets its devices go. Does nothing for a driver that serves none. PASSIVE_LEVEL. */
void usb_driver_stop(PDRIVER_OBJECT driver);

/* A reference on the function of a PDO while this is there; null of another bus, or if it has gone. */
class UsbFunction {
public:
	explicit UsbFunction(Node &node);
	explicit UsbFunction(PDEVICE_OBJECT pdo);
	~UsbFunction();
	UsbFunction(const UsbFunction &) = delete;
	UsbFunction &operator=(const UsbFunction &) = delete;

	explicit operator bool() const { return function_; }
	ww_usb *get() const { return function_; }

private:
	ww_usb *function_;
};

/* Whether the PDO is one of USB. */
bool usb_is_pdo(PDEVICE_OBJECT pdo);

/* Bus::control(). */
NTSTATUS usb_control(Node &node, PIRP irp);

/*
 * The setup packet of an URB for a control transfer that does not have one. USBD_STATUS_SUCCESS; or
 * USBD_STATUS_INVALID_URB_FUNCTION for another URB, USBD_STATUS_INVALID_PARAMETER for a length of none.
 */
s32 usb_setup_of(const _URB &urb, u8 (&setup)[8]);

/* The status of an IRP for a negative errno of Linux's USB core, or for 0. */
NTSTATUS usb_status_of(s32 error);

/*
 * Whether the bus has what a GUID of <usbdlib.h> names: STATUS_SUCCESS or STATUS_NOT_SUPPORTED, and
 * STATUS_NOT_IMPLEMENTED for an unknown one.
 */
NTSTATUS usb_capability(const ww_usb *function, const GUID &capability);

/* The USBD_STATUS of an URB, and the status of its IRP. */
struct UsbResult {
	s32 usbd;
	NTSTATUS status;
};

/* URB_FUNCTION_SELECT_CONFIGURATION and _SELECT_INTERFACE: fills the URB in. PASSIVE_LEVEL. */
UsbResult usb_select_configuration(ww_usb *function, _URB &urb);
UsbResult usb_select_interface(ww_usb *function, _URB &urb);

/* USBD_PIPE_HANDLE: the address of the endpoint, so that any value of a driver's can be checked. */
inline PVOID usb_pipe_handle(u32 endpoint)
{
	return reinterpret_cast<PVOID>(static_cast<uintptr_t>(endpoint | 0x100));
}

/* USBD_CONFIGURATION_HANDLE of the configuration with that bConfigurationValue. Not NULL. */
inline PVOID usb_configuration_handle(u32 value)
{
	return reinterpret_cast<PVOID>(static_cast<uintptr_t>(value | 0x200));
}

} /* namespace ww */
