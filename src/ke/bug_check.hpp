/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Bug check callbacks, for the unloading of drivers and for the start of WinWork.
 */
#pragma once

#include <wdm.h>

namespace ww {

/* Deregisters the callbacks that belong to the image, and reports each. */
void bug_checks_cancel_left(const _WINWORK_IMAGE &image);

int bug_checks_init();		/* 0 or a negative errno */
void bug_checks_exit();

} /* namespace ww */
