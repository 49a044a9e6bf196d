/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The dispatch routine of drivers of the framework.
 */
#pragma once

#include "device.hpp"

namespace ww::wdf {

/* DriverObject->MajorFunction, of all kinds of IRPs. */
extern DRIVER_DISPATCH dispatch;

/* The framework's part for an IRP of its device object, whose driver has had it. */
NTSTATUS dispatch_preprocessed(PDEVICE_OBJECT wdm, PIRP irp);

/* The same for a read, write or control of EvtDeviceWdmIrpDispatch. */
NTSTATUS dispatch_by_default(PDEVICE_OBJECT wdm, PIRP irp);

/* And for one whose queue the driver has chosen. The caller has a reference on the queue. */
NTSTATUS dispatch_to_queue(PDEVICE_OBJECT wdm, PIRP irp, Queue &queue, bool in_caller_context);

/*
 * Passes the IRP to the next lower driver. A PDO is the lowest device: it completes the IRP as that is. A control device
 * refuses it.
 */
NTSTATUS pass_down(Device &device, PIRP irp);

/* Completes an IRP with @status, which is returned. IoStatus.Information stays. */
NTSTATUS complete(PIRP irp, NTSTATUS status);

/* The same with an IoStatus.Information of 0. */
NTSTATUS complete_irp(PIRP irp, NTSTATUS status);

} /* namespace ww::wdf */
