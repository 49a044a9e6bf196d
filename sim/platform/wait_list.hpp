/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Linux's wait queues and the timer of a sleep, for wait.cpp.
 */
#pragma once

extern "C" {

/* Adds the running task to the wait queue at @address, or removes it. */
void sim_wait_list_add(const void *address);
void sim_wait_list_remove(const void *address);
/* wait_woken(): sleeps until woken. Returns at once if a wake-up came since the last call. */
void sim_wait_list_sleep(const void *address, const char *why);
void sim_wait_list_wake(const void *address);

/* Whether ten seconds have passed. */
bool sim_is_time_for_a_word(void);

/* A timer that wakes the running task. @word identifies it. */
void sim_sleeper_start(const void *word, bool over);
bool sim_sleeper_is_over(const void *word);
void sim_sleeper_end(const void *word);

}
