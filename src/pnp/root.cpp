/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The root bus: devices without hardware. A driver whose INF names none has one.
 */
#include "bus.hpp"

#include "base/text.hpp"

namespace ww {
namespace {

void identify(const Node &, Identity &identity)
{
	identity.interface_type = Internal;
	identity.address = kNoAddress;
	identity.slot = kNoAddress;
}

} /* namespace */

constinit const Bus root_bus = { .name = "ROOT", .identify = identify, .assign = nullptr,
				 .start = nullptr, .release = nullptr, .dma_device = nullptr, .set_master = nullptr, .configuration = nullptr };

} /* namespace ww */
