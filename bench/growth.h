/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The measure of growth: the interface between its drivers and its program.
 */
#ifndef BENCH_GROWTH_H
#define BENCH_GROWTH_H

/* The numbers of objects. */
#define BENCH_OBJECTS { 10, 1000, BENCH_MOST_OBJECTS }
#define BENCH_MOST_OBJECTS 20000
/* Of each read. */
#define BENCH_BYTES 16

#define BENCH_GROWTH_CODE(function) (0x22u << 16 | (0x900u + (function)) << 2)
/* The input is a descriptor of an eventfd. The driver references its event ... */
#define BENCH_KEEP BENCH_GROWTH_CODE(1)	/* ... until BENCH_DROP */
#define BENCH_LOOK BENCH_GROWTH_CODE(2)	/* ... and drops it at once */
#define BENCH_DROP BENCH_GROWTH_CODE(3)
/* Reads of this device pend until BENCH_DROP. The driver probes the buffer of the oldest one. */
#define BENCH_PROBE BENCH_GROWTH_CODE(5)
/* Of the KMDF driver. */
#define BENCH_COMPLETE BENCH_GROWTH_CODE(4)

#define BENCH_EVENTS "/dev/winwork/BenchEvents"
#define BENCH_FILES "/dev/winwork/BenchFiles"

#endif /* BENCH_GROWTH_H */
