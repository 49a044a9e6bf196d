/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The functions of a module of Linux's that may not be there, for one C file. None of them is called by its name, since
 * winwork.ko also loads without that module: the first use gets their addresses, which stay as long as winwork.ko.
 */
#ifndef WINWORK_LINUX_CORE_FUNCTIONS_H
#define WINWORK_LINUX_CORE_FUNCTIONS_H

#include <linux/kmod.h>
#include <linux/module.h>
#include <linux/mutex.h>

#define WW_CORE_MEMBER(name) typeof(&name) name;
#define WW_CORE_PUT(name)							\
	if (core.name)								\
		symbol_put(name);						\
	core.name = NULL;
#define WW_CORE_GET(name)							\
	core.name = symbol_get(name);						\
	has_all = has_all && core.name;

/*
 * Defines `core`, whose members are the functions that FUNCTIONS(F) lists, each as F(name); find_core(), which returns
 * whether they are there, under core_mutex; and put_core() for the end.
 */
#define WW_DEFINE_CORE(module_, FUNCTIONS)					\
	static struct {								\
		FUNCTIONS(WW_CORE_MEMBER)					\
	} core;									\
	static DEFINE_MUTEX(core_mutex);					\
	static bool has_core;							\
	static void put_functions(void)						\
	{									\
		FUNCTIONS(WW_CORE_PUT)						\
	}									\
	static bool get_functions(void)						\
	{									\
		bool has_all = true;						\
		FUNCTIONS(WW_CORE_GET)						\
		if (!has_all)							\
			put_functions();					\
		return has_all;							\
	}									\
	static bool find_core(void)						\
	{									\
		has_core = has_core || get_functions() ||			\
			   (!request_module(module_) && get_functions());	\
		return has_core;						\
	}									\
	static void put_core(void)						\
	{									\
		if (has_core)							\
			put_functions();					\
		has_core = false;						\
	}

#endif /* WINWORK_LINUX_CORE_FUNCTIONS_H */
