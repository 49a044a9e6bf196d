/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The members of a SCSI request, for both structures that a request may have.
 *
 * A request is a SCSI_REQUEST_BLOCK, or a STORAGE_REQUEST_BLOCK, whose Function is
 * SRB_FUNCTION_STORAGE_REQUEST_BLOCK. SrbGet<Member> and SrbSet<Member> find the member in each:
 * their @Srb is a request of either kind, which must not complete meanwhile. The members of
 * a command are in an extension of a STORAGE_REQUEST_BLOCK; without one, SrbGet<Member> returns 0 or
 * NULL, and SrbSet<Member> does nothing. The IRQL may be any.
 *
 * Pages: srbhelper.h, the names of the functions.
 */
#ifndef WINWORK_STORAGE_SRB_HELPER_H
#define WINWORK_STORAGE_SRB_HELPER_H

#include "scsi.h"
#include "scsi_request.h"
#include <winwork/rtl/debug.h>

EXTERN_C_START

#define SRBHELPER_ASSERT NT_ASSERT

#define SRB_ALIGN_SIZEOF(x) ((sizeof(x) + sizeof(PVOID) - 1) & ~(ULONG_PTR)(sizeof(PVOID) - 1))

#define SrbCopyMemory(Destination, Source, Length) __builtin_memcpy(Destination, Source, Length)
#define SrbEqualMemory(Source1, Source2, Length) (!__builtin_memcmp(Source1, Source2, Length))
#define SrbMoveMemory(Destination, Source, Length) __builtin_memmove(Destination, Source, Length)
#define SrbZeroMemory(Destination, Length) __builtin_memset(Destination, 0, Length)

#define WINWORK_SRB_OLD(Srb) ((PSCSI_REQUEST_BLOCK)(Srb))
#define WINWORK_SRB_NEW(Srb) ((PSTORAGE_REQUEST_BLOCK)(Srb))
#define WINWORK_SRB_IS_NEW(Srb) \
	(WINWORK_SRB_OLD(Srb)->Function == SRB_FUNCTION_STORAGE_REQUEST_BLOCK)

/**
 * SrbGetSrbExDataByIndex - an extension of a request, by its number
 * @Srb: the request
 * @SrbExDataIndex: the number, from 0
 *
 * IRQL: any
 * Return: the extension, or NULL if there is none with that number inside the request
 * Page: srbhelper.h, "SrbGetSrbExDataByIndex"
 */
WINWORK_OWN PSRBEX_DATA SrbGetSrbExDataByIndex(PSTORAGE_REQUEST_BLOCK Srb, ULONG SrbExDataIndex)
{
	ULONG Offset;

	if (!WINWORK_SRB_IS_NEW(Srb) || SrbExDataIndex >= Srb->NumSrbExData)
		return NULL;
	Offset = Srb->SrbExDataOffset[SrbExDataIndex];
	if (Offset < sizeof(STORAGE_REQUEST_BLOCK) || Offset >= Srb->SrbLength)
		return NULL;
	return (PSRBEX_DATA)((PUCHAR)Srb + Offset);
}

/**
 * SrbGetSrbExDataByType - the first extension of a type
 * @Srb: the request
 * @Type: the type
 *
 * IRQL: any
 * Return: the extension, or NULL
 * Page: srbhelper.h, "SrbGetSrbExDataByType"
 */
WINWORK_OWN PSRBEX_DATA SrbGetSrbExDataByType(PSTORAGE_REQUEST_BLOCK Srb, SRBEXDATATYPE Type)
{
	ULONG Index;

	if (!WINWORK_SRB_IS_NEW(Srb))
		return NULL;
	for (Index = 0; Index < Srb->NumSrbExData; Index++) {
		PSRBEX_DATA Data = SrbGetSrbExDataByIndex(Srb, Index);

		if (Data && Data->Type == Type)
			return Data;
	}
	return NULL;
}

/* The extension of a SCSI command. There is at most one of the three lengths of commands. */
WINWORK_OWN PSRBEX_DATA WinworkSrbCommand(PVOID Srb)
{
	ULONG Index;

	if (!WINWORK_SRB_IS_NEW(Srb) ||
	    WINWORK_SRB_NEW(Srb)->SrbFunction != SRB_FUNCTION_EXECUTE_SCSI)
		return NULL;
	for (Index = 0; Index < WINWORK_SRB_NEW(Srb)->NumSrbExData; Index++) {
		PSRBEX_DATA Data = SrbGetSrbExDataByIndex(WINWORK_SRB_NEW(Srb), Index);

		if (Data && Data->Type >= SrbExDataTypeScsiCdb16 &&
		    Data->Type <= SrbExDataTypeScsiCdbVar)
			return Data;
	}
	return NULL;
}

/**
 * SrbGetPrimarySrbExData - the extension that belongs to a request's function
 * @Srb: the request
 *
 * IRQL: any
 * Return: the extension of the command, of WMI, power, or Plug and Play; NULL if there is none
 * Page: srbhelper.h, "SrbGetPrimarySrbExData"
 */
WINWORK_OWN PSRBEX_DATA SrbGetPrimarySrbExData(PSTORAGE_REQUEST_BLOCK Srb)
{
	if (!WINWORK_SRB_IS_NEW(Srb))
		return NULL;
	switch (Srb->SrbFunction) {
	case SRB_FUNCTION_EXECUTE_SCSI:
		return WinworkSrbCommand(Srb);
	case SRB_FUNCTION_WMI:
		return SrbGetSrbExDataByType(Srb, SrbExDataTypeWmi);
	case SRB_FUNCTION_POWER:
		return SrbGetSrbExDataByType(Srb, SrbExDataTypePower);
	case SRB_FUNCTION_PNP:
		return SrbGetSrbExDataByType(Srb, SrbExDataTypePnP);
	default:
		return NULL;
	}
}

/* The member of the command's extension; its place is not the same for all lengths of commands. */
#define WINWORK_SRB_COMMAND_GET(Data, Member)						\
	((Data)->Type == SrbExDataTypeScsiCdb16 ?					\
		 ((PSRBEX_DATA_SCSI_CDB16)(Data))->Member :				\
	 (Data)->Type == SrbExDataTypeScsiCdb32 ?					\
		 ((PSRBEX_DATA_SCSI_CDB32)(Data))->Member :				\
		 ((PSRBEX_DATA_SCSI_CDB_VAR)(Data))->Member)

#define WINWORK_SRB_COMMAND_SET(Data, Member, Value)					\
	do {										\
		if ((Data)->Type == SrbExDataTypeScsiCdb16)				\
			((PSRBEX_DATA_SCSI_CDB16)(Data))->Member = (Value);		\
		else if ((Data)->Type == SrbExDataTypeScsiCdb32)			\
			((PSRBEX_DATA_SCSI_CDB32)(Data))->Member = (Value);		\
		else									\
			((PSRBEX_DATA_SCSI_CDB_VAR)(Data))->Member = (Value);		\
	} while (0)

/* SrbGet<Name> and SrbSet<Name> of a member that is in both structures. */
#define WINWORK_SRB_MEMBER(Name, Type, Old, New)					\
	WINWORK_OWN Type SrbGet##Name(PVOID Srb)					\
	{										\
		return WINWORK_SRB_IS_NEW(Srb) ? (Type)WINWORK_SRB_NEW(Srb)->New :	\
						 (Type)WINWORK_SRB_OLD(Srb)->Old;	\
	}										\
	WINWORK_OWN VOID SrbSet##Name(PVOID Srb, Type Value)				\
	{										\
		if (WINWORK_SRB_IS_NEW(Srb))						\
			WINWORK_SRB_NEW(Srb)->New = (__typeof__(WINWORK_SRB_NEW(Srb)->New))Value;	\
		else									\
			WINWORK_SRB_OLD(Srb)->Old = (__typeof__(WINWORK_SRB_OLD(Srb)->Old))Value;	\
	}

/* The same for a member that only a STORAGE_REQUEST_BLOCK has. */
#define WINWORK_SRB_NEW_MEMBER(Name, Type, New)						\
	WINWORK_OWN Type SrbGet##Name(PVOID Srb)					\
	{										\
		return WINWORK_SRB_IS_NEW(Srb) ? WINWORK_SRB_NEW(Srb)->New : (Type)0;	\
	}										\
	WINWORK_OWN VOID SrbSet##Name(PVOID Srb, Type Value)				\
	{										\
		if (WINWORK_SRB_IS_NEW(Srb))						\
			WINWORK_SRB_NEW(Srb)->New = Value;				\
	}

/* The same for a member of the command. */
#define WINWORK_SRB_COMMAND_MEMBER(Name, Type)						\
	WINWORK_OWN Type SrbGet##Name(PVOID Srb)					\
	{										\
		PSRBEX_DATA Data;							\
											\
		if (!WINWORK_SRB_IS_NEW(Srb))						\
			return WINWORK_SRB_OLD(Srb)->Name;				\
		Data = WinworkSrbCommand(Srb);						\
		return Data ? (Type)WINWORK_SRB_COMMAND_GET(Data, Name) : (Type)0;	\
	}										\
	WINWORK_OWN VOID SrbSet##Name(PVOID Srb, Type Value)				\
	{										\
		PSRBEX_DATA Data;							\
											\
		if (!WINWORK_SRB_IS_NEW(Srb)) {						\
			WINWORK_SRB_OLD(Srb)->Name = Value;				\
			return;								\
		}									\
		Data = WinworkSrbCommand(Srb);						\
		if (Data)								\
			WINWORK_SRB_COMMAND_SET(Data, Name, Value);			\
	}

WINWORK_SRB_MEMBER(DataBuffer, PVOID, DataBuffer, DataBuffer)
WINWORK_SRB_MEMBER(DataTransferLength, ULONG, DataTransferLength, DataTransferLength)
WINWORK_SRB_MEMBER(NextSrb, PVOID, NextSrb, NextSrb)
WINWORK_SRB_MEMBER(OriginalRequest, PVOID, OriginalRequest, OriginalRequest)
WINWORK_SRB_MEMBER(QueueTag, ULONG, QueueTag, RequestTag)
WINWORK_SRB_MEMBER(SrbLength, ULONG, Length, SrbLength)
WINWORK_SRB_MEMBER(SrbStatus, UCHAR, SrbStatus, SrbStatus)
WINWORK_SRB_MEMBER(SystemStatus, ULONG, InternalStatus, SystemStatus)
WINWORK_SRB_MEMBER(TimeOutValue, ULONG, TimeOutValue, TimeOutValue)

WINWORK_SRB_NEW_MEMBER(PortContext, PVOID, PortContext)

WINWORK_SRB_COMMAND_MEMBER(CdbLength, UCHAR)
WINWORK_SRB_COMMAND_MEMBER(ScsiStatus, UCHAR)
WINWORK_SRB_COMMAND_MEMBER(SenseInfoBuffer, PVOID)
WINWORK_SRB_COMMAND_MEMBER(SenseInfoBufferLength, UCHAR)

#define SrbGetRequestTag SrbGetQueueTag
#define SrbSetRequestTag SrbSetQueueTag
#define SrbGetQueueAction SrbGetRequestAttribute
#define SrbSetQueueAction SrbSetRequestAttribute

/**
 * SrbGetRequestAttribute - the queue action, or attribute, of a request
 * @Srb: the request
 *
 * IRQL: any
 * Return: SRB_SIMPLE_TAG_REQUEST, SRB_HEAD_OF_QUEUE_TAG_REQUEST or SRB_ORDERED_QUEUE_TAG_REQUEST
 * Page: srbhelper.h, "SrbGetRequestAttribute"
 */
WINWORK_OWN ULONG SrbGetRequestAttribute(PVOID Srb)
{
	return WINWORK_SRB_IS_NEW(Srb) ? WINWORK_SRB_NEW(Srb)->RequestAttribute :
					 WINWORK_SRB_OLD(Srb)->QueueAction;
}

/**
 * SrbSetRequestAttribute - sets the queue action, or attribute, of a request
 * @Srb: the request
 * @RequestAttribute: as SrbGetRequestAttribute returns it
 *
 * IRQL: any
 * Page: srbhelper.h, "SrbSetRequestAttribute"
 */
WINWORK_OWN VOID SrbSetRequestAttribute(PVOID Srb, UCHAR RequestAttribute)
{
	if (WINWORK_SRB_IS_NEW(Srb))
		WINWORK_SRB_NEW(Srb)->RequestAttribute = RequestAttribute;
	else
		WINWORK_SRB_OLD(Srb)->QueueAction = RequestAttribute;
}

/**
 * SrbSetQueueSortKey - sets the key by which a SCSI_REQUEST_BLOCK is sorted
 * @Srb: the request; a STORAGE_REQUEST_BLOCK has no such key, and stays as it is
 * @QueueSortKey: the key
 *
 * IRQL: any
 * Page: srbhelper.h, "SrbSetQueueSortKey"
 */
WINWORK_OWN VOID SrbSetQueueSortKey(PVOID Srb, ULONG QueueSortKey)
{
	if (!WINWORK_SRB_IS_NEW(Srb))
		WINWORK_SRB_OLD(Srb)->QueueSortKey = QueueSortKey;
}

/**
 * SrbGetSrbFunction - the function of a request
 * @Srb: the request
 *
 * IRQL: any
 * Return: one of SRB_FUNCTION_*
 * Page: srbhelper.h, "SrbGetSrbFunction"
 */
WINWORK_OWN ULONG SrbGetSrbFunction(PVOID Srb)
{
	return WINWORK_SRB_IS_NEW(Srb) ? WINWORK_SRB_NEW(Srb)->SrbFunction :
					 WINWORK_SRB_OLD(Srb)->Function;
}

/**
 * SrbGetMiniportContext - the miniport's own data of a request
 * @Srb: the request
 *
 * IRQL: any
 * Return: MiniportContext, or SrbExtension of a SCSI_REQUEST_BLOCK
 * Page: srbhelper.h, "SrbGetMiniportContext"
 */
WINWORK_OWN PVOID SrbGetMiniportContext(PVOID Srb)
{
	return WINWORK_SRB_IS_NEW(Srb) ? WINWORK_SRB_NEW(Srb)->MiniportContext :
					 WINWORK_SRB_OLD(Srb)->SrbExtension;
}

/**
 * SrbGetSrbFlags - the flags of a request
 * @Srb: the request
 *
 * IRQL: any
 * Return: some of SRB_FLAGS_*
 * Page: srbhelper.h, "SrbGetSrbFlags"
 */
WINWORK_OWN ULONG SrbGetSrbFlags(PVOID Srb)
{
	return WINWORK_SRB_IS_NEW(Srb) ? WINWORK_SRB_NEW(Srb)->SrbFlags :
					 WINWORK_SRB_OLD(Srb)->SrbFlags;
}

/**
 * SrbAssignSrbFlags - replaces all flags of a request
 * @Srb: the request
 * @Flags: the new flags
 *
 * IRQL: any
 * Page: srbhelper.h, "SrbAssignSrbFlags"
 */
WINWORK_OWN VOID SrbAssignSrbFlags(PVOID Srb, ULONG Flags)
{
	if (WINWORK_SRB_IS_NEW(Srb))
		WINWORK_SRB_NEW(Srb)->SrbFlags = Flags;
	else
		WINWORK_SRB_OLD(Srb)->SrbFlags = Flags;
}

/**
 * SrbSetSrbFlags - sets some flags of a request
 * @Srb: the request
 * @Flags: the flags; the others stay
 *
 * IRQL: any
 * Page: srbhelper.h, "SrbSetSrbFlags"
 */
WINWORK_OWN VOID SrbSetSrbFlags(PVOID Srb, ULONG Flags)
{
	SrbAssignSrbFlags(Srb, SrbGetSrbFlags(Srb) | Flags);
}

/**
 * SrbClearSrbFlags - clears some flags of a request
 * @Srb: the request
 * @Flags: the flags; the others stay
 *
 * IRQL: any
 * Page: srbhelper.h, "SrbClearSrbFlags"
 */
WINWORK_OWN VOID SrbClearSrbFlags(PVOID Srb, ULONG Flags)
{
	SrbAssignSrbFlags(Srb, SrbGetSrbFlags(Srb) & ~Flags);
}

/**
 * SrbGetAddress - the address of a request's device
 * @Srb: the request
 *
 * IRQL: any
 * Return: the address, or NULL if the request has none
 * Page: srbhelper.h, "SrbGetAddress"
 */
WINWORK_OWN PSTOR_ADDRESS SrbGetAddress(PSTORAGE_REQUEST_BLOCK Srb)
{
	if (!WINWORK_SRB_IS_NEW(Srb) || !Srb->AddressOffset)
		return NULL;
	return (PSTOR_ADDRESS)((PUCHAR)Srb + Srb->AddressOffset);
}

/**
 * SrbGetPathTargetLun - the path, target and logical unit of a request
 * @Srb: the request
 * @PathId: receives the path; may be NULL
 * @TargetId: receives the target; may be NULL
 * @Lun: receives the logical unit; may be NULL
 *
 * A request without an address of that type leaves them as they are.
 *
 * IRQL: any
 * Page: srbhelper.h, "SrbGetPathTargetLun"
 */
WINWORK_OWN VOID SrbGetPathTargetLun(PVOID Srb, PUCHAR PathId, PUCHAR TargetId, PUCHAR Lun)
{
	UCHAR Path = WINWORK_SRB_OLD(Srb)->PathId, Target = WINWORK_SRB_OLD(Srb)->TargetId;
	UCHAR Unit = WINWORK_SRB_OLD(Srb)->Lun;

	if (WINWORK_SRB_IS_NEW(Srb)) {
		PSTOR_ADDRESS Address = SrbGetAddress(WINWORK_SRB_NEW(Srb));

		if (!Address || Address->Type != STOR_ADDRESS_TYPE_BTL8)
			return;
		Path = ((PSTOR_ADDR_BTL8)Address)->Path;
		Target = ((PSTOR_ADDR_BTL8)Address)->Target;
		Unit = ((PSTOR_ADDR_BTL8)Address)->Lun;
	}
	if (PathId)
		*PathId = Path;
	if (TargetId)
		*TargetId = Target;
	if (Lun)
		*Lun = Unit;
}

#define WINWORK_SRB_PLACE(Name, path, target, lun)					\
	WINWORK_OWN UCHAR SrbGet##Name(PVOID Srb)					\
	{										\
		UCHAR Value = 0;							\
											\
		SrbGetPathTargetLun(Srb, path, target, lun);				\
		return Value;								\
	}

WINWORK_SRB_PLACE(PathId, &Value, NULL, NULL)
WINWORK_SRB_PLACE(TargetId, NULL, &Value, NULL)
WINWORK_SRB_PLACE(Lun, NULL, NULL, &Value)

/**
 * SrbGetScsiData - the members of a command's extension
 * @SrbEx: the request
 * @CdbLength8: receives the bytes of a command of up to 32 bytes; may be NULL
 * @CdbLength32: receives the bytes of a longer command; may be NULL
 * @ScsiStatus: receives the status; may be NULL
 * @SenseInfoBuffer: receives the place of the sense data; may be NULL
 * @SenseInfoBufferLength: receives its bytes; may be NULL
 *
 * IRQL: any
 * Return: the command, or NULL if the request has none; then nothing is stored
 * Page: srbhelper.h, "SrbGetScsiData"
 */
WINWORK_OWN PCDB SrbGetScsiData(PSTORAGE_REQUEST_BLOCK SrbEx, PUCHAR CdbLength8, PULONG CdbLength32,
				PUCHAR ScsiStatus, PVOID *SenseInfoBuffer,
				PUCHAR SenseInfoBufferLength)
{
	PSRBEX_DATA Data = WinworkSrbCommand(SrbEx);

	if (!Data)
		return NULL;
	if (Data->Type == SrbExDataTypeScsiCdbVar) {
		if (CdbLength32)
			*CdbLength32 = ((PSRBEX_DATA_SCSI_CDB_VAR)Data)->CdbLength;
	} else if (CdbLength8) {
		*CdbLength8 = (UCHAR)WINWORK_SRB_COMMAND_GET(Data, CdbLength);
	}
	if (ScsiStatus)
		*ScsiStatus = WINWORK_SRB_COMMAND_GET(Data, ScsiStatus);
	if (SenseInfoBuffer)
		*SenseInfoBuffer = WINWORK_SRB_COMMAND_GET(Data, SenseInfoBuffer);
	if (SenseInfoBufferLength)
		*SenseInfoBufferLength = WINWORK_SRB_COMMAND_GET(Data, SenseInfoBufferLength);
	return (PCDB)WINWORK_SRB_COMMAND_GET(Data, Cdb);
}

/**
 * SrbSetScsiData - sets members of a command's extension
 * @SrbEx: the request; without a command it stays as it is
 * @CdbLength8: the bytes of a command of up to 32 bytes; may be NULL
 * @CdbLength32: the bytes of a longer command; may be NULL
 * @ScsiStatus: the status; may be NULL
 * @SenseInfoBuffer: the place of the sense data; may be NULL
 * @SenseInfoBufferLength: its bytes; may be NULL
 *
 * IRQL: any
 * Page: srbhelper.h, "SrbSetScsiData"
 */
WINWORK_OWN VOID SrbSetScsiData(PSTORAGE_REQUEST_BLOCK SrbEx, PUCHAR CdbLength8, PULONG CdbLength32,
				PUCHAR ScsiStatus, PVOID *SenseInfoBuffer,
				PUCHAR SenseInfoBufferLength)
{
	PSRBEX_DATA Data = WinworkSrbCommand(SrbEx);

	if (!Data)
		return;
	if (Data->Type == SrbExDataTypeScsiCdbVar) {
		if (CdbLength32)
			((PSRBEX_DATA_SCSI_CDB_VAR)Data)->CdbLength = *CdbLength32;
	} else if (CdbLength8) {
		WINWORK_SRB_COMMAND_SET(Data, CdbLength, *CdbLength8);
	}
	if (ScsiStatus)
		WINWORK_SRB_COMMAND_SET(Data, ScsiStatus, *ScsiStatus);
	if (SenseInfoBuffer)
		WINWORK_SRB_COMMAND_SET(Data, SenseInfoBuffer, *SenseInfoBuffer);
	if (SenseInfoBufferLength)
		WINWORK_SRB_COMMAND_SET(Data, SenseInfoBufferLength, *SenseInfoBufferLength);
}

/**
 * SrbGetCdb - the command of a request
 * @Srb: the request
 *
 * IRQL: any
 * Return: the command, or NULL if the request has none
 * Page: srbhelper.h, "SrbGetCdb"
 */
WINWORK_OWN PCDB SrbGetCdb(PVOID Srb)
{
	if (!WINWORK_SRB_IS_NEW(Srb))
		return (PCDB)WINWORK_SRB_OLD(Srb)->Cdb;
	return SrbGetScsiData(WINWORK_SRB_NEW(Srb), NULL, NULL, NULL, NULL, NULL);
}

/**
 * SrbCopySrb - copies a request
 * @DestinationSrb: receives the copy
 * @DestinationSrbLength: its bytes
 * @SourceSrb: the request
 *
 * IRQL: any
 * Return: FALSE if the destination is too short; then it stays as it is
 * Page: srbhelper.h, "SrbCopySrb"
 */
WINWORK_OWN BOOLEAN SrbCopySrb(PVOID DestinationSrb, ULONG DestinationSrbLength, PVOID SourceSrb)
{
	ULONG Length = WINWORK_SRB_IS_NEW(SourceSrb) ? WINWORK_SRB_NEW(SourceSrb)->SrbLength :
						       sizeof(SCSI_REQUEST_BLOCK);

	if (DestinationSrbLength < Length)
		return FALSE;
	SrbCopyMemory(DestinationSrb, SourceSrb, Length);
	return TRUE;
}

/**
 * SrbZeroSrb - clears a request
 * @Srb: the request; its kind and length stay
 *
 * IRQL: any
 * Page: srbhelper.h, "SrbZeroSrb"
 */
WINWORK_OWN VOID SrbZeroSrb(PVOID Srb)
{
	USHORT Length = WINWORK_SRB_OLD(Srb)->Length;
	UCHAR Function = WINWORK_SRB_OLD(Srb)->Function;

	if (WINWORK_SRB_IS_NEW(Srb)) {
		ULONG Whole = WINWORK_SRB_NEW(Srb)->SrbLength;

		SrbZeroMemory(Srb, Whole);
		WINWORK_SRB_NEW(Srb)->SrbLength = Whole;
	} else {
		SrbZeroMemory(Srb, sizeof(SCSI_REQUEST_BLOCK));
	}
	WINWORK_SRB_OLD(Srb)->Length = Length;
	WINWORK_SRB_OLD(Srb)->Function = Function;
}

/**
 * SrbGetDefaultSrbLengthFromFunction - the bytes of a STORAGE_REQUEST_BLOCK for a function
 * @SrbFunction: one of SRB_FUNCTION_*
 *
 * IRQL: any
 * Return: the bytes of the block, its address, and the extension that the function needs
 * Page: srbhelper.h, "SrbGetDefaultSrbLengthFromFunction"
 */
WINWORK_OWN ULONG SrbGetDefaultSrbLengthFromFunction(ULONG SrbFunction)
{
	ULONG Length = SRB_ALIGN_SIZEOF(STORAGE_REQUEST_BLOCK) + SRB_ALIGN_SIZEOF(STOR_ADDR_BTL8);

	switch (SrbFunction) {
	case SRB_FUNCTION_EXECUTE_SCSI:
		return Length + SRB_ALIGN_SIZEOF(SRBEX_DATA_SCSI_CDB16);
	case SRB_FUNCTION_WMI:
		return Length + SRB_ALIGN_SIZEOF(SRBEX_DATA_WMI);
	case SRB_FUNCTION_POWER:
		return Length + SRB_ALIGN_SIZEOF(SRBEX_DATA_POWER);
	case SRB_FUNCTION_PNP:
		return Length + SRB_ALIGN_SIZEOF(SRBEX_DATA_PNP);
	default:
		return Length;
	}
}

EXTERN_C_END

#endif /* WINWORK_STORAGE_SRB_HELPER_H */
