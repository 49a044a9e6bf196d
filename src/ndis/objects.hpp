/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The objects behind NDIS handles: a handle is the address of an engine object's body, and its
 * type says what it is the handle of. The creator's reference is the registration's; when that
 * ends it closes the object, so that no function takes the handle any more, and lets go. What is
 * queued or runs for the object may keep its memory longer.
 */
#pragma once

#include <ndis.h>

#include "base/report.hpp"
#include "engine/item.hpp"
#include "ob/object.hpp"

namespace ww {

extern const ObjectType ndis_miniport_driver_type;
extern const ObjectType ndis_filter_driver_type;
extern const ObjectType ndis_protocol_driver_type;
extern const ObjectType ndis_adapter_type;
extern const ObjectType ndis_device_type;

struct MiniportDriver {
	PDRIVER_OBJECT driver;
	NDIS_HANDLE context;
	NDIS_MINIPORT_DRIVER_CHARACTERISTICS handlers;
	Atomic<u32> adapters;		/* that are there */
	Atomic<bool> unloading;		/* its UnloadHandler was called */
};

/*
 * A handle that is in use: a reference keeps its object while this lives. False, and reported,
 * for what is no open handle of the type.
 */
class HeldHandle {
public:
	HeldHandle(CallSite call, NDIS_HANDLE handle, const ObjectType &type);
	~HeldHandle()
	{
		if (body_)
			object_dereference(body_);
	}
	HeldHandle(const HeldHandle &) = delete;
	HeldHandle &operator=(const HeldHandle &) = delete;

	explicit operator bool() const { return body_; }

	template <typename Body>
	Body &as() const { return *static_cast<Body *>(body_); }

private:
	void *body_ = nullptr;
};

/* A reference on an open object of @type, without a report; null when it is none. */
void *ndis_hold(NDIS_HANDLE handle, const ObjectType &type);

/* The same for one of @types. */
template <size_t Count>
void *ndis_hold(NDIS_HANDLE handle, const ObjectType *const (&types)[Count])
{
	for (const ObjectType *type : types) {
		if (void *body = ndis_hold(handle, *type))
			return body;
	}
	return nullptr;
}

/* A reference on one of @driver's open objects of @type for which matches(body); null: none. */
void *ndis_find(const void *driver, const ObjectType &type, bool (*matches)(void *body));

/* The end of a registration; reported, and false, when another call has ended it. */
bool ndis_close(CallSite call, void *body);

/* Reports, as REFERENCE_BY_POINTER, that @handle is not a handle of an @expected. */
void ndis_report_not_handle(CallSite call, const void *handle, const char *expected);

/* Likewise, about a handle that is valid. */
void ndis_report_handle(CallSite call, const void *handle, const char *why);

void ndis_report_null(CallSite call, const char *parameter);

/* True unless one of the parameters is NULL, which is reported. */
template <size_t Count>
bool ndis_not_null(CallSite call, const Required (&required)[Count])
{
	const char *const missing = first_missing(required);

	if (!missing) [[likely]]
		return true;
	ndis_report_null(call, missing);
	return false;
}

/* What a structure that begins with an NDIS_OBJECT_HEADER has to have there. */
struct HeaderRule {
	const char *structure;		/* its name */
	UCHAR type;
	size_t bytes[4];		/* the least of each revision, from 1; 0: there is none */
	NDIS_STATUS bad_revision = NDIS_STATUS_BAD_CHARACTERISTICS;
};

/* NDIS_STATUS_SUCCESS, or the status of the refusal for @owner, which the log tells. */
NDIS_STATUS ndis_check_header(CallSite call, const NDIS_OBJECT_HEADER &header,
			      const HeaderRule &rule, const void *owner);

} /* namespace ww */
