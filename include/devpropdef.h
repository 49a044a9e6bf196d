/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <devpropdef.h>: properties of devices: their keys, and the types of their values.
 *
 * Page: devpropdef.h, the names
 */
#include "ntddk.h"
#include "winwork/io/pnp.h"

#undef DEFINE_DEVPROPKEY
#ifdef INITGUID
#define DEFINE_DEVPROPKEY(name, l, w1, w2, b1, b2, b3, b4, b5, b6, b7, b8, pid)	\
	EXTERN_C const DEVPROPKEY DECLSPEC_SELECTANY name;				\
	const DEVPROPKEY name = { { l, w1, w2, { b1, b2, b3, b4, b5, b6, b7, b8 } }, pid }
#else
#define DEFINE_DEVPROPKEY(name, l, w1, w2, b1, b2, b3, b4, b5, b6, b7, b8, pid)	\
	EXTERN_C const DEVPROPKEY name
#endif

#ifndef _DEVPROPDEF_H_
#define _DEVPROPDEF_H_

#include "winwork/io/property_types.h"

#endif /* _DEVPROPDEF_H_ */
