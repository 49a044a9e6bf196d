/* SPDX-License-Identifier: GPL-2.0 */
/*
 * CallSite: the call of a Windows function that is being served, for its checks and their reports.
 */
#pragma once

namespace ww {

struct CallSite {
	const char *function;		/* as the driver knows it */
	const void *caller = nullptr;	/* the address to return to, if a driver called */
};

/* In the function that the driver called, and in nothing that it calls: the two are found there. */
#define WW_CALL_SITE WW_CALL_SITE_OF(__func__)

/* The same where the driver knows the function, by a macro, under another name. */
#define WW_CALL_SITE_OF(name) (::ww::CallSite{ (name), __builtin_return_address(0) })

} /* namespace ww */
