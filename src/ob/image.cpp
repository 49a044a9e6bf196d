/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The images that are loaded.
 */
#include "image.hpp"

#include "base/lock.hpp"
#include "base/text.hpp"
#include "linux/history.h"
#include "linux/irq_context.h"
#include "linux/trace_point.h"
#include "object.hpp"

namespace ww {
namespace {

/* The reserved part of a WINWORK_IMAGE. It is zero when the module is loaded. */
struct ImageState {
	Reference reference;
	_WINWORK_IMAGE *next;
	UnloadCount unload_count;	/* its driver object's too */
};

static_assert(sizeof(ImageState) <= sizeof(_WINWORK_IMAGE::Reference));
static_assert(__builtin_offsetof(ImageState, reference) == 0);

constinit Lock lock;
constinit _WINWORK_IMAGE *images WW_GUARDED_BY(lock) = nullptr;
/* For modules without the driver glue: nothing waits for what they queue. */
constinit UnloadCount anonymous_activity{};
constinit Reference anonymous{ anonymous_activity };

ImageState &state_of(_WINWORK_IMAGE *image)
{
	return *reinterpret_cast<ImageState *>(image->Reference);
}

_WINWORK_IMAGE *find(const void *address) WW_REQUIRES(lock)
{
	lock.assert_held();

	_WINWORK_IMAGE *image = images;

	while (image && !(image->Contains && image->Contains(address)))
		image = state_of(image).next;
	return image;
}

} /* namespace */

void images_init()
{
	lock.init(WW_LOCK_IMAGES);
}

Reference *image_first_reference_of(_WINWORK_IMAGE *image)
{
	if (!image)
		return &anonymous;

	ImageState &state = state_of(image);

	/* Code of a module may run before its init function does. */
	state.reference.end_with(state.unload_count);
	return &state.reference;
}

const char *image_name_of(const Reference *reference)
{
	if (reference == &anonymous)
		return nullptr;

	const char *image = reinterpret_cast<const char *>(reference) -
			    __builtin_offsetof(_WINWORK_IMAGE, Reference);

	return reinterpret_cast<const _WINWORK_IMAGE *>(image)->Name;
}

namespace {

void add_to_list(_WINWORK_IMAGE *image)
{
	LockGuard guard(lock);

	ImageState &state = state_of(image);

	image_reference_of(image);
	state.unload_count.set_driver(image->DriverObject);
	object_header(image->DriverObject)->references.belong_to(state.unload_count);
	state.next = images;
	images = image;
}

void remove_from_list(_WINWORK_IMAGE *image)
{
	LockGuard guard(lock);

	for (_WINWORK_IMAGE **link = &images; *link; link = &state_of(*link).next) {
		if (*link == image) {
			*link = state_of(image).next;
			return;
		}
	}
}

} /* namespace */

void image_register(_WINWORK_IMAGE *image)
{
	add_to_list(image);
	ww_history_driver_add(image->Name, image->Contains);
}

void image_unregister(_WINWORK_IMAGE *image)
{
	remove_from_list(image);
	ww_history_driver_remove(image->Contains);
}

bool is_image_reference(const void *reference)
{
	if (reference == &anonymous)
		return true;

	LockGuard guard(lock);

	for (_WINWORK_IMAGE *image = images; image; image = state_of(image).next) {
		if (reference == &state_of(image).reference)
			return true;
	}
	return false;
}

_WINWORK_IMAGE *image_reference_of_address(const void *address)
{
	LockGuard guard(lock);
	_WINWORK_IMAGE *image = find(address);

	if (image)
		image_reference(image);
	return image;
}

_WINWORK_IMAGE *image_of_address(const void *address)
{
	LockGuard guard(lock);

	return find(address);
}

_DRIVER_OBJECT *driver_of_address(const void *address)
{
	LockGuard guard(lock);
	const _WINWORK_IMAGE *image = find(address);

	return image ? image->DriverObject : nullptr;
}

void images_visit(void (*visit)(void *context, const _WINWORK_IMAGE &image), void *context)
{
	LockGuard guard(lock);

	for (_WINWORK_IMAGE *image = images; image; image = state_of(image).next)
		visit(context, *image);
}

} /* namespace ww */

/* A driver's own code may hold any lock but this one. */
extern "C" void ww_driver_of_code(const void *code, char *to, ww_size room)
{
	using namespace ww;

	if (ww_in_nmi())
		return;

	LockGuard guard(lock);

	if (const _WINWORK_IMAGE *const image = find(code))
		text_copy(to, room, image->Name);
}

extern "C" void ww_drivers_visit(void (*visit)(void *context, const char *name, ww_contains *contains),
				 void *context)
{
	using namespace ww;

	LockGuard guard(lock);

	for (_WINWORK_IMAGE *image = images; image; image = state_of(image).next)
		visit(context, image->Name, image->Contains);
}
