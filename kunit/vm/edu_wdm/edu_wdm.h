/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Between the drivers and the program of the test.
 */
#ifndef EDU_WDM_H
#define EDU_WDM_H

/* In and out: a 32-bit number. The device computes the factorial, modulo 2^32. */
#define FACTORIAL (0x22u << 16 | 0x800u << 2)

/*
 * Out: at most DMA_BYTES of the program's memory, which the device reads into its own, the driver clears, and the
 * device writes back. In: how the driver gets at the memory. QEMU refuses the last byte of the device's 4,096.
 */
#define DMA_ECHO (0x22u << 16 | 0x801u << 2 | 2u)
#define DMA_BYTES 4092

enum { BY_LIST, BY_COMMON_BUFFER, BY_CHANNEL, WAYS };

#endif
