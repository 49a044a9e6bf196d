/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Providers of events: EtwRegister and its kin.
 */
#pragma once

struct _WINWORK_IMAGE;

namespace ww {

/* Reports and unregisters the providers that a module leaves at its unload. PASSIVE_LEVEL. */
void providers_report_left(const _WINWORK_IMAGE &image);

void providers_init();
void providers_exit();

} /* namespace ww */
