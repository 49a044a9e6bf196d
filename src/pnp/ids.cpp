/* SPDX-License-Identifier: GPL-2.0 */
#include "ids.hpp"

#include "base/text.hpp"

namespace ww {

bool id_field(const char *id, const char *name, u32 digits, u32 &value)
{
	u32 number = 0;

	while (*id && !text_begins_with(id, name))
		id++;
	if (!*id)
		return false;
	id += text_length(name);
	for (u32 i = 0; i < digits; i++) {
		const char digit = id[i];

		if (digit >= '0' && digit <= '9')
			number = number << 4 | static_cast<u32>(digit - '0');
		else if (digit >= 'A' && digit <= 'F')
			number = number << 4 | static_cast<u32>(digit - 'A' + 10);
		else
			return false;
	}
	value = number;
	return true;
}

} /* namespace ww */
