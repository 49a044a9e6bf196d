/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Output to the kernel log, and formatting.
 */
#ifndef WINWORK_LINUX_PRINT_H
#define WINWORK_LINUX_PRINT_H

#include "types.h"

WW_C_BEGIN

enum ww_level {
	WW_LEVEL_ERROR,
	WW_LEVEL_WARNING,
	WW_LEVEL_INFO,
};

/* printk's own formats (%ps, %pS, ...). The prefix "winwork: " is added. Any context. */
void ww_print(enum ww_level level, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
/* Text of a driver, as it is: no prefix is added. */
void ww_print_raw(const char *text);
/* Linux's snprintf: formats in the C sense plus %p extensions. Returns the untruncated length. */
int ww_format(char *buffer, ww_size bytes, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
int ww_vformat(char *buffer, ww_size bytes, const char *format,
	       __builtin_va_list arguments)
	__attribute__((format(printf, 3, 0)));
/* Does not return, though neither the compiler nor objtool is told. */
void ww_panic(const char *format, ...) __attribute__((format(printf, 1, 2)));

WW_C_END

#endif /* WINWORK_LINUX_PRINT_H */
