/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The routines that filter the registry: see callback.cpp.
 */
#pragma once

#include <wdm.h>

#include "base/types.hpp"
#include "ob/routine_list.hpp"

namespace ww {

struct KeyObject;

/* What the routines are told of an operation. */
struct RegistryNotice {
	REG_NOTIFY_CLASS before;
	REG_NOTIFY_CLASS behind;
	void *information;		/* that the routines have at the begin */
	void **call_context;		/* in there */
	void **object_context;		/* likewise */
	KeyObject *object;		/* whose contexts those are */
};

/* The structures name the context of their object alike, except those of names. */
template <typename Info>
RegistryNotice registry_notice(REG_NOTIFY_CLASS before, REG_NOTIFY_CLASS behind, Info &info, KeyObject *object)
{
	return { before, behind, &info, &info.CallContext, &info.ObjectContext, object };
}

inline RegistryNotice registry_notice(REG_NOTIFY_CLASS before, REG_NOTIFY_CLASS behind,
				      REG_CREATE_KEY_INFORMATION_V1 &info, KeyObject *root)
{
	return { before, behind, &info, &info.CallContext, &info.RootObjectContext, root };
}

/*
 * One operation with the routines that are told of it. PASSIVE_LEVEL, without a RegistryGuard.
 *
 *	begin()		the routines before it, the highest altitude first. False if one of them refuses it, or does it
 *			itself; then status() is the result.
 *	end()		the routines behind it, which were told before, the lowest altitude first. Returns the result. Called
 *			in both cases.
 */
class RegistryCall {
public:
	explicit RegistryCall(const RegistryNotice &notice) : notice_(notice) {}

	bool begin();
	NTSTATUS status() const { return status_; }
	bool is_bypassed() const { return is_bypassed_; }

	/* @object is the one that the routines get: that of the handle, or of a name that was opened. */
	NTSTATUS end(NTSTATUS status, KeyObject *object);

private:
	struct End;

	static void tell(ListedRoutine &listed, void *call);
	static void tell_end(ListedRoutine &listed, void *call_context, void *end);

	RegistryNotice notice_;
	ToldRoutines told_;
	NTSTATUS status_ = STATUS_SUCCESS;
	bool is_over_ = false;		/* no more routines */
	bool is_bypassed_ = false;
};

/* Whether any routine is registered. */
bool registry_is_filtered();

/* Does operate() between the routines. */
template <typename Operate>
NTSTATUS filtered(const RegistryNotice &notice, Operate operate)
{
	if (!registry_is_filtered())
		return operate();

	RegistryCall call(notice);

	return call.end(call.begin() ? operate() : call.status(), notice.object);
}

/* A handle of the object is closed. */
void registry_tell_close(KeyObject *object);

/* The object ends: its contexts are cleaned up, and its name is freed. */
void key_object_contexts_end(KeyObject *object);

/* Its whole name, which stays with the object. STATUS_KEY_DELETED. Without a RegistryGuard. */
NTSTATUS key_object_name(KeyObject *object, PCUNICODE_STRING &name);

void registry_routines_init();

} /* namespace ww */
