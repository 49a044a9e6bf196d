/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The numbers of I/O control codes, for the headers that a driver shares with applications.
 *
 * Page: "Defining I/O Control Codes"
 */
#ifndef WINWORK_IO_CONTROL_CODES_H
#define WINWORK_IO_CONTROL_CODES_H

#ifndef CTL_CODE
#define CTL_CODE(DeviceType, Function, Method, Access) \
	((DeviceType) << 16 | (Access) << 14 | (Function) << 2 | (Method))
#endif
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
