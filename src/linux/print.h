/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Output to the kernel log, and formatted text. In any context.
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

/* Prints a line with the prefix "winwork: ". The formats are printk's. */
void ww_print(enum ww_level level, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
/* Prints a driver's text as it is, without a prefix. */
void ww_print_raw(const char *text);

/* Linux's snprintf(). Returns the length that the text has if @bytes do not cut it short. */
int ww_format(char *buffer, ww_size bytes, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
int ww_vformat(char *buffer, ww_size bytes, const char *format,
	       __builtin_va_list arguments)
	__attribute__((format(printf, 3, 0)));

/* Whether "%pS" knows the names of variables. Otherwise it may name a function near by. */
bool ww_knows_variables(void);

/* Never returns. Neither the compiler nor objtool is told. */
void ww_panic(const char *format, ...) __attribute__((format(printf, 1, 2)));

WW_C_END

#endif /* WINWORK_LINUX_PRINT_H */
