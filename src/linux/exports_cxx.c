// SPDX-License-Identifier: GPL-2.0
/*
 * The exports that compilers of C++ call by themselves, without a declaration.
 */
#include <linux/export.h>
#include <linux/module.h>

void __cxa_pure_virtual(void);
EXPORT_SYMBOL_GPL(__cxa_pure_virtual);
