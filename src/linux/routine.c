// SPDX-License-Identifier: GPL-2.0
/*
 * The functions of Windows by their names. No version of Linux exports a look-up of symbols to
 * modules. So the lists of exports are compiled once more here, as code that compares the name with
 * each of them.
 */
#include <linux/export.h>
#include <linux/module.h>
#include <linux/string.h>

/* All that the list includes, so that nothing of it is left inside the function below. */
#include <fltKernel.h>
#include <ntifs.h>
#include <wdmsec.h>
#include <wmilib.h>
#include <winwork.h>
#include <winwork/etw/field.h>
#include <winwork/flt_port.h>
#include <winwork/ex/system_information.h>
#include <winwork/fsrtl/types.h>
#include <winwork/ob/named_objects.h>
#include <winwork/ps/process_information.h>
#include <winwork/rtl/addresses.h>

#include "routine.h"

#undef EXPORT_SYMBOL_GPL
#define EXPORT_SYMBOL_GPL(symbol)			\
	do {						\
		if (!strcmp(name, #symbol))		\
			return (void *)&(symbol);	\
	} while (0)

/* These are not Windows's. */
static bool is_own(const char *name)
{
	return !strncasecmp(name, "Winwork", 7);
}

void *ww_find_routine(const char *name)
{
	if (is_own(name))
		return NULL;
#include "exports.c"
	return NULL;
}

void *ww_find_filter_routine(const char *name)
{
	if (is_own(name))
		return NULL;
#include "exports_flt.c"
	return NULL;
}
