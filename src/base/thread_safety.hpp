/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Clang's thread-safety annotations: which lock covers a variable, and which lock the caller of a
 * function must hold. Clang checks them when it compiles (-Wthread-safety). For gcc they are empty.
 */
#pragma once

#ifdef __clang__
#define WW_THREAD_SAFETY(attribute) __attribute__((attribute))
#else
#define WW_THREAD_SAFETY(attribute)
#endif

/* A class whose objects are locks. @name is how a warning calls them. */
#define WW_CAPABILITY(name) WW_THREAD_SAFETY(capability(name))
/* A class whose objects hold a lock from their construction to their destruction. */
#define WW_SCOPED_CAPABILITY WW_THREAD_SAFETY(scoped_lockable)

/* Data that may be accessed only while the lock is held; for a pointer, that which it points to. */
#define WW_GUARDED_BY(lock) WW_THREAD_SAFETY(guarded_by(lock))
#define WW_PT_GUARDED_BY(lock) WW_THREAD_SAFETY(pt_guarded_by(lock))

/* A function whose caller holds these locks, or must not hold them. */
#define WW_REQUIRES(...) WW_THREAD_SAFETY(requires_capability(__VA_ARGS__))
#define WW_EXCLUDES(...) WW_THREAD_SAFETY(locks_excluded(__VA_ARGS__))

/* A function that takes or gives up these locks; without arguments, its own object. */
#define WW_ACQUIRE(...) WW_THREAD_SAFETY(acquire_capability(__VA_ARGS__))
#define WW_RELEASE(...) WW_THREAD_SAFETY(release_capability(__VA_ARGS__))

/* A function that checks at run time that the lock is held. Clang relies on it from there on. */
#define WW_ASSERTS_HELD(...) WW_THREAD_SAFETY(assert_capability(__VA_ARGS__))

/* A function that is not checked. A comment beside it says why it needs no lock. */
#define WW_UNCHECKED WW_THREAD_SAFETY(no_thread_safety_analysis)
