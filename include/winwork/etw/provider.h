/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The descriptors of an event and of its data.
 */
#ifndef WINWORK_ETW_PROVIDER_H
#define WINWORK_ETW_PROVIDER_H

#include "trace.h"

#define EVENT_MIN_LEVEL 0
#define EVENT_MAX_LEVEL 0xff

#define EVENT_ACTIVITY_CTRL_GET_ID 1
#define EVENT_ACTIVITY_CTRL_SET_ID 2
#define EVENT_ACTIVITY_CTRL_CREATE_ID 3
#define EVENT_ACTIVITY_CTRL_GET_SET_ID 4
#define EVENT_ACTIVITY_CTRL_CREATE_SET_ID 5

#define MAX_EVENT_DATA_DESCRIPTORS 128
#define MAX_EVENT_FILTER_DATA_SIZE 1024

#define EVENT_FILTER_TYPE_NONE 0
#define EVENT_FILTER_TYPE_SCHEMATIZED 0x80000000

#define EVENT_DATA_DESCRIPTOR_TYPE_NONE 0
#define EVENT_DATA_DESCRIPTOR_TYPE_EVENT_METADATA 1
#define EVENT_DATA_DESCRIPTOR_TYPE_PROVIDER_METADATA 2

/* A piece of an event's data. */
typedef struct _EVENT_DATA_DESCRIPTOR {
	ULONGLONG Ptr;
	ULONG Size;			/* in bytes */
	union {
		ULONG Reserved;
		struct {
			UCHAR Type;
			UCHAR Reserved1;
			USHORT Reserved2;
		};
	};
} EVENT_DATA_DESCRIPTOR;

struct _EVENT_FILTER_DESCRIPTOR {
	ULONGLONG Ptr;
	ULONG Size;			/* in bytes */
	ULONG Type;
};

/**
 * EventDataDescCreate - describe a piece of an event's data
 * @EventDataDescriptor: receives the description
 * @DataPtr: the piece, which stays until the event is written
 * @DataSize: its size in bytes
 *
 * IRQL: any
 * Page: evntprov.h, EventDataDescCreate
 */
WINWORK_OWN VOID EventDataDescCreate(_Out_ PEVENT_DATA_DESCRIPTOR EventDataDescriptor,
				     _In_reads_bytes_(DataSize) const VOID *DataPtr,
				     _In_ ULONG DataSize)
{
	EventDataDescriptor->Ptr = (ULONGLONG)(ULONG_PTR)DataPtr;
	EventDataDescriptor->Size = DataSize;
	EventDataDescriptor->Reserved = 0;
}

/**
 * EventDescCreate - fill in the descriptor of an event
 * @EventDescriptor: receives the values
 * @Id: the identifier of the event
 * @Version: its version
 * @Channel: its channel
 * @Level: its level
 * @Task: its task
 * @Opcode: its opcode
 * @Keyword: its keywords
 *
 * IRQL: any
 * Page: evntprov.h, EventDescCreate
 */
WINWORK_OWN VOID EventDescCreate(_Out_ PEVENT_DESCRIPTOR EventDescriptor, _In_ USHORT Id,
				 _In_ UCHAR Version, _In_ UCHAR Channel, _In_ UCHAR Level,
				 _In_ USHORT Task, _In_ UCHAR Opcode, _In_ ULONGLONG Keyword)
{
	EventDescriptor->Id = Id;
	EventDescriptor->Version = Version;
	EventDescriptor->Channel = Channel;
	EventDescriptor->Level = Level;
	EventDescriptor->Task = Task;
	EventDescriptor->Opcode = Opcode;
	EventDescriptor->Keyword = Keyword;
}

#define EVNTAPI NTAPI
#define MAX_EVENT_FILTER_PAYLOAD_SIZE 4096
#define MAX_EVENT_FILTER_EVENT_NAME_SIZE 4096
#define MAX_EVENT_FILTERS_COUNT 13
#define MAX_EVENT_FILTER_PID_COUNT 8
#define MAX_EVENT_FILTER_EVENT_ID_COUNT 64
#define EVENT_FILTER_TYPE_SYSTEM_FLAGS 0x80000001
#define EVENT_FILTER_TYPE_TRACEHANDLE 0x80000002
#define EVENT_FILTER_TYPE_PID 0x80000004
#define EVENT_FILTER_TYPE_EXECUTABLE_NAME 0x80000008
#define EVENT_FILTER_TYPE_PACKAGE_ID 0x80000010
#define EVENT_FILTER_TYPE_PACKAGE_APP_ID 0x80000020
#define EVENT_FILTER_TYPE_PAYLOAD 0x80000100
#define EVENT_FILTER_TYPE_EVENT_ID 0x80000200
#define EVENT_FILTER_TYPE_EVENT_NAME 0x80000400
#define EVENT_FILTER_TYPE_STACKWALK 0x80001000
#define EVENT_FILTER_TYPE_STACKWALK_NAME 0x80002000
#define EVENT_FILTER_TYPE_STACKWALK_LEVEL_KW 0x80004000
#define EVENT_FILTER_TYPE_CONTAINER 0x80008000
#define EVENT_DATA_DESCRIPTOR_TYPE_TIMESTAMP_OVERRIDE 3
#define EVENT_WRITE_FLAG_INPRIVATE 0x00000002

#endif /* WINWORK_ETW_PROVIDER_H */
