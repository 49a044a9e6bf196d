/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Filter drivers: those that are called for each device of another driver, below or above it. They are
 * kept in the order in which they were added.
 *
 * A node has the filters that its stack was made with. It keeps their modules, so that rmmod fails. A node of an input
 * device does not, since the device is Linux's: the filter may go, and the node goes with it.
 */
#pragma once

#include <wdm.h>

#include "base/types.hpp"

namespace ww {

struct Identity;
struct Node;

/* Of a node: the lower ones, behind them the upper ones, and behind these the upper ones of its class driver. */
struct Filters {
	PDRIVER_OBJECT *drivers;	/* one that has failed is null */
	u32 lower;			/* the number of lower ones */
	u32 upper;			/* the end of the upper ones */
	u32 count;
};

/* What filters find a device by. */
struct FilterTarget {
	PDRIVER_OBJECT function;
	PDRIVER_OBJECT class_driver;	/* or null */
	const Identity *identity;
};

/*
 * What the module parameter filters= says: "upper:SERVICE", "lower:SERVICE" and "attached:SERVICE", separated by commas.
 * False, after a message, for any other text. Null is no text.
 */
bool filters_check(const char *module, const char *text);

/*
 * @driver is a filter of these services from now on; of those which it attaches itself to, or of the others. Such a
 * device is there for the driver, and AddDevice is not called. PASSIVE_LEVEL.
 */
void filters_register(PDRIVER_OBJECT driver, const char *text, bool is_attached);

/*
 * Whether the INF of @driver's module makes it an upper filter of keyboards or mice; and it is one of those with these
 * IDs from now on. PASSIVE_LEVEL.
 */
bool filters_by_inf(PDRIVER_OBJECT driver);
void filters_register_inf(PDRIVER_OBJECT driver);

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

/* Whether one of them has not failed. */
bool filters_are_left(Node &node);

/* A number for the set of the filters that such a device gets: 0 for none. Other sets have others. */
u64 filters_stamp(const FilterTarget &target);

/* Whether any filter is one of input devices. */
bool filters_of_input_exist();

/*
 * The one function that filters_settle() calls, when @driver has come or gone as a filter of input devices: these follow.
 * Null at the end. PASSIVE_LEVEL.
 */
void filters_tell(void (*changed)());
void filters_settle(PDRIVER_OBJECT driver);

void filters_init();

} /* namespace ww */
