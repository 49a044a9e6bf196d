/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Validation of callback data, and reports about operations.
 */
#include "operation.hpp"

#include "base/report.hpp"
#include "own_data.hpp"

namespace ww {
namespace {

constexpr char kNotLive[] = "the callback data belongs to no live operation";

} /* namespace */

bool is_callback_data(const FLT_CALLBACK_DATA *data)
{
	if (!is_kernel_address(data))
		return false;

	const ObjectType *const type = object_type(data);

	return type == &operation_type || type == &own_data_type || is_copy(data);
}

bool check_callback_data(CallSite call, const FLT_CALLBACK_DATA *data)
{
	if (is_callback_data(data))
		return true;
	report_operation(call, data, 0, kNotLive);
	return false;
}

void report_operation(CallSite call, const void *data, uintptr_t number, const char *what)
{
	report({ .code = BugCheck::fltmgr_file_system,
		 .parameter = { 0, address_of(data), number, 0 },
		 .call = call, .item = data },
	       "%s", what);
}

void report_operation(Callback callback, const void *data, uintptr_t number, const char *what)
{
	report({ .code = BugCheck::fltmgr_file_system,
		 .parameter = { 0, address_of(data), number, 0 },
		 .call = { callback.name }, .item = data, .routine = callback.routine },
	       "%s", what);
}

OperationGuard::OperationGuard(CallSite call, PFLT_CALLBACK_DATA data)
{
	if (data && object_try_reference(data)) {
		if (object_header(static_cast<void *>(data))->type == &operation_type) {
			operation_ = operation_of(data);
			return;
		}
		object_dereference(data);
	}
	report_operation(call, data, 0, own_data_of(data) ? "the callback data is of FltAllocateCallbackData" : kNotLive);
}

OperationGuard::~OperationGuard()
{
	if (operation_)
		object_dereference(operation_);
}

} /* namespace ww */
