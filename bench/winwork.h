/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Shared by the contestants of WinWork.
 */
#ifndef BENCH_WINWORK_H
#define BENCH_WINWORK_H

#include <linux/errno.h>

#include <ntddk.h>

/* Creates a driver object, for IoDeleteDriver(). NULL without memory. */
PDRIVER_OBJECT bench_create_driver(void);

#endif /* BENCH_WINWORK_H */
