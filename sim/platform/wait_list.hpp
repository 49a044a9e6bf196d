/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Linux's wait queues and the timer of a sleep, for wait.cpp.
 */
#pragma once

extern "C" {

/* The running task is in the queue at that address, and leaves it. */
void sim_wait_list_add(const void *address);
void sim_wait_list_remove(const void *address);
/* wait_woken(): until it is woken; at once when it has been since the last time. */
void sim_wait_list_sleep(const void *address, const char *why);
void sim_wait_list_wake(const void *address);

/* Have ten seconds passed? */
bool sim_is_time_for_a_word(void);

/* A timer that wakes the running task; by @word one is told from others. */
void sim_sleeper_start(const void *word, bool over);
bool sim_sleeper_is_over(const void *word);
void sim_sleeper_end(const void *word);

}
