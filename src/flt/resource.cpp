/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The Filter Manager's names for executive resources.
 */
#include <fltKernel.h>

#include "ex/resource.hpp"

using namespace ww;

extern "C" {

VOID FLTAPI FltAcquireResourceExclusive(PERESOURCE Resource)
{
	resource_acquire(Resource, Access::exclusive, true, "FltAcquireResourceExclusive",
			 __builtin_return_address(0));
}

VOID FLTAPI FltAcquireResourceShared(PERESOURCE Resource)
{
	resource_acquire(Resource, Access::shared, true, "FltAcquireResourceShared",
			 __builtin_return_address(0));
}

VOID FLTAPI FltReleaseResource(PERESOURCE Resource)
{
	resource_release(Resource, ExGetCurrentResourceThread(), "FltReleaseResource",
			 __builtin_return_address(0));
}

} /* extern "C" */
