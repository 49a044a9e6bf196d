/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Linux's timers, by the address of the structure that contains them. A timer that is set may
 * expire at any later step, since a machine may stop for any time. By default it expires when
 * nothing else can happen.
 */
#pragma once

#include "machine.hpp"

namespace sim::timer {

void reset();
void init(const void *key, const char *name, Level level, void (*expired)(void *key));
/* Sets it on the running context's CPU. A timer that is set is moved. */
void start(const void *key);
/* Waits until a running expiry has ended. */
void cancel(const void *key);
/* Does not wait. */
void stop(const void *key);
bool is_set(const void *key);
int set_count();

} /* namespace sim::timer */
