/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The Linux module of a ported driver. The glue that scripts/Kbuild.driver compiles into the
 * module defines WinworkImage. In a module without the glue the reference is weak, and its
 * address is NULL. This does not work on arm64: compilers take such an address from a table that
 * modules lack.
 */
#ifndef WINWORK_IMAGE_H
#define WINWORK_IMAGE_H

#include "base/types.h"
#include "inf.h"

EXTERN_C_START

typedef struct _WINWORK_IMAGE {
	const char *Name;
	/* WinWork's counts of references and activities; zero when the module is loaded. */
	ULONG_PTR Reference[136] __attribute((__aligned__(16)));
	struct _DRIVER_OBJECT *DriverObject;
	int (*Contains)(const void *Address);	/* nonzero for the module's code and data */
	const char *Altitude;		/* of a minifilter's instances; NULL or "" for none */
	const char *Registry;		/* the module parameter reg=, or NULL */
	const void *FileOperations;	/* Linux's, for the files of the driver's devices */
	const WINWORK_INF *Inf;		/* what the driver's INF says; NULL without one */
	BOOLEAN Bind;			/* the module parameter bind= */
	const char *Filters;		/* the module parameter filters=, or NULL */
	ULONG Adapters;			/* the module parameter adapters= */
} WINWORK_IMAGE, *PWINWORK_IMAGE;

/*
 * The calling module. Some functions, such as ExQueueWorkItem and PsCreateSystemThread, must know
 * the module whose unload has to wait. They are inline, and pass &WinworkImage to an exported
 * function.
 */
#ifdef WINWORK_GLUE
extern WINWORK_IMAGE WinworkImage;
#else
extern WINWORK_IMAGE WinworkImage __attribute((__weak__));
#endif

EXTERN_C_END

#endif /* WINWORK_IMAGE_H */
