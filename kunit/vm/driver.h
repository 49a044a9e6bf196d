/* SPDX-License-Identifier: GPL-2.0 */
/*
 * For the drivers of the VM tests: the end of a request.
 */
#ifndef WINWORK_KUNIT_VM_DRIVER_H
#define WINWORK_KUNIT_VM_DRIVER_H

#include <ntddk.h>

static inline NTSTATUS Finish(PIRP Irp, NTSTATUS Status, ULONG_PTR Information)
{
	Irp->IoStatus.Status = Status;
	Irp->IoStatus.Information = Information;
	IoCompleteRequest(Irp, IO_NO_INCREMENT);
	return Status;
}

#endif
