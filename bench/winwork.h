/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the contestants of WinWork share: a device of the benchmark's driver.
 */
#ifndef BENCH_WINWORK_H
#define BENCH_WINWORK_H

#include <ntddk.h>

NTSTATUS bench_winwork_start(PDRIVER_OBJECT driver);
void bench_winwork_stop(void);

#endif /* BENCH_WINWORK_H */
