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
	resource_acquire(WW_CALL_SITE, Resource, Access::exclusive, true);
}

VOID FLTAPI FltAcquireResourceShared(PERESOURCE Resource)
{
	resource_acquire(WW_CALL_SITE, Resource, Access::shared, true);
}

VOID FLTAPI FltReleaseResource(PERESOURCE Resource)
{
	resource_release(WW_CALL_SITE, Resource, ExGetCurrentResourceThread());
}

} /* extern "C" */
