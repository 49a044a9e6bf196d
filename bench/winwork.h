/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the contestants of WinWork share.
 */
#ifndef BENCH_WINWORK_H
#define BENCH_WINWORK_H

#include <linux/errno.h>

#include <ntddk.h>

/* A driver object of a contestant's own, for IoDeleteDriver(); NULL without memory. */
PDRIVER_OBJECT bench_create_driver(void);

#endif /* BENCH_WINWORK_H */
