/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The keys of a device in the registry, below \Registry\Machine\System\CurrentControlSet:
 *
 *	Enum\DEVICE\INSTANCE			its hardware key, whose value Driver names its driver key
 *	Enum\DEVICE\INSTANCE\Device Parameters	what PLUGPLAY_REGKEY_DEVICE opens
 *	Control\Class\{GUID}\NNNN		its driver key, which PLUGPLAY_REGKEY_DRIVER opens
 *
 * They stay when the device goes, and the same device finds them again.
 */
#pragma once

#include "node.hpp"
#include "rtl/wide_text.hpp"

namespace ww {

/* The device arrives: makes its keys, with the values of the driver's INF. False without memory. */
bool device_keys_make(Node &node);

/*
 * The whole path of a key. @type is one of PLUGPLAY_REGKEY_DEVICE and _DRIVER, without others. The text is
 * null without memory.
 */
class DeviceKeyPath {
public:
	DeviceKeyPath(const Node &node, ULONG type);

	explicit operator bool() const { return static_cast<bool>(text_); }
	const UNICODE_STRING &text() const { return text_.string(); }

private:
	WideText text_;
};

/* Whether @type is one that has a key here. */
constexpr bool is_device_key(ULONG type)
{
	return type == PLUGPLAY_REGKEY_DEVICE || type == PLUGPLAY_REGKEY_DRIVER;
}

} /* namespace ww */
