/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Adapters of miniport drivers, as the files of this folder see them.
 */
#pragma once

#include "objects.hpp"
#include "operation.hpp"

namespace ww {

struct Adapter {
	MiniportDriver *miniport;	/* referenced */
	NDIS_HANDLE context;		/* the driver's, of its registration attributes */
	Atomic<bool> halting;
	bool running;			/* restarted; the halt's to read */
	Operation state_change;
	Operation request;
	KEVENT request_turn;		/* set while no request is under way */
};

/* One adapter for the first miniport driver that @driver has registered. */
NTSTATUS ndis_start(PDRIVER_OBJECT driver);

/* Halts all adapters of @driver's. */
void ndis_halt_all(PDRIVER_OBJECT driver);

} /* namespace ww */
