/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The part of libstdc++ that describes the host's threads. It states that there are threads, so
 * that reference counts are atomic. A use of a libstdc++ mutex does not compile.
 */
#ifndef _GLIBCXX_GCC_GTHR_H
#define _GLIBCXX_GCC_GTHR_H 1

#define __GTHREADS 1
#define __GTHREAD_MUTEX_INIT 0
#define __GTHREAD_RECURSIVE_MUTEX_INIT 0
#define __GTHREAD_COND_INIT 0

typedef int __gthread_mutex_t, __gthread_recursive_mutex_t, __gthread_cond_t;

static inline int __gthread_active_p(void)
{
	return 1;
}

#define WINWORK_NO_THREADS(Name, ...)							\
	__attribute((error("a kernel has no mutex of the C++ library: use KMUTEX")))	\
	int Name(__VA_ARGS__);
WINWORK_NO_THREADS(__gthread_mutex_lock, __gthread_mutex_t *)
WINWORK_NO_THREADS(__gthread_mutex_unlock, __gthread_mutex_t *)
WINWORK_NO_THREADS(__gthread_mutex_destroy, __gthread_mutex_t *)
WINWORK_NO_THREADS(__gthread_recursive_mutex_lock, __gthread_recursive_mutex_t *)
WINWORK_NO_THREADS(__gthread_recursive_mutex_unlock, __gthread_recursive_mutex_t *)
WINWORK_NO_THREADS(__gthread_recursive_mutex_destroy, __gthread_recursive_mutex_t *)
WINWORK_NO_THREADS(__gthread_cond_broadcast, __gthread_cond_t *)
WINWORK_NO_THREADS(__gthread_cond_destroy, __gthread_cond_t *)
WINWORK_NO_THREADS(__gthread_cond_wait, __gthread_cond_t *, __gthread_mutex_t *)
WINWORK_NO_THREADS(__gthread_cond_wait_recursive, __gthread_cond_t *,
		   __gthread_recursive_mutex_t *)
#undef WINWORK_NO_THREADS

#endif /* _GLIBCXX_GCC_GTHR_H */
