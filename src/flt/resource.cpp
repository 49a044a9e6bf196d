/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Executive resources under the Filter Manager's names.
 */
#include <fltKernel.h>

#include "base/call_site.hpp"
#include "ex/resource.hpp"

using namespace ww;

extern "C" {

VOID FLTAPI FltAcquireResourceExclusive(PERESOURCE Resource)
{
	const CallSite call = WW_CALL_SITE;

	resource_acquire(Resource, Access::exclusive, true, call.function, call.caller);
}

VOID FLTAPI FltAcquireResourceShared(PERESOURCE Resource)
{
	const CallSite call = WW_CALL_SITE;

	resource_acquire(Resource, Access::shared, true, call.function, call.caller);
}

VOID FLTAPI FltReleaseResource(PERESOURCE Resource)
{
	const CallSite call = WW_CALL_SITE;

	resource_release(Resource, ExGetCurrentResourceThread(), call.function, call.caller);
}

} /* extern "C" */
