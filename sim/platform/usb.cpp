/* SPDX-License-Identifier: GPL-2.0 */
/*
 * USB: the machine has none.
 */
#include "linux/usb.h"

#include <cstdlib>

/* As on a machine without USB: a driver registers, and no device arrives. */

ww_s32 ww_usb_driver_register(const char *, const void *, void *, const struct ww_usb_id *, ww_u32,
			      struct ww_usb_driver **driver)
{
	*driver = nullptr;
	return 0;
}

void ww_usb_exit()
{
}

/* No device arrives, so the other functions are not called. */

void ww_usb_driver_unregister(struct ww_usb_driver *)
{
	std::abort();
}

void ww_usb_reference(struct ww_usb *)
{
	std::abort();
}

void ww_usb_dereference(struct ww_usb *)
{
	std::abort();
}

void ww_usb_identify(const struct ww_usb *, struct ww_usb_identity *)
{
	std::abort();
}

struct ww_dma_device *ww_usb_linux_device(struct ww_usb *)
{
	std::abort();
}

void ww_usb_stop(struct ww_usb *)
{
	std::abort();
}

ww_u32 ww_usb_interfaces(const struct ww_usb *, ww_u8[WW_USB_INTERFACES])
{
	std::abort();
}

void ww_usb_device_descriptor(const struct ww_usb *, void *)
{
	std::abort();
}

ww_u32 ww_usb_configuration(const struct ww_usb *, void *, ww_u32)
{
	std::abort();
}

enum ww_usb_speed ww_usb_speed_of(const struct ww_usb *)
{
	std::abort();
}

bool ww_usb_is_connected(const struct ww_usb *)
{
	std::abort();
}

ww_s32 ww_usb_frame(const struct ww_usb *)
{
	std::abort();
}

ww_s32 ww_usb_set_interface(struct ww_usb *, ww_u32, ww_u32)
{
	std::abort();
}

ww_s32 ww_usb_clear_halt(struct ww_usb *, ww_u32)
{
	std::abort();
}

ww_s32 ww_usb_clear_device_halt(struct ww_usb *, ww_u32)
{
	std::abort();
}

ww_s32 ww_usb_reset_endpoint(struct ww_usb *, ww_u32)
{
	std::abort();
}

ww_s32 ww_usb_reset(struct ww_usb *)
{
	std::abort();
}

ww_s32 ww_usb_cycle(struct ww_usb *)
{
	std::abort();
}

void ww_usb_abort(struct ww_usb *, ww_u32)
{
	std::abort();
}

void ww_usb_close(struct ww_usb *)
{
	std::abort();
}

enum ww_usb_status ww_usb_transfer_create(struct ww_usb *, const struct ww_usb_request *,
					  struct ww_usb_transfer **)
{
	std::abort();
}

enum ww_usb_status ww_usb_transfer_begin(struct ww_usb_transfer *)
{
	std::abort();
}

void ww_usb_transfer_cancel(struct ww_usb_transfer *)
{
	std::abort();
}

enum ww_usb_status ww_usb_transfer_result(const struct ww_usb_transfer *, ww_u32 *)
{
	std::abort();
}

enum ww_usb_status ww_usb_transfer_packet(const struct ww_usb_transfer *, ww_u32, ww_u32 *)
{
	std::abort();
}

ww_u32 ww_usb_transfer_frame(const struct ww_usb_transfer *)
{
	std::abort();
}

void ww_usb_transfer_free(struct ww_usb_transfer *)
{
	std::abort();
}
