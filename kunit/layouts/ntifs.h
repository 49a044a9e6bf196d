/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <ntifs.h>: sizes, alignments and offsets of structures, and values of constants, on a 64-bit
 * Windows. kunit/host/layouts compiles this.
 */
#include "check.h"
#include <ntifs.h>

LAYOUT(RTL_HEAP_PARAMETERS, 0x60, 8);
AT(RTL_HEAP_PARAMETERS, Length, 0x0);
AT(RTL_HEAP_PARAMETERS, SegmentReserve, 0x8);
AT(RTL_HEAP_PARAMETERS, SegmentCommit, 0x10);
AT(RTL_HEAP_PARAMETERS, DeCommitFreeBlockThreshold, 0x18);
AT(RTL_HEAP_PARAMETERS, DeCommitTotalFreeThreshold, 0x20);
AT(RTL_HEAP_PARAMETERS, MaximumAllocationSize, 0x28);
AT(RTL_HEAP_PARAMETERS, VirtualMemoryThreshold, 0x30);
AT(RTL_HEAP_PARAMETERS, InitialCommit, 0x38);
AT(RTL_HEAP_PARAMETERS, InitialReserve, 0x40);
AT(RTL_HEAP_PARAMETERS, CommitRoutine, 0x48);
AT(RTL_HEAP_PARAMETERS, Reserved, 0x50);
LAYOUT(COMPRESSED_DATA_INFO, 0xc, 4);
AT(COMPRESSED_DATA_INFO, CompressionFormatAndEngine, 0x0);
AT(COMPRESSED_DATA_INFO, CompressionUnitShift, 0x2);
AT(COMPRESSED_DATA_INFO, ChunkShift, 0x3);
AT(COMPRESSED_DATA_INFO, ClusterShift, 0x4);
AT(COMPRESSED_DATA_INFO, Reserved, 0x5);
AT(COMPRESSED_DATA_INFO, NumberOfChunks, 0x6);
AT(COMPRESSED_DATA_INFO, CompressedChunkSizes, 0x8);

VALUE(INVALID_PROCESSOR_INDEX, 0xffffffffull);
VALUE(RTL_DUPLICATE_UNICODE_STRING_NULL_TERMINATE, 0x1ull);
VALUE(RTL_DUPLICATE_UNICODE_STRING_ALLOCATE_NULL_STRING, 0x2ull);

/* Declared again: another type is an error. */
EXTERN_C_START
NTSTATUS NTAPI RtlDecompressFragmentEx(USHORT, PUCHAR, ULONG, PUCHAR, ULONG, ULONG, ULONG, PULONG,
				       PVOID);
EXTERN_C_END

VALUE(IRP_MN_FLUSH_AND_PURGE, 0x1ull);
VALUE(IRP_MN_FLUSH_DATA_ONLY, 0x2ull);
VALUE(IRP_MN_FLUSH_NO_SYNC, 0x3ull);
VALUE(IRP_MN_FLUSH_DATA_SYNC_ONLY, 0x4ull);

/* <ntifs.h> */
VALUE(FSRTL_FSP_TOP_LEVEL_IRP, 0x1);
VALUE(FSRTL_CACHE_TOP_LEVEL_IRP, 0x2);
VALUE(FSRTL_MOD_WRITE_TOP_LEVEL_IRP, 0x3);
VALUE(FSRTL_FAST_IO_TOP_LEVEL_IRP, 0x4);
VALUE(FSRTL_NETWORK1_TOP_LEVEL_IRP, 0x5);
VALUE(FSRTL_NETWORK2_TOP_LEVEL_IRP, 0x6);
VALUE(FSRTL_MAX_TOP_LEVEL_IRP_FLAG, 0xffff);

/* <winwork/fsrtl/control_codes.h> */

/* <winwork/fsrtl/runtime.h> */

/* <winwork/io/file_systems.h> */

/* <winwork/mm/sections.h> */

/* <winwork/se/tokens.h> */
