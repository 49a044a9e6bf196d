/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Sense data in either format, and numbers of a SCSI device, whose bytes are in big-endian order.
 */
#ifndef WINWORK_STORAGE_SENSE_DATA_H
#define WINWORK_STORAGE_SENSE_DATA_H

#include <winwork/base/intrinsics.h>
#include "scsi.h"

EXTERN_C_START

/*
 * These may be used on unaligned numbers, as commands and parameter data have them. Drivers write them
 * with or without a semicolon, so they are blocks.
 */
#define WINWORK_REVERSED(type, swap, Destination, Source)				\
	{										\
		type Reversed;								\
											\
		__builtin_memcpy(&Reversed, (Source), sizeof(Reversed));		\
		Reversed = swap(Reversed);						\
		__builtin_memcpy((Destination), &Reversed, sizeof(Reversed));		\
	}

#define REVERSE_BYTES_2(Destination, Source) \
	WINWORK_REVERSED(USHORT, __builtin_bswap16, Destination, Source)
#define REVERSE_BYTES_4(Destination, Source) \
	WINWORK_REVERSED(ULONG, __builtin_bswap32, Destination, Source)
#define REVERSE_BYTES_6(Destination, Source)						\
	{										\
		ULONGLONG Whole = 0;							\
											\
		__builtin_memcpy(&Whole, (Source), 6);					\
		Whole = __builtin_bswap64(Whole) >> 16;					\
		__builtin_memcpy((Destination), &Whole, 6);				\
	}
#define REVERSE_BYTES_8(Destination, Source) \
	WINWORK_REVERSED(ULONGLONG, __builtin_bswap64, Destination, Source)

#define REVERSE_BYTES REVERSE_BYTES_4
#define REVERSE_BYTES_SHORT REVERSE_BYTES_2
#define REVERSE_BYTES_QUAD REVERSE_BYTES_8

#define REVERSE_SHORT(Short) REVERSE_BYTES_2(Short, Short)
#define REVERSE_LONG(Long) REVERSE_BYTES_4(Long, Long)
#define REVERSE_LONGLONG(Longlong) REVERSE_BYTES_8(Longlong, Longlong)

/* The number of the highest bit that is set. */
#define WHICH_BIT(Data, Bit) ((Bit) = (UCHAR)(31 - __builtin_clz(Data)))

#define ScsiGetSenseErrorCode(SenseInfoBuffer) (*(const UCHAR *)(SenseInfoBuffer) & 0x7f)
#define ScsiGetSenseDescriptorLength(DescriptorBuffer)					\
	(sizeof(SCSI_SENSE_DESCRIPTOR_HEADER) +						\
	 ((PSCSI_SENSE_DESCRIPTOR_HEADER)(DescriptorBuffer))->AdditionalLength)

/* The codes are 0x70 to 0x73: bit 1 is the format, bit 0 tells a deferred error. */
#define WINWORK_SENSE_IS(SenseInfoBuffer, mask, value) \
	((ScsiGetSenseErrorCode(SenseInfoBuffer) & (0x7c | (mask))) == (0x70 | (value)))
#define IsFixedSenseDataFormat(SenseInfoBuffer) WINWORK_SENSE_IS(SenseInfoBuffer, 2, 0)
#define IsDescriptorSenseDataFormat(SenseInfoBuffer) WINWORK_SENSE_IS(SenseInfoBuffer, 2, 2)
#define IsSenseDataCurrentError(SenseInfoBuffer) WINWORK_SENSE_IS(SenseInfoBuffer, 1, 0)
#define IsSenseDataDeferredError(SenseInfoBuffer) WINWORK_SENSE_IS(SenseInfoBuffer, 1, 1)
#define IsSenseDataFormatValueValid(SenseInfoBuffer) WINWORK_SENSE_IS(SenseInfoBuffer, 0, 0)

/* In both formats the byte at offset 7 counts the bytes that follow it. */
#define WINWORK_SENSE_HEAD 8

/**
 * ScsiGetTotalSenseByteCountIndicated - the bytes of sense data that a device has, by its own account
 * @SenseInfoBuffer: the sense data, in either format
 * @SenseInfoBufferLength: the bytes of the buffer
 * @TotalByteCountIndicated: receives the number, which may exceed the buffer
 *
 * IRQL: any
 * Return: FALSE if the buffer is too short to tell, or the number exceeds the greatest of SCSI
 * Page: scsi.h, "ScsiGetTotalSenseByteCountIndicated"
 */
WINWORK_OWN BOOLEAN ScsiGetTotalSenseByteCountIndicated(PVOID SenseInfoBuffer,
							UCHAR SenseInfoBufferLength,
							UCHAR *TotalByteCountIndicated)
{
	const UCHAR *Sense = (const UCHAR *)SenseInfoBuffer;

	if (!Sense || !TotalByteCountIndicated || SenseInfoBufferLength < WINWORK_SENSE_HEAD ||
	    Sense[7] > MAX_SENSE_BUFFER_SIZE - WINWORK_SENSE_HEAD)
		return FALSE;
	*TotalByteCountIndicated = (UCHAR)(WINWORK_SENSE_HEAD + Sense[7]);
	return TRUE;
}

/**
 * ScsiGetFixedSenseKeyAndCodes - the sense key and codes of sense data in the fixed format
 * @SenseInfoBuffer: the sense data
 * @SenseInfoBufferLength: the bytes of the buffer
 * @SenseKey: receives the key; may be NULL
 * @AdditionalSenseCode: receives the code, or 0 if the data ends before it; may be NULL
 * @AdditionalSenseCodeQualifier: receives its qualifier, or 0 if the data ends before it; may be
 *	NULL
 *
 * IRQL: any
 * Return: FALSE if the buffer is shorter than the common part of sense data
 * Page: scsi.h, "ScsiGetFixedSenseKeyAndCodes"
 */
WINWORK_OWN BOOLEAN ScsiGetFixedSenseKeyAndCodes(PVOID SenseInfoBuffer, UCHAR SenseInfoBufferLength,
						 PUCHAR SenseKey, PUCHAR AdditionalSenseCode,
						 PUCHAR AdditionalSenseCodeQualifier)
{
	const UCHAR *Sense = (const UCHAR *)SenseInfoBuffer;
	ULONG Length;

	if (!Sense || SenseInfoBufferLength < WINWORK_SENSE_HEAD)
		return FALSE;
	Length = WINWORK_SENSE_HEAD + Sense[7];
	if (Length > SenseInfoBufferLength)
		Length = SenseInfoBufferLength;
	if (SenseKey)
		*SenseKey = Sense[2] & 0x0f;
	if (AdditionalSenseCode)
		*AdditionalSenseCode = Length > 12 ? Sense[12] : 0;
	if (AdditionalSenseCodeQualifier)
		*AdditionalSenseCodeQualifier = Length > 13 ? Sense[13] : 0;
	return TRUE;
}

/**
 * ScsiGetDescriptorSenseKeyAndCodes - the sense key and codes of sense data in the descriptor format
 * @SenseInfoBuffer: the sense data
 * @SenseInfoBufferLength: the bytes of the buffer
 * @SenseKey: receives the key; may be NULL
 * @AdditionalSenseCode: receives the code; may be NULL
 * @AdditionalSenseCodeQualifier: receives its qualifier; may be NULL
 *
 * IRQL: any
 * Return: FALSE if the buffer is shorter than the common part of sense data
 * Page: scsi.h, "ScsiGetDescriptorSenseKeyAndCodes"
 */
WINWORK_OWN BOOLEAN ScsiGetDescriptorSenseKeyAndCodes(PVOID SenseInfoBuffer,
						      UCHAR SenseInfoBufferLength, PUCHAR SenseKey,
						      PUCHAR AdditionalSenseCode,
						      PUCHAR AdditionalSenseCodeQualifier)
{
	const UCHAR *Sense = (const UCHAR *)SenseInfoBuffer;

	if (!Sense || SenseInfoBufferLength < WINWORK_SENSE_HEAD)
		return FALSE;
	if (SenseKey)
		*SenseKey = Sense[1] & 0x0f;
	if (AdditionalSenseCode)
		*AdditionalSenseCode = Sense[2];
	if (AdditionalSenseCodeQualifier)
		*AdditionalSenseCodeQualifier = Sense[3];
	return TRUE;
}

/**
 * ScsiGetSenseKeyAndCodes - the sense key and codes of sense data in either format
 * @SenseInfoBuffer: the sense data
 * @SenseInfoBufferLength: the bytes of the buffer
 * @Options: SCSI_SENSE_OPTIONS_FIXED_FORMAT_IF_UNKNOWN_FORMAT_INDICATED to read data of no known
 *	format as fixed
 * @SenseKey: receives the key; may be NULL
 * @AdditionalSenseCode: receives the code; may be NULL
 * @AdditionalSenseCodeQualifier: receives its qualifier; may be NULL
 *
 * IRQL: any
 * Return: FALSE if the format is unknown, or the buffer is too short
 * Page: scsi.h, "ScsiGetSenseKeyAndCodes"
 */
WINWORK_OWN BOOLEAN ScsiGetSenseKeyAndCodes(PVOID SenseInfoBuffer, UCHAR SenseInfoBufferLength,
					    SCSI_SENSE_OPTIONS Options, PUCHAR SenseKey,
					    PUCHAR AdditionalSenseCode,
					    PUCHAR AdditionalSenseCodeQualifier)
{
	if (!SenseInfoBuffer || !SenseInfoBufferLength)
		return FALSE;
	if (IsDescriptorSenseDataFormat(SenseInfoBuffer))
		return ScsiGetDescriptorSenseKeyAndCodes(SenseInfoBuffer, SenseInfoBufferLength,
							 SenseKey, AdditionalSenseCode,
							 AdditionalSenseCodeQualifier);
	if (IsFixedSenseDataFormat(SenseInfoBuffer) ||
	    (Options & SCSI_SENSE_OPTIONS_FIXED_FORMAT_IF_UNKNOWN_FORMAT_INDICATED))
		return ScsiGetFixedSenseKeyAndCodes(SenseInfoBuffer, SenseInfoBufferLength, SenseKey,
						    AdditionalSenseCode,
						    AdditionalSenseCodeQualifier);
	return FALSE;
}

/**
 * ScsiGetSenseDescriptor - the descriptors of sense data
 * @SenseInfoBuffer: the sense data
 * @SenseInfoBufferLength: the bytes of the buffer
 * @DescriptorBuffer: receives the place of the first descriptor, or NULL
 * @DescriptorBufferLength: receives the bytes of all descriptors that the buffer has
 *
 * IRQL: any
 * Return: FALSE if the data has another format, or no descriptors
 * Page: scsi.h, "ScsiGetSenseDescriptor"
 */
WINWORK_OWN BOOLEAN ScsiGetSenseDescriptor(PVOID SenseInfoBuffer, UCHAR SenseInfoBufferLength,
					   PVOID *DescriptorBuffer, UCHAR *DescriptorBufferLength)
{
	UCHAR Total;

	if (!SenseInfoBuffer || !SenseInfoBufferLength || !DescriptorBuffer ||
	    !DescriptorBufferLength)
		return FALSE;
	*DescriptorBuffer = NULL;
	*DescriptorBufferLength = 0;
	if (!IsDescriptorSenseDataFormat(SenseInfoBuffer) ||
	    !ScsiGetTotalSenseByteCountIndicated(SenseInfoBuffer, SenseInfoBufferLength, &Total))
		return FALSE;
	if (Total > SenseInfoBufferLength)
		Total = SenseInfoBufferLength;
	if (Total == WINWORK_SENSE_HEAD)
		return FALSE;
	*DescriptorBuffer = (PUCHAR)SenseInfoBuffer + WINWORK_SENSE_HEAD;
	*DescriptorBufferLength = (UCHAR)(Total - WINWORK_SENSE_HEAD);
	return TRUE;
}

/* Whether a descriptor has the type, and the length that SCSI prescribes for it. */
#define WINWORK_DESCRIPTOR_IS(Buffer, Length, type, structure)				\
	((Buffer) && (Length) >= sizeof(structure) &&					\
	 ((PSCSI_SENSE_DESCRIPTOR_HEADER)(Buffer))->DescriptorType == (type) &&		\
	 ScsiGetSenseDescriptorLength(Buffer) == sizeof(structure))

/**
 * ScsiValidateInformationSenseDescriptor - whether a descriptor of type "information" holds data
 * @DescriptorBuffer: the descriptor
 * @DescriptorBufferLength: the bytes of the buffer
 *
 * IRQL: any
 * Return: TRUE if its type and length are right, and the device says that its data is valid
 * Page: scsi.h, "ScsiValidateInformationSenseDescriptor"
 */
WINWORK_OWN BOOLEAN ScsiValidateInformationSenseDescriptor(PVOID DescriptorBuffer,
							   UCHAR DescriptorBufferLength)
{
	return WINWORK_DESCRIPTOR_IS(DescriptorBuffer, DescriptorBufferLength,
				     SCSI_SENSE_DESCRIPTOR_TYPE_INFORMATION,
				     SCSI_SENSE_DESCRIPTOR_INFORMATION) &&
	       ((PSCSI_SENSE_DESCRIPTOR_INFORMATION)DescriptorBuffer)->Valid;
}

/**
 * ScsiValidateBlockCommandSenseDescriptor - whether a descriptor is of type "block command"
 * @DescriptorBuffer: the descriptor
 * @DescriptorBufferLength: the bytes of the buffer
 *
 * IRQL: any
 * Return: TRUE if its type and length are right
 * Page: scsi.h, "ScsiValidateBlockCommandSenseDescriptor"
 */
WINWORK_OWN BOOLEAN ScsiValidateBlockCommandSenseDescriptor(PVOID DescriptorBuffer,
							    UCHAR DescriptorBufferLength)
{
	return WINWORK_DESCRIPTOR_IS(DescriptorBuffer, DescriptorBufferLength,
				     SCSI_SENSE_DESCRIPTOR_TYPE_BLOCK_COMMAND,
				     SCSI_SENSE_DESCRIPTOR_BLOCK_COMMAND);
}

/**
 * ScsiConvertToFixedSenseFormat - sense data in the fixed format, made of the descriptor format
 * @SenseInfoBuffer: the sense data in the descriptor format
 * @SenseInfoBufferLength: the bytes of the buffer
 * @OutBuffer: receives the key and the codes; the rest is zero
 * @OutBufferLength: its bytes, at least those of FIXED_SENSE_DATA
 *
 * IRQL: any
 * Return: FALSE if the data has another format, or a buffer is too short
 * Page: scsi.h, "ScsiConvertToFixedSenseFormat"
 */
WINWORK_OWN BOOLEAN ScsiConvertToFixedSenseFormat(PVOID SenseInfoBuffer, UCHAR SenseInfoBufferLength,
						  PVOID OutBuffer, UCHAR OutBufferLength)
{
	PFIXED_SENSE_DATA Fixed = (PFIXED_SENSE_DATA)OutBuffer;
	UCHAR Key, Code, Qualifier;

	if (!SenseInfoBuffer || !SenseInfoBufferLength || !Fixed ||
	    OutBufferLength < sizeof(*Fixed) || !IsDescriptorSenseDataFormat(SenseInfoBuffer))
		return FALSE;
	__builtin_memset(OutBuffer, 0, OutBufferLength);
	if (!ScsiGetDescriptorSenseKeyAndCodes(SenseInfoBuffer, SenseInfoBufferLength, &Key, &Code,
					       &Qualifier))
		return FALSE;
	Fixed->ErrorCode = IsSenseDataDeferredError(SenseInfoBuffer) ?
				   SCSI_SENSE_ERRORCODE_FIXED_DEFERRED :
				   SCSI_SENSE_ERRORCODE_FIXED_CURRENT;
	Fixed->SenseKey = Key;
	Fixed->AdditionalSenseLength = sizeof(*Fixed) - WINWORK_SENSE_HEAD;
	Fixed->AdditionalSenseCode = Code;
	Fixed->AdditionalSenseCodeQualifier = Qualifier;
	return TRUE;
}

/**
 * ScsiGetNextSenseDescriptorByType - the next descriptor of one of some types
 * @Buffer: the descriptors from which to search
 * @BufferLength: their bytes
 * @TypeList: the types
 * @TypeListCount: how many types
 * @OutType: receives the type of the descriptor
 * @OutBuffer: receives its place
 * @OutBufferLength: receives the bytes from there to the end
 *
 * IRQL: any
 * Return: FALSE if there is none
 * Page: scsi.h, "ScsiGetNextSenseDescriptorByType"
 */
WINWORK_OWN BOOLEAN ScsiGetNextSenseDescriptorByType(PVOID Buffer, UCHAR BufferLength,
						     PUCHAR TypeList, ULONG TypeListCount,
						     PUCHAR OutType, PVOID *OutBuffer,
						     UCHAR *OutBufferLength)
{
	PUCHAR Place = (PUCHAR)Buffer;
	ULONG Left = BufferLength, Index;

	if (!Buffer || !BufferLength || !TypeList || !TypeListCount || !OutType || !OutBuffer ||
	    !OutBufferLength)
		return FALSE;
	*OutType = 0;
	*OutBuffer = NULL;
	*OutBufferLength = 0;
	while (Left >= sizeof(SCSI_SENSE_DESCRIPTOR_HEADER)) {
		ULONG Length = ScsiGetSenseDescriptorLength(Place);

		for (Index = 0; Index < TypeListCount; Index++) {
			if (*Place != TypeList[Index])
				continue;
			*OutType = *Place;
			*OutBuffer = Place;
			*OutBufferLength = (UCHAR)Left;
			return TRUE;
		}
		if (Length >= Left)
			break;
		Place += Length;
		Left -= Length;
	}
	return FALSE;
}

EXTERN_C_END

#endif /* WINWORK_STORAGE_SENSE_DATA_H */
