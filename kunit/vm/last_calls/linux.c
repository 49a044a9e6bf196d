/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A source with the kernel's headers, which the kernel's own flags compile.
 */
#include <ntddk.h>
#include <linux/compiler.h>

PVOID AllocateWithLinux(VOID);

noinline PVOID AllocateWithLinux(VOID)
{
	return ExAllocatePoolWithTag(NonPagedPoolNx, 80, 'tsaL');
}
