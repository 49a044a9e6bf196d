/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The functions that fill in a USB request block of the driver's. As Windows's macros they change only the members
 * that they name.
 */
#ifndef WINWORK_USB_BUILD_H
#define WINWORK_USB_BUILD_H

#include "requests.h"

EXTERN_C_START

/* Fills in an URB of @Length bytes. <= DISPATCH_LEVEL. Page: usbdlib.h, the function's name */
WINWORK_OWN VOID UsbBuildInterruptOrBulkTransferRequest(
	PURB Urb, USHORT Length, USBD_PIPE_HANDLE PipeHandle, PVOID TransferBuffer,
	PMDL TransferBufferMDL, ULONG TransferBufferLength, ULONG TransferFlags, PURB Link)
{
	Urb->UrbHeader.Function = URB_FUNCTION_BULK_OR_INTERRUPT_TRANSFER;
	Urb->UrbHeader.Length = Length;
	Urb->UrbBulkOrInterruptTransfer.PipeHandle = PipeHandle;
	Urb->UrbBulkOrInterruptTransfer.TransferBufferLength = TransferBufferLength;
	Urb->UrbBulkOrInterruptTransfer.TransferBufferMDL = TransferBufferMDL;
	Urb->UrbBulkOrInterruptTransfer.TransferBuffer = TransferBuffer;
	Urb->UrbBulkOrInterruptTransfer.TransferFlags = TransferFlags;
	Urb->UrbBulkOrInterruptTransfer.UrbLink = Link;
}

/* Likewise: a descriptor of the device. */
WINWORK_OWN VOID UsbBuildGetDescriptorRequest(PURB Urb, USHORT Length, UCHAR DescriptorType,
					      UCHAR Index, USHORT LanguageId, PVOID TransferBuffer,
					      PMDL TransferBufferMDL, ULONG TransferBufferLength,
					      PURB Link)
{
	Urb->UrbHeader.Function = URB_FUNCTION_GET_DESCRIPTOR_FROM_DEVICE;
	Urb->UrbHeader.Length = Length;
	Urb->UrbControlDescriptorRequest.TransferBufferLength = TransferBufferLength;
	Urb->UrbControlDescriptorRequest.TransferBufferMDL = TransferBufferMDL;
	Urb->UrbControlDescriptorRequest.TransferBuffer = TransferBuffer;
	Urb->UrbControlDescriptorRequest.DescriptorType = DescriptorType;
	Urb->UrbControlDescriptorRequest.Index = Index;
	Urb->UrbControlDescriptorRequest.LanguageId = LanguageId;
	Urb->UrbControlDescriptorRequest.UrbLink = Link;
}

/* Likewise: the two bytes of a status. @Op: one of URB_FUNCTION_GET_STATUS_FROM_... */
WINWORK_OWN VOID UsbBuildGetStatusRequest(PURB Urb, USHORT Op, USHORT Index, PVOID TransferBuffer,
					  PMDL TransferBufferMDL, PURB Link)
{
	Urb->UrbHeader.Function = Op;
	Urb->UrbHeader.Length = sizeof(struct _URB_CONTROL_GET_STATUS_REQUEST);
	Urb->UrbControlGetStatusRequest.TransferBufferLength = sizeof(USHORT);
	Urb->UrbControlGetStatusRequest.TransferBufferMDL = TransferBufferMDL;
	Urb->UrbControlGetStatusRequest.TransferBuffer = TransferBuffer;
	Urb->UrbControlGetStatusRequest.Index = Index;
	Urb->UrbControlGetStatusRequest.UrbLink = Link;
}

/* Likewise. @Op: one of URB_FUNCTION_SET_FEATURE_TO_... and _CLEAR_FEATURE_TO_... */
WINWORK_OWN VOID UsbBuildFeatureRequest(PURB Urb, USHORT Op, USHORT FeatureSelector, USHORT Index,
					PURB Link)
{
	Urb->UrbHeader.Function = Op;
	Urb->UrbHeader.Length = sizeof(struct _URB_CONTROL_FEATURE_REQUEST);
	Urb->UrbControlFeatureRequest.FeatureSelector = FeatureSelector;
	Urb->UrbControlFeatureRequest.Index = Index;
	Urb->UrbControlFeatureRequest.UrbLink = Link;
}

/* Likewise. A @ConfigurationDescriptor of NULL closes the device's pipes. */
WINWORK_OWN VOID UsbBuildSelectConfigurationRequest(
	PURB Urb, USHORT Length, PUSB_CONFIGURATION_DESCRIPTOR ConfigurationDescriptor)
{
	Urb->UrbHeader.Function = URB_FUNCTION_SELECT_CONFIGURATION;
	Urb->UrbHeader.Length = Length;
	Urb->UrbSelectConfiguration.ConfigurationDescriptor = ConfigurationDescriptor;
}

/* Likewise: @Length is that of GET_SELECT_INTERFACE_REQUEST_SIZE. */
WINWORK_OWN VOID UsbBuildSelectInterfaceRequest(PURB Urb, USHORT Length,
						USBD_CONFIGURATION_HANDLE ConfigurationHandle,
						UCHAR InterfaceNumber, UCHAR AlternateSetting)
{
	Urb->UrbHeader.Function = URB_FUNCTION_SELECT_INTERFACE;
	Urb->UrbHeader.Length = Length;
	Urb->UrbSelectInterface.Interface.AlternateSetting = AlternateSetting;
	Urb->UrbSelectInterface.Interface.InterfaceNumber = InterfaceNumber;
	Urb->UrbSelectInterface.Interface.Length = (USHORT)(Length - sizeof(struct _URB_HEADER) -
							    sizeof(USBD_CONFIGURATION_HANDLE));
	Urb->UrbSelectInterface.ConfigurationHandle = ConfigurationHandle;
}

/* Likewise. @Cmd: one of URB_FUNCTION_VENDOR_... and _CLASS_... */
WINWORK_OWN VOID UsbBuildVendorRequest(PURB Urb, USHORT Cmd, USHORT Length, ULONG TransferFlags,
				       UCHAR ReservedBits, UCHAR Request, USHORT Value,
				       USHORT Index, PVOID TransferBuffer, PMDL TransferBufferMDL,
				       ULONG TransferBufferLength, PURB Link)
{
	Urb->UrbHeader.Function = Cmd;
	Urb->UrbHeader.Length = Length;
	Urb->UrbControlVendorClassRequest.TransferBufferLength = TransferBufferLength;
	Urb->UrbControlVendorClassRequest.TransferBufferMDL = TransferBufferMDL;
	Urb->UrbControlVendorClassRequest.TransferBuffer = TransferBuffer;
	Urb->UrbControlVendorClassRequest.RequestTypeReservedBits = ReservedBits;
	Urb->UrbControlVendorClassRequest.Request = Request;
	Urb->UrbControlVendorClassRequest.Value = Value;
	Urb->UrbControlVendorClassRequest.Index = Index;
	Urb->UrbControlVendorClassRequest.TransferFlags = TransferFlags;
	Urb->UrbControlVendorClassRequest.UrbLink = Link;
}

EXTERN_C_END

#endif /* WINWORK_USB_BUILD_H */
