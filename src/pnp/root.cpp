/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The root bus: devices without hardware. A driver whose INF names none has one.
 */
#include "bus.hpp"

#include "base/text.hpp"
#include "linux/print.h"
#include "node.hpp"
#include "ob/driver.hpp"

namespace ww {
namespace {

/* The first device of the bus that the driver's INF lists, or null. */
const char *listed(PDRIVER_OBJECT driver)
{
	const WINWORK_INF *const inf = driver_inf(driver);

	for (unsigned int i = 0; inf && i < inf->ModelCount; i++) {
		if (text_begins_with(inf->Models[i].Id, "ROOT\\"))
			return inf->Models[i].Id;
	}
	return nullptr;
}

/* Without one the driver's own name, as it is written. */
void identify(const Node &node, Identity &identity)
{
	const size_t room = sizeof(identity.hardware_ids) - 1;

	if (const char *id = listed(node.driver))
		text_copy(identity.hardware_ids, room, id);
	else
		ww_format(identity.hardware_ids, room, "ROOT\\%s",
			  text_last_part(object_header(node.driver)->name));
	identity.interface_type = Internal;
	identity.address = kNoAddress;
	identity.slot = kNoAddress;
}

} /* namespace */

constinit const Bus root_bus = { .name = "ROOT", .identify = identify, .assign = nullptr,
				 .start = nullptr, .release = nullptr, .dma_device = nullptr, .set_master = nullptr, .configuration = nullptr };

} /* namespace ww */
