/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The Filter Manager's objects. Filters, volumes and instances are objects of src/ob. PFLT_FILTER,
 * PFLT_VOLUME and PFLT_INSTANCE point to their bodies: object_type() validates such a pointer, and
 * object_try_reference() takes rundown protection on it.
 *
 * References: the lists of filters, volumes and instances hold none. An object leaves its list
 * before its creator's reference is dropped. An instance references its filter and its volume, so
 * their rundown waits until it is gone. A context references its filter, a frame its instance, and
 * an operation its volume. These references, and those of calls in progress, are kept ones, which
 * FltObjectDereference never drops.
 *
 * Locks, from the outermost in:
 *
 *	the manager's (objects.cpp)	the lists of filters, volumes and copies of callback data
 *	a volume's			its instances, their frames, its operations' handoff
 *	the contexts' (context.cpp)	which context is set on which object
 *	the parameters' (create_parameters.cpp)	lists of extra create parameters
 *	the object table's (src/ob)	the beginning of a rundown
 *
 * No callback is called under any of them, and no reference dropped that may be the last.
 */
#pragma once

#include <fltKernel.h>

#include "base/altitude.hpp"
#include "base/call_site.hpp"
#include "base/digital_tree.hpp"
#include "base/lock.hpp"
#include "ob/device.hpp"

namespace ww {

extern const ObjectType filter_type;
extern const ObjectType volume_type;
extern const ObjectType instance_type;

struct ClientPort;
struct Context;
struct FileObject;
struct Frame;
struct OwnData;
struct Requestor;
struct ServerPort;

constexpr u32 kInterests = 56;		/* kinds of operations: interest.hpp */

/*
 * The contexts that are set on one object: of each type, those of the files, streams or filters that are
 * their keys. Under the contexts' lock.
 */
struct ContextHolder {
	static constexpr u32 kTypes = 7;

	DigitalTree<Context> of_type[kTypes];

	DigitalTree<Context> &of(FLT_CONTEXT_TYPE type) { return of_type[__builtin_ctz(type)]; }
};

static_assert(FLT_ALL_CONTEXTS == (1 << ContextHolder::kTypes) - 1);

} /* namespace ww */

struct _FLT_FILTER {
	PDRIVER_OBJECT driver;
	FLT_REGISTRATION registration;	/* its arrays are copies, which follow this */
	PDRIVER_UNLOAD saved_unload;	/* DriverUnload before the hook, or null */
	ww::Altitude altitude;		/* of the instances that are attached automatically */
	ww::Atomic<bool> started;
	PFLT_FILTER next, below;	/* under the manager's lock: by age, and by altitude */
	PFLT_FILTER *link;		/* that leads to this one, by age; under the same lock */
	ww::u64 serial;
	/* Under the ports' lock: */
	ww::ServerPort *servers;
	ww::ClientPort *clients;	/* that are connected */
	ww::ClientPort *left_clients;	/* that are over, and were not closed */
};

struct _FLT_VOLUME {
	DEVICE_TYPE device_type;
	FLT_FILESYSTEM_TYPE file_system;
	ww::u16 sector_size;
	char letter;			/* 0: none */
	const void *mount;		/* the file system's; null: a port's volume */
	GUID guid;			/* of a mount's; no two of them have the same */
	PFLT_VOLUME next, *link;	/* by age, and what leads to this one; under the manager's lock */
	ww::u64 serial;
	ww::Atomic<PDEVICE_OBJECT> device, disk;	/* volume_device.cpp; null until a driver asks for them */
	ww::ContextHolder contexts;
	ww::Lock lock;
	/*
	 * By altitude, the highest first; how many of them get operations; the newest one's number.
	 */
	PFLT_INSTANCE instances WW_GUARDED_BY(lock);
	ww::u32 attached WW_GUARDED_BY(lock);
	ww::u64 last_attachment WW_GUARDED_BY(lock);
	ww::FileObject *own_files;	/* that filters have opened without an instance; lock */
	/* For each kind of operation, how many of them want it; and a bit if any does. */
	ww::u32 interested[ww::kInterests] WW_GUARDED_BY(lock);
	ww::Atomic<ww::u64> interests;
};

struct _FLT_INSTANCE {
	PFLT_FILTER filter;
	PFLT_VOLUME volume;
	ww::Altitude altitude;
	ww::ContextHolder contexts;
	KEVENT setup_done;		/* when InstanceSetupCallback has returned */
	bool setup_succeeded;		/* the callback accepted the instance */
	PFLT_INSTANCE next;		/* this and the rest: volume's lock */
	ww::u64 attachment;		/* its number on the volume; 0: it gets no operations */
	bool draining;			/* a tear-down drains it */
	ww::Frame *frames;		/* of operations in it, or below it */
	ww::FileObject *own_files;	/* that its filter has opened */
	ww::OwnData *own_data;		/* callback data that its filter has made */
};

namespace ww {

void flt_init();

/* ---- volume.cpp ----------------------------------------------------------------------------- */

constexpr u16 kUsualSector = 512;

struct VolumeRequest {
	CallSite call;
	PCUNICODE_STRING name;
	DEVICE_TYPE device_type;
	FLT_FILESYSTEM_TYPE file_system;
	u16 sector_size = kUsualSector;
	const void *mount = nullptr;
	char letter = 0;
	GUID guid = {};
};

/* Creates a volume, with an instance of each filter that has started. PASSIVE_LEVEL. */
NTSTATUS volume_create(const VolumeRequest &request, PFLT_VOLUME *volume);

/*
 * Begins the rundown, tears down the instances, and waits for all that has a reference. False if another
 * thread has begun it. PASSIVE_LEVEL.
 */
bool volume_stop(PFLT_VOLUME volume);
/* After volume_stop(). */
void volume_delete(PFLT_VOLUME volume);

/* ---- volume_alias.cpp: names such as \??\D: and \??\Volume{GUID} ------------------------------- */

/* The part behind \??\ or \DosDevices\, up to the next backslash; empty if the name does not begin so. */
UNICODE_STRING volume_alias_in(const UNICODE_STRING &name);
/* Whether such a part is the volume's. */
bool volume_has_alias(const _FLT_VOLUME *volume, const UNICODE_STRING &alias);
/* With rundown protection; or null. */
PFLT_VOLUME volume_of_alias(const UNICODE_STRING &alias);

/* Copies the name of a volume for a driver. @to, or @needed, for the bytes of the name, may be null. */
NTSTATUS volume_give_name(const char *name, PUNICODE_STRING to, PULONG needed);

/* ---- objects.cpp: the lists ----------------------------------------------------------------- */

void filter_list_add(PFLT_FILTER filter);
void filter_list_remove(PFLT_FILTER filter);
void volume_list_add(PFLT_VOLUME volume);
void volume_list_remove(PFLT_VOLUME volume);

/*
 * Return the filter, or volume, after the one with this serial number (0: the first), with rundown
 * protection for the caller, a kept reference; null at the end. They skip objects that are being
 * deleted.
 */
PFLT_FILTER filter_after(u64 serial);
PFLT_VOLUME volume_after(u64 serial);

/*
 * The same after an object on which the caller has rundown protection (null: the first), at a cost that does not grow
 * with the list.
 */
PFLT_FILTER filter_next(PFLT_FILTER filter);
PFLT_VOLUME volume_next(PFLT_VOLUME volume);

/*
 * As filter_next(), in the order of altitudes: the highest filter below @filter (null: of all), on which the caller
 * has rundown protection.
 */
PFLT_FILTER filter_below(PFLT_FILTER filter);

/*
 * As filter_after(), but does not skip filters that are being deleted, and takes no protection: the
 * caller must keep filters on the list.
 */
PFLT_FILTER listed_filter_after(u64 serial);

/* Calls visit() for each volume that is not being deleted, with rundown protection on it. */
template <typename Visit>
void for_each_volume(Visit visit)
{
	PFLT_VOLUME volume = volume_next(nullptr);

	while (volume) {
		visit(volume);

		const PFLT_VOLUME next = volume_next(volume);

		object_dereference_kept(volume);
		volume = next;
	}
}

/*
 * Makes is_copy() true for callback data that is a copy of an operation's, while this lives. The
 * post-operation callback of a drained frame gets such a copy.
 */
class CallbackDataCopy {
public:
	CallbackDataCopy(const FLT_CALLBACK_DATA &data, const Requestor &requestor);
	~CallbackDataCopy();
	CallbackDataCopy(const CallbackDataCopy &) = delete;
	CallbackDataCopy &operator=(const CallbackDataCopy &) = delete;

private:
	friend const Requestor *requestor_of_copy(const FLT_CALLBACK_DATA *data);

	const FLT_CALLBACK_DATA *data_;
	const Requestor &requestor_;
	CallbackDataCopy *next_;	/* manager's lock */
};

/* What has made the operation of a copy; null for what is no copy. */
const Requestor *requestor_of_copy(const FLT_CALLBACK_DATA *data);

inline bool is_copy(const FLT_CALLBACK_DATA *data)
{
	return requestor_of_copy(data);
}

/*
 * Checks that @object is a live object of @type, and takes rundown protection on it for the caller,
 * a kept reference. When that fails, returns false and the reason in @status.
 */
bool check_and_keep(CallSite call, void *object, const ObjectType &type, NTSTATUS &status);

/* Reports REFERENCE_BY_POINTER about a live object. @count: its references, if they matter. */
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
 * Creates an instance and sets it up. The caller has rundown protection on both objects. @result is
 * null, or receives the instance with rundown protection for the caller.
 */
NTSTATUS instance_attach(PFLT_FILTER filter, PFLT_VOLUME volume, const Altitude &altitude,
			 const char *name, FLT_INSTANCE_SETUP_FLAGS flags, PFLT_INSTANCE *result);

/* The name of an instance for which the caller has none. */
void instance_default_name(PFLT_FILTER filter, char (&name)[kObjectName]);

/* Attaches an instance with the filter's altitude and a default name. Ignores a failure. */
void instance_attach_automatically(PFLT_FILTER filter, PFLT_VOLUME volume,
				   FLT_INSTANCE_SETUP_FLAGS flags);

/*
 * Tears down the instances of @filter, or of all filters for null, on @volume. Leaves out those
 * whose tear-down another thread has begun.
 */
void instances_tear_down(PFLT_VOLUME volume, PFLT_FILTER filter,
			 FLT_INSTANCE_TEARDOWN_FLAGS reason);

/* Implements FltDetachVolume. The caller has rundown protection on both objects. */
NTSTATUS instance_detach(PFLT_FILTER filter, PFLT_VOLUME volume, const char *name);

/*
 * Returns the highest instance on the volume that matches @filter and @name (null: any) and gets
 * operations, with rundown protection. Returns null when there is none: then @deleting says whether
 * a matching one is being torn down.
 */
PFLT_INSTANCE instance_find(PFLT_VOLUME volume, PFLT_FILTER filter, const char *name,
			    bool &deleting);

/*
 * Returns the highest instance of @filter (null: of any) below the altitude (null: of all) that gets
 * operations, with a kept reference, or null.
 */
PFLT_INSTANCE instance_next(PFLT_VOLUME volume, PFLT_FILTER filter, const Altitude *above);

/* How many instances of the filter get operations. The caller has rundown protection on it. */
u32 instances_of(PFLT_FILTER filter);

/* Returns the highest instance that gets operations, with rundown protection, or null. */
inline PFLT_INSTANCE instance_highest(PFLT_VOLUME volume)
{
	bool deleting;

	return instance_find(volume, nullptr, nullptr, deleting);
}

/*
 * Return the next lower instance that gets operations, and the next higher one, with rundown
 * protection, or null. The caller has rundown protection on @instance. For null,
 * instance_lowest_above() returns the lowest one.
 */
PFLT_INSTANCE instance_below(PFLT_INSTANCE instance);
PFLT_INSTANCE instance_lowest_above(PFLT_VOLUME volume, PFLT_INSTANCE instance);

/* ---- context.cpp ---------------------------------------------------------------------------- */

/* True for one of FLT_*_CONTEXT; false for a combination. */
bool is_context_type(FLT_CONTEXT_TYPE type);

/* Detaches all contexts from the holder, or those of @type with @key. */
void contexts_detach(ContextHolder &holder);
void contexts_detach(ContextHolder &holder, FLT_CONTEXT_TYPE type, const void *key);
/* Does so for all instances on the volume. */
void contexts_detach(PFLT_VOLUME volume, FLT_CONTEXT_TYPE type, const void *key);
void contexts_init();

} /* namespace ww */
