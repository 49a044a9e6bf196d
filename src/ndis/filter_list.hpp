/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The list of the NDIS filter drivers that join stacks, for the start of WinWork.
 */
#pragma once

namespace ww {

void ndis_filters_init();

} /* namespace ww */
