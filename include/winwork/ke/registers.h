/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The registers of devices: in memory that MmMapIoSpace has mapped, and in ports.
 *
 * Here: each access is checked. A register must lie in a mapping of MmMapIoSpace, and a port among those
 * that a device was assigned. Any other access is reported (0x50), once for each caller: a read returns
 * ones, and a write is dropped. The same holds when the device has gone, which is said once for each of
 * its ranges. A register that is read for more than a second at DISPATCH_LEVEL or above, and nothing else
 * meanwhile, is reported once for each caller (0x133).
 *
 * On arm64 a register has to be aligned to its width. There are no real ports: an access to one is
 * reported.
 */
#ifndef WINWORK_KE_REGISTERS_H
#define WINWORK_KE_REGISTERS_H

#include "../base/sal.h"
#include "../base/types.h"

EXTERN_C_START

/**
 * READ_REGISTER_UCHAR, READ_REGISTER_USHORT, READ_REGISTER_ULONG, READ_REGISTER_ULONG64 - read a
 *	register
 * @Register: its address, from MmMapIoSpace
 *
 * All accesses before the call in the program come before it for the device as well, and those
 * behind it come after it.
 *
 * IRQL: any.
 * Return: the value.
 * Page: wdm.h, READ_REGISTER_UCHAR, READ_REGISTER_ULONG and others
 */
UCHAR NTAPI READ_REGISTER_UCHAR(_In_ volatile UCHAR *Register);
USHORT NTAPI READ_REGISTER_USHORT(_In_ volatile USHORT *Register);
ULONG NTAPI READ_REGISTER_ULONG(_In_ volatile ULONG *Register);
ULONG64 NTAPI READ_REGISTER_ULONG64(_In_ volatile ULONG64 *Register);

/**
 * WRITE_REGISTER_UCHAR, WRITE_REGISTER_USHORT, WRITE_REGISTER_ULONG, WRITE_REGISTER_ULONG64 - write
 *	a register
 * @Register: its address, from MmMapIoSpace
 * @Value: the new value
 *
 * All accesses before the call in the program come before it for the device as well, and those
 * behind it come after it.
 *
 * IRQL: any.
 * Page: wdm.h, WRITE_REGISTER_UCHAR, WRITE_REGISTER_ULONG and others
 */
VOID NTAPI WRITE_REGISTER_UCHAR(_In_ volatile UCHAR *Register, _In_ UCHAR Value);
VOID NTAPI WRITE_REGISTER_USHORT(_In_ volatile USHORT *Register, _In_ USHORT Value);
VOID NTAPI WRITE_REGISTER_ULONG(_In_ volatile ULONG *Register, _In_ ULONG Value);
VOID NTAPI WRITE_REGISTER_ULONG64(_In_ volatile ULONG64 *Register, _In_ ULONG64 Value);

/**
 * READ_REGISTER_BUFFER_UCHAR, READ_REGISTER_BUFFER_USHORT, READ_REGISTER_BUFFER_ULONG,
 *	READ_REGISTER_BUFFER_ULONG64 - read registers that follow each other
 * @Register: the address of the first one, from MmMapIoSpace
 * @Buffer: memory that is not paged
 * @Count: the number of registers
 *
 * Each one is read by itself, in the order of their addresses. All accesses before the call in the
 * program come before them for the device as well, and those behind it come after them.
 *
 * IRQL: any.
 * Page: wdm.h, READ_REGISTER_BUFFER_UCHAR and others
 */
VOID NTAPI READ_REGISTER_BUFFER_UCHAR(_In_ volatile UCHAR *Register, _Out_ PUCHAR Buffer,
				      _In_ ULONG Count);
VOID NTAPI READ_REGISTER_BUFFER_USHORT(_In_ volatile USHORT *Register, _Out_ PUSHORT Buffer,
				       _In_ ULONG Count);
VOID NTAPI READ_REGISTER_BUFFER_ULONG(_In_ volatile ULONG *Register, _Out_ PULONG Buffer,
				      _In_ ULONG Count);
VOID NTAPI READ_REGISTER_BUFFER_ULONG64(_In_ volatile ULONG64 *Register, _Out_ PULONG64 Buffer,
					_In_ ULONG Count);

/**
 * WRITE_REGISTER_BUFFER_UCHAR, WRITE_REGISTER_BUFFER_USHORT, WRITE_REGISTER_BUFFER_ULONG,
 *	WRITE_REGISTER_BUFFER_ULONG64 - write registers that follow each other
 * @Register: the address of the first one, from MmMapIoSpace
 * @Buffer: memory that is not paged
 * @Count: the number of registers
 *
 * Each one is written by itself, in the order of their addresses. All accesses before the call in
 * the program come before them for the device as well, and those behind it come after them.
 *
 * IRQL: any.
 * Page: wdm.h, WRITE_REGISTER_BUFFER_UCHAR and others
 */
VOID NTAPI WRITE_REGISTER_BUFFER_UCHAR(_In_ volatile UCHAR *Register, _In_ PUCHAR Buffer,
				       _In_ ULONG Count);
VOID NTAPI WRITE_REGISTER_BUFFER_USHORT(_In_ volatile USHORT *Register, _In_ PUSHORT Buffer,
					_In_ ULONG Count);
VOID NTAPI WRITE_REGISTER_BUFFER_ULONG(_In_ volatile ULONG *Register, _In_ PULONG Buffer,
				       _In_ ULONG Count);
VOID NTAPI WRITE_REGISTER_BUFFER_ULONG64(_In_ volatile ULONG64 *Register, _In_ PULONG64 Buffer,
					 _In_ ULONG Count);

/**
 * READ_REGISTER_NOFENCE_UCHAR, READ_REGISTER_NOFENCE_USHORT, READ_REGISTER_NOFENCE_ULONG,
 *	READ_REGISTER_NOFENCE_ULONG64 - read a register without a barrier
 * @Register: its address, from MmMapIoSpace
 *
 * As the functions without NOFENCE. But the access is only ordered against those of the same
 * device. On Windows these functions are for ARM only.
 *
 * IRQL: any.
 * Return: the value.
 * Page: wdm.h, READ_REGISTER_NOFENCE_UCHAR and others
 */
UCHAR NTAPI READ_REGISTER_NOFENCE_UCHAR(_In_ volatile UCHAR *Register);
USHORT NTAPI READ_REGISTER_NOFENCE_USHORT(_In_ volatile USHORT *Register);
ULONG NTAPI READ_REGISTER_NOFENCE_ULONG(_In_ volatile ULONG *Register);
ULONG64 NTAPI READ_REGISTER_NOFENCE_ULONG64(_In_ volatile ULONG64 *Register);

/**
 * WRITE_REGISTER_NOFENCE_UCHAR, WRITE_REGISTER_NOFENCE_USHORT, WRITE_REGISTER_NOFENCE_ULONG,
 *	WRITE_REGISTER_NOFENCE_ULONG64 - write a register without a barrier
 * @Register: its address, from MmMapIoSpace
 * @Value: the new value
 *
 * As the functions without NOFENCE. But the access is only ordered against those of the same
 * device. On Windows these functions are for ARM only.
 *
 * IRQL: any.
 * Page: wdm.h, WRITE_REGISTER_NOFENCE_UCHAR and others
 */
VOID NTAPI WRITE_REGISTER_NOFENCE_UCHAR(_In_ volatile UCHAR *Register, _In_ UCHAR Value);
VOID NTAPI WRITE_REGISTER_NOFENCE_USHORT(_In_ volatile USHORT *Register, _In_ USHORT Value);
VOID NTAPI WRITE_REGISTER_NOFENCE_ULONG(_In_ volatile ULONG *Register, _In_ ULONG Value);
VOID NTAPI WRITE_REGISTER_NOFENCE_ULONG64(_In_ volatile ULONG64 *Register, _In_ ULONG64 Value);

/**
 * READ_REGISTER_NOFENCE_BUFFER_UCHAR, READ_REGISTER_NOFENCE_BUFFER_USHORT,
 *	READ_REGISTER_NOFENCE_BUFFER_ULONG, READ_REGISTER_NOFENCE_BUFFER_ULONG64 - read registers
 *	that follow each other without a barrier
 * @Register: the address of the first one, from MmMapIoSpace
 * @Buffer: memory that is not paged
 * @Count: the number of registers
 *
 * As the functions without NOFENCE. But the access is only ordered against those of the same
 * device. On Windows these functions are for ARM only.
 *
 * IRQL: any.
 * Page: wdm.h, READ_REGISTER_NOFENCE_BUFFER_UCHAR and others
 */
VOID NTAPI READ_REGISTER_NOFENCE_BUFFER_UCHAR(_In_ volatile UCHAR *Register, _Out_ PUCHAR Buffer,
					      _In_ ULONG Count);
VOID NTAPI READ_REGISTER_NOFENCE_BUFFER_USHORT(_In_ volatile USHORT *Register, _Out_ PUSHORT Buffer,
					       _In_ ULONG Count);
VOID NTAPI READ_REGISTER_NOFENCE_BUFFER_ULONG(_In_ volatile ULONG *Register, _Out_ PULONG Buffer,
					      _In_ ULONG Count);
VOID NTAPI READ_REGISTER_NOFENCE_BUFFER_ULONG64(_In_ volatile ULONG64 *Register,
						_Out_ PULONG64 Buffer, _In_ ULONG Count);

/**
 * WRITE_REGISTER_NOFENCE_BUFFER_UCHAR, WRITE_REGISTER_NOFENCE_BUFFER_USHORT,
 *	WRITE_REGISTER_NOFENCE_BUFFER_ULONG, WRITE_REGISTER_NOFENCE_BUFFER_ULONG64 - write registers
 *	that follow each other without a barrier
 * @Register: the address of the first one, from MmMapIoSpace
 * @Buffer: memory that is not paged
 * @Count: the number of registers
 *
 * As the functions without NOFENCE. But the access is only ordered against those of the same
 * device. On Windows these functions are for ARM only.
 *
 * IRQL: any.
 * Page: wdm.h, WRITE_REGISTER_NOFENCE_BUFFER_UCHAR and others
 */
VOID NTAPI WRITE_REGISTER_NOFENCE_BUFFER_UCHAR(_In_ volatile UCHAR *Register, _In_ PUCHAR Buffer,
					       _In_ ULONG Count);
VOID NTAPI WRITE_REGISTER_NOFENCE_BUFFER_USHORT(_In_ volatile USHORT *Register, _In_ PUSHORT Buffer,
						_In_ ULONG Count);
VOID NTAPI WRITE_REGISTER_NOFENCE_BUFFER_ULONG(_In_ volatile ULONG *Register, _In_ PULONG Buffer,
					       _In_ ULONG Count);
VOID NTAPI WRITE_REGISTER_NOFENCE_BUFFER_ULONG64(_In_ volatile ULONG64 *Register,
						 _In_ PULONG64 Buffer, _In_ ULONG Count);

/**
 * READ_PORT_UCHAR, READ_PORT_USHORT, READ_PORT_ULONG - read a port
 * @Port: its number, as the resource of the device has it, in a pointer
 *
 * IRQL: any.
 * Return: the value.
 * Page: wdm.h, READ_PORT_UCHAR and others
 */
UCHAR NTAPI READ_PORT_UCHAR(_In_ PUCHAR Port);
USHORT NTAPI READ_PORT_USHORT(_In_ PUSHORT Port);
ULONG NTAPI READ_PORT_ULONG(_In_ PULONG Port);

/**
 * WRITE_PORT_UCHAR, WRITE_PORT_USHORT, WRITE_PORT_ULONG - write a port
 * @Port: its number, as the resource of the device has it, in a pointer
 * @Value: the new value
 *
 * IRQL: any.
 * Page: wdm.h, WRITE_PORT_UCHAR and others
 */
VOID NTAPI WRITE_PORT_UCHAR(_In_ PUCHAR Port, _In_ UCHAR Value);
VOID NTAPI WRITE_PORT_USHORT(_In_ PUSHORT Port, _In_ USHORT Value);
VOID NTAPI WRITE_PORT_ULONG(_In_ PULONG Port, _In_ ULONG Value);

/**
 * READ_PORT_BUFFER_UCHAR, READ_PORT_BUFFER_USHORT, READ_PORT_BUFFER_ULONG - read a port several
 *	times
 * @Port: its number, as the resource of the device has it, in a pointer
 * @Buffer: memory that is not paged
 * @Count: how often the port is accessed
 *
 * IRQL: any.
 * Page: wdm.h, READ_PORT_BUFFER_UCHAR and others
 */
VOID NTAPI READ_PORT_BUFFER_UCHAR(_In_ PUCHAR Port, _Out_ PUCHAR Buffer, _In_ ULONG Count);
VOID NTAPI READ_PORT_BUFFER_USHORT(_In_ PUSHORT Port, _Out_ PUSHORT Buffer, _In_ ULONG Count);
VOID NTAPI READ_PORT_BUFFER_ULONG(_In_ PULONG Port, _Out_ PULONG Buffer, _In_ ULONG Count);

/**
 * WRITE_PORT_BUFFER_UCHAR, WRITE_PORT_BUFFER_USHORT, WRITE_PORT_BUFFER_ULONG - write a port several
 *	times
 * @Port: its number, as the resource of the device has it, in a pointer
 * @Buffer: memory that is not paged
 * @Count: how often the port is accessed
 *
 * IRQL: any.
 * Page: wdm.h, WRITE_PORT_BUFFER_UCHAR and others
 */
VOID NTAPI WRITE_PORT_BUFFER_UCHAR(_In_ PUCHAR Port, _In_ PUCHAR Buffer, _In_ ULONG Count);
VOID NTAPI WRITE_PORT_BUFFER_USHORT(_In_ PUSHORT Port, _In_ PUSHORT Buffer, _In_ ULONG Count);
VOID NTAPI WRITE_PORT_BUFFER_ULONG(_In_ PULONG Port, _In_ PULONG Buffer, _In_ ULONG Count);

/**
 * __inbyte, __inword, __indword - read a port
 * @Port: its number
 *
 * A function of Microsoft's compiler, also in <intrin.h>. Here: a report names READ_PORT_UCHAR and its relatives.
 *
 * IRQL: any.
 * Return: the value.
 * Page: intrin.h, __inbyte and others
 */
WINWORK_OWN UCHAR __inbyte(_In_ USHORT Port)
{
	return READ_PORT_UCHAR((PUCHAR)(ULONG_PTR)Port);
}
WINWORK_OWN USHORT __inword(_In_ USHORT Port)
{
	return READ_PORT_USHORT((PUSHORT)(ULONG_PTR)Port);
}
WINWORK_OWN ULONG __indword(_In_ USHORT Port)
{
	return READ_PORT_ULONG((PULONG)(ULONG_PTR)Port);
}

/**
 * __outbyte, __outword, __outdword - write a port
 * @Port: its number
 * @Data: the new value
 *
 * A function of Microsoft's compiler, also in <intrin.h>. Here: a report names WRITE_PORT_UCHAR and its relatives.
 *
 * IRQL: any.
 * Page: intrin.h, __outbyte and others
 */
WINWORK_OWN VOID __outbyte(_In_ USHORT Port, _In_ UCHAR Data)
{
	WRITE_PORT_UCHAR((PUCHAR)(ULONG_PTR)Port, Data);
}
WINWORK_OWN VOID __outword(_In_ USHORT Port, _In_ USHORT Data)
{
	WRITE_PORT_USHORT((PUSHORT)(ULONG_PTR)Port, Data);
}
WINWORK_OWN VOID __outdword(_In_ USHORT Port, _In_ ULONG Data)
{
	WRITE_PORT_ULONG((PULONG)(ULONG_PTR)Port, Data);
}

/**
 * __inbytestring, __inwordstring, __indwordstring - read a port several times
 * @Port: its number
 * @Buffer: memory that is not paged
 * @Count: how often the port is accessed
 *
 * A function of Microsoft's compiler, also in <intrin.h>. Here: a report names READ_PORT_BUFFER_UCHAR and its relatives.
 *
 * IRQL: any.
 * Page: intrin.h, __inbytestring and others
 */
WINWORK_OWN VOID __inbytestring(_In_ USHORT Port, _Out_ PUCHAR Buffer, _In_ ULONG Count)
{
	READ_PORT_BUFFER_UCHAR((PUCHAR)(ULONG_PTR)Port, Buffer, Count);
}
WINWORK_OWN VOID __inwordstring(_In_ USHORT Port, _Out_ PUSHORT Buffer, _In_ ULONG Count)
{
	READ_PORT_BUFFER_USHORT((PUSHORT)(ULONG_PTR)Port, Buffer, Count);
}
WINWORK_OWN VOID __indwordstring(_In_ USHORT Port, _Out_ PULONG Buffer, _In_ ULONG Count)
{
	READ_PORT_BUFFER_ULONG((PULONG)(ULONG_PTR)Port, Buffer, Count);
}

/**
 * __outbytestring, __outwordstring, __outdwordstring - write a port several times
 * @Port: its number
 * @Buffer: memory that is not paged
 * @Count: how often the port is accessed
 *
 * A function of Microsoft's compiler, also in <intrin.h>. Here: a report names WRITE_PORT_BUFFER_UCHAR and its relatives.
 *
 * IRQL: any.
 * Page: intrin.h, __outbytestring and others
 */
WINWORK_OWN VOID __outbytestring(_In_ USHORT Port, _In_ PUCHAR Buffer, _In_ ULONG Count)
{
	WRITE_PORT_BUFFER_UCHAR((PUCHAR)(ULONG_PTR)Port, Buffer, Count);
}
WINWORK_OWN VOID __outwordstring(_In_ USHORT Port, _In_ PUSHORT Buffer, _In_ ULONG Count)
{
	WRITE_PORT_BUFFER_USHORT((PUSHORT)(ULONG_PTR)Port, Buffer, Count);
}
WINWORK_OWN VOID __outdwordstring(_In_ USHORT Port, _In_ PULONG Buffer, _In_ ULONG Count)
{
	WRITE_PORT_BUFFER_ULONG((PULONG)(ULONG_PTR)Port, Buffer, Count);
}

EXTERN_C_END

#endif /* WINWORK_KE_REGISTERS_H */
