/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Filter drivers: those that are called for each device of another driver, below or above it. They are
 * kept in the order in which they were added.
 *
 * A node has the filters that its stack was made with. It keeps their modules, so that rmmod fails.
 */
#pragma once

#include <wdm.h>

#include "base/types.hpp"

namespace ww {

struct Node;

/* Of a node: the lower ones, and behind them the upper ones. */
struct Filters {
	PDRIVER_OBJECT *drivers;	/* one that has failed is null */
	u32 lower;			/* the number of lower ones */
	u32 count;
};

/*
 * What the module parameter filters= says: "upper:SERVICE" and "lower:SERVICE", separated by commas.
 * False, after a message, for any other text. Null is no text.
 */
bool filters_check(const char *module, const char *text);

/* @driver is a filter of these services from now on. PASSIVE_LEVEL. */
void filters_register(PDRIVER_OBJECT driver, const char *text);

/* And of this one driver. PASSIVE_LEVEL. */
NTSTATUS filter_add(PDRIVER_OBJECT driver, PDRIVER_OBJECT function, bool is_upper);

/* @driver ends: it is no filter any more, and has none that filter_add() has added. */
void filters_forget(PDRIVER_OBJECT driver);

/* Gives the node its filters; false without memory. And takes one, or all, away. */
bool filters_take(Node &node);
void filters_drop(Node &node, u32 index);
void filters_drop_all(Node &node);

/* Whether @driver is a filter of the node. */
bool filters_have(Node &node, PDRIVER_OBJECT driver);

void filters_init();

} /* namespace ww */
