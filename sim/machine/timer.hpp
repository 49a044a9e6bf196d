/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Linux's timers, by the address of what holds them. One that is set may expire at any later step,
 * since a machine may stand still for as long as it likes; by itself it does when nothing else can
 * happen.
 */
#pragma once

#include "machine.hpp"

namespace sim::timer {

void reset();
void init(const void *key, const char *name, Level level, void (*expired)(void *key));
/* For the running context's CPU; moves one that is set. */
void start(const void *key);
/* Waits for an expiry under way. */
void cancel(const void *key);
/* Does not wait. */
void stop(const void *key);
bool is_set(const void *key);
int set_count();

} /* namespace sim::timer */
