/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The handles of the framework, and the definitions that all of its headers share.
 *
 * A handle is an opaque pointer. Each type of object has a handle type of its own, so that the
 * compiler distinguishes them. A WDFOBJECT may be a handle of any type.
 *
 * Here: a wrong handle is reported as Windows's bug check WDF_VIOLATION (0x10D) with parameter 5,
 * and the call does nothing. A handle is wrong if it is NULL, of a freed object, or of another
 * type.
 */
#ifndef WINWORK_WDF_TYPES_H
#define WINWORK_WDF_TYPES_H

#include "../base/sal.h"
#include "../base/types.h"

#ifdef __cplusplus
#define WDF_EXTERN_C extern "C"
#define WDF_EXTERN_C_START extern "C" {
#define WDF_EXTERN_C_END }
#define WDF_NULL_POINTER nullptr
#else
#define WDF_EXTERN_C
#define WDF_EXTERN_C_START
#define WDF_EXTERN_C_END
#define WDF_NULL_POINTER NULL
#endif

#define WDFAPI

#define WDF_NO_OBJECT_ATTRIBUTES WDF_NULL_POINTER
#define WDF_NO_EVENT_CALLBACK WDF_NULL_POINTER
#define WDF_NO_HANDLE WDF_NULL_POINTER
#define WDF_NO_CONTEXT WDF_NULL_POINTER

/* The first parameter of the bug check 0x10D, WDF_VIOLATION: what kind of violation it is. */
typedef enum _WDF_BUGCHECK_CODES {
	WDF_POWER_ROUTINE_TIMED_OUT = 0x1,
	WDF_RECURSIVE_LOCK = 0x2,
	WDF_VERIFIER_FATAL_ERROR = 0x3,
	WDF_REQUIRED_PARAMETER_IS_NULL = 0x4,
	WDF_INVALID_HANDLE = 0x5,
	WDF_REQUEST_FATAL_ERROR = 0x6,
	WDF_OBJECT_ERROR = 0x7,
	WDF_DMA_FATAL_ERROR = 0x8,
	WDF_INVALID_INTERRUPT = 0x9,
	WDF_QUEUE_FATAL_ERROR = 0xA,
	WDF_INVALID_LOCK_OPERATION = 0xB,
	WDF_PNP_FATAL_ERROR = 0xC,
	WDF_POWER_MULTIPLE_PPO = 0xD,
	WDF_VERIFIER_IRQL_MISMATCH = 0xE,
	WDF_VERIFIER_CRITICAL_REGION_MISMATCH = 0xF,
	WDF_API_UNAVAILABLE = 0x10,
} WDF_BUGCHECK_CODES;

/* The second parameter of WDF_REQUEST_FATAL_ERROR. */
typedef enum _WDF_REQUEST_FATAL_ERROR_CODES {
	WDF_REQUEST_FATAL_ERROR_NO_MORE_STACK_LOCATIONS = 0x1,
	WDF_REQUEST_FATAL_ERROR_NULL_IRP = 0x2,
	WDF_REQUEST_FATAL_ERROR_REQUEST_ALREADY_SENT = 0x3,
	WDF_REQUEST_FATAL_ERROR_INFORMATION_LENGTH_MISMATCH = 0x4,
	WDF_REQUEST_FATAL_ERROR_REQUEST_NOT_IN_QUEUE = 0x5,
} WDF_REQUEST_FATAL_ERROR_CODES;

/* The size in bytes of a structure, for its member Size. */
#define WDF_STRUCTURE_SIZE(structure) ((ULONG)sizeof(structure))

typedef enum _WDF_TRI_STATE {
	WdfFalse = FALSE,
	WdfTrue = TRUE,
	WdfUseDefault = 2
} WDF_TRI_STATE, *PWDF_TRI_STATE;

/* Any object of the framework. */
typedef HANDLE WDFOBJECT, *PWDFOBJECT;
typedef PVOID WDFCONTEXT;

/* The objects that a driver can create here. */
DECLARE_HANDLE(WDFDRIVER);
DECLARE_HANDLE(WDFDEVICE);
DECLARE_HANDLE(WDFWORKITEM);
DECLARE_HANDLE(WDFSPINLOCK);
DECLARE_HANDLE(WDFWAITLOCK);

/* Objects whose handles are only declared: no function here creates such an object. */
DECLARE_HANDLE(WDFQUEUE);
DECLARE_HANDLE(WDFREQUEST);
DECLARE_HANDLE(WDFFILEOBJECT);
DECLARE_HANDLE(WDFDPC);
DECLARE_HANDLE(WDFTIMER);
DECLARE_HANDLE(WDFINTERRUPT);
DECLARE_HANDLE(WDFMEMORY);
DECLARE_HANDLE(WDFLOOKASIDE);
DECLARE_HANDLE(WDFIOTARGET);
DECLARE_HANDLE(WDFUSBDEVICE);
DECLARE_HANDLE(WDFUSBINTERFACE);
DECLARE_HANDLE(WDFUSBPIPE);
DECLARE_HANDLE(WDFKEY);
DECLARE_HANDLE(WDFSTRING);
DECLARE_HANDLE(WDFCOLLECTION);
DECLARE_HANDLE(WDFCHILDLIST);
DECLARE_HANDLE(WDFCMRESLIST);
DECLARE_HANDLE(WDFIORESREQLIST);
DECLARE_HANDLE(WDFIORESLIST);
DECLARE_HANDLE(WDFDMAENABLER);
DECLARE_HANDLE(WDFDMATRANSACTION);
DECLARE_HANDLE(WDFCOMMONBUFFER);
DECLARE_HANDLE(WDFWMIPROVIDER);
DECLARE_HANDLE(WDFWMIINSTANCE);

/* The properties of a new device, for WdfDeviceCreate. */
typedef struct WDFDEVICE_INIT *PWDFDEVICE_INIT;

EXTERN_C_START

/* Seconds, milliseconds and microseconds in units of 100 ns. */
#define WDF_TIMEOUT_TO_SEC ((LONGLONG)10000000)
#define WDF_TIMEOUT_TO_MS ((LONGLONG)10000)
#define WDF_TIMEOUT_TO_US ((LONGLONG)10)

/**
 * WDF_REL_TIMEOUT_IN_SEC, WDF_REL_TIMEOUT_IN_MS, WDF_REL_TIMEOUT_IN_US, WDF_ABS_TIMEOUT_IN_SEC,
 * WDF_ABS_TIMEOUT_IN_MS, WDF_ABS_TIMEOUT_IN_US - return a time-out in units of 100 ns
 * @Time: seconds, milliseconds or microseconds
 *
 * IRQL: any.
 * Return: with REL a negative number, the time from now; with ABS a positive number, the time since
 *	1601.
 * Page: wdfcore.h, the names of the functions
 */
WINWORK_OWN LONGLONG WDF_REL_TIMEOUT_IN_SEC(_In_ ULONGLONG Time)
{
	return -(LONGLONG)(Time * 10000000);
}

WINWORK_OWN LONGLONG WDF_REL_TIMEOUT_IN_MS(_In_ ULONGLONG Time)
{
	return -(LONGLONG)(Time * 10000);
}

WINWORK_OWN LONGLONG WDF_REL_TIMEOUT_IN_US(_In_ ULONGLONG Time)
{
	return -(LONGLONG)(Time * 10);
}

WINWORK_OWN LONGLONG WDF_ABS_TIMEOUT_IN_SEC(_In_ ULONGLONG Time)
{
	return (LONGLONG)(Time * 10000000);
}

WINWORK_OWN LONGLONG WDF_ABS_TIMEOUT_IN_MS(_In_ ULONGLONG Time)
{
	return (LONGLONG)(Time * 10000);
}

WINWORK_OWN LONGLONG WDF_ABS_TIMEOUT_IN_US(_In_ ULONGLONG Time)
{
	return (LONGLONG)(Time * 10);
}

/**
 * WDF_ALIGN_SIZE_DOWN, WDF_ALIGN_SIZE_UP - return the next multiple of a power of two
 * @Length: the number to round
 * @AlignTo: the power of two
 *
 * IRQL: any.
 * Return: the multiple; @Length, if it is one.
 * Page: wdfcore.h, the names of the functions
 */
WINWORK_OWN size_t WDF_ALIGN_SIZE_DOWN(_In_ size_t Length, _In_ size_t AlignTo)
{
	return Length & ~(AlignTo - 1);
}

WINWORK_OWN size_t WDF_ALIGN_SIZE_UP(_In_ size_t Length, _In_ size_t AlignTo)
{
	return WDF_ALIGN_SIZE_DOWN(Length + AlignTo - 1, AlignTo);
}

/* Add an offset in bytes to a pointer, and return the offset between two pointers. */
#define WDF_PTR_ADD_OFFSET_TYPE(_ptr, _offset, _type) ((_type)((PUCHAR)(_ptr) + (_offset)))
#define WDF_PTR_ADD_OFFSET(_ptr, _offset) WDF_PTR_ADD_OFFSET_TYPE(_ptr, _offset, PVOID)
#define WDF_PTR_GET_OFFSET(_base, _addr) ((size_t)((PUCHAR)(_addr) - (PUCHAR)(_base)))

EXTERN_C_END

#endif /* WINWORK_WDF_TYPES_H */
