/* SPDX-License-Identifier: MIT */
/*
 * Between the driver edu and its programs.
 */
#ifndef EDU_H
#define EDU_H

/* In and out: a ULONG. The device computes the factorial, modulo 2^32. */
#define IOCTL_EDU_FACTORIAL CTL_CODE(0x22, 0x800, METHOD_BUFFERED, FILE_ANY_ACCESS)

/*
 * Bytes of the device's memory, which writes fill and reads return, from its beginning. It has 4096, and QEMU
 * stops at a transfer that reaches the last one.
 */
#define EDU_MEMORY 2048

#endif /* EDU_H */
