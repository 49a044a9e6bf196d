/* SPDX-License-Identifier: GPL-2.0 */
/*
 * EvtDeviceWdmIrpDispatch: a driver chooses the queue of an IRP.
 *
 * The callback gets a read, write or control behind EvtDeviceWdmIrpPreprocess, and before there is a request. It has
 * the framework's stack location, which is marked in Control, so that only such an IRP is taken back.
 *
 *	the driver calls			and then
 *	WdfDeviceWdmDispatchIrp			the queue is that of an IRP without a callback
 *	WdfDeviceWdmDispatchIrpToIoQueue	the queue is the driver's choice
 *	neither					the driver has the IRP, as a dispatch routine has
 */
#pragma once

#include "device.hpp"

namespace ww::wdf {

/* What WdfDeviceConfigureWdmIrpDispatchCallback set for a major function. Constant, and freed with the device. */
struct Dispatcher {
	PFN_WDFDEVICE_WDM_IRP_DISPATCH callback;
	WDFCONTEXT context;
};

/* The place in Device::dispatchers; kDispatchers for a major function that queues do not get. */
inline u32 dispatcher_place(UCHAR major)
{
	switch (major) {
	case IRP_MJ_READ: return 0;
	case IRP_MJ_WRITE: return 1;
	case IRP_MJ_DEVICE_CONTROL: return 2;
	case IRP_MJ_INTERNAL_DEVICE_CONTROL: return 3;
	default: return kDispatchers;
	}
}

/* For IRPs of the device, or null. */
inline const Dispatcher *dispatcher_of(const Device &device, UCHAR major)
{
	const u32 place = dispatcher_place(major);

	return place < kDispatchers ? device.dispatchers[place].load(Order::acquire) : nullptr;
}

/* Calls the callback, and returns its status. */
NTSTATUS call_dispatcher(Device &device, PIRP irp, const Dispatcher &dispatcher);

/* With the device. */
void dispatchers_free(Device &device);

} /* namespace ww::wdf */
