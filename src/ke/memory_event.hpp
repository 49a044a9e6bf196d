/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The events \KernelObjects\LowMemoryCondition and its like, which follow the memory that the
 * machine has left. Drivers open them by name, and only WinWork changes them.
 */
#pragma once

#include <wdm.h>

namespace ww {

/*
 * The mark of such an event, as kOfProgram: it only says that is_memory_event() has to look.
 */
constexpr UCHAR kOfMemory = 0xee;

bool is_memory_event(const KEVENT *event);

/* Gives a memory event its state, and keeps it right from now on. Nothing for any other event. */
void memory_event_opened(const void *event);

int memory_events_init();	/* 0 or a negative errno */
void memory_events_exit();

} /* namespace ww */
