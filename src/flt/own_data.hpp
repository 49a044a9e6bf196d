/* SPDX-License-Identifier: GPL-2.0 */
/*
 * OwnData: callback data that a driver has made, for operations of its own. It is an object of src/ob, and belongs
 * to an instance, at whose tear-down what is left is reported and freed. It is no Operation: each time that it is
 * sent, an Operation with the same parameters goes to the instances below.
 */
#pragma once

#include "filter_manager.hpp"
#include "requestor.hpp"

namespace ww {

struct Operation;

extern const ObjectType own_data_type;

struct OwnData {
	FLT_CALLBACK_DATA data;
	FLT_IO_PARAMETER_BLOCK iopb;
	PFLT_VOLUME volume;		/* a kept reference */
	PFLT_FILTER filter;		/* the same */
	Requestor requestor;
	CallSite maker;
	bool waits_for_memory;
	Atomic<bool> is_sent;		/* and has not ended */
	Atomic<bool> is_freed;
	Atomic<bool> is_canceled;
	PFLT_COMPLETED_ASYNC_IO_CALLBACK routine;	/* for the end of an asynchronous one */
	void *context;
	/* Under the volume's lock: */
	PFLT_INSTANCE instance;		/* null after its tear-down */
	Operation *operation;		/* while it is sent */
	OwnData *next;			/* of the instance */
	OwnData **link;
};

/* The driver's callback data behind the pointer, which may be any; or null. */
inline OwnData *own_data_of(PFLT_CALLBACK_DATA data)
{
	return object_type(data) == &own_data_type ? reinterpret_cast<OwnData *>(data) : nullptr;
}

/* FltReissueSynchronousIo. */
void own_data_reissue(CallSite call, PFLT_INSTANCE instance, PFLT_CALLBACK_DATA data);

/* FltCancelIo. */
bool own_data_cancel(CallSite call, PFLT_CALLBACK_DATA data);

/* Cancels the watches that the filter of an instance has. The rundown of the instance has begun. */
void own_data_cancel_watches(PFLT_INSTANCE instance);

/* Before the run of the operation that carries it out, and at its end. */
void own_data_set_operation(OwnData &data, Operation &operation);
void own_data_forget_operation(OwnData &data, const Operation &operation);

/* Reports and frees what is left of an instance whose rundown has ended. */
void own_data_free_left(PFLT_INSTANCE instance);

} /* namespace ww */
