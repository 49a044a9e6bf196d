/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Which keyboards and mice have a stack: those that a driver filters.
 */
#pragma once

#include "port.hpp"

namespace ww {

void manager_init();
void manager_exit();

/* The IDs of a port, and what else a bus says of its device. */
void port_identify(const InputPort &port, Identity &identity);

} /* namespace ww */
