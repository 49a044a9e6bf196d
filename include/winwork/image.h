/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The Linux module of a ported driver. The glue that scripts/Kbuild.driver compiles into the
 * module defines WinworkImage. In a module without the glue the reference is weak, and its
 * address is NULL. (Not on arm64, where compilers look for such an address in a table that
 * modules lack.)
 */
#ifndef WINWORK_IMAGE_H
#define WINWORK_IMAGE_H

#include "types.h"

EXTERN_C_START

typedef struct _WINWORK_IMAGE {
	const char *Name;
	ULONG_PTR Reference[136] __attribute__((__aligned__(16)));	/* the engine's, zero at load */
	struct _DRIVER_OBJECT *DriverObject;
	int (*Contains)(const void *Address);	/* is it the module's code or data? */
	const char *Altitude;		/* of a minifilter's instances; NULL or "" for none */
} WINWORK_IMAGE, *PWINWORK_IMAGE;

/*
 * The calling module. Some functions must know the module that unload waits for, such as
 * ExQueueWorkItem and PsCreateSystemThread. They are inline here, and pass &WinworkImage to an
 * exported function.
 */
#ifdef WINWORK_GLUE
extern WINWORK_IMAGE WinworkImage;
#else
extern WINWORK_IMAGE WinworkImage __attribute__((__weak__));
#endif

EXTERN_C_END

#endif /* WINWORK_IMAGE_H */
