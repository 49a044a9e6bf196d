/* SPDX-License-Identifier: GPL-2.0 */
#include "child_ids.hpp"

#include <winwork/io/pnp.h>

#include "base/text.hpp"
#include "irp.hpp"
#include "linux/print.h"
#include "mm/pool.hpp"
#include "node.hpp"

namespace ww {
namespace {

/* Windows allows neither blanks and control characters, nor these, in an ID. */
bool is_allowed(WCHAR unit)
{
	return unit > 0x20 && unit < 0x7f && unit != ',';
}

char upper(WCHAR unit)
{
	return static_cast<char>(unit >= 'a' && unit <= 'z' ? unit - 'a' + 'A' : unit);
}

/* What an IRP has left in IoStatus.Information, pool of the bus driver's; null without success. */
class Answer {
public:
	Answer(Node &node, PnpCall call)
		: units_(NT_SUCCESS(pnp_call(node.pdo, call)) ? reinterpret_cast<WCHAR *>(call.information)
							      : nullptr)
	{
	}
	~Answer()
	{
		if (units_)
			pool_free(kManager, units_, kAnyTag);
	}
	Answer(const Answer &) = delete;
	Answer &operator=(const Answer &) = delete;

	const WCHAR *units() const { return units_; }

private:
	WCHAR *units_;
};

PnpCall query_id(BUS_QUERY_ID_TYPE type)
{
	PnpCall call = { .minor = IRP_MN_QUERY_ID };

	call.parameters.QueryId.IdType = type;
	return call;
}

PnpCall query_text(DEVICE_TEXT_TYPE type)
{
	PnpCall call = { .minor = IRP_MN_QUERY_DEVICE_TEXT };

	call.parameters.QueryDeviceText.DeviceTextType = type;
	call.parameters.QueryDeviceText.LocaleId = 0x409;	/* English, United States */
	return call;
}

/* Copies one ID. Returns its length, or more than @room - 1 if it does not fit or is not allowed. */
size_t copy_id(char *to, size_t room, const WCHAR *from)
{
	size_t length = 0;

	for (; from[length]; length++) {
		if (length + 1 >= room || !is_allowed(from[length]))
			return room;
		to[length] = upper(from[length]);
	}
	to[length] = '\0';
	return length;
}

template <size_t room>
bool read_id(Node &node, BUS_QUERY_ID_TYPE type, char (&to)[room])
{
	const Answer answer(node, query_id(type));

	to[0] = '\0';
	return !answer.units() || copy_id(to, room, answer.units()) < room;
}

/* A list ends at an ID that does not fit any more, or is not allowed. Then it is false. */
template <size_t room>
bool read_list(Node &node, BUS_QUERY_ID_TYPE type, char (&to)[room])
{
	const Answer answer(node, query_id(type));
	const WCHAR *from = answer.units();
	size_t used = 0;

	while (from && *from) {
		/* Behind the last ID is another null. */
		const size_t left = room - 1 - used;
		const size_t length = copy_id(to + used, left, from);

		if (length >= left) {
			to[used] = '\0';
			return false;
		}
		used += length + 1;
		from += length + 1;
	}
	to[used] = '\0';
	return true;
}

/* What is not ASCII becomes a question mark; what does not fit is left out. */
template <size_t room>
void read_text(Node &node, DEVICE_TEXT_TYPE type, char (&to)[room])
{
	const Answer answer(node, query_text(type));
	size_t length = 0;

	for (const WCHAR *from = answer.units(); from && *from && length < room - 1; from++)
		to[length++] = *from < 0x80 ? static_cast<char>(*from) : '?';
	to[length] = '\0';
}

bool read_capabilities(Node &node)
{
	DEVICE_CAPABILITIES capabilities;
	PnpCall call = capabilities_query(capabilities);
	const bool is_answered = NT_SUCCESS(pnp_call(node.pdo, call));

	node.identity.address = capabilities.Address;
	node.identity.slot = capabilities.UINumber;
	node.child.is_raw = is_answered && capabilities.RawDeviceOK;
	return is_answered && capabilities.UniqueID;
}

void read_bus(Node &node)
{
	const Answer answer(node, { .minor = IRP_MN_QUERY_BUS_INFORMATION });

	node.identity.interface_type = Internal;
	if (!answer.units())
		return;

	const auto &bus = *reinterpret_cast<const PNP_BUS_INFORMATION *>(answer.units());

	node.identity.bus_type = bus.BusTypeGuid;
	node.identity.interface_type = bus.LegacyBusType;
	node.identity.bus_number = bus.BusNumber;
}

/* An instance ID that is unique on its bus only has that of the bus before it. */
void complete_instance(Node &node)
{
	char own[sizeof(Identity::instance)];

	text_copy(own, sizeof(own), node.identity.instance);
	ww_format(node.identity.instance, sizeof(node.identity.instance), "%s&%s",
		  node.parent->identity.instance, own);
}

} /* namespace */

bool child_identify(Node &node)
{
	Identity &identity = node.identity;

	if (!read_id(node, BusQueryDeviceID, identity.device) || !identity.device[0] ||
	    !read_list(node, BusQueryHardwareIDs, identity.hardware_ids) ||
	    !read_list(node, BusQueryCompatibleIDs, identity.compatible_ids) ||
	    !read_id(node, BusQueryInstanceID, identity.instance))
		return false;
	if (!identity.hardware_ids[0])
		text_copy(identity.hardware_ids, sizeof(identity.hardware_ids) - 1, identity.device);
	if (!read_capabilities(node))
		complete_instance(node);
	read_text(node, DeviceTextDescription, identity.description);
	read_text(node, DeviceTextLocationInformation, identity.location);
	read_bus(node);
	return true;
}

} /* namespace ww */
