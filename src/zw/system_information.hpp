/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The classes of ZwQuerySystemInformation that have a list.
 */
#pragma once

#include "ps/answer.hpp"

namespace ww {

NTSTATUS give_processes(Answer &answer);
NTSTATUS give_modules(Answer &answer);

} /* namespace ww */
