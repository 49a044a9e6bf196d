/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The checks of the attributes that a driver passes to a ...Create function.
 */
#include "create.hpp"

#include "context.hpp"

namespace ww::wdf {
namespace {

/* The number in an enumeration that a driver has set: it may not be one of the enumerators. */
template <typename Enum>
u32 stored_number(const Enum &stored)
{
	static_assert(sizeof(Enum) == sizeof(u32));
	return reinterpret_cast<const u32 &>(stored);
}

template <typename Enum>
bool is_in_range(const Enum &stored, Enum first, Enum last)
{
	const u32 value = stored_number(stored);

	return value >= static_cast<u32>(first) && value <= static_cast<u32>(last);
}

} /* namespace */

NTSTATUS check_size(CallSite call, const char *structure, ULONG size, size_t expected,
		    const void *owner)
{
	return size == expected ? STATUS_SUCCESS
				: refuse(call, owner, STATUS_INFO_LENGTH_MISMATCH,
					 "%s.Size is %u, not %zu", structure, size, expected);
}

namespace {

/* An object adds its own bytes, and the sum must not overflow. */
constexpr size_t kLargestContext = ~size_t{ 0 } >> 1;

NTSTATUS check_context_type(CallSite call, const WDF_OBJECT_ATTRIBUTES &attributes,
			    const void *owner)
{
	const PCWDF_OBJECT_CONTEXT_TYPE_INFO type = attributes.ContextTypeInfo;

	if (type) {
		if (const NTSTATUS status = check_size(call, "WDF_OBJECT_CONTEXT_TYPE_INFO",
						       type->Size, sizeof(*type), owner))
			return status;
	}
	if (type && type->ContextSize && !type->ContextName)
		return refuse(call, owner, STATUS_WDF_OBJECT_ATTRIBUTES_INVALID,
			      "WDF_OBJECT_CONTEXT_TYPE_INFO.ContextName is NULL");
	if (attributes.ContextSizeOverride && !type)
		return refuse(call, owner, STATUS_WDF_OBJECT_ATTRIBUTES_INVALID,
			      "WDF_OBJECT_ATTRIBUTES.ContextSizeOverride is %zu without a "
			      "ContextTypeInfo", attributes.ContextSizeOverride);
	if (attributes.ContextSizeOverride && attributes.ContextSizeOverride < type->ContextSize)
		return refuse(call, owner, STATUS_WDF_OBJECT_ATTRIBUTES_INVALID,
			      "WDF_OBJECT_ATTRIBUTES.ContextSizeOverride is %zu, less than the %zu "
			      "of the type", attributes.ContextSizeOverride, type->ContextSize);
	if (context_bytes(&attributes) > kLargestContext)
		return refuse(call, owner, STATUS_INTEGER_OVERFLOW,
			      "WDF_OBJECT_ATTRIBUTES: a context of %zu bytes is larger than any "
			      "memory", context_bytes(&attributes));
	return STATUS_SUCCESS;
}

} /* namespace */

NTSTATUS check_attributes(CallSite call, const WDF_OBJECT_ATTRIBUTES *attributes, u32 allowed,
			  const void *owner)
{
	if (!attributes)
		return STATUS_SUCCESS;
	if (const NTSTATUS status = check_size(call, "WDF_OBJECT_ATTRIBUTES", attributes->Size,
					       sizeof(*attributes), owner))
		return status;
	if (const NTSTATUS status = check_context_type(call, *attributes, owner))
		return status;
	if (allowed & kNoParent && attributes->ParentObject)
		return refuse(call, owner, STATUS_WDF_PARENT_ASSIGNMENT_NOT_ALLOWED,
			      "WDF_OBJECT_ATTRIBUTES.ParentObject is not NULL");
	if (!is_in_range(attributes->ExecutionLevel, WdfExecutionLevelInheritFromParent,
			WdfExecutionLevelDispatch))
		return refuse(call, owner, STATUS_WDF_OBJECT_ATTRIBUTES_INVALID,
			      "WDF_OBJECT_ATTRIBUTES.ExecutionLevel is %u, not a "
			      "WDF_EXECUTION_LEVEL",
			      stored_number(attributes->ExecutionLevel));
	if (!is_in_range(attributes->SynchronizationScope, WdfSynchronizationScopeInheritFromParent,
			WdfSynchronizationScopeNone))
		return refuse(call, owner, STATUS_WDF_OBJECT_ATTRIBUTES_INVALID,
			      "WDF_OBJECT_ATTRIBUTES.SynchronizationScope is %u, not a "
			      "WDF_SYNCHRONIZATION_SCOPE",
			      stored_number(attributes->SynchronizationScope));
	if (!(allowed & kSynchronizationScope) &&
	    attributes->SynchronizationScope != WdfSynchronizationScopeInheritFromParent &&
	    attributes->SynchronizationScope != WdfSynchronizationScopeNone)
		return refuse(call, owner, STATUS_WDF_SYNCHRONIZATION_SCOPE_INVALID,
			      "WDF_OBJECT_ATTRIBUTES.SynchronizationScope is %u: this class of "
			      "objects has none", stored_number(attributes->SynchronizationScope));
	if (!(allowed & kExecutionLevel) &&
	    attributes->ExecutionLevel != WdfExecutionLevelInheritFromParent)
		return refuse(call, owner, STATUS_WDF_EXECUTION_LEVEL_INVALID,
			      "WDF_OBJECT_ATTRIBUTES.ExecutionLevel is %u: this class of objects "
			      "has none", stored_number(attributes->ExecutionLevel));
	return STATUS_SUCCESS;
}

bool find_parent(CallSite call, const WDF_OBJECT_ATTRIBUTES *attributes, Object *&parent)
{
	parent = nullptr;
	if (!attributes || attributes->Size != sizeof(*attributes) || !attributes->ParentObject)
		return true;
	parent = object_of<Object>(call, attributes->ParentObject);
	return parent;
}

NTSTATUS find_required_parent(CallSite call, const WDF_OBJECT_ATTRIBUTES *attributes,
			      const char *what, Object *&parent)
{
	if (!attributes)
		return refuse(call, nullptr, STATUS_WDF_PARENT_NOT_SPECIFIED,
			      "Attributes is NULL: %s needs a ParentObject", what);
	if (const NTSTATUS status = check_size(call, "WDF_OBJECT_ATTRIBUTES", attributes->Size,
					       sizeof(*attributes), nullptr))
		return status;
	if (!attributes->ParentObject)
		return refuse(call, nullptr, STATUS_WDF_PARENT_NOT_SPECIFIED,
			      "WDF_OBJECT_ATTRIBUTES.ParentObject is NULL: %s needs one", what);
	return find_parent(call, attributes, parent) ? STATUS_SUCCESS : STATUS_INVALID_PARAMETER;
}

bool check_driver(CallSite call, const Object *driver)
{
	if (driver)
		return true;
	report(violation_of(call, kInvalidHandle, nullptr),
	       "there is no parent: the driver has not called WdfDriverCreate");
	return false;
}

} /* namespace ww::wdf */
