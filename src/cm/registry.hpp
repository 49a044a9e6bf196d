/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The registry's sources for a driver: its service key, the file winwork/SERVICE.reg of Linux's
 * firmware folders, and the module parameter reg=.
 */
#pragma once

#include "base/types.hpp"

namespace ww {

/*
 * Before DriverEntry: makes the service key with its Parameters, and reads first the file and then
 * @parameter, which may be null. The log names each bad line. False without memory for the key.
 */
bool registry_load(const char *service, const char *parameter);

} /* namespace ww */
