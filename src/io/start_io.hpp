/* SPDX-License-Identifier: GPL-2.0 */
/*
 * StartIo: packets of a device, one at a time.
 */
#pragma once

namespace ww {

void start_io_init();

} /* namespace ww */
