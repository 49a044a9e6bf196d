// SPDX-License-Identifier: MIT
/* Headers for programs of devices: the descriptors of USB, and keyboards. */
#include <cstring>
#include <gtest/gtest.h>

#include <windows.h>
#include <winioctl.h>
#include <ntddkbd.h>
#include <usbdi.h>

/* The structures have the layout of Windows. */
static_assert(sizeof(USB_COMMON_DESCRIPTOR) == 2);
static_assert(sizeof(USB_DEVICE_DESCRIPTOR) == 18);
static_assert(sizeof(USB_CONFIGURATION_DESCRIPTOR) == 9);
static_assert(sizeof(USB_INTERFACE_DESCRIPTOR) == 9);
static_assert(sizeof(USB_INTERFACE_ASSOCIATION_DESCRIPTOR) == 8);
static_assert(sizeof(USB_ENDPOINT_DESCRIPTOR) == 7);
static_assert(sizeof(USB_SUPERSPEED_ENDPOINT_COMPANION_DESCRIPTOR) == 6);
static_assert(sizeof(USB_STRING_DESCRIPTOR) == 4);
static_assert(sizeof(KEYBOARD_INPUT_DATA) == 12);
static_assert(sizeof(KEYBOARD_ATTRIBUTES) == 28);
static_assert(offsetof(KEYBOARD_ATTRIBUTES, InputDataQueueLength) == 12);
static_assert(sizeof(KEYBOARD_INDICATOR_TRANSLATION) == 6);
static_assert(IOCTL_KEYBOARD_QUERY_ATTRIBUTES == 0xB0000);
static_assert(IOCTL_KEYBOARD_INSERT_DATA == 0xB0100);

/* A configuration of one interface with an endpoint of each direction, as a device sends it. */
TEST(Usb, DescriptorsAreReadInPlace)
{
	const UCHAR bytes[] = { 9, 2, 32, 0, 1, 1, 0, 0xA0, 50, 9, 4, 0, 0, 2, 0xFF, 0, 0, 5, 7, 5, 0x81, 2, 0, 2, 0,
				7, 5, 0x02, 3, 64, 0, 10 };
	USB_CONFIGURATION_DESCRIPTOR configuration;
	USB_INTERFACE_DESCRIPTOR interface;
	USB_ENDPOINT_DESCRIPTOR in, out;

	memcpy(&configuration, bytes, sizeof(configuration));
	memcpy(&interface, bytes + 9, sizeof(interface));
	memcpy(&in, bytes + 18, sizeof(in));
	memcpy(&out, bytes + 25, sizeof(out));
	/* The structures are packed: the plus makes a copy, since no reference may be to such a member. */
	EXPECT_EQ(sizeof(bytes), +configuration.wTotalLength);
	EXPECT_EQ(USB_CONFIG_BUS_POWERED, configuration.bmAttributes & USB_CONFIG_POWERED_MASK);
	EXPECT_TRUE(configuration.bmAttributes & USB_CONFIG_REMOTE_WAKEUP);
	EXPECT_EQ(USB_INTERFACE_DESCRIPTOR_TYPE, interface.bDescriptorType);
	EXPECT_EQ(USB_DEVICE_CLASS_VENDOR_SPECIFIC, interface.bInterfaceClass);
	EXPECT_TRUE(USB_ENDPOINT_DIRECTION_IN(in.bEndpointAddress));
	EXPECT_EQ(512, +in.wMaxPacketSize);
	EXPECT_EQ(USB_ENDPOINT_TYPE_BULK, in.bmAttributes & USB_ENDPOINT_TYPE_MASK);
	EXPECT_TRUE(USB_ENDPOINT_DIRECTION_OUT(out.bEndpointAddress));
	EXPECT_EQ(USB_ENDPOINT_TYPE_INTERRUPT, out.bmAttributes & USB_ENDPOINT_TYPE_MASK);
	EXPECT_EQ(10, out.bInterval);
}

TEST(Usb, ASuperSpeedCompanionHasItsStreams)
{
	const UCHAR bytes[] = { 6, USB_SUPERSPEED_ENDPOINT_COMPANION_DESCRIPTOR_TYPE, 15, 0x85, 0x34, 0x12 };
	USB_SUPERSPEED_ENDPOINT_COMPANION_DESCRIPTOR companion;

	memcpy(&companion, bytes, sizeof(companion));
	EXPECT_EQ(5, +companion.bmAttributes.Bulk.MaxStreams);
	EXPECT_EQ(1, +companion.bmAttributes.Isochronous.Mult);
	EXPECT_EQ(1, +companion.bmAttributes.Isochronous.SspCompanion);
	EXPECT_EQ(0x1234, +companion.wBytesPerInterval);
}
