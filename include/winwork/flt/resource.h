/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The Filter Manager's names for executive resources.
 */
#ifndef WINWORK_FLT_RESOURCE_H
#define WINWORK_FLT_RESOURCE_H

#include "../ex/resource.h"

EXTERN_C_START

/**
 * FltAcquireResourceExclusive, FltAcquireResourceShared - acquire a resource, as
 *	ExAcquireResourceExclusiveLite and ExAcquireResourceSharedLite do with Wait TRUE
 * @Resource: the resource
 *
 * On Windows: the functions also disable normal kernel APCs. There are no APCs here.
 *
 * IRQL: <= APC_LEVEL; above it the call is reported (0x0A), and the resource not acquired.
 * Page: fltkernel.h, FltAcquireResourceExclusive, FltAcquireResourceShared
 */
VOID FLTAPI FltAcquireResourceExclusive(_Inout_ PERESOURCE Resource);
VOID FLTAPI FltAcquireResourceShared(_Inout_ PERESOURCE Resource);

/**
 * FltReleaseResource - release one acquisition of the current thread
 * @Resource: the resource
 *
 * Here: a resource that the thread does not own is reported (0xE3), and stays as it is.
 *
 * IRQL: <= DISPATCH_LEVEL; above it the call is reported (0x0A), and does nothing.
 * Page: fltkernel.h, FltReleaseResource
 */
VOID FLTAPI FltReleaseResource(_Inout_ PERESOURCE Resource);

EXTERN_C_END

#endif /* WINWORK_FLT_RESOURCE_H */
