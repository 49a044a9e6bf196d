/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Image: the Linux module that a ported driver is. References on it are held by what has no
 * object of its own to hold: Ex work items and system threads.
 */
#pragma once

#include <winwork/image.h>

#include "reference.hpp"

namespace ww {

/* The reference in @image before its first use; for null the one that images without glue share. */
Reference *image_first_reference_of(_WINWORK_IMAGE *image);

/* The reference in @image; for null (a module without the driver glue) one that all share. */
inline Reference *image_reference_of(_WINWORK_IMAGE *image)
{
	if (image) [[likely]] {
		auto *reference = reinterpret_cast<Reference *>(image->Reference);

		if (reference->is_set_up()) [[likely]]
			return reference;
	}
	return image_first_reference_of(image);
}

inline void image_reference(_WINWORK_IMAGE *image)
{
	image_reference_of(image)->acquire_activity(stripe_here());
}

inline void image_dereference(_WINWORK_IMAGE *image)
{
	image_reference_of(image)->release_activity(stripe_here());
}

/* The name of the image whose reference that is, for reports; null for the shared one. */
const char *image_name_of(const Reference *reference);

/* An image that has its driver object by now, and one that is about to go. */
void image_enter(_WINWORK_IMAGE *image);
void image_leave(_WINWORK_IMAGE *image);

/* True when @reference is the one of an entered image, or the shared one. Any pointer. */
bool is_image_reference(const void *reference);

/* The driver object of the entered image with that address in its code or data, or null. */
const void *driver_of_address(const void *address);

void images_init();

} /* namespace ww */
