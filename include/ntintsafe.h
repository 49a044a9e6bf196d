/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <ntintsafe.h>: integer arithmetic and conversions that detect an overflow.
 *
 *	NTSTATUS Rtl<Type>Add(Augend, Addend, *Result)
 *	NTSTATUS Rtl<Type>Sub(Minuend, Subtrahend, *Result)
 *	NTSTATUS Rtl<Type>Mult(Multiplicand, Multiplier, *Result)
 *	NTSTATUS Rtl<Type>To<Type>(Operand, *Result)
 *
 * Each <Type> is one of the table below. The functions return STATUS_SUCCESS and store the result.
 * If the result does not fit into its type, they return STATUS_INTEGER_OVERFLOW and store a value
 * with all bits set. The IRQL may be any.
 *
 * Here: the header also has the conversions that cannot fail.
 *
 * Pages: ntintsafe.h, the names of the functions.
 */
#ifndef _NTINTSAFE_H_INCLUDED_
#define _NTINTSAFE_H_INCLUDED_

#include "ntdef.h"
#include "ntstatus.h"

#include "winwork/rtl/integer_limits.h"

#define WINWORK_INTSAFE_NAME(name) Rtl##name
#define WINWORK_INTSAFE_STATUS NTSTATUS
#define WINWORK_INTSAFE_SUCCESS STATUS_SUCCESS
#define WINWORK_INTSAFE_OVERFLOW STATUS_INTEGER_OVERFLOW
#include "winwork/rtl/intsafe.h"

/* Other spellings. */
#define RtlSIZETAdd RtlSizeTAdd
#define RtlSIZETSub RtlSizeTSub
#define RtlSIZETMult RtlSizeTMult
#define RtlDWord64Add RtlULongLongAdd
#define RtlDWord64Sub RtlULongLongSub
#define RtlDWord64Mult RtlULongLongMult

#endif /* _NTINTSAFE_H_INCLUDED_ */
