/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Peers of <winwork/ndis_port.h>: interfaces in the hands of a test, in place of those of Linux.
 */
#pragma once

#include "linux/net_device.h"
#include "ob/object.hpp"

namespace ww {

extern const ObjectType ndis_peer_type;

/* The interface of a stack whose adapter has a peer. */
extern const struct ww_net_ops peer_ops;

} /* namespace ww */
