/* SPDX-License-Identifier: GPL-2.0 */
/*
 * NDIS devices, for the registration of drivers and for Plug and Play.
 */
#pragma once

#include <wdm.h>

namespace ww {

struct Adapter;

/* The requests of the driver's NDIS devices reach NDIS, unless the driver has stored a dispatch routine itself. */
void devices_take_dispatch(PDRIVER_OBJECT driver);

/* Those of Plug and Play and of power reach NDIS in any case. */
void devices_take_plug_and_play(PDRIVER_OBJECT driver);

struct FunctionalRoutines {
	PDRIVER_DISPATCH pnp;
	PDRIVER_DISPATCH power;
	PDRIVER_DISPATCH system_control;
};

/* The functional device of an adapter, for plug_and_play.cpp: NDIS itself handles its requests. PASSIVE_LEVEL. */
NTSTATUS device_create_functional(Adapter &adapter, PDRIVER_OBJECT driver, const FunctionalRoutines &routines,
				  PDEVICE_OBJECT *device);
Adapter &device_adapter(PDEVICE_OBJECT device);

} /* namespace ww */
