/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The objects behind the handles of <bcrypt.h>. A handle is the address of the object's body, which begins
 * with a CryptoObject. The objects belong to the driver that made them, whose unload reports those that it
 * leaves.
 */
#pragma once

#include <bcrypt.h>

#include "base/atomic.hpp"
#include "base/call_site.hpp"
#include "base/irql.hpp"
#include "base/preemption.hpp"
#include "base/report.hpp"
#include "ob/image.hpp"
#include "ob/object.hpp"

namespace ww {

struct CryptoObject {
	Atomic<bool> has_ended;
	bool is_dispatch;		/* of a provider opened with BCRYPT_PROV_DISPATCH */
};

/* Says that @handle, the parameter @name, is no @what, and returns STATUS_INVALID_HANDLE. */
NTSTATUS refuse_handle(CallSite call, const char *name, const void *handle, const char *what);

/* The NTSTATUS for what a function of linux/crypto.h returned. */
NTSTATUS status_of(s32 error);

/* The rule for calls with a handle. False after a report. */
inline bool irql_allows(CallSite call, const void *handle, bool is_dispatch)
{
	return is_dispatch ? at_dispatch_or_below(call, handle) : at_apc_or_below(call, handle);
}

/* Whether the call may sleep. */
inline bool may_sleep_here()
{
	return ww_context() == WW_CONTEXT_TASK;
}

/* Zeroes what may be secret. The compiler does not know that nobody reads it. */
inline void wipe(void *memory, size_t bytes)
{
	__builtin_memset(memory, 0, bytes);
	asm volatile("" : : "r"(memory) : "memory");
}

inline bool same_text(const WCHAR *a, const WCHAR *b)
{
	while (*a && *a == *b) {
		a++;
		b++;
	}
	return *a == *b;
}

/* An object that a call uses, so that it stays. */
template <typename T>
class Held {
public:
	/* Null for any pointer that is no handle of the type. */
	Held(const ObjectType &type, void *handle)
	{
		PreemptionGuard guard;
		const ObjectHeader *header = object_find_live(handle);

		if (header && header->type == &type && !static_cast<T *>(handle)->has_ended.load() &&
		    object_try_reference_kept(handle))
			body_ = static_cast<T *>(handle);
	}
	~Held()
	{
		if (body_)
			object_dereference_kept(body_);
	}
	Held(const Held &) = delete;
	Held &operator=(const Held &) = delete;

	T *get() const { return body_; }
	T *operator->() const { return body_; }
	explicit operator bool() const { return body_; }

	/* Ends the handle. False if another call has done so. The object goes with its last use. */
	bool end()
	{
		if (body_->has_ended.exchange(true))
			return false;
		object_dereference(body_);
		return true;
	}

private:
	T *body_ = nullptr;
};

template <typename T>
T *crypto_object(const ObjectType &type, CallSite call, bool is_dispatch)
{
	T *body = static_cast<T *>(object_create(type, sizeof(T), driver_of_address(call.caller)));

	if (body)
		body->is_dispatch = is_dispatch;
	return body;
}

/* How an object's memory is given: by the caller, or NULL and 0. STATUS_SUCCESS if it is right. */
NTSTATUS check_object_memory(CallSite call, const char *name, const void *memory, ULONG bytes,
			     ULONG needed);

extern const ObjectType provider_object_type;
extern const ObjectType hash_object_type;
extern const ObjectType key_object_type;

} /* namespace ww */
