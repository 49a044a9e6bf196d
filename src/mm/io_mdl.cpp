/* SPDX-License-Identifier: GPL-2.0 */
/*
 * MDLs of the memory of devices: the functions that src/hal has given.
 */
#include "io_mdl.hpp"

namespace ww {

namespace {

/* Until then no driver is there. */
constinit const IoMdlOps *functions = nullptr;

} /* namespace */

void io_mdls_init(const IoMdlOps &ops)
{
	functions = &ops;
}

const IoMdlOps &io_mdls()
{
	return *functions;
}

} /* namespace ww */
