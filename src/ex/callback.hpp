/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Callback objects: see callback.cpp.
 */
#pragma once

namespace ww {

/* Makes the objects of the system. 0, or a negative errno. */
int callbacks_init();

} /* namespace ww */
