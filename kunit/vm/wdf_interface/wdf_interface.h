/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The class that the driver's device has two interfaces of, and the driver's control.
 */
#ifndef WDF_INTERFACE_H
#define WDF_INTERFACE_H

DEFINE_GUID(GUID_WDF_INTERFACE, 0x9C2F1B70, 0x5A3E, 0x4D11, 0x8E, 0x42, 0x11, 0x22, 0x33, 0x44,
	    0x55, 0x66);

/* Disables, or enables, the interface without a reference string. Input: a ULONG, FALSE or TRUE. */
#define IOCTL_SET_STATE CTL_CODE(FILE_DEVICE_UNKNOWN, 0x800, METHOD_BUFFERED, FILE_ANY_ACCESS)

#endif
