/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The types of the Filter Manager's objects.
 */
#include "filter_manager.hpp"

namespace ww {

constinit const ObjectType filter_type = { "filter", nullptr };
constinit const ObjectType volume_type = { "volume", nullptr };
constinit const ObjectType instance_type = { "instance", nullptr };

} /* namespace ww */
