/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <conio.h>: the functions for ports. A driver has no console.
 */
#ifndef _INC_CONIO
#define _INC_CONIO

#include "winwork/ke/registers.h"

EXTERN_C_START

/**
 * _inp, _inpw, _inpd, inp, inpw, inpd - read a port
 * @Port: its number
 *
 * Here: a report names READ_PORT_UCHAR and its relatives.
 *
 * IRQL: any.
 * Return: the value.
 * Page: conio.h, inp and others
 */
WINWORK_OWN int _inp(_In_ USHORT Port)
{
	return __inbyte(Port);
}
WINWORK_OWN USHORT _inpw(_In_ USHORT Port)
{
	return __inword(Port);
}
WINWORK_OWN ULONG _inpd(_In_ USHORT Port)
{
	return __indword(Port);
}
WINWORK_OWN int inp(_In_ USHORT Port)
{
	return __inbyte(Port);
}
WINWORK_OWN USHORT inpw(_In_ USHORT Port)
{
	return __inword(Port);
}
WINWORK_OWN ULONG inpd(_In_ USHORT Port)
{
	return __indword(Port);
}

/**
 * _outp, _outpw, _outpd, outp, outpw, outpd - write a port
 * @Port: its number
 * @Value: the new value; of _outp and outp its lowest byte
 *
 * Here: a report names WRITE_PORT_UCHAR and its relatives.
 *
 * IRQL: any.
 * Return: @Value.
 * Page: conio.h, outp and others
 */
WINWORK_OWN int _outp(_In_ USHORT Port, _In_ int Value)
{
	__outbyte(Port, (UCHAR)Value);
	return Value;
}
WINWORK_OWN USHORT _outpw(_In_ USHORT Port, _In_ USHORT Value)
{
	__outword(Port, Value);
	return Value;
}
WINWORK_OWN ULONG _outpd(_In_ USHORT Port, _In_ ULONG Value)
{
	__outdword(Port, Value);
	return Value;
}
WINWORK_OWN int outp(_In_ USHORT Port, _In_ int Value)
{
	return _outp(Port, Value);
}
WINWORK_OWN USHORT outpw(_In_ USHORT Port, _In_ USHORT Value)
{
	return _outpw(Port, Value);
}
WINWORK_OWN ULONG outpd(_In_ USHORT Port, _In_ ULONG Value)
{
	return _outpd(Port, Value);
}

EXTERN_C_END

#endif /* _INC_CONIO */
