/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The search for a device's IDs in the table of a driver's INF.
 */
#include "inf.hpp"

#include "base/text.hpp"

namespace ww {
namespace {

/* The first model with one of the IDs, which are in their order, as a hardware or a compatible ID. */
const WINWORK_INF_MODEL *find(const WINWORK_INF &inf, const char *ids, bool is_compatible)
{
	for (const char *id = ids; *id; id += text_length(id) + 1) {
		for (unsigned int i = 0; i < inf.ModelCount; i++) {
			const WINWORK_INF_MODEL &model = inf.Models[i];

			if (!model.Place != is_compatible && text_alike(model.Id, id))
				return &model;
		}
	}
	return nullptr;
}

} /* namespace */

const WINWORK_INF_MODEL *inf_find(const WINWORK_INF &inf, const char *hardware_ids,
				  const char *compatible_ids)
{
	const char *const lists[] = { hardware_ids, compatible_ids };

	for (const char *ids : lists) {
		const WINWORK_INF_MODEL *model = find(inf, ids, false);

		if (!model)
			model = find(inf, ids, true);
		if (model)
			return model;
	}
	return nullptr;
}

bool list_has(const char *list, const char *text)
{
	for (; *list; list += text_length(list) + 1) {
		if (text_alike(list, text))
			return true;
	}
	return false;
}

} /* namespace ww */
