/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Which line of a driver's INF serves a device.
 */
#pragma once

#include <winwork/inf.h>

namespace ww {

/*
 * The model with the best match, or null. The IDs of a device are lists as those of Identity: in
 * upper case, the most specific one first, each text ended by a null, the last by two.
 *
 * As on Windows, a hardware ID of the device comes before a compatible ID of the device. Of those
 * that match, the hardware ID of a line comes before a compatible ID, an ID that the device names
 * earlier before a later one, and then a line of the INF before a later one.
 */
const WINWORK_INF_MODEL *inf_find(const WINWORK_INF &inf, const char *hardware_ids,
				  const char *compatible_ids);

/* Whether a list of texts, each ended by a null and the last by two, has one that is alike. */
bool list_has(const char *list, const char *text);

} /* namespace ww */
