/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The IRPs that drivers have made for them.
 *
 *	of a thread	IoBuildDeviceIoControlRequest, IoBuildSynchronousFsdRequest: the completion
 *			writes the I/O status block, frees the IRP, and sets the event, in this
 *			order. The end of a system thread cancels its IRPs and waits for them
 *	asynchronous	IoBuildAsynchronousFsdRequest: memory of pool, as that of IoAllocateIrp.
 *			Unless a completion routine keeps the IRP, its completion writes the block
 *			and frees the IRP
 *
 * Buffers are the kernel's, so the completion copies and frees at any IRQL that it may have.
 */
#pragma once

#include <wdm.h>

#include "base/types.hpp"

namespace ww {

/*
 * The call that sends an IRP of a thread, while the dispatch routine runs. On the sender's stack.
 */
struct Sending {
	Sending *next;
	PIRP irp;			/* null: it is complete */
	PDEVICE_OBJECT device;
	UCHAR major;
	/*
	 * The IRP completed with an error and was not pended. Its result, if the routine says that
	 * it pends:
	 */
	bool has_error;
	IO_STATUS_BLOCK error;
	PIO_STATUS_BLOCK iosb;
	PKEVENT event;
};

/*
 * A driver sends an IRP of a thread to the driver of @device. False if it was sent before, and goes
 * down its stack. Else irp_of_thread_send_returned() has to follow.
 */
bool irp_of_thread_sent(PIRP irp, PDEVICE_OBJECT device, Sending &sending);
/* The dispatch routine of the first driver returned @status. The IRP may be gone. */
void irp_of_thread_send_returned(Sending &sending, NTSTATUS status);

/* All locations are completed. The IRP may be gone afterwards. */
void irp_of_thread_completed(PIRP irp);
void irp_asynchronous_completed(PIRP irp);

/* The task of an IRP of a thread. */
const void *task_of_irp(const IRP *irp);

/*
 * IoFreeIrp of @irp: true if it is an IRP of a thread. It is freed, without results, unless a
 * driver that it was sent to has it. The pointer of any other IRP is not followed.
 */
bool irp_of_thread_freed(PIRP irp);

/* The thread @task ends: cancels the IRPs that it has sent, and waits for their completion. */
void irps_of_thread_end(const void *task);

/* Names in the log the IRPs of threads that code of @image has sent and that are not complete. */
void irps_built_describe(const _WINWORK_IMAGE &image);

/* Reports and frees the IRPs that code of @image has built and not sent. */
void irps_built_report_left(const _WINWORK_IMAGE &image);

void irps_built_init();

} /* namespace ww */
