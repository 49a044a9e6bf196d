/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The history of a thing, behind a report about it: linux/history.h.
 */
#pragma once

#include "report.hpp"

namespace ww {

/* Prints the history of the item and of each parameter that is an address. Any context. */
void print_history(const Violation &violation);

/* That of one thing, any address. */
void print_history(const void *thing);

} /* namespace ww */
