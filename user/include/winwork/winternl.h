/* SPDX-License-Identifier: MIT */
/* <winternl.h>: structures that programs share with the kernel. Its functions do not exist here. */
#ifndef WINWORK_USER_WINTERNL_H
#define WINWORK_USER_WINTERNL_H

#include "winbase.h"

typedef struct _UNICODE_STRING {
	USHORT Length;
	USHORT MaximumLength;
	PWSTR Buffer;
} UNICODE_STRING, *PUNICODE_STRING;
typedef const UNICODE_STRING *PCUNICODE_STRING;

typedef struct _IO_STATUS_BLOCK {
	__extension__ union {
		NTSTATUS Status;
		PVOID Pointer;
	};
	ULONG_PTR Information;
} IO_STATUS_BLOCK, *PIO_STATUS_BLOCK;

/* The text stays where it is. One of more than 32766 characters is cut. */
static inline void RtlInitUnicodeString(PUNICODE_STRING DestinationString, PCWSTR SourceString)
{
	size_t length = 0;

	while (SourceString && SourceString[length] && length < 32766)
		length++;
	DestinationString->Length = (USHORT)(length * sizeof(WCHAR));
	DestinationString->MaximumLength = (USHORT)(SourceString ? (length + 1) * sizeof(WCHAR) : 0);
	DestinationString->Buffer = (PWSTR)SourceString;
}

#endif
