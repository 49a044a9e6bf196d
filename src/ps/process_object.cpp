/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Processes by their ids, and handles of processes. The object of a handle has the value that stands for the process.
 */
#include <ntifs.h>

#include "base/irql.hpp"
#include "base/report.hpp"
#include "linux/process.h"
#include "ob/device.hpp"
#include "ob/handle.hpp"
#include "ob/handle_filter.hpp"
#include "process.hpp"

namespace ww {
namespace {

struct OpenProcess {
	PEPROCESS process;
};

void *value_of(void *body)
{
	return static_cast<OpenProcess *>(body)->process;
}

constinit const ObjectType process_type = { .name = "process", .is_public = true, .value_of = value_of,
					    .has_handle_routines = true };

constinit POBJECT_TYPE process_object_type = nullptr;	/* PsProcessType points to it */

HANDLE open(void *process)
{
	auto *body = static_cast<OpenProcess *>(object_create(process_type, sizeof(OpenProcess)));

	if (!body)
		return nullptr;
	object_keep(body);
	body->process = static_cast<PEPROCESS>(process);

	const HANDLE handle = handle_create(body);

	if (!handle)
		object_dereference_kept(body);
	return handle;
}

/* A process is a value, and references on it count nothing: one that was added, and none that was taken away. */
LONG_PTR change(void *process, s32 by)
{
	if (!is_process(process))
		return -1;
	return by > 0 ? 1 : 0;
}

NTSTATUS end(PEPROCESS process)
{
	if (process == PsInitialSystemProcess)
		return STATUS_ACCESS_DENIED;
	switch (ww_process_kill(process)) {
	case 0:
		return STATUS_SUCCESS;
	case -WW_EPERM:
		return STATUS_ACCESS_DENIED;
	default:
		return STATUS_PROCESS_IS_TERMINATING;
	}
}

constexpr ObjectValues values{ change, &process_type, open };

} /* namespace */

PEPROCESS process_with_id(HANDLE id)
{
	const auto number = reinterpret_cast<uintptr_t>(id);

	if (number == kSystemProcessId)
		return reinterpret_cast<PEPROCESS>(&system_process);
	return number == static_cast<u32>(number) ? static_cast<PEPROCESS>(ww_process_find(static_cast<u32>(number)))
						  : nullptr;
}

NTSTATUS process_of_handle(HANDLE handle, PEPROCESS &process)
{
	void *body = nullptr;

	if (handle == NtCurrentProcess()) {
		process = IoGetCurrentProcess();
		return STATUS_SUCCESS;
	}

	const NTSTATUS status = handle_reference(handle, process_type, body);

	if (!NT_SUCCESS(status))
		return status;
	process = static_cast<PEPROCESS>(value_of(body));
	object_dereference_kept(body);
	return STATUS_SUCCESS;
}

void processes_init()
{
	object_values_add(values);
	process_object_type = reinterpret_cast<POBJECT_TYPE>(const_cast<ObjectType *>(&process_type));
	PsProcessType = &process_object_type;
	PsInitialSystemProcess = reinterpret_cast<PEPROCESS>(&system_process);
}

} /* namespace ww */

using namespace ww;

extern "C" {

POBJECT_TYPE *PsProcessType;
PEPROCESS PsInitialSystemProcess;

NTSTATUS NTAPI PsLookupProcessByProcessId(HANDLE ProcessId, PEPROCESS *Process)
{
	const CallSite call = WW_CALL_SITE;

	if (!Process)
		return refuse(call, nullptr, STATUS_INVALID_PARAMETER, "Process is NULL");
	*Process = nullptr;
	if (!at_apc_or_below(call, nullptr))
		return STATUS_INVALID_PARAMETER;
	*Process = process_with_id(ProcessId);
	return *Process ? STATUS_SUCCESS : STATUS_INVALID_PARAMETER;
}

NTSTATUS NTAPI ZwOpenProcess(PHANDLE ProcessHandle, ACCESS_MASK DesiredAccess, POBJECT_ATTRIBUTES ObjectAttributes,
			     PCLIENT_ID ClientId)
{
	const CallSite call = WW_CALL_SITE;

	if (!ProcessHandle || !ObjectAttributes || !ClientId)
		return refuse(call, nullptr, STATUS_INVALID_PARAMETER, "%s is NULL",
			      !ProcessHandle ? "ProcessHandle" : !ObjectAttributes ? "ObjectAttributes" : "ClientId");
	*ProcessHandle = nullptr;
	if (!at_passive(call, nullptr))
		return STATUS_INVALID_PARAMETER;
	if (ObjectAttributes->ObjectName)
		return refuse(call, nullptr, STATUS_INVALID_PARAMETER, "ObjectName is not NULL, and processes have no names");

	const PEPROCESS process = process_with_id(ClientId->UniqueProcess);

	if (!process)
		return STATUS_INVALID_CID;
	return handle_open_filtered({ &process_type, process, DesiredAccess }, [=] {
		*ProcessHandle = open(process);
		return *ProcessHandle ? STATUS_SUCCESS : STATUS_INSUFFICIENT_RESOURCES;
	});
}

NTSTATUS NTAPI ZwTerminateProcess(HANDLE ProcessHandle, NTSTATUS)
{
	PEPROCESS process = nullptr;

	if (!at_passive(WW_CALL_SITE, nullptr))
		return STATUS_UNSUCCESSFUL;

	const NTSTATUS status = process_of_handle(ProcessHandle, process);

	return NT_SUCCESS(status) ? end(process) : status;
}

} /* extern "C" */
