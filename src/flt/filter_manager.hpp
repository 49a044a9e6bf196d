/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The Filter Manager's objects. Filters, volumes and instances are engine objects, and their
 * bodies are what PFLT_FILTER, PFLT_VOLUME and PFLT_INSTANCE point to: object_type() judges such a
 * pointer, and object_try_reference() takes rundown protection on it.
 */
#pragma once

#include <fltKernel.h>

#include "../engine/object.hpp"

namespace ww {

extern const ObjectType filter_type;
extern const ObjectType volume_type;
extern const ObjectType instance_type;

} /* namespace ww */
