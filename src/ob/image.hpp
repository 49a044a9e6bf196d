/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Image: the Linux module that a ported driver is. A queued Ex item, which belongs to no object, is
 * an activity of its driver's image. So is a running system thread.
 */
#pragma once

#include <winwork/image.h>

#include "reference.hpp"

namespace ww {

/* The slow path of image_reference_of(): for null, and for an image before its first use. */
Reference *image_first_reference_of(_WINWORK_IMAGE *image);

/* The reference in @image. Null stands for all modules without the driver glue, which share one. */
inline Reference *image_reference_of(_WINWORK_IMAGE *image)
{
	if (image) [[likely]] {
		auto *reference = reinterpret_cast<Reference *>(image->Reference);

		if (reference->is_set_up()) [[likely]]
			return reference;
	}
	return image_first_reference_of(image);
}

/* Begins an activity of the image. */
inline void image_reference(_WINWORK_IMAGE *image)
{
	image_reference_of(image)->acquire_activity(stripe_here());
}

/* Ends an activity of the image. The image may be gone afterwards. */
inline void image_dereference(_WINWORK_IMAGE *image)
{
	image_reference_of(image)->release_activity(stripe_here());
}

/* The name of the image that contains @reference, for reports; null for the shared reference. */
const char *image_name_of(const Reference *reference);

/* Registers an image that has its driver object, and removes one that is about to be unloaded. They may sleep. */
void image_register(_WINWORK_IMAGE *image);
void image_unregister(_WINWORK_IMAGE *image);

/* Whether @reference, any pointer, is that of a registered image, or the shared one. */
bool is_image_reference(const void *reference);

/* The registered image whose code or data contains @address, with an activity; or null. */
_WINWORK_IMAGE *image_reference_of_address(const void *address);

/* The same without an activity: for what is removed when the image is unloaded. */
_WINWORK_IMAGE *image_of_address(const void *address);

/* The driver object of the registered image whose code or data contains @address, or null. */
struct _DRIVER_OBJECT *driver_of_address(const void *address);

/* Calls @visit for each registered image, the newest first, under the lock of the images. */
void images_visit(void (*visit)(void *context, const _WINWORK_IMAGE &image), void *context);

void images_init();

} /* namespace ww */
