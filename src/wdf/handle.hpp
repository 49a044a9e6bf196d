/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Handles, and the reports about one that is wrong.
 */
#pragma once

#include "base/irql.hpp"
#include "base/report.hpp"
#include "object.hpp"

namespace ww::wdf {

/* Parameter 1 of WDF_VIOLATION. */
enum WdfViolation : uintptr_t {
	kRecursiveLock = 0x2,
	kVerifierFatalError = 0x3,
	kRequiredParameterIsNull = 0x4,
	kInvalidHandle = 0x5,
	kRequestFatalError = 0x6,
	kObjectError = 0x7,
	kDmaError = 0x8,
	kInvalidLockOperation = 0xb,
};

/* Returns a WDF_VIOLATION about @object, which is a live object or null. */
Violation violation_of(CallSite call, WdfViolation which, const Object *object);

/*
 * Returns the object behind @handle; null after a report. A @wanted class of null means any class.
 */
Object *object_of(CallSite call, WDFOBJECT handle, const Class *wanted);

/* The same for an object of class T, or of any class when T is Object. */
template <typename T>
T *object_of(CallSite call, WDFOBJECT handle)
{
	if constexpr (__is_same(T, Object))
		return object_of(call, handle, nullptr);
	else
		return static_cast<T *>(object_of(call, handle, &T::kClass));
}

/*
 * The same for a function that may only be called at PASSIVE_LEVEL, or at <= DISPATCH_LEVEL. A call
 * at another IRQL is reported, and null returned, before the handle is looked at.
 */
template <typename T>
[[gnu::always_inline]] inline T *object_at_passive(CallSite call, WDFOBJECT handle)
{
	return at_passive(call, handle) ? object_of<T>(call, handle) : nullptr;
}

template <typename T>
[[gnu::always_inline]] inline T *object_at_dispatch_or_below(CallSite call, WDFOBJECT handle)
{
	return at_dispatch_or_below(call, handle) ? object_of<T>(call, handle) : nullptr;
}

template <typename Handle>
Handle handle_of(const Object &object)
{
	return reinterpret_cast<Handle>(const_cast<Object *>(&object));
}

inline WDFOBJECT handle_of(const Object &object)
{
	return const_cast<Object *>(&object);
}

/* True unless @parameter, whose name is @name, is null, which is reported. */
bool check_not_null(CallSite call, const void *parameter, const char *name);

} /* namespace ww::wdf */
