/* SPDX-License-Identifier: GPL-2.0 */
#pragma once

#include "schedule.hpp"

namespace sim {

struct Scenario;

/* Returns the shortest schedule found that ends in a violation of the same kind. */
Schedule shrink(const Scenario &scenario, Schedule schedule, int most_tries);

} /* namespace sim */
