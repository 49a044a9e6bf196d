/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The lists in debugfs that have a line for each entry. A list is read entry by entry, so it needs no
 * memory for all of them, and its reader holds nothing between two. Each list is there as text,
 * NAME=VALUE, and as JSON, an object in each line.
 */
#ifndef WINWORK_LINUX_LISTING_H
#define WINWORK_LINUX_LISTING_H

#include "types.h"

WW_C_BEGIN

/* Where a longer line of text is cut. One of JSON loses whole values. */
#define WW_LINE 768

struct ww_line {
	char text[WW_LINE];
	ww_u32 length;
	bool is_json;
};

/* Add a value. */
void ww_line_text(struct ww_line *line, const char *name, const char *value);
void ww_line_number(struct ww_line *line, const char *name, ww_u64 value);

/*
 * Fills in the line of the first entry at or behind *@cursor, and moves *@cursor behind it. Returns false
 * at the end. A cursor begins at 0. An entry that comes or goes meanwhile may be there or not. PASSIVE_LEVEL.
 */
bool ww_items_next(ww_u64 *cursor, struct ww_line *line);	/* src/engine has it */
bool ww_workers_next(ww_u64 *cursor, struct ww_line *line);	/* likewise */
bool ww_objects_next(ww_u64 *cursor, struct ww_line *line);	/* src/ob has it */
bool ww_devices_next(ww_u64 *cursor, struct ww_line *line);	/* likewise */
bool ww_queues_next(ww_u64 *cursor, struct ww_line *line);	/* src/engine has it */

/*
 * Prints the sums of the pool, by tag, to the file of debugfs, by ww_debug_print(). Returns 0 or a negative errno.
 * src/mm implements it.
 */
int ww_pool_show(void *out, bool is_json);

struct dentry;

/* Makes the files in @folder. They go with it. */
void ww_lists_create(struct dentry *folder);

WW_C_END

#endif /* WINWORK_LINUX_LISTING_H */
