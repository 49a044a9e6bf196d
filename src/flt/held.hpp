/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Kept references on filters, volumes and instances, and the search for these by their names.
 */
#pragma once

#include "base/text.hpp"
#include "filter_manager.hpp"

namespace ww {

/* A kept reference, or none. */
template <typename Pointer>
class Held {
public:
	explicit Held(Pointer object) : object_(object) {}
	~Held()
	{
		if (object_)
			object_dereference_kept(object_);
	}
	Held(const Held &) = delete;
	Held &operator=(const Held &) = delete;

	Pointer get() const { return object_; }
	explicit operator bool() const { return object_ != nullptr; }
	Pointer operator->() const { return object_; }

private:
	Pointer object_;
};

/* The first for which is(object) is true, with a kept reference; or null. */
template <typename Pointer, typename Is>
Pointer find_that(Pointer (*next)(Pointer object), Is is)
{
	Pointer object = next(nullptr);

	while (object && !is(object)) {
		const Pointer following = next(object);

		object_dereference_kept(object);
		object = following;
	}
	return object;
}

/* The first that has the name, upper and lower case alike. */
template <typename Pointer>
Pointer find_named(Pointer (*next)(Pointer object), const char *name)
{
	return find_that(next, [name](Pointer object) { return text_alike(object_header(object)->name, name); });
}

/* Turns a kept reference into the driver's, which it drops with FltObjectDereference. */
template <typename Pointer>
NTSTATUS give(Pointer object, Pointer *result)
{
	const bool is_alive = object_try_reference(object);

	object_dereference_kept(object);
	if (!is_alive)
		return STATUS_FLT_DELETING_OBJECT;
	*result = object;
	return STATUS_SUCCESS;
}

} /* namespace ww */
