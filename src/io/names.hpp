/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The namespace of objects: devices in \Device, and the links to them, which are device nodes.
 */
#pragma once

#include <wdm.h>

#include "linux/request.h"
#include "ob/object.hpp"

namespace ww {

/* ww_target_find(), as a status. */
NTSTATUS target_find(const char *name, struct ww_target &target);

/*
 * The drive letter of a volume: a link without a node. STATUS_OBJECT_NAME_COLLISION if a link has this name.
 * PASSIVE_LEVEL.
 */
NTSTATUS letter_create(char letter, const char *volume);
void letter_delete(char letter, const char *volume);

/* Copies what the link called @name leads to. False if there is no such link. */
bool link_target(PCUNICODE_STRING name, char (&target)[kObjectName]);

/* The most links that lead to one another. */
constexpr u32 kMostLinks = 8;

/* Replaces @name, the name of a link, by its target. False if it is none. */
bool link_follow(char (&name)[kObjectName]);

/* Whether links can be in @folder. */
bool is_link_directory(const char *folder);

/* DriverEntry has succeeded: the nodes of the links that it made appear. PASSIVE_LEVEL. */
void links_publish(PDRIVER_OBJECT driver);

/* Reports and removes the links that the code of @driver made and left. PASSIVE_LEVEL. */
void links_report_left(PDRIVER_OBJECT driver);

void links_init();

} /* namespace ww */
