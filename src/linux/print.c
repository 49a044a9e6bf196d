// SPDX-License-Identifier: GPL-2.0
/*
 * Output to the kernel log, and formatted text.
 */
#include <linux/kernel.h>
#include <linux/printk.h>

#include "compat.h"
#include "print.h"

void ww_print(enum ww_level level, const char *format, ...)
{
	struct va_format text = { .fmt = format };
	va_list arguments;

	va_start(arguments, format);
	text.va = &arguments;
	switch (level) {
	case WW_LEVEL_ERROR:
		pr_err("winwork: %pV\n", &text);
		break;
	case WW_LEVEL_WARNING:
		pr_warn("winwork: %pV\n", &text);
		break;
	case WW_LEVEL_INFO:
		pr_info("winwork: %pV\n", &text);
		break;
	}
	va_end(arguments);
}

/* KERN_CONT: text without a newline at its end continues with the next text of the same task. */
void ww_print_raw(const char *text)
{
	printk(KERN_CONT KERN_INFO "%s", text);
}

int ww_format(char *buffer, ww_size bytes, const char *format, ...)
{
	va_list arguments;
	int length;

	va_start(arguments, format);
	length = vsnprintf(buffer, bytes, format, arguments);
	va_end(arguments);
	return length;
}

int ww_vformat(char *buffer, ww_size bytes, const char *format, va_list arguments)
{
	return vsnprintf(buffer, bytes, format, arguments);
}

/*
 * objtool has its own list of functions that never return, which differs between kernels, and finds
 * others in the object that it reads. Through a pointer it knows panic() on no kernel.
 */
static void (*stop)(const char *format, ...) = panic;

void ww_panic(const char *format, ...)
{
	struct va_format text = { .fmt = format };
	va_list arguments;

	va_start(arguments, format);
	text.va = &arguments;
	READ_ONCE(stop)("winwork: %pV", &text);
}

bool ww_knows_variables(void)
{
	return IS_ENABLED(CONFIG_KALLSYMS_ALL);
}
