/* SPDX-License-Identifier: GPL-2.0 */
/*
 * WW_ASSERT: an invariant that the code around it relies on. Checked in the simulator, and in
 * kernels with KASAN, KMSAN or lockdep (see Kbuild), where a false one stops the machine. Elsewhere
 * it is no instruction, and the condition is not evaluated. For errors of WinWork, never for those
 * of drivers.
 */
#pragma once

#include "linux/print.h"

#if defined(WW_ASSERTS) || defined(WW_HOST)
#define WW_ASSERT(condition)                                                                   \
	do {                                                                                   \
		if (!(condition)) [[unlikely]]                                                 \
			ww_panic("%s:%d: %s: this is false: %s", __FILE__, __LINE__, __func__, \
				 #condition);                                                  \
	} while (0)
#else
#define WW_ASSERT(condition) static_cast<void>(sizeof(!(condition)))
#endif
