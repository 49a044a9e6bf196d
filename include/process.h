/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <process.h>: the kit has it for drivers, and the kernel has none of its functions, which start and end
 * programs and their threads. So it declares nothing.
 */
#ifndef _INC_PROCESS
#define _INC_PROCESS

#endif /* _INC_PROCESS */
