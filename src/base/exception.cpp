/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Raising exceptions.
 */
#include "exception.hpp"

#include "linux/exception.h"
#include "report.hpp"

namespace ww {

void raise_exception(s32 status, const CallSite &call)
{
	report({ .code = BugCheck::kmode_exception_not_handled,
		 .parameter = { static_cast<uintptr_t>(status), address_of(call.caller), 0, 0 },
		 .function = call.function, .caller = call.caller },
	       "raised the exception 0x%08X where no __try handles it", static_cast<u32>(status));
	ww_stop_context();
}

} /* namespace ww */
