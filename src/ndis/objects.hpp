/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The objects behind NDIS handles.
 *
 * A handle is the address of an object's body, and the object's type is the kind of the handle.
 * The registration owns the creator's reference. Its end begins the object's rundown, so that no
 * function accepts the handle any more, and drops that reference. An item that is queued or runs
 * for the object may keep its memory longer.
 */
#pragma once

#include <ndis.h>

#include "base/report.hpp"
#include "engine/item.hpp"
#include "ob/object.hpp"

namespace ww {

extern const ObjectType ndis_miniport_driver_type;
extern const ObjectType ndis_filter_driver_type;
extern const ObjectType ndis_filter_module_type;
extern const ObjectType ndis_protocol_driver_type;
extern const ObjectType ndis_adapter_type;
extern const ObjectType ndis_device_type;
extern const ObjectType ndis_poll_type;
extern const ObjectType ndis_interrupt_type;
extern const ObjectType ndis_dma_type;

struct MiniportDriver {
	PDRIVER_OBJECT driver;
	NDIS_HANDLE context;
	NDIS_MINIPORT_DRIVER_CHARACTERISTICS handlers;
	Atomic<u32> adapters;		/* that exist */
	Atomic<u32> adapters_made;	/* the index of the next one */
	Atomic<bool> unloading;		/* UnloadHandler has been called */
	bool is_in_set_options;		/* MiniportSetOptions is called */
	NDIS_MINIPORT_PNP_CHARACTERISTICS plug_and_play;	/* its handlers may be null */

	/* An intermediate driver creates its devices by itself. */
	bool has_devices() const { return !(handlers.Flags & NDIS_INTERMEDIATE_DRIVER); }
};

/*
 * A reference on the object behind @handle while this lives. False, after a report, when @handle is
 * not an open handle of @type.
 */
class HandleReference {
public:
	HandleReference(CallSite call, NDIS_HANDLE handle, const ObjectType &type);
	/* Also false, after a report, at another IRQL than @is_level, such as at_passive, allows. */
	HandleReference(CallSite call, NDIS_HANDLE handle, const ObjectType &type,
			bool (*is_level)(CallSite call, const void *item));
	~HandleReference()
	{
		if (body_)
			object_dereference(body_);
	}
	HandleReference(const HandleReference &) = delete;
	HandleReference &operator=(const HandleReference &) = delete;

	explicit operator bool() const { return body_; }

	template <typename Body>
	Body &as() const { return *static_cast<Body *>(body_); }

private:
	void *body_ = nullptr;
};

/*
 * Acquires a reference on the object behind @handle and returns its body. Null, without a report,
 * when @handle is not an open handle of @type.
 */
void *ndis_try_reference(NDIS_HANDLE handle, const ObjectType &type);

/* The same, with a report. */
void *ndis_reference(CallSite call, NDIS_HANDLE handle, const ObjectType &type);

/* As ndis_try_reference(), for a handle of any of @types. */
template <size_t Count>
void *ndis_try_reference(NDIS_HANDLE handle, const ObjectType *const (&types)[Count])
{
	for (const ObjectType *type : types) {
		if (void *body = ndis_try_reference(handle, *type))
			return body;
	}
	return nullptr;
}

/*
 * Acquires a reference on an object of @driver and @type that is live and for which matches(body) is true, and
 * returns its body; null when there is none. Calls @matches under the lock of the object table.
 */
template <typename Matches>
void *ndis_find(const void *driver, const ObjectType &type, Matches matches)
{
	void *found = nullptr;

	objects_of_driver(driver, [&](void *body) {
		ObjectHeader *header = object_header(body);

		if (header->type == &type && header->references.is_live() && matches(body) &&
		    header->references.try_acquire())
			found = body;
		return !found;
	});
	return found;
}

/* The same for an object that no function has ended yet. */
template <typename Matches>
void *ndis_find_open(const void *driver, const ObjectType &type, Matches matches)
{
	return ndis_find(driver, type, [&matches](void *body) {
		return !object_header(body)->references.is_closed() && matches(body);
	});
}

/* Calls @end for each object of @type that is open, and whose Body::adapter is @adapter. */
template <typename Body, typename End>
void ndis_end_left(const void *adapter, const ObjectType &type, End end)
{
	while (auto *left = static_cast<Body *>(
		       ndis_find_open(object_header(adapter)->driver, type, [adapter](void *body) {
			       return static_cast<Body *>(body)->adapter == adapter;
		       }))) {
		end(*left);
		object_dereference(left);
	}
}

/* Ends a registration. False, after a report, when another call has begun to end it. */
bool ndis_close(CallSite call, void *body);

/* Reports, as REFERENCE_BY_POINTER, that @handle is not a handle of an @expected. */
void ndis_report_not_handle(CallSite call, const void *handle, const char *expected);

/* Reports, as REFERENCE_BY_POINTER, that a valid handle cannot be used like this: @why. */
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

/* Clears a result of a function, if the caller wants it. */
template <typename Result>
void ndis_clear(Result *result)
{
	if (result)
		*result = {};
}

/* The values that a structure must have in the NDIS_OBJECT_HEADER that it begins with. */
struct HeaderRule {
	const char *structure;		/* its name */
	UCHAR type;
	size_t bytes[4];		/* minimum for each revision from 1; 0: no such revision */
	NDIS_STATUS bad_revision = NDIS_STATUS_BAD_CHARACTERISTICS;
};

/* Returns NDIS_STATUS_SUCCESS, or the status of a refusal for @owner; see refuse(). */
NDIS_STATUS ndis_check_header(CallSite call, const NDIS_OBJECT_HEADER &header,
			      const HeaderRule &rule, const void *owner);

} /* namespace ww */
