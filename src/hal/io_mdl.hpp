/* SPDX-License-Identifier: GPL-2.0 */
/*
 * MDLs of the memory of devices.
 */
#pragma once

namespace ww {

/* Gives src/mm the functions of mm/io_mdl.hpp. */
void io_mdls_start();

} /* namespace ww */
