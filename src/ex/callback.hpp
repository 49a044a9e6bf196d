/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Callback objects: see callback.cpp.
 */
#pragma once

struct _WINWORK_IMAGE;

namespace ww {

/*
 * Reports and removes the registrations that a module leaves. Waits for their routines.
 * PASSIVE_LEVEL.
 */
void callbacks_report_left(const _WINWORK_IMAGE &image);

/* Makes the objects of the system. 0, or a negative errno. */
int callbacks_init();

} /* namespace ww */
