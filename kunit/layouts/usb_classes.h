/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <ude/1.0/udecx.h>: sizes, alignments and offsets of structures, and values of constants, on a
 * 64-bit Windows. kunit/host/layouts compiles this.
 */
#include "check.h"
#include <ude/1.0/udecx.h>


VALUE(UdecxWdfDeviceResetActionResetEachUsbDevice, 0x0ull);
VALUE(UdecxWdfDeviceResetActionResetWdfDevice, 0x1ull);
LAYOUT(UDECX_WDF_DEVICE_CONFIG, 0x20, 8);
AT(UDECX_WDF_DEVICE_CONFIG, Size, 0x0);
AT(UDECX_WDF_DEVICE_CONFIG, NumberOfUsb20Ports, 0x4);
AT(UDECX_WDF_DEVICE_CONFIG, NumberOfUsb30Ports, 0x6);
AT(UDECX_WDF_DEVICE_CONFIG, EvtUdecxWdfDeviceQueryUsbCapability, 0x8);
AT(UDECX_WDF_DEVICE_CONFIG, ResetAction, 0x10);
AT(UDECX_WDF_DEVICE_CONFIG, EvtUdecxWdfDeviceReset, 0x18);
VALUE(UdecxUsbLowSpeed, 0x0ull);
VALUE(UdecxUsbFullSpeed, 0x1ull);
VALUE(UdecxUsbHighSpeed, 0x2ull);
VALUE(UdecxUsbSuperSpeed, 0x3ull);
VALUE(UdecxEndpointTypeInvalid, 0x0ull);
VALUE(UdecxEndpointTypeSimple, 0x1ull);
VALUE(UdecxEndpointTypeDynamic, 0x2ull);
VALUE(UdecxEndpointsConfigureTypeDeviceInitialize, 0x0ull);
VALUE(UdecxEndpointsConfigureTypeDeviceConfigurationChange, 0x1ull);
VALUE(UdecxEndpointsConfigureTypeInterfaceSettingChange, 0x2ull);
VALUE(UdecxEndpointsConfigureTypeEndpointsReleasedOnly, 0x3ull);
VALUE(UdecxUsbDeviceWakeDisabled, 0x0ull);
VALUE(UdecxUsbDeviceWakeEnabled, 0x1ull);
VALUE(UdecxUsbDeviceWakeNotApplicable, 0x2ull);
VALUE(UdecxUsbDeviceFunctionNotSuspended, 0x0ull);
VALUE(UdecxUsbDeviceFunctionSuspendedCannotWake, 0x1ull);
VALUE(UdecxUsbDeviceFunctionSuspendedCanWake, 0x2ull);
LAYOUT(UDECX_USB_ENDPOINT_INIT_AND_METADATA, 0x20, 8);
AT(UDECX_USB_ENDPOINT_INIT_AND_METADATA, UdecxUsbEndpointInit, 0x0);
AT(UDECX_USB_ENDPOINT_INIT_AND_METADATA, EndpointDescriptorBufferLength, 0x8);
AT(UDECX_USB_ENDPOINT_INIT_AND_METADATA, EndpointDescriptor, 0x10);
AT(UDECX_USB_ENDPOINT_INIT_AND_METADATA, SuperSpeedEndpointCompanionDescriptor, 0x18);
LAYOUT(UDECX_ENDPOINTS_CONFIGURE_PARAMS, 0x28, 8);
AT(UDECX_ENDPOINTS_CONFIGURE_PARAMS, Size, 0x0);
AT(UDECX_ENDPOINTS_CONFIGURE_PARAMS, ConfigureType, 0x4);
AT(UDECX_ENDPOINTS_CONFIGURE_PARAMS, NewConfigurationValue, 0x8);
AT(UDECX_ENDPOINTS_CONFIGURE_PARAMS, InterfaceNumber, 0x9);
AT(UDECX_ENDPOINTS_CONFIGURE_PARAMS, NewInterfaceSetting, 0xa);
AT(UDECX_ENDPOINTS_CONFIGURE_PARAMS, EndpointsToConfigureCount, 0xc);
AT(UDECX_ENDPOINTS_CONFIGURE_PARAMS, EndpointsToConfigure, 0x10);
AT(UDECX_ENDPOINTS_CONFIGURE_PARAMS, ReleasedEndpointsCount, 0x18);
AT(UDECX_ENDPOINTS_CONFIGURE_PARAMS, ReleasedEndpoints, 0x20);
LAYOUT(UDECX_USB_DEVICE_STATE_CHANGE_CALLBACKS, 0x40, 8);
AT(UDECX_USB_DEVICE_STATE_CHANGE_CALLBACKS, Size, 0x0);
AT(UDECX_USB_DEVICE_STATE_CHANGE_CALLBACKS, EvtUsbDeviceLinkPowerEntry, 0x8);
AT(UDECX_USB_DEVICE_STATE_CHANGE_CALLBACKS, EvtUsbDeviceLinkPowerExit, 0x10);
AT(UDECX_USB_DEVICE_STATE_CHANGE_CALLBACKS, EvtUsbDeviceSetFunctionSuspendAndWake, 0x18);
AT(UDECX_USB_DEVICE_STATE_CHANGE_CALLBACKS, EvtUsbDeviceReset, 0x20);
AT(UDECX_USB_DEVICE_STATE_CHANGE_CALLBACKS, EvtUsbDeviceDefaultEndpointAdd, 0x28);
AT(UDECX_USB_DEVICE_STATE_CHANGE_CALLBACKS, EvtUsbDeviceEndpointAdd, 0x30);
AT(UDECX_USB_DEVICE_STATE_CHANGE_CALLBACKS, EvtUsbDeviceEndpointsConfigure, 0x38);
LAYOUT(UDECX_USB_DEVICE_PLUG_IN_OPTIONS, 0xc, 4);
AT(UDECX_USB_DEVICE_PLUG_IN_OPTIONS, Size, 0x0);
AT(UDECX_USB_DEVICE_PLUG_IN_OPTIONS, Usb20PortNumber, 0x4);
AT(UDECX_USB_DEVICE_PLUG_IN_OPTIONS, Usb30PortNumber, 0x8);
LAYOUT(UDECX_USB_ENDPOINT_CALLBACKS, 0x20, 8);
AT(UDECX_USB_ENDPOINT_CALLBACKS, Size, 0x0);
AT(UDECX_USB_ENDPOINT_CALLBACKS, EvtUsbEndpointReset, 0x8);
AT(UDECX_USB_ENDPOINT_CALLBACKS, EvtUsbEndpointStart, 0x10);
AT(UDECX_USB_ENDPOINT_CALLBACKS, EvtUsbEndpointPurge, 0x18);
