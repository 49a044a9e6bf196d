/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Extra create parameters. One lock protects all lists. References are dropped without it, since the last one calls
 * the minifilter.
 */
#include "create_parameters.hpp"

#include "base/irql.hpp"
#include "base/report.hpp"
#include "engine/work_item.hpp"
#include "operation.hpp"

namespace ww {
namespace {

constinit Lock lock;

void destroy_parameter(void *body)
{
	auto *parameter = static_cast<CreateParameter *>(body);

	if (parameter->cleanup)
		parameter->cleanup(parameter->memory(), &parameter->type);
	object_dereference_kept(parameter->filter);
}

void destroy_list(void *body)
{
	object_dereference_kept(static_cast<PECP_LIST>(body)->filter);
}

constinit const ObjectType parameter_type = { "extra create parameter", destroy_parameter,
					      "FltFreeExtraCreateParameter" };
constinit const ObjectType list_type = { "list of extra create parameters", destroy_list,
					 "FltFreeExtraCreateParameterList" };

/* @name: of the driver's parameter that is @memory. */
void *check_body(CallSite call, const void *memory, void *body, const ObjectType &type, const char *name)
{
	if (is_kernel_address(memory) && object_type(body) == &type)
		return body;
	report_pointer({ .code = BugCheck::fltmgr_file_system,
			 .parameter = { 0, address_of(memory), address_of(body), 0 },
			 .call = call, .item = memory },
		       memory, "as %s is not a live %s", name, type.name);
	return nullptr;
}

/* The parameter behind the driver's pointer, or null after a report. */
CreateParameter *check_parameter(CallSite call, PVOID memory, const char *name)
{
	return static_cast<CreateParameter *>(
		check_body(call, memory, static_cast<CreateParameter *>(memory) - 1, parameter_type, name));
}

bool check_list(CallSite call, PECP_LIST list)
{
	return check_body(call, list, list, list_type, "EcpList");
}

bool check_filter(CallSite call, PFLT_FILTER filter)
{
	return at_apc_or_below(call, filter) && check_type(call, filter, filter_type);
}

/* Refuses a call with a parameter that may not be NULL, and is. */
bool is_given(CallSite call, PFLT_FILTER filter, const void *parameter, const char *name)
{
	if (!parameter)
		refuse(call, filter, STATUS_INVALID_PARAMETER, "%s is NULL", name);
	return parameter;
}

/* Creates an object of a filter. Fails when the filter's rundown has begun, or without memory. */
template <typename Body>
NTSTATUS create(CallSite call, PFLT_FILTER filter, const ObjectType &type, size_t bytes, Body *&body)
{
	body = nullptr;
	if (!object_try_reference_kept(filter))
		return STATUS_FLT_DELETING_OBJECT;
	body = static_cast<Body *>(object_create(type, bytes, filter->driver));
	if (body) {
		body->filter = filter;
		body->made_by = call;
	}
	object_dereference_kept(filter);
	return body ? STATUS_SUCCESS : STATUS_INSUFFICIENT_RESOURCES;
}

struct NewParameter {
	LPCGUID type;
	ULONG bytes;
	FSRTL_ALLOCATE_ECP_FLAGS flags;
	PFSRTL_EXTRA_CREATE_PARAMETER_CLEANUP_CALLBACK cleanup;
};

NTSTATUS create_parameter(CallSite call, PFLT_FILTER filter, const NewParameter &wanted, PVOID *memory)
{
	constexpr ULONG flags = FSRTL_ALLOCATE_ECP_FLAG_CHARGE_QUOTA | FSRTL_ALLOCATE_ECP_FLAG_NONPAGED_POOL;
	CreateParameter *parameter;

	if (!is_given(call, filter, wanted.type, "EcpType"))
		return STATUS_INVALID_PARAMETER;
	if (wanted.flags & ~flags)
		return refuse(call, filter, STATUS_INVALID_PARAMETER,
			      "Flags is 0x%x, with a bit that is not one of FSRTL_ALLOCATE_ECP_FLAG_*",
			      wanted.flags);

	const NTSTATUS status =
		create(call, filter, parameter_type, sizeof(CreateParameter) + wanted.bytes, parameter);

	if (!NT_SUCCESS(status))
		return status;
	parameter->type = *wanted.type;
	parameter->bytes = wanted.bytes;
	parameter->cleanup = wanted.cleanup;
	*memory = parameter->memory();
	return STATUS_SUCCESS;
}

/* The link to the parameter of that type, or to the null at the end of the list. */
CreateParameter **find(PECP_LIST list, LPCGUID type) WW_REQUIRES(lock)
{
	CreateParameter **link = &list->first;

	while (*link && !IsEqualGUID((*link)->type, *type))
		link = &(*link)->next;
	return link;
}

/* Gives what was found to the driver. */
NTSTATUS give(CreateParameter *parameter, PVOID *memory, ULONG *bytes)
{
	if (memory)
		*memory = parameter ? parameter->memory() : nullptr;
	if (bytes)
		*bytes = parameter ? parameter->bytes : 0;
	return parameter ? STATUS_SUCCESS : STATUS_NOT_FOUND;
}

bool is_guest(const CreateParameter &parameter, const _ECP_LIST &list)
{
	return parameter.filter != list.filter;
}

/* From now on the list or parameter is nobody's, and is destroyed. It keeps its filter until that. */
template <typename Body>
void mark_ended(Body &body) WW_REQUIRES(lock)
{
	lock.assert_held();
	body.ended = true;
	object_reference_kept(body.filter);
}

/* Takes the first parameter from a list that keeps its filter. */
CreateParameter *take_first(PECP_LIST list)
{
	LockGuard guard(lock);
	CreateParameter *first = list->first;

	if (!first)
		return nullptr;
	list->first = first->next;
	first->list = nullptr;
	if (is_guest(*first, *list))
		first->ended = true;
	else
		mark_ended(*first);
	return first;
}

void free_list(PECP_LIST list)
{
	while (CreateParameter *parameter = take_first(list))
		object_dereference(parameter);
	object_dereference(list);
}

/* The routine of _ECP_LIST::deferral. */
void free_in_worker(void *list)
{
	free_list(static_cast<PECP_LIST>(list));
}

/* Ends the life of a list or a parameter that the driver owns. Returns why it may not, or null. */
const char *end(PECP_LIST list)
{
	LockGuard guard(lock);

	if (list->is_set)
		return "the list is an operation's, which frees it";
	if (list->ended)
		return "the list is being freed";
	mark_ended(*list);
	return nullptr;
}

const char *end(CreateParameter *parameter)
{
	LockGuard guard(lock);

	if (parameter->list)
		return "the parameter is in a list: FltRemoveExtraCreateParameter has to remove it first";
	if (parameter->ended)
		return "the parameter is being freed";
	mark_ended(*parameter);
	return nullptr;
}

const char *insert(PECP_LIST list, CreateParameter *parameter)
{
	LockGuard guard(lock);

	if (parameter->list || parameter->ended)
		return "EcpContext is in a list, or being freed";
	if (list->ended)
		return "EcpList is being freed";

	CreateParameter **link = find(list, &parameter->type);

	if (*link)
		return "EcpList has a parameter of that type";
	parameter->list = list;
	parameter->next = nullptr;
	*link = parameter;
	if (is_guest(*parameter, *list))
		object_reference_kept(parameter->filter);
	return nullptr;
}

CreateParameter *find_of(PECP_LIST list, LPCGUID type)
{
	LockGuard guard(lock);

	return *find(list, type);
}

/* Takes the parameter of that type from the list, for the driver. */
CreateParameter *take_of(PECP_LIST list, LPCGUID type)
{
	CreateParameter *taken;
	{
		LockGuard guard(lock);
		CreateParameter **const link = find(list, type);

		taken = *link;
		if (!taken)
			return nullptr;
		*link = taken->next;
		taken->list = nullptr;
	}
	if (is_guest(*taken, *list))
		object_dereference_kept(taken->filter);
	return taken;
}

/* The one behind @current, or the first one. False if @current is not in the list. */
bool find_next(PECP_LIST list, CreateParameter *current, CreateParameter *&next)
{
	LockGuard guard(lock);

	next = current ? current->next : list->first;
	return !current || current->list == list;
}

/* Sets a list into an operation. Returns why it may not, or null. */
const char *set(Operation &operation, PECP_LIST list)
{
	LockGuard guard(lock);

	if (operation.parameters)
		return "CallbackData has a list";
	if (list->is_set || list->ended)
		return "EcpList is another operation's, or being freed";
	list->is_set = true;
	object_reference_kept(list->filter);
	operation.parameters = list;
	return nullptr;
}

constexpr char kNoCreate[] = "CallbackData is not an IRP_MJ_CREATE";

bool is_create(const Operation &operation)
{
	return operation.is_irp() && operation.iopb.MajorFunction == IRP_MJ_CREATE;
}

CreateParameter *check_both(CallSite call, PFLT_FILTER filter, PVOID memory)
{
	return check_filter(call, filter) ? check_parameter(call, memory, "EcpContext") : nullptr;
}

bool check_both(CallSite call, PFLT_FILTER filter, PECP_LIST list)
{
	return check_filter(call, filter) && check_list(call, list);
}

/* Gives the driver what get() returns: the parameter of a type in a list. */
NTSTATUS search(CallSite call, PFLT_FILTER filter, PECP_LIST list, LPCGUID type,
		CreateParameter *(*get)(PECP_LIST list, LPCGUID type), PVOID *memory, ULONG *bytes)
{
	give(nullptr, memory, bytes);
	if (!check_both(call, filter, list) || !is_given(call, filter, type, "EcpType"))
		return STATUS_INVALID_PARAMETER;
	return give(get(list, type), memory, bytes);
}

/* Checks the list's head. A list that was not initialised has no size. */
bool check_lookaside(CallSite call, PFLT_FILTER filter, PVOID lookaside, const char *name)
{
	if (is_kernel_address(lookaside) && static_cast<PNPAGED_LOOKASIDE_LIST>(lookaside)->L.Size)
		return true;
	refuse(call, filter, STATUS_INVALID_PARAMETER, "%s is no initialised list", name);
	return false;
}

/* The lists and parameters that a filter has left: chains by their members next. */
struct Unfreed {
	PECP_LIST lists;
	CreateParameter *parameters;
};

template <typename Body>
void add_left(Body *body, Body *&first) WW_REQUIRES(lock)
{
	mark_ended(*body);
	body->next = first;
	first = body;
}

/* Those that are the driver's. Operations and other filters' lists have kept the filter until they ended. */
Unfreed take_left(PFLT_FILTER filter)
{
	LockGuard guard(lock);
	Unfreed left = {};

	objects_of_driver(filter->driver, [&](void *body) {
		lock.assert_held();

		auto *const list = static_cast<PECP_LIST>(body);
		auto *const parameter = static_cast<CreateParameter *>(body);
		const ObjectType *const type = object_header(body)->type;

		if (type == &list_type && list->filter == filter && !list->is_set && !list->ended)
			add_left(list, left.lists);
		if (type == &parameter_type && parameter->filter == filter && !parameter->list &&
		    !parameter->ended)
			add_left(parameter, left.parameters);
		return true;
	});
	return left;
}

void report_left(PFLT_FILTER filter, CallSite made_by, const void *memory)
{
	report({ .code = BugCheck::driver_verifier_detected_violation,
		 .parameter = { kLeak, address_of(memory), address_of(filter), address_of(made_by.caller) },
		 .call = made_by, .item = memory, .owner = filter->driver },
	       "the filter %s is unregistered, and has not freed it", object_header(filter)->name);
}

} /* namespace */

void parameters_init()
{
	lock.init(WW_LOCK_FLT_PARAMETERS);
}

void parameters_lend(Operation &operation, PECP_LIST list)
{
	LockGuard guard(lock);

	list->is_set = true;
	operation.parameters = list;
}

void parameters_take_back(Operation &operation)
{
	LockGuard guard(lock);

	operation.parameters->is_set = false;
	operation.parameters = nullptr;
}

bool parameters_check(CallSite call, PECP_LIST list)
{
	if (!check_list(call, list))
		return false;

	{
		LockGuard guard(lock);

		if (!list->is_set && !list->ended)
			return true;
	}
	refuse(call, list->filter, STATUS_INVALID_PARAMETER,
	       "DriverContext->ExtraCreateParameter is an operation's, or being freed");
	return false;
}

void parameters_drop(PECP_LIST list)
{
	if (current_irql() < kDispatchLevel) {
		free_list(list);
		return;
	}
	list->deferral.routine = reinterpret_cast<void *>(free_in_worker);
	list->deferral.context = list;
	bare_item_queue(&list->deferral, &object_header(list->filter)->references, DelayedWorkQueue,
			{ "FltSetEcpListIntoCallbackData", nullptr });
}

void parameters_forget(PFLT_FILTER filter)
{
	Unfreed left = take_left(filter);

	while (PECP_LIST list = left.lists) {
		left.lists = list->next;
		report_left(filter, list->made_by, list);
		free_list(list);
	}
	while (CreateParameter *parameter = left.parameters) {
		left.parameters = parameter->next;
		report_left(filter, parameter->made_by, parameter->memory());
		object_dereference(parameter);
	}
}

} /* namespace ww */

using namespace ww;

extern "C" {

NTSTATUS FLTAPI FltAllocateExtraCreateParameterList(PFLT_FILTER Filter, FSRTL_ALLOCATE_ECPLIST_FLAGS Flags,
						    PECP_LIST *EcpList)
{
	const CallSite call = WW_CALL_SITE;

	if (!is_given(call, Filter, EcpList, "EcpList"))
		return STATUS_INVALID_PARAMETER;
	*EcpList = nullptr;
	if (!check_filter(call, Filter))
		return STATUS_INVALID_PARAMETER;
	if (Flags & ~FSRTL_ALLOCATE_ECPLIST_FLAG_CHARGE_QUOTA)
		return refuse(call, Filter, STATUS_INVALID_PARAMETER,
			      "Flags is 0x%x, with a bit that is not one of FSRTL_ALLOCATE_ECPLIST_FLAG_*",
			      Flags);
	return create(call, Filter, list_type, sizeof(ECP_LIST), *EcpList);
}

VOID FLTAPI FltFreeExtraCreateParameterList(PFLT_FILTER Filter, PECP_LIST EcpList)
{
	const CallSite call = WW_CALL_SITE;

	if (!check_both(call, Filter, EcpList))
		return;
	if (const char *wrong = end(EcpList))
		report_operation(call, EcpList, address_of(EcpList), wrong);
	else
		free_list(EcpList);
}

NTSTATUS FLTAPI FltAllocateExtraCreateParameter(PFLT_FILTER Filter, LPCGUID EcpType, ULONG SizeOfContext,
						FSRTL_ALLOCATE_ECP_FLAGS Flags,
						PFSRTL_EXTRA_CREATE_PARAMETER_CLEANUP_CALLBACK CleanupCallback,
						ULONG, PVOID *EcpContext)
{
	const CallSite call = WW_CALL_SITE;

	if (!is_given(call, Filter, EcpContext, "EcpContext"))
		return STATUS_INVALID_PARAMETER;
	*EcpContext = nullptr;
	return check_filter(call, Filter)
		? create_parameter(call, Filter, { EcpType, SizeOfContext, Flags, CleanupCallback }, EcpContext)
		: STATUS_INVALID_PARAMETER;
}

VOID FLTAPI FltFreeExtraCreateParameter(PFLT_FILTER Filter, PVOID EcpContext)
{
	const CallSite call = WW_CALL_SITE;
	CreateParameter *parameter = check_both(call, Filter, EcpContext);

	if (!parameter)
		return;
	if (const char *wrong = end(parameter))
		report_operation(call, EcpContext, address_of(parameter), wrong);
	else
		object_dereference(parameter);
}

VOID FLTAPI FltInitExtraCreateParameterLookasideList(PFLT_FILTER Filter, PVOID Lookaside,
						     FSRTL_ECP_LOOKASIDE_FLAGS Flags, SIZE_T Size, ULONG Tag)
{
	const CallSite call = WW_CALL_SITE;

	if (!check_filter(call, Filter) || !is_given(call, Filter, Lookaside, "Lookaside"))
		return;
	if (Flags & ~FSRTL_ECP_LOOKASIDE_FLAG_NONPAGED_POOL) {
		refuse(call, Filter, STATUS_INVALID_PARAMETER,
		       "Flags is 0x%x, not 0 or FSRTL_ECP_LOOKASIDE_FLAG_NONPAGED_POOL", Flags);
		return;
	}
	if (Flags)
		ExInitializeNPagedLookasideList(static_cast<PNPAGED_LOOKASIDE_LIST>(Lookaside), nullptr,
						nullptr, 0, Size, Tag, 0);
	else
		ExInitializePagedLookasideList(static_cast<PPAGED_LOOKASIDE_LIST>(Lookaside), nullptr,
					       nullptr, 0, Size, Tag, 0);
}

VOID FLTAPI FltDeleteExtraCreateParameterLookasideList(PFLT_FILTER Filter, PVOID Lookaside,
						       FSRTL_ECP_LOOKASIDE_FLAGS)
{
	const CallSite call = WW_CALL_SITE;

	if (check_filter(call, Filter) && check_lookaside(call, Filter, Lookaside, "Lookaside"))
		static_cast<PNPAGED_LOOKASIDE_LIST>(Lookaside)->L = {};
}

NTSTATUS FLTAPI FltAllocateExtraCreateParameterFromLookasideList(
	PFLT_FILTER Filter, LPCGUID EcpType, ULONG SizeOfContext, FSRTL_ALLOCATE_ECP_FLAGS Flags,
	PFSRTL_EXTRA_CREATE_PARAMETER_CLEANUP_CALLBACK CleanupCallback, PVOID LookasideList, PVOID *EcpContext)
{
	const CallSite call = WW_CALL_SITE;

	if (!is_given(call, Filter, EcpContext, "EcpContext"))
		return STATUS_INVALID_PARAMETER;
	*EcpContext = nullptr;
	if (!check_filter(call, Filter) || !check_lookaside(call, Filter, LookasideList, "LookasideList"))
		return STATUS_INVALID_PARAMETER;
	return create_parameter(call, Filter, { EcpType, SizeOfContext, Flags, CleanupCallback }, EcpContext);
}

NTSTATUS FLTAPI FltInsertExtraCreateParameter(PFLT_FILTER Filter, PECP_LIST EcpList, PVOID EcpContext)
{
	const CallSite call = WW_CALL_SITE;
	CreateParameter *parameter =
		check_both(call, Filter, EcpList) ? check_parameter(call, EcpContext, "EcpContext") : nullptr;

	if (!parameter)
		return STATUS_INVALID_PARAMETER;
	if (const char *wrong = insert(EcpList, parameter))
		return refuse(call, Filter, STATUS_INVALID_PARAMETER, "%s", wrong);
	return STATUS_SUCCESS;
}

NTSTATUS FLTAPI FltRemoveExtraCreateParameter(PFLT_FILTER Filter, PECP_LIST EcpList, LPCGUID EcpType,
					      PVOID *EcpContext, ULONG *EcpContextSize)
{
	const CallSite call = WW_CALL_SITE;

	return is_given(call, Filter, EcpContext, "EcpContext")
		       ? search(call, Filter, EcpList, EcpType, take_of, EcpContext, EcpContextSize)
		       : STATUS_INVALID_PARAMETER;
}

NTSTATUS FLTAPI FltFindExtraCreateParameter(PFLT_FILTER Filter, PECP_LIST EcpList, LPCGUID EcpType,
					    PVOID *EcpContext, ULONG *EcpContextSize)
{
	return search(WW_CALL_SITE, Filter, EcpList, EcpType, find_of, EcpContext, EcpContextSize);
}

NTSTATUS FLTAPI FltGetNextExtraCreateParameter(PFLT_FILTER Filter, PECP_LIST EcpList, PVOID CurrentEcpContext,
					       LPGUID NextEcpType, PVOID *NextEcpContext,
					       ULONG *NextEcpContextSize)
{
	const CallSite call = WW_CALL_SITE;
	CreateParameter *current = nullptr;
	CreateParameter *next = nullptr;

	give(nullptr, NextEcpContext, NextEcpContextSize);
	if (!check_both(call, Filter, EcpList))
		return STATUS_INVALID_PARAMETER;
	if (CurrentEcpContext && !(current = check_parameter(call, CurrentEcpContext, "CurrentEcpContext")))
		return STATUS_INVALID_PARAMETER;
	if (!find_next(EcpList, current, next))
		return refuse(call, Filter, STATUS_INVALID_PARAMETER, "CurrentEcpContext is not in EcpList");
	if (next && NextEcpType)
		*NextEcpType = next->type;
	return give(next, NextEcpContext, NextEcpContextSize);
}

NTSTATUS FLTAPI FltGetEcpListFromCallbackData(PFLT_FILTER Filter, PFLT_CALLBACK_DATA CallbackData,
					      PECP_LIST *EcpList)
{
	const CallSite call = WW_CALL_SITE;

	if (!is_given(call, Filter, EcpList, "EcpList"))
		return STATUS_INVALID_PARAMETER;
	*EcpList = nullptr;
	if (!check_filter(call, Filter))
		return STATUS_INVALID_PARAMETER;

	const OperationGuard operation(call, CallbackData);

	if (!operation)
		return STATUS_INVALID_PARAMETER;
	if (!is_create(*operation))
		return refuse(call, Filter, STATUS_INVALID_PARAMETER, kNoCreate);

	LockGuard guard(lock);

	*EcpList = operation->parameters;
	return STATUS_SUCCESS;
}

NTSTATUS FLTAPI FltSetEcpListIntoCallbackData(PFLT_FILTER Filter, PFLT_CALLBACK_DATA CallbackData,
					      PECP_LIST EcpList)
{
	const CallSite call = WW_CALL_SITE;

	if (!check_both(call, Filter, EcpList))
		return STATUS_INVALID_PARAMETER;

	const OperationGuard operation(call, CallbackData);

	if (!operation)
		return STATUS_INVALID_PARAMETER_2;
	if (!is_create(*operation))
		return refuse(call, Filter, STATUS_INVALID_PARAMETER_2, kNoCreate);
	if (const char *wrong = set(*operation, EcpList))
		return refuse(call, Filter, STATUS_INVALID_PARAMETER_3, "%s", wrong);
	return STATUS_SUCCESS;
}

VOID FLTAPI FltAcknowledgeEcp(PFLT_FILTER Filter, PVOID EcpContext)
{
	if (CreateParameter *parameter = check_both(WW_CALL_SITE, Filter, EcpContext))
		parameter->acknowledged.store(true);
}

VOID FLTAPI FltPrepareToReuseEcp(PFLT_FILTER Filter, PVOID EcpContext)
{
	if (CreateParameter *parameter = check_both(WW_CALL_SITE, Filter, EcpContext))
		parameter->acknowledged.store(false);
}

BOOLEAN FLTAPI FltIsEcpAcknowledged(PFLT_FILTER Filter, PVOID EcpContext)
{
	CreateParameter *parameter = check_both(WW_CALL_SITE, Filter, EcpContext);

	return parameter && parameter->acknowledged.load();
}

BOOLEAN FLTAPI FltIsEcpFromUserMode(PFLT_FILTER Filter, PVOID EcpContext)
{
	/* No program passes one. The pointer is checked all the same. */
	check_both(WW_CALL_SITE, Filter, EcpContext);
	return FALSE;
}

} /* extern "C" */
