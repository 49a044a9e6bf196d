/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The Filter Manager's objects. Filters, volumes and instances are engine objects, and their
 * bodies are what PFLT_FILTER, PFLT_VOLUME and PFLT_INSTANCE point to: object_type() judges such a
 * pointer, and object_try_reference() takes rundown protection on it.
 *
 * Who keeps what: the list of filters and that of volumes hold nothing; each object is on its list
 * until its end, which its creator's reference puts off. An instance references its filter and its
 * volume, so that neither's rundown is over while it is there. A context references its filter.
 *
 * Locks, from the outside in: the manager's covers the lists of objects.cpp; a volume's covers its
 * list of instances, and what the operations on it have under way in them (operation.hpp); the
 * contexts' (context.cpp) covers what is set on what. That of the table of objects, under which a
 * rundown begins, is inside them all. No callback is called, and no reference dropped, under any
 * of them.
 */
#pragma once

#include <fltKernel.h>

#include "base/call_site.hpp"
#include "base/lock.hpp"
#include "ob/device.hpp"
#include "altitude.hpp"

namespace ww {

extern const ObjectType filter_type;
extern const ObjectType volume_type;
extern const ObjectType instance_type;

struct Context;
struct Frame;

/* The contexts that are set on something. Under the lock of the contexts. */
struct ContextHolder {
	Context *first;
};

} /* namespace ww */

struct _FLT_FILTER {
	PDRIVER_OBJECT driver;
	FLT_REGISTRATION registration;	/* its arrays are copies, behind this */
	PDRIVER_UNLOAD saved_unload;	/* as it was before, or null */
	ww::Altitude altitude;		/* of the instances that are attached automatically */
	ww::Atomic<bool> started;
	PFLT_FILTER next;		/* manager's lock */
	ww::u64 serial;
};

struct _FLT_VOLUME {
	DEVICE_TYPE device_type;
	FLT_FILESYSTEM_TYPE file_system;
	PFLT_VOLUME next;		/* manager's lock */
	ww::u64 serial;
	ww::ContextHolder contexts;
	ww::Lock lock;			/* covers the rest */
	PFLT_INSTANCE instances;	/* from the highest down */
	ww::u32 attached;		/* how many of them get operations */
	ww::u64 last_attachment;	/* there have been so many */
};

struct _FLT_INSTANCE {
	PFLT_FILTER filter;
	PFLT_VOLUME volume;
	ww::Altitude altitude;
	ww::ContextHolder contexts;
	KEVENT setup_done;		/* InstanceSetupCallback has returned, */
	bool setup_succeeded;		/* and wants the instance */
	PFLT_INSTANCE next;		/* the rest: volume's lock */
	ww::u64 attachment;		/* its number on the volume; 0: it gets no operations */
	bool draining;
	ww::Frame *frames;		/* of operations in it, or below it and to come back */
};

namespace ww {

void flt_init();

/* ---- objects.cpp: the lists ----------------------------------------------------------------- */

void filter_list_add(PFLT_FILTER filter);
void filter_list_remove(PFLT_FILTER filter);
void volume_list_add(PFLT_VOLUME volume);
void volume_list_remove(PFLT_VOLUME volume);

/*
 * The filter, or volume, after the one with that serial number (0: the first), with rundown
 * protection for the caller; null when there are no more. Those that are being deleted are left out.
 */
PFLT_FILTER filter_after(u64 serial);
PFLT_VOLUME volume_after(u64 serial);

/* The same with those that are being deleted, and no protection: for who keeps filters from leaving. */
PFLT_FILTER listed_filter_after(u64 serial);

/* Calls visit() for each volume that is not being deleted, with rundown protection on it. */
template <typename Visit>
void for_each_volume(Visit visit)
{
	u64 serial = 0;

	while (PFLT_VOLUME volume = volume_after(serial)) {
		serial = volume->serial;
		visit(volume);
		object_dereference(volume);
	}
}

/*
 * Callback data that is a copy of an operation's, known to is_copy() while this lives: what the
 * callback of a drained instance is shown.
 */
class CallbackDataCopy {
public:
	explicit CallbackDataCopy(const FLT_CALLBACK_DATA &data);
	~CallbackDataCopy();
	CallbackDataCopy(const CallbackDataCopy &) = delete;
	CallbackDataCopy &operator=(const CallbackDataCopy &) = delete;

private:
	friend bool is_copy(const FLT_CALLBACK_DATA *data);

	const FLT_CALLBACK_DATA *data_;
	CallbackDataCopy *next_;	/* manager's lock */
};

bool is_copy(const FLT_CALLBACK_DATA *data);

inline bool check_type(CallSite call, const void *object, const ObjectType &type)
{
	return check_type(object, type, call.function, call.caller);
}

/* True for a live object of @type that lets the caller in; else @status says why not. */
bool check_and_reference(CallSite call, void *object, const ObjectType &type, NTSTATUS &status);

/* REFERENCE_BY_POINTER for a live object. @count is the number of references on it, if that matters. */
void report_object(CallSite call, const void *object, const char *what, uintptr_t count = 0);

inline bool is_closed(const void *object)
{
	return object_header(object)->references.is_closed();
}

inline FLT_RELATED_OBJECTS related_objects(PFLT_INSTANCE instance, PFILE_OBJECT file = nullptr)
{
	return { sizeof(FLT_RELATED_OBJECTS), 0, instance->filter, instance->volume, instance, file,
		 nullptr };
}

/* ---- instance.cpp --------------------------------------------------------------------------- */

/*
 * A new instance, set up. The caller is in both objects. @result is null, or receives the instance
 * with rundown protection for the caller.
 */
NTSTATUS instance_attach(PFLT_FILTER filter, PFLT_VOLUME volume, const Altitude &altitude,
			 const char *name, FLT_INSTANCE_SETUP_FLAGS flags, PFLT_INSTANCE *result);

/* The same with the filter's own altitude and name. */
void instance_attach_automatically(PFLT_FILTER filter, PFLT_VOLUME volume,
				   FLT_INSTANCE_SETUP_FLAGS flags);

/*
 * Tears down each instance of @filter, or of any filter for null, on @volume. Those that somebody
 * else tears down already are left to him.
 */
void instances_tear_down(PFLT_VOLUME volume, PFLT_FILTER filter,
			 FLT_INSTANCE_TEARDOWN_FLAGS reason);

/* FltDetachVolume, for a caller who is in both objects. */
NTSTATUS instance_detach(PFLT_FILTER filter, PFLT_VOLUME volume, const char *name);

/*
 * The highest instance on the volume that matches (null: any) and gets operations, with rundown
 * protection. When there is none @deleting says whether one that matches is being torn down.
 */
PFLT_INSTANCE instance_find(PFLT_VOLUME volume, PFLT_FILTER filter, const char *name,
			    bool &deleting);

inline PFLT_INSTANCE instance_highest(PFLT_VOLUME volume)
{
	bool deleting;

	return instance_find(volume, nullptr, nullptr, deleting);
}

/*
 * The next lower one that gets operations, and the next higher one (null: the lowest), with rundown
 * protection; null when there is none. The caller is in @instance.
 */
PFLT_INSTANCE instance_below(PFLT_INSTANCE instance);
PFLT_INSTANCE instance_lowest_above(PFLT_VOLUME volume, PFLT_INSTANCE instance);

/* ---- context.cpp ---------------------------------------------------------------------------- */

/* Is it one of FLT_*_CONTEXT? */
bool is_context_type(FLT_CONTEXT_TYPE type);

/* Takes all off that are set on it; @key: only those. */
void contexts_detach(ContextHolder &holder);
void contexts_detach(ContextHolder &holder, FLT_CONTEXT_TYPE type, const void *key);
/* Of all instances on the volume. */
void contexts_detach(PFLT_VOLUME volume, FLT_CONTEXT_TYPE type, const void *key);
void contexts_init();

} /* namespace ww */
