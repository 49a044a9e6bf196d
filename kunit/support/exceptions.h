/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Functions with __try, for suite ex_exception. exceptions_c.c and exceptions_cxx.cpp compile the same
 * ones from exceptions_body.h, as a driver's sources without Linux's headers.
 */
#ifndef WINWORK_KUNIT_EXCEPTIONS_H
#define WINWORK_KUNIT_EXCEPTIONS_H

EXTERN_C_START

/* The steps of a function, a letter for each. */
struct exception_trace {
	char text[63];
	UCHAR length;
};

struct exception_functions {
	const char *language;
	/* Raises three calls deep in every third of @Count rounds. Returns 0 if all locals are right. */
	LONG (*Locals)(LONG First, LONG Count);
	/* Three filters around an exception; @Inner and @Middle are the values of the first two. */
	VOID (*Filters)(struct exception_trace *Trace, LONG Inner, LONG Middle);
	/* @Rounds times each way out of both blocks. Returns how often both were left as they should. */
	LONG (*Ways)(LONG Rounds);
	/* One way out of a block with __finally. */
	LONG (*Finally)(struct exception_trace *Trace, LONG How);
	/* Calls @Inside in a __try, and raises @Status if that is not 0. Returns the code that was handled. */
	NTSTATUS (*Guard)(VOID (*Inside)(PVOID Context), PVOID Context, NTSTATUS Status);
	/* The codes of the other functions that raise, and of one that a filter continues. */
	VOID (*Codes)(NTSTATUS Code[3]);
	/* Acquires the lock, raises, and releases it in a __finally. Returns the code. */
	NTSTATUS (*Unlock)(PKSPIN_LOCK Lock);
};

extern const struct exception_functions exceptions_in_c, exceptions_in_cxx;

EXTERN_C_END

#endif /* WINWORK_KUNIT_EXCEPTIONS_H */
