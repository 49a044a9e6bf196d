// SPDX-License-Identifier: MIT
/* For tests of pages of memory. */
#pragma once

#include <csetjmp>
#include <csignal>

#include "support.hpp"

constexpr SIZE_T page = 4096;

inline sigjmp_buf back;

/* Whether a byte can be written. */
inline bool is_writable(volatile char *byte)
{
	struct sigaction action = {}, before;
	bool written = false;

	action.sa_handler = [](int) { siglongjmp(back, 1); };
	sigaction(SIGSEGV, &action, &before);
	if (!sigsetjmp(back, 1)) {
		*byte = 1;
		written = true;
	}
	sigaction(SIGSEGV, &before, NULL);
	return written;
}

inline MEMORY_BASIC_INFORMATION query(const void *address)
{
	MEMORY_BASIC_INFORMATION information = {};

	EXPECT_EQ(sizeof(information), VirtualQuery(address, &information, sizeof(information)));
	return information;
}
