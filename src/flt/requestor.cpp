/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The process that has made an operation.
 */
#include "requestor.hpp"

#include "base/irql.hpp"
#include "base/report.hpp"
#include "linux/thread.h"
#include "linux/user.h"
#include "operation.hpp"
#include "own_data.hpp"
#include "ps/process.hpp"

namespace ww {
namespace {

/* Null after a report. */
const Requestor *requestor_of(CallSite call, PFLT_CALLBACK_DATA data)
{
	if (!check_callback_data(call, data))
		return nullptr;

	if (const OwnData *own = own_data_of(data))
		return &own->requestor;

	const Requestor *const copied = requestor_of_copy(data);

	return copied ? copied : &operation_of(data)->requestor;
}

PEPROCESS process_for(CallSite call, PFLT_CALLBACK_DATA data)
{
	const Requestor *const requestor =
		at_dispatch_or_below(call, data) ? requestor_of(call, data) : nullptr;

	return requestor ? process_of(requestor->task) : nullptr;
}

HANDLE process_id_for(CallSite call, PFLT_CALLBACK_DATA data)
{
	const PEPROCESS process = process_for(call, data);

	return process ? PsGetProcessId(process) : nullptr;
}

} /* namespace */

Requestor requestor_current()
{
	return requestor_copy({ ww_current_task(), ww_call_is_32bit() });
}

Requestor requestor_copy(const Requestor &requestor)
{
	ww_task_get(requestor.task);
	return requestor;
}

void requestor_drop(const Requestor &requestor)
{
	ww_task_put(requestor.task);
}

} /* namespace ww */

using namespace ww;

extern "C" {

PEPROCESS FLTAPI FltGetRequestorProcess(PFLT_CALLBACK_DATA CallbackData)
{
	return process_for(WW_CALL_SITE, CallbackData);
}

ULONG FLTAPI FltGetRequestorProcessId(PFLT_CALLBACK_DATA CallbackData)
{
	return HandleToULong(process_id_for(WW_CALL_SITE, CallbackData));
}

HANDLE FLTAPI FltGetRequestorProcessIdEx(PFLT_CALLBACK_DATA CallbackData)
{
	return process_id_for(WW_CALL_SITE, CallbackData);
}

NTSTATUS FLTAPI FltGetRequestorSessionId(PFLT_CALLBACK_DATA CallbackData, PULONG SessionId)
{
	const CallSite call = WW_CALL_SITE;

	if (!SessionId)
		return refuse(call, nullptr, STATUS_UNSUCCESSFUL, "SessionId is NULL");
	*SessionId = kNoSession;

	const Requestor *const requestor =
		at_apc_or_below(call, CallbackData) ? requestor_of(call, CallbackData) : nullptr;

	if (!requestor)
		return STATUS_UNSUCCESSFUL;
	*SessionId = session_of(requestor->task);
	return STATUS_SUCCESS;
}

BOOLEAN FLTAPI FltIs32bitProcess(PFLT_CALLBACK_DATA CallbackData)
{
	const CallSite call = WW_CALL_SITE;

	if (!at_apc_or_below(call, CallbackData))
		return FALSE;
	if (!CallbackData)
		return ww_call_is_32bit();

	const Requestor *const requestor = requestor_of(call, CallbackData);

	if (!requestor)
		return FALSE;
	if (!FLT_IS_IRP_OPERATION(CallbackData))
		return ww_call_is_32bit();
	return CallbackData->RequestorMode == UserMode && requestor->is_32bit;
}

} /* extern "C" */
