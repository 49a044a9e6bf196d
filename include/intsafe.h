/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <intsafe.h>: the functions of <ntintsafe.h> with other names and results, and the limits of types.
 *
 *	HRESULT <Type>Add(Augend, Addend, *Result)
 *	HRESULT <Type>Sub(Minuend, Subtrahend, *Result)
 *	HRESULT <Type>Mult(Multiplicand, Multiplier, *Result)
 *	HRESULT <Type>To<Type>(Operand, *Result)
 *
 * The functions return S_OK and store the result. If the result does not fit into its type, they
 * return INTSAFE_E_ARITHMETIC_OVERFLOW and store a value with all bits set. The IRQL may be any.
 *
 * Here: the header also has the conversions that cannot fail.
 *
 * Pages: intsafe.h, the names of the functions.
 */
#ifndef _INTSAFE_H_INCLUDED_
#define _INTSAFE_H_INCLUDED_

#include "limits.h"
#include "ntdef.h"
#include "winerror.h"

#define INTSAFE_E_ARITHMETIC_OVERFLOW ((HRESULT)0x80070216)

#include "winwork/rtl/integer_limits.h"

#define WINWORK_INTSAFE_NAME(name) name
#define WINWORK_INTSAFE_STATUS HRESULT
#define WINWORK_INTSAFE_SUCCESS S_OK
#define WINWORK_INTSAFE_OVERFLOW INTSAFE_E_ARITHMETIC_OVERFLOW
#include "winwork/rtl/intsafe.h"

/* Other spellings. */
#define SIZETAdd SizeTAdd
#define SIZETSub SizeTSub
#define SIZETMult SizeTMult
#define DWord64Add ULongLongAdd
#define DWord64Sub ULongLongSub
#define DWord64Mult ULongLongMult

#endif /* _INTSAFE_H_INCLUDED_ */
