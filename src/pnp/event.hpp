/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Events that drivers are told of later, by one worker, one after the other, in the order in which they came about.
 */
#pragma once

#include "base/types.hpp"

namespace ww {

struct PnpEvent {
	PnpEvent *next;
	u64 number;
	void (*tell)(PnpEvent &event);	/* in the worker. It frees the event. */
};

/* Gives the event its number, and has it told. <= DISPATCH_LEVEL. */
void event_add(PnpEvent &event);

/* The number of the newest event; that of the next one is greater. */
u64 event_newest();

/* Whether the caller runs in the worker, which then tells of an event. */
bool event_is_being_told_here();

void events_init();

} /* namespace ww */
