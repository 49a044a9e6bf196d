/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the class of minidrivers and virtual devices have in common: the reports that Linux asks for and sends.
 */
#pragma once

#include <hidport.h>

#include "base/types.hpp"
#include "linux/hid.h"

namespace ww {

struct HidAnswer {
	NTSTATUS status;
	ULONG_PTR bytes;		/* of a report that was read */
};

/* Whether the driver fills the report in. */
bool hid_is_read(enum ww_hid_transfer how);

/* What Linux gets for the answer, whose report has at most the @bytes of its buffer. */
s32 hid_result(enum ww_hid_transfer how, const HidAnswer &answer, u32 bytes);

} /* namespace ww */
