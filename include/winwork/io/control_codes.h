/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The numbers of I/O control codes, for the headers that a driver shares with applications.
 */
#ifndef WINWORK_IO_CONTROL_CODES_H
#define WINWORK_IO_CONTROL_CODES_H

/**
 * CTL_CODE - makes the number of an I/O control code
 * @DeviceType: FILE_DEVICE_*, or a number of the driver's own from 0x8000 to 0xFFFF
 * @Function: 0 to 0x7FF are Microsoft's, 0x800 to 0xFFF the driver's own
 * @Method: METHOD_*: how the I/O manager passes the buffers of a request with this code
 * @Access: FILE_ANY_ACCESS, or the access that a handle needs: FILE_READ_ACCESS, FILE_WRITE_ACCESS
 *	or both
 *
 * A constant: the name of a case, or the value of an enumerator.
 *
 * IRQL: any
 * Return: the code, for DeviceIoControl and for Parameters.DeviceIoControl.IoControlCode
 * Page: "Defining I/O Control Codes"
 */
#ifndef CTL_CODE
#define CTL_CODE(DeviceType, Function, Method, Access) \
	((DeviceType) << 16 | (Access) << 14 | (Function) << 2 | (Method))
#endif

/**
 * DEVICE_TYPE_FROM_CTL_CODE, METHOD_FROM_CTL_CODE - a part of an I/O control code
 * @code: the code
 *
 * IRQL: any
 * Return: the DeviceType, or the Method, that CTL_CODE was given
 * Page: "Defining I/O Control Codes"
 */
#define DEVICE_TYPE_FROM_CTL_CODE(code) ((ULONG)(code) >> 16 & 0xffff)
#define METHOD_FROM_CTL_CODE(code) ((ULONG)(code) & 3)

#define METHOD_BUFFERED 0
#define METHOD_IN_DIRECT 1
#define METHOD_OUT_DIRECT 2
#define METHOD_NEITHER 3
#define METHOD_DIRECT_TO_HARDWARE METHOD_IN_DIRECT
#define METHOD_DIRECT_FROM_HARDWARE METHOD_OUT_DIRECT

#define FILE_ANY_ACCESS 0
#define FILE_SPECIAL_ACCESS FILE_ANY_ACCESS
#define FILE_READ_ACCESS 1
#define FILE_WRITE_ACCESS 2

#endif /* WINWORK_IO_CONTROL_CODES_H */
