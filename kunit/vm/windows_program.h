/* SPDX-License-Identifier: GPL-2.0 */
/*
 * For the programs of the VM tests that use libwinwork-user: a check of two numbers, which goes on and counts.
 */
#ifndef WINWORK_KUNIT_VM_WINDOWS_PROGRAM_H
#define WINWORK_KUNIT_VM_WINDOWS_PROGRAM_H

#include <stdio.h>

static int failed;

#define EQUAL(left, right)								\
	do {										\
		const long long left_ = (long long)(left), right_ = (long long)(right);	\
		if (left_ != right_) {							\
			failed++;							\
			printf("%s:%d: %s is 0x%llx, not 0x%llx\n", __func__, __LINE__,	\
			       #left, left_, right_);					\
		}									\
	} while (0)

#endif
