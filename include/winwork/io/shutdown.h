/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The notice of the system's shutdown.
 */
#ifndef WINWORK_IO_SHUTDOWN_H
#define WINWORK_IO_SHUTDOWN_H

#include "device_object.h"

EXTERN_C_START

/**
 * IoRegisterShutdownNotification, IoRegisterLastChanceShutdownNotification - have IRP_MJ_SHUTDOWN sent when
 *	the system shuts down
 * @DeviceObject: a device of the driver's, which gets the IRP itself, also when others are attached to it
 *
 * The IRP comes once for each device and function, in a system thread, with KernelMode and without a file
 * object. The devices of IoRegisterLastChanceShutdownNotification come after all others; the order is
 * otherwise undefined. DriverUnload is not called afterwards. A driver that returns STATUS_PENDING delays
 * the shutdown until it completes the IRP; the log names it every ten seconds.
 *
 * Here: reboot(2) sends the IRPs, before Linux stops its devices: for a restart, a halt, power off, and a
 * new kernel of kexec. A panic sends none. A program that shuts Linux down has mostly written the file
 * systems back by then, so even IoRegisterShutdownNotification comes after that. A second registration of
 * a device has no effect.
 *
 * Call IoUnregisterShutdownNotification before IoDeleteDevice. Here: IoDeleteDevice of a device that is
 * registered is reported (0xCE), and the device gets no IRP.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: STATUS_SUCCESS, or STATUS_INVALID_PARAMETER with a report for a wrong IRQL (0x0A) or device
 *	(0x18).
 * Page: wdm.h, IoRegisterShutdownNotification, IoRegisterLastChanceShutdownNotification
 */
NTSTATUS NTAPI IoRegisterShutdownNotification(_In_ PDEVICE_OBJECT DeviceObject);
NTSTATUS NTAPI IoRegisterLastChanceShutdownNotification(_In_ PDEVICE_OBJECT DeviceObject);

/**
 * IoUnregisterShutdownNotification - take back both registrations of a device
 * @DeviceObject: a device; one without a registration stays as it is
 *
 * An IRP that is on its way is not taken back.
 *
 * IRQL: PASSIVE_LEVEL; above it the call is reported (0x0A), and does nothing.
 * Page: wdm.h, IoUnregisterShutdownNotification
 */
VOID NTAPI IoUnregisterShutdownNotification(_In_ PDEVICE_OBJECT DeviceObject);

EXTERN_C_END

#endif /* WINWORK_IO_SHUTDOWN_H */
