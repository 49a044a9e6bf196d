/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The modules of the bus drivers below a device: that of its PDO, that of the PDO of its bus, and so on. A program's
 * file keeps them in memory. A chain lives as long as it is referenced, whatever becomes of the devices.
 */
#pragma once

namespace ww {

struct BusChain;

/* A chain with one more module, by its file operations. @below may be null. Null without memory. Sleeps. */
BusChain *bus_chain_create(const void *operations, BusChain *below);
void bus_chain_release(BusChain *chain);

/* Keeps the modules, and the chain, which may be null. False if one of them ends. <= DISPATCH_LEVEL, as the next one. */
bool bus_chain_keep(BusChain *chain);
void bus_chain_drop(BusChain *chain);

} /* namespace ww */
