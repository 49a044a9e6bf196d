/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Functions of USB devices, the drivers that Linux's USB core offers them to, and transfers. A function is
 * one interface of a device, or several. usbcore is a module of many kernels, and missing in others:
 * winwork.ko finds it when the first driver of USB devices registers.
 */
#ifndef WINWORK_LINUX_USB_H
#define WINWORK_LINUX_USB_H

#include "types.h"

WW_C_BEGIN

struct ww_dma_device;
struct ww_usb;

#define WW_USB_ANY (~0u)

/* What a driver takes: interfaces whose numbers are these, but for WW_USB_ANY. */
struct ww_usb_id {
	ww_u32 vendor;
	ww_u32 product;
	ww_u32 revision;
	ww_u32 interface;
	ww_u32 interface_class;
	ww_u32 subclass;
	ww_u32 protocol;
};

/* ---- Drivers ------------------------------------------------------------------------------------ */

struct ww_usb_driver;

/*
 * Registers a driver of that name, which is the module's. @operations: its file operations, whose owner
 * the module is. It takes what the @count IDs name and no driver has, now and later, and what root writes to
 * new_id. An ID without the number and the class of an interface is one of whole devices. ww_usb_arrived()
 * gets @context. Returns 0, or a negative errno: ENODEV for a kernel without USB.
 */
ww_s32 ww_usb_driver_register(const char *name, const void *operations, void *context,
			      const struct ww_usb_id *ids, ww_u32 count,
			      struct ww_usb_driver **driver);
/* Lets all functions go, by ww_usb_leaves(). */
void ww_usb_driver_unregister(struct ww_usb_driver *driver);
/* No driver and no transfer is left: usbcore may go. */
void ww_usb_exit(void);

/*
 * src/pnp implements these two. Linux offers a function: 0 and @node, or a negative errno. And it takes the
 * function away, which may be gone already.
 */
ww_s32 ww_usb_arrived(void *context, struct ww_usb *function, void **node);
void ww_usb_leaves(void *node, bool is_present);

/* ---- Functions ---------------------------------------------------------------------------------- */

/* The memory of a function. At <= DISPATCH_LEVEL. */
void ww_usb_reference(struct ww_usb *function);
void ww_usb_dereference(struct ww_usb *function);

struct ww_usb_identity {
	struct ww_usb_id id;		/* the class is that of the first interface */
	ww_u32 device_class;
	ww_u32 device_subclass;
	ww_u32 device_protocol;
	bool is_part;			/* the device has other functions */
	bool is_composite;		/* the function has several interfaces */
	ww_u32 bus;
	ww_u32 address;			/* of the device on its bus */
	ww_u32 port;			/* of its hub */
	char path[16];			/* of ports, such as 1.4 */
};

void ww_usb_identify(const struct ww_usb *function, struct ww_usb_identity *identity);

/* The struct device of its first interface. */
struct ww_dma_device *ww_usb_linux_device(struct ww_usb *function);

/* Cancels all transfers, waits for them, and lets none begin any more. Sleeps. */
void ww_usb_stop(struct ww_usb *function);

#define WW_USB_INTERFACES 32

/* The numbers of its interfaces. Returns how many there are. */
ww_u32 ww_usb_interfaces(const struct ww_usb *function, ww_u8 numbers[WW_USB_INTERFACES]);

/* The 18 bytes of its device descriptor. */
void ww_usb_device_descriptor(const struct ww_usb *function, void *descriptor);
/*
 * Copies the configuration descriptor with those behind it, up to @room bytes. Returns their length; 0 for a
 * device that is not configured. At <= DISPATCH_LEVEL.
 */
ww_u32 ww_usb_configuration(const struct ww_usb *function, void *descriptors, ww_u32 room);

enum ww_usb_speed {
	WW_USB_SLOW,			/* low or full */
	WW_USB_HIGH,
	WW_USB_SUPER,			/* or better */
};

enum ww_usb_speed ww_usb_speed_of(const struct ww_usb *function);
bool ww_usb_is_connected(const struct ww_usb *function);
/* The number of the present frame, or a negative errno. */
ww_s32 ww_usb_frame(const struct ww_usb *function);

/* Each returns 0 or a negative errno, and sleeps. The last one has begun when it returns. */
/* Selects a setting of the interface of that number, and opens its endpoints, which are closed before the first time. */
ww_s32 ww_usb_set_interface(struct ww_usb *function, ww_u32 interface, ww_u32 setting);
/* The first one is both of the others: the device's end of the endpoint, and Linux's. */
ww_s32 ww_usb_clear_halt(struct ww_usb *function, ww_u32 endpoint);
ww_s32 ww_usb_clear_device_halt(struct ww_usb *function, ww_u32 endpoint);
ww_s32 ww_usb_reset_endpoint(struct ww_usb *function, ww_u32 endpoint);
ww_s32 ww_usb_reset(struct ww_usb *function);
ww_s32 ww_usb_cycle(struct ww_usb *function);
/* Cancels the transfers of an endpoint, and waits for them. Sleeps. */
void ww_usb_abort(struct ww_usb *function, ww_u32 endpoint);
/* Closes the endpoints of all interfaces, but for the default one. Sleeps. */
void ww_usb_close(struct ww_usb *function);

/* ---- Transfers ---------------------------------------------------------------------------------- */

enum ww_usb_status {
	WW_USB_DONE,
	WW_USB_SHORT,			/* less came than was asked for, and that was not allowed */
	WW_USB_STALLED,
	WW_USB_CANCELLED,
	WW_USB_GONE,
	WW_USB_OVERRUN,			/* the device sent more than fits */
	WW_USB_BROKEN,			/* the device does not answer, or not by the rules */
	WW_USB_NO_MEMORY,
	WW_USB_NO_ENDPOINT,		/* none that is open, or not for such a transfer */
	WW_USB_REFUSED,			/* by the USB core or the host controller */
	WW_USB_NO_PACKET,		/* no packet of an isochronous transfer has arrived */
};

struct ww_usb_transfer;

/* A packet of an isochronous transfer. */
struct ww_usb_packet {
	ww_u32 offset;			/* in the buffer */
	ww_u32 bytes;
};

#define WW_USB_PACKETS 1024

struct ww_usb_request {
	ww_u32 endpoint;		/* with the direction's bit; 0 for a control transfer */
	ww_u8 setup[8];			/* of a control transfer */
	void *buffer;			/* of any memory of the kernel's; until ww_usb_done() */
	ww_u32 bytes;
	bool may_be_short;
	/* Of an isochronous transfer: up to WW_USB_PACKETS, within the buffer. Not used after the creation. */
	const struct ww_usb_packet *packets;
	ww_u32 packet_count;
	void *context;			/* for ww_usb_done() */
};

/* WW_USB_DONE and a transfer that has not begun; or what is wrong. At <= DISPATCH_LEVEL. */
enum ww_usb_status ww_usb_transfer_create(struct ww_usb *function,
					  const struct ww_usb_request *request,
					  struct ww_usb_transfer **transfer);
/*
 * WW_USB_DONE: ww_usb_done() will be called, or was. Another status: it is not called. At <=
 * DISPATCH_LEVEL.
 */
enum ww_usb_status ww_usb_transfer_begin(struct ww_usb_transfer *transfer);
/* Ends it soon. It may have ended already, but must not be freed. At <= DISPATCH_LEVEL. */
void ww_usb_transfer_cancel(struct ww_usb_transfer *transfer);
/* The result of one that has ended: its bytes, and how it ended. */
enum ww_usb_status ww_usb_transfer_result(const struct ww_usb_transfer *transfer, ww_u32 *bytes);
/* Of an isochronous one: the bytes of a packet, and how it ended. */
enum ww_usb_status ww_usb_transfer_packet(const struct ww_usb_transfer *transfer, ww_u32 index, ww_u32 *bytes);
/* The frame of its first packet. */
ww_u32 ww_usb_transfer_frame(const struct ww_usb_transfer *transfer);
void ww_usb_transfer_free(struct ww_usb_transfer *transfer);

/* A transfer has ended. In any context but NMI. src/pnp implements it. */
void ww_usb_done(void *context);

WW_C_END

#endif /* WINWORK_LINUX_USB_H */
