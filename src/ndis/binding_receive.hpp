/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What protocol drivers receive.
 */
#pragma once

#include "bindings.hpp"

namespace ww {

/*
 * Gives received lists to the bindings that admit them, and returns the lists that none has kept, in order; with
 * NDIS_RECEIVE_FLAGS_RESOURCES all. <= DISPATCH_LEVEL.
 */
NET_BUFFER_LIST *bindings_receive(CallSite call, Adapter &adapter, NET_BUFFER_LIST *chain, NDIS_PORT_NUMBER port,
				  ULONG flags);

/* Gives the frames that a binding sends to itself, if it admits them. <= DISPATCH_LEVEL. */
void binding_loop_back(Binding &binding, const NET_BUFFER_LIST *chain, NDIS_PORT_NUMBER port);

} /* namespace ww */
