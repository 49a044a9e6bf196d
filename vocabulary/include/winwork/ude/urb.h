/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Requests for the endpoints of emulated USB devices.
 */
#ifndef WINWORK_UDE_URB_H
#define WINWORK_UDE_URB_H

#include "types.h"

EXTERN_C_START

WINWORK_ABSENT VOID NTAPI UdecxUrbComplete(_In_ WDFREQUEST Request, _In_ USBD_STATUS UsbdStatus);
WINWORK_ABSENT VOID NTAPI UdecxUrbCompleteWithNtStatus(_In_ WDFREQUEST Request,
						       _In_ NTSTATUS NtStatus);
WINWORK_ABSENT NTSTATUS NTAPI UdecxUrbRetrieveBuffer(_In_ WDFREQUEST Request,
						     _Outptr_result_buffer_(*Length)
							     PUCHAR *TransferBuffer,
						     _Out_ PULONG Length);
WINWORK_ABSENT NTSTATUS NTAPI UdecxUrbRetrieveControlSetupPacket(
	_In_ WDFREQUEST Request, _Out_ PWDF_USB_CONTROL_SETUP_PACKET SetupPacket);
WINWORK_ABSENT VOID NTAPI UdecxUrbSetBytesCompleted(_In_ WDFREQUEST Request,
						    _In_ ULONG BytesCompleted);

EXTERN_C_END

#endif /* WINWORK_UDE_URB_H */
