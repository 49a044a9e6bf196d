/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Faults on demand: allocations that a chosen driver asks for fail, as root wants it in the module's
 * parameter "faults". docs/debugging.md describes it.
 *
 * Each allocator asks ww_fault() first. An allocation counts if the code that called WinWork is the
 * driver's. So WinWork's own threads, and the calls of programs before a driver sees them, get their
 * memory. So does ww_alloc_surely().
 */
#ifndef WINWORK_LINUX_FAULT_H
#define WINWORK_LINUX_FAULT_H

#include "types.h"

WW_C_BEGIN

/*
 * Whether an allocation of @bytes is to fail; @tag is that of pool, or 0. Says so in the log. Called
 * only while faults are on. Any context.
 */
bool ww_fault_is_due(ww_size bytes, ww_u32 tag);

WW_C_END

/* Before an allocation: true if it is to fail. Costs a static branch while faults are off. */
#ifdef __cplusplus

#include "static_branch.h"

/* A struct static_key, which has the alignment of its counter. */
extern "C" alignas(int) const char ww_faults_on[];

#define WW_FAULTS_ON WW_STATIC_BRANCH(&ww_faults_on[0])

[[gnu::always_inline]] inline bool ww_fault(ww_size bytes, ww_u32 tag = 0)
{
	if (WW_FAULTS_ON) [[unlikely]]
		return ww_fault_is_due(bytes, tag);
	return false;
}

#else

#include <linux/jump_label.h>

DECLARE_STATIC_KEY_FALSE(ww_faults_on);

static __always_inline bool ww_fault(ww_size bytes)
{
	return static_branch_unlikely(&ww_faults_on) && ww_fault_is_due(bytes, 0);
}

#endif

#endif /* WINWORK_LINUX_FAULT_H */
