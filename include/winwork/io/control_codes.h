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

#define FILE_DEVICE_EHSTOR 0x00000046
#define FILE_DEVICE_DEVAPI 0x00000047
#define FILE_DEVICE_GPIO 0x00000048
#define FILE_DEVICE_USBEX 0x00000049
#define FILE_DEVICE_CONSOLE 0x00000050
#define FILE_DEVICE_NFP 0x00000051
#define FILE_DEVICE_SYSENV 0x00000052
#define FILE_DEVICE_VIRTUAL_BLOCK 0x00000053
#define FILE_DEVICE_POINT_OF_SERVICE 0x00000054
#define FILE_DEVICE_STORAGE_REPLICATION 0x00000055
#define FILE_DEVICE_TRUST_ENV 0x00000056
#define FILE_DEVICE_UCM 0x00000057
#define FILE_DEVICE_UCMTCPCI 0x00000058
#define FILE_DEVICE_PERSISTENT_MEMORY 0x00000059
#define FILE_DEVICE_NVDIMM 0x0000005a
#define FILE_DEVICE_HOLOGRAPHIC 0x0000005b
#define FILE_DEVICE_SDFXHCI 0x0000005c
#define FILE_DEVICE_UCMUCSI 0x0000005d
#define FILE_DEVICE_PRM 0x0000005e
#define FILE_DEVICE_EVENT_COLLECTOR 0x0000005f
#define FILE_DEVICE_USB4 0x00000060
#define FILE_DEVICE_SOUNDWIRE 0x00000061
#define FILE_DEVICE_FABRIC_NVME 0x00000062
#define FILE_DEVICE_SVM 0x00000063
#define FILE_DEVICE_HARDWARE_ACCELERATOR 0x00000064

#endif /* WINWORK_IO_CONTROL_CODES_H */
