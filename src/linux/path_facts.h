/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The facts about a file of Linux. For the C files of this folder.
 */
#ifndef WINWORK_LINUX_PATH_FACTS_H
#define WINWORK_LINUX_PATH_FACTS_H

#include "file_facts.h"

struct kstat;
struct path;

/* Sleeps. 0 or a negative errno. */
int ww_path_facts(const struct path *path, struct ww_file_facts *facts);
void ww_stat_facts(const struct kstat *stat, struct ww_file_facts *facts);

#endif
