/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Extra create parameters (ECPs): memory that a minifilter passes to those below, in a list that an IRP_MJ_CREATE
 * carries. Lists and parameters are objects of src/ob; the driver's memory follows the parameter's body.
 *
 * Ownership: a parameter belongs to the list that it is in, else to the driver. A list belongs to the operation that
 * it is set into, else to the driver. FltUnregisterFilter waits for those that it cannot free itself, and for the
 * cleanup callbacks that run. These hold a kept reference on their filter:
 *
 *	list		that is set, or has ended
 *	parameter	that is in a list of another filter, or has ended
 */
#pragma once

#include "engine/item.hpp"
#include "filter_manager.hpp"

namespace ww {

struct Operation;

struct alignas(16) CreateParameter {
	PFLT_FILTER filter;
	CallSite made_by;
	GUID type;
	ULONG bytes;			/* of memory() */
	PFSRTL_EXTRA_CREATE_PARAMETER_CLEANUP_CALLBACK cleanup;
	Atomic<bool> acknowledged;
	bool ended;			/* this and the rest: parameters' lock */
	PECP_LIST list;			/* that it is in, or null */
	CreateParameter *next;		/* in its list, or of those that the filter has left */

	void *memory() { return this + 1; }
};

/* Frees the list of an operation, with its parameters: at DISPATCH_LEVEL a worker does. */
void parameters_drop(PECP_LIST list);
/* After the filter's rundown: reports and frees the lists and parameters that it has left. */
void parameters_forget(PFLT_FILTER filter);
/*
 * Sets a driver's list into its own operation, and takes it out again. The driver has got it from
 * FltAllocateExtraCreateParameterList, and keeps it.
 */
void parameters_lend(Operation &operation, PECP_LIST list);
void parameters_take_back(Operation &operation);

/* Whether it is a list that no operation has. Reports it, if not. */
bool parameters_check(CallSite call, PECP_LIST list);
void parameters_init();

} /* namespace ww */

struct _ECP_LIST {
	PFLT_FILTER filter;
	ww::CallSite made_by;
	ww::Item deferral;		/* for parameters_drop() at DISPATCH_LEVEL */
	bool is_set;			/* this and the rest: parameters' lock */
	bool ended;
	ww::CreateParameter *first;
	PECP_LIST next;			/* of those that the filter has left */
};
