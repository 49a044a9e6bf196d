/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Adapters of miniport drivers, as the files of this folder see them.
 */
#pragma once

#include "adapter_key.hpp"
#include "bindings.hpp"
#include "filter.hpp"
#include "hang_watch.hpp"
#include "objects.hpp"
#include "operation.hpp"
#include "state.hpp"

namespace ww {

struct Adapter {
	MiniportDriver *miniport;	/* referenced */
	NDIS_HANDLE context;		/* the driver's, from its registration attributes */
	AdapterKey key;
	u32 number;			/* from 1 on; no other adapter has had it */
	Atomic<bool> halting;		/* the caller that sets it halts the adapter */
	bool running;			/* from a successful MiniportRestart to MiniportPause */
	AdapterStates states;
	Operation state_change;
	Operation request;
	KEVENT request_idle;		/* signalled while no request is in progress */
};

/*
 * Parameter 1 of BUGCODE_NDIS_DRIVER for a call that does not fit the adapter's state. Behind it: the
 * adapter, its state.
 */
constexpr uintptr_t kWrongState = 0x1f;

NTSTATUS ndis_start(PDRIVER_OBJECT driver);

/* Halts all adapters of @driver. */
void ndis_halt_all(PDRIVER_OBJECT driver);

} /* namespace ww */
