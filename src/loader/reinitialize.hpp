/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The Reinitialize routines of a driver, which the loader calls after DriverEntry.
 */
#pragma once

#include <wdm.h>

namespace ww {

/*
 * Takes the next routine out of those that @driver has registered: a boot driver's come first.
 * False if there is none left; from then on the driver may register none.
 */
struct Reinitialization {
	PDRIVER_REINITIALIZE routine;
	void *context;
	ULONG count;			/* of its calls, with this one */
};

bool reinitialization_take(PDRIVER_OBJECT driver, Reinitialization &next);

/* Drops what is registered, because DriverEntry has failed. */
void reinitializations_drop(PDRIVER_OBJECT driver);

void reinitializations_init();

} /* namespace ww */
