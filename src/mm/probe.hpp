/* SPDX-License-Identifier: GPL-2.0 */
/* The limits of the address space, which drivers read. */
#pragma once

namespace ww {

/* Gives MmHighestUserAddress and its relatives their values. Before any driver can read them. */
void address_limits_init();

} /* namespace ww */
