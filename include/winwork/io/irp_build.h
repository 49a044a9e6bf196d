/* SPDX-License-Identifier: GPL-2.0 */
/*
 * IRPs that a driver has made for it, with their buffers.
 */
#ifndef WINWORK_IO_IRP_BUILD_H
#define WINWORK_IO_IRP_BUILD_H

#include "irp.h"

EXTERN_C_START

/**
 * IoBuildDeviceIoControlRequest - make a control request
 * @IoControlCode: the code, which also says how the buffers are passed
 * @DeviceObject: the device that the caller sends the IRP to
 * @InputBuffer: the input, or NULL
 * @InputBufferLength: bytes
 * @OutputBuffer: receives the output; NULL for none. With METHOD_IN_DIRECT it is also input
 * @OutputBufferLength: bytes
 * @InternalDeviceIoControl: TRUE for IRP_MJ_INTERNAL_DEVICE_CONTROL
 * @Event: an event that the completion sets, or NULL
 * @IoStatusBlock: receives the result
 *
 * The IRP is the current thread's. Its next stack location is filled in. Send it by IoCallDriver, once,
 * and wait for @Event if that returns STATUS_PENDING. The completion writes @IoStatusBlock, frees the IRP,
 * and sets @Event last. After an error that was not pended @IoStatusBlock and @Event stay as they are: the
 * return value tells. Never call IoFreeIrp.
 *
 * The end of a system thread cancels the IRPs that it has sent, and waits for them.
 *
 * Here: the thread stops waiting after the module parameter cancel_timeout. The end of a program's thread
 * does not cancel. On Windows: it does. Buffers for METHOD_BUFFERED, and input for direct I/O, are in
 * memory of the kernel; the call refuses others with a line in the log. At most @OutputBufferLength bytes
 * are copied, whatever IoStatus.Information is. A driver with an IRP that it has sent is not unloaded. An
 * IRP that it has not sent is reported (0xCE) and freed when it is unloaded. IoFreeIrp is reported
 * (0xC9, 2), and frees the IRP only if no driver below has it. @IoStatusBlock, @Event or @OutputBuffer on
 * a stack that has gone is reported (0xC9, 0xC, 0xD, 0x200) and not written, as far as that is noticed.
 *
 * IRQL: <= APC_LEVEL.
 * Return: the IRP, or NULL without memory, for a wrong buffer, and with a report for a wrong IRQL (0x0A)
 *	or device (0x18).
 * Page: wdm.h, IoBuildDeviceIoControlRequest
 */
PIRP NTAPI IoBuildDeviceIoControlRequest(_In_ ULONG IoControlCode, _In_ PDEVICE_OBJECT DeviceObject,
					 _In_opt_ PVOID InputBuffer, _In_ ULONG InputBufferLength,
					 _Out_opt_ PVOID OutputBuffer, _In_ ULONG OutputBufferLength,
					 _In_ BOOLEAN InternalDeviceIoControl,
					 _In_opt_ PKEVENT Event,
					 _Out_ PIO_STATUS_BLOCK IoStatusBlock);

/**
 * IoBuildSynchronousFsdRequest - make a read, a write, or a request without data
 * @MajorFunction: IRP_MJ_READ, IRP_MJ_WRITE, IRP_MJ_FLUSH_BUFFERS, IRP_MJ_SHUTDOWN or IRP_MJ_PNP
 * @DeviceObject: the device that the caller sends the IRP to. DO_BUFFERED_IO and DO_DIRECT_IO in its Flags
 *	say how the data is passed
 * @Buffer: the data
 * @Length: bytes
 * @StartingOffset: the offset on the device, or NULL for 0
 * @Event: an event that the completion sets
 * @IoStatusBlock: receives the result
 *
 * All else is as for IoBuildDeviceIoControlRequest.
 *
 * IRQL: <= APC_LEVEL.
 * Return: the IRP, or NULL, as IoBuildDeviceIoControlRequest. Also NULL for a @MajorFunction that does not
 *	exist, with a line in the log.
 * Page: wdm.h, IoBuildSynchronousFsdRequest
 */
PIRP NTAPI IoBuildSynchronousFsdRequest(_In_ ULONG MajorFunction, _In_ PDEVICE_OBJECT DeviceObject,
					_Inout_opt_ PVOID Buffer, _In_opt_ ULONG Length,
					_In_opt_ PLARGE_INTEGER StartingOffset, _In_ PKEVENT Event,
					_Out_ PIO_STATUS_BLOCK IoStatusBlock);

/**
 * IoBuildAsynchronousFsdRequest - make a read, a write, or a request without data, of no thread
 * @MajorFunction: as for IoBuildSynchronousFsdRequest
 * @DeviceObject: the device that the caller sends the IRP to
 * @Buffer: the data
 * @Length: bytes
 * @StartingOffset: the offset on the device, or NULL for 0
 * @IoStatusBlock: receives the result if no completion routine keeps the IRP; or NULL
 *
 * A completion routine frees the IRP by IoFreeIrp, and returns STATUS_MORE_PROCESSING_REQUIRED. Before, it
 * calls MmUnlockPages and IoFreeMdl for Irp->MdlAddress, and ExFreePool for
 * Irp->AssociatedIrp.SystemBuffer if IRP_DEALLOCATE_BUFFER is set in Irp->Flags. Without a routine that
 * keeps the IRP, the completion does all of this.
 *
 * Tail.Overlay.Thread is the current thread, which the IRP does not reference.
 *
 * IRQL: <= APC_LEVEL.
 * Return: the IRP, or NULL, as IoBuildSynchronousFsdRequest.
 * Page: wdm.h, IoBuildAsynchronousFsdRequest
 */
PIRP NTAPI IoBuildAsynchronousFsdRequest(_In_ ULONG MajorFunction, _In_ PDEVICE_OBJECT DeviceObject,
					 _Inout_opt_ PVOID Buffer, _In_opt_ ULONG Length,
					 _In_opt_ PLARGE_INTEGER StartingOffset,
					 _In_opt_ PIO_STATUS_BLOCK IoStatusBlock);

EXTERN_C_END

#endif /* WINWORK_IO_IRP_BUILD_H */
