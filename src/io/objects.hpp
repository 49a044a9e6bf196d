/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The I/O manager's objects as the families see them.
 */
#pragma once

#include "../engine/object.hpp"

namespace ww {

extern const ObjectType device_type;
extern const ObjectType driver_type;

/* True for a device or driver object; with the verifier on, only for one that is alive. */
bool is_io_object(const void *object);

void devices_init();

} /* namespace ww */
