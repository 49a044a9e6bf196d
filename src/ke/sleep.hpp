/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The sleep of a wait, or of a delay.
 */
#pragma once

#include <wdm.h>

#include "base/call_site.hpp"
#include "base/types.hpp"
#include "linux/wait.h"

namespace ww {

/*
 * Sleeps while *@word == @value, at most until @timeout, which is as a driver passes it. With
 * UserMode it ends when the thread is a program's and is to end. With KernelMode it goes on. Then
 * the log names @call and the program, if that takes as long as a cancelled request may.
 */
ww_sleep sleep_while(const CallSite &call, KPROCESSOR_MODE mode, const LARGE_INTEGER *timeout,
		     const u32 *word, u32 value);

} /* namespace ww */
