/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The interface between the devices of the benchmark and its program.
 */
#ifndef BENCH_REQUESTS_H
#define BENCH_REQUESTS_H

#define BENCH_CODE(function) (0x22u << 16 | (0x800u + (function)) << 2)
#define BENCH_NOW BENCH_CODE(1)		/* completed in the dispatch routine */
#define BENCH_ITEM BENCH_CODE(2)	/* completed by a work item */

#define BENCH_NATIVE "/dev/winwork-bench"
#define BENCH_WINWORK "/dev/winwork/Bench"
/* The same behind a stack of %d devices. */
#define BENCH_STACK "/dev/winwork/Bench%d"
#define BENCH_STACKS 8

#endif /* BENCH_REQUESTS_H */
