/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The error log: see error_log.cpp.
 */
#pragma once

namespace ww {

/* Reports and frees the entries for @driver and its devices that were neither written nor freed. */
void error_log_report_left(const void *driver);

void error_log_init();

} /* namespace ww */
