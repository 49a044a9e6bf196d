/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What a driver asks about a request.
 */
#include "file.hpp"
#include "handle.hpp"
#include "queue.hpp"

namespace ww::wdf {

void request_parameters(const Request &request, WDF_REQUEST_PARAMETERS &parameters)
{
	const IO_STACK_LOCATION &location = *IoGetCurrentIrpStackLocation(request.irp);
	const auto &from = location.Parameters;
	auto &to = parameters.Parameters;

	parameters.Type = static_cast<WDF_REQUEST_TYPE>(location.MajorFunction);
	parameters.MinorFunction = location.MinorFunction;
	switch (location.MajorFunction) {
	case IRP_MJ_CREATE:
		to.Create.SecurityContext = from.Create.SecurityContext;
		to.Create.Options = from.Create.Options;
		to.Create.FileAttributes = from.Create.FileAttributes;
		to.Create.ShareAccess = from.Create.ShareAccess;
		to.Create.EaLength = from.Create.EaLength;
		break;
	case IRP_MJ_READ:
	case IRP_MJ_WRITE:
		/* The two have one layout. */
		to.Read.Length = from.Read.Length;
		to.Read.Key = from.Read.Key;
		to.Read.DeviceOffset = from.Read.ByteOffset.QuadPart;
		break;
	case IRP_MJ_DEVICE_CONTROL:
	case IRP_MJ_INTERNAL_DEVICE_CONTROL:
		to.DeviceIoControl.OutputBufferLength = from.DeviceIoControl.OutputBufferLength;
		to.DeviceIoControl.InputBufferLength = from.DeviceIoControl.InputBufferLength;
		to.DeviceIoControl.IoControlCode = from.DeviceIoControl.IoControlCode;
		to.DeviceIoControl.Type3InputBuffer = from.DeviceIoControl.Type3InputBuffer;
		break;
	default:
		to.Others.Arg1 = from.Others.Argument1;
		to.Others.Arg2 = from.Others.Argument2;
		to.Others.Arg4 = from.Others.Argument4;
		break;
	}
}

} /* namespace ww::wdf */

using namespace ww;
using namespace ww::wdf;

extern "C" {

VOID NTAPI WdfRequestGetParameters(WDFREQUEST Request, PWDF_REQUEST_PARAMETERS Parameters)
{
	const CallSite call = WW_CALL_SITE;
	const auto *const request = request_of_driver(call, Request);

	if (!request || !check_not_null(call, Parameters, "Parameters"))
		return;
	if (Parameters->Size != sizeof(*Parameters)) {
		report(violation_of(call, kObjectError, request),
		       "WDF_REQUEST_PARAMETERS.Size is %u, not %zu", Parameters->Size,
		       sizeof(*Parameters));
		return;
	}
	request_parameters(*request, *Parameters);
}

NTSTATUS NTAPI WdfRequestGetStatus(WDFREQUEST Request)
{
	const auto *const request = request_to_send(WW_CALL_SITE, Request);

	return request ? request->irp->IoStatus.Status : STATUS_INVALID_DEVICE_REQUEST;
}

ULONG_PTR NTAPI WdfRequestGetInformation(WDFREQUEST Request)
{
	const auto *const request = request_to_send(WW_CALL_SITE, Request);

	return request ? request->irp->IoStatus.Information : 0;
}

VOID NTAPI WdfRequestSetInformation(WDFREQUEST Request, ULONG_PTR Information)
{
	if (auto *request = request_of_driver(WW_CALL_SITE, Request))
		request->irp->IoStatus.Information = Information;
}

KPROCESSOR_MODE NTAPI WdfRequestGetRequestorMode(WDFREQUEST Request)
{
	const auto *const request = request_of_driver(WW_CALL_SITE, Request);

	return request ? request->irp->RequestorMode : static_cast<KPROCESSOR_MODE>(UserMode);
}

ULONG NTAPI WdfRequestGetRequestorProcessId(WDFREQUEST Request)
{
	const auto *const request = request_of_driver(WW_CALL_SITE, Request);

	return request ? IoGetRequestorProcessId(request->irp) : 0;
}

BOOLEAN NTAPI WdfRequestIsFrom32BitProcess(WDFREQUEST Request)
{
	const auto *const request = request_of_driver(WW_CALL_SITE, Request);

	return request && IoIs32bitProcess(request->irp);
}

BOOLEAN NTAPI WdfRequestIsReserved(WDFREQUEST Request)
{
	const auto *const request = object_at_dispatch_or_below<wdf::Request>(WW_CALL_SITE,
									      Request);

	return request && request->home;
}

BOOLEAN NTAPI WdfRequestIsCanceled(WDFREQUEST Request)
{
	const auto *const request = request_of_driver(WW_CALL_SITE, Request);

	return request && (request->is_canceled || request->irp->Cancel);
}

PIRP NTAPI WdfRequestWdmGetIrp(WDFREQUEST Request)
{
	const auto *const request = request_to_send(WW_CALL_SITE, Request);

	return request ? request->irp : nullptr;
}

WDFQUEUE NTAPI WdfRequestGetIoQueue(WDFREQUEST Request)
{
	const auto *const request = request_of_driver(WW_CALL_SITE, Request);
	const Queue *const queue = request ? request->queue : nullptr;

	return queue && queue != queue->device->create_queue ? handle_of<WDFQUEUE>(*queue)
							     : nullptr;
}

WDFFILEOBJECT NTAPI WdfRequestGetFileObject(WDFREQUEST Request)
{
	const auto *const request = request_of_driver(WW_CALL_SITE, Request);

	return request && request->file ? handle_of<WDFFILEOBJECT>(*request->file) : nullptr;
}

} /* extern "C" */
